/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/filter.h"
#include "script.h"

#define ANSWERED_CALL \
	"0    a>b INVITE\n" \
	"0.1  b>a 100\n" \
	"0.5  b>a 180\n" \
	"3    b>a 200\n" \
	"3.1  a>b ACK\n" \
	"20   a>b BYE\n" \
	"20.1 b>a 200 BYE\n"

static const struct script calls[] = {
	{ "an answered call", "ok code.200 !code.180", ANSWERED_CALL "100 --\n" },
	{ "busy", "code.486",
	    "0 a>b INVITE\n" "0.1 b>a 486\n" "0.2 a>b ACK branch=1\n" },
	{ "an answered challenge", "ok code.200 (code.407)",
	    "0 a>b INVITE\n" "0.1 b>a 407\n" "0.2 a>b ACK branch=1\n"
	    "0.3 a>b INVITE cseq=2 | Proxy-Authorization: Digest realm=\"x\"\n" "0.4 b>a 200 cseq=2\n"
	    "0.5 a>b ACK cseq=2\n" },
	{ "the last attempt counts", "ok code.200 !code.500",
	    "0 a>b INVITE\n" "0.1 b>a 500\n" "0.2 a>b ACK branch=1\n"
	    "1 a>b INVITE cseq=2\n" "1.1 b>a 200 cseq=2\n" "1.2 a>b ACK cseq=2\n" },
	{ "two hops are one failure", "code.604",
	    "0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "0.2 b>p 604 branch=x via=1\n"
	    "0.3 p>b ACK branch=x via=1\n" "0.4 p>a 604\n" "0.5 a>p ACK branch=1\n" },
	{ "a fork that fails is no failure of the call", "ok code.200 !code.486",
	    "0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "0.1 p>d INVITE branch=y via=1\n"
	    "0.2 b>p 486 branch=x via=1 to=b\n" "0.3 p>b ACK branch=x via=1 to=b\n"
	    "0.4 d>p 200 branch=y via=1\n" "0.5 p>a 200\n" "0.6 a>d ACK\n" },
	{ "without times and addresses", "code.404",
	    "- ?>? INVITE\n" "- ?>? 404\n" "- ?>? ACK branch=1\n" },
	{ "only the end of a call", "ok code.200",
	    "0 a>b BYE\n" "0.1 b>a 200 BYE\n" },
	{ "the same traffic from two files", "ok code.200 !path", ANSWERED_CALL ANSWERED_CALL },
	{ "a leg with another code", "code.503 (code.404) code.404",
	    "0 a>p INVITE id=near | Session-ID: 0123456789abcdef0123456789abcdef;remote=0\n"
	    "0.1 p>b INVITE id=far | Session-ID: 0123456789abcdef0123456789abcdef;remote=0\n" "1 b>p 404 id=far\n"
	    "1.1 p>b ACK id=far branch=1\n" "1.2 p>a 503 id=near\n" "1.3 a>p ACK id=near branch=1\n" },
	{ "a leg with a session of its own that names the other leg", "code.503 (code.404) code.404",
	    "0 a>p INVITE id=near | Session-ID: 0123456789abcdef0123456789abcdef;remote=0\n"
	    "0.1 p>b INVITE id=far | X-CID: near | Session-ID: fedcba9876543210fedcba9876543210;remote=0\n" "1 b>p 404 id=far\n"
	    "1.1 p>b ACK id=far branch=1\n" "1.2 p>a 503 id=near\n" "1.3 a>p ACK id=near branch=1\n" },
	{ "a leg with a session that is too short to be one", "code.503 !(code.404)",
	    "0 a>p INVITE id=near | Session-ID: 0123456789abcdef0123456789abcde;remote=0\n"
	    "0.1 p>b INVITE id=far | Session-ID: 0123456789abcdef0123456789abcde;remote=0\n" "1 b>p 404 id=far\n"
	    "1.1 p>b ACK id=far branch=1\n" "1.2 p>a 503 id=near\n" "1.3 a>p ACK id=near branch=1\n" },
	{ "a leg of another session", "code.503 !(code.404)",
	    "0 a>p INVITE id=near | Session-ID: 0123456789abcdef0123456789abcdef;remote=0\n"
	    "0.1 p>b INVITE id=far | Session-ID: 1123456789abcdef0123456789abcdef;remote=0\n" "1 b>p 404 id=far\n"
	    "1.1 p>b ACK id=far branch=1\n" "1.2 p>a 503 id=near\n" "1.3 a>p ACK id=near branch=1\n" },
	{ "a leg that names nobody", "code.503 !(code.404)",
	    "0 a>p INVITE id=near | X-CID:\n" "0.1 p>b INVITE id=far | X-CID:\n" "1 b>p 404 id=far\n"
	    "1.1 p>b ACK id=far branch=1\n" "1.2 p>a 503 id=near\n" "1.3 a>p ACK id=near branch=1\n" },
	{ "it still rings", "ok code.180", "0 a>b INVITE\n" "0.1 b>a 100\n" "0.5 b>a 180\n" },
	{ "who hung up says no more than who answered", "ok code.200 @3",
	    "0 a>b INVITE\n" "3 b>a 200\n" "3.1 a>b ACK\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n" },
	{ "only requests", "!code", "0 a>b INVITE\n" "0.2 a>b ACK\n" },
	{ "only responses", "code.503", "0 b>a 503\n" },
};

static void
a_call_has_one_finding(void **state)
{
	(void)state;
	expect_all(calls, sizeof calls / sizeof *calls);
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		static const struct trace_options all = { .all = true };
		struct found found = found_in(calls[i].lines, &all);

		if (found.count > 1 && strstr(calls[i].name, "leg") == NULL)
			fail_msg("%s: %s", calls[i].name, found.text.p);
		found_release(&found);
	}
}

/* What is said before the input ends, where somebody looks on. */
static void
expect_live(const char *script, const char *id)
{
	static const struct trace_options o = { .live = true };
	struct found found = { .text = BUF_INIT };
	struct finding_sink sink = { &found, script_finding };
	struct trace *t = trace_new(script_knowledge(), &o, &sink);

	play(t, script);
	buf_addc(&found.text, ' ');
	if (id != NULL ? strstr(found.text.p, id) == NULL : found.count != 0)
		fail_msg("%s: expected %s, found%s", script, id != NULL ? id : "nothing", found.text.p);
	trace_end(t);
	if (id != NULL && found.count != 1)
		fail_msg("%s: told %u times:%s", script, found.count, found.text.p);
	trace_free(t);
	found_release(&found);
}

#define REFUSED "0 a>b INVITE\n" "0.1 b>a 486\n" "0.2 a>b ACK branch=1\n"
#define DENIED "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n" \
	"0.2 a>b REGISTER cseq=2 | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"sip:bob@example.net\", response=\"x\"\n" \
	"0.3 b>a 401 REGISTER cseq=2 | WWW-Authenticate: Digest realm=\"r\", nonce=\"m\"\n"

static void
who_looks_on_is_told_when_it_is_sure(void **state)
{
	(void)state;
	expect_live(REFUSED "2.1 --\n", NULL);
	expect_live("0 a>b INVITE\n" "0.1 b>a 486\n" "0.2 a>b ACK branch=9\n" "2.3 --\n", "code.486");
	expect_live("0 a>b INVITE\n" "0.1 b>a 486\n" "0.2 a>b ACK branch=9 cseq=7\n" "2.3 --\n", NULL);
	expect_live("0 a>b INVITE\n" "0.1 b>a 486\n" "0.2 c>b ACK branch=9\n" "2.3 --\n", NULL);
	expect_live(REFUSED "2.3 --\n", "code.486");
	expect_live(REFUSED "2.3 --\n" "2.4 b>a 486\n" "2.5 a>b ACK branch=1\n" "9 --\n", "code.486");
	expect_live("0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "5 a>b INVITE cseq=2 to=t\n" "5.1 b>a 488 cseq=2\n"
	    "5.2 a>b ACK cseq=2 branch=2\n" "9 --\n", NULL);
	expect_live("0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n" "3 --\n", NULL);
	expect_live("0 a>b INVITE\n" "0.1 b>a 302 | Contact: <sip:z@192.0.2.1>\n" "0.2 a>b ACK branch=1\n" "3 --\n", NULL);
	expect_live(DENIED "5.2 --\n", NULL);
	expect_live(DENIED "5.4 --\n", "auth.bad-credentials");
}

/* Haste changes neither how often something is said, nor what is counted. */
static void
who_looks_on_is_told_as_often(void **state)
{
	static const struct trace_options patient = { .all = true }, hasty = { .all = true, .live = true };
	static const struct { unsigned findings, registrations; const char *lines; } rows[] = {
		{ 2, 2, "0 a>b REGISTER\n" "0.1 b>a 200 REGISTER\n" "47 a>b REGISTER cseq=2\n" "47.1 b>a 200 REGISTER cseq=2\n" "99 --\n" },
		{ 1, 1, "0 a>b REGISTER\n" "0.1 b>a 200 REGISTER\n" "30 a>b REGISTER cseq=2\n" "30.1 b>a 200 REGISTER cseq=2\n" "99 --\n" },
		{ 1, 1, "0 a>b REGISTER\n" "0.1 b>a 404 REGISTER\n" "20 a>b REGISTER cseq=2\n" "20.1 b>a 404 REGISTER cseq=2\n" "99 --\n" },
		{ 1, 2, "0 a>b REGISTER\n" "0.1 b>a 404 REGISTER\n" "47 a>b REGISTER cseq=2\n" "47.1 b>a 404 REGISTER cseq=2\n" "99 --\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int live = 0; live < 2; live++) {
			const struct trace_options *o = live ? &hasty : &patient;
			struct found found = found_in(rows[i].lines, o);
			struct trace *t = summarised(rows[i].lines, o);

			if (found.count != rows[i].findings || trace_counts(t).registrations != rows[i].registrations)
				fail_msg("%zu, live %d: %u findings, %u registrations:%s", i, live, found.count,
				    (unsigned)trace_counts(t).registrations, found.text.p);
			trace_free(t);
			found_release(&found);
		}
}

static void
nothing_is_said_of_a_good_call_unless_asked(void **state)
{
	static const struct trace_options o = { .all = false };
	struct found found = found_in(ANSWERED_CALL, &o);

	(void)state;
	assert_int_equal(found.count, 0);
	found_release(&found);
}

static void
each_response_gives_one_finding_in_order(void **state)
{
	static const struct trace_options each = { .each = true, .all = true }, bad = { .each = true };
	struct found found = found_in(ANSWERED_CALL "21 b>a 486 id=d\n" "21 b>a 486 id=d\n", &each);

	(void)state;
	assert_string_equal(found.text.p, " code.100  code.180  code.200  code.200  code.486  code.486  ");
	found_release(&found);
	found = found_in(ANSWERED_CALL "21 b>a 486 id=d\n", &bad);
	assert_string_equal(found.text.p, " code.486  ");
	found_release(&found);
}

static void
only_the_call_asked_for(void **state)
{
	static const char *call = "nice";
	static const struct filter filter = { .calls = { &call, 1 }, .end = NO_TIME };
	static const struct trace_options o = { .filter = &filter };
	struct found found = found_in("0 b>a 486 id=anice1\n" "0 b>a 404 id=other\n", &o);

	(void)state;
	assert_string_equal(found.text.p, " code.486  ");
	found_release(&found);
}

static void
a_call_is_judged_while_the_trace_goes_on(void **state)
{
	static const struct trace_options o = { .all = false };
	struct found found = { .text = BUF_INIT, .causes = BUF_INIT };
	struct finding_sink sink = { &found, script_finding };
	struct trace *t = trace_new(script_knowledge(), &o, &sink);

	(void)state;
	play(t, "0 a>b INVITE\n" "0.1 b>a 486\n" "0.2 a>b ACK branch=1\n");
	assert_int_equal(found.count, 0);
	play(t, "20 --\n");
	assert_int_equal(found.count, 0);
	play(t, "40 --\n");
	assert_int_equal(found.count, 1);
	trace_end(t);
	assert_int_equal(found.count, 1);
	trace_free(t);
	found_release(&found);
}

static void
keep_call(void *ctx, const struct finding *f)
{
	struct buf *b = ctx;

	buf_addf(b, "%s|%s|%s", f->call.call_id, f->call.answered_by ? f->call.answered_by : "", f->call.ended_by ? f->call.ended_by : "");
	for (size_t i = 0; i < f->step_count; i++)
		buf_addf(b, "|%s%s%s", f->steps[i].label, f->steps[i].marked ? "*" : "", f->steps[i].repeated ? "+" : "");
}

static void
a_finding_says_who_answered_and_who_ended_it(void **state)
{
	static const struct trace_options o = { .all = true, .steps = true };
	struct buf text = BUF_INIT;
	struct finding_sink sink = { &text, keep_call };
	struct trace *t = trace_new(script_knowledge(), &o, &sink);

	(void)state;
	play(t, "0 a>p INVITE sdp=pcma\n" "0.1 p>b INVITE branch=x via=1\n" "0.2 b>p 180 branch=x via=1\n" "0.3 p>a 180\n"
	    "3 a>p CANCEL\n" "3.1 p>a 200 CANCEL to=p\n" "4 b>p 480 branch=x via=1 | Server: Far/1\n" "4.1 p>a 480\n" "4.6 p>a 480\n"
	    "4.7 a>p ACK branch=1\n");
	trace_end(t);
	assert_string_equal(text.p, "c|203.0.113.98:5060 (Far/1)|203.0.113.97:5060 (CANCEL)|INVITE (SDP)|INVITE|180 Phrase|"
	    "180 Phrase|CANCEL|200 Phrase|480 Phrase|480 Phrase*|480 Phrase+|ACK");
	trace_free(t);
	buf_release(&text);
}

/* Of several branches one answers; the others are cancelled, and that ends nothing. */
static void
a_branch_that_is_cancelled_does_not_end_the_call(void **state)
{
	static const struct { const char *script, *who; } rows[] = {
		{ "9 a>p BYE cseq=3\n" "9.1 p>a 200 BYE cseq=3\n", "|203.0.113.97:5060 (BYE)" },
		{ "9 --\n", "|" },
		{ "3.4 a>p CANCEL\n" "3.5 p>a 200 CANCEL\n", "|203.0.113.97:5060 (CANCEL)" },	/* it crossed the answer */
	};
	static const struct trace_options o = { .all = true };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf text = BUF_INIT;
		struct finding_sink sink = { &text, keep_call };
		struct trace *t = trace_new(script_knowledge(), &o, &sink);

		play(t, "0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "0.1 p>d INVITE branch=y via=1\n" "0.2 b>p 180 branch=x via=1\n"
		    "0.3 d>p 180 branch=y via=1 to=u\n" "3 d>p 200 branch=y via=1 to=u\n" "3.1 p>a 200 to=u\n"
		    "3.1 p>b CANCEL branch=x | Reason: SIP;cause=200;text=\"Call completed elsewhere\"\n" "3.2 b>p 200 CANCEL branch=x\n"
		    "3.2 b>p 487 branch=x via=1\n" "3.3 p>b ACK branch=x\n" "3.3 a>p ACK to=u branch=z\n" "3.4 p>d ACK to=u branch=zz via=1\n");
		play(t, rows[i].script);
		trace_end(t);
		assert_non_null(strrchr(text.p, '|'));
		assert_string_equal(strrchr(text.p, '|'), rows[i].who);
		trace_free(t);
		buf_release(&text);
	}
}

static void
the_leg_behind_a_b2bua_tells_who_answered(void **state)
{
	static const struct trace_options o = { .all = false };
	struct buf text = BUF_INIT;
	struct finding_sink sink = { &text, keep_call };
	struct trace *t = trace_new(script_knowledge(), &o, &sink);

	(void)state;
	play(t, "0 a>p INVITE id=near\n" "0.1 p>b INVITE id=far | X-CID: near\n" "1 b>p 404 id=far | Server: Far/1\n"
	    "1.1 p>b ACK id=far branch=1\n" "1.2 p>a 503 id=near\n" "1.3 a>p ACK id=near branch=1\n");
	trace_end(t);
	assert_string_equal(text.p, "near|203.0.113.98:5060 (Far/1)|far|203.0.113.98:5060 (Far/1)|");
	trace_free(t);
	buf_release(&text);
}

#define TRIED_404(name) "0 a>b INVITE uri=sip:4711@b\n" "0.1 b>a 100\n" "0.2 a>b LINE reason.number-unknown id=- name=" name "\n" \
	"0.3 b>a 404\n" "0.4 a>b ACK branch=1 uri=sip:4711@b\n" "60 --\n"

static const struct script lines_of_a_call[] = {
	{ "of the media, though the call was good", "media.bad-answer !code.200",
	    ANSWERED_CALL "1 a>b LINE media.bad-answer\n" },
	{ "of anything else in a good call", "code.200 !reason", ANSWERED_CALL "1 a>b LINE reason.account-unknown\n" },
	{ "of a request that nobody answered", "reason.account-unknown", "0 a>b INVITE\n" "0.1 a>b LINE reason.account-unknown\n" },
	{ "that names the number of one that was refused after a 100", "reason.number-unknown (code.404)", TRIED_404("4711") },
	{ "another number", "code.404 reason.number-unknown !(code.404)", TRIED_404("4712") },
	{ "a trunk, which no message names", "reason.number-unknown (code.404)", TRIED_404("trunk-a") },
	{ "of a call that still rings", "reason.number-unknown !(code", "0 a>b INVITE uri=sip:4711@b\n" "0.1 b>a 100\n" "0.2 a>b LINE reason.number-unknown id=- name=4711\n" "20 --\n" },
	{ "of a code", "code.403", "0 a>b INVITE\n" "0.1 a>b LINE code.403\n" },
	{ "that nothing came, which the messages show as well", "path.no-response !reason.peer-timeout",
	    "0 a>b INVITE\n" "0.1 a>b LINE reason.peer-timeout\n" },
};

static void
what_a_log_says_of_a_call(void **state)
{
	(void)state;
	expect_all(lines_of_a_call, sizeof lines_of_a_call / sizeof *lines_of_a_call);
}

/* Who can't send or hears nothing gives such a status itself (RFC 3261 §8.1.3.1, §16.9); any other came from the peer. */
static void
silence_is_nearer_than_a_status_of_ones_own(void **state)
{
	static const struct { int code; bool is_nearer; } rows[] = {
		{ 408, true }, { 409, false }, { 476, false }, { 477, true }, { 480, true }, { 481, false },
		{ 499, false }, { 500, true }, { 501, false }, { 502, true }, { 504, true }, { 505, false }, { 600, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char lines[128];

		snprintf(lines, sizeof lines, "0 a>b INVITE\n" "0.1 a>b LINE reason.peer-timeout\n" "1 b>a %d\n" "1.1 a>b ACK branch=1\n", rows[i].code);
		expect("silence beside a status", lines, rows[i].is_nearer ? "reason.peer-timeout" : "(reason.peer-timeout)");
	}
}

/* An input that pauses: a line of a call that goes on waits for its end, others are told. */
static void
a_line_is_told_when_the_input_pauses(void **state)
{
	static const struct { const char *lines; unsigned told; } rows[] = {
		{ "0 a>b INVITE\n" "0.1 a>b LINE reason.account-unknown\n", 0 },
		{ "0 a>b INVITE\n" "0.1 a>b LINE reason.account-unknown id=other\n", 1 },
		{ "0 a>b INVITE\n" "0.1 a>b LINE reason.account-unknown id=-\n", 1 },
		{ "0.1 a>b LINE reason.account-unknown\n", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		static const struct trace_options o = { .live = true };
		struct found found = { .text = BUF_INIT };
		struct finding_sink sink = { &found, script_finding };
		struct trace *t = trace_new(script_knowledge(), &o, &sink);

		play(t, rows[i].lines);
		assert_int_equal(found.count, 0);
		trace_idle(t);
		if (found.count != rows[i].told)
			fail_msg("%s: %u", rows[i].lines, found.count);
		trace_end(t);
		trace_free(t);
		found_release(&found);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_has_one_finding),
		cmocka_unit_test(who_looks_on_is_told_when_it_is_sure), cmocka_unit_test(who_looks_on_is_told_as_often),
		cmocka_unit_test(nothing_is_said_of_a_good_call_unless_asked),
		cmocka_unit_test(each_response_gives_one_finding_in_order),
		cmocka_unit_test(only_the_call_asked_for),
		cmocka_unit_test(a_call_is_judged_while_the_trace_goes_on),
		cmocka_unit_test(a_finding_says_who_answered_and_who_ended_it),
		cmocka_unit_test(a_branch_that_is_cancelled_does_not_end_the_call),
		cmocka_unit_test(the_leg_behind_a_b2bua_tells_who_answered),
		cmocka_unit_test(what_a_log_says_of_a_call),
		cmocka_unit_test(silence_is_nearer_than_a_status_of_ones_own),
		cmocka_unit_test(a_line_is_told_when_the_input_pauses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
