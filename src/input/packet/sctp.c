/* SPDX-License-Identifier: MIT */
/*
 * SCTP (RFC 9260): a SIP message is one user message (RFC 4168), in one DATA chunk or in several with
 * consecutive TSNs. Parts that come out of order are given up: associations that reorder are rare.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/memory.h"
#include "input/packet/layers.h"

enum {
	CHUNK_DATA = 0, CHUNK_INIT = 1, CHUNK_INIT_ACK = 2, CHUNK_ABORT = 6, CHUNK_SHUTDOWN = 7, CHUNK_I_DATA = 64,
	FLAG_END = 1, FLAG_BEGIN = 2,
	PARTIAL_COUNT = 64,
	OPENING_COUNT = 64,
	CARRIED_COUNT = 64,
	INITS_ENOUGH = 3,		/* sent at 0, 1 and 3 s (§16): nothing answers */
	COPY_WITHIN = 5000,		/* µs: the capture's own copy */
	MESSAGE_BYTES_MAX = 64 * 1024,
};

struct partial {
	struct flow flow;
	uint16_t stream;
	uint32_t next_tsn;
	struct buf bytes;
};

/* An INIT, and the tag that what answers it has to carry (§8.5.1). */
struct opening {
	struct flow flow;
	uint32_t tag;			/* 0: it was refused */
	unsigned inits;			/* INITS_ENOUGH or more: it was told of, or answered */
	int64_t last;
	bool answered;
};

struct sctp {
	struct partial partial[PARTIAL_COUNT];
	unsigned victim;	/* whose place is taken next */
	struct opening opening[OPENING_COUNT];
	unsigned opened;
	struct flow carried[CARRIED_COUNT];	/* associations with SIP, in the direction that was seen first */
	unsigned carriers;
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

/* ---- what an association carries ---- */

static bool
has_carried(const struct sctp *t, const struct flow *f)
{
	for (unsigned i = 0; i < CARRIED_COUNT && i < t->carriers; i++) {
		const struct flow *c = &t->carried[i];

		if ((addr_eq(&c->src, &f->src) && addr_eq(&c->dst, &f->dst)) ||
		    (addr_eq(&c->src, &f->dst) && addr_eq(&c->dst, &f->src)))
			return true;
	}
	return false;
}

static void
carry(struct decoder *d, const struct flow *f, struct piece p)
{
	struct sctp *t = d->sctp;

	if ((port_is_signalling(f->src.port) || port_is_signalling(f->dst.port)) && !has_carried(t, f))
		t->carried[t->carriers++ % CARRIED_COUNT] = *f;
	payload_take(d, f, p);
}

static void
partial_end(struct decoder *d, struct partial *p)
{
	carry(d, &p->flow, (struct piece){ buf_slice(&p->bytes), p->bytes.n });
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
		carry(d, f, p);
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

/* ---- how it begins and breaks ---- */

static struct opening *
opening_find(struct sctp *t, const struct addr *from, const struct addr *to, uint32_t tag)
{
	for (unsigned i = 0; tag != 0 && i < OPENING_COUNT; i++) {
		struct opening *o = &t->opening[i];

		if (o->tag == tag && addr_eq(&o->flow.src, from) && addr_eq(&o->flow.dst, to))
			return o;
	}
	return NULL;
}

static void
take_init(struct decoder *d, const struct flow *f, uint32_t tag)
{
	struct sctp *t = d->sctp;
	struct opening *o = opening_find(t, &f->src, &f->dst, tag);
	int64_t now = d->place.time, last = o != NULL ? o->last : NO_TIME;

	if (o == NULL) {
		t->opening[t->opened++ % OPENING_COUNT] = (struct opening){ .flow = *f, .tag = tag, .inits = 1, .last = now };
		return;
	}
	o->last = now;
	if (now != NO_TIME && last != NO_TIME && now >= last && now - last < COPY_WITHIN)
		return;
	if (++o->inits == INITS_ENOUGH)
		decoder_witness(d, &(struct witness){
			.kind = WITNESS_TCP, .what = SCTP_SILENT, .from = f->src, .to = f->dst, .number = o->inits }, f);
}

static void
take_init_ack(struct sctp *t, const struct flow *f, uint32_t tag)
{
	struct opening *o = opening_find(t, &f->dst, &f->src, tag);

	if (o == NULL)
		return;
	o->inits = INITS_ENOUGH;
	o->answered = true;
}

/* An ABORT that answers an INIT carries its tag, and comes back from where that went (§8.4, §5.1). Else it ends an association. */
static void
take_abort(struct decoder *d, const struct flow *f, uint32_t tag)
{
	struct witness w = { .kind = WITNESS_TCP, .what = SCTP_REFUSED, .from = f->dst, .to = f->src, .number = 1 };
	struct opening *o = opening_find(d->sctp, &f->dst, &f->src, tag);

	if (o != NULL && !o->answered) {
		o->tag = 0;
		decoder_witness(d, &w, f);
	} else if (has_carried(d->sctp, f)) {
		decoder_witness(d, &(struct witness){ .kind = WITNESS_TCP, .what = SCTP_ABORTED, .from = f->src, .to = f->dst }, f);
	}
}

/* It is closed in good order; who shuts it down sends no more (§9.2). */
static void
take_shutdown(struct decoder *d, const struct flow *f)
{
	if (has_carried(d->sctp, f))
		decoder_witness(d, &(struct witness){ .kind = WITNESS_TCP, .what = SCTP_CLOSED, .from = f->src, .to = f->dst }, f);
}

void
sctp_take(struct decoder *d, struct layer *l)
{
	struct piece p = l->piece;
	struct flow *f = &l->flow;
	uint32_t tag = be32(p.bytes, 4);

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
		else if (kind == CHUNK_INIT)
			take_init(d, f, be32(p.bytes, 4));
		else if (kind == CHUNK_INIT_ACK)
			take_init_ack(d->sctp, f, tag);
		else if (kind == CHUNK_ABORT)
			take_abort(d, f, tag);
		else if (kind == CHUNK_SHUTDOWN)
			take_shutdown(d, f);
		p = piece_skip(p, (length + 3) & ~(size_t)3);
	}
}
