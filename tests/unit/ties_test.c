/* SPDX-License-Identifier: MIT */
/*
 * Which of two wins: the precedence of rules.def, one pair a row, and the ties within rules. In each script both hold; a
 * row of rules.def that changes its place fails here.
 */
#include "diagnose/rules/rules.h"
#include "script.h"

struct pair {
	const char *winner, *loser;	/* ids as told; "code" of a failing response stands for any */
	const char *lines;
};

#define ASKS(realm, nonce) "WWW-Authenticate: Digest realm=\"" realm "\", nonce=\"" nonce "\", algorithm=MD5"
#define GIVES(realm, nonce) "Authorization: Digest username=\"u\", realm=\"" realm "\", nonce=\"" nonce \
	"\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5"
#define SET_UP "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n"
#define TIMED "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: 180;refresher=uac\n" "1.1 a>b ACK\n"
#define OFFER " sdp=203.0.113.97;audio:4000:RTP/AVP:8,0"
#define ANSWER " sdp=203.0.113.98;audio:4002:RTP/AVP:8,0"
#define TALK "0 a>b INVITE" OFFER "\n" "2 b>a 200" ANSWER "\n" "2.1 a>b ACK\n"
#define FROM_A "2.1 a:4000>b:4002 FLOW until=20\n"
#define DOWN "20 a>b BYE\n" "20 b>a 200 BYE\n" "60 --\n"
#define HUNG_UP(reason) "20 b>a BYE from=t to=f | Reason: " reason "\n" "20 a>b 200 BYE from=t to=f\n" "60 --\n"
#define ROUND(n, at, stale) at " a>b REGISTER cseq=" n " | " GIVES("r", "n" n) "\n" at "5 b>a 401 REGISTER cseq=" n " | " ASKS("r", "m" n) stale "\n"

static const struct pair pairs[] = {
	{ "auth.no-challenge", "code.401", "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER\n" },
	{ "auth.no-challenge", "request.branch-reused",
	    "0 a>b REGISTER branch=x\n" "0.1 b>a 401 REGISTER branch=x\n" "0.3 a>b REGISTER cseq=2 branch=x\n"
	    "0.4 b>a 401 REGISTER branch=x\n" "60 --\n" },
	{ "request.branch-reused", "auth.challenge-ignored",
	    "0 a>b INVITE branch=x\n" "0.1 b>a 401 branch=x | " ASKS("r", "n1") "\n" "0.2 a>b ACK branch=x\n"
	    "0.3 a>b INVITE cseq=2 branch=x\n" "0.4 b>a 401 branch=x | " ASKS("r", "n1") "\n" "60 --\n" },
	{ "auth.stale-nonce", "auth.bad-credentials",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n1") "\n"
	    "1 a>b REGISTER cseq=2 | " GIVES("r", "n1") "\n" "1.5 b>a 401 REGISTER cseq=2 | " ASKS("r", "n2") ", stale=true\n"
	    "2 a>b REGISTER cseq=3 | " GIVES("r", "n2") "\n" "2.5 b>a 401 REGISTER cseq=3 | " ASKS("r", "n3") ", stale=true\n"
	    "3 a>b REGISTER cseq=4 | " GIVES("r", "n3") "\n" "3.5 b>a 401 REGISTER cseq=4 | " ASKS("r", "n4") ", stale=true\n"
	    "4 a>b REGISTER cseq=5 | " GIVES("r", "n4") "\n" "4.5 b>a 401 REGISTER cseq=5 | " ASKS("r", "n5") "\n" },
	{ "auth.bad-credentials", "code.401",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n1") "\n"
	    "1 a>b REGISTER cseq=2 | " GIVES("r", "n1") "\n" "1.5 b>a 401 REGISTER cseq=2 | " ASKS("r", "n2") "\n" },
	{ "auth.cseq-not-raised", "auth.bad-credentials",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n1") "\n"
	    "1 a>b REGISTER branch=y | " GIVES("r", "n1") "\n" "1.5 b>a 401 REGISTER branch=y | " ASKS("r", "n2") "\n" },
	{ "path.dns-failed", "path.tls-failed",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n"
	    "0.3 b:40000>d:5061 NET tls-alert num=40\n" "0.9 b>a 503\n" "1 a>b ACK branch=1\n" },
	{ "path.tls-failed", "path.refused",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40000>d:5061 NET tls-alert num=40\n" "0.3 b:40001>d NET tcp-refused\n" "0.9 b>a 503\n"
	    "1 a>b ACK branch=1\n" },
	{ "path.refused", "code.503",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.3 b:40001>d NET tcp-refused\n" "0.9 b>a 503\n" "1 a>b ACK branch=1\n" },
	{ "path.refused", "path.no-response",
	    "0 a>b INVITE\n" "0.01 a>b NET closed\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "60 --\n" },
	{ "path.refused", "path.connection-lost",
	    "0 a>b INVITE tcp\n" "0.1 a>b NET filtered tcp by=r\n" "2 b>a NET tcp-reset\n" "40 --\n" },
	{ "path.connection-lost", "path.not-forwarded",
	    "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "12 a>b CANCEL tcp\n" "13 b>a NET tcp-reset\n" "60 --\n" },
	{ "media.security-mismatch", "media.no-common-codec",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8;video:4002:RTP/AVP:31\n"
	    "1 b>a 488 sdp=192.0.2.2;audio:4000:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x;video:4002:RTP/AVP:34\n"
	    "1.1 a>b ACK branch=1\n" },
	{ "media.no-common-codec", "code.488",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:18\n" "1 b>a 488 sdp=192.0.2.2;audio:4000:RTP/AVP:0\n" "1.1 a>b ACK branch=1\n" },
	{ "register.nat-expired", "path.no-response",
	    "0 a>b REGISTER user=x id=r\n" "0.1 b>a 200 REGISTER user=x id=r | Expires: 600\n"
	    "200 p>a INVITE user=x\n" "200.5 p>a INVITE user=x\n" "201.5 p>a INVITE user=x\n" "210 a:61000>b REGISTER user=x id=r cseq=2\n"
	    "210.1 b>a:61000 200 REGISTER user=x id=r cseq=2 | Expires: 600\n" "215.5 p>a INVITE user=x\n" "300 --\n" },
	{ "auth.challenge-ignored", "path.wrong-service",
	    "0 a>b REGISTER tcp\n" "0.1 b>a 401 REGISTER tcp | " ASKS("r", "n1") "\n" "0.3 a>b REGISTER cseq=2 tcp\n"
	    "0.4 b>a 401 REGISTER cseq=2 tcp | " ASKS("r", "n2") "\n" "0.5 a>b REGISTER cseq=3 tcp\n" "0.6 a>b NET http name=HTTP/1.1\n" "60 --\n" },
	{ "path.no-response", "path.not-forwarded",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "32 b>a 408\n" "32.1 a>b ACK branch=1\n" "33 a>b INVITE cseq=2\n" "33.5 a>b INVITE cseq=2\n"
	    "34.5 a>b INVITE cseq=2\n" "99 --\n" },
	{ "media.late", "reason.contradicts-status",
	    TALK "2.1 a:4000>b:4002 FLOW until=20\n" "6.2 b:4002>a:4000 FLOW until=20\n" "15 a>b INVITE cseq=2 to=t\n"
	    "15.1 b>a 486 cseq=2 | Reason: Q.850;cause=34\n" "15.2 a>b ACK cseq=2 branch=2\n" "20 a>b BYE cseq=3\n" "20 b>a 200 BYE cseq=3\n" "60 --\n" },
	{ "cancel.unfinished", "cancel.too-early", 
	    "0 a>b INVITE\n" "0.05 a>b CANCEL\n" "0.1 b>a 100\n" "0.2 b>a 200 CANCEL\n" "60 --\n" },
	{ "cancel.unfinished", "path.not-forwarded",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "12 a>b CANCEL\n" "12.1 b>a 200 CANCEL\n" "60 --\n" },
	{ "timer.refresh-failed", "path.no-response",
	    TIMED "90 a>b UPDATE cseq=3\n" "90.5 a>b UPDATE cseq=3\n" "91.5 a>b UPDATE cseq=3\n" "123 a>b BYE cseq=4\n"
	    "123.1 b>a 200 BYE cseq=4\n" },
	{ "timer.refresh-failed", "dialog.missing-ack",
	    TIMED "90 a>b INVITE cseq=3 to=t\n" "90.1 b>a 200 cseq=3\n" "90.6 b>a 200 cseq=3\n" "91.6 b>a 200 cseq=3\n"
	    "93 b>a BYE from=t to=f\n" "93.1 a>b 200 BYE from=t to=f\n" "200 --\n" },
	{ "path.fragmented", "path.no-response",
	    "0 a>b OPTIONS id=o\n" "0.1 b>a 200 OPTIONS id=o\n" "1 a>b INVITE size=1500\n" "1.5 a>b INVITE size=1500\n"
	    "2.5 a>b INVITE size=1500\n" "60 --\n" },
	{ "dialog.cseq-too-low", "code.500", SET_UP "5 a>b INFO cseq=9\n" "5.1 b>a 200 INFO cseq=9\n" "6 a>b UPDATE cseq=3\n" "6.1 b>a 500 UPDATE cseq=3\n" },
	{ "dialog.glare", "code.491",
	    SET_UP "5 a>b INVITE cseq=2 to=t\n" "5.1 b>a 491 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" "60 --\n" },
	{ "dialog.no-contact", "dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200 contact=-\n" "2 b>a 200 contact=-\n" "26 b>a 200 contact=-\n" "60 --\n" },
	{ "fork.two-answers", "dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "1.2 b>a 200 to=u\n" "3 b>a 200 to=u\n" "27 b>a 200 to=u\n" "60 --\n" },
	{ "dialog.missing-ack", "dialog.bye-failed",
	    "0 a>b INVITE\n" "1 b>a 200\n" "2 b>a 200\n" "26 b>a 200\n" "33 b>a BYE from=t to=f\n" "33.1 a>b 481 BYE from=t to=f\n" "99 --\n" },
	{ "dialog.bye-failed", "path.no-response", SET_UP "5 a>b BYE\n" "5.5 a>b BYE\n" "6.5 a>b BYE\n" "60 --\n" },
	{ "dialog.bye-failed", "dialog.dropped",
	    SET_UP "5 a>b BYE | Reason: SIP;cause=488\n" "5.1 b>a 481 BYE\n" },
	{ "dialog.dropped", "media.one-way",
	    TALK FROM_A "20 a>b BYE | Reason: Q.850;cause=38\n" "20 b>a 200 BYE\n" "60 --\n" },
	{ "response.malformed", "path.response-lost",
	    "0 a>b REGISTER\n" "0.1 b>a 404 REGISTER received=[2001:db8::1]\n" "0.5 a>b REGISTER\n" "1.5 a>b REGISTER\n" },
	/* Whatever explains the failing response stands before it. */
	{ "auth.new-call-id", "code.401",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASKS("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n" "0.3 a>b INVITE id=2 | " GIVES("r", "n1") "\n"
	    "0.4 b>a 401 id=2 | " ASKS("r", "n2") "\n" "0.5 a>b ACK id=2 branch=1\n" "99 --\n" },
	{ "auth.realm-unanswered", "code.401",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n1") " | " ASKS("q", "m1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVES("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASKS("q", "m2") "\n" },
	{ "transfer.failed", "code.500", SET_UP "5 a>b REFER | Refer-To: <sip:z@example.net>\n" "5.1 b>a 500 REFER\n" },
	{ "routing.loop", "code.482",
	    "0 a>b INVITE | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-1 | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-2\n" "0.1 b>a 482\n" },
	{ "routing.merged", "code.482",
	    "0 p>b INVITE branch=x via=1\n" "0.1 p>b INVITE branch=y via=1\n" "0.2 b>p 482 branch=y via=1\n" "0.3 b>p 486 branch=x via=1\n" },
	{ "identity.refused", "code.438", "0 a>b INVITE\n" "1 b>a 438\n" "1.1 a>b ACK branch=1\n" },
	{ "fax.refused", "code.488",
	    TALK "5 a>b INVITE cseq=2 to=t sdp=203.0.113.97;image:4000:udptl:t38\n" "5.1 b>a 488 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" DOWN },
	{ "dtmf.info-refused", "extension.refused",
	    SET_UP "5 a>b INFO | Content-Type: application/dtmf\n" "5.1 b>a 415 INFO | Accept: application/sdp\n" },
	{ "extension.refused", "code.420", "0 a>b INVITE | Require: x\n" "1 b>a 420 | Unsupported: x\n" "1.1 a>b ACK branch=1\n" },
	{ "request.malformed", "code.400", "0 a>b INVITE | Contact: <<>>\n" "1 b>a 400\n" "1.1 a>b ACK branch=1\n" },
	{ "redirect.not-followed", "code.302",
	    "0 a>b INVITE\n" "0.1 b>a 302 | Contact: <sip:z@192.0.2.1>\n" "0.2 a>b ACK branch=1\n" "60 --\n" },
	{ "register.interval-loop", "code.423",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n" "1 a>b REGISTER cseq=2 | Expires: 60\n" "1.1 b>a 423 REGISTER cseq=2 | Min-Expires: 300\n" },
	{ "timer.interval-loop", "code.422",
	    "0 a>b INVITE | Session-Expires: 90\n" "0.1 b>a 422 | Min-SE: 1800\n" "0.2 a>b ACK branch=1\n"
	    "1 a>b INVITE cseq=2 | Session-Expires: 90\n" "1.1 b>a 422 cseq=2 | Min-SE: 1800\n" "1.2 a>b ACK branch=2 cseq=2\n" },
	{ "cancel.unmatched", "code.481", "0 a>b INVITE\n" "0.1 b>a 100\n" "1 a>b CANCEL\n" "1.1 b>a 481 CANCEL\n" },
	{ "provisional.no-prack", "code.504",
	    "0 a>b INVITE\n" "1 b>a 180 | RSeq: 7\n" "1.5 b>a 180 | RSeq: 7\n" "2.5 b>a 180 | RSeq: 7\n" "33 b>a 504\n" "33.1 a>b ACK branch=1\n" },
	{ "path.not-forwarded", "code.408", "0 a>b INVITE\n" "0.1 b>a 100\n" "32 b>a 408\n" "32.1 a>b ACK branch=1\n" },
	{ "path.response-lost", "code.404", "0 a>b REGISTER\n" "0.1 b>a 404 REGISTER\n" "0.5 a>b REGISTER\n" "1.5 a>b REGISTER\n" },
	{ "media.direction-stuck", "code.500",
	    TALK "5 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8:sendonly\n"
	    "5.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n" "5.2 a>b ACK cseq=2\n"
	    "10 a>b INVITE cseq=3 to=t" OFFER "\n" "10.1 b>a 500 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n" "30 a>b BYE cseq=4\n"
	    "30.1 b>a 200 BYE cseq=4\n" },
	{ "media.bad-answer", "media.one-way",
	    "0 a>b INVITE" OFFER ";video:4004:RTP/AVP:31\n" "2 b>a 200" ANSWER "\n" "2.1 a>b ACK\n" FROM_A DOWN },
	{ "dialog.dropped", "media.one-way", TALK FROM_A HUNG_UP("Q.850;cause=41") },
	{ "media.refused", "media.one-way", TALK FROM_A "3 a:4000>b:4002 ICMP n=5 until=18\n" DOWN },
	{ "media.refused", "media.wrong-payload", TALK "2.1 a:4000>b:4002 FLOW pt=3 until=20\n" "3 a:4000>b:4002 ICMP n=5 until=18\n" DOWN },
	{ "media.wrong-payload", "media.one-way", TALK "2.1 a:4000>b:4002 FLOW pt=3 until=20\n" DOWN },
	{ "media.misdirected", "media.wrong-payload",
	    TALK "2.1 a:4000>x:4002 FLOW until=20\n" "2.1 b:4002>a:4000 FLOW pt=3 until=20\n" DOWN },
	{ "reason.contradicts-status", "code.486", "0 a>b INVITE\n" "1 b>a 486 | Reason: Q.850;cause=34\n" "1.1 a>b ACK branch=1\n" },
	{ "code.486", "dialog.failure-not-acked", "0 a>b INVITE\n" "1 b>a 486\n" "1.5 b>a 486\n" "2.5 b>a 486\n" "60 --\n" },
	{ "code.404", "provisional.announcement", "0 a>b INVITE" OFFER "\n" "1 b>a 183" ANSWER "\n" "6 b>a 404\n" "6.1 a>b ACK branch=1\n" },
	{ "code.486", "setup.slow", "0 a>b INVITE\n" "12 b>a 486\n" "12.1 a>b ACK branch=1\n" },
	{ "code.486", "media.private-address",
	    "0 a>b INVITE sdp=10.0.0.7;audio:4000:RTP/AVP:8\n" "1 b>a 183" ANSWER "\n" "2 b>a 486\n" "2.1 a>b ACK branch=1\n" },
	{ "code.486", "nat.signalling",
	    "0 a>b INVITE norport sentby=10.0.0.7:5060 contact=sip:x@10.0.0.7\n" "1 b>a 486\n" "1.1 a>b ACK branch=1\n" },
	{ "media.private-address", "nat.signalling",
	    "0 a>b INVITE norport sentby=10.0.0.7:5060 contact=sip:x@10.0.0.7 sdp=10.0.0.7;audio:4000:RTP/AVP:8\n" "2 b>a 200" ANSWER "\n"
	    "2.1 a>b ACK\n" "60 --\n" },
	{ "nat.signalling", "dtmf.not-agreed",
	    "0 a>b INVITE norport sentby=10.0.0.7:5060 contact=sip:x@10.0.0.7 sdp=203.0.113.97;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n"
	    "2 b>a 200 sentby=10.0.0.7:5060" ANSWER "\n" "2.1 a>b ACK\n" "60 --\n" },
};

/* Where a call has several troubles that have nothing to do with each other. */
#define LATER(at, cseq, answer) at " a>b INVITE to=t cseq=" cseq answer "\n"
#define ACKED(at, cseq) at " a>b ACK cseq=" cseq " branch=" cseq "\n"
#define T38 " sdp=203.0.113.97;image:4000:udptl:t38"
#define IN_A_CIRCLE " | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-1 | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-2"
#define UNHEARD(at, cseq) at " a>b INFO cseq=" cseq "\n" at ".1 b>a 200 INFO cseq=" cseq "\n" at ".5 a>b INFO cseq=" cseq "\n" at ".9 a>b INFO cseq=" cseq "\n"
#define TOO_BIG(at, cseq) LATER(at, cseq, " size=1500") LATER(at ".5", cseq, " size=1500") LATER(at "1.5", cseq, " size=1500")
#define RINGS_UNHEARD "0 a>b INVITE\n" "1 b>a 180 | RSeq: 7\n" "1.5 b>a 180 | RSeq: 7\n" "2.5 b>a 180 | RSeq: 7\n" "4.5 b>a 180 | RSeq: 7\n"
#define CROSSING(at, cseq) LATER(at, cseq, "") at ".1 b>a 491 cseq=" cseq "\n" ACKED(at ".2", cseq)
#define BACKWARDS "5 a>b INFO cseq=9\n" "5.1 b>a 200 INFO cseq=9\n" "6 a>b UPDATE cseq=3\n" "6.1 b>a 500 UPDATE cseq=3\n"
#define TOO_BRIEF(at, cseq) at " a>b REGISTER cseq=" cseq " | Expires: 60\n" at "1 b>a 423 REGISTER cseq=" cseq " | Min-Expires: 300\n"
#define STUCK \
	LATER("5", "3", " sdp=203.0.113.97;audio:4000:RTP/AVP:8:sendonly") "5.1 b>a 200 cseq=3 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n" \
	"5.2 a>b ACK cseq=3\n" LATER("10", "4", OFFER) "10.1 b>a 500 cseq=4\n" ACKED("10.2", "4") "30 a>b BYE cseq=5\n" "30.1 b>a 200 BYE cseq=5\n"

#define BOUND(seconds) "0 a>b REGISTER user=x id=r | Expires: 600\n" "0.1 b>a 200 REGISTER user=x id=r | Expires: " #seconds "\n"
#define GATEWAY \
	"0 a>p INVITE sdp=203.0.113.97;audio:4000:UDP/TLS/RTP/SAVP:8:fingerprint:sha-256~AA\n" \
	"0.1 p>b INVITE branch=x via=1 sdp=203.0.113.112;audio:5000:RTP/AVP:8\n" \
	"2 b>p 200 branch=x via=1" ANSWER "\n" "2 p>a 200 sdp=203.0.113.112;audio:5002:UDP/TLS/RTP/SAVP:8:fingerprint:sha-256~BB\n" \
	"2.1 a>p ACK\n" "2.1 p>b ACK branch=z via=1\n" "2.2 a:4000>p:5002 FLOW pt=- n=4 num=40 until=3\n"
#define GATEWAY_DOWN \
	"20 a>p BYE\n" "20 p>b BYE branch=w via=1\n" "20.1 b>p 200 BYE branch=w via=1\n" "20.1 p>a 200 BYE\n" "60 --\n"

static const struct pair unrelated[] = {
	{ "auth.new-call-id", "auth.realm-unanswered",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASKS("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n"
	    "0.3 a>b INVITE id=2 | " GIVES("r", "n1") "\n" "0.4 b>a 401 id=2 | " ASKS("r", "n2") "\n" "0.5 a>b ACK id=2 branch=1\n"
	    "5 a>b OPTIONS id=2 cseq=2\n" "5.1 b>a 401 OPTIONS id=2 cseq=2 | " ASKS("r", "n3") " | " ASKS("q", "m3") "\n"
	    "5.2 a>b OPTIONS id=2 cseq=3 | " GIVES("r", "n3") "\n" "5.3 b>a 401 OPTIONS id=2 cseq=3 | " ASKS("q", "m4") "\n" "99 --\n" },
	{ "path.wrong-service", "path.dns-failed",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n" "0.9 b>a 503\n"
	    "1 a>b ACK branch=1\n" "2 a>b OPTIONS cseq=2 tcp\n" "2.1 a>b NET http name=HTTP/1.1\n" "60 --\n" },
	{ "media.no-common-codec", "extension.refused",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:18\n"
	    "1 b>a 415 sdp=192.0.2.2;audio:4000:RTP/AVP:0 | Accept-Encoding: identity\n" "1.1 a>b ACK branch=1\n" },
	{ "extension.refused", "request.malformed",
	    "0 a>b INVITE | Require: x | Contact: <<>>\n" "1 b>a 420 phrase=Bad_header | Unsupported: x\n" "1.1 a>b ACK branch=1\n" },
	{ "request.malformed", "redirect.not-followed",
	    "0 a>q INVITE branch=q | Contact: <<>>\n" "0.1 a>p INVITE branch=p\n" "0.5 p>a 302 branch=p | Contact: <sip:z@192.0.2.1>\n"
	    "0.6 a>p ACK branch=p\n" "1 q>a 400 branch=q\n" "1.1 a>q ACK branch=q\n" "60 --\n" },
	{ "timer.interval-loop", "register.nat-expired",
	    BOUND(600) "100 p>a INVITE user=x | Session-Expires: 90\n" "100.1 a>p 422 user=x | Min-SE: 1800\n"
	    "100.2 p>a ACK user=x branch=1\n" "101 p>a INVITE user=x cseq=2 | Session-Expires: 90\n"
	    "101.1 a>p 422 user=x cseq=2 | Min-SE: 1800\n" "101.2 p>a ACK user=x cseq=2 branch=2\n"
	    "200 p>a INVITE user=x cseq=3\n" "200.5 p>a INVITE user=x cseq=3\n" "201.5 p>a INVITE user=x cseq=3\n"
	    "210 a:61000>b REGISTER user=x id=r cseq=2\n" "210.1 b>a:61000 200 REGISTER user=x id=r cseq=2 | Expires: 600\n"
	    "215.5 p>a INVITE user=x cseq=3\n" "300 --\n" },
	{ "register.nat-expired", "register.gap",
	    BOUND(60) "200 p>a INVITE user=x\n" "200.5 p>a INVITE user=x\n" "201.5 p>a INVITE user=x\n"
	    "300 a:61000>b REGISTER user=x id=r cseq=2\n" "300.1 b>a:61000 200 REGISTER user=x id=r cseq=2 | Expires: 600\n" "400 --\n" },
	{ "register.gap", "path.refused",
	    BOUND(60) "300 a>b REGISTER user=x id=r cseq=2\n" "300.1 b>a 200 REGISTER user=x id=r cseq=2 | Expires: 60\n"
	    "301 a>b REGISTER user=x id=r cseq=3\n" "301.01 a>b NET closed\n" "301.5 a>b REGISTER user=x id=r cseq=3\n"
	    "302.5 a>b REGISTER user=x id=r cseq=3\n" "400 --\n" },
	/* Each side has its own: the caller's refresh is never acknowledged, the callee's is the last. */
	{ "timer.refresh-failed", "timer.session-expired",
	    TIMED "90 a>b INVITE to=t cseq=3\n" "90.1 b>a 200 cseq=3\n" "90.6 b>a 200 cseq=3\n" "91.6 b>a 200 cseq=3\n" "95 b>a UPDATE cseq=7 from=t to=f\n"
	    "95.1 a>b 200 UPDATE cseq=7 from=t to=f | Session-Expires: 180;refresher=uac\n" "273 b>a BYE from=t to=f cseq=8\n"
	    "273.1 a>b 200 BYE from=t to=f cseq=8\n" "290 --\n" },
	/* A gateway in between: keys fail on one leg, and the other has a trouble of its own. */
	{ "media.wrong-payload", "media.dtls-failed", GATEWAY "2.2 p:5000>b:4002 FLOW until=20 pt=3\n" "2.2 b:4002>p:5000 FLOW until=20\n" GATEWAY_DOWN },
	{ "media.dtls-failed", "media.one-way", GATEWAY "2.2 b:4002>p:5000 FLOW until=20\n" GATEWAY_DOWN },
	{ "request.branch-reused", "auth.new-call-id",
	    "0 a>b INVITE id=1 branch=x\n" "0.1 b>a 401 id=1 branch=x | " ASKS("r", "n1") "\n" "0.2 a>b ACK id=1 branch=x\n"
	    "0.3 a>b INVITE id=2 branch=x | " GIVES("r", "n1") "\n" "0.4 b>a 401 id=2 branch=x | " ASKS("r", "n2") "\n" "0.5 a>b ACK id=2 branch=x\n"
	    "0.6 a>b INVITE id=2 cseq=2 branch=x | " GIVES("r", "n2") "\n" "0.7 b>a 401 id=2 branch=x | " ASKS("r", "n2") "\n" "99 --\n" },
	{ "auth.realm-unanswered", "auth.cseq-not-raised",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n1") " | " ASKS("q", "m1") "\n"
	    "0.2 a>b REGISTER branch=y | " GIVES("r", "n1") "\n" "0.3 b>a 401 REGISTER branch=y | " ASKS("q", "m2") "\n" },
	{ "auth.cseq-not-raised", "auth.stale-nonce",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n1") "\n" "0.2 a>b REGISTER branch=y | " GIVES("r", "n1") "\n"
	    "0.3 b>a 401 REGISTER branch=y | " ASKS("r", "m1") ", stale=true\n" ROUND("2", "1", ", stale=true") ROUND("3", "2", ", stale=true")
	    ROUND("4", "3", ", stale=true") },
	{ "auth.bad-credentials", "auth.challenge-ignored",
	    "0 a>b INVITE\n" "0.1 b>a 401 | " ASKS("r", "n1") "\n" "0.2 a>b ACK branch=1\n" "0.3 a>b INVITE cseq=2 | " GIVES("r", "n1") "\n"
	    "0.4 b>a 401 cseq=2 | " ASKS("r", "n2") "\n" ACKED("0.5", "2") "0.6 a>b MESSAGE cseq=3\n" "0.7 b>a 401 MESSAGE cseq=3 | " ASKS("r", "n3") "\n"
	    "60 --\n" },
	{ "transfer.failed", "routing.loop",
	    SET_UP "5 a>b REFER | Refer-To: <sip:z@example.net>\n" "5.1 b>a 500 REFER\n" LATER("7", "3", IN_A_CIRCLE) "7.1 b>a 482 cseq=3\n" ACKED("7.2", "3") },
	{ "routing.loop", "routing.merged",
	    "0 p>b INVITE branch=x via=1\n" "0.1 q>b INVITE branch=y via=1\n" "0.2 b>q 482 branch=y via=1\n" "0.3 q>b ACK branch=y\n"
	    "0.4 p>b INVITE branch=z" IN_A_CIRCLE " | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-3\n" },
	{ "path.tls-failed", "transfer.failed",
	    SET_UP "5 a>b REFER | Refer-To: <sip:z@example.net>\n" "5.1 b:40000>d:5061 NET tls-alert num=40\n" "5.5 b>a 503 REFER\n" "60 --\n" },
	{ "identity.refused", "fax.refused",
	    TALK "5 a>b INVITE cseq=2 to=t sdp=203.0.113.97;image:4000:udptl:t38\n" "5.1 b>a 438 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" DOWN },
	{ "routing.merged", "identity.refused",
	    "0 p>b INVITE branch=x via=1\n" "0.1 p>b INVITE branch=y via=1\n" "0.2 b>p 482 branch=y via=1\n" "0.3 b>p 438 branch=x via=1\n" },
	{ "fax.refused", "dtmf.info-refused",
	    TALK LATER("5", "2", T38) "5.1 b>a 488 cseq=2\n" ACKED("5.2", "2") "6 a>b INFO cseq=3 | Content-Type: application/dtmf\n"
	    "6.1 b>a 415 INFO cseq=3\n" "20 a>b BYE cseq=4\n" "20 b>a 200 BYE cseq=4\n" "60 --\n" },
	{ "dtmf.info-refused", "media.security-mismatch",
	    "0 a>b INVITE" OFFER "\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x\n" "2.1 a>b ACK\n"
	    "4 a>b INFO cseq=2 | Content-Type: application/dtmf\n" "4.1 b>a 415 INFO cseq=2\n" "20 a>b BYE cseq=5\n" "20 b>a 200 BYE cseq=5\n" "60 --\n" },
	{ "redirect.not-followed", "register.interval-loop",
	    TOO_BRIEF("0.", "1") TOO_BRIEF("1.", "2") "5 a>b INVITE cseq=3\n" "5.1 b>a 302 cseq=3 | Contact: <sip:z@192.0.2.1>\n" ACKED("5.2", "3") "60 --\n" },
	{ "register.interval-loop", "timer.interval-loop",
	    TOO_BRIEF("0.", "1") TOO_BRIEF("1.", "2") "5 a>b INVITE cseq=3 | Session-Expires: 90\n" "5.1 b>a 422 cseq=3 | Min-SE: 1800\n" ACKED("5.2", "3")
	    "6 a>b INVITE cseq=4 | Session-Expires: 90\n" "6.1 b>a 422 cseq=4 | Min-SE: 1800\n" ACKED("6.2", "4") },
	{ "path.connection-lost", "cancel.unmatched",
	    "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "1 a>b CANCEL tcp\n" "1.1 b>a 481 CANCEL tcp\n" "13 b>a NET tcp-reset\n" "60 --\n" },
	{ "cancel.unmatched", "cancel.race",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "1 a>b CANCEL\n" "1.1 b>a 481 CANCEL\n" "1.2 b>a 200\n" "1.3 a>b ACK\n" LATER("5", "3", "")
	    "5.1 b>a 100 cseq=3\n" "6 a>b CANCEL cseq=3\n" "6.1 b>a 200 CANCEL cseq=3\n" "6.2 b>a 200 cseq=3\n" "6.3 a>b ACK cseq=3\n" "90 --\n" },
	{ "cancel.race", "cancel.unfinished",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "1 a>b CANCEL\n" "1.1 b>a 200 CANCEL\n" "1.2 b>a 200\n" "1.3 a>b ACK\n" LATER("5", "3", "")
	    "5.1 b>a 100 cseq=3\n" "6 a>b CANCEL cseq=3\n" "6.1 b>a 200 CANCEL cseq=3\n" "60 --\n" },
	{ "cancel.too-early", "timer.refresh-failed",
	    TIMED LATER("90", "3", "") LATER("90.5", "3", "") "91 a>b CANCEL cseq=3\n" "91.1 b>a 200 CANCEL cseq=3\n" "123 a>b BYE cseq=4\n"
	    "123.1 b>a 200 BYE cseq=4\n" "200 --\n" },
	{ "timer.session-expired", "provisional.no-prack",
	    RINGS_UNHEARD "10 b>a 200 | Session-Expires: 180;refresher=uac\n" "10.1 a>b ACK\n"
	    "158 b>a BYE from=t to=f | Reason: SIP;cause=408;text=\"Session timer expired\"\n" "158 a>b 200 BYE from=t to=f\n" "200 --\n" },
	{ "provisional.no-prack", "path.fragmented", RINGS_UNHEARD "10 b>a 200\n" "10.1 a>b ACK\n" TOO_BIG("15", "5") "200 --\n" },
	{ "path.fragmented", "dialog.cseq-too-low",
	    "0 a>b OPTIONS id=o\n" "0.1 b>a 200 OPTIONS id=o\n" SET_UP BACKWARDS TOO_BIG("7", "11") "200 --\n" },
	{ "dialog.cseq-too-low", "dialog.glare", SET_UP BACKWARDS CROSSING("7", "10") "60 --\n" },
	{ "dialog.glare", "dialog.no-contact", "0 a>b INVITE\n" "1 b>a 200 contact=-\n" "1.1 a>b ACK\n" CROSSING("7", "10") "60 --\n" },
	{ "dialog.no-contact", "fork.two-answers",
	    "0 a>b INVITE\n" "1 b>a 200 contact=-\n" "1.1 a>b ACK\n" "1.2 b>a 200 to=u\n" "3 b>a 200 to=u\n" "27 b>a 200 to=u\n" "60 --\n" },
	{ "dialog.dropped", "response.malformed",
	    SET_UP "5 a>b INFO\n" "5.1 b>a 200 INFO received=[2001:db8::1\n" "5.5 a>b INFO\n" "6.5 a>b INFO\n"
	    "20 b>a BYE from=t to=f | Reason: Q.850;cause=38\n" "20 a>b 200 BYE from=t to=f\n" "60 --\n" },
	{ "response.malformed", "path.no-response",
	    SET_UP "5 a>b INFO\n" "5.1 b>a 200 INFO received=[2001:db8::1\n" "5.5 a>b INFO\n" "6.5 a>b INFO\n"
	    "20 a>b UPDATE cseq=4\n" "20.5 a>b UPDATE cseq=4\n" "21.5 a>b UPDATE cseq=4\n" "90 --\n" },
	{ "path.not-forwarded", "path.response-lost",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "32 b>a 408\n" "32.1 a>b ACK branch=1\n" UNHEARD("40", "4") "99 --\n" },
	{ "path.response-lost", "media.direction-stuck", TALK UNHEARD("3", "2") STUCK },
	{ "media.direction-stuck", "media.bad-answer", "0 a>b INVITE" OFFER ";video:4004:RTP/AVP:31\n" "2 b>a 200" ANSWER "\n" "2.1 a>b ACK\n" STUCK },
	{ "media.bad-answer", "media.refused",
	    "0 a>b INVITE" OFFER ";video:4004:RTP/AVP:31\n" "2 b>a 200" ANSWER "\n" "2.1 a>b ACK\n" FROM_A "3 a:4000>b:4002 ICMP n=5 until=18\n" DOWN },
	{ "media.refused", "media.misdirected",
	    TALK "2.1 a:4000>x:4002 FLOW until=20\n" "2.1 b:4002>a:4000 FLOW until=20\n" "3 b:4002>a:4000 ICMP n=5 until=18\n" DOWN },
	{ "setup.slow", "media.private-address",
	    "0 a>b INVITE sdp=10.0.0.7;audio:4000:RTP/AVP:8\n" "12 b>a 180\n" "14 b>a 200" ANSWER "\n" "14.1 a>b ACK\n" "60 --\n" },
	{ "media.private-address", "nat.alg",
	    "0 a>b INVITE sdp=10.0.0.7;audio:4000:RTP/AVP:8 sentby=10.0.0.7:5060\n" "2 b>a 200 sentby=10.0.0.7:5060" ANSWER "\n" "2.1 a>b ACK\n"
	    LATER("5", "2", " sentby=10.0.0.7:5060 sdp=203.0.113.97;audio:4000:RTP/AVP:8 length=500") "5.1 b>a 200 cseq=2 sentby=10.0.0.7:5060" ANSWER "\n"
	    "5.2 a>b ACK cseq=2\n" "60 --\n" },
};

/* Below what the failing response itself says. */
static const struct pair beside[] = {
	{ "dialog.failure-not-acked", "provisional.announcement",
	    "0 a>b INVITE" OFFER "\n" "1 b>a 183" ANSWER "\n" "6 b>a 404\n" "6.5 b>a 404\n" "7.5 b>a 404\n" "9.5 b>a 404\n" "60 --\n" },
	{ "provisional.announcement", "setup.slow", "0 a>b INVITE" OFFER "\n" "12 b>a 183" ANSWER "\n" "20 b>a 404\n" "20.1 a>b ACK branch=1\n" },
	{ "nat.alg", "nat.signalling",
	    "0 a>b INVITE norport sentby=10.0.0.7:5060 contact=sip:x@10.0.0.7 sdp=203.0.113.97;audio:4000:RTP/AVP:8 length=500\n"
	    "1 b>a 486 sentby=10.0.0.7:5060 norport\n" "1.1 a>b ACK branch=1 sentby=10.0.0.7:5060\n" },
};

static enum rule
rule_of(const char *id)
{
	for (enum rule r = 0; r < RULE_COUNT; r++)
		if (strcmp(rule_info[r].id, id) == 0)
			return r;
	return RULE_code;
}

/* `how` the ids of both are told. */
static void
check_pairs(const char *how, const struct pair *list, size_t count)
{
	bool ok = true;

	for (size_t i = 0; i < count; i++) {
		static const struct trace_options all = { .all = true };
		struct found found = found_in(list[i].lines, &all);
		struct buf wanted = BUF_INIT;

		buf_addf(&wanted, how, list[i].winner, list[i].loser);
		if (wanted.p[0] == '(' ? strstr(found.text.p, wanted.p) == NULL : !is_found(&found, wanted.p)) {
			print_error("expected %s, found%s\n", wanted.p, found.text.p);
			ok = false;
		}
		if (rule_of(list[i].winner) >= rule_of(list[i].loser))
			fail_msg("%s stands behind %s", list[i].winner, list[i].loser);
		buf_release(&wanted);
		found_release(&found);
	}
	assert_true(ok);
}

static void
the_earlier_row_is_the_headline(void **state)
{
	(void)state;
	check_pairs("%s (%s)", pairs, sizeof pairs / sizeof *pairs);
	check_pairs("%s (%s)", unrelated, sizeof unrelated / sizeof *unrelated);
}

static void
what_stands_beside_is_in_order(void **state)
{
	(void)state;
	check_pairs("(%s) (%s)", beside, sizeof beside / sizeof *beside);
}

#define FORK "0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "0.1 p>d INVITE branch=y via=1\n"
#define TWO(first, second) FORK "1 b>p " first " branch=x via=1 to=x\n" "2 d>p " second " branch=y via=1 to=y\n"

/* Within what one rule or one question decides. */
static const struct script within[] = {
	/* RFC 3261 §16.7 step 6 */
	{ "a 6xx before a 4xx", "code.603", TWO("486", "603") },
	{ "and the other way round", "code.603", TWO("603", "486") },
	{ "any before 408", "code.404", TWO("408", "404") },
	{ "and the other way round", "code.404", TWO("404", "408") },
	{ "any before 487", "code.486", TWO("487", "486") },
	{ "the first of equals", "code.404", TWO("404", "480") },
	{ "what the caller was told before what a branch said", "code.480", TWO("603", "404") "3 p>a 480\n" },
	{ "the set-up before what comes later", "code.486",
	    "0 a>b INVITE\n" "0.2 b>a 183\n" "0.3 a>b INFO\n" "0.4 b>a 500 INFO\n" "1 b>a 486\n" "1.1 a>b ACK branch=1\n" },
	{ "what comes later before a CANCEL", "code.500",
	    "0 a>b INVITE\n" "0.2 b>a 183\n" "0.3 a>b INFO\n" "1 a>b CANCEL\n" "1.1 b>a 403 CANCEL\n" "1.2 b>a 500 INFO\n" },
	{ "what nobody heard before the BYE that failed", "media.one-way (dialog.bye-failed)", TALK FROM_A "20 a>b BYE\n" "20 b>a 481 BYE\n" "60 --\n" },
	{ "and before the BYE that says so", "media.one-way (dialog.dropped)", TALK FROM_A HUNG_UP("SIP;cause=408;text=\"RTP Timeout\"") },
	{ "of what may hold an INVITE back, TCP before ICMP", "path.refused #tcp-refused",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 b:40001>d NET closed quote=INVITE_sip:x_SIP/2.0\n" "0.3 b:40001>d NET tcp-refused\n" "0.9 b>a 503\n"
	    "1 a>b ACK branch=1\n" },
};

static void
ties_within_a_rule_are_settled(void **state)
{
	(void)state;
	expect_all(within, sizeof within / sizeof *within);
}

/* What did no harm, and what is a hint only, is no headline where there is anything else. */
static const struct script lesser[] = {
	{ "a CANCEL that was too late, and all was put right", "ok code.200 (cancel.race)",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "1 a>b CANCEL\n" "1.1 b>a 200 CANCEL\n" "1.2 b>a 200\n" "1.3 a>b ACK\n" "1.4 a>b BYE\n" "1.5 b>a 200 BYE\n" },
	{ "the same, and nobody hung up", "cancel.race %warning",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "1 a>b CANCEL\n" "1.1 b>a 200 CANCEL\n" "1.2 b>a 200\n" "1.3 a>b ACK\n" "60 --\n" },
	{ "a hint where there is nothing else", "nat.alg %possible",
	    "0 a>b INVITE sentby=10.0.0.7:5060 sdp=203.0.113.97;audio:4000:RTP/AVP:8 length=500\n" },
	{ "a hint beside a failure", "code.486 (nat.alg)",
	    "0 a>b INVITE sentby=10.0.0.7:5060 sdp=203.0.113.97;audio:4000:RTP/AVP:8 length=500\n"
	    "1 b>a 486 sentby=10.0.0.7:5060\n" "1.1 a>b ACK branch=1 sentby=10.0.0.7:5060\n" },
	{ "a hint beside what is proven, and stands further down", "nat.signalling (nat.alg)",
	    "0 a>b INVITE norport sentby=10.0.0.7:5060 contact=sip:x@10.0.0.7 sdp=203.0.113.97;audio:4000:RTP/AVP:8 length=500\n" },
	{ "a CANCEL before any response that ended well", "code.487 (cancel.too-early)",
	    "0 a>b INVITE\n" "0.05 a>b CANCEL\n" "0.1 b>a 200 CANCEL\n" "0.2 b>a 487\n" "0.3 a>b ACK branch=1\n" },
	{ "one that did not", "cancel.unmatched (cancel.too-early)",
	    "0 a>b INVITE\n" "0.05 a>b CANCEL\n" "0.1 b>a 481 CANCEL\n" "0.2 b>a 100\n" },
};

static void
what_did_no_harm_stands_beside(void **state)
{
	(void)state;
	expect_all(lesser, sizeof lesser / sizeof *lesser);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_earlier_row_is_the_headline),
		cmocka_unit_test(what_stands_beside_is_in_order),
		cmocka_unit_test(ties_within_a_rule_are_settled),
		cmocka_unit_test(what_did_no_harm_stands_beside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
