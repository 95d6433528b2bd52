/* SPDX-License-Identifier: MIT */
/* UDP (RFC 768): each datagram is one SIP message, HEP, a tunnel, or counted as what may be media. */
#include "input/layers.h"

enum { DNS_PORT = 53 };

void
udp_peel(struct decoder *d, struct layer *l)
{
	struct piece p = l->piece;
	size_t length = be16(p.bytes, 4);

	if (p.bytes.n < 8 || (length != 0 && length < 8))
		return;
	l->flow.src.port = be16(p.bytes, 0);
	l->flow.dst.port = be16(p.bytes, 2);
	l->flow.transport = TRANSPORT_UDP;
	if (length != 0 && length <= p.whole)	/* 0: a jumbogram or to be split by the card */
		p = piece_limit(p, length);
	p = piece_skip(p, 8);
	if (payload_take(d, &l->flow, p) || hep_take(d, p.bytes))
		return;
	if (l->flow.src.port == DNS_PORT || l->flow.dst.port == DNS_PORT)
		dns_take(d, &l->flow, p);
	layer_next(l, LAYER_UDP_TUNNEL, l->flow.dst.port, p);
}
