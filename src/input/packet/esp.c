/* SPDX-License-Identifier: MIT */
/*
 * ESP (RFC 4303) with null encryption (RFC 2410), as IMS uses it (3GPP TS 33.203). Nothing in a packet says that it is
 * not encrypted, nor how long its check value is: the trailer has to fit, and what it says has to be there.
 */
#include "input/packet/layers.h"

enum { HEADER = 8, TRAILER = 2, WORD_BYTES = 4 };

static bool
is_tcp(struct slice s)
{
	size_t header = (byte_at(s, 12) >> 4) * 4u;

	return header >= 20 && header <= s.n && (byte_at(s, 12) & 15) == 0 && (byte_at(s, 13) & 0xc0) == 0;
}

static bool
is_plausible(unsigned protocol, struct slice s)
{
	switch (protocol) {
	case PROTOCOL_UDP:
		return s.n >= 8 && be16(s, 4) == s.n;
	case PROTOCOL_TCP:
		return is_tcp(s);
	case PROTOCOL_IPV4:
		return byte_at(s, 0) >> 4 == 4 && be16(s, 2) == s.n;
	case PROTOCOL_IPV6:
		return byte_at(s, 0) >> 4 == 6 && be16(s, 4) + 40u == s.n;
	default:
		return false;
	}
}

/* The payload where the check value has `icv` bytes: padding of 1, 2, 3 …, its length, the next protocol. */
static bool
fits(struct slice s, size_t icv, unsigned *protocol, size_t *size)
{
	size_t end, padding;

	if (s.n < HEADER + TRAILER + icv)
		return false;
	end = s.n - icv;
	padding = byte_at(s, end - 2);
	*protocol = byte_at(s, end - 1);
	if (padding + TRAILER + HEADER > end || (end - HEADER) % WORD_BYTES != 0)
		return false;
	for (size_t i = 0; i < padding; i++)
		if (byte_at(s, end - TRAILER - padding + i) != i + 1)
			return false;
	*size = end - HEADER - TRAILER - padding;
	return is_plausible(*protocol, slice_head(slice_skip(s, HEADER), *size));
}

void
esp_peel(struct layer *l)
{
	static const unsigned char check_values[] = { 12, 16, 0, 24, 32, 8 };
	struct piece p = l->piece;
	unsigned protocol;
	size_t size;

	for (size_t i = 0; i < sizeof check_values && !piece_is_cut(p); i++)
		if (fits(p.bytes, check_values[i], &protocol, &size)) {
			layer_next(l, LAYER_PROTOCOL, protocol, piece_limit(piece_skip(p, HEADER), size));
			return;
		}
	/* Its end was not captured: UDP with its length is seen by itself. */
	if (piece_is_cut(p) && be16(p.bytes, HEADER + 4) > p.bytes.n - HEADER && be16(p.bytes, HEADER + 4) <= p.whole - HEADER)
		layer_next(l, LAYER_PROTOCOL, PROTOCOL_UDP, piece_skip(p, HEADER));
}
