/* SPDX-License-Identifier: MIT */
/*
 * Headers that are damaged, and calls of which a part is missing: what is still said, and what no longer. Each trace is one
 * in which a guard that is left out, or turned round, would say something else.
 */
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static const struct script headers[] = {
	{ "a Content-Type with a semicolon and nothing behind it", "code.504 #defect.bad-content-type !#defect.no-colon:",
	    "0 a>b SUBSCRIBE\n"
	    "1 b>a 504 SUBSCRIBE phrase=Service_Unavailable | Authorization | Content-Type: application/dtmf-relay;\n" },
	{ "a Route with a semicolon in place of its host", "reason.identity-invalid #defect.bad-uri",
	    "1 b>a 403 MESSAGE phrase=Invalid_Identity frag=486_Busy_Here cut | Route: <sip;:203.0.113.112;lr>, <sip:203.0.113.113;lr> | WWW-Authenticate: Digest realm=\"r\", nonce=\"n7\"\n" },
	{ "a Route with a sign before its bracket", "code.200 #defect.bad-display-name",
	    "0 a>b SUBSCRIBE sdp=pcma\n"
	    "1 b>a 200 SUBSCRIBE phrase=Service_Unavailable | Route: <sip:203.0.113.113;lr>, =<sip:203.0.113.112;lr>\n" },
	{ "a number with a bracket behind it", "code.416 #defect.bad-number #min-expires:300",
	    "0 a>b INVITE | Authorization: Digest username=\"alice\", realm=\"r\", nonce=\"n1200966186\", uri=\"sip:b\", response=\"1200966186\"\n"
	    "1 b>a 416 phrase=Media_Type | Min-Expires: 300>\n" },
	{ "what is accepted says something in a 415 only", "code.486 !#accept-encoding #location.remote-local !#defect.bad-sdp !#defect.unbalanced-quote",
	    "0 a>b REGISTER\n"
	    "1 b>a 486 REGISTER phrase=x rel=41 | Authorization: Digest username=\"alice\", realm=\"r\", nonce=\"n7\", uri=\"sip:b\", response=\"7\" | Accept-Encoding: gzip\" | WWW-Authenticate: Digest realm=\"r\", nonce=\"m4c\"\n" },
	{ "a Via that breaks off", "code.481 #defect.bad-via",
	    "0 a>b UPDATE | proxy-authorization: digest username=\"2001\", realm=\"r\", nonce=\"n8\", uri=\"sip:b\", response=\"8\"\n"
	    "1 b>a 481 UPDATE phrase=Media_Type | Via: SIP/2.0/UD\n" },
	{ "a Via that ends in a semicolon", "code.486 #defect.stray-separator",
	    "0 a>b INVITE | 3X: 1\n"
	    "1 b>a 486 phrase=x loose | Via: SIP/2.0/UDP 192.0.2.8;branch=z9hG4bK-2; | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n2\n" },
	{ "a Reason with a number before its protocol", "q850.17 #reason.text !#reason.text:38",
	    "0 a>b SUBSCRIBE\n" "1 b>a 424 SUBSCRIBE phrase=Busy | Reason:9 Q.850;cause=38\n" },
	{ "the cause beside a code of no class", "response.malformed (q850.127)",
	    "0 a>b OPTIONS\n" "1 b>a 99 OPTIONS phrase=Forbidden | Reason: Q.850;cause=127\n" },
	{ "a body that is called text", "reason.identity-invalid !#sdp.codecs #defect.repeated",
	    "0 a>b INVITE\n" "1 b>a 401 phrase=Invalid_Identity sdp=pcmu cut | Content-Type: text/plain\n" },
	{ "a Reason that begins with a comma", "code.600 !#reason.text",
	    "0 a>b UPDATE sdp=pcma\n" "1 b>a 600 UPDATE | Reason:, SIP;cause=699\n" },
	{ "a Refer-To of an unknown scheme", "q850.17 #defect.bad-uri",
	    "0 a>b OPTIONS sdp=pcma\n" "1 b>a 483 OPTIONS phrase=Busy | Refer-To: <sp:c@example.net>\n" },
	{ "a Path without a host", "q850.17 #defect.bad-uri",
	    "0 a>b UPDATE\n"
	    "1 b>a 302 UPDATE phrase=Busy cut | Authorization: Digest username=\"2001\", realm=\"r\", nonce=\"nu5\", uri=\"sip:b\", response=\"u5\" | Path: <sip:;lr>\n" },
	{ "a realm with one quote too many", "code.486 !#defect.refused !#challenge:r\",_nonce=\"mx",
	    "0 a>b INVITE sdp=pcma\n"
	    "1 b>a 486 phrase=Too_many_hops | WWW-Authenticate: Digest realm=\"\"r\", nonce=\"mx4\" | Authorization: Digest username=\"2002\", realm=\"r\", nonce=\"nw2\", uri=\"sip:b\", response=\"w2\"\n" },
	{ "the product beside a phrase that is known", "symptom.stale-nonce #product",
	    "0 a>b REGISTER\n"
	    "1 b>a 488 REGISTER phrase=Stale_nonce | Authorization: Digest username=\"201\", realm2=\"r\", nonce=\"n1d\", uri=\"sip:b\", response=\"1d\" | Server: Asterisk PBX 18.1\n" },
	{ "a Warning whose code is none", "symptom.stale-nonce !(warning.370)",
	    "0 a>b REGISTER | Proxy-Require: foo\n"
	    "1 b>a 700 REGISTER phrase=Stale_nonce | Warning: 600 b \"Insufficient bandwidth\"\n" },
	{ "a letter too many in a phrase", "reason.contact-malformed #phrase.taken-for",
	    "0 a>b INVITE contact=- | Contact: <sip:x@host.example\n"
	    "1 b>a 400 phrase=Bad_XContact_header branch=c7 branch=c1207764644\n" "1.1 a>b ACK branch=1\n" "60 --\n" },
	{ "without times nobody knows how old an Identity is", "identity.refused !#identity-age",
	    "- a>b INVITE | Identity: e30.eyJpYXQiOjEwMDB9.x;info=<https://example.net>\n" "- b>a 438\n" "- b>a 438\n"
	    "- a>b ACK branch=1\n" },
	{ "a choice that names nothing to choose from", "code.300 %notice",
	    "0 a>b OPTIONS\n"
	    "1 b>a 300 OPTIONS cut | WWW-Authent2icate: Digest realm=\"r\", nonce=\"mu2\" | Reason: SIP;cause=480, Q.850;cause=16\n" },
	{ "a body of ISUP says another cause than Reason", "reason.contradicts-status",
	    "0 a>b INVITE\n"
	    "1 b>a 410 rel=17 | Authorization: Digest username=\"alice\", realm=\"r\", nonce=\"n7\", uri=\"sip:b\", response=\"7\" | Reason: Q.850;cause=16\n" },
	{ "a Contact that is no address", "redirect.not-followed",
	    "0 a>b INVITE\n" "1 b>a 305 frag=486_Busy_Here | Contact: <0<>>\n" },
};

static void
a_damaged_header_is_told_and_no_more(void **state)
{
	(void)state;
	ALL(headers);
}

static const struct script calls[] = {
	{ "a line of a log, and the same half a minute later", "reason.account-unknown @32.1 !transfer.failed",
	    "0 a>b REFER\n" "0.1 a>b LINE reason.account-unknown id=-\n" "32.1 a>b LINE reason.account-unknown id=-\n" },
	{ "the second of two realms had no answer", "auth.realm-unanswered",
	    "0 a>b SUBSCRIBE\n"
	    "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", algorithm=MD5 | WWW-Authenticate: Digest realm=\"q\", nonce=\"m1\", algorithm=MD5\n"
	    "0.2 a>b REGISTER branch=y | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n1\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5\n"
	    "0.3 b>a 401 REGISTER branch=y | WWW-Authenticate: Digest realm=\"q\", nonce=\"m2\", algorithm=MD5\n" },
	{ "a subscription is made anew when its dialog is gone", "code.200 !code.481",
	    "0 a>b REGISTER\n" "0.01 b>a 503 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "0.02 b>a NET closed quote=SIP/2.0_401_Unauthorized by=a\n"
	    "0.5 a>b REGISTER cseq=2 | Authorization: Digest realm=\"r\", nonce=\"n\", username=\"u\", uri=\"sip:example.net\", response=\"0\"\n"
	    "0.6 b>a 200 REGISTER cseq=2\n" "8.6 a>b SUBSCRIBE id=old to=x cseq=9 | Event: presence\n"
	    "8.7 b>a 481 SUBSCRIBE id=old to=x cseq=9\n" "9.6 a>b SUBSCRIBE id=new uri=sip:bob@example.net | Event: presence\n"
	    "9.7 b>a 200 SUBSCRIBE id=new | Expires: 60\n" "61.6 --\n" },
	{ "the leg behind a server tells why it refused", "code.481 (code.404)",
	    "0 a>b INVITE loose\n" "1 b>a 200 loose\n" "1.1 a>b ACK loose\n" "10 a>b INFO cseq=2 loose\n"
	    "10.1 b>a 481 INFO cseq=2 loose\n" "15.099999 --\n"
	    "16.1 a>p INVITE id=near | Session-ID: 0123456789abcdef0123456789abcdef;remote=0\n"
	    "16.2 p>b INVITE id=far | X-CID: near | Session-ID: fedcba7fedcba7;remote=0\n" "17.1 b>p 404 id=far\n"
	    "17.2 p>b ACK id=far branch=1\n" "17.3 p>a 503 id=near\n" "17.4 a>p ACK id=near branch=1\n" },
	{ "a digit was refused in a dialog whose beginning was not seen", "code.415",
	    "2 b>a 200 sdp=192.0.2.1;audio:4000:RTP/AVP:8\n" "2.1 a>b ACK cseq=213\n"
	    "5 a>b INFO cseq=2 | Content-Type: application/dtmf-relay\n" "5 b>a 415 INFO cseq=2\n"
	    "6 a>b INFO cseq=3 | Content-Type: application/dtmf-relay\n" "6 b>a 415 INFO cseq=3\n" "20 a>b BYE cseq=9\n"
	    "20.1 b>a 200 BYE cseq=9\n" "60 --\n" },
	{ "a PRACK between copies of a response", "code.180",
	    "0 a>b INVITE\n" "1 b>a 180 | RSeq: 7\n" "1.5 b>a 180 | RSeq: 7\n" "2.6 a>b PRACK | RAck: 7 1 INVITE\n"
	    "2.5 b>a 180 | RSeq: 7\n" },
	{ "both hang up, and one BYE is refused", "code.200",
	    "0 a>b INVITE\n" "1 a>b INVITE\n" "0.1 b>a 180\n" "2 b>a 200\n" "2.1 a>b ACK\n" "70 a>b BYE\n"
	    "70.01 b>a BYE from=t to=f cseq=5\n" "70.1 b>a 481 BYE\n" "70.1 a>b 200 BYE from=t to=f cseq=5\n" },
	{ "an INFO package that is not known", "dtmf.info-refused %error",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8\n" "2 b>a 200 sdp=192.0.2.1;audio:4000:RTP/AVP:8\n"
	    "2.1 a>b NOTIFY\n" "5 a>b INFO cseq=2 | Info-Package: dtmf\n" "5 b>a 469 INFO cseq=2\n" "20 a>b BYE cseq=9\n"
	    "20.1 b>a 200 BYE cseq=9\n" "60 --\n" },
	{ "one copy of the answer has another Contact", "dialog.missing-ack =contact-private",
	    "0 a>b INVITE\n" "2 b>a 200 contact=sip:bob@192.168.1.2\n" "2.5 b>a 200 contact=sip:bob@192.168.1.2\n" "3.5 b>a 200\n"
	    "5.5 b>a 200 contact=sip:bob@192.168.1.2\n" "9.5 b>a 200 contact=sip:bob@192.168.1.2\n"
	    "13.5 b>a 200 contact=sip:bob@192.168.1.2\n" "33.5 b>a 200 contact=sip:bob@192.168.1.2\n" "34 b>a BYE from=t to=f\n"
	    "34.1 a>b 200 BYE from=t to=f\n" },
	{ "an ACK behind the last copy shows that the refusal came", "code.488",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 a>b INVITE\n" "1.2 a>b INVITE | Require: x | Supported: timer\n" "1.3 b>a 100\n"
	    "1.5 b>a 488\n" "1.6 a>b ACK to=t branch=1 cseq=1\n" },
	{ "the second challenge has no addresses", "auth.challenge-ignored !(path.response-lost)",
	    "0 a:1055>b REGISTER sentby=203.0.113.97:5062 norport\n"
	    "0.01 b>a:5062 401 REGISTER sentby=203.0.113.97:5062 norport | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "0.02 b>a:5062 NET closed quote=SIP/2.0_401_Unauthorized by=a\n" "0.5 a:1055>b REGISTER norport\n"
	    "0.51 ?>? 401 REGISTER sentby=203.0.113.97:5062 norport | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "0.52 b>a:5062 NET closed quote=SIP/2.0_401_Unauthorized by=a\n" "40 --\n" },
	{ "a nonce counted down in another spelling", "auth.bad-credentials =password",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER branch=c7 | WWW-Authenticate: Digest realm=\"r\", nonce=n1, qop=\"auth\"\n"
	    "0.2 a>b REGISTER cseq=2 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1, qop=auth, nc=00000001, cnonce=c\n"
	    "0.3 b>a 200 REGISTER cseq=2\n"
	    "10 a>b REGISTER cseq=3 | Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1, qop=auth, nc=2, cnonce=c\n"
	    "10.1 b>a 401 REGISTER cseq=3 | WWW-Authenticate: Digest realm=\"r\", nonce=n1, qop=\"auth\"\n" "60 --\n" },
	{ "every nonce is stale", "auth.stale-nonce =not-shared",
	    "0 a>b INVITE\n" "0.11 a>b ACK branch=1\n" "0.1 b>a 407 | Proxy-Authenticate: Digest realm=\"r\", nonce=n1\n"
	    "0.2 a>b INVITE cseq=2 | Proxy-Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n1\n"
	    "0.3 b>a 407 cseq=2 | Proxy-Authenticate: Digest realm=\"r\", nonce=n2, stale=true\n" "0.31 a>b ACK branch=2\n"
	    "0.4 a>b INVITE cseq=3 | Proxy-Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n2\n"
	    "0.5 b>a 407 cseq=3 | Proxy-Authenticate: Digest realm=\"r\", nonce=n3, stale=true\n" "0.51 a>b ACK cseq=3 branch=3\n"
	    "0.6 a>b INVITE cseq=4 | Proxy-Authorization: Digest username=\"u\", realm=\"r\", uri=\"sip:bob@example.net\", response=\"x\", nonce=n3\n"
	    "0.7 b>a 407 cseq=4 | Proxy-Authenticate: Digest realm=\"r\", nonce=n4, stale=true\n" "0.71 a>b ACK cseq=4 branch=4\n"
	    "60 --\n" },
	{ "a refresh was refused, and the call ended before its time", "code.500",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "2.1 a>b ACK\n" "3.1 a>b INVITE\n" "4.1 b>a 200 | Session-Expires: 30;refresher=uac\n" "4.2 a>b ACK\n"
	    "14.1 a>b UPDATE cseq=3\n" "19.2 b>a 500 UPDATE cseq=3\n" "20.1 a>b BYE cseq=4\n" "20.2 b>a 200 BYE cseq=4\n" },
	{ "without times nobody is down", "!options.peer-down",
	    "- a>b OPTIONS id=x\n" "- a>b OPTIONS id=y\n" "- a>b OPTIONS id=z\n" "- --\n" },
};

static void
what_was_seen_of_the_call_decides(void **state)
{
	(void)state;
	ALL(calls);
}

static const struct script below[] = {
	{ "a name that does not exist, in a log", "path.dns-failed",
	    "0 a>b INVITE user=x loose\n" "0.1 b>a 100 user=x loose\n" "0.2 b>n:53 NET no-name name=example.net detail=AAAA\n"
	    "0.9 b>a 480 user=x loose\n" "1 a>b ACK branch=1 user=x loose\n" },
	{ "a router forbids it twice", "path.refused #icmp-filtered:2",
	    "0 a>b INVITE\n" "0.01 a>b NET filtered by=r\n" "0.51 a>b NET filtered by=r\n" },
	{ "two hosts are refused at the same port", "path.refused @90",
	    "0 a:40000>b NET tcp-refused\n" "90 d>b NET tcp-refused\n" },
	{ "TLS failed on the way to who a call is transferred to", "path.tls-failed (transfer.failed)",
	    "0 a>b INVITE loose\n" "1 b>a 200 loose\n" "1.1 a>b ACK loose\n" "5 a>b REFER | Refer-To: <sip:z@example.net>\n"
	    "5.1 b:40000>d:5061 NET tls-alert num=40\n" "5.5 b>a 500 REFER loose\n" "60 --\n" },
};

static void
what_went_wrong_below(void **state)
{
	(void)state;
	ALL(below);
}

static const struct script media[] = {
	{ "a payload type that was not offered, and has no name", "media.bad-answer #codecs-differ:97",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:96:rtpmap:96~opus/48000/2 tcp\n"
	    "3 b>a 200 sdp=192.0.2.1;audio:4000:RTP/AVP:97 tcp\n" "3.1 a>b ACK tcp\n" "20 a>b BYE tcp\n" "20.1 b>a 200 BYE tcp\n"
	    "60 --\n" },
	{ "both sides only want to send, and the BYE came late", "media.bad-answer",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8:sendonly\n" "3 b>a 200 sdp=192.0.2.1;audio:4000:RTP/AVP:8:sendonly\n"
	    "3.1 a>b ACK\n" "20 a>b BYE\n" "19.1 b>a 200 BYE\n" "60 --\n" },
	{ "packets between ports of nobody", "code.200",
	    "0 a>p INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n" "2 p>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "2.1 a>p ACK\n" "0 b:7002>a:7000 FLOW\n" "20 a>p BYE\n" "20 p>a 200 BYE\n" "60 --\n" },
	{ "one side sends RTCP alone", "code.200",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n"
	    "2.1 b>a 200 BYE cseq=3\n" "2.1 a>b ACK\n" "2.1 a:4000>b:4002 FLOW until=20\n"
	    "2.1 b:4002>a:4000 FLOW until=20 pt=- rtcp=5\n" "20 a>b BYE\n" "20 b>a 200 BYE\n" "60 --\n" },
	{ "a picture that the answer left out", "media.bad-answer",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,0;video:4004:RTP/AVP:31\n"
	    "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8,0\n" "2.1 a>b ACK\n" "2.1 a:4000>b:4002 FLOW until=20\n"
	    "3 a:4000>b:4002 ICMP n=5 until=18\n" "20 b>a 200 BYE\n" "60 --\n" },
	{ "an inner address in the answer", "media.private-address",
	    "0 b>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n"
	    "3 b>a 200 sdp=10.0.0.7;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n" "3.1 a>b ACK\n" "20 a>b BYE\n"
	    "20.1 b>a 200 BYE\n" "60 --\n" },
};

static void
what_was_sent(void **state)
{
	(void)state;
	ALL(media);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_damaged_header_is_told_and_no_more),
		cmocka_unit_test(what_was_seen_of_the_call_decides),
		cmocka_unit_test(what_went_wrong_below),
		cmocka_unit_test(what_was_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
