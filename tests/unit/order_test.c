/* SPDX-License-Identifier: MIT */
/* Several files in order: by time, in traces that a gap parts, in lanes where they overlap, on one clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "input/order/order.h"

#define S INT64_C(1000000)
#define MS INT64_C(1000)
#define T0 (INT64_C(1700000000) * S)

static struct survey
file(const char *name, int64_t from, int64_t to)
{
	return (struct survey){ .file = name, .clock = CLOCK_UTC, .first = T0 + from, .last = T0 + to };
}

static struct survey
text(const char *name, int64_t from, int64_t to)
{
	struct survey s = file(name, from, to);

	s.text = true;
	return s;
}

static const char *
name(const struct ordered *o)
{
	return o->survey->file;
}

static void
files_come_by_their_first_time(void **state)
{
	struct survey s[] = { file("c", 20 * S, 30 * S), file("a", 0, 10 * S), file("b", 10 * S, 20 * S) };
	struct ordered o[3];

	(void)state;
	assert_int_equal(order_files(s, 3, o), 3);
	assert_string_equal(name(&o[0]), "a");
	assert_string_equal(name(&o[1]), "b");
	assert_string_equal(name(&o[2]), "c");
	for (int i = 0; i < 3; i++) {
		assert_int_equal(o[i].trace, 0);
		assert_int_equal(o[i].lane, 0);
	}
}

static void
a_gap_of_more_than_64_s_parts_traces(void **state)
{
	struct survey inside[] = { file("a", 0, 10 * S), file("b", 74 * S, 80 * S) };
	struct survey outside[] = { file("a", 0, 10 * S), file("b", 74 * S + 1, 80 * S) };
	/* The gap counts from the end of all that came, not of the file before. */
	struct survey covered[] = { file("a", 0, 200 * S), file("b", 1 * S, 2 * S), file("c", 250 * S, 260 * S) };
	struct ordered o[3];

	(void)state;
	order_files(inside, 2, o);
	assert_int_equal(o[1].trace, 0);
	order_files(outside, 2, o);
	assert_int_equal(o[1].trace, 1);
	assert_int_equal(o[1].lane, 0);
	order_files(covered, 3, o);
	assert_int_equal(o[2].trace, 0);
}

static void
files_of_one_time_stand_in_lanes(void **state)
{
	struct survey s[] = { file("a", 0, 10 * S), file("b", 9 * S, 12 * S), file("c", 11 * S, 15 * S), file("d", 12 * S, 13 * S) };
	/* A little out of order is still one after the other. */
	struct survey slack[] = { file("a", 0, 10 * S), file("b", 10 * S - 100 * MS, 20 * S) };
	struct survey more[] = { file("a", 0, 10 * S), file("b", 10 * S - 100 * MS - 1, 20 * S) };
	/* Half of a file is more than a little: each direction has one of its own. */
	struct survey halves[] = { file("a", 0, 200 * MS), file("b", 100 * MS, 300 * MS) };
	struct survey short_one[] = { file("a", 0, 199 * MS), file("b", 99 * MS, 9 * S) };
	struct survey next_short[] = { file("a", 0, 9 * S), file("b", 9 * S - 100 * MS, 9 * S + 99 * MS) };
	struct survey directions[] = { file("a", 0, 30 * MS), file("b", 1 * MS, 31 * MS) };
	/* What two texts have in common was at one time, however short. */
	struct survey texts[] = { text("a", 0, 10 * S), text("b", 10 * S - 1, 20 * S), text("c", 20 * S, 30 * S) };
	struct survey both[] = { text("a", 0, 10 * S), file("b", 10 * S - 100 * MS, 20 * S) };
	struct ordered o[4];

	(void)state;
	order_files(s, 4, o);
	assert_int_equal(o[0].lane, 0);
	assert_int_equal(o[1].lane, 1);
	assert_int_equal(o[2].lane, 0);
	assert_int_equal(o[3].lane, 1);
	order_files(slack, 2, o);
	assert_int_equal(o[1].lane, 0);
	order_files(more, 2, o);
	assert_int_equal(o[1].lane, 1);
	order_files(halves, 2, o);
	assert_int_equal(o[1].lane, 0);
	order_files(short_one, 2, o);
	assert_int_equal(o[1].lane, 1);
	order_files(next_short, 2, o);
	assert_int_equal(o[1].lane, 1);
	order_files(directions, 2, o);
	assert_int_equal(o[1].lane, 1);
	order_files(texts, 3, o);
	assert_int_equal(o[1].lane, 1);
	assert_int_equal(o[2].lane, 1);
	order_files(both, 2, o);
	assert_int_equal(o[1].lane, 0);
}

/* Ways 1 and 2 are each other's way back, as are 3 and 4. */
static struct survey
half(const char *name, int64_t from, int64_t to, uint64_t way)
{
	static struct way_alone ways[] = { { 1, 2 }, { 2, 1 }, { 3, 4 }, { 4, 3 } };
	struct survey s = file(name, from, to);

	s.alone = &ways[way - 1];
	s.alone_count = 1;
	return s;
}

static void
captures_of_one_direction_are_read_abreast(void **state)
{
	struct survey s[] = { half("a", 0, 10 * S, 1), half("b", 1 * S, 9 * S, 2), half("c", 2 * S, 9 * S, 3), file("d", 3 * S, 4 * S) };
	/* However short, and though they hardly overlap. */
	struct survey brief[] = { half("a", 0, 40 * MS, 1), half("b", 20 * MS, 60 * MS, 2) };
	struct survey later[] = { half("a", 0, 10 * S, 1), half("b", 10 * S + 100 * MS + 1, 20 * S, 2) };
	struct survey just[] = { half("a", 0, 10 * S, 1), half("b", 10 * S + 100 * MS, 20 * S, 2) };
	struct survey same[] = { half("a", 0, 10 * S, 1), half("b", 1 * S, 9 * S, 1) };
	/* What comes after both goes on with them, what came before as well. */
	struct survey ring[] = { half("a", 0, 10 * S, 1), half("b", 1 * S, 12 * S, 2), file("c", 12 * S, 20 * S), file("d", 11 * S, 20 * S) };
	struct survey zoneless[] = { half("a", 0, 10 * S, 1), half("b", 1 * S, 9 * S, 2) };
	struct ordered o[4];

	(void)state;
	order_files(s, 4, o);
	assert_true(o[0].abreast != 0 && o[0].abreast == o[1].abreast && o[2].abreast == 0 && o[3].abreast == 0);
	assert_true(o[0].lane == 0 && o[1].lane == 0 && o[2].lane == 1 && o[3].lane == 2);
	order_files(brief, 2, o);
	assert_true(o[0].abreast == o[1].abreast && o[1].abreast != 0 && o[1].lane == 0);
	order_files(later, 2, o);
	assert_true(o[0].abreast == 0 && o[1].abreast == 0);
	order_files(just, 2, o);
	assert_true(o[0].abreast != 0 && o[0].abreast == o[1].abreast);
	order_files(same, 2, o);
	assert_true(o[0].abreast == 0 && o[1].lane == 1);
	order_files(ring, 4, o);
	assert_string_equal(name(&o[2]), "d");
	assert_true(o[2].lane == 1 && o[3].lane == 0);
	zoneless[1].clock = CLOCK_LOCAL;
	order_files(zoneless, 2, o);
	assert_true(o[0].abreast == 0 && o[1].abreast == 0);
}

/* So many and no more: each is open at the same time. */
static void
not_too_many_are_read_abreast(void **state)
{
	struct survey s[ABREAST_MAX + 2];
	struct ordered o[ABREAST_MAX + 2];

	(void)state;
	for (int i = 0; i < ABREAST_MAX + 2; i++)
		s[i] = half("x", i * MS, 10 * S + i * MS, i % 2 == 0 ? 1 : 2);
	order_files(s, ABREAST_MAX + 2, o);
	for (int i = 0; i < ABREAST_MAX; i++)
		assert_true(o[i].abreast == o[0].abreast && o[i].lane == 0);
	assert_true(o[ABREAST_MAX].abreast != o[0].abreast && o[ABREAST_MAX].abreast == o[ABREAST_MAX + 1].abreast);
	assert_true(o[ABREAST_MAX].lane == 1 && o[ABREAST_MAX + 1].lane == 1);
}

/* How far a log without a zone is moved, whose lines name these numbers at these times, beside a capture that names them. */
static int64_t
moved(const struct number_seen *capture, size_t n, const struct number_seen *log, size_t m)
{
	struct survey s[] = { file("a.pcap", 0, 1000 * S), text("b.log", 0, 100000 * S) };
	struct ordered o[2];

	s[0].numbers = (struct number_seen *)capture;
	s[0].number_count = n;
	s[1].numbers = (struct number_seen *)log;
	s[1].number_count = m;
	s[1].clock = CLOCK_LOCAL;
	order_files(s, 2, o);
	return o[o[0].survey == &s[0]].shift;
}

#define AT(number, time) { number, T0 + (time) }
#define THREE { AT(1, 0), AT(2, 20 * S), AT(3, 50 * S) }

static void
numbers_that_lines_and_messages_name_set_the_zone(void **state)
{
	static const int64_t hour = 3600 * S;
	static const struct number_seen capture[] = THREE;
	const struct number_seen later[] = { AT(1, 3 * hour + S), AT(2, 3 * hour + 20 * S), AT(3, 3 * hour + 50 * S + 5 * S) };
	const struct number_seen too_late[] = { AT(1, 3 * hour + S), AT(2, 3 * hour + 20 * S), AT(3, 3 * hour + 50 * S + 5 * S + 1) };
	const struct number_seen earlier[] = { AT(1, -hour * 11 / 2), AT(2, 20 * S - hour * 11 / 2), AT(3, 50 * S - hour * 11 / 2) };
	const struct number_seen two[] = { AT(1, 3 * hour), AT(2, 3 * hour + 20 * S) };
	const struct number_seen right[] = { AT(1, 3 * hour), AT(2, 3 * hour + 20 * S), AT(3, 50 * S), AT(3, 3 * hour + 50 * S) };
	const struct number_seen minutes[] = { AT(1, 600 * S), AT(2, 620 * S), AT(3, 650 * S) };
	const struct number_seen others[] = { AT(4, 3 * hour), AT(5, 3 * hour + 20 * S), AT(6, 3 * hour + 50 * S) };
	/* Some say so, and more of what both name does not. */
	const struct number_seen few[] = { AT(1, 3 * hour), AT(1, 400 * S), AT(1, 500 * S), AT(2, 3 * hour + 20 * S), AT(2, 500 * S), AT(3, 3 * hour + 50 * S) };
	/* One number that calls each hour tells nothing. */
	const struct number_seen each_hour[] = { AT(1, 0), AT(1, hour), AT(1, 2 * hour), AT(1, 3 * hour) };
	const struct number_seen each_hour_later[] = { AT(1, 5 * hour), AT(1, 6 * hour), AT(1, 7 * hour), AT(1, 8 * hour) };

	(void)state;
	assert_true(moved(capture, 3, later, 3) == -3 * hour);
	assert_true(moved(capture, 3, too_late, 3) == 0);
	assert_true(moved(capture, 3, earlier, 3) == hour * 11 / 2);
	assert_true(moved(capture, 3, two, 2) == 0);
	assert_true(moved(capture, 3, right, 4) == 0);
	assert_true(moved(capture, 3, minutes, 3) == 0);
	assert_true(moved(capture, 3, others, 3) == 0);
	assert_true(moved(capture, 3, few, 6) == 0);
	assert_true(moved(each_hour, 4, each_hour_later, 4) == 0);
	assert_true(moved(NULL, 0, later, 3) == 0);
}

static struct addr
host(uint8_t n)
{
	return (struct addr){ .family = 4, .ip = { 192, 0, 2, n } };
}

static void
a_way_is_alone_until_something_comes_back(void **state)
{
	struct ways *a = ways_new(), *b = ways_new(), *many = ways_new();
	size_t an, bn, none;

	(void)state;
	ways_note(a, &(struct addr[]){ host(1) }[0], &(struct addr[]){ host(2) }[0]);
	ways_note(a, &(struct addr[]){ host(1) }[0], &(struct addr[]){ host(2) }[0]);
	ways_note(a, &(struct addr[]){ host(3) }[0], &(struct addr[]){ host(4) }[0]);
	ways_note(a, &(struct addr[]){ host(4) }[0], &(struct addr[]){ host(3) }[0]);
	ways_note(b, &(struct addr[]){ host(2) }[0], &(struct addr[]){ host(1) }[0]);
	struct way_alone *x = ways_alone(a, &an), *y = ways_alone(b, &bn);
	assert_int_equal(an, 1);
	assert_int_equal(bn, 1);
	assert_true(ways_meet(x, an, y, bn) && ways_meet(y, bn, x, an));
	assert_false(ways_meet(x, an, x, an));
	assert_false(ways_meet(x, an, y, 0));
	for (int i = 0; i < 3000; i++) {
		struct addr src = { .family = 4, .ip = { 10, 0, (uint8_t)(i / 256), (uint8_t)i } };
		ways_note(many, &src, &(struct addr[]){ host(1) }[0]);
	}
	struct way_alone *z = ways_alone(many, &none);
	assert_int_equal(none, 0);
	free(x);
	free(y);
	free(z);
	ways_free(a);
	ways_free(b);
	ways_free(many);
}

static void
empty_files_are_passed_over_unless_all_are(void **state)
{
	struct survey s[] = { file("a", 0, 10 * S), { .file = "b", .empty = true } };
	struct survey all[] = { { .file = "a", .empty = true }, { .file = "b", .empty = true } };
	struct ordered o[2];

	(void)state;
	assert_int_equal(order_files(s, 2, o), 1);
	assert_int_equal(order_files(all, 2, o), 2);
}

static void
rotated_logs_without_times_are_one_trace(void **state)
{
	struct survey s[] = {
		{ .file = "x/full" }, { .file = "x/full.2.gz" }, { .file = "x/full.10" }, { .file = "x/queue" }, file("y", 0, S),
	};
	static const char *const wanted[] = { "x/full.10", "x/full.2.gz", "x/full", "x/queue", "y" };
	static const size_t traces[] = { 0, 0, 0, 1, 2 };
	struct ordered o[5];

	(void)state;
	assert_int_equal(order_files(s, 5, o), 5);
	for (int i = 0; i < 5; i++) {
		assert_string_equal(name(&o[i]), wanted[i]);
		assert_int_equal(o[i].trace, traces[i]);
	}
}

/* The same messages in both, b's clock ahead by `ahead` and, for every second one, by `more`. */
static int64_t
shift_found(size_t messages, int64_t ahead, int64_t more, bool repeated)
{
	struct sighting x[16], y[16];
	struct survey s[] = { file("a", 0, 60 * S), file("b", ahead, 60 * S + ahead) };
	struct ordered o[2];

	for (size_t i = 0; i < messages; i++) {
		x[i] = (struct sighting){ .bytes = 100 + i, .time = T0 + (int64_t)i * S };
		y[i] = (struct sighting){ .bytes = 100 + i, .time = x[i].time + ahead + (i % 2 ? more : 0), .repeated = repeated };
	}
	s[0].sightings = x;
	s[1].sightings = y;
	s[0].count = s[1].count = messages;
	order_files(s, 2, o);
	assert_int_equal(o[0].shift, 0);
	return o[1].shift;
}

static void
three_messages_at_one_offset_are_a_difference_of_clocks(void **state)
{
	(void)state;
	assert_int_equal(shift_found(3, 730 * MS, 0, false), -730 * MS);
	assert_int_equal(shift_found(2, 730 * MS, 0, false), 0);
	assert_int_equal(shift_found(3, 730 * MS, 0, true), 0);
	assert_int_equal(shift_found(3, 5 * S, 0, false), -5 * S);
	assert_int_equal(shift_found(3, 5 * S + 1, 0, false), 0);
	/* With 5 ms between them the pairs make two groups, of two and of three. */
	assert_in_range(-shift_found(5, 730 * MS, 5 * MS - 1, false), 730 * MS, 735 * MS);
	assert_int_equal(shift_found(4, 730 * MS, 5 * MS, false), 0);
}

/* Two more in both that stand there twice. */
static int64_t
shift_beside_copies(size_t messages, int64_t ahead)
{
	struct sighting x[16], y[16];
	struct survey s[] = { file("a", 0, 60 * S), file("b", ahead, 60 * S + ahead) };
	struct ordered o[2];

	for (size_t i = 0; i < messages + 2; i++) {
		x[i] = (struct sighting){ .bytes = 100 + i, .time = T0 + (int64_t)i * S, .repeated = i >= messages };
		y[i] = x[i];
		y[i].time += ahead;
	}
	s[0].sightings = x;
	s[1].sightings = y;
	s[0].count = s[1].count = messages + 2;
	order_files(s, 2, o);
	return o[1].shift;
}

static int64_t shift_of_short(size_t both, size_t only_a, size_t only_b, int64_t ahead);

/* A clock that nobody set: all that one file holds stands in the other, so much later to the millisecond. */
static void
six_messages_and_no_other_prove_more(void **state)
{
	(void)state;
	assert_int_equal(shift_found(6, 41 * S + 370 * MS, 0, false), -41 * S - 370 * MS);
	assert_int_equal(shift_found(5, 41 * S + 370 * MS, 0, false), 0);
	assert_int_equal(shift_found(6, 41 * S + 370 * MS, 0, true), 0);
	assert_int_equal(shift_found(6, 41 * S + 370 * MS, 5 * MS, false), 0);
	assert_int_equal(shift_beside_copies(6, 41 * S + 370 * MS), -41 * S - 370 * MS);
	assert_int_equal(shift_beside_copies(5, 41 * S + 370 * MS), 0);
	assert_int_equal(shift_found(6, 41 * S, 0, false), 0);		/* sent again after so long */
	assert_int_equal(shift_found(6, 600 * S - 30 * MS, 0, false), -600 * S + 30 * MS);
	assert_int_equal(shift_found(6, 600 * S + 30 * MS, 0, false), 0);
	assert_int_equal(shift_found(6, 5 * S + 30 * MS, 0, false), -5 * S - 30 * MS);
	assert_int_equal(shift_of_short(6, 0, 5, 41 * S + 370 * MS), -41 * S - 370 * MS);
	assert_int_equal(shift_of_short(6, 5, 0, 41 * S + 370 * MS), -41 * S - 370 * MS);
	assert_int_equal(shift_of_short(6, 1, 1, 41 * S + 370 * MS), 0);
}

static void
files_that_follow_each_other_share_a_clock(void **state)
{
	/* Three requests sent again after T1, just where one capture ends and the next begins. */
	struct sighting x[3], y[3];
	struct survey s[] = { file("a", 0, 10 * S), file("b", 10 * S + 300 * MS, 20 * S) };
	struct ordered o[2];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		x[i] = (struct sighting){ .bytes = i, .time = T0 + 10 * S - (int64_t)i * 50 * MS };
		y[i] = (struct sighting){ .bytes = i, .time = x[i].time + 500 * MS };
	}
	s[0].sightings = x;
	s[1].sightings = y;
	s[0].count = s[1].count = 3;
	order_files(s, 2, o);
	assert_int_equal(o[1].shift, 0);
}

/* A call that is over at once, seen from two places: shorter than what lies between the clocks. */
static int64_t
shift_of_short(size_t both, size_t only_a, size_t only_b, int64_t ahead)
{
	struct sighting x[16], y[16];
	struct survey s[] = { file("a", 0, 200 * MS), file("b", ahead, 200 * MS + ahead) };
	struct ordered o[2];

	for (size_t i = 0; i < both + only_a; i++)
		x[i] = (struct sighting){ .bytes = 100 + i, .time = T0 + (int64_t)i * 10 * MS };
	for (size_t i = 0; i < both + only_b; i++)
		y[i] = (struct sighting){ .bytes = i < both ? 100 + i : 200 + i, .time = T0 + (int64_t)i * 10 * MS + ahead };
	s[0].sightings = x;
	s[1].sightings = y;
	s[0].count = both + only_a;
	s[1].count = both + only_b;
	order_files(s, 2, o);
	return o[1].shift;
}

static void
all_of_a_short_file_in_another_is_the_same(void **state)
{
	(void)state;
	assert_int_equal(shift_of_short(4, 0, 5, 730 * MS), -730 * MS);
	assert_int_equal(shift_of_short(4, 5, 0, 730 * MS), -730 * MS);
	assert_int_equal(shift_of_short(3, 0, 5, 730 * MS), 0);
	assert_int_equal(shift_of_short(4, 1, 5, 730 * MS), 0);
	assert_int_equal(shift_of_short(4, 0, 5, 500 * MS), 0);		/* sent again after T1 */
	assert_int_equal(shift_of_short(4, 0, 5, 519 * MS), 0);
	assert_int_equal(shift_of_short(4, 0, 5, 520 * MS), -520 * MS);
	assert_int_equal(shift_of_short(4, 0, 5, 980 * MS), -980 * MS);
	assert_int_equal(shift_of_short(4, 0, 5, 981 * MS), 0);
}

/* b has no zone; it shows the same two calls, that much later. */
static int64_t
zone_found(int64_t first, int64_t second)
{
	struct sighting x[] = { { .bytes = 1, .call_id = 11, .time = T0 }, { .bytes = 2, .call_id = 12, .time = T0 + 9 * S } };
	struct sighting y[] = { { .bytes = 3, .call_id = 12, .time = T0 + 9 * S + second }, { .bytes = 4, .call_id = 11, .time = T0 + first } };
	struct survey s[] = { file("a", 0, 60 * S), file("b", first, 60 * S + first) };
	struct ordered o[2];

	s[0].sightings = x;
	s[1].sightings = y;
	s[0].count = s[1].count = 2;
	s[1].clock = CLOCK_LOCAL;
	order_files(s, 2, o);
	return o[o[0].survey == &s[1] ? 0 : 1].shift;
}

static void
calls_that_both_files_hold_tell_the_zone(void **state)
{
	const int64_t hour = 3600 * S;

	(void)state;
	assert_int_equal(zone_found(3 * hour, 3 * hour), -3 * hour);
	assert_int_equal(zone_found(-hour / 4 * 23 + S, -hour / 4 * 23), hour / 4 * 23);
	assert_int_equal(zone_found(3 * hour, 4 * hour), 0);
	assert_int_equal(zone_found(3 * hour + 64 * S, 3 * hour), -3 * hour);
	assert_int_equal(zone_found(3 * hour + 65 * S, 3 * hour), 0);
	assert_int_equal(zone_found(26 * hour, 26 * hour), -26 * hour);
	assert_int_equal(zone_found(27 * hour, 27 * hour), 0);
	assert_int_equal(zone_found(S, S), 0);
}

/* A capture, and a log of that kind that shows `both` of its eight messages, of one call each, that much later. */
static struct ordered
log_found(size_t both, int64_t ahead, int64_t more, enum clock clock, bool whole_seconds)
{
	struct sighting x[8], y[8];
	struct survey s[] = { file("a.pcap", 0, 60 * S), text("b.log", ahead, 60 * S + ahead) };
	struct ordered o[2];

	for (size_t i = 0; i < 8; i++) {
		x[i] = (struct sighting){ .bytes = 100 + i, .call_id = 10 + i, .time = T0 + (int64_t)i * (2 * S + 130 * MS) };
		y[i] = (struct sighting){ .bytes = (i < both ? 100 : 200) + i, .call_id = (i < both ? 10 : 20) + i };
		y[i].time = x[i].time + ahead + (i % 2 ? more : 0);
		if (whole_seconds)
			y[i].time -= y[i].time % S;
	}
	s[0].sightings = x;
	s[1].sightings = y;
	s[0].count = s[1].count = 8;
	s[1].clock = clock;
	s[1].whole_seconds = whole_seconds;
	order_files(s, 2, o);
	o[0].survey = o[1].survey = NULL;
	return o[0].shift != 0 || o[0].placed ? o[0] : o[1];
}

static void
a_log_is_put_on_the_clock_of_a_capture(void **state)
{
	const int64_t hour = 3600 * S;

	(void)state;
	/* Whole seconds are no retransmission: none of the two goes on where the other ended. The capture's copies come first. */
	assert_int_equal(log_found(3, 12 * S, 0, CLOCK_UTC, false).shift, -12 * S + 1);
	assert_int_equal(log_found(3, -31 * S, 0, CLOCK_LOCAL, false).shift, 31 * S + 1);
	assert_int_equal(log_found(2, 12 * S, 0, CLOCK_UTC, false).shift, 0);
	assert_int_equal(log_found(8, 12 * S, 49 * MS, CLOCK_UTC, false).shift, -12 * S + 1);
	assert_int_equal(log_found(4, 12 * S, 51 * MS, CLOCK_UTC, false).shift, 0);
	assert_int_equal(log_found(3, 64 * S, 0, CLOCK_UTC, false).shift, -64 * S + 1);
	assert_int_equal(log_found(3, 65 * S, 0, CLOCK_UTC, false).shift, 0);
	assert_int_equal(log_found(5, 700 * S, 0, CLOCK_UTC, false).shift, 0);
	assert_int_equal(log_found(6, 700 * S, 0, CLOCK_UTC, false).shift, -700 * S + 1);
	assert_int_equal(log_found(3, 3 * hour + 12 * S, 0, CLOCK_LOCAL, false).shift, -3 * hour - 12 * S + 1);
	assert_int_equal(log_found(3, 3 * hour + 12 * S, 0, CLOCK_UTC, false).shift, 0);
	/* What gives no more than seconds comes after the finer time, within a second. */
	int64_t shift = log_found(8, 12 * S, 0, CLOCK_LOCAL, true).shift;
	assert_in_range(-shift, 11 * S, 12 * S);
	for (int i = 0; i < 8; i++) {
		int64_t time = i * (2 * S + 130 * MS), late = time + 12 * S - (time + 12 * S) % S + shift - time;
		assert_in_range(late, 1, S);
	}
}

static void
times_of_day_get_the_day_of_a_capture(void **state)
{
	const int64_t day = 86400 * S, midnight = T0 - T0 % day;
	struct ordered o;

	(void)state;
	o = log_found(3, -midnight, 0, CLOCK_OF_DAY, false);
	assert_true(o.placed && o.shift == midnight + 1 && o.trace == 0);
	o = log_found(3, -midnight + 3 * 3600 * S + 7 * S, 0, CLOCK_OF_DAY, false);
	assert_true(o.placed && o.shift == midnight - 3 * 3600 * S - 7 * S + 1);
	/* A call that both show, to a quarter of an hour. */
	o = log_found(1, -midnight + 4 * S, 0, CLOCK_OF_DAY, false);
	assert_true(o.placed && o.shift == midnight);
	o = log_found(1, -midnight + 10 * S, 0, CLOCK_OF_DAY, false);
	assert_true(o.placed);
	/* One that does not fit tells nothing, but that the log is of another time. */
	o = log_found(1, -midnight + 450 * S, 0, CLOCK_OF_DAY, false);
	assert_false(o.placed);
}

static void
times_of_day_are_of_the_day_on_which_they_fit(void **state)
{
	const int64_t day = 86400 * S, midnight = T0 - T0 % day;
	struct ordered o;

	(void)state;
	setenv("TZ", "UTC", 1);
	o = log_found(0, -midnight, 0, CLOCK_OF_DAY, false);
	assert_true(o.placed && o.shift == midnight && o.trace == 0);
	o = log_found(0, -midnight + 62 * S, 0, CLOCK_OF_DAY, false);
	assert_true(o.placed);
	o = log_found(0, -midnight - 62 * S, 0, CLOCK_OF_DAY, false);
	assert_true(o.placed);
	o = log_found(0, -midnight + 62 * S + 1, 0, CLOCK_OF_DAY, false);
	assert_true(!o.placed && o.shift == 0);
	o = log_found(0, -midnight - 62 * S - 1, 0, CLOCK_OF_DAY, false);
	assert_true(!o.placed && o.shift == 0);
}

static void
logs_of_one_kind_may_follow_each_other(void **state)
{
	struct sighting x[6], y[6];
	struct survey s[] = { text("a.log", 0, 60 * S), text("b.log", 12 * S, 72 * S) };
	struct ordered o[2];

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		x[i] = (struct sighting){ .bytes = 100 + i, .time = T0 + (int64_t)i * S };
		y[i] = (struct sighting){ .bytes = 100 + i, .time = x[i].time + 12 * S };
	}
	s[0].sightings = x;
	s[1].sightings = y;
	s[0].count = s[1].count = 6;
	order_files(s, 2, o);
	assert_int_equal(o[1].shift, -12 * S);
	s[0].count = s[1].count = 5;		/* all of them may have been sent again */
	order_files(s, 2, o);
	assert_int_equal(o[1].shift, 0);
}

/* Neither has a zone; they show the same three messages, that much later. */
static int64_t
zones_found(size_t messages, int64_t ahead, enum clock clock)
{
	struct sighting x[3], y[3];
	struct survey s[] = { file("a", 0, 60 * S), file("b", ahead, 60 * S + ahead) };
	struct ordered o[2];

	for (size_t i = 0; i < messages; i++) {
		x[i] = (struct sighting){ .bytes = 100 + i, .call_id = 11, .time = T0 + (int64_t)i * S };
		y[i] = (struct sighting){ .bytes = 100 + i, .call_id = 11, .time = x[i].time + ahead };
	}
	s[0].sightings = x;
	s[1].sightings = y;
	s[0].count = s[1].count = messages;
	s[0].clock = s[1].clock = clock;
	order_files(s, 2, o);
	return o[o[0].survey == &s[1] ? 0 : 1].shift;
}

static void
the_same_messages_quarters_apart_are_of_two_zones(void **state)
{
	const int64_t hour = 3600 * S;

	(void)state;
	assert_int_equal(zones_found(3, hour, CLOCK_LOCAL), -hour);
	assert_int_equal(zones_found(3, hour + 4 * S, CLOCK_LOCAL), -hour - 4 * S);
	assert_int_equal(zones_found(3, hour - 5 * S, CLOCK_LOCAL), -hour + 5 * S);
	assert_int_equal(zones_found(3, hour + 6 * S, CLOCK_LOCAL), 0);
	assert_int_equal(zones_found(3, hour / 4 - 5 * S, CLOCK_LOCAL), -hour / 4 + 5 * S);
	assert_int_equal(zones_found(3, hour / 4 - 6 * S, CLOCK_LOCAL), 0);
	assert_int_equal(zones_found(3, 26 * hour, CLOCK_LOCAL), -26 * hour);
	assert_int_equal(zones_found(3, 27 * hour, CLOCK_LOCAL), 0);
	assert_int_equal(zones_found(2, hour, CLOCK_LOCAL), 0);
	assert_int_equal(zones_found(3, hour, CLOCK_UTC), 0);
	assert_int_equal(zones_found(3, hour, CLOCK_OF_DAY), -hour);
	assert_int_equal(zones_found(3, hour + 6 * S, CLOCK_OF_DAY), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_come_by_their_first_time),
		cmocka_unit_test(a_gap_of_more_than_64_s_parts_traces),
		cmocka_unit_test(files_of_one_time_stand_in_lanes),
		cmocka_unit_test(captures_of_one_direction_are_read_abreast),
		cmocka_unit_test(not_too_many_are_read_abreast),
		cmocka_unit_test(numbers_that_lines_and_messages_name_set_the_zone),
		cmocka_unit_test(a_way_is_alone_until_something_comes_back),
		cmocka_unit_test(empty_files_are_passed_over_unless_all_are),
		cmocka_unit_test(rotated_logs_without_times_are_one_trace),
		cmocka_unit_test(three_messages_at_one_offset_are_a_difference_of_clocks),
		cmocka_unit_test(six_messages_and_no_other_prove_more),
		cmocka_unit_test(calls_that_both_files_hold_tell_the_zone),
		cmocka_unit_test(a_log_is_put_on_the_clock_of_a_capture),
		cmocka_unit_test(times_of_day_get_the_day_of_a_capture),
		cmocka_unit_test(times_of_day_are_of_the_day_on_which_they_fit),
		cmocka_unit_test(logs_of_one_kind_may_follow_each_other),
		cmocka_unit_test(the_same_messages_quarters_apart_are_of_two_zones),
		cmocka_unit_test(all_of_a_short_file_in_another_is_the_same),
		cmocka_unit_test(files_that_follow_each_other_share_a_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
