/* SPDX-License-Identifier: MIT */
/* The insides of headers: warnings, reasons, challenges, times, lists, parts of a body. */
#include "base/buf.h"
#include "sip/fields.h"
#include "unit/sip.h"

static void
warnings_come_one_by_one(void **state)
{
	static const struct {
		const char *value;
		struct { int code; const char *agent, *text; } row[3];
	} rows[] = {
		{ "304 h:5060 \"Media, type\"", { { 304, "h:5060", "Media, type" } } },
		{ "370 h \"a\", 305 [2001:db8::1] \"b \\\" c\"", { { 370, "h", "a" }, { 305, "[2001:db8::1]", "b \\\" c" } } },
		{ "399 h No quotes, but commas", { { 399, "h", "No quotes, but commas" } } },
		{ "399 h No quotes, 370 h none", { { 399, "h", "No quotes" }, { 370, "h", "none" } } },
		{ "CLI Should be in E164 Format, please", { { 0, "", "CLI Should be in E164 Format, please" } } },
		{ "399 \"no agent\"", { { 399, "", "no agent" } } },
		{ "399 h \"unclosed", { { 399, "h", "unclosed" } } },
		{ "399", { { 399, "", "" } } },
		{ "", { { 0 } } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice rest = slice_of(rows[i].value);
		struct warning w;
		size_t n = 0;

		for (; warning_next(&rest, &w); n++) {
			assert_true(n < 3 && rows[i].row[n].agent != NULL);
			assert_int_equal(w.code, rows[i].row[n].code);
			assert_slice(w.agent, rows[i].row[n].agent);
			assert_slice(w.text, rows[i].row[n].text);
		}
		assert_true(n == 3 || rows[i].row[n].agent == NULL);
	}
}

static void
reasons_have_protocol_cause_and_text(void **state)
{
	static const struct {
		const char *value, *protocol;
		int64_t cause;		/* -1: none */
		const char *text, *location;
	} rows[] = {
		{ "Q.850;cause=17;text=\"User busy\"", "Q.850", 17, "User busy", "" },
		{ "Q.850 ; Cause = 34 ; Location=LN", "Q.850", 34, "", "LN" },
		{ "SIP;cause=200;text=\"Call completed elsewhere; or so\"", "SIP", 200, "Call completed elsewhere; or so", "" },
		{ "X.int;reasoncode=0x00000015;cause=0x15", "X.int", 21, "", "" },
		{ "X.int;cause=0x15;reasoncode=0x00000016", "X.int", 21, "", "" },
		{ "X.int ;reasoncode=0x0000030A;add-info=068C.0001.0001", "X.int", 778, "", "" },
		{ "X.int;reasoncode=;add-info=068C.0001.0001", "X.int", -1, "", "" },
		{ "X.int;cause=0xFFFFFFFF", "X.int", UINT32_MAX, "", "" },
		{ "X.int;cause=0x100000000", "X.int", -1, "", "" },
		{ "X.int;cause=0x", "X.int", -1, "", "" },
		{ "SIP;description=\"User Hung Up\"", "SIP", -1, "User Hung Up", "" },
		{ "cause=16;text=\"x\"", "", 16, "x", "" },
		{ "SIP Refer pre-conditions failed", "", -1, "SIP Refer pre-conditions failed", "" },
		{ "Q.850;cause=", "Q.850", -1, "", "" },
		{ "Q.850;cause=99999999999999999999", "Q.850", UINT32_MAX, "", "" },
		{ "STIR", "STIR", -1, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice rest = slice_of(rows[i].value);
		struct reason r;

		assert_true(reason_next(&rest, &r));
		assert_slice(r.protocol, rows[i].protocol);
		assert_int_equal(r.has_cause, rows[i].cause >= 0);
		if (r.has_cause)
			assert_int_equal(r.cause, rows[i].cause);
		assert_slice(r.text, rows[i].text);
		assert_slice(r.location, rows[i].location);
		assert_false(reason_next(&rest, &r));
	}
}

static void
several_reasons_stand_in_one_header(void **state)
{
	struct slice rest = SLICE("SIP;cause=603;text=\"a,b\", q.850;cause=21");
	struct reason r;

	(void)state;
	assert_true(reason_next(&rest, &r));
	assert_false(reason_is_q850(&r));
	assert_true(reason_next(&rest, &r));
	assert_true(reason_is_q850(&r));
	assert_int_equal(r.cause, 21);
	assert_false(reason_next(&rest, &r));
}

/* The first that can be one; of other protocols, without a number or beyond seven bits none is. */
static void
a_cause_of_q850_is_found_among_reasons(void **state)
{
	static const struct { const char *headers; unsigned cause; } rows[] = {
		{ "Reason: Q.850;cause=16\r\n", 16 }, { "Reason: SIP;cause=603, q850;cause=21\r\n", 21 },
		{ "Reason: SIP;cause=200\r\nReason: Q.850;cause=17\r\nReason: Q.850;cause=34\r\n", 17 },
		{ "Reason: Q.850;cause=127\r\n", 127 }, { "Reason: Q.850;cause=128\r\n", 0 }, { "Reason: Q.850;cause=1\r\n", 1 },
		{ "Reason: Q.850;cause=0, Q.850;cause=603, Q.850;cause=19\r\n", 19 }, { "Reason: Q.850;text=\"17\"\r\n", 0 },
		{ "Reason: SIP;cause=17\r\n", 0 }, { "", 0 },
	};
	struct arena arena = ARENA_INIT;
	struct message m = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *text = arena_printf(&arena, "SIP/2.0 480 x\r\n%s\r\n", rows[i].headers);

		assert_int_equal(message_index(&m, slice_of(text)), MESSAGE_OK);
		if (message_q850(&m) != rows[i].cause)
			fail_msg("%s: %u", rows[i].headers, message_q850(&m));
	}
	message_release(&m);
	arena_release(&arena);
}

static void
whoever_made_a_message_says_so_in_its_own_header(void **state)
{
	static const struct { const char *message, *agent; enum header_id id; } rows[] = {
		{ "SIP/2.0 200 OK\r\nUser-Agent: phone\r\nServer: pbx\r\n\r\n", "pbx", H_SERVER },
		{ "SIP/2.0 200 OK\r\nUser-Agent: phone\r\n\r\n", "phone", H_USER_AGENT },
		{ "SIP/2.0 200 OK\r\nServer:\r\nUser-Agent: phone\r\n\r\n", "phone", H_USER_AGENT },
		{ "BYE sip:a@h SIP/2.0\r\nServer: pbx\r\nUser-Agent: phone\r\n\r\n", "phone", H_USER_AGENT },
		{ "BYE sip:a@h SIP/2.0\r\nServer: pbx\r\n\r\n", "pbx", H_SERVER },
		{ "BYE sip:a@h SIP/2.0\r\nSubject: pbx\r\n\r\n", "", H_SERVER },
	};
	struct message m = { 0 };
	enum header_id id;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(message_index(&m, slice_of(rows[i].message)), MESSAGE_OK);
		struct slice agent = message_agent(&m, &id);

		if (!slice_eq(agent, slice_of(rows[i].agent)) || id != rows[i].id)
			fail_msg("%s: %.*s", rows[i].message, SLICE_ARG(agent));
	}
	message_release(&m);
}

static void
reasons_stand_in_several_headers(void **state)
{
	static const unsigned causes[] = { 603, 21, 5 };
	struct message m = { 0 };
	struct reasons all;
	struct reason r;

	(void)state;
	assert_int_equal(message_index(&m, SLICE("BYE sip:a@h SIP/2.0\r\nReason: SIP;cause=603, Q.850;cause=21\r\nReason:\r\n"
	    "Warning: 399 h x\r\nreason: X.int;cause=5\r\n\r\n")), MESSAGE_OK);
	all = message_reasons(&m);
	for (size_t i = 0; i < COUNT(causes); i++) {
		assert_true(reasons_next(&all, &r));
		assert_int_equal(r.cause, causes[i]);
	}
	assert_false(reasons_next(&all, &r));
	assert_false(reasons_next(&all, &r));
	message_release(&m);
	assert_int_equal(message_index(&m, SLICE("BYE sip:a@h SIP/2.0\r\nWarning: 399 h x\r\n\r\n")), MESSAGE_OK);
	all = message_reasons(&m);
	assert_false(reasons_next(&all, &r));
	message_release(&m);
}

static void
challenges_are_told_apart(void **state)
{
	struct slice rest = SLICE("Digest realm=\"a, b\", nonce=\"n1==\",\r\n stale=TRUE, qop=\"auth,auth-int\", algorithm=MD5, "
	    "Digest realm=\"c\",nonce=\"n2\",algorithm=SHA-256, Negotiate");
	struct challenge c;

	(void)state;
	assert_true(challenge_next(&rest, &c));
	assert_slice(c.scheme, "Digest");
	assert_slice(c.realm, "a, b");
	assert_slice(c.nonce, "n1==");
	assert_slice(c.qop, "auth,auth-int");
	assert_slice(c.algorithm, "MD5");
	assert_true(c.stale);
	assert_true(challenge_next(&rest, &c));
	assert_slice(c.realm, "c");
	assert_slice(c.algorithm, "SHA-256");
	assert_false(c.stale);
	assert_null(c.qop.p);
	while (challenge_next(&rest, &c))
		;
	assert_int_equal(rest.n, 0);
}

static void
credentials_give_their_count_from_hexadecimal(void **state)
{
	struct credentials c;

	(void)state;
	assert_true(credentials_parse(&c, SLICE("Digest username=\"a\",realm=\"r\", nonce=\"n\",uri=\"sip:b;x=1\","
	    "response=\"0\",nc=0000000A,cnonce=\"z\",qop=auth")));
	assert_slice(c.username, "a");
	assert_slice(c.uri, "sip:b;x=1");
	assert_slice(c.qop, "auth");
	assert_true(c.has_nc);
	assert_int_equal(c.nc, 10);
	assert_true(credentials_parse(&c, SLICE("Digest realm=\"r\",nc=xyz")));
	assert_false(c.has_nc);
	assert_false(credentials_parse(&c, SLICE("")));
	assert_true(credentials_parse(&c, SLICE("Digest realm=\"r\",nc=fFfffffe")));
	assert_true(c.has_nc);
	assert_int_equal(c.nc, 0xfffffffe);
	assert_true(credentials_parse(&c, SLICE("Digest realm=\"r\",nc=000000001")));
	assert_false(c.has_nc);
	assert_true(credentials_parse(&c, SLICE("Digest realm=\"r\",nc=")));
	assert_false(c.has_nc);
}

/* Of a line that was cut the value in which it ends is not known. */
static void
what_no_quote_ends_is_not_there(void **state)
{
	struct slice rest = SLICE("Digest realm=\"r\", nonce=\"n1");
	struct credentials given;
	struct challenge asked;

	(void)state;
	assert_true(challenge_next(&rest, &asked));
	assert_slice(asked.realm, "r");
	assert_null(asked.nonce.p);
	assert_true(credentials_parse(&given, SLICE("Digest username=\"a\", realm=\"r\", nonce=\"n1")));
	assert_slice(given.realm, "r");
	assert_null(given.nonce.p);
	assert_true(credentials_parse(&given, SLICE("Digest realm=\"r\", nonce=n1")));
	assert_slice(given.nonce, "n1");
	assert_true(credentials_parse(&given, SLICE("Digest realm=\"r\", nonce=\"n1\"")));
	assert_slice(given.nonce, "n1");
	assert_true(credentials_parse(&given, SLICE("Digest realm=\"r\", nonce=\"\"")));
	assert_slice(given.nonce, "");
}

/* Without a realm and without a response they answer nothing. What stands there twice counts the first time. */
static void
credentials_are_known_by_what_they_answer(void **state)
{
	struct credentials c;

	(void)state;
	assert_true(credentials_parse(&c, SLICE("Digest response=\"0\"")));
	assert_null(c.realm.p);
	assert_true(credentials_parse(&c, SLICE(" , Digest REALM=\"r\", realm=\"s\"")));
	assert_slice(c.scheme, "Digest");
	assert_slice(c.realm, "r");
	assert_false(credentials_parse(&c, SLICE("Digest username=\"u\"")));
	assert_false(credentials_parse(&c, SLICE(" ,")));
}

static void
times_keep_their_comment_and_duration(void **state)
{
	struct retry_after r;
	struct session_expires s;

	(void)state;
	assert_true(retry_after_parse(&r, SLICE("18000 (in a (long) meeting);duration=3600")));
	assert_int_equal(r.seconds, 18000);
	assert_slice(r.comment, "in a (long) meeting");
	assert_true(r.has_duration);
	assert_int_equal(r.duration, 3600);
	assert_true(retry_after_parse(&r, SLICE("5 (open")));
	assert_slice(r.comment, "");
	assert_false(retry_after_parse(&r, SLICE("soon")));
	assert_true(session_expires_parse(&s, SLICE("1800;refresher=UAS")));
	assert_int_equal(s.seconds, 1800);
	assert_int_equal(s.refresher, REFRESHER_UAS);
	assert_true(session_expires_parse(&s, SLICE("90")));
	assert_int_equal(s.refresher, REFRESHER_NONE);
}

static void
contacts_come_one_by_one(void **state)
{
	struct slice rest = SLICE("\"a, b\" <sip:a@h1:5062;transport=tcp>;q=0.7;expires=60, sip:h2, *, tel:+1555");
	struct contact c;

	(void)state;
	assert_true(contact_next(&rest, &c));
	assert_slice(c.display, "a, b");
	assert_slice(c.parts.host, "h1");
	assert_slice(c.parts.port, "5062");
	assert_slice(c.q, "0.7");
	assert_int_equal(c.expires, 60);
	assert_true(contact_next(&rest, &c));
	assert_slice(c.uri, "sip:h2");
	assert_false(c.has_expires);
	assert_true(contact_next(&rest, &c));
	assert_true(c.star);
	assert_true(contact_next(&rest, &c));
	assert_slice(c.parts.user, "+1555");
	assert_false(contact_next(&rest, &c));
}

static void
small_headers_come_apart(void **state)
{
	struct ms_diagnostics d;
	struct rack k;
	struct geolocation_error g;
	struct slice rest = SLICE("<http://h/a,b.wav>;purpose=info, <sip:x@y>");
	struct info_uri u;

	(void)state;
	assert_true(ms_diagnostics_parse(&d, SLICE("10003;source=\"s.example\";reason=\"Gateway; failed\";component=\"Med\"")));
	assert_int_equal(d.id, 10003);
	assert_slice(d.reason, "Gateway; failed");
	assert_slice(d.source, "s.example");
	assert_true(rack_parse(&k, SLICE("776656 1 INVITE")));
	assert_int_equal(k.rseq, 776656);
	assert_int_equal(k.cseq, 1);
	assert_slice(k.method, "INVITE");
	assert_false(rack_parse(&k, SLICE("1 INVITE")));
	assert_true(geolocation_error_parse(&g, SLICE("201 ; code=\"Permission To Use\"")));
	assert_int_equal(g.code, 201);
	assert_slice(g.text, "Permission To Use");
	assert_true(info_uri_next(&rest, &u));
	assert_slice(u.uri, "http://h/a,b.wav");
	assert_slice(u.purpose, "info");
	assert_true(info_uri_next(&rest, &u));
	assert_slice(u.uri, "sip:x@y");
}

static void
a_list_may_stand_in_several_headers(void **state)
{
	struct message m = { 0 };

	(void)state;
	assert_int_equal(message_index(&m, SLICE("SIP/2.0 405 x\r\nAllow: INVITE, ACK\r\nSupported: 100rel\r\nallow: bye\r\n\r\n")), MESSAGE_OK);
	assert_true(message_lists(&m, H_ALLOW, SLICE("ACK")));
	assert_true(message_lists(&m, H_ALLOW, SLICE("BYE")));
	assert_false(message_lists(&m, H_ALLOW, SLICE("100rel")));
	message_release(&m);
}

static void
text_is_shown_without_folds_and_quotes(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(field_text(&a, SLICE(" \"a\r\n \\\"b\\\\ c\" ")), "a \"b\\ c");
	assert_string_equal(field_text(&a, SLICE("a\\x")), "a\\x");
	assert_string_equal(field_text(&a, SLICE("\"")), "\"");
	assert_string_equal(field_text(&a, SLICE("\"\"")), "");
	assert_string_equal(field_text(&a, SLICE_NONE), "");
	arena_release(&a);
}

#define MIXED "SIP/2.0 200 OK\r\nc: multipart/mixed;boundary=q\r\n\r\n"
#define INNER(boundary, inner) "--" boundary "\r\nContent-Type: multipart/mixed;boundary=" inner "\r\n\r\n"

static void
a_part_is_found_by_its_type(void **state)
{
	static const struct {
		const char *raw, *part;		/* NULL: none */
	} rows[] = {
		{ "SIP/2.0 200 OK\r\nContent-Type: Application/SDP;x=y\r\n\r\nv=0\r\n", "v=0\r\n" },
		{ "SIP/2.0 200 OK\r\n\r\nv=0\r\n", "v=0\r\n" },
		{ "SIP/2.0 200 OK\r\n\r\nhello", NULL },
		{ "SIP/2.0 200 OK\r\nc: application/sdp\r\n\r\n", NULL },
		{ "SIP/2.0 200 OK\r\nc: text/plain\r\n\r\nv=0\r\n", NULL },
		{ "SIP/2.0 200 OK\r\nc: multipart/mixed;boundary=\"b b\"\r\n\r\nxx--b b\r\n--b b\r\nContent-Type: text/plain\r\n\r\n"
		  "--b\r\n--b b\r\nContent-Type: multipart/alternative;boundary=in\r\n\r\n--in\r\ncontent-type:application/sdp\r\n\r\nv=0\r\n"
		  "--in--\r\n--b b--\r\n", "v=0\r\n" },
		{ "SIP/2.0 200 OK\r\nc: multipart/mixed;boundary=q\r\n\r\n--q\r\nContent-Type: application/sdp\r\n\r\nv=0", "v=0" },
		{ "SIP/2.0 200 OK\r\nc: multipart/mixed;boundary=q\r\n\r\n--q--\r\nContent-Type: application/sdp\r\n\r\nv=0", NULL },
		{ "SIP/2.0 200 OK\r\nc: multipart/mixed\r\n\r\n--q\r\nContent-Type: application/sdp\r\n\r\nv=0", NULL },
		/* A delimiter has its two dashes at the start of a line, of any kind. */
		{ MIXED "x\n--q\nContent-Type: application/sdp\n\nv=0\n--q--\n", "v=0\n" },
		{ MIXED "x\r--q\nContent-Type: application/sdp\n\nv=0\n", "v=0\n" },
		{ MIXED "q\r\n--q\r\nContent-Type: application/sdp\r\n\r\nv=0", "v=0" },
		{ MIXED "-q\r\nContent-Type: application/sdp\r\n\r\nv=0", NULL },
		{ MIXED "\r\n.-q\r\nContent-Type: application/sdp\r\n\r\nv=0", NULL },
		{ MIXED "\r\n-.q\r\nContent-Type: application/sdp\r\n\r\nv=0", NULL },
		{ MIXED "x--q\r\nContent-Type: application/sdp\r\n\r\nv=0", NULL },
		/* A part of a session says so by itself where it has no type; an empty one is none, and nothing comes after the last. */
		{ MIXED "--q\r\n\r\nv=0\r\n--q--\r\n", "v=0\r\n" },
		{ MIXED "--q\r\n\r\nhello v=0\r\n--q--\r\n", NULL },
		{ MIXED "--q\r\nContent-Type: application/sdp\r\n\r\n--q--\r\n", NULL },
		{ MIXED "--q\r\nContent-Type: text/plain\r\n\r\nhello\r\n--q--\r\n--q\r\nContent-Type: application/sdp\r\n\r\nv=0", NULL },
		/* Three in each other, and not four. */
		{ MIXED INNER("q", "r") INNER("r", "s") "--s\r\nContent-Type: application/sdp\r\n\r\nv=0", "v=0" },
		{ MIXED INNER("q", "r") INNER("r", "s") INNER("s", "t") "--t\r\nContent-Type: application/sdp\r\n\r\nv=0", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct message m = { 0 };
		struct slice part;

		assert_int_equal(message_index(&m, slice_of(rows[i].raw)), MESSAGE_OK);
		assert_int_equal(message_part(&m, SLICE("application/sdp"), &part), rows[i].part != NULL);
		if (rows[i].part != NULL)
			assert_slice(part, rows[i].part);
		message_release(&m);
	}
}

/* RFC 2046 §5.1.1: seventy at most; more are no boundary. */
static void
a_boundary_may_be_long(void **state)
{
	(void)state;
	for (int n = 200; n <= 201; n++) {
		struct buf raw = BUF_INIT;
		struct message m = { 0 };
		struct slice part;

		buf_addf(&raw, "SIP/2.0 200 OK\r\nc: multipart/mixed;boundary=%0*d\r\n\r\n--%0*d\r\nContent-Type: application/sdp\r\n\r\nv=0", n, 7, n, 7);
		assert_int_equal(message_index(&m, buf_slice(&raw)), MESSAGE_OK);
		assert_int_equal(message_part(&m, SLICE("application/sdp"), &part), n == 200);
		message_release(&m);
		buf_release(&raw);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(warnings_come_one_by_one),
		cmocka_unit_test(reasons_have_protocol_cause_and_text),
		cmocka_unit_test(several_reasons_stand_in_one_header),
		cmocka_unit_test(reasons_stand_in_several_headers),
		cmocka_unit_test(a_cause_of_q850_is_found_among_reasons),
		cmocka_unit_test(whoever_made_a_message_says_so_in_its_own_header),
		cmocka_unit_test(challenges_are_told_apart),
		cmocka_unit_test(credentials_give_their_count_from_hexadecimal),
		cmocka_unit_test(what_no_quote_ends_is_not_there),
		cmocka_unit_test(credentials_are_known_by_what_they_answer),
		cmocka_unit_test(times_keep_their_comment_and_duration),
		cmocka_unit_test(contacts_come_one_by_one),
		cmocka_unit_test(small_headers_come_apart),
		cmocka_unit_test(a_list_may_stand_in_several_headers),
		cmocka_unit_test(text_is_shown_without_folds_and_quotes),
		cmocka_unit_test(a_part_is_found_by_its_type),
		cmocka_unit_test(a_boundary_may_be_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
