/* SPDX-License-Identifier: MIT */
/* Why an offer is refused, and in what the keys of two sides differ. */
#include "script.h"

#define OFFER(sdp) "0 a>b INVITE sdp=" sdp "\n"
#define VOICE "192.0.2.1;audio:4000:RTP/AVP:8,0"
#define KEY "crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x"
#define PRINT "fingerprint:sha-256~AA:BB"
#define ANSWERED(offer, answer) \
	OFFER(offer) "1 b>a 200 sdp=" answer "\n" "1.1 a>b ACK\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n"

static const struct script refused[] = {
	{ "another codec", "media.no-common-codec =codec",
	    OFFER("192.0.2.1;audio:4000:RTP/AVP:18") "1 b>a 488 sdp=192.0.2.2;audio:0:RTP/AVP:8,0\n" },
	{ "all ports 0", "media.no-common-codec =no-media", OFFER("192.0.2.1;audio:0:RTP/AVP:8;video:0:RTP/AVP:96") "1 b>a 488\n" },
	{ "one port that is not 0", "media.no-common-codec = !=no-media",
	    OFFER("192.0.2.1;audio:4000:RTP/AVP:8;video:0:RTP/AVP:96") "1 b>a 488\n" },
	{ "video", "media.no-common-codec =video",
	    OFFER("192.0.2.1;audio:4000:RTP/AVP:8;video:5000:RTP/AVP:31") "1 b>a 488 sdp=192.0.2.2;audio:0:RTP/AVP:8\n" },
	{ "fax", "media.no-common-codec =fax",
	    OFFER("192.0.2.1;image:4000:udptl:t38") "1 b>a 488 sdp=192.0.2.2;audio:0:RTP/AVP:8\n" },
	{ "another version of IP", "media.no-common-codec =ip-version #address-families-differ:IPv4",
	    OFFER(VOICE) "1 b>a 488 sdp=2001:db8::1;audio:0:RTP/AVP:8\n" },
	{ "the Warning names the network protocol", "media.no-common-codec =ip-version", OFFER(VOICE) "1 b>a 488 | Warning: 300 b \"x\"\n" },
	{ "or the address format", "media.no-common-codec =ip-version", OFFER(VOICE) "1 b>a 488 | Warning: 301 b \"x\"\n" },
	{ "or the transport", "media.no-common-codec =", OFFER(VOICE) "1 b>a 488 | Warning: 302 b \"x\"\n" },
	{ "the Warning names the type, and only video was offered", "media.no-common-codec =video",
	    OFFER("192.0.2.1;video:5000:RTP/AVP:31") "1 b>a 488 | Warning: 304 b \"x\"\n" },
	{ "only fax", "media.no-common-codec =fax", OFFER("192.0.2.1;image:4000:udptl:t38") "1 b>a 488 | Warning: 304 b \"x\"\n" },
	{ "of T.38 alone nothing else can be refused", "media.no-common-codec =fax", OFFER("192.0.2.1;image:4000:udptl:t38") "1 b>a 488\n" },
	{ "but its address can", "media.no-common-codec =ip-version",
	    OFFER("192.0.2.1;image:4000:udptl:t38") "1 b>a 488 | Warning: 301 b \"x\"\n" },
	{ "of video alone its codec can", "media.no-common-codec =", OFFER("192.0.2.1;video:5000:RTP/AVP:31") "1 b>a 488\n" },
	{ "audio beside it", "media.no-common-codec =",
	    OFFER("192.0.2.1;audio:4000:RTP/AVP:8;video:5000:RTP/AVP:31") "1 b>a 488 | Warning: 304 b \"x\"\n" },
	{ "the Warning names the format", "media.no-common-codec =codec", OFFER(VOICE) "1 b>a 488 | Warning: 305 b \"x\"\n" },
	{ "of one of two streams", "media.no-common-codec =",
	    OFFER("192.0.2.1;audio:4000:RTP/AVP:8;video:5000:RTP/AVP:31") "1 b>a 488 | Warning: 305 b \"x\"\n" },
	{ "nothing is known of the other side", "media.no-common-codec =", OFFER(VOICE) "1 b>a 488\n" },

	{ "encryption that a plain phone does not know", "media.security-mismatch =profile !media.no-common-codec",
	    OFFER("192.0.2.1;audio:4000:RTP/SAVPF:0,8:" PRINT) "1 b>a 488\n" },
	{ "the same for SRTP with SDES", "media.security-mismatch =profile !media.no-common-codec",
	    OFFER("192.0.2.1;audio:4000:RTP/SAVP:0,8:" KEY) "1 b>a 488\n" },
	{ "with codecs not everybody has", "media.no-common-codec = !media.security-mismatch",
	    OFFER("192.0.2.1;audio:4000:RTP/SAVPF:111:rtpmap:111~opus/48000/2+" PRINT) "1 b>a 488\n" },
	{ "a plain stream beside it", "media.no-common-codec = !media.security-mismatch",
	    OFFER("192.0.2.1;audio:4000:RTP/SAVP:0,8:" KEY ";audio:4002:RTP/AVP:0,8") "1 b>a 488\n" },
	{ "the Warning names the format", "media.no-common-codec = !media.security-mismatch",
	    OFFER("192.0.2.1;audio:4000:RTP/SAVP:0,8:" KEY) "1 b>a 488 | Warning: 305 b \"Incompatible media format\"\n" },
	{ "plain is taken then", "ok",
	    OFFER("192.0.2.1;audio:4000:RTP/SAVP:0,8:" KEY) "1 b>a 488\n" "1.1 a>b ACK branch=1\n"
	    "2 a>b INVITE cseq=2 sdp=" VOICE "\n" "3 b>a 200 cseq=2 sdp=" VOICE "\n" "3.1 a>b ACK cseq=2\n"
	    "9 a>b BYE cseq=3\n" "9.1 b>a 200 BYE cseq=3\n" },
};

static const struct script keys[] = {
	{ "plain RTP to SRTP", "media.security-mismatch =profile", ANSWERED("192.0.2.1;audio:4000:RTP/SAVP:8:" KEY, VOICE) },
	{ "no key", "media.security-mismatch =no-key", ANSWERED("192.0.2.1;audio:4000:RTP/SAVP:8", "192.0.2.2;audio:4000:RTP/SAVP:8:" KEY) },
	{ "another suite", "media.security-mismatch =suite",
	    ANSWERED("192.0.2.1;audio:4000:RTP/SAVP:8:" KEY, "192.0.2.2;audio:4000:RTP/SAVP:8:crypto:1~AES_256_CM_HMAC_SHA1_80~inline:y") },
	{ "no key, and one in the answer", "!=suite", ANSWERED("192.0.2.1;audio:4000:RTP/SAVP:8:" KEY, "192.0.2.2;audio:4000:RTP/SAVP:8") },
	{ "more suites than are kept: what was offered is not known", "!=suite",
	    ANSWERED("192.0.2.1;audio:4000:RTP/SAVP:8:" KEY "+" KEY "+" KEY "+" KEY "+" KEY "+" KEY "+" KEY "+" KEY,
	    "192.0.2.2;audio:4000:RTP/SAVP:8:crypto:1~AES_256_CM_HMAC_SHA1_80~inline:y") },
	{ "just as many as are known", "media.security-mismatch =suite",
	    ANSWERED("192.0.2.1;audio:4000:RTP/SAVP:8:" KEY "+" KEY "+" KEY "+" KEY "+" KEY "+" KEY "+" KEY,
	    "192.0.2.2;audio:4000:RTP/SAVP:8:crypto:1~AES_256_CM_HMAC_SHA1_80~inline:y") },
	{ "SDES to DTLS", "media.security-mismatch =key-method",
	    ANSWERED("192.0.2.1;audio:4000:RTP/SAVP:8:" PRINT, "192.0.2.2;audio:4000:RTP/SAVP:8:" KEY) },
	{ "both active", "media.security-mismatch =setup-role",
	    ANSWERED("192.0.2.1;audio:4000:RTP/SAVP:8:setup:active+" PRINT, "192.0.2.2;audio:4000:RTP/SAVP:8:setup:active+" PRINT) },
	{ "alike", "ok !media.security-mismatch",
	    ANSWERED("192.0.2.1;audio:4000:RTP/SAVP:8:" KEY, "192.0.2.2;audio:4000:RTP/SAVP:8:" KEY) },
};

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static void a_refused_offer_has_its_cause(void **state) { (void)state; ALL(refused); }
static void keys_differ_in_one_way(void **state) { (void)state; ALL(keys); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refused_offer_has_its_cause),
		cmocka_unit_test(keys_differ_in_one_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
