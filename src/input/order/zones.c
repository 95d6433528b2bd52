/* SPDX-License-Identifier: MIT */
#include "input/order/zones.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/sort.h"
#include "input/order/clocks.h"

#define LINE_WITHIN INT64_C(5000000)	/* a line and the messages that it is about */
#define OF_DAY_WITHIN INT64_C(10000000)	/* two clocks of which one gives no date */
enum { LEAST_LINES = 3, QUARTERS = 2 * ZONES_APART + 1 };

static int
by_call_id(const void *a, const void *b)
{
	const struct sighting *x = a, *y = b;

	if (x->call_id != y->call_id)
		return x->call_id < y->call_id ? -1 : 1;
	return (x->time > y->time) - (x->time < y->time);
}

/* When the file first saw each Call-ID, in the order of their hashes; `out` has room for all its sightings. */
static size_t
call_ids(const struct survey *s, struct sighting *out)
{
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < s->count; i++)
		if (s->sightings[i].call_id != 0)
			out[n++] = s->sightings[i];
	sort(out, n, sizeof *out, by_call_id);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || out[kept - 1].call_id != out[i].call_id)
			out[kept++] = out[i];
	return kept;
}

/* How many quarters of an hour two clocks are apart, rounded. */
static int64_t
nearest_quarter(int64_t apart)
{
	return (apart + (apart < 0 ? -ZONE_QUARTER / 2 : ZONE_QUARTER / 2)) / ZONE_QUARTER;
}

/* Calls of one that stand in the other. *any: there are such. */
static bool
zone_by_calls(const struct survey *a, const struct survey *b, bool *found_any, int64_t *offset)
{
	struct sighting *x = xcalloc(a->count + 1, sizeof *x), *y = xcalloc(b->count + 1, sizeof *y);
	size_t n = call_ids(a, x), m = call_ids(b, y);
	int64_t quarters = 0, within = b->clock == CLOCK_OF_DAY ? OF_DAY_WITHIN : TRACE_GAP;
	bool agreed = !b->few_times, any = false;

	for (size_t i = 0, j = 0; i < n && j < m;) {
		if (x[i].call_id == y[j].call_id) {
			int64_t apart = y[j].time - x[i].time;
			int64_t q = nearest_quarter(apart);

			agreed = agreed && (!any || q == quarters) && llabs(apart - q * ZONE_QUARTER) <= within;
			quarters = q;
			any = true;
		}
		uint64_t left = x[i].call_id, right = y[j].call_id;
		i += left <= right;
		j += right <= left;
	}
	free(x);
	free(y);
	*offset = quarters * ZONE_QUARTER;
	*found_any = any;
	if (b->clock == CLOCK_OF_DAY)
		return any && agreed;
	return any && agreed && quarters != 0 && llabs(quarters) <= ZONES_APART;
}

/* To the nearest quarter of an hour; false: it is none, or so far apart are no zones. */
static bool
is_quarter(int64_t apart, int64_t *quarters)
{
	*quarters = nearest_quarter(apart);
	return llabs(apart - *quarters * ZONE_QUARTER) <= LINE_WITHIN && llabs(*quarters) <= ZONES_APART;
}

static const struct number_seen *
first_of(const struct survey *s, uint64_t number)
{
	size_t low = 0, high = s->number_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->numbers[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return &s->numbers[low];
}

/* By how many quarters the line, `later` by a day, would have to be moved, each once. True: messages name its number. */
static bool
vote(const struct survey *a, const struct number_seen *line, int64_t later, unsigned votes[QUARTERS])
{
	const struct number_seen *end = &a->numbers[a->number_count], *m = first_of(a, line->number);
	bool voted[QUARTERS] = { false }, named = false;

	for (; m < end && m->number == line->number; m++) {
		int64_t q;

		named = true;
		if (!is_quarter(line->time + later - m->time, &q) || voted[q + ZONES_APART])
			continue;
		voted[q + ZONES_APART] = true;
		votes[q + ZONES_APART]++;
	}
	return named;
}

/*
 * Lines name the numbers that messages name, some seconds from them at most, but for the zone. One that fits as it
 * stands says it is right.
 */
static bool
zone_by_numbers(const struct survey *a, const struct survey *b, int64_t *offset)
{
	unsigned votes[QUARTERS] = { 0 }, lines = 0;
	size_t best = 0, second = 0;
	bool of_day = b->clock == CLOCK_OF_DAY;
	int64_t later = of_day ? a->first - a->first % TIME_DAY : 0;

	for (size_t i = 0; i < b->number_count; i++)
		lines += vote(a, &b->numbers[i], later, votes);
	for (size_t i = 1; i < QUARTERS; i++)
		if (votes[i] > votes[best])
			best = i;
	for (size_t i = 0; i < QUARTERS; i++)
		if (i != best && votes[i] > second)
			second = votes[i];
	*offset = ((int64_t)best - ZONES_APART) * ZONE_QUARTER - later;
	return votes[best] >= LEAST_LINES && votes[best] > 2 * second && 2 * votes[best] > lines && (of_day || votes[ZONES_APART] == 0);
}

bool
zone_offset(const struct survey *a, const struct survey *b, int64_t *offset)
{
	bool any = false;

	return zone_by_calls(a, b, &any, offset) || (!any && b->text && !a->text && zone_by_numbers(a, b, offset));
}
