/* SPDX-License-Identifier: MIT */
/*
 * SCTP (RFC 9260): a SIP message is one user message (RFC 4168), in one DATA chunk or in several with
 * consecutive TSNs. Parts that come out of order are given up: associations that reorder are rare.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/memory.h"
#include "input/layers.h"

enum {
	CHUNK_DATA = 0, CHUNK_I_DATA = 64,
	FLAG_END = 1, FLAG_BEGIN = 2,
	PARTIAL_COUNT = 64,
	MESSAGE_BYTES_MAX = 64 * 1024,
};

struct partial {
	struct flow flow;
	uint16_t stream;
	uint32_t next_tsn;
	struct buf bytes;
};

struct sctp {
	struct partial partial[PARTIAL_COUNT];
	unsigned victim;	/* whose place is taken next */
};

struct sctp *
sctp_new(void)
{
	return xcalloc(1, sizeof(struct sctp));
}

void
sctp_free(struct sctp *t)
{
	for (unsigned i = 0; i < PARTIAL_COUNT; i++)
		buf_release(&t->partial[i].bytes);
	free(t);
}

static struct partial *
partial_find(struct sctp *t, const struct flow *f, uint16_t stream)
{
	for (unsigned i = 0; i < PARTIAL_COUNT; i++) {
		struct partial *p = &t->partial[i];

		if (p->bytes.n > 0 && p->stream == stream && addr_eq(&p->flow.src, &f->src) && addr_eq(&p->flow.dst, &f->dst))
			return p;
	}
	return NULL;
}

static struct partial *
partial_begin(struct sctp *t, const struct flow *f, uint16_t stream)
{
	struct partial *p = partial_find(t, f, stream);

	if (p == NULL)
		p = &t->partial[t->victim++ % PARTIAL_COUNT];
	buf_release(&p->bytes);
	p->flow = *f;
	p->stream = stream;
	return p;
}

static void
partial_end(struct decoder *d, struct partial *p)
{
	payload_take(d, &p->flow, (struct piece){ buf_slice(&p->bytes), p->bytes.n });
	buf_release(&p->bytes);
}

static void
data_decode(struct decoder *d, const struct flow *f, struct piece p, size_t header)
{
	unsigned flags = byte_at(p.bytes, 1);
	uint32_t tsn = be32(p.bytes, 4);
	uint16_t stream = be16(p.bytes, 8);
	struct partial *part;

	if (p.bytes.n <= header)
		return;
	p = piece_skip(p, header);
	if ((flags & FLAG_BEGIN) && (flags & FLAG_END)) {
		payload_take(d, f, p);
		return;
	}
	if (flags & FLAG_BEGIN)
		part = partial_begin(d->sctp, f, stream);
	else if ((part = partial_find(d->sctp, f, stream)) == NULL || part->next_tsn != tsn)
		return;
	part->next_tsn = tsn + 1;
	if (part->bytes.n < MESSAGE_BYTES_MAX)
		buf_add(&part->bytes, p.bytes);
	if (flags & FLAG_END)
		partial_end(d, part);
}

void
sctp_take(struct decoder *d, struct layer *l)
{
	struct piece p = l->piece;
	struct flow *f = &l->flow;

	if (p.bytes.n < 12)
		return;
	f->src.port = be16(p.bytes, 0);
	f->dst.port = be16(p.bytes, 2);
	f->transport = TRANSPORT_SCTP;
	p = piece_skip(p, 12);
	while (p.bytes.n >= 4) {
		unsigned kind = byte_at(p.bytes, 0);
		size_t length = be16(p.bytes, 2);

		if (length < 4)
			return;
		if (kind == CHUNK_DATA)
			data_decode(d, f, piece_limit(p, length), 16);
		else if (kind == CHUNK_I_DATA)
			data_decode(d, f, piece_limit(p, length), 20);
		p = piece_skip(p, (length + 3) & ~(size_t)3);
	}
}
