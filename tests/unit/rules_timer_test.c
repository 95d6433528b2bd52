/* SPDX-License-Identifier: MIT */
#include "script.h"

#define SESSION(s) "0 a>b INVITE\n" "0.1 b>a 180\n" "1 b>a 200 | Session-Expires: " s ";refresher=uac\n" "1.1 a>b ACK\n"

static const struct script sessions[] = {
	{ "no refresh, BYE in the window", "timer.session-expired !timer.refresh-failed !dialog",
	    SESSION("90") "61.2 b>a BYE from=t to=f\n" "61.3 a>b 200 BYE from=t to=f\n" },
	{ "hung up before a refresh was due", "ok !timer",
	    SESSION("90") "32 b>a BYE from=t to=f\n" "32.1 a>b 200 BYE from=t to=f\n" },
	{ "refreshed", "ok !timer",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 200 UPDATE cseq=3 | Session-Expires: 180;refresher=uac\n"
	    "151 b>a BYE from=t to=f\n" "151.1 a>b 200 BYE from=t to=f\n" },
	{ "no timer was agreed on", "ok !timer",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "61 b>a BYE from=t to=f\n" "61.1 a>b 200 BYE from=t to=f\n" },
	{ "who should have refreshed it", "timer.session-expired %likely #refresher-silent:uac %caller", SESSION("90") "61.2 b>a BYE from=t to=f\n" },
	{ "the other one", "timer.session-expired #refresher-silent:uas %callee",
	    "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: 90;refresher=uas\n" "1.1 a>b ACK\n" "61.2 a>b BYE\n" },
	{ "nobody was told to", "timer.session-expired !#refresher-silent !%caller !%callee",
	    "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: 90\n" "1.1 a>b ACK\n" "61.2 a>b BYE\n" },
	{ "who refreshed last, as the callee, was to do it again", "timer.session-expired #refresher-silent:uac %callee",
	    SESSION("180") "80 b>a UPDATE from=t to=f cseq=7\n" "80.1 a>b 200 UPDATE from=t to=f cseq=7 | Session-Expires: 180;refresher=uac\n" "229 a>b BYE cseq=5\n" },
	{ "or the caller, as the one who answered that", "timer.session-expired #refresher-silent:uas %caller",
	    SESSION("180") "80 b>a UPDATE from=t to=f cseq=7\n" "80.1 a>b 200 UPDATE from=t to=f cseq=7 | Session-Expires: 180;refresher=uas\n" "229 a>b BYE cseq=5\n" },
	{ "a timer of no length", "ok !timer", "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: 0\n" "1.1 a>b ACK\n" "1.2 a>b BYE\n" "1.3 b>a 200 BYE\n" },
	{ "the timer was given up meanwhile", "ok !timer",
	    SESSION("90") "10 a>b INVITE to=t cseq=2\n" "10.1 b>a 200 cseq=2\n" "10.2 a>b ACK cseq=2\n" "70.2 b>a BYE from=t to=f\n" "70.3 a>b 200 BYE from=t to=f\n" },
	{ "what is no refresh changes nothing", "timer.session-expired",
	    SESSION("90") "10 a>b INFO cseq=2\n" "10.1 b>a 200 INFO cseq=2\n" "61.2 b>a BYE from=t to=f\n" "61.3 a>b 200 BYE from=t to=f\n" },
	{ "the answer was sent twice: the first one counts", "timer.session-expired",
	    "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: 90\n" "1.5 b>a 200 | Session-Expires: 90\n" "1.6 a>b ACK\n"
	    "60.6 b>a BYE from=t to=f\n" "60.7 a>b 200 BYE from=t to=f\n" },
	{ "over a connection", "timer.session-expired",
	    "0 a>b INVITE tcp\n" "1 b>a 200 tcp | Session-Expires: 90\n" "1.1 a>b ACK tcp\n" "61.2 b>a BYE tcp from=t to=f\n" "61.3 a>b 200 tcp BYE from=t to=f\n" },
	{ "of which the capture lost something in between", "!timer",
	    "0 a>b INVITE tcp\n" "1 b>a 200 tcp | Session-Expires: 90\n" "1.1 a>b ACK tcp\n" "30 a>b NET tcp-lacks\n" "61.2 b>a BYE tcp from=t to=f\n" "61.3 a>b 200 tcp BYE from=t to=f\n" },
	{ "a refresh was under way", "!timer.session-expired",
	    SESSION("90") "45 a>b UPDATE cseq=3\n" "61.2 b>a BYE from=t to=f\n" "61.3 a>b 200 BYE from=t to=f\n" },
	{ "without times", "ok ?timer.session-expired?",
	    "- a>b INVITE\n" "- b>a 200 | Session-Expires: 90\n" "- a>b ACK\n" "- b>a BYE from=t to=f\n" "- a>b 200 BYE from=t to=f\n" },
	{ "the refresh is refused", "timer.refresh-failed (code.500) !timer.session-expired",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 500 UPDATE cseq=3\n" "91 a>b BYE cseq=4\n" "91.1 b>a 200 BYE cseq=4\n" },
	{ "the refresh is tried again", "ok !timer",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 500 UPDATE cseq=3\n"
	    "93 a>b UPDATE cseq=4\n" "93.1 b>a 200 UPDATE cseq=4 | Session-Expires: 180\n" "99 a>b BYE cseq=5\n" "99.1 b>a 200 BYE cseq=5\n" },
	{ "refused, and the call goes on", "code.500 !timer", SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 500 UPDATE cseq=3\n" "170 --\n" },
	{ "refused after they had hung up", "!timer",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.5 a>b BYE cseq=4\n" "90.6 b>a 200 BYE cseq=4\n" "90.7 b>a 500 UPDATE cseq=3\n" },
	{ "credentials are asked for", "!timer",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 407 UPDATE cseq=3 | Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "90.5 a>b BYE cseq=4\n" "90.6 b>a 200 BYE cseq=4\n" },
	{ "tried again, and that is not answered yet", "!timer",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 500 UPDATE cseq=3\n" "93 a>b UPDATE cseq=4\n" "99 a>b BYE cseq=5\n" "99.1 b>a 200 BYE cseq=5\n" },
	{ "tried again, and refused again", "timer.refresh-failed",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 500 UPDATE cseq=3\n" "93 a>b UPDATE cseq=4\n" "93.1 b>a 500 UPDATE cseq=4\n"
	    "99 a>b BYE cseq=5\n" "99.1 b>a 200 BYE cseq=5\n" },
	{ "an UPDATE needs no ACK", "!timer",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 200 UPDATE cseq=3\n" "90.6 b>a 200 UPDATE cseq=3\n" "91.6 b>a 200 UPDATE cseq=3\n"
	    "93 a>b BYE cseq=5\n" "93.1 b>a 200 BYE cseq=5\n" },
	{ "an UPDATE that is not known, and then a re-INVITE", "code.405 %notice !timer",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 405 UPDATE cseq=3\n" "90.2 a>b INVITE to=t cseq=4\n"
	    "90.3 b>a 200 cseq=4 | Session-Expires: 180\n" "90.4 a>b ACK cseq=4\n" "150 b>a BYE from=t to=f\n" "150.1 a>b 200 BYE from=t to=f\n" },
	{ "the other side refreshes it", "!timer",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 500 UPDATE cseq=3\n" "92 b>a UPDATE from=t to=f cseq=7\n"
	    "92.1 a>b 200 UPDATE from=t to=f cseq=7 | Session-Expires: 180\n" "150 a>b BYE cseq=4\n" "150.1 b>a 200 BYE cseq=4\n" },
	{ "the re-INVITE is refused as well", "timer.refresh-failed",
	    SESSION("180") "90 a>b UPDATE cseq=3\n" "90.1 b>a 405 UPDATE cseq=3\n" "90.2 a>b INVITE to=t cseq=4\n"
	    "90.3 b>a 500 cseq=4\n" "90.4 a>b ACK cseq=4 branch=4\n" "91 a>b BYE cseq=5\n" "91.1 b>a 200 BYE cseq=5\n" },
	{ "over a connection, and nothing came while timer F ran", "timer.refresh-failed %likely (path.no-response)",
	    SESSION("180") "90 a>b UPDATE tcp cseq=3\n" "90 a>b NET tcp-waited\n" "122 a>b BYE tcp cseq=4\n" "122.1 b>a 200 tcp BYE cseq=4\n" "140 --\n" },
	{ "over a connection, and they hung up before that", "!timer",
	    SESSION("180") "90 a>b UPDATE tcp cseq=3\n" "90 a>b NET tcp-waited\n" "121.9 a>b BYE tcp cseq=4\n" "121.95 b>a 200 tcp BYE cseq=4\n" "140 --\n" },
	{ "another request fails", "!timer",
	    SESSION("180") "9 a>b UPDATE cseq=3\n" "9.1 b>a 488 UPDATE cseq=3\n" "20 a>b BYE cseq=4\n" "20.1 b>a 200 BYE cseq=4\n" },
};

#define ASKED(refusal, again) "0 a>b INVITE | Session-Expires: 90\n" "0.1 b>a " refusal "\n" "0.2 a>b ACK branch=1\n" \
	"1 a>b INVITE cseq=2" again "\n" "1.1 b>a 422 cseq=2 | Min-SE: 1800\n" "1.2 a>b ACK branch=2 cseq=2\n"
#define REGISTERED_TWICE(method, code, least, again) "0 a>b " method " | Expires: 60\n" "0.1 b>a " code " " method least "\n" \
	"1 a>b " method " cseq=2" again "\n" "1.1 b>a " code " " method " cseq=2" least "\n"

static const struct script intervals[] = {
	{ "422 and the same again", "timer.interval-loop (code.422)",
	    "0 a>b INVITE | Session-Expires: 90\n" "0.1 b>a 422 | Min-SE: 1800\n" "0.2 a>b ACK branch=1\n"
	    "1 a>b INVITE cseq=2 | Session-Expires: 90\n" "1.1 b>a 422 cseq=2 | Min-SE: 1800\n" "1.2 a>b ACK branch=2 cseq=2\n" },
	{ "422 and one less than the least", "timer.interval-loop", ASKED("422 | Min-SE: 1800", " | Session-Expires: 1799") },
	{ "422 and the least itself", "!timer", ASKED("422 | Min-SE: 1800", " | Session-Expires: 1800") },
	{ "422 that names no least", "!timer", ASKED("422", " | Session-Expires: 90") },
	{ "422, and no timer is asked for any more", "!timer", ASKED("422 | Min-SE: 1800", "") },
	{ "another code that names one", "!timer", ASKED("420 | Min-SE: 1800", " | Session-Expires: 90") },
	{ "422, and given up", "code.422 !timer", "0 a>b INVITE | Session-Expires: 90\n" "0.1 b>a 422 | Min-SE: 1800\n" "0.2 a>b ACK branch=1\n" "60 --\n" },
	{ "423 that names no least", "!register.interval-loop", REGISTERED_TWICE("REGISTER", "423", "", " | Expires: 60") },
	{ "423, and nothing is asked for", "!register.interval-loop", REGISTERED_TWICE("REGISTER", "423", " | Min-Expires: 300", "") },
	{ "another code that names a least", "!register.interval-loop", REGISTERED_TWICE("REGISTER", "400", " | Min-Expires: 300", " | Expires: 60") },
	{ "423 to a subscription", "!register.interval-loop", REGISTERED_TWICE("SUBSCRIBE", "423", " | Min-Expires: 300", " | Expires: 60") },
	{ "422 and raised", "ok !timer",
	    "0 a>b INVITE | Session-Expires: 90\n" "0.1 b>a 422 | Min-SE: 1800\n" "0.2 a>b ACK branch=1\n"
	    "1 a>b INVITE cseq=2 | Session-Expires: 1800\n" "1.1 b>a 200 cseq=2\n" "1.2 a>b ACK cseq=2\n" },
	{ "423 and the same again", "register.interval-loop (code.423)",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 60\n" "1.1 b>a 423 REGISTER cseq=2 | Min-Expires: 300\n" },
	{ "423 and raised", "ok !register",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 300\n" "1.1 b>a 200 REGISTER cseq=2\n" },
	{ "422 and the same again, which is taken", "ok !timer",
	    "0 a>b INVITE | Session-Expires: 90\n" "0.1 b>a 422 | Min-SE: 1800\n" "0.2 a>b ACK branch=1\n"
	    "1 a>b INVITE cseq=2 | Session-Expires: 90\n" "1.1 b>a 200 cseq=2\n" "1.2 a>b ACK cseq=2\n" },
	{ "423 and the same again, which is taken", "ok !register",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 60\n" "1.1 b>a 200 REGISTER cseq=2\n" },
	{ "423 and one less than the least", "register.interval-loop",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 299\n" "1.1 b>a 423 REGISTER cseq=2 | Min-Expires: 300\n" },
	{ "423 and the least itself", "!register.interval-loop",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 300\n" "1.1 b>a 423 REGISTER cseq=2 | Min-Expires: 300\n" },
	{ "423 and removed", "!register",
	    "0 a>b REGISTER | Expires: 60\n" "0.1 b>a 423 REGISTER | Min-Expires: 300\n"
	    "1 a>b REGISTER cseq=2 | Expires: 0\n" "1.1 b>a 423 REGISTER cseq=2 | Min-Expires: 300\n" },
};

#define RELIABLE " | Require: 100rel | RSeq: 7\n"

#define TO_B " sdp=203.0.113.98;audio:4002:RTP/AVP:8"
#define EARLY(early, flow, code) "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8\n" "1 b>a " early "\n" flow "6 b>a " code "\n" "6.1 a>b ACK branch=1\n"

#define ANSWERED_LATE "16 b>a 200\n" "16.1 a>b ACK\n"
#define PASSED_ON(ringing) ringing "16 b>p 200 via=1 branch=y\n" "16.01 p>a 200\n" "16.1 a>p ACK\n" "16.2 p>b ACK via=1\n"

static const struct script before_the_answer[] = {
	{ "a reliable 180 without PRACK", "provisional.no-prack (code.504) !path !dialog",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "4.5 b>a 180" RELIABLE
	    "33 b>a 504\n" "33.1 a>b ACK branch=1\n" },
	{ "the capture has only what the callee sends", "!provisional.no-prack",
	    "1 b>a 180" RELIABLE "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "4 b>a 200\n" "20 --\n" },
	{ "it has the caller's ACK", "provisional.no-prack",
	    "1 b>a 180" RELIABLE "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "33 b>a 504\n" "33.1 a>b ACK branch=1\n" },
	{ "its PRACK was not captured, but was taken", "!provisional.no-prack",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "2.7 b>a 200 PRACK\n" "3 b>a 486\n" "3.1 a>b ACK branch=1\n" },
	{ "a PRACK for it", "!provisional",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "2.6 a>b PRACK | RAck: 7 1 INVITE\n"
	    "2.7 b>a 200 PRACK\n" "3 b>a 486\n" "3.1 a>b ACK branch=1\n" },
	{ "a PRACK for it that is refused", "provisional.no-prack #request-refused:PRACK (code.404) !#no-prack",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.1 a>b PRACK | RAck: 7 1 INVITE\n" "1.2 b>a 404 PRACK\n" "1.5 b>a 180" RELIABLE
	    "2.5 b>a 180" RELIABLE "33 b>a 504\n" "33.1 a>b ACK branch=1\n" },
	{ "one that is challenged", "!provisional",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.1 a>b PRACK | RAck: 7 1 INVITE\n" "1.2 b>a 407 PRACK | Proxy-Authenticate: Digest realm=\"x\", nonce=\"n\"\n"
	    "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "2.6 a>b PRACK cseq=3 | RAck: 7 1 INVITE | Proxy-Authorization: Digest username=\"u\", realm=\"x\", nonce=\"n\", uri=\"sip:x\", response=\"r\"\n"
	    "2.7 b>a 200 PRACK cseq=3\n" "3 b>a 486\n" "3.1 a>b ACK branch=1\n" },
	{ "one that is refused, and the ringing is not sent again", "!provisional.no-prack",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "2.6 a>b PRACK | RAck: 7 1 INVITE\n" "2.7 b>a 404 PRACK\n"
	    "3 b>a 486\n" "3.1 a>b ACK branch=1\n" },
	{ "a PRACK that names another request", "provisional.no-prack (code.481)",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.1 a>b PRACK | RAck: 7 2 INVITE\n" "1.2 b>a 481 PRACK\n" "1.5 b>a 180" RELIABLE
	    "2.5 b>a 180" RELIABLE "3 b>a 504\n" "3.1 a>b ACK branch=1\n" },
	{ "a PRACK before it", "provisional.no-prack",
	    "0 a>b INVITE\n" "0.5 a>b PRACK | RAck: 7 1 INVITE\n" "1 b>a 180" RELIABLE "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "33 b>a 504\n"
	    "33.1 a>b ACK branch=1\n" },
	{ "a PRACK of another number", "provisional.no-prack #prack-names-other",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.1 a>b PRACK | RAck: 8 1 INVITE\n" "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "33 b>a 504\n"
	    "33.1 a>b ACK branch=1\n" },
	{ "a PRACK that can't be read", "!provisional",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.1 a>b PRACK | RAck: ?\n" "1.5 b>a 180" RELIABLE "2.5 b>a 180" RELIABLE "33 b>a 504\n"
	    "33.1 a>b ACK branch=1\n" },
	{ "nothing came of it but a redirection", "provisional.no-prack !(code", "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.5 b>a 180" RELIABLE
	    "2.5 b>a 180" RELIABLE "3 b>a 200\n" "3.1 a>b ACK\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n" },
	{ "one that was sent elsewhere", "provisional.no-prack (code.300)",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.1 a>b PRACK | RAck: 7 2 INVITE\n" "1.2 b>a 300 PRACK\n" "1.5 b>a 180" RELIABLE
	    "2.5 b>a 180" RELIABLE "3 b>a 504\n" "3.1 a>b ACK branch=1\n" },
	{ "one that was taken, and the ringing goes on", "provisional.no-prack #prack-names-other:7_2_INVITE (code.504) !(code.200)",
	    "0 a>b INVITE\n" "1 b>a 180" RELIABLE "1.1 a>b PRACK | RAck: 7 2 INVITE\n" "1.2 b>a 200 PRACK\n" "1.5 b>a 180" RELIABLE
	    "2.5 b>a 180" RELIABLE "3 b>a 504\n" "3.1 a>b ACK branch=1\n" },
	{ "rang until time was over", "ok code.408 %code.408/rang !path", "0 a>b INVITE\n" "1 b>a 180\n" "31 b>a 408\n" "31.1 a>b ACK branch=1\n" },
	{ "a plain 180 sent again", "ok !provisional",
	    "0 a>b INVITE\n" "1 b>a 180\n" "1.5 b>a 180\n" "2.5 b>a 180\n" "3 b>a 200\n" "3.1 a>b ACK\n" },
	{ "a redirection is no failure", "!(provisional.announcement)",
	    "0 a>b INVITE\n" "1 b>a 183 sdp=pcmu\n" "6 b>a 302\n" "6.1 a>b ACK branch=1\n" },
	{ "nor is a challenge", "!(provisional.announcement)",
	    "0 a>b INVITE\n" "1 b>a 183 sdp=pcmu\n" "6 b>a 407 | Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\n" "6.1 a>b ACK branch=1\n" },
	{ "an announcement", "code.404 (provisional.announcement)",
	    "0 a>b INVITE sdp=pcma\n" "1 b>a 183 sdp=pcmu\n" "6 b>a 404\n" "6.1 a>b ACK branch=1\n" },
	{ "nobody cancelled it", "code.487 (provisional.announcement)", EARLY("183" TO_B, "", "487") },
	{ "ringing is no announcement", "code.404 !provisional", EARLY("180" TO_B, "", "404") },
	{ "the first code that is a failure", "(provisional.announcement)", EARLY("183" TO_B, "", "400") },
	{ "the caller heard it", "code.404 (provisional.announcement) #early-media-heard", EARLY("183" TO_B, "1.1 b:4002>a:4000 FLOW until=6\n", "404") },
	{ "somebody else did", "code.404 (provisional.announcement) !#early-media-heard", EARLY("183" TO_B, "1.1 b:4002>a:4008 FLOW until=6\n", "404") },
	{ "the caller only talked", "code.404 (provisional.announcement) !#early-media-heard", EARLY("183" TO_B, "1.1 a:4000>b:4002 FLOW until=6\n", "404") },
	{ "there was no sound in it", "code.404 (provisional.announcement) !#early-media-heard", EARLY("183" TO_B, "1.1 b:4002>a:4000 FLOW pt=- n=9 until=6\n", "404") },
	{ "it came when all was over", "code.404 (provisional.announcement) !#early-media-heard", EARLY("183" TO_B, "7 b:4002>a:4000 FLOW until=9\n", "404") },
	{ "it was of a call before", "code.404 (provisional.announcement) !#early-media-heard", "0 b:4002>a:4000 FLOW until=3\n"
	    "4 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8\n" "5 b>a 183" TO_B "\n" "6 b>a 404\n" "6.1 a>b ACK branch=1\n" },
	{ "nothing could be heard", "code.404 !provisional",
	    "0 a>b INVITE sdp=pcma\n" "1 b>a 183\n" "6 b>a 404\n" "6.1 a>b ACK branch=1\n" },
	{ "the caller had enough", "code.487 !provisional",
	    "0 a>b INVITE sdp=pcma\n" "1 b>a 183 sdp=pcmu\n" "6 a>b CANCEL\n" "6.1 b>a 200 CANCEL\n" "6.2 b>a 487\n" "6.3 a>b ACK branch=1\n" },
	{ "a slow set-up", "setup.slow !path",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "14 b>a 180\n" "16 b>a 200\n" "16.1 a>b ACK\n" },
	{ "of which the capture may have lost the ringing", "ok !setup",
	    "0 a>b INVITE tcp\n" "0.1 b>a 100 tcp\n" "13 b>a NET tcp-lacks\n" "14 b>a 180 tcp\n" "16 b>a 200 tcp\n" "16.1 a>b ACK tcp\n" },
	{ "a PRACK says that the capture lacks the ringing", "ok !setup", "0 a>b INVITE\n" "0.1 b>a 100\n" "1 a>b PRACK\n" "1.1 b>a 200 PRACK\n" ANSWERED_LATE },
	{ "a late one", "setup.slow", "0 a>b INVITE\n" "0.1 b>a 100\n" "11.1 a>b PRACK\n" "11.2 b>a 200 PRACK\n" ANSWERED_LATE },
	{ "the hop behind it shows the ringing", "ok !setup", "0 a>p INVITE\n" "0.1 p>a 100\n" "0.1 p>b INVITE via=1 branch=y\n" "1 b>p 180 via=1 branch=y\n" PASSED_ON("") },
	{ "late, too", "setup.slow", "0 a>p INVITE\n" "0.1 p>a 100\n" "0.1 p>b INVITE via=1 branch=y\n" "11.1 b>p 180 via=1 branch=y\n" PASSED_ON("") },
	{ "which the proxy kept for itself", "setup.slow", "0 a>p INVITE\n" "0.1 p>a 100\n" "0.1 p>b INVITE via=1 branch=y\n" "1 b>p 180 via=1 branch=y\n"
	    PASSED_ON("12 p>a 180\n") },
	{ "long ringing", "ok !setup",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.9 b>a 180\n" "28 b>a 200\n" "28.1 a>b ACK\n" },
	{ "busy with no circuit", "reason.contradicts-status (code.486)",
	    "0 a>b INVITE\n" "1 b>a 486 | Reason: Q.850;cause=34\n" "1.1 a>b ACK branch=1\n" },
	{ "a number that is unknown and busy", "reason.contradicts-status (code.404)",
	    "0 a>b INVITE\n" "1 b>a 404 | Reason: Q.850;cause=17\n" "1.1 a>b ACK branch=1\n" },
	{ "or busy and incomplete", "reason.contradicts-status (code.486)",
	    "0 a>b INVITE\n" "1 b>a 486 | Reason: Q.850;cause=28\n" "1.1 a>b ACK branch=1\n" },
	{ "unknown where it can't be reached", "code.404 !reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 404 | Reason: Q.850;cause=20\n" "1.1 a>b ACK branch=1\n" },
	{ "or where it can't be reached unknown", "code.480 !reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 480 | Reason: Q.850;cause=1\n" "1.1 a>b ACK branch=1\n" },
	{ "unknown and unknown", "code.404 !reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 404 | Reason: Q.850;cause=1\n" "1.1 a>b ACK branch=1\n" },
	{ "cleared, and it was never up", "reason.contradicts-status (code.603)",
	    "0 a>b INVITE\n" "1 b>a 603 | Reason: Q.850;cause=16\n" "1.1 a>b ACK branch=1\n" },
	{ "as Asterisk says that it hung up itself", "code.603 =product-itself %notice !reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 603 | Server: Asterisk PBX 20.5.2 | Reason: Q.850;cause=16\n" "1.1 a>b ACK branch=1\n" },
	{ "as FreeSWITCH does", "code.480 !reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 480 | User-Agent: FreeSWITCH-mod_sofia/1.10.10 | Reason: Q.850;cause=16\n" "1.1 a>b ACK branch=1\n" },
	{ "which neither says by the other's code", "reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 480 | Server: Asterisk PBX 20.5.2 | Reason: Q.850;cause=16\n" "1.1 a>b ACK branch=1\n" },
	{ "nor with another cause", "reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 603 | Server: Asterisk PBX 20.5.2 | Reason: Q.850;cause=34\n" "1.1 a>b ACK branch=1\n" },
	{ "whose text names the cause", "reason.ice-failed !reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 410 | Reason: Q.850;cause=16;text=\"5e19725b-7fad-4e89-bae3-dfc5df88bb96;IceConnectivityChecksFailed\"\n" "1.1 a>b ACK branch=1\n" },
	{ "whose text names none", "reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 410 | Reason: Q.850;cause=16;text=\"Normal call clearing\"\n" "1.1 a>b ACK branch=1\n" },
	{ "no answer is no answer", "!reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 480 | Reason: Q.850;cause=19\n" "1.1 a>b ACK branch=1\n" },
	{ "what is refused within a call has no line to be busy", "code.486 !reason.contradicts-status",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "5 a>b INFO\n" "5.1 b>a 486 INFO | Reason: Q.850;cause=34\n" "9 a>b BYE cseq=3\n" "9.1 b>a 200 BYE cseq=3\n" },
	{ "no reason of its own", "!reason.contradicts-status",
	    "0 a>b INVITE\n" "0.5 b>a 180 | Reason: Q.850;cause=34\n" "1 b>a 486\n" "1.1 a>b ACK branch=1\n" },
	{ "a good call cleared", "ok !reason",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "9 a>b BYE | Reason: Q.850;cause=16\n" "9.1 b>a 200 BYE\n" },
};

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

/* Of what was let go, one may be the refresh that did well. */
static void
a_shortened_call_has_no_last_refresh(void **state)
{
	static const struct { unsigned count; const char *expected; } rows[] = { { 10, "timer.refresh-failed" }, { 1000, "!timer" } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = BUF_INIT;

		buf_addstr(&b, SESSION("180"));
		for (unsigned n = 0; n < rows[i].count; n++)
			buf_addf(&b, "%g a>b INFO to=t cseq=%u\n" "%g b>a 200 INFO to=t cseq=%u\n", 2 + n * 0.05, n + 2, 2.02 + n * 0.05, n + 2);
		buf_addstr(&b, "90 a>b UPDATE cseq=2000\n" "90.1 b>a 500 UPDATE cseq=2000\n" "91 a>b BYE cseq=2001\n" "91.1 b>a 200 BYE cseq=2001\n");
		expect("shortened", b.p, rows[i].expected);
		buf_release(&b);
	}
}

static void session_timers_run_out(void **state) { (void)state; ALL(sessions); }
static void intervals_are_bargained_for(void **state) { (void)state; ALL(intervals); }
static void what_comes_before_the_answer_tells(void **state) { (void)state; ALL(before_the_answer); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(session_timers_run_out),
		cmocka_unit_test(a_shortened_call_has_no_last_refresh),
		cmocka_unit_test(intervals_are_bargained_for),
		cmocka_unit_test(what_comes_before_the_answer_tells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
