/* SPDX-License-Identifier: MIT */
/* What a fragment says again of what was told: the numbers that two lines name, their codes and their times. */
#include "base/ascii.h"
#include "diagnose/heard.h"
#include "diagnose/message/party_numbers.h"
#include "unit/sip.h"
#include "unit/known.h"

static void
numbers_that_are_somebodys(void **state)
{
	static const char *const some[] = {
		"call to 200", "to 123456789012345", "call 3001, then", "from=3001;", "sip:3001@h", "(3001)", "to 3001.", "to 3001:", "1499999999999", "2700000000000",
	};
	static const char *const none[] = {
		"call to 20", "to 1234567890123456", "a3001", "3001a", "at 10:30:001", "h:5060", "192.0.200.1", "2026-123", "x/300/", "[2211]", "_300", "300_", "a,300", "3001:5",
		"3001.5", "3001,5", "1500000000000", "file.c-300", "error 503", "699", "300", "",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(some); i++)
		if (!names_number(slice_of(some[i]), ANY_CODE))
			fail_msg("“%s”", some[i]);
	for (size_t i = 0; i < COUNT(none); i++)
		if (names_number(slice_of(none[i]), ANY_CODE))
			fail_msg("“%s”", none[i]);
	assert_true(names_number(SLICE("ext 700"), ANY_CODE));
	assert_true(names_number(SLICE("ext 299"), ANY_CODE));
	assert_true(names_number(SLICE("503 for 486"), 503));
	assert_false(names_number(SLICE("503 for you"), 503));
}

static void
numbers_that_two_lines_share(void **state)
{
	(void)state;
	assert_true(names_others(SLICE("to 2001"), ANY_CODE, SLICE("to 2002")));
	assert_true(names_others(SLICE("to 2001"), ANY_CODE, SLICE("call")));
	assert_true(names_others(SLICE("of 202"), ANY_CODE, SLICE("2025-05-12 call of 201")));
	assert_false(names_others(SLICE("to 4930123"), ANY_CODE, SLICE("to 004930123")));
	assert_false(names_others(SLICE("call"), ANY_CODE, SLICE("to 2002")));
	assert_false(names_others(SLICE("1001 to 2001"), ANY_CODE, SLICE("1001 to 2002")));
	assert_true(names_no_others(SLICE("to 2001"), ANY_CODE, SLICE("1001 to 2001")));
	assert_true(names_no_others(SLICE("call"), ANY_CODE, SLICE("1001 to 2001")));
	assert_false(names_no_others(SLICE("1001 to 2001"), ANY_CODE, SLICE("to 2001")));
	assert_false(names_no_others(SLICE("to 2001"), ANY_CODE, SLICE("call")));
}

/* A line of a log, or a fragment, so many milliseconds after the first. */
static struct frame
frame_at(const char *line, int64_t ms)
{
	return (struct frame){ .kind = FRAME_MENTION, .bytes = slice_of(line), .where = { .time = ms < 0 ? NO_TIME : 1000000000 + ms * 1000 } };
}

static void
hear(struct heard *h, const char *entry, unsigned number, const char *line, int64_t ms, bool success)
{
	const struct witness w = { .kind = WITNESS_LINE, .entry = slice_of(entry), .number = number, .line = slice_of(line), .is_success = success };
	struct frame frame = frame_at(line, ms);

	frame.witness = &w;
	heard_line(h, &frame);
}

static bool
covers(struct heard *h, const char *id, int code, const char *line, int64_t ms, unsigned flags)
{
	struct frame frame = frame_at(line, ms);
	struct finding f;
	bool is;

	frame.flags = flags;
	finding_init(&f, id);
	f.code = code;
	is = heard_covers(h, knowledge, &frame, &f);
	finding_release(&f);
	return is;
}

static void
fragments_beside_known_lines(void **state)
{
	struct heard h = { .count = 0 };

	(void)state;
	hear(&h, "reason.no-route", 404, "call to 2001 has no route", 0, false);
	hear(&h, "reason.overload", 0, "registered 2009", 0, true);
	assert_int_equal(h.count, 1);
	assert_true(covers(&h, "reason.no-route", 0, "to 2002", 60000, 0));
	assert_true(covers(&h, "code.404", 404, "to 2002", 60000, 0));
	assert_true(covers(&h, "code.503", 503, "503", 0, 0));
	assert_true(covers(&h, "code.503", 503, "503", 5000, 0));
	assert_true(covers(&h, "code.503", 503, "503", -1, 0));
	assert_true(covers(&h, "code.503", 503, "to 2001: 503", 1000, 0));
	assert_false(covers(&h, "code.503", 503, "503", 5001, 0));
	assert_false(covers(&h, "code.486", 486, "to 2002: 486", 0, 0));
	heard_release(&h);
	/* Kin: one entry names the other. */
	h = (struct heard){ .count = 0 };
	hear(&h, "code.486", 486, "busy", 0, false);
	assert_true(covers(&h, "q850.17", 0, "to 2002: cause 17", 60000, 0));
	heard_release(&h);
}

static void
fragments_of_another_request(void **state)
{
	struct heard h = { .count = 0 };

	(void)state;
	hear(&h, "code.503", 503, "nta: received 503 Service Unavailable for INVITE (33333)", -1, false);
	assert_false(covers(&h, "code.403", 403, "nta: received 403 Forbidden for REGISTER (12)", -1, 0));
	/* A challenge is answered; what names both, or neither, may be about the call. */
	assert_true(covers(&h, "code.401", 401, "nta: received 401 Unauthorized for REGISTER (12)", -1, 0));
	assert_true(covers(&h, "code.404", 404, "nta: received 404 Not Found for BYE (2)", -1, 0));
	assert_true(covers(&h, "code.480", 480, "INVITE failed after REGISTER: 480", -1, 0));
	assert_true(covers(&h, "code.480", 480, "the outcome is 480", -1, 0));
	assert_true(covers(&h, "code.480", 480, "P_REGISTER 480", -1, 0));
	heard_release(&h);
}

/* Which of the two a line is about, its words say as well: what fails at one time fails for both. */
static void
fragments_of_another_thing(void **state)
{
	struct heard h = { .count = 0 };

	(void)state;
	hear(&h, "auth.bad-credentials", 401, "Registration failed: 401 Unauthorized", 0, false);
	h.lines[0].is_registration = true;
	assert_false(covers(&h, "code.408", 408, "Call to Ext.100 failed: 408 Request Timeout", 0, 0));
	assert_true(covers(&h, "code.480", 480, "ended with 480", 0, 0));
	assert_true(covers(&h, "code.403", 403, "registration: 403", 0, 0));
	heard_release(&h);
	h = (struct heard){ .count = 0 };
	hear(&h, "code.503", 503, "the call failed with 503", 0, false);
	assert_false(covers(&h, "code.403", 403, "registration failed: 403", 0, 0));
	assert_true(covers(&h, "code.480", 480, "call: 480", 0, 0));
	heard_release(&h);
	h = (struct heard){ .count = 0 };
	hear(&h, "code.503", 503, "it failed with 503", 0, false);
	assert_true(covers(&h, "code.403", 403, "registration failed: 403", 0, 0));
	heard_release(&h);
}

static void
too_many_lines_to_tell(void **state)
{
	struct heard h = { .count = 0 };

	(void)state;
	for (int i = 0; i < HEARD_MOST; i++)
		hear(&h, "reason.no-route", 404, "call to 2001", 0, false);
	assert_false(covers(&h, "code.503", 503, "to 2002: 503", 0, 0));
	hear(&h, "reason.no-route", 404, "call to 2001", 0, false);
	assert_true(covers(&h, "code.486", 486, "to 2003: 486", 60000, 0));
	heard_release(&h);
}

static void
fragments_beside_fragments(void **state)
{
	struct heard h = { .count = 0 };

	(void)state;
	assert_false(covers(&h, "code.404", 404, "closed: 404", 0, 0));
	assert_true(covers(&h, "code.404", 404, "posted: 404", 5000, 0));
	assert_false(covers(&h, "code.404", 404, "closed: 404", 5001, 0));
	assert_false(covers(&h, "code.403", 403, "closed: 403", 5001, 0));
	assert_false(covers(&h, "code.404", 404, "to 2001: 404", 5001, 0));
	assert_true(covers(&h, "code.404", 404, "to 2001 again: 404", 5001, 0));
	/* Rows of a table with their times are a call each; a member of an object says what its text says. */
	assert_false(covers(&h, "code.404", 404, "404", 5001, FRAME_CELL));
	assert_false(covers(&h, "q850.34", 0, "34", 5001, FRAME_CAUSE));
	assert_false(covers(&h, "code.500", 500, "status: 500", -1, 0));
	assert_true(covers(&h, "code.500", 500, "500", -1, FRAME_CELL));
	assert_false(covers(&h, "code.480", 480, "480", -1, FRAME_CELL));
	assert_false(covers(&h, "code.480", 480, "480", -1, FRAME_CELL));
	heard_release(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_that_are_somebodys), cmocka_unit_test(numbers_that_two_lines_share),
		cmocka_unit_test(fragments_beside_known_lines), cmocka_unit_test(fragments_of_another_request),
		cmocka_unit_test(fragments_of_another_thing),
		cmocka_unit_test(too_many_lines_to_tell), cmocka_unit_test(fragments_beside_fragments),
	};

	return cmocka_run_group_tests(tests, open_known, close_known);
}
