/* SPDX-License-Identifier: MIT */
/* How sure a finding is: proven by what was seen, likely where something else might explain it, possible where much might. */
#include "script.h"

#define ASKS(realm, nonce) "WWW-Authenticate: Digest realm=\"" realm "\", nonce=\"" nonce "\", algorithm=MD5"
#define GIVES(realm, nonce, uri) "Authorization: Digest username=\"u\", realm=\"" realm "\", nonce=\"" nonce \
	"\", uri=\"" uri "\", response=\"0\", algorithm=MD5"
#define REFUSED(uri, answer) \
	"0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n1") "\n" "1 a>b REGISTER cseq=2 | " GIVES("r", "n1", uri) "\n" "1.5 b>a " answer "\n"
#define SET_UP "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n"
#define OFFER " sdp=203.0.113.97;audio:4000:RTP/AVP:8"
#define ANSWER " sdp=203.0.113.98;audio:4002:RTP/AVP:8"
#define SECURED "audio:4002:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x"
#define TALK "0 a>b INVITE" OFFER "\n" "2 b>a 200" ANSWER "\n" "2.1 a>b ACK\n"
#define FROM_A "2.1 a:4000>b:4002 FLOW until=20\n"
#define DOWN "20 a>b BYE cseq=9\n" "20 b>a 200 BYE cseq=9\n" "60 --\n"
#define BEHIND "0 a>b INVITE uri=sip:bob@example.net\n" "0.1 b>a 100\n"
#define THEN_503 "0.9 b>a 503\n" "1 a>b ACK branch=1\n" "60 --\n"

static const struct script credentials[] = {
	{ "refused with a new challenge", "auth.bad-credentials %proven !%likely", REFUSED("sip:bob@example.net", "401 REGISTER cseq=2 | " ASKS("r", "n2")) },
	{ "refused with 403, which may mean something else", "auth.bad-credentials %likely", REFUSED("sip:bob@example.net", "403 REGISTER cseq=2") },
	{ "another URI in it, which some servers take", "auth.bad-credentials %likely =digest-uri", REFUSED("sip:b", "401 REGISTER cseq=2 | " ASKS("r", "n2")) },
	{ "left: whoever was asked may have gone", "auth.challenge-ignored %likely", "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n1") "\n" "60 --\n" },
	{ "asked again without", "auth.challenge-ignored %proven !%likely",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n1") "\n" "1 a>b REGISTER cseq=2\n" "1.1 b>a 401 REGISTER cseq=2 | " ASKS("r", "n2") "\n" },
};

static const struct script network[] = {
	{ "a connection that was reset", "path.connection-lost %proven !%likely", "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "2 b>a NET tcp-reset\n" "40 --\n" },
	{ "one that was closed in order", "path.connection-lost %likely", "0 a>b INVITE tcp\n" "2 b>a NET tcp-closed\n" "40 --\n" },
	{ "the name of the call's own target", "path.dns-failed %proven !%likely",
	    BEHIND "0.2 b>n:53 NET no-name name=example.net detail=A\n" THEN_503 },
	{ "the name of another trunk", "path.dns-failed %likely", BEHIND "0.2 b>n:53 NET no-name name=_sip._udp.trunk.example detail=SRV\n" THEN_503 },
	{ "a 100 and nothing behind it", "path.not-forwarded %likely", "0 a>b INVITE\n" "0.1 b>a 100\n" "32 b>a 408\n" "32.1 a>b ACK branch=1\n" },
	{ "a port that is closed to the caller itself", "path.refused %proven !%likely",
	    "0 a>b INVITE\n" "0.01 a>b NET closed\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "60 --\n" },
	{ "a handshake that was broken off", "path.tls-failed %likely", "0 a:40000>b:5061 NET tls-closed\n" },
	{ "an alert", "path.tls-failed %proven !%likely", "0 a:40000>b:5061 NET tls-alert num=48 detail=unknown_ca\n" },
	{ "a redirection that is not followed", "redirect.not-followed %likely",
	    "0 a>b INVITE\n" "0.1 b>a 302 | Contact: <sip:z@192.0.2.1>\n" "0.2 a>b ACK branch=1\n" "60 --\n" },
	{ "a binding that lost its way", "register.nat-expired %likely",
	    "0 a>b REGISTER user=x\n" "0.1 b>a 200 REGISTER user=x | Expires: 600\n" "200 p>a INVITE id=in user=x\n" "200.5 p>a INVITE id=in user=x\n"
	    "201.5 p>a INVITE id=in user=x\n" "203.5 p>a INVITE id=in user=x\n" "300 a:61000>b REGISTER user=x cseq=2\n"
	    "300.1 b>a:61000 200 REGISTER user=x cseq=2 | Expires: 600\n" },
};

static const struct script calls[] = {
	{ "no ACK is seen, and the 200 came until its end", "dialog.missing-ack %proven !%likely",
	    "0 a>b INVITE\n" "1 b>a 200\n" "2 b>a 200\n" "26 b>a 200\n" "33 b>a BYE from=t to=f\n" "33.1 a>b 200 BYE from=t to=f\n" "99 --\n" },
	{ "a session that ran out", "timer.session-expired %likely",
	    "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: 180;refresher=uac\n" "1.1 a>b ACK\n" "149 b>a BYE from=t to=f\n" "149 a>b 200 BYE from=t to=f\n" "300 --\n" },
	{ "a transfer nobody tells of", "transfer.failed %likely", SET_UP "5 a>b REFER | Refer-To: <sip:z@example.net>\n" "5.1 b>a 202 REFER\n" "60 --\n" },
	{ "a transfer that was refused", "transfer.failed %proven !%likely", SET_UP "5 a>b REFER | Refer-To: <sip:z@example.net>\n" "5.1 b>a 500 REFER\n" },
	{ "a request with a defect and a 400", "request.malformed %likely", "0 a>b INVITE | Contact: <<>>\n" "1 b>a 400\n" "1.1 a>b ACK branch=1\n" },
	{ "a cause that is no reason for the status", "reason.contradicts-status %likely",
	    "0 a>b INVITE\n" "1 b>a 486 | Reason: Q.850;cause=34\n" "1.1 a>b ACK branch=1\n" },
};

static const struct script media[] = {
	{ "digits may go in the audio", "dtmf.not-agreed %likely",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000\n" "2 b>a 200" ANSWER "\n" "2.1 a>b ACK\n" DOWN },
	{ "the refusal lists other codecs", "media.no-common-codec %proven !%likely",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:18\n" "1 b>a 488 sdp=192.0.2.2;audio:4000:RTP/AVP:0\n" "1.1 a>b ACK branch=1\n" },
	{ "what the peer once offered lists others", "media.no-common-codec %likely",
	    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:0\n" "1 b>a 200 sdp=192.0.2.2;audio:4000:RTP/AVP:0\n" "1.1 a>b ACK\n"
	    "5 a>b INVITE cseq=2 to=t sdp=192.0.2.1;audio:4000:RTP/AVP:18\n" "5.1 b>a 488 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" DOWN },
	{ "an address inside, seen from outside", "media.private-address %likely",
	    "0 a>b INVITE sdp=10.0.0.7;audio:4000:RTP/AVP:8\n" "2 b>a 200" ANSWER "\n" "2.1 a>b ACK\n" DOWN },
	{ "one end is silent", "media.one-way %proven !%likely", TALK FROM_A DOWN },
	{ "one end is there, and may have nothing to say", "media.one-way %likely", TALK FROM_A "2.1 b:4002>a:4000 FLOW until=20 pt=- rtcp=4\n" DOWN },
	{ "the refusal asks for another profile", "media.security-mismatch %proven !%likely",
	    "0 a>b INVITE" OFFER "\n" "1 b>a 488 sdp=203.0.113.98;" SECURED "\n" "1.1 a>b ACK branch=1\n" },
	{ "nobody is heard, where others are", "media.none %likely", TALK "0 a:7000>d:6002 FLOW until=30\n" DOWN },
};

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static void credentials_refused(void **state) { (void)state; ALL(credentials); }
static void what_the_network_shows(void **state) { (void)state; ALL(network); }
static void what_a_call_shows(void **state) { (void)state; ALL(calls); }
static void what_media_show(void **state) { (void)state; ALL(media); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(credentials_refused),
		cmocka_unit_test(what_the_network_shows),
		cmocka_unit_test(what_a_call_shows),
		cmocka_unit_test(what_media_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
