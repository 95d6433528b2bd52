/* SPDX-License-Identifier: MIT */
/* The index of a message: start lines, headers, folding, line ends, and the values picked for following calls. */
#include <stdio.h>

#include "sip/header_line.h"
#include "sip/line.h"
#include "sip/message.h"
#include "sip/start_line.h"
#include "same_index.h"
#include "unit/sip.h"

static const char busy[] =
    "SIP/2.0 486 Busy Here\r\n"
    "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;received=198.51.100.7;rport=40212\r\n"
    "Via: SIP/2.0/TCP other;branch=z9hG4bK0\r\n"
    "From: \"A <;tag=no>\" <sip:a@example.com;tag=no>;x=\";tag=no\";tag=from1\r\n"
    "To: sip:b@example.com ; tag = to1\r\n"
    "Call-ID: abc@192.0.2.1\r\n"
    "CSeq: 0102 INVITE\r\n"
    "Content-Length: 5\r\n"
    "\r\n"
    "v=0\r\n";

static struct slice
copy(const char *text, size_t n)
{
	char *p = malloc(n ? n : 1);

	assert_non_null(p);
	memcpy(p, text, n);
	return (struct slice){ p, n };
}

static void
a_response_gives_its_parts(void **state)
{
	struct message m = { 0 };

	(void)state;
	assert_int_equal(message_index(&m, slice_of(busy)), MESSAGE_OK);
	assert_true(m.is_response);
	assert_int_equal(m.code, 486);
	assert_slice(PART(&m, phrase), "Busy Here");
	assert_int_equal(m.header_count, 7);
	assert_slice(PART(&m, via.transport), "UDP");
	assert_slice(PART(&m, via.sent_by), "192.0.2.1:5060");
	assert_slice(PART(&m, via.branch), "z9hG4bK1");
	assert_slice(PART(&m, via.received), "198.51.100.7");
	assert_slice(PART(&m, via.rport), "40212");
	assert_slice(PART(&m, from_tag), "from1");
	assert_slice(PART(&m, to_tag), "to1");
	assert_slice(PART(&m, call_id), "abc@192.0.2.1");
	assert_true(m.has_cseq);
	assert_int_equal(m.cseq, 102);
	assert_int_equal(m.method, METHOD_INVITE);
	assert_slice(PART(&m, method_name), "INVITE");
	assert_int_equal(m.content_length, 5);
	assert_slice(PART(&m, body), "v=0\r\n");
	message_release(&m);
}

static void
every_line_end_gives_the_same_headers(void **state)
{
	static const char *const ends[] = { "\r\n", "\n", "\r", "\r\r\n" };

	(void)state;
	for (size_t i = 0; i < COUNT(ends); i++) {
		struct message m = { 0 };
		char text[sizeof busy * 2] = "";

		for (const char *p = busy; *p; p++) {
			if (*p == '\n')
				strcat(text, ends[i]);
			else if (*p != '\r')
				text[strlen(text)] = *p;
		}
		struct slice raw = copy(text, strlen(text));
		assert_int_equal(message_index(&m, raw), MESSAGE_OK);
		assert_int_equal(m.header_count, 7);
		assert_slice(PART(&m, to_tag), "to1");
		assert_slice(slice_trim(PART(&m, body)), "v=0");
		message_release(&m);
		free((char *)raw.p);
	}
}

static void
a_text_may_end_with_a_cr(void **state)
{
	struct message m = { 0 };

	(void)state;
	assert_int_equal(message_index(&m, SLICE("SIP/2.0 486 Busy Here\rCall-ID: c\r")), MESSAGE_OK);
	assert_slice(PART(&m, call_id), "c");
	assert_int_equal(m.header_count, 1);
	assert_int_equal(m.body.n, 0);
	message_release(&m);
}

static void
start_lines_are_told_from_other_text(void **state)
{
	static const struct {
		const char *line;
		int code;		/* -1: request, 0: not SIP */
		const char *text;	/* phrase, or URI */
	} rows[] = {
		{ "SIP/2.0 486 Busy Here", 486, "Busy Here" },
		{ "SIP/2.0 486", 486, "" },
		{ "SIP/2.0 486 ", 486, "" },
		{ "SIP/2.0  486\t Busy  Here ", 486, "Busy  Here" },
		{ "sip/2.0 486 x", 486, "x" },
		{ "SIP/3.0 486 x", 486, "x" },
		{ "SIP/2.0 699", 699, "" },
		{ "SIP/2.0 799 x", 799, "x" },
		{ "SIP/2.0 4x4 x", 0, "" },
		{ "SIP/2.0 099 x", 0, "" },
		{ "SIP/2.0 999 x", 0, "" },
		{ "SIP/2.0 48", 0, "" },
		{ "SIP/2.0 4860 x", 0, "" },
		{ "SIP/2.0 48600000000000000000 x", 0, "" },
		{ "SIP/2.0486 x", 0, "" },
		{ "SIP/2. 486 x", 0, "" },
		{ "SIP/ 486 x", 0, "" },
		{ "HTTP/1.1 404 Not Found", 0, "" },
		{ "GET /index HTTP/1.1", 0, "" },
		{ "GET / SIP/2.0", 0, "" },
		{ "INVITE sip:b@example.com SIP/2.0", -1, "sip:b@example.com" },
		{ "INVITE  sip:b@example.com  SIP/2.0  ", -1, "sip:b@example.com" },
		{ "INVITE <sip:b@example.com> SIP/2.0", -1, "<sip:b@example.com>" },
		{ "INVITE sip:b@example.com; lr SIP/2.0", -1, "sip:b@example.com; lr" },
		{ "!x'y tel:+1 SIP/7.0", -1, "tel:+1" },
		{ "Received INVITE sip:b@example.com SIP/2.0", 0, "" },
		{ "Got it: see sip:b@example.com SIP/2.0", 0, "" },
		{ "SIP/2.0 100", 100, "" },
		{ "SIP/2.0 899 x", 0, "" },
		{ "SIP/2.0 486:x", 486, "x" },
		{ "SIP/2.0 486-x", 486, "x" },
		{ "SIP/2.0 486,x", 486, "x" },
		{ "SIP/2.0 486;x", 486, "x" },
		{ "SIP/2.0 486.x", 486, ".x" },
		{ "SIP/2.0 486x", 0, "" },
		{ "SIP/2.0 486_x", 0, "" },
		{ "SIP/2.0 486/x", 0, "" },
		{ "SIP/2.0 486=x", 0, "" },
		{ "SIP/2.0", 0, "" },
		{ "SIP/2.0  ", 0, "" },
		{ "SIP/22.10 486 x", 486, "x" },
		{ "SIP/2.01 486 x", 486, "x" },
		{ "SIP/2.x 486 x", 0, "" },
		{ "SIP/x.0 486 x", 0, "" },
		{ "SIP/2 486 x", 0, "" },
		{ "XIP/2.0 486 x", 0, "" },
		{ "INVITE\tsip:b@h SIP/2.0", -1, "sip:b@h" },
		{ "INVITE sip:b c SIP/2.0", -1, "sip:b c" },
		{ "x sip:b SIP/2.0", -1, "sip:b" },
		{ "x sip:b c SIP/2.0", 0, "" },
		{ "x sip:b\tc SIP/2.0", 0, "" },
		{ "x a+b-c.d1:e SIP/2.0", -1, "a+b-c.d1:e" },
		{ "x :b SIP/2.0", 0, "" },
		{ "x a_b:c SIP/2.0", 0, "" },
		{ "INVITE sip:b@h SIP/2.0x", 0, "" },
		{ "INVITE sip:b@h SIP/2.", 0, "" },
		{ "INVITE sip:b@hSIP/2.0", 0, "" },
		{ "INVITE SIP/2.0", 0, "" },
		{ "INVITE sip:b@example.com", 0, "" },
		{ "", 0, "" },
		{ "\n", 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct message m = { 0 };
		struct slice raw = copy(rows[i].line, strlen(rows[i].line));
		bool sip = message_index(&m, raw) == MESSAGE_OK;

		assert_int_equal(sip, rows[i].code != 0);
		assert_int_equal(message_starts(raw), sip);
		if (sip) {
			assert_int_equal(m.is_response, rows[i].code > 0);
			assert_int_equal(m.code, rows[i].code > 0 ? rows[i].code : 0);
			assert_slice(rows[i].code > 0 ? PART(&m, phrase) : PART(&m, uri), rows[i].text);
		}
		message_release(&m);
		free((char *)raw.p);
	}
}

/* The quick look before the parse: the shortest line, one octet less, and what no start line begins with. */
static void
what_may_be_a_start_line(void **state)
{
	(void)state;
	assert_true(message_may_start(SLICE("BYE sip:a ")));
	assert_false(message_may_start(SLICE("BYE sip:a")));
	assert_true(message_may_start(SLICE("SIP/2.0 200 OK")));
	assert_false(message_may_start(SLICE("that is no message at all")));
}

static void
a_status_line_may_be_broken(void **state)
{
	static const struct { const char *text; bool line, message; } rows[] = {
		{ "SIP/2.0 4x4 x", true, false }, { "SIP/2.0 486 x", false, false }, { "SIP/2.0", false, false }, { "SIP/2.0x 4x4", false, false },
		{ "HTTP/1.1 4x4 x", false, false },
		{ "SIP/2.0 4x4 x\r\nVia: y\r\n", true, true }, { "SIP/2.0 4x4 x\nVia: y\n", true, true }, { "SIP/2.0 4x4 x\r\nprose\r\n", true, false },
		{ "SIP/2.0 486 x\r\nVia: y\r\n", false, false }, { "SIP/2.0 4x4 x\r\nNonsense: y\r\n", true, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice raw = slice_of(rows[i].text), rest = raw;

		if (status_line_is_broken(slice_trim(slice_cut(&rest, '\n'))) != rows[i].line)
			fail_msg("%s", rows[i].text);
		if (message_starts_broken(raw) != rows[i].message)
			fail_msg("message: %s", rows[i].text);
	}
	assert_false(message_starts_broken((struct slice){ "SIP/2.0 4\0 x\r\nVia: y\r\n", 23 }));
}

static void
a_header_has_a_name(void **state)
{
	static const struct { const char *line, *name; bool known; } rows[] = {
		{ "Via: x", "Via", true }, { "v:x", "v", true }, { "v:", "v", true }, { "Via : x", "Via", true }, { "Via\t: x", "Via", true },
		{ "X-Foo!: y", "X-Foo!", false }, { "X1: y", "X1", false }, { "Join: y", "Join", true }, { "x-serialnumber: y", "x-serialnumber", true },
		{ "1ia: x", NULL, false }, { ":", NULL, false }, { "v", NULL, false }, { "X Foo: y", NULL, false }, { "no colon", NULL, false },
		{ "sip:a@b", NULL, false }, { "SIPS:a@b", NULL, false }, { "tel:+1", NULL, false }, { "http://a", NULL, false }, { "https://a", NULL, false },
		{ "sip: a", "sip", false }, { "sip:", "sip", false }, { "sipx:a", "sipx", false }, { "Reason:/x", "Reason", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice line = slice_of(rows[i].line), name;
		bool has = header_name_of(line, &name);

		if (has != (rows[i].name != NULL) || (has && !slice_eq(name, slice_of(rows[i].name))) || header_starts(line) != rows[i].known)
			fail_msg("%s", rows[i].line);
	}
}

/* The offset of a header within a line; -1: there is none. */
static void
a_header_may_stand_within_a_line(void **state)
{
	static const struct { const char *line; int at; } rows[] = {
		{ "Via: x", 0 }, { "log: Via: x", 5 }, { "a b c From : x", 6 }, { "xVia: y", -1 }, { "x:y z:w", -1 }, { "nothing", -1 }, { "12:30:05 To: x", 9 },
		{ ": Via: x", 2 },
	};
	char far[500];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice line = slice_of(rows[i].line);
		const char *at = header_somewhere(line);

		if ((at != NULL ? (int)(at - line.p) : -1) != rows[i].at)
			fail_msg("%s", rows[i].line);
	}
	for (int n = 396; n <= 397; n++) {	/* no further than 400 octets */
		snprintf(far, sizeof far, "%*s", n, "");
		strcat(far, "Via: x");
		assert_int_equal(header_somewhere(slice_of(far)) != NULL, n == 396);
	}
}

/* A request in the midst of a text: where its method begins. */
static void
a_method_is_known_or_looks_like_one(void **state)
{
	static const struct { const char *text; int at; } rows[] = {
		{ "INVITE sip:a@b SIP/2.0", 0 }, { "logINVITE sip:a@b SIP/2.0", 3 }, { "BENOTIFY sip:a@b SIP/2.0", 0 }, { "xNOTIFY sip:a@b SIP/2.0", 1 },
		{ "FOO sip:a@b SIP/2.0", 0 }, { "fOo sip:a@b SIP/2.0", 0 }, { "FO sip:a@b SIP/2.0", -1 }, { "foo sip:a@b SIP/2.0", -1 },
		{ "A234567890123456789012345678901234567890 sip:a@b SIP/2.0", 0 }, { "A2345678901234567890123456789012345678901 sip:a@b SIP/2.0", -1 },
		{ "INVITE sip:2 0@b SIP/2.0", 0 }, { "INVITE sip:2 0 0 @b SIP/2.0", 0 }, { "INVITE sip:2 0 0 0 @b SIP/2.0", -1 }, { "REGISTER 20@b SIP/2.0", 0 },
		{ "INVITE 2 0@b SIP/2.0", -1 }, { "INVITE 20 SIP/2.0", -1 }, { "xINVITE sip:2 0@b SIP/2.0", -1 }, { "FOO sip:2 0@b SIP/2.0", -1 },
		{ "\nINVITE sip:a@b SIP/2.0", 1 }, { "INVITE\nsip:a@b SIP/2.0", -1 }, { "INVITE sip:a@b\nSIP/2.0", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice text = slice_of(rows[i].text);
		struct start start;
		bool found = start_find(&start, text.p, slice_limit(text) - 7, slice_limit(text));

		if ((found ? (int)(start.at - text.p) : -1) != rows[i].at)
			fail_msg("%s", rows[i].text);
	}
}

/* NULL: there is none. */
static void
tags_are_found_however_they_are_written(void **state)
{
	static const struct { const char *value, *tag; } rows[] = {
		{ "<sip:a>;tag=x", "x" }, { "\"n\" <sip:a>;tag=x", "x" }, { "\"n\"\t<sip:a>;tag=x", "x" }, { "\"n\"<sip:a>;tag=x", "x" },
		{ "\"n\\\"\" <sip:a;tag=y>;tag=x", "x" }, { "\"n<;tag=y\" <sip:a>;tag=x", "x" }, { "\"n <sip:a>;tag=x", NULL }, { "\"n\"", NULL },
		{ "<sip:a>", NULL }, { "<sip:a;tag=y>", NULL }, { "<sip:a>;tag=", "" }, { "<sip:a>;tag", "" }, { "<sip:a>;TAG=x", "x" },
		{ "<sip:a>;x=y;tag=z", "z" }, { "<sip:a>;tag=x;y=z", "x" }, { "<sip:a>;tag=\"x\"", "x" }, { "<sip:a>; tag=x", "x" }, { "<sip:a> ;tag=x", "x" },
		{ "<sip:a>;tgg=x", NULL }, { "<sip:a", NULL }, { "sip:a;tag=x", "x" }, { "n <sip:a>;tag=x", "x" }, { "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct message m = { 0 };
		char text[128];

		snprintf(text, sizeof text, "SIP/2.0 486 x\r\nFrom: %s\r\nTo: %s\r\nFrom: <sip:z>;tag=z\r\n\r\n", rows[i].value, rows[i].value);
		assert_int_equal(message_index(&m, slice_of(text)), MESSAGE_OK);
		if ((m.from_tag.at == 0) != (rows[i].tag == NULL) || (m.to_tag.at == 0) != (rows[i].tag == NULL))
			fail_msg("%s", rows[i].value);
		assert_slice(PART(&m, from), rows[i].value);
		assert_slice(PART(&m, from_tag), rows[i].tag != NULL ? rows[i].tag : "");
		assert_slice(PART(&m, to_tag), rows[i].tag != NULL ? rows[i].tag : "");
		message_release(&m);
	}
}

/* Of what stands there twice the first counts, of numbers the first that is one; of two lengths that differ none does. */
static void
what_stands_there_twice_counts_once(void **state)
{
	static const struct { const char *headers; bool has_cseq; unsigned cseq; const char *method; int length; unsigned vias; const char *sent_by, *auth; } rows[] = {
		{ "CSeq: 7 INVITE\nCSeq: 8 BYE", true, 7, "INVITE", -1, 0, "", "" },
		{ "CSeq: x INVITE\nCSeq: 8 BYE", true, 8, "BYE", -1, 0, "", "" },
		{ "CSeq: INVITE", false, 0, "INVITE", -1, 0, "", "" },
		{ "CSeq: 7INVITE", true, 7, "INVITE", -1, 0, "", "" },
		{ "CSeq: 7", true, 7, "", -1, 0, "", "" },
		{ "CSeq: 7 x@INVITE", true, 7, "", -1, 0, "", "" },
		{ "CSeq: 7 x INVITE", true, 7, "INVITE", -1, 0, "", "" },
		{ "CSeq: 4294967295 X", true, 4294967295, "X", -1, 0, "", "" },
		{ "CSeq: 4294967296 X", false, 0, "X", -1, 0, "", "" },
		{ "l: 5\nl: 5", false, 0, "", 5, 0, "", "" },
		{ "l: 5\nl: 6", false, 0, "", -1, 0, "", "" },
		{ "l: 5\nl: 6\nl: 6", false, 0, "", -1, 0, "", "" },
		{ "l: x\nl: 6", false, 0, "", 6, 0, "", "" },
		{ "l: 0\nl: 6", false, 0, "", -1, 0, "", "" },
		{ "l: 2147483647", false, 0, "", 2147483647, 0, "", "" },
		{ "l: 2147483648", false, 0, "", -1, 0, "", "" },
		{ "v: SIP/2.0/UDP a, SIP/2.0/UDP b\nv: SIP/2.0/UDP c", false, 0, "", -1, 3, "a", "" },
		{ "v: SIP/2.0/UDP a\nv: SIP/2.0/UDP c", false, 0, "", -1, 2, "a", "" },
		{ "v:\nv: SIP/2.0/UDP c", false, 0, "", -1, 2, "c", "" },
		{ "v: , ,\nv: SIP/2.0/UDP c", false, 0, "", -1, 1, "c", "" },
		{ "Authorization: x\nWWW-Authenticate: y\nProxy-Authorization: z\nProxy-Authenticate: w", false, 0, "", -1, 0, "", "x" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct message m = { 0 };
		char text[256];

		snprintf(text, sizeof text, "SIP/2.0 486 x\n%s\n\n", rows[i].headers);
		assert_int_equal(message_index(&m, slice_of(text)), MESSAGE_OK);
		if (m.has_cseq != rows[i].has_cseq || m.cseq != rows[i].cseq || !slice_eq(PART(&m, method_name), slice_of(rows[i].method)) ||
		    m.content_length != rows[i].length || m.via_count != rows[i].vias ||
		    !slice_eq(PART(&m, via.sent_by), slice_of(rows[i].sent_by)))
			fail_msg("%s", rows[i].headers);
		assert_slice(PART(&m, auth), rows[i].auth);
		message_release(&m);
	}
}

/* Where it begins, and the line of its address: of what the type says is one, or may hold one. */
static void
a_description_is_found_in_the_body(void **state)
{
#define SDP_TEXT "v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 1 RTP/AVP 0\r\n"
	static const struct { const char *headers, *body, *description, *connection; bool is_sdp; } rows[] = {
		{ "c: application/sdp\r\n", SDP_TEXT, SDP_TEXT, "c=IN IP4 192.0.2.1", true },
		{ "c: APPLICATION/SDP;x=y\r\n", SDP_TEXT, SDP_TEXT, "c=IN IP4 192.0.2.1", true },
		{ "c: application/sdp\r\n", "\r\nv=0\r\n", "\nv=0\r\n", "", true },
		{ "c: application/sdp\r\n", "x\r\nc=1", "", "c=1", true },
		{ "c: application/sdp\r\n", "c=1\r\n", "", "", true },
		{ "c: application/sdp\r\n", "", "", "", false },
		{ "c: multipart/mixed;boundary=b\r\n", "--b\r\n\r\n" SDP_TEXT, "\n" SDP_TEXT, "c=IN IP4 192.0.2.1", false },
		{ "c: text/plain\r\n", SDP_TEXT, "", "", false },
		{ "", SDP_TEXT, "", "", false },
		{ "c: text/plain\r\nc: application/sdp\r\n", SDP_TEXT, SDP_TEXT, "c=IN IP4 192.0.2.1", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct message m = { 0 };
		char text[512];

		snprintf(text, sizeof text, "SIP/2.0 200 OK\r\n%s\r\n%s", rows[i].headers, rows[i].body);
		assert_int_equal(message_index(&m, slice_of(text)), MESSAGE_OK);
		if (m.has_sdp != rows[i].is_sdp || !slice_eq(PART(&m, description), slice_of(rows[i].description)) ||
		    !slice_eq(PART(&m, connection), slice_of(rows[i].connection)))
			fail_msg("%zu: %s", i, rows[i].body);
		message_release(&m);
	}
}

static void
odd_headers_are_kept_as_they_are(void **state)
{
	static const char text[] =
	    "\r\n\n"
	    "OPTIONS sip:b@example.com SIP/2.0\n"
	    "v :SIP / 2.0 / UDP\n"
	    "  host.example.com ; Branch = z9hG4bKx ;rport\n"
	    "subject\t:\n"
	    "no colon here\n"
	    "X-Odd: a\n\tb\n"
	    "l: 99999999999999999999\n"
	    "cseq:4294967296 OPTIONS\n"
	    "f: <sip:a@example.com";
	struct message m = { 0 };
	char *flat;

	(void)state;
	assert_int_equal(message_index(&m, slice_of(text)), MESSAGE_OK);
	assert_int_equal(m.header_count, 7);
	assert_slice(PART(&m, via.transport), "UDP");
	assert_slice(PART(&m, via.sent_by), "host.example.com");
	assert_slice(PART(&m, via.branch), "z9hG4bKx");
	assert_true(m.via.rport.at > 0);
	assert_slice(PART(&m, via.rport), "");
	assert_int_equal(m.via.received.at, 0);
	assert_int_equal(m.headers[1].id, H_SUBJECT);
	assert_slice(part_of(&m, m.headers[1].value), "");
	assert_int_equal(m.headers[2].value.at, 0);
	assert_slice(part_of(&m, m.headers[2].name), "no colon here");
	flat = header_unfold(part_of(&m, m.headers[3].value));
	assert_string_equal(flat, "a b");
	free(flat);
	assert_ptr_equal(message_named(&m, SLICE("x-ODD")), &m.headers[3]);
	assert_int_equal(m.content_length, -1);
	assert_false(m.has_cseq);
	assert_slice(PART(&m, from), "<sip:a@example.com");
	assert_int_equal(m.from_tag.at, 0);
	assert_slice(PART(&m, body), "");
	message_release(&m);
}

/* A tag is what header_param() finds, also where the header is plain enough for a quicker look. */
static void
tags_are_found_in_any_dress(void **state)
{
	static const struct { const char *value, *tag; } rows[] = {
		{ "<sip:a@b>;tag=1", "1" }, { "\"A\" <sip:a@b>;tag=1-x", "1-x" }, { "\"\"\t<sip:a@b>;tag=1", "1" },
		{ "\"A\"<sip:a@b;tag=no>;tag=1", "1" }, { "\"A <x>;tag=no\" <sip:a@b>;tag=1", "1" },
		{ "\"A \\\" <x>;tag=no\" <sip:a@b>;tag=1", "1" }, { "<sip:a@b>;x=<y>;tag=1", "1" }, { "<sip:a@b>;tag=1;tag=2", "1" },
		{ "<sip:a@b>;x;tag=1", "1" }, { "<sip:a@b>;tag=\"1\"", "1" }, { "<sip:a@b>;tag=1 ;x", "1" }, { "<sip:a@b> ;tag=1", "1" },
		{ "<sip:a@b>;tag=", "" }, { "<sip:a@b>;TAG=1", "1" }, { "A B <sip:a@b>;tag=1", "1" }, { "sip:a@b;tag=1", "1" },
		{ "<sip:a@b>", NULL }, { "\"A\" <sip:a@b;tag=no>", NULL }, { "\"A;tag=no\" <sip:a@b>", NULL }, { "<sip:a@b>;tag", "" },
		{ "\"A;tag=no", NULL }, { "\"", NULL }, { "\"A\"", NULL }, { "<sip:a@b;tag=no", NULL }, { "<sip:a@b>x;tag=1", "1" },
	};
	struct message m = { 0 };
	char text[128];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(text, sizeof text, "SIP/2.0 200 OK\r\nFrom: %s\r\n\r\n", rows[i].value);
		assert_int_equal(message_index(&m, slice_of(text)), MESSAGE_OK);
		assert_int_equal(m.from_tag.at > 0, rows[i].tag != NULL);
		if (rows[i].tag != NULL)
			assert_slice(PART(&m, from_tag), rows[i].tag);
	}
	message_release(&m);
}

static void
a_message_is_indexed_up_to_the_limit(void **state)
{
	struct message m = { 0 };
	size_t n = 200000;
	char *text = malloc(n);

	(void)state;
	memset(text, '\r', n);
	assert_int_equal(message_index(&m, (struct slice){ text, n }), MESSAGE_NOT_SIP);
	memcpy(text, "SIP/2.0 200 OK\r\n", 16);
	for (size_t i = 16; i + 4 <= n; i += 4)
		memcpy(text + i, "a:b\n", 4);
	assert_int_equal(message_index(&m, (struct slice){ text, n }), MESSAGE_OK);
	assert_int_equal(m.raw.n, MESSAGE_MAX);
	assert_int_equal(m.header_count, (MESSAGE_MAX - 16 + 3) / 4);	/* the last is cut */
	message_release(&m);
	free(text);
}

/* A copy holds no pointer into what it was made of. */
static void
an_index_moves_with_a_copy_of_its_bytes(void **state)
{
	struct message m = { 0 };
	char *bytes = malloc(sizeof busy - 1), *text = malloc(sizeof busy - 1);
	struct message *moved;
	void *room;

	(void)state;
	memcpy(text, busy, sizeof busy - 1);
	memcpy(bytes, busy, sizeof busy - 1);
	assert_int_equal(message_index(&m, (struct slice){ text, sizeof busy - 1 }), MESSAGE_OK);
	room = malloc(message_size(&m));
	moved = message_copy(room, &m, bytes);
	memset(text, '?', sizeof busy - 1);
	free(text);
	message_release(&m);
	assert_true(same_index(moved, (struct slice){ bytes, sizeof busy - 1 }));
	assert_slice(PART(moved, via.received), "198.51.100.7");
	assert_slice(message_value(moved, H_CALL_ID), "abc@192.0.2.1");
	free(room);
	free(bytes);
}

static void
the_header_array_is_reused(void **state)
{
	struct message m = { 0 };
	struct header *before;

	(void)state;
	assert_int_equal(message_index(&m, slice_of(busy)), MESSAGE_OK);
	before = m.headers;
	assert_int_equal(message_index(&m, SLICE("SIP/2.0 200 OK\r\nTo: x;tag=y\r\n\r\n")), MESSAGE_OK);
	assert_ptr_equal(m.headers, before);
	assert_int_equal(m.header_count, 1);
	assert_int_equal(m.call_id.at, 0);
	message_release(&m);
}

static void
headers_of_one_kind_follow_each_other(void **state)
{
	struct message m = { 0 };
	const struct header *h;

	(void)state;
	assert_int_equal(message_index(&m, slice_of(busy)), MESSAGE_OK);
	h = message_header(&m, H_VIA);
	assert_ptr_equal(h, &m.headers[0]);
	h = message_next(&m, h);
	assert_ptr_equal(h, &m.headers[1]);
	assert_null(message_next(&m, h));
	assert_null(message_header(&m, H_WARNING));
	message_release(&m);
}

/* What may stand behind the version of a request, for one that is looked for in a text. */
static void
a_version_ends_where_no_more_of_it_can_follow(void **state)
{
	static const struct { const char *text; bool found; } rows[] = {
		{ "INVITE sip:a@b SIP/2.0", true }, { "INVITE sip:a@b SIP/2.0 ", true }, { "INVITE sip:a@b SIP/2.0\"", true }, { "INVITE sip:a@b SIP/2.0,", true },
		{ "INVITE sip:a@b SIP/2.0\\r", true }, { "INVITE sip:a@b SIP/2.0/UDP", false }, { "INVITE sip:a@b SIP/2.0-x", false },
		{ "INVITE sip:a@b SIP/2.0_x", false }, { "INVITE sip:a@b SIP/2.0+", false }, { "INVITE sip:a@b SIP/2.0)", false },
		{ "INVITE sip:a@b SIP/2.0x", false }, { "INVITE sip:a@b SIP/2.0 12 3", true },
		{ "INVITE sip:a 1@b SIP/2.0\r", true }, { "INVITE sip:a 1@b SIP/2.0 ", false }, { "INVITE sip:a 1@b SIP/2.0, and", false },
		{ "INVITE sip:a@b  SIP/2.0", true }, { "INVITE sip:a@bSIP/2.0", false }, { "INVITE ab SIP/2.0", false }, { "sip:a@b SIP/2.0", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice text = slice_of(rows[i].text);
		struct start start;

		if (start_find(&start, text.p, strstr(text.p, "SIP/"), slice_limit(text)) != rows[i].found)
			fail_msg("%s", rows[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_response_gives_its_parts),
		cmocka_unit_test(every_line_end_gives_the_same_headers),
		cmocka_unit_test(a_text_may_end_with_a_cr),
		cmocka_unit_test(start_lines_are_told_from_other_text),
		cmocka_unit_test(what_may_be_a_start_line),
		cmocka_unit_test(a_status_line_may_be_broken),
		cmocka_unit_test(a_header_has_a_name),
		cmocka_unit_test(a_header_may_stand_within_a_line),
		cmocka_unit_test(a_method_is_known_or_looks_like_one),
		cmocka_unit_test(tags_are_found_however_they_are_written),
		cmocka_unit_test(what_stands_there_twice_counts_once),
		cmocka_unit_test(a_description_is_found_in_the_body),
		cmocka_unit_test(odd_headers_are_kept_as_they_are),
		cmocka_unit_test(tags_are_found_in_any_dress),
		cmocka_unit_test(a_message_is_indexed_up_to_the_limit),
		cmocka_unit_test(an_index_moves_with_a_copy_of_its_bytes),
		cmocka_unit_test(the_header_array_is_reused),
		cmocka_unit_test(headers_of_one_kind_follow_each_other),
		cmocka_unit_test(a_version_ends_where_no_more_of_it_can_follow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
