/* SPDX-License-Identifier: MIT */
#include "script.h"

#define PING(id, t) t " a>b OPTIONS id=" id "\n" t "5 a>b OPTIONS id=" id "\n"

static const struct script peers[] = {
	{ "three without an answer", "options.peer-down !path",
	    PING("o1", "0.") PING("o2", "15.") PING("o3", "30.") "90 --\n" },
	{ "an answer in between", "!options.peer-down",
	    PING("o1", "0.") PING("o2", "15.") "30 a>b OPTIONS id=o3\n" "30.1 b>a 404 OPTIONS id=o3\n" PING("o4", "45.") "90 --\n" },
	{ "it answers other requests", "!options.peer-down",
	    PING("o1", "0.") PING("o2", "15.") "20 a>b INVITE\n" "20.1 b>a 486\n" "20.2 a>b ACK branch=1\n" "60 --\n"
	    PING("o3", "70.") "130 --\n" },
	{ "two peers", "!options.peer-down",
	    PING("o1", "0.") PING("o2", "15.") "30 a>d OPTIONS id=o3\n" "30.5 a>d OPTIONS id=o3\n" "90 --\n" },
	{ "the trace ends too early to tell of the third", "!options.peer-down", PING("o1", "0.") PING("o2", "15.") PING("o3", "30.") },
	{ "one, again and again", "path.no-response",
	    "0 a>b OPTIONS\n" "0.5 a>b OPTIONS\n" "1.5 a>b OPTIONS\n" "3.5 a>b OPTIONS\n" "60 --\n" },
};

#define SILENT_INVITE(t) \
	t "0 p>a INVITE id=in user=x\n" t "0.5 p>a INVITE id=in user=x\n" t "1.5 p>a INVITE id=in user=x\n" t "3.5 p>a INVITE id=in user=x\n"

static const struct script registrations[] = {
	{ "late, for less was granted", "register.gap",
	    "0 a>b REGISTER user=u | Expires: 3600\n" "0.1 b>a 200 REGISTER user=u | Expires: 300\n"
	    "1800 a>b REGISTER user=u cseq=2 | Expires: 3600\n" "1800.1 b>a 200 REGISTER user=u cseq=2 | Expires: 300\n" },
	{ "in time", "ok !register",
	    "0 a>b REGISTER user=u | Expires: 3600\n" "0.1 b>a 200 REGISTER user=u | Expires: 300\n"
	    "150 a>b REGISTER user=u cseq=2 | Expires: 3600\n" "150.1 b>a 200 REGISTER user=u cseq=2 | Expires: 300\n" },
	{ "late, though all was granted", "register.gap",
	    "0 a>b REGISTER user=u | Expires: 300\n" "0.1 b>a 200 REGISTER user=u | Expires: 300\n"
	    "306 a>b REGISTER user=u cseq=2 | Expires: 300\n" "306.1 b>a 200 REGISTER user=u cseq=2 | Expires: 300\n" },
	{ "not later than jitter", "ok !register",
	    "0 a>b REGISTER user=u | Expires: 300\n" "0.1 b>a 200 REGISTER user=u | Expires: 300\n"
	    "305 a>b REGISTER user=u cseq=2 | Expires: 300\n" "305.1 b>a 200 REGISTER user=u cseq=2 | Expires: 300\n" },
	{ "it was off", "ok !register",
	    "0 a>b REGISTER user=u | Expires: 300\n" "0.1 b>a 200 REGISTER user=u | Expires: 300\n"
	    "1800 a>b REGISTER user=u id=new | Expires: 300\n" "1800.1 b>a 200 REGISTER user=u id=new | Expires: 300\n" },
	{ "the way back is lost", "register.nat-expired !register.gap",
	    "0 a>b REGISTER user=x\n" "0.1 b>a 200 REGISTER user=x | Expires: 600\n" SILENT_INVITE("20")
	    "300 a:61000>b REGISTER user=x cseq=2\n" "300.1 b>a:61000 200 REGISTER user=x cseq=2 | Expires: 600\n" },
	{ "the INVITE was answered", "ok !register",
	    "0 a>b REGISTER user=x\n" "0.1 b>a 200 REGISTER user=x | Expires: 600\n"
	    "200 p>a INVITE id=in user=x\n" "200.1 a>p 200 id=in user=x\n" "200.2 p>a ACK id=in user=x\n"
	    "300 a:61000>b REGISTER user=x cseq=2\n" "300.1 b>a:61000 200 REGISTER user=x cseq=2 | Expires: 600\n" },
	{ "the port is the same", "!register",
	    "0 a>b REGISTER user=x\n" "0.1 b>a 200 REGISTER user=x | Expires: 600\n" SILENT_INVITE("20")
	    "300 a>b REGISTER user=x cseq=2\n" "300.1 b>a 200 REGISTER user=x cseq=2 | Expires: 600\n" },
};

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static void a_peer_that_leaves_options_unanswered_is_down(void **state) { (void)state; ALL(peers); }
static void bindings_run_out_and_lose_their_way(void **state) { (void)state; ALL(registrations); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_peer_that_leaves_options_unanswered_is_down),
		cmocka_unit_test(bindings_run_out_and_lose_their_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
