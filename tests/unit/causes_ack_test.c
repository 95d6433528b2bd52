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
	{ "none is wanted", "=ack-lost", FROM_PROXY("\n"), "2.1 a>p ACK uri=sip:bob@203.0.113.98\n" },
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
	{ "both at home", "=",
	    "0 A>B INVITE\n" "2 B>A 200\n%s" "2.5 B>A 200\n" "3.5 B>A 200\n" "5.5 B>A 200\n" "9.5 B>A 200\n" "33.5 B>A 200\n"
	    "34 B>A BYE from=t to=f\n", "" },

	/* what the answer left out */
	{ "Record-Route", "=record-route-not-copied",
	    "0 p>b INVITE via=1 | Record-Route: <sip:203.0.113.112;lr>\n" "2 b>p 200 via=1\n%s" "2.5 b>p 200 via=1\n"
	    "3.5 b>p 200 via=1\n" "5.5 b>p 200 via=1\n" "9.5 b>p 200 via=1\n" "33.5 b>p 200 via=1\n" "34 b>p BYE from=t to=f\n", "" },
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
