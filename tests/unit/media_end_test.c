/* SPDX-License-Identifier: MIT */
/*
 * media.* in mid-call: who sent and is heard no more, which only reports of RTCP or the hop before prove; a change of which the
 * capture shows half.
 */
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

/* The addresses of a and b are 203.0.113.97 and .98, of r .114. */
#define AT_A "203.0.113.97;audio:4000:RTP/AVP:8,0"
#define AT_B "203.0.113.98;audio:4002:RTP/AVP:8,0"
#define AT_R "203.0.113.114;audio:5000:RTP/AVP:8"
#define SRTP_A "203.0.113.97;audio:4000:RTP/SAVP:8"
#define SRTP_B "203.0.113.98;audio:4002:RTP/SAVP:8"

#define UP "0 a>b INVITE sdp=" AT_A "\n" "2 b>a 200 sdp=" AT_B "\n" "2.1 a>b ACK\n"
#define DOWN "60 a>b BYE\n" "60 b>a 200 BYE\n" "99 --\n"
#define FROM_A "2.1 a:4000>b:4002 FLOW until=60\n"
#define FROM_B(end) "2.1 b:4002>a:4000 FLOW until=" end "\n"
#define REPORTS(begin, end, rest) begin " b:4003>a:4001 FLOW pt=- rtcp=9 until=" end " " rest "\n"

static const struct script reported[] = {
	{ "who sends says that it goes on", "media.one-way %likely %error #media-ends #media-reported !=caller !=callee !media.late",
	    UP FROM_A FROM_B("20") REPORTS("30", "55", "sent=1250") DOWN },
	{ "so does the caller", "media.one-way %likely !=caller !=callee",
	    UP "2.1 a:4000>b:4002 FLOW until=20\n" "2.1 b:4002>a:4000 FLOW until=60\n" "30 a:4001>b:4003 FLOW pt=- rtcp=9 until=55 sent=1250\n" DOWN },
	{ "on the port of the media", "media.one-way", UP FROM_A FROM_B("20") "30 b:4002>a:4000 FLOW pt=- rtcp=9 until=55 sent=1250\n" DOWN },
	{ "it says nothing: it may record a message", "ok !media.one-way", UP FROM_A FROM_B("20") DOWN },
	{ "it says that it sent nothing since", "ok !media.one-way", UP FROM_A FROM_B("20") REPORTS("30", "55", "") DOWN },
	{ "a packet now and then", "ok !media.one-way", UP FROM_A FROM_B("20") REPORTS("30", "55", "sent=49") DOWN },
	{ "what it sent before counts as well", "ok !media.one-way", UP FROM_A FROM_B("20") REPORTS("20.4", "55", "sent=1700") DOWN },
	{ "its last word comes later", "media.one-way", UP FROM_A FROM_B("20") REPORTS("20.5", "55", "sent=1700") DOWN },
	{ "the report is another source's", "ok !media.one-way", UP FROM_A FROM_B("20") REPORTS("30", "55", "sent=1250 ssrc=2") DOWN },
	{ "it came back", "ok !media.one-way", UP FROM_A FROM_B("20") "45 b:4002>a:4000 FLOW until=60\n" REPORTS("30", "55", "sent=1250") DOWN },
	{ "both end", "ok !media.one-way", UP "2.1 a:4000>b:4002 FLOW until=21\n" FROM_B("20") REPORTS("30", "55", "sent=1250") DOWN },
	{ "too few packets before to be talk", "ok !media.one-way", UP FROM_A "2.1 b:4002>a:4000 FLOW n=49 until=20\n" REPORTS("30", "55", "sent=1250") DOWN },
	{ "it sends elsewhere since", "!media.one-way", UP FROM_A FROM_B("20") "21 b:4002>x:9000 FLOW until=60\n" REPORTS("30", "55", "sent=1250") DOWN },
	{ "the call is over by then", "ok !media.one-way", UP FROM_A FROM_B("49") REPORTS("61", "90", "sent=1250") DOWN },
	{ "the count is encrypted", "!media.one-way", "0 a>b INVITE sdp=" SRTP_A "\n" "2 b>a 200 sdp=" SRTP_B "\n" "2.1 a>b ACK\n"
	    FROM_A FROM_B("20") REPORTS("30", "55", "sent=1250") DOWN },
	{ "or may be: the profile was the offer's alone", "!media.one-way", "0 a>b INVITE sdp=" SRTP_A "\n" "2 b>a 200 sdp=" AT_B "\n" "2.1 a>b ACK\n"
	    FROM_A FROM_B("20") REPORTS("30", "55", "sent=1250") DOWN },
	{ "or the answer's", "!media.one-way", "0 a>b INVITE sdp=" AT_A "\n" "2 b>a 200 sdp=" SRTP_B "\n" "2.1 a>b ACK\n"
	    FROM_A FROM_B("20") REPORTS("30", "55", "sent=1250") DOWN },
	{ "on hold since", "ok !media.one-way", UP FROM_A FROM_B("20")
	    "20 b>a INVITE cseq=2 from=t to=f sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n" "20.1 a>b 200 cseq=2 from=t to=f sdp=203.0.113.97;audio:4000:RTP/AVP:8:sendonly\n"
	    "20.2 b>a ACK cseq=2 from=t to=f\n" REPORTS("30", "55", "sent=1250") DOWN },
};

#define RELAYED "0 a>p INVITE sdp=" AT_A "\n" "0.1 p>b INVITE branch=p via=1 sdp=" AT_R "\n" \
    "2 b>p 200 branch=p via=1 sdp=" AT_B "\n" \
    "2.1 p>a 200 sdp=203.0.113.114;audio:5002:RTP/AVP:8\n" "2.2 a>p ACK branch=a1\n" "2.3 p>b ACK branch=a2 via=1\n"
#define HUNG_UP "60 a>p BYE branch=y1\n" "60 p>b BYE branch=y2 via=1\n" "60 b>p 200 BYE branch=y2 via=1\n" \
    "60 p>a 200 BYE branch=y1\n" "99 --\n"
#define A_TO_RELAY(end) "2.5 a:4000>r:5002 FLOW until=" end "\n"
#define RELAY_TO_B(end) "2.5 r:5000>b:4002 FLOW until=" end "\n"
#define B_TO_RELAY(end) "2.5 b:4002>r:5000 FLOW until=" end "\n"
#define RELAY_TO_A(end) "2.5 r:5002>a:4000 FLOW until=" end "\n"

static const struct script relayed[] = {
	{ "the relay stops to pass the callee's on", "media.one-way =relay %likely #media-ends !#media-reported",
	    RELAYED A_TO_RELAY("60") RELAY_TO_B("60") B_TO_RELAY("60") RELAY_TO_A("20") HUNG_UP },
	{ "or the caller's", "media.one-way =relay", RELAYED A_TO_RELAY("60") RELAY_TO_B("20") B_TO_RELAY("60") RELAY_TO_A("60") HUNG_UP },
	{ "the callee itself stops", "ok !media.one-way", RELAYED A_TO_RELAY("60") RELAY_TO_B("60") B_TO_RELAY("20") RELAY_TO_A("20") HUNG_UP },
	{ "and the relay plays music in its place", "ok !media.one-way", RELAYED A_TO_RELAY("60") RELAY_TO_B("60") B_TO_RELAY("20") RELAY_TO_A("60") HUNG_UP },
	{ "it ends a little earlier on one hop", "ok !media.one-way", RELAYED A_TO_RELAY("60") RELAY_TO_B("60") B_TO_RELAY("60") RELAY_TO_A("51") HUNG_UP },
};

/* A change of which the capture shows half: what is agreed on from then on nobody knows. */
#define CHANGE "20 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:18\n"
#define CHANGED "20.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:18\n"
#define CHANGE_ACK "20.2 a>b ACK cseq=2\n"
#define TALK(end) "2.1 a:4000>b:4002 FLOW until=" end "\n" "2.1 b:4002>a:4000 FLOW until=" end "\n"
#define OTHER_TALK "20.3 a:4000>b:4002 FLOW until=60 pt=18\n" "20.3 b:4002>a:4000 FLOW until=60 pt=18\n"
#define OTHER_TYPE "2.1 a:4000>b:4002 FLOW until=60 pt=18\n" "2.1 b:4002>a:4000 FLOW until=60 pt=18\n"

static const struct script halves[] = {
	{ "another codec", "ok !media", UP TALK("20") CHANGE CHANGED CHANGE_ACK OTHER_TALK DOWN },
	{ "its answer is missing", "ok !media", UP CHANGE CHANGE_ACK OTHER_TYPE DOWN },
	{ "its request is missing", "ok !media", UP CHANGED CHANGE_ACK OTHER_TYPE DOWN },
	{ "an answer without what it agrees on", "ok !media", UP CHANGE "20.1 b>a 200 cseq=2\n" CHANGE_ACK OTHER_TYPE DOWN },
	{ "it was refused", "(media.wrong-payload)", UP CHANGE "20.1 b>a 488 cseq=2\n" "20.2 a>b ACK cseq=2 branch=2\n" OTHER_TYPE DOWN },
	{ "nothing was changed", "media.wrong-payload", UP OTHER_TYPE DOWN },
	{ "only another session was asked after", "media.wrong-payload", UP "20 a>b UPDATE cseq=2\n" "20.1 b>a 200 UPDATE cseq=2\n" OTHER_TYPE DOWN },
	{ "one way before it as well", "media.one-way =callee", UP CHANGE CHANGE_ACK FROM_A DOWN },
	{ "one way only since", "ok !media", UP TALK("20") CHANGE CHANGE_ACK "20.3 a:4000>b:4002 FLOW until=60\n" DOWN },
	{ "one way for less than it takes", "ok !media.one-way", "0 a>b INVITE sdp=" AT_A "\n" "1 b>a 180\n" "17.5 b>a 200 sdp=" AT_B "\n" "17.6 a>b ACK\n" CHANGE CHANGE_ACK
	    "17.6 a:4000>b:4002 FLOW until=60\n" DOWN },
	{ "on hold, and the request that ends it is missing", "!media.direction-stuck", UP
	    "10 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8:sendonly\n" "10.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n" "10.2 a>b ACK cseq=2\n"
	    "20 a>b INVITE cseq=3 to=t sdp=" AT_A "\n" "20.1 b>a 500 cseq=3\n" "20.2 a>b ACK cseq=3 branch=3\n" "25.1 b>a 200 cseq=4 sdp=" AT_B "\n" "25.2 a>b ACK cseq=4\n" DOWN },
	{ "on hold, and nobody ends it", "media.direction-stuck", UP
	    "10 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8:sendonly\n" "10.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n" "10.2 a>b ACK cseq=2\n"
	    "20 a>b INVITE cseq=3 to=t sdp=" AT_A "\n" "20.1 b>a 500 cseq=3\n" "20.2 a>b ACK cseq=3 branch=3\n" DOWN },
};

static void
half_a_change_leaves_it_open(void **state)
{
	(void)state;
	ALL(halves);
}

static void
reports_prove_that_it_is_lost(void **state)
{
	(void)state;
	ALL(reported);
}

static void
the_hop_before_proves_that_it_is_kept_back(void **state)
{
	(void)state;
	ALL(relayed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reports_prove_that_it_is_lost),
		cmocka_unit_test(half_a_change_leaves_it_open),
		cmocka_unit_test(the_hop_before_proves_that_it_is_kept_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
