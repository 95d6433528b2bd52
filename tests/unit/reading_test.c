/* SPDX-License-Identifier: MIT */
/* What a finding states of a message is libosip2's reading; where it refuses a part, ours. Both read alike. */
#include "reading.h"
#include "sip/reading.h"
#include "unit/sip.h"

static struct slice
status(const char *line, int *code, bool *taken, struct arena *a)
{
	struct message m = { .headers = NULL };
	struct reading_status out;

	assert_int_equal(message_index(&m, slice_of(line)), MESSAGE_OK);
	*taken = read_status(&out, &m, a);
	*code = out.code;
	return out.phrase;
}

static void
a_status_line_is_read_by_libosip2(void **state)
{
	static const struct {
		const char *line;
		bool taken;
		int code;
		const char *phrase;
	} rows[] = {
		{ "SIP/2.0 486 Busy Here", true, 486, "Busy Here" },
		{ "SIP/2.0 480 \xd0\x9d\xd0\xb5\xd1\x82", true, 480, "\xd0\x9d\xd0\xb5\xd1\x82" },
		{ "SIP/2.0 486", true, 486, "" },
		{ "SIP/2.0 486 ", true, 486, "" },
		{ "SIP/2.0 699 x", true, 699, "x" },
		/* It would take a part for another one. */
		{ "SIP/2.0  486 Busy", false, 486, "Busy" },
		{ "SIP/2.0 486\tBusy Here", false, 486, "Busy Here" },
		{ "SIP/2.0 486: Busy Here", false, 486, "Busy Here" },
		/* It knows one version, in capitals. */
		{ "sip/2.0 486 Busy", false, 486, "Busy" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = ARENA_INIT;
		bool taken;
		int code;
		struct slice phrase = status(rows[i].line, &code, &taken, &a);

		if (taken != rows[i].taken)
			fail_msg("%s: %s", rows[i].line, taken ? "taken" : "refused");
		assert_int_equal(code, rows[i].code);
		assert_slice(phrase, rows[i].phrase);
		arena_release(&a);
	}
}

/* Where it refuses one, what is there of it counts. */
static void
a_cseq_is_read_by_libosip2(void **state)
{
	static const struct { const char *text; bool taken, has_number; uint32_t number; const char *method; } rows[] = {
		{ "OPTIONS sip:a SIP/2.0\r\nCSeq: 7 OPTIONS\r\n", true, true, 7, "OPTIONS" },
		{ "OPTIONS sip:a SIP/2.0\r\nCSeq: 007  OPTIONS\r\n", true, true, 7, "OPTIONS" },
		{ "SIP/2.0 200 OK\r\nCSeq: 7\r\n", false, true, 7, "" },
		{ "SIP/2.0 200 OK\r\nCSeq: INVITE\r\n", false, false, 0, "INVITE" },
		{ "SIP/2.0 200 OK\r\n", false, false, 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct message m = { .headers = NULL };
		struct reading_cseq out;
		struct arena a = ARENA_INIT;

		assert_int_equal(message_index(&m, slice_of(rows[i].text)), MESSAGE_OK);
		if (read_cseq(&out, &m, &a) != rows[i].taken || out.has_number != rows[i].has_number || out.number != rows[i].number)
			fail_msg("%s: %d %u", rows[i].text, out.has_number, out.number);
		assert_slice(out.method, rows[i].method);
		arena_release(&a);
		message_release(&m);
	}
}

static void
addresses_are_read_by_libosip2(void **state)
{
	static const struct {
		const char *value;
		bool taken;
		const char *uri, *tag, *text;
	} rows[] = {
		{ "<sip:a@example.com>;tag=1", true, "sip:a@example.com", "1", "<sip:a@example.com>;tag=1" },
		{ "\"Ann, B\" <sip:a@example.com:5062;transport=tcp> ; tag = x9", true, "sip:a@example.com:5062;transport=tcp", "x9",
		    "\"Ann, B\" <sip:a@example.com:5062;transport=tcp>;tag=x9" },
		{ "sip:a@example.com;tag=1", true, "sip:a@example.com", "1", "<sip:a@example.com>;tag=1" },
		{ "<tel:+15550100>", true, "tel:+15550100", "", "<tel:+15550100>" },
		{ "\"never closed <sip:a@example.com>;tag=1", false, "", "", "\"never closed <sip:a@example.com>;tag=1" },
		/* Somebody's stand-in for a name is kept as it is, and no fault; an open bracket is one. */
		{ "<sip:<user>@<host>>;tag=1", true, "sip:<user>@<host>", "1", "<sip:<user>@<host>>;tag=1" },
		{ "<sip:{user}@example.com>;tag=1", true, "sip:{user}@example.com", "1", "<sip:{user}@example.com>;tag=1" },
		{ "<sip:[user]@example.com>", true, "sip:[user]@example.com", "", "<sip:[user]@example.com>" },
		{ "<sip:%00x@example.com>;tag=1", false, "sip:%00x@example.com", "1", "<sip:%00x@example.com>;tag=1" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = ARENA_INIT;
		struct reading_address out;

		if (read_address(&out, slice_of(rows[i].value), &a) != rows[i].taken)
			fail_msg("%s: %s", rows[i].value, rows[i].taken ? "refused" : "taken");
		if (rows[i].taken || rows[i].uri[0] != '\0')
			assert_slice(out.uri, rows[i].uri);
		if (rows[i].taken || rows[i].tag[0] != '\0')
			assert_slice(out.tag, rows[i].tag);
		assert_slice(out.text, rows[i].text);
		arena_release(&a);
	}
}

static void
lists_are_read_an_element_at_a_time(void **state)
{
	struct arena a = ARENA_INIT;
	struct slice contacts = SLICE("\"A, B\" <sip:a@h>;q=0.7;expires=60, <sip:%00@h>, <sip:c@h>");
	struct slice challenges = SLICE("Digest realm=\"r\", nonce=\"n,1\", qop=\"auth\", stale=TRUE, Digest realm=\"s\", nonce=\"never");
	struct contact c;
	struct challenge w;
	bool by_osip;

	(void)state;
	assert_true(read_contact_next(&contacts, &c, &a, &by_osip) && by_osip);
	assert_slice(c.uri, "sip:a@h");
	assert_slice(c.q, "0.7");
	assert_slice(c.parts.user, "a");
	assert_int_equal(c.expires, 60);
	assert_true(read_contact_next(&contacts, &c, &a, &by_osip) && !by_osip);
	assert_slice(c.uri, "sip:%00@h");
	assert_true(read_contact_next(&contacts, &c, &a, &by_osip) && by_osip);
	assert_slice(c.uri, "sip:c@h");
	assert_false(read_contact_next(&contacts, &c, &a, &by_osip));

	assert_true(read_challenge_next(&challenges, &w, &a, &by_osip) && by_osip);
	assert_slice(w.scheme, "Digest");
	assert_slice(w.realm, "r");
	assert_slice(w.nonce, "n,1");
	assert_slice(w.qop, "auth");
	assert_true(w.stale);
	assert_true(read_challenge_next(&challenges, &w, &a, &by_osip) && !by_osip);
	assert_slice(w.realm, "s");
	assert_false(read_challenge_next(&challenges, &w, &a, &by_osip));
	arena_release(&a);
}

static void
single_values_are_read_by_libosip2(void **state)
{
	struct arena a = ARENA_INIT;
	struct credentials k;
	struct content_type type;
	struct via via;
	struct slice text;

	(void)state;
	assert_true(read_call_id(&text, SLICE("k7@192.0.2.7"), &a));
	assert_slice(text, "k7@192.0.2.7");
	assert_false(read_call_id(&text, SLICE("k7 @h"), &a));
	assert_slice(text, "k7 @h");
	assert_true(read_credentials(&k, SLICE("Digest username=\"u\",realm=\"r\",nonce=\"n\",uri=\"sip:h\",response=\"00\",nc=0000000a"), &a));
	assert_slice(k.username, "u");
	assert_slice(k.uri, "sip:h");
	assert_false(read_credentials(&k, SLICE("Digest username=u,realm=\"r\",nonce=\"n\",uri=\"sip:h\",response=\"00\""), &a));
	assert_slice(k.username, "u");
	assert_slice(k.realm, "r");
	assert_false(read_credentials(&k, SLICE("Digest username=\"u\", realm=\"r"), &a));
	assert_slice(k.username, "u");
	assert_true(read_type(&type, SLICE("multipart/mixed;boundary=\"b\""), &a));
	assert_slice(type.type, "multipart/mixed");
	assert_slice(type.boundary, "b");
	assert_false(read_type(&type, SLICE("application"), &a));
	assert_slice(type.type, "application");
	assert_true(read_via(&via, SLICE("SIP/2.0/UDP [2001:db8::1]:5062;branch=z9hG4bK1;rport;received=192.0.2.1"), &a));
	assert_slice(via.sent_by, "[2001:db8::1]:5062");
	assert_slice(via.branch, "z9hG4bK1");
	assert_slice(via.received, "192.0.2.1");
	assert_true(via.rport.p != NULL && via.rport.n == 0);
	assert_true(read_via(&via, SLICE("SIP / 2.0 / UDP  h.example.com : 5062"), &a));
	assert_slice(via.sent_by, "h.example.com:5062");
	assert_false(read_via(&via, SLICE("SIP/2.0/UDP"), &a));
	assert_slice(via.sent_by, "");
	assert_true(read_sdp(&text, SLICE("v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"), &a));
	assert_non_null(slice_find(text, SLICE("m=audio 4000 RTP/AVP 0")));
	assert_false(read_sdp(&text, SLICE("rubbish"), &a));
	assert_slice(text, "rubbish");
	arena_release(&a);
}

#define HEAD "Via: SIP/2.0/UDP h.example.com;branch=z9hG4bK1\r\nCall-ID: k7@h\r\nCSeq: 1 INVITE\r\n"
#define ENDS "From: <sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>\r\n"

/* Each difference that may be is one of these, for this reason. */
static void
differences_are_known(void **state)
{
	static const struct {
		const char *raw, *difference;
	} rows[] = {
		{ "SIP/2.0 486 Busy\r\n" HEAD ENDS "\r\n", "" },
		{ "SIP/2.0 401 No\r\n" HEAD ENDS "WWW-Authenticate: Digest realm=\"a, b\",nonce=\"x=\\\"y\",algorithm=MD5\r\n\r\n", "" },
		{ "SIP/2.0 302 Moved\r\n" HEAD ENDS "m: \"x\\\"y\" <sip:c@[2001:db8::1]:5062;lr>;q=1\r\n\r\n", "" },
		{ "INVITE sip:b@h SIP/2.0\r\n" HEAD ENDS "c: application/sdp\r\n\r\nv=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"
		    "m=audio 4000 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendonly\r\nm=video 0 RTP/AVP 99\r\n", "" },
		/* Escapes are taken back and written again where they must be. */
		{ "SIP/2.0 486 Busy\r\n" HEAD "From: <sip:a%41%20b@example.com>;tag=1\r\n\r\n", "" },
		/* An empty user part goes with its @. */
		{ "SIP/2.0 486 Busy\r\n" HEAD "From: <sip:@example.com>;tag=1\r\n\r\n", "" },
		/* Of two that are stuck together, each reads another tag: that is not compared. */
		{ "SIP/2.0 486 Busy\r\n" HEAD "From: <sip:a@h>;tag=1To: <sip:b@h>;tag=2\r\n\r\n", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct message m = { .headers = NULL };
		struct buf out = BUF_INIT;

		assert_int_equal(message_index(&m, slice_of(rows[i].raw)), MESSAGE_OK);
		reading_differences(&out, &m);
		assert_string_equal(out.n > 0 ? out.p : "", rows[i].difference);
		buf_release(&out);
		message_release(&m);
	}
}

/* The comparison itself sees what differs. */
static void
a_difference_is_seen(void **state)
{
	struct message m = { .headers = NULL };
	struct buf out = BUF_INIT;

	(void)state;
	assert_int_equal(message_index(&m, SLICE("SIP/2.0 486 Busy\r\n" HEAD ENDS "\r\n")), MESSAGE_OK);
	m.code = 487;
	m.phrase.n = 3;
	m.from_tag = (struct part){ 5, 1 };	/* the 2 of SIP/2.0 */
	m.cseq = 2;
	reading_differences(&out, &m);
	assert_string_equal(out.p, "code: libosip2 486, we 487\nphrase: libosip2 'Busy', we 'Bus'\nFrom: libosip2 '1', we '2'\n"
	    "CSeq: libosip2 1, we 2\n");
	buf_release(&out);
	message_release(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cseq_is_read_by_libosip2),
		cmocka_unit_test(a_status_line_is_read_by_libosip2),
		cmocka_unit_test(addresses_are_read_by_libosip2),
		cmocka_unit_test(lists_are_read_an_element_at_a_time),
		cmocka_unit_test(single_values_are_read_by_libosip2),
		cmocka_unit_test(differences_are_known),
		cmocka_unit_test(a_difference_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
