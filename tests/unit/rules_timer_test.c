/* SPDX-License-Identifier: MIT */
#include "script.h"

#define SESSION(s) "0 a>b INVITE\n" "0.1 b>a 180\n" "1 b>a 200 | Session-Expires: " s ";refresher=uac\n" "1.1 a>b ACK\n"

static const struct script sessions[] = {
	{ "no refresh, BYE in the window", "timer.session-expired !timer.refresh-failed !dialog",
	    SESSION("90") "61.2 b>a BYE from=t to=f\n" "61.3 a>b 200 BYE from=t to=f\n" },
	{ "hung up before a refresh was due", "ok !timer",
	    SESSION("90") "32 b>a BYE from=t to=f\n" "32.1 a>b 200 BYE from=t to=f\n" },
	{ "refreshed", "ok !timer",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 200 UPDATE cseq=3 | Session-Expires: 180;refresher=uac\n"
	    "151 b>a BYE from=t to=f\n" "151.1 a>b 200 BYE from=t to=f\n" },
	{ "no timer was agreed on", "ok !timer",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "61 b>a BYE from=t to=f\n" "61.1 a>b 200 BYE from=t to=f\n" },
	{ "without times", "ok ?timer.session-expired?",
	    "- a>b INVITE\n" "- b>a 200 | Session-Expires: 90\n" "- a>b ACK\n" "- b>a BYE from=t to=f\n" "- a>b 200 BYE from=t to=f\n" },
	{ "the refresh is refused", "timer.refresh-failed (code.500) !timer.session-expired",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 500 UPDATE cseq=3\n" "91 a>b BYE cseq=4\n" "91.1 b>a 200 BYE cseq=4\n" },
	{ "the refresh is tried again", "ok !timer",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 500 UPDATE cseq=3\n"
	    "93 a>b UPDATE cseq=4\n" "93.1 b>a 200 UPDATE cseq=4 | Session-Expires: 180\n" "99 a>b BYE cseq=5\n" "99.1 b>a 200 BYE cseq=5\n" },
	{ "another request fails", "!timer",
	    SESSION("180") "9 a>b UPDATE cseq=3\n" "9.1 b>a 488 UPDATE cseq=3\n" "20 a>b BYE cseq=4\n" "20.1 b>a 200 BYE cseq=4\n" },
};

static const struct script intervals[] = {
	{ "422 and the same again", "timer.interval-loop (code.422)",
	    "0 a>b INVITE | Session-Expires: 90\n" "0.1 b>a 422 | Min-SE: 1800\n" "0.2 a>b ACK branch=1\n"
	    "1 a>b INVITE cseq=2 | Session-Expires: 90\n" "1.1 b>a 422 cseq=2 | Min-SE: 1800\n" "1.2 a>b ACK branch=2 cseq=2\n" },
	{ "422 and raised", "ok !timer",
	    "0 a>b INVITE | Session-Expires: 90\n" "0.1 b>a 422 | Min-SE: 1800\n" "0.2 a>b ACK branch=1\n"
	    "1 a>b INVITE cseq=2 | Session-Expires: 1800\n" "1.1 b>a 200 cseq=2\n" "1.2 a>b ACK cseq=2\n" },
	{ "423 and the same again", "register.interval-loop (code.423)",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 60\n" "1.1 b>a 423 REGISTER cseq=2 | Min-Expires: 300\n" },
	{ "423 and raised", "ok !register",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 300\n" "1.1 b>a 200 REGISTER cseq=2\n" },
	{ "422 and the same again, which is taken", "ok !timer",
	    "0 a>b INVITE | Session-Expires: 90\n" "0.1 b>a 422 | Min-SE: 1800\n" "0.2 a>b ACK branch=1\n"
	    "1 a>b INVITE cseq=2 | Session-Expires: 90\n" "1.1 b>a 200 cseq=2\n" "1.2 a>b ACK cseq=2\n" },
	{ "423 and the same again, which is taken", "ok !register",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 60\n" "1.1 b>a 200 REGISTER cseq=2\n" },
	{ "423 and one less than the least", "register.interval-loop",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 299\n" "1.1 b>a 423 REGISTER cseq=2 | Min-Expires: 300\n" },
	{ "423 and the least itself", "!register.interval-loop",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 300\n" "1.1 b>a 423 REGISTER cseq=2 | Min-Expires: 300\n" },
	{ "423 and removed", "!register",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 0\n" "1.1 b>a 423 REGISTER cseq=2 | Min-Expires: 300\n" },
};

#define RELIABLE " | Require: 100rel | RSeq: 7\n"

static const struct script before_the_answer[] = {
	{ "a reliable 180 without PRACK", "provisional.no-prack (code.504) !path !dialog",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "4.5 b>a 180" RELIABLE
	    "33 b>a 504\n" "33.1 a>b ACK branch=1\n" },
	{ "a PRACK for it", "!provisional",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "2.6 a>b PRACK | RAck: 7 1 INVITE\n"
	    "2.7 b>a 200 PRACK\n" "3 b>a 486\n" "3.1 a>b ACK branch=1\n" },
	{ "a PRACK that names another request", "provisional.no-prack (code.481)",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.1 a>b PRACK | RAck: 7 2 INVITE\n" "1.2 b>a 481 PRACK\n" "1.5 b>a 180" RELIABLE
	    "2.5 b>a 180" RELIABLE "3 b>a 504\n" "3.1 a>b ACK branch=1\n" },
	{ "one that was sent elsewhere", "provisional.no-prack (code.300)",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.1 a>b PRACK | RAck: 7 2 INVITE\n" "1.2 b>a 300 PRACK\n" "1.5 b>a 180" RELIABLE
	    "2.5 b>a 180" RELIABLE "3 b>a 504\n" "3.1 a>b ACK branch=1\n" },
	{ "one that was taken, and the ringing goes on", "provisional.no-prack #prack-names-other:7_2_INVITE (code.504) !(code.200)",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.1 a>b PRACK | RAck: 7 2 INVITE\n" "1.2 b>a 200 PRACK\n" "1.5 b>a 180" RELIABLE
	    "2.5 b>a 180" RELIABLE "3 b>a 504\n" "3.1 a>b ACK branch=1\n" },
	{ "rang until time was over", "ok code.408 %code.408/rang !path", "0 a>b INVITE\n" "1 b>a 180\n" "31 b>a 408\n" "31.1 a>b ACK branch=1\n" },
	{ "a plain 180 sent again", "ok !provisional",
	    "0 a>b INVITE\n" "1 b>a 180\n" "1.5 b>a 180\n" "2.5 b>a 180\n" "3 b>a 200\n" "3.1 a>b ACK\n" },
	{ "a redirection is no failure", "!(provisional.announcement)",
	    "0 a>b INVITE\n" "1 b>a 183 sdp=pcmu\n" "6 b>a 302\n" "6.1 a>b ACK branch=1\n" },
	{ "nor is a challenge", "!(provisional.announcement)",
	    "0 a>b INVITE\n" "1 b>a 183 sdp=pcmu\n" "6 b>a 407 | Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\n" "6.1 a>b ACK branch=1\n" },
	{ "an announcement", "code.404 (provisional.announcement)",
	    "0 a>b INVITE sdp=pcma\n" "1 b>a 183 sdp=pcmu\n" "6 b>a 404\n" "6.1 a>b ACK branch=1\n" },
	{ "nothing could be heard", "code.404 !provisional",
	    "0 a>b INVITE sdp=pcma\n" "1 b>a 183\n" "6 b>a 404\n" "6.1 a>b ACK branch=1\n" },
	{ "the caller had enough", "code.487 !provisional",
	    "0 a>b INVITE sdp=pcma\n" "1 b>a 183 sdp=pcmu\n" "6 a>b CANCEL\n" "6.1 b>a 200 CANCEL\n" "6.2 b>a 487\n" "6.3 a>b ACK branch=1\n" },
	{ "a slow set-up", "setup.slow !path",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "14 b>a 180\n" "16 b>a 200\n" "16.1 a>b ACK\n" },
	{ "long ringing", "ok !setup",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.9 b>a 180\n" "28 b>a 200\n" "28.1 a>b ACK\n" },
	{ "busy with no circuit", "reason.contradicts-status (code.486)",
	    "0 a>b INVITE\n" "1 b>a 486 | Reason: Q.850;cause=34\n" "1.1 a>b ACK branch=1\n" },
	{ "no answer is no answer", "!reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 480 | Reason: Q.850;cause=19\n" "1.1 a>b ACK branch=1\n" },
	{ "a good call cleared", "ok !reason",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 a>b BYE | Reason: Q.850;cause=16\n" "9.1 b>a 200 BYE\n" },
};

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

/* Of what was let go, one may be the refresh that did well. */
static void
a_shortened_call_has_no_last_refresh(void **state)
{
	static const struct { unsigned count; const char *expected; } rows[] = { { 10, "timer.refresh-failed" }, { 1000, "!timer" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = BUF_INIT;

		buf_addstr(&b, SESSION("180"));
		for (unsigned n = 0; n < rows[i].count; n++)
			buf_addf(&b, "%g a>b INFO to=t cseq=%u\n" "%g b>a 200 INFO to=t cseq=%u\n", 2 + n * 0.05, n + 2, 2.02 + n * 0.05, n + 2);
		buf_addstr(&b, "90 a>b UPDATE cseq=2000\n" "90.1 b>a 500 UPDATE cseq=2000\n" "91 a>b BYE cseq=2001\n" "91.1 b>a 200 BYE cseq=2001\n");
		expect("shortened", b.p, rows[i].expected);
		buf_release(&b);
	}
}

static void session_timers_run_out(void **state) { (void)state; ALL(sessions); }
static void intervals_are_bargained_for(void **state) { (void)state; ALL(intervals); }
static void what_comes_before_the_answer_tells(void **state) { (void)state; ALL(before_the_answer); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(session_timers_run_out),
		cmocka_unit_test(a_shortened_call_has_no_last_refresh),
		cmocka_unit_test(intervals_are_bargained_for),
		cmocka_unit_test(what_comes_before_the_answer_tells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
