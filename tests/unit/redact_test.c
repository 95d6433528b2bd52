/* SPDX-License-Identifier: MIT */
/* Pseudonyms: what names somebody goes, what a diagnosis needs stays, the same thing stays the same. */
#include <malloc.h>

#include "base/ascii.h"
#include "report/redact/pseudonym.h"
#include "report/redact/redact.h"
#include "unit/sip.h"
#include "unit/known.h"

static const uint64_t key[2] = { 1, 2 };

enum { MOST_SEEN = 64 };

static struct {
	char text[MOST_SEEN][16];
	int n;
} seen;

/* The pseudonym that begins here: its length, with the kind; 0 when there is none. */
static size_t
pseudonym_length(const char *p)
{
	static const char *const kinds[] = { "user-", "host-", "number-", "word-", "mac-", "hash-", "file-", "net-" };

	for (size_t k = 0; k < COUNT(kinds); k++) {
		size_t n = strlen(kinds[k]), i;

		if (strncmp(p, kinds[k], n) != 0)
			continue;
		for (i = 0; i < 8 && (is_lower(p[n + i]) || is_digit(p[n + i])); i++)
			;
		return i == 8 ? n + 8 : 0;
	}
	return 0;
}

/* Pseudonyms by the order in which they came up, so that a test can be read: "user-1". */
static void
number_pseudonyms(const char *p, struct buf *out)
{
	while (*p) {
		size_t n = pseudonym_length(p);
		int i;

		if (n == 0) {
			buf_addc(out, *p++);
			continue;
		}
		for (i = 0; i < seen.n && memcmp(seen.text[i], p + n - 8, 8) != 0; i++)
			;
		if (i == seen.n && seen.n < MOST_SEEN)
			memcpy(seen.text[seen.n++], p + n - 8, 8);
		buf_addf(out, "%.*s%d", (int)n - 8, p, i + 1);
		p += n;
	}
}

/* Takes what came out. */
static void
expect_out(struct buf *out, const char *want)
{
	struct buf numbered = BUF_INIT;

	number_pseudonyms(out->p ? out->p : "", &numbered);
	assert_string_equal(numbered.p ? numbered.p : "", want);
	buf_release(out);
	buf_release(&numbered);
}

static void
expect(struct redact *r, redactor *how, const char *in, const char *want)
{
	struct buf out = BUF_INIT;

	how(r, slice_of(in), &out);
	expect_out(&out, want);
}

static struct redact *
start(void)
{
	seen.n = 0;
	return redact_new(knowledge, key);
}

struct row { const char *in, *want; };

static void
expect_rows(redactor *how, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct redact *r = start();

		expect(r, how, rows[i].in, rows[i].want);
		redact_free(r);
	}
}

static void
names_get_pseudonyms_in_every_place(void **state)
{
	static const struct row rows[] = {
		{ "sip:alice@pbx.example.com", "sip:user-1@host-2.example" },
		{ "<sip:alice@PBX.example.com:5060;transport=tcp>", "<sip:user-1@host-2.example:5060;transport=tcp>" },
		{ "sip:alice@a.example.com sip:al%69ce@A.example.com sip:ALICE@b.example.com",
		    "sip:user-1@host-2.example sip:user-1@host-2.example sip:user-1@host-3.example" },
		{ "tel:+49-30-1234567", "tel:number-1" },
		{ "call alicf at pbx.example.com.", "call word-1 at host-2.example." },
		{ "alicf <sip:alicf@x.example.com> alicf", "word-1 <sip:user-1@host-2.example> user-1" },
		{ "sip:anonymous@anonymous.invalid", "sip:anonymous@anonymous.invalid" },
		{ "number 4930123456789 is not in service", "number number-1 is not in service" },
		{ "+49 (30) 123-4567, 0049301234567 and 49.30.1234567", "number-1, number-1 and number-1" },
		{ "(555) 123-4567, 555.123.4567, 555 123 4567", "number-1, number-1, number-1" },
		{ "https://u:p@h.example.net:8443/a/b?c=d#e", "https://user-1@host-2.example:8443/***" },
		{ "https://h.example.net", "https://host-1.example" },
		{ "4111 1111 1111 1111 and 4930 1234 5678", "number-1 and number-2" },
		{ "<sip:a@h.example.net;lr?Replaces=x%40y&Subject=z>", "<sip:user-1@host-2.example;lr?***>" },
		{ "\"Alice Smith\" <sip:1001@h.example.com>", "\"user-1\" <sip:user-2@host-3.example>" },
		{ "пример.рф и sip:a@пример.рф", "host-1.example и sip:user-2@host-1.example" },
		{ "7c:11:e5:21:d9:33 7C-11-E5-21-D9-33 7c11.e521.d933 7c11e521d933", "mac-1 mac-1 mac-1 mac-1" },
		{ "sha-256 7C:11:E5:21:D9:33:7C:11:E5:21", "sha-256 hash-1" },
		{ "PJSIP/alicf-0000002a and '1001'", "PJSIP/user-1-0000002a and 'user-2'" },
		{ "frobnicated by zork", "word-1 by word-2" },
		{ "alicf.smith@mail.example.com", "user-1@host-2.example" },
		{ "Call-ID: x", "Call-ID: x" },
		{ "Call from Max Page <sip:a@h.example.net>", "Call from user-1 <sip:user-2@host-3.example>" },
		{ "Registration From <sip:a@h.example.net>", "Registration From <sip:user-1@host-2.example>" },
		{ "geo:52.51631,13.37777;u=35 \"lat\": 52.51", "geo:*** \"lat\": ***" },
		{ "callerIdName=Max Page; caller_name: \"Mark Bell\"", "callerIdName=user-1; caller_name: \"user-2\"" },
		{ "ip-203-0-113-77 and ec2_10_1_2_3", "host-1 and host-2" },
		{ "the net 192.168.1 and 172.20, not 172.99", "the net net-1 and net-2, not 172.99" },
	};

	(void)state;
	expect_rows(redact_text, rows, COUNT(rows));
}

/* However an address is spelled, it is the same one. */
static void
an_address_with_other_marks_is_that_address(void **state)
{
	struct redact *r = start();
	struct buf dots = BUF_INIT, dashes = BUF_INIT;

	(void)state;
	redact_text(r, SLICE("to 10.1.2.3."), &dots);
	redact_text(r, SLICE("to 10-1-2-3."), &dashes);
	assert_string_equal(dots.p, dashes.p);
	assert_null(strstr(dots.p, "10.1.2.3"));
	buf_reset(&dashes);
	redact_text(r, SLICE("to 10_1_2_3."), &dashes);
	assert_string_equal(dots.p, dashes.p);
	buf_release(&dots);
	buf_release(&dashes);
	redact_free(r);
}

static void
what_names_nobody_stays(void **state)
{
	static const char *const rows[] = {
		"486 Busy Here", "SIP/2.0 200 OK", "Q.850;cause=17;text=\"User busy\"", "Asterisk PBX 18.2.1",
		"FreeSWITCH-mod_sofia/1.10.7", "32.0 s", "12:34:56", "timer B", "application/sdp", "a=rtpmap:8 PCMA/8000",
		"Retry-After: 3600", "", "«занято»", "m=audio 40000 RTP/AVP 0 8 101", "2026-03-01 10:00:00.123456", "chan_sip.c:28468",
		"call.canceled-late", "code.486/register", "127.0.0.1 0.0.0.0 224.0.1.75", "0.123456", "5060", "1700000000.123456",
		"a=fmtp:101 0-16", "Wrong password", "tag=as7f3a99c", "branch=z9hG4bK776asdhds", "sendonly", "Kamailio", "100%", "-5",
		"0.5 12.34 100", "96 97 98 100 101", "5060 5061", "1-2-3", "13.38.3", "256-0-0",
	};
	struct redact *r = start();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(r, redact_text, rows[i], rows[i]);
	expect(r, redact_counters, "2147483647 INVITE", "2147483647 INVITE");
	redact_free(r);
}

static void
credentials_are_dropped(void **state)
{
	static const struct row rows[] = {
		{ "Digest username=\"bob\", realm=\"zork\", nonce=\"abc\", uri=\"sip:h.example.net\", response=\"0f\"",
		    "Digest username=\"user-1\", realm=\"word-2\", nonce=\"***\", uri=\"sip:host-3.example\", response=\"***\"" },
		{ "Basic dXNlcjpwYXNz", "Basic ***" },
		{ "Basic realm=\"Busy\"", "Basic realm=\"Busy\"" },
		{ "1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20",
		    "1 AES_CM_128_HMAC_SHA1_80 inline:***" },
		{ "nonce=", "nonce=" },
		{ "nonce=\"cut", "nonce=\"***\"" },
		{ "pwd=x1 pass: x2 api_key=x3 token=\"x4 y\"", "pwd=*** pass: *** api_key=*** token=\"***\"" },
		{ "PIN: 1234", "PIN: ***" },
		{ "\"password\": \"x1\"", "\"password\": \"***\"" },
		{ "a=ice-ufrag:F7gI", "a=ice-ufrag:***" },
		{ "a=ice-pwd:x9cml/YzichV2+XlhiMu8g", "a=ice-pwd:***" },
		{ "Authorization: Token abc def", "Authorization: Token ***" },
		{ "Authorization: Bearer eyJ.eyJ", "Authorization: Bearer ***" },
	};

	(void)state;
	expect_rows(redact_text, rows, COUNT(rows));
}

static void
addresses_keep_what_they_are(void **state)
{
	static const char *const rows[] = {
		"10.1.2.3", "172.20.1.2", "192.168.7.7", "100.64.1.1", "169.254.3.4", "203.0.113.9", "203.0.113.9:5060",
		"[2001:db8:7::5]:5062", "2001:db8:7::5", "fd12::7", "fe80::1", "::ffff:10.1.2.3",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct redact *r = start();
		struct buf out = BUF_INIT;
		struct addr before, after;

		redact_text(r, slice_of(rows[i]), &out);
		assert_true(addr_parse(&before, slice_of(rows[i])));
		assert_true(addr_parse(&after, buf_slice(&out)));
		assert_int_equal(before.family, after.family);
		assert_int_equal(before.port, after.port);
		assert_int_equal(addr_scope(&before), addr_scope(&after));
		assert_false(addr_same_ip(&before, &after));
		buf_release(&out);
		redact_free(r);
	}
}

static void
no_two_private_addresses_become_one(void **state)
{
	static bool taken[1 << 16];

	(void)state;
	for (uint32_t i = 0; i < 1 << 16; i++) {
		struct addr in = { .family = 4, .ip = { 192, 168, (uint8_t)(i >> 8), (uint8_t)i } }, out;

		pseudonym_address(key, &in, &out);
		assert_int_equal(out.ip[0], 192);
		assert_int_equal(out.ip[1], 168);
		uint32_t n = (uint32_t)out.ip[2] << 8 | out.ip[3];
		assert_false(taken[n]);
		taken[n] = true;
	}
}

static void
all_spellings_of_ipv6_are_one(void **state)
{
	struct redact *r = start();
	struct arena a = ARENA_INIT;
	const char *plain = redacted(r, redact_text, "2001:db8:7::5", &a);

	(void)state;
	assert_string_equal(redacted(r, redact_text, "2001:DB8:0007:0:0:0:0:5", &a), plain);
	assert_string_equal(redacted(r, redact_text, "2001:db8:7::5%eth0", &a), plain);
	assert_string_equal(redacted(r, redact_text, "2001:db8:7::5: refused", &a), arena_printf(&a, "%s: refused", plain));
	assert_string_equal(redacted(r, redact_text, "[2001:db8:7::5%25eth0]", &a), arena_printf(&a, "[%s]", plain));
	assert_string_equal(redacted(r, redact_text, "received=2001:db8:7::5;from 2001:db8:7::5.", &a),
	    arena_printf(&a, "received=%s;from %s.", plain, plain));
	arena_release(&a);
	redact_free(r);
}

static void
identifiers_keep_what_tells_them_apart(void **state)
{
	static const struct row rows[] = {
		{ "3c26700857a87f84@host.example.com", "3c26700857a87f84@host-1.example" },
		{ "7f3a-4930123456-1@pbx.example.com", "7f3a-number-1-1@host-2.example" },
		{ "alicf-7f3a", "word-1-7f3a" },
		{ "7c11e521d933-1", "mac-1-1" },
	};

	(void)state;
	expect_rows(redact_identifier, rows, COUNT(rows));
}

static void
parties_lose_their_display_name(void **state)
{
	struct redact *r = start();

	(void)state;
	expect(r, redact_party, "\"Alice Smith\" <sip:1001@a.example.com>;tag=3668192225",
	    "\"user-1\" <sip:user-2@host-3.example>;tag=3668192225");
	expect(r, redact_party, "\"Alice Smith <sip:1001@a.example.com>", "\"user-1\" <sip:user-2@host-3.example>");
	expect(r, redact_party, "Support <sip:1001@a.example.com>, \"x, y\" <tel:+4930123456>",
	    "\"user-4\" <sip:user-2@host-3.example>, \"user-5\" <tel:number-6>");
	expect(r, redact_text, "peer 1001 is gone", "peer user-2 is gone");
	redact_free(r);
}

struct known_row { const char *parties, *in, *want; };

/* What the messages say is somebody's goes from everywhere, even where it is made of words that stay by themselves. */
static void
what_the_messages_name_is_hidden_everywhere(void **state)
{
	static const struct known_row rows[] = {
		{ "\"Max Page\" <sip:m@a.example.com>", "Max Page, MAX PAGE, max  page", "user-1, user-1, user-2" },
		{ "Max Page <sip:m@a.example.com>", "is max-page MaxPage Page, Max Max%20Page gone", "is user-1 user-2 user-3 user-4 gone" },
		{ "<sip:max.page@a.example.com>", "Max Page max_page", "user-1 user-2" },
		{ "\"Max Page\" <sip:m@a.example.com>", "Page is away, Max is not", "word-1 is away, word-2 is not" },
		{ "\"Max Page\" <sip:m@a.example.com>", "max attempts, the page, Max-Forwards", "max attempts, the page, Max-Forwards" },
		{ "\"Call Center\" <sip:m@a.example.com>", "Call rejected by the Call Center", "Call rejected by the user-1" },
		{ "\"Max Page\" <sip:m@a.example.com>", "early-max-page PJSIP/max-page-0000002a", "word-1 PJSIP/user-2-0000002a" },
		{ "<sip:101@a.example.com>", "101 is away; user 101, peer '101', 101", "user-1 is away; user user-1, peer 'user-1', user-1" },
		{ "<sip:404@a.example.com>", "SIP/2.0 404 Not Found, 404 (Not Found), answered with 404", "SIP/2.0 404 Not Found, 404 (Not Found), answered with 404" },
		{ "<sip:101@a.example.com>", "m=audio 40000 RTP/AVP 0 101", "m=audio 40000 RTP/AVP 0 101" },
		{ "<sip:101@a.example.com>", "a=rtpmap:101 telephone-event/8000", "a=rtpmap:101 telephone-event/8000" },
		{ "<sip:8000@a.example.com>", "PCMU/8000 port 8000 8000 ms 10.0", "PCMU/8000 port 8000 8000 ms 10.0" },
		{ "<sip:2047@a.example.com>", "asterisk[2047]: x2047 dials", "asterisk[2047]: xuser-1 dials" },
		{ "<sip:17@a.example.com>", "cause 17, user 17", "cause 17, user user-1" },
		{ "<sip:a@b.example.com>", "101, 486 Busy Here, ext. 12, ext12", "101, 486 Busy Here, ext. user-1, extuser-1" },
		{ "<sip:a@b.example.com>", "dahili 3391, wewn. 3392, доб. 33", "dahili user-1, wewn. user-2, доб. user-3" },
		{ "<sip:a@b.example.com>", "分机3394, 内線 3395, nhánh 3396: 486 Busy Here", "分机user-1, 内線 user-2, nhánh user-3: 486 Busy Here" },
		{ "<sip:a@b.example.com>", "+49 30 and 0049 30, 12:00:00 +0100", "number-1 and number-2, 12:00:00 +0100" },
		{ "<tel:+49301234567>", "30123 4567; 030 12345 67", "number-1; number-1" },
		{ "<tel:+49301234567>", "49:30:123:4567; 10:00:00", "number-1; 10:00:00" },
		{ "<sip:a@b.example.com>", "30123 4567", "30123 4567" },
		{ "<sip:a@mail.server.net>", "mail.server.net mail-server-net", "host-1.example host-2.example" },
		{ "<sip:asterisk@b.example.com>", "Asterisk PBX", "Asterisk PBX" },
		/* A user that is a code: where it stands as a user, it goes. */
		{ "<sip:404@a.example.com>", "PJSIP/404 SIP/2.0 404, Ann <404>", "PJSIP/user-1 SIP/2.0 404, word-2 <user-1>" },
		{ "<sip:404@a.example.com>", "*404 404# 404 registered", "*user-1 user-1# user-1 registered" },
		{ "<sip:404@a.example.com>", "404 offline, 404 Not Found, 404 gone", "user-1 offline, 404 Not Found, 404 gone" },
		{ "<sip:180@a.example.com>", "<180>1 is of syslog, <180> is not", "<180>1 is of syslog, <user-1> is not" },
		{ "<sip:a@b.example.com>", "*404 404# <404> PJSIP/486 404 offline", "*404 404# <404> PJSIP/486 404 offline" },
		/* A word of a name in small letters: where somebody is meant. */
		{ "\"Max Page\" <sip:m@a.example.com>", "user max; max is away; MAX called", "user word-1; word-1 is away; word-1 called" },
		{ "\"Max Page\" <sip:m@a.example.com>", "the page is old, to max, max 5", "the page is old, to max, max 5" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct redact *r = start();

		redact_meet(r, SLICE("From"), slice_of(rows[i].parties));
		expect(r, redact_text, rows[i].in, rows[i].want);
		redact_free(r);
	}
}

/* Names that no message gives, made of words that siperr's texts have. */
static void
usual_names_are_hidden_unasked(void **state)
{
	static const struct row rows[] = {
		{ "Tom is out, ask Tom or tom", "word-1 is out, ask word-1 or tom" },
		{ "Max Page, Mark Bell and Will Early", "word-1, word-2 and word-3" },
		{ "Page, Max; Early, Tom", "word-1; word-2" },
		{ "Max Forwards, Max calls, Will Be, Mark Busy, May Not, TOM", "Max Forwards, Max calls, Will Be, Mark Busy, May Not, TOM" },
		{ "Tom-Foo, Tom.", "word-1, word-2." },
	};

	(void)state;
	expect_rows(redact_text, rows, COUNT(rows));
}

static void
what_is_written_letter_by_letter_is_hidden(void **state)
{
	static const struct row rows[] = {
		{ "is &#97;&#108;&#x69;&#99;&#101; there", "is word-1 there" },
		{ "can&#39;t reach", "can&#39;t reach" },
		{ "\\141\\154\\151 in C", "word-1 in C" },
		{ "\\042 busy \\042 \\015\\012", "\\042 busy \\042 \\015\\012" },
		{ "a l i c e calls", "word-1 calls" }, { "at a l i c e, b", "at word-1, b" },
		{ "A B C D; A, B, C, D, E", "A B C D; A, B, C, D, E" },
	};

	(void)state;
	expect_rows(redact_text, rows, COUNT(rows));
}

/* X-User: 404 */
static void
a_header_says_whose_number_it_is(void **state)
{
	static const struct { const char *name, *in, *want; } rows[] = {
		{ "X-User", "404", "user-1" }, { "P-Charge-Info", "486", "user-2" }, { "X-Caller-Number", "17", "user-3" },
		{ "X-Debug", "user 404 and 480", "user user-1 and 480" }, { "X-Status", "404", "404" }, { "X-Users", "404", "404" },
		{ "X-User", "404 Not Found", "404 Not Found" }, { "X-User", "7", "7" },
	};
	struct redact *r = start();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = BUF_INIT;

		redact_header(r, slice_of(rows[i].name), slice_of(rows[i].in), &out);
		expect_out(&out, rows[i].want);
	}
	redact_free(r);
}

/* Nobody finds a name or an address in what looks like dice. */
static void
identifiers_hide_what_lies_in_them(void **state)
{
	static const struct row rows[] = {
		{ "a1b2-198-51-100-23-7@x.example", "a1b2-ADDR-7@host-1.example" },
		{ "0ac6336417b1", "mac-1" },
		{ "0ac6336417b1c2", "word-1" },
		{ "ff176433c6", "word-1" },
		{ "6d61782e70616765-1f", "word-1-1f" },
		{ "7f3a-max-page-1", "7f3a-user-1-1" },
		{ "3c26700857a87f84", "3c26700857a87f84" },
	};
	const struct addr a = { .family = 4, .ip = { 198, 51, 100, 23 } };
	struct addr hidden;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct redact *r = start();
		struct arena arena = ARENA_INIT;
		struct buf address = BUF_INIT;
		const char *out;

		redact_address(r, &a, &hidden);
		addr_format(&hidden, false, &address);
		redact_meet(r, SLICE("From"), SLICE("Max Page <sip:x@x.example>"));
		out = redacted(r, redact_identifier, rows[i].in, &arena);
		const char *at = strstr(out, address.p);
		if (at != NULL)
			out = arena_printf(&arena, "%.*sADDR%s", (int)(at - out), out, at + address.n);
		struct buf numbered = BUF_INIT;
		number_pseudonyms(out, &numbered);
		assert_string_equal(numbered.p, rows[i].want);
		buf_release(&numbered);
		buf_release(&address);
		arena_release(&arena);
		redact_free(r);
	}
}

/* Tags and branches are dice, too. */
static void
tags_stay_unless_somebody_is_in_them(void **state)
{
	struct redact *r = start();

	(void)state;
	redact_meet(r, SLICE("From"), SLICE("Max Page <sip:alicf@x.example>"));
	expect(r, redact_text, ";tag=as7f3a99c;branch=z9hG4bK776asdhds", ";tag=as7f3a99c;branch=z9hG4bK776asdhds");
	expect(r, redact_text, ";tag=7falicf3;branch=z9hG4bKmax-page-1", ";tag=word-1;branch=word-2");
	redact_free(r);
}

/* However many people there are, none is forgotten; and of words that name nobody few are lost. */
static void
nobody_is_forgotten(void **state)
{
	enum { MANY = 50000 };
	struct redact *r = start();
	struct arena a = ARENA_INIT;
	int lost = 0;

	(void)state;
	for (int i = 0; i < MANY; i++)
		redact_meet(r, SLICE("From"), slice_of(arena_printf(&a, "<sip:max.page.%d@x.example>", i)));
	for (int i = 0; i < MANY; i++)
		assert_non_null(strstr(redacted(r, redact_text, arena_printf(&a, "Max Page %d", i), &a), "user-"));
	for (int i = 0; i < MANY; i++)
		lost += strstr(redacted(r, redact_text, arena_printf(&a, "max %d", i % 1000), &a), "user-") != NULL;
	assert_true(lost < MANY / 500);
	arena_release(&a);
	redact_free(r);
}

static void
a_file_keeps_its_kind(void **state)
{
	static const struct row rows[] = {
		{ "alice.pcap", "file-1.pcap" }, { "alice", "file-1" }, { "-", "-" },
		{ "alice.secret", "file-1" }, { "/var/log/alice.log.gz", "file-1.log.gz" },
	};

	(void)state;
	expect_rows(redact_file, rows, COUNT(rows));
}

static void
a_key_is_long_enough(void **state)
{
	uint64_t a[2], b[2];

	(void)state;
	assert_false(redact_key(SLICE("fifteen bytes.."), a));
	assert_true(redact_key(SLICE("sixteen bytes..."), a));
	assert_true(redact_key(SLICE("sixteen bytes....and more"), b));
	assert_memory_not_equal(a, b, sizeof a);
}

static void
expect_numbered(const char *text, const char *want)
{
	struct buf numbered = BUF_INIT;

	number_pseudonyms(text, &numbered);
	assert_string_equal(numbered.p, want);
	buf_release(&numbered);
}

static void
a_finding_is_hidden_whole_and_the_original_kept(void **state)
{
	struct redact *r = start();
	struct finding f, hidden;

	(void)state;
	finding_init(&f, "code.486");
	f.has_call = true;
	f.call.from = "sip:alice@pbx.example.com";
	f.call.call_id = "1@pbx.example.com";
	f.phrase = "alice is busy";
	finding_evidence(&f, EVIDENCE_HEADER, "Identity", "eyJhbGciOi")->arg[0] = "eyJhbGciOi";
	f.has_where = true;
	f.where.file = "alice.pcap";
	finding_step(&f)->label = "INVITE sip:alice@pbx.example.com";
	redact_finding(r, &f, &hidden);
	expect_numbered(hidden.call.from, "sip:user-1@host-2.example");
	expect_numbered(hidden.call.call_id, "1@host-2.example");
	expect_numbered(hidden.phrase, "user-1 is busy");
	assert_string_equal(hidden.evidence[0].value, "***");
	assert_string_equal(hidden.evidence[0].arg[0], "***");
	expect_numbered(hidden.steps[0].label, "INVITE sip:user-1@host-2.example");
	expect_numbered(hidden.where.file, "file-1.pcap");
	assert_string_equal(f.phrase, "alice is busy");
	assert_string_equal(f.evidence[0].value, "eyJhbGciOi");
	finding_release(&hidden);
	finding_release(&f);
	redact_free(r);
}

/* Nothing is remembered, so nothing can run out; forty bits keep thousands apart. */
static void
many_names_stay_apart(void **state)
{
	enum { MANY = 3000 };
	struct redact *r = start();
	struct arena a = ARENA_INIT;
	const char *names[MANY];

	(void)state;
	for (int i = 0; i < MANY; i++)
		names[i] = redacted(r, redact_text, arena_printf(&a, "h%d.example.com", i), &a);
	for (int i = 1; i < MANY; i++)
		assert_string_not_equal(names[i], names[i - 1]);
	assert_string_equal(redacted(r, redact_text, "h7.example.com", &a), names[7]);
	arena_release(&a);
	redact_free(r);
}

/* Ten times as many names take no more memory. */
static void
memory_stays_bound(void **state)
{
	struct redact *r = start();
	struct buf out = BUF_INIT;
	char name[64];
	size_t before = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int n = snprintf(name, sizeof name, "sip:u%d@h%d.example.com 10.1.%d.%d", i, i, i >> 8 & 255, i & 255);

		buf_reset(&out);
		redact_text(r, (struct slice){ name, (size_t)n }, &out);
		if (i == 2000)
			before = mallinfo2().uordblks;
	}
	assert_true(mallinfo2().uordblks <= before + 256);
	buf_release(&out);
	redact_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_get_pseudonyms_in_every_place),
		cmocka_unit_test(an_address_with_other_marks_is_that_address),
		cmocka_unit_test(what_names_nobody_stays),
		cmocka_unit_test(credentials_are_dropped),
		cmocka_unit_test(addresses_keep_what_they_are),
		cmocka_unit_test(no_two_private_addresses_become_one),
		cmocka_unit_test(all_spellings_of_ipv6_are_one),
		cmocka_unit_test(identifiers_keep_what_tells_them_apart),
		cmocka_unit_test(parties_lose_their_display_name),
		cmocka_unit_test(what_the_messages_name_is_hidden_everywhere),
		cmocka_unit_test(usual_names_are_hidden_unasked),
		cmocka_unit_test(a_header_says_whose_number_it_is),
		cmocka_unit_test(what_is_written_letter_by_letter_is_hidden),
		cmocka_unit_test(identifiers_hide_what_lies_in_them),
		cmocka_unit_test(tags_stay_unless_somebody_is_in_them),
		cmocka_unit_test(nobody_is_forgotten),
		cmocka_unit_test(a_file_keeps_its_kind),
		cmocka_unit_test(a_key_is_long_enough),
		cmocka_unit_test(a_finding_is_hidden_whole_and_the_original_kept),
		cmocka_unit_test(many_names_stay_apart),
		cmocka_unit_test(memory_stays_bound),
	};

	return cmocka_run_group_tests(tests, open_known, close_known);
}
