#include "diagnose/witnesses.h"

#include <stdlib.h>

enum { KEPT = 65536, BUCKETS = 4096 };

/* A witness stands in up to three lists: by its Call-ID, and by the address at each end. */
enum list { BY_CALL_ID, BY_FROM, BY_TO, LISTS };

struct kept {
	struct seen seen;		/* first, so that a struct seen leads back to it */
	struct arena arena;
	struct kept *next, *prev;	/* all, in the order they came */
	struct kept *in_list[LISTS];
	unsigned bucket[LISTS];		/* BUCKETS: in none */
};

struct bucket {
	struct kept *first, *last;
};

struct witnesses {
	struct kept *first, *last;
	size_t count;
	uint64_t number;
	struct bucket lists[LISTS][BUCKETS];
};

static unsigned
addr_bucket(const struct addr *a)
{
	return a->family == 0 ? BUCKETS : (unsigned)(addr_hash(a, true) % BUCKETS);
}

static unsigned
bucket_of(const struct witness *w, enum list list)
{
	switch (list) {
	case BY_CALL_ID: return w->call_id.n > 0 ? (unsigned)(slice_hash(w->call_id) % BUCKETS) : BUCKETS;
	case BY_FROM: return addr_bucket(&w->from);
	default: return addr_bucket(&w->to);
	}
}

struct witnesses *
witnesses_new(void)
{
	return xcalloc(1, sizeof(struct witnesses));
}

static void
append(struct witnesses *ws, struct kept *k)
{
	k->prev = ws->last;
	if (ws->last != NULL)
		ws->last->next = k;
	else
		ws->first = k;
	ws->last = k;
	for (int list = 0; list < LISTS; list++) {
		if (k->bucket[list] == BUCKETS)
			continue;
		struct bucket *b = &ws->lists[list][k->bucket[list]];
		if (b->last != NULL)
			b->last->in_list[list] = k;
		else
			b->first = k;
		b->last = k;
	}
	ws->count++;
}

/* The oldest of all is the oldest of its lists. */
static void
drop_oldest(struct witnesses *ws)
{
	struct kept *k = ws->first;

	ws->first = k->next;
	if (ws->first != NULL)
		ws->first->prev = NULL;
	else
		ws->last = NULL;
	for (int list = 0; list < LISTS; list++) {
		if (k->bucket[list] == BUCKETS)
			continue;
		struct bucket *b = &ws->lists[list][k->bucket[list]];
		b->first = k->in_list[list];
		if (b->first == NULL)
			b->last = NULL;
	}
	ws->count--;
	arena_release(&k->arena);
	free(k);
}

void
witnesses_free(struct witnesses *ws)
{
	while (ws->first != NULL)
		drop_oldest(ws);
	free(ws);
}

/* The flow of these two ends, as it was told before. */
static struct kept *
same_flow(const struct witnesses *ws, const struct witness *w)
{
	unsigned bucket = addr_bucket(&w->from);

	if (w->kind != WITNESS_FLOW || bucket == BUCKETS)
		return NULL;
	for (struct kept *k = ws->lists[BY_FROM][bucket].first; k != NULL; k = k->in_list[BY_FROM]) {
		const struct witness *other = k->seen.witness;

		if (other->kind == WITNESS_FLOW && addr_eq(&other->from, &w->from) && addr_eq(&other->to, &w->to))
			return k;
	}
	return NULL;
}

void
witnesses_add(struct witnesses *ws, const struct frame *frame)
{
	struct kept *k = same_flow(ws, frame->witness);

	if (k != NULL) {
		((struct witness *)k->seen.witness)->flow = frame->witness->flow;
		return;
	}
	k = xcalloc(1, sizeof *k);
	k->arena = (struct arena)ARENA_INIT;
	k->seen = (struct seen){ witness_copy(&k->arena, frame->witness), frame->where, ++ws->number, false };
	for (enum list list = 0; list < LISTS; list++)
		k->bucket[list] = bucket_of(k->seen.witness, list);
	append(ws, k);
	if (ws->count > KEPT)
		drop_oldest(ws);
}

bool
witnesses_any(const struct witnesses *ws)
{
	return ws->first != NULL;
}

struct seen *
witnesses_next(const struct witnesses *ws, const struct seen *after)
{
	struct kept *next = after != NULL ? ((const struct kept *)after)->next : ws->first;

	return next != NULL ? &next->seen : NULL;
}

struct seen *
witnesses_of_call_id(const struct witnesses *ws, struct slice call_id, const struct seen *after)
{
	struct kept *k = after != NULL ? ((const struct kept *)after)->in_list[BY_CALL_ID]
	    : ws->lists[BY_CALL_ID][slice_hash(call_id) % BUCKETS].first;

	while (k != NULL && !slice_eq(k->seen.witness->call_id, call_id))
		k = k->in_list[BY_CALL_ID];
	return k != NULL ? &k->seen : NULL;
}

/* In one list the address is the witness's `from`, in the other its `to`; a witness of both ends comes once. */
static struct kept *
next_at(enum list list, enum witness_kind kind, const struct addr *a, struct kept *k)
{
	for (; k != NULL; k = k->in_list[list]) {
		const struct witness *w = k->seen.witness;
		bool from = addr_eq(&w->from, a);

		if (w->kind == kind && (list == BY_FROM ? from : !from && addr_eq(&w->to, a)))
			return k;
	}
	return NULL;
}

struct seen *
witnesses_of_addr(const struct witnesses *ws, enum witness_kind kind, const struct addr *a, const struct seen *after)
{
	struct kept *last = (struct kept *)after, *k = NULL;
	unsigned bucket = addr_bucket(a);

	if (bucket == BUCKETS)
		return NULL;
	if (last == NULL)
		k = next_at(BY_FROM, kind, a, ws->lists[BY_FROM][bucket].first);
	else if (addr_eq(&last->seen.witness->from, a))
		k = next_at(BY_FROM, kind, a, last->in_list[BY_FROM]);
	else
		return (k = next_at(BY_TO, kind, a, last->in_list[BY_TO])) != NULL ? &k->seen : NULL;
	if (k == NULL)
		k = next_at(BY_TO, kind, a, ws->lists[BY_TO][bucket].first);
	return k != NULL ? &k->seen : NULL;
}
