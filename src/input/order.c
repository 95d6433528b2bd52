/* SPDX-License-Identifier: MIT */
#include "input/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/sort.h"

#define MS INT64_C(1000)
#define GAP (64000 * MS)		/* 64*T1 of RFC 3261 twice over: nothing of what was is still under way */
#define CLOCKS_APART (5000 * MS)	/* two clocks that somebody set */
#define CLOCKS_FAR (600000 * MS)	/* … and one that nobody did; then only what is sure counts */
#define SPREAD (5 * MS)			/* of what should be one offset */
#define T1 (500 * MS)		/* RFC 3261 table 4 */
#define TIMER_SLACK (20 * MS)
#define QUARTER (15 * 60000 * MS)	/* zones are quarters of an hour apart */
#define SLACK (100 * MS)		/* captures write packets a little out of order */
enum { LEAST_PAIRS = 3, FAR_PAIRS = 6, LANES_MAX = 64, ZONES_APART = 26 * 4 };

/* ---- the difference of two clocks ---- */

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

static int
by_call_id(const void *a, const void *b)
{
	const struct sighting *x = a, *y = b;

	if (x->call_id != y->call_id)
		return x->call_id < y->call_id ? -1 : 1;
	return (x->time > y->time) - (x->time < y->time);
}

/* Three or more of them, and half of all, within the spread: then *offset is their median. Returns how many; 0: they don't. */
static size_t
agree(const int64_t *d, size_t n, int64_t *offset)
{
	size_t best = 0, best_at = 0;

	for (size_t i = 0, j = 0; j < n; j++) {
		while (d[j] - d[i] >= SPREAD)
			i++;
		if (j - i + 1 > best) {
			best = j - i + 1;
			best_at = i;
		}
	}
	if (best < LEAST_PAIRS || 2 * best < n)
		return 0;
	*offset = d[best_at + best / 2];
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

/* Of those that a file holds once. */
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

/* The same message in both is the same event: they show the same for longer than it is, or all of one stands in the other. */
static bool
same_events(const struct survey *a, const struct survey *b, int64_t offset, size_t pairs)
{
	bool whole = pairs >= lesser_single(a, b) && !is_of_a_timer(offset);
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

/* Two clocks that give no zone, and stand in different ones: no message comes twice a quarter of an hour or more later. */
static bool
is_of_zones(const struct survey *a, const struct survey *b, int64_t offset)
{
	int64_t rest = llabs(offset) % QUARTER;

	return a->clock == CLOCK_LOCAL && b->clock == CLOCK_LOCAL && llabs(offset) >= QUARTER - CLOCKS_APART &&
	    (rest <= CLOCKS_APART || rest >= QUARTER - CLOCKS_APART) && overlap(a, b, offset) >= 0;
}

/* Most files of many are of another day, or hold too little: that costs nothing. */
static bool
may_overlap(const struct survey *a, const struct survey *b)
{
	bool local = a->clock == CLOCK_LOCAL && b->clock == CLOCK_LOCAL;

	if (a->count < LEAST_PAIRS || b->count < LEAST_PAIRS || a->first == NO_TIME || b->first == NO_TIME)
		return false;
	return lie_within(a, b, local ? ZONES_APART * QUARTER : CLOCKS_APART) || (lie_within(a, b, CLOCKS_FAR) && may_hold(a, b));
}

static bool
clock_offset(const struct survey *a, const struct survey *b, int64_t *offset)
{
	if (!may_overlap(a, b))
		return false;
	int64_t *d = xcalloc(lesser_count(a, b) + 1, sizeof *d);
	size_t pairs = agree(d, differences(a, b, d), offset);
	bool found = pairs > 0 && (is_of_zones(a, b, *offset) || same_events(a, b, *offset, pairs));

	free(d);
	return found;
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

/*
 * A file whose zone is not known holds calls of another one: what lies between them is a whole number of quarters of
 * an hour, and that is how far TZ is wrong for it. False where it is right, or nothing can be told.
 */
static bool
zone_offset(const struct survey *a, const struct survey *b, int64_t *offset)
{
	struct sighting *x = xcalloc(a->count + 1, sizeof *x), *y = xcalloc(b->count + 1, sizeof *y);
	size_t n = call_ids(a, x), m = call_ids(b, y);
	int64_t quarters = 0;
	bool agreed = true, any = false;

	for (size_t i = 0, j = 0; i < n && j < m;) {
		if (x[i].call_id == y[j].call_id) {
			int64_t apart = y[j].time - x[i].time;
			int64_t q = (apart + (apart < 0 ? -QUARTER / 2 : QUARTER / 2)) / QUARTER;

			agreed = agreed && (!any || q == quarters) && llabs(apart - q * QUARTER) <= GAP;
			quarters = q;
			any = true;
		}
		uint64_t left = x[i].call_id, right = y[j].call_id;
		i += left <= right;
		j += right <= left;
	}
	free(x);
	free(y);
	*offset = quarters * QUARTER;
	return any && agreed && quarters != 0 && llabs(quarters) <= ZONES_APART;
}

/* Those whose zone is known set those whose zone is not. */
static void
set_zones(struct ordered *files, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int64_t offset;

		for (size_t j = 0; files[i].survey->clock == CLOCK_LOCAL && j < n; j++)
			if (files[j].survey->clock == CLOCK_UTC && zone_offset(files[j].survey, files[i].survey, &offset)) {
				files[i].shift = -offset;
				break;
			}
	}
}

/* Each file's clock is set by one before it that shows the same messages: the first by time is right. */
static void
set_clocks(struct ordered *files, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		int64_t offset;

		for (size_t j = 0; j < i; j++)
			if (files[j].survey->clock == files[i].survey->clock && clock_offset(files[j].survey, files[i].survey, &offset)) {
				files[i].shift = files[j].shift - offset;	/* offset: of the times as surveyed */
				break;
			}
	}
}

/* ---- order ---- */

/* "full.2.gz" → 2, "full" → 0, and the length of what rotation leaves alone ("full"). */
static unsigned
rotation(const char *name, size_t *base)
{
	static const char *const endings[] = { ".gz", ".xz", ".zst", ".bz2" };
	struct slice s = slice_of(name);
	unsigned n = 0, tens = 1;

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (slice_ends(s, slice_of(endings[i])))
			s.n -= strlen(endings[i]);
	size_t end = s.n;
	while (s.n > 0 && end - s.n < 4 && is_digit(s.p[s.n - 1])) {
		n += tens * (unsigned)(s.p[--s.n] - '0');
		tens *= 10;
	}
	bool rotated = s.n < end && s.n > 1 && s.p[s.n - 1] == '.';
	*base = rotated ? s.n - 1 : end;
	return rotated ? n : 0;
}

static const char *
name_of(const struct survey *s)
{
	return s->file != NULL ? s->file : "-";
}

/* Rotated logs of one base stand together, the highest number, which is the oldest, first. */
static int
by_name(const struct survey *a, const struct survey *b)
{
	size_t base_a, base_b;
	const char *x = name_of(a), *y = name_of(b);
	unsigned n = rotation(x, &base_a), m = rotation(y, &base_b);

	if (base_a == base_b && memcmp(x, y, base_a) == 0 && n != m)
		return n > m ? -1 : 1;
	return strverscmp(x, y);
}

static bool
same_rotation(const struct survey *a, const struct survey *b)
{
	size_t base_a, base_b;

	rotation(name_of(a), &base_a);
	rotation(name_of(b), &base_b);
	return base_a == base_b && memcmp(name_of(a), name_of(b), base_a) == 0;
}

/* Those without times first: what they tell may belong to a call of the others. */
static int
rank(const struct survey *s)
{
	return s->clock == CLOCK_NONE ? 0 : s->clock == CLOCK_OF_DAY ? 1 : 2;
}

static int
in_order(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;
	const struct survey *s = x->survey, *t = y->survey;

	if (rank(s) != rank(t))
		return rank(s) - rank(t);
	if (s->clock != CLOCK_NONE && s->first + x->shift != t->first + y->shift)
		return s->first + x->shift < t->first + y->shift ? -1 : 1;
	return by_name(s, t);
}

/* ---- traces and lanes ---- */

struct trace_so_far {
	int64_t end;			/* of all its files */
	int64_t lanes[LANES_MAX];	/* where each ends … */
	int64_t begins[LANES_MAX];	/* … where its last file begins … */
	bool texts[LANES_MAX];		/* … and whether that is a text */
	size_t lane_count;
};

static void
note_end(struct trace_so_far *t, size_t lane, const struct ordered *f)
{
	t->begins[lane] = f->survey->first + f->shift;
	t->lanes[lane] = f->survey->last + f->shift;
	t->texts[lane] = f->survey->text;
	if (t->lanes[lane] > t->end)
		t->end = t->lanes[lane];
}

static void
begin_trace(struct trace_so_far *t, struct ordered *f, size_t number)
{
	f->trace = number;
	f->lane = 0;
	t->end = f->survey->last + f->shift;
	t->lane_count = 1;
	note_end(t, 0, f);
}

/*
 * The file may go on where the lane ended. Captures write packets a little out of order, but not half of a file; what two texts
 * have in common was at one time.
 */
static bool
may_follow(const struct trace_so_far *t, size_t lane, const struct ordered *f)
{
	int64_t first = f->survey->first + f->shift, both = t->lanes[lane] - first;

	if (both <= 0 || (t->texts[lane] && f->survey->text))
		return both <= 0;
	return both <= SLACK && 2 * both <= f->survey->last - f->survey->first && 2 * both <= t->lanes[lane] - t->begins[lane];
}

/* The lane that ended last before the file begins; a new one, when none has ended yet and there is room. */
static void
join_trace(struct trace_so_far *t, struct ordered *f, size_t number)
{
	size_t lane = t->lane_count;

	for (size_t i = 0; i < t->lane_count; i++)
		if (may_follow(t, i, f) && (lane == t->lane_count || t->lanes[i] > t->lanes[lane]))
			lane = i;
	if (lane == LANES_MAX)
		lane = 0;
	if (lane == t->lane_count)
		t->lane_count++;
	note_end(t, lane, f);
	f->trace = number;
	f->lane = lane;
}

static bool
goes_on(const struct trace_so_far *t, const struct ordered *before, const struct ordered *f)
{
	if (rank(before->survey) != rank(f->survey))
		return false;
	if (f->survey->clock == CLOCK_NONE)
		return same_rotation(before->survey, f->survey);
	return f->survey->first + f->shift - t->end <= GAP;
}

static void
part_traces(struct ordered *files, size_t n)
{
	struct trace_so_far t = { .lane_count = 0 };
	size_t number = 0;

	for (size_t i = 0; i < n; i++) {
		if (i == 0)
			begin_trace(&t, &files[i], number);
		else if (!goes_on(&t, &files[i - 1], &files[i]))
			begin_trace(&t, &files[i], ++number);
		else if (files[i].survey->clock == CLOCK_NONE)
			files[i].trace = number;
		else
			join_trace(&t, &files[i], number);
	}
}

size_t
order_files(struct survey *surveys, size_t n, struct ordered *out)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (!surveys[i].empty)
			out[count++] = (struct ordered){ .survey = &surveys[i] };
	for (size_t i = 0, none = count == 0; none && i < n; i++)
		out[count++] = (struct ordered){ .survey = &surveys[i] };
	sort(out, count, sizeof *out, in_order);
	set_zones(out, count);
	sort(out, count, sizeof *out, in_order);
	set_clocks(out, count);
	sort(out, count, sizeof *out, in_order);
	part_traces(out, count);
	return count;
}
