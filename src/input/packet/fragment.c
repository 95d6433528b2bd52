/* SPDX-License-Identifier: MIT */
/*
 * Puts fragmented IP datagrams together again. Bytes that came first win over later ones that overlap
 * them. Bound: so many datagrams at once, none older than a few seconds of the capture; what is given
 * up with its first fragment there is handed on cut, since captures filtered by port hold nothing else.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "input/packet/layers.h"

enum {
	DATAGRAMS_MAX = 256,
	DATAGRAM_MAX = 65536,
	UNIT = 8,		/* offsets count in these */
	AGE_MAX = 5 * TIME_SECOND,
};

struct datagram {
	struct datagram *next;		/* younger */
	struct flow flow;
	uint32_t id;
	unsigned protocol;
	uint64_t packet;		/* where its first fragment stood, and when */
	int64_t first_time, born;
	size_t total;			/* 0: the last fragment has not come */
	size_t have;			/* units filled */
	size_t cut;			/* bytes from here on were not captured */
	char *bytes;
	size_t size;
	uint8_t filled[DATAGRAM_MAX / UNIT / 8];
};

struct fragments {
	struct datagram *oldest, **end;
	size_t count;
	struct datagram *done;		/* whose bytes were handed on last */
};

struct fragments *
fragments_new(void)
{
	struct fragments *t = xcalloc(1, sizeof *t);

	t->end = &t->oldest;
	return t;
}

static void
datagram_free(struct datagram *g)
{
	free(g->bytes);
	free(g);
}

void
fragments_free(struct fragments *t)
{
	while (t->oldest != NULL) {
		struct datagram *g = t->oldest;

		t->oldest = g->next;
		datagram_free(g);
	}
	if (t->done != NULL)
		datagram_free(t->done);
	free(t);
}

static struct datagram *
take_off(struct fragments *t, struct datagram **at)
{
	struct datagram *g = *at;

	*at = g->next;
	if (t->end == &g->next)
		t->end = at;
	t->count--;
	return g;
}

/* How many bytes from the start are there without a gap. */
static size_t
datagram_reach(const struct datagram *g)
{
	size_t unit = 0, reach;

	while (unit < DATAGRAM_MAX / UNIT && g->filled[unit / 8] >> (unit % 8) & 1)
		unit++;
	reach = unit * UNIT < g->cut ? unit * UNIT : g->cut;
	if (g->total != 0 && reach > g->total)
		reach = g->total;
	return reach < g->size ? reach : g->size;
}

/* The layer is what the datagram holds, as far as it came. The table keeps its bytes until the next one is done. */
static void
deliver(struct fragments *t, struct datagram *g, struct layer *l)
{
	size_t reach = datagram_reach(g);
	size_t whole = g->total != 0 ? g->total : reach + 1;	/* + 1: at least that much is missing */

	if (t->done != NULL)
		datagram_free(t->done);
	t->done = g;
	l->flow = g->flow;
	layer_next(l, LAYER_PROTOCOL, g->protocol, (struct piece){ { g->bytes, reach }, whole });
}

static bool
is_late(const struct fragments *t, int64_t now)
{
	int64_t age = now - t->oldest->born;

	return t->count >= DATAGRAMS_MAX || age < 0 || age > AGE_MAX;
}

bool
fragments_give_up(struct decoder *d, bool all, struct layer *l, struct place *at)
{
	struct fragments *t = d->fragments;
	struct datagram *g;

	if (t->oldest == NULL || !(all || is_late(t, d->place.time)))
		return false;
	g = take_off(t, &t->oldest);
	*l = (struct layer){ .kind = LAYER_NONE };
	at->packet = g->packet;
	at->time = g->first_time;
	deliver(t, g, l);
	return true;
}

static bool
datagram_is(const struct datagram *g, const struct flow *flow, const struct fragment *f)
{
	return g->id == f->id && addr_eq(&g->flow.src, &flow->src) && addr_eq(&g->flow.dst, &flow->dst) &&
	    (flow->src.family == 6 || g->protocol == f->protocol);
}

static struct datagram **
datagram_find(struct decoder *d, const struct flow *flow, const struct fragment *f)
{
	struct fragments *t = d->fragments;
	struct datagram **at, *g;

	for (at = &t->oldest; *at != NULL; at = &(*at)->next)
		if (datagram_is(*at, flow, f))
			return at;
	g = xcalloc(1, sizeof *g);
	g->flow = *flow;
	g->id = f->id;
	g->protocol = f->protocol;
	g->packet = d->place.packet;
	g->first_time = g->born = d->place.time;
	g->cut = DATAGRAM_MAX;
	at = t->end;
	*at = g;
	t->end = &g->next;
	t->count++;
	return at;
}

static void
datagram_grow(struct datagram *g, size_t size)
{
	if (size <= g->size)
		return;
	g->bytes = xrealloc(g->bytes, size, 1);
	memset(g->bytes + g->size, 0, size - g->size);
	g->size = size;
}

/* Copy what is new of the fragment, unit by unit. */
static void
datagram_fill(struct datagram *g, const struct fragment *f, struct piece p)
{
	size_t length = p.whole;

	datagram_grow(g, f->offset + length);
	for (size_t at = 0; at < length; at += UNIT) {
		size_t unit = (f->offset + at) / UNIT;
		size_t n = length - at < UNIT ? length - at : UNIT;
		struct slice part = slice_head(slice_skip(p.bytes, at), n);

		if (g->filled[unit / 8] >> (unit % 8) & 1)
			continue;
		g->filled[unit / 8] |= (uint8_t)(1u << (unit % 8));
		g->have++;
		if (part.n > 0)
			memcpy(g->bytes + f->offset + at, part.p, part.n);
		if (part.n < n && f->offset + at + part.n < g->cut)
			g->cut = f->offset + at + part.n;
	}
}

static bool
datagram_is_complete(const struct datagram *g)
{
	size_t end = g->cut < g->total ? g->cut : g->total;

	return g->total != 0 && g->have >= (g->total + UNIT - 1) / UNIT && datagram_reach(g) >= end;
}

void
fragment_take(struct decoder *d, struct layer *l)
{
	const struct fragment *f = &l->fragment;
	struct datagram **at, *g;
	struct piece p = l->piece;

	l->kind = LAYER_NONE;
	if (p.whole == 0 || f->offset + p.whole > DATAGRAM_MAX || (f->more && p.whole % UNIT != 0))
		return;
	at = datagram_find(d, &l->flow, f);
	g = *at;
	if (f->offset == 0) {
		g->protocol = f->protocol;
		g->packet = d->place.packet;
		g->first_time = d->place.time;
	}
	if (!f->more && g->total == 0)
		g->total = f->offset + p.whole;
	datagram_fill(g, f, p);
	if (datagram_is_complete(g))
		deliver(d->fragments, take_off(d->fragments, at), l);
}
