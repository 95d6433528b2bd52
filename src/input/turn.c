/* SPDX-License-Identifier: MIT */
#include "input/turn.h"

#include <stdlib.h>

#include "base/memory.h"

enum {
	FRAMES_MOST = 32 * 1024,
	BYTES_MOST = 64 * 1024 * 1024,
	TIMELESS_MOST = 8,	/* frames without a time at the beginning: the text gives none */
};

/* Frames that are held, their bytes in the arena. */
struct held_frames {
	struct frame *p;
	size_t count, cap;
	int64_t first, last;		/* the times of the first and the last that has one */
};

struct turn {
	struct sink in;
	const struct sink *out;
	struct held_frames frames;
	struct held_frames mentions;	/* they are looked for when the text is over, and stay behind the others */
	size_t bytes;
	struct arena arena;
	bool passing;			/* nothing is held any more */
};

static void
pass(const struct turn *t, struct held_frames *held)
{
	for (size_t i = 0; i < held->count; i++)
		t->out->frame(t->out->ctx, &held->p[i]);
	held->count = 0;
}

void
turn_let_go(struct turn *t)
{
	t->passing = true;
	pass(t, &t->frames);
	pass(t, &t->mentions);
	arena_release(&t->arena);
}

static void
keep(struct turn *t, struct held_frames *held, const struct frame *frame)
{
	int64_t time = frame->where.time;
	struct frame *f;

	GROW(held->p, held->count, held->cap);
	f = &held->p[held->count++];
	*f = *frame;
	f->index = NULL;
	if (frame->witness != NULL)
		f->witness = witness_copy(&t->arena, frame->witness);
	else if (frame->bytes.n > 0)
		f->bytes.p = memcpy(arena_room(&t->arena, frame->bytes.n), frame->bytes.p, frame->bytes.n);
	t->bytes += frame->bytes.n;
	if (time == NO_TIME)
		return;
	if (held->first == NO_TIME)
		held->first = time;
	held->last = time;
}

/* The text goes on in time, or is too long to be held, or seems to give no times at all. */
static bool
shows_order(const struct turn *t, const struct held_frames *held, int64_t time)
{
	return (time != NO_TIME && held->last != NO_TIME && time > held->last) || held->count == FRAMES_MOST ||
	    t->bytes > BYTES_MOST ||
	    (time == NO_TIME && held->last == NO_TIME && held->count == TIMELESS_MOST);
}

static void
take_frame(void *ctx, const struct frame *frame)
{
	struct turn *t = ctx;
	struct held_frames *held = frame->kind == FRAME_MENTION ? &t->mentions : &t->frames;

	if (!t->passing && shows_order(t, held, frame->where.time) && (held == &t->frames || t->frames.count == 0))
		turn_let_go(t);
	if (t->passing)
		t->out->frame(t->out->ctx, frame);
	else
		keep(t, held, frame);
}

static void
take_soon(void *ctx, const struct frame *frame)
{
	const struct turn *t = ctx;

	t->out->soon(t->out->ctx, frame);
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

	t->in = (struct sink){
		.ctx = t, .frame = take_frame, .idle = take_idle, .trouble = take_trouble, .soon = to->soon != NULL ? take_soon : NULL,
	};
	t->out = to;
	t->arena = ARENA_INIT;
	t->frames.first = t->frames.last = t->mentions.first = t->mentions.last = NO_TIME;
	return t;
}

const struct sink *
turn_sink(struct turn *t)
{
	return &t->in;
}

/* Those without a time of their own stay behind the one that they follow. */
static void
turn_round(const struct turn *t, struct held_frames *held)
{
	for (size_t end = held->count; end > 0;) {
		size_t begin = end - 1;

		while (begin > 0 && held->p[begin].where.time == NO_TIME)
			begin--;
		for (size_t i = begin; i < end; i++)
			t->out->frame(t->out->ctx, &held->p[i]);
		end = begin;
	}
	held->count = 0;
}

void
turn_end(struct turn *t)
{
	const struct held_frames *decides = t->frames.count > 0 ? &t->frames : &t->mentions;

	if (decides->last < decides->first) {
		turn_round(t, &t->frames);
		turn_round(t, &t->mentions);
	}
	turn_let_go(t);
	free(t->frames.p);
	free(t->mentions.p);
	free(t);
}
