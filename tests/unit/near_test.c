/* SPDX-License-Identifier: MIT */
/* What is near enough to be of the same story: in time, else by lines of one file; and which names mean one. */
#include "unit/sip.h"

#include "diagnose/story_near.h"

static const char a_file[] = "a.log", same[] = "a.log";

#define AT(t) { .time = (t), .file = a_file, .line = 7 }
#define LINE(n) { .time = NO_TIME, .file = a_file, .line = (n) }

static void
near_is_a_time_or_some_lines(void **state)
{
	static const struct { struct place a, b; bool near; } rows[] = {
		{ AT(100), AT(100), true }, { AT(100), AT(110), true }, { AT(100), AT(111), false },
		/* Times tell more than lines. */
		{ AT(0), { .time = 10, .file = "b.log", .line = 900 }, true },
		/* A time of day and a date say nothing of each other: the lines do. */
		{ AT(100), { .time = 100, .time_of_day = true, .file = a_file, .line = 11 }, false },
		{ AT(100), { .time = 900, .time_of_day = true, .file = a_file, .line = 10 }, true },
		{ { .time = 100, .time_of_day = true }, { .time = 110, .time_of_day = true }, true },
		{ AT(100), LINE(10), true }, { AT(100), LINE(11), false },
		{ LINE(7), LINE(7), true }, { LINE(7), LINE(10), true }, { LINE(7), LINE(11), false },
		{ LINE(0), LINE(1), false }, { LINE(1), LINE(4), true },
		{ LINE(7), { .time = NO_TIME, .file = same, .line = 8 }, true }, { LINE(7), { .time = NO_TIME, .file = "b.log", .line = 8 }, false },
		{ LINE(7), { .time = NO_TIME, .line = 8 }, false },
		{ { .time = NO_TIME, .line = 7 }, { .time = NO_TIME, .line = 8 }, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (is_near(&rows[i].a, &rows[i].b, 10, 3) != rows[i].near || is_near(&rows[i].b, &rows[i].a, 10, 3) != rows[i].near)
			fail_msg("row %zu", i);
}

/* One may leave out the host, the port, or what stands behind a stroke. */
static void
a_name_may_be_shorter(void **state)
{
	static const struct { const char *a, *b; bool same; } rows[] = {
		{ "alice", "alice", true }, { "alice", "alice@example.net", true }, { "h.example", "h.example:5060", true }, { "PJSIP", "PJSIP/alice", true },
		{ "alice", "alicea", false }, { "alice", "alice-1", false }, { "alice", "bob", false }, { "a", "a", false }, { "a", "a@h", false },
		{ "ab", "ab@h", true }, { "", "", false }, { "", "ab", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (same_name(slice_of(rows[i].a), slice_of(rows[i].b)) != rows[i].same || same_name(slice_of(rows[i].b), slice_of(rows[i].a)) != rows[i].same)
			fail_msg("%s and %s", rows[i].a, rows[i].b);
	assert_true(both(SLICE("a"), SLICE("b")));
	assert_false(both(SLICE(""), SLICE("b")));
	assert_false(both(SLICE("a"), SLICE("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_is_a_time_or_some_lines),
		cmocka_unit_test(a_name_may_be_shorter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
