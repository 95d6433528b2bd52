/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/calls.h"

#include <stdlib.h>

#include "base/sort.h"
#include "diagnose/calls/patience.h"

enum {
	SLOTS_AT_FIRST = 1024,
	MAX_CALLS = 200000,
	MAX_MESSAGES = 512,		/* of one call; then its middle goes */
	KEPT_AT_BOTH_ENDS = 64,
};

#define MAX_BYTES ((size_t)256 << 20)

struct calls {
	calls_judge *judge, *over;	/* over: NULL, or who frees them */
	void *ctx;
	struct slot {			/* open addressing, a power of two */
		uint64_t hash;		/* here too: what a call holds was often last looked at long ago */
		struct call *call;	/* NULL: empty */
	} *slots;
	size_t slot_count, count, bytes;
	struct arena_pool pool;		/* of their arenas */
	struct { struct call *oldest, *newest; } queues[PATIENCES];
	int64_t now;
	uint64_t number, dropped;
	uint64_t soon;			/* calls_fetch(): the last one, of whose call more is to be fetched … */
	size_t soon_bytes;		/* … and how much it will take */
	bool fine;
	bool live;
};

struct calls *
calls_new(calls_judge *judge, void *ctx)
{
	struct calls *cs = xcalloc(1, sizeof *cs);

	cs->judge = judge;
	cs->ctx = ctx;
	cs->slot_count = SLOTS_AT_FIRST;
	cs->slots = xcalloc(cs->slot_count, sizeof *cs->slots);
	cs->now = NO_TIME;
	return cs;
}

void
calls_keep(struct calls *cs, calls_judge *over)
{
	cs->over = over;
}

struct arena_pool *
calls_pool(struct calls *cs)
{
	return &cs->pool;
}

void
calls_live(struct calls *cs)
{
	cs->live = true;
}

uint64_t
calls_dropped(const struct calls *cs)
{
	return cs->dropped;
}

static void
unlink_call(struct calls *cs, struct call *c)
{
	if (c->older != NULL)
		c->older->newer = c->newer;
	else
		cs->queues[c->queue].oldest = c->newer;
	if (c->newer != NULL)
		c->newer->older = c->older;
	else
		cs->queues[c->queue].newest = c->older;
}

static void
link_call(struct calls *cs, struct call *c, enum patience q)
{
	c->queue = q;
	c->newer = NULL;
	c->older = cs->queues[q].newest;
	if (c->older != NULL)
		c->older->newer = c;
	else
		cs->queues[q].oldest = c;
	cs->queues[q].newest = c;
}

/* The slot of that Call-ID, or the empty one where it would go. */
static size_t
slot_of(const struct calls *cs, uint64_t hash, struct slice id)
{
	size_t i = hash & (cs->slot_count - 1);

	while (cs->slots[i].call != NULL && (cs->slots[i].hash != hash || !slice_eq(cs->slots[i].call->id, id)))
		i = (i + 1) & (cs->slot_count - 1);
	return i;
}

static void
grow(struct calls *cs)
{
	struct slot *old = cs->slots;
	size_t n = cs->slot_count;

	cs->slot_count = 2 * n;
	cs->slots = xcalloc(cs->slot_count, sizeof *cs->slots);
	for (size_t i = 0; i < n; i++)
		if (old[i].call != NULL)
			cs->slots[slot_of(cs, old[i].hash, old[i].call->id)] = old[i];
	free(old);
}

/* Those behind it that had to step aside move up, so that no search ends too early. */
static void
empty_slot(struct calls *cs, size_t hole)
{
	size_t mask = cs->slot_count - 1;

	for (size_t i = (hole + 1) & mask; cs->slots[i].call != NULL; i = (i + 1) & mask) {
		size_t home = cs->slots[i].hash & mask;

		if (((i - home) & mask) >= ((i - hole) & mask)) {
			cs->slots[hole] = cs->slots[i];
			hole = i;
		}
	}
	cs->slots[hole].call = NULL;
}

void
call_free(struct call *c, struct arena_pool *pool)
{
	struct arena all = c->arena;	/* the call lives in it, too */

	all.pool = pool;
	arena_release(&all);
}

/* No message will come to it any more. */
static void
give_up(struct calls *cs, struct call *c)
{
	if (cs->over != NULL)
		cs->over(cs->ctx, c);
	else
		call_free(c, &cs->pool);
}

/*
 * What is judged next was last looked at long ago, and one miss leads to the next: of the call after this one all is fetched, of
 * the one after that where its memory begins, of the third the call itself.
 */
static void
fetch_next(const struct call *c)
{
	const struct call *next = c->newer, *second = next != NULL ? next->newer : NULL,
	    *third = second != NULL ? second->newer : NULL;

	if (next != NULL)
		arena_fetch(&next->arena);
	if (second != NULL)
		arena_fetch_first(&second->arena);
	if (third != NULL)
		memory_fetch(third, sizeof *third);
}

static void
let_go(struct calls *cs, struct call *c)
{
	fetch_next(c);
	empty_slot(cs, slot_of(cs, c->hash, c->id));
	unlink_call(cs, c);
	cs->count--;
	cs->bytes -= c->size;
	c->now = c->has_times ? cs->now : NO_TIME;
	if (c->pending > 0)
		c->facts |= HAS_SILENCE;
	cs->judge(cs->ctx, c);
	give_up(cs, c);
}

static struct call *
new_call(struct calls *cs, struct slice id, uint64_t hash)
{
	struct arena all = { .pool = &cs->pool };
	struct call *c = arena_alloc(&all, sizeof *c);

	c->arena = all;
	c->id = (struct slice){ arena_slice(&c->arena, id), id.n };
	c->hash = hash;
	c->size = c->arena.size;
	return c;
}

static bool
is_due(const struct calls *cs, const struct call *c)
{
	if (c->touched != NO_TIME && cs->now != NO_TIME)
		return patience_ends(c->queue, cs->now - c->touched);
	return patience_ends_after(c->queue, cs->number - c->touched_number);
}

/* A call that waits, while nothing at all came for hours: a clock was set, or nobody captured; what it waits for may still come. */
static void
wait_on(struct calls *cs, struct call *c)
{
	c->leapt = true;
	c->touched = cs->now;
	unlink_call(cs, c);
	link_call(cs, c, PATIENCE_OPEN);
}

static void
judge_due(struct calls *cs, bool leapt)
{
	for (enum patience q = 0; q < PATIENCES; q++)
		for (struct call *c; (c = cs->queues[q].oldest) != NULL && is_due(cs, c);)
			if (leapt && q == PATIENCE_OPEN && !c->leapt)
				wait_on(cs, c);
			else
				let_go(cs, c);
}

/* Finished ones first, then those that have been quiet longest. */
static void
make_room(struct calls *cs)
{
	while (cs->count > MAX_CALLS || cs->bytes > MAX_BYTES) {
		enum patience q = 0;

		while (q < PATIENCES - 1 && cs->queues[q].oldest == NULL)
			q++;
		if (q > PATIENCE_ENDED)
			cs->queues[q].oldest->clipped = true;
		cs->dropped++;
		let_go(cs, cs->queues[q].oldest);
	}
}

/* Returns whether it went on by so much that nobody saw what was between. */
static bool
move_on(struct calls *cs, int64_t time)
{
	bool leaps = time != NO_TIME && cs->now != NO_TIME && time - cs->now > CLOCK_LEAP;

	if (time == NO_TIME)
		return false;
	if (time % SECONDS(1) != 0)
		cs->fine = true;
	if (cs->now == NO_TIME || time > cs->now || cs->now - time > A_FILE_LATER)
		cs->now = time;
	return leaps;
}

/* A call that has become too long keeps its beginning and its latest messages. */
static bool
may_go(unsigned position, unsigned count)
{
	return position >= KEPT_AT_BOTH_ENDS && position + KEPT_AT_BOTH_ENDS < count;
}

static void
shorten(struct calls *cs, struct call *c)
{
	struct call *fresh = new_call(cs, c->id, c->hash);
	unsigned position = 0;

	cs->bytes -= c->size;
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		struct frame frame = msg_frame(m);

		if (may_go(position++, c->message_count))
			continue;
		call_add(fresh, msg_index(m), &frame, m->number, false);
	}
	fresh->clipped = true;
	fresh->leapt = c->leapt;
	fresh->touched = c->touched;
	fresh->touched_number = c->touched_number;
	cs->slots[slot_of(cs, c->hash, c->id)].call = fresh;
	unlink_call(cs, c);
	link_call(cs, fresh, patience_with(fresh, cs->live));
	cs->bytes += fresh->size;
	give_up(cs, c);
}

bool
calls_alive(const struct calls *cs, struct slice id)
{
	return cs->slots[slot_of(cs, slice_hash(id), id)].call != NULL;
}

static struct call *
find_or_begin(struct calls *cs, struct slice id, uint64_t hash)
{
	size_t slot = slot_of(cs, hash, id);

	if (cs->slots[slot].call != NULL)
		return cs->slots[slot].call;
	if (2 * (cs->count + 1) > cs->slot_count) {
		grow(cs);
		slot = slot_of(cs, hash, id);
	}
	struct call *c = new_call(cs, id, hash);
	cs->slots[slot] = (struct slot){ hash, c };
	cs->count++;
	cs->bytes += c->size;
	link_call(cs, c, PATIENCE_ENDED);
	return c;
}

static struct call *
call_soon(const struct calls *cs, uint64_t hash)
{
	const struct slot *s = &cs->slots[hash & (cs->slot_count - 1)];

	return s->hash == hash ? s->call : NULL;
}

/* What a call points to is known only once the call itself is there: of the one before. */
void
calls_fetch(struct calls *cs, uint64_t hash, size_t bytes)
{
	const struct call *next = call_soon(cs, hash), *before = call_soon(cs, cs->soon);

	if (before != NULL) {
		memory_fetch(before->txs, sizeof *before->txs);
		__builtin_prefetch(before->last, 1);
		arena_fetch_room(&before->arena, cs->soon_bytes);
	}
	if (next != NULL)
		memory_fetch(next, sizeof *next + CACHE_LINE);	/* its Call-ID stands behind it */
	cs->soon = hash;
	cs->soon_bytes = bytes;
}

const struct msg *
calls_add(struct calls *cs, const struct message *m, const struct frame *frame, uint64_t number)
{
	cs->number = number;
	judge_due(cs, move_on(cs, frame->where.time));

	struct call *c = find_or_begin(cs, PART(m, call_id), m->call_hash);
	size_t before = c->size;

	const struct msg *kept = call_add(c, m, frame, number, cs->fine);
	cs->bytes += c->size - before;
	c->touched = frame->where.time != NO_TIME ? cs->now : NO_TIME;	/* what waited for its fragments comes late */
	c->touched_number = number;
	unlink_call(cs, c);
	link_call(cs, c, patience_with(c, cs->live));
	if (c->message_count >= MAX_MESSAGES)
		shorten(cs, c);
	make_room(cs);
	return kept;
}

void
calls_reach(struct calls *cs, int64_t time)
{
	judge_due(cs, move_on(cs, time));
}

/* Whoever looks on is told at once, not when the patience for stragglers ends. */
static void
judge_over(struct calls *cs)
{
	for (enum patience q = PATIENCE_OVER; q <= PATIENCE_ENDED; q++)
		for (struct call *c = cs->queues[q].oldest, *next; c != NULL; c = next) {
			next = c->newer;
			if (call_is_over(c))
				let_go(cs, c);
		}
}

void
calls_waited(struct calls *cs, int64_t microseconds)
{
	int64_t was = cs->now;

	if (was != NO_TIME)
		cs->now += microseconds;
	if (microseconds >= QUIET)
		judge_over(cs);
	if (was != NO_TIME)
		judge_due(cs, false);
	cs->now = was;
}

void
calls_interrupt(struct calls *cs)
{
	judge_over(cs);
}

static int
by_first_message(const void *a, const void *b)
{
	const struct call *x = *(struct call *const *)a, *y = *(struct call *const *)b;

	return (x->first->number > y->first->number) - (x->first->number < y->first->number);
}

void
calls_end(struct calls *cs, calls_judge *look)
{
	struct call **left = xcalloc(cs->count, sizeof(struct call *));
	size_t n = 0;

	for (size_t i = 0; i < cs->slot_count; i++)
		if (cs->slots[i].call != NULL)
			left[n++] = cs->slots[i].call;
	sort(left, n, sizeof *left, by_first_message);
	for (size_t i = 0; look != NULL && i < n; i++)
		look(cs->ctx, left[i]);
	for (size_t i = 0; i < n; i++) {
		left[i]->trace_over = true;
		let_go(cs, left[i]);
	}
	free(left);
}

void
calls_free(struct calls *cs)
{
	for (size_t i = 0; i < cs->slot_count; i++)
		if (cs->slots[i].call != NULL)
			call_free(cs->slots[i].call, &cs->pool);
	arena_pool_release(&cs->pool);
	free(cs->slots);
	free(cs);
}
