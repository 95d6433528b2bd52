/* SPDX-License-Identifier: MIT */
/* Strings and members of JSON in a line, whole or broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/line/json.h"

static void
a_string_ends_at_the_quote_that_no_escape_holds(void **state)
{
	static const struct { const char *text, *is; } rows[] = {
		{ "\"abc\",", "abc" }, { "\"a\\\"b\"", "a\\\"b" }, { "\"a\\\\\"b\"", "a\\\\" }, { "\"\"", "" },
		{ "\"abc", NULL }, { "\"abc\\", NULL }, { "\"abc\\\"", NULL }, { "\"", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct slice text = slice_of(rows[i].text), is = string_at(text.p, slice_limit(text));

		if (rows[i].is == NULL ? is.p != NULL : is.p == NULL || !slice_eq(is, slice_of(rows[i].is)))
			fail_msg("%s: %.*s", rows[i].text, SLICE_ARG(is));
	}
	struct slice single = SLICE("a\"b'c");
	assert_ptr_equal(string_end(single.p, slice_limit(single), '\''), single.p + 3);
}

static void
members_come_one_by_one_with_their_names(void **state)
{
	struct slice rest = SLICE("{\"a\":1,\"b c\": [\"x\"], d\":2,\"e\" :3,\"f\":"), name;

	(void)state;
	assert_true(member_next(&rest, &name));
	assert_true(slice_eq(name, SLICE("a")) && slice_starts(rest, SLICE("1,")));
	assert_true(member_next(&rest, &name));
	assert_true(slice_eq(name, SLICE("b c")) && slice_starts(rest, SLICE(" [")));
	assert_true(member_next(&rest, &name));
	assert_true(slice_starts(rest, SLICE("2,")));
	assert_true(member_next(&rest, &name));
	assert_true(slice_eq(name, SLICE("f")) && rest.n == 0);
	assert_false(member_next(&rest, &name));

	struct slice broken = SLICE("a\":1");
	assert_true(member_next(&broken, &name));
	assert_int_equal(name.n, 0);
}

static void
a_member_is_found_by_its_whole_name(void **state)
{
	static const struct { const char *line, *is; } rows[] = {
		{ "{\"log\":\"x\"}", "\"x\"}" }, { "{\"log\" :\t5}", "5}" }, { "{\"catalog\":1,\"log\":2}", "2}" }, { "{\"log\":", "" },
		{ "{\"a\":\"log\",\"log\":3}", "3}" },
		{ "{\"logs\":1}", NULL }, { "log\":1", NULL }, { "{\"a\":\"log\"}", NULL }, { "{\"log\"", NULL }, { "{\"log", NULL }, { "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct slice is = member_named(slice_of(rows[i].line), SLICE("log"));

		if (rows[i].is == NULL ? is.p != NULL : is.p == NULL || !slice_eq(is, slice_of(rows[i].is)))
			fail_msg("%s: %.*s", rows[i].line, SLICE_ARG(is));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_string_ends_at_the_quote_that_no_escape_holds),
		cmocka_unit_test(members_come_one_by_one_with_their_names),
		cmocka_unit_test(a_member_is_found_by_its_whole_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
