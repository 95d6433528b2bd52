/* SPDX-License-Identifier: MIT */
#include "input/order/clocks.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/sort.h"
#include "input/order/zones.h"

#define MS INT64_C(1000)
#define CLOCKS_APART (5000 * MS)	/* two clocks that somebody set */
#define CLOCKS_FAR (600000 * MS)	/* … and one that nobody did; then only what is sure counts */
#define SPREAD (5 * MS)			/* of what should be one offset */
#define SPREAD_OF_LOG (50 * MS)		/* … where a program wrote it down when it came to that */
#define SPREAD_OF_SECONDS (1000 * MS + SPREAD_OF_LOG)
#define T1 (500 * MS)			/* RFC 3261 table 4 */
#define TIMER_SLACK (20 * MS)
enum { LEAST_PAIRS = 3, FAR_PAIRS = 6 };

static int
by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* How much later b says that the messages came which both files hold; sorted. Returns how many there are. */
static size_t
differences(const struct survey *a, const struct survey *b, int64_t *out)
{
	size_t n = 0;

	for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
		const struct sighting *x = &a->sightings[i], *y = &b->sightings[j];

		if (x->bytes == y->bytes && !x->repeated && !y->repeated)
			out[n++] = y->time - x->time;
		i += x->bytes <= y->bytes;
		j += y->bytes <= x->bytes;
	}
	sort(out, n, sizeof *out, by_value);
	return n;
}

/* Three or more of them, and half of all, within the spread: where these begin in *first. Returns how many; 0: none. */
static size_t
agree(const int64_t *d, size_t n, int64_t spread, size_t *first)
{
	size_t best = 0, best_at = 0;

	for (size_t i = 0, j = 0; j < n; j++) {
		while (d[j] - d[i] >= spread)
			i++;
		if (j - i + 1 > best) {
			best = j - i + 1;
			best_at = i;
		}
	}
	if (best < LEAST_PAIRS || 2 * best < n)
		return 0;
	*first = best_at;
	return best;
}

/* For how long both files show the same; below 0: not at all. */
static int64_t
overlap(const struct survey *a, const struct survey *b, int64_t offset)
{
	int64_t from = a->first > b->first - offset ? a->first : b->first - offset;
	int64_t to = a->last < b->last - offset ? a->last : b->last - offset;

	return to - from;
}

/* So much later requests are sent again, and captures that follow each other show the same ones. */
static bool
is_of_a_timer(int64_t offset)
{
	int64_t rest = llabs(offset) % T1;

	return rest < TIMER_SLACK || rest > T1 - TIMER_SLACK;
}

static size_t
lesser_count(const struct survey *a, const struct survey *b)
{
	return a->count < b->count ? a->count : b->count;
}

/* How many messages each file holds just once: the lesser of the two numbers. */
static size_t
lesser_single(const struct survey *a, const struct survey *b)
{
	size_t n[2] = { 0, 0 };

	for (size_t i = 0; i < a->count; i++)
		n[0] += !a->sightings[i].repeated;
	for (size_t i = 0; i < b->count; i++)
		n[1] += !b->sightings[i].repeated;
	return n[0] < n[1] ? n[0] : n[1];
}

/*
 * Is a message that both files hold the same event, and not sent again? It is where they overlap for longer than their clocks are
 * apart, or where all of one file stands in the other. Logs may give no more than seconds, which no timer is told from; a log of
 * many messages that were all sent again at one time there is none.
 */
static bool
same_events(const struct survey *a, const struct survey *b, int64_t offset, size_t pairs)
{
	bool logs = a->text && b->text && pairs >= FAR_PAIRS;
	bool whole = pairs >= lesser_single(a, b) && (logs || !is_of_a_timer(offset));
	int64_t both = overlap(a, b, offset);

	if (llabs(offset) > CLOCKS_APART)
		return whole && pairs >= FAR_PAIRS && llabs(offset) <= CLOCKS_FAR;
	return both > llabs(offset) || (both > 0 && pairs > LEAST_PAIRS && whole);
}

static bool
lie_within(const struct survey *a, const struct survey *b, int64_t time)
{
	return a->first <= b->last + time && b->first <= a->last + time;
}

static int
by_bytes(const void *a, const void *b)
{
	const struct sighting *x = a, *y = b;

	return (x->bytes > y->bytes) - (x->bytes < y->bytes);
}

/* All of one may stand in the other: its first message does. */
static bool
may_hold(const struct survey *a, const struct survey *b)
{
	const struct survey *less = a->count < b->count ? a : b, *more = less == a ? b : a;

	return bsearch(less->sightings, more->sightings, more->count, sizeof *more->sightings, by_bytes) != NULL;
}

static bool
give_no_zone(const struct survey *a, const struct survey *b)
{
	return a->clock == b->clock && (a->clock == CLOCK_LOCAL || a->clock == CLOCK_OF_DAY);
}

/* Two clocks that give no zone, and stand in different ones: no message comes twice a quarter of an hour or more later. */
static bool
is_of_zones(const struct survey *a, const struct survey *b, int64_t offset)
{
	int64_t rest = llabs(offset) % ZONE_QUARTER;

	return give_no_zone(a, b) && llabs(offset) >= ZONE_QUARTER - CLOCKS_APART &&
	    (rest <= CLOCKS_APART || rest >= ZONE_QUARTER - CLOCKS_APART) && overlap(a, b, offset) >= 0;
}

/* Most files of many are of another day, or hold too little: that costs nothing. */
static bool
may_overlap(const struct survey *a, const struct survey *b)
{
	int64_t apart = give_no_zone(a, b) ? ZONES_APART * ZONE_QUARTER : CLOCKS_APART;

	if (a->count < LEAST_PAIRS || b->count < LEAST_PAIRS || a->first == NO_TIME || b->first == NO_TIME)
		return false;
	return lie_within(a, b, apart) || (lie_within(a, b, CLOCKS_FAR) && may_hold(a, b));
}

/* A log beside a capture, or a log of another kind: neither goes on where the other ended, so what both hold is the same event. */
static bool
show_the_same(const struct survey *a, const struct survey *b)
{
	return a->clock != b->clock || a->text != b->text;
}

/* The less, the more a file tells of a message: addresses, and when. */
static int
vagueness(const struct survey *s)
{
	return s->text + s->whole_seconds;
}

/*
 * A log is put behind a capture, and one that gives no more than seconds, the rest of which was cut off, behind another: what both
 * hold comes first from who tells more of it, and once more right after, or within a second.
 */
static int64_t
offset_of(const struct survey *a, const struct survey *b, const int64_t *d, size_t pairs)
{
	if (vagueness(a) == vagueness(b))
		return d[pairs / 2];
	return vagueness(a) < vagueness(b) ? d[0] - 1 : d[pairs - 1] + 1;
}

/* So far apart are clocks that somebody set, whatever their zone; more pairs prove any. */
static bool
is_likely(const struct survey *a, const struct survey *b, int64_t offset, size_t pairs)
{
	int64_t rest = llabs(offset) % ZONE_QUARTER;

	if (pairs >= FAR_PAIRS || a->clock == CLOCK_OF_DAY || b->clock == CLOCK_OF_DAY)
		return true;
	if (a->clock == CLOCK_UTC && b->clock == CLOCK_UTC)
		return llabs(offset) <= TRACE_GAP;
	return rest <= TRACE_GAP || rest >= ZONE_QUARTER - TRACE_GAP;
}

static int64_t
spread_of(const struct survey *a, const struct survey *b)
{
	if (!a->text && !b->text)
		return SPREAD;
	return a->whole_seconds || b->whole_seconds ? SPREAD_OF_SECONDS : SPREAD_OF_LOG;
}

bool
clock_offset(const struct survey *a, const struct survey *b, int64_t *offset)
{
	bool differ = show_the_same(a, b), found = false;
	size_t pairs, first = 0;

	if (differ ? a->count < LEAST_PAIRS || b->count < LEAST_PAIRS : !may_overlap(a, b))
		return false;
	int64_t *d = xcalloc(lesser_count(a, b) + 1, sizeof *d);
	pairs = agree(d, differences(a, b, d), spread_of(a, b), &first);
	if (pairs > 0) {
		*offset = offset_of(a, b, d + first, pairs);
		found = differ ? is_likely(a, b, *offset, pairs) :
		    is_of_zones(a, b, *offset) || same_events(a, b, *offset, pairs);
	}
	free(d);
	return found;
}
