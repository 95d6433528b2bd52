/* SPDX-License-Identifier: MIT */
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

#define A "192.0.2.1;"
#define PCMA "audio:4000:RTP/AVP:8,101:rtpmap:101~telephone-event/8000"
#define PCMU "audio:4000:RTP/AVP:0"
#define REST "3.1 a>b ACK\n" "20 a>b BYE\n" "20.1 b>a 200 BYE\n" "60 --\n"
#define CALL(offer, answer) "0 a>b INVITE sdp=" A offer "\n" "3 b>a 200 sdp=" A answer "\n" REST
#define REFUSED(offer, refusal) "0 a>b INVITE sdp=" A offer "\n" "1 b>a " refusal "\n" "1.1 a>b ACK branch=1\n" "60 --\n"

#define REFUSED_PARTS(accept) "0 a>b INVITE sdp=" A PCMU " mixed\n" \
	"1 b>a 415 | Accept: " accept "\n" "1.1 a>b ACK branch=1\n" "60 --\n"

/* In the middle of a call. */
#define REFUSED_WITHIN "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n" \
	"5 a>b INVITE cseq=2 to=t sdp=" A "audio:4000:RTP/AVP:18\n" "5.1 b>a 488 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n"
#define WARNED(code) "488 | Warning: " code " b \"x\""
#define NAMED(text) "488 | Reason: Q.850;cause=127;text=\"5e19725b-7fad-4e89-bae3-dfc5df88bb96;" text "\""

static const struct script codecs[] = {
	{ "the refusal lists others", "media.no-common-codec (code.488) !media.security-mismatch",
	    REFUSED("audio:4000:RTP/AVP:18", "488 sdp=" A PCMU) },
	{ "one number for two codecs", "media.no-common-codec",
	    REFUSED("audio:4000:RTP/AVP:96:rtpmap:96~opus/48000/2", "488 sdp=" A "audio:4000:RTP/AVP:96:rtpmap:96~speex/8000") },
	{ "a warning says so", "media.no-common-codec (code.488)",
	    REFUSED("audio:4000:RTP/AVP:18", "488 | Warning: 305 b \"Incompatible media format\"") },
	{ "nothing to choose from was offered", "media.no-common-codec #offers-codecs:–", REFUSED("audio:4000:RTP/AVP:", "488") },
	{ "of the offer the capture has the beginning only", "code.488 !media.no-common-codec",
	    "0 a>b INVITE cut sdp=" A "audio:4000:RTP/AVP:18\n" "1 b>a 488\n" "1.1 a>b ACK branch=1\n" },
	{ "… and a warning says what it was", "media.no-common-codec",
	    "0 a>b INVITE cut sdp=" A "audio:4000:RTP/AVP:18\n" "1 b>a 488 | Warning: 305 b \"Incompatible media format\"\n" "1.1 a>b ACK branch=1\n" },
	{ "… or the phrase does", "media.no-common-codec",
	    "0 a>b INVITE cut sdp=" A "audio:4000:RTP/AVP:18\n" "1 b>a 488 phrase=No_codec_match\n" "1.1 a>b ACK branch=1\n" },
	{ "606 as well", "media.no-common-codec (code.606)", REFUSED("audio:4000:RTP/AVP:18", "606 sdp=" A PCMU) },
	{ "415 that takes SDP", "media.no-common-codec !extension.refused",
	    REFUSED("audio:4000:RTP/AVP:18", "415 | Accept: application/sdp") },
	{ "415 that takes no SDP", "extension.refused !media.no-common-codec",
	    REFUSED("audio:4000:RTP/AVP:18", "415 | Accept: text/plain") },
	{ "the peer's own offer tells", "media.no-common-codec #codecs-differ",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n"
	    "5 a>b INVITE cseq=2 to=t sdp=" A "audio:4000:RTP/AVP:18\n" "5.1 b>a 488 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" REST },
	{ "who took the same offer before refuses something else", "code.488 !media.no-common-codec",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n"
	    "5 a>b INVITE cseq=2 to=t sdp=" A PCMU ":sendonly\n" "5.1 b>a 488 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" REST },
	{ "unless it says that it is the codecs", "media.no-common-codec",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n"
	    "5 a>b INVITE cseq=2 to=t sdp=" A PCMU "\n" "5.1 b>a 488 cseq=2 | Warning: 305 b \"x\"\n" "5.2 a>b ACK cseq=2 branch=2\n" REST },
	{ "whose offer it was, nobody knows", "media.no-common-codec !#codecs-differ",
	    "0 a>b INVITE sdp=" A "audio:4000:RTP/AVP:18\n" "1 b>a 183 to=- sdp=" A PCMU "\n" "2 b>a 488 to=-\n" "2.1 a>b ACK branch=1 to=-\n" "99 --\n" },
	{ "another branch of a fork tells nothing of this one", "media.no-common-codec !#codecs-differ",
	    "0 a>b INVITE sdp=" A "audio:4000:RTP/AVP:18\n" "1 b>a 183 to=x sdp=" A PCMU "\n" "2 b>a 488 to=y\n" "2.1 a>b ACK branch=1 to=y\n" "99 --\n" },
	{ "the refusal names encryption", "reason.srtp-mismatch !media.no-common-codec",
	    REFUSED(PCMU, NAMED("InternalDiagCode: SrtpEncryptionRequired, InternalErrorPhrase: Remote participant did not offer required SRTP support")) },
	{ "it names ICE, where nothing but encryption was offered", "reason.ice-failed !media.security-mismatch !media.no-common-codec",
	    REFUSED("audio:4000:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x", NAMED("There are no ICE candidates in the SDP. Non-ice endpoints cannot use bypass")) },
	{ "it names the codecs", "media.no-common-codec %likely",
	    REFUSED(PCMU, NAMED("InternalDiagCode: CannotSupportAnyMedia, InternalErrorPhrase: Invalid SDP offer: no media acceptable")) },
	{ "it names nothing that is known", "media.no-common-codec", REFUSED(PCMU, NAMED("Something of the kind")) },
	{ "what the descriptions prove stands", "media.no-common-codec %proven",
	    REFUSED("audio:4000:RTP/AVP:18", "488 sdp=" A PCMU " | Reason: Q.850;cause=127;text=\"InternalDiagCode: SrtpEncryptionRequired, "
	    "InternalErrorPhrase: Remote participant did not offer required SRTP support\"") },
	{ "a client's own number for it", "reason.srtp-mismatch !media.no-common-codec",
	    REFUSED(PCMU, "488 | ms-client-diagnostics: 52017;reason=\"Encryption levels dont match\"") },
	{ "not enough bandwidth is something else", "code.488 !media.no-common-codec",
	    REFUSED(PCMA, "488 | Warning: 370 b \"Insufficient bandwidth\"") },
	{ "the codecs are the same", "code.488 !media.no-common-codec", REFUSED(PCMA, "488 sdp=" A PCMA) },
	{ "though a warning says otherwise", "media.no-common-codec", REFUSED(PCMA, "488 sdp=" A PCMA " | Warning: 304 b \"Media type not available\"") },
	{ "what is listed is sure, and so is a warning of it", "media.no-common-codec %proven =codec", REFUSED("audio:4000:RTP/AVP:18", "488 sdp=" A PCMU) },
	{ "a warning of the format", "media.no-common-codec %proven", REFUSED(PCMA, WARNED("305")) },
	{ "a warning of the media type", "media.no-common-codec %proven", REFUSED(PCMA, WARNED("304")) },
	{ "a warning of the network protocol", "media.no-common-codec %likely", REFUSED(PCMA, WARNED("300")) },
	{ "bandwidth that can't be read", "code.488 !media.no-common-codec", REFUSED(PCMA, WARNED("303")) },
	{ "multicast is another thing", "media.no-common-codec %likely", REFUSED(PCMA, WARNED("329")) },
	{ "and bandwidth", "code.488 !media.no-common-codec", REFUSED(PCMA, WARNED("330")) },
	{ "of the network", "code.488 !media.no-common-codec", REFUSED(PCMA, WARNED("331")) },
	{ "or not", "media.no-common-codec %likely", REFUSED(PCMA, WARNED("332")) },
	{ "bandwidth beside the first of the others", "media.no-common-codec", REFUSED(PCMA, WARNED("370") ", 300 b \"x\"") },
	{ "the last", "media.no-common-codec", REFUSED(PCMA, WARNED("370") ", 307 b \"x\"") },
	{ "one beyond", "code.488 !media.no-common-codec", REFUSED(PCMA, WARNED("370") ", 308 b \"x\"") },
	{ "one before", "code.488 !media.no-common-codec", REFUSED(PCMA, WARNED("370") ", 299 b \"x\"") },
	{ "nothing but fax", "media.no-common-codec =fax #media-kind-missing #offers-fax", REFUSED("image:4000:udptl:t38", "488 sdp=" A PCMU) },
	{ "nothing but video", "media.no-common-codec =video #media-kind-missing !#offers-fax", REFUSED("video:4000:RTP/AVP:31", "488 sdp=" A PCMU) },
	{ "a stream that is not wanted is not missed", "code.488 !media.no-common-codec", REFUSED(PCMA ";video:0:RTP/AVP:31", "488 sdp=" A PCMA) },
	{ "no stream is wanted", "media.no-common-codec =no-media", REFUSED("audio:0:RTP/AVP:8", "488") },
	{ "at the beginning nothing stays", "!#old-media-stay", REFUSED("audio:4000:RTP/AVP:18", "488 sdp=" A PCMU) },
	{ "within a call the old streams do", "#old-media-stay",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n"
	    "5 a>b INVITE cseq=2 to=t sdp=" A "audio:4000:RTP/AVP:18\n" "5.1 b>a 488 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" REST },
	{ "and the call goes on with them", "media.no-common-codec %warning !%error", REFUSED_WITHIN "60 a>b BYE\n" "60.1 b>a 200 BYE\n" },
	{ "as far as the trace goes", "media.no-common-codec %warning !%error", REFUSED_WITHIN "11 --\n" },
	{ "but somebody hangs up at once", "media.no-common-codec %error", REFUSED_WITHIN "9 a>b BYE\n" "9.1 b>a 200 BYE\n" },
	{ "without its description the same", "code.488 %warning !%error",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n"
	    "5 a>b UPDATE cseq=2 sdp=" A PCMU "\n" "5.1 b>a 488 UPDATE cseq=2\n" "60 a>b BYE\n" "60.1 b>a 200 BYE\n" },
	{ "606 the same", "code.606 %warning !%error",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n"
	    "5 a>b UPDATE cseq=2 sdp=" A PCMU "\n" "5.1 b>a 606 UPDATE cseq=2\n" "60 a>b BYE\n" "60.1 b>a 200 BYE\n" },
	{ "a code that says nothing of media is told as ever", "code.500 %error",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n"
	    "5 a>b INVITE cseq=2 to=t sdp=" A PCMU "\n" "5.1 b>a 500 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" REST },
	{ "it was to end a hold", "media.no-common-codec (media.direction-stuck) %error",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n"
	    "2 a>b INVITE cseq=2 to=t sdp=" A PCMU ":sendonly\n" "2.1 b>a 200 cseq=2 sdp=" A PCMU ":recvonly\n" "2.2 a>b ACK cseq=2\n"
	    "5 a>b INVITE cseq=3 to=t sdp=" A "audio:4000:RTP/AVP:18\n" "5.1 b>a 488 cseq=3\n" "5.2 a>b ACK cseq=3 branch=3\n"
	    "60 a>b BYE cseq=4\n" "60.1 b>a 200 BYE cseq=4\n" },
	{ "415 that takes SDP among others", "media.no-common-codec", REFUSED("audio:4000:RTP/AVP:18", "415 | Accept: text/plain, application/sdp") },
	{ "415 that takes SDP, but not in parts", "extension.refused !media.no-common-codec", REFUSED_PARTS("application/sdp, text/plain") },
	{ "415 that takes the parts, too", "media.no-common-codec", REFUSED_PARTS("application/sdp, multipart/mixed") },
	{ "415 that says nothing of types", "media.no-common-codec", REFUSED("audio:4000:RTP/AVP:18", "415") },
	{ "488 has nothing to do with types", "media.no-common-codec", REFUSED("audio:4000:RTP/AVP:18", "488 | Accept: text/plain") },
	{ "busy, whatever is listed", "code.486 !media", REFUSED("audio:4000:RTP/AVP:18", "486 sdp=" A PCMU) },
	{ "no SDP in the INVITE", "code.488 !media.no-common-codec",
	    "0 a>b INVITE\n" "1 b>a 488\n" "1.1 a>b ACK branch=1\n" "60 --\n" },
	{ "tried again with others", "ok !media.no-common-codec",
	    "0 a>b INVITE sdp=" A "audio:4000:RTP/AVP:18\n" "1 b>a 488 sdp=" A PCMU "\n" "1.1 a>b ACK branch=1\n"
	    "2 a>b INVITE cseq=2 sdp=" A PCMU "\n"
	    "3 b>a 200 cseq=2 sdp=" A PCMU "\n" "3.1 a>b ACK cseq=2\n" },
};

#define END "40 a>b BYE cseq=9\n" "40.1 b>a 200 BYE cseq=9\n" "99 --\n"

/* An offer in the answer, and what may be the answer to it. */
#define LATE(acked) "0 a>b INVITE\n" "3 b>a 200 sdp=" A PCMU "\n" acked A "audio:4000:RTP/AVP:8\n" "20 a>b BYE\n" "20.1 b>a 200 BYE\n" "60 --\n"

static const struct script answers[] = {
	{ "fewer m-lines", "media.bad-answer =", CALL(PCMA ";video:4002:RTP/AVP:31", PCMA) },
	{ "video declined as it should be", "ok !media", CALL(PCMA ";video:4002:RTP/AVP:31", PCMA ";video:0:RTP/AVP:31") },
	{ "a codec never offered", "media.bad-answer =codec", CALL(PCMU, "audio:4000:RTP/AVP:8") },
	{ "which came before a BYE that nobody answers", "media.bad-answer (dialog.bye-failed)",
	    "0 a>b INVITE sdp=" A PCMU "\n" "3 b>a 200 sdp=" A "audio:4000:RTP/AVP:8\n" "3.1 a>b ACK\n" "20 a>b BYE\n" "20.5 a>b BYE\n"
	    "21.5 a>b BYE\n" "23.5 a>b BYE\n" "27.5 a>b BYE\n" "31.5 a>b BYE\n" "35.5 a>b BYE\n" "39.5 a>b BYE\n" "43.5 a>b BYE\n"
	    "47.5 a>b BYE\n" "51.5 a>b BYE\n" "60 --\n" },
	{ "and a BYE that says it was refused", "dialog.dropped =answer-unsuited (media.bad-answer)",
	    "0 a>b INVITE sdp=" A PCMU "\n" "3 b>a 200 sdp=" A "audio:4000:RTP/AVP:8\n" "3.1 a>b ACK\n"
	    "3.2 a>b BYE | Reason: SIP;cause=488\n" "3.3 b>a 200 BYE\n" "60 --\n" },
	{ "a good answer leaves the BYE to be told", "dialog.bye-failed /peer-lost !media.bad-answer",
	    "0 a>b INVITE sdp=" A PCMU "\n" "3 b>a 200 sdp=" A PCMU "\n" "3.1 a>b ACK\n" "20 a>b BYE\n" "20.5 a>b BYE\n"
	    "21.5 a>b BYE\n" "23.5 a>b BYE\n" "27.5 a>b BYE\n" "31.5 a>b BYE\n" "35.5 a>b BYE\n" "39.5 a>b BYE\n" "43.5 a>b BYE\n"
	    "47.5 a>b BYE\n" "51.5 a>b BYE\n" "60 --\n" },
	{ "a dynamic type of another codec", "media.bad-answer",
	    CALL("audio:4000:RTP/AVP:96:rtpmap:96~iLBC/8000", "audio:4000:RTP/AVP:96:rtpmap:96~opus/48000/2") },
	{ "a dynamic type of another number", "ok !media",
	    CALL("audio:4000:RTP/AVP:96:rtpmap:96~opus/48000/2", "audio:4000:RTP/AVP:111:rtpmap:111~opus/48000/2") },
	{ "a dynamic type that only the offer names", "ok !media",
	    CALL("audio:4000:RTP/AVP:96:rtpmap:96~opus/48000/2", "audio:4000:RTP/AVP:96") },
	{ "one that only the answer names", "ok !media",
	    CALL("audio:4000:RTP/AVP:96", "audio:4000:RTP/AVP:96:rtpmap:96~opus/48000/2") },
	{ "another dynamic type without a name", "media.bad-answer",
	    CALL("audio:4000:RTP/AVP:96:rtpmap:96~opus/48000/2", "audio:4000:RTP/AVP:97") },
	{ "an annex of G.729", "ok !media",
	    CALL("audio:4000:RTP/AVP:96:rtpmap:96~G729/8000", "audio:4000:RTP/AVP:97:rtpmap:97~G729a/8000") },
	{ "more than was offered, and one that was", "ok !media", CALL(PCMU, "audio:4000:RTP/AVP:8,0") },
	{ "all refused, call accepted", "media.bad-answer =all-refused", CALL(PCMA, "audio:0:RTP/AVP:8") },
	{ "and sent again", "media.bad-answer #answer-all-refused:2",
	    "0 a>b INVITE sdp=" A PCMA "\n" "1 b>a 200 sdp=" A "audio:0:RTP/AVP:8\n" "1.5 b>a 200 sdp=" A "audio:0:RTP/AVP:8\n"
	    "1.6 a>b ACK\n" "20 a>b BYE\n" "20.1 b>a 200 BYE\n" "60 --\n" },
	{ "both only send", "media.bad-answer",
	    CALL("audio:4000:RTP/AVP:8:sendonly", "audio:4000:RTP/AVP:8:sendonly") },
	{ "both only listen", "media.bad-answer #answer-directions",
	    CALL("audio:4000:RTP/AVP:8:recvonly", "audio:4000:RTP/AVP:8:recvonly") },
	{ "the kinds change places", "media.bad-answer #answer-kind",
	    CALL("audio:4000:RTP/AVP:8;video:4002:RTP/AVP:31", "video:4002:RTP/AVP:31;audio:4000:RTP/AVP:8") },
	{ "only events are left", "ok !media.bad-answer", CALL(PCMA, "audio:4000:RTP/AVP:101:rtpmap:101~telephone-event/8000") },
	{ "only events are offered", "ok !media.bad-answer", CALL("audio:4000:RTP/AVP:101:rtpmap:101~telephone-event/8000", "audio:4000:RTP/AVP:8") },
	{ "no stream is offered, and none taken", "ok !media.bad-answer", CALL("audio:0:RTP/AVP:8", "audio:0:RTP/AVP:8") },
	{ "one of two is taken", "ok !media.bad-answer", CALL(PCMA ";video:4002:RTP/AVP:31", "audio:0:RTP/AVP:8;video:4002:RTP/AVP:31") },
	{ "hold as it should be", "ok !media", CALL("audio:4000:RTP/AVP:8:sendonly", "audio:4000:RTP/AVP:8:recvonly") },
	{ "set up and left inactive", "media.bad-answer",
	    CALL("audio:4000:RTP/AVP:8:inactive", "audio:4000:RTP/AVP:8:inactive") },
	{ "put aside by who answers", "ok !media", CALL("audio:4000:RTP/AVP:8", "audio:4000:RTP/AVP:8:inactive") },
	{ "a stream refused by the name of another", "ok !media",
	    CALL("video:4000:RTP/AVP:34;text:4002:RTP/AVP:98", "video:4000:RTP/AVP:34;audio:0:RTP/AVP:8") },
	{ "a call that is put aside, and stays so", "!media.bad-answer",
	    "0 a>b INVITE sdp=" A "audio:4000:RTP/AVP:8\n" "1 b>a 200 sdp=" A "audio:4000:RTP/AVP:8\n" "1.1 a>b ACK\n"
	    "5 a>b INVITE to=t cseq=2 branch=h sdp=" A "audio:4000:RTP/AVP:8:inactive\n"
	    "5.1 b>a 200 cseq=2 branch=h sdp=" A "audio:4000:RTP/AVP:8:inactive\n" "5.2 a>b ACK cseq=2\n"
	    "200 a>b BYE cseq=3\n" "200.1 b>a 200 BYE cseq=3\n" "300 --\n" },
	{ "inactive at first only", "ok !media.bad-answer",
	    "0 a>b INVITE sdp=" A "audio:4000:RTP/AVP:8:inactive\n" "1 b>a 200 sdp=" A "audio:4000:RTP/AVP:8:inactive\n"
	    "1.1 a>b ACK\n" "2 a>b INVITE cseq=2 to=t sdp=" A PCMA "\n" "2.1 b>a 200 cseq=2 sdp=" A PCMA "\n" REST },
	{ "the offer comes in the 200", "media.bad-answer",
	    "0 a>b INVITE\n" "3 b>a 200 sdp=" A PCMU "\n" "3.1 a>b ACK sdp=" A "audio:4000:RTP/AVP:8\n" "20 a>b BYE\n"
	    "20.1 b>a 200 BYE\n" "60 --\n" },
	{ "announced otherwise before the answer", "media.bad-answer",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 183 sdp=" A PCMU "\n" "3 b>a 200 sdp=" A "audio:4000:RTP/AVP:8\n" REST },
	{ "the other way round", "ok !media",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 183 sdp=" A "audio:4000:RTP/AVP:8\n" "3 b>a 200 sdp=" A PCMU "\n" REST },
	{ "the answer itself has none: what was said before it counts", "media.bad-answer",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 183 sdp=" A "audio:4000:RTP/AVP:8\n" "3 b>a 200\n" REST },
	{ "and not what another branch said", "ok !media",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 183 to=u sdp=" A "audio:4000:RTP/AVP:8\n" "3 b>a 200\n" REST },
	{ "nor what a 100 did", "ok !media",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 100 to=t sdp=" A "audio:4000:RTP/AVP:8\n" "3 b>a 200\n" REST },
	{ "the offer came reliably before, so the ACK answers nothing", "!media.bad-answer",
	    "0 a>b INVITE\n" "1 b>a 183 sdp=" A PCMU " | RSeq: 1 | Require: 100rel\n" "1.1 a>b PRACK sdp=" A PCMU " | RAck: 1 1 INVITE\n"
	    "1.2 b>a 200 PRACK cseq=2\n" "3 b>a 200 sdp=" A PCMU "\n" "3.1 a>b ACK sdp=" A "audio:4000:RTP/AVP:8\n" "20 a>b BYE cseq=3\n"
	    "20.1 b>a 200 BYE cseq=3\n" "60 --\n" },
	{ "the PRACK is what answers it", "media.bad-answer",
	    "0 a>b INVITE\n" "1 b>a 183 sdp=" A PCMU " | RSeq: 1 | Require: 100rel\n" "1.1 a>b PRACK sdp=" A "audio:4000:RTP/AVP:8 | RAck: 1 1 INVITE\n"
	    "1.2 b>a 200 PRACK cseq=2\n" "3 b>a 200\n" "3.1 a>b ACK\n" "20 a>b BYE cseq=3\n" "20.1 b>a 200 BYE cseq=3\n" "60 --\n" },
	{ "a PRACK of another branch is not", "!media.bad-answer",
	    "0 a>b INVITE\n" "1 b>a 183 sdp=" A PCMU " | RSeq: 1 | Require: 100rel\n" "1.1 a>b PRACK to=u sdp=" A "audio:4000:RTP/AVP:8 | RAck: 1 1 INVITE\n"
	    "1.2 b>a 200 PRACK to=u cseq=2\n" "3 b>a 200\n" "3.1 a>b ACK\n" "20 a>b BYE cseq=3\n" "20.1 b>a 200 BYE cseq=3\n" "60 --\n" },
	{ "nor is one to what was not sent reliably", "!media.bad-answer",
	    "0 a>b INVITE\n" "1 b>a 183 sdp=" A PCMU "\n" "1.1 a>b PRACK sdp=" A "audio:4000:RTP/AVP:8\n"
	    "1.2 b>a 200 PRACK cseq=2\n" "3 b>a 200\n" "3.1 a>b ACK\n" "20 a>b BYE cseq=3\n" "20.1 b>a 200 BYE cseq=3\n" "60 --\n" },
	{ "changed by UPDATE to a codec never offered", "media.bad-answer",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n" "5 a>b UPDATE cseq=2 sdp=" A PCMU "\n"
	    "5.1 b>a 200 UPDATE cseq=2 sdp=" A "audio:4000:RTP/AVP:8\n" END },
	{ "an INFO agrees on nothing", "ok !media",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 200 sdp=" A PCMU "\n" "1.1 a>b ACK\n" "5 a>b INFO cseq=2 sdp=" A PCMU "\n"
	    "5.1 b>a 200 INFO cseq=2 sdp=" A "audio:4000:RTP/AVP:8\n" END },
	{ "the end of the answer is missing", "ok !media", CALL(PCMU, "audio:4000:RTP/AVP:8 length=9999") },
	{ "an ACK to another answer", "!media", LATE("3.1 a>b ACK to=x sdp=") },
	{ "an ACK of another dialog", "!media", LATE("3.1 a>b ACK from=z sdp=") },
	{ "an ACK of another transaction", "!media", LATE("3.1 a>b ACK cseq=7 sdp=") },
	{ "an ACK that somebody else sends", "!media", LATE("3.1 d>b ACK sdp=") },
	{ "a BYE with a description", "!media", LATE("3.1 a>b BYE cseq=1 sdp=") },
	{ "the answer came reliably before", "ok !media",
	    "0 a>b INVITE sdp=" A PCMU "\n" "1 b>a 183 sdp=" A PCMU " | RSeq: 1 | Require: 100rel\n" "1.1 a>b PRACK | RAck: 1 1 INVITE\n"
	    "1.2 b>a 200 PRACK cseq=2\n" "3 b>a 200 sdp=" A "audio:4000:RTP/AVP:8\n" REST },
};

#define HOLD "5 a>b INVITE cseq=2 to=t sdp=" A "audio:4000:RTP/AVP:8:sendonly\n" \
	"5.1 b>a 200 cseq=2 sdp=" A "audio:4000:RTP/AVP:8:recvonly\n" "5.2 a>b ACK cseq=2\n"
#define BEGIN "0 a>b INVITE sdp=" A PCMA "\n" "1 b>a 200 sdp=" A PCMA "\n" "1.1 a>b ACK\n"
#define RESUME(n, t) t " a>b INVITE cseq=" n " to=t sdp=" A PCMA "\n"

static const struct script holds[] = {
	{ "the resume is refused", "media.direction-stuck (code.500)",
	    BEGIN HOLD RESUME("3", "10") "10.1 b>a 500 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n" END },
	{ "held by a null address", "media.direction-stuck (code.500)",
	    BEGIN "5 a>b INVITE cseq=2 to=t sdp=0.0.0.0;" PCMA "\n" "5.1 b>a 200 cseq=2 sdp=" A PCMA "\n" "5.2 a>b ACK cseq=2\n"
	    RESUME("3", "10") "10.1 b>a 500 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n" END },
	{ "it is tried again", "ok !media",
	    BEGIN HOLD RESUME("3", "10") "10.1 b>a 491 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n"
	    RESUME("4", "13") "13.1 b>a 200 cseq=4 sdp=" A PCMA "\n" "13.2 a>b ACK cseq=4\n" END },
	{ "the resume is refused for a lost dialog", "media.direction-stuck (code.481)",
	    BEGIN HOLD RESUME("3", "10") "10.1 b>a 481 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n" END },
	{ "hung up on hold", "ok !media", BEGIN HOLD END },
	{ "credentials are asked for, and nobody gives them", "!media.direction-stuck",
	    BEGIN HOLD RESUME("3", "10") "10.1 b>a 407 cseq=3 | Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\n" "10.2 a>b ACK cseq=3 branch=3\n" END },
	{ "an UPDATE is refused", "media.direction-stuck (code.500)",
	    BEGIN HOLD "10 a>b UPDATE cseq=3 sdp=" A PCMA "\n" "10.1 b>a 500 UPDATE cseq=3\n" END },
	{ "an UPDATE without a description asks for nothing", "!media.direction-stuck",
	    BEGIN HOLD "10 a>b UPDATE cseq=3\n" "10.1 b>a 500 UPDATE cseq=3\n" END },
	{ "a second hold is refused", "!media.direction-stuck",
	    BEGIN HOLD "10 a>b INVITE cseq=3 to=t sdp=" A "audio:4000:RTP/AVP:8:sendonly\n" "10.1 b>a 500 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n" END },
	{ "held by an UPDATE", "media.direction-stuck",
	    BEGIN "5 a>b UPDATE cseq=2 sdp=" A "audio:4000:RTP/AVP:8:sendonly\n" "5.1 b>a 200 UPDATE cseq=2 sdp=" A "audio:4000:RTP/AVP:8:recvonly\n"
	    RESUME("3", "10") "10.1 b>a 500 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n" END },
	{ "a stream that ends is not held", "!media.direction-stuck",
	    BEGIN "5 a>b INVITE cseq=2 to=t sdp=" A "audio:0:RTP/AVP:8:inactive\n" "5.1 b>a 200 cseq=2 sdp=" A "audio:0:RTP/AVP:8:inactive\n" "5.2 a>b ACK cseq=2\n"
	    RESUME("3", "10") "10.1 b>a 500 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n" END },
	{ "the answer keeps it stopped", "media.direction-stuck",
	    BEGIN HOLD RESUME("3", "10") "10.1 b>a 200 cseq=3 sdp=" A "audio:4000:RTP/AVP:8:inactive\n" "10.2 a>b ACK cseq=3\n" END },
	{ "the answer plays music", "ok !media.direction-stuck",
	    BEGIN HOLD RESUME("3", "10") "10.1 b>a 200 cseq=3 sdp=" A "audio:4000:RTP/AVP:8:sendonly\n" "10.2 a>b ACK cseq=3\n" END },
	{ "the other side holds as well", "ok !media.direction-stuck",
	    BEGIN HOLD "7 b>a INVITE from=t to=f cseq=2 branch=h sdp=" A "audio:4000:RTP/AVP:8:inactive\n"
	    "7.1 a>b 200 from=t to=f cseq=2 branch=h sdp=" A "audio:4000:RTP/AVP:8:inactive\n" "7.2 b>a ACK from=t to=f cseq=2\n"
	    RESUME("3", "10") "10.1 b>a 200 cseq=3 sdp=" A "audio:4000:RTP/AVP:8:sendonly\n" "10.2 a>b ACK cseq=3\n" END },
	{ "who held first still does", "ok !media.direction-stuck",
	    BEGIN HOLD "7 b>a INVITE from=t to=f cseq=2 branch=h sdp=" A "audio:4000:RTP/AVP:8:inactive\n"
	    "7.1 a>b 200 from=t to=f cseq=2 branch=h sdp=" A "audio:4000:RTP/AVP:8:inactive\n" "7.2 b>a ACK from=t to=f cseq=2\n"
	    "10 b>a INVITE from=t to=f cseq=3 branch=i sdp=" A PCMA "\n"
	    "10.1 a>b 200 from=t to=f cseq=3 branch=i sdp=" A "audio:4000:RTP/AVP:8:inactive\n" "10.2 b>a ACK from=t to=f cseq=3\n" END },
	{ "the trace ends before a second try", "code.500 ?media.direction-stuck?",
	    BEGIN HOLD RESUME("3", "10") "10.1 b>a 500 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n" },
	{ "a new codec is refused, and nothing was held", "!media.direction-stuck",
	    BEGIN RESUME("3", "10") "10.1 b>a 500 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n" END },
};

#define SRTP "audio:4000:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x"
#define DTLS(role) "audio:4000:UDP/TLS/RTP/SAVPF:8:fingerprint:sha-256~AA:BB+setup:" role

#define BUNDLED "a=group:BUNDLE~0~1;" DTLS("active") "+mid:0;video:4000:UDP/TLS/RTP/SAVPF:96:"

static const struct script security[] = {
	{ "refused with SRTP alone", "media.security-mismatch (code.488) !media.no-common-codec",
	    REFUSED(PCMA, "488 sdp=" A "audio:0:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x") },
	{ "the warning says so", "media.security-mismatch", REFUSED(PCMA, "488 | Warning: 399 b \"SRTP is required\"") },
	{ "a secured profile without keys, refused", "media.security-mismatch", REFUSED("audio:4000:RTP/SAVP:8", "488") },
	{ "both have keys", "ok !media", CALL(SRTP, SRTP) },
	{ "plain answer to a secured offer", "media.security-mismatch", CALL(SRTP, "audio:4000:RTP/AVP:8") },
	{ "a suite that was not offered", "media.security-mismatch",
	    CALL(SRTP, "audio:4000:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_32~inline:x") },
	{ "a secured profile without keys", "media.security-mismatch", CALL("audio:4000:RTP/SAVP:8", SRTP) },
	{ "keys by MIKEY", "ok !media", CALL("audio:4000:RTP/SAVP:8:key-mgmt:mikey~AA", "audio:4000:RTP/SAVP:8:key-mgmt:mikey~AA") },
	{ "keys only if the other wants", "ok !media",
	    CALL("audio:4000:RTP/AVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x", "audio:4000:RTP/AVP:8") },
	{ "secured and plain to choose from", "ok !media",
	    CALL(SRTP ";audio:4002:RTP/AVP:8", "audio:0:RTP/SAVP:8;audio:4000:RTP/AVP:8") },
	{ "SDES against DTLS", "media.security-mismatch",
	    CALL("audio:4000:RTP/SAVP:8:crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x", "audio:4000:RTP/SAVP:8:fingerprint:sha-256~AA+setup:active") },
	{ "SDES and DTLS to choose from", "ok !media",
	    CALL(SRTP "+fingerprint:sha-256~AA+setup:actpass", "audio:4000:RTP/SAVP:8:fingerprint:sha-256~AA+setup:active") },
	{ "DTLS, and keys of SDES beside it that nobody asked for", "ok !media",
	    CALL("audio:4000:RTP/SAVP:8:fingerprint:sha-256~AA+setup:actpass", SRTP "+fingerprint:sha-256~AA+setup:active") },
	{ "keys by ZRTP", "ok !media", CALL("audio:4000:RTP/SAVP:8:zrtp-hash:1.10~AA", "audio:4000:RTP/SAVP:8:zrtp-hash:1.10~AA") },
	{ "no keys in the answer", "media.security-mismatch =no-key", CALL(SRTP, "audio:4000:RTP/SAVP:8") },
	{ "DTLS against SDES", "media.security-mismatch =key-method", CALL("audio:4000:RTP/SAVP:8:fingerprint:sha-256~AA+setup:actpass", SRTP) },
	{ "the second of two suites", "ok !media",
	    CALL("audio:4000:RTP/SAVP:8:crypto:1~AES_256_CM_HMAC_SHA1_80~inline:x+crypto:2~AES_CM_128_HMAC_SHA1_80~inline:x", SRTP) },
	{ "both wait", "media.security-mismatch =setup-role", CALL(DTLS("passive"), DTLS("passive")) },
	{ "both leave it open", "ok !media", CALL(DTLS("actpass"), DTLS("actpass")) },
	{ "neither wants a connection yet", "ok !media", CALL(DTLS("holdconn"), DTLS("holdconn")) },
	{ "one waits", "ok !media", CALL(DTLS("active"), DTLS("passive")) },
	{ "of media that share a transport one has the keys for all", "ok !media",
	    CALL(DTLS("actpass") ";video:4000:UDP/TLS/RTP/SAVPF:96:fingerprint:sha-256~AA:BB+setup:actpass", BUNDLED "mid:1") },
	{ "it has no name to share it by", "media.security-mismatch =no-key",
	    CALL(DTLS("actpass") ";video:4000:UDP/TLS/RTP/SAVPF:96:fingerprint:sha-256~AA:BB+setup:actpass", BUNDLED "sendrecv") },
	{ "each has its own", "media.security-mismatch =no-key", CALL(DTLS("actpass") ";video:4000:UDP/TLS/RTP/SAVPF:96:fingerprint:sha-256~AA:BB+setup:actpass",
	    DTLS("active") "+mid:0;video:4000:UDP/TLS/RTP/SAVPF:96:mid:1") },
	{ "what may be otherwise is named", "ok !media",
	    CALL("audio:4000:RTP/AVP:8:tcap:1~RTP/SAVP+pcfg:1~t=1+crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x", SRTP) },
	{ "a stream that is not wanted needs no keys", "code.488 !media.security-mismatch",
	    REFUSED(PCMA ";video:0:RTP/SAVP:31", "488 sdp=" A PCMA) },
	{ "nothing but encryption was offered", "media.security-mismatch =profile %likely #offers-profile", REFUSED(SRTP, "488") },
	{ "606 as well", "media.security-mismatch", REFUSED(SRTP, "606") },
	{ "a codec that not everybody has", "media.no-common-codec !media.security-mismatch",
	    REFUSED("audio:4000:RTP/SAVP:96:rtpmap:96~opus/48000/2+crypto:1~AES_CM_128_HMAC_SHA1_80~inline:x", "488") },
	{ "something plain beside it", "!media.security-mismatch", REFUSED(SRTP ";video:4002:RTP/AVP:31", "488") },
	{ "something beside it that is not wanted", "media.security-mismatch", REFUSED(SRTP ";video:0:RTP/AVP:31", "488") },
	{ "a refused type is something else", "!media.security-mismatch", REFUSED(SRTP, "415") },
	{ "the phrase says codecs", "!media.security-mismatch", REFUSED(SRTP, "488 phrase=No_codec") },
	{ "the warning says formats", "!media.security-mismatch", REFUSED(SRTP, WARNED("305")) },
	{ "or kinds", "!media.security-mismatch", REFUSED(SRTP, WARNED("304")) },
	{ "or nothing of either", "media.security-mismatch", REFUSED(SRTP, WARNED("399")) },
	{ "the phrase names SRTP", "media.security-mismatch %likely", REFUSED(PCMA, "488 phrase=SRTP_required") },
	{ "or its profile", "media.security-mismatch %likely", REFUSED(PCMA, "488 phrase=Only_RTP/SAVP_here") },
	{ "or encryption", "media.security-mismatch %likely", REFUSED(PCMA, "488 phrase=Not_Encrypted") },
	{ "or its keys", "media.security-mismatch %likely", REFUSED(PCMA, "488 phrase=Missing_crypto") },
	{ "or DTLS", "media.security-mismatch %likely", REFUSED(PCMA, "488 phrase=Need_DTLS") },
	{ "or either this or codecs", "!media.security-mismatch", REFUSED(PCMA, "488 phrase=No_codec_or_encryption") },
	{ "both active", "media.security-mismatch =setup-role", CALL(DTLS("active"), DTLS("active")) },
	{ "one active", "ok !media", CALL(DTLS("actpass"), DTLS("active")) },
};

#define INNER "10.0.0.7;"

static const struct script addresses[] = {
	{ "from a public address", "media.private-address",
	    "0 a>b INVITE sdp=" INNER PCMA "\n" "3 b>a 200 sdp=" A PCMA "\n" REST },
	{ "of a phone on an IPv6 network", "media.private-address",
	    "0 a>b INVITE sdp=192.0.0.4;" PCMA "\n" "3 b>a 200 sdp=" A PCMA "\n" REST },
	{ "of no phone, next to those", "ok !media", "0 a>b INVITE sdp=192.0.0.9;" PCMA "\n" "3 b>a 200 sdp=" A PCMA "\n" REST },
	{ "in the answer", "media.private-address", "0 a>b INVITE sdp=" A PCMA "\n" "3 b>a 200 sdp=" INNER PCMA "\n" REST },
	{ "to a public address", "media.private-address",
	    "0 C>b INVITE sdp=" INNER PCMA "\n" "3 b>C 200 sdp=" A PCMA "\n" "3.1 C>b ACK\n" "60 --\n" },
	{ "both inside", "ok !media",
	    "0 C>D INVITE sdp=" INNER PCMA "\n" "3 D>C 200 sdp=" INNER PCMA "\n" "3.1 C>D ACK\n" "60 --\n" },
	{ "the Via tells", "media.private-address",
	    "0 ?>? INVITE sdp=" INNER PCMA "\n" "3 ?>? 200 received=198.51.100.9 sdp=" A PCMA "\n" "3.1 ?>? ACK\n" },
	{ "the Via of an answer tells where the caller is", "ok !media",
	    "0 ?>? INVITE sdp=" A PCMA "\n" "3 ?>? 200 received=198.51.100.9 sdp=" INNER PCMA "\n" "3.1 ?>? ACK\n" },
	{ "the Via tells of an address inside", "ok !media",
	    "0 ?>? INVITE sdp=" INNER PCMA "\n" "3 ?>? 200 received=10.0.0.9 sdp=" A PCMA "\n" "3.1 ?>? ACK\n" },
	{ "no addresses at all", "ok !media", "0 ?>? INVITE sdp=" INNER PCMA "\n" "3 ?>? 200 sdp=" A PCMA "\n" "3.1 ?>? ACK\n" },
	{ "candidates", "ok !media",
	    "0 a>b INVITE sdp=" INNER "audio:4000:RTP/AVP:8:candidate:1~1~UDP~1~198.51.100.9~4000~typ~srflx\n"
	    "3 b>a 200 sdp=" A "audio:4000:RTP/AVP:8\n" REST },
	{ "a stream that is not wanted there", "ok !media.private-address",
	    "0 a>b INVITE sdp=" INNER "audio:0:RTP/AVP:8\n" "3 b>a 200 sdp=" A "audio:0:RTP/AVP:8\n" REST },
	{ "the response was refused", "code.488 !media.private-address",
	    "0 a>b INVITE sdp=" A PCMA "\n" "1 b>a 183 sdp=" A PCMA "\n" "3 b>a 488 sdp=" INNER PCMA "\n" "3.1 a>b ACK branch=1\n" "60 --\n" },
	{ "from where it came is said", "media.private-address #private-media-from !#private-media-to !#private-media-received",
	    "0 a>b INVITE sdp=" INNER PCMA "\n" "3 b>a 200 sdp=" A PCMA "\n" REST },
	{ "or where it went", "media.private-address #private-media-to !#private-media-from",
	    "0 C>b INVITE sdp=" INNER PCMA "\n" "3 b>C 200 sdp=" A PCMA "\n" "3.1 C>b ACK\n" "60 --\n" },
	{ "or what the Via tells", "media.private-address #private-media-received !#private-media-from",
	    "0 ?>? INVITE sdp=" INNER PCMA "\n" "3 ?>? 200 received=198.51.100.9 sdp=" A PCMA "\n" "3.1 ?>? ACK\n" },
	{ "only tried", "!media.private-address",
	    "0 a>b INVITE sdp=" INNER PCMA "\n" "0.1 b>a 100 sdp=" A PCMA "\n" "2 b>a 486\n" "2.1 a>b ACK branch=1\n" "60 --\n" },
	{ "heard before the answer", "(media.private-address)",
	    "0 a>b INVITE sdp=" INNER PCMA "\n" "0.1 b>a 180 sdp=" A PCMA "\n" "2 b>a 486\n" "2.1 a>b ACK branch=1\n" "60 --\n" },
	{ "a relay puts its own in", "ok !media",
	    "0 a>p INVITE sdp=" INNER PCMA "\n" "0.1 p>b INVITE branch=x via=1 sdp=" A PCMA "\n"
	    "3 b>p 200 branch=x via=1 sdp=" A PCMA "\n" "3.1 p>a 200 sdp=" A PCMA "\n" "3.2 a>b ACK\n" "60 --\n" },
	{ "neighbours behind one NAT", "ok !media",
	    "0 a:1024>p INVITE sdp=" INNER PCMA "\n" "0.1 p>a:1025 INVITE branch=x via=1 sdp=" INNER PCMA "\n"
	    "3 a:1025>p 200 branch=x via=1 sdp=" INNER PCMA "\n" "3.1 p>a:1024 200 sdp=" INNER PCMA "\n" "3.2 a:1024>p ACK\n" "60 --\n" },
	{ "the hold of old", "ok !media",
	    BEGIN "5 a>b INVITE cseq=2 to=t sdp=0.0.0.0;" PCMA "\n" "5.1 b>a 200 cseq=2 sdp=" A PCMA "\n" "5.2 a>b ACK cseq=2\n" END },
	{ "the call was refused for another reason", "code.486 (media.private-address)",
	    "0 a>b INVITE sdp=" INNER PCMA "\n" "1 b>a 183 sdp=" A PCMA "\n" "2 b>a 486\n" "2.1 a>b ACK branch=1\n" "60 --\n" },
	{ "media was never agreed", "code.486 !media",
	    "0 a>b INVITE sdp=" INNER PCMA "\n" "2 b>a 486\n" "2.1 a>b ACK branch=1\n" "60 --\n" },
};

static void offers_are_refused_for_their_codecs(void **state) { (void)state; ALL(codecs); }
static void answers_must_fit_their_offer(void **state) { (void)state; ALL(answers); }
static void held_streams_must_flow_again(void **state) { (void)state; ALL(holds); }
static void encryption_must_match(void **state) { (void)state; ALL(security); }
static void media_must_be_reachable(void **state) { (void)state; ALL(addresses); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offers_are_refused_for_their_codecs),
		cmocka_unit_test(answers_must_fit_their_offer),
		cmocka_unit_test(held_streams_must_flow_again),
		cmocka_unit_test(encryption_must_match),
		cmocka_unit_test(media_must_be_reachable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
