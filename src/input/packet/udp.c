/* SPDX-License-Identifier: MIT */
/* UDP (RFC 768): each datagram is one SIP message, HEP, a tunnel, or counted as what may be media. */
#include "input/packet/layers.h"

enum { DNS_PORT = 53 };

void
udp_peel(struct layer *l)
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
	layer_next(l, LAYER_UDP, 0, piece_skip(p, 8));
}

static bool
is_dns(const struct flow *f)
{
	return f->src.port == DNS_PORT || f->dst.port == DNS_PORT;
}

void
udp_look(struct layer *l, struct message *index)
{
	struct piece p = l->piece;

	if (payload_is_message(&p, index)) {
		layer_next(l, LAYER_MESSAGE, 0, p);
		l->index = index;
	} else if (message_may_start(p.bytes) || message_starts_broken(p.bytes) || hep_is_possible(l->piece.bytes) ||
	    is_dns(&l->flow)) {
		l->kind = LAYER_DATAGRAM;
	} else {
		layer_next(l, LAYER_UDP_TUNNEL, l->flow.dst.port, l->piece);
	}
}

void
datagram_take(struct decoder *d, struct layer *l)
{
	if (payload_take(d, &l->flow, l->piece) || hep_take(d, l->piece.bytes))
		return;
	if (is_dns(&l->flow))
		dns_take(d, &l->flow, l->piece);
	layer_next(l, LAYER_UDP_TUNNEL, l->flow.dst.port, l->piece);
}
