/* SPDX-License-Identifier: MIT */
/*
 * ICMP (RFC 792) and ICMPv6 (RFC 4443) errors: who says that which packet could not go on, and why. The packet they
 * quote may be cut, down to eight bytes after its IP header.
 */
#include "input/packet/layers.h"

static enum witness_what
unreachable_4(unsigned code)
{
	switch (code) {
	case 3:
		return ICMP_PORT_CLOSED;
	case 4:
		return ICMP_TOO_BIG;
	case 9: case 10: case 13: case 14: case 15:
		return ICMP_FILTERED;
	default:
		return ICMP_HOST_UNREACHABLE;
	}
}

static enum witness_what
unreachable_6(unsigned code)
{
	switch (code) {
	case 4:
		return ICMP_PORT_CLOSED;
	case 1: case 5: case 6:
		return ICMP_FILTERED;
	default:
		return ICMP_HOST_UNREACHABLE;
	}
}

static enum witness_what
exceeded(unsigned code)
{
	return code == 1 ? ICMP_REASSEMBLY : ICMP_TTL;
}

enum witness_what
icmp_meaning(bool v6, unsigned type, unsigned code)
{
	if (!v6)
		return type == 3 ? unreachable_4(code) : type == 11 ? exceeded(code) : WHAT_NONE;
	return type == 1 ? unreachable_6(code) : type == 2 ? ICMP_TOO_BIG : type == 3 ? exceeded(code) : WHAT_NONE;
}

/* What it says, with the MTU where it tells one. */
static enum witness_what
read_meaning(struct slice s, bool v6, unsigned *mtu)
{
	unsigned type = byte_at(s, 0);

	if (!v6 && type == 3)
		*mtu = be16(s, 6);
	else if (v6 && type == 2)
		*mtu = be32(s, 4);
	return icmp_meaning(v6, type, byte_at(s, 1));
}

/* Ports, and what was captured of the payload. False: the quote is no UDP or TCP. */
static bool
quote_transport(struct witness *w, unsigned protocol, struct slice s)
{
	size_t header = protocol == PROTOCOL_UDP ? 8 : (byte_at(s, 12) >> 4) * 4u;

	if ((protocol != PROTOCOL_UDP && protocol != PROTOCOL_TCP) || s.n < 4)
		return false;
	w->tcp = protocol == PROTOCOL_TCP;
	w->from.port = be16(s, 0);
	w->to.port = be16(s, 2);
	w->line = header >= 8 ? slice_skip(s, header) : SLICE("");
	return true;
}

static bool
quote_4(struct witness *w, struct slice s)
{
	size_t header = (byte_at(s, 0) & 15u) * 4;

	if (header < 20 || (be16(s, 6) & 0x1fff) != 0)
		return false;
	w->from = addr_of_bytes(4, slice_skip(s, 12), 0);
	w->to = addr_of_bytes(4, slice_skip(s, 16), 0);
	return quote_transport(w, byte_at(s, 9), slice_skip(s, header));
}

static bool
quote_6(struct witness *w, struct slice s)
{
	unsigned next = byte_at(s, 6);

	if (s.n < 40)
		return false;
	w->from = addr_of_bytes(6, slice_skip(s, 8), 0);
	w->to = addr_of_bytes(6, slice_skip(s, 24), 0);
	s = slice_skip(s, 40);
	for (int i = 0; i < 8 && s.n >= 8; i++) {
		if (next == PROTOCOL_FRAGMENT && (be16(s, 2) & 0xfff8u) != 0)
			return false;
		if (next != PROTOCOL_HOP_BY_HOP && next != PROTOCOL_ROUTING && next != PROTOCOL_DESTINATION && next != PROTOCOL_FRAGMENT)
			break;
		size_t size = next == PROTOCOL_FRAGMENT ? 8 : (byte_at(s, 1) + 1u) * 8;
		next = byte_at(s, 0);
		s = slice_skip(s, size);
	}
	return quote_transport(w, next, s);
}

void
icmp_take(struct decoder *d, const struct layer *l)
{
	struct slice s = l->piece.bytes, quote = slice_skip(s, 8);
	struct witness w = { .kind = WITNESS_ICMP, .reporter = l->flow.src };

	w.what = read_meaning(s, l->flow.src.family == 6, &w.number);
	if (w.what == WHAT_NONE || quote.n == 0)
		return;
	if (!(byte_at(quote, 0) >> 4 == 6 ? quote_6(&w, quote) : byte_at(quote, 0) >> 4 == 4 && quote_4(&w, quote)))
		return;
	decoder_witness(d, &w, &l->flow);
	if (w.to.port == 53 && (w.what == ICMP_PORT_CLOSED || w.what == ICMP_HOST_UNREACHABLE || w.what == ICMP_FILTERED))
		dns_unreached(d, &(struct flow){ w.from, w.to, w.tcp ? TRANSPORT_TCP : TRANSPORT_UDP });
}
