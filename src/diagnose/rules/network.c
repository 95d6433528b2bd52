/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/network.h"

#include <stdlib.h>

enum { KEPT = 16384, BUCKETS = 8192, SLOTS_MAX = 1024 };

#define SLOT SECONDS(4)		/* of time: lists are by host and slot; those by sender hold one kind each */

enum list { BY_FROM, BY_TO, LISTS };

struct kept {
	struct seen seen;		/* first, so that a struct seen leads back to it */
	struct arena arena;
	struct kept *next;		/* all, in the order they came */
	struct kept *in_list[LISTS];
	struct kept *before;		/* in the list by `to` */
	unsigned bucket[LISTS];
};

struct bucket {
	struct kept *first, *last;
};

struct network {
	struct kept *first, *last;
	size_t count;
	uint64_t number;
	struct kept *by_number[KEPT + 1];	/* those that are kept have numbers that follow each other */
	struct bucket lists[LISTS][BUCKETS];
};

struct network *
network_new(void)
{
	return xcalloc(1, sizeof(struct network));
}

static unsigned
bucket_of(enum list list, const struct addr *host, int64_t slot, enum witness_kind kind)
{
	uint64_t h = (addr_hash(host, false) ^ (uint64_t)slot) * 0x9e3779b97f4a7c15u;

	return ((unsigned)(h >> 40) + (list == BY_FROM ? (unsigned)kind : 0)) % BUCKETS;
}

static int64_t
slot_of(int64_t time)
{
	return time / SLOT;
}

/* The oldest of all is the oldest of its lists. */
static void
drop_oldest(struct network *n)
{
	struct kept *k = n->first;

	n->first = k->next;
	if (n->first == NULL)
		n->last = NULL;
	for (enum list list = 0; list < LISTS; list++) {
		struct bucket *b = &n->lists[list][k->bucket[list]];
		b->first = k->in_list[list];
		if (b->first == NULL)
			b->last = NULL;
		else if (list == BY_TO)
			b->first->before = NULL;
	}
	n->count--;
	arena_release(&k->arena);
	free(k);
}

void
network_free(struct network *n)
{
	while (n->first != NULL)
		drop_oldest(n);
	free(n);
}

bool
network_is(const struct witness *w)
{
	switch (w->kind) {
	case WITNESS_ICMP: case WITNESS_TCP: case WITNESS_DNS: case WITNESS_TLS: case WITNESS_SERVICE:
		return true;
	default:
		return false;
	}
}

static bool
says_the_same(const struct kept *k, const struct frame *frame)
{
	const struct witness *a = k->seen.witness, *b = frame->witness;
	int64_t gap = frame->where.time - k->seen.where.time;

	return gap >= 0 && gap < SAID_AGAIN && a->kind == b->kind && a->what == b->what && addr_eq(&a->from, &b->from) &&
	    addr_eq(&a->to, &b->to) && slice_eq(a->name, b->name) && slice_eq(a->line, b->line);
}

/* The last thing that was said about this host lately: others may be in the list. */
static const struct kept *
last_about(const struct network *n, const struct witness *w, int64_t time)
{
	const struct kept *k = n->lists[BY_TO][bucket_of(BY_TO, &w->to, slot_of(time), w->kind)].last;

	while (k != NULL && time - k->seen.where.time < SAID_AGAIN && !addr_same_ip(&k->seen.witness->to, &w->to))
		k = k->before;
	return k;
}

static void
append(struct network *n, struct kept *k)
{
	if (n->last != NULL)
		n->last->next = k;
	else
		n->first = k;
	n->last = k;
	for (enum list list = 0; list < LISTS; list++) {
		struct bucket *b = &n->lists[list][k->bucket[list]];
		if (list == BY_TO)
			k->before = b->last;
		if (b->last != NULL)
			b->last->in_list[list] = k;
		else
			b->first = k;
		b->last = k;
	}
	n->count++;
}

void
network_add(struct network *n, const struct frame *frame)
{
	const struct witness *w = frame->witness;
	int64_t slot = slot_of(frame->where.time);
	const struct kept *last;

	if (frame->where.time == NO_TIME || ((last = last_about(n, w, frame->where.time)) != NULL && says_the_same(last, frame)))
		return;
	struct kept *k = xcalloc(1, sizeof *k);
	k->arena = ARENA_INIT;
	k->seen = (struct seen){ witness_copy(&k->arena, w), frame->where, ++n->number, false };
	k->bucket[BY_FROM] = bucket_of(BY_FROM, &w->from, slot, w->kind);
	k->bucket[BY_TO] = bucket_of(BY_TO, &w->to, slot, w->kind);
	append(n, k);
	n->by_number[k->seen.number % (KEPT + 1)] = k;
	if (n->count > KEPT)
		drop_oldest(n);
}

bool
network_any(const struct network *n)
{
	return n->first != NULL;
}

static bool
is_what(const struct seen *s, const struct said *what)
{
	const struct witness *w = s->witness;

	return w->kind == what->kind && s->where.time >= what->first && s->where.time <= what->last &&
	    (what->from == NULL || addr_same_ip(&w->from, what->from)) && (what->to == NULL || addr_same_ip(&w->to, what->to));
}

static struct kept *
first_in(const struct network *n, const struct said *what, int64_t slot)
{
	enum list list = what->from != NULL ? BY_FROM : BY_TO;
	const struct addr *host = what->from != NULL ? what->from : what->to;

	return n->lists[list][bucket_of(list, host, slot, what->kind)].first;
}

struct seen *
network_next(const struct network *n, const struct said *what, const struct seen *after)
{
	enum list list = what->from != NULL ? BY_FROM : BY_TO;
	int64_t slot = slot_of(after != NULL ? after->where.time : what->first), end = slot_of(what->last);
	struct kept *k = after != NULL ? ((const struct kept *)after)->in_list[list] : NULL;

	if (n->first == NULL)
		return NULL;
	if (end - slot > SLOTS_MAX)
		end = slot + SLOTS_MAX;
	if (after == NULL)
		k = first_in(n, what, slot);
	for (;;) {
		for (; k != NULL; k = k->in_list[list])
			if (slot_of(k->seen.where.time) == slot && is_what(&k->seen, what))
				return &k->seen;
		if (++slot > end)
			return NULL;
		k = first_in(n, what, slot);
	}
}

struct seen *
network_since(const struct network *n, uint64_t number)
{
	if (n->first == NULL || number >= n->number)
		return NULL;
	return number < n->first->seen.number ? &n->first->seen : &n->by_number[(number + 1) % (KEPT + 1)]->seen;
}

struct seen *
network_after(const struct seen *s)
{
	struct kept *next = ((const struct kept *)s)->next;

	return next != NULL ? &next->seen : NULL;
}
