/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/witnesses.h"

#include <stdlib.h>

enum { KEPT = 65536, BUCKETS = 16384 };

/* A witness stands in lists: by its Call-ID, by the address at each end, a flow also by its hosts alone. */
enum list { BY_CALL_ID, BY_FROM, BY_TO, BY_FROM_HOST, BY_TO_HOST, LISTS };

struct kept {
	struct seen seen;		/* first, so that a struct seen leads back to it */
	struct arena arena;
	struct witness own;		/* what `seen` points to */
	struct kept *next, *prev;	/* all, in the order they came */
	struct kept *in_list[LISTS];
	unsigned bucket[LISTS];		/* BUCKETS: in none */
};

struct bucket {
	struct kept *first, *last;
};

struct witnesses {
	struct kept *first, *last;
	size_t count, flows;
	uint64_t number;
	bool media;			/* one of the flows was RTP */
	int64_t lost_until;		/* time of the last packet of a flow that had to go */
	struct bucket lists[LISTS][BUCKETS];
};

static unsigned
addr_bucket(const struct addr *a, bool with_port)
{
	return a->family == 0 ? BUCKETS : (unsigned)(addr_hash(a, with_port) % BUCKETS);
}

static unsigned
bucket_of(const struct witness *w, enum list list)
{
	switch (list) {
	case BY_CALL_ID: return w->call_id.n > 0 ? (unsigned)(slice_hash(w->call_id) % BUCKETS) : BUCKETS;
	case BY_FROM: return addr_bucket(&w->from, true);
	case BY_TO: return addr_bucket(&w->to, true);
	case BY_FROM_HOST: return w->kind == WITNESS_FLOW ? addr_bucket(&w->from, false) : BUCKETS;
	default: return w->kind == WITNESS_FLOW ? addr_bucket(&w->to, false) : BUCKETS;
	}
}

struct witnesses *
witnesses_new(void)
{
	struct witnesses *ws = xcalloc(1, sizeof *ws);

	ws->lost_until = NO_TIME;
	return ws;
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
	ws->flows += k->own.kind == WITNESS_FLOW;
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
	if (k->own.kind == WITNESS_FLOW) {
		ws->flows--;
		if (k->own.flow.last > ws->lost_until)
			ws->lost_until = k->own.flow.last;
	}
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

/* The flow of these two ends, as it was told before; one that began at another time is another one. */
static struct kept *
same_flow(const struct witnesses *ws, const struct witness *w)
{
	unsigned bucket = addr_bucket(&w->from, true);

	if (w->kind != WITNESS_FLOW || bucket == BUCKETS)
		return NULL;
	for (struct kept *k = ws->lists[BY_FROM][bucket].first; k != NULL; k = k->in_list[BY_FROM]) {
		const struct witness *other = &k->own;

		if (other->kind == WITNESS_FLOW && other->flow.first == w->flow.first && addr_eq(&other->from, &w->from) &&
		    addr_eq(&other->to, &w->to))
			return k;
	}
	return NULL;
}

void
witnesses_add(struct witnesses *ws, const struct frame *frame)
{
	struct kept *k = same_flow(ws, frame->witness);

	ws->media |= frame->witness->kind == WITNESS_FLOW && frame->witness->flow.rtp > 1;
	if (k != NULL) {
		k->own.flow = frame->witness->flow;
		return;
	}
	k = xcalloc(1, sizeof *k);
	k->arena = ARENA_INIT;
	witness_copy_to(&k->own, &k->arena, frame->witness);
	k->seen = (struct seen){ &k->own, frame->where, ++ws->number, false };
	for (enum list list = 0; list < LISTS; list++)
		k->bucket[list] = bucket_of(&k->own, list);
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
	unsigned bucket = addr_bucket(a, true);

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

bool
witnesses_hold_flows(const struct witnesses *ws)
{
	return ws->flows > 0;
}

bool
witnesses_hold_media(const struct witnesses *ws)
{
	return ws->media;
}

bool
witnesses_lost_flows(const struct witnesses *ws, int64_t since)
{
	return ws->lost_until != NO_TIME && ws->lost_until >= since;
}

/* In the second list those with the host at both ends come no second time. */
static struct kept *
next_flow(enum list list, const struct addr *host, const struct addr *other, struct kept *k)
{
	for (; k != NULL; k = k->in_list[list]) {
		bool from = addr_same_ip(&k->own.from, host);
		const struct addr *there = list == BY_FROM_HOST ? &k->own.to : &k->own.from;

		if (k->own.flow.rtp > 1 && (list == BY_FROM_HOST ? from : !from && addr_same_ip(&k->own.to, host)) &&
		    (other == NULL || addr_same_ip(there, other)))
			return k;
	}
	return NULL;
}

const struct seen *
witnesses_media_of_host(const struct witnesses *ws, const struct addr *host, const struct addr *other, const struct seen *after)
{
	const struct kept *last = (const struct kept *)after;
	struct kept *k = NULL;
	unsigned bucket = addr_bucket(host, false);

	if (bucket == BUCKETS)
		return NULL;
	if (last == NULL || addr_same_ip(&last->own.from, host))
		k = next_flow(BY_FROM_HOST, host, other,
		    last == NULL ? ws->lists[BY_FROM_HOST][bucket].first : last->in_list[BY_FROM_HOST]);
	if (k == NULL)
		k = next_flow(BY_TO_HOST, host, other, last == NULL || addr_same_ip(&last->own.from, host) ?
		    ws->lists[BY_TO_HOST][bucket].first : last->in_list[BY_TO_HOST]);
	return k != NULL ? &k->seen : NULL;
}
