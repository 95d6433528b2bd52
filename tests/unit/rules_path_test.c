/* SPDX-License-Identifier: MIT */
#include "script.h"

#define SEVEN(rest) \
	"0 a>b INVITE" rest "\n" "0.5 a>b INVITE" rest "\n" "1.5 a>b INVITE" rest "\n" "3.5 a>b INVITE" rest "\n" \
	"7.5 a>b INVITE" rest "\n" "15.5 a>b INVITE" rest "\n" "31.5 a>b INVITE" rest "\n"

static const struct script no_response[] = {
	{ "seven copies and silence", "path.no-response !path.response-lost !path.not-forwarded !path.fragmented",
	    SEVEN("") "70 --\n" },
	{ "to all who listen, where nobody does", "ok !path.no-response",
	    "0 a>* SUBSCRIBE\n" "0.5 a>* SUBSCRIBE\n" "1.5 a>* SUBSCRIBE\n" "3.5 a>* SUBSCRIBE\n" "70 --\n" },
	{ "the trace ends before the timer", "!path.no-response", "0 a>b INVITE\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "9 --\n" },
	{ "three copies without times", "!path.no-response", "- a>b INVITE\n" "- a>b INVITE\n" "- a>b INVITE\n" },
	{ "four copies without times", "path.no-response", "- a>b INVITE\n" "- a>b INVITE\n" "- a>b INVITE\n" "- a>b INVITE\n" },
	{ "four copies, and the trace ends", "path.no-response ?trace-ends",
	    "0 a>b REGISTER\n" "0.5 a>b REGISTER\n" "1.5 a>b REGISTER\n" "3.5 a>b REGISTER\n" },
	{ "just short of the timer", "!path.no-response",
	    "0 a>b INVITE\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "31.9 --\n" },
	{ "just past the timer", "path.no-response %proven",
	    "0 a>b INVITE\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "32 --\n" },
	{ "an ACK to an answer that nobody saw", "!path.no-response", "0 a>b INVITE id=x\n" "0.5 a>b ACK id=x\n" SEVEN("") "70 --\n" },
	{ "the other side was captured as well", "path.no-response",
	    "0 a>b INVITE id=x\n" "0.4 b>a 200 id=x\n" "0.5 a>b ACK id=x\n" SEVEN("") "70 --\n" },
	{ "a late 100 is a response", "!path.no-response", SEVEN("") "31.9 b>a 100\n" "70 --\n" },
	{ "another server took it", "ok code.200 (path.no-response)",
	    SEVEN("") "33 a>d INVITE cseq=2\n" "33.1 d>a 200 cseq=2\n" "33.2 a>d ACK cseq=2\n" "70 --\n" },
	{ "duplicates of the capture are no copies", "!path.no-response",
	    "0 a>b INVITE\n" "0.001 a>b INVITE\n" "0.002 a>b INVITE\n" "60 --\n" },
	{ "seen on both sides of a NAT, and answered on neither", "path.no-response",
	    "0 a>x INVITE\n" "0.001 a>b INVITE\n" "0.5 a>x INVITE\n" "0.501 a>b INVITE\n" "1.5 a>x INVITE\n" "1.501 a>b INVITE\n" "60 --\n" },
	{ "answered where the other side of a NAT was captured", "code.486 !path",
	    "0 a>x INVITE\n" "0.001 a>b INVITE\n" "0.5 a>x INVITE\n" "0.501 a>b INVITE\n" "1.5 a>x INVITE\n" "1.501 a>b INVITE\n"
	    "1.8 b>a 486\n" "1.9 a>b ACK branch=1\n" "60 --\n" },
	{ "the silent hop behind the proxy", "path.no-response !path.not-forwarded (code.408)",
	    "0 c>a INVITE branch=up\n" "0.01 a>c 100 branch=up\n"
	    "0.02 a>b INVITE via=1\n" "0.52 a>b INVITE via=1\n" "1.52 a>b INVITE via=1\n" "3.52 a>b INVITE via=1\n"
	    "30 a>c 408 branch=up\n" "30.1 c>a ACK branch=up\n" "70 --\n" },
};

#define THREE(rest) "5 a>b " rest "\n" "5.5 a>b " rest "\n" "6.5 a>b " rest "\n"

static const struct script silence[] = {
	{ "an OPTIONS within a call is a request like others", "path.no-response",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" THREE("OPTIONS to=t cseq=3") "60 --\n" },
	{ "one on its own asks whether anybody is there", "path.no-response #options-unanswered !#request-unanswered", THREE("OPTIONS") "60 --\n" },
	{ "the trace goes on", "#trace-goes-on !#trace-ends", THREE("REGISTER") "60 --\n" },
	{ "sent once over a connection, nobody knows where to", "!path", "5 d>a OPTIONS id=o\n" "5.1 a>d 200 OPTIONS id=o\n" "6 a>? INVITE tcp\n" "60 --\n" },
	{ "within a call that was not seen", "!path", "5 a>d OPTIONS id=o\n" "5.1 d>a 200 OPTIONS id=o\n" "6 a>b INVITE tcp to=t\n" "60 --\n" },
	{ "twice over a connection", "path.no-response %likely",
	    "5 a>d OPTIONS id=o\n" "5.1 d>a 200 OPTIONS id=o\n" "6 a>b INVITE tcp\n" "6.5 a>b INVITE tcp\n" "60 --\n" },
	{ "a log that shows what others got", "!path",
	    "5 d>e OPTIONS id=o loose\n" "5.1 e>d 200 OPTIONS id=o loose\n" "6 a>b INVITE tcp loose\n" "60 --\n" },
};

#define GIVEN " | Proxy-Authorization: Digest realm=\"r\""

static const struct script fragmented[] = {
	{ "the bigger one stays unanswered", "path.fragmented (path.no-response)",
	    "0 a>b INVITE branch=small\n" "0.1 b>a 407 branch=small | Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\n" "0.1 a>b ACK branch=small\n"
	    "1 a>b INVITE cseq=2 size=1600" GIVEN "\n" "1.5 a>b INVITE cseq=2 size=1600" GIVEN "\n"
	    "2.5 a>b INVITE cseq=2 size=1600" GIVEN "\n" "60 --\n" },
	{ "the smaller one of another call", "path.fragmented (path.no-response)",
	    "0 a>b OPTIONS id=x\n" "0.1 b>a 200 OPTIONS id=x\n"
	    "1 a>b PUBLISH size=1301\n" "1.5 a>b PUBLISH size=1301\n" "2.5 a>b PUBLISH size=1301\n" "60 --\n" },
	{ "no bigger than that", "!path.fragmented",
	    "0 a>b OPTIONS id=x\n" "0.1 b>a 200 OPTIONS id=x\n"
	    "1 a>b PUBLISH size=1240\n" "1.5 a>b PUBLISH size=1240\n" "2.5 a>b PUBLISH size=1240\n" "60 --\n" },
	{ "the smaller one went elsewhere", "!path.fragmented",
	    "0 a>d OPTIONS id=x\n" "0.1 d>a 200 OPTIONS id=x\n"
	    "1 a>b PUBLISH size=1600\n" "1.5 a>b PUBLISH size=1600\n" "2.5 a>b PUBLISH size=1600\n" "60 --\n" },
	{ "both stay unanswered", "path.no-response !path.fragmented",
	    "1 a>b INVITE cseq=2 size=1600\n" "1.5 a>b INVITE cseq=2 size=1600\n" "2.5 a>b INVITE cseq=2 size=1600\n" "60 --\n" },
	{ "big and answered", "ok !path",
	    "0 a>b INVITE size=1600\n" "0.1 b>a 200\n" "0.2 a>b ACK\n" "60 --\n" },
	{ "a connection does not fragment", "!path.fragmented",
	    "0 a>b INVITE branch=small tcp\n" "0.1 b>a 407 branch=small tcp | Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\n" "0.1 a>b ACK branch=small tcp\n"
	    "1 a>b INVITE cseq=2 size=1600 tcp\n" "2 a>b INVITE cseq=2 size=1600 tcp\n" "60 --\n" },
};

/* One of the same call, answered or not, and then a big one that is not. */
#define ONE(who, back, rest) "0 " who " INVITE branch=s" rest "\n" "0.1 " back " 407 branch=s | Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\n" \
	"0.2 " who " ACK branch=s\n"
#define BIG(size) "1 a>b INVITE cseq=2 size=" size GIVEN "\n" "1.5 a>b INVITE cseq=2 size=" size GIVEN "\n" \
	"2.5 a>b INVITE cseq=2 size=" size GIVEN "\n" "60 --\n"

static const struct script sizes[] = {
	{ "the least of the big and the greatest of the small", "path.fragmented #size-unanswered:1301", ONE("a>b", "b>a", " size=1300") BIG("1301") },
	{ "the greatest of the small", "path.no-response !path.fragmented", ONE("a>b", "b>a", "") BIG("1300") },
	{ "a big one got through", "path.no-response !path.fragmented", ONE("a>b", "b>a", " size=1301") BIG("1600") },
	{ "the small one came from another host", "path.no-response !path.fragmented", ONE("d>b", "b>d", "") BIG("1600") },
	{ "from another port of the same host", "path.fragmented", ONE("a:61000>b", "b>a:61000", "") BIG("1600") },
	{ "the small one went to another port", "path.no-response !path.fragmented", ONE("a>b:5070", "b:5070>a", "") BIG("1600") },
	{ "the small one was not answered", "path.no-response !path.fragmented", "0 a>b INVITE branch=s\n" BIG("1600") },
	{ "twice is too little", "!path.fragmented",
	    ONE("a>b", "b>a", "") "1 a>b INVITE cseq=2 size=1600" GIVEN "\n" "60 --\n" },
	{ "the trace ends", "!path.fragmented",
	    ONE("a>b", "b>a", "") "1 a>b INVITE cseq=2 size=1600" GIVEN "\n" "1.5 a>b INVITE cseq=2 size=1600" GIVEN "\n"
	    "2.5 a>b INVITE cseq=2 size=1600" GIVEN "\n" "9 --\n" },
	{ "the network says what it was", "path.refused !path.fragmented", ONE("a>b", "b>a", "") "1.01 a>b NET closed\n" BIG("1600") },
};

#define ALIVE "5 a>d OPTIONS id=o\n" "5.1 d>a 200 OPTIONS id=o\n"

#define TALK "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n"

/* A proxy sends it on once, over a connection. */
#define SENT_ON(more) "0 c>a INVITE tcp branch=up\n" "0.01 a>c 100 tcp branch=up\n" "0.02 a>b INVITE tcp via=1\n" more "10 --\n"

static const struct script connections[] = {
	{ "the proxy says that it waited in vain", "path.no-response %likely #request-tried #answer-after !#trace-ends !path.not-forwarded (code.408)",
	    SENT_ON("2.02 a>c 408 tcp branch=up\n" "2.1 c>a ACK tcp branch=up\n") },
	{ "a 408 at once is no timer's", "code.408 !path", SENT_ON("1.99 a>c 408 tcp branch=up\n" "2.1 c>a ACK tcp branch=up\n") },
	{ "the next hop had tried", "!path.no-response",
	    SENT_ON("0.1 b>a 100 tcp via=1\n" "6.02 a>c 408 tcp branch=up\n" "6.1 c>a ACK tcp branch=up\n") },
	{ "the proxy fails for another reason", "code.500 !path", SENT_ON("6 a>c 500 tcp branch=up\n" "6.1 c>a ACK tcp branch=up\n") },
	{ "sent once, and nothing came", "path.no-response %likely #trace-goes-on", ALIVE "6 a>b INVITE tcp\n" "38 --\n" },
	{ "the timer still runs", "!path", ALIVE "6 a>b INVITE tcp\n" "37.9 --\n" },
	{ "a datagram that was sent once", "!path", ALIVE "6 a>b INVITE\n" "60 --\n" },
	{ "a log of requests", "!path", "6 a>b INVITE tcp loose\n" "60 --\n" },
	{ "the capture lost something of its connection", "!path", ALIVE "6 a>b INVITE tcp\n" "9 b>a NET tcp-lacks\n" "60 --\n" },
	{ "before it", "path.no-response", ALIVE "5.9 b>a NET tcp-lacks\n" "6 a>b INVITE tcp\n" "60 --\n" },
	{ "of another one", "path.no-response", ALIVE "6 a>b INVITE tcp\n" "9 b>a:40000 NET tcp-lacks\n" "60 --\n" },
	{ "a capture of what the client sends", "!path", "5 a>b OPTIONS tcp id=o\n" "6 a>b INVITE tcp\n" "60 --\n" },
	{ "and of both directions of its connection", "path.no-response", "5 a>b OPTIONS tcp id=o\n" "6 a>b INVITE tcp\n" "6 a>b NET tcp-waited\n" "60 --\n" },
	{ "a log of both", "path.no-response", ALIVE "6 a>b INVITE tcp loose\n" "60 --\n" },
	{ "an answer that was missed", "!path", ALIVE "6 a>b INVITE tcp\n" "9 a>b ACK tcp\n" "60 --\n" },
	{ "ringing that was missed", "!path", ALIVE "6 a>b INVITE tcp\n" "9 a>b CANCEL tcp\n" "60 --\n" },
	{ "a challenge that was missed", "!path",
	    ALIVE "6 a>b INVITE tcp\n" "6.2 a>b INVITE tcp cseq=2 | Authorization: Digest realm=\"r\"\n" "6.3 b>a 100 tcp cseq=2\n"
	    "8 b>a 200 tcp cseq=2\n" "8.1 a>b ACK tcp cseq=2\n" "60 --\n" },
	{ "a registration, which says nothing more either way", "!path", ALIVE "6 a>b REGISTER tcp\n" "60 --\n" },
	{ "one that was given up after timer F", "path.no-response %likely #request-tried:REGISTER !#request-unanswered", ALIVE "6 a>b REGISTER tcp\n" "38 a>b NET tcp-closed\n" "60 --\n" },
	{ "after less", "!path", ALIVE "6 a>b REGISTER tcp\n" "37.9 a>b NET tcp-closed\n" "60 --\n" },
	{ "on a connection that the server closed", "!path.no-response", ALIVE "6 a>b REGISTER tcp\n" "38 b>a NET tcp-closed\n" "60 --\n" },
	{ "one that waited in vain on an open connection", "path.no-response %likely", ALIVE "6 a>b REGISTER tcp\n" "6 a>b NET tcp-waited\n" "60 --\n" },
	{ "who waited asked something later", "!path", ALIVE "6 a>b REGISTER tcp\n" "6.1 b>a 200 tcp REGISTER\n" "8 a>b NET tcp-waited\n" "60 --\n" },
	{ "a request of a dialog", "path.no-response %likely #request-tried:INFO", TALK "9 a>b INFO tcp cseq=2\n" "9 a>b NET tcp-waited\n" "60 --\n" },
	{ "a re-INVITE of who was called", "path.no-response %likely #request-tried:INVITE",
	    TALK "9 b>a INVITE tcp from=t to=f cseq=7\n" "41 b>a NET tcp-closed\n" "60 --\n" },
	{ "closed before", "!path", TALK "9 a>b UPDATE tcp cseq=2\n" "40.9 a>b NET tcp-closed\n" "60 --\n" },
	{ "its sender hangs up, and is answered", "path.no-response", TALK "9 a>b UPDATE tcp cseq=2\n" "9 a>b NET tcp-waited\n" "41 a>b BYE tcp cseq=3\n" "41.1 b>a 200 tcp BYE cseq=3\n" "80 --\n" },
	{ "before timer F", "!path", TALK "9 a>b UPDATE tcp cseq=2\n" "9 a>b NET tcp-waited\n" "40 a>b BYE tcp cseq=3\n" "40.1 b>a 200 tcp BYE cseq=3\n" "80 --\n" },
	{ "one that is being worked on", "!path", TALK "9 a>b INVITE tcp cseq=2\n" "9.1 b>a 100 tcp cseq=2\n" "41.1 a>b NET tcp-closed\n" "60 --\n" },
	{ "asked once more when timer F was over", "path.no-response %likely",
	    ALIVE "6 a>b REGISTER tcp loose\n" "38 a>b REGISTER tcp loose cseq=2 branch=r2\n" "71 --\n" },
	{ "asked once more before", "!path", ALIVE "6 a>b REGISTER tcp loose\n" "37.9 a>b REGISTER tcp loose cseq=2 branch=r2\n" "68 --\n" },
	{ "asked elsewhere", "!path", ALIVE "6 a>b REGISTER tcp loose\n" "38 a>c REGISTER tcp loose cseq=2 branch=r2\n" "71 --\n" },
	{ "asked once more, and the answer came", "!path",
	    ALIVE "6 a>b REGISTER tcp loose\n" "38 a>b REGISTER tcp loose cseq=2 branch=r2\n" "38.1 b>a 200 tcp loose REGISTER cseq=2 branch=r2\n" "71 --\n" },
	{ "asked once more, by a capture that may lack the other side", "!path", ALIVE "6 a>b REGISTER tcp\n" "38 a>b REGISTER tcp cseq=2 branch=r2\n" "71 --\n" },
	{ "answered all the same", "!path", ALIVE "6 a>b REGISTER tcp\n" "37 b>a 200 tcp REGISTER\n" "38 a>b NET tcp-closed\n" "60 --\n" },
};

#define TRIED "0 a>b INVITE\n" "0.1 b>a 100\n"
#define TRIED_BEHIND(copies) "0 a>p INVITE\n" "0.01 p>a 100\n" "0.02 p>b INVITE via=1 branch=y\n" copies "250 --\n"
#define CANCELLED(t) t " a>b CANCEL\n" t ".1 b>a 200 CANCEL\n" t ".2 b>a 487\n" t ".3 a>b ACK branch=1\n"
#define PASSED(other) "0 a>p INVITE\n" "0.01 p>a 100\n" "0.02 p>b INVITE via=1 branch=y\n" "0.1 b>p 100 via=1 branch=y\n" other \
	"0.3 p>a 180\n" "24 p>b CANCEL via=1 branch=y\n" "24.1 b>p 200 CANCEL via=1 branch=y\n" "24.2 b>p 487 via=1 branch=y\n" \
	"24.3 p>b ACK via=1 branch=y\n" "24.4 p>a 487\n" "24.5 a>p ACK branch=1\n"

static const struct script not_forwarded[] = {
	{ "100, then nothing until the caller gives up", "path.not-forwarded",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "24 a>b CANCEL\n" "24.1 b>a 200 CANCEL\n" "24.2 b>a 487\n" "24.3 a>b ACK branch=1\n" },
	{ "a PRACK tells of an answer that the capture lacks", "!path", TRIED "1 a>b PRACK\n" "1.1 b>a 200 PRACK\n" CANCELLED("24") },
	{ "one to somebody else tells nothing", "path.not-forwarded", TRIED "1 a>d PRACK\n" "1.1 d>a 200 PRACK\n" CANCELLED("24") },
	{ "who asked was told that it rings", "!path", PASSED("") },
	{ "by the other one of two that were tried", "path.not-forwarded", PASSED("0.02 p>d INVITE via=1 branch=z\n" "0.3 d>p 180 via=1 branch=z\n") },
	{ "100, then 408", "path.not-forwarded (code.408) @30",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "30 b>a 408\n" "30.1 a>b ACK branch=1\n" },
	{ "the trace begins behind the INVITE", "path.not-forwarded",
	    "0.1 b>a 100\n" "24 a>b CANCEL\n" "24.1 b>a 200 CANCEL\n" "24.2 b>a 487\n" "24.3 a>b ACK branch=1\n" },
	{ "and behind the 100", "!path", "24 a>b CANCEL\n" "24.1 b>a 200 CANCEL\n" "24.2 b>a 487\n" "24.3 a>b ACK branch=1\n" },
	{ "behind the INVITE, and the caller gave up soon", "!path",
	    "0.1 b>a 100\n" "4 a>b CANCEL\n" "4.1 b>a 200 CANCEL\n" "4.2 b>a 487\n" "4.3 a>b ACK branch=1\n" },
	{ "the caller gave up soon", "code.487 !path",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "4 a>b CANCEL\n" "4.1 b>a 200 CANCEL\n" "4.2 b>a 487\n" "4.3 a>b ACK branch=1\n" },
	{ "100, and nothing when every timer of a proxy is over", "path.not-forwarded #trace-goes-on %likely @0.1", "0 a>b INVITE\n" "0.1 b>a 100\n" "250 --\n" },
	{ "the clock was set ahead, and it rings", "ok !path !setup", TRIED "7200 b>a 180\n" "7203 b>a 200\n" "7203.1 a>b ACK\n" "7210 a>b BYE\n" "7210.1 b>a 200 BYE\n" },
	{ "the same, where somebody else is heard first", "ok !path !setup", TRIED "7199 --\n" "7200 b>a 180\n" "7203 b>a 200\n" "7203.1 a>b ACK\n" "7210 a>b BYE\n" "7210.1 b>a 200 BYE\n" },
	{ "nobody captured for hours", "!path", TRIED "7200 --\n" "7201 --\n" "8000 --\n" },
	{ "set back again, it is waited for as ever", "path.not-forwarded", "0 a>b INVITE id=y\n" "0.1 b>a 486 id=y\n" "7200 a>b INVITE\n" "7200.1 b>a 100\n" "7450 --\n" },
	{ "it rings on and on", "!path", "0 a>b INVITE\n" "0.1 b>a 100\n" "0.9 b>a 180\n" "250 --\n" },
	{ "the answer was missed, the BYE was not", "!path", "0 a>b INVITE\n" "0.1 b>a 100\n" "90 a>b BYE\n" "90.1 b>a 200 BYE\n" "390 --\n" },
	{ "the hop behind it is in the trace", "!path.not-forwarded",
	    "0 a>p INVITE\n" "0.01 p>a 100\n" "0.02 p>b INVITE via=1 branch=y\n" "0.1 b>p 180 via=1 branch=y\n" "250 --\n" },
	{ "it rang", "code.408 %code.408/rang !path",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.9 b>a 180\n" "30 b>a 408\n" "30.1 a>b ACK branch=1\n" },
};


static const struct script waiting[] = {
	{ "over a connection, too", "path.not-forwarded", "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "30 b>a 408 tcp\n" "30.1 a>b ACK tcp branch=1\n" },
	{ "and where the capture lost something of it, it may have rung", "code.408 !path",
	    "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "5 b>a NET tcp-lacks\n" "30 b>a 408 tcp\n" "30.1 a>b ACK tcp branch=1\n" },
	{ "the callee was busy after all", "code.486 !path", TRIED "24 a>b CANCEL\n" "24.1 b>a 200 CANCEL\n" "24.2 b>a 486\n" "24.3 a>b ACK branch=1\n" },
	{ "cancelled, and no final response", "!path.no-response (path.not-forwarded)", TRIED "24 a>b CANCEL\n" "24.1 b>a 200 CANCEL\n" "90 --\n" },
	{ "408 to who had given up", "code.408 !path", TRIED "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "30 b>a 408\n" "30.1 a>b ACK branch=1\n" },
	{ "nobody there, which somebody must have told", "code.480 !path", TRIED "30 b>a 480\n" "30.1 a>b ACK branch=1\n" },
	{ "408 without times", "path.not-forwarded (code.408)", "- a>b INVITE\n" "- b>a 100\n" "- b>a 408\n" "- a>b ACK branch=1\n" },
	{ "sent again after the 100: it was not heard", "!path.not-forwarded", TRIED "0.5 a>b INVITE\n" "250 --\n" },
	{ "another server took the same request then", "!path.not-forwarded", TRIED "40 a>d INVITE branch=z\n" "41 d>a 200 branch=z\n" "41.1 a>d ACK\n"
	    "44 b>a 408\n" "44.1 a>b ACK branch=1\n" "60 --\n" },
	{ "cancelled early, and nothing more", "!path.not-forwarded", TRIED "5 a>b CANCEL\n" "250 --\n" },
	{ "what stands behind it was tried once", "path.not-forwarded", TRIED_BEHIND("") },
	{ "and tells that it tries: then it is the one who waits", "path.not-forwarded @0.1", TRIED_BEHIND("0.1 b>p 100 via=1 branch=y\n") },
	{ "and is silent itself", "path.no-response !path.not-forwarded",
	    TRIED_BEHIND("0.5 p>b INVITE via=1 branch=y\n" "1.5 p>b INVITE via=1 branch=y\n") },
	{ "and is asked a second time", "path.not-forwarded", TRIED_BEHIND("0.5 p>b INVITE via=1 branch=y\n") },
};

#define IGNORED(option) "0 a>b BYE\n" "0.1 b>a 200 BYE" option "\n" "0.6 a>b BYE\n" "0.7 b>a 200 BYE" option "\n" "1.6 a>b BYE\n"

static const struct script malformed_response[] = {
	{ "an address in brackets", "response.malformed (path.response-lost)", IGNORED(" received=[2001:db8::1]") },
	{ "the same without brackets", "path.response-lost !response.malformed", IGNORED(" received=2001:db8::1") },
	{ "a Via too many", "response.malformed (path.response-lost)", IGNORED(" via=1") },
	{ "a header that breaks the grammar", "response.malformed (path.response-lost)", IGNORED(" | Contact: <sip:b@h") },
	{ "one that may stand there once stands twice", "response.malformed (path.response-lost)", IGNORED(" | Call-ID: c") },
	{ "a blank too many in its first line", "response.malformed #defect.start-line-blanks (path.response-lost)", IGNORED(" phrase=_OK") },
	{ "nothing wrong with it", "path.response-lost !response.malformed", IGNORED("") },
	{ "wrong, but heard", "!response.malformed !path", "0 a>b BYE\n" "0.1 b>a 200 BYE received=[2001:db8::1]\n" "9 --\n" },
	{ "one copy under way", "!response.malformed !path",
	    "0 a>b BYE\n" "0.45 b>a 200 BYE received=[2001:db8::1]\n" "0.5 a>b BYE\n" "9 --\n" },
};

/* The answer goes back so often, and the caller cancels so late. */
#define RINGS_ON(copies, cancel) "0 a>b INVITE\n" "0.2 b>a 180\n" "2 b>a 200\n" copies cancel " a>b CANCEL\n"

static const struct script response_lost[] = {
	{ "the caller cancels what was answered long ago", "path.response-lost %likely", RINGS_ON("2.5 b>a 200\n" "3.5 b>a 200\n", "5") },
	{ "and so late", "path.response-lost", RINGS_ON("2.5 b>a 200\n", "3.1") },
	{ "or it crossed the answer", "!path.response-lost", RINGS_ON("2.5 b>a 200\n", "3") },
	{ "the answer was sent once", "!path.response-lost", RINGS_ON("", "5") },
	{ "the ACK was late", "!path.response-lost", RINGS_ON("2.5 b>a 200\n" "3.5 b>a 200\n", "5") "5.1 a>b ACK\n" },
	{ "a second", "!path.response-lost", RINGS_ON("2.5 b>a 200\n" "3.5 b>a 200\n", "5") "6 a>b ACK\n" },
	{ "and more", "path.response-lost !dialog.missing-ack", RINGS_ON("2.5 b>a 200\n" "3.5 b>a 200\n", "5") "6.1 a>b ACK\n" },
	{ "half a minute long", "dialog.missing-ack (path.response-lost)", RINGS_ON("2.5 b>a 200\n" "3.5 b>a 200\n" "5.5 b>a 200\n" "9.5 b>a 200\n"
	    "13.5 b>a 200\n" "17.5 b>a 200\n" "21.5 b>a 200\n" "25.5 b>a 200\n" "29.5 b>a 200\n" "33.5 b>a 200\n", "20") "60 --\n" },
	{ "two copies after the response", "path.response-lost !path.no-response",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.5 a>b INVITE\n" "0.6 b>a 100\n" "1.5 a>b INVITE\n" "60 --\n" },
	{ "one copy long after it", "path.response-lost", "0 a>b BYE\n" "0.1 b>a 200 BYE\n" "1.5 a>b BYE\n" },
	{ "one copy a second after it", "!path", "0 a>b BYE\n" "0.5 b>a 200 BYE\n" "1.5 a>b BYE\n" },
	{ "the response again ends it", "ok !path",
	    "0 a>b BYE\n" "0.1 b>a 200 BYE\n" "1.5 a>b BYE\n" "1.6 b>a 200 BYE\n" "9 --\n" },
	{ "the response again, and it goes on", "path.response-lost",
	    "0 a>b BYE\n" "0.1 b>a 200 BYE\n" "0.5 a>b BYE\n" "0.6 b>a 200 BYE\n" "1.5 a>b BYE\n" "1.6 b>a 200 BYE\n"
	    "3.5 a>b BYE\n" },
	{ "to the end of its time", "path.response-lost",
	    "0 a>b BYE\n" "0.5 a>b BYE\n" "1.5 a>b BYE\n" "1.6 b>a 200 BYE\n" "27.5 a>b BYE\n" "27.6 b>a 200 BYE\n"
	    "31.5 a>b BYE\n" "31.6 b>a 200 BYE\n" "60 --\n" },
	{ "a call that completes", "ok !path",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "1.6 b>a 200\n" "1.7 a>b ACK\n" "60 --\n" },
	{ "the challenge came through at last", "ok !path.response-lost",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER\n" "0.5 a>b REGISTER\n" "0.6 b>a 401 REGISTER\n" "1.5 a>b REGISTER\n"
	    "1.6 b>a 401 REGISTER\n" "1.7 a>b REGISTER cseq=2 | Authorization: Digest realm=\"r\"\n" "1.8 b>a 200 REGISTER cseq=2\n" },
	{ "and a copy of it that came at last was not captured", "ok !path.response-lost",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER\n" "0.5 a>b REGISTER\n" "1.5 a>b REGISTER\n"
	    "1.7 a>b REGISTER cseq=2 | Authorization: Digest realm=\"r\"\n" "1.8 b>a 200 REGISTER cseq=2\n" },
	{ "a refusal, whose last copy was not captured, but the ACK to it", "code.486 !path.response-lost",
	    "0 a>b INVITE\n" "0.1 b>a 486\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "1.6 a>b ACK branch=1\n" "60 --\n" },
	{ "order alone will do", "path.response-lost",
	    "- a>b INVITE\n" "- b>a 100\n" "- a>b INVITE\n" "- a>b INVITE\n" "- b>a 486\n" },
	{ "order alone: the copies came before it", "!path.response-lost", "- a>b INVITE\n" "- a>b INVITE\n" "- a>b INVITE\n" "- b>a 100\n" "- b>a 486\n" },
	{ "one at the time of the response, one later", "!path", "0 a>b BYE\n" "0.5 b>a 200 BYE\n" "0.5 a>b BYE\n" "1.5 a>b BYE\n" },
	{ "behind a proxy, which gives up", "path.response-lost (code.408)",
	    "0 c>a INVITE branch=up\n" "0.01 a>c 100 branch=up\n" "0.02 a>b INVITE via=1\n" "0.1 b>a 180 via=1\n" "0.52 a>b INVITE via=1\n"
	    "1.52 a>b INVITE via=1\n" "2 b>a 200 via=1\n" "3.52 a>b INVITE via=1\n" "30 a>c 408 branch=up\n" "30.1 c>a ACK branch=up\n" "70 --\n" },
	{ "one copy under way", "ok !path",
	    "0 a>b INVITE\n" "0.49 b>a 100\n" "0.5 a>b INVITE\n" "0.9 b>a 200\n" "1 a>b ACK\n" },
	{ "copies before a slow response", "ok !path",
	    "0 a>b INVITE\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "3.2 b>a 100\n" "4 b>a 200\n" "4.1 a>b ACK\n" },
	{ "the next hop is no copy", "ok !path",
	    "0 a>p INVITE\n" "0.1 p>a 100\n" "1.5 p>b INVITE branch=x via=1\n" "1.6 b>p 200 branch=x via=1\n"
	    "1.7 p>a 200\n" "1.8 a>b ACK\n" },
};

#define HUNG_UP(from, option, answer) "0 " from ">b BYE" option "\n" "0.1 " answer " 200 BYE" option "\n" "0.6 " from ">b BYE" option "\n" \
	"1.6 " from ">b BYE" option "\n"

#define ASKED_AT(at, and, answer) at " a>b REGISTER sentby=203.0.113.100\n" and " " answer " 404 REGISTER sentby=203.0.113.100\n"
#define GAVE_UP(answer) ASKED_AT("0", "0.1", answer) ASKED_AT("0.5", "0.6", answer) ASKED_AT("1.5", "1.6", answer) ASKED_AT("3.5", "3.6", answer)

static const struct script ways_back[] = {
	{ "to where it came from", "path.response-lost = !#response-to-via !#response-from-elsewhere", HUNG_UP("a", "", "b>a") },
	{ "to the port of Via, with nothing to say otherwise", "path.response-lost =no-rport #response-to-via",
	    HUNG_UP("a:61000", " norport sentby=203.0.113.97:5060", "b>a") },
	{ "whoever answers can send elsewhere, and is told how", "path.response-lost =no-rport %caller %on-asterisk !%on-kamailio",
	    "0 a:61000>b BYE norport sentby=203.0.113.97:5060 | User-Agent: Kamailio\n"
	    "0.1 b>a 200 BYE norport sentby=203.0.113.97:5060 | Server: Asterisk PBX 20.5.2\n"
	    "0.6 a:61000>b BYE norport sentby=203.0.113.97:5060 | User-Agent: Kamailio\n"
	    "1.6 a:61000>b BYE norport sentby=203.0.113.97:5060 | User-Agent: Kamailio\n" },
	{ "though it asked for its source", "path.response-lost = !#response-to-via", HUNG_UP("a:61000", " sentby=203.0.113.97:5060", "b>a") },
	{ "to where it came from, without being asked", "path.response-lost = !#response-to-via", HUNG_UP("a:61000", " norport", "b>a:61000") },
	{ "to another host than the one that asked, and it gave up early", "path.response-lost", GAVE_UP("b>d") "60 --\n" },
	{ "which its Via names", "path.response-lost =via-unreachable #via-unreachable", HUNG_UP("a", " norport sentby=203.0.113.100", "b>d") },
	{ "though the Via has rport", "path.response-lost =via-unreachable", HUNG_UP("a", " sentby=203.0.113.100", "b>d") },
	{ "to that one: what came last ended it", "!path", GAVE_UP("b>a") "60 --\n" },
	{ "both are seen, as at the two sides of a NAT", "!path", GAVE_UP("b>d") "3.7 b>a 404 REGISTER sentby=203.0.113.100\n" "60 --\n" },
	{ "from another address", "path.response-lost #response-from-elsewhere", HUNG_UP("a", "", "d>a") },
	{ "from another port", "path.response-lost #response-from-elsewhere", HUNG_UP("a", "", "b:5070>a") },
	{ "without addresses nothing is said of ways", "path.response-lost = !#response-to-via !#response-from-elsewhere",
	    "0 ?>? BYE norport\n" "0.1 ?>? 200 BYE\n" "0.6 ?>? BYE norport\n" "1.6 ?>? BYE norport\n" },
};

#define GIVEN_UP(id, t) t "0 a>b INVITE id=" id "\n" t "5 a>b INVITE id=" id "\n"
#define TAKEN(id, t) t "7 a>d INVITE id=" id "\n" t "71 d>a 200 id=" id "\n" t "72 a>d ACK id=" id "\n"

#define DEAD_FIRST(id, t, then) t "0 a>b INVITE id=" id "\n" t "1 a>b INVITE id=" id "\n" t "2 a>b INVITE id=" id "\n" t "4 a>b INVITE id=" id "\n" \
	then " a>d INVITE cseq=2 id=" id "\n" then ".1 d>a 200 cseq=2 id=" id "\n" then ".2 a>d ACK cseq=2 id=" id "\n"

static const struct script failovers[] = {
	{ "three calls given up, another carrier works", "path.no-response",
	    GIVEN_UP("1", "1.") TAKEN("x", "2.") GIVEN_UP("2", "3.") TAKEN("y", "4.") GIVEN_UP("3", "5.") TAKEN("z", "6.") "30 --\n" },
	{ "each asks four times, and then another server takes the same call", "path.no-response %likely",
	    DEAD_FIRST("1", "0.", "4") DEAD_FIRST("2", "10.", "14") DEAD_FIRST("3", "20.", "24") "70 --\n" },
	{ "two of them", "ok !(dialog)", DEAD_FIRST("1", "0.", "4") DEAD_FIRST("2", "10.", "14") "70 --\n" },
	{ "two calls given up", "!path.no-response",
	    GIVEN_UP("1", "1.") TAKEN("x", "2.") GIVEN_UP("2", "3.") TAKEN("y", "4.") "30 --\n" },
	{ "nobody else works either", "!path.no-response", GIVEN_UP("1", "1.") GIVEN_UP("2", "3.") GIVEN_UP("3", "5.") "30 --\n" },
	{ "sent once each", "!path.no-response",
	    "1 a>b INVITE id=1\n" TAKEN("x", "2.") "3 a>b INVITE id=2\n" TAKEN("y", "4.") "5 a>b INVITE id=3\n" TAKEN("z", "6.") "30 --\n" },
	{ "once each, over a connection", "path.no-response",
	    "1 a>b INVITE tcp id=1\n" TAKEN("x", "2.") "3 a>b INVITE tcp id=2\n" TAKEN("y", "4.") "5 a>b INVITE tcp id=3\n" TAKEN("z", "6.") "30 --\n" },
	{ "what need not be acknowledged, over a connection", "!path.no-response",
	    "1 a>b MESSAGE tcp id=1\n" TAKEN("x", "2.") "3 a>b MESSAGE tcp id=2\n" TAKEN("y", "4.") "5 a>b MESSAGE tcp id=3\n" TAKEN("z", "6.") "30 --\n" },
	{ "the trace ends soon", "!path.no-response",
	    GIVEN_UP("1", "1.") TAKEN("x", "2.") GIVEN_UP("2", "3.") TAKEN("y", "4.") GIVEN_UP("3", "5.") TAKEN("z", "6.") },
};

#define TRUNK(code) "0 a>b INVITE id=1\n" "0.1 b>a " code " id=1\n" "0.2 a>b ACK id=1 branch=1\n"
#define OTHER_TRUNK(t, how) t " a>d INVITE id=2" how "\n" t ".5 d>a 200 id=2\n" t ".6 a>d ACK id=2\n" "60 --\n"
#define HOSTS(first, second) "0 ?>? INVITE id=1 uri=sip:bob@" first "\n" "0.1 ?>? 503 id=1\n" "0.2 ?>? ACK id=1 branch=1\n" \
	"1 ?>? INVITE id=2 uri=sip:bob@" second "\n" "1.5 ?>? 200 id=2\n" "1.6 ?>? ACK id=2\n" "60 --\n"

static const struct script over_another[] = {
	{ "a call that the second trunk takes", "code.503 %notice", TRUNK("503") OTHER_TRUNK("1", "") },
	{ "no route over the first", "code.404 %notice", TRUNK("404") OTHER_TRUNK("1", "") },
	{ "five seconds later it is another try", "code.503 %error", TRUNK("503") OTHER_TRUNK("6", "") },
	{ "the same trunk again", "code.503 %error",
	    TRUNK("503") "1 a>b INVITE id=2\n" "1.5 b>a 200 id=2\n" "1.6 a>b ACK id=2\n" "60 --\n" },
	{ "the second one fails, too", "code.503 %error",
	    TRUNK("503") "1 a>d INVITE id=2\n" "1.5 d>a 503 id=2\n" "1.6 a>d ACK id=2 branch=1\n" "60 --\n" },
	{ "another number", "code.503 %error", TRUNK("503") OTHER_TRUNK("1", " uri=sip:zoe@example.net") },
	{ "another caller", "code.503 %error",
	    TRUNK("503") "1 a>d INVITE id=2 user=zoe\n" "1.5 d>a 200 id=2 user=zoe\n" "1.6 a>d ACK id=2 user=zoe\n" "60 --\n" },
	{ "nor is it who is nowhere free", "code.600", TRUNK("600") OTHER_TRUNK("1", "") },
	{ "the least code that a trunk refuses with", "code.400 %notice", TRUNK("400") OTHER_TRUNK("1", "") },
	{ "nobody is named", "code.503 %error",
	    "0 a>b INVITE id=1 uri=sip:example.net\n" "0.1 b>a 503 id=1\n" "0.2 a>b ACK id=1 branch=1\n" OTHER_TRUNK("1", " uri=sip:example.net") },
	{ "without addresses another host is another trunk", "code.503 %notice", HOSTS("one.example", "two.example") },
	{ "and the same host the same one", "code.503 %error", HOSTS("one.example", "one.example") },
	{ "the first says nothing, over a connection", "path.no-response %notice", ALIVE "6 a>b INVITE tcp id=1\n" OTHER_TRUNK("8", "") },
	{ "and five seconds later it is another try", "path.no-response %error", ALIVE "6 a>b INVITE tcp id=1\n" OTHER_TRUNK("11.1", "") },
	{ "nothing comes, however often it is asked", "path.no-response %error",
	    "0 a>b INVITE id=1\n" "0.5 a>b INVITE id=1\n" "1.5 a>b INVITE id=1\n" OTHER_TRUNK("4", "") },
	{ "the first is not there", "path.refused %notice", "0 a>b INVITE id=1\n" "0.01 a>b NET closed\n" OTHER_TRUNK("1", "") },
	{ "a registrar that is not there, and another one", "path.refused %notice",
	    "0 a>b REGISTER id=1\n" "0.01 a>b NET closed\n" "5 a>d REGISTER id=2\n" "5.1 d>a 200 REGISTER id=2\n" "60 --\n" },
	{ "that is asked later", "path.refused %error",
	    "0 a>b REGISTER id=1\n" "0.01 a>b NET closed\n" "5.1 a>d REGISTER id=2\n" "5.2 d>a 200 REGISTER id=2\n" "60 --\n" },
	{ "the same one, asked a second time", "code.503 %error !%notice",
	    "0 a>b REGISTER id=1\n" "0.1 b>a 503 REGISTER id=1\n" "1 a>b REGISTER id=2\n" "1.1 b>a 200 REGISTER id=2\n" "60 --\n" },
	{ "that says nothing", "path.refused %error", "0 a>b REGISTER id=1\n" "0.01 a>b NET closed\n" "1 a>d REGISTER id=2\n" "60 --\n" },
	{ "one that fails, and another one", "code.503 %notice",
	    "0 a>b REGISTER id=1\n" "0.1 b>a 503 REGISTER id=1\n" "1 a>d REGISTER id=2\n" "1.1 d>a 200 REGISTER id=2\n" "60 --\n" },
	{ "one that knows no such account", "code.404 %error",
	    "0 a>b REGISTER id=1\n" "0.1 b>a 404 REGISTER id=1\n" "1 a>d REGISTER id=2\n" "1.1 d>a 200 REGISTER id=2\n" "60 --\n" },
	{ "it tries the first again and again", "path.refused %error",
	    "0 a>b REGISTER id=1\n" "0.01 a>b NET closed\n" "1 a>d REGISTER id=2\n" "1.1 d>a 200 REGISTER id=2\n"
	    "20 a>b REGISTER id=1 cseq=2\n" "20.01 a>b NET closed\n" "40 a>b REGISTER id=1 cseq=3\n" "40.01 a>b NET closed\n" "90 --\n" },
	{ "nor is the second", "path.refused %error",
	    "0 a>b INVITE id=1\n" "0.01 a>b NET closed\n" "1 a>d INVITE id=2\n" "1.01 a>d NET closed\n" "60 --\n" },
	{ "busy is no matter of trunks", "code.486 %notice", TRUNK("486") OTHER_TRUNK("1", "") },
	{ "nor is a person who declines", "code.603", TRUNK("603") OTHER_TRUNK("1", "") },
};

#define CREDENTIALS " | Authorization: Digest realm=\"r\""
#define TWICE(first, second) "0 a>b REGISTER" first "\n" "50 a>b REGISTER cseq=2" second "\n" "99 --\n"

/* Of two hops; from p on only what is sent to b was captured, or that and \p back too. */
#define TO_B_ONLY(back) "0 a>p INVITE branch=x\n" "0.1 p>b INVITE branch=xp via=1\n" back "2 p>a 200 branch=x\n" "2.1 a>p ACK branch=k\n" \
    "2.2 p>b ACK branch=kp via=1\n" "9 a>p BYE branch=y\n" "9.1 p>b BYE branch=yp via=1\n" "9.6 p>b BYE branch=yp via=1\n" \
    "10.6 p>b BYE branch=yp via=1\n" "11 p>a 200 BYE branch=y\n" "99 --\n"
/* Both ask each other, and what one of them sends was captured; of the other that. */
#define ASK_EACH_OTHER(other) "0 a>b OPTIONS id=1\n" "5 a>b 200 OPTIONS id=2 branch=2\n" "15 a>b OPTIONS id=3\n" "20 a>b 200 OPTIONS id=4 branch=4\n" \
    "25 a>b 200 OPTIONS id=5 branch=5\n" other "30 a>b OPTIONS id=6\n" "99 --\n"

static const struct script one_sided[] = {
	{ "behind a proxy, whose caller got the answer", "ok capture.one-sided !dialog", TO_B_ONLY("") },
	{ "and what comes back from there was captured", "ok (path.no-response) !capture.one-sided", TO_B_ONLY("1 b>p 180 branch=xp via=1\n") },
	{ "answers to what nobody saw", "capture.one-sided %likely #one-sided-answers !options.peer-down", ASK_EACH_OTHER("") },
	{ "a message came back", "options.peer-down !capture.one-sided", ASK_EACH_OTHER("26 b>a OPTIONS id=7\n") },
	{ "all of them to one", "options.peer-down !capture.one-sided", "0 a>b OPTIONS id=1\n" "5 a>b 200 OPTIONS id=2 branch=2\n" "15 a>b OPTIONS id=3\n"
	    "20 a>b 200 OPTIONS id=2 branch=2\n" "25 a>b 200 OPTIONS id=2 branch=2\n" "30 a>b OPTIONS id=6\n" "99 --\n" },
	{ "to an INVITE from before the capture", "!capture.one-sided", "1 a>b 200 id=1 branch=1\n" "2 a>b 200 id=2 branch=2\n" "3 a>b 200 id=3 branch=3\n" "99 --\n" },
	{ "over a connection, which may have others", "!capture.one-sided",
	    "1 a>b 200 OPTIONS id=1 branch=1 tcp\n" "2 a>b 200 OPTIONS id=2 branch=2 tcp\n" "3 a>b 200 OPTIONS id=3 branch=3 tcp\n" "99 --\n" },
	{ "an ACK to an answer nobody saw", "ok capture.one-sided %likely", "0 a>b INVITE\n" "3 a>b ACK\n" "40 a>b BYE\n" "99 --\n" },
	{ "the capture began in the middle", "ok !capture.one-sided", "3 a>b ACK\n" "40 a>b BYE\n" "40.1 b>a 200 BYE\n" "99 --\n" },
	{ "the ACK went straight to the other end", "ok !capture.one-sided",
	    "0 a>p INVITE\n" "1 p>a 200\n" "1.1 a>d ACK\n" "40 a>d BYE\n" "40.1 d>a 200 BYE\n" },
	{ "answers that were captured in part only", "!path !capture", "0 a>b REGISTER\n" "0.5 a>b REGISTER\n" "1.5 a>b REGISTER\n" "1.6 b>a 200 REGISTER stub\n" "99 --\n" },
	{ "to somebody else", "path.no-response", "0 a>b REGISTER\n" "0.5 a>b REGISTER\n" "1.5 a>b REGISTER\n" "1.6 b>d 200 REGISTER stub\n" "99 --\n" },
	{ "only their end is missing: that one is another call's", "path.no-response", "0 a>b REGISTER\n" "0.5 a>b REGISTER\n" "1.5 a>b REGISTER\n" "1.6 b>a 200 REGISTER id=o cut\n" "99 --\n" },
	{ "it rang, perhaps", "!path", "0 a>b INVITE\n" "0.1 b>a 100\n" "0.5 b>a 180 stub\n" "20 a>b CANCEL\n" "20.1 b>a 200 CANCEL\n" "20.2 b>a 487\n" "20.3 a>b ACK branch=1\n" "60 --\n" },
	{ "peers that answer", "!options.peer-down", "0 a>b OPTIONS id=1\n" "0.1 b>a 200 OPTIONS stub\n" "15 a>b OPTIONS id=2\n" "30 a>b OPTIONS id=3\n" "99 --\n" },
	{ "registrations sent once each", "ok capture.one-sided",
	    "0 a>b REGISTER | Authorization: Digest realm=\"r\"\n" "50 a>b REGISTER cseq=2 | Authorization: Digest realm=\"r\"\n" "99 --\n" },
	{ "a registration sent once", "!capture.one-sided", "0 a>b REGISTER | Authorization: Digest realm=\"r\"\n" "99 --\n" },
	{ "two, and no credentials", "!capture.one-sided", TWICE("", "") },
	{ "one of them without", "!capture.one-sided", TWICE("", CREDENTIALS) },
	{ "over a connection a request is sent once", "!capture.one-sided", TWICE(" tcp" CREDENTIALS, " tcp" CREDENTIALS) },
	{ "one of them was sent again", "!capture.one-sided", TWICE(CREDENTIALS, CREDENTIALS "\n" "51 a>b REGISTER cseq=2" CREDENTIALS) },
	{ "one got a provisional response", "!capture.one-sided", TWICE(CREDENTIALS, CREDENTIALS "\n" "50.1 b>a 100 REGISTER cseq=2") },
	{ "one was answered", "!capture.one-sided", TWICE(CREDENTIALS, CREDENTIALS "\n" "50.1 b>a 200 REGISTER cseq=2") },
	{ "of other methods", "!capture.one-sided",
	    "0 a>b OPTIONS" CREDENTIALS "\n" "50 a>b OPTIONS cseq=2" CREDENTIALS "\n" "60 a>b REGISTER cseq=3\n" "99 --\n" },
	{ "to two servers", "!capture.one-sided", "0 a>b REGISTER" CREDENTIALS "\n" "50 a>d REGISTER cseq=2" CREDENTIALS "\n" "99 --\n" },
	{ "from two clients", "!capture.one-sided", "0 a>b REGISTER" CREDENTIALS "\n" "50 d>b REGISTER cseq=2" CREDENTIALS "\n" "99 --\n" },
	{ "the trace goes on for as long as a client waits", "capture.one-sided",
	    "0 a>b REGISTER" CREDENTIALS "\n" "50 a>b REGISTER cseq=2" CREDENTIALS "\n" "55 --\n" },
	{ "and not so long", "!capture.one-sided",
	    "0 a>b REGISTER" CREDENTIALS "\n" "50 a>b REGISTER cseq=2" CREDENTIALS "\n" "54.9 --\n" },
	{ "somebody else was answered by the same server", "!capture.one-sided",
	    TWICE(CREDENTIALS, CREDENTIALS "\n" "60 a>b OPTIONS id=o\n" "60.1 b>a 200 OPTIONS id=o") },
};

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static void silence_is_silence_where_an_answer_would_show(void **state) { (void)state; ALL(silence); }
static void the_size_counts_byte_by_byte(void **state) { (void)state; ALL(sizes); }
static void who_waits_is_told_nothing(void **state) { (void)state; ALL(waiting); }
static void a_response_has_its_way(void **state) { (void)state; ALL(ways_back); }
static void silence_is_proven_by_copies_and_time(void **state) { (void)state; ALL(no_response); }
static void size_is_the_cause_where_less_got_through(void **state) { (void)state; ALL(fragmented); }
static void a_connection_carries_a_request_once(void **state) { (void)state; ALL(connections); }
static void trying_alone_is_not_enough(void **state) { (void)state; ALL(not_forwarded); }
static void a_response_that_breaks_the_grammar_is_ignored(void **state) { (void)state; ALL(malformed_response); }
static void fast_fail_over_leaves_a_dead_server(void **state) { (void)state; ALL(failovers); }
static void a_fail_over_that_works_harms_nobody(void **state) { (void)state; ALL(over_another); }
static void half_a_capture_proves_nothing(void **state) { (void)state; ALL(one_sided); }
static void a_request_again_tells_of_a_lost_response(void **state) { (void)state; ALL(response_lost); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(silence_is_proven_by_copies_and_time),
		cmocka_unit_test(silence_is_silence_where_an_answer_would_show),
		cmocka_unit_test(the_size_counts_byte_by_byte),
		cmocka_unit_test(who_waits_is_told_nothing),
		cmocka_unit_test(a_response_has_its_way),
		cmocka_unit_test(size_is_the_cause_where_less_got_through),
		cmocka_unit_test(a_connection_carries_a_request_once),
		cmocka_unit_test(trying_alone_is_not_enough),
		cmocka_unit_test(a_response_that_breaks_the_grammar_is_ignored),
		cmocka_unit_test(fast_fail_over_leaves_a_dead_server),
		cmocka_unit_test(a_fail_over_that_works_harms_nobody),
		cmocka_unit_test(half_a_capture_proves_nothing),
		cmocka_unit_test(a_request_again_tells_of_a_lost_response),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
