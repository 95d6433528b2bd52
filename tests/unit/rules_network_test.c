/* SPDX-License-Identifier: MIT */
/* What the network says beside SIP: refusals, lost connections, names, TLS, other services. */
#include "script.h"

#define GIVEN " | Proxy-Authorization: Digest realm=\"r\"\n"

static const struct script refused[] = {
	{ "a single request and its error", "path.refused !path.no-response", "0 a>b INVITE\n" "0.01 a>b NET closed\n" },
	{ "with no ports but those of the packet", "path.refused !%registrar", "0 a>b REGISTER\n" "0.01 a>b NET host by=r\n" "0.5 a>b REGISTER\n" },
	{ "nobody listens where it registers", "path.refused %registrar", "0 a>b REGISTER\n" "0.01 a>b NET closed\n" "0.5 a>b REGISTER\n" },
	{ "nor where it calls", "path.refused !%registrar", "0 a>b INVITE\n" "0.01 a>b NET closed\n" "0.5 a>b INVITE\n" },
	{ "ARP takes three seconds", "path.refused", "0 a>b INVITE\n" "4.9 a>b NET host by=r\n" },
	{ "later it is something else's", "!path.refused", "0 a>b INVITE\n" "5.1 a>b NET host by=r\n" },
	{ "before the request, too", "!path.refused", "1 a>b INVITE\n" "0.9 a>b NET closed\n" "40 --\n" },
	{ "forbidden", "path.refused", "0 a>b INVITE\n" "0.01 a>b NET filtered by=r\n" },
	{ "too big beats the guess by size", "path.refused !path.fragmented",
	    "0 a>b INVITE branch=small\n" "0.1 b>a 407 branch=small\n" "0.1 a>b ACK branch=small\n"
	    "1 a>b INVITE cseq=2 size=1600" GIVEN "1.1 a>b NET too-big num=1400 by=r\n" "1.5 a>b INVITE cseq=2 size=1600" GIVEN
	    "60 --\n" },
	{ "a later copy is answered", "ok !path.refused",
	    "0 a>b INVITE\n" "0.01 a>b NET closed\n" "0.5 a>b INVITE\n" "0.51 a>b NET closed\n" "1.5 a>b INVITE\n"
	    "1.6 b>a 200\n" "1.7 a>b ACK\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n" },
	{ "one fail-over that works, whose INVITE was not captured", "!path.refused",
	    "0 a>b INVITE\n" "0.001 a>b NET closed by=b\n" "0.3 c>a 180 cseq=2\n" "1 c>a 200 cseq=2\n" "1.1 a>c ACK cseq=2\n" "60 --\n" },
	{ "one fail-over that works", "ok !path.refused",
	    "0 a>b INVITE branch=one\n" "0.01 a>b NET closed\n" "0.1 a>d INVITE branch=two\n" "0.2 d>a 200 branch=two\n" "0.3 a>d ACK\n"
	    "9 a>d BYE\n" "9.1 d>a 200 BYE\n" },
	{ "one to the other family that works", "ok !path.refused",
	    "0 1>2 INVITE branch=one\n" "0.01 1>2 NET host by=3\n" "0.1 a>d INVITE cseq=2 branch=two\n" "0.2 d>a 200 cseq=2 branch=two\n" "0.3 a>d ACK cseq=2\n"
	    "9 a>d BYE cseq=3\n" "9.1 d>a 200 BYE cseq=3\n" },
	{ "which nobody answers", "path.refused", "0 1>2 INVITE branch=one\n" "0.01 1>2 NET host by=3\n" "0.1 a>d INVITE cseq=2 branch=two\n" "40 --\n" },
	{ "of another call of its host", "path.refused", "0 1>2 INVITE branch=one\n" "0.01 1>2 NET host by=3\n"
	    "0.1 a>d INVITE from=g cseq=2 branch=two\n" "0.2 d>a 200 from=g cseq=2 branch=two\n" "0.3 a>d ACK from=g cseq=2\n" "40 --\n" },
	{ "a proxy can't go on, and its caller asks it again", "path.refused", "0 a>b INVITE branch=one\n" "0 b>a 100 branch=one\n"
	    "0.01 1>2 INVITE branch=p via=1\n" "0.02 1>2 NET host by=3\n" "0.1 a>b INVITE cseq=2 branch=two\n" "0.1 b>a 100 cseq=2 branch=two\n" "40 --\n" },
	{ "another port of the same host", "!path.refused", "0 a>b INVITE\n" "0.01 a>b:5080 NET closed\n" "40 --\n" },
	{ "over TCP it is not about UDP", "!path.refused", "0 a>b INVITE\n" "0.01 a>b NET closed tcp\n" "40 --\n" },
	{ "an error for the response is none for the request", "!path.refused",
	    "0 a>b INVITE\n" "0.01 a>b NET closed quote=SIP/2.0_200_OK\n" "40 --\n" },
	{ "the quote names another call", "!path.refused",
	    "0 a>b INVITE\n" "0.01 a>b NET closed quote=INVITE_sip:x_SIP/2.0~Call-ID:_other~~\n" "40 --\n" },
	{ "the quote names this one", "path.refused", "0 a>b INVITE\n" "0.01 a>b NET closed quote=INVITE_sip:x_SIP/2.0~Call-ID:_c~~\n" "40 --\n" },
	{ "the quote ends within the name", "path.refused",
	    "0 a>b INVITE id=another\n" "0.01 a>b NET closed quote=INVITE_sip:x_SIP/2.0~Call-ID:_ano\n" "40 --\n" },
	{ "the next hop can't be connected to", "path.refused (code.503)",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d NET tcp-silent num=3\n" "15 b>a 503\n" "15.1 a>b ACK branch=1\n" },
	{ "and a router says why", "path.refused =host-unreachable (code.503)",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "3.2 b:40000>d NET tcp-silent num=3\n" "3.3 b:40000>d NET host by=r tcp\n" "15 b>a 503\n" "15.1 a>b ACK branch=1\n" },
	{ "the next hop refuses", "path.refused (code.503)",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d NET tcp-refused\n" "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n" },
	{ "somebody else's connection", "code.503 !path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 x:40000>d NET tcp-refused\n" "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n" "9 b>d OPTIONS id=o\n" },
	{ "a connection to something else", "code.503 !path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d:3306 NET tcp-refused\n" "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n" },
	{ "the answer came from behind", "code.503 !path.refused",
	    "0 a>b INVITE branch=up\n" "0.05 b:40000>d NET tcp-refused\n" "0.1 b>e INVITE branch=down via=1\n"
	    "0.2 e>b 503 branch=down via=1\n" "0.2 b>e ACK branch=down\n" "0.3 b>a 503 branch=up\n" "0.4 a>b ACK branch=up\n" },
	{ "the quote has the short name, and another call", "!path.refused",
	    "0 a>b INVITE\n" "0.01 a>b NET closed quote=INVITE_sip:x_SIP/2.0~i:_other~~\n" "40 --\n" },
	{ "the quote has the short name, and this call", "path.refused", "0 a>b INVITE\n" "0.01 a>b NET closed quote=INVITE_sip:x_SIP/2.0~i:_c~~\n" },
	{ "the quote spells it otherwise", "!path.refused",
	    "0 a>b INVITE\n" "0.01 a>b NET closed quote=INVITE_sip:x_SIP/2.0~CALL-ID:_other~~\n" "40 --\n" },
	{ "the quote has none, and is whole", "path.refused", "0 a>b INVITE\n" "0.01 a>b NET closed quote=INVITE_sip:x_SIP/2.0~~\n" },
	{ "answered where the other side of a NAT was captured", "code.486 !path.refused",
	    "0 a>x INVITE\n" "0.001 a>b INVITE\n" "0.01 a>x NET closed\n" "0.5 b>a 486\n" "0.6 a>b ACK branch=1\n" "60 --\n" },
	{ "something else got through", "path.refused",
	    "0 a>b INVITE branch=one\n" "0.01 a>b NET closed\n" "0.1 a>d OPTIONS branch=two\n" "0.2 d>a 200 OPTIONS branch=two\n" "60 --\n" },
	{ "another call of the same name got through", "path.refused",
	    "0 a>b INVITE branch=one\n" "0.01 a>b NET closed\n" "0.1 a>d INVITE branch=two from=g\n" "0.2 d>a 180 branch=two from=g\n" "60 --\n" },
	{ "no way to who asked is another matter", "code.503 !path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>a NET tcp-refused\n" "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n" },
	{ "before the call", "code.503 !path.refused",
	    "0 b:40000>d NET tcp-refused\n" "1 a>b INVITE\n" "1.1 b>a 100\n" "1.3 b>a 503\n" "1.4 a>b ACK branch=1\n" },
	{ "after the answer", "code.503 !path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n" "0.5 b:40000>d NET tcp-refused\n" },
	{ "what it forwarded is not answered", "path.refused",
	    "0 a>b INVITE branch=up\n" "0.05 b:40000>d NET tcp-refused\n" "0.1 b>e INVITE branch=down via=1\n"
	    "0.2 e>b 100 branch=down via=1\n" "0.3 b>a 503 branch=up\n" "0.4 a>b ACK branch=up\n" },
	{ "the next hop's port is closed", "path.refused (code.503) %likely",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b>d NET closed\n" "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n" },
	{ "a port of something else is", "code.503 !path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b>d:3306 NET closed\n" "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n" },
	{ "to which SIP was sent all the same", "path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b>d:3306 NET closed quote=INVITE_sip:x_SIP/2.0\n" "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n" },
	{ "a busy callee is busy", "code.486 !path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d NET tcp-refused\n" "0.3 b>a 486\n" "0.4 a>b ACK branch=1\n" },
};

#define OVER(at, id) \
	at " a>b INVITE branch=one id=" id "\n" at ".01 a>b NET closed\n" \
	at ".1 a>d INVITE branch=two id=" id "\n" at ".2 d>a 486 branch=two id=" id "\n" at ".3 a>d ACK branch=two id=" id "\n"

#define OVER_ANSWERED(at, id) \
	at " a>b INVITE branch=one id=" id "\n" at ".01 a>b NET closed\n" at ".02 b>a 503 branch=one id=" id "\n" \
	at ".03 a>b ACK branch=one id=" id "\n" at ".1 a>d INVITE branch=two id=" id "\n" at ".2 d>a 486 branch=two id=" id "\n" \
	at ".3 d>a ACK branch=two id=" id "\n"

static const struct script failing_over[] = {
	{ "two calls went elsewhere", "code.486 !path.refused", OVER("0", "x") OVER("10", "y") "200 --\n" },
	{ "three did", "path.refused code.486", OVER("0", "x") OVER("10", "y") OVER("20", "z") "200 --\n" },
	{ "each was answered all the same", "code.486 !path.refused",
	    OVER_ANSWERED("0", "x") OVER_ANSWERED("10", "y") OVER_ANSWERED("20", "z") "200 --\n" },
	{ "it answered in between", "code.486 !path.refused",
	    OVER("0", "x") OVER("10", "y") "15 a>b OPTIONS id=o\n" "15.1 b>a 200 OPTIONS id=o\n" OVER("20", "z") "200 --\n" },
};

#define FROM_VIA " sentby=203.0.113.97:5062 norport\n"
#define SUCCESS_REFUSED "0 a:1055>b INVITE" FROM_VIA "0.01 b>a:5062 200" FROM_VIA "0.02 b>a:5062 NET closed quote=SIP/2.0_200_OK by=a\n" \
	"0.5 a:1055>b INVITE" FROM_VIA "0.51 b>a:5062 200" FROM_VIA "0.52 b>a:5062 NET closed quote=SIP/2.0_200_OK by=a\n"

#define HUNDRED_REFUSED "0 a>b INVITE\n" "0.01 b>a 100\n" "0.02 b>a NET filtered quote=SIP/2.0_100_Trying by=r\n"

static const struct script lost[] = {
	{ "the response could not be delivered", "path.response-lost !auth.challenge-ignored !path.no-response",
	    "0 a:1055>b REGISTER sentby=203.0.113.97:5062 norport\n" "0.01 b>a:5062 401 REGISTER sentby=203.0.113.97:5062 norport | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "0.02 b>a:5062 NET closed quote=SIP/2.0_401_Unauthorized by=a\n" "0.5 a:1055>b REGISTER sentby=203.0.113.97:5062 norport\n"
	    "0.51 b>a:5062 401 REGISTER sentby=203.0.113.97:5062 norport | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "0.52 b>a:5062 NET closed quote=SIP/2.0_401_Unauthorized by=a\n" "40 --\n" },
	{ "not even the 100 gets back", "path.response-lost =filtered !path.not-forwarded", HUNDRED_REFUSED "0.5 a>b INVITE\n" "0.51 b>a 100\n" "40 --\n" },
	{ "one 100 that did not, and no copy of the request", "!path.response-lost", HUNDRED_REFUSED "2 b>a 180\n" "5 b>a 200\n" "5.1 a>b ACK\n" "40 --\n" },
	{ "its host can't be reached", "path.response-lost =host-unreachable",
	    "0 a>b INVITE\n" "0.1 b>a 486\n" "0.2 b>a NET host quote=SIP/2.0_486_Busy_Here by=r\n" "0.5 a>b INVITE\n" "0.6 b>a 486\n" "40 --\n" },
	{ "it got through in the end", "!path.response-lost",
	    "0 a>b REGISTER\n" "0.01 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "0.02 b>a NET closed quote=SIP/2.0_401_Unauthorized by=a\n"
	    "0.5 a>b REGISTER cseq=2 | Authorization: Digest realm=\"r\", nonce=\"n\", username=\"u\", uri=\"sip:example.net\", response=\"0\"\n"
	    "0.6 b>a 200 REGISTER cseq=2\n" },
	{ "a success could not be delivered", "path.response-lost !path.no-ack", SUCCESS_REFUSED "40 --\n" },
	{ "and was acknowledged all the same", "!path.response-lost", SUCCESS_REFUSED "0.7 a>b ACK\n" "40 --\n" },
	{ "only some fragments came", "path.fragmented !path.no-response",
	    "0 a>b INVITE size=1600\n" "0.5 a>b INVITE size=1600\n" "30 a>b NET reassembly by=b\n" },
	{ "fragments of what was answered", "ok !path.fragmented",
	    "0 a>b INVITE size=1600\n" "0.5 a>b INVITE size=1600\n" "0.6 b>a 200\n" "0.7 a>b ACK\n" "30 a>b NET reassembly by=b\n"
	    "31 a>b BYE\n" "31.1 b>a 200 BYE\n" },
};

static const struct script connections[] = {
	{ "reset before the final response", "path.connection-lost !path.not-forwarded",
	    "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "2 b>a NET tcp-reset\n" "40 --\n" },
	{ "its answer was not captured, but the ACK was", "!path.connection-lost",
	    "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "1.5 a>b ACK tcp\n" "2 b>a NET tcp-reset\n" "40 --\n" },
	{ "an association that was shut down", "path.connection-lost %likely #tcp-closed", "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "2 b>a NET sctp-closed\n" "40 --\n" },
	{ "shut down by who waits for the answer", "!path.connection-lost", "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "2 a>b NET sctp-closed\n" "40 --\n" },
	{ "shut down after the answer", "code.486 !path.connection-lost", "0 a>b INVITE tcp\n" "0.1 b>a 486 tcp\n" "0.2 a>b ACK tcp branch=1\n" "2 b>a NET sctp-closed\n" "40 --\n" },
	{ "an association that was aborted", "path.connection-lost %proven #tcp-reset", "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "2 b>a NET sctp-aborted\n" "40 --\n" },
	{ "a reset is sure", "path.connection-lost %proven #tcp-reset !#tcp-closed", "0 a>b INVITE tcp\n" "2 b>a NET tcp-reset\n" "40 --\n" },
	{ "an end may be an ordinary one", "path.connection-lost %likely #tcp-closed !#tcp-reset", "0 a>b INVITE tcp\n" "2 b>a NET tcp-closed\n" "40 --\n" },
	{ "a CANCEL and an ACK want no answer of their own", "code.487 !path.connection-lost",
	    "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "1 a>b CANCEL tcp\n" "1.1 b>a 487 tcp\n" "1.2 a>b ACK branch=1 tcp\n" "2 b>a NET tcp-reset\n" "90 --\n" },
	{ "over UDP there is none to lose", "!path.connection-lost", "0 a>b INVITE\n" "0.1 b>a 100\n" "2 b>a NET tcp-reset\n" "40 --\n" },
	{ "reset by the client", "path.connection-lost", "0 a>b INVITE tcp\n" "2 a>b NET tcp-reset\n" "40 --\n" },
	{ "closed by the server", "path.connection-lost", "0 a>b INVITE tcp\n" "2 b>a NET tcp-closed\n" "40 --\n" },
	{ "closed by the client: it gave up", "!path.connection-lost", "0 a>b INVITE tcp\n" "2 a>b NET tcp-closed\n" "40 --\n" },
	{ "after the final response", "code.486 !path.connection-lost",
	    "0 a>b INVITE tcp\n" "0.1 b>a 486 tcp\n" "0.2 a>b ACK branch=1 tcp\n" "2 b>a NET tcp-reset\n" },
	{ "another connection", "!path.connection-lost", "0 a>b INVITE tcp\n" "2 b:5070>a NET tcp-reset\n" "40 --\n" },
	{ "another of the client's", "!path.connection-lost", "0 a>b INVITE tcp\n" "2 b>a:5070 NET tcp-reset\n" "40 --\n" },
	{ "one that the client resets, to another port", "!path.connection-lost", "0 a>b INVITE tcp\n" "2 a>b:5070 NET tcp-reset\n" "40 --\n" },
	{ "one that it resets from another port", "!path.connection-lost", "0 a>b INVITE tcp\n" "2 a:5070>b NET tcp-reset\n" "40 --\n" },
	{ "before the request", "!path.connection-lost", "2 a>b INVITE tcp\n" "1.9 b>a NET tcp-reset\n" "40 --\n" },
	{ "without times", "!path.connection-lost", "- a>b INVITE tcp\n" "2 b>a NET tcp-reset\n" "- a>b OPTIONS id=o\n" },
	{ "it went on over another one", "ok !path.connection-lost",
	    "0 a:4000>b INVITE tcp branch=x\n" "2 b>a:4000 NET tcp-reset\n" "2.1 a:4001>b INVITE tcp branch=y\n" "2.2 b>a:4001 200 branch=y tcp\n"
	    "2.3 a:4001>b ACK tcp\n" "9 a:4001>b BYE tcp\n" "9.1 b>a:4001 200 BYE tcp\n" },
	{ "a web server answers", "path.wrong-service !path.connection-lost",
	    "0 a>b REGISTER tcp\n" "0.1 a>b NET http name=HTTP/1.1\n" "0.2 b>a NET tcp-closed\n" "40 --\n" },
	{ "it had said that it tries", "!path.wrong-service",
	    "0 a>b INVITE tcp\n" "0.05 b>a 100 tcp\n" "0.1 a>b NET http name=HTTP/1.1\n" "40 --\n" },
	{ "one whose request is missing, and one that a web server answers", "path.wrong-service",
	    "0 b>a 404 OPTIONS cseq=9 branch=gone tcp\n" "0.05 a>b REGISTER tcp\n" "0.1 a>b NET http name=HTTP/1.1\n" "40 --\n" },
	{ "or that it rings", "!path.wrong-service",
	    "0 a>b INVITE tcp\n" "0.05 b>a 180 tcp\n" "0.1 a>b NET http name=HTTP/1.1\n" "40 --\n" },
	{ "the request went by UDP", "!path.wrong-service", "0 a>b REGISTER\n" "0.1 a>b NET http name=HTTP/1.1\n" "0.2 b>a 200 REGISTER\n" },
	{ "what answers is named", "path.wrong-service #other-service !#upgrade-refused",
	    "0 a>b REGISTER tcp\n" "0.1 a>b NET http name=HTTP/1.1\n" "40 --\n" },
	{ "a web server answers somebody else", "!path.wrong-service",
	    "0 a>b REGISTER tcp\n" "0.1 x>b NET http name=HTTP/1.1\n" "0.2 b>a 200 REGISTER tcp\n" },
};

#define REFUSED_480 "0 a>b INVITE user=x\n" "0.1 b>a 100 user=x\n"
#define THEN_480 "0.9 b>a 480 user=x\n" "1 a>b ACK branch=1 user=x\n"

static const struct script names[] = {
	{ "the domain of the call does not exist", "path.dns-failed (code.480)",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n"
	    "0.3 b>n:53 NET no-name name=example.net detail=A\n" THEN_480 },
	{ "the trunk's name, which the call does not show", "path.dns-failed",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=_sip._udp.trunk.example detail=SRV\n" THEN_480 },
	{ "the call's own domain is sure", "path.dns-failed %proven =no-such-name", REFUSED_480 "0.2 b>n:53 NET no-name name=example.net detail=A\n" THEN_480 },
	{ "a trunk's is not", "path.dns-failed %likely", REFUSED_480 "0.2 b>n:53 NET no-name name=_sip._udp.trunk.example detail=SRV\n" THEN_480 },
	{ "the server of names refuses", "path.dns-failed =refused", REFUSED_480 "0.2 b>n:53 NET servfail name=example.net detail=A\n" THEN_480 },
	{ "it knows of none", "path.dns-failed =no-record", REFUSED_480 "0.2 b>n:53 NET no-record name=example.net detail=A\n" THEN_480 },
	{ "it says nothing", "path.dns-failed =no-answer", REFUSED_480 "0.2 b>n:53 NET dns-silent name=example.net detail=A num=3\n" THEN_480 },
	{ "another name is found", "path.dns-failed",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=example.net detail=A\n" "0.3 b>n:53 NET dns-good name=example.org detail=A\n" THEN_480 },
	{ "somebody else finds it", "path.dns-failed",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=example.net detail=A\n" "0.3 x>n:53 NET dns-good name=example.net detail=A\n" THEN_480 },
	{ "it is found too late", "path.dns-failed",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=example.net detail=A\n" THEN_480 "2 b>n:53 NET dns-good name=example.net detail=A\n" },
	{ "no records of the service, and it took long", "code.480 !path.dns-failed",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n" "20 b>a 480 user=x\n" "20.1 a>b ACK branch=1 user=x\n" },
	{ "nor an address", "path.dns-failed",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n" "0.3 b>n:53 NET no-name name=example.net detail=A\n"
	    "20 b>a 480 user=x\n" "20.1 a>b ACK branch=1 user=x\n" },
	{ "nor one of another name", "code.480 !path.dns-failed",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n" "0.3 b>n:53 NET no-name name=example.org detail=A\n"
	    "20 b>a 480 user=x\n" "20.1 a>b ACK branch=1 user=x\n" },
	{ "there are only no SRV records", "code.480 !path.dns-failed",
	    "0 a>b INVITE user=x\n" "0.1 b>a 100 user=x\n" "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n"
	    "5 b>a 180 user=x\n" "20 b>a 480 user=x\n" "20.1 a>b ACK branch=1 user=x\n" },
	{ "the server is silent", "path.dns-failed", REFUSED_480 "0.2 b>n:53 NET dns-silent name=example.net detail=A num=3\n" THEN_480 },
	{ "it has no address", "path.dns-failed", REFUSED_480 "0.2 b>n:53 NET no-record name=example.net detail=A\n" THEN_480 },
	{ "it is unknown, whatever is asked for", "path.dns-failed", REFUSED_480 "0.2 b>n:53 NET no-name name=example.net detail=AAAA\n" THEN_480 },
	{ "it has only no NAPTR", "code.480 !path.dns-failed", REFUSED_480 "0.2 b>n:53 NET servfail name=example.net detail=NAPTR\n" THEN_480 },
	{ "it has only no IPv6 address", "code.480 !path.dns-failed", REFUSED_480 "0.2 b>n:53 NET no-record name=example.net detail=AAAA\n" THEN_480 },
	{ "another name", "code.480 !path.dns-failed", REFUSED_480 "0.2 b>n:53 NET no-name name=wpad.example.net detail=A\n" THEN_480 },
	{ "the name that the target leads to", "path.dns-failed (code.480)",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=edge.example.org detail=A quote=example.net\n" THEN_480 },
	{ "a name that something else leads to", "code.480 !path.dns-failed",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=edge.example.org detail=A quote=www.example.org\n" THEN_480 },
	{ "another host asks", "code.480 !path.dns-failed", REFUSED_480 "0.2 x>n:53 NET no-name name=example.net detail=A\n" THEN_480 },
	{ "the next type gives something", "code.480 !path.dns-failed",
	    REFUSED_480 "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n"
	    "0.3 b>n:53 NET dns-good name=example.net detail=A\n" THEN_480 },
	{ "before the call", "code.480 !path.dns-failed",
	    "0 b>n:53 NET no-name name=example.net detail=A\n" "1 a>b INVITE\n" "1.9 b>a 480\n" "2 a>b ACK branch=1\n" },
};

static const struct script tls[] = {
	{ "what comes next comes long after it, and it is told once", "path.tls-failed %likely !%proven",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d:5061 NET tls-alert num=40 detail=handshake_failure\n" "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n"
	    "200 x:7000>y:7002 FLOW n=9\n" "201 x:7000>y:7002 FLOW n=9\n" },
	{ "the next hop's TLS fails", "path.tls-failed (code.503)",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d:5061 NET tls-alert num=40 detail=handshake_failure\n"
	    "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n" },
#define BROKEN_OFF(how) \
	"0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d:5061 NET tls-alert num=40 detail=handshake_failure" how "\n" "0.3 b>a 503\n"
	{ "in place of the server's hello", "path.tls-failed =version", BROKEN_OFF("") },
	{ "behind it", "path.tls-failed !=version !=client-certificate", BROKEN_OFF(" agreed") },
	{ "behind it, to a client without the certificate that it was asked for", "path.tls-failed =client-certificate !=version",
	    BROKEN_OFF(" agreed uncertified") },
	{ "somebody else's TLS", "code.503 !(path.tls-failed)",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 x:40000>d:5061 NET tls-good\n" "0.3 b>a 503\n" "0.4 a>b ACK branch=1\n" },
};

/* No message, or none that it belongs to: told by itself, once for each trouble. */
static const struct script alone[] = {
	{ "every attempt is refused", "path.refused",
	    "0 a:40000>b NET tcp-refused\n" "30 a:40001>b NET tcp-refused\n" "90 a:40002>b NET tcp-refused\n" },
	{ "an association over SCTP that nothing answers", "path.refused #sctp-silent:3", "0 a:40000>b NET sctp-silent num=3\n" },
	{ "an association over SCTP", "path.refused =port-closed #sctp-refused", "0 a:40000>b NET sctp-refused num=1\n" },
	{ "one probe beside a healthy call", "ok !path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 200\n" "0.2 a>b ACK\n" "1 x:40000>b NET tcp-refused\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n" "200 --\n" },
	{ "the same, as a log counts it", "ok !path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 200\n" "0.2 a>b ACK\n" "1 x:40000>b NET tcp-refused num=1\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n" "200 --\n" },
	{ "and twice", "path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 200\n" "0.2 a>b ACK\n" "1 x:40000>b NET tcp-refused num=2\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n" "200 --\n" },
	{ "two beside a healthy call", "path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 200\n" "0.2 a>b ACK\n" "1 x:40000>d NET tcp-refused\n" "5 x:40001>d NET tcp-refused\n"
	    "9 a>b BYE\n" "9.1 b>a 200 BYE\n" "200 --\n" },
	{ "not a port of SIP", "!path.refused", "0 a:40000>b:80 NET tcp-refused\n" "9 a:40000>b:80 NET tcp-refused\n" },
	{ "later it works", "ok !path.refused",
	    "0 a:40000>b NET tcp-refused\n" "1 a:40001>b NET tcp-refused\n" "5 a>b OPTIONS\n" "5.1 b>a 200 OPTIONS\n" "200 --\n" },
	{ "and what has no time tells nothing of how late it is", "ok !path.refused",
	    "0 a:40000>b NET tcp-refused\n" "1 a:40001>b NET tcp-refused\n" "- x>y NET clock\n" "5 a>b OPTIONS\n" "5.1 b>a 200 OPTIONS\n" "200 --\n" },
	{ "ICMP whose request was not captured", "path.refused", "0 a:40000>b:9999 NET host by=r quote=INVITE_sip:x_SIP/2.0\n" },
	{ "a peer that is only asked whether it lives", "path.refused",
	    "0 a>b OPTIONS id=x\n" "0.1 a>b NET closed quote=OPTIONS_sip:b_SIP/2.0\n" "30 a>b OPTIONS id=y\n"
	    "30.1 a>b NET closed quote=OPTIONS_sip:b_SIP/2.0\n" "200 --\n" },
	{ "and answers later", "ok !path.refused",
	    "0 a>b OPTIONS id=x\n" "0.1 a>b NET closed quote=OPTIONS_sip:b_SIP/2.0\n" "30 a>b OPTIONS id=y\n" "30.1 b>a 200 OPTIONS id=y\n" "200 --\n" },
	{ "and answers at once: a copy of its request went astray", "ok !path.refused",
	    "0 a>b OPTIONS id=x\n" "0.1 b>a 200 OPTIONS id=x\n" "0.1 a>b NET closed quote=OPTIONS_sip:b_SIP/2.0\n"
	    "30 a>b OPTIONS id=y\n" "30.1 b>a 200 OPTIONS id=y\n" "30.1 a>b NET closed quote=OPTIONS_sip:b_SIP/2.0\n" "200 --\n" },
	{ "ICMP about a response that was not captured", "!path.refused", "0 a:40000>b NET closed quote=SIP/2.0_200_OK\n" },
	{ "ICMP about something else", "!path.refused", "0 a:40000>b:9999 NET closed\n" },
	{ "a registrar's name", "path.dns-failed",
	    "0 a>n:53 NET dns-silent name=_sip._udp.voice.example detail=SRV num=5\n" "30 a>n:53 NET dns-silent name=voice.example detail=A num=4\n" },
	{ "a name that is used all the same", "ok !path.dns-failed",
	    "0 a>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n" "1 a>b OPTIONS\n" "1.1 b>a 200 OPTIONS\n" "200 --\n" },
	{ "only the service has no record, and the host goes on", "ok !path.dns-failed",
	    "0 a>n:53 NET no-name name=_sip._udp.proxy.example detail=SRV\n" "1 a>b REGISTER\n" "1.1 b>a 200 REGISTER\n" "200 --\n" },
	{ "one trunk of several", "path.dns-failed",
	    "0 a>n:53 NET no-name name=_sip._udp.trunk.example detail=SRV\n" "0.1 a>n:53 NET no-name name=trunk.example detail=A\n"
	    "1 a>b REGISTER\n" "1.1 b>a 200 REGISTER\n" "200 --\n" },
	{ "what the resolver puts behind it", "ok !path.dns-failed",
	    "0 a>n:53 NET no-name name=_sip._udp.example.net.corp.example detail=SRV\n" "0.1 a>n:53 NET no-name name=example.net.corp.example detail=A\n"
	    "1 a>b REGISTER\n" "1.1 b>a 200 REGISTER\n" "200 --\n" },
	{ "it is made good", "!path.dns-failed",
	    "0 a>n:53 NET servfail name=_sip._udp.voice.example detail=SRV\n" "1 a>n:53 NET dns-good name=voice.example detail=A\n" "200 --\n" },
	{ "a name of nothing to do with SIP", "!path.dns-failed", "0 a>n:53 NET no-name name=wpad.voice.example detail=A\n" },
	{ "a certificate that is not trusted", "path.tls-failed", "0 a:40000>b:5061 NET tls-alert num=48 detail=unknown_ca name=sip.example\n" },
	{ "the server's name is said where it is known", "path.tls-failed %proven #tls-alert #tls-name",
	    "0 a:40000>b:5061 NET tls-alert num=48 detail=unknown_ca name=sip.example\n" },
	{ "and not where it is not", "path.tls-failed !#tls-name", "0 a:40000>b:5061 NET tls-alert num=48 detail=unknown_ca\n" },
	{ "an end without a word is less sure", "path.tls-failed %likely = #tls-closed", "0 a:40000>b:5061 NET tls-closed\n" },
	{ "nor is silence, and whoever waits is named", "path.tls-failed %likely = #tls-silent !#tls-closed", "0 a:40000>b:5061 NET tls-unanswered\n" },
	{ "what came in its place is a cause", "path.tls-failed =plain-port #tls-plain", "0 a:40000>b:5061 NET tls-closed detail=SIP/2.0\n" },
	{ "the second try is good", "!path.tls-failed",
	    "0 a:40000>b:5061 NET tls-alert num=70 detail=protocol_version\n" "0.2 a:40001>b:5061 NET tls-good\n" "200 --\n" },
	{ "a handshake that is broken off", "path.tls-failed", "0 a:40000>b:5061 NET tls-closed\n" },
	{ "a monitor's, beside one that is good", "!path.tls-failed", "0 x:40000>b:5061 NET tls-good\n" "5 a:40000>b:5061 NET tls-closed\n" },
	{ "one that waits in vain, beside one that is good", "!path.tls-failed", "0 x:40000>b:5061 NET tls-good\n" "5 a:40000>b:5061 NET tls-unanswered\n" },
	{ "an alert counts all the same", "path.tls-failed",
	    "0 x:40000>b:5061 NET tls-good\n" "5 a:40000>b:5061 NET tls-alert num=45 detail=certificate_expired\n" },
	{ "plain SIP in place of TLS", "path.tls-failed", "0 a:40000>b:5061 NET tls-closed detail=SIP/2.0\n" },
	{ "a host that is called like a registrar", "path.dns-failed", "0 a>n:53 NET no-name name=sip.voice.example detail=A\n" },
	{ "the host that the records of the service lead to", "path.dns-failed", "0 a>n:53 NET no-name name=edge.example detail=A quote=voice.example\n" },
	{ "a host that nothing of SIP leads to", "!path.dns-failed", "0 a>n:53 NET no-name name=edge.example detail=A\n" },
	{ "an upgrade that is granted in the end", "!path.wrong-service",
	    "0 a:40000>b:8088 NET upgrade-refused name=HTTP/1.1_404 detail=/ws\n" "1 a:40001>b:8088 REGISTER tcp\n"
	    "1.1 b:8088>a:40001 200 REGISTER tcp\n" "200 --\n" },
	{ "an upgrade that nobody answers", "path.no-response #upgrade-unanswered %likely", "0 a:40000>b:8088 NET upgrade-unanswered name=/ws\n" },
	{ "where the two speak SIP afterwards", "ok",
	    "0 a:40001>b:8088 NET upgrade-unanswered name=/ws\n" "5 a:40000>b:8088 OPTIONS tcp\n" "5.1 b:8088>a:40000 200 OPTIONS tcp\n" },
	{ "an upgrade that is refused", "path.wrong-service", "0 a:40000>b:8088 NET upgrade-refused name=HTTP/1.1_404 detail=/ws\n" },
	{ "they spoke before it", "path.wrong-service",
	    "0 a:40000>b:8088 OPTIONS tcp\n" "0.1 b:8088>a:40000 200 OPTIONS tcp\n" "5 a:40001>b:8088 NET upgrade-refused name=HTTP/1.1_404 detail=/ws\n"
	    "200 --\n" },
	{ "they speak in that very moment", "!path.wrong-service",
	    "5 a:40001>b:8088 NET upgrade-refused name=HTTP/1.1_404 detail=/ws\n" "5 a:40000>b:8088 OPTIONS tcp\n"
	    "5.1 b:8088>a:40000 200 OPTIONS tcp\n" "200 --\n" },
	{ "three times the same", "path.refused #said-times:3",
	    "0 a:40000>b NET tcp-refused\n" "9 a:40001>b NET tcp-refused\n" "18 a:40002>b NET tcp-refused\n" "200 --\n" },
	{ "a name that only begins like one in use", "path.dns-failed",
	    "0 a>n:53 NET no-name name=_sip._udp.example.network detail=SRV\n" "0.1 a>n:53 NET no-name name=example.network detail=A\n"
	    "1 a>b OPTIONS\n" "1.1 b>a 200 OPTIONS\n" "200 --\n" },
	{ "the host that asked only answers", "path.dns-failed",
	    "0 a>n:53 NET no-name name=_sip._udp.proxy.example detail=SRV\n" "1 b>a OPTIONS\n" "1.1 a>b 200 OPTIONS\n" "200 --\n" },
};

/* One trouble each, or two: what is not the same is not counted as such. */
static void
what_is_alike_is_counted(void **state)
{
	static const struct { const char *second; unsigned troubles; bool alike; } rows[] = {
		{ "9 a:40001>b NET tcp-refused\n", 1, true },
		{ "9 a:40001>b:5061 NET tcp-refused\n", 2, false },
		{ "9 x:40001>b NET tcp-refused\n", 2, false },
		{ "9 a:40001>b NET tcp-silent\n", 1, false },
		{ "9 a:40001>b:5061 NET tcp-silent num=3\n" "9.1 a:40001>b:5061 NET host by=r tcp\n", 2, false },	/* the router says why */
		{ "9 a:40001>b:5061 NET tcp-silent num=3\n" "9.1 a:40001>b:5062 NET host by=r tcp\n", 3, false },	/* … of something else */
		{ "9 a:40001>b:5061 NET tcp-silent num=3\n" "9.1 a:40001>b:5061 NET host by=r quote=INVITE_sip:x_SIP/2.0\n", 3, false },
		{ "9 a:40001>b NET closed quote=INVITE_sip:x_SIP/2.0\n", 2, false },
	};
	static const struct trace_options all = { .all = true };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf script = BUF_INIT;

		buf_addf(&script, "0 a:40000>b NET tcp-refused\n%s", rows[i].second);
		struct found found = found_in(script.p, &all);
		if (found.count != rows[i].troubles || (strstr(found.said.p, "#said-times:2") != NULL) != rows[i].alike)
			fail_msg("%s: %u,%s", rows[i].second, found.count, found.said.p);
		found_release(&found);
		buf_release(&script);
	}
}

/* Which codes a server gives that finds no way on: of the others, a person or a device has decided. */
static void
some_codes_say_that_there_is_no_way(void **state)
{
	static const struct { int code; bool no_way; } rows[] = {
		{ 400, false }, { 403, false }, { 404, true }, { 405, false }, { 408, true }, { 409, false }, { 477, false }, { 478, true },
		{ 479, false }, { 480, true }, { 481, false }, { 486, false }, { 499, false }, { 500, true }, { 503, true }, { 599, true },
		{ 600, false }, { 603, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char script[256], name[16];

		snprintf(name, sizeof name, "%d", rows[i].code);
		snprintf(script, sizeof script, "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d NET tcp-refused\n" "0.3 b>a %d\n"
		    "0.4 a>b ACK branch=1\n", rows[i].code);
		expect(name, script, rows[i].no_way ? "path.refused" : "!path.refused");
	}
}

/* RFC 8446 §6.2, RFC 6066, RFC 7301 */
static void
an_alert_tells_its_cause(void **state)
{
	static const struct { int alert; const char *cause; } rows[] = {
		{ 39, "" }, { 40, "version" }, { 41, "client-certificate" }, { 42, "untrusted" }, { 43, "untrusted" }, { 44, "untrusted" },
		{ 45, "expired" }, { 46, "untrusted" }, { 47, "" }, { 48, "untrusted" }, { 49, "" }, { 70, "version" }, { 71, "version" }, { 80, "" },
		{ 86, "version" }, { 112, "name-mismatch" }, { 116, "client-certificate" }, { 120, "alpn" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char script[128], expected[64];

		snprintf(script, sizeof script, "0 a:40000>b:5061 NET tls-alert num=%d\n", rows[i].alert);
		snprintf(expected, sizeof expected, "path.tls-failed =%s", rows[i].cause);
		expect(expected, script, expected);
	}
}

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

/* What nobody followed up is told while the trace goes on: once its patience is over, not before, and when the calls of that time were judged. */
static void
what_stands_alone_does_not_wait_for_the_end(void **state)
{
	static const struct { const char *script; bool told; } rows[] = {
		{ "0 a:40000>b:5061 NET tls-alert num=48 detail=unknown_ca\n" "60 x>y NET dns-good\n", false },
		{ "0 a:40000>b:5061 NET tls-alert num=48 detail=unknown_ca\n" "60 x>y NET dns-good\n" "100 x>y NET dns-good\n" "101 x>y NET dns-good\n", true },
		{ "0 a:40000>b:5061 NET tls-alert num=48 detail=unknown_ca\n" "63 x>y NET dns-good\n" "73 x>y NET dns-good\n" "74 x>y NET dns-good\n", true },
		{ "0 a:40000>b:5061 NET tls-alert num=48 detail=unknown_ca\n" "60 x>y NET dns-good\n" "50 x>y NET dns-good\n" "100 x>y NET dns-good\n" "101 x>y NET dns-good\n", true },
	};
	static const struct trace_options all = { .all = true };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct found found = { .text = BUF_INIT, .causes = BUF_INIT, .silent = BUF_INIT, .said = BUF_INIT };
		struct finding_sink sink = { &found, script_finding };
		struct trace *t = trace_new(script_knowledge(), &all, &sink);

		play(t, rows[i].script);
		if ((found.text.n > 0 && strstr(found.text.p, "path.tls-failed") != NULL) != rows[i].told)
			fail_msg("row %zu", i);
		trace_end(t);
		found_end(&found);
		if (!is_found(&found, "path.tls-failed"))
			fail_msg("row %zu:%s", i, found.text.p);
		trace_free(t);
		found_release(&found);
	}
}

static void errors_prove_why_nothing_came_back(void **state) { (void)state; ALL(refused); }
static void an_address_that_refuses_is_told(void **state) { (void)state; ALL(failing_over); }
static void responses_and_fragments_get_lost(void **state) { (void)state; ALL(lost); }
static void connections_end_too_soon(void **state) { (void)state; ALL(connections); }
static void names_give_nothing(void **state) { (void)state; ALL(names); }
static void tls_fails_behind_a_proxy(void **state) { (void)state; ALL(tls); }
static void what_fits_no_call_is_told_by_itself(void **state) { (void)state; ALL(alone); }

static void
keep_witness(void *ctx, const struct finding *f)
{
	for (size_t i = 0; i < f->evidence_count; i++)
		if (f->evidence[i].kind == EVIDENCE_WITNESS)
			buf_addstr(ctx, f->evidence[i].name);
}

/* Whose word it is: the protocol that broke. */
static void
the_protocol_that_broke_is_named(void **state)
{
	static const struct { const char *lines, *name; } rows[] = {
		{ "0 a:40000>b NET tcp-refused\n", "TCP" }, { "0 a:40000>b NET tcp-silent num=3\n", "TCP" },
		{ "0 a:40000>b NET sctp-refused num=1\n", "SCTP" }, { "0 a:40000>b NET sctp-silent num=3\n", "SCTP" },
		{ "0 a>b INVITE\n" "0.01 a>b NET closed\n" "40 --\n", "ICMP" },
		{ "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "2 b>a NET tcp-reset\n" "40 --\n", "TCP" },
		{ "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "2 b>a NET tcp-closed\n" "40 --\n", "TCP" },
		{ "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "2 b>a NET sctp-aborted\n" "40 --\n", "SCTP" },
		{ "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "2 b>a NET sctp-closed\n" "40 --\n", "SCTP" },
	};
	static const struct trace_options o = { .all = false };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf said = BUF_INIT;
		struct finding_sink sink = { &said, keep_witness };
		struct trace *t = trace_new(script_knowledge(), &o, &sink);

		play(t, rows[i].lines);
		trace_end(t);
		assert_string_equal(said.n > 0 ? said.p : "", rows[i].name);
		trace_free(t);
		buf_release(&said);
	}
}

/* However often it happens, it is one trouble. */
static void
a_trouble_is_told_once(void **state)
{
	static const struct trace_options all = { .all = true };
	struct buf script = BUF_INIT;

	(void)state;
	for (int i = 0; i < 40; i++)
		buf_addf(&script, "%d a:%d>b NET tcp-refused\n", i * 10, 40000 + i);
	buf_addstr(&script, "400 a>n:53 NET no-name name=_sip._udp.voice.example detail=SRV\n"
	    "400.1 a>n:53 NET no-name name=_sip._udp.voice.example.corp.example detail=SRV\n"
	    "400.2 a>n:53 NET no-name name=voice.example detail=A\n");
	struct found found = found_in(script.p, &all);
	assert_int_equal(found.count, 2);
	found_release(&found);
	buf_release(&script);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_prove_why_nothing_came_back),
		cmocka_unit_test(an_address_that_refuses_is_told),
		cmocka_unit_test(responses_and_fragments_get_lost),
		cmocka_unit_test(connections_end_too_soon),
		cmocka_unit_test(names_give_nothing),
		cmocka_unit_test(tls_fails_behind_a_proxy),
		cmocka_unit_test(what_stands_alone_does_not_wait_for_the_end),
		cmocka_unit_test(what_fits_no_call_is_told_by_itself),
		cmocka_unit_test(a_trouble_is_told_once),
		cmocka_unit_test(the_protocol_that_broke_is_named),
		cmocka_unit_test(some_codes_say_that_there_is_no_way),
		cmocka_unit_test(an_alert_tells_its_cause),
		cmocka_unit_test(what_is_alike_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
