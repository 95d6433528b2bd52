/* SPDX-License-Identifier: MIT */
/* The stamps of one input as times that only grow, whatever of a date each of them has. */
#include "input/stamp/stamp.h"

#define MEETS_WITHIN (600 * TIME_SECOND)	/* two times of one clock, next to each other; clocks of two zones are further apart */

/* The time of day `time`, on the day that brings it nearest to `near`. */
static int64_t
nearest(int64_t time, int64_t near)
{
	int64_t day = near / TIME_DAY * TIME_DAY;

	if (day + time < near - TIME_DAY / 2)
		return day + TIME_DAY + time;
	return day + time > near + TIME_DAY / 2 && day > 0 ? day - TIME_DAY + time : day + time;
}

static bool
is_far(int64_t a, int64_t b)
{
	return (a > b ? a - b : b - a) > MEETS_WITHIN;
}

/* A time of day in a text that began with dates: the date of the line before. Of another zone, it may be hours away. */
static bool
take_date(struct stamp_clock *clock, struct place *where, int64_t time)
{
	int64_t at = nearest(time, clock->dated);

	if (!clock->local && !clock->knows_day && is_far(at, clock->dated))
		return false;
	clock->knows_day = true;
	clock->dated = where->time = at;
	where->local = clock->local;
	where->time_of_day = false;
	return true;
}

/* A date in a text that began with a time of day: how many days have passed since. */
static bool
take_clock(struct stamp_clock *clock, const struct stamp *stamp, struct place *where)
{
	int64_t time = stamp->time, day = time / TIME_DAY * TIME_DAY, at = nearest(time - day, clock->last);

	if (stamp->kind == STAMP_DATE && !clock->knows_day && is_far(at, clock->last))
		return false;
	if (!clock->knows_day) {
		clock->first_day = day - at / TIME_DAY * TIME_DAY;
		clock->knows_day = true;
	}
	at = time - clock->first_day;
	if (at < 0)
		return false;
	clock->days = at / TIME_DAY * TIME_DAY;
	clock->last = where->time = at;
	where->local = false;
	where->time_of_day = true;
	return true;
}

void
stamp_place(struct stamp_clock *clock, const struct stamp *stamp, struct place *where)
{
	int64_t time = stamp->time;

	where->time = NO_TIME;
	if (stamp->kind == STAMP_NO_TIME)
		return;
	if (clock->first == STAMP_NO_TIME)
		clock->first = stamp->kind;
	if (stamp->kind == STAMP_CLOCK && stamp_is_date(clock->first) && take_date(clock, where, time))
		return;
	if (stamp->kind != STAMP_CLOCK && clock->first == STAMP_CLOCK && take_clock(clock, stamp, where))
		return;
	where->time_of_day = !stamp_is_date(stamp->kind);
	where->local = stamp->kind == STAMP_LOCAL;
	if (!where->time_of_day) {
		clock->dated = time;
		clock->local = where->local;
	} else {
		int64_t round = stamp->kind == STAMP_DAY ? 366 * TIME_DAY : TIME_DAY;

		if (!clock->started && stamp->kind == STAMP_DAY)
			clock->first_day = time / TIME_DAY * TIME_DAY;
		if (stamp->kind == STAMP_DAY)
			time -= clock->first_day;
		time += clock->days;
		/* Back by more than half a round: midnight, or New Year, has passed. */
		if (clock->started && time < clock->last - round / 2) {
			clock->days += round;
			time += round;
		}
		clock->started = true;
		clock->last = time;
	}
	where->time = time;
}
