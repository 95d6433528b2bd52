/* SPDX-License-Identifier: MIT */
/* Guards that only a rare trace asks: each case is one that a small fault in the code would decide otherwise. */
#include "diagnose/calls/filter.h"
#include "diagnose/message/evidence.h"
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

/* Three calls that a server refuses below SIP, though it had answered, or begun to: no fail-over. */
#define REACHED(at, id, code) CLOSED(at, id, at ".01 b>a " code " branch=one id=" id "\n")
#define CLOSED(at, id, answer) \
	at " a>b INVITE branch=one id=" id "\n" answer at ".02 a>b NET closed\n" \
	at ".1 a>d INVITE branch=two id=" id "\n" at ".2 d>a 486 branch=two id=" id "\n" at ".3 a>d ACK branch=two id=" id "\n"

static const struct script network[] = {
	{ "a server that had begun to answer was reached", "code.486 !path.refused", REACHED("0", "x", "183") REACHED("10", "y", "183") REACHED("20", "z", "183") "200 --\n" },
	{ "it is the first of three", "!path.refused", REACHED("0", "x", "183") CLOSED("10", "y", "") CLOSED("20", "z", "") "200 --\n" },
	{ "one that had answered", "!path.refused", REACHED("0", "x", "503") CLOSED("10", "y", "") CLOSED("20", "z", "") "200 --\n" },
	{ "none of the three had", "path.refused", CLOSED("0", "x", "") CLOSED("10", "y", "") CLOSED("20", "z", "") "200 --\n" },
	{ "the answer came from another address", "ok !capture.one-sided", "0 a>b INVITE\n" "1 d>a 200\n" "1.1 a>b ACK\n" "99 --\n" },
	{ "the answer is seen elsewhere, between others", "code.486 !capture.one-sided !path",
	    "0 a>b INVITE\n" "0.5 a>b INVITE\n" "1 c>d 486\n" "1.1 a>b ACK branch=1\n" "99 --\n" },
	{ "an ACK to nothing, without addresses", "ok capture.one-sided", "0 ?>? INVITE\n" "3 ?>? ACK\n" "40 ?>? BYE\n" "99 --\n" },
	{ "a lone ACK without addresses is a piece of a trace", "!capture.one-sided", "0 ?>? ACK\n" "40 ?>? BYE\n" "99 --\n" },
	{ "an ACK to nothing, and only the servers are known", "ok capture.one-sided", "0 ?>b INVITE\n" "3 ?>b ACK\n" "9 ?>b BYE\n" "10 ?>b BYE\n" "12 ?>b BYE\n" "99 --\n" },
	{ "requests alone, without addresses and an ACK", "!capture.one-sided", "0 ?>? INVITE\n" "40 ?>? BYE\n" "99 --\n" },
};

static void
what_the_network_says_is_weighed(void **state)
{
	(void)state;
	ALL(network);
}

static const struct script routes[] = {
	{ "several to choose from", "redirect.not-followed",
	    "0 a>b INVITE\n" "0.1 b>a 300 | Contact: <sip:z@192.0.2.1>\n" "0.2 a>b ACK branch=1\n" "60 --\n" },
	{ "another service is no address", "!redirect",
	    "0 a>b INVITE\n" "0.1 b>a 380 | Contact: <sip:z@192.0.2.1>\n" "0.2 a>b ACK branch=1\n" "60 --\n" },
	{ "three hosts on the way, and none of them twice", "code.482 !routing", "0 a>b INVITE via=3\n" "0.1 b>a 482\n" },
	{ "a copy that went further shows the circle", "routing.loop #loop-circle",
	    "0 a>b INVITE via=2\n" "0.1 b>c INVITE branch=y via=2 | Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-z\n" "0.2 c>b 482 branch=y via=2\n" "0.3 b>a 482 via=2\n" },
};

static void
a_circle_has_a_host_twice(void **state)
{
	(void)state;
	ALL(routes);
}

#define TALK "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8\n" "2.1 a>b ACK\n"
#define MOVED(at) at " b>a INVITE cseq=9 from=t to=f sdp=203.0.113.98;audio:8000:RTP/AVP:8\n" \
	at ".1 a>b 200 cseq=9 from=t to=f sdp=203.0.113.97;audio:4000:RTP/AVP:8\n" at ".2 b>a ACK cseq=9 from=t to=f\n"
#define DOWN "20 a>b BYE\n" "20 b>a 200 BYE\n" "60 --\n"

static const struct script media[] = {
	{ "its port was changed just before the end", "ok !media",
	    TALK "2.1 a:4000>b:4002 FLOW until=18\n" "2.1 b:4002>a:4000 FLOW until=18\n" MOVED("18") "18.2 a:4000>b:8000 FLOW until=20\n" DOWN },
	{ "who only listened at first sends later", "ok !media",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8:sendonly\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n" "2.1 a>b ACK\n"
	    "2.1 a:4000>b:4002 FLOW until=20\n" "10 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8\n"
	    "10.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8\n" "10.2 a>b ACK cseq=2\n" "10.3 b:4002>a:4000 FLOW until=20\n" DOWN },
	{ "an answer that names no address", "ok !media",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8\n" "2 b>a 200 sdp=phone.example;audio:4002:RTP/AVP:8\n" "2.1 a>b ACK\n"
	    "2.1 a:4000>b:4002 FLOW until=20\n" DOWN },
	{ "the same, and long enough to tell", "media.one-way",
	    TALK "2.1 a:4000>b:4002 FLOW until=10\n" "2.1 b:4002>a:4000 FLOW until=10\n" MOVED("10") "10.2 a:4000>b:8000 FLOW until=20\n" DOWN },
};

static void
media_are_judged_since_they_were_agreed_on(void **state)
{
	(void)state;
	ALL(media);
}

static const struct script sides[] = {
	{ "a redirection whose phrase blames a header refuses nothing", "redirect.not-followed !request.malformed",
	    "0 a>b INVITE | Contact: <sip:x@host.example\n" "1 b>a 302 phrase=Malformed_Contact | Contact: <sip:z@192.0.2.1>\n"
	    "1.1 a>b ACK branch=1\n" "60 --\n" },
	{ "a 600 refuses the call, not its syntax", "code.600 !request.malformed",
	    "0 a>b INVITE contact=- | Contact: <sip:x@host.example\n" "1 b>a 600 phrase=Malformed_Contact_header\n"
	    "1.1 a>b ACK branch=1\n" },
	{ "a 599 may still name what it can't read", "request.malformed",
	    "0 a>b INVITE contact=- | Contact: <sip:x@host.example\n" "1 b>a 599 phrase=Malformed_Contact_header\n"
	    "1.1 a>b ACK branch=1\n" },
	{ "an answer is acknowledged late, after the next one was", "ok !dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "2 b>a 200\n" "5 a>b INVITE cseq=2 to=t\n"
	    "5.1 b>a 200 cseq=2 contact=sip:x@203.0.113.120\n" "6 a>b ACK cseq=1 uri=sip:x@203.0.113.98:5060\n"
	    "6.1 a>b ACK cseq=2 uri=sip:x@203.0.113.120\n" "26 b>a 200\n" "60 --\n" },
	{ "an answer is acknowledged late, after another phone's was", "fork.two-answers !dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "2 b>a 200\n" "5.1 b>a 200 to=u contact=sip:x@203.0.113.120\n"
	    "6 a>b ACK uri=sip:x@203.0.113.98:5060\n" "6.1 a>b ACK to=u uri=sip:x@203.0.113.120\n" "26 b>a 200\n" "60 --\n" },
	{ "a redirection again and again is no answer", "(dialog.failure-not-acked) !dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 300\n" "2 b>a 300\n" "26 b>a 300\n" "60 --\n" },
	{ "an offer that names no address", "ok !media",
	    "0 a>b INVITE sdp=phone.example;audio:4000:RTP/AVP:8\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8\n"
	    "2.1 a>b ACK\n" "2.1 b:4002>a:4000 FLOW until=20\n" "20 a>b BYE\n" "20 b>a 200 BYE\n" "60 --\n" },
	{ "a log shows nothing that comes back to who asked over TCP", "!path.no-response",
	    "0 x>y OPTIONS id=o loose\n" "0.1 y>x 200 OPTIONS id=o loose\n" "1 a>b INVITE tcp loose\n" "60 --\n" },
	{ "a log shows what comes back to who asked over TCP", "path.no-response",
	    "0 a>y OPTIONS id=o loose\n" "0.1 y>a 200 OPTIONS id=o loose\n" "1 a>b INVITE tcp loose\n" "60 --\n" },
	{ "the BYE came before the answer", "ok !dialog.dropped",
	    "0 a>b INVITE\n" "1 b>a 183\n" "5 b>a BYE from=t to=f cseq=7 | Reason: Q.850;cause=38\n"
	    "5.1 a>b 200 BYE from=t to=f cseq=7\n" "5.2 b>a 200\n" "5.3 a>b ACK\n" "60 --\n" },
	{ "a BYE ends what was no call", "ok !dialog.dropped",
	    "0 a>b SUBSCRIBE | Event: x\n" "0.1 b>a 200 SUBSCRIBE | Expires: 60\n"
	    "5 b>a BYE from=t to=f cseq=7 | Reason: Q.850;cause=38\n" "5.1 a>b 200 BYE from=t to=f cseq=7\n" "60 --\n" },
	{ "a 503 to a look whether it is alive asks nobody to wait", "code.503 !overload",
	    "0 a>b OPTIONS id=1\n" "0.1 b>a 503 OPTIONS id=1 | Retry-After: 30\n" "5 a>b INVITE id=2\n" "5.1 b>a 486 id=2\n"
	    "5.2 a>b ACK id=2 branch=1\n" "99 --\n" },
	{ "a call before the 503's time was over", "overload.retry-after-ignored =asked-to-wait",
	    "0 a>b INVITE id=1\n" "0.1 b>a 503 id=1 | Retry-After: 30\n" "0.2 a>b ACK id=1 branch=1\n" "5 a>b INVITE id=2\n"
	    "5.1 b>a 486 id=2\n" "5.2 a>b ACK id=2 branch=1\n" "99 --\n" },
	{ "a 503 that says no time", "code.503 /asked-to-wait !overload",
	    "0 a>b INVITE id=1\n" "0.1 b>a 503 id=1\n" "0.2 a>b ACK id=1 branch=1\n" "5 a>b INVITE id=2\n" "5.1 b>a 486 id=2\n"
	    "99 --\n" },
	{ "another host's call before the 503's time was over", "code.503 !overload",
	    "0 a>b INVITE id=1\n" "0.1 b>a 503 id=1 | Retry-After: 30\n" "0.2 a>b ACK id=1 branch=1\n" "5 c>b INVITE id=2\n"
	    "5.1 b>c 486 id=2\n" "5.2 c>b ACK id=2 branch=1\n" "99 --\n" },
	{ "ICE of the offer alone changes no address", "media.one-way =callee",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8:ice-ufrag:x\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8\n"
	    "2.1 a>b ACK\n" "2.1 a:4000>b:4002 FLOW until=20\n" "20 a>b BYE\n" "20 b>a 200 BYE\n" "60 --\n" },
	{ "ICE of the answer alone changes no address", "media.one-way =callee",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8:ice-ufrag:x\n"
	    "2.1 a>b ACK\n" "2.1 a:4000>b:4002 FLOW until=20\n" "20 a>b BYE\n" "20 b>a 200 BYE\n" "60 --\n" },
	{ "pictures are not judged as speech is", "ok !media",
	    "0 a>b INVITE sdp=203.0.113.97;video:4000:RTP/AVP:34\n" "2 b>a 200 sdp=203.0.113.98;video:4002:RTP/AVP:34\n"
	    "2.1 a>b ACK\n" "2.1 a:4000>b:4002 FLOW until=20\n" "20 a>b BYE\n" "20 b>a 200 BYE\n" "60 --\n" },
	{ "a session that has no time does not run out", "ok !timer",
	    "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: 0;refresher=uac\n" "1.1 a>b ACK\n" "90 b>a BYE from=t to=f\n"
	    "90.1 a>b 200 BYE from=t to=f\n" },
	{ "a 408 of a request that was not seen", "code.408 !path.not-forwarded",
	    "0.1 b>a 100\n" "32 b>a 408\n" },
};

/* Each has one thing that is as the rule does not want it, and the next row often has it. */
static void
one_thing_decides(void **state)
{
	(void)state;
	ALL(sides);
}

static unsigned
times_told(const char *id, const char *lines)
{
	static const struct trace_options all = { .all = true };
	struct found found = found_in(lines, &all);
	unsigned n = 0;

	for (const char *at = found.text.p; (at = strstr(at, id)) != NULL; at++)
		n++;
	found_release(&found);
	return n;
}

static void
what_goes_on_is_told_once(void **state)
{
	(void)state;
	assert_int_equal(times_told("options.peer-down", "0 a>b OPTIONS id=1\n" "15 a>b OPTIONS id=2\n" "30 a>b OPTIONS id=3\n"
	    "45 a>b OPTIONS id=4\n" "60 a>b OPTIONS id=5\n" "99 --\n"), 1);
	assert_int_equal(times_told("options.peer-down", "0 a>b OPTIONS id=1\n" "15 a>b OPTIONS id=2\n" "30 a>b OPTIONS id=3\n"
	    "90 a>b OPTIONS id=4\n" "90.1 b>a 200 OPTIONS id=4\n" "100 a>b OPTIONS id=5\n" "115 a>b OPTIONS id=6\n" "130 a>b OPTIONS id=7\n"
	    "199 --\n"), 2);
}

static void
a_filter_sees_what_stands_beside(void **state)
{
	static const char *const ids[] = { "code.503" };
	static const struct filter filter = { .only = { (const char **)ids, 1 }, .end = NO_TIME };
	static const struct trace_options o = { .filter = &filter };
	struct found found = found_in("0 a>b INVITE\n" "0.1 b>a 100\n" "0.3 b:40001>d NET tcp-refused\n" "0.9 b>a 503\n" "1 a>b ACK branch=1\n", &o);

	(void)state;
	assert_true(is_found(&found, "path.refused (code.503)"));
	found_release(&found);
}

/* A call without times is in no span of time, and in all of them. */
static void
a_filter_by_time_leaves_calls_without_times(void **state)
{
	static const struct filter filter = { .since = { .kind = MOMENT_DATE, .time = 2000 * 1000000ll }, .end = NO_TIME };
	static const struct trace_options o = { .filter = &filter };
	struct found found = found_in("- a>b INVITE\n" "- b>a 486\n" "- a>b ACK branch=1\n", &o);

	(void)state;
	assert_true(is_found(&found, "code.486"));
	found_release(&found);
	found = found_in("0 a>b INVITE\n" "1 b>a 486\n" "1.1 a>b ACK branch=1\n", &o);
	assert_true(is_found(&found, "!code.486"));
	found_release(&found);
}

static enum strict_bytes
bytes_of(const char *text, unsigned flags)
{
	struct message m = { .headers = NULL };
	enum strict_bytes bytes;

	assert_int_equal(message_index(&m, slice_of(text)), MESSAGE_OK);
	bytes = collect_bytes(&m, flags);
	message_release(&m);
	return bytes;
}

#define START "OPTIONS sip:b SIP/2.0\r\n"
#define REST "From: <sip:a>;tag=1\r\n" "Call-ID: c\r\n" "CSeq: 1 OPTIONS\r\n" "Content-Length: 0\r\n\r\n"

/* One header that is missing in a text is a fault; of two somebody left more out. */
static void
a_text_with_much_left_out_is_a_fragment(void **state)
{
	(void)state;
	assert_int_equal(bytes_of(START "Via: SIP/2.0/UDP h\r\n" REST, 0), STRICT_TEXT);
	assert_int_equal(bytes_of(START REST, 0), STRICT_FRAGMENT);
	assert_int_equal(bytes_of(START REST, FRAME_EXACT), STRICT_WIRE);
	assert_int_equal(bytes_of(START REST, FRAME_EXACT | FRAME_CUT), STRICT_CUT);
	assert_int_equal(bytes_of(START REST, FRAME_EXCERPT), STRICT_FRAGMENT);
	assert_int_equal(bytes_of(START "Via: SIP/2.0/UDP h\r\n" "To: <sip:b>\r\n" "Call-ID: c\r\n" "CSeq: 1 OPTIONS\r\n\r\n", 0), STRICT_FRAGMENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_network_says_is_weighed),
		cmocka_unit_test(a_circle_has_a_host_twice),
		cmocka_unit_test(media_are_judged_since_they_were_agreed_on),
		cmocka_unit_test(one_thing_decides),
		cmocka_unit_test(what_goes_on_is_told_once),
		cmocka_unit_test(a_filter_sees_what_stands_beside),
		cmocka_unit_test(a_filter_by_time_leaves_calls_without_times),
		cmocka_unit_test(a_text_with_much_left_out_is_a_fragment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
