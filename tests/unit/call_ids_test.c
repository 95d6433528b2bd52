/* SPDX-License-Identifier: MIT */
/* The Call-IDs that a finding of several calls keeps: the first few, each once where it is asked so, long ones cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "diagnose/rules/call_ids.h"

static const struct call one = { .id = { "one", 3 } }, two = { .id = { "two", 3 } }, none = { .id = { NULL, 0 } };

static void
the_first_few_are_kept(void **state)
{
	struct call_ids ids = { .count = 0 };

	(void)state;
	for (unsigned i = 0; i < CALL_IDS_MOST; i++)
		call_ids_add(&ids, &one);
	assert_int_equal(ids.count, CALL_IDS_MOST);
	call_ids_add(&ids, &two);
	assert_int_equal(ids.count, CALL_IDS_MOST);
	assert_string_equal(ids.list[CALL_IDS_MOST - 1], "one");
}

static void
one_that_is_there_is_not_added_once_more(void **state)
{
	struct call_ids ids = { .count = 0 };

	(void)state;
	call_ids_add_once(&ids, &one);
	call_ids_add_once(&ids, &two);
	call_ids_add_once(&ids, &one);
	assert_int_equal(ids.count, 2);
	assert_string_equal(ids.list[1], "two");
}

static void
what_has_no_id_takes_no_room_and_a_long_one_is_cut(void **state)
{
	char text[CALL_ID_ROOM];
	const struct call fits = { .id = { text, CALL_ID_ROOM - 1 } }, too_long = { .id = { text, CALL_ID_ROOM } };
	struct call_ids ids = { .count = 0 };

	(void)state;
	memset(text, 'x', sizeof text);
	call_ids_add(&ids, &none);
	assert_int_equal(ids.count, 0);
	call_ids_add_once(&ids, &fits);
	call_ids_add_once(&ids, &too_long);
	assert_int_equal(ids.count, 1);
	assert_int_equal(strlen(ids.list[0]), CALL_ID_ROOM - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_few_are_kept),
		cmocka_unit_test(one_that_is_there_is_not_added_once_more),
		cmocka_unit_test(what_has_no_id_takes_no_room_and_a_long_one_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
