/* SPDX-License-Identifier: MIT */
/* Why a 2xx was never acknowledged. */
#include "script.h"

/* From the caller a over the proxies p and q to the callee b, seen between a and p. */
#define RECORDED "| Record-Route: <sip:203.0.113.113;lr> | Record-Route: <sip:203.0.113.112;lr>\n"
#define STRICT "| Record-Route: <sip:203.0.113.113;lr> | Record-Route: <sip:203.0.113.112>\n"
#define CONTACT " contact=sip:bob@203.0.113.98 "
#define FROM_PROXY(tail) \
	"0 a>p INVITE\n" "2 p>a 200" CONTACT tail \
	"%s" \
	"2.5 p>a 200" CONTACT tail "3.5 p>a 200" CONTACT tail "5.5 p>a 200" CONTACT tail "9.5 p>a 200" CONTACT tail \
	"13.5 p>a 200" CONTACT tail "17.5 p>a 200" CONTACT tail "33.5 p>a 200" CONTACT tail \
	"34 p>a BYE from=t to=f\n" "34.1 a>p 200 BYE from=t to=f\n"
#define DIRECT(contact) \
	"0 a>b INVITE\n" "2 b>a 200 contact=" contact "\n" \
	"%s" \
	"2.5 b>a 200 contact=" contact "\n" "3.5 b>a 200 contact=" contact "\n" "5.5 b>a 200 contact=" contact "\n" \
	"9.5 b>a 200 contact=" contact "\n" "13.5 b>a 200 contact=" contact "\n" "33.5 b>a 200 contact=" contact "\n" \
	"34 b>a BYE from=t to=f\n" "34.1 a>b 200 BYE from=t to=f\n"

#define INNER_200(time, way, options) time " " way " 200 contact=sip:bob@192.168.1.2" options "\n"
#define HOPS_16 "| Record-Route: <sip:1;lr>, <sip:2;lr>, <sip:3;lr>, <sip:4;lr>, <sip:5;lr>, <sip:6;lr>, <sip:7;lr>, <sip:8;lr>, " \
	"<sip:9;lr>, <sip:10;lr>, <sip:11;lr>, <sip:12;lr>, <sip:13;lr>, <sip:14;lr>, <sip:15;lr>, <sip:16;lr>"
#define SIXTEEN(name) name "<sip:h;lr>, <sip:h;lr>, <sip:h;lr>, <sip:h;lr>, <sip:h;lr>, <sip:h;lr>, <sip:h;lr>, <sip:h;lr>, " \
	"<sip:h;lr>, <sip:h;lr>, <sip:h;lr>, <sip:h;lr>, <sip:h;lr>, <sip:h;lr>, <sip:h;lr>, <sip:h;lr>"

/* Over a p that sends the answer again itself; what came to it from b. */
#define SENT_ON(came) \
	"0 a>p INVITE\n" "0.1 p>b INVITE via=1 branch=down | Record-Route: <sip:203.0.113.112;lr>\n" came "2.01 p>a 200\n" "%s" \
	"2.51 p>a 200\n" "3.51 p>a 200\n" "5.51 p>a 200\n" "9.51 p>a 200\n" "33.5 p>a 200\n" "34 p>a BYE from=t to=f\n"

struct ack {
	const char *name, *expected, *trace, *acks;
};

static const struct ack acks[] = {
	/* where it went */
	{ "as it should be", "=ack-lost /ack-wrong-target /ack-no-route /ack-route-order !#Record-Route !#Route", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n" },
	{ "as it should be, spelt otherwise", "=ack-lost", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:%62ob@203.0.113.98:5060 | Route: <sip:203.0.113.112:5060;lr> | Route: <sip:203.0.113.113;LR>\n" },
	{ "to the proxy", "=ack-wrong-target", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:203.0.113.112 | Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n" },
	{ "to the Request-URI of the INVITE", "=ack-wrong-target", FROM_PROXY(RECORDED), "2.1 a>p ACK\n" },
	{ "to it, where no Route is wanted and one is sent", "=ack-wrong-target", FROM_PROXY("\n"), "2.1 a>p ACK | Route: <sip:203.0.113.112>\n" },
	{ "to it, past a hop that routes strictly", "=ack-wrong-target", FROM_PROXY(STRICT), "2.1 a>p ACK\n" },
	{ "to a name where the Contact is an address", "=", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:bob@b.example | Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n" },
	{ "without Route", "=ack-no-route #Record-Route !#Route", FROM_PROXY(RECORDED), "2.1 a>p ACK uri=sip:bob@203.0.113.98\n" },
	{ "without Route, after a late 180 that names none", "=ack-no-route", FROM_PROXY(RECORDED),
	    "2.05 p>a 180\n" "2.1 a>p ACK uri=sip:bob@203.0.113.98\n" },
	{ "none is wanted, whatever the 180 says", "=ack-lost", FROM_PROXY("\n"),
	    "2.05 p>a 180 " RECORDED "2.1 a>p ACK uri=sip:bob@203.0.113.98\n" },
	{ "none is wanted", "=ack-lost", FROM_PROXY("\n"), "2.1 a>p ACK uri=sip:bob@203.0.113.98\n" },
	{ "none is wanted, and another callee answered beside", "=ack-lost /ack-wrong-target", FROM_PROXY("\n"),
	    "2.05 p>a 200 to=u contact=sip:zoe@203.0.113.120\n" "2.1 a>p ACK uri=sip:bob@203.0.113.98\n" "2.15 a>p ACK to=u uri=sip:zoe@203.0.113.120 branch=u\n" },
	{ "a Route nobody asked for", "=", FROM_PROXY("\n"),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.112;lr>\n" },
	{ "in the order of the Record-Route", "=ack-route-order #Record-Route #Route", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.113;lr>, <sip:203.0.113.112;lr>\n" },
	{ "with another Route", "=", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.112;lr>, <sip:203.0.113.120;lr>\n" },
	{ "with a first hop that routes strictly", "=ack-lost", FROM_PROXY(STRICT),
	    "2.1 a>p ACK uri=sip:203.0.113.112 | Route: <sip:203.0.113.113;lr>, <sip:bob@203.0.113.98>\n" },
	{ "with a first hop that routes strictly, and somebody else last", "=", FROM_PROXY(STRICT),
	    "2.1 a>p ACK uri=sip:203.0.113.112 | Route: <sip:203.0.113.113;lr>, <sip:zoe@203.0.113.120>\n" },
	{ "in the form of strict routing to a loose one", "=ack-lost", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:203.0.113.112 | Route: <sip:203.0.113.113;lr>, <sip:bob@203.0.113.98>\n" },
	{ "two ways, one of them right", "=", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n"
	    "2.2 a>p ACK uri=sip:203.0.113.112 branch=other\n" },
	{ "seen behind a proxy only", "=", FROM_PROXY(RECORDED), "2.1 a>p ACK uri=sip:203.0.113.112 via=1\n" },
	{ "right, but the packet goes elsewhere", "=", FROM_PROXY(RECORDED),
	    "2.1 a>x ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n" },
	{ "of another dialog", "=", FROM_PROXY(RECORDED), "2.1 a>p ACK to=wrong uri=sip:203.0.113.112\n" },
	{ "without addresses", "=ack-wrong-target",
	    "- ?>? INVITE\n" "- ?>? 200" CONTACT "\n%s" "- ?>? 200" CONTACT "\n" "- ?>? 200" CONTACT "\n"
	    "- ?>? 200" CONTACT "\n" "- ?>? 200" CONTACT "\n" "- ?>? 200" CONTACT "\n" "- ?>? BYE from=t to=f\n",
	    "- ?>? ACK uri=sip:203.0.113.112\n" },

	{ "with one hop twice and the other not at all", "=", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.112;lr>, <sip:203.0.113.112;lr>\n" },
	{ "with one hop twice, the last", "=", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.113;lr>, <sip:203.0.113.113;lr>\n" },
	{ "with one hop too few", "=", FROM_PROXY(RECORDED), "2.1 a>p ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.112;lr>\n" },
	{ "to a first hop that routes strictly, with all of the route", "=", FROM_PROXY(STRICT),
	    "2.1 a>p ACK uri=sip:203.0.113.112 | Route: <sip:203.0.113.112>, <sip:203.0.113.113;lr>\n" },
	{ "strictly, with a hop too many", "=", FROM_PROXY(STRICT),
	    "2.1 a>p ACK uri=sip:203.0.113.112 | Route: <sip:203.0.113.113;lr>, <sip:203.0.113.120>, <sip:bob@203.0.113.98>\n" },
	{ "strictly, to another hop", "=", FROM_PROXY(STRICT),
	    "2.1 a>p ACK uri=sip:203.0.113.120 | Route: <sip:203.0.113.113;lr>, <sip:bob@203.0.113.98>\n" },
	{ "strictly, over another hop", "=", FROM_PROXY(STRICT),
	    "2.1 a>p ACK uri=sip:203.0.113.112 | Route: <sip:203.0.113.120;lr>, <sip:bob@203.0.113.98>\n" },
	{ "loose with a value, among others", "=ack-wrong-target", FROM_PROXY("| Record-Route: <sip:203.0.113.113;lr> | Record-Route: <sip:203.0.113.112;x=y;LR=on>\n"),
	    "2.1 a>p ACK uri=sip:203.0.113.112 | Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n" },
	{ "something that only begins so is not loose", "=", FROM_PROXY("| Record-Route: <sip:203.0.113.113;lr> | Record-Route: <sip:203.0.113.112;lrx>\n"),
	    "2.1 a>p ACK uri=sip:203.0.113.112 | Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n" },
	{ "over a hop that has a name, wherever that is", "=ack-lost", FROM_PROXY("| Record-Route: <sip:p.example;lr>\n"),
	    "2.1 a>x ACK uri=sip:bob@203.0.113.98 | Route: <sip:p.example;lr>\n" },
	{ "over a hop, and the packet goes to where the answer came from", "=ack-lost", FROM_PROXY("| Record-Route: <sip:203.0.113.120;lr>\n"),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.120;lr>\n" },
	{ "twice to the same wrong target", "=ack-wrong-target", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:203.0.113.112\n" "2.6 a>p ACK uri=sip:203.0.113.112 branch=other\n" },
	{ "twice, without Route and in another order", "=", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98\n"
	    "2.6 a>p ACK branch=other uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.113;lr>, <sip:203.0.113.112;lr>\n" },
	{ "right, and behind the proxy as that likes", "=ack-lost", FROM_PROXY(RECORDED),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n" "2.2 p>q ACK uri=sip:203.0.113.112 via=1 branch=q\n" },
	{ "sixteen hops, and none of them", "=ack-no-route", FROM_PROXY(HOPS_16 "\n"), "2.1 a>p ACK uri=sip:bob@203.0.113.98\n" },
	{ "a Route of more hops than are compared", "=", FROM_PROXY(SIXTEEN("| Record-Route: ") "\n"),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 " SIXTEEN("| Route: ") ", <sip:h;lr>\n" },
	{ "the first sixteen of both are the same", "=ack-lost", FROM_PROXY(SIXTEEN("| Record-Route: ") "\n"),
	    "2.1 a>p ACK uri=sip:bob@203.0.113.98 " SIXTEEN("| Route: ") "\n" },
	{ "more hops than are compared", "=", FROM_PROXY(HOPS_16 ", <sip:h;lr>\n"), "2.1 a>p ACK uri=sip:bob@203.0.113.98\n" },

	/* the Contact */
	{ "an inner Contact", "=contact-private", DIRECT("sip:bob@192.168.1.2"), "" },
	{ "the ACK goes there", "=contact-private", DIRECT("sip:bob@10.0.113.90"), "2.1 a>Z ACK uri=sip:bob@10.0.113.90\n" },
	{ "the ACK goes to where the answer came from", "=ack-lost", DIRECT("sip:bob@192.168.1.2"),
	    "2.1 a>b ACK uri=sip:bob@203.0.113.98\n" },
	{ "the headers say the inner address, the packet goes back", "=ack-lost", DIRECT("sip:bob@192.168.1.2"),
	    "2.1 a>b ACK uri=sip:bob@192.168.1.2\n" },
	{ "a shared address", "=contact-private", DIRECT("sip:bob@100.64.1.2"), "" },
	{ "a public Contact", "=", DIRECT("sip:bob@203.0.113.98"), "" },
	{ "a name", "=", DIRECT("sip:bob@b.example"), "" },
	{ "a proxy stands between", "=", FROM_PROXY("contact=sip:bob@192.168.1.2 | Record-Route: <sip:203.0.113.112;lr>\n"), "" },
	{ "the ACK has a Route that nobody wants", "=", DIRECT("sip:bob@192.168.1.2"),
	    "2.1 a>b ACK uri=sip:bob@203.0.113.98 | Route: <sip:203.0.113.112;lr>\n" },
	{ "the caller at home, the callee outside", "=",
	    "0 A>b INVITE\n" INNER_200("2", "b>A", "") "%s" INNER_200("2.5", "b>A", "") INNER_200("3.5", "b>A", "") INNER_200("5.5", "b>A", "")
	    INNER_200("33.5", "b>A", "") "34 b>A BYE from=t to=f\n", "" },
	{ "the callee at home, the caller outside", "=",
	    "0 a>B INVITE\n" INNER_200("2", "B>a", "") "%s" INNER_200("2.5", "B>a", "") INNER_200("3.5", "B>a", "") INNER_200("5.5", "B>a", "")
	    INNER_200("33.5", "B>a", "") "34 B>a BYE from=t to=f\n", "" },
	{ "another one on the next hop", "=",
	    "0 a>p INVITE\n" "0.1 p>b INVITE via=1 branch=d\n" INNER_200("2", "b>p", " via=1 branch=d") "2.1 p>a 200 contact=sip:bob@203.0.113.112\n%s"
	    INNER_200("2.5", "b>p", " via=1 branch=d") INNER_200("3.5", "b>p", " via=1 branch=d") INNER_200("33.5", "b>p", " via=1 branch=d")
	    "34 b>p BYE from=t to=f\n", "" },
	{ "the same on the next hop", "=contact-private",
	    "0 a>p INVITE\n" "0.1 p>b INVITE via=1 branch=d\n" INNER_200("2", "b>p", " via=1 branch=d") INNER_200("2.1", "p>a", "") "%s"
	    INNER_200("2.5", "b>p", " via=1 branch=d") INNER_200("3.5", "b>p", " via=1 branch=d") INNER_200("33.5", "b>p", " via=1 branch=d")
	    "34 b>p BYE from=t to=f\n", "" },
	{ "both at home", "=",
	    "0 A>B INVITE\n" "2 B>A 200\n%s" "2.5 B>A 200\n" "3.5 B>A 200\n" "5.5 B>A 200\n" "9.5 B>A 200\n" "33.5 B>A 200\n"
	    "34 B>A BYE from=t to=f\n", "" },

	/* what the answer left out */
	{ "Record-Route", "=record-route-not-copied",
	    "0 p>b INVITE via=1 | Record-Route: <sip:203.0.113.112;lr>\n" "2 b>p 200 via=1\n%s" "2.5 b>p 200 via=1\n"
	    "3.5 b>p 200 via=1\n" "5.5 b>p 200 via=1\n" "9.5 b>p 200 via=1\n" "33.5 b>p 200 via=1\n" "34 b>p BYE from=t to=f\n", "" },
	{ "one Record-Route of two", "=record-route-not-copied",
	    "0 p>b INVITE via=1 | Record-Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n" "2 b>p 200 via=1 | Record-Route: <sip:203.0.113.112;lr>\n%s"
	    "2.5 b>p 200 via=1 | Record-Route: <sip:203.0.113.112;lr>\n" "33.5 b>p 200 via=1 | Record-Route: <sip:203.0.113.112;lr>\n"
	    "34 b>p BYE from=t to=f\n", "" },
	{ "one more than there was", "=",
	    "0 p>b INVITE via=1 | Record-Route: <sip:203.0.113.112;lr>\n" "2 b>p 200 via=1 | Record-Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n%s"
	    "2.5 b>p 200 via=1 | Record-Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n"
	    "33.5 b>p 200 via=1 | Record-Route: <sip:203.0.113.112;lr>, <sip:203.0.113.113;lr>\n" "34 b>p BYE from=t to=f\n", "" },
	{ "nothing", "=",
	    "0 p>b INVITE via=1 | Record-Route: <sip:203.0.113.112;lr>\n"
	    "2 b>p 200 via=1 | Record-Route: <sip:203.0.113.112;lr>\n%s" "2.5 b>p 200 via=1 | Record-Route: <sip:203.0.113.112;lr>\n"
	    "9.5 b>p 200 via=1 | Record-Route: <sip:203.0.113.112;lr>\n" "33.5 b>p 200 via=1 | Record-Route: <sip:203.0.113.112;lr>\n"
	    "34 b>p BYE from=t to=f\n", "" },
	{ "a re-INVITE needs no Record-Route", "=",
	    "0 p>b INVITE via=1 to=t cseq=2 | Record-Route: <sip:203.0.113.112;lr>\n" "2 b>p 200 via=1 cseq=2\n%s"
	    "2.5 b>p 200 via=1 cseq=2\n" "3.5 b>p 200 via=1 cseq=2\n" "9.5 b>p 200 via=1 cseq=2\n" "33.5 b>p 200 via=1 cseq=2\n"
	    "34 b>p BYE from=t to=f\n", "" },
	{ "one Via", "=via-not-copied",
	    "0 p>b INVITE via=2\n" "2 b>p 200 via=1\n%s" "2.5 b>p 200 via=1\n" "3.5 b>p 200 via=1\n" "5.5 b>p 200 via=1\n"
	    "9.5 b>p 200 via=1\n" "33.5 b>p 200 via=1\n" "34 b>p BYE from=t to=f\n", "" },
	{ "no Via at all: whoever wrote this down left them out", "=",
	    "0 p>b INVITE via=2\n" "2 b>p 200 novia\n%s" "2.5 b>p 200 novia\n" "3.5 b>p 200 novia\n" "5.5 b>p 200 novia\n"
	    "9.5 b>p 200 novia\n" "33.5 b>p 200 novia\n" "34 b>p BYE from=t to=f\n", "" },
	{ "who made the answer left Record-Route out", "=record-route-not-copied",
	    SENT_ON("2 b>p 200 via=1 branch=down\n"), "" },
	{ "of the 180 only it was left out", "=", SENT_ON("1 b>p 180 via=1 branch=down\n" "1.01 p>a 180\n"), "" },
	{ "a hop before it has the answer with its Via", "=",
	    "0 a>p INVITE\n" "0.1 p>b INVITE via=1 branch=down\n" "2 b>p 200 via=1 branch=down\n" "2.01 p>a 200\n%s"
	    "2.5 b>p 200 via=1 branch=down\n" "3.5 b>p 200 via=1 branch=down\n" "5.5 b>p 200 via=1 branch=down\n"
	    "9.5 b>p 200 via=1 branch=down\n" "33.5 b>p 200 via=1 branch=down\n" "34 b>p BYE from=t to=f\n", "" },
};

static void
the_messages_say_why_no_ack_came(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof acks / sizeof *acks; i++) {
		char script[8192], expected[256];

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		snprintf(script, sizeof script, acks[i].trace, acks[i].acks);
		snprintf(expected, sizeof expected, "dialog.missing-ack %s", acks[i].expected);
		expect(acks[i].name, script, expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_messages_say_why_no_ack_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
