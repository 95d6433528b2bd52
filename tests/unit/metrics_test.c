/* SPDX-License-Identifier: MIT */
#include "script.h"

#include <math.h>

/* Answered after a challenge, ended by BYE; busy after ringing; refused for good; cancelled; redirected; unanswered. */
#define CALLS \
	"0    a>b INVITE id=1\n" "0.1 b>a 407 id=1\n" "0.1 a>b ACK branch=1 id=1\n" \
	"0.2  a>b INVITE cseq=2 id=1 | Proxy-Authorization: Digest realm=\"r\"\n" "0.3 b>a 100 cseq=2 id=1\n" \
	"1    b>a 180 cseq=2 id=1\n" "4 b>a 200 cseq=2 id=1\n" "4.1 a>b ACK cseq=2 id=1\n" \
	"9    a>b INVITE to=t cseq=3 id=1\n" "9.1 b>a 200 cseq=3 id=1\n" "9.2 a>b ACK cseq=3 id=1\n" \
	"64   a>b BYE cseq=4 id=1\n" "64.5 b>a 200 BYE cseq=4 id=1\n" \
	"100  a>b INVITE id=2\n" "102 b>a 180 id=2\n" "103 b>a 486 id=2\n" "103.1 a>b ACK branch=1 id=2\n" \
	"200  a>b INVITE id=3\n" "204 b>a 503 id=3\n" "204.1 a>b ACK branch=1 id=3\n" \
	"300  a>b INVITE id=4\n" "301 b>a 180 id=4\n" "305 a>b CANCEL id=4\n" "305.1 b>a 200 CANCEL id=4\n" \
	"305.2 b>a 487 id=4\n" "305.3 a>b ACK branch=1 id=4\n" \
	"400  a>b INVITE id=5\n" "401 b>a 302 id=5 | Contact: <sip:x@example.org>\n" "401.1 a>b ACK branch=1 id=5\n" \
	"402  a>b REGISTER id=6\n" "402.1 b>a 401 REGISTER id=6\n" \
	"402.2 a>b REGISTER cseq=2 id=6 | Authorization: Digest realm=\"r\"\n" "402.5 b>a 200 REGISTER cseq=2 id=6\n" \
	"403  a>b REGISTER id=7\n" "403.2 b>a 403 REGISTER id=7\n" \
	"404  a>b INVITE id=8\n" "404.5 b>a 180 id=8\n"

static const struct metric *
metric_named(const struct summary *s, const char *name)
{
	for (size_t i = 0; i < s->metric_count; i++)
		if (strcmp(s->metrics[i].name, name) == 0)
			return &s->metrics[i];
	fail_msg("no metric %s", name);
	return NULL;
}

static const struct trace_options summary = { .summary = true };

static void
metrics_follow_their_formulas(void **state)
{
	static const struct { const char *name; double value; } expected[] = {
		{ "SER", 1.0 / 5 }, { "SEER", 2.0 / 5 }, { "ISA", 1.0 / 6 }, { "SCR", 1.0 / 6 },
		{ "SRD", 1 }, { "SRD failed", (2.0 + 4 + 1) / 3 }, { "SDD", 0.5 }, { "SDT", 60 },
		{ "RRD", 0.5 }, { "IRA", 0.5 }, { "ASR", 1.0 / 5 }, { "NER", 3.0 / 5 }, { "ACD", 60 },
		{ "PDD", (1 + 2 + 1 + 0.5) / 4 },
	};
	struct trace *t = summarised(CALLS, &summary);
	const struct summary *s = trace_summary(t);

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		const struct metric *m = metric_named(s, expected[i].name);

		assert_true(m->present);
		if (fabs(m->value - expected[i].value) > 1e-6)
			fail_msg("%s is %f, not %f", m->name, m->value, expected[i].value);
	}
	trace_free(t);
}

static void
each_call_has_one_outcome(void **state)
{
	struct trace *t = summarised(CALLS, &summary);
	const struct summary *s = trace_summary(t);

	(void)state;
	assert_int_equal(s->calls, 6);
	assert_int_equal(s->answered, 1);
	assert_int_equal(s->cancelled, 1);
	assert_int_equal(s->unfinished, 1);
	assert_int_equal(s->failed + s->declined, 3);
	assert_int_equal(s->registrations, 2);
	assert_int_equal(s->messages, s->requests + s->responses);
	for (size_t i = 0; i < s->code_count; i++)
		if (s->codes[i].code == 180)
			assert_int_equal(s->codes[i].count, 4);
	trace_free(t);
}

/* Its CANCEL is not in the trace; or the server says otherwise than 487, which the other side asked for in vain. */
static void
who_gives_up_cancels(void **state)
{
	static const struct { const char *script; uint64_t cancelled; } rows[] = {
		{ "0 a>b INVITE\n" "1 b>a 180\n" "9 b>a 487\n" "9.1 a>b ACK branch=1\n", 1 },
		{ "0 a>b INVITE\n" "1 b>a 180\n" "9 a>b CANCEL\n" "9.1 b>a 200 CANCEL\n" "9.2 b>a 486\n" "9.3 a>b ACK branch=1\n", 1 },
		{ "0 a>b INVITE\n" "1 b>a 180\n" "9.2 b>a 486\n" "9.3 a>b ACK branch=1\n", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct trace *t = summarised(rows[i].script, &summary);

		assert_int_equal(trace_summary(t)->calls, 1);
		assert_int_equal(trace_summary(t)->cancelled, rows[i].cancelled);
		trace_free(t);
	}
}

/* RFC 6076 §4.2: a 4xx, 5xx or 6xx, but neither a challenge nor 402, or timer F. */
static void
a_register_fails_by_refusal_or_silence(void **state)
{
	static const struct { const char *script; uint64_t failed; } rows[] = {
		{ "0 a>b REGISTER\n" "0.2 b>a 404 REGISTER\n", 1 },
		{ "0 a>b REGISTER\n" "0.2 b>a 603 REGISTER\n", 1 },
		{ "0 a>b REGISTER\n" "0.2 b>a 402 REGISTER\n", 0 },
		{ "0 a>b REGISTER\n" "0.2 b>a 401 REGISTER\n", 0 },
		{ "0 a>b REGISTER\n" "0.2 b>a 302 REGISTER | Contact: <sip:b2>\n", 0 },
		{ "0 a>b REGISTER\n" "0.5 a>b REGISTER\n" "1.5 a>b REGISTER\n" "40 --\n", 1 },
		{ "0 a>b REGISTER\n" "0.5 a>b REGISTER\n" "1.5 a>b REGISTER\n" "20 --\n", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct trace *t = summarised(rows[i].script, &summary);
		const struct metric *m = metric_named(trace_summary(t), "IRA");

		if (m->numerator != rows[i].failed || m->denominator != 1)
			fail_msg("%s: %lu of %lu", rows[i].script, (unsigned long)m->numerator, (unsigned long)m->denominator);
		trace_free(t);
	}
}

/* RFC 6076 §4.3.2: how long a refusal took; a redirection is none, nor is what asks for money. */
static void
only_refusals_have_a_delay_of_failures(void **state)
{
	static const struct { const char *script; bool present; } rows[] = {
		{ "0 a>b INVITE\n" "2 b>a 404\n" "2.1 a>b ACK branch=1\n", true },
		{ "0 a>b INVITE\n" "2 b>a 402\n" "2.1 a>b ACK branch=1\n", false },
		{ "0 a>b INVITE\n" "2 b>a 302 | Contact: <sip:c>\n" "2.1 a>b ACK branch=1\n", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct trace *t = summarised(rows[i].script, &summary);

		assert_int_equal(metric_named(trace_summary(t), "SRD failed")->present, rows[i].present);
		trace_free(t);
	}
}

static void
an_empty_denominator_is_not_zero(void **state)
{
	struct trace *t = summarised("0 a>b OPTIONS\n" "0.1 b>a 200 OPTIONS\n", &summary);
	const struct summary *s = trace_summary(t);

	(void)state;
	for (size_t i = 0; i < s->metric_count; i++)
		assert_false(s->metrics[i].present);
	assert_int_equal(s->calls, 0);
	assert_int_equal(s->other, 1);
	trace_free(t);
}

static void
hops_and_copies_count_once(void **state)
{
	struct trace *t = summarised("0 a>p INVITE\n" "0.5 a>p INVITE\n" "0.6 p>b INVITE branch=x via=1\n"
	    "1 b>p 200 branch=x via=1\n" "1.1 p>a 200\n" "1.2 a>b ACK\n", &summary);
	const struct summary *s = trace_summary(t);

	(void)state;
	assert_int_equal(s->calls, 1);
	assert_int_equal(s->answered, 1);
	assert_int_equal(metric_named(s, "SER")->denominator, 1);
	trace_free(t);
}

/* An answered call with a fault is both: neither count may deny the other, nor ASR. */
static void
failed_and_answered_agree(void **state)
{
	struct trace *t = summarised("0 a>b INVITE\n" "1 b>a 200\n" "1.5 b>a 200\n" "2.5 b>a 200\n" "4.5 b>a 200\n" "8.5 b>a 200\n"
	    "33 b>a BYE from=t to=f\n" "33.1 a>b 200 BYE from=t to=f\n" "90 --\n", &summary);
	const struct summary *s = trace_summary(t);

	(void)state;
	assert_int_equal(s->calls, 1);
	assert_int_equal(s->failed, 1);
	assert_int_equal(s->answered, 1);
	assert_int_equal(s->failed_after_answer, 1);
	assert_true(fabs(metric_named(s, "ASR")->value - 1) < 1e-9);
	trace_free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(metrics_follow_their_formulas),
		cmocka_unit_test(each_call_has_one_outcome),
		cmocka_unit_test(who_gives_up_cancels),
		cmocka_unit_test(a_register_fails_by_refusal_or_silence),
		cmocka_unit_test(only_refusals_have_a_delay_of_failures),
		cmocka_unit_test(an_empty_denominator_is_not_zero),
		cmocka_unit_test(hops_and_copies_count_once),
		cmocka_unit_test(failed_and_answered_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
