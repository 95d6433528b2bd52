/* SPDX-License-Identifier: MIT */
/* Thresholds of the Monitoring Plugins guidelines, and the line of --check. */
#include "report/check.h"
#include "script.h"
#include "unit/sip.h"

static void
ranges_alert_as_the_guidelines_say(void **state)
{
	static const struct { const char *text; double value; bool alerts; } rows[] = {
		{ "10", 0, false }, { "10", 10, false }, { "10", 10.1, true }, { "10", -1, true },
		{ "10:", 9.9, true }, { "10:", 10, false }, { "10:", 1e9, false },
		{ "~:10", -1e9, false }, { "~:10", 10.5, true },
		{ "10:20", 15, false }, { "10:20", 9, true }, { "10:20", 21, true },
		{ "@10:20", 10, true }, { "@10:20", 20, true }, { "@10:20", 9, false },
		{ "2.5", 2.4, false }, { "2.5", 2.6, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct range r;

		assert_true(range_parse(&r, slice_of(rows[i].text)));
		assert_int_equal(range_alerts(&r, rows[i].value), rows[i].alerts);
	}
	assert_false(range_alerts(&(struct range){ .given = false }, 5));
}

static void
what_is_no_range_is_refused(void **state)
{
	static const char *const rows[] = { "", "@", "a", "5:a", "20:10", "1e3", "5%", ":", "5:6:7", "--1", "1.", ".5" };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct range r;

		assert_false(range_parse(&r, slice_of(rows[i])));
	}
}

static void
the_line_names_what_failed(void **state)
{
	static const struct finding findings[] = {
		{ .id = "code.503", .count = 1, .severity = SEVERITY_ERROR },
		{ .id = "code.486", .count = 9, .severity = SEVERITY_NOTICE },
		{ .id = "dialog.missing-ack", .count = 1, .severity = SEVERITY_ERROR, .has_where = true,
		    .where = { .file = "trace.pcap", .packet = 12 } },
		{ .id = "dialog.missing-ack", .count = 1, .severity = SEVERITY_ERROR },
	};
	struct metric metrics[] = { { "ASR", "ITU-T E.425", true, true, .7105, 108, 152, 0 },
	    { "ACD", "", false, false, 0, 0, 0, 0 }, { "PDD", "", false, true, 1.25, 0, 9, 11250000 } };
	const struct summary s = { .calls = 152, .failed = 3, .answered = 108,
	    .metrics = metrics, .metric_count = 3 };
	struct check c = { .seen = false };
	struct buf line = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(findings); i++)
		check_finding(&c, &findings[i]);
	check_line(&c, &s, script_knowledge(), false, &line);
	assert_string_equal(line.p, "SIPERR CRITICAL - 3 of 152 calls failed: dialog.missing-ack 2, code.503 1; "
	    "Answer never acknowledged: call drops at 32 s (trace.pcap:#12) | "
	    "calls=152 failed=3 answered=108 cancelled=0 registrations=0 failed_percent=1.97%;;;0;100 asr=71.05% pdd=1.250s\n");
	buf_release(&line);
	assert_int_equal(check_status(&c, &s), CHECK_CRITICAL);
	assert_true(range_parse(&c.critical, SLICE("5")));
	assert_int_equal(check_status(&c, &s), CHECK_OK);
	assert_true(range_parse(&c.warning, SLICE("1")));
	assert_int_equal(check_status(&c, &s), CHECK_WARNING);
	c.least = 152;
	assert_int_equal(check_status(&c, &s), CHECK_WARNING);
	c.least = 153;
	assert_int_equal(check_status(&c, &s), CHECK_UNKNOWN);
	c.least = 0;
	c.trouble = true;
	assert_int_equal(check_status(&c, &s), CHECK_UNKNOWN);
	check_release(&c);
}

/* Of what answered another request the line says what it means there. */
static void
the_line_tells_it_as_the_finding_does(void **state)
{
	static const struct finding f = { .id = "code.404", .told_as = "code.404/register", .count = 1, .severity = SEVERITY_ERROR };
	struct check c = { .seen = false };
	struct buf line = BUF_INIT;

	(void)state;
	check_finding(&c, &f);
	check_line(&c, &(struct summary){ .registrations = 1 }, script_knowledge(), false, &line);
	assert_non_null(strstr(line.p, "code.404 1; Registrar knows no such account |"));
	buf_release(&line);
	check_release(&c);
}

static void
nothing_to_judge_is_unknown(void **state)
{
	const struct summary empty = { .calls = 0 };
	const struct check none = { .seen = false };

	(void)state;
	assert_int_equal(check_status(&none, NULL), CHECK_UNKNOWN);
	assert_int_equal(check_status(&none, &empty), CHECK_UNKNOWN);
	assert_int_equal(check_status(&(struct check){ .left_out = true }, &empty), CHECK_OK);
	assert_int_equal(check_status(&none, &(struct summary){ .responses = 4 }), CHECK_OK);
	assert_int_equal(check_status(&(struct check){ .seen = true, .worst = SEVERITY_NOTICE }, &empty), CHECK_OK);
	assert_int_equal(check_status(&(struct check){ .seen = true, .worst = SEVERITY_WARNING }, &empty), CHECK_WARNING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_alert_as_the_guidelines_say),
		cmocka_unit_test(what_is_no_range_is_refused),
		cmocka_unit_test(the_line_names_what_failed), cmocka_unit_test(the_line_tells_it_as_the_finding_does),
		cmocka_unit_test(nothing_to_judge_is_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
