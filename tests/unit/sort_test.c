/* SPDX-License-Identifier: MIT */
/* Sorting: everything is there, in order, and equals stay as they came; and finding what was sorted. */
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

struct row {
	uint32_t key;
	uint16_t place;
};

static void
the_first_of_equals_is_found(void **state)
{
	struct row p[MOST];

	(void)state;
	for (size_t n = 0; n <= MOST; n++) {
		for (size_t i = 0; i < n; i++)	/* 1 1 1 4 4 4 7 7 7 … */
			p[i] = (struct row){ (uint32_t)i / 3 * 3 + 1, (uint16_t)i };
		for (uint32_t key = 0; key < MOST + 3; key++) {
			const struct row *found = sorted_find(p, n, sizeof *p, key);

			if (key % 3 == 1 && key <= n)
				assert_int_equal(found->place, key - 1);
			else
				assert_null(found);
		}
	}
}

static void
keys_may_be_as_large_as_they_get(void **state)
{
	const struct row p[] = { { 0, 0 }, { 0x80000000u, 1 }, { UINT32_MAX, 2 } };

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_ptr_equal(sorted_find(p, 3, sizeof *p, p[i].key), &p[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_stay_in_their_order),
		cmocka_unit_test(what_runs_backwards_is_turned),
		cmocka_unit_test(bytes_are_sorted_too),
		cmocka_unit_test(the_first_of_equals_is_found),
		cmocka_unit_test(keys_may_be_as_large_as_they_get),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
