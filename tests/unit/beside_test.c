/* SPDX-License-Identifier: MIT */
/*
 * What stands beside a fault and is not its cause, and faults seen with something missing: a time, an address, a header, a
 * hop. Each trace is one in which a guard that is left out, or turned round, would say something else.
 */
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static const struct script credentials[] = {
	{ "a first challenge that names nothing, then the same nonce twice", "auth.bad-credentials =password",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER\n"
	    "0.2 a>b REGISTER cseq=2 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1, qop=auth, nc=00000001, cnonce=c\n"
	    "0.3 b>a 401 REGISTER cseq=2 | WWW-Authenticate: Digest realm=\"r\", nonce=n1, qop=\"auth\"\n"
	    "0.4 a>b REGISTER cseq=3 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1, qop=auth, nc=00000001, cnonce=c\n"
	    "0.5 b>a 401 REGISTER cseq=3 | WWW-Authenticate: Digest realm=\"r\", nonce=n1, qop=\"auth\"\n" "60 --\n" },
	{ "another server asks again, with a nonce of its own", "auth.bad-credentials #digest-server:n1",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=n1\n"
	    "0.2 a>c REGISTER cseq=2 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1\n"
	    "0.3 c>a 401 REGISTER cseq=2 | WWW-Authenticate: Digest realm=\"r\", nonce=n2\n"
	    "0.4 a>c REGISTER cseq=4 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n2\n"
	    "0.401 a>c INVITE cseq=3 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n2\n"
	    "0.5 c>a 401 REGISTER cseq=3 | WWW-Authenticate: Digest realm=\"r\", nonce=n3\n" "60 --\n" },
	{ "a branch that two Call-IDs have", "request.branch-reused (auth.new-call-id)",
	    "0 a>b INVITE id=1 branch=x loose\n"
	    "0.1 b>a 401 id=1 branch=x | WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", algorithm=MD5\n"
	    "0.2 a>b ACK id=1 branch=x loose\n"
	    "0.3 a>b INVITE id=2 branch=x | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n1\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "0.4 b>a 401 id=2 branch=x | WWW-Authenticate: Digest realm=\"r\", nonce=\"n2\", algorithm=MD5\n"
	    "0.5 a>b ACK id=2 branch=x loose\n"
	    "0.6 a>b INVITE id=2 cseq=2 branch=x | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n2\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "0.7 b>a 401 id=2 branch=x | WWW-Authenticate: Digest realm=\"r\", nonce=\"n2\", algorithm=MD5\n" "99 --\n" },
	{ "the challenge for MD5 was answered, and its response has no addresses", "auth.bad-credentials =password !capture.one-sided",
	    "0 a>b REGISTER tcp\n"
	    "0.1 ?>? 401 REGISTER tcp | WWW-Authenticate: Digest realm=\"r\", nonce=n1, algorithm=SHA-256 | WWW-Authenticate: Digest realm=\"r\", nonce=n1, algorithm=MD5\n"
	    "0.2 a>b REGISTER cseq=2 tcp | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1, algorithm=MD5\n"
	    "0.3 b>a 401 REGISTER cseq=2 tcp | WWW-Authenticate: Digest realm=\"r\", nonce=n2\n" "60 --\n" },
	{ "over TCP a large request is in no fragments", "auth.challenge-ignored !(path.fragmented)",
	    "0 a>b INVITE branch=small tcp\n" "0.1 b>a 407 branch=small | Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "0.1 a>b ACK branch=small tcp\n" "1 a>b INVITE cseq=2 size=1600 tcp\n" "2 a>b INVITE cseq=2 size=1600 tcp\n" "60 --\n" },
	{ "the port that the challenge went to was closed", "auth.challenge-ignored !(path.response-lost) %proven !(nat.alg)",
	    "0 a:5060>b REGISTER sentby=203.0.113.97:5062 norport loose\n"
	    "0.01 b>a:5062 401 REGISTER sentby=203.0.113.97:5062 norport | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "0.02 b>a:5062 NET closed quote=SIP/2.0_401_Unauthorized by=a\n"
	    "0.5 a:1055>b REGISTER sentby=203.0.113.97:5062 norport loose\n"
	    "0.51 b>a:5062 401 REGISTER sentby=203.0.113.97:5062 norport | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "0.52 b>a:5062 NET closed quote=SIP/2.0_401_Unauthorized by=a\n" "40 --\n" },
	{ "a nonce was given a second time, in a trace without times", "symptom.stale-nonce",
	    "- a>b REGISTER\n" "- b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=n1\n"
	    "- a>b REGISTER cseq=2 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1\n"
	    "- b>a 200 REGISTER cseq=2\n" "- --\n"
	    "- a>b REGISTER cseq=3 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1\n"
	    "- a>b REGISTER cseq=3 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1\n"
	    "- b>a 401 REGISTER cseq=3 phrase=Stale_nonce | WWW-Authenticate: Digest realm=\"r\", nonce=n2\n" "- --\n" },
	{ "a CSeq that was not raised stands before what came of it", "auth.cseq-not-raised !(auth.bad-credentials)",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=\"n0\", algorithm=MD5\n"
	    "1 a>b REGISTER | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n0\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "1.5 b>a 401 REGISTER cseq=2 | WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", algorithm=MD5, stale=true\n"
	    "2 a>b REGISTER cseq=3 | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n1\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "2.5 b>a 401 REGISTER cseq=3 | WWW-Authenticate: Digest realm=\"r\", nonce=\"n2\", algorithm=MD5, stale=true\n"
	    "3 a>b REGISTER cseq=4 | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n2\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "3.5 b>a 401 REGISTER cseq=4 | WWW-Authenticate: Digest realm=\"r\", nonce=\"n3\", algorithm=MD5, stale=true\n" },
};

static void
what_was_asked_for_and_given(void **state)
{
	(void)state;
	ALL(credentials);
}

static const struct script network[] = {
	{ "a server was silent below SIP, and later a large request had no answer", "path.fragmented (code.407) (path.no-response) path.refused #size-unanswered:1 !(setup.slow)",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d NET tcp-silent num=3\n" "15 b>a 503\n" "15.1 a>b ACK\n"
	    "16.1 a>b INVITE branch=small\n" "16.2 b>a 407 branch=small | Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "16.2 a>b ACK branch=small\n" "17.1 a>b INVITE cseq=2 size=1600 | Proxy-Authorization: Digest realm=\"r\"\n"
	    "17.6 a>b INVITE cseq=2 size=1600 | Proxy-Authorization: Digest realm=\"r\"\n"
	    "18.6 a>b INVITE cseq=2 size=1600 | Proxy-Authorization: Digest realm=\"r\"\n" "76.1 --\n" },
	{ "a name was not found, and the call refused for its media", "code.488 !path.dns-failed",
	    "0 a>b INVITE user=x\n" "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n" "0.1 b>a 100 user=x\n"
	    "1.7 b>a 488 user=x\n" "1.8 a>b ACK branch=1 user=x\n" },
	{ "the error quotes another call's request", "!path.refused",
	    "0 a>b INVITE\n" "0.01 a>b NET closed quote=INVITE_sip:x_SIP/2.0~Call-ID:_other~~\n" "40 --\n" "40.001 --\n" },
	{ "a name was not found before a request was refused as malformed", "code.400 !%error",
	    "0 a>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n" "1 a>b OPTIONS\n" "1.1 b>a 400 OPTIONS\n" "200 --\n" },
	{ "the second look-up found the name", "code.480",
	    "0 a>b INVITE user=x\n" "0.1 p>b INVITE branch=p via=1 sdp=203.0.113.114;audio:5000:RTP/AVP:8\n"
	    "0.1 b>a 100 user=x\n" "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n"
	    "0.3 b>n:53 NET dns-good name=example.net detail=A\n" "0.9 b>a 480 user=x\n" "1 a>b ACK branch=1 user=x\n" },
	{ "a failed look-up of NAPTR, behind the refusal", "code.480",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.9 b>a 480 user=x\n" "0.2 b>n:53 NET servfail name=example.net detail=NAPTR\n"
	    "1 a>b ACK branch=1 user=x\n" },
	{ "a name without an A record, in a log", "path.dns-failed",
	    "0 a>b INVITE user=x loose\n" "0.1 b>a 100 user=x loose\n" "0.2 b>n:53 NET no-record name=example.net detail=A\n"
	    "0.9 b>a 480 user=x loose\n" "2 a>b ACK branch=1 user=x loose\n" },
	{ "TLS failed, and the refusal came twice", "path.tls-failed (code.503)",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d:5061 NET tls-alert num=40 detail=handshake_failure\n" "0.3 b>a 503\n"
	    "0.301 b>a 503\n" "0.4 a>b ACK branch=1\n" },
	{ "the port is closed, in a log", "path.refused !(path.fragmented)",
	    "0 a>b INVITE loose\n" "0.01 a>b NET closed\n" "0.5 a>b INVITE loose\n" },
	{ "the error came five seconds behind the response it quotes", "code.404 %caller",
	    "0 a>b REGISTER\n" "0.5 a>b REGISTER\n" "1 b>a 404 REGISTER branch=other\n"
	    "6 b>a NET closed quote=SIP/2.0_404_Not_Found\n" "60 --\n" },
	{ "a host can't be reached at a port that is none of SIP's", "!path.refused",
	    "0 a:40000>b:9999 NET host\n" },
	{ "a web server's port is closed", "!path.refused",
	    "0 a:40000>b:80 NET tcp-refused\n" },
};

static void
an_error_of_something_else_is_no_cause(void **state)
{
	(void)state;
	ALL(network);
}

static const struct script paths[] = {
	{ "what the second hop got was malformed", "request.malformed !#defect.refused #defect.unbalanced-bracket",
	    "- a>p INVITE to=x7\n" "- p>b INVITE branch=x via=1 | Contact: <sip:x@host.example\n" "- b>p 400 branch=x via=1\n"
	    "- p>b ACK branch=x\n" "- p>a 400\n" "- a>p ACK branch=1\n" },
	{ "a fragment was lost of a request that was sent twice", "!=",
	    "0 a>b INVITE size=1600\n" "0.5 a>b INVITE size=1600\n" "66.5 a>b NET reassembly by=b\n" },
	{ "calls over TCP that nobody answered", "code.200 #Call-ID #trace-goes-on:40.5",
	    "0 a>d OPTIONS id=o tcp\n" "0.1 d>a 200 OPTIONS id=o tcp\n" "1 a>b INVITE id=x0 tcp\n" "2 a>b INVITE id=x0 tcp\n"
	    "21.5 a>b INVITE id=x1 tcp\n" "22 a>b INVITE id=x1 tcp\n" "41.5 a>b INVITE id=x2 tcp\n" "42 a>b INVITE id=x2 tcp\n"
	    "200.5 --\n" },
	{ "a call that was answered, and the last message has no time", "code.404 #Call-ID",
	    "0 a>b INVITE id=1\n" "0.1 b>a 404 id=1\n" "0.2 a>b ACK id=1 branch=1\n" "1 a>d INVITE id=2\n" "1.5 d>a 200 id=2\n"
	    "1.6 a>d ACK id=2\n" "- --\n" },
	{ "the next hop is silent, and the one before had said 100", "path.no-response !(path.not-forwarded)",
	    "0 c>a INVITE branch=up\n" "0.01 a>c 100 branch=up\n" "0.02 a>b INVITE\n" "0.52 a>b INVITE via=1\n"
	    "3.52 a>b INVITE via=1\n" "1.52 a>b INVITE via=1\n" "30 a>c 408 branch=up\n" "30.1 c>a ACK branch=up\n" "70 --\n" },
	{ "two lines of a log say that there was no answer", "path.no-response @0.1",
	    "0 a>b INVITE cseq=1572\n" "0.1 a>b LINE reason.peer-timeout\n" "0.2 a>b LINE reason.peer-timeout\n" },
	{ "what was sent on is no INVITE", "code.100",
	    "0 a>p INVITE\n" "0.01 p>a 100\n" "0.02 p>b PUBLISH via=1 branch=y\n" "0.1 b>p 180 via=1 branch=y\n" "251 --\n" },
	{ "the answer has no time", "code.200 #no-times:path.no-response",
	    "0 a>b INVITE\n" "- b>a 200\n" "1.1 a>b ACK\n" "5 a>b BYE\n" "5.5 a>b BYE\n" "6.5 a>b BYE\n" "60 --\n" },
	{ "a BYE and its answer again and again, in a log without times", "path.response-lost",
	    "- a>b BYE loose\n" "- b>a 200 BYE loose\n" "- a>b BYE loose\n" "- b>a 200 BYE loose\n" "- a>b BYE loose\n"
	    "- b>a 200 BYE loose\n" "- a>b BYE loose\n" },
};

static void
who_heard_nothing(void **state)
{
	(void)state;
	ALL(paths);
}

static const struct script dialogs[] = {
	{ "a CANCEL without an end, and the ACK of another call", "cancel.unfinished !capture.one-sided",
	    "0 a>b INVITE\n" "0.1 b>a 100 tcp\n" "12 a:36895>b ACK id=i7 from=f7 cseq=572 branch=b7 to=x7\n" "12 a>b CANCEL tcp\n"
	    "13 b>a NET tcp-reset\n" "60 --\n" },
	{ "an extension was refused, and a later call found no end", "extension.refused code.408",
	    "0 a>b INVITE tcp | Require: 100rel\n" "1 b>a 420 tcp | Unsupported: 100rel\n" "1.1 a>b ACK branch=1 tcp\n" "60 --\n"
	    "61 a>p INVITE\n" "61.01 p>a 100\n" "61.02 q>b INVITE via=1 branch=y\n" "61.1 b>q 180 via=1 branch=y\n" "91 p>a 408\n" },
	{ "the second REFER got no NOTIFY", "transfer.failed #refer-no-notify",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 a>b REFER | Refer-To: <sip:c@example.net>\n"
	    "9.1 b>a 202 REFER cseq=2\n" "9.4 b>a NOTIFY from=t to=f cseq=1 branch=n9.4 frag=486_Busy_Here | Event: refer\n"
	    "9.41 a>b 200 NOTIFY from=t to=f cseq=1 branch=n9.4\n" "12 a>b REFER cseq=3\n" "12.1 b>a 202 REFER cseq=3\n"
	    "12.2 b>a REGISTER from=t to=f cseq=1 branch=n12.2 frag=200_OK | Event: refer\n"
	    "12.21 a>b 200 REGISTER from=t to=f cseq=1 branch=n12.2\n" "20 a>b BYE cseq=9\n" "20.1 b>a 200 BYE cseq=9\n" "99 --\n" },
	{ "two answers, and the second one then only says that it goes on", "fork.two-answers !#never-acked:6 #never-hung-up !capture.one-sided !(dialog.missing-ack)",
	    "0 a>b INVITE\n" "1.1 a>b ACK\n" "1 b>a 200\n" "1.2 b>a 200 to=u\n" "3 b>a 200 to=u\n" "27 b>a 183 to=u\n" "60 --\n" },
	{ "the answer to a BYE was lost, and a later call broke", "dialog.dropped #dropped:7 (path.response-lost) (q850.41) !(response.malformed)",
	    "0 a>b BYE\n" "0.5 a>b BYE\n" "1.5 a>b BYE\n" "1.6 b>a 200 BYE\n" "27.5 a>b BYE\n" "27.6 b>a 200 BYE\n"
	    "31.5 a>b BYE\n" "31.6 b>a 200 BYE\n" "60 --\n" "61 a>b INVITE\n" "61.1 b>a 180\n" "63 b>a 200\n" "63.1 a>b ACK\n"
	    "70 b>a BYE from=t to=f cseq=7 | Reason: Q.850;cause=41\n" "70.1 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "a refresh was refused, and the other side hung up", "timer.refresh-failed",
	    "0 a>b INVITE\n" "1 b>a 200 branch=2 | Session-Expires: 90\n" "1.1 a>b ACK\n" "45 a>b UPDATE cseq=3\n"
	    "45.1 b>a 500 UPDATE cseq=3\n" "61.2 b>a BYE from=t to=f\n" },
	{ "a refresh was cancelled", "cancel.too-early",
	    "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: 180;refresher=uac\n" "90 a>b INVITE to=t cseq=3\n"
	    "90.5 a>b INVITE to=t cseq=3\n" "91 a>b CANCEL cseq=3\n" "91.1 b>a 200 CANCEL cseq=3\n" "123 a>b BYE cseq=4\n"
	    "200 --\n" },
	{ "a 487 of which nobody saw a CANCEL", "code.487 =not-the-caller",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "1 b>a 180\n" "5 a>b MESSAGE\n" "5.1 b>a 200 CANCEL\n" "5.2 b>a 487\n" },
	{ "another caller's INVITE between the copies of an answer", "dialog.no-contact",
	    "0 a>b INVITE\n" "1 b>a 200 contact=-\n" "2 b>a 200 contact=-\n" "26 a>d INVITE id=2 user=zoe\n"
	    "26 b>a 200 contact=-\n" "60 --\n" },
	{ "a redirection without a Contact, after an announcement", "redirect.not-followed !(provisional.announcement)",
	    "0 a>b INVITE\n" "1 b>a 183 sdp=pcmu\n" "6 b>a 302\n" "6.1 a>b ACK\n" },
	{ "a BYE with one tag alone, before the session ran out", "code.200",
	    "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: 180;refresher=uac\n" "1.1 a>b ACK\n" "149 b>a BYE to=f\n"
	    "149 a>b 200 BYE from=t to=f\n" "300 --\n" },
};

static void
who_ended_it(void **state)
{
	(void)state;
	ALL(dialogs);
}

static const struct script media[] = {
	{ "who answers only wants to listen", "code.200",
	    "1 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n" "3 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n"
	    "3.1 a>b ACK\n" "3.2 a:4000>b:4002 FLOW until=20\n" "21 a>b BYE\n" "21 b>a 200 BYE\n" "61 --\n" },
	{ "a digit in an INFO where the answer has no telephone-event", "code.200",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n"
	    "1 b>a 200 sdp=192.0.2.2;audio:4000:RTP/AVP:8\n" "2.1 a>b ACK\n" "5 a>b INFO | Content-Type: application/dtmf-relay\n"
	    "5.1 b>a 200 INFO\n" },
	{ "the port was closed for half a second", "code.200",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "2.1 a>b ACK\n" "2.1 a:4000>b:4002 FLOW\n" "2.1 b:4002>a:4000 FLOW until=20\n"
	    "2.1 a:4000>b:4002 ICMP n=5 until=2.5\n" "20 a>b BYE\n" "20 b>a 200 BYE\n" "60 --\n" },
	{ "a call with encrypted media is forbidden", "code.403",
	    "0 a>b INVITE sdp=1.0.2.1;audio:4000:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x\n"
	    "3 b>a 403 sdp=192.0.2.1;audio:4000:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_32~inline:x\n" "3.1 a>b ACK\n"
	    "20 a>b BYE\n" "20.1 b>a 200 BYE\n" "60 --\n" },
	{ "audio was refused where none was offered", "code.200",
	    "0 a>b INVITE sdp=192.0.2.1;video:4000:RTP/AVP:34;text:4002:RTP/AVP:98 loose\n"
	    "3 b>a 200 sdp=192.0.2.1;video:4000:RTP/AVP:34;audio:0:RTP/AVP:8 loose\n" "3.1 a>b ACK loose\n" "20 a>b BYE loose\n"
	    "20.1 b>a 200 BYE loose\n" "60 --\n" },
	{ "a Warning says that media must be encrypted", "media.security-mismatch",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000 tcp\n"
	    "1 b>a 488 tcp | Warning: 399 b \"SRTP is required\"\n" "1.1 a>b ACK branch=1 tcp\n" "60 --\n" },
	{ "early media in a trace without times", "code.486 !capture.one-sided !#early-media",
	    "- a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n" "- b>a 183 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "- b:4002>a:4000 FLOW until=20\n" "- a>b ACK id=2 branch=1\n" "- b>a 486\n" "- a>b ACK branch=1\n" "- --\n" },
	{ "the answer to the BYE has no source", "code.200 !capture.one-sided",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "2.1 a>b ACK\n" "2.1 a:4000>b:4002 FLOW until=20\n"
	    "10 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n"
	    "10.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n" "10.2 a>b ACK cseq=2\n" "2.1 a:4000>b:4002 FLOW\n"
	    "12 a>b BYE\n" "12 ?>a 200 BYE\n" "60 --\n" },
	{ "a dynamic payload type without its name in the answer", "code.200 #sdp.codecs:96",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:96:rtpmap:96~opus/48000/2\n"
	    "3 b>a 200 sdp=192.0.2.1;audio:4000:RTP/AVP:96\n" "13.1 a>b ACK\n" "20 a>b BYE\n" "20.1 b>a 200 BYE\n" "60 --\n" },
	{ "media from behind a router find their way back", "code.200",
	    "0 a>b INVITE sdp=10.0.0.7;audio:4000:RTP/AVP:8\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "2.1 a>b ACK\n" "2.2 a:4000>b:4002 FLOW until=20\n" "2.2 b:4002>a:4000 FLOW until=20\n" "60 --\n"
	    "61 n:61000>b INVITE sentby=10.0.113.65:5060 contact=sip:x@10.0.113.65 sdp=10.0.113.65;audio:4000:RTP/AVP:8\n"
	    "63 b>n:61000 200 sentby=10.0.113.65:5060 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n" "63.1 n:61000>b ACK\n"
	    "81 n:61000>b BYE\n" "81 b>n:61000 200 BYE\n" "121 --\n" },
	{ "two phones of an inner network at one address", "code.606 !(media.private-address)",
	    "0 a:1024>p INVITE sdp=10.0.0.7;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n"
	    "0.1 p>a:1025 INVITE branch=x via=1 sdp=10.0.0.7;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n"
	    "3 a:1025>p 200 branch=x via=1 sdp=10.0.0.7;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n"
	    "3.1 p>a:1024 606 sdp=10.0.0.7;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n" "3.2 a:1024>p ACK\n"
	    "60 --\n" },
};

static void
what_is_no_fault_of_media(void **state)
{
	(void)state;
	ALL(media);
}

static const struct script strangers[] = {
	{ "two callers and two phones that are not known", "code.404 !security.scanner !#defect.refused %caller",
	    "1 a>b INVITE id=x0 user=100\n" "1.1 b>a 404 id=x0 user=100\n" "2 a>b INVITE id=x1 user=101\n"
	    "2.1 b>a 404 id=x1 user=101\n" "1 a>b REGISTER id=x110\n" "1.1 b>a 404 REGISTER id=x110 user=55 user=+4930123456\n"
	    "2 a>b REGISTER id=x111 user=111\n" "2.1 b>a 404 REGISTER id=x111 user=111\n" "199 --\n" },
};

static void
a_few_users_are_no_scan(void **state)
{
	(void)state;
	ALL(strangers);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_asked_for_and_given),
		cmocka_unit_test(an_error_of_something_else_is_no_cause),
		cmocka_unit_test(who_heard_nothing),
		cmocka_unit_test(who_ended_it),
		cmocka_unit_test(what_is_no_fault_of_media),
		cmocka_unit_test(a_few_users_are_no_scan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
