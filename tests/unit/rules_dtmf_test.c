/* SPDX-License-Identifier: MIT */
/* dtmf.*, fax.refused: digits and faxes that the other side doesn't take. */
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

#define EVENTS "192.0.2.1;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000"
#define PLAIN "192.0.2.1;audio:4000:RTP/AVP:8"
#define CALL(offer, answer) "0 a>b INVITE sdp=" offer "\n" "2 b>a 200 sdp=" answer "\n" "2.1 a>b ACK\n"
#define DOWN "20 a>b BYE cseq=9\n" "20.1 b>a 200 BYE cseq=9\n" "60 --\n"
#define DIGIT(at, cseq, code) at " a>b INFO cseq=" cseq " | Content-Type: application/dtmf-relay\n" at " b>a " \
	    code " INFO cseq=" cseq "\n"

static const struct script agreed[] = {
	{ "both have it", "ok code.200 !dtmf", CALL(EVENTS, EVENTS) DOWN },
	{ "neither has it", "ok code.200 !dtmf", CALL(PLAIN, PLAIN) DOWN },
	{ "the answer lacks it", "ok dtmf.not-agreed", CALL(EVENTS, PLAIN) DOWN },
	{ "only the answer has it", "ok dtmf.not-agreed", CALL(PLAIN, EVENTS) DOWN },
	{ "by INFO instead", "ok !dtmf", CALL(EVENTS, PLAIN) DIGIT("5", "2", "200") DOWN },
	{ "agreed on later", "ok !dtmf",
	    CALL(EVENTS, PLAIN) "5 a>b INVITE cseq=2 to=t sdp=" EVENTS "\n" "5.1 b>a 200 cseq=2 sdp=" EVENTS "\n"
	    "5.2 a>b ACK cseq=2\n" DOWN },
	{ "who only listens needs no digits", "ok !dtmf", CALL(EVENTS, PLAIN ":recvonly") DOWN },
	{ "who only talks needs none", "ok !dtmf", CALL(EVENTS "+sendonly", PLAIN ":recvonly") DOWN },
	{ "who offers to talk only", "ok !dtmf", CALL(EVENTS "+sendonly", PLAIN) DOWN },
	{ "the answer refuses the audio", "!dtmf.not-agreed", CALL(EVENTS, "192.0.2.1;audio:0:RTP/AVP:8") DOWN },
	{ "the audio is offered with port 0", "!dtmf.not-agreed",
	    CALL("192.0.2.1;audio:0:RTP/AVP:8,101:rtpmap:101~telephone-event/8000;video:4002:RTP/AVP:31", PLAIN ";video:4002:RTP/AVP:31") DOWN },
	{ "the answer has no audio at all", "!dtmf.not-agreed", CALL(EVENTS, "192.0.2.1;image:4000:udptl:t38") DOWN },
	{ "not answered", "code.486 !dtmf",
	    "0 a>b INVITE sdp=" EVENTS "\n" "1 b>a 183 sdp=" PLAIN "\n" "2 b>a 486\n" "2.1 a>b ACK branch=1\n" "60 --\n" },
};

static const struct script info[] = {
	{ "each is refused", "dtmf.info-refused (code.415)",
	    CALL(PLAIN, PLAIN) DIGIT("5", "2", "415") DIGIT("6", "3", "415") DOWN },
	{ "before what the refusal names", "dtmf.info-refused (extension.refused)",
	    CALL(PLAIN, PLAIN) "5 a>b INFO cseq=2 | Content-Type: application/dtmf\n"
	    "5 b>a 415 INFO cseq=2 | Accept: application/sdp\n" DOWN },
	{ "how many were refused", "dtmf.info-refused #digits-refused:2", CALL(PLAIN, PLAIN) DIGIT("5", "2", "415") DIGIT("6", "3", "415") DOWN },
	{ "one that is seen on two hops is one", "dtmf.info-refused #digits-refused:1",
	    CALL(PLAIN, PLAIN) "5 a>p INFO cseq=2 | Content-Type: application/dtmf\n" "5.01 p>b INFO via=1 branch=y cseq=2 | Content-Type: application/dtmf\n"
	    "5.1 b>p 415 INFO via=1 branch=y cseq=2\n" "5.11 p>a 415 INFO cseq=2\n" DOWN },
	{ "the other side counts for itself", "dtmf.info-refused",
	    CALL(PLAIN, PLAIN) "4 b>a INFO from=t to=f cseq=90\n" "4.1 a>b 200 INFO from=t to=f cseq=90\n" DIGIT("5", "2", "415") DOWN },
	{ "in Nortel's way", "dtmf.info-refused",
	    CALL(PLAIN, PLAIN) "5 a>b INFO cseq=2 | Content-Type: application/vnd.nortelnetworks.digits\n" "5 b>a 415 INFO cseq=2\n" DOWN },
	{ "as an event", "dtmf.info-refused",
	    CALL(PLAIN, PLAIN) "5 a>b INFO cseq=2 | Content-Type: audio/telephone-event\n" "5 b>a 415 INFO cseq=2\n" DOWN },
	{ "as one of an application", "dtmf.info-refused",
	    CALL(PLAIN, PLAIN) "5 a>b INFO cseq=2 | Content-Type: application/telephone-event\n" "5 b>a 415 INFO cseq=2\n" DOWN },
	{ "a package for something else", "!dtmf.info-refused", CALL(PLAIN, PLAIN) "5 a>b INFO cseq=2 | Info-Package: nothing\n" "5 b>a 469 INFO cseq=2\n" DOWN },
	{ "one was taken", "!dtmf.info-refused", CALL(PLAIN, PLAIN) DIGIT("5", "2", "200") DIGIT("6", "3", "415") DOWN },
	{ "the call is gone", "!dtmf.info-refused", CALL(PLAIN, PLAIN) DIGIT("5", "2", "481") "20 a>b BYE cseq=9\n" "20.1 b>a 481 BYE cseq=9\n" "60 --\n" },
	{ "gone, and nobody asks again", "!dtmf.info-refused", CALL(PLAIN, PLAIN) DIGIT("5", "2", "481") "60 --\n" },
	{ "gone for one side, the other hangs up", "!dtmf.info-refused",
	    CALL(PLAIN, PLAIN) DIGIT("5", "2", "481") "20 b>a BYE from=t to=f cseq=90\n" "20.1 a>b 200 BYE from=t to=f cseq=90\n" "60 --\n" },
	{ "not known, they say, and take the BYE of the same call", "dtmf.info-refused (code.481) #digits-refused",
	    CALL(PLAIN, PLAIN) DIGIT("5", "2", "481") DIGIT("6", "3", "481") DOWN },
	{ "a challenge", "!dtmf.info-refused", CALL(PLAIN, PLAIN) DIGIT("5", "2", "407") DOWN },
	{ "out of order", "!dtmf.info-refused", CALL(PLAIN, PLAIN) DIGIT("5", "7", "200") DIGIT("6", "3", "500") DOWN },
	{ "another body", "!dtmf.info-refused",
	    CALL(PLAIN, PLAIN) "5 a>b INFO cseq=2 | Content-Type: application/media_control+xml\n"
	    "5 b>a 415 INFO cseq=2\n" DOWN },
	{ "not within INFO", "!dtmf.info-refused",
	    CALL(PLAIN, PLAIN) "5 a>b MESSAGE to=t cseq=2 | Content-Type: application/dtmf-relay\n" "5 b>a 415 MESSAGE cseq=2\n" DOWN },
	{ "only the refusals were seen", "!dtmf.info-refused", CALL(PLAIN, PLAIN) "5 b>a 415 INFO cseq=2\n" DOWN },
	{ "a package for digits", "dtmf.info-refused",
	    CALL(PLAIN, PLAIN) "5 a>b INFO cseq=2 | Info-Package: dtmf\n" "5 b>a 469 INFO cseq=2\n" DOWN },
};

#define TO_FAX "192.0.2.2;image:4002:udptl:t38"
#define ASK "8 b>a INVITE cseq=9 from=t to=f sdp=" TO_FAX "\n"
#define ACK "8.2 b>a ACK cseq=9 from=t to=f branch=9\n"
#define REFUSED(code) ASK "8.1 a>b " code " cseq=9 from=t to=f\n" ACK
#define HANG_UP(at) at " b>a BYE cseq=11 from=t to=f\n" at " a>b 200 BYE cseq=11 from=t to=f\n" "90 --\n"

static const struct script faxes[] = {
	{ "by who was called", "fax.refused =callee",
	    CALL(PLAIN, PLAIN) "8 a>b INVITE cseq=9 to=t sdp=" TO_FAX "\n" "8.1 b>a 488 cseq=9\n" "8.2 a>b ACK cseq=9 branch=9\n" HANG_UP("20") },
	{ "the first code that refuses", "fax.refused", CALL(PLAIN, PLAIN) REFUSED("400") HANG_UP("20") },
	{ "sent elsewhere", "!fax.refused", CALL(PLAIN, PLAIN) REFUSED("399") HANG_UP("20") },
	{ "a fax that is not wanted any more", "!fax.refused",
	    CALL(PLAIN, PLAIN) "8 b>a INVITE cseq=9 from=t to=f sdp=192.0.2.2;audio:4000:RTP/AVP:8;image:0:udptl:t38\n" "8.1 a>b 488 cseq=9 from=t to=f\n" ACK HANG_UP("20") },
	{ "asked for by UPDATE", "!fax.refused",
	    CALL(PLAIN, PLAIN) "8 b>a UPDATE cseq=9 from=t to=f sdp=" TO_FAX "\n" "8.1 a>b 488 UPDATE cseq=9 from=t to=f\n" HANG_UP("20") },
	{ "taken the second time", "!fax.refused", CALL(PLAIN, PLAIN) REFUSED("488")
	    "11 b>a INVITE cseq=10 from=t to=f sdp=" TO_FAX "\n" "11.1 a>b 200 cseq=10 from=t to=f sdp=192.0.2.1;image:4000:udptl:t38\n"
	    "11.2 b>a ACK cseq=10 from=t to=f\n" HANG_UP("20") },
	{ "the second time voice is agreed on", "fax.refused", CALL(PLAIN, PLAIN) REFUSED("488")
	    "11 b>a INVITE cseq=10 from=t to=f sdp=" PLAIN "\n" "11.1 a>b 200 cseq=10 from=t to=f sdp=" PLAIN "\n" "11.2 b>a ACK cseq=10 from=t to=f\n" HANG_UP("20") },
	{ "the second time with port 0", "fax.refused", CALL(PLAIN, PLAIN) REFUSED("488")
	    "11 b>a INVITE cseq=10 from=t to=f sdp=" TO_FAX "\n" "11.1 a>b 200 cseq=10 from=t to=f sdp=192.0.2.1;image:0:udptl:t38\n"
	    "11.2 b>a ACK cseq=10 from=t to=f\n" HANG_UP("20") },
	{ "refused, and given up", "fax.refused =caller (code.488)", CALL(PLAIN, PLAIN) REFUSED("488") HANG_UP("20") },
	{ "port 0 for the fax", "fax.refused =caller", CALL(PLAIN, PLAIN)
	    ASK "8.1 a>b 200 cseq=9 from=t to=f sdp=192.0.2.1;image:0:udptl:t38\n" ACK HANG_UP("20") },
	{ "taken", "ok !fax",
	    CALL(PLAIN, PLAIN) ASK "8.1 a>b 200 cseq=9 from=t to=f sdp=192.0.2.1;image:4000:udptl:t38\n" ACK HANG_UP("20") },
	{ "crossing, then taken", "!fax.refused", CALL(PLAIN, PLAIN) REFUSED("491")
	    "11 b>a INVITE cseq=10 from=t to=f sdp=" TO_FAX "\n"
	    "11.1 a>b 200 cseq=10 from=t to=f sdp=192.0.2.1;image:4000:udptl:t38\n"
	    "11.2 b>a ACK cseq=10 from=t to=f\n" HANG_UP("20") },
	{ "crossing, and given up", "!fax.refused", CALL(PLAIN, PLAIN) REFUSED("491") HANG_UP("20") },
	{ "the call is gone", "!fax.refused", CALL(PLAIN, PLAIN) REFUSED("481") HANG_UP("20") },
	{ "the change is called off", "!fax.refused", CALL(PLAIN, PLAIN) REFUSED("487") HANG_UP("20") },
	{ "no answer in time", "!fax.refused", CALL(PLAIN, PLAIN) REFUSED("408") HANG_UP("20") },
	{ "credentials are asked for", "!fax.refused", CALL(PLAIN, PLAIN) REFUSED("401") HANG_UP("20") },
	{ "credentials for a proxy", "!fax.refused", CALL(PLAIN, PLAIN) REFUSED("407") HANG_UP("20") },
	{ "a video that is refused is no fax", "!fax.refused", CALL(PLAIN, PLAIN)
	    "8 b>a INVITE cseq=9 from=t to=f sdp=192.0.2.2;video:4002:RTP/AVP:31\n"
	    "8.1 a>b 488 cseq=9 from=t to=f\n" ACK HANG_UP("20") },
	{ "outside of a dialog", "!fax.refused",
	    "0 a>b INVITE sdp=" TO_FAX "\n" "1 b>a 488\n" "1.1 a>b ACK branch=1\n" "60 --\n" },
};

static void
events_that_only_one_side_lists(void **state)
{
	(void)state;
	ALL(agreed);
}

static void
digits_within_info(void **state)
{
	(void)state;
	ALL(info);
}

static void
a_change_to_fax(void **state)
{
	(void)state;
	ALL(faxes);
}

/* A digit is refused for what it is by these; by others for who sent it, when, or where to. */
static void
some_codes_refuse_digits(void **state)
{
	static const struct { int code; bool refuses; } rows[] = {
		{ 400, true }, { 401, false }, { 403, true }, { 407, false }, { 408, false }, { 480, true }, { 481, true }, { 482, false },
		{ 483, false }, { 484, true }, { 487, false }, { 488, true }, { 491, false }, { 501, true }, { 599, true }, { 600, false }, { 603, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char script[1024], name[16];

		snprintf(name, sizeof name, "%d", rows[i].code);
		snprintf(script, sizeof script, CALL(PLAIN, PLAIN) "5 a>b INFO cseq=2 | Content-Type: application/dtmf-relay\n"
		    "5 b>a %d INFO cseq=2\n" DOWN, rows[i].code);
		expect(name, script, rows[i].refuses ? "dtmf.info-refused" : "!dtmf.info-refused");
	}
}

static void
how_grave_it_is_depends_on_what_came_of_it(void **state)
{
	(void)state;
	assert_int_equal(severity_of(CALL(EVENTS, PLAIN) DOWN), SEVERITY_NOTICE);
	assert_int_equal(severity_of(CALL(PLAIN, PLAIN) DIGIT("5", "2", "415") DOWN), SEVERITY_ERROR);
	assert_int_equal(severity_of(CALL(EVENTS, EVENTS) DIGIT("5", "2", "415") DOWN), SEVERITY_WARNING);
	assert_int_equal(severity_of(CALL(PLAIN, PLAIN) REFUSED("488") HANG_UP("38")), SEVERITY_ERROR);
	assert_int_equal(severity_of(CALL(PLAIN, PLAIN) REFUSED("488") HANG_UP("39")), SEVERITY_WARNING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_that_only_one_side_lists),
		cmocka_unit_test(digits_within_info),
		cmocka_unit_test(a_change_to_fax),
		cmocka_unit_test(some_codes_refuse_digits),
		cmocka_unit_test(how_grave_it_is_depends_on_what_came_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
