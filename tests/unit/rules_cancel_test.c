/* SPDX-License-Identifier: MIT */
#include "script.h"

#define RINGING "0 a>b INVITE\n" "0.1 b>a 100\n" "0.5 b>a 180\n"

static const struct script cancel[] = {
	{ "an abandoned call", "ok code.487 !cancel",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "5.2 b>a 487\n" "5.3 a>b ACK branch=1\n" "60 --\n" },
	{ "another phone answered", "ok reason.completed-elsewhere (code.487)",
	    RINGING "5 a>b CANCEL | Reason: SIP;cause=200;text=\"Call completed elsewhere\"\n" "5.1 b>a 200 CANCEL\n" "5.2 b>a 487\n"
	    "5.3 a>b ACK branch=1\n" },
	{ "a phantom call", "cancel.race #never-hung-up !#never-acked !dialog.missing-ack !cancel.unfinished",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 200\n" "5.1 b>a 200 CANCEL\n" "5.2 a>b ACK\n" "60 --\n" },
	{ "a CANCEL that went before", "!cancel",
	    "0 a>b CANCEL\n" "0.01 b>a 200 CANCEL\n" "0.1 a>b INVITE\n" "5.1 b>a 200\n" "5.2 a>b ACK\n" "60 --\n" },
	{ "a CANCEL that nobody saw", "!cancel", RINGING "5.1 b>a 200\n" "5.1 b>a 200 CANCEL\n" "5.2 a>b ACK\n" "60 --\n" },
	{ "one that was refused, and rings on", "code.503 %code.4xx/cancel %warning", RINGING "5 a>b CANCEL\n" "5.1 b>a 503 CANCEL\n" "60 --\n" },
	{ "or was answered and hung up", "code.503 %code.4xx/cancel %notice",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 503 CANCEL\n" "6 b>a 200\n" "6.1 a>b ACK\n" "6.2 a>b BYE\n" "6.3 b>a 200 BYE\n" "60 --\n" },
	{ "or was answered and stays up", "code.503 %warning",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 503 CANCEL\n" "6 b>a 200\n" "6.1 a>b ACK\n" "60 --\n" },
	{ "or was ended all the same", "code.487 %notice !code.503",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 503 CANCEL\n" "5.2 b>a 487\n" "5.3 a>b ACK branch=1\n" "60 --\n" },
	{ "one that was refused, and the answer", "!cancel.race", RINGING "5 a>b CANCEL\n" "5.1 b>a 200\n" "5.1 b>a 481 CANCEL\n" "5.2 a>b ACK\n" "60 --\n" },
	{ "never acknowledged", "cancel.race #never-acked #never-hung-up",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 200\n" "5.1 b>a 200 CANCEL\n" "60 --\n" },
	{ "a crossing cleaned up", "ok (cancel.race)",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 200\n" "5.1 b>a 200 CANCEL\n" "5.2 a>b ACK\n" "5.3 a>b BYE\n" "5.4 b>a 200 BYE\n" "60 --\n" },
	{ "a crossing, and another fork hangs up", "cancel.race",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 200\n" "5.1 b>a 200 CANCEL\n" "5.2 a>b ACK\n" "5.3 b>a BYE from=y to=f cseq=7\n"
	    "5.4 a>b 200 BYE from=y to=f cseq=7\n" "60 --\n" },
	{ "a crossing, and the trace ends", "ok ?cancel.race? !(cancel",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 200\n" "5.1 b>a 200 CANCEL\n" "5.2 a>b ACK\n" "6 --\n" },
	{ "hung up, and never acknowledged", "cancel.race #never-acked !#never-hung-up",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 200\n" "5.1 b>a 200 CANCEL\n" "5.3 a>b BYE\n" "5.4 b>a 200 BYE\n" "60 --\n" },
	{ "the right branch, and the server knows nothing of it", "cancel.unmatched (code.481) !#cancel-branch !cancel.unfinished",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 481 CANCEL\n" "60 --\n" },
	{ "another code refuses it", "!cancel.unmatched", RINGING "5 a>b CANCEL\n" "5.1 b>a 500 CANCEL\n" "5.2 b>a 486\n" "5.3 a>b ACK branch=1\n" },
	{ "another branch", "cancel.unmatched (code.481) #cancel-branch",
	    RINGING "5 a>b CANCEL branch=other\n" "5.1 b>a 481 CANCEL branch=other\n" "60 --\n" },
	{ "another number, and no INVITE has it", "cancel.unmatched !#cancel-branch",
	    RINGING "5 a>b CANCEL cseq=2\n" "5.1 b>a 481 CANCEL cseq=2\n" "60 --\n" },
	{ "it crossed the final response", "code.486 (cancel.unmatched)",
	    RINGING "5 b>a 486\n" "5.01 a>b CANCEL\n" "5.1 b>a 481 CANCEL\n" "5.2 a>b ACK branch=1\n" },
	{ "it crossed a final response that was not captured", "!%warning !%error",
	    RINGING "5.01 a>b CANCEL\n" "5.1 b>a 481 CANCEL\n" "5.2 a>b ACK branch=1\n" "60 --\n" },
	{ "it crossed the answer", "ok code.200 (code.481)",
	    RINGING "5 b>a 200\n" "5.01 a>b CANCEL\n" "5.1 b>a 481 CANCEL\n" "5.2 a>b ACK\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n" "60 --\n" },
	{ "before any provisional, and refused", "(cancel.too-early)",
	    "0 a>b INVITE\n" "0.1 a>b CANCEL\n" "0.2 b>a 481 CANCEL\n" "0.3 b>a 180\n" "40 b>a 480\n" "40.1 a>b ACK branch=1\n" },
	{ "before any provisional, and no harm done", "ok (cancel.too-early)",
	    "0 a>b INVITE\n" "0.1 a>b CANCEL\n" "0.2 b>a 100\n" "0.2 b>a 200 CANCEL\n" "0.3 b>a 487\n" "0.4 a>b ACK branch=1\n" },
	{ "before any provisional, and never answered", "code.486 (cancel.too-early)",
	    "0 a>b INVITE\n" "0.1 a>b CANCEL\n" "0.2 b>a 180\n" "40 b>a 486\n" "40.1 a>b ACK branch=1\n" },
	{ "before any provisional, and only the CANCEL is answered", "cancel.too-early",
	    "0 a>b INVITE\n" "0.1 a>b CANCEL\n" "0.2 b>a 200 CANCEL\n" "60 --\n" },
	{ "before any provisional, and nothing is answered", "!cancel", "0 a>b INVITE\n" "0.1 a>b CANCEL\n" "60 --\n" },
	{ "before any provisional, and only the INVITE is answered", "ok code.487 (cancel.too-early)",
	    "0 a>b INVITE\n" "0.1 a>b CANCEL\n" "0.3 b>a 487\n" "0.4 a>b ACK branch=1\n" "60 --\n" },
	{ "after a 100", "code.487 !cancel",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 a>b CANCEL\n" "0.2 b>a 200 CANCEL\n" "0.3 b>a 487\n" "0.4 a>b ACK branch=1\n" },
	{ "of a connection of which the capture lost something", "!cancel",
	    "0 a>b INVITE tcp\n" "0.1 b>a 180 tcp\n" "5 a>b CANCEL tcp\n" "5.1 b>a 200 tcp CANCEL\n" "9 b>a NET tcp-lacks\n" "60 --\n" },
	{ "no final response, but a BYE ended it", "!cancel", RINGING "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "5.4 a>b BYE\n" "5.5 b>a 200 BYE\n" "60 --\n" },
	{ "a BYE that nobody took", "cancel.unfinished", RINGING "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "5.4 a>b BYE\n" "5.5 b>a 481 BYE\n" "60 --\n" },
	{ "before any response, and an ACK tells of the end", "!%warning !%error", "0 a>b INVITE\n" "0.1 a>b CANCEL\n" "0.2 b>a 200 CANCEL\n" "0.3 a>b ACK branch=1\n" "60 --\n" },
	{ "no final response", "cancel.unfinished !cancel.race !cancel.unmatched",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "60 --\n" },
	{ "none until 64 T1 after it", "cancel.unfinished", RINGING "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "37 --\n" },
	{ "and just before", "?cancel.unfinished?", RINGING "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "36.9 --\n" },
	{ "the final response was not captured, but its ACK", "!cancel.unfinished",
	    RINGING "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "5.3 a>b ACK branch=1\n" "60 --\n" },
	{ "a CANCEL that nobody answers", "cancel.unfinished", RINGING "5 a>b CANCEL\n" "60 --\n" },
	{ "sent four times, and the trace ends", "cancel.unfinished %likely", RINGING "5 a>b CANCEL\n" "5.5 a>b CANCEL\n" "6.5 a>b CANCEL\n" "8.5 a>b CANCEL\n" "9 --\n" },
	{ "three times", "?cancel.unfinished?", RINGING "5 a>b CANCEL\n" "5.5 a>b CANCEL\n" "6.5 a>b CANCEL\n" "9 --\n" },
	{ "four times, until it was taken", "?cancel.unfinished?", RINGING "5 a>b CANCEL\n" "5.5 a>b CANCEL\n" "6.5 a>b CANCEL\n" "8.5 a>b CANCEL\n" "8.6 b>a 200 CANCEL\n" "9 --\n" },
	{ "no final response yet", "?cancel.unfinished?", RINGING "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "20 --\n" },
};

#define FORKED "0 a>p INVITE\n" "0.5 p>a 180 to=x\n" "0.6 p>a 180 to=y\n" "3 p>a 200 to=x\n" "3.2 p>a 200 to=y\n"

#define BYE_OF_FIRST(at) at " a>p BYE to=x branch=k3\n" at " p>a 200 BYE to=x branch=k3\n"

static const struct script forks[] = {
	{ "the second answer is never acknowledged", "fork.two-answers",
	    FORKED "3.3 a>p ACK to=x\n" "9 a>p BYE to=x\n" "9.1 p>a 200 BYE to=x\n" "60 --\n" },
	{ "both stay up", "fork.two-answers", FORKED "3.3 a>p ACK to=x branch=k1\n" "3.4 a>p ACK to=y branch=k2\n" "60 --\n" },
	{ "the extra one is hung up", "ok !fork !dialog",
	    FORKED "3.3 a>p ACK to=x branch=k1\n" "3.4 a>p ACK to=y branch=k2\n" "3.5 a>p BYE to=y branch=k3\n"
	    "3.6 p>a 200 BYE to=y branch=k3\n" "9 a>p BYE to=x branch=k4 cseq=3\n" "9.1 p>a 200 BYE to=x branch=k4 cseq=3\n" "60 --\n" },
	{ "the trace ends", "ok ?fork.two-answers?", FORKED "3.3 a>p ACK to=x\n" "4 --\n" },
	{ "the caller hangs up where it talked, and the other one stays up", "fork.two-answers #never-hung-up:5 !#never-acked",
	    FORKED "3.3 a>p ACK to=x branch=k1\n" "3.4 a>p ACK to=y branch=k2\n" BYE_OF_FIRST("36") "90 --\n" },
	{ "it drops the first at once and talks with the second", "ok !fork",
	    FORKED "3.3 a>p ACK to=x branch=k1\n" "3.4 a>p ACK to=y branch=k2\n" BYE_OF_FIRST("9") "90 --\n" },
	{ "the first one hangs up, the caller goes on with the second", "ok !fork",
	    FORKED "3.3 a>p ACK to=x branch=k1\n" "3.4 a>p ACK to=y branch=k2\n"
	    "50 p>a BYE from=x to=f branch=k3\n" "50.1 a>p 200 BYE from=x to=f branch=k3\n" "90 --\n" },
	{ "the trace ends before the other one would be hung up", "ok !fork",
	    FORKED "3.3 a>p ACK to=x branch=k1\n" "3.4 a>p ACK to=y branch=k2\n" BYE_OF_FIRST("50") "60 --\n" },
	{ "both are hung up after a talk", "ok !fork",
	    FORKED "3.3 a>p ACK to=x branch=k1\n" "3.4 a>p ACK to=y branch=k2\n" BYE_OF_FIRST("50")
	    "51 a>p BYE to=y branch=k4 cseq=3\n" "51.1 p>a 200 BYE to=y branch=k4 cseq=3\n" "90 --\n" },
	{ "one answer on two hops", "ok !fork",
	    "0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "1 b>p 200 branch=x via=1\n" "1.1 p>a 200\n" "1.2 a>b ACK\n" "60 --\n" },
};

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static void a_cancel_may_go_wrong(void **state) { (void)state; ALL(cancel); }
static void each_answer_wants_an_ack_and_the_extra_ones_a_bye(void **state) { (void)state; ALL(forks); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cancel_may_go_wrong),
		cmocka_unit_test(each_answer_wants_an_ack_and_the_extra_ones_a_bye),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
