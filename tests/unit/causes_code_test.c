/* SPDX-License-Identifier: MIT */
/* Why a response refuses: what stands in it, and what went before it. */
#include "script.h"

#define WWW "| WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
#define LOGIN "| Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", response=\"x\", uri=\"sip:bob@example.net\"\n"
#define LET_IN \
	"0 a>b REGISTER id=d\n" "0.1 b>a 401 REGISTER id=d " WWW "0.2 a>b REGISTER id=d cseq=2 " LOGIN "0.3 b>a 200 REGISTER id=d cseq=2\n"

static const struct script refusals[] = {
	/* by its Reason */
	{ "no such number", "code.404 =number-unknown /no-route", "0 a>b INVITE\n" "1 b>a 404 | Reason: Q.850;cause=1\n" },
	{ "no route", "code.404 =no-route /number-unknown", "0 a>b INVITE\n" "1 b>a 404 | Reason: SIP;cause=404, Q.850;cause=3\n" },
	{ "a cause of neither", "code.404 = /no-route /number-unknown", "0 a>b INVITE\n" "1 b>a 404 | Reason: Q.850;cause=27\n" },
	{ "a cause that says nothing", "code.404 = !/no-route", "0 a>b INVITE\n" "1 b>a 404 | Reason: Q.850;cause=31\n" },
	{ "a number that is no cause", "code.404 = !/no-route", "0 a>b INVITE\n" "1 b>a 404 | Reason: Q.850;cause=128\n" },
	{ "no number", "code.404 = !/no-route", "0 a>b INVITE\n" "1 b>a 404 | Reason: Q.850;text=\"x\"\n" },
	{ "the number of another protocol", "code.404 = !/no-route", "0 a>b INVITE\n" "1 b>a 404 | Reason: SIP;cause=1\n" },
	{ "interworking says nothing of the others", "code.500 =gateway-failed !/", "0 a>b INVITE\n" "2 b>a 500 | Reason: Q.850;cause=127\n" },
	{ "in a second header", "code.404 =no-route", "0 a>b INVITE\n" "1 b>a 404 | Reason: SIP;cause=404 | Reason: Q.850;cause=3\n" },
	{ "no Reason", "code.404 = !/no-route", "0 a>b INVITE\n" "1 b>a 404\n" },
	{ "a number given up", "code.410 =number-changed /no-route %caller", "0 a>b INVITE\n" "1 b>a 410 | Reason: Q.850;cause=22\n" },
	{ "a switch that says so for no route", "code.410 =no-route /number-changed %provider %elsewhere",
	    "0 a>b INVITE\n" "1 b>a 410 | Reason: Q.850;cause=3\n" },
	{ "nobody says which", "code.410 = !/number-changed", "0 a>b INVITE\n" "1 b>a 410\n" },
	{ "within a call it is no late goodbye", "code.481 = /too-late",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 a>b INVITE to=t cseq=2\n" "9.1 b>a 481 cseq=2\n" "9.2 a>b ACK to=t cseq=2\n" },
	{ "sip: where sips: is wanted", "warning.381 =dialled-sip /insecure-dialog %caller",
	    "0 a>b INVITE uri=sip:x@b\n" "1 b>a 480 | Warning: 381 b \"SIPS Required\"\n" },
	{ "sips:, and a Contact that breaks off with it", "warning.381 =insecure-dialog /dialled-sip",
	    "0 a>b INVITE uri=sips:x@b contact=sip:a@a\n" "1 b>a 480 | Warning: 381 b \"SIPS Required\"\n" },
	{ "sips: all the way", "warning.381 = /dialled-sip !/insecure-dialog",
	    "0 a>b INVITE uri=sips:x@b contact=sips:a@a\n" "1 b>a 480 | Warning: 381 b \"SIPS Required\"\n" },
	{ "sips: is not wanted", "warning.380", "0 a>b INVITE\n" "1 b>a 480 | Warning: 380 b \"SIPS Not Allowed\"\n" },
	{ "a warning that leaves the code what it is", "code.486 (warning.381)", "0 a>b INVITE\n" "1 b>a 486 | Warning: 381 b \"x\"\n" },
	{ "no number in the address", "code.484 =no-user %caller", "0 a>b INVITE uri=sip:b\n" "1 b>a 484\n" },
	{ "nor here", "code.404 =no-user %caller", "0 a>b INVITE uri=sips:b:5061;transport=tls\n" "1 b>a 404\n" },
	{ "a number that is too short", "code.484 = /no-user", "0 a>b INVITE uri=sip:12@b\n" "1 b>a 484\n" },
	{ "a number in an address of its own kind", "code.484 = !/no-user", "0 a>b INVITE uri=tel:+12\n" "1 b>a 484\n" },
	{ "whoever registers names a domain", "!=no-user", "0 a>b REGISTER uri=sip:b\n" "1 b>a 404 REGISTER\n" },
	{ "a redirect that failed, under a status that says less", "reason.redirect-failed",
	    "0 a>b INVITE\n" "1 b>a 480 | Reason: RELEASE_CAUSE;cause=7;text=\"Redirection failure\"\n" },
	{ "whose release was nothing in particular", "code.480", "0 a>b INVITE\n" "1 b>a 480 | Reason: RELEASE_CAUSE;cause=1;text=\"User ends call\"\n" },
	{ "under a phrase that says more", "reason.no-route",
	    "0 a>b INVITE\n" "1 b>a 403 phrase=Empty_Route_Set | Reason: RELEASE_CAUSE;cause=7\n" },
	{ "no channel", "code.503 =no-circuit", "0 a>b INVITE\n" "1 b>a 503 | Reason: Q.850;cause=34\n" },
	{ "the network", "code.503 =network-failed /no-circuit", "0 a>b INVITE\n" "1 b>a 503 | Reason: Q.850;cause=41\n" },
	{ "overload", "code.503 =asked-to-wait", "0 a>b INVITE\n" "1 b>a 503 | Retry-After: 30\n" },
	{ "neither", "code.503 = /asked-to-wait", "0 a>b INVITE\n" "1 b>a 503\n" },
	{ "too large for now", "code.413 =asked-to-wait %later", "0 a>b INVITE\n" "1 b>a 413 | Retry-After: 30\n" },
	{ "too large at all", "code.413 = /asked-to-wait %modified", "0 a>b INVITE\n" "1 b>a 413\n" },
	{ "no channel there", "code.503 =no-circuit %elsewhere", "0 a>b INVITE\n" "1 b>a 503 | Reason: Q.850;cause=34\n" },
	{ "nothing said", "code.503 = %later !%elsewhere", "0 a>b INVITE\n" "1 b>a 503\n" },
	{ "a gateway", "code.500 =gateway-failed", "0 a>b INVITE\n" "1 b>a 500 | Reason: Q.850;cause=38\n" },
	{ "a proxy without a socket", "reason.script-error =no-socket %proxy", "0 a>b INVITE\n" "1 b>a 500 phrase=Server_error_occurred_(7/TM)\n" },
	{ "which is the stateless one's number, too", "reason.script-error =no-socket", "0 a>b INVITE\n" "1 b>a 500 phrase=Server_error_occurred_(7/SL)\n" },
	{ "another inner error", "reason.script-error =", "0 a>b INVITE\n" "1 b>a 500 phrase=Server_error_occurred_(17/TM)\n" },
	{ "none", "code.500 =", "0 a>b INVITE\n" "1 b>a 500 phrase=Server_error_occurred_(7\n" },
	{ "switched off", "code.480 =offline /nobody-answered", "0 a>b INVITE\n" "5 b>a 480 | Reason: Q.850;cause=20\n" },

	{ "rang out", "code.480 =nobody-answered /offline", "0 a>b INVITE\n" "5 b>a 480 | Reason: Q.850;cause=19\n" },
	{ "no reaction: off or silent", "code.480 = !/offline !/nobody-answered", "0 a>b INVITE\n" "5 b>a 480 | Reason: Q.850;cause=18\n" },

	/* by the ringing */
	{ "rejected", "code.486 =rejected", "0 a>b INVITE\n" "1 b>a 180\n" "2.1 b>a 486\n" },
	{ "declined", "code.603 =rejected", "0 a>b INVITE\n" "1 b>a 180\n" "9 b>a 603\n" },
	{ "a dialplan that gave up", "code.603 =product-itself /rejected", "0 a>b INVITE\n" "1 b>a 180\n" "21 b>a 603 | Server: Asterisk PBX 20.5.0\n" },
	{ "before it rang", "code.603 =product-itself /rejected", "0 a>b INVITE\n" "0.2 b>a 603 | Server: FPBX-16.0.40(18.9)\n" },
	{ "another PBX passes it on", "code.603 =rejected /product-itself", "0 a>b INVITE\n" "1 b>a 180\n" "9 b>a 603 | Server: FreeSWITCH\n" },
	{ "nobody says what answers", "code.603 =rejected !/product-itself", "0 a>b INVITE\n" "1 b>a 180\n" "9 b>a 603\n" },
	{ "its 486 is the phone's own", "code.486 =rejected", "0 a>b INVITE\n" "1 b>a 180\n" "9 b>a 486 | Server: Asterisk PBX 20.5.0\n" },
	{ "refused by the called side", "code.403 =callee-refused", "0 a>b INVITE\n" "1 b>a 180\n" "9 b>a 403\n" },
	{ "just slow enough for a person", "code.486 =rejected", "0 a>b INVITE\n" "1 b>a 180\n" "2 b>a 486\n" },
	{ "just quick enough", "code.486 =rejected", "0 a>b INVITE\n" "1 b>a 180\n" "30.9 b>a 486\n" },
	{ "half a minute", "code.486 =", "0 a>b INVITE\n" "1 b>a 180\n" "31 b>a 486\n" },
	{ "it rang without saying who", "code.486 =rejected", "0 a>b INVITE\n" "1 b>a 180 to=-\n" "9 b>a 486\n" },
	{ "it did not ring", "code.486 = !/rejected", "0 a>b INVITE\n" "1 b>a 183\n" "9 b>a 486\n" },
	{ "it rang for the attempt before", "code.486 =",
	    "0 a>b INVITE\n" "1 b>a 180\n" "2 b>a 401 " WWW "2.1 a>b ACK branch=1\n" "2.2 a>b INVITE cseq=2 " LOGIN "9 b>a 486 cseq=2\n" },
	{ "busy at once", "code.486 = /rejected", "0 a>b INVITE\n" "0.9 b>a 486\n" },
	{ "busy later", "code.486 = !/rejected", "0 a>b INVITE\n" "1.1 b>a 486\n" },
	{ "too quick for a person", "code.486 = !/rejected", "0 a>b INVITE\n" "1 b>a 180\n" "1.9 b>a 486\n" },
	{ "so late that a timer may have done it", "code.486 =", "0 a>b INVITE\n" "1 b>a 180\n" "31.1 b>a 486\n" },
	{ "another phone rang", "code.486 =", "0 a>b INVITE\n" "1 b>a 180 to=other\n" "9 b>a 486\n" },
	{ "without times", "code.486 =", "- a>b INVITE\n" "- b>a 180\n" "- b>a 486\n" },
	{ "unavailable at once", "code.480 = /nobody-answered", "0 a>b INVITE\n" "0.2 b>a 480\n" },

	/* by the waiting */
	{ "waited for nobody", "code.408 =no-way-to-phone", "0 a>b INVITE\n" "0.9 b>a 408\n" },
	{ "not at once", "code.408 = !/no-way-to-phone", "0 a>b INVITE\n" "2 b>a 408\n" },
	{ "waited long", "code.408 = /no-way-to-phone", "0 a>b INVITE\n" "5 b>a 408\n" },
	{ "a 183 came", "code.408 =", "0 a>b INVITE\n" "0.1 b>a 183\n" "0.9 b>a 408\n" },
	{ "a server says its name", "code.408 =server-waited /no-way-to-phone", "0 a>b INVITE\n" "5 b>a 408 | Server: x\n" },
	{ "at once, though it says its name", "code.408 =no-way-to-phone !=server-waited", "0 a>b INVITE\n" "0.9 b>a 408 | Server: x\n" },
	{ "a registrar behind a proxy", "code.408 =server-waited %registrar", "0 a>b REGISTER\n" "5 b>a 408 REGISTER | User-Agent: x\n" },
	{ "nobody says a name", "code.408 =", "0 a>b REGISTER\n" "5 b>a 408 REGISTER\n" },

	/* by the login */
	{ "the first challenge", "code.401 =no-credentials", "0 a>b INVITE\n" "0.1 b>a 401 " WWW },
	{ "nobody asked for a login", "code.403 =not-let-in /wrong-login", "0 a>b INVITE\n" "0.1 b>a 403\n" },
	{ "the end of the request is missing, where one may stand", "code.403 = !/wrong-login", "0 a>b INVITE cut\n" "0.1 b>a 403\n" },
	{ "somebody was asked before", "code.403 = !/wrong-login !/not-let-in", "0 a>b INVITE\n" "0.1 b>a 183\n" "0.2 b>a 403 " WWW },
	{ "nobody asked, and something was heard before", "code.403 = /wrong-login", "0 a>b INVITE\n" "0.1 b>a 183\n" "0.2 b>a 403\n" },
	{ "nobody asked, without times", "code.403 = /wrong-login", "- a>b INVITE\n" "- b>a 403\n" },
	{ "neither to a registration", "code.403 =not-let-in /wrong-login", "0 a>b REGISTER\n" "0.1 b>a 403 REGISTER\n" },
	{ "nobody asked, but it took a while", "code.403 = /wrong-login !/not-let-in", "0 a>b INVITE\n" "2.1 b>a 403\n" },
	{ "behind a proxy that may have taken it off", "code.403 = !/wrong-login", "0 p>b INVITE via=1\n" "0.1 b>p 403 via=1\n" },
	{ "within a dialog", "code.403 = !/wrong-login",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 a>b INVITE to=t cseq=2\n" "9.1 b>a 403 cseq=2\n" },
	{ "with a login", "code.403 = /not-let-in !/wrong-login",
	    "0 a>b INVITE\n" "0.1 b>a 401 " WWW "0.15 a>b ACK branch=1\n" "0.2 a>b INVITE cseq=2 " LOGIN "0.3 b>a 403 cseq=2\n" },
	{ "with a login that is good", "code.403 = /not-let-in /wrong-login",
	    LET_IN "50 --\n" "60 a>b INVITE\n" "60.1 b>a 401 " WWW "60.15 a>b ACK branch=1\n" "60.2 a>b INVITE cseq=2 " LOGIN
	    "60.3 b>a 403 cseq=2\n" },

	/* by who cancelled */
	{ "the caller", "code.487 =caller-cancelled /not-the-caller",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "1 b>a 180\n" "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "5.2 b>a 487\n" },
	{ "for a reason of its own", "reason.completed-elsewhere (code.487) =",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "1 b>a 180\n" "5 a>b CANCEL | Reason: SIP;cause=200;text=\"Call completed elsewhere\"\n"
	    "5.1 b>a 200 CANCEL\n" "5.2 b>a 487\n" },
	{ "a timer, as its Reason says", "code.487 =ring-timer /not-the-caller",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "1 b>a 180\n" "21 a>b CANCEL | Reason: Q.850;cause=19;text=\"NO_ANSWER\"\n"
	    "21.1 b>a 200 CANCEL\n" "21.2 b>a 487\n" },
	{ "not a timer, as its Reason says", "code.487 = !=ring-timer /not-the-caller",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "1 b>a 180\n" "21 a>b CANCEL | Reason: Q.850;cause=16\n"
	    "21.1 b>a 200 CANCEL\n" "21.2 b>a 487\n" },
	{ "not the caller", "code.487 =not-the-caller", "0 a>b INVITE\n" "0.1 b>a 100\n" "1 b>a 180\n" "5.2 b>a 487\n" },
	{ "a BYE before the answer", "code.487 =", "0 a>b INVITE\n" "0.1 b>a 100\n" "1 b>a 180\n" "5 a>b BYE\n" "5.2 b>a 487\n" },
	{ "no 100 was seen, so more may be missing", "code.487 =", "0 a>b INVITE\n" "1 b>a 180\n" "5.2 b>a 487\n" },
	{ "not the caller, without times", "code.487 =", "- a>b INVITE\n" "- b>a 100\n" "- b>a 180\n" "- b>a 487\n" },
	{ "the end of the INVITE is missing", "code.487 =", "0 a>b INVITE cut\n" "0.1 b>a 100\n" "1 b>a 180\n" "5.2 b>a 487\n" },
	{ "seen in the middle", "code.487 =", "0 p>b INVITE via=1\n" "0.1 b>p 100 via=1\n" "5.2 b>p 487 via=1\n" },

	{ "one INVITE on top of the other", "code.500 =second-too-early",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 a>b INVITE to=t cseq=2\n" "9.1 a>b INVITE to=t cseq=3\n"
	    "9.2 b>a 500 cseq=3 | Retry-After: 5\n" "9.3 b>a 200 cseq=2\n" "9.4 a>b ACK cseq=2\n" },
	{ "and not asked to wait", "code.500 =",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 a>b INVITE to=t cseq=2\n" "9.1 a>b INVITE to=t cseq=3\n"
	    "9.2 b>a 500 cseq=3\n" "9.3 b>a 200 cseq=2\n" "9.4 a>b ACK cseq=2\n" },
	{ "the same request on the hop before", "code.500 =",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 a>p INVITE to=t cseq=3 branch=x\n" "9.05 p>b INVITE to=t cseq=3 branch=y via=2\n"
	    "9.2 b>p 500 cseq=3 branch=y via=2 | Retry-After: 5\n" },
	{ "the first had its answer", "code.500 =",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "8 a>b INVITE to=t cseq=2\n" "8.1 b>a 200 cseq=2\n" "8.2 a>b ACK cseq=2\n" "9 a>b INVITE to=t cseq=3\n"
	    "9.2 b>a 500 cseq=3 | Retry-After: 5\n" },
	{ "the first is the other side's", "code.500 =",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 b>a INVITE from=t to=f cseq=2\n" "9.1 a>b INVITE to=t cseq=3\n"
	    "9.2 b>a 500 cseq=3 | Retry-After: 5\n" "9.3 a>b 200 from=t to=f cseq=2\n" "9.4 b>a ACK from=t to=f cseq=2\n" },
	{ "the first was no INVITE", "code.500 =",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 a>b INFO cseq=2\n" "9.1 a>b INVITE to=t cseq=3\n"
	    "9.2 b>a 500 cseq=3 | Retry-After: 5\n" "9.3 b>a 200 INFO cseq=2\n" },
	{ "one after the other", "code.500 =",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 a>b INVITE to=t cseq=3\n" "9.2 b>a 500 cseq=3 | Retry-After: 5\n" },
};

static void
a_refusal_has_its_cause(void **state)
{
	(void)state;
	expect_all(refusals, sizeof refusals / sizeof *refusals);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refusal_has_its_cause),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
