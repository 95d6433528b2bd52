/* SPDX-License-Identifier: MIT */
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)
#define REFUSED(request, response) "0 a>b INVITE " request "\n" "1 b>a " response "\n" "1.1 a>b ACK branch=1\n" "60 --\n"

static const struct script extensions[] = {
	{ "420", "extension.refused (code.420)", REFUSED("| Require: 100rel", "420 | Unsupported: 100rel") },
	{ "420, and the request is not in the trace", "extension.refused (code.420) #refusal-names !#request-refused", "1 b>a 420 | Unsupported: 100rel\n" },
	{ "420 that names nothing", "code.420 !extension.refused", REFUSED("", "420") },
	{ "421", "extension.refused (code.421)", REFUSED("", "421 | Require: timer") },
	{ "405", "extension.refused", "0 a>b MESSAGE\n" "0.1 b>a 405 MESSAGE | Allow: INVITE\n" },
	{ "406", "extension.refused", REFUSED("", "406 | Accept: text/plain") },
	{ "489", "extension.refused", "0 a>b SUBSCRIBE | Event: dialog\n" "0.1 b>a 489 SUBSCRIBE | Allow-Events: presence\n" },
	{ "489 that names no package, to an event", "extension.refused", "0 a>b SUBSCRIBE | Event: dialog\n" "0.1 b>a 489 SUBSCRIBE\n" },
	{ "to a request that names no event", "code.489 %code.4xx/foreign %warning !extension.refused", REFUSED("", "489") },
	{ "an INVITE with a registration's code", "code.423 %code.4xx/foreign %warning", REFUSED("", "423") },
	{ "a registration with it", "code.423 !%code.4xx/foreign %warning", "0 a>b REGISTER\n" "0.1 b>a 423 REGISTER\n" "60 --\n" },
	{ "the first INVITE belongs to no call that could be missing", "code.404 !reason.dialog-unknown %error", REFUSED("", "404 phrase=Not_here") },
	{ "so with the other code", "code.403 !reason.dialog-unknown", REFUSED("", "403 phrase=Not_here") },
	{ "a change within a call may", "reason.dialog-unknown",
	    "0 a>b INVITE\n" "0.1 b>a 180\n" "1 b>a 200\n" "1.1 a>b ACK\n" "5 a>b INVITE cseq=2 to=t\n" "5.1 b>a 404 INVITE cseq=2 phrase=Not_here\n"
	    "5.2 a>b ACK cseq=2 branch=1\n" "60 --\n" },
	{ "nothing crosses the first INVITE", "code.491 %code.4xx/foreign %warning", REFUSED("", "491") },
	{ "a ping only wants an answer", "code.405 !extension.refused", "0 a>b OPTIONS\n" "0.1 b>a 405 OPTIONS | Allow: INVITE\n" },
	{ "so does a keep-alive", "code.489 %code.4xx/keep-alive %nobody !extension.refused",
	    "0 a>b NOTIFY to=- | Event: keep-alive\n" "0.1 b>a 489 NOTIFY cseq=2\n" },
	{ "another answer to one", "code.405 %notice %code.4xx/keep-alive",
	    "0 a>b NOTIFY to=- | Event: keep-alive\n" "0.1 b>a 405 NOTIFY cseq=2\n" },
	{ "one that is not answered in time", "code.408 %warning !%code.4xx/keep-alive",
	    "0 a>b NOTIFY to=- | Event: keep-alive\n" "0.1 b>a 408 NOTIFY cseq=2\n" },
	{ "a NOTIFY that tells something", "code.405 %warning",
	    "0 a>b NOTIFY to=- | Event: message-summary\n" "0.1 b>a 405 NOTIFY cseq=2\n" },
	{ "tried again without it", "ok !extension.refused",
	    "0 a>b INVITE | Require: 100rel\n" "1 b>a 420 | Unsupported: 100rel\n" "1.1 a>b ACK branch=1\n"
	    "2 a>b INVITE cseq=2\n" "3 b>a 200 cseq=2\n" "3.1 a>b ACK cseq=2\n" },
	{ "an agreement on security asked for, and nothing more", "code.494 %error", REFUSED("", "494 | Security-Server: tls") },
	{ "one that is reached", "ok !code.494",
	    "0 a>b REGISTER\n" "0.1 b>a 494 REGISTER | Security-Server: tls\n"
	    "0.2 a>b REGISTER cseq=2 | Security-Verify: tls\n" "0.3 b>a 200 REGISTER cseq=2\n" },
	{ "busy", "code.486 !extension.refused", REFUSED("", "486 | Allow: INVITE | Unsupported: 100rel") },
};

/* Another try of which nothing more is seen takes back no refusal, unless it is what the refusal asked for. */
static const struct script tries[] = {
	{ "a registration, refused and sent again", "code.403", "0 a>b REGISTER\n" "0.1 b>a 403 REGISTER\n" "5 a>b REGISTER cseq=2\n" },
	{ "one that is declined for all devices", "code.605 %error", "0 a>b REGISTER\n" "0.1 b>a 605 REGISTER\n" },
	{ "a call that is", "code.605 %notice", REFUSED("", "605") },
	{ "of the first try the answer alone is seen", "code.403", "0.1 b>a 403 REGISTER\n" "5 a>b REGISTER cseq=2\n" },
	{ "refused twice", "code.503 !code.403", "0 a>b REGISTER\n" "0.1 b>a 403 REGISTER\n" "5 a>b REGISTER cseq=2\n" "5.1 b>a 503 REGISTER cseq=2\n" "9 a>b REGISTER cseq=3\n" },
	{ "taken the second time", "ok !code.403", "0 a>b REGISTER\n" "0.1 b>a 403 REGISTER\n" "5 a>b REGISTER cseq=2\n" "5.1 b>a 200 REGISTER cseq=2\n" },
	{ "a time that was too short", "!code.423", "0 a>b REGISTER\n" "0.1 b>a 423 REGISTER | Min-Expires: 60\n" "0.2 a>b REGISTER cseq=2\n" },
	{ "a challenge", "!code.401", "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n"
	    "0.2 a>b REGISTER cseq=2 | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"sip:b\", response=\"00\"\n" },
	{ "a call, sent again", "code.503", "0 a>b INVITE\n" "1 b>a 503\n" "1.1 a>b ACK branch=1\n" "2 a>b INVITE cseq=2\n" },
	{ "which is under way", "!code.503", "0 a>b INVITE\n" "1 b>a 503\n" "1.1 a>b ACK branch=1\n" "2 a>b INVITE cseq=2\n" "2.1 b>a 100 cseq=2\n" },
	{ "and rings", "!code.503", "0 a>b INVITE\n" "1 b>a 503\n" "1.1 a>b ACK branch=1\n" "2 a>b INVITE cseq=2\n" "2.1 b>a 180 cseq=2\n" },
	{ "and was answered, as the hanging up shows", "!code.503",
	    "0 a>b INVITE\n" "1 b>a 503\n" "1.1 a>b ACK branch=1\n" "2 a>b INVITE cseq=2\n" "9 a>b BYE cseq=3\n" },
};

/* {"iat":1000000000,"orig":{"tn":"12025550100"},"dest":{"tn":["12025550199"]}} */
#define PASSPORT "Identity: e30.eyJpYXQiOjEwMDAwMDAwMDAsIm9yaWciOnsidG4iOiIxMjAyNTU1MDEwMCJ9LCJkZXN0Ijp7InRuIjpbIjEyMDI1NTUwMTk5Il19fQ.c2ln;info=<https://x>"

static const struct script identities[] = {
	{ "428", "identity.refused =unsigned /unwanted /certificate-refused /stale (code.428)", REFUSED("", "428") },
	{ "428 of what was signed, in a way that isn't known there", "identity.refused = !/unsigned", REFUSED("| " PASSPORT, "428") },
	{ "436", "identity.refused =certificate-not-fetched /unsigned", REFUSED("| " PASSPORT, "436") },
	{ "437", "identity.refused =certificate-refused /certificate-not-fetched /signature-broken", REFUSED("| " PASSPORT, "437") },
	{ "438", "identity.refused =signature-broken /certificate-refused #identity-number:12025550199 #identity-number:12025550177 #identity-age (code.438)", REFUSED("user=12025550177 | " PASSPORT, "438") },
	{ "608", "identity.refused =unwanted (code.608)", REFUSED("", "608") },
	{ "403 stale date", "identity.refused =stale /unwanted /unsigned", REFUSED("", "403 phrase=Stale_Date") },
	{ "603 of the network", "identity.refused =unwanted", REFUSED("", "603 phrase=Network_Blocked") },
	{ "603 of analytics", "identity.refused", REFUSED("", "603 | Reason: SIP;cause=603;text=\"v=analytics1;url=https://x\"") },
	{ "607 to a text message", "identity.refused =unwanted", "0 a>b MESSAGE\n" "0.1 b>a 607 MESSAGE\n" },
	{ "607 to a registration: nobody calls", "code.607 %code.4xx/register !identity.refused", "0 a>b REGISTER\n" "0.1 b>a 607 REGISTER\n" },
	{ "403 that lacks its CSeq, as its branch says to a registration", "code.403 %code.403/register !path.no-response",
	    "0 a>b REGISTER\n" "0.1 b>a 403 REGISTER number=-\n" "60 --\n" },
	{ "of another branch", "code.403 !%code.403/register", "0 a>b REGISTER\n" "0.1 b>a 403 REGISTER number=- branch=z9hG4bKx\n" },
	{ "from elsewhere", "code.403 !%code.403/register", "0 a>b REGISTER\n" "0.1 c>d 403 REGISTER number=-\n" },
	{ "428 to a ping: a sign of life", "code.428 %notice !identity.refused", "0 a>b OPTIONS\n" "0.1 b>a 428 OPTIONS\n" },
	{ "603 of a person", "code.603 !identity.refused", REFUSED("", "603 phrase=Decline") },
	{ "403", "!identity.refused", REFUSED("| " PASSPORT, "403 phrase=Forbidden") },
	{ "signed the second time", "ok !identity.refused",
	    "0 a>b INVITE\n" "1 b>a 428\n" "1.1 a>b ACK branch=1\n"
	    "2 a>b INVITE cseq=2 | " PASSPORT "\n" "3 b>a 200 cseq=2\n" "3.1 a>b ACK cseq=2\n" },
};

static const struct script syntax[] = {
	{ "a bracket that is never closed", "request.malformed (code.400)",
	    REFUSED("contact=- | Contact: <sip:x@host.example", "400 phrase=Bad_Contact_header") },
	{ "a length that is not the body's", "request.malformed",
	    "0 a>b INVITE sdp=pcma length=500\n" "1 b>a 400\n" "1.1 a>b ACK branch=1\n" },
	{ "the same in a text, which may have lost some", "code.400 !request.malformed",
	    "0 a>b INVITE sdp=pcma length=500 loose\n" "1 b>a 400 loose\n" "1.1 a>b ACK branch=1 loose\n" },
	{ "a header without a name", "request.malformed (code.400)", REFUSED("| : value", "400 phrase=Bad_Request") },
	{ "named by another code", "request.malformed",
	    REFUSED("contact=- | Contact: <sip:x@host.example", "500 phrase=Malformed_Contact_header") },
	{ "the callee declines, in such words", "code.606 !request.malformed",
	    REFUSED("contact=- | Contact: <sip:x@host.example", "606 phrase=Malformed_Contact_header") },
	{ "nothing is wrong with it", "code.400 !request.malformed", REFUSED("", "400 phrase=Bad_Request") },
	{ "another header is meant", "code.400 !request.malformed",
	    REFUSED("contact=- | Contact: <sip:x@host.example", "400 phrase=Bad_Session-Expires_header") },
	{ "its name in the midst", "request.malformed %proven", REFUSED("contact=- | Contact: <sip:x@host.example", "400 phrase=Bad_Contact_header") },
	{ "its name and no more", "request.malformed %proven", REFUSED("contact=- | Contact: <sip:x@host.example", "400 phrase=Contact") },
	{ "part of another name before it", "request.malformed %likely", REFUSED("contact=- | Contact: <sip:x@host.example", "400 phrase=Bad_X-Contact_header") },
	{ "a letter before it", "request.malformed %likely", REFUSED("contact=- | Contact: <sip:x@host.example", "400 phrase=Bad_XContact_header") },
	{ "part of another name behind it", "request.malformed %likely", REFUSED("contact=- | Contact: <sip:x@host.example", "400 phrase=Bad_Contact-URI") },
	{ "a letter behind it", "request.malformed %likely", REFUSED("contact=- | Contact: <sip:x@host.example", "400 phrase=Bad_Contacts") },
	{ "odd but legal", "code.400 !request.malformed", REFUSED("| s:   a \"b\" | SUPPORTED :timer", "400 phrase=Bad_Request") },
	{ "without CSeq, and the refusal has none either", "request.malformed #defect.missing:CSeq",
	    "0 a>b INVITE number=-\n" "1 b>a 400 number=- branch=1\n" "60 --\n" },
	{ "a CSeq that is no number", "request.malformed #defect.bad-cseq", "0 a>b INVITE number=x_INVITE\n" "1 b>a 400 number=x_INVITE\n" "60 --\n" },
	{ "an INVITE whose CSeq says OPTIONS: that counts as no ping", "request.malformed #defect.cseq-method %error",
	    "0 a>b INVITE number=1_OPTIONS\n" "1 b>a 400 number=1_OPTIONS\n" "60 --\n" },
	{ "an OPTIONS with the branch of another transaction is not its answer", "!request.malformed",
	    "0 a>b INVITE\n" "1 b>a 400 OPTIONS branch=1\n" "60 --\n" },
	{ "no tag in From", "request.malformed #defect.no-tag %likely", REFUSED("from=-", "400 phrase=Bad_Request from=-") },
	{ "… which the phrase names", "request.malformed #defect.no-tag %proven", REFUSED("from=-", "400 phrase=Missing_From_tag from=-") },
	{ "… in a text that left it out with more", "code.400 !request.malformed",
	    "0 a>b INVITE from=- contact=- loose\n" "1 b>a 400 from=- loose\n" "60 --\n" },
	{ "… and went well", "ok !request.malformed", "0 a>b INVITE from=-\n" "1 b>a 200 from=-\n" "1.1 a>b ACK from=-\n" "60 --\n" },
	{ "refused for something else", "code.486 !request.malformed",
	    REFUSED("contact=- | Contact: <sip:x@host.example", "486") },
	{ "broken on the second hop", "request.malformed",
	    "0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1 contact=- | Contact: <sip:x@host.example\n" "1 b>p 400 branch=x via=1\n"
	    "1.1 p>b ACK branch=x\n" "1.2 p>a 400\n" "1.3 a>p ACK branch=1\n" },
};

#define TALK "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n"
#define REFER "9 a>b REFER | Refer-To: <sip:c@example.net>\n"
#define TOLD(t, status) t " b>a NOTIFY from=t to=f cseq=1 branch=n" t " frag=" status " | Event: refer\n" \
	t "1 a>b 200 NOTIFY from=t to=f cseq=1 branch=n" t "\n"
#define BYE(t) t " a>b BYE cseq=9\n" t ".1 b>a 200 BYE cseq=9\n" "99 --\n"

#define LEFT TALK REFER "9.1 b>a 202 REFER cseq=2\n" "9.2 a>b BYE cseq=9\n" "9.3 b>a 200 BYE cseq=9\n" \
	"12 b>a NOTIFY from=t to=f cseq=1 frag=404_Not_Found | Event: refer\n" "12.1 a>b 481 NOTIFY from=t to=f cseq=1\n" "99 --\n"

/* The target is busy, and what else the fragment has. */
#define WITH(header) TALK REFER "9.1 b>a 202 REFER cseq=2\n" TOLD("9.4", "486_Busy_Here~" header) BYE("20")

static const struct script transfers[] = {
	{ "the target is busy", "transfer.failed /refer-refused (code.486)",
	    TALK REFER "9.1 b>a 202 REFER cseq=2\n" TOLD("9.2", "100_Trying") TOLD("9.4", "486_Busy_Here") BYE("20") },
	{ "the target answers", "ok !transfer", TALK REFER "9.1 b>a 202 REFER cseq=2\n" TOLD("9.2", "100_Trying") TOLD("9.4", "200_OK") BYE("20") },
	{ "only the answer to the NOTIFY was captured", "ok !transfer",
	    TALK REFER "9.1 b>a 202 REFER cseq=2\n" "9.3 a>b 200 NOTIFY from=t to=f cseq=1 branch=n\n" BYE("60") },
	{ "that of another dialog", "transfer.failed",
	    TALK REFER "9.1 b>a 202 REFER cseq=2\n" "9.3 a>b 200 NOTIFY from=t to=g cseq=1 branch=n\n" BYE("60") },
	{ "refused", "transfer.failed = !/refer-refused (code.403)", TALK REFER "9.1 b>a 403 REFER cseq=2\n" BYE("20") },
	{ "given up over a connection", "transfer.failed %likely #request-tried:REFER (path.no-response)",
	    TALK "9 a>b REFER tcp | Refer-To: <sip:c@example.net>\n" "41 a>b NET tcp-closed\n" "99 --\n" },
	{ "the connection closed before that", "!transfer", TALK "9 a>b REFER tcp | Refer-To: <sip:c@example.net>\n" "40.9 a>b NET tcp-closed\n" "99 --\n" },
	{ "challenged and sent again", "ok !transfer",
	    TALK REFER "9.1 b>a 407 REFER cseq=2\n" "9.2 a>b REFER cseq=3 | Proxy-Authorization: Digest realm=\"x\"\n"
	    "9.3 b>a 202 REFER cseq=3\n" TOLD("9.5", "200_OK") BYE("20") },
	{ "a second REFER works", "ok !transfer",
	    TALK REFER "9.1 b>a 202 REFER cseq=2\n" TOLD("9.4", "486_Busy_Here") "12 a>b REFER cseq=3\n" "12.1 b>a 202 REFER cseq=3\n"
	    TOLD("12.2", "200_OK") BYE("20") },
	{ "nothing is ever told", "transfer.failed", TALK REFER "9.1 b>a 202 REFER cseq=2\n" BYE("50") },
	{ "what the capture lost of the connection may be it", "!transfer",
	    TALK "9 a>b REFER tcp | Refer-To: <sip:c@example.net>\n" "9.1 b>a 202 tcp REFER cseq=2\n" "12 b>a NET tcp-lacks\n" BYE("50") },
	{ "something else is told", "transfer.failed", TALK REFER "9.1 b>a 202 REFER cseq=2\n"
	    "12 b>a INFO from=t to=f cseq=7\n" "12.1 a>b 200 INFO from=t to=f cseq=7\n" BYE("50") },
	{ "another event's news", "transfer.failed !(code.486)", TALK REFER "9.1 b>a 202 REFER cseq=2\n"
	    "12 b>a NOTIFY from=t to=f cseq=7 frag=486_Busy_Here | Event: dialog\n" "12.1 a>b 200 NOTIFY from=t to=f cseq=7\n" BYE("50") },
	{ "an INFO that looks like news", "transfer.failed !(code.486)", TALK REFER "9.1 b>a 202 REFER cseq=2\n"
	    "12 b>a INFO from=t to=f cseq=7 frag=486_Busy_Here | Event: refer\n" "12.1 a>b 200 INFO from=t to=f cseq=7\n" BYE("50") },
	{ "the news of another REFER", "transfer.failed !(code.486)", TALK REFER "9.1 b>a 202 REFER cseq=2\n"
	    "12 b>a NOTIFY from=t to=f cseq=7 frag=486_Busy_Here | Event: refer;id=7\n" "12.1 a>b 200 NOTIFY from=t to=f cseq=7\n" BYE("50") },
	{ "its own, by number", "transfer.failed (code.486)", TALK REFER "9.1 b>a 202 REFER cseq=2\n"
	    "12 b>a NOTIFY from=t to=f cseq=7 frag=486_Busy_Here | Event: refer;id=2\n" "12.1 a>b 200 NOTIFY from=t to=f cseq=7\n" BYE("50") },
	{ "news that are no fragment", "!transfer", TALK REFER "9.1 b>a 202 REFER cseq=2\n"
	    "12 b>a NOTIFY from=t to=f cseq=7 | Event: refer | Content-Type: text/plain\n" "12.1 a>b 200 NOTIFY from=t to=f cseq=7\n" BYE("50") },
	{ "sent again, it is the same news", "transfer.failed #refer-outcome:6", TALK REFER "9.1 b>a 202 REFER cseq=2\n"
	    TOLD("9.4", "486_Busy_Here") "9.9 b>a NOTIFY from=t to=f cseq=1 branch=n9.4 frag=486_Busy_Here | Event: refer\n" BYE("20") },
	{ "the news of another dialog", "transfer.failed !(code.486)", TALK REFER "9.1 b>a 202 REFER cseq=2\n"
	    "12 b>a NOTIFY from=t to=g cseq=7 frag=486_Busy_Here | Event: refer\n" "12.1 a>b 200 NOTIFY from=t to=g cseq=7\n" BYE("50") },
	{ "busy, and then answered all the same", "ok !transfer",
	    TALK REFER "9.1 b>a 202 REFER cseq=2\n" TOLD("9.4", "486_Busy_Here") TOLD("9.6", "200_OK") BYE("20") },
	{ "it still rings", "ok !transfer", TALK REFER "9.1 b>a 202 REFER cseq=2\n" TOLD("9.4", "180_Ringing") BYE("50") },
	{ "the first code that is no success", "transfer.failed (code.300)", TALK REFER "9.1 b>a 202 REFER cseq=2\n" TOLD("9.4", "300_Choices") BYE("20") },
	{ "the last that is one", "ok !transfer", TALK REFER "9.1 b>a 202 REFER cseq=2\n" TOLD("9.4", "299_OK") BYE("20") },
	{ "sent elsewhere", "transfer.failed", TALK REFER "9.1 b>a 300 REFER cseq=2\n" BYE("20") },
	{ "nobody answers", "transfer.failed #request-unanswered:3", TALK REFER "9.5 a>b REFER\n" "10.5 a>b REFER\n" "60 --\n" },
	{ "too few copies for silence", "!transfer", TALK REFER "9.5 a>b REFER\n" "60 --\n" },
	{ "somebody says that it is tried", "!transfer", TALK REFER "9.1 b>a 100 REFER cseq=2\n" "9.5 a>b REFER\n" "10.5 a>b REFER\n" "60 --\n" },
	{ "the trace ends before the silence is sure", "?transfer.failed?", TALK REFER "9.5 a>b REFER\n" "10.5 a>b REFER\n" "40 --\n" },
	{ "that it was accepted was not captured", "transfer.failed (code.486)", TALK REFER TOLD("9.4", "486_Busy_Here") BYE("20") },
	{ "the trace begins behind the REFER", "transfer.failed (code.503) (q850.34)",
	    TOLD("9.2", "100_Trying") TOLD("9.4", "503_Service_Unavailable~Reason:_Q.850;cause=34") BYE("20") },
	{ "and it rings in the end", "!transfer", TOLD("9.2", "100_Trying") TOLD("9.4", "180_Ringing") BYE("20") },
	{ "and the next one is answered", "!transfer", TOLD("9.2", "486_Busy_Here") TOLD("9.4", "200_OK") BYE("20") },
	{ "and that outside of any dialog", "!transfer", "9 b>a NOTIFY from=t to=- frag=486_Busy_Here | Event: refer\n" "9.1 a>b 200 NOTIFY from=t\n" "99 --\n" },
	{ "hung up at once", "ok !transfer", TALK REFER "9.1 b>a 202 REFER cseq=2\n" BYE("10") },
	{ "told to who has hung up", "ok !code.481", TALK REFER "9.1 b>a 202 REFER cseq=2\n" "10 a>b BYE cseq=9\n" "10.1 b>a 200 BYE cseq=9\n"
	    "14 b>a NOTIFY from=t to=f cseq=1 branch=n frag=200_OK | Event: refer\n" "14.1 a>b 481 NOTIFY from=t to=f cseq=1 branch=n\n" "99 --\n" },
	{ "told to who talks, and is not known", "code.481", TALK REFER "9.1 b>a 202 REFER cseq=2\n"
	    "14 b>a NOTIFY from=t to=f cseq=1 branch=n frag=200_OK | Event: refer\n" "14.1 a>b 481 NOTIFY from=t to=f cseq=1 branch=n\n" BYE("40") },
	{ "nothing was to be told", "ok !transfer",
	    TALK "9 a>b REFER | Refer-Sub: false\n" "9.1 b>a 202 REFER cseq=2 | Refer-Sub: false\n" BYE("50") },
	{ "it asked for nothing", "ok !transfer", TALK "9 a>b REFER | Refer-Sub: false\n" "9.1 b>a 202 REFER cseq=2\n" BYE("50") },
	{ "its end is missing, and what it asked for may stand there", "ok !transfer", TALK "9 a>b REFER cut\n" "9.1 b>a 202 REFER cseq=2\n" BYE("50") },
	{ "what it is granted may stand in what is missing", "ok !transfer", TALK REFER "9.1 b>a 202 REFER cseq=2 cut\n" BYE("50") },
	{ "it is granted nothing", "ok !transfer", TALK REFER "9.1 b>a 202 REFER cseq=2 | Refer-Sub: false\n" BYE("50") },
	{ "it asked for news, and was granted them", "transfer.failed",
	    TALK "9 a>b REFER | Refer-Sub: true\n" "9.1 b>a 202 REFER cseq=2 | Refer-Sub: true\n" BYE("50") },
	{ "without a subscription", "ok !transfer", TALK "9 a>b REFER | Require: nosub\n" "9.1 b>a 200 REFER cseq=2\n" BYE("50") },
	{ "or one of its own", "ok !transfer", TALK "9 a>b REFER | Require: explicitsub\n" "9.1 b>a 200 REFER cseq=2\n" BYE("50") },
	{ "news with the cause of the last exchange", "transfer.failed (q850.17)", WITH("Reason:_Q.850;cause=17") },
	{ "behind that of the last server", "transfer.failed (q850.17)", WITH("Reason:_SIP;cause=486,_Q.850;cause=17") },
	{ "the last cause there is", "transfer.failed (q850.127)", WITH("Reason:_Q.850;cause=127") },
	{ "one beyond", "transfer.failed !(q850", WITH("Reason:_Q.850;cause=128") },
	{ "the first", "transfer.failed (q850.1)", WITH("Reason:_Q.850;cause=1") },
	{ "none", "transfer.failed !(q850", WITH("Reason:_Q.850;cause=0") },
	{ "no cause is told", "transfer.failed !(q850", WITH("Reason:_Q.850;text=\"busy\"") },
	{ "of another protocol", "transfer.failed !(q850", WITH("Reason:_SIP;cause=17") },
	{ "the trace ends", "ok ?transfer.failed?", TALK REFER "9.1 b>a 202 REFER cseq=2\n" "12 --\n" },
	{ "told to who has hung up, and it failed", "transfer.failed (code.404)", LEFT },
	{ "told before he leaves, and not taken", "code.481",
	    TALK REFER "9.1 b>a 202 REFER cseq=2\n" "9.3 b>a NOTIFY from=t to=f cseq=1 frag=200_OK | Event: refer\n"
	    "9.4 a>b 481 NOTIFY from=t to=f cseq=1\n" BYE("20") },
	{ "no such call to replace", "transfer.failed (code.481)", REFUSED("| Replaces: x;to-tag=1;from-tag=2", "481") },
	{ "481 without Replaces", "code.481 !transfer", REFUSED("", "481") },
	{ "Replaces, and busy", "code.486 !transfer", REFUSED("| Replaces: x;to-tag=1;from-tag=2", "486") },
};

#define HOST(n) " | Via: SIP/2.0/UDP 203.0.113." n ";branch=z9hG4bK-w" n

/* A request that has been at two hosts below the sender, refused, with so many hops left. */
#define ROUND(first, second, code, left) \
	"0 a>b INVITE hops=" left " | Via: SIP/2.0/UDP " first ";branch=z9hG4bK-8 | Via: SIP/2.0/UDP " second ";branch=z9hG4bK-9\n" \
	"0.1 b>a " code "\n" "0.2 a>b ACK branch=1\n"

static const struct script routes[] = {
	{ "two ways to one phone", "routing.merged !routing.loop",
	    "0 p>b INVITE branch=x via=1\n" "0.1 q>b INVITE branch=y via=1\n" "0.2 b>q 482 branch=y via=1\n"
	    "0.3 q>b ACK branch=y\n" "1 b>p 200 branch=x via=1\n" "1.1 p>b ACK\n" },
	{ "tried again, and then it meets itself", "code.482 !routing.merged",
	    "0 a>p INVITE branch=below0\n" "0.1 p>b INVITE branch=y via=1\n" "0.2 b>p 486 branch=y via=1\n" "0.3 p>b ACK branch=y\n"
	    "0.4 p>a 486 branch=below0\n" "0.5 a>p ACK branch=below0\n" "1 a>p INVITE cseq=2 branch=z\n" "1.1 p>a 482 cseq=2 branch=z\n"
	    "1.2 a>p ACK cseq=2 branch=z\n" "60 --\n" },
	{ "two ways, and the same branch on both", "!routing.merged",
	    "0 p>b INVITE branch=x via=1\n" "0.1 q>b INVITE branch=x via=1\n" "0.2 b>q 482 branch=x via=1\n" "0.3 q>b ACK branch=x\n"
	    "1 b>p 486 branch=x via=1\n" "1.1 p>b ACK branch=x\n" },
	{ "two ways of another number", "code.482 !routing.merged",
	    "0 p>b INVITE branch=x via=1\n" "0.1 q>b INVITE branch=y via=1 cseq=2\n" "0.2 b>q 482 branch=y via=1 cseq=2\n" "0.3 q>b ACK branch=y cseq=2\n" },
	{ "the first of them came out of the other", "code.482 !routing.merged",
	    "0 a>p INVITE branch=u\n" "0.1 p>b INVITE branch=y | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-u\n" "0.2 p>a 482 branch=u\n" "0.3 a>p ACK branch=u\n" },
	{ "one of them had been round in a circle", "!routing.merged",
	    "0 p>b INVITE branch=x" HOST("113") HOST("113") "\n" "0.1 q>b INVITE branch=y via=1\n" "0.2 b>q 482 branch=y via=1\n" "0.3 q>b ACK branch=y\n" },
	{ "refused for something else", "code.486 !routing",
	    "0 p>b INVITE branch=x via=1\n" "0.1 q>b INVITE branch=y via=1\n" "0.2 b>q 486 branch=y via=1\n" "0.3 q>b ACK branch=y\n" },
	{ "a host with its port and without", "routing.loop (code.482)", ROUND("192.0.2.9:5060", "192.0.2.9", "482", "70") },
	{ "two ports of one host", "code.482 !routing", ROUND("192.0.2.9:5070", "192.0.2.9", "482", "70") },
	{ "names in capitals and not", "routing.loop", ROUND("Proxy.example", "proxy.example", "482", "70") },
	{ "twice, and few hops are left", "routing.loop %likely", ROUND("192.0.2.9", "192.0.2.9", "483", "3") },
	{ "one hop more", "code.483 !routing", ROUND("192.0.2.9", "192.0.2.9", "483", "4") },
	{ "twice, and many are left: it may be a spiral", "code.483 !routing", ROUND("192.0.2.9", "192.0.2.9", "483", "70") },
	{ "three times is no spiral", "routing.loop %proven #loop-circle:3",
	    "0 a>b INVITE | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-7 | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-8 | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-9\n"
	    "0.1 b>a 483\n" "0.2 a>b ACK branch=1\n" },
	{ "it came back to who had it", "routing.loop %proven",
	    "0 a>b INVITE hops=70 branch=u\n" "0.1 c>b INVITE branch=v hops=60" HOST("98") HOST("97") HOST("98") "\n"
	    "0.2 b>c 483 branch=v" HOST("98") HOST("97") HOST("98") "\n" "0.3 c>b ACK branch=v\n" },
	{ "with another target it is none", "code.483 !routing",
	    "0 a>b INVITE hops=70 branch=u\n" "0.1 c>b INVITE branch=v hops=60 uri=sip:zoe@example.net" HOST("98") HOST("97") HOST("98") "\n"
	    "0.2 b>c 483 branch=v" HOST("98") HOST("97") HOST("98") "\n" "0.3 c>b ACK branch=v\n" },
	{ "one way", "code.482 !routing",
	    "0 a>p INVITE branch=below0\n" "0.1 p>b INVITE branch=y via=1\n" "0.2 b>p 482 branch=y via=1\n" "0.3 p>b ACK branch=y\n"
	    "0.4 p>a 482 branch=below0\n" "0.5 a>p ACK branch=below0\n" },
	{ "round and round", "routing.loop (code.483) !routing.merged",
	    "0 a>p INVITE branch=v\n" "0.1 p>q INVITE branch=w" HOST("97") "\n" "0.2 q>p INVITE branch=x" HOST("112") HOST("97") "\n"
	    "0.3 p>q INVITE branch=y" HOST("113") HOST("112") HOST("97") "\n" "0.4 q>p 483 branch=y" HOST("113") HOST("112") HOST("97") "\n"
	    "0.5 q>p 483 branch=w" HOST("97") "\n" "0.6 p>a 483 branch=v\n" "0.7 a>p ACK branch=v\n" },
	{ "it is back where its Via says it has been", "routing.loop %proven #loop-returned:203.0.113.98_→_203.0.113.112:5060_→_203.0.113.98:5060 !routing.merged",
	    "0 a>b INVITE branch=v\n" "0.1 p>b INVITE branch=w" HOST("98") HOST("97") "\n" "0.2 b>p 482 branch=w" HOST("98") HOST("97") "\n" "0.3 b>a 482 branch=v\n"
	    "0.4 a>b ACK branch=v\n" },
	{ "another port of that host gets it", "!routing.loop",
	    "0 a>b INVITE branch=v\n" "0.1 p>b INVITE branch=w" HOST("97") " | Via: SIP/2.0/UDP 203.0.113.98:5080;branch=z9hG4bK-b\n" "0.2 b>a 482 branch=v\n"
	    "0.4 a>b ACK branch=v\n" },
	{ "back, with hops left and another target: a spiral", "code.483 !routing.loop",
	    "0 a>b INVITE branch=v hops=70\n" "0.1 p>b INVITE branch=w hops=60 uri=sip:zoe@example.net" HOST("98") HOST("97") "\n"
	    "0.2 b>p 483 branch=w" HOST("98") HOST("97") "\n" "0.3 b>a 483 branch=v\n" "0.4 a>b ACK branch=v\n" },
	{ "two hosts, each of them twice: the circle of the last", "routing.loop #loop-circle:203.0.113.113:5060 #loop-circle:2 "
	    "#loop-circle:203.0.113.113_→_203.0.113.112_→_203.0.113.113:5060",
	    "0 a>p INVITE branch=v\n" "0.1 p>q INVITE branch=w" HOST("97") "\n" "0.2 q>p INVITE branch=x" HOST("112") HOST("97") "\n"
	    "0.3 p>q INVITE branch=y" HOST("113") HOST("112") HOST("97") "\n"
	    "0.4 q>p INVITE branch=z" HOST("112") HOST("113") HOST("112") HOST("97") "\n"
	    "0.5 p>q 483 branch=z" HOST("112") HOST("113") HOST("112") HOST("97") "\n" },
	{ "a circle on one way, and the other one answers", "ok !routing",
	    "0 a>b INVITE | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-1 | Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-2\n"
	    "0.01 a>d INVITE branch=y\n" "0.1 b>a 482\n" "0.2 a>b ACK branch=1\n" "0.3 d>a 200 branch=y\n" "0.4 a>d ACK\n" "9 a>d BYE\n" "9.1 d>a 200 BYE\n" "60 --\n" },
	{ "Max-Forwards was low from the start", "code.483 !routing", "0 a>b OPTIONS\n" "0.1 b>a 483 OPTIONS\n" },
	{ "twice through a proxy, and busy", "code.486 !routing",
	    "0 p>b INVITE branch=y" HOST("113") HOST("112") HOST("97") "\n" "1 b>p 486 branch=y" HOST("113") HOST("112") HOST("97") "\n"
	    "1.1 p>b ACK branch=y\n" },
};

#define MOVED(contact) "0 a>b INVITE\n" "0.1 b>a 302" contact "\n" "0.2 a>b ACK branch=1\n"
#define TO_C " | Contact: <sip:carol@198.51.100.3>"

#define ANSWERED(code) "0 a>b INVITE\n" "0.1 b>a " code TO_C "\n" "0.2 a>b ACK branch=1\n"

#define SENT_AWAY "0 a>b REGISTER\n" "0.1 b>a 302 REGISTER" TO_C "\n"

static const struct script redirects[] = {
	{ "and nothing more", "redirect.not-followed (code.302)", MOVED(TO_C) "60 --\n" },
	{ "followed", "ok !redirect",
	    MOVED(TO_C) "0.3 a>c INVITE cseq=2 uri=sip:carol@198.51.100.3\n" "1 c>a 200 cseq=2\n" "1.1 a>c ACK cseq=2\n" "60 --\n" },
	{ "followed under another Call-ID", "!redirect",
	    MOVED(TO_C) "0.3 a>c INVITE id=other uri=sip:carol@198.51.100.3\n" "1 c>a 200 id=other\n" "1.1 a>c ACK id=other\n" "60 --\n" },
	{ "followed, and busy there", "code.486 !redirect",
	    MOVED(TO_C) "0.3 a>c INVITE cseq=2 uri=sip:carol@198.51.100.3\n" "1 c>a 486 cseq=2\n" "1.1 a>c ACK cseq=2 branch=2\n" "60 --\n" },
	{ "somebody else is called", "redirect.not-followed",
	    MOVED(TO_C) "0.3 a>c INVITE id=other uri=sip:dave@198.51.100.4\n" "1 c>a 200 id=other\n" "1.1 a>c ACK id=other\n" "60 --\n" },
	{ "the trace ends", "code.302 ?redirect.not-followed?", MOVED(TO_C) "0.5 --\n" },
	{ "the first code of a redirection", "redirect.not-followed (code.300)", ANSWERED("300") "60 --\n" },
	{ "the last one", "redirect.not-followed", ANSWERED("399") "60 --\n" },
	{ "the next one", "!redirect", ANSWERED("400") "60 --\n" },
	{ "another service", "!redirect", ANSWERED("380") "60 --\n" },
	{ "within a call", "!redirect",
	    TALK "5 a>b INVITE cseq=2 to=t\n" "5.1 b>a 302 cseq=2" TO_C "\n" "5.2 a>b ACK cseq=2 branch=2\n" "20 a>c OPTIONS id=x\n" BYE("60") },
	{ "not to an INVITE", "!redirect", "0 a>b OPTIONS\n" "0.1 b>a 302 OPTIONS" TO_C "\n" "9 a>c OPTIONS id=x\n" "60 --\n" },
	{ "a registration sent elsewhere", "redirect.not-followed (code.302) %caller", SENT_AWAY "9 a>d OPTIONS id=x\n" "9.1 d>a 200 OPTIONS id=x\n" "60 --\n" },
	{ "it asks the same server again", "redirect.not-followed",
	    SENT_AWAY "9 a>d OPTIONS id=x\n" "9.1 d>a 200 OPTIONS id=x\n" "30 a>b REGISTER cseq=2\n" "30.1 b>a 302 REGISTER cseq=2" TO_C "\n" "60 --\n" },
	{ "it registers there", "!redirect", SENT_AWAY "9 a>c REGISTER id=x uri=sip:198.51.100.3\n" "9.1 c>a 200 REGISTER id=x\n" "60 --\n" },
	{ "it registers at another server of the domain", "!redirect", SENT_AWAY "9 a>d REGISTER id=x\n" "9.1 d>a 200 REGISTER id=x\n" "60 --\n" },
	{ "where that would not be seen", "!redirect", SENT_AWAY "9 a>b OPTIONS id=x\n" "9.1 b>a 200 OPTIONS id=x\n" },
	{ "a registration moved for good, and followed", "!%warning !%error",
	    "0 a>b REGISTER\n" "0.1 b>a 301 REGISTER" TO_C "\n" "9 a>c REGISTER id=x uri=sip:198.51.100.3\n" "9.1 c>a 200 REGISTER id=x\n" "60 --\n" },
	{ "a number moved for good, and called under another Call-ID", "!%warning !%error",
	    "0 a>b INVITE\n" "0.1 b>a 301" TO_C "\n" "0.2 a>b ACK branch=1\n" "0.3 a>c INVITE id=other uri=sip:carol@198.51.100.3\n" "1 c>a 200 id=other\n"
	    "1.1 a>c ACK id=other\n" "60 --\n" },
	{ "a number moved for good, and the trace ends", "code.301 ?redirect.not-followed? !%warning", ANSWERED("301") "0.5 --\n" },
	{ "a number moved for good, and given up", "redirect.not-followed %warning", ANSWERED("301") "60 --\n" },
	{ "tried again, and nobody answers yet", "!redirect.not-followed", MOVED(TO_C) "0.3 a>b INVITE cseq=2\n" "0.4 b>a 180 cseq=2\n" "60 --\n" },
	{ "tried again, and refused", "!redirect.not-followed",
	    MOVED(TO_C) "0.3 a>b INVITE cseq=2\n" "0.4 b>a 400 cseq=2\n" "0.5 a>b ACK cseq=2 branch=2\n" "60 --\n" },
	{ "tried again, and sent away again", "redirect.not-followed",
	    MOVED(TO_C) "0.3 a>b INVITE cseq=2\n" "0.4 b>a 302 cseq=2" TO_C "\n" "0.5 a>b ACK cseq=2 branch=2\n" "60 --\n" },
	{ "where it would not be seen", "code.302 !redirect.not-followed",
	    MOVED(" | Contact: <sip:carol@198.51.100.3>") "9 a>b OPTIONS id=x\n" "9.1 b>a 200 OPTIONS id=x\n" },
	{ "where what passes between others is seen", "redirect.not-followed %caller",
	    MOVED(" | Contact: <sip:carol@198.51.100.3>") "9 a>d OPTIONS id=x\n" "9.1 d>a 200 OPTIONS id=x\n" },
	{ "to who asked, where only its callee is seen", "code.302 !redirect.not-followed",
	    MOVED(" | Contact: <sip:carol@203.0.113.97>") "9 b>a OPTIONS id=x\n" "9.1 a>b 200 OPTIONS id=x\n" "60 b>a OPTIONS id=y\n" },
	{ "to who asked, where others are seen, too", "redirect.not-followed",
	    MOVED(" | Contact: <sip:carol@203.0.113.97>") "9 a>d OPTIONS id=x\n" "9.1 d>a 200 OPTIONS id=x\n" "60 b>a OPTIONS id=y\n" },
	{ "to who is asked", "redirect.not-followed",
	    MOVED(" | Contact: <sip:carol@203.0.113.98>") "9 b>a OPTIONS id=x\n" "9.1 a>b 200 OPTIONS id=x\n" "60 b>a OPTIONS id=y\n" },
	{ "nowhere to go", "redirect.not-followed %callee", MOVED("") "0.5 --\n" },
	{ "back to itself", "redirect.not-followed %callee", MOVED(" | Contact: <sip:bob@example.net>") "0.5 --\n" },
	{ "another port of the same host", "redirect.not-followed", MOVED(" | Contact: <sip:bob@example.net:5070>") "60 --\n" },
	{ "one of several", "ok !redirect",
	    MOVED(" | Contact: <sip:dave@198.51.100.4>, <sip:carol@198.51.100.3>")
	    "0.3 a>c INVITE cseq=2 uri=sip:carol@198.51.100.3\n" "1 c>a 200 cseq=2\n" "1.1 a>c ACK cseq=2\n" "60 --\n" },
};

#define FULL(n) "0 a>b INVITE\n" "0.1 b>a 503 | Retry-After: " n "\n" "0.2 a>b ACK branch=1\n"
#define NEW(t, who) t " " who " INVITE id=new\n"

static const struct script waits[] = {
	{ "a new call too early", "overload.retry-after-ignored code.503", FULL("30") NEW("4", "a>b") "60 --\n" },
	{ "just in time", "code.503 !overload", FULL("30") NEW("30.1", "a>b") "80 --\n" },
	{ "just too early", "overload.retry-after-ignored code.503", FULL("30") NEW("30.09", "a>b") "80 --\n" },
	{ "the trace ends soon after", "overload.retry-after-ignored code.503", FULL("30") NEW("4", "a>b") },
	{ "twice", "overload.retry-after-ignored #waited-less:2", FULL("30") NEW("4", "a>b") "5 a>b INVITE id=newer\n" "60 --\n" },
	{ "another port of the same host", "code.503 !overload", FULL("30") NEW("4", "a>b:5070") "60 --\n" },
	{ "another code that names a time", "code.500 !overload",
	    "0 a>b INVITE\n" "0.1 b>a 500 | Retry-After: 30\n" "0.2 a>b ACK branch=1\n" NEW("4", "a>b") "60 --\n" },
	{ "no time to wait", "code.503 !overload", FULL("0") NEW("4", "a>b") "60 --\n" },
	{ "a time that can't be read", "code.503 !overload", FULL("soon") NEW("4", "a>b") "60 --\n" },
	{ "a peer that is only asked whether it lives", "!overload",
	    "0 a>b OPTIONS\n" "0.1 b>a 503 OPTIONS | Retry-After: 30\n" "4 a>b OPTIONS id=new\n" "60 --\n" },
	{ "waited", "code.503 !overload", FULL("30") NEW("31", "a>b") "80 --\n" },
	{ "another server", "code.503 !overload", FULL("30") NEW("4", "a>d") "60 --\n" },
	{ "another client", "code.503 !overload", FULL("30") NEW("4", "d>b") "60 --\n" },
	{ "the log of the client itself", "overload.retry-after-ignored",
	    "0 ?>b INVITE\n" "0.1 b>? 503 | Retry-After: 30\n" "0.2 ?>b ACK branch=1\n" NEW("4", "?>b") "60 --\n" },
	{ "the log of the server itself", "overload.retry-after-ignored",
	    "0 a>? INVITE\n" "0.1 ?>a 503 | Retry-After: 30\n" "0.2 a>? ACK branch=1\n" NEW("4", "a>?") "60 --\n" },
	{ "another client in it", "code.503 !overload",
	    "0 a>? INVITE\n" "0.1 ?>a 503 | Retry-After: 30\n" "0.2 a>? ACK branch=1\n" NEW("4", "d>?") "60 --\n" },
	{ "a text without addresses", "code.503 !overload",
	    "0 ?>? INVITE\n" "0.1 ?>? 503 | Retry-After: 30\n" "0.2 ?>? ACK branch=1\n" NEW("4", "?>?") "60 --\n" },
	{ "the INVITE again, on its way already", "code.503 !overload",
	    "0 a>b INVITE\n" "0.1 b>a 503 | Retry-After: 30\n" "0.11 a>b INVITE\n" "0.2 a>b ACK branch=1\n" "60 --\n" },
	{ "no time was named", "code.503 !overload",
	    "0 a>b INVITE\n" "0.1 b>a 503\n" "0.2 a>b ACK branch=1\n" NEW("4", "a>b") "60 --\n" },
	{ "long after", "overload.retry-after-ignored", FULL("120") "20 --\n" "50 --\n" NEW("90", "a>b") "300 --\n" },
};

static void responses_name_what_they_refuse(void **state) { (void)state; ALL(extensions); }
static void another_try_takes_back_no_refusal(void **state) { (void)state; ALL(tries); }
static void calls_are_refused_for_their_identity(void **state) { (void)state; ALL(identities); }
static void refused_requests_break_the_grammar(void **state) { (void)state; ALL(syntax); }
static void transfers_fail(void **state) { (void)state; ALL(transfers); }
static void requests_meet_themselves(void **state) { (void)state; ALL(routes); }
static void redirects_are_to_be_followed(void **state) { (void)state; ALL(redirects); }
static void clients_must_wait(void **state) { (void)state; ALL(waits); }

/* RFC 8224 §6.2.2, RFC 8197, RFC 8688 */
static void
some_codes_are_about_identity(void **state)
{
	static const struct { int code; bool is_one; } rows[] = {
		{ 427, false }, { 428, true }, { 429, false }, { 435, false }, { 436, true }, { 437, true }, { 438, true }, { 439, false },
		{ 606, false }, { 607, true }, { 608, true }, { 609, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char script[256], name[16];

		snprintf(name, sizeof name, "%d", rows[i].code);
		snprintf(script, sizeof script, "0 a>b INVITE\n" "1 b>a %d\n" "1.1 a>b ACK branch=1\n" "60 --\n", rows[i].code);
		expect(name, script, rows[i].is_one ? "identity.refused" : "!identity.refused");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(responses_name_what_they_refuse),
		cmocka_unit_test(another_try_takes_back_no_refusal),
		cmocka_unit_test(calls_are_refused_for_their_identity),
		cmocka_unit_test(some_codes_are_about_identity),
		cmocka_unit_test(refused_requests_break_the_grammar),
		cmocka_unit_test(transfers_fail),
		cmocka_unit_test(requests_meet_themselves),
		cmocka_unit_test(redirects_are_to_be_followed),
		cmocka_unit_test(clients_must_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
