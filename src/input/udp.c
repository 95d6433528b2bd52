/* UDP (RFC 768): each datagram is one SIP message, HEP, a tunnel, or nothing of interest. */
#include "input/layers.h"
#include "sip/message.h"

/* RFC 3261 §25.1 has no NUL anywhere in a start line: this is a damaged packet, or something else. */
static bool
has_nul_in_start_line(struct slice s)
{
	const char *end = memchr(s.p, '\n', s.n);

	return memchr(s.p, '\0', end != NULL ? (size_t)(end - s.p) : s.n) != NULL;
}

bool
datagram_decode(struct decoder *d, const struct flow *f, struct piece p)
{
	size_t blank = 0;

	while (blank < p.bytes.n && (p.bytes.p[blank] == '\r' || p.bytes.p[blank] == '\n'))
		blank++;	/* RFC 3261 §7.5 */
	p = piece_skip(p, blank);
	if (!message_starts(p.bytes) || has_nul_in_start_line(p.bytes))
		return false;
	decoder_message(d, f, p.bytes, piece_is_cut(p) ? FRAME_CUT : 0);
	return true;
}

void
udp_decode(struct decoder *d, struct flow *f, struct piece p)
{
	size_t length = be16(p.bytes, 4);
	unsigned depth = d->depth;

	if (p.bytes.n < 8 || depth >= DEPTH_MAX || (length != 0 && length < 8))
		return;
	f->src.port = be16(p.bytes, 0);
	f->dst.port = be16(p.bytes, 2);
	f->transport = TRANSPORT_UDP;
	if (length != 0 && length <= p.whole)	/* 0: a jumbogram or to be split by the card */
		p = piece_limit(p, length);
	p = piece_skip(p, 8);
	if (datagram_decode(d, f, p) || hep_decode(d, p.bytes))
		return;
	d->depth++;
	udp_tunnel_decode(d, f->dst.port, p);
	d->depth = depth;
}
