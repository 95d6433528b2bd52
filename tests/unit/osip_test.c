/* SPDX-License-Identifier: MIT */
/* What libosip2 reads comes out whole, and what it must not be given, or refuses, says nothing. */
#include "unit/sip.h"

#include <stdio.h>

#include "base/buf.h"
#include "sip/osip.h"

#define SAYS(...) buf_addf(b, __VA_ARGS__)

/* A part, or - where there is none. */
static void
part(struct buf *b, struct slice s)
{
	buf_addf(b, s.p == NULL ? " -" : " ‘%.*s’", SLICE_ARG(s));
}

static void
start_line(struct buf *b, struct slice line, struct arena *a)
{
	struct osip_start s;

	if (!osip_start_line(&s, line, a)) {
		SAYS("no");
		return;
	}
	SAYS("%s %d", s.is_response ? "response" : "request", s.code);
	part(b, s.phrase);
	part(b, s.method);
	part(b, s.uri);
}

static void
address(struct buf *b, struct slice value, struct arena *a)
{
	struct osip_address s;

	SAYS(osip_address(&s, value, a) ? "yes" : "no");
	part(b, s.uri);
	part(b, s.tag);
}

static void
call_id(struct buf *b, struct slice value, struct arena *a)
{
	struct slice s;

	SAYS(osip_call_id_value(&s, value, a) ? "yes" : "no");
	part(b, s);
}

static void
cseq(struct buf *b, struct slice value, struct arena *a)
{
	uint32_t number;
	struct slice method;

	if (osip_cseq_value(&number, &method, value, a))
		SAYS("%u %.*s", number, SLICE_ARG(method));
	else
		SAYS("no");
}

static void
via(struct buf *b, struct slice value, struct arena *a)
{
	struct via s;

	SAYS(osip_via_value(&s, value, a) ? "yes" : "no");
	part(b, s.transport);
	part(b, s.sent_by);
	part(b, s.branch);
	part(b, s.received);
	part(b, s.rport);
}

static void
contact(struct buf *b, struct slice value, struct arena *a)
{
	struct contact s;

	SAYS(osip_contact_value(&s, value, a) ? "yes" : "no");
	if (s.star)
		SAYS(" star");
	part(b, s.display);
	part(b, s.uri);
	part(b, s.q);
	if (s.has_expires)
		SAYS(" %u", s.expires);
}

static void
challenge(struct buf *b, struct slice value, struct arena *a)
{
	struct challenge s;

	SAYS(osip_challenge(&s, value, a) ? "yes" : "no");
	part(b, s.scheme);
	part(b, s.realm);
	part(b, s.nonce);
	part(b, s.algorithm);
	if (s.stale)
		SAYS(" stale");
}

static void
credentials(struct buf *b, struct slice value, struct arena *a)
{
	struct credentials s;

	SAYS(osip_credentials(&s, value, a) ? "yes" : "no");
	part(b, s.scheme);
	part(b, s.username);
	part(b, s.realm);
}

static void
type(struct buf *b, struct slice value, struct arena *a)
{
	struct content_type s;

	SAYS(osip_type(&s, value, a) ? "yes" : "no");
	part(b, s.type);
	part(b, s.boundary);
}

static void
sdp(struct buf *b, struct slice value, struct arena *a)
{
	struct slice s;

	SAYS(osip_sdp(&s, value, a) ? "yes" : "no");
	part(b, s);
}

typedef void reader(struct buf *, struct slice, struct arena *);

static const struct { reader *read; const char *value, *is; } rows[] = {
	{ start_line, "SIP/2.0 200 OK", "response 200 ‘OK’ - -" },
	{ start_line, "SIP/2.0 486 Busy  Here", "response 486 ‘Busy  Here’ - -" },
	{ start_line, "SIP/2.0 200", "response 200 ‘’ - -" },
	{ start_line, "SIP/2.0 200 O", "response 200 ‘O’ - -" },
	{ start_line, "SIP/2.0 200  OK", "no" },
	{ start_line, "SIP/2.0  200 OK", "no" },
	{ start_line, "SIP/2.0 200\tOK", "no" },
	{ start_line, "SIP/2.0 200:OK", "no" },
	{ start_line, "INVITE sip:a@b SIP/2.0", "request 0 - ‘INVITE’ ‘sip:a@b’" },
	{ start_line, "INVITE  sip:a@b SIP/2.0", "no" },
	{ start_line, "INVITE\tsip:a@b SIP/2.0", "no" },
	{ start_line, "A sip:b SIP/2.0", "request 0 - ‘A’ ‘sip:b’" },
	{ start_line, "", "no" },
	{ address, "<sip:a@b>;tag=x", "yes ‘sip:a@b’ ‘x’" },
	{ address, "\"A\" <sip:a@b>;tag=\"x\"", "yes ‘sip:a@b’ ‘x’" },
	{ address, "sip:a@b", "yes ‘sip:a@b’ -" },
	{ address, "<sip:a@b>;tag", "yes ‘sip:a@b’ ‘’" },
	{ address, "<sip:a%00@b>", "no - -" },
	{ address, "<sip:a%01@b>", "yes ‘sip:a%01@b’ -" },
	{ address, "", "no - -" },
	{ call_id, "a@b", "yes ‘a@b’" },
	{ call_id, "a", "yes ‘a’" },
	{ call_id, "", "no -" },
	{ cseq, "1 INVITE", "1 INVITE" },
	{ cseq, "4294967295 INVITE", "4294967295 INVITE" },
	{ cseq, "4294967296 INVITE", "no" },
	{ cseq, "x INVITE", "no" },
	{ cseq, "1 IN@VITE", "no" },
	{ cseq, "1", "no" },
	{ cseq, "", "no" },
	{ via, "SIP/2.0/UDP h:5060;branch=z9hG4bK1;received=192.0.2.1;rport=7", "yes ‘UDP’ ‘h:5060’ ‘z9hG4bK1’ ‘192.0.2.1’ ‘7’" },
	{ via, "SIP/2.0/TCP h;rport", "yes ‘TCP’ ‘h’ - - ‘’" },
	{ via, "SIP/2.0/UDP [2001:db8::1]:5062;branch=\"x\"", "yes ‘UDP’ ‘[2001:db8::1]:5062’ ‘x’ - -" },
	{ via, "SIP/2.0/UDP [2001:db8::1]", "yes ‘UDP’ ‘[2001:db8::1]’ - - -" },
	{ via, "SIP/2.0/UDP", "no - - - - -" },
	{ via, "", "no - - - - -" },
	{ contact, "*", "yes star ‘*’ ‘*’ -" },
	{ contact, "\"*\" <sip:a@b>", "yes ‘*’ ‘sip:a@b’ -" },
	{ contact, "<sip:a@b>;expires=60;q=0.5", "yes - ‘sip:a@b’ ‘0.5’ 60" },
	{ contact, "<sip:a@b>;expires=0", "yes - ‘sip:a@b’ - 0" },
	{ contact, "<sip:a@b>;expires=4294967296", "yes - ‘sip:a@b’ -" },
	{ contact, "<sip:a%00@b>", "no - - -" },
	{ contact, "", "no - - -" },
	{ challenge, "Digest realm=\"r\", nonce=\"n\", algorithm=MD5, stale=TRUE", "yes ‘Digest’ ‘r’ ‘n’ ‘MD5’ stale" },
	{ challenge, "Digest realm=\"x\", nonce=\"n\", algorithm=\"MD5\", stale=false", "yes ‘Digest’ ‘x’ ‘n’ ‘MD5’" },
	{ challenge, "Digest realm=\"a\\\"b\", nonce=\"n\"", "yes ‘Digest’ ‘a\\\"b’ ‘n’ -" },
	{ challenge, "Digest realm=\"r, nonce=\"n\"", "no - - - -" },
	{ challenge, "Digest realm=\"r\\\\\", nonce=\"n\"", "yes ‘Digest’ ‘r\\\\’ ‘n’ -" },
	{ challenge, "", "no - - - -" },
	{ credentials, "Digest username=\"u\", realm=\"r\"", "yes ‘Digest’ ‘u’ ‘r’" },
	{ credentials, "Digest username=\"u, realm=\"r\"", "no - - -" },
	{ credentials, "", "no - - -" },
	{ type, "application/sdp", "yes ‘application/sdp’ -" },
	{ type, "multipart/mixed;boundary=\"b\"", "yes ‘multipart/mixed’ ‘b’" },
	{ type, "application", "no - -" },
	{ type, "", "no - -" },
	{ sdp, "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n", "yes ‘v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n’" },
	{ sdp, "nothing", "no -" },
	{ sdp, "", "no -" },
};

static void
read_one(reader *read, struct slice value, const char *is)
{
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;

	read(&b, value, &a);
	if (strcmp(b.p, is) != 0)
		fail_msg("%.*s: %s instead of %s", SLICE_ARG(slice_head(value, 80)), b.p, is);
	buf_release(&b);
	arena_release(&a);
}

static void
values_come_out_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		read_one(rows[i].read, slice_of(rows[i].value), rows[i].is);
}

/* Its strings end at a NUL: what stands behind one would be lost. */
static void
no_value_has_a_nul(void **state)
{
	(void)state;
	read_one(start_line, SLICE("SIP/2.0 200 O\0K"), "no");
	read_one(start_line, SLICE("INVITE sip:a@b\0 SIP/2.0"), "no");
	read_one(address, SLICE("<sip:a@b>\0;tag=x"), "no - -");
	read_one(call_id, SLICE("a\0b"), "no -");
	read_one(sdp, SLICE("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n\0"), "no -");
}

/* `head`, then x up to this length. */
static struct slice
padded(struct buf *b, const char *head, size_t n)
{
	b->n = 0;
	buf_addstr(b, head);
	while (b->n < n)
		buf_addc(b, 'x');
	return buf_slice(b);
}

static void
values_have_a_longest(void **state)
{
	static const struct { reader *read; const char *head; } longest[] = {
		{ start_line, "SIP/2.0 200 " }, { call_id, "" }, { address, "<sip:a@b>;tag=" }, { via, "SIP/2.0/UDP h;branch=" },
	};
	struct buf b = BUF_INIT, says = BUF_INIT;
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(longest); i++)
		for (size_t more = 0; more < 2; more++) {
			says.n = 0;
			longest[i].read(&says, padded(&b, longest[i].head, OSIP_VALUE_MAX + more), &a);
			if (slice_starts(buf_slice(&says), SLICE("no")) != (more > 0))
				fail_msg("%s: %zu", longest[i].head, OSIP_VALUE_MAX + more);
		}
	arena_release(&a);
	buf_release(&says);
	buf_release(&b);
}

/* Of a list each one; of what is no list the whole value, commas and all. */
static void
it_takes_headers_or_not(void **state)
{
	static const struct { enum header_id id; const char *value; bool is; } taken[] = {
		{ H_VIA, "SIP/2.0/UDP a", true }, { H_VIA, "SIP/2.0/UDP", false },
		{ H_VIA, "SIP/2.0/UDP a, SIP/2.0/UDP b", true }, { H_VIA, "SIP/2.0/UDP a, SIP/2.0/UDP", false },
		{ H_VIA, "SIP/2.0/UDP, SIP/2.0/UDP a", false }, { H_VIA, "", true },
		{ H_FROM, "<sip:a@b>", true }, { H_FROM, "<sip:a@b", false },
		{ H_TO, "<sip:a@b>", true }, { H_TO, "<sip:a@b", false },
		{ H_CALL_ID, "a", true }, { H_CALL_ID, ",", true },
		{ H_CSEQ, "1 INVITE", true }, { H_CSEQ, "1", false }, { H_CSEQ, "1 INVITE, 2", true },
		{ H_CONTACT, "<sip:a@b>", true }, { H_CONTACT, "<sip:a@b>, <sip:c@d>", true }, { H_CONTACT, "<sip:a@b>, <sip:c@d", false },
		{ H_ROUTE, "<sip:p.example;lr>", true }, { H_ROUTE, "<sip:a", false },
		{ H_RECORD_ROUTE, "<sip:p.example;lr>", true }, { H_RECORD_ROUTE, "<sip:a", false },
		{ H_CONTENT_TYPE, "a/b", true }, { H_CONTENT_TYPE, "a", false }, { H_CONTENT_TYPE, "a/b;c=d, e", true },
		{ H_SUBJECT, "<sip:a", true }, { H_SUBJECT, "", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(taken); i++)
		if (osip_takes(taken[i].id, slice_of(taken[i].value)) != taken[i].is)
			fail_msg("%zu: %s", i, taken[i].value);
}

static void
it_takes_messages_or_not(void **state)
{
	(void)state;
	assert_true(osip_takes_message(SLICE("OPTIONS sip:a@b SIP/2.0\r\nCall-ID: a\r\nCSeq: 1 OPTIONS\r\n\r\n")));
	assert_false(osip_takes_message(SLICE("OPTIONS sip:a@b\r\nCall-ID: a\r\nCSeq: 1 OPTIONS\r\n\r\n")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_come_out_whole),
		cmocka_unit_test(no_value_has_a_nul),
		cmocka_unit_test(values_have_a_longest),
		cmocka_unit_test(it_takes_headers_or_not),
		cmocka_unit_test(it_takes_messages_or_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
