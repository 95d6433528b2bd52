/* SPDX-License-Identifier: MIT */
#include "input/relay.h"

#include <stdlib.h>

#include "base/handover.h"
#include "base/jobs.h"
#include "base/memory.h"
#include "sip/message.h"

enum {
	BATCHES = 4,
	PARCELS = 1024,			/* fewer would have the threads wake each other too often … */
	BATCH_BYTES = 768 * 1024,
	PARCELS_ALONE = 64,		/* … and these, of one thread, stay in the nearest cache */
	BATCH_BYTES_ALONE = 64 * 1024,
	ALIGNED = sizeof(void *),	/* an index among the bytes */
	PARCEL_AHEAD = 8, BYTES_AHEAD = 3, CALL_AHEAD = 2,	/* how many parcels before its own one is fetched, its bytes … */
	INDEX_FETCHED = 512,		/* … with so much of the index behind them, and what is known of its call */
};

struct parcel {
	enum { PARCEL_FRAME, PARCEL_IDLE, PARCEL_TROUBLE } kind;
	struct frame frame;
	struct witness witness;
	const char *file;		/* of a trouble … */
	enum trouble trouble;
	char *detail;			/* … owned */
};

struct batch {
	struct parcel parcels[PARCELS];
	size_t count;
	char *bytes;			/* what its frames consist of, and their indexes */
	size_t used, size;
};

struct relay {
	struct sink in;
	const struct sink *out;
	struct job job;
	bool alone;			/* without it: a batch that is full is emptied at once */
	size_t parcels_most, bytes_least;	/* of a batch */
	struct handover handover;
	struct batch batches[BATCHES];	/* its rooms */
	size_t filling;			/* which of them */
	struct batch *open;		/* relay_front(): what is being emptied, and … */
	size_t at;			/* … the parcel that is next */
	struct message index;		/* made here, of a frame that came without */
};

static struct batch *
open_batch(struct relay *r)
{
	return &r->batches[r->filling];
}

static void
unpack(const struct sink *to, const struct parcel *p)
{
	switch (p->kind) {
	case PARCEL_FRAME:
		to->frame(to->ctx, &p->frame);
		break;
	case PARCEL_IDLE:
		to->idle(to->ctx);
		break;
	case PARCEL_TROUBLE:
		to->trouble(to->ctx, p->file, p->trouble, p->detail);
		free(p->detail);
		break;
	}
}

/*
 * What the other thread wrote lies in another processor's cache: it is fetched while the parcels before it are in hand, first
 * the parcel, then its bytes with the index behind them, then what whoever takes it will need.
 */
static void
fetch_ahead(const struct sink *to, const struct batch *b, size_t i)
{
	const struct parcel *far = i + BYTES_AHEAD < b->count ? &b->parcels[i + BYTES_AHEAD] : NULL;
	const struct parcel *next = i + CALL_AHEAD < b->count ? &b->parcels[i + CALL_AHEAD] : NULL;

	if (i + PARCEL_AHEAD < b->count)
		memory_fetch(&b->parcels[i + PARCEL_AHEAD], offsetof(struct parcel, witness));
	if (far != NULL && far->kind == PARCEL_FRAME)
		memory_fetch(far->frame.bytes.p, far->frame.bytes.n + INDEX_FETCHED);
	if (next != NULL && next->kind == PARCEL_FRAME && to->soon != NULL)
		to->soon(to->ctx, &next->frame);
}

static void
empty_batch(const struct sink *to, const struct batch *b)
{
	for (size_t i = 0; i < b->count; i++) {
		fetch_ahead(to, b, i);
		unpack(to, &b->parcels[i]);
	}
}

/* The batch is full: it becomes the other thread's, and the next one, when it is empty, ours. */
static void
send_batch(struct relay *r)
{
	if (r->alone)
		empty_batch(r->out, open_batch(r));
	else
		r->filling = handover_send(&r->handover);
	open_batch(r)->count = open_batch(r)->used = 0;
}

/* A parcel in a batch that has room for so many bytes. */
static struct parcel *
next_parcel(struct relay *r, size_t bytes)
{
	struct batch *b = open_batch(r);

	if (b->count == r->parcels_most || (b->count > 0 && b->size - b->used < bytes)) {
		send_batch(r);
		b = open_batch(r);
	}
	if (b->size - b->used < bytes) {	/* the batch is empty: nothing points into its bytes yet */
		b->size = bytes > r->bytes_least ? bytes : r->bytes_least;
		b->bytes = xrealloc(b->bytes, b->size, 1);
	}
	return &b->parcels[b->count++];
}

static struct slice
pack(struct relay *r, struct slice s)
{
	struct batch *b = open_batch(r);

	if (s.n == 0)
		return s.p != NULL ? SLICE("") : SLICE_NONE;
	char *to = b->bytes + b->used;
	memcpy(to, s.p, s.n);
	b->used += s.n;
	return (struct slice){ to, s.n };
}

static const struct message *
pack_index(struct relay *r, const struct message *index, const char *bytes)
{
	struct batch *b = open_batch(r);
	char *to = b->bytes + (b->used + ALIGNED - 1) / ALIGNED * ALIGNED;

	b->used = (size_t)(to - b->bytes) + message_size(index);
	return message_copy(to, index, bytes);
}

static void
take_witness(struct relay *r, const struct frame *frame)
{
	struct witness w = *frame->witness;
	struct parcel *p;
	size_t bytes = 0;

	for (int i = 0; i < WITNESS_SLICES; i++)
		bytes += witness_slice(&w, i)->n;
	p = next_parcel(r, bytes);
	p->kind = PARCEL_FRAME;
	p->frame = *frame;
	p->frame.witness = &p->witness;
	p->witness = w;
	for (int i = 0; i < WITNESS_SLICES; i++) {
		struct slice *s = witness_slice(&p->witness, i);

		*s = pack(r, *s);
	}
}

static void
take_frame(void *ctx, const struct frame *frame)
{
	struct relay *r = ctx;
	const struct message *index = frame->index;
	struct parcel *p;
	size_t room = 0;

	if (frame->kind == FRAME_WITNESS) {
		take_witness(r, frame);
		return;
	}
	if (index == NULL && frame->kind == FRAME_MESSAGE && message_index(&r->index, frame->bytes) == MESSAGE_OK)
		room = message_size(index = &r->index) + ALIGNED;
	else if (index != NULL)
		room = message_size(index) + ALIGNED;
	p = next_parcel(r, frame->bytes.n + room);
	p->kind = PARCEL_FRAME;
	p->frame = *frame;
	p->frame.bytes = pack(r, frame->bytes);
	p->frame.index = room > 0 ? pack_index(r, index, p->frame.bytes.p) : NULL;
}

static void
take_idle(void *ctx)
{
	next_parcel(ctx, 0)->kind = PARCEL_IDLE;
}

static void
take_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	struct parcel *p = next_parcel(ctx, 0);

	p->kind = PARCEL_TROUBLE;
	p->file = file;
	p->trouble = what;
	p->detail = detail != NULL ? xstrdup(detail) : NULL;
}

/* The batch to empty next; NULL when there will be none. */
static struct batch *
receive(struct relay *r)
{
	size_t room;

	return handover_receive(&r->handover, &room) ? &r->batches[room] : NULL;
}

static void
run(void *ctx)
{
	struct relay *r = ctx;
	struct batch *b;

	while ((b = receive(r)) != NULL) {
		empty_batch(r->out, b);
		handover_give_back(&r->handover);
	}
}

bool
relay_front(struct relay *r, int64_t *time)
{
	while (r->open == NULL || r->at == r->open->count) {
		if (r->open != NULL)
			handover_give_back(&r->handover);
		r->at = 0;
		if ((r->open = receive(r)) == NULL)
			return false;
	}
	const struct parcel *p = &r->open->parcels[r->at];
	*time = p->kind == PARCEL_FRAME ? p->frame.where.time : NO_TIME;
	return true;
}

void
relay_pass(struct relay *r, const struct sink *to)
{
	unpack(to, &r->open->parcels[r->at++]);
}

void
relay_free(struct relay *r)
{
	for (size_t i = 0; i < BATCHES; i++)
		free(r->batches[i].bytes);
	message_release(&r->index);
	handover_release(&r->handover);
	free(r);
}

struct relay *
relay_open(void)
{
	struct relay *r = xcalloc(1, sizeof *r);

	r->in = (struct sink){ .ctx = r, .frame = take_frame, .idle = take_idle, .trouble = take_trouble };
	r->parcels_most = PARCELS;
	r->bytes_least = BATCH_BYTES;
	handover_init(&r->handover, BATCHES);
	return r;
}

struct relay *
relay_new(const struct sink *to, bool beside)
{
	struct relay *r = relay_open();

	r->out = to;
	r->alone = !beside || job_start(&r->job, run, r) != 0;
	if (r->alone) {
		r->parcels_most = PARCELS_ALONE;
		r->bytes_least = BATCH_BYTES_ALONE;
	}
	return r;
}

const struct sink *
relay_sink(struct relay *r)
{
	return &r->in;
}

void
relay_end(struct relay *r)
{
	handover_end(&r->handover);
}

void
relay_finish(struct relay *r)
{
	if (r->alone) {
		send_batch(r);
	} else {
		relay_end(r);
		job_wait(&r->job);
	}
	relay_free(r);
}
