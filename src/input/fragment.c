/*
 * Puts fragmented IP datagrams together again. Bytes that came first win over later ones that overlap
 * them. Bound: so many datagrams at once, none older than a few seconds of the capture; what is given
 * up with its first fragment there is handed on cut, since captures filtered by port hold nothing else.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "input/layers.h"

enum {
	DATAGRAMS_MAX = 256,
	DATAGRAM_MAX = 65536,
	UNIT = 8,		/* offsets count in these */
	AGE_MAX = 5 * 1000000,	/* µs */
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

static void
deliver(struct decoder *d, struct datagram *g, size_t reach)
{
	struct flow f = g->flow;
	struct slice bytes = { g->bytes, reach };
	size_t whole = g->total != 0 ? g->total : reach + 1;	/* + 1: at least that much is missing */

	protocol_decode(d, g->protocol, &f, (struct piece){ bytes, whole });
}

/* Hand the oldest on as far as it came, as if its first fragment had only now been read. */
static void
give_up(struct decoder *d)
{
	struct datagram *g = take_off(d->fragments, &d->fragments->oldest);
	struct place here = d->place;
	size_t reach = datagram_reach(g);

	if (reach > 0) {
		d->place.packet = g->packet;
		d->place.time = g->first_time;
		deliver(d, g, reach);
		d->place = here;
	}
	datagram_free(g);
}

void
fragments_expire(struct decoder *d)
{
	struct fragments *t = d->fragments;

	while (t->oldest != NULL) {
		int64_t age = d->place.time - t->oldest->born;

		if (age >= 0 && age <= AGE_MAX)
			return;
		give_up(d);
	}
}

void
fragments_end(struct decoder *d)
{
	while (d->fragments->oldest != NULL)
		give_up(d);
}

static bool
datagram_is(const struct datagram *g, const struct fragment *f)
{
	return g->id == f->id && addr_eq(&g->flow.src, &f->flow->src) && addr_eq(&g->flow.dst, &f->flow->dst) &&
	    (f->flow->src.family == 6 || g->protocol == f->protocol);
}

static struct datagram **
datagram_find(struct decoder *d, const struct fragment *f)
{
	struct fragments *t = d->fragments;
	struct datagram **at, *g;

	for (at = &t->oldest; *at != NULL; at = &(*at)->next)
		if (datagram_is(*at, f))
			return at;
	if (t->count >= DATAGRAMS_MAX && t->oldest != NULL) {
		give_up(d);
		return datagram_find(d, f);
	}
	g = xcalloc(1, sizeof *g);
	g->flow = *f->flow;
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
datagram_fill(struct datagram *g, const struct fragment *f)
{
	size_t length = f->piece.whole;

	datagram_grow(g, f->offset + length);
	for (size_t at = 0; at < length; at += UNIT) {
		size_t unit = (f->offset + at) / UNIT;
		size_t n = length - at < UNIT ? length - at : UNIT;
		struct slice part = slice_head(slice_skip(f->piece.bytes, at), n);

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
fragment_decode(struct decoder *d, const struct fragment *f)
{
	struct datagram **at, *g;
	size_t length = f->piece.whole;

	if (length == 0 || f->offset + length > DATAGRAM_MAX || (f->more && length % UNIT != 0))
		return;
	at = datagram_find(d, f);
	g = *at;
	if (f->offset == 0) {
		g->protocol = f->protocol;
		g->packet = d->place.packet;
		g->first_time = d->place.time;
	}
	if (!f->more && g->total == 0)
		g->total = f->offset + length;
	datagram_fill(g, f);
	if (!datagram_is_complete(g))
		return;
	take_off(d->fragments, at);
	deliver(d, g, datagram_reach(g));
	datagram_free(g);
}
