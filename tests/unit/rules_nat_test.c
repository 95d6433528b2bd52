/* SPDX-License-Identifier: MIT */
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

#define REGISTERED "0.1 b>a 200 REGISTER\n"
#define INNER_CONTACT " contact=sip:x@10.0.0.7:5060"

static const struct script signalling[] = {
	{ "all three", "nat.signalling !nat.alg", "0 a>b REGISTER norport sentby=10.0.0.7:5060" INNER_CONTACT "\n" REGISTERED },
	{ "with rport", "ok !nat", "0 a>b REGISTER sentby=10.0.0.7:5060" INNER_CONTACT "\n" REGISTERED },
	{ "with a public Contact", "ok !nat", "0 a>b REGISTER norport sentby=10.0.0.7:5060\n" REGISTERED },
	{ "sent by the source", "ok !nat", "0 a>b REGISTER norport" INNER_CONTACT "\n" REGISTERED },
	{ "a name in Via", "ok !nat", "0 a>b REGISTER norport sentby=phone.example" INNER_CONTACT "\n" REGISTERED },
	{ "inside", "ok !nat", "0 A>B REGISTER norport sentby=10.9.9.9:5060" INNER_CONTACT "\n" "0.1 B>A 200 REGISTER\n" },
	{ "over a connection", "ok !nat",
	    "0 a>b REGISTER tcp norport sentby=10.0.0.7:5060" INNER_CONTACT "\n" "0.1 b>a 200 REGISTER tcp\n" },
	{ "outbound", "ok !nat",
	    "0 a>b REGISTER norport sentby=10.0.0.7:5060 contact=- | Contact: <sip:x@10.0.0.7;ob>;reg-id=1\n" REGISTERED },
	{ "without addresses", "ok !nat", "0 ?>? REGISTER norport sentby=10.0.0.7:5060" INNER_CONTACT "\n" "0.1 ?>? 200 REGISTER\n" },
};

#define INSIDE "0 C>b INVITE branch=x sentby=10.0.0.7:5060" INNER_CONTACT " sdp=10.0.0.7;audio:4000:RTP/AVP:0\n"

/* A request at both sides of a router that puts its own address into Via, and does not take it out of what comes back. */
#define BEHIND(t, method, as) t " C>b " method " branch=x sentby=10.0.0.7:5060\n" t ".001 a>b " method " branch=x" as "\n"
#define TAKEN "1 b>a 200 branch=x\n" "1.5 b>a 200 branch=x\n" "2.5 b>a 200 branch=x\n" "4.5 b>a 200 branch=x\n" "8.5 b>a 200 branch=x\n" \
	"12.5 b>a 200 branch=x\n" "16.5 b>a 200 branch=x\n" "20.5 b>a 200 branch=x\n" "24.5 b>a 200 branch=x\n" "28.5 b>a 200 branch=x\n" "32.5 b>a 200 branch=x\n"

static const struct script gateways[] = {
	{ "rewritten on the way", "nat.alg !media !nat.signalling",
	    INSIDE "0.002 a>b INVITE branch=x sdp=203.0.113.97;audio:4000:RTP/AVP:0\n"
	    "1 b>a 200 branch=x\n" "1.002 b>C 200 branch=x sentby=10.0.0.7:5060\n" "1.1 C>b ACK\n" "1.102 a>b ACK\n" },
	{ "the answer comes back with what the router put into Via", "ok code.200 !path !%error",
	    "0 C>b INVITE branch=x sentby=10.0.0.7:5060\n" "1 b>C 200 branch=x sentby=203.0.113.97:5060\n" "1.1 C>b ACK\n" "9 C>b BYE sentby=10.0.0.7:5060\n"
	    "9.1 b>C 200 BYE sentby=203.0.113.97:5060\n" "60 --\n" },
	{ "seen at both sides of the router, which loses the answer", "!cancel.unfinished (dialog.missing-ack)",
	    BEHIND("0", "INVITE", "") "0.1 b>a 180 branch=x\n" "0.101 b>C 180 branch=x\n" TAKEN "5 C>b CANCEL branch=x sentby=10.0.0.7:5060\n"
	    "5.001 a>b CANCEL branch=x\n" "5.1 b>a 200 CANCEL branch=x\n" "5.101 b>C 200 CANCEL branch=x\n" "60 --\n" },
	{ "which breaks the request", "reason.content-length-mismatch %network",
	    BEHIND("0", "INVITE", " sdp=203.0.113.97;audio:4000:RTP/AVP:0 length=40") "0.1 b>a 400 branch=x phrase=Content-Length_mis-match\n"
	    "0.101 b>C 400 branch=x phrase=Content-Length_mis-match\n" "0.2 C>b ACK branch=x sentby=10.0.0.7:5060\n" "0.201 a>b ACK branch=x\n" "60 --\n" },
	{ "somebody else answers with that branch", "!ok",
	    "0 C>b INVITE branch=x sentby=10.0.0.7:5060\n" "0.5 C>b INVITE branch=x sentby=10.0.0.7:5060\n" "1.5 C>b INVITE branch=x sentby=10.0.0.7:5060\n"
	    "3.5 C>b INVITE branch=x sentby=10.0.0.7:5060\n" "7.5 C>b INVITE branch=x sentby=10.0.0.7:5060\n" "8 d>a 200 branch=x sentby=203.0.113.97:5060\n" "60 --\n" },
#define SDP_IN " sdp=10.0.113.67;audio:4000:RTP/AVP:8\n"
#define SDP_OUT " sdp=203.0.113.97;audio:4000:RTP/AVP:8\n"
#define SDP_FAR " sdp=203.0.113.98;audio:4002:RTP/AVP:8\n"
#define BOTH_POINTS "0 C>b INVITE branch=x contact=sip:x@10.0.113.67:5060" SDP_IN "0.002 a>b INVITE branch=x" SDP_OUT \
	"1 b>a 200 branch=x" SDP_FAR "1.002 b>C 200 branch=x" SDP_FAR "1.1 C>b ACK\n" "1.102 a>b ACK\n"
#define GOES_OUT "1.2 C:4000>b:4002 FLOW until=20\n" "1.2 a:4000>b:4002 FLOW until=20\n"
#define ARRIVES "1.2 b:4002>a:4000 FLOW until=20\n"
#define COMES_IN "1.2 b:4002>C:4000 FLOW until=20\n"
#define OVER "20 C>b BYE\n" "20.002 a>b BYE\n" "20.1 b>a 200 BYE\n" "20.102 b>C 200 BYE\n" "60 --\n"
	{ "and no media captured", "nat.alg %warning", BOTH_POINTS OVER },
	{ "and audio passes both ways at both points", "ok code.200 !%warning !%error", BOTH_POINTS GOES_OUT ARRIVES COMES_IN OVER },
	{ "and the router keeps the audio from outside", "media.one-way (nat.alg)", BOTH_POINTS GOES_OUT ARRIVES OVER },
	{ "and none comes from outside", "media.one-way (nat.alg)", BOTH_POINTS GOES_OUT OVER },
	{ "and the answer had to be sent again", "nat.alg %warning",
	    BOTH_POINTS "1.5 b>a 200 branch=x" SDP_FAR "1.502 b>C 200 branch=x" SDP_FAR GOES_OUT ARRIVES COMES_IN OVER },
	{ "only translated", "!nat.alg",
	    INSIDE "0.002 a>b INVITE branch=x sentby=10.0.0.7:5060" INNER_CONTACT " sdp=10.0.0.7;audio:4000:RTP/AVP:0\n"
	    "1 b>a 200 branch=x sentby=10.0.0.7:5060\n" },
	{ "only one of both has a Contact and a body", "!nat.alg",
	    INSIDE "0.002 a>b INVITE branch=x sentby=10.0.0.7:5060 contact=-\n" "1 b>a 200 branch=x sentby=10.0.0.7:5060\n" },
	{ "nobody knows who sent it", "!nat.alg",
	    "0 ?>b INVITE branch=x sentby=10.0.0.7:5060" INNER_CONTACT " sdp=10.0.0.7;audio:4000:RTP/AVP:0\n"
	    "0.002 a>b INVITE branch=x sdp=203.0.113.97;audio:4000:RTP/AVP:0\n" "1 b>a 200 branch=x\n" "1.1 a>b ACK\n" },
	{ "nor where it went", "!nat.alg",
	    "0 a>? INVITE branch=x sentby=10.0.0.7:5060" INNER_CONTACT " sdp=10.0.0.7;audio:4000:RTP/AVP:0\n"
	    "0.2 a>b INVITE branch=x sdp=203.0.113.97;audio:4000:RTP/AVP:0\n" "1 b>a 200 branch=x\n" "1.1 a>b ACK\n" },
	{ "a proxy passes it on", "ok !nat.alg",
	    "0 a>p INVITE\n" "0.1 p>b INVITE branch=y via=1 contact=sip:p@203.0.113.112\n" "1 b>p 200 branch=y via=1\n"
	    "1.1 p>a 200\n" "1.2 a>b ACK\n" },
	{ "another server is tried", "ok !nat.alg",
	    "0 a>b INVITE branch=x\n" "4 a>d INVITE branch=x contact=sip:y@203.0.113.1\n" "4.1 d>a 200 branch=x\n" "4.2 a>d ACK\n" },
};

/* The same message at two points: what differs in anything else is another one. */
#define TWO(first, second, last) \
	"0 C>b INVITE branch=x sentby=10.0.0.7:5060" INNER_CONTACT first "\n" "0.002 a>b INVITE branch=x" second "\n" "1 b>a 486 branch=x" last "\n"
#define ANSWERS(first, second) \
	"0 C>b INVITE branch=x sentby=10.0.0.7:5060" INNER_CONTACT "\n" "0.002 a>b INVITE branch=x sentby=10.0.0.7:5060" INNER_CONTACT "\n" \
	"1 b>a " first " branch=x" INNER_CONTACT "\n" "1.002 b>C " second " branch=x sentby=10.0.0.7:5060\n" "1.1 C>b ACK\n"

static const struct script points[] = {
	{ "the same", "code.486 (nat.alg)", TWO("", "", "") },
	{ "one more Via", "code.486 !nat.alg", TWO("", " via=1", " via=1") },
	{ "the next number", "code.486 !nat.alg", TWO("", " cseq=2", " cseq=2") },
	{ "another From tag", "code.486 !nat.alg", TWO("", " from=g", " from=g") },
	{ "another To tag", "code.486 !nat.alg", TWO("", " to=g", " to=g") },
	{ "no branch", "code.486 !nat.alg", TWO(" novia", " novia", " novia") },
	{ "another method", "!nat.alg",
	    "0 C>b INVITE branch=x sentby=10.0.0.7:5060" INNER_CONTACT "\n" "0.002 a>b REGISTER branch=x\n" "1 b>a 486 REGISTER branch=x\n" },
	{ "within a second", "(nat.alg)",
	    "0 C>b INVITE branch=x sentby=10.0.0.7:5060" INNER_CONTACT "\n" "1 a>b INVITE branch=x\n" "1.5 b>a 486 branch=x\n" },
	{ "later", "code.486 !nat.alg",
	    "0 C>b INVITE branch=x sentby=10.0.0.7:5060" INNER_CONTACT "\n" "1.001 a>b INVITE branch=x\n" "1.5 b>a 486 branch=x\n" },
	{ "a response", "nat.alg", ANSWERS("200", "200") },
	{ "another response", "!nat.alg", ANSWERS("200", "202") },
};

/* From one point: inside and outside mixed in one message, whose length was not put right. */
#define MIXED(sent_by, media, rest) "0 a>b INVITE sentby=" sent_by " sdp=" media ";audio:4000:RTP/AVP:8 " rest "\n"

static const struct script hints[] = {
	{ "inside in Via, outside in the description", "nat.alg %possible", MIXED("10.0.0.7:5060", "203.0.113.97", "length=500") },
	{ "the other way round", "nat.alg %possible", MIXED("203.0.113.97:5060", "10.0.0.7", "length=500") },
	{ "the length is right", "!nat.alg", MIXED("10.0.0.7:5060", "203.0.113.97", "") },
	{ "both inside", "!nat.alg", MIXED("10.0.0.7:5060", "10.0.0.7", "length=500") },
	{ "both outside", "!nat.alg", MIXED("203.0.113.97:5060", "203.0.113.97", "length=500") },
	{ "a name in Via", "!nat.alg", MIXED("phone.example", "203.0.113.97", "length=500") },
	{ "a name in the description", "!nat.alg", MIXED("10.0.0.7:5060", "media.example", "length=500") },
	{ "on hold", "!nat.alg", MIXED("10.0.0.7:5060", "0.0.0.0", "length=500") },
	{ "over a connection", "!nat.alg", MIXED("10.0.0.7:5060", "203.0.113.97", "length=500 tcp") },
	{ "in a text", "!nat.alg", MIXED("10.0.0.7:5060", "203.0.113.97", "length=500 loose") },
	{ "its end is missing", "!nat.alg", MIXED("10.0.0.7:5060", "203.0.113.97", "length=500 cut") },
	{ "no description", "!nat.alg", "0 a>b INVITE sentby=10.0.0.7:5060 length=500\n" },
	{ "the length is too small", "nat.alg %possible", MIXED("10.0.0.7:5060", "203.0.113.97", "length=80") },
	{ "media both ways", "!nat.alg",
	    MIXED("10.0.0.7:5060", "203.0.113.97", "length=80") "1 b>a 200 sentby=10.0.0.7:5060 sdp=203.0.113.98;audio:4002:RTP/AVP:8\n" "1.1 a>b ACK\n"
	    "1.2 a:4000>b:4002 FLOW until=9\n" "1.2 b:4002>a:4000 FLOW until=9\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n" },
};

static void behind_nat_without_help(void **state) { (void)state; ALL(signalling); }
static void routers_rewrite(void **state) { (void)state; ALL(gateways); }
static void one_message_is_seen_at_two_points(void **state) { (void)state; ALL(points); }
static void one_point_gives_a_hint(void **state) { (void)state; ALL(hints); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(behind_nat_without_help),
		cmocka_unit_test(routers_rewrite),
		cmocka_unit_test(one_message_is_seen_at_two_points),
		cmocka_unit_test(one_point_gives_a_hint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
