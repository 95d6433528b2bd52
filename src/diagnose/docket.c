/* SPDX-License-Identifier: MIT */
#include "diagnose/docket.h"

#include <stdlib.h>

#include "diagnose/calls/calls.h"
#include "diagnose/ease.h"

/*
 * How many items before its own something is fetched into the cache: what it points to, where a call's memory begins, what lives
 * there, a message's index, what is remembered of its like.
 */
enum { ITEM_AHEAD = 12, BLOCK_AHEAD = 9, ARENA_AHEAD = 6, INDEX_AHEAD = 4, LIKE_AHEAD = 2, INDEX_FETCHED = 512 };

struct copy {
	struct frame frame;
	uint64_t number;
};

struct item {
	enum { ITEM_NONE, ITEM_MESSAGE, ITEM_COPY, ITEM_CALL } kind;
	union {
		const struct msg *message;
		const struct copy *copy;
		struct call *call;
	};
};

struct docket {
	struct item *items;
	size_t count, cap;
	struct arena copies;
	struct arena_pool freed;	/* what the calls lived in that were heard here */
};

struct docket *
docket_new(void)
{
	return xcalloc(1, sizeof(struct docket));
}

void
docket_free(struct docket *d)
{
	arena_release(&d->copies);
	arena_pool_release(&d->freed);
	free(d->items);
	free(d);
}

/* ---- filled ---- */

void
docket_open(struct docket *d, struct arena_pool *pool)
{
	struct arena_pool left = *pool;

	*pool = d->freed;
	d->freed = left;
	arena_release(&d->copies);
	d->count = 0;
}

size_t
docket_slot(struct docket *d)
{
	GROW(d->items, d->count, d->cap);
	d->items[d->count].kind = ITEM_NONE;
	return d->count++;
}

void
docket_kept(struct docket *d, size_t slot, const struct msg *m)
{
	d->items[slot] = (struct item){ ITEM_MESSAGE, .message = m };
}

void
docket_came(struct docket *d, size_t slot, const struct message *m, const struct frame *frame, uint64_t number)
{
	struct copy *copy = arena_alloc(&d->copies, sizeof *copy);
	struct frame *f = &copy->frame;

	*f = *frame;
	if (frame->witness != NULL)
		f->witness = witness_copy(&d->copies, frame->witness);
	if (frame->bytes.p != NULL)
		f->bytes.p = arena_slice(&d->copies, frame->bytes);
	f->index = m != NULL ? message_copy(arena_room(&d->copies, message_size(m)), m, f->bytes.p) : NULL;
	copy->number = number;
	d->items[slot] = (struct item){ ITEM_COPY, .copy = copy };
}

void
docket_call(struct docket *d, struct call *c)
{
	size_t slot = docket_slot(d);

	d->items[slot] = (struct item){ ITEM_CALL, .call = c };
}

void
docket_ease(struct docket *d, struct knowledge *k)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->items[i].kind == ITEM_CALL && d->items[i].call->ended)
			ease_call(d->items[i].call, k, &d->copies);
}

/* ---- heard ---- */

static const struct msg *
message_at(const struct docket *d, size_t i)
{
	if (i >= d->count)
		return NULL;
	return d->items[i].kind == ITEM_MESSAGE ? d->items[i].message : NULL;
}

static void
fetch_ahead(const struct docket *d, const struct arrivals *as, size_t i)
{
	const struct item *far = i + ITEM_AHEAD < d->count ? &d->items[i + ITEM_AHEAD] : NULL;
	const struct item *begun = i + BLOCK_AHEAD < d->count ? &d->items[i + BLOCK_AHEAD] : NULL;
	const struct item *near = i + ARENA_AHEAD < d->count ? &d->items[i + ARENA_AHEAD] : NULL;
	const struct msg *later = message_at(d, i + INDEX_AHEAD), *soon = message_at(d, i + LIKE_AHEAD);

	if (far != NULL && far->kind == ITEM_MESSAGE)
		memory_fetch(far->message, sizeof *far->message);
	else if (far != NULL && far->kind == ITEM_CALL)
		memory_fetch(far->call, sizeof *far->call);
	if (begun != NULL && begun->kind == ITEM_CALL)
		arena_fetch_first(&begun->call->arena);
	if (near != NULL && near->kind == ITEM_CALL)
		arena_fetch(&near->call->arena);
	if (later != NULL)
		memory_fetch(later->index, INDEX_FETCHED);
	if (soon != NULL)
		judge_fetch(as->judge, soon->index, &soon->where);
}

static void
hear(struct docket *d, struct arrivals *as, const struct item *e)
{
	const struct copy *copy = e->copy;
	struct frame frame;

	switch (e->kind) {
	case ITEM_MESSAGE:
		frame = msg_frame(e->message);
		arrivals_take(as, e->message->index, &frame, e->message->number);
		break;
	case ITEM_COPY:
		arrivals_take(as, copy->frame.index, &copy->frame, copy->number);
		break;
	case ITEM_CALL:
		if (e->call->ended)
			judge_call(as->judge, e->call);
		ease_release(e->call);
		call_free(e->call, &d->freed);
		break;
	case ITEM_NONE:
		break;
	}
}

void
docket_hear(struct docket *d, struct arrivals *as)
{
	for (size_t i = 0; i < d->count; i++) {
		fetch_ahead(d, as, i);
		hear(d, as, &d->items[i]);
	}
	d->count = 0;
}
