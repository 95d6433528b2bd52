/* SPDX-License-Identifier: MIT */
/* Fixed bins: what is read from them is near to the truth, and parts add up to the whole. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sort.h"
#include "metrics/histogram.h"

enum { TIMES = 999 };

static int
by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The same in each run: from microseconds to minutes. */
static int64_t
time_number(unsigned i)
{
	return (int64_t)(50 * exp(i * 7919 % TIMES * 0.015));
}

static void
bins_follow_each_other_without_a_gap(void **state)
{
	(void)state;
	for (unsigned at = 0; at < HISTOGRAM_BINS; at++) {
		struct histogram in = { 0 }, out = { 0 };

		histogram_add(&in, histogram_end(at));
		assert_int_equal(in.bins[0].at, at);
		histogram_add(&out, histogram_end(at) + 1);
		assert_int_equal(out.bins[0].at, at + 1 < HISTOGRAM_BINS ? at + 1 : at);
		histogram_release(&in);
		histogram_release(&out);
	}
	assert_true(histogram_end(HISTOGRAM_BINS - 1) == HISTOGRAM_LONGEST);
	assert_int_equal(histogram_end(15), 1024);
}

static void
a_quantile_is_off_by_a_32nd_at_most(void **state)
{
	static const unsigned percents[] = { 1, 50, 95, 100 };
	int64_t times[TIMES];
	struct histogram h = { 0 };

	(void)state;
	for (unsigned i = 0; i < TIMES; i++) {
		times[i] = time_number(i);
		histogram_add(&h, times[i]);
	}
	sort(times, TIMES, sizeof *times, by_size);
	for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
		double exact = (double)times[(TIMES * percents[i] + 99) / 100 - 1], read = histogram_quantile(&h, percents[i]);

		assert_true(fabs(read - exact) <= fmax(exact / 32, 32));
	}
	histogram_release(&h);
}

static void
parts_add_up_to_the_whole(void **state)
{
	struct histogram whole = { 0 }, parts[3] = { { 0 }, { 0 }, { 0 } }, sum = { 0 };

	(void)state;
	for (unsigned i = 0; i < TIMES; i++) {
		histogram_add(&whole, time_number(i));
		histogram_add(&parts[i % 3], time_number(i));
	}
	for (int i = 2; i >= 0; i--)
		histogram_merge(&sum, &parts[i]);
	assert_int_equal(sum.count, whole.count);
	assert_int_equal(sum.samples, TIMES);
	assert_int_equal(sum.sum, whole.sum);
	for (size_t i = 0; i < whole.count; i++) {
		assert_int_equal(sum.bins[i].at, whole.bins[i].at);
		assert_int_equal(sum.bins[i].n, whole.bins[i].n);
	}
	histogram_release(&whole);
	histogram_release(&sum);
	for (size_t i = 0; i < 3; i++)
		histogram_release(&parts[i]);
}

static void
the_ends_are_held(void **state)
{
	struct histogram h = { 0 };

	(void)state;
	assert_true(histogram_quantile(&h, 50) == 0);
	histogram_add(&h, -1);
	assert_int_equal(h.samples, 0);
	histogram_add(&h, 0);
	assert_int_equal(h.bins[0].at, 0);
	histogram_add(&h, INT64_MAX);
	assert_int_equal(h.bins[1].at, HISTOGRAM_BINS - 1);
	assert_int_equal(h.sum, HISTOGRAM_LONGEST);
	histogram_release(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bins_follow_each_other_without_a_gap),
		cmocka_unit_test(a_quantile_is_off_by_a_32nd_at_most),
		cmocka_unit_test(parts_add_up_to_the_whole),
		cmocka_unit_test(the_ends_are_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
