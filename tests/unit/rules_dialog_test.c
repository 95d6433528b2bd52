/* SPDX-License-Identifier: MIT */
#include "script.h"

#define ANSWERED "0 a>b INVITE\n" "0.1 b>a 180\n" "2 b>a 200\n"
#define TALKING ANSWERED "2.1 a>b ACK\n"
#define ON_SCHEDULE \
	"2.5 b>a 200\n" "3.5 b>a 200\n" "5.5 b>a 200\n" "9.5 b>a 200\n" "13.5 b>a 200\n" "17.5 b>a 200\n" \
	"21.5 b>a 200\n" "25.5 b>a 200\n" "29.5 b>a 200\n" "33.5 b>a 200\n"

static const struct script missing_ack[] = {
	{ "the 200 again and again, then BYE", "dialog.missing-ack %proven #no-ack-bye !#other-ack !#lost-ack !path !timer",
	    ANSWERED ON_SCHEDULE "34 b>a BYE from=t to=f\n" "34.1 a>b 200 BYE from=t to=f\n" },
	{ "the sender only stops", "dialog.missing-ack #no-ack", ANSWERED ON_SCHEDULE "60 --\n" },
	{ "an ACK with another tag", "dialog.missing-ack %proven #other-ack #answer-again-bye !#no-ack-bye !#lost-ack %caller",
	    ANSWERED "2.1 a>b ACK to=wrong\n" ON_SCHEDULE "34 b>a BYE from=t to=f\n" },
	{ "an ACK with another CSeq number", "dialog.missing-ack %proven #other-ack #answer-again !#no-ack %caller",
	    ANSWERED "2.1 a>b ACK cseq=2\n" ON_SCHEDULE "60 --\n" },
	{ "where the ACK has to go nobody takes connections", "dialog.missing-ack #no-ack #tcp-refused",
	    ANSWERED "2.1 a:40000>b NET tcp-refused\n" ON_SCHEDULE "60 --\n" },
	{ "a connection to some other port", "dialog.missing-ack #no-ack !#tcp-refused",
	    ANSWERED "2.1 a:40000>b:80 NET tcp-refused\n" ON_SCHEDULE "60 --\n" },
	{ "after the last of them", "dialog.missing-ack #no-ack !#tcp-refused", ANSWERED ON_SCHEDULE "33.6 a:40000>b NET tcp-refused\n" "80 --\n" },
	{ "the network tells that the ACK can't be delivered", "dialog.missing-ack #answer-again #icmp-unreachable",
	    ANSWERED "2.1 a>b ACK\n" "2.2 a>b NET host quote=ACK_sip:b_SIP/2.0\n" ON_SCHEDULE "60 --\n" },
	{ "or that something else can't", "dialog.missing-ack #answer-again !#icmp-unreachable",
	    ANSWERED "2.1 a>b ACK\n" "2.2 a>b NET host quote=OPTIONS_sip:b_SIP/2.0\n" ON_SCHEDULE "60 --\n" },
	{ "the ACK of another INVITE is none for this answer", "dialog.missing-ack #no-ack !#answer-again",
	    ANSWERED ON_SCHEDULE "33.6 a>b INVITE cseq=2 to=t\n" "33.7 b>a 500 cseq=2\n" "33.8 a>b ACK cseq=2 branch=2\n" "80 --\n" },
	{ "an ACK that never arrives", "dialog.missing-ack #answer-again-bye =ack-wrong-target %proven #lost-ack !#other-ack",
	    ANSWERED "2.1 a>b ACK\n" ON_SCHEDULE "34 b>a BYE from=t to=f\n" },
	{ "one that never arrives, and the sender only stops", "dialog.missing-ack #answer-again",
	    ANSWERED "2.1 a>b ACK\n" ON_SCHEDULE "60 --\n" },
	{ "an ACK that arrives in the end", "ok !dialog",
	    ANSWERED "2.1 a>b ACK\n" "2.5 b>a 200\n" "2.6 a>b ACK\n" "3.5 b>a 200\n" "3.6 a>b ACK\n" "60 --\n" },
	{ "without times", "dialog.missing-ack",
	    "- a>b INVITE\n" "- b>a 200\n" "- b>a 200\n" "- b>a 200\n" "- b>a 200\n" "- b>a BYE from=t to=f\n" },
	{ "the trace ends early", "ok ?dialog.missing-ack? !(dialog.missing-ack)", ANSWERED "2.5 b>a 200\n" "3.5 b>a 200\n" },
	{ "two copies without times", "!dialog.missing-ack",
	    "- a>b INVITE\n" "- b>a 200\n" "- b>a 200\n" "- b>a BYE from=t to=f\n" },
	{ "hung up when the timer ends", "dialog.missing-ack", ANSWERED "2.5 b>a 200\n" "34 b>a BYE from=t to=f\n" },
	{ "in another dialog", "!dialog.missing-ack", ANSWERED "2.5 b>a 200\n" "34 b>a BYE from=t to=g\n" },
	{ "of another branch", "!dialog.missing-ack", ANSWERED "2.5 b>a 200\n" "34 b>a BYE from=y to=f\n" },
	{ "by the caller, who knows that the call is up", "!dialog.missing-ack", ANSWERED "2.5 b>a 200\n" "34 a>b BYE\n" "34.1 b>a 200 BYE\n" },
	{ "hung up soon after the last copy", "dialog.missing-ack",
	    ANSWERED "2.5 b>a 200\n" "3.5 b>a 200\n" "8.5 b>a BYE from=t to=f\n" },
	{ "and later", "!dialog.missing-ack", ANSWERED "2.5 b>a 200\n" "3.5 b>a 200\n" "8.6 b>a BYE from=t to=f\n" },
	{ "and with too few copies", "!dialog.missing-ack", ANSWERED "2.5 b>a 200\n" "3.5 b>a BYE from=t to=f\n" },
	{ "with too few copies, saying why", "dialog.missing-ack",
	    ANSWERED "2.5 b>a 200\n" "3.5 b>a BYE from=t to=f | Reason: SIP;cause=408;text=\"ACK Timeout\"\n" },
	{ "who hung up says so in its second Reason", "dialog.missing-ack",
	    ANSWERED "2.5 b>a 200\n" "3.5 b>a BYE from=t to=f | Reason: Q.850;cause=102 | Reason: SIP;cause=408;text=\"ACK Timeout\"\n" },
	{ "sent once", "dialog.missing-ack #no-ack-bye %proven",
	    ANSWERED "34 b>a BYE from=t to=f | Reason: Q.850;cause=102;text=\"No ACK received\"\n" "34.1 a>b 200 BYE from=t to=f\n" },
	{ "though an ACK was seen on its way", "dialog.missing-ack (dialog.dropped) #dropped =ack-wrong-target",
	    TALKING "34 b>a BYE from=t to=f | Reason: SIP;cause=408;text=\"ACK Timeout\"\n" "34.1 a>b 200 BYE from=t to=f\n" },
	{ "that of a later answer", "dialog.missing-ack",
	    TALKING "60 a>b INVITE cseq=2 to=t\n" "60.1 b>a 200 cseq=2\n"
	    "92 b>a BYE from=t to=f | Reason: SIP;cause=408;text=\"ACK Timeout\"\n" "92.1 a>b 200 BYE from=t to=f\n" },
	{ "an answer that it sent twice before is not meant", "dialog.missing-ack @60.1",
	    ANSWERED "2.5 b>a 200\n" "60 a>b INVITE cseq=2 to=t\n" "60.1 b>a 200 cseq=2\n"
	    "92 b>a BYE from=t to=f | Reason: SIP;cause=408;text=\"ACK Timeout\"\n" "92.1 a>b 200 BYE from=t to=f\n" },
	{ "who answered nothing can miss none", "dialog.dropped",
	    TALKING "34 a>b BYE cseq=2 | Reason: SIP;cause=408;text=\"ACK Timeout\"\n" "34.1 b>a 200 BYE cseq=2\n" },
	{ "a PRACK is no ACK", "dialog.dropped !dialog.missing-ack",
	    TALKING "34 b>a BYE from=t to=f | Reason: SIP;cause=504;text=\"PRACK timeout\"\n" "34.1 a>b 200 BYE from=t to=f\n" },
	{ "nor is an ACK that came one that is missing", "dialog.dropped !dialog.missing-ack",
	    TALKING "34 b>a BYE from=t to=f | Reason: SIP;cause=488;text=\"Bad SDP in ACK\"\n" "34.1 a>b 200 BYE from=t to=f\n" },
	{ "and another reason", "!dialog.missing-ack",
	    ANSWERED "2.5 b>a 200\n" "3.5 b>a BYE from=t to=f | Reason: SIP;cause=408;text=\"Session Timeout\"\n" },
	{ "eight copies, and the trace ends", "dialog.missing-ack %likely",
	    ANSWERED "2.5 b>a 200\n" "3.5 b>a 200\n" "5.5 b>a 200\n" "9.5 b>a 200\n" "13.5 b>a 200\n" "17.5 b>a 200\n" "21.5 b>a 200\n" },
	{ "seven copies, and the trace ends", "!dialog.missing-ack",
	    ANSWERED "2.5 b>a 200\n" "3.5 b>a 200\n" "5.5 b>a 200\n" "9.5 b>a 200\n" "13.5 b>a 200\n" "17.5 b>a 200\n" },
	{ "the ACK came late", "ok !dialog", ANSWERED "2.5 b>a 200\n" "3 a>b ACK\n" "60 --\n" },
	{ "the ACK took a way not captured", "ok !dialog",
	    ANSWERED "2.5 b>a 200\n" "50 a>b BYE\n" "50.1 b>a 200 BYE\n" "90 --\n" },
	{ "the ACK took a way not captured, the callee hung up", "ok !dialog",
	    ANSWERED "2.5 b>a 200\n" "70 b>a BYE from=t to=f\n" "70.1 a>b 200 BYE from=t to=f\n" },
};

static const struct script acks[] = {
	{ "a failure sent again and again", "code.486 (dialog.failure-not-acked) !dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 486\n" "1.5 b>a 486\n" "2.5 b>a 486\n" "4.5 b>a 486\n" "8.5 b>a 486\n" "60 --\n" },
	{ "three times, and acknowledged in the end", "code.486 !(dialog.failure-not-acked)",
	    "0 a>b INVITE\n" "1 b>a 486\n" "1.5 b>a 486\n" "2.5 b>a 486\n" "2.6 a>b ACK branch=1\n" "60 --\n" },
	{ "a failure sent twice", "code.486 !dialog",
	    "0 a>b INVITE\n" "1 b>a 486\n" "1.5 b>a 486\n" "1.6 a>b ACK branch=1\n" },
	{ "the ACK of what was answered before is not that of the failure", "code.488 (dialog.failure-not-acked)",
	    TALKING "9 a>b INVITE to=t cseq=2\n" "9.1 b>a 488 cseq=2\n" "9.6 b>a 488 cseq=2\n" "9.7 a>b ACK\n" "10.6 b>a 488 cseq=2\n"
	    "12.6 b>a 488 cseq=2\n" "16.6 b>a 488 cseq=2\n" "60 --\n" },
	{ "no Contact", "dialog.no-contact !dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200 contact=-\n" "1.1 a>b ACK\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n" },
	{ "no Contact in a text", "dialog.no-contact", "0 a>b INVITE loose\n" "1 b>a 200 contact=- loose\n" "1.1 a>b ACK loose\n" "60 --\n" },
	{ "a text that leaves out the Vias, too", "ok !dialog.no-contact",
	    "0 a>b INVITE loose novia\n" "1 b>a 200 contact=- loose novia\n" "1.1 a>b ACK loose novia\n" "60 --\n" },
	{ "a 200 to BYE needs none", "ok !dialog", TALKING "9 a>b BYE\n" "9.1 b>a 200 BYE\n" },
	{ "nor one to a re-INVITE", "ok !dialog",
	    TALKING "9 a>b INVITE to=t cseq=2\n" "9.1 b>a 200 cseq=2 contact=-\n" "9.2 a>b ACK cseq=2\n" },
};

#define ENDS_AT(t) t " a>b BYE cseq=9\n" t ".1 b>a 200 BYE cseq=9\n"
static const struct script refused_within[] = {
	{ "an UPDATE that the other side does not know", "code.501 %notice",
	    TALKING "5 a>b UPDATE cseq=2\n" "5.1 b>a 501 UPDATE cseq=2\n" ENDS_AT("60") },
	{ "one before the answer", "code.405 %notice",
	    "0 a>b INVITE\n" "0.1 b>a 180\n" "0.2 a>b UPDATE cseq=2\n" "0.3 b>a 405 UPDATE cseq=2\n" "2 b>a 200\n" "2.1 a>b ACK\n" ENDS_AT("9") },
	{ "an INFO of no digits", "code.415 %notice",
	    TALKING "5 b>a INFO from=t to=f cseq=2\n" "5.1 a>b 415 INFO from=t to=f cseq=2\n" ENDS_AT("60") },
	{ "an INFO, and the trace goes on", "code.500 %notice", TALKING "5 a>b INFO cseq=2\n" "5.1 b>a 500 INFO cseq=2\n" "60 --\n" },
	{ "an OPTIONS", "code.500 %notice", TALKING "5 a>b OPTIONS to=t cseq=2\n" "5.1 b>a 500 OPTIONS to=t cseq=2\n" ENDS_AT("60") },
	{ "a good re-INVITE shows that the call lives", "code.481 %notice",
	    TALKING "5 a>b INFO cseq=2\n" "5.1 b>a 481 INFO cseq=2\n" "6 a>b INVITE to=t cseq=3\n" "6.1 b>a 200 cseq=3\n" "6.2 a>b ACK cseq=3\n"
	    ENDS_AT("8") },
	{ "the trace begins within the call, which goes on", "!%warning",
	    "5 a>b INFO cseq=2 to=t\n" "5.1 b>a 500 INFO cseq=2\n" "20 a>b BYE cseq=9 to=t\n" "20.1 b>a 200 BYE cseq=9\n" "60 --\n" },
	{ "and is hung up at once", "code.500 %warning",
	    "5 a>b INFO cseq=2 to=t\n" "5.1 b>a 500 INFO cseq=2\n" "6 a>b BYE cseq=9 to=t\n" "6.1 b>a 200 BYE cseq=9\n" "60 --\n" },
	{ "and nothing shows that it does", "code.500 %warning", "5 a>b INFO cseq=2 to=t\n" "5.1 b>a 500 INFO cseq=2\n" "60 --\n" },
	{ "somebody hung up at once", "code.481 %warning", TALKING "5 a>b INFO cseq=2\n" "5.1 b>a 481 INFO cseq=2\n" ENDS_AT("6") },
	{ "after the BYE it found nothing", "ok !(code", TALKING "4.9 a>b INFO cseq=2\n" "5 a>b BYE cseq=3\n" "5.1 b>a 200 BYE cseq=3\n" "5.2 b>a 481 INFO cseq=2\n" "60 --\n" },
	{ "after the BYE it was refused for something else", "code.500", TALKING "4.9 a>b INFO cseq=2\n" "5 a>b BYE cseq=3\n" "5.1 b>a 200 BYE cseq=3\n" "5.2 b>a 500 INFO cseq=2\n" "60 --\n" },
	{ "the trace ends", "code.481 %warning", TALKING "5 a>b INFO cseq=2\n" "5.1 b>a 481 INFO cseq=2\n" },
	{ "a change that was refused", "code.403 %warning", TALKING "5 a>b UPDATE cseq=2\n" "5.1 b>a 403 UPDATE cseq=2\n" ENDS_AT("60") },
	{ "nobody answered a proxy", "code.408 %warning", TALKING "5 a>b INFO cseq=2\n" "5.1 b>a 408 INFO cseq=2\n" ENDS_AT("60") },
	{ "a text message is lost", "code.405 %warning", TALKING "5 a>b MESSAGE cseq=2\n" "5.1 b>a 405 MESSAGE cseq=2\n" ENDS_AT("60") },
	{ "digits are lost", "dtmf.info-refused",
	    TALKING "5 a>b INFO cseq=2 | Content-Type: application/dtmf-relay\n" "5.1 b>a 415 INFO cseq=2\n" ENDS_AT("60") },
	{ "the call was never answered", "code.405 %warning",
	    "0 a>b INVITE\n" "0.1 b>a 180\n" "0.2 a>b UPDATE cseq=2\n" "0.3 b>a 405 UPDATE cseq=2\n" "60 --\n" },
	{ "of the one that was tried again only the answer was captured", "ok !code.500",
	    TALKING "5 a>b UPDATE cseq=2\n" "5.1 b>a 500 UPDATE cseq=2 | Retry-After: 3\n" "9.1 b>a 200 UPDATE cseq=3\n" ENDS_AT("30") },
	{ "the trace begins with the refusal, and it was tried again", "ok !code.500",
	    "0 b>a 500 UPDATE cseq=2 | Retry-After: 3\n" "4 a>b UPDATE cseq=3\n" "4.1 b>a 200 UPDATE cseq=3\n" "30 a>b BYE cseq=4\n" "30.1 b>a 200 BYE cseq=4\n" },
	{ "an OPTIONS outside of any call", "code.500 %warning", "5 a>b OPTIONS to=-\n" "5.1 b>a 500 OPTIONS\n" "60 --\n" },
};

#define TO_INVITE "%dialog.bye-failed/wrong-target"
#define NO_TAG "%dialog.bye-failed/no-tag"

static const struct script byes[] = {
	{ "a proxy takes it, and nothing more", "!dialog.bye-failed",
	    TALKING "70 a>b BYE\n" "70.1 b>a 100 BYE\n" "70.5 a>b BYE\n" "71.5 a>b BYE\n" "73.5 a>b BYE\n" "77.5 a>b BYE\n" "200 --\n" },
	{ "the hop that refuses it heard nothing further on", "dialog.bye-failed (code.408) #bye-refused #request-unanswered:203.0.113.121:5060",
	    "0 a>p INVITE\n" "1 p>a 200\n" "1.1 a>p ACK\n" "70 a>p BYE branch=x\n" "70.1 p>y BYE branch=y via=1\n" "70.6 p>y BYE branch=y via=1\n"
	    "71.6 p>y BYE branch=y via=1\n" "102 p>a 408 BYE branch=x\n" "160 --\n" },
	{ "… it sent it on twice only", "dialog.bye-failed !#request-unanswered",
	    "0 a>p INVITE\n" "1 p>a 200\n" "1.1 a>p ACK\n" "70 a>p BYE branch=x\n" "70.1 p>y BYE branch=y via=1\n" "70.6 p>y BYE branch=y via=1\n"
	    "102 p>a 408 BYE branch=x\n" "160 --\n" },
	{ "… or heard a refusal", "dialog.bye-failed !#request-unanswered",
	    "0 a>p INVITE\n" "1 p>a 200\n" "1.1 a>p ACK\n" "70 a>p BYE branch=x\n" "70.1 p>y BYE branch=y via=1\n" "70.6 p>y BYE branch=y via=1\n"
	    "71.6 p>y BYE branch=y via=1\n" "71.7 y>p 481 BYE branch=y via=1\n" "71.8 p>a 481 BYE branch=x\n" "160 --\n" },
	{ "500", "dialog.bye-failed (code.500) /peer-lost", TALKING "70 a>b BYE\n" "70.1 b>a 500 BYE\n" },
	{ "403", "dialog.bye-failed (code.403) /peer-lost", TALKING "70 a>b BYE\n" "70.1 b>a 403 BYE\n" },
	{ "404: nobody knows it there", "dialog.bye-failed (code.404) !/peer-lost", TALKING "70 a>b BYE\n" "70.1 b>a 404 BYE\n" },
	{ "481", "dialog.bye-failed (code.481) !/peer-lost", TALKING "70 a>b BYE\n" "70.1 b>a 481 BYE\n" },
	{ "without a tag in From", NO_TAG " #bye-no-tag:From /peer-lost", TALKING "70 a>b BYE from=-\n" "70.1 b>a 481 BYE from=-\n" },
	{ "without a tag in To", NO_TAG " #bye-no-tag:To !#bye-wrong-target", TALKING "70 a>b BYE to=-\n" "70.1 b>a 481 BYE to=x\n" },
	{ "and it is called a bad request", NO_TAG " /peer-lost", TALKING "70 a>b BYE from=-\n" "70.1 b>a 400 BYE from=-\n" },
	{ "and forbidden", "dialog.bye-failed !" NO_TAG, TALKING "70 a>b BYE from=- uri=sip:x@203.0.113.98:5060\n" "70.1 b>a 403 BYE from=-\n" },
	{ "the INVITE had none either, as before RFC 3261", "dialog.bye-failed !" NO_TAG,
	    "0 a>b INVITE from=-\n" "2 b>a 200 from=-\n" "2.1 a>b ACK from=-\n" "70 a>b BYE from=- uri=sip:x@203.0.113.98:5060\n" "70.1 b>a 481 BYE from=-\n" },
	{ "where the INVITE had gone", TO_INVITE, TALKING "70 a>b BYE\n" "70.1 b>a 481 BYE\n" },
	{ "to the Contact of the answer", "dialog.bye-failed !" TO_INVITE, TALKING "70 a>b BYE uri=sip:x@203.0.113.98:5060\n" "70.1 b>a 481 BYE\n" },
	{ "somewhere else", "dialog.bye-failed !" TO_INVITE, TALKING "70 a>b BYE uri=sip:zoe@example.net\n" "70.1 b>a 481 BYE\n" },
	{ "a proxy forwards it, who may have changed that", "dialog.bye-failed !" TO_INVITE, TALKING "70 a>b BYE via=1\n" "70.1 b>a 481 BYE via=1\n" },
	{ "an answer without a Contact", "(dialog.bye-failed) !" TO_INVITE,
	    "0 a>b INVITE\n" "2 b>a 200 contact=-\n" "2.1 a>b ACK\n" "70 a>b BYE\n" "70.1 b>a 481 BYE\n" },
	{ "a Contact that names nobody", "dialog.bye-failed !" TO_INVITE,
	    "0 a>b INVITE\n" "2 b>a 200 contact=- | Contact: *\n" "2.1 a>b ACK\n" "70 a>b BYE\n" "70.1 b>a 481 BYE\n" },
	{ "by who was called", "dialog.bye-failed !" TO_INVITE, TALKING "70 b>a BYE from=t to=f cseq=7\n" "70.1 a>b 481 BYE from=t to=f cseq=7\n" },
	{ "and the INVITE is not in the trace", "dialog.bye-failed !" TO_INVITE, "2 b>a 200\n" "2.1 a>b ACK\n" "70 a>b BYE\n" "70.1 b>a 481 BYE\n" },
	{ "both hang up, and either is gone for the other", "!dialog.bye-failed",
	    TALKING "70 a>b BYE\n" "70 b>a BYE from=t to=f cseq=7\n" "70.1 b>a 481 BYE\n" "70.1 a>b 481 BYE from=t to=f cseq=7\n" "99 --\n" },
	{ "the same side twice", "dialog.bye-failed (code.481)",
	    TALKING "70 a>b BYE\n" "70.1 b>a 481 BYE\n" "71 a>b BYE cseq=9\n" "71.1 b>a 481 BYE cseq=9\n" "99 --\n" },
	{ "both hang up, and one is refused for something else", "dialog.bye-failed (code.403)",
	    TALKING "70 a>b BYE\n" "70 b>a BYE from=t to=f cseq=7\n" "70.1 b>a 403 BYE\n" "70.1 a>b 481 BYE from=t to=f cseq=7\n" "99 --\n" },
	{ "the first code that is no success", "dialog.bye-failed", TALKING "70 a>b BYE\n" "70.1 b>a 300 BYE\n" },
	{ "three copies", "dialog.bye-failed #request-unanswered:3", TALKING "70 a>b BYE\n" "70.5 a>b BYE\n" "71.5 a>b BYE\n" "130 --\n" },
	{ "the trace ends", "!dialog.bye-failed", TALKING "70 a>b BYE\n" "70.5 a>b BYE\n" "71.5 a>b BYE\n" "90 --\n" },
	{ "over a connection, given up after timer F", "dialog.bye-failed %likely #request-tried:BYE #trace-goes-on !#request-unanswered",
	    TALKING "70 a>b BYE tcp\n" "102 a>b NET tcp-closed\n" "130 --\n" },
	{ "given up before", "!dialog.bye-failed", TALKING "70 a>b BYE tcp\n" "101.9 a>b NET tcp-closed\n" "130 --\n" },
	{ "closed by who should answer", "!dialog.bye-failed", TALKING "70 a>b BYE tcp\n" "102 b>a NET tcp-closed\n" "130 --\n" },
	{ "over a connection, and answered", "!dialog.bye-failed", TALKING "70 a>b BYE tcp\n" "70.1 b>a 200 tcp BYE\n" "102 a>b NET tcp-closed\n" "130 --\n" },
	{ "given up, but the other side was heard of meanwhile", "!dialog.bye-failed",
	    TALKING "70 a>b BYE tcp\n" "101.9 b>a INFO tcp from=t to=f cseq=9\n" "103 a>b NET tcp-closed\n" "130 --\n" },
	{ "heard of after that", "dialog.bye-failed",
	    TALKING "70 a>b BYE tcp\n" "102 b>a INFO tcp from=t to=f cseq=9\n" "102.1 a>b 200 tcp INFO from=t to=f cseq=9\n" "103 a>b NET tcp-closed\n" "130 --\n" },
	{ "over a connection that stays open", "dialog.bye-failed %likely #request-tried:BYE", TALKING "70 b>a BYE tcp from=t to=f cseq=7\n" "70 b>a NET tcp-waited\n" "130 --\n" },
	{ "who waited asked something later", "!dialog.bye-failed",
	    TALKING "70 a>b BYE tcp\n" "70.1 b>a 200 tcp BYE\n" "72 a>b NET tcp-waited\n" "130 --\n" },
	{ "refused, and the next one is taken", "!dialog.bye-failed",
	    TALKING "70 a>b BYE\n" "70.1 b>a 500 BYE\n" "71 a>b BYE cseq=3\n" "71.1 b>a 200 BYE cseq=3\n" "130 --\n" },
	{ "that of another dialog is taken", "dialog.bye-failed",
	    TALKING "70 a>b BYE\n" "70.1 b>a 500 BYE\n" "71 a>b BYE cseq=3 to=u\n" "71.1 b>a 200 BYE cseq=3 to=u\n" "130 --\n" },
	{ "silence", "dialog.bye-failed (path.no-response)",
	    TALKING "70 a>b BYE\n" "70.5 a>b BYE\n" "71.5 a>b BYE\n" "73.5 a>b BYE\n" "77.5 a>b BYE\n" "130 --\n" },
	{ "the second copy is answered", "ok !dialog", TALKING "70 a>b BYE\n" "70.5 a>b BYE\n" "70.6 b>a 200 BYE\n" },
	{ "both hang up", "ok !dialog",
	    TALKING "70 a>b BYE\n" "70.01 b>a BYE from=t to=f cseq=5\n" "70.1 b>a 481 BYE\n"
	    "70.1 a>b 200 BYE from=t to=f cseq=5\n" },
	{ "credentials first", "ok !dialog",
	    TALKING "70 a>b BYE\n" "70.1 b>a 407 BYE\n" "70.2 a>b BYE cseq=3 | Proxy-Authorization: Digest realm=\"r\"\n"
	    "70.3 b>a 200 BYE cseq=3\n" },
};

#define CROSSING(t, n) \
	t " a>b INVITE to=t cseq=" n "\n" t "1 b>a INVITE from=t to=f cseq=" n "\n" \
	t "2 b>a 491 cseq=" n "\n" t "2 a>b 491 from=t to=f cseq=" n "\n" \
	t "3 a>b ACK cseq=" n " branch=" n "\n" t "3 b>a ACK from=t to=f cseq=" n " branch=" n "\n"

#define REFUSED(t, n, code) t " a>b INVITE to=t cseq=" n "\n" t ".1 b>a " code " cseq=" n "\n" t ".2 a>b ACK cseq=" n " branch=" n "\n"
#define GOOD(t, n) t " a>b INVITE to=t cseq=" n "\n" t ".1 b>a 200 cseq=" n "\n" t ".2 a>b ACK cseq=" n "\n" "60 --\n"
#define SETTLED(t, n, again, next) REFUSED(t, n, "491") again " a>b INVITE to=t cseq=" next "\n" again ".1 b>a 200 cseq=" next "\n" again ".2 a>b ACK cseq=" next "\n"
#define TWO_HOPS(t, n) t " a>p INVITE to=t cseq=" n "\n" t ".01 p>b INVITE to=t via=1 branch=p" n " cseq=" n "\n" \
	t ".1 b>p 491 via=1 branch=p" n " cseq=" n "\n" t ".11 p>a 491 cseq=" n "\n" t ".2 a>p ACK cseq=" n " branch=" n "\n"

static const struct script glare[] = {
	{ "three times", "dialog.glare (code.491)",
	    TALKING CROSSING("9.1", "10") CROSSING("9.3", "11") CROSSING("9.5", "12") "12 a>b BYE cseq=20\n" "12.1 b>a 200 BYE cseq=20\n" },
	{ "left at that", "dialog.glare",
	    TALKING CROSSING("9.1", "10") "40 a>b BYE cseq=20\n" "40.1 b>a 200 BYE cseq=20\n" },
	{ "in a trace that begins within the call", "dialog.glare",
	    "5 a>b INVITE to=t cseq=2\n" "5.1 b>a 491 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" "60 --\n" },
	{ "settled", "ok !dialog.glare",
	    TALKING CROSSING("9.1", "10") "11.5 a>b INVITE to=t cseq=11\n" "11.6 b>a 200 cseq=11\n" "11.7 a>b ACK cseq=11\n"
	    "40 a>b BYE cseq=20\n" "40.1 b>a 200 BYE cseq=20\n" },
	{ "an UPDATE", "dialog.glare (code.491)", TALKING "5 a>b UPDATE cseq=2\n" "5.1 b>a 491 UPDATE cseq=2\n" "60 --\n" },
	{ "and another, its answer not in the trace", "ok !dialog.glare",
	    TALKING "5 a>b UPDATE cseq=2\n" "5.1 b>a 491 UPDATE cseq=2\n" "7 a>b UPDATE cseq=3\n" "60 --\n" },
	{ "repeated, so that none came", "dialog.glare",
	    TALKING "5 a>b UPDATE cseq=2\n" "5.1 b>a 491 UPDATE cseq=2\n" "7 a>b UPDATE cseq=3\n" "7.5 a>b UPDATE cseq=3\n" "60 --\n" },
	{ "another method", "code.491 !dialog.glare", TALKING "5 a>b INFO cseq=2\n" "5.1 b>a 491 INFO cseq=2\n" "60 --\n" },
	{ "another code", "!dialog.glare", TALKING REFUSED("5", "2", "500") "60 --\n" },
	{ "three of one side, settled", "dialog.glare #glare-again:3", TALKING REFUSED("5", "2", "491") REFUSED("6", "3", "491") REFUSED("7", "4", "491") GOOD("8", "5") },
	{ "three in an hour, each settled", "ok !dialog.glare", TALKING SETTLED("5", "2", "8", "3") SETTLED("1805", "4", "1808", "5") SETTLED("3605", "6", "3608", "7") },
	{ "three in a row, after one that was settled", "dialog.glare #glare-again:3",
	    TALKING SETTLED("5", "2", "8", "3") REFUSED("65", "4", "491") REFUSED("66", "5", "491") REFUSED("67", "6", "491") GOOD("68", "7") },
	{ "an UPDATE, whose offer a re-INVITE brings", "ok !dialog.glare",
	    TALKING "5 a>b UPDATE cseq=2 sdp=pcma\n" "5.1 b>a 491 UPDATE cseq=2\n" "8 a>b INVITE to=t cseq=3 sdp=pcma\n" "8.1 b>a 200 cseq=3 sdp=pcma\n" "8.2 a>b ACK cseq=3\n" "60 --\n" },
	{ "or the other side’s", "dialog.glare",
	    TALKING "5 a>b UPDATE cseq=2 sdp=pcma\n" "5.1 b>a 491 UPDATE cseq=2\n" "8 b>a INVITE from=t to=f cseq=7 sdp=pcma\n"
	    "8.1 a>b 200 from=t to=f cseq=7 sdp=pcma\n" "8.2 b>a ACK from=t to=f cseq=7\n" "60 --\n" },
	{ "two of one side, settled", "!dialog.glare", TALKING REFUSED("5", "2", "491") REFUSED("6", "3", "491") GOOD("8", "5") },
	{ "three of both sides together, settled", "!dialog.glare",
	    TALKING "4 b>a INVITE from=t to=f cseq=7\n" "4.1 a>b 491 from=t to=f cseq=7\n" "4.2 b>a ACK from=t to=f cseq=7 branch=7\n"
	    REFUSED("5", "2", "491") REFUSED("6", "3", "491") GOOD("8", "5") },
	{ "two, seen on two hops", "!dialog.glare",
	    TALKING TWO_HOPS("5", "2") TWO_HOPS("6", "3") GOOD("8", "5") },
	{ "what went well was another thing", "dialog.glare",
	    TALKING REFUSED("5", "2", "491") "6 a>b UPDATE cseq=3\n" "6.1 b>a 200 UPDATE cseq=3\n" "60 --\n" },
	{ "what went well was the one that it met", "dialog.glare",
	    TALKING "5 a>b INVITE to=t cseq=2\n" "5.01 b>a INVITE from=t to=f cseq=7\n" "5.02 a>b 200 from=t to=f cseq=7\n"
	    "5.03 b>a ACK from=t to=f cseq=7\n" "5.1 b>a 491 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" "60 --\n" },
	{ "with time for it", "dialog.glare",
	    TALKING CROSSING("9.1", "10") "14.3 a>b BYE cseq=20\n" "14.4 b>a 200 BYE cseq=20\n" },
	{ "with too little time", "!dialog.glare",
	    TALKING CROSSING("9.1", "10") "14 a>b BYE cseq=20\n" "14.1 b>a 200 BYE cseq=20\n" },
	{ "hung up meanwhile", "!dialog.glare",
	    TALKING CROSSING("9.1", "10") "10 a>b BYE cseq=20\n" "10.1 b>a 200 BYE cseq=20\n" },
};

#define ENDS(reason) TALKING "9 b>a BYE from=t to=f cseq=7 | " reason "\n" "9.1 a>b 200 BYE from=t to=f cseq=7\n"

#define ASKS(status) TALKING "8 a>b INVITE cseq=2 to=t\n" "8.1 b>a " status " cseq=2 to=t\n" "8.2 a>b ACK cseq=2 to=t branch=2\n" \
	"8.3 a>b BYE cseq=3 | Reason: SIP;cause=481\n" "8.4 b>a 200 BYE cseq=3\n"

static const struct script drops[] = {
	{ "the media stopped", "dialog.dropped (reason.media-timeout)", ENDS("Reason: FreeSWITCH;cause=604;text=\"MEDIA_TIMEOUT\"") },
	{ "no circuit left", "dialog.dropped = (q850.41) %callee", ENDS("Reason: Q.850;cause=41") },
	{ "the caller's end lost it", "dialog.dropped (q850.41) %caller",
	    TALKING "9 a>b BYE | Reason: Q.850;cause=41\n" "9.1 b>a 200 BYE\n" },
	{ "what the caller asked for within the call was refused", "dialog.dropped #request-refused %callee", ASKS("481") },
	{ "for another reason than it gives", "dialog.dropped !#request-refused %caller", ASKS("500") },
	{ "a number that is no status", "ok !dialog.dropped", ENDS("Reason: SIP;cause=700") },
	{ "the last status", "dialog.dropped", ENDS("Reason: SIP;cause=699") },
	{ "a SIP status", "dialog.dropped (code.503)", ENDS("Reason: SIP;cause=503;text=\"Service Unavailable\"") },
	{ "Asterisk's own header", "dialog.dropped (q850.58)", ENDS("X-Asterisk-HangupCauseCode: 58") },
	{ "preempted", "dialog.dropped", ENDS("Reason: preemption;cause=1;text=\"UA Preemption\"") },
	{ "the radio network lost the phone", "dialog.dropped (reason.bearer-lost)", ENDS("Reason: RELEASE_CAUSE;cause=3;text=\"Media bearer loss\"") },
	{ "the first of its causes that is a loss", "dialog.dropped", ENDS("Reason: release_cause;cause=2") },
	{ "the P-CSCF lost the bearer", "dialog.dropped", ENDS("Reason: FAILURE_CAUSE;cause=1;text=\"Media bearer or QoS lost\"") },
	{ "the phone says that its user hung up", "ok !dialog.dropped", ENDS("Reason: RELEASE_CAUSE;cause=1;text=\"User ends call\"") },
	{ "or nothing in particular", "ok !dialog.dropped", ENDS("Reason: RELEASE_CAUSE;cause=31") },
	{ "or no number", "ok !dialog.dropped", ENDS("Reason: RELEASE_CAUSE;text=\"x\"") },
	{ "the release of the telephone network", "dialog.dropped (q850.38)",
	    "0 a>b INVITE\n" "2 b>a 200\n" "2.1 a>b ACK\n" "9 b>a BYE from=t to=f cseq=7 rel=38\n" "9.1 a>b 200 BYE from=t to=f cseq=7\n" "90 --\n" },
	{ "its normal release", "ok !dialog.dropped",
	    "0 a>b INVITE\n" "2 b>a 200\n" "2.1 a>b ACK\n" "9 b>a BYE from=t to=f cseq=7 rel=16\n" "9.1 a>b 200 BYE from=t to=f cseq=7\n" "90 --\n" },
	{ "normal clearing", "ok !dialog.dropped", ENDS("Reason: Q.850;cause=16") },
	{ "lost a race", "ok !dialog.dropped", ENDS("Reason: Q.850;cause=26") },
	{ "normal, unspecified", "ok !dialog.dropped", ENDS("Reason: Q.850;cause=31") },
	{ "one of two says all is well", "ok !dialog.dropped", ENDS("Reason: SIP;cause=480, Q.850;cause=16") },
	{ "answered elsewhere", "ok !dialog.dropped", ENDS("Reason: SIP;cause=200;text=\"Call completed elsewhere\"") },
	{ "picked off", "ok !dialog.dropped", ENDS("Reason: FreeSWITCH;cause=605;text=\"PICKED_OFF\"") },
	{ "nothing said", "ok !dialog.dropped", ENDS("X-Note: bye") },
	{ "it had been given up before", "!dialog.dropped",
	    "0 a>b INVITE\n" "1 a>b CANCEL\n" "1 b>a 200\n" "1 b>a 200 CANCEL\n" "1.1 a>b ACK\n" "1.2 a>b BYE | Reason: Q.850;cause=41\n"
	    "1.3 b>a 200 BYE\n" },
	{ "no cause of the telephone network is given", "ok !dialog.dropped", ENDS("Reason: Q.850;text=\"x\"") },
	{ "the first status that is a failure", "dialog.dropped", ENDS("Reason: SIP;cause=400") },
	{ "the last that is none", "ok !dialog.dropped", ENDS("Reason: SIP;cause=399") },
	{ "it was cancelled", "ok !dialog.dropped", ENDS("Reason: SIP;cause=487") },
	{ "no status is given", "ok !dialog.dropped", ENDS("Reason: SIP;text=\"x\"") },
	{ "FreeSWITCH's own number for it", "dialog.dropped", ENDS("Reason: FreeSWITCH;cause=38") },
	{ "and for a normal end", "ok !dialog.dropped", ENDS("Reason: FreeSWITCH;cause=16;text=\"X\"") },
	{ "Asterisk's name for a normal end", "ok !dialog.dropped", ENDS("Reason: Asterisk;text=\"normal_clearing\"") },
	{ "a protocol that nobody knows", "ok !dialog.dropped", ENDS("Reason: X.99;cause=38") },
	{ "no cause at all is an ordinary one", "ok !dialog.dropped", ENDS("Reason: Q.850;cause=0") },
	{ "the last cause that Asterisk may give", "dialog.dropped", ENDS("X-Asterisk-HangupCauseCode: 127") },
	{ "one beyond", "ok !dialog.dropped", ENDS("X-Asterisk-HangupCauseCode: 128") },
	{ "a normal end of Asterisk's", "ok !dialog.dropped", ENDS("X-Asterisk-HangupCauseCode: 16") },
	{ "a header of two, of which the second says all is well", "ok !dialog.dropped", ENDS("Reason: SIP;cause=503 | Reason: Q.850;cause=16") },
	{ "two seconds after the answer", "dialog.dropped #dropped-at-once !#dropped",
	    TALKING "4 b>a BYE from=t to=f cseq=7 | Reason: Q.850;cause=65\n" "4.1 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "as Asterisk says it", "dialog.dropped #dropped-at-once !#dropped",
	    TALKING "2.2 b>a BYE from=t to=f cseq=7 | X-Asterisk-HangupCauseCode: 58\n" "2.3 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "as FreeSWITCH says it, and as SIP says it", "dialog.dropped #dropped-at-once !#dropped",
	    TALKING "2.2 b>a BYE from=t to=f cseq=7 | Reason: FreeSWITCH;cause=88;text=\"INCOMPATIBLE_DESTINATION\"\n" "2.3 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "the second of two that does", "dialog.dropped #dropped-at-once !#dropped",
	    TALKING "2.2 b>a BYE from=t to=f cseq=7 | Reason: Q.850;cause=127, SIP;cause=606\n" "2.3 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "at once, but the network's trouble, not the media's", "dialog.dropped (q850.41) #dropped !#dropped-at-once",
	    TALKING "2.2 b>a BYE from=t to=f cseq=7 | Reason: Q.850;cause=41\n" "2.3 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "a little later", "dialog.dropped #dropped !#dropped-at-once",
	    TALKING "4.1 b>a BYE from=t to=f cseq=7 | Reason: Q.850;cause=65\n" "4.2 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "without times", "dialog.dropped #dropped !#dropped-at-once",
	    "- a>b INVITE\n" "- b>a 200\n" "- a>b ACK\n" "- b>a BYE from=t to=f cseq=7 | Reason: Q.850;cause=65\n" "- a>b 200 BYE from=t to=f cseq=7\n" },
	{ "nothing was up", "!dialog.dropped", "9 a>b BYE | Reason: Q.850;cause=41\n" "9.1 b>a 200 BYE\n" },
};

/* Names of FreeSWITCH and Asterisk for an end as it should be; of others, and of what only begins so, nothing is known. */
static void
ends_have_ordinary_names(void **state)
{
	static const char *const names[] = {
		"NORMAL_CLEARING", "NORMAL_UNSPECIFIED", "ORIGINATOR_CANCEL", "PICKED_OFF", "LOSE_RACE", "BLIND_TRANSFER",
		"ATTENDED_TRANSFER", "MANAGER_REQUEST", "SUCCESS", "NONE",
	};
	char script[512];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (int more = 0; more < 2; more++) {
			snprintf(script, sizeof script, TALKING "9 b>a BYE from=t to=f cseq=7 | Reason: FreeSWITCH;text=\"%s%s\"\n"
			    "9.1 a>b 200 BYE from=t to=f cseq=7\n", names[i], more ? "X" : "");
			expect(names[i], script, more ? "dialog.dropped" : "ok !dialog.dropped");
		}
}

/* Which causes are the description's or its bearer's: RFC 3261 §21.4.13, §21.4.26, §21.6.4, ITU-T Q.850. */
static void
the_description_is_refused_at_once(void **state)
{
	static const struct { const char *protocol; unsigned cause; bool is; } rows[] = {
		{ "SIP", 414, false }, { "SIP", 415, true }, { "SIP", 416, false }, { "SIP", 488, true }, { "SIP", 489, false },
		{ "SIP", 604, false }, { "SIP", 606, true }, { "SIP", 65, false }, { "Q.850", 57, false }, { "Q.850", 58, true }, { "Q.850", 63, false },
		{ "Q.850", 65, true }, { "Q.850", 66, false }, { "Q.850", 69, false }, { "Q.850", 70, true }, { "Q.850", 79, true },
		{ "Q.850", 81, false }, { "Q.850", 87, false }, { "Q.850", 88, true },
	};
	char script[512];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(script, sizeof script, TALKING "2.2 b>a BYE from=t to=f cseq=7 | Reason: %s;cause=%u\n"
		    "2.3 a>b 200 BYE from=t to=f cseq=7\n", rows[i].protocol, rows[i].cause);
		expect("who hangs up at once", script, rows[i].is ? "dialog.dropped #dropped-at-once" : "!#dropped-at-once");
	}
}

#define UP "0 a>b INVITE cseq=52\n" "1 b>a 200 cseq=52\n" "1.1 a>b ACK cseq=52\n"

static const struct script cseq[] = {
	{ "lower than the INVITE", "dialog.cseq-too-low (code.500)",
	    "0 a>b INVITE cseq=52\n" "1 b>a 200 cseq=52\n" "1.1 a>b ACK cseq=52\n"
	    "5 a>b INFO cseq=40\n" "5.1 b>a 500 INFO cseq=40\n" },
	{ "refused for something else", "code.501 !dialog.cseq-too-low", UP "5 a>b INFO cseq=40\n" "5.1 b>a 501 INFO cseq=40\n" },
	{ "the same number", "code.500 !dialog.cseq-too-low", UP "4 a>b INFO cseq=60\n" "4.1 b>a 200 INFO cseq=60\n"
	    "5 a>b UPDATE cseq=60\n" "5.1 b>a 500 UPDATE cseq=60\n" },
	{ "the higher one came later", "!dialog.cseq-too-low",
	    UP "5 a>b INFO cseq=53\n" "5.1 a>b UPDATE cseq=54\n" "5.2 b>a 500 INFO cseq=53\n" "5.3 b>a 200 UPDATE cseq=54\n" },
	{ "from another host", "code.500 !dialog.cseq-too-low", UP "5 d>b INFO cseq=40\n" "5.1 b>d 500 INFO cseq=40\n" },
	{ "outside of any dialog", "code.500 !dialog.cseq-too-low",
	    "0 a>b OPTIONS cseq=52\n" "0.1 b>a 200 OPTIONS cseq=52\n" "5 a>b OPTIONS cseq=40\n" "5.1 b>a 500 OPTIONS to=- cseq=40\n" },
	{ "a CANCEL has the number of what it ends", "!dialog.cseq-too-low",
	    UP "5 a>b INVITE to=t cseq=54\n" "5.1 b>a 180 cseq=54\n" "6 a>b INFO cseq=55\n" "6.1 b>a 200 INFO cseq=55\n"
	    "7 a>b CANCEL to=t cseq=54\n" "7.1 b>a 500 CANCEL cseq=54\n" },
	{ "each side counts for itself", "code.500 !dialog",
	    "0 a>b INVITE cseq=52\n" "1 b>a 200 cseq=52\n" "1.1 a>b ACK cseq=52\n"
	    "5 b>a INFO from=t to=f cseq=2\n" "5.1 a>b 500 INFO from=t to=f cseq=2\n" },
	{ "another dialog counts for itself", "code.500 !dialog",
	    "0 a>b INVITE cseq=5\n" "1 b>a 200 cseq=5\n" "1.1 a>b ACK cseq=5\n" "4 a>b INFO to=z cseq=90\n" "4.1 b>a 481 INFO to=z cseq=90\n"
	    "5 a>b INFO cseq=40\n" "5.1 b>a 500 INFO cseq=40\n" },
	{ "lower and accepted", "ok !dialog",
	    "0 a>b INVITE cseq=52\n" "1 b>a 200 cseq=52\n" "1.1 a>b ACK cseq=52\n"
	    "5 a>b INFO cseq=40\n" "5.1 b>a 200 INFO cseq=40\n" },
};

/* What a call can do without: by method and code; it goes on for half a minute after. */
static void
some_refusals_harm_nobody(void **state)
{
	static const struct { const char *method; int code; bool harmless; } rows[] = {
		{ "INFO", 400, true }, { "INFO", 408, false }, { "INFO", 409, true }, { "INFO", 599, true }, { "INFO", 600, false },
		{ "OPTIONS", 404, true }, { "OPTIONS", 408, false },
		{ "UPDATE", 404, false }, { "UPDATE", 405, true }, { "UPDATE", 406, false }, { "UPDATE", 481, true }, { "UPDATE", 488, false },
		{ "UPDATE", 489, true }, { "UPDATE", 501, true }, { "UPDATE", 502, false },
		{ "NOTIFY", 405, true }, { "NOTIFY", 481, true }, { "NOTIFY", 489, true }, { "NOTIFY", 501, true }, { "NOTIFY", 403, false },
		{ "MESSAGE", 405, false }, { "MESSAGE", 501, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char script[512], name[32];

		snprintf(name, sizeof name, "%s %d", rows[i].method, rows[i].code);
		snprintf(script, sizeof script, TALKING "5 a>b %s to=t cseq=2 | Event: x\n" "5.1 b>a %d %s cseq=2\n" "60 a>b BYE cseq=9\n"
		    "60.1 b>a 200 BYE cseq=9\n", rows[i].method, rows[i].code, rows[i].method);
		expect(name, script, rows[i].harmless ? "%notice" : "!%notice");
	}
}

/* Nothing of the call is seen after it. */
static const struct script forgotten[] = {
	{ "the other side has forgotten the call", "code.481 !%code.4xx/info %warning", TALKING "5 a>b INFO to=t cseq=2\n" "5.1 b>a 481 INFO cseq=2\n" "60 --\n" },
	{ "or only takes no INFO", "code.405 %notice", TALKING "5 a>b INFO to=t cseq=2\n" "5.1 b>a 405 INFO cseq=2\n" "60 --\n" },
	{ "it has forgotten the subscription", "code.481 %notice", TALKING "5 a>b NOTIFY to=t cseq=2 | Event: x\n" "5.1 b>a 481 NOTIFY cseq=2\n" "60 --\n" },
	{ "a change is sent elsewhere", "code.302 %code.3xx/other %warning", TALKING "5 a>b INVITE to=t cseq=2\n" "5.1 b>a 302 cseq=2 contact=d\n" "5.2 a>b ACK cseq=2 branch=2\n" "60 --\n" },
};

/* A NOTIFY that only keeps a NAT's binding alive: any refusal of it shows that somebody is there. */
static void
a_keep_alive_may_be_refused(void **state)
{
	static const struct { const char *event; int code; bool harmless; } rows[] = {
		{ "keep-alive", 400, true }, { "Keep-Alive", 489, true }, { "keep-alive", 499, true }, { "keep-alive", 408, false }, { "keep-alive", 500, false },
		{ "keep-alive", 399, false }, { "presence", 489, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char script[256], name[32];

		snprintf(name, sizeof name, "%s %d", rows[i].event, rows[i].code);
		snprintf(script, sizeof script, "5 a>b NOTIFY to=- | Event: %s\n" "5.1 b>a %d NOTIFY\n" "60 --\n", rows[i].event, rows[i].code);
		expect(name, script, rows[i].harmless ? "%notice" : "!%notice");
	}
}

/* Which of two failures the call failed for. */
static const struct script failures[] = {
	{ "the set-up, before what was asked beside it", "code.486",
	    "0 a>b INVITE\n" "0.1 b>a 180\n" "0.5 a>b INFO cseq=2\n" "0.6 b>a 500 INFO cseq=2\n" "1 b>a 486\n" "1.1 a>b ACK branch=1\n" "60 --\n" },
	{ "the first of two within a call", "code.488",
	    TALKING "5 a>b INVITE to=t cseq=2\n" "5.1 b>a 488 cseq=2\n" "5.2 a>b ACK cseq=2 branch=2\n" "9 a>b UPDATE cseq=3\n" "9.1 b>a 403 UPDATE cseq=3\n" "60 --\n" },
	{ "a branch that failed where another was answered", "ok code.200 !code.486",
	    "0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "0.1 p>d INVITE branch=y via=1\n" "1 b>p 486 branch=x via=1 to=x\n" "1.1 p>b ACK branch=x via=1\n"
	    "2 d>p 200 branch=y via=1 to=y\n" "2.1 p>a 200 to=y\n" "2.2 a>p ACK to=y\n" "60 --\n" },
	{ "a proxy says 500 where it was told 503", "code.503 (code.500) (q850.34)",
	    "0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "1 b>p 503 branch=x via=1 to=x | Reason: Q.850;cause=34\n" "1.1 p>b ACK branch=x via=1\n"
	    "1.2 p>a 500 to=y\n" "1.3 a>p ACK branch=1\n" "60 --\n" },
	{ "a proxy passes 500 on beside a 503", "code.500 !code.503",
	    "0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "0.1 p>d INVITE branch=y via=1\n" "1 b>p 503 branch=x via=1 to=x\n" "1.1 p>b ACK branch=x via=1\n"
	    "2 d>p 500 branch=y via=1 to=y\n" "2.1 p>d ACK branch=y via=1\n" "2.2 p>a 500 to=y\n" "2.3 a>p ACK branch=1\n" "60 --\n" },
	{ "a proxy says 500 where it was told 404", "code.500",
	    "0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "1 b>p 404 branch=x via=1 to=x\n" "1.1 p>b ACK branch=x via=1\n"
	    "1.2 p>a 500 to=y\n" "1.3 a>p ACK branch=1\n" "60 --\n" },
	{ "both hung up at once", "ok !code.481", TALKING "9 a>b BYE\n" "9 b>a BYE from=t to=f cseq=7\n" "9.1 b>a 481 BYE\n" "9.1 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "both hung up at once, and the BYE that was answered was not captured", "ok !code.481",
	    TALKING "9 a>b BYE\n" "9.1 b>a 481 BYE\n" "9.1 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "nor the one that was not", "!code.481", TALKING "9 b>a BYE from=t to=f cseq=7\n" "9.1 b>a 481 BYE\n" "9.1 a>b 200 BYE from=t to=f cseq=7\n" },
	{ "the BYE that was answered is of another dialog", "dialog.bye-failed (code.481)",
	    TALKING "9 a>b BYE\n" "9.1 b>a 481 BYE\n" "9.1 a>b 200 BYE from=x to=f cseq=7\n" },
	{ "a glare that the other one settled", "ok !code.491",
	    TALKING "5 a>b UPDATE cseq=2\n" "5.1 b>a 491 UPDATE cseq=2\n" "6 b>a UPDATE from=t to=f cseq=7\n" "6.1 a>b 200 UPDATE from=t to=f cseq=7\n" "60 --\n" },
	{ "a glare that something else did not", "code.491",
	    TALKING "5 a>b INFO cseq=2\n" "5.1 b>a 491 INFO cseq=2\n" "6 a>b UPDATE cseq=3\n" "6.1 b>a 200 UPDATE cseq=3\n" "60 --\n" },
	{ "a glare that may still settle", "!code.491", TALKING "5 a>b INFO cseq=2\n" "5.1 b>a 491 INFO cseq=2\n" "10 --\n" },
	{ "and one that will not", "code.491", TALKING "5 a>b INFO cseq=2\n" "5.1 b>a 491 INFO cseq=2\n" "10.1 --\n" },
	{ "a CANCEL that came too late", "code.486 (cancel.unmatched)",
	    "0 a>b INVITE\n" "0.1 b>a 180\n" "1 b>a 486\n" "1.01 a>b CANCEL\n" "1.1 b>a 481 CANCEL\n" "1.2 a>b ACK branch=1\n" },
	{ "who was called hung up before", "ok !code.481",
	    TALKING "5 a>b INFO cseq=2\n" "5.1 b>a BYE from=t to=f cseq=7\n" "5.2 a>b 200 BYE from=t to=f cseq=7\n" "5.3 b>a 481 INFO cseq=2\n" "60 --\n" },
	{ "and its BYE was not captured", "ok !code.481",
	    TALKING "5 a>b INFO cseq=2\n" "5.2 a>b 200 BYE from=t to=f cseq=7\n" "5.3 b>a 481 INFO cseq=2\n" "60 --\n" },
	{ "nor what that met", "!code.481", TALKING "5.1 b>a BYE from=t to=f cseq=7\n" "5.2 a>b 200 BYE from=t to=f cseq=7\n" "5.3 b>a 481 INFO cseq=2\n" "60 --\n" },
	{ "its BYE was refused as well", "dialog.bye-failed (code.481)",
	    TALKING "5 a>b INFO cseq=2\n" "5.1 b>a BYE from=t to=f cseq=7\n" "5.2 a>b 481 BYE from=t to=f cseq=7\n" "5.3 b>a 481 INFO cseq=2\n" "60 --\n" },
	{ "and after", "code.481",
	    TALKING "5 a>b INFO cseq=2\n" "5.1 b>a 481 INFO cseq=2\n" "5.2 b>a BYE from=t to=f cseq=7\n" "5.3 a>b 200 BYE from=t to=f cseq=7\n" "60 --\n" },
};

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static void a_call_may_be_forgotten(void **state) { (void)state; ALL(forgotten); }
static void an_answer_wants_its_ack(void **state) { (void)state; ALL(missing_ack); }
static void failures_and_contacts(void **state) { (void)state; ALL(acks); }
static void a_bye_wants_its_answer(void **state) { (void)state; ALL(byes); }
static void what_is_refused_may_do_no_harm(void **state) { (void)state; ALL(refused_within); }
static void glare_settles_or_does_not(void **state) { (void)state; ALL(glare); }
static void a_call_dropped_is_no_ordinary_end(void **state) { (void)state; ALL(drops); }
static void one_failure_is_the_calls(void **state) { (void)state; ALL(failures); }
static void sequence_numbers_rise(void **state) { (void)state; ALL(cseq); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_have_ordinary_names),
		cmocka_unit_test(the_description_is_refused_at_once),
		cmocka_unit_test(an_answer_wants_its_ack),
		cmocka_unit_test(failures_and_contacts),
		cmocka_unit_test(a_bye_wants_its_answer),
		cmocka_unit_test(what_is_refused_may_do_no_harm),
		cmocka_unit_test(glare_settles_or_does_not),
		cmocka_unit_test(a_call_dropped_is_no_ordinary_end),
		cmocka_unit_test(sequence_numbers_rise),
		cmocka_unit_test(some_refusals_harm_nobody), cmocka_unit_test(a_call_may_be_forgotten),
		cmocka_unit_test(a_keep_alive_may_be_refused),
		cmocka_unit_test(one_failure_is_the_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
