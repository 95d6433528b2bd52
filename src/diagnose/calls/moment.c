/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/moment.h"

#include <time.h>

#include "base/ascii.h"
#include "base/zone.h"

enum { DAY = 86400 };

/* Exactly `n` digits off the start of *s. */
static bool
take_digits(struct slice *s, size_t n, uint64_t max, int *out)
{
	uint64_t number;

	if (s->n < n || !slice_to_u64(slice_head(*s, n), max, &number))
		return false;
	*out = (int)number;
	*s = slice_skip(*s, n);
	return true;
}

static bool
take_mark(struct slice *s, char mark)
{
	if (s->n == 0 || s->p[0] != mark)
		return false;
	*s = slice_skip(*s, 1);
	return true;
}

/* ".25" as µs; digits beyond the sixth do not count. */
static bool
take_fraction(struct slice *s, int64_t *out)
{
	int64_t unit = TIME_SECOND;

	*out = 0;
	if (!take_mark(s, '.') && !take_mark(s, ','))
		return true;
	if (s->n == 0 || !is_digit(s->p[0]))
		return false;
	for (; s->n > 0 && is_digit(s->p[0]); *s = slice_skip(*s, 1)) {
		unit /= 10;
		*out += unit * (s->p[0] - '0');
	}
	return true;
}

/* "07:08" or "07:08:09.5" as µs since midnight. */
static bool
take_clock(struct slice *s, int64_t *out)
{
	int hour, minute, second = 0;
	int64_t part = 0;

	if (!take_digits(s, 2, 23, &hour) || !take_mark(s, ':') || !take_digits(s, 2, 59, &minute))
		return false;
	if (take_mark(s, ':') && (!take_digits(s, 2, 60, &second) || !take_fraction(s, &part)))
		return false;
	*out = (hour * 3600 + minute * 60 + second) * TIME_SECOND + part;
	return true;
}

/* "Z", "+02:00", "+0200"; nothing is no zone. */
static bool
take_zone(struct slice *s, bool *zoned, int64_t *offset)
{
	int hour, minute;
	bool west = s->n > 0 && s->p[0] == '-';

	*offset = 0;
	*zoned = s->n > 0;
	if (s->n == 0 || take_mark(s, 'Z') || take_mark(s, 'z'))
		return s->n == 0;
	if (!take_mark(s, '+') && !take_mark(s, '-'))
		return false;
	if (!take_digits(s, 2, 14, &hour))
		return false;
	take_mark(s, ':');
	if (!take_digits(s, 2, 59, &minute))
		return false;
	*offset = (hour * 3600 + minute * 60) * TIME_SECOND * (west ? -1 : 1);
	return s->n == 0;
}

static bool
parse_date(struct moment *out, struct slice s)
{
	struct tm tm = { 0 };
	int64_t clock = 0, offset = 0;

	if (!take_digits(&s, 4, 9999, &tm.tm_year) || !take_mark(&s, '-') || !take_digits(&s, 2, 12, &tm.tm_mon) ||
	    !take_mark(&s, '-') || !take_digits(&s, 2, 31, &tm.tm_mday) || tm.tm_mon == 0 || tm.tm_mday == 0)
		return false;
	if (s.n > 0 && !((take_mark(&s, 'T') || take_mark(&s, ' ')) && take_clock(&s, &clock)))
		return false;
	if (!take_zone(&s, &out->zoned, &offset))
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	out->kind = MOMENT_DATE;
	out->time = (int64_t)timegm(&tm) * TIME_SECOND + clock - offset;
	return true;
}

static bool
parse_before_end(struct moment *out, struct slice s)
{
	static const struct { char unit; int64_t seconds; } units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', DAY } };
	uint64_t number;
	size_t digits = slice_digits(s, &number);

	if (digits == 0 || digits > 7 || s.n != digits + 1)	/* no more than microseconds hold in 64 bits */
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (s.p[digits] != units[i].unit)
			continue;
		out->kind = MOMENT_BEFORE_END;
		out->time = (int64_t)number * units[i].seconds * TIME_SECOND;
		return true;
	}
	return false;
}

bool
moment_parse(struct moment *out, struct slice text)
{
	struct slice s = slice_trim(text), clock = s;

	zone_read();
	*out = (struct moment){ .kind = MOMENT_NONE };
	if (take_mark(&s, '-'))
		return parse_before_end(out, s);
	if (take_clock(&clock, &out->time) && clock.n == 0) {
		out->kind = MOMENT_CLOCK;
		return true;
	}
	return parse_date(out, s);
}

bool
moment_needs_end(const struct moment *m)
{
	return m->kind == MOMENT_CLOCK || m->kind == MOMENT_BEFORE_END;
}

/* A time as the calendar on the wall shows it, in UTC. */
static int64_t
from_wall(int64_t wall)
{
	int64_t seconds = wall / TIME_SECOND - (wall % TIME_SECOND < 0);
	time_t t = (time_t)seconds;
	struct tm tm;

	if (gmtime_r(&t, &tm) == NULL)
		return wall;
	tm.tm_isdst = -1;
	t = mktime(&tm);
	return t == (time_t)-1 ? wall : (int64_t)t * TIME_SECOND + (wall - seconds * TIME_SECOND);
}

/* The clock of that moment on the wall's last day. */
static int64_t
on_last_day(int64_t clock, int64_t end)
{
	time_t t = (time_t)(end / TIME_SECOND);
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL)
		return NO_TIME;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	tm.tm_isdst = 0;
	return from_wall((int64_t)timegm(&tm) * TIME_SECOND + clock);
}

static int64_t
midnight_of(int64_t end)
{
	return end - end % (DAY * TIME_SECOND);
}

/* A time in UTC as the calendar on the wall shows it. */
static int64_t
to_wall(int64_t time)
{
	time_t t = (time_t)(time / TIME_SECOND);
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL)
		return time;
	return (int64_t)timegm(&tm) * TIME_SECOND + time % TIME_SECOND;
}

int64_t
moment_resolve(const struct moment *m, int64_t end, enum zone zone)
{
	bool needs_end = zone == ZONE_NO_DATE || moment_needs_end(m);

	if (m->kind == MOMENT_NONE || (end == NO_TIME && needs_end))
		return NO_TIME;
	if (m->kind == MOMENT_BEFORE_END)
		return end - m->time;
	if (zone == ZONE_NO_DATE)
		return midnight_of(end) + m->time % (DAY * TIME_SECOND);
	if (m->kind == MOMENT_CLOCK)
		return zone == ZONE_UNKNOWN ? midnight_of(end) + m->time : on_last_day(m->time, end);
	if (zone == ZONE_UNKNOWN)
		return m->zoned ? to_wall(m->time) : m->time;
	return m->zoned ? m->time : from_wall(m->time);
}
