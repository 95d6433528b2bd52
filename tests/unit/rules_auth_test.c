/* SPDX-License-Identifier: MIT */
#include "script.h"

#define ASK(realm, nonce) "WWW-Authenticate: Digest realm=\"" realm "\", nonce=\"" nonce "\", algorithm=MD5"
#define STALE(realm, nonce) ASK(realm, nonce) ", stale=true"
#define GIVE(realm, nonce) "Authorization: Digest username=\"u\", realm=\"" realm "\", nonce=\"" nonce \
	"\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5"
#define CUT(realm, nonce) "Authorization: Digest username=\"u\", realm=\"" realm "\", nonce=\"" nonce

#define LOGIN(answer) "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a " answer "\n"
#define CALL(answer) "0 a>b INVITE\n" "0.1 b>a 401 | " ASK("r", "n1") "\n" "0.1 a>b ACK branch=1\n" "0.2 a>b INVITE cseq=2 | " GIVE("r", "n1") "\n" \
	"0.3 b>a " answer "\n" "0.3 a>b ACK cseq=2 branch=2\n"

static const struct script bad_credentials[] = {
	{ "the nonce just issued is refused", "auth.bad-credentials (code.401) !auth.stale-nonce",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") "\n" },
	{ "without times and addresses", "auth.bad-credentials",
	    "- ?>? REGISTER\n" "- ?>? 401 REGISTER | " ASK("r", "n1") "\n"
	    "- ?>? REGISTER cseq=2 | " GIVE("r", "n1") "\n" "- ?>? 401 REGISTER cseq=2 | " ASK("r", "n2") "\n" },
	{ "403 to the credentials", "auth.bad-credentials (code.403)",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 403 REGISTER cseq=2 | X-Nothing: here\n" },
	{ "the token is refused", "auth.bad-credentials (code.401) !auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Bearer scope=\"sip\"\n" "0.2 a>b REGISTER cseq=2 | Authorization: Bearer e30\n"
	    "0.3 b>a 401 REGISTER cseq=2 | WWW-Authenticate: Bearer error=\"invalid_token\"\n" "60 --\n" },
	{ "a SIM that is out of step", "!auth.bad-credentials",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") ", auts=\"5PYx\"\n"
	    "0.3 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") "\n" },
	{ "another token is good", "ok !auth",
	    "0 a>b REGISTER | Authorization: Bearer e30\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Bearer error=\"invalid_token\"\n"
	    "0.2 a>b REGISTER cseq=2 | Authorization: Bearer e31\n" "0.3 b>a 200 REGISTER cseq=2\n" "60 --\n" },
	{ "the empty nonce of an IMS client's first REGISTER", "ok !auth",
	    "0 a>b REGISTER | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"\", uri=\"sip:bob@example.net\", response=\"\"\n"
	    "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 200 REGISTER cseq=2\n" "60 --\n" },
	{ "the same empty nonce once more, though one was given", "auth.bad-credentials =empty",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"\", uri=\"sip:bob@example.net\", response=\"\"\n"
	    "0.3 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") "\n" "60 --\n" },
	{ "a token of another kind is asked for", "!auth.bad-credentials",
	    "0 a>b REGISTER | Authorization: Bearer e30\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Bearer error=\"insufficient_scope\"\n" "60 --\n" },
	{ "the realm is another one", "auth.bad-credentials",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("other", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") "\n" },
	{ "a nonce from before this trace", "!auth.bad-credentials",
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n0") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("r", "n1") "\n" },
	{ "the nonce was stale", "!auth.bad-credentials",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " STALE("r", "n2") "\n" },
	{ "another realm asks", "!auth.bad-credentials",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("q", "n2") "\n" },
	{ "the number is wrong, not the password", "code.404 !auth",
	    "0 a>b INVITE\n" "0.1 b>a 401 | " ASK("r", "n1") "\n" "0.1 a>b ACK branch=1\n"
	    "0.2 a>b INVITE cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 404 cseq=2\n" "0.3 a>b ACK cseq=2 branch=2\n" },
	{ "refused once, then right", "ok !auth",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") "\n"
	    "0.4 a>b REGISTER cseq=3 | " GIVE("r", "n2") "\n" "0.5 b>a 200 REGISTER cseq=3\n" },
	{ "403 to a call, which may be forbidden for anything", "code.403 !auth.bad-credentials",
	    "0 a>b INVITE\n" "0.1 b>a 401 | " ASK("r", "n1") "\n" "0.1 a>b ACK branch=1\n"
	    "0.2 a>b INVITE cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 403 cseq=2\n" "0.3 a>b ACK cseq=2 branch=2\n" },
	{ "403 with another phrase", "code.403 !auth.bad-credentials", LOGIN("403 REGISTER cseq=2 phrase=No_trunk") },
	{ "with a warning of what it is", "!auth.bad-credentials", LOGIN("403 REGISTER cseq=2 | Warning: 399 h \"barred\"") },
	{ "with a reason", "!auth.bad-credentials", LOGIN("403 REGISTER cseq=2 | Reason: Q.850;cause=21") },
	{ "it names what it found bad", "auth.bad-credentials %likely", CALL("403 cseq=2 phrase=Bad_auth") },
	{ "or so", "auth.bad-credentials %likely", CALL("403 cseq=2 phrase=Wrong_Password") },
	{ "or so", "auth.bad-credentials %likely", CALL("403 cseq=2 phrase=Invalid_credentials") },
	{ "another code that names it", "!auth.bad-credentials", CALL("404 cseq=2 phrase=Wrong_Password") },
	{ "the phrase says that the nonce was too old", "!auth.bad-credentials", LOGIN("401 REGISTER cseq=2 phrase=Nonce_expired | " ASK("r", "n2")) },
	{ "or so", "!auth.bad-credentials", LOGIN("401 REGISTER cseq=2 phrase=Stale | " ASK("r", "n2")) },
	{ "one more realm asks: the first may have been content", "!auth.bad-credentials",
	    LOGIN("401 REGISTER cseq=2 | " ASK("r", "n2") " | " ASK("q", "m2")) },
	{ "challenged again is proof", "auth.bad-credentials %proven", LOGIN("401 REGISTER cseq=2 | " ASK("r", "n2")) },
	{ "403 for a reason of its own", "!auth.bad-credentials",
	    "0 a>b INVITE\n" "0.1 b>a 401 | " ASK("r", "n1") "\n" "0.1 a>b ACK branch=1\n"
	    "0.2 a>b INVITE cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 403 cseq=2 | Reason: Q.850;cause=21\n" },
};

#define LEFT(n, t, nonce) t " a>b INVITE id=" n " | " GIVE("r", nonce) "\n" t "1 b>a 401 id=" n " | " ASK("r", "n" n) "\n" t "2 a>b ACK id=" n " branch=1\n"

#define GONE(t) t " a>b SUBSCRIBE id=old to=x cseq=9 | Event: presence\n" t ".1 b>a 481 SUBSCRIBE id=old to=x cseq=9\n"
#define MADE(t, user) t " a>b SUBSCRIBE id=new uri=sip:" user "@example.net | Event: presence\n" t ".1 b>a 200 SUBSCRIBE id=new | Expires: 60\n" "60 --\n"

/* RFC 8760: the same realm with two algorithms, each with a nonce of its own. */
#define TWO(nonce, other) "WWW-Authenticate: Digest realm=\"r\", nonce=\"" nonce "\", algorithm=SHA-256 | " ASK("r", other)
#define OLD_AGAIN(at) at " a>b REGISTER cseq=2 branch=x | " GIVE("r", "n1") "\n"

/* At both sides of a router; its client's second try, and the same behind it. */
#define THROUGH(given, branch, at) \
	"0 C>b REGISTER branch=x\n" "0.001 a>b REGISTER branch=x\n" "0.1 b>a 401 REGISTER branch=x | " ASK("r", "n1") "\n" \
	"0.101 b>C 401 REGISTER branch=x | " ASK("r", "n1") "\n" "0.3 C>b REGISTER cseq=2 branch=x2 | " GIVE("r", "n1") "\n" \
	at " a>b REGISTER cseq=2 branch=" branch given "\n" "0.4 b>a 401 REGISTER cseq=2 branch=" branch " | " ASK("r", "n2") "\n" \
	"0.401 b>C 401 REGISTER cseq=2 branch=x2 | " ASK("r", "n2") "\n" "60 --\n"

static const struct script never_met[] = {
	{ "a 401 that asks for nothing", "auth.no-challenge !auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER\n" "5 a>b REGISTER cseq=2\n" "5.1 b>a 401 REGISTER cseq=2\n" },
	{ "a 407 that asks as a 401 does", "auth.no-challenge %proxy", "0 a>b INVITE\n" "0.1 b>a 407 | " ASK("r", "n1") "\n" "0.2 a>b ACK branch=1\n" },
	{ "to a ping it is a sign of life", "auth.no-challenge %notice", "0 a>b OPTIONS\n" "0.1 b>a 401 OPTIONS\n" "60 --\n" },
	{ "to a registration it is none", "auth.no-challenge %error", "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER\n" "60 --\n" },
	{ "nothing that can be read", "auth.no-challenge %registrar", "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: ,\n" },
	{ "a digest without a nonce", "auth.no-challenge !auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\"\n" "5 a>b REGISTER cseq=2\n"
	    "5.1 b>a 401 REGISTER cseq=2 | WWW-Authenticate: Digest realm=\"r\"\n" },
	{ "somebody left the nonce out of the text", "!auth.no-challenge",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", ...\n" },
	{ "a nonce whose quotes were escaped", "!auth.no-challenge",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\\\"r\\\", Nonce=\\\"n1\\\"\n" },
	{ "behind it stands one with a nonce", "!auth.no-challenge",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", Digest realm=\"s\", nonce=\"n\"\n" },
	{ "it did not come of the attempt that another proxy refused", "auth.no-challenge",
	    "0 a>p INVITE\n" "0.1 p>a 503\n" "0.1 a>p ACK branch=1\n" "0.2 q>b INVITE branch=y via=1\n" "0.3 b>q 401 branch=y via=1\n"
	    "0.4 q>b ACK branch=y via=1\n" },
	{ "another scheme is a challenge as well", "!auth.no-challenge", "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Basic realm=\"r\"\n" },
	{ "a router took the challenge out", "auth.no-challenge %auth.no-challenge/stripped %network",
	    "0 C>b REGISTER branch=x\n" "0.001 a>b REGISTER branch=x\n" "0.1 b>a 401 REGISTER branch=x | " ASK("r", "n1") "\n" "0.101 b>C 401 REGISTER branch=x\n" },
	{ "neither in front of the router was there one", "auth.no-challenge !%auth.no-challenge/stripped",
	    "0 C>b REGISTER branch=x\n" "0.001 a>b REGISTER branch=x\n" "0.1 b>a 401 REGISTER branch=x\n" "0.101 b>C 401 REGISTER branch=x\n" },
	{ "a router took the credentials out", "auth.challenge-ignored %auth.challenge-ignored/stripped !auth.bad-credentials", THROUGH("", "x2", "0.301") },
	{ "it let them pass", "auth.bad-credentials =password !auth.challenge-ignored", THROUGH(" | " GIVE("r", "n1"), "x2", "0.301") },
	{ "somebody was asked all the same", "!auth.no-challenge",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER\n" "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 403 REGISTER cseq=2\n" },
	{ "it went well in the end", "ok !auth", "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER\n" "5 a>b REGISTER cseq=2\n" "5.1 b>a 200 REGISTER cseq=2\n" },
	{ "a new Call-ID for each answer", "auth.new-call-id !auth.challenge-ignored",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASK("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n" LEFT("2", "0.3", "n1") "99 --\n" },
	{ "a subscription that was gone is made anew", "ok !code.481", GONE("7") MADE("8", "bob") },
	{ "and for somebody else", "code.481", GONE("7") MADE("8", "carol") },
	{ "and much later", "code.481", GONE("7") MADE("27", "bob") },
	{ "and not at all", "code.481", GONE("7") "60 --\n" },
	{ "somebody else answers it", "!auth.new-call-id",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASK("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n"
	    "0.3 d>b INVITE id=2 | " GIVE("r", "n1") "\n" "0.4 b>d 401 id=2 | " ASK("r", "n2") "\n" "0.5 d>b ACK id=2 branch=1\n" "99 --\n" },
	{ "another number is called", "!auth.new-call-id",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASK("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n"
	    "0.3 a>b INVITE user=zoe id=2 | " GIVE("r", "n1") "\n" "0.4 b>a 401 user=zoe id=2 | " ASK("r", "n2") "\n" "0.5 a>b ACK user=zoe id=2 branch=1\n" "99 --\n" },
	{ "another method", "!auth.new-call-id",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASK("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n"
	    "0.3 a>b MESSAGE id=2 | " GIVE("r", "n1") "\n" "0.4 b>a 401 MESSAGE id=2 | " ASK("r", "n2") "\n" "99 --\n" },
	{ "a new Call-ID, challenged again, and then it works", "!auth.new-call-id",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASK("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n" LEFT("2", "0.3", "n1")
	    "0.6 a>b INVITE id=2 cseq=2 | " GIVE("r", "n2") "\n" "0.7 b>a 200 id=2 cseq=2\n" "0.8 a>b ACK id=2 cseq=2\n" "9 a>b BYE id=2 cseq=3\n"
	    "9.1 b>a 200 BYE id=2 cseq=3\n" "99 --\n" },
	{ "what was gone is another thing than a subscription", "code.481",
	    "7 a>b MESSAGE id=old to=x cseq=9\n" "7.1 b>a 481 MESSAGE id=old to=x cseq=9\n" "8 a>b MESSAGE id=new\n" "8.1 b>a 200 MESSAGE id=new\n" "60 --\n" },
	{ "it was refused, not gone", "code.404",
	    "7 a>b SUBSCRIBE id=old to=x cseq=9 | Event: presence\n" "7.1 b>a 404 SUBSCRIBE id=old to=x cseq=9\n" MADE("8", "bob") },
	{ "too late to be the answer", "!auth.new-call-id",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASK("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n" LEFT("2", "5.2", "n1") "99 --\n" },
	{ "just in time to be the answer", "auth.new-call-id",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASK("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n" LEFT("2", "5.0", "n1") "99 --\n" },
	{ "in the same moment, as logs have it that count seconds", "auth.new-call-id",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASK("r", "n1") "\n" "0.1 a>b ACK id=1 branch=1\n" LEFT("2", "0.1", "n1") "99 --\n" },
	{ "credentials for something else", "!auth.new-call-id",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASK("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n" LEFT("2", "0.3", "n9") "99 --\n" },
	{ "a new Call-ID, and it works", "ok !auth",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASK("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n"
	    "0.3 a>b INVITE id=2 | " GIVE("r", "n1") "\n" "0.4 b>a 200 id=2\n" "0.5 a>b ACK id=2\n" "9 a>b BYE id=2\n" "9.1 b>a 200 BYE id=2\n" "99 --\n" },
	{ "a challenge for each algorithm, and the password is wrong", "auth.bad-credentials =password !=algorithm",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " TWO("n1", "m1") "\n" "0.2 a>b REGISTER cseq=2 | " GIVE("r", "m1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " TWO("n2", "m2") "\n" },
	{ "one of them is stale", "!auth.bad-credentials",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " TWO("n1", "m1") "\n" "0.2 a>b REGISTER cseq=2 | " GIVE("r", "m1") "\n"
	    "0.3 b>a 401 REGISTER cseq=2 | " TWO("n2", "m2") ", stale=true\n" },
	{ "another server asks as well", "!auth.bad-credentials",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n"
	    "0.3 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") " | " ASK("s", "n3") "\n" },
	{ "the old branch, and the old response", "request.branch-reused !auth.bad-credentials",
	    "0 a>b INVITE branch=x\n" "0.1 b>a 401 branch=x | " ASK("r", "n1") "\n" "0.2 a>b ACK branch=x\n"
	    "0.3 a>b INVITE cseq=2 branch=x | " GIVE("r", "n1") "\n" "0.4 b>a 401 branch=x | " ASK("r", "n1") "\n" },
	{ "the old branch, and silence", "request.branch-reused",
	    "0 a>b REGISTER branch=x\n" "0.1 b>a 401 REGISTER branch=x | " ASK("r", "n1") "\n" "0.3 a>b REGISTER cseq=2 branch=x | " GIVE("r", "n1") "\n" "60 --\n" },
	{ "the old branch, and silence to the end of the trace", "request.branch-reused %likely",
	    "0 a>b REGISTER branch=x\n" "0.1 b>a 401 REGISTER branch=x | " ASK("r", "n1") "\n" OLD_AGAIN("0.3") OLD_AGAIN("0.8") OLD_AGAIN("1.8") OLD_AGAIN("3.8") },
	{ "a copy less", "!request.branch-reused",
	    "0 a>b REGISTER branch=x\n" "0.1 b>a 401 REGISTER branch=x | " ASK("r", "n1") "\n" OLD_AGAIN("0.3") OLD_AGAIN("0.8") OLD_AGAIN("1.8") },
	{ "the old branch, and something else is wrong with it", "!request.branch-reused",
	    "0 a>b OPTIONS branch=x\n" "0.1 b>a 404 OPTIONS branch=x\n" "0.3 a>b OPTIONS cseq=2 branch=x\n" "0.4 b>a 500 OPTIONS cseq=2 branch=x\n" },
	{ "the branch of another method", "!request.branch-reused",
	    "0 a>b OPTIONS branch=x\n" "0.1 b>a 404 OPTIONS branch=x\n" "0.3 a>b MESSAGE cseq=2 branch=x\n" "0.4 b>a 481 MESSAGE cseq=2 branch=x\n" },
	{ "the branch of another host", "!request.branch-reused",
	    "0 a>b OPTIONS branch=x\n" "0.1 b>a 404 OPTIONS branch=x\n" "0.3 a>b OPTIONS cseq=2 branch=x sentby=other.example\n"
	    "0.4 b>a 481 OPTIONS cseq=2 branch=x sentby=other.example\n" },
	{ "the branch of another sender", "!request.branch-reused",
	    "0 a>b OPTIONS branch=x\n" "0.1 b>a 404 OPTIONS branch=x\n" "0.3 a>b OPTIONS cseq=2 branch=x from=g\n" "0.4 b>a 481 OPTIONS cseq=2 branch=x from=g\n" },
	{ "the old branch, and the trace ends", "!request.branch-reused",
	    "0 a>b REGISTER branch=x\n" "0.1 b>a 401 REGISTER branch=x | " ASK("r", "n1") "\n" "0.3 a>b REGISTER cseq=2 branch=x | " GIVE("r", "n1") "\n" "9 --\n" },
	{ "the old branch, and the old response after it", "request.branch-reused #old-response-again",
	    "0 a>b OPTIONS branch=x\n" "0.1 b>a 404 OPTIONS branch=x\n" "0.3 a>b OPTIONS cseq=2 branch=x\n" "0.4 b>a 404 OPTIONS branch=x\n" "9 --\n" },
	{ "the old branch, and it rings", "!request.branch-reused",
	    "0 a>b INVITE branch=x\n" "0.1 b>a 401 branch=x | " ASK("r", "n1") "\n" "0.2 a>b ACK branch=x\n"
	    "0.3 a>b INVITE cseq=2 branch=x | " GIVE("r", "n1") "\n" "0.5 b>a 180 cseq=2 branch=x\n" "60 --\n" },
	{ "the old branch, and 481 to it", "request.branch-reused",
	    "0 a>b OPTIONS branch=x\n" "0.1 b>a 404 OPTIONS branch=x\n" "0.3 a>b OPTIONS cseq=2 branch=x\n" "0.4 b>a 481 OPTIONS cseq=2 branch=x\n" },
	{ "the old branch, and 481 to what isn't seen", "!request.branch-reused",
	    "0 a>b OPTIONS branch=x\n" "0.1 b>a 404 OPTIONS branch=x\n" "0.4 b>a 481 OPTIONS cseq=2 branch=x\n" },
	{ "no magic cookie: RFC 2543 asks for no other branch", "!request.branch-reused",
	    "0 a>b OPTIONS novia | Via: SIP/2.0/UDP h;branch=1\n" "0.1 b>a 404 OPTIONS novia | Via: SIP/2.0/UDP h;branch=1\n"
	    "0.3 a>b OPTIONS cseq=2 novia | Via: SIP/2.0/UDP h;branch=1\n" "0.4 b>a 481 OPTIONS cseq=2 novia | Via: SIP/2.0/UDP h;branch=1\n" },
	{ "the magic cookie and nothing else: no branch of anybody", "!request.branch-reused",
	    "0 a>b OPTIONS novia | Via: SIP/2.0/UDP h;branch=z9hG4bK\n" "0.1 b>a 404 OPTIONS novia | Via: SIP/2.0/UDP h;branch=z9hG4bK\n"
	    "0.3 a>b OPTIONS cseq=2 novia | Via: SIP/2.0/UDP h;branch=z9hG4bK\n" "0.4 b>a 481 OPTIONS cseq=2 novia | Via: SIP/2.0/UDP h;branch=z9hG4bK\n" },
	{ "the magic cookie and a letter", "request.branch-reused",
	    "0 a>b OPTIONS novia | Via: SIP/2.0/UDP h;branch=z9hG4bKx\n" "0.1 b>a 404 OPTIONS novia | Via: SIP/2.0/UDP h;branch=z9hG4bKx\n"
	    "0.3 a>b OPTIONS cseq=2 novia | Via: SIP/2.0/UDP h;branch=z9hG4bKx\n" "0.4 b>a 481 OPTIONS cseq=2 novia | Via: SIP/2.0/UDP h;branch=z9hG4bKx\n" },
	{ "the old branch, and it works", "ok !request.branch-reused",
	    "0 a>b REGISTER branch=x\n" "0.1 b>a 401 REGISTER branch=x | " ASK("r", "n1") "\n" "0.3 a>b REGISTER cseq=2 branch=x | " GIVE("r", "n1") "\n"
	    "0.4 b>a 200 REGISTER cseq=2 branch=x\n" },
	{ "the old branch and number, and it works", "ok !auth !path !request.branch-reused",
	    "0 a>b REGISTER branch=x\n" "0.1 b>a 401 REGISTER branch=x | " ASK("r", "n1") "\n" "0.3 a>b REGISTER branch=x | " GIVE("r", "n1") "\n"
	    "0.4 b>a 200 REGISTER branch=x\n" "99 --\n" },
};

#define AT_PROXY(n, headers) "p>b INVITE via=1 branch=x" n " cseq=" n headers "\n"

static const struct script challenge_ignored[] = {
	{ "a proxy takes the credentials out", "auth.challenge-ignored !auth.bad-credentials",
	    "0 a>p INVITE\n" "0.01 " AT_PROXY("1", "") "0.02 b>p 401 via=1 branch=x1 | " ASK("r", "n1") "\n" "0.03 p>a 401 | " ASK("r", "n1") "\n"
	    "0.04 a>p ACK branch=1\n" "0.1 a>p INVITE cseq=2 | " GIVE("r", "n1") "\n" "0.11 " AT_PROXY("2", "")
	    "0.12 b>p 401 via=1 branch=x2 cseq=2 | " ASK("r", "n2") "\n" "0.13 p>a 401 cseq=2 | " ASK("r", "n2") "\n" "0.14 a>p ACK branch=2 cseq=2\n" },
	{ "a proxy takes out what was for itself", "!auth.challenge-ignored",
	    "0 a>p INVITE\n" "0.03 p>a 401 | " ASK("r", "n1") "\n" "0.04 a>p ACK branch=1\n" "0.1 a>p INVITE cseq=2 | " GIVE("r", "n1") "\n"
	    "0.11 " AT_PROXY("2", "") "0.12 b>p 401 via=1 branch=x2 cseq=2 | " ASK("q", "n2") "\n"
	    "0.13 p>a 401 cseq=2 | " ASK("q", "n2") "\n" "0.14 a>p ACK branch=2 cseq=2\n" },
	{ "what came between is missing", "!auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "400 a>b REGISTER cseq=6 | " GIVE("r", "n5") "\n" "400.1 b>a 200 REGISTER cseq=6\n" },
	{ "the next one has no credentials either", "auth.challenge-ignored (code.401)",
	    "0 a>b INVITE\n" "0.1 b>a 401 | " ASK("r", "n1") "\n" "0.1 a>b ACK branch=1\n"
	    "1 a>b INVITE cseq=2\n" "1.1 b>a 401 cseq=2 | " ASK("r", "n2") "\n" "1.2 a>b ACK cseq=2 branch=2\n" },
	{ "the end of the next one is missing, where credentials may stand", "!auth.challenge-ignored",
	    "0 a>b INVITE\n" "0.1 b>a 401 | " ASK("r", "n1") "\n" "0.1 a>b ACK branch=1\n"
	    "1 a>b INVITE cseq=2 cut\n" "1.1 b>a 401 cseq=2 | " ASK("r", "n2") "\n" "1.2 a>b ACK cseq=2 branch=2\n" "60 --\n" },
	{ "another phone comes through the same proxy", "!auth.challenge-ignored",
	    "0 a>b INVITE sentby=h.example\n" "0.1 b>a 401 sentby=h.example | " ASK("r", "n1") "\n" "0.1 a>b ACK branch=1 sentby=h.example\n"
	    "1 d>b INVITE cseq=2 from=g sentby=h.example\n" "3 --\n" },
	{ "it did not hear the challenge", "!auth.challenge-ignored",
	    "0 a>b INVITE\n" "0.1 b>a 401 | " ASK("r", "n1") "\n" "0.6 b>a 401 | " ASK("r", "n1") "\n" "1.6 b>a 401 | " ASK("r", "n1") "\n" "60 --\n" },
	{ "it may have heard it the second time", "auth.challenge-ignored",
	    "0 a>b INVITE\n" "0.1 b>a 401 | " ASK("r", "n1") "\n" "0.6 b>a 401 | " ASK("r", "n1") "\n" "60 --\n" },
	{ "it asks again as if nothing had come", "!auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "0.5 a>b REGISTER\n" "60 --\n" },
	{ "only a CANCEL comes behind it", "auth.challenge-ignored",
	    "0 a>b INVITE\n" "0.1 b>a 401 | " ASK("r", "n1") "\n" "0.2 a>b ACK branch=1\n" "0.3 a>b CANCEL to=t\n" "60 --\n" },
	{ "left at that is less sure than asked again without", "auth.challenge-ignored %likely #challenge-left",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "60 --\n" },
	{ "asked again without", "auth.challenge-ignored %proven #challenge-retried-without",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "1 a>b REGISTER cseq=2\n" "1.1 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") "\n" },
	{ "nothing more comes", "auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "60 --\n" },
	{ "what comes goes through the IPsec that was agreed", "code.401 !auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n") " | Security-Server: tls, ipsec-3gpp; alg=hmac-sha-1-96; spi-c=1\n" "60 --\n" },
	{ "but the next one comes in the clear, and without", "auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n") " | Security-Server: ipsec-3gpp; alg=hmac-sha-1-96; spi-c=1\n"
	    "9 a>b REGISTER cseq=2\n" "9.1 b>a 401 REGISTER cseq=2 | " ASK("r", "m") "\n" "60 --\n" },
	{ "or over the TLS", "code.401 !auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n") " | Security-Server: tls;q=0.2\n" "60 --\n" },
	{ "it agrees on nothing that hides it", "auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n") " | Security-Server: digest;d-qop=auth;d-ver=\"0\"\n" "60 --\n" },
	{ "nothing more of a connection of which the capture lost something", "!auth.challenge-ignored",
	    "0 a>b REGISTER tcp\n" "0.1 b>a 401 tcp REGISTER | " ASK("r", "n1") "\n" "5 a>b NET tcp-lacks\n" "60 --\n" },
	{ "who asks whether it lives has its answer", "code.401 !auth",
	    "0 a>b OPTIONS\n" "0.1 b>a 401 OPTIONS | " ASK("r", "n1") "\n" "60 --\n" },
	{ "within a dialog the answer was wanted", "auth.challenge-ignored",
	    "0 a>b OPTIONS to=t\n" "0.1 b>a 401 OPTIONS | " ASK("r", "n1") "\n" "60 --\n" },
	{ "the trace ends", "code.401 ?auth.challenge-ignored? !(auth",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "3 --\n" },
	{ "the call was set up outside of the trace", "code.401 !auth",
	    "0 a>b INVITE\n" "0.1 b>a 401 | " ASK("r", "n1") "\n" "0.1 a>b ACK branch=1\n"
	    "20 a>b BYE cseq=3 to=t\n" "20.1 b>a 200 BYE cseq=3 to=t\n" "100 --\n" },
	{ "a re-INVITE is challenged and never sent again, the call goes on", "auth.challenge-ignored",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n"
	    "10 a>b INVITE cseq=2 to=t\n" "10.1 b>a 407 cseq=2 to=t | Proxy-Authenticate: Digest realm=\"r\", nonce=\"n1\"\n"
	    "10.2 a>b ACK cseq=2 branch=2 to=t\n" "60 a>b BYE cseq=3 to=t\n" "60.1 b>a 200 BYE cseq=3 to=t\n" "100 --\n" },
	{ "a re-INVITE is challenged and sent again", "ok !auth",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n"
	    "10 a>b INVITE cseq=2 to=t\n" "10.1 b>a 401 cseq=2 to=t | " ASK("r", "n1") "\n" "10.2 a>b ACK cseq=2 branch=2 to=t\n"
	    "10.3 a>b INVITE cseq=3 to=t | " GIVE("r", "n1") "\n" "10.4 b>a 200 cseq=3 to=t\n" "10.5 a>b ACK cseq=3 to=t\n"
	    "60 a>b BYE cseq=4 to=t\n" "60.1 b>a 200 BYE cseq=4 to=t\n" "100 --\n" },
	{ "credentials come in the end", "ok !auth",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "1 a>b REGISTER cseq=2\n" "1.1 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") "\n"
	    "2 a>b REGISTER cseq=3 | " GIVE("r", "n2") "\n" "2.1 b>a 200 REGISTER cseq=3\n" "60 --\n" },
};

static const struct script stale_nonce[] = {
	{ "stale three times", "auth.stale-nonce !auth.bad-credentials",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " STALE("r", "n2") "\n"
	    "0.4 a>b REGISTER cseq=3 | " GIVE("r", "n2") "\n" "0.5 b>a 401 REGISTER cseq=3 | " STALE("r", "n3") "\n"
	    "0.6 a>b REGISTER cseq=4 | " GIVE("r", "n3") "\n" "0.7 b>a 401 REGISTER cseq=4 | " STALE("r", "n4") "\n" },
	{ "always the nonce before", "auth.stale-nonce",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n0") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") "\n"
	    "0.4 a>b REGISTER cseq=3 | " GIVE("r", "n1") "\n" "0.5 b>a 401 REGISTER cseq=3 | " ASK("r", "n3") "\n"
	    "0.6 a>b REGISTER cseq=4 | " GIVE("r", "n2") "\n" "0.7 b>a 401 REGISTER cseq=4 | " ASK("r", "n4") "\n" },
	{ "of lines that were cut nobody knows the nonce", "auth.bad-credentials !auth.stale-nonce",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " CUT("r", "n") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") "\n"
	    "0.4 a>b REGISTER cseq=3 | " CUT("r", "n") "\n" "0.5 b>a 401 REGISTER cseq=3 | " ASK("r", "n3") "\n"
	    "0.6 a>b REGISTER cseq=4 | " CUT("r", "n") "\n" "0.7 b>a 401 REGISTER cseq=4 | " ASK("r", "n4") "\n" },
	{ "one round each time", "ok !auth.stale-nonce",
	    "0 a>b REGISTER cseq=1 | " GIVE("r", "n0") "\n" "0.1 b>a 401 REGISTER | " STALE("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 200 REGISTER cseq=2\n"
	    "20 a>b REGISTER cseq=3 | " GIVE("r", "n1") "\n" "20.1 b>a 401 REGISTER cseq=3 | " STALE("r", "n2") "\n"
	    "20.2 a>b REGISTER cseq=4 | " GIVE("r", "n2") "\n" "20.3 b>a 200 REGISTER cseq=4\n"
	    "40 a>b REGISTER cseq=5 | " GIVE("r", "n2") "\n" "40.1 b>a 401 REGISTER cseq=5 | " STALE("r", "n3") "\n"
	    "40.2 a>b REGISTER cseq=6 | " GIVE("r", "n3") "\n" "40.3 b>a 200 REGISTER cseq=6\n" },
};

static const struct script others[] = {
	{ "the same CSeq with credentials", "auth.cseq-not-raised (code.500)",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER branch=other | " GIVE("r", "n1") "\n" "0.3 b>a 500 REGISTER branch=other\n" },
	{ "the same CSeq, and none", "!auth.cseq-not-raised",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "0.2 a>b REGISTER branch=other\n" "0.3 b>a 500 REGISTER branch=other\n" },
	{ "the next CSeq with credentials", "code.500 !auth.cseq-not-raised",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 500 REGISTER cseq=2\n" },
	{ "the same CSeq, and nothing came of it", "auth.cseq-not-raised",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n" "0.2 a>b REGISTER branch=other | " GIVE("r", "n1") "\n" "60 --\n" },
	{ "the first had some already", "!auth.cseq-not-raised",
	    "0 a>b REGISTER | " GIVE("r", "n0") "\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER branch=other | " GIVE("r", "n1") "\n" "0.3 b>a 500 REGISTER branch=other\n" },
	{ "the same CSeq and branch with credentials", "auth.cseq-not-raised (code.500)",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER | " GIVE("r", "n1") "\n" "0.3 b>a 500 REGISTER\n" },
	{ "the same CSeq, and it was taken", "ok !auth",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER branch=other | " GIVE("r", "n1") "\n" "0.3 b>a 200 REGISTER branch=other\n" },
	{ "two challenges, one answered", "auth.realm-unanswered !auth.bad-credentials !auth.challenge-ignored",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") " | " ASK("q", "m1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("q", "m2") "\n" },
	{ "two challenges, both answered", "!auth.realm-unanswered",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") " | " ASK("q", "m1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") " | " GIVE("q", "m1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("q", "m2") "\n" },
	{ "one answered, and it was enough", "ok !auth.realm-unanswered",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") " | " ASK("q", "m1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 200 REGISTER cseq=2\n" },
	{ "one answered, and what came of it is not seen", "!auth.realm-unanswered",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") " | " ASK("q", "m1") "\n" "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" },
	{ "another header that looks like a challenge is none", "auth.bad-credentials !auth.realm-unanswered",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") " | X-" ASK("q", "m1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("r", "n2") ", stale=true | X-" ASK("q", "m2") "\n"
	    "0.4 a>b REGISTER cseq=3 | " GIVE("r", "n2") "\n" "0.5 b>a 403 REGISTER cseq=3\n" },
	{ "two algorithms of one realm are one challenge", "ok !auth",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") " | " ASK("r", "n2") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 200 REGISTER cseq=2\n" },
	{ "twice, and then well: each time counts anew", "!auth.stale-nonce",
	    "0 a>b REGISTER | " GIVE("r", "n0") "\n" "0.1 b>a 401 REGISTER | " STALE("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " STALE("r", "n2") "\n"
	    "0.4 a>b REGISTER cseq=3 | " GIVE("r", "n2") "\n" "0.5 b>a 200 REGISTER cseq=3\n"
	    "20 a>b REGISTER cseq=4 | " GIVE("r", "n2") "\n" "20.1 b>a 401 REGISTER cseq=4 | " STALE("r", "n3") "\n" "20.2 a>b REGISTER cseq=5 | "
	    GIVE("r", "n3") "\n" "20.3 b>a 200 REGISTER cseq=5\n" },
	{ "two realms one after the other", "ok !auth",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASK("r", "n1") "\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVE("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASK("q", "m1") "\n"
	    "0.4 a>b REGISTER cseq=3 | " GIVE("r", "n1") " | " GIVE("q", "m1") "\n" "0.5 b>a 200 REGISTER cseq=3\n" },
};

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static void credentials_refused_are_bad(void **state) { (void)state; ALL(bad_credentials); }
static void challenge_and_credentials_never_meet(void **state) { (void)state; ALL(never_met); }
static void challenges_want_an_answer(void **state) { (void)state; ALL(challenge_ignored); }
static void one_stale_nonce_is_normal_three_are_not(void **state) { (void)state; ALL(stale_nonce); }
static void realms_and_sequence_numbers_matter(void **state) { (void)state; ALL(others); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(credentials_refused_are_bad),
		cmocka_unit_test(challenge_and_credentials_never_meet),
		cmocka_unit_test(challenges_want_an_answer),
		cmocka_unit_test(one_stale_nonce_is_normal_three_are_not),
		cmocka_unit_test(realms_and_sequence_numbers_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
