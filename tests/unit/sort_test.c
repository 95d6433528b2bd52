/* SPDX-License-Identifier: MIT */
/* Sorting: everything is there, in order, and equals stay as they came. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sort.h"

struct element {
	int key, place;
	char more[3];
};

enum { MOST = 300 };

static int
by_key(const void *a, const void *b)
{
	const struct element *x = a, *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

static int
by_byte(const void *a, const void *b)
{
	return *(const unsigned char *)a - *(const unsigned char *)b;
}

/* The same numbers in each run. */
static unsigned
next(unsigned *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 16;
}

static void
check(const struct element *p, int n, long sum)
{
	char seen[MOST] = { 0 };

	for (int i = 0; i < n; i++) {
		sum -= p[i].key;
		assert_int_equal(p[i].more[2], p[i].key);
		assert_false(seen[p[i].place]++);
		if (i > 0) {
			assert_true(p[i - 1].key <= p[i].key);
			if (p[i - 1].key == p[i].key)
				assert_true(p[i - 1].place < p[i].place);
		}
	}
	assert_int_equal(sum, 0);
}

static void
equals_stay_in_their_order(void **state)
{
	struct element p[MOST];
	unsigned seed = 7;

	(void)state;
	for (int n = 0; n <= MOST; n++) {
		for (unsigned keys = 1; keys < 128; keys *= 2) {
			long sum = 0;

			for (int i = 0; i < n; i++) {
				int key = (int)(next(&seed) % keys);

				p[i] = (struct element){ key, i, { 0, 0, (char)key } };
				sum += key;
			}
			sort(p, (size_t)n, sizeof *p, by_key);
			check(p, n, sum);
		}
	}
}

static void
what_runs_backwards_is_turned(void **state)
{
	struct element p[MOST];

	(void)state;
	for (int i = 0; i < MOST; i++)
		p[i] = (struct element){ (MOST - i) / 4, i, { 0, 0, (char)((MOST - i) / 4) } };
	sort(p, MOST, sizeof *p, by_key);
	assert_int_equal(p[0].key, 0);
	assert_int_equal(p[MOST - 1].key, MOST / 4);
	for (int i = 1; i < MOST; i++)
		assert_true(p[i - 1].key < p[i].key || (p[i - 1].key == p[i].key && p[i - 1].place < p[i].place));
}

static void
bytes_are_sorted_too(void **state)
{
	char text[] = "sip trapezoid";

	(void)state;
	sort(text, sizeof text - 1, 1, by_byte);
	assert_string_equal(text, " adeiiopprstz");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_stay_in_their_order),
		cmocka_unit_test(what_runs_backwards_is_turned),
		cmocka_unit_test(bytes_are_sorted_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
