/* SPDX-License-Identifier: MIT */
#include "input/order/order.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/sort.h"
#include "base/zone.h"
#include "input/order/clocks.h"
#include "input/order/halves.h"
#include "input/order/zones.h"

#define CLOCKS_MEET (2 * TIME_SECOND)	/* of one failure, seen in a capture and written down */
enum { LANES_MAX = 64 };

/* ---- whose clock is set by whose ---- */

/* Those whose zone, or date, is known set those of which it is not. */
static void
set_zones(struct ordered *files, size_t n, enum clock of)
{
	for (size_t i = 0; i < n; i++) {
		int64_t offset;

		for (size_t j = 0; files[i].survey->clock == of && j < n; j++)
			if (files[j].survey->clock > of && zone_offset(files[j].survey, files[i].survey, &offset)) {
				files[i].shift = files[j].shift - offset;
				files[i].placed = of == CLOCK_OF_DAY;
				break;
			}
	}
}

/* What shows the same messages as a file whose clock is set is set by it; *last: how many of `set` there are. */
static void
set_by(struct ordered *files, size_t n, size_t j, size_t *set, size_t *last, bool *is_set)
{
	int64_t offset;

	for (size_t i = 0; i < n; i++)
		if (!is_set[i] && clock_offset(files[j].survey, files[i].survey, &offset)) {
			files[i].shift = files[j].shift - offset;	/* offset: of the times as surveyed */
			files[i].placed = files[i].survey->clock == CLOCK_OF_DAY && ordered_has_dates(&files[j]);
			is_set[i] = true;
			set[(*last)++] = i;
		}
}

/* The better a file knows when something was, the less. */
static unsigned
trust(const struct survey *s)
{
	return s->clock == CLOCK_UTC ? s->text : 2 + (unsigned)(CLOCK_UTC - s->clock);
}

/*
 * Of files that show the same messages, each with the next, the first by time is right: the others go by it. A capture is before
 * a log, and what has dates before what has none.
 */
static void
set_clocks(struct ordered *files, size_t n)
{
	size_t *set = xcalloc(n + 1, sizeof *set), last = 0, next = 0;
	bool *is_set = xcalloc(n + 1, sizeof *is_set);

	for (unsigned t = 0; t <= 2 + CLOCK_UTC - CLOCK_OF_DAY; t++)
		for (size_t first = 0; first < n; first++) {
			if (is_set[first] || trust(files[first].survey) != t)
				continue;
			is_set[first] = true;
			for (set[last++] = first; next < last; next++)
				set_by(files, n, set[next], set, &last, is_set);
		}
	free(is_set);
	free(set);
}

/* Read in TZ, on the day of that file, it is of the same time. */
static bool
overlaps_on_day(const struct ordered *f, const struct ordered *dated)
{
	const struct survey *s = f->survey, *d = dated->survey;
	int64_t first = s->first + f->shift, last = s->last + f->shift;

	return first <= d->last + dated->shift + CLOCKS_MEET && last >= d->first + dated->shift - CLOCKS_MEET;
}

/* The day on which TZ has that time begins then; NO_TIME: no such day. */
static int64_t
day_in_tz(int64_t time)
{
	time_t then = (time_t)(time / TIME_SECOND), begin;
	struct tm tm;

	zone_read();
	if (localtime_r(&then, &tm) == NULL)
		return NO_TIME;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	tm.tm_isdst = -1;
	begin = mktime(&tm);
	return begin == (time_t)-1 ? NO_TIME : (int64_t)begin * TIME_SECOND;
}

/* Times of day that nothing else puts on a day, where they are those of a file with dates. */
static void
set_days(struct ordered *files, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct ordered *f = &files[i];

		if (f->survey->clock != CLOCK_OF_DAY || f->placed || f->shift != 0 || f->survey->few_times)
			continue;
		for (size_t j = 0; j < n && !f->placed; j++) {
			if (files[j].survey->clock < CLOCK_LOCAL)
				continue;
			f->shift = day_in_tz(files[j].survey->first + files[j].shift);
			f->placed = f->shift != NO_TIME && overlaps_on_day(f, &files[j]);
			if (!f->placed)
				f->shift = 0;
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

bool
ordered_has_dates(const struct ordered *f)
{
	return f->survey->clock >= CLOCK_LOCAL || f->placed;
}

/* Those without times first: what they tell may belong to a call of the others. */
static int
rank(const struct ordered *f)
{
	return f->survey->clock == CLOCK_NONE ? 0 : ordered_has_dates(f) ? 2 : 1;
}

static int
in_order(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;
	const struct survey *s = x->survey, *t = y->survey;

	if (rank(x) != rank(y))
		return rank(x) - rank(y);
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

/* The lane of the first of those it is abreast of, which then ends with the last of them. */
static void
join_lane(struct trace_so_far *t, const struct ordered *first, struct ordered *f)
{
	int64_t *end = &t->lanes[first->lane], last = f->survey->last + f->shift;

	f->trace = first->trace;
	f->lane = first->lane;
	if (last > *end)
		*end = last;
	if (last > t->end)
		t->end = last;
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
	return both <= HALVES_SLACK && 2 * both <= f->survey->last - f->survey->first && 2 * both <= t->lanes[lane] - t->begins[lane];
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
	if (rank(before) != rank(f))
		return false;
	if (f->survey->clock == CLOCK_NONE)
		return same_rotation(before->survey, f->survey);
	return f->survey->first + f->shift - t->end <= TRACE_GAP;
}

static void
part_traces(struct ordered *files, size_t n)
{
	struct trace_so_far t = { .lane_count = 0 };
	size_t number = 0;

	for (size_t i = 0; i < n; i++) {
		const struct ordered *first = halves_first(files, &files[i]);

		if (i == 0)
			begin_trace(&t, &files[i], number);
		else if (!goes_on(&t, &files[i - 1], &files[i]))
			begin_trace(&t, &files[i], ++number);
		else if (files[i].survey->clock == CLOCK_NONE)
			files[i].trace = number;
		else if (first != NULL)
			join_lane(&t, first, &files[i]);
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
	set_zones(out, count, CLOCK_LOCAL);
	set_zones(out, count, CLOCK_OF_DAY);
	sort(out, count, sizeof *out, in_order);
	set_clocks(out, count);
	set_days(out, count);
	sort(out, count, sizeof *out, in_order);
	halves_find(out, count);
	part_traces(out, count);
	return count;
}
