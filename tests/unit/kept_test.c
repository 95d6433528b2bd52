/* SPDX-License-Identifier: MIT */
/* A bounded table by name: what it holds follows from the names alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/kept.h"
#include "base/slice.h"

struct item {
	char *name;
	unsigned count;
};

static void
sum_up(void *ctx, void *item)
{
	if (ctx != NULL)
		*(unsigned *)ctx += ((struct item *)item)->count;
}

static void
use(struct kept *k, unsigned number, unsigned *others)
{
	char name[16];
	struct item *i;

	snprintf(name, sizeof name, "%04u", number);
	i = kept_use(k, name);
	*(i != NULL ? &i->count : others) += 1;
}

static void
it_keeps_the_first_names_whatever_order_they_come_in(void **state)
{
	enum { NAMES = 97, MOST = 40, ROUNDS = 3 };	/* 97 is prime: each step goes through all of them */
	static const unsigned steps[] = { 1, 96, 5, 31, 60 };

	(void)state;
	for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
		unsigned others = 0;
		struct kept k = { .size = sizeof(struct item), .most = MOST, .leave = sum_up, .ctx = &others };

		for (unsigned i = 0, n = 0; i < NAMES * ROUNDS; i++, n = (n + steps[s]) % NAMES)
			use(&k, n, &others);
		assert_int_equal(k.n, MOST);
		for (unsigned i = 0; i < MOST; i++) {
			char name[16];

			snprintf(name, sizeof name, "%04u", i);
			assert_string_equal(((struct item *)k.items[i])->name, name);
			assert_int_equal(((struct item *)k.items[i])->count, ROUNDS);
		}
		assert_int_equal(others, (NAMES - MOST) * ROUNDS);
		kept_release(&k);
		assert_int_equal(others, (NAMES - MOST) * ROUNDS);	/* what is let go at the end has nowhere to go */
	}
}

static void
an_item_is_found_again(void **state)
{
	struct kept k = { .size = sizeof(struct item), .most = 3 };
	struct item *a = kept_use(&k, "a");

	(void)state;
	assert_int_equal(a->count, 0);
	a->count = 7;
	kept_use(&k, "");
	assert_int_equal(((struct item *)kept_use(&k, "a"))->count, 7);
	kept_use(&k, "b");
	assert_null(kept_use(&k, "c"));
	assert_int_equal(k.n, 3);
	kept_release(&k);
	assert_int_equal(k.n, 0);
	assert_non_null(kept_use(&k, "z"));
	kept_release(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_keeps_the_first_names_whatever_order_they_come_in),
		cmocka_unit_test(an_item_is_found_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
