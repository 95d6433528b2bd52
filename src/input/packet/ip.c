/* SPDX-License-Identifier: MIT */
/* IPv4 (RFC 791) and IPv6 with its extension headers (RFC 8200). */
#include "input/packet/layers.h"

/* Authenticated, not encrypted: RFC 4302. */
static void
authentication_peel(struct layer *l)
{
	struct piece p = l->piece;

	layer_next(l, LAYER_PROTOCOL, byte_at(p.bytes, 0), piece_skip(p, (byte_at(p.bytes, 1) + 2u) * 4));
}

void
protocol_take(struct decoder *d, struct layer *l)
{
	switch (l->type) {
	case PROTOCOL_TCP:
		tcp_take(d, l);
		break;
	case PROTOCOL_SCTP:
		sctp_take(d, l);
		break;
	case PROTOCOL_ICMP:
	case PROTOCOL_ICMPV6:
		icmp_take(d, l);
		break;
	}
}

bool
protocol_has_memory(unsigned protocol)
{
	return protocol == PROTOCOL_TCP || protocol == PROTOCOL_SCTP || protocol == PROTOCOL_ICMP ||
	    protocol == PROTOCOL_ICMPV6;
}

void
protocol_peel(struct layer *l)
{
	switch (l->type) {
	case PROTOCOL_UDP:
	case PROTOCOL_UDP_LITE:
		udp_peel(l);
		break;
	case PROTOCOL_IPV4:
	case PROTOCOL_IPV6:
		l->kind = LAYER_IP;
		break;
	case PROTOCOL_GRE:
		gre_peel(l);
		break;
	case PROTOCOL_L2TP:
		l2tp3_peel(l);
		break;
	case PROTOCOL_MPLS:
		l->kind = LAYER_MPLS;
		break;
	case PROTOCOL_ETHERNET:
		layer_next(l, LAYER_ETHERNET, 0, piece_skip(l->piece, 2));
		break;
	case PROTOCOL_PLAIN_ETHERNET:
		l->kind = LAYER_ETHERNET;
		break;
	case PROTOCOL_ESP:
		esp_peel(l);
		break;
	case PROTOCOL_AH:
		authentication_peel(l);
		break;
	}
}

/* The next layer is a fragment, unless the packet holds all of the datagram. */
static void
fragment_next(struct layer *l, struct fragment part)
{
	if (part.offset == 0 && !part.more)
		return;
	l->kind = LAYER_FRAGMENT;
	l->fragment = part;
}

static void
ip4_peel(struct layer *l)
{
	struct slice s = l->piece.bytes;
	size_t header = (byte_at(s, 0) & 15u) * 4, length = be16(s, 2);
	unsigned offset = be16(s, 6);

	if (header < 20 || s.n < header || (length != 0 && length < header))
		return;
	if (length != 0)	/* 0: the network card was to split it */
		l->piece = piece_limit(l->piece, length);
	addr_set_bytes(&l->flow.src, 4, slice_skip(s, 12), 0);
	addr_set_bytes(&l->flow.dst, 4, slice_skip(s, 16), 0);
	layer_next(l, LAYER_PROTOCOL, byte_at(s, 9), piece_skip(l->piece, header));
	fragment_next(l, (struct fragment){ be16(s, 4), byte_at(s, 9), (offset & 0x1fffu) * 8, offset & 0x2000 });
}

static void
fragment6_peel(struct layer *l)
{
	struct slice s = l->piece.bytes;
	unsigned offset = be16(s, 2);
	struct fragment part = { be32(s, 4), byte_at(s, 0), offset & 0xfff8u, offset & 1 };

	if (s.n < 8)
		return;
	layer_next(l, LAYER_PROTOCOL, part.protocol, piece_skip(l->piece, 8));
	fragment_next(l, part);
}

static void
ip6_peel(struct layer *l)
{
	struct piece p = l->piece;
	unsigned protocol = byte_at(p.bytes, 6);
	size_t length = be16(p.bytes, 4);

	if (p.bytes.n < 40)
		return;
	addr_set_bytes(&l->flow.src, 6, slice_skip(p.bytes, 8), 0);
	addr_set_bytes(&l->flow.dst, 6, slice_skip(p.bytes, 24), 0);
	p = piece_skip(p, 40);
	if (length != 0)
		p = piece_limit(p, length);
	for (int i = 0; i < 16 && p.bytes.n >= 8; i++) {
		switch (protocol) {
		case PROTOCOL_HOP_BY_HOP: case PROTOCOL_ROUTING: case PROTOCOL_DESTINATION: case PROTOCOL_MOBILITY:
		case PROTOCOL_HIP: case PROTOCOL_SHIM6:
			protocol = byte_at(p.bytes, 0);
			p = piece_skip(p, (byte_at(p.bytes, 1) + 1u) * 8);
			break;
		case PROTOCOL_FRAGMENT:
			l->piece = p;
			fragment6_peel(l);
			return;
		default:
			layer_next(l, LAYER_PROTOCOL, protocol, p);
			return;
		}
	}
}

void
ip_peel(struct layer *l)
{
	l->flow = (struct flow){ .transport = TRANSPORT_UNKNOWN };
	switch (byte_at(l->piece.bytes, 0) >> 4) {
	case 4:
		ip4_peel(l);
		break;
	case 6:
		ip6_peel(l);
		break;
	}
}
