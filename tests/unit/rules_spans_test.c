/* SPDX-License-Identifier: MIT */
#include "script.h"

#define PING(id, t) t " a>b OPTIONS id=" id "\n" t "5 a>b OPTIONS id=" id "\n"
#define THRICE(id, t) PING(id, t) t "9 a>b OPTIONS id=" id "\n"

static const struct script peers[] = {
	{ "three without an answer", "options.peer-down !path",
	    PING("o1", "0.") PING("o2", "15.") PING("o3", "30.") "90 --\n" },
	{ "none was sent again: it may ping without a transaction", "options.peer-down %likely", "0 a>b OPTIONS id=1\n" "15 a>b OPTIONS id=2\n" "30 a>b OPTIONS id=3\n" "60 --\n" },
	{ "one was", "options.peer-down %proven", "0 a>b OPTIONS id=1\n" PING("2", "15.") "30 a>b OPTIONS id=3\n" "60 --\n" },
	{ "over TCP none has to be", "options.peer-down %proven", "0 a>b OPTIONS id=1 tcp\n" "15 a>b OPTIONS id=2 tcp\n" "30 a>b OPTIONS id=3 tcp\n" "60 --\n" },
	{ "an answer in between", "!options.peer-down",
	    PING("o1", "0.") PING("o2", "15.") "30 a>b OPTIONS id=o3\n" "30.1 b>a 404 OPTIONS id=o3\n" PING("o4", "45.") "90 --\n" },
	{ "it answers other requests", "!options.peer-down",
	    PING("o1", "0.") PING("o2", "15.") "20 a>b INVITE\n" "20.1 b>a 486\n" "20.2 a>b ACK branch=1\n" "60 --\n"
	    PING("o3", "70.") "130 --\n" },
	{ "two peers", "!options.peer-down",
	    PING("o1", "0.") PING("o2", "15.") "30 a>d OPTIONS id=o3\n" "30.5 a>d OPTIONS id=o3\n" "90 --\n" },
	{ "the trace ends too early to tell of the third", "!options.peer-down", PING("o1", "0.") PING("o2", "15.") PING("o3", "30.") },
	{ "one, three times, and its timer runs out", "path.no-response %proven", "0 a>b OPTIONS\n" "0.5 a>b OPTIONS\n" "1.5 a>b OPTIONS\n" "33 --\n" },
	{ "one, three times, and the trace ends before that", "!path.no-response", "0 a>b OPTIONS\n" "0.5 a>b OPTIONS\n" "1.5 a>b OPTIONS\n" "30 --\n" },
	{ "one, three times, and the timer of another that was sent twice", "!path.no-response",
	    PING("o1", "0.") "30 a>b OPTIONS id=o2\n" "30.5 a>b OPTIONS id=o2\n" "31.5 a>b OPTIONS id=o2\n" "40 --\n" },
	{ "both three times, and the timer of the first runs out", "path.no-response %proven", THRICE("o1", "0.") THRICE("o2", "30.") "40 --\n" },
	{ "and the trace ends before that", "!path.no-response", THRICE("o1", "0.") THRICE("o2", "15.") "31 --\n" },
	{ "one, four times", "path.no-response %likely", "0 a>b OPTIONS\n" "0.5 a>b OPTIONS\n" "1.5 a>b OPTIONS\n" "3.5 a>b OPTIONS\n" "10 --\n" },
	{ "one, again and again", "path.no-response",
	    "0 a>b OPTIONS\n" "0.5 a>b OPTIONS\n" "1.5 a>b OPTIONS\n" "3.5 a>b OPTIONS\n" "60 --\n" },
};

#define SILENT_INVITE(t) \
	t "0 p>a INVITE id=in user=x\n" t "0.5 p>a INVITE id=in user=x\n" t "1.5 p>a INVITE id=in user=x\n" t "3.5 p>a INVITE id=in user=x\n"

#define BOUND(asks, grants) "0 a>b REGISTER user=u " asks "\n" "0.1 b>a 200 REGISTER user=u " grants "\n"
#define RENEWED(t) t " a>b REGISTER user=u cseq=3 | Expires: 300\n" t ".1 b>a 200 REGISTER user=u cseq=3 | Expires: 300\n"
#define LISTED(bindings) "0 a>b REGISTER user=u contact=sip:u@203.0.113.97:5060 | Expires: 600\n" \
	"0.1 b>a 200 REGISTER user=u contact=- | Contact: " bindings "\n"
#define AGAIN(t, who, id) t " " who ">b REGISTER user=u cseq=2 id=" id " | Expires: 300\n" t ".1 b>" who " 200 REGISTER user=u cseq=2 id=" id " | Expires: 300\n"
#define LOST(t, who) t " " who ">b REGISTER user=x\n" t ".1 b>" who " 200 REGISTER user=x | Expires: 600\n"
#define MOVED(who) "300 " who ">b REGISTER user=x cseq=2\n" "300.1 b>" who " 200 REGISTER user=x cseq=2 | Expires: 600\n" "400 --\n"

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
	{ "another device's binding stands first, of which less is left", "ok !register",
	    LISTED("<sip:u@192.0.2.9>;expires=37, <sip:u@203.0.113.97:5060>;expires=600") AGAIN("280", "a", "c") },
	{ "in a header of its own", "ok !register",
	    LISTED("<sip:u@192.0.2.9>;expires=37 | Contact: <sip:u@203.0.113.97:5060>;expires=600") AGAIN("280", "a", "c") },
	{ "another device's stands first, and its own ran out", "register.gap",
	    LISTED("<sip:u@192.0.2.9>;expires=3000, <sip:u@203.0.113.97:5060>;expires=120") AGAIN("280", "a", "c") },
	{ "several bindings, and its own is not among them", "ok !register",
	    LISTED("<sip:u@192.0.2.9>;expires=37, <sip:u@192.0.2.10>;expires=40") AGAIN("280", "a", "c") },
	{ "the only one, as the registrar writes it", "register.gap", LISTED("<sip:u@198.51.100.9:31022>;expires=120") AGAIN("280", "a", "c") },
	{ "its own says nothing, the whole answer does", "register.gap",
	    LISTED("<sip:u@203.0.113.97:5060>, <sip:u@192.0.2.9>;expires=600 | Expires: 120") AGAIN("280", "a", "c") },
	{ "the answer to the next one was not captured", "ok !register",
	    BOUND("| Expires: 300", "| Expires: 300") "150 a>b REGISTER user=u cseq=2 | Expires: 300\n" RENEWED("400") },
	{ "nor the next one itself", "ok !register",
	    BOUND("| Expires: 300", "| Expires: 300") "150.1 b>a 200 REGISTER user=u cseq=2 | Expires: 300\n" RENEWED("400") },
	{ "neither the next one nor its answer, as the numbers tell", "ok !register", BOUND("| Expires: 300", "| Expires: 300") RENEWED("400") },
	{ "of those after it none was missed", "register.gap", BOUND("| Expires: 300", "| Expires: 300") RENEWED("250")
	    "700 a>b REGISTER user=u cseq=4 | Expires: 300\n" "700.1 b>a 200 REGISTER user=u cseq=4 | Expires: 300\n" },
	{ "it was challenged in between, which counts, too", "register.gap", BOUND("| Expires: 300", "| Expires: 300")
	    "400 a>b REGISTER user=u cseq=2 | Expires: 300\n" "400.1 b>a 401 REGISTER user=u cseq=2 | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "400.2 a>b REGISTER user=u cseq=3 | Expires: 300 | Authorization: Digest realm=\"r\", nonce=\"n\"\n" "400.3 b>a 200 REGISTER user=u cseq=3 | Expires: 300\n" },
	{ "it was sent again and got no answer", "register.gap",
	    BOUND("| Expires: 300", "| Expires: 300") "150 a>b REGISTER user=u cseq=2 | Expires: 300\n"
	    "150.5 a>b REGISTER user=u cseq=2 | Expires: 300\n" RENEWED("400") },
	{ "less was granted, and it says so", "register.gap #granted-less",
	    BOUND("| Expires: 3600", "| Expires: 300") AGAIN("1800", "a", "c") },
	{ "all was granted, and nothing is said of it", "register.gap !#granted-less", BOUND("| Expires: 300", "| Expires: 300") AGAIN("1800", "a", "c") },
	{ "late under another Call-ID, for less was granted", "register.gap", BOUND("| Expires: 3600", "| Expires: 300") AGAIN("1800", "a", "new") },
	{ "and from somewhere else", "ok !register", BOUND("| Expires: 3600", "| Expires: 300") AGAIN("1800", "d", "new") },
	{ "it had signed off", "ok !register", BOUND("| Expires: 0", "| Expires: 0") AGAIN("1800", "a", "c") },
	{ "no time was asked for: the registrar chose it", "register.gap !#granted-less", BOUND("", "| Expires: 300") AGAIN("1800", "a", "c") },
	{ "only the bindings were asked for", "ok !register", BOUND("contact=-", "| Expires: 300") AGAIN("1800", "a", "c") },
	{ "nothing was said of what is granted", "ok !register", BOUND("| Expires: 300", "") AGAIN("1800", "a", "c") },
	{ "what the Contact says counts", "register.gap",
	    BOUND("| Expires: 3600", "contact=- | Contact: <sip:x@203.0.113.97>;expires=300 | Expires: 3600") AGAIN("1800", "a", "c") },
	{ "and not what stands beside it", "ok !register",
	    BOUND("| Expires: 3600", "contact=- | Contact: <sip:x@203.0.113.97>;expires=3600 | Expires: 300") AGAIN("1800", "a", "c") },
	{ "somebody else registers late", "ok !register",
	    BOUND("| Expires: 300", "| Expires: 300") "1800 a>b REGISTER user=v id=v | Expires: 300\n" "1800.1 b>a 200 REGISTER user=v id=v | Expires: 300\n" },
	{ "refused when it was late", "!register.gap",
	    BOUND("| Expires: 300", "| Expires: 300") "1800 a>b REGISTER user=u cseq=2 | Expires: 300\n" "1800.1 b>a 404 REGISTER user=u cseq=2\n" },
	{ "late over a connection", "register.gap",
	    "0 a>b REGISTER tcp user=u | Expires: 300\n" "0.1 b>a 200 tcp REGISTER user=u | Expires: 300\n" "400 a>b REGISTER tcp user=u cseq=2 | Expires: 300\n"
	    "400.1 b>a 200 tcp REGISTER user=u cseq=2 | Expires: 300\n" },
	{ "of which the capture lost something in between", "ok !register",
	    "0 a>b REGISTER tcp user=u | Expires: 300\n" "0.1 b>a 200 tcp REGISTER user=u | Expires: 300\n" "200 a>b NET tcp-lacks\n" "400 a>b REGISTER tcp user=u cseq=2 | Expires: 300\n"
	    "400.1 b>a 200 tcp REGISTER user=u cseq=2 | Expires: 300\n" },
#define INSIDE(t, seen, cseq) \
	t " C>b REGISTER" AT_HOME(cseq) "\n" t "1 " seen ">b REGISTER" AT_HOME(cseq) "\n" \
	t "2 b>" seen " 200 REGISTER" AT_HOME(cseq) " | Expires: 600\n" t "3 b>C 200 REGISTER" AT_HOME(cseq) " | Expires: 600\n"
#define AT_HOME(cseq) " user=x branch=r" cseq " cseq=" cseq " sentby=10.0.113.67:5060 contact=sip:x@10.0.113.67:5060"
	{ "seen in front of the router as well", "register.nat-expired", INSIDE("0.0", "a", "1") SILENT_INVITE("20") INSIDE("300.0", "a:61000", "2") "400 --\n" },
	{ "where the port stayed the same", "!register.nat-expired", INSIDE("0.0", "a", "1") SILENT_INVITE("20") INSIDE("300.0", "a", "2") "400 --\n" },
	{ "two copies are no silence", "!register.nat-expired",
	    LOST("0", "a") "20 p>a INVITE id=in user=x\n" "20.5 p>a INVITE id=in user=x\n" MOVED("a:61000") },
	{ "once, over a connection, is", "register.nat-expired", LOST("0", "a") "20 p>a INVITE tcp id=in user=x\n" MOVED("a:61000") },
	{ "and not where it was cancelled", "!register.nat-expired",
	    LOST("0", "a") "20 p>a INVITE tcp id=in user=x\n" "30 p>a CANCEL tcp id=in user=x\n" MOVED("a:61000") },
	{ "nor acknowledged", "!register.nat-expired",
	    LOST("0", "a") "20 p>a INVITE tcp id=in user=x\n" "30 p>a ACK tcp id=in user=x\n" MOVED("a:61000") },
	{ "somebody tried", "!register.nat-expired", LOST("0", "a") SILENT_INVITE("20") "24 a>p 100 id=in user=x\n" MOVED("a:61000") },
	{ "it rang", "!register.nat-expired", LOST("0", "a") SILENT_INVITE("20") "24 a>p 180 id=in user=x\n" MOVED("a:61000") },
	{ "somebody else was called", "!register.nat-expired",
	    LOST("0", "a") "200 p>d INVITE id=in user=x\n" "200.5 p>d INVITE id=in user=x\n" "201.5 p>d INVITE id=in user=x\n" "203.5 p>d INVITE id=in user=x\n"
	    MOVED("a:61000") },
	{ "called within a call", "!register.nat-expired",
	    LOST("0", "a") "200 p>a INVITE to=t id=in user=x\n" "200.5 p>a INVITE to=t id=in user=x\n" "201.5 p>a INVITE to=t id=in user=x\n" MOVED("a:61000") },
	{ "before it was registered", "!register.nat-expired", SILENT_INVITE("2") LOST("100", "a") MOVED("a:61000") },
	{ "it moved to another host", "!register.nat-expired", LOST("0", "a") SILENT_INVITE("20") MOVED("d:61000") },
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
