/* SPDX-License-Identifier: MIT */
/*
 * Traces that are out of order, cut short, without times, read from a log or of two hops at once: what is said of them, and
 * what is not. Each is one in which a guard that is left out, or turned round, would say something else.
 */
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static const struct script credentials[] = {
	{ "what comes late, as its fragments did, is waited for from then on", "code.486 (setup.slow)",
	    "40 --\n" "1 a>b INVITE\n" "45 --\n" "48 b>a 486\n" "48.1 a>b ACK branch=1\n" "99 --\n" },
	{ "the refusal stands before the request it answers", "auth.bad-credentials %error @0.3",
	    "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=n1\n"
	    "0.3 b>a 401 REGISTER cseq=2 | WWW-Authenticate: Digest realm=\"r\", nonce=n2\n"
	    "0.2 a>b REGISTER cseq=2 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=\"\"\n"
	    "60 --\n" },
	{ "a new Call-ID a hundredth of a second after the challenge", "auth.new-call-id !@0.1 %error",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", algorithm=MD5\n"
	    "0.1 a>b ACK id=1 branch=1\n"
	    "0.1 a>b INVITE id=2 | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n1\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "0.11 b>a 401 id=2 | WWW-Authenticate: Digest realm=\"r\", nonce=\"n2\", algorithm=MD5\n"
	    "0.12 a>b ACK id=2 branch=1\n" "99.3 --\n" },
	{ "a CSeq that was not raised, and a challenge that was ignored later", "auth.cseq-not-raised (auth.challenge-ignored) !(auth.stale-nonce) !(auth.bad-credentials)",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=n1\n"
	    "0.2 a>b REGISTER cseq=1 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1\n"
	    "0.3 b>a 401 REGISTER cseq=2 | WWW-Authenticate: Digest realm=\"r\", nonce=n2, stale=true\n"
	    "0.4 a>b REGISTER cseq=3 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n2\n"
	    "0.5 b>a 401 REGISTER cseq=3 | WWW-Authenticate: Digest realm=\"r\", nonce=n3, stale=true\n"
	    "0.6 a>b REGISTER cseq=4\n"
	    "0.7 b>a 401 REGISTER cseq=4 | WWW-Authenticate: Digest realm=\"r\", nonce=n4, stale=true\n" "60 --\n" },
	{ "a 404 behind the challenge, and a copy that nobody answered", "code.404 %caller",
	    "0 a>b REGISTER\n"
	    "0.1 a>b REGISTER cseq=3 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1\n"
	    "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", algorithm=MD5\n"
	    "0.2 a>b REGISTER cseq=2 | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n1\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "0.3 b>a 404 REGISTER cseq=2\n" },
	{ "a refusal whose CSeq names another method", "code.401 #defect.refused",
	    "0 a>b PUBLISH\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=n1\n" "60 --\n" },
	{ "a challenge of a scheme that is none of Digest, before its request", "code.401 !#too-short",
	    "0.1 b>a 401 REGISTER | WWW-Authenticate: Basic realm=\"r\"\n" "0 a>b REGISTER\n" },
	{ "nonces are stale again and again, and the last refusal asks for nothing", "auth.no-challenge !(auth.stale-nonce) !(auth.bad-credentials)",
	    "0 a>b REGISTER tcp\n"
	    "0.1 b>a 401 REGISTER tcp | WWW-Authenticate: Digest realm=\"r\", nonce=\"n0\", algorithm=MD5\n"
	    "1 a>b REGISTER cseq=2 tcp | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n0\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "1.5 b>a 401 REGISTER cseq=2 tcp | WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", algorithm=MD5, stale=true\n"
	    "2 a>b REGISTER cseq=3 tcp | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n1\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "2.5 b>a 401 REGISTER cseq=3 tcp | WWW-Authenticate: Digest realm=\"r\", nonce=\"n2\", algorithm=MD5, stale=true\n"
	    "3 a>b REGISTER cseq=4 tcp | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n2\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "3.5 b>a 401 REGISTER cseq=4 tcp\n" },
};

static void
what_was_answered_with_credentials(void **state)
{
	(void)state;
	ALL(credentials);
}

static const struct script network[] = {
	{ "a CANCEL was refused over a connection that broke later", "path.connection-lost (path.no-response) cancel.unmatched !#cancel-branch !path.response-lost",
	    "0 a>b INVITE tcp id=w2 tcp\n" "0.1 b>a 100 tcp\n" "1 a>b CANCEL tcp\n" "1.1 b>a 481 CANCEL tcp\n"
	    "13 b>a NET tcp-reset\n" "60 --\n" },
	{ "a web server on the port, whose connection closed", "path.wrong-service !(path.connection-lost) !(path.response-lost)",
	    "0 a>b REGISTER tcp\n" "0.1 a>b NET http name=HTTP/1.1\n" "0.2 b>a NET tcp-closed\n" "1.2 a>b INVITE\n"
	    "2.2 b>a 500 | Reason: Q.850;cause=38\n" },
	{ "TLS was good for somebody else", "code.503",
	    "0 p>b CANCEL\n" "1 b>a 503\n" "1.1 a>b ACK branch=1\n" "0.05 x>y NET tls-good\n" },
	{ "a reset of TCP says nothing of a call over UDP", "!%error",
	    "0 a>b INVITE\n" "0.1 a>b NET filtered tcp by=r\n" "2 b>a NET tcp-reset\n" "40 --\n" },
	{ "the port was closed, and the request has no time", "path.refused !path.response-lost",
	    "0.01 a>b:5080 NET closed\n" "- a>b INVITE sdp=pcma\n" "40 --\n" },
	{ "TLS failed for one client and was good for another", "media.bad-answer path.tls-failed #no-media-captured",
	    "0 x:40000>b:5061 NET tls-good\n" "5 a:4000>b:5061 NET tls-alert num=45 detail=certificate_expired\n"
	    "6 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:96:rtpmap:96~iLBC/8000\n"
	    "9 b>a 200 sdp=192.0.2.1;audio:4000:RTP/AVP:96:rtpmap:96~opus/48000/2\n" "9.1 a>b ACK\n" "26 a>b BYE\n"
	    "26.1 b>a 200 BYE\n" "66 --\n" },
	{ "two ports that were refused before a request that went well", "code.200 !path.refused",
	    "0 a:40000>b NET tcp-refused\n" "1 a:40001>b NET tcp-refused\n" "5 a>b OPTIONS\n" "5.1 b>a 200 OPTIONS\n" "240 --\n" },
	{ "no AAAA record is no failure", "code.480 /nobody-answered",
	    "0 a>b INVITE user=x tcp\n" "0.1 b>a 100 user=x tcp\n" "0.2 b>n:53 NET no-record name=example.net detail=AAAA\n"
	    "0.9 b>a 480 user=x tcp\n" "1 a>b ACK branch=1 user=x tcp\n" },
	{ "a name that does not belong to the call was not found", "code.481",
	    "0 a>b INVITE user=x\n" "0.1 b>a 100 user=x\n"
	    "0.2 b>n:53 NET no-name name=edge.example.org detail=A quote=example.net\n" "0.9 b>a 481 user=x\n"
	    "1 a>b ACK branch=1 user=x\n" },
	{ "a name that was not found twice before the registration went well", "code.200 !path.dns-failed",
	    "0 a>n:53 NET no-name name=_sip._udp.proxy.example detail=SRV\n"
	    "1 a>n:53 NET no-name name=_sip._udp.proxy.example detail=SRV\n" "1 a>b REGISTER\n" "1.1 b>a 200 REGISTER\n"
	    "200 --\n" },
	{ "a log shows a connection that broke", "path.connection-lost !(path.not-forwarded) !path.response-lost",
	    "0 a>b INVITE tcp loose\n" "0.1 b>a 100 tcp loose\n" "2 b>a NET tcp-reset\n" "40 --\n" },
};

static void
what_the_network_says_goes_with_its_own_call(void **state)
{
	(void)state;
	ALL(network);
}

static const struct script paths[] = {
	{ "a peer falls silent, answers, and falls silent again", "options.peer-down @100",
	    "0 a>b OPTIONS id=1 tcp\n" "15 a>b OPTIONS id=2 tcp\n" "30 a>b OPTIONS id=3 tcp\n" "90 a>b OPTIONS id=4 tcp\n"
	    "90.1 b>a 200 OPTIONS id=4 tcp\n" "100 a>b OPTIONS id=5 tcp\n" "115 a>b OPTIONS id=6 tcp\n"
	    "130 a>b OPTIONS id=7 tcp\n" "199 --\n" },
	{ "a BYE that got a 100 was received", "code.200 !code.100",
	    "0 a>b INVITE tcp loose\n" "0.1 b>a 180 tcp loose\n" "2 b>a 200 tcp loose\n" "2.1 a>b ACK tcp loose\n"
	    "70 a>b BYE tcp loose\n" "70.1 b>a 100 BYE tcp loose\n" "70.5 a>b BYE tcp loose\n" "71.5 a>b BYE tcp loose\n"
	    "73.5 a>b BYE tcp loose\n" "77.5 a>b BYE tcp loose\n" "200 --\n" },
	{ "the last copy has no addresses", "code.200 #request-unanswered:5 register.nat-expired",
	    "0 a>b REGISTER user=x\n" "0.1 b>a 200 REGISTER user=x | Expires: 600\n" "200 p>a INVITE id=in user=x\n"
	    "200.5 p>a INVITE id=in user=x\n" "201.5 p>a INVITE id=in user=x\n" "203.5 ?>? INVITE id=in user=x\n"
	    "300 a:61000>b REGISTER user=x cseq=2\n" "300.1 b>a:61000 200 REGISTER user=x cseq=2 | Expires: 600\n" },
	{ "a REFER that nobody answered is a failed transfer", "transfer.failed (path.no-response) !(path.fragmented) #request-unanswered:7",
	    "0 a>b INVITE\n" "0.5 b>a 180\n" "1 b>a 200\n" "1.1 a>b REFER\n" "5 a>b REFER | Refer-To: <sip:z@example.net>\n"
	    "6 a>b REFER | Refer-To: <sip:z@example.net>\n" "7 a>b REFER | Refer-To: <sip:z@example.net>\n" "60 --\n" },
	{ "a log shows a 408 half a minute after the 100", "path.not-forwarded",
	    "0 a>b INVITE loose\n" "0.1 b>a 100 loose\n" "32 b>a 408 loose uri=sip:004930123456@b\n"
	    "32.1 a>b ACK branch=1 loose\n" },
	{ "the server answers nobody for a second, and another is asked each time", "code.200 !path.no-response",
	    "1.0 a>b INVITE id=1\n" "1.5 a>b INVITE id=1\n" "2.7 a>d INVITE id=x\n" "2.71 d>a 200 id=x\n" "2.72 a>d ACK id=x\n"
	    "3.0 a>b INVITE id=2\n" "3.5 a>b INVITE id=2\n" "4.7 a>d INVITE id=y\n" "4.71 d>a 200 id=y\n" "30 --\n" },
	{ "a large request is silent, and the trace ends too early to tell", "code.200 !path.fragmented",
	    "0 a>b OPTIONS id=o\n" "4 a>b OPTIONS id=o\n" "0.1 b>a 200 OPTIONS id=o\n" "1 a>b INVITE size=1301\n"
	    "2 a>b INVITE size=1301\n" "3 a>b INVITE size=1301\n" },
	{ "the refusal names a header that is missing", "request.malformed !#defect.cseq-method !#defect.start-line-blanks !#defect.missing:Max-Forwards",
	    "0 a>b INVITE contact=-\n" "1 b>a 400 phrase=Contact\n" "1.1 a>b ACK branch=1\n" "60 --\n" },
	{ "a request that a proxy passes on malformed is not what a router rewrote", "code.400 !(nat.alg)",
	    "0 a>p INVITE\n" "0.1 b>p INVITE branch=x via=1 contact=- | Contact: <sip:x@host.example\n"
	    "1 b>p 400 branch=x via=1\n" "1.1 p>b ACK branch=x\n" "1.2 p>a 400\n" "1.3 a>p ACK branch=1\n" },
	{ "a response of no class", "response.malformed !#defect.refused #defect.bad-code",
	    "- a>b 802 REGISTER\n" },
	{ "a refusal for a branch that nobody used", "code.400",
	    "- a>b INVITE\n" "- b>a 400 branch=c7\n" "- a>b ACK branch=1\n" },
	{ "a refusal of a large packet", "code.403 %error !#left-out",
	    "0 a>b INVITE\n" "2 b>a 403 size=1240\n" },
};

static void
who_was_silent(void **state)
{
	(void)state;
	ALL(paths);
}

static const struct script dialogs[] = {
	{ "copies and a provisional response alone", "code.100 !#too-short",
	    "0 a>b INVITE | Reason: SIP;cause=480, Q.850;cause=16\n" "1 a>b INVITE\n" "0.1 b>a 100\n" "0.2 a>b INVITE\n" },
	{ "a BYE that was answered at one hop and redirected at the other", "dialog.bye-failed %error (code.481) #no-media-captured #bye-wrong-target:sip:x@203.0.113.98:5060",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8\n" "2 b>a 200 sdp=192.0.2.1;audio:4000:RTP/AVP:8\n" "2.1 a>b ACK\n"
	    "45 a>b INFO cseq=2 | Content-Type: application/dtmf-relay\n" "45 b>a 481 INFO cseq=2\n" "60 a>b BYE cseq=9\n"
	    "60.1 b>a 200 BYE via=1\n" "60.1 b>a 300 BYE cseq=9\n" "100 --\n" },
	{ "a cause of Asterisk in the BYE of who was called", "dialog.dropped %callee #dropped:7",
	    "0 a>b INVITE\n" "0.1 b>a 180 from=f7\n" "2 b>a 200\n" "2.1 a>b ACK\n"
	    "9 b>a BYE from=t to=f cseq=7 | X-Asterisk-HangupCauseCode: 58\n" "9.1 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "a BYE before the session ran out", "code.200 !@1768.6",
	    "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: 1800;refresher=uac\n" "1.1 a>b ACK\n"
	    "1768.499999 b>a BYE from=t to=f\n" "1768.7 a>b 200 BYE from=t to=f\n" "1800.6 a>b 200 BYE from=t to=f\n" },
	{ "no Contact in the answer, of an INVITE whose branch is another", "dialog.no-contact (dialog.missing-ack)",
	    "0 a>b INVITE branch=b7\n" "1 b>a 200 contact=-\n" "2 b>a 200 contact=-\n" "26 b>a 200 contact=-\n" "60 --\n" },
	{ "without times a refused refresh proves nothing", "code.488 #no-times",
	    "- a>b INVITE\n" "- b>a 180\n" "- b>a 200 | Session-Expires: 180;refresher=uac\n" "- a>b ACK\n"
	    "- a>b UPDATE cseq=3\n" "- b>a 488 UPDATE cseq=3\n" "- a>b BYE cseq=4\n" "- b>a 200 BYE cseq=4\n" "- a>b BYE\n"
	    "- b>a 200 BYE\n" "- a>b BYE\n" },
	{ "a CSeq too low before two INVITEs crossed", "dialog.cseq-too-low !(code.491)",
	    "- a>b INVITE\n" "- b>a 200\n" "1.1 a>b ACK\n" "5 a>b INFO cseq=9\n" "5.1 b>a 200 INFO cseq=9\n"
	    "6 a>b UPDATE cseq=3\n" "6.1 b>a 500 UPDATE cseq=3\n" "7 a>b INVITE to=t cseq=10\n" "7.1 b>a 491 cseq=10\n"
	    "7.2 a>b ACK cseq=10 branch=10\n" "60 --\n" },
	{ "the ACK of a redirection is another call's", "code.300 #contact",
	    "0 a>b INVITE id=d\n" "0.1 b>a 300 | Contact: <sip:z@192.0.2.1>\n" "0.2 a>b ACK branch=1\n" "60 --\n" },
	{ "a redirection that blames the Contact it got", "redirect.not-followed #redirect-no-contact:59 (reason.contact-malformed)",
	    "0 a>b INVITE contact=- | Contact: <sip:x@host.example\n"
	    "1 b>a 302 phrase=Bad_Contact_header | WWW-Authenticate: Digest realm=\"r\", nonce=\"n7\"\n" "1.1 a>b ACK branch=1\n"
	    "60 --\n" },
	{ "both hang up at the same time", "code.200",
	    "0 a>b INVITE\n" "0.1 b>B 180\n" "2.5 b>a 200\n" "2.6 a>b ACK\n" "70.5 a>b BYE\n" "70.5 b>a BYE from=t to=f cseq=7\n"
	    "70.6 b>a 481 BYE\n" "70.6 a>b 481 BYE from=t to=f cseq=7\n" "99.5 --\n" },
	{ "an INFO that was refused to who was called", "code.500 %callee",
	    "0 a>b INVITE cseq=52\n" "1 b>a 200 cseq=52\n" "1.1 a>b ACK cseq=52\n" "5 b>a INFO from=t to=f cseq=1\n"
	    "5.1 a>b 500 INFO from=t to=f cseq=2\n" },
	{ "an answer again and again, to a Contact that is an inner one", "dialog.missing-ack @2.5 =contact-private",
	    "0 a>b INVITE\n" "2 b>a 200 contact=sip:bob@192.168.1.2 branch=b7\n" "2.5 b>a 200 contact=sip:bob@192.168.1.2\n"
	    "3.5 b>a 200 contact=sip:bob@192.168.1.2\n" "5.5 b>a 200 contact=sip:bob@192.168.1.2\n"
	    "9.5 b>a 200 contact=sip:bob@192.168.1.2\n" "13.5 b>a 200 contact=sip:bob@192.168.1.2\n"
	    "33.5 b>a 200 contact=sip:bob@192.168.1.2\n" "34 b>a BYE from=t to=f\n" "34.1 a>b 200 BYE from=t to=f\n" },
	{ "a request came back after another one had been refused", "routing.loop %likely (code.500)",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "5.1 ?>a 500 REFER\n"
	    "7 a>b INVITE to=t cseq=3 | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-1 | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-2\n"
	    "7.1 b>a 482 cseq=3\n" "7.2 a>b ACK cseq=3 branch=3\n" },
	{ "a second try that is refused as well, with a PRACK between", "code.486 =",
	    "0 a>b INVITE\n" "1 b>a 486\n" "1.1 a>b ACK branch=1\n" "2.1 a>b INVITE\n" "3.1 b>a 180 | Require: 100rel | RSeq: 7\n"
	    "3.6 b>a 180 | Require: 100rel | RSeq: 7\n" "4.6 b>a 180 | Require: 100rel | RSeq: 7\n"
	    "4.7 a>b PRACK | RAck: 7 1 INVITE\n" "4.8 b>a 200 PRACK\n" "5.1 b>a 486\n" "5.2 a>b ACK branch=1\n" },
	{ "a redirection to where the request went", "redirect.not-followed #redirect-to-itself:INVITE",
	    "0 a>b INVITE loose\n" "0.1 b>a 302 | Contact: <sip:bob@example.net>\n" "0.2 a>b ACK branch=1 loose\n" "0.5 --\n" },
	{ "both branches of a fork refuse, in a log", "code.404",
	    "- a>p INVITE loose\n" "- p>b INVITE branch=x via=1 loose\n" "- p>d INVITE branch=y via=1 loose\n"
	    "- b>p 404 branch=x via=1 to=x loose\n" "- d>p 480 branch=y via=1 to=y loose\n" },
	{ "a BYE that was refused with a 422", "dialog.bye-failed !code.200",
	    "0 a>b INVITE\n" "0.1 b>a 180\n" "2 b>a 200\n" "2.5 b>a 200\n" "70 b>a BYE from=t to=f\n"
	    "70.1 a>b 422 BYE from=t to=f\n" },
	{ "a CANCEL that has no time", "code.487 =caller-cancelled",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "- a>b CANCEL\n" "10.099999 b>a 200 CANCEL\n" "10.7 b>a 487\n"
	    "10.8 a>b ACK branch=1\n" },
	{ "a REFER that wants no NOTIFY", "code.200",
	    "0 a>b INVITE loose\n" "1 b>a 200 loose\n" "1.1 a>b ACK loose\n"
	    "5 a>b REFER | Refer-To: <sip:z@example.net> | Refer-Sub: false\n" "5.1 b>a 202 REFER loose\n" "60 --\n" },
};

static void
what_became_of_the_dialog(void **state)
{
	(void)state;
	ALL(dialogs);
}

static const struct script media[] = {
	{ "a log shows an announcement before the refusal", "code.404 (provisional.announcement) %error",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0 loose\n"
	    "1 b>a 183 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0 loose\n" "6 b>a 404 loose\n" "6.1 a>b ACK branch=1 loose\n" },
	{ "a BYE was challenged after the media had been refused", "auth.no-challenge (media.refused) #no-media-captured (code.407) !path.response-lost",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "2.1 a>b ACK\n" "2.1 a:4000>b:4002 FLOW\n" "3 a:4000>b:4002 ICMP n=5 until=18\n" "20 a>b BYE\n" "20 b>a 407 BYE\n"
	    "60 --\n" },
	{ "without times a request that was passed on is not rewritten", "code.200 #no-media-captured",
	    "- a>p INVITE sdp=10.0.0.7;audio:4000:RTP/AVP:8\n"
	    "- p>b INVITE branch=x via=0 sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n"
	    "- p>b INVITE branch=x via=0 sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n"
	    "- b>p 200 branch=x via=1 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "- p>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n" },
	{ "media came more than four seconds after the answer", "media.late !#no-media-captured",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "2.1 a>b ACK\n" "2.1 a:4000>b:4002 FLOW\n" "6.2 b:4002>a:4000 FLOW until=20\n" "20 a>b BYE\n" "20 b>a 200 BYE\n"
	    "60 --\n" },
	{ "without times it can't be said who sent nothing", "code.200 !#no-times !#no-media-captured",
	    "- a>p INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n"
	    "- p>b INVITE branch=p via=1 sdp=203.0.113.114;audio:5000:RTP/AVP:8\n"
	    "- b>p 200 branch=p via=1 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "- p>a 200 sdp=203.0.113.114;audio:5002:RTP/AVP:8\n" "- a>p ACK branch=a1\n" "- p>b ACK branch=a2 via=1\n"
	    "- a:4000>r:5002 FLOW until=20\n" "- r:5000>b:4002 FLOW until=20\n" "- a>p BYE branch=y1\n"
	    "- p>b BYE branch=y2 via=1\n" "- b>p 200 BYE branch=y2 via=1\n" "- p>a 200 BYE branch=y1\n" "- --\n" "- b>a 200\n"
	    "- a>b ACK\n" "- a>b BYE\n" "- b>a 481 BYE\n" },
	{ "a log shows that one side wants encrypted media", "media.security-mismatch !(media.no-common-codec)",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8 tcp loose\n"
	    "1 b>a 488 sdp=203.0.113.98;audio:4002:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x tcp loose\n"
	    "1.1 a>b ACK branch=1 tcp loose\n" },
	{ "without times a closed port proves nothing", "code.200 !path.refused !#no-media-captured",
	    "- a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n" "- b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "- a>b ACK\n" "- a:4000>b:4002 ICMP n=5 until=2.15\n" "- a:4000>b:4002 FLOW until=20\n"
	    "- b:4002>a:4000 FLOW until=20\n" "- a>b BYE\n" "- b>a 200 BYE\n" "- --\n" },
	{ "with ICE the media go another way", "code.200 !#no-media-captured",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8:ice-ufrag:x frag=486_Busy_Here\n"
	    "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8:ice-ufrag:y\n" "2.1 a>b ACK\n" "0 a:7000>d:6002 FLOW until=30\n"
	    "20 a>b BYE\n" "20 b>a 200 BYE\n" "60 --\n" },
	{ "a proxy passes an inner address on to another port", "media.private-address #no-media-captured",
	    "0 a:1024>p INVITE sdp=10.0.0.7;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n"
	    "0.1 p>a:1025 INVITE branch=x via=1 sdp=10.0.0.7;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n"
	    "3.1 p>a:1024 200 sdp=10.0.0.7;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n" "3.2 a:1024>p ACK\n"
	    "60 --\n" },
	{ "an image in answer to audio", "media.bad-answer #no-media-captured",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n"
	    "2 b>a 200 sdp=192.0.2.1;image:4000:udptl:t38\n" "2.1 a>b ACK\n" "20 a>b BYE cseq=9 id=x1008\n"
	    "20.1 b>a 200 BYE cseq=9\n" "60 --\n" },
	{ "keys of SDES and DTLS were offered, and one of them taken", "code.200 #no-media-captured",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x+fingerprint:sha-256~AA+setup:actpass\n"
	    "3 c>a 200 sdp=192.0.2.1;audio:4000:RTP/SAVP:8:fingerprint:sha-256~AA+setup:active\n" "3.1 a>b ACK\n" "20 a>b BYE\n"
	    "20.1 b>a 200 BYE\n" "60 --\n" },
	{ "a hold that is not ended, in a log whose answer stands too early", "media.direction-stuck !#no-media-captured",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000 loose\n"
	    "1 b>a 200 sdp=192.0.2.1;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000 loose\n" "1.1 a>b ACK loose\n"
	    "5 a>b INVITE cseq=2 to=t sdp=192.0.2.1;audio:4000:RTP/AVP:8:sendonly loose\n"
	    "4.1 b>a 200 cseq=2 sdp=192.0.2.1;audio:4000:RTP/AVP:8:recvonly loose\n" "5.2 a>b ACK cseq=2 loose\n"
	    "10 a>b INVITE cseq=3 to=t sdp=192.0.2.1;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000 loose\n"
	    "10.1 b>a 200 cseq=3 sdp=192.0.2.1;audio:4000:RTP/AVP:8:inactive loose\n" "10.2 a>b ACK cseq=3 loose\n"
	    "40 a>b BYE cseq=9 loose\n" "40.1 b>a 200 BYE cseq=9 loose\n" "99 --\n" },
	{ "a relay passes on what one side sends", "media.one-way =caller !#no-media-captured @2.1",
	    "0 a>p INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n"
	    "0.1 p>b INVITE branch=p via=1 sdp=203.0.113.114;audio:5000:RTP/AVP:8\n"
	    "2 b>p 200 branch=p via=1 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "2.1 p>a 200 sdp=203.0.113.114;audio:5002:RTP/AVP:8\n" "2.2 a>p ACK branch=a1\n" "2.3 p>b NOTIFY branch=a2 via=1\n"
	    "2.5 b:4002>r:5000 FLOW until=20\n" "2.5 r:5002>a:4000 FLOW until=20\n" "20 a>p BYE branch=y1\n"
	    "20 p>b BYE branch=y2 via=1\n" "20 b>p 200 BYE branch=y2 via=1\n" "20 p>a 200 BYE branch=y1\n" "60 --\n" },
	{ "PCMU where only PCMA was listed, by who offered nothing", "media.wrong-payload !#no-media-captured !#media-type:0",
	    "0 a>b INVITE\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n" "2.1 a>b ACK\n"
	    "2.1 a:4000>b:4002 FLOW until=20\n" "2.1 b:4002>a:4000 FLOW pt=0 until=20\n"
	    "10 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8\n"
	    "10.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8\n" "10.2 a>b ACK cseq=2\n" "20 a>b BYE\n"
	    "20 b>a 200 BYE\n" "60 --\n" },
	{ "both sides only want to send", "media.bad-answer #no-media-captured",
	    "- a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8:sendonly\n" "- b>a 200 sdp=192.0.2.1;audio:4000:RTP/AVP:8:sendonly\n"
	    "- a>b ACK\n" "- a>b BYE\n" "- b>a 200 BYE\n" "- --\n" },
	{ "ICE knows a public address behind the inner one", "code.200 #no-media-captured",
	    "0 a>b INVITE sdp=10.0.0.7;audio:4000:RTP/AVP:8:candidate:1~1~UDP~1~198.51.100.9~4000~typ~srflx\n"
	    "2.7 b>a 200 sdp=192.0.2.1;audio:4000:RTP/AVP:8\n" "3.1 a>b ACK\n" "20 a>b BYE\n" "20.1 b>a 200 BYE\n" "60 --\n" },
};

static void
what_was_agreed_on_and_what_came(void **state)
{
	(void)state;
	ALL(media);
}

static const struct script strangers[] = {
	{ "a scanner that was let in", "code.401 #guess-accepted security.scanner %error provisional.no-prack #Call-ID @1",
	    "1 a>b REGISTER id=g | Authorization: Digest username=\"2001\", realm=\"r\", nonce=\"n\", uri=\"sip:b\", response=\"1\" | User-Agent: friendly-scanner\n"
	    "1.1 b>a 401 REGISTER id=g | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "2 a>b REGISTER id=h | Authorization: Digest username=\"2001\", realm=\"r\", nonce=\"n\", uri=\"sip:b\", response=\"2\" | User-Agent: friendly-scanner\n"
	    "2.1 b>a 200 REGISTER id=h\n" "99 --\n" "100 a>b INVITE\n" "101 b>a 180 | Require: 100rel | RSeq: 7\n"
	    "101.5 b>a 180 | Require: 100rel | RSeq: 7\n" "102.5 b>a 180 | Require: 100rel | RSeq: 7\n"
	    "104.5 b>a 180 | Require: 100rel | RSeq: 7\n" "133 b>a 504\n" "133.1 a>b ACK branch=1\n" },
	{ "usual numbers, and one that was refused twice", "code.404 security.scanner !#scanner-unacked %error #Call-ID #scanner-usual:9",
	    "1 a>b REGISTER id=x110 user=110\n" "1.1 b>a 404 REGISTER id=x110 user=110\n" "2 a>b REGISTER id=x111 user=111\n"
	    "2.1 b>a 404 REGISTER id=x111 user=111\n" "3 a>b REGISTER id=x112 user=112\n"
	    "3.1 b>a 404 REGISTER id=x112 user=112\n" "4 a>b REGISTER id=x113 user=113\n"
	    "4.1 b>a 404 REGISTER id=x113 user=113\n" "5 a>b REGISTER id=x114 user=114\n"
	    "5.1 b>a 404 REGISTER id=x114 user=114\n" "9.1 b>a 404 REGISTER id=x114 user=114\n"
	    "6 a>b REGISTER id=x115 user=115\n" "6.1 b>a 404 REGISTER id=x115 user=115\n" "7 a>b REGISTER id=x116 user=116\n"
	    "7.1 b>a 404 REGISTER id=x116 user=116\n" "8 a>b REGISTER id=x117 user=117\n"
	    "8.1 b>a 404 REGISTER id=x117 user=117\n" "9 a>b REGISTER id=x118 user=118\n"
	    "9.1 b>a 404 REGISTER id=x118 user=118\n" "1 a>b REGISTER id=x12025550100 user=12025550100\n"
	    "1.1 b>a 404 REGISTER id=x12025550100 user=12025550100\n" "99 --\n" },
	{ "ten users of two hosts were refused", "code.401 @0 !security.password-guessing",
	    "0 a>b REGISTER user=200 id=u0 | Authorization: Digest username=\"200\", realm=\"r\", nonce=\"nu0\", uri=\"sip:b\", response=\"u0\"\n"
	    "0.1 b>a 401 REGISTER user=200 id=u0 | WWW-Authenticate: Digest realm=\"r\", nonce=\"mu0\"\n"
	    "1 a>b REGISTER user=201 id=u1 | Authorization: Digest username=\"201\", realm=\"r\", nonce=\"nu1\", uri=\"sip:b\", response=\"u1\"\n"
	    "1.1 b>a 401 REGISTER user=201 id=u1 | WWW-Authenticate: Digest realm=\"r\", nonce=\"mu1\"\n"
	    "2 a>b REGISTER user=202 id=u2 | Authorization: Digest username=\"202\", realm=\"r\", nonce=\"nu2\", uri=\"sip:b\", response=\"u2\"\n"
	    "2.1 b>a 401 REGISTER id=u2 | WWW-Authenticate: Digest realm=\"r\", nonce=\"mu2\"\n"
	    "3 a>b REGISTER user=203 id=u3 | Authorization: Digest username=\"203\", realm=\"r\", nonce=\"nu3\", uri=\"sip:b\", response=\"u3\"\n"
	    "3.1 b>a 401 REGISTER user=203 id=u3 | WWW-Authenticate: Digest realm=\"r\", nonce=\"mu3\"\n"
	    "4 a>b REGISTER user=204 id=u4 | Authorization: Digest username=\"204\", realm=\"r\", nonce=\"nu4\", uri=\"sip:b\", response=\"u4\"\n"
	    "4.1 b>a 401 REGISTER user=204 id=u4 | WWW-Authenticate: Digest realm=\"r\", nonce=\"mu4\"\n"
	    "5 d>b REGISTER user=300 id=w0 | Authorization: Digest username=\"300\", realm=\"r\", nonce=\"nw0\", uri=\"sip:b\", response=\"w0\"\n"
	    "5.1 b>d 401 REGISTER user=300 id=w0 | WWW-Authenticate: Digest realm=\"r\", nonce=\"mw0\"\n"
	    "6 d>b REGISTER user=301 id=w1 | Authorization: Digest username=\"301\", realm=\"r\", nonce=\"nw1\", uri=\"sip:b\", response=\"w1\"\n"
	    "6.1 b>d 401 REGISTER user=301 id=w1 | WWW-Authenticate: Digest realm=\"r\", nonce=\"mw1\"\n"
	    "7 d>b REGISTER user=302 id=w2 | Authorization: Digest username=\"302\", realm=\"r\", nonce=\"nw2\", uri=\"sip:b\", response=\"w2\"\n"
	    "7.1 b>d 401 REGISTER user=302 id=w2 | WWW-Authenticate: Digest realm=\"r\", nonce=\"mw2\"\n"
	    "8 d>b REGISTER user=303 id=w3 | Authorization: Digest username=\"303\", realm=\"r\", nonce=\"nw3\", uri=\"sip:b\", response=\"w3\"\n"
	    "8.1 b>d 401 REGISTER user=303 id=w3 | WWW-Authenticate: Digest realm=\"r\", nonce=\"mw3\"\n"
	    "9 d>b REGISTER user=304 id=w4 | Authorization: Digest username=\"304\", realm=\"r\", nonce=\"nw4\", uri=\"sip:b\", response=\"w4\"\n"
	    "9.1 b>d 401 REGISTER user=304 id=w4 | WWW-Authenticate: Digest realm=\"r\", nonce=\"mw4\"\n" "99 --\n" },
};

static void
who_asks_for_many_users(void **state)
{
	(void)state;
	ALL(strangers);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_answered_with_credentials),
		cmocka_unit_test(what_the_network_says_goes_with_its_own_call),
		cmocka_unit_test(who_was_silent),
		cmocka_unit_test(what_became_of_the_dialog),
		cmocka_unit_test(what_was_agreed_on_and_what_came),
		cmocka_unit_test(who_asks_for_many_users),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
