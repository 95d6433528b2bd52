/* SPDX-License-Identifier: MIT */
/* What is looked for sixteen places and more at a time is found at each place, and counted however much there is of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "input/line/search.h"

enum { LONG = 20000 };

static void
every_line_end_counts(void **state)
{
	char *text = malloc(LONG);

	(void)state;
	memset(text, '\n', LONG);
	for (size_t n = 0; n <= LONG; n = n < 300 ? n + 1 : n * 3 / 2)
		assert_int_equal(search_lines((struct slice){ text, n }), n);
	assert_int_equal(search_lines((struct slice){ text, LONG }), LONG);
	free(text);
}

static void
nothing_else_is_a_line_end(void **state)
{
	char text[300];

	(void)state;
	for (size_t n = 0; n < sizeof text; n++) {
		for (size_t i = 0; i < sizeof text; i++)
			text[i] = i % 2 == 0 ? '\r' : (char)('\n' | 0x80);
		assert_int_equal(search_lines((struct slice){ text, n }), 0);
		text[n] = '\n';		/* behind the end */
		assert_int_equal(search_lines((struct slice){ text, n }), 0);
		assert_int_equal(search_lines((struct slice){ text, n + 1 }), 1);
	}
}

static void
a_version_is_found_at_each_place(void **state)
{
	char text[80];

	(void)state;
	for (size_t at = 0; at + 5 <= sizeof text; at++) {
		memset(text, 's', sizeof text);
		memcpy(text + at, at % 2 == 0 ? "SIP/2" : "sIp/9", 5);
		assert_ptr_equal(search_version((struct slice){ text, sizeof text }), text + at);
		assert_ptr_equal(search_version((struct slice){ text, at + 5 }), text + at);
		assert_null(search_version((struct slice){ text, at + 4 }));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_end_counts),
		cmocka_unit_test(nothing_else_is_a_line_end),
		cmocka_unit_test(a_version_is_found_at_each_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
