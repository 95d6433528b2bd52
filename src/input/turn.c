/* SPDX-License-Identifier: MIT */
#include "input/turn.h"

#include <stdlib.h>

#include "base/memory.h"

enum {
	FRAMES_MOST = 32 * 1024,
	BYTES_MOST = 64 * 1024 * 1024,
	TIMELESS_MOST = 8,	/* frames without a time at the beginning: the text gives none */
};

struct turn {
	struct sink in;
	const struct sink *out;
	struct frame *frames;		/* held, their bytes in the arena */
	size_t count, cap, bytes;
	struct arena arena;
	int64_t first, last;		/* of those held: the times of the first and the last that has one */
	bool passing;			/* nothing is held any more */
};

void
turn_let_go(struct turn *t)
{
	t->passing = true;
	for (size_t i = 0; i < t->count; i++)
		t->out->frame(t->out->ctx, &t->frames[i]);
	t->count = 0;
	arena_release(&t->arena);
}

static void
keep(struct turn *t, const struct frame *frame)
{
	struct frame *f;

	GROW(t->frames, t->count, t->cap);
	f = &t->frames[t->count++];
	*f = *frame;
	f->index = NULL;
	if (frame->witness != NULL)
		f->witness = witness_copy(&t->arena, frame->witness);
	else if (frame->bytes.n > 0)
		f->bytes.p = memcpy(arena_room(&t->arena, frame->bytes.n), frame->bytes.p, frame->bytes.n);
	t->bytes += frame->bytes.n;
}

static void
take_frame(void *ctx, const struct frame *frame)
{
	struct turn *t = ctx;
	int64_t time = frame->where.time;

	if (!t->passing && ((time != NO_TIME && t->last != NO_TIME && time > t->last) || t->count == FRAMES_MOST || t->bytes > BYTES_MOST ||
	    (time == NO_TIME && t->last == NO_TIME && t->count == TIMELESS_MOST)))
		turn_let_go(t);
	if (t->passing) {
		t->out->frame(t->out->ctx, frame);
		return;
	}
	keep(t, frame);
	if (time == NO_TIME)
		return;
	if (t->first == NO_TIME)
		t->first = time;
	t->last = time;
}

static void
take_idle(void *ctx)
{
	struct turn *t = ctx;

	turn_let_go(t);
	t->out->idle(t->out->ctx);
}

static void
take_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	struct turn *t = ctx;

	t->out->trouble(t->out->ctx, file, what, detail);
}

struct turn *
turn_open(const struct sink *to)
{
	struct turn *t = xcalloc(1, sizeof *t);

	t->in = (struct sink){ t, take_frame, take_idle, take_trouble, NULL };
	t->out = to;
	t->arena = (struct arena)ARENA_INIT;
	t->first = t->last = NO_TIME;
	return t;
}

const struct sink *
turn_sink(struct turn *t)
{
	return &t->in;
}

/* Those without a time of their own stay behind the one that they follow. */
static void
turn_round(struct turn *t)
{
	for (size_t end = t->count; end > 0;) {
		size_t begin = end - 1;

		while (begin > 0 && t->frames[begin].where.time == NO_TIME)
			begin--;
		for (size_t i = begin; i < end; i++)
			t->out->frame(t->out->ctx, &t->frames[i]);
		end = begin;
	}
	t->count = 0;
}

void
turn_end(struct turn *t)
{
	if (t->last < t->first)
		turn_round(t);
	turn_let_go(t);
	free(t->frames);
	free(t);
}
