/* SPDX-License-Identifier: MIT */
/* What is wrong with credentials that are refused, and why a nonce is. */
#include "script.h"

#define WWW(rest) "| WWW-Authenticate: Digest realm=\"r\", nonce=" rest "\n"
#define PROXY(rest) "| Proxy-Authenticate: Digest realm=\"r\", nonce=" rest "\n"
#define URI ", uri=\"sip:bob@example.net\""
#define LOGIN(rest) "| Authorization: Digest username=\"u\", realm=\"r\"" URI ", response=\"x\", nonce=" rest "\n"
#define FIRST "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER "
#define THEN "0.2 a>b REGISTER cseq=2 "
#define AGAIN "0.3 b>a 401 REGISTER cseq=2 " WWW("n2") "60 --\n"
#define REFUSED(login) FIRST WWW("n1") THEN login AGAIN

/* The digest is made for this URI, the request goes to bob@h, and the refusal says so. */
#define NAMED(digest, phrase) \
	"0 a>b INVITE uri=sip:bob@h\n" "0.1 b>a 407 " PROXY("n1") "0.11 a>b ACK branch=1\n" \
	"0.2 a>b INVITE cseq=2 uri=sip:bob@h | Proxy-Authorization: Digest username=\"u\", realm=\"r\", nonce=n1, response=\"x\", uri=\"" digest "\"\n" \
	"0.3 b>a 403 cseq=2 phrase=" phrase "\n"

static const struct script refused[] = {
	{ "the password", "auth.bad-credentials =password /empty /wrong-header /wrong-realm /algorithm /qop /other-server "
	    "/nonce-count /digest-uri", REFUSED(LOGIN("n1")) },
	{ "the password, asked with all there is", "auth.bad-credentials =password",
	    FIRST WWW("n1, algorithm=MD5, qop=\"auth-int, auth\"") THEN LOGIN("n1, algorithm=md5, qop=auth, nc=00000001, cnonce=\"c\"")
	    "0.3 b>a 401 REGISTER cseq=2 " WWW("n2, algorithm=MD5, qop=\"auth\"") },
	{ "a 403 that speaks of the login", "auth.bad-credentials =password",
	    FIRST WWW("n1") THEN LOGIN("n1") "0.3 b>a 403 REGISTER cseq=2 phrase=Forbidden_(Bad_auth)\n" },
	{ "a 403 that says no more", "auth.bad-credentials =",
	    FIRST WWW("n1") THEN LOGIN("n1") "0.3 b>a 403 REGISTER cseq=2\n" },
	{ "let in at last", "ok !auth.bad-credentials", FIRST WWW("n1") THEN LOGIN("n1") "0.3 b>a 401 REGISTER cseq=2 " WWW("n2")
	    "0.4 a>b REGISTER cseq=3 " LOGIN("n2") "0.5 b>a 200 REGISTER cseq=3\n" },

	{ "no nonce", "auth.bad-credentials =empty", REFUSED(LOGIN("\"\"")) },
	{ "no response", "auth.bad-credentials =empty",
	    REFUSED("| Authorization: Digest username=\"u\", realm=\"r\", nonce=n1, response=\"\"" URI "\n") },
	{ "captured up to there only", "auth.bad-credentials =", FIRST WWW("n1") THEN "torn | Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n1\"\n" AGAIN },
	{ "a barred number, and they were captured up to there only", "code.403 !auth.bad-credentials", FIRST WWW("n1") THEN
	    "torn | Authorization: Digest username=\"u\", realm=\"r\"\n" "0.3 b>a 403 REGISTER cseq=2 phrase=No_calls\n" "60 --\n" },
	{ "the challenge was captured up to there only", "auth.bad-credentials =", "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER torn | WWW-Authenticate: Digest realm=\"r\", nonce=n1\n"
	    THEN LOGIN("n1, algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\"c\"") AGAIN },
	{ "what is missing stands behind them", "auth.bad-credentials =empty", FIRST WWW("n1") THEN "cut " LOGIN("\"\"") AGAIN },
	{ "no nonce in the first request of an IMS phone", "ok !auth.bad-credentials",
	    "0 a>b REGISTER " LOGIN("\"\"") "0.1 b>a 401 REGISTER " WWW("n1") "0.2 a>b REGISTER cseq=2 " LOGIN("n1")
	    "0.3 b>a 200 REGISTER cseq=2\n" },

	{ "401 answered as a proxy's", "auth.bad-credentials =wrong-header", REFUSED("| Proxy-Authorization: Digest username=\"u\", realm=\"r\", nonce=n1, response=\"x\"" URI "\n") },
	{ "407 answered as a registrar's", "auth.bad-credentials =wrong-header",
	    "0 a>b INVITE\n" "0.1 b>a 407 " PROXY("n1") "0.11 a>b ACK branch=1\n" "0.2 a>b INVITE cseq=2 " LOGIN("n1")
	    "0.3 b>a 407 cseq=2 " PROXY("n2") "60 --\n" },
	{ "both headers", "auth.bad-credentials =", REFUSED("| Proxy-Authorization: Digest username=\"u\", realm=\"r\", "
	    "nonce=n1, response=\"x\"" URI " | Authorization: Digest username=\"u\", realm=\"r\", nonce=n1, response=\"x\"" URI "\n") },

	{ "another realm", "auth.bad-credentials =wrong-realm",
	    REFUSED("| Authorization: Digest username=\"u\", realm=\"asterisk\", nonce=n1, response=\"x\"" URI "\n") },
	{ "another realm, refused with 403", "auth.bad-credentials =wrong-realm",
	    FIRST WWW("n1") THEN "| Authorization: Digest username=\"u\", realm=\"asterisk\", nonce=n1, response=\"x\"" URI "\n"
	    "0.3 b>a 403 REGISTER cseq=2 phrase=No\n" },

	{ "another algorithm", "auth.bad-credentials =algorithm", REFUSED(LOGIN("n1, algorithm=SHA-256")) },
	{ "MD5 where SHA-256 is asked for", "auth.bad-credentials =algorithm", FIRST WWW("n1, algorithm=SHA-256") THEN LOGIN("n1") AGAIN },
	{ "one of two algorithms", "auth.bad-credentials =password",
	    FIRST "| WWW-Authenticate: Digest realm=\"r\", nonce=n1, algorithm=SHA-256 " WWW("n1, algorithm=MD5")
	    THEN LOGIN("n1, algorithm=MD5") AGAIN },
	{ "a qop nobody offered", "auth.bad-credentials =qop", REFUSED(LOGIN("n1, qop=auth, nc=00000001, cnonce=c")) },
	{ "no qop", "auth.bad-credentials = /wrong-realm", FIRST WWW("n1, qop=\"auth\"") THEN LOGIN("n1") AGAIN },

	{ "sent to another server", "auth.bad-credentials =other-server",
	    FIRST WWW("n1") "0.2 a>c REGISTER cseq=2 " LOGIN("n1") "0.3 c>a 401 REGISTER cseq=2 " WWW("n2") "60 --\n" },
	{ "to another server, refused by each", "auth.bad-credentials = !=other-server",
	    FIRST WWW("n1") "0.2 a>c REGISTER cseq=2 " LOGIN("n1") "0.3 c>a 401 REGISTER cseq=2 " WWW("n2")
	    "0.4 a>c REGISTER cseq=3 " LOGIN("n2") "0.5 c>a 401 REGISTER cseq=3 " WWW("n3") "60 --\n" },
	{ "who was asked isn't told", "auth.bad-credentials =password /wrong-realm !/other-server", "0 ?>? REGISTER\n" "0.1 ?>? 401 REGISTER " WWW("n1")
	    "0.2 ?>? REGISTER cseq=2 " LOGIN("n1") "0.3 ?>? 401 REGISTER cseq=2 " WWW("n2") "60 --\n" },
	{ "to another port", "auth.bad-credentials =password /other-server",
	    FIRST WWW("n1") "0.2 a>b:5080 REGISTER cseq=2 " LOGIN("n1") "0.3 b:5080>a 401 REGISTER cseq=2 " WWW("n2") "60 --\n" },

	{ "a digest for another URI", "auth.bad-credentials =digest-uri",
	    REFUSED("| Authorization: Digest username=\"u\", realm=\"r\", nonce=n1, response=\"x\", uri=\"sip:bob@10.0.0.1\"\n") },
	{ "the same URI in other words", "auth.bad-credentials =password",
	    REFUSED("| Authorization: Digest username=\"u\", realm=\"r\", nonce=n1, response=\"x\", uri=\"sip:bob@EXAMPLE.net:5060\"\n") },
	{ "another URI behind a proxy", "auth.bad-credentials =password",
	    "0 p>b REGISTER via=1\n" "0.1 b>p 401 REGISTER via=1 " WWW("n1") "0.2 p>b REGISTER via=1 cseq=2 uri=sip:bob@10.0.0.1 " LOGIN("n1")
	    "0.3 b>p 401 REGISTER via=1 cseq=2 " WWW("n2") "60 --\n" },
	{ "the phrase names the URI", "auth.bad-credentials =digest-uri",
	    "0 a>b INVITE uri=sip:bob@h\n" "0.1 b>a 407 " PROXY("n1") "0.11 a>b ACK branch=1\n"
	    "0.2 a>b INVITE cseq=2 uri=sip:bob@h | Proxy-Authorization: Digest username=\"u\", realm=\"r\", nonce=n1, response=\"x\", uri=\"sip:bob@h\"\n"
	    "0.3 b>a 403 cseq=2 phrase=Auth_uri_does_not_match_SIP_\"to\"_uri\n" },

	{ "it is called invalid", "auth.bad-credentials =digest-uri", NAMED("sip:zoe@h", "Auth_URI_invalid") },
	{ "or wrong", "auth.bad-credentials =digest-uri", NAMED("sip:zoe@h", "Auth:_wrong_uri") },
	{ "or said to differ", "auth.bad-credentials =digest-uri", NAMED("sip:zoe@h", "Auth_uri_differs") },
	{ "it is only named", "auth.bad-credentials =digest-uri %likely", NAMED("sip:zoe@h", "Auth_uri") },
	{ "it does not differ", "auth.bad-credentials = !/digest-uri", NAMED("sip:bob@h", "Auth_uri_differs") },
	{ "From is meant, and it is that", "auth.bad-credentials = !/digest-uri", NAMED("sip:alice@example.net", "Auth_uri_differs_from_From") },
	{ "From is meant, and it is not", "auth.bad-credentials =digest-uri", NAMED("sip:bob@h", "Auth_uri_differs_from_From") },
	{ "To is meant, and it is that", "auth.bad-credentials = !/digest-uri", NAMED("sip:bob@example.net", "Auth_uri_does_not_match_To_header") },
	{ "a count that does not rise", "auth.bad-credentials =nonce-count",
	    FIRST WWW("n1, qop=\"auth\"") THEN LOGIN("n1, qop=auth, nc=00000001, cnonce=c") "0.3 b>a 200 REGISTER cseq=2\n"
	    "10 a>b REGISTER cseq=3 " LOGIN("n1, qop=auth, nc=00000001, cnonce=c") "10.1 b>a 401 REGISTER cseq=3 "
	    "| WWW-Authenticate: Digest realm=\"r\", nonce=n1, qop=\"auth\"\n" "60 --\n" },
	{ "a count that does not rise, long after", "auth.bad-credentials =nonce-count",
	    FIRST WWW("n1, qop=\"auth\"") THEN LOGIN("n1, qop=auth, nc=00000001, cnonce=c") "0.3 b>a 200 REGISTER cseq=2\n"
	    "90 a>b REGISTER cseq=3\n" "90.1 b>a 401 REGISTER cseq=3 " WWW("n1, qop=\"auth\"") "90.2 a>b REGISTER cseq=4 "
	    LOGIN("n1, qop=auth, nc=00000001, cnonce=c") "90.3 b>a 401 REGISTER cseq=4 " WWW("n1, qop=\"auth\"") "160 --\n" },
	{ "and one that does", "auth.bad-credentials =password",
	    FIRST WWW("n1, qop=\"auth\"") THEN LOGIN("n1, qop=auth, nc=00000001, cnonce=c") "0.3 b>a 200 REGISTER cseq=2\n"
	    "90 a>b REGISTER cseq=3\n" "90.1 b>a 401 REGISTER cseq=3 " WWW("n1, qop=\"auth\"") "90.2 a>b REGISTER cseq=4 "
	    LOGIN("n1, qop=auth, nc=00000002, cnonce=c") "90.3 b>a 401 REGISTER cseq=4 " WWW("n1, qop=\"auth\"") "160 --\n" },
	{ "a count that starts again with a refusal", "auth.bad-credentials =password",
	    FIRST WWW("n1, qop=\"auth\"") THEN LOGIN("n1, qop=auth, nc=00000001, cnonce=c") "0.3 b>a 401 REGISTER cseq=2 "
	    WWW("n1, qop=\"auth\"") "0.4 a>b REGISTER cseq=3 " LOGIN("n1, qop=auth, nc=00000001, cnonce=c")
	    "0.5 b>a 401 REGISTER cseq=3 " WWW("n1, qop=\"auth\"") "60 --\n" },

	{ "another user was let in before", "auth.bad-credentials =user",
	    "0 a>b REGISTER id=d\n" "0.1 b>a 401 REGISTER id=d " WWW("m1") "0.2 a>b REGISTER id=d cseq=2 | Authorization: Digest "
	    "username=\"good\", realm=\"r\", nonce=m1, response=\"x\"" URI "\n" "0.3 b>a 200 REGISTER id=d cseq=2\n" "50 --\n"
	    "60 a>b REGISTER\n" "60.1 b>a 401 REGISTER " WWW("n1") "60.2 a>b REGISTER cseq=2 " LOGIN("n1")
	    "60.3 b>a 401 REGISTER cseq=2 " WWW("n2") "120 --\n" },
	{ "the same user was let in before", "auth.bad-credentials =password /user",
	    "0 a>b REGISTER id=d\n" "0.1 b>a 401 REGISTER id=d " WWW("m1") "0.2 a>b REGISTER id=d cseq=2 " LOGIN("m1")
	    "0.3 b>a 200 REGISTER id=d cseq=2\n" "50 --\n" "60 a>b REGISTER\n" "60.1 b>a 401 REGISTER " WWW("n1")
	    "60.2 a>b REGISTER cseq=2 " LOGIN("n1") "60.3 b>a 401 REGISTER cseq=2 " WWW("n2") "120 --\n" },
};

#define GOOD_ONCE \
	"0 a>b REGISTER\n" "0.1 b>a 401 REGISTER " WWW("n1") "0.2 a>b REGISTER cseq=2 " LOGIN("n1") "0.3 b>a 200 REGISTER cseq=2\n" \
	"60 --\n" "270 a>b REGISTER cseq=3 " LOGIN("n1") "270.1 b>a 401 REGISTER cseq=3 "

#define GIVES_PROXY(rest) "| Proxy-Authorization: Digest username=\"u\", realm=\"r\"" URI ", response=\"x\", nonce=" rest "\n"

static const struct script stale[] = {
	{ "answered at once, three times", "auth.stale-nonce =not-shared",
	    FIRST WWW("n1") THEN LOGIN("n1") "0.3 b>a 401 REGISTER cseq=2 " WWW("n2, stale=true")
	    "0.4 a>b REGISTER cseq=3 " LOGIN("n2") "0.5 b>a 401 REGISTER cseq=3 " WWW("n3, stale=true")
	    "0.6 a>b REGISTER cseq=4 " LOGIN("n3") "0.7 b>a 401 REGISTER cseq=4 " WWW("n4, stale=true") "60 --\n" },
	{ "the same of a call, whose ACKs give none", "auth.stale-nonce =not-shared",
	    "0 a>b INVITE\n" "0.1 b>a 407 " PROXY("n1") "0.11 a>b ACK branch=1\n" "0.2 a>b INVITE cseq=2 " GIVES_PROXY("n1") "0.3 b>a 407 cseq=2 " PROXY("n2, stale=true")
	    "0.31 a>b ACK cseq=2 branch=2\n" "0.4 a>b INVITE cseq=3 " GIVES_PROXY("n2") "0.5 b>a 407 cseq=3 " PROXY("n3, stale=true") "0.51 a>b ACK cseq=3 branch=3\n"
	    "0.6 a>b INVITE cseq=4 " GIVES_PROXY("n3") "0.7 b>a 407 cseq=4 " PROXY("n4, stale=true") "0.71 a>b ACK cseq=4 branch=4\n" "60 --\n" },
	{ "answered late", "auth.stale-nonce =",
	    FIRST WWW("n1") "5.2 a>b REGISTER cseq=2 " LOGIN("n1") "5.3 b>a 401 REGISTER cseq=2 " WWW("n2, stale=true")
	    "9.4 a>b REGISTER cseq=3 " LOGIN("n2") "9.5 b>a 401 REGISTER cseq=3 " WWW("n3, stale=true")
	    "14.6 a>b REGISTER cseq=4 " LOGIN("n3") "14.7 b>a 401 REGISTER cseq=4 " WWW("n4, stale=true") "60 --\n" },
	{ "the old one again and again", "auth.stale-nonce =old-nonce",
	    FIRST WWW("n1") THEN LOGIN("n0") "0.3 b>a 401 REGISTER cseq=2 " WWW("n2, stale=true")
	    "0.4 a>b REGISTER cseq=3 " LOGIN("n0") "0.5 b>a 401 REGISTER cseq=3 " WWW("n3, stale=true")
	    "0.6 a>b REGISTER cseq=4 " LOGIN("n0") "0.7 b>a 401 REGISTER cseq=4 " WWW("n4, stale=true") "60 --\n" },
	{ "good before, not marked, given up", "auth.stale-nonce =not-marked !auth.bad-credentials", GOOD_ONCE WWW("n2") "330 --\n" },
	{ "good before, not marked, tried again later", "auth.stale-nonce =not-marked",
	    GOOD_ONCE WWW("n2") "281 a>b REGISTER cseq=4 " LOGIN("n2") "281.1 b>a 200 REGISTER cseq=4\n" "400 --\n" },
	{ "good before, not marked, tried again at once", "ok !auth.stale-nonce",
	    GOOD_ONCE WWW("n2") "270.2 a>b REGISTER cseq=4 " LOGIN("n2") "270.3 b>a 200 REGISTER cseq=4\n" "400 --\n" },
	{ "good before, marked", "ok !auth.stale-nonce", GOOD_ONCE WWW("n2, stale=true") "330 --\n" },
	{ "good before, the phrase says it", "ok !auth.stale-nonce", "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER " WWW("n1")
	    "0.2 a>b REGISTER cseq=2 " LOGIN("n1") "0.3 b>a 200 REGISTER cseq=2\n" "60 --\n"
	    "270 a>b REGISTER cseq=3 " LOGIN("n1") "270.1 b>a 401 REGISTER cseq=3 phrase=Stale_nonce " WWW("n2") "330 --\n" },
	{ "good before, and the count does not rise", "code.401 !auth.stale-nonce",
	    FIRST WWW("n1, qop=\"auth\"") THEN LOGIN("n1, qop=auth, nc=00000001, cnonce=c") "0.3 b>a 200 REGISTER cseq=2\n" "60 --\n"
	    "270 a>b REGISTER cseq=3 " LOGIN("n1, qop=auth, nc=00000001, cnonce=c") "270.1 b>a 401 REGISTER cseq=3 "
	    WWW("n2, qop=\"auth\"") "330 --\n" },
	{ "none at all was good before: there is nothing that could be too old", "!auth.stale-nonce",
	    "0 a>b REGISTER " LOGIN("\"\"") "0.1 b>a 200 REGISTER\n" "60 --\n"
	    "270 a>b REGISTER cseq=3 " LOGIN("\"\"") "270.1 b>a 401 REGISTER cseq=3 " WWW("n2") "330 --\n" },
	{ "the trace ends with it", "ok !auth.stale-nonce", GOOD_ONCE WWW("n2") "275 --\n" },
};

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

static void refused_credentials_show_their_fault(void **state) { (void)state; ALL(refused); }
static void a_nonce_is_refused_for_a_reason(void **state) { (void)state; ALL(stale); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused_credentials_show_their_fault),
		cmocka_unit_test(a_nonce_is_refused_for_a_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
