/* SPDX-License-Identifier: MIT */
/* The hash of tables: all bytes count, and so does the key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/addr.h"
#include "base/slice.h"

static void
every_byte_and_the_length_count(void **state)
{
	char text[41] = { 0 };
	uint64_t seen[sizeof text * 2];
	size_t n = 0;

	(void)state;
	for (size_t length = 0; length <= 40; length++)
		seen[n++] = slice_hash((struct slice){ text, length });
	for (size_t at = 0; at < 40; at++) {
		text[at] = 1;
		seen[n++] = slice_hash((struct slice){ text, 40 });
		text[at] = 0;
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			assert_true(seen[i] != seen[j]);
}

static void
another_key_gives_another_order(void **state)
{
	enum { NAMES = 256 };
	static const uint64_t key[2] = { 1, 2 }, none[2] = { 0, 0 };
	unsigned same = 0;
	char name[8];

	(void)state;
	for (unsigned i = 0; i < NAMES; i++) {
		struct slice s = { name, (size_t)snprintf(name, sizeof name, "n%u", i) };
		uint64_t before = slice_hash(s);

		slice_hash_key(key);
		same += before % NAMES == slice_hash(s) % NAMES;
		slice_hash_key(none);
		assert_true(slice_hash(s) == before);
	}
	assert_in_range(same, 0, 16);	/* one of 256 is to be expected */
}

static void
an_address_hashes_with_its_port_or_without(void **state)
{
	struct addr a, b;

	(void)state;
	assert_true(addr_parse(&a, SLICE("192.0.2.1:5060")) && addr_parse(&b, SLICE("192.0.2.1:5061")));
	assert_true(addr_hash(&a, false) == addr_hash(&b, false));
	assert_true(addr_hash(&a, true) != addr_hash(&b, true));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_byte_and_the_length_count),
		cmocka_unit_test(another_key_gives_another_order),
		cmocka_unit_test(an_address_hashes_with_its_port_or_without),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
