/* SPDX-License-Identifier: MIT */
/* The strict opinion: each fault is named with its header, and what is merely odd is left alone. */
#include <stdio.h>

#include "sip/defect.h"
#include "sip/osip.h"
#include "sip/strict.h"
#include "unit/sip.h"

#define REQUEST "OPTIONS sip:b@example.com SIP/2.0\r\n"
#define VIA "Via: SIP/2.0/UDP h.example.com;branch=z9hG4bK1\r\n"
#define FROM "From: <sip:a@example.com>;tag=1\r\n"
#define TO "To: <sip:b@example.com>\r\n"
#define CALL "Call-ID: 1@h\r\n"
#define CSEQ "CSeq: 1 OPTIONS\r\n"
#define HOPS "Max-Forwards: 70\r\n"
#define REST VIA FROM TO CALL CSEQ HOPS

static void
each_fault_is_named(void **state)
{
	static const struct {
		const char *raw;
		enum defect_kind kind;
		const char *name, *why;
	} rows[] = {
		{ REQUEST REST "Contact: \"a <sip:a@h>\r\n\r\n", DEFECT_HEADER, "Contact", "defect.unbalanced-quote" },
		{ REQUEST REST "m: <sip:a@h\r\n\r\n", DEFECT_HEADER, "Contact", "defect.unbalanced-bracket" },
		{ REQUEST REST "Contact: <sip:a@h>;;\r\n\r\n", DEFECT_HEADER, "Contact", "defect.stray-separator" },
		{ REQUEST REST "Contact: <a@h>\r\n\r\n", DEFECT_HEADER, "Contact", "defect.bad-uri" },
		{ REQUEST REST "Contact: <sip:a@h:70000>\r\n\r\n", DEFECT_HEADER, "Contact", "defect.bad-uri" },
		{ REQUEST REST "Contact: < sip:a@h >\r\n\r\n", DEFECT_HEADER, "Contact", "defect.bad-uri" },
		{ REQUEST REST "Reply-To: Bell, A <sip:a@h>\r\n\r\n", DEFECT_HEADER, "Reply-To", "defect.bad-display-name" },
		{ REQUEST REST "Route:\r\n\r\n", DEFECT_HEADER, "Route", "defect.empty" },
		{ REQUEST REST "Expires: soon\r\n\r\n", DEFECT_HEADER, "Expires", "defect.bad-number" },
		{ REQUEST REST "Expires: 4294967296\r\n\r\n", DEFECT_HEADER, "Expires", "defect.too-large" },
		{ REQUEST REST "Content-Type: sdp\r\n\r\n", DEFECT_HEADER, "Content-Type", "defect.bad-content-type" },
		{ REQUEST REST "Date: Fri, 01 Jan 2010 16:00:00 EST\r\n\r\n", DEFECT_HEADER, "Date", "defect.bad-date" },
		{ REQUEST REST "Warning: 305 h no quotes\r\n\r\n", DEFECT_HEADER, "Warning", "defect.bad-warning" },
		{ REQUEST REST "Reason: because\r\n of it\r\n\r\n", DEFECT_HEADER, "Reason", "defect.bad-reason" },
		{ REQUEST REST "WWW-Authenticate: Digest nonce=\"x\"\r\n\r\n", DEFECT_HEADER, "WWW-Authenticate", "defect.bad-challenge" },
		{ REQUEST REST "Subject: a\001b\r\n\r\n", DEFECT_HEADER, "Subject", "defect.control-character" },
		{ REQUEST REST "X Y: z\r\n\r\n", DEFECT_HEADER, "X Y", "defect.bad-header-name" },
		{ REQUEST REST "no colon\r\n\r\n", DEFECT_HEADER, "no colon", "defect.no-colon" },
		{ REQUEST REST "To: <sip:c@h>\r\n\r\n", DEFECT_REPEATED, "To", "defect.repeated" },
		{ REQUEST VIA FROM TO CALL HOPS "CSeq: OPTIONS\r\n\r\n", DEFECT_HEADER, "CSeq", "defect.bad-cseq" },
		{ REQUEST VIA FROM TO CALL HOPS "CSeq: 1OPTIONS\r\n\r\n", DEFECT_HEADER, "CSeq", "defect.bad-cseq" },
		{ REQUEST VIA FROM TO CALL HOPS "CSeq: 2147483648 OPTIONS\r\n\r\n", DEFECT_HEADER, "CSeq", "defect.too-large" },
		{ REQUEST VIA FROM TO CALL HOPS "CSeq: 1 BYE\r\n\r\n", DEFECT_HEADER, "CSeq", "defect.cseq-method" },
		{ REQUEST FROM TO CALL CSEQ HOPS "Via: SIP/2.0 UDP h\r\n\r\n", DEFECT_HEADER, "Via", "defect.bad-via" },
		{ REQUEST FROM TO CALL CSEQ HOPS "v: SIP/2.0/UDP h:0;branch=x\r\n\r\n", DEFECT_HEADER, "Via", "defect.bad-via" },
		{ REQUEST VIA FROM TO CSEQ HOPS "i: a b\r\n\r\n", DEFECT_HEADER, "Call-ID", "defect.bad-call-id" },
		{ REQUEST VIA FROM TO CSEQ HOPS "\r\n", DEFECT_MISSING, "Call-ID", "defect.missing" },
		{ REQUEST VIA FROM TO CALL CSEQ "\r\n", DEFECT_MISSING, "Max-Forwards", "defect.missing" },
		{ "INVITE sip:b@example.com SIP/2.0\r\n" VIA FROM TO CALL HOPS "CSeq: 1 INVITE\r\n\r\n", DEFECT_MISSING, "Contact", "defect.missing" },
		{ REQUEST REST "Contact: <sip:a@b@example.com>\r\n\r\n", DEFECT_HEADER, "Contact", "defect.bad-uri" },
		{ REQUEST REST "Content-Length: 3\r\n\r\nabc", DEFECT_MISSING, "Content-Type", "defect.no-content-type" },
		{ REQUEST REST "Content-Length: 9\r\n\r\n", DEFECT_LENGTH, "Content-Length", "defect.length-long" },
		{ REQUEST REST "c: a/b\r\nl: 1\r\n\r\nabc", DEFECT_LENGTH, "Content-Length", "defect.length-short" },
		{ REQUEST REST "c: application/sdp\r\n\r\nrubbish\r\n", DEFECT_BODY, "SDP", "defect.bad-sdp" },
		{ "OPTIONS <sip:b@example.com> SIP/2.0\r\n" REST "\r\n", DEFECT_START_LINE, NULL, "defect.bad-request-uri" },
		{ "OPTIONS  sip:b@example.com SIP/2.0\r\n" REST "\r\n", DEFECT_START_LINE, NULL, "defect.start-line-blanks" },
		{ "OPTIONS sip:b@example.com SIP/7.0\r\n" REST "\r\n", DEFECT_START_LINE, NULL, "defect.bad-version" },
		{ "SIP/2.0 486\r\n" VIA FROM TO CALL CSEQ "\r\n", DEFECT_START_LINE, NULL, "defect.no-blank-after-code" },
		{ "SIP/2.0 486: Busy\r\n" VIA FROM TO CALL CSEQ "\r\n", DEFECT_START_LINE, NULL, "defect.no-blank-after-code" },
		{ "SIP/2.0 486-Busy\r\n" VIA FROM TO CALL CSEQ "\r\n", DEFECT_START_LINE, NULL, "defect.no-blank-after-code" },
		{ "SIP/2.0 4x4 What\r\n" VIA FROM TO CALL CSEQ "\r\n", DEFECT_START_LINE, NULL, "defect.bad-code" },
		{ "SIP/2.0 4294967301 better not\r\n" VIA FROM TO CALL CSEQ "\r\n", DEFECT_START_LINE, NULL, "defect.bad-code" },
		{ "SIP/2.0 Busy\r\n" VIA FROM TO CALL CSEQ "\r\n", DEFECT_START_LINE, NULL, "defect.bad-code" },
		{ "SIP/2.0\t486 Busy\r\n" VIA FROM TO CALL CSEQ "\r\n", DEFECT_START_LINE, NULL, "defect.start-line-blanks" },
		{ "SIP/2.0 486\tBusy\r\n" VIA FROM TO CALL CSEQ "\r\n", DEFECT_START_LINE, NULL, "defect.start-line-blanks" },
		{ "sip/2.0 486 Busy\r\n" VIA FROM TO CALL CSEQ "\r\n", DEFECT_START_LINE, NULL, "defect.lower-version" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = ARENA_INIT;
		struct message m = { 0 };
		struct strict s;

		assert_true(message_index(&m, slice_of(rows[i].raw)) != MESSAGE_NOT_SIP);
		strict_check(&m, STRICT_WIRE, &a, &s);
		assert_false(s.accepted && rows[i].kind == DEFECT_HEADER);
		assert_int_equal(s.defect_count, 1);
		assert_string_equal(s.defects[0].why, rows[i].why);
		assert_int_equal(s.defects[0].kind, rows[i].kind);
		if (rows[i].name == NULL)
			assert_null(s.defects[0].name);
		else
			assert_string_equal(s.defects[0].name, rows[i].name);
		message_release(&m);
		arena_release(&a);
	}
}

/* One header more in a request that has no fault: what is wrong with it, or nothing. */
static const struct { const char *line, *why; } values[] = {
	{ "Expires: 4294967295", NULL }, { "Expires: 7x", "defect.bad-number" }, { "Expires: -1", "defect.bad-number" }, { "Expires:", "defect.bad-number" },
	{ "Expires: 7;x", NULL }, { "Retry-After: 7(c)", NULL }, { "Retry-After: 7 (c)", NULL }, { "Retry-After: 7,8", "defect.bad-number" },
	{ "Contact: sip:a@h;x>", "defect.bad-uri" }, { "Contact: sip:a@h;x=y", NULL }, { "Contact: \"a>b\" <sip:a@h>", NULL },
	{ "Contact: <sip:a@h:65535>", NULL }, { "Contact: <sip:a@h:65536>", "defect.bad-uri" }, { "Contact: <sip:a@h:1>", NULL },
	{ "Contact: <sip:a@h:0>", "defect.bad-uri" }, { "Contact: <sip:a@h:>", "defect.bad-uri" }, { "Contact: *", NULL },
	{ "Contact: <sip:a@h>;q=0,5", "defect.q-comma" }, { "Contact: <sip:a@h>;q=0,5;expires=60", "defect.q-comma" }, { "Contact: sip:a@h;Q=1,0", "defect.q-comma" },
	{ "Contact: <sip:a@h>;q=0.5, 5", "defect.bad-uri" }, { "Contact: <sip:a@h>;x=0,5", "defect.bad-uri" }, { "Contact: <sip:a@h>;q=0,5x", "defect.bad-uri" },
	{ "Contact: <sip:a@h>;q=0;x=y, 5", "defect.bad-uri" }, { "Contact: <sip:a@h>;q=0, <sip:b@h>;q=1", NULL },
	{ "Contact: <sip:a@h>,", "defect.stray-separator" }, { "Contact: ,<sip:a@h>", "defect.stray-separator" },
	{ "Contact: <sip:a@h>;", "defect.stray-separator" }, { "Contact: <sip:a@h>,,<sip:b@h>", "defect.stray-separator" },
	{ "Contact: \"a,,b\" <sip:a@h>", NULL }, { "Contact: <sip:a@h;;x>", NULL }, { "Contact: <sip:a@h>, <sip:b@h>", NULL },
	{ "Contact: \"a\\\"\" <sip:a@h>", NULL }, { "Contact: \"a\\\\\" <sip:a@h>", NULL }, { "Contact: a\" <sip:a@h>", "defect.unbalanced-quote" },
	{ "Contact: \"<\" <sip:a@h>", NULL }, { "Contact: \"a\" <sip:a@h", "defect.unbalanced-bracket" },
	{ "Contact: a b <sip:a@h>", NULL }, { "Contact: a(b) <sip:a@h>", "defect.bad-display-name" },
	{ "Contact: sip:a@h", NULL }, { "Contact: sip:a b@h", "defect.bad-uri" }, { "Contact: a@h", "defect.bad-uri" },
	{ "Contact: <sip:a@h>, <a>", "defect.bad-uri" }, { "Contact: tel:+1", NULL },
	{ "Subject: a\x7f", "defect.control-character" }, { "Subject: a\\\x01", NULL }, { "Subject: a\tb", NULL }, { "Subject: a\x1f", "defect.control-character" },
	{ "WWW-Authenticate: Digest realm=\"x\"", "defect.bad-challenge" }, { "WWW-Authenticate: Digest nonce=\"x\"", "defect.bad-challenge" },
	{ "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\"", NULL }, { "WWW-Authenticate: Basic", NULL },
	{ "WWW-Authenticate: Digest realm=\"x, nonce=y", "defect.unbalanced-quote" },
	{ "Warning: 399 h \"x\"", NULL }, { "Warning: 399 h x", "defect.bad-warning" }, { "Warning: x", "defect.bad-warning" },
	{ "Warning: 399 \"x\"", "defect.bad-warning" }, { "Warning: 399 h \"x", "defect.unbalanced-quote" },
	{ "Reason: SIP;cause=200", NULL }, { "Reason: cause=200", "defect.bad-reason" }, { "Reason: SIP;text=\"x", "defect.unbalanced-quote" },
	{ "Content-Type: a/b", NULL }, { "Content-Type: a/b;;c", "defect.bad-content-type" }, { "Content-Type: a/b;c=\"d", "defect.unbalanced-quote" },
	{ "Date: Fri, 01 Jan 2010 16:00:00 GMT", NULL }, { "Refer-To: <sip:a@h>", NULL }, { "Refer-To: <sip:a@h", "defect.unbalanced-bracket" },
	{ "Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=x", NULL }, { "Via: SIP/2.0/UDP [2001:db8::1];branch=x", NULL },
	{ "Via: SIP/2.0/UD /P h;branch=x", "defect.bad-via" }, { "Via: SIP / 2.0 / UDP h;branch=x/y", NULL },
	{ "Via: SIP/2.0/UDP h:65536;branch=x", "defect.bad-via" }, { "Via: SIP/2.0/UDP h:65535;branch=x", NULL }, { "Via: SIP/2.0/UDP h:1;branch=x", NULL },
	{ "Via:", "defect.empty" }, { "Via: SIP/2.0/UDP h;branch=x,", "defect.stray-separator" }, { "Call-Info: \"x", "defect.unbalanced-quote" },
	{ "Event: \"x", NULL },
	{ "Contact: \"a\\\",,\" <sip:a@h>", NULL }, { "Contact: <sip:a@h>;x=\";;\"", NULL }, { "Contact: <sip:a@h> ; ;x", "defect.stray-separator" },
	{ "Via: SIP/2.0/UDP [2001:db8::1]:0;branch=x", "defect.bad-via" }, { "Via: SIP/2.0/UDP h : 7;branch=x", NULL },
	{ "Warning: abc h \"x\"", "defect.bad-warning" }, { "Warning: 399 h \"x\", 1 \"y\"", "defect.bad-warning" },
	{ "WWW-Authenticate: Negotiate, Digest realm=\"x\"", "defect.bad-challenge" }, { "Reason: SIP;cause=200, ;x", "defect.bad-reason" },
	{ "Content-Type: a/b;c=d,", "defect.bad-content-type" }, { "Date: GMT", NULL }, { "Date:", "defect.bad-date" },
};

/* RFC 3261 §20 and those that came later: what each promises, and which stands once. */
static const struct { const char *name, *value, *why; bool single; } promises[] = {
#define ADDRESS(name, single) { name, "<sip:a@h", "defect.unbalanced-bracket", single }
#define NUMBER(name) { name, "x", "defect.bad-number", true }
#define LIST(name) { name, "a;b=\"c", "defect.unbalanced-quote", false }
#define FREE(name) { name, "a;b=\"c,,", NULL, true }
	ADDRESS("Contact", false), ADDRESS("Diversion", false), ADDRESS("History-Info", false), ADDRESS("P-Asserted-Identity", false),
	ADDRESS("Path", false), ADDRESS("Record-Route", false), ADDRESS("Refer-To", true), ADDRESS("Referred-By", true),
	ADDRESS("Remote-Party-ID", false), ADDRESS("Reply-To", true), ADDRESS("Route", false), ADDRESS("Service-Route", false),
	NUMBER("Expires"), NUMBER("Min-Expires"), NUMBER("Min-SE"), NUMBER("Retry-After"), NUMBER("RSeq"), NUMBER("Session-Expires"),
	LIST("Alert-Info"), LIST("Authorization"), LIST("Call-Info"), LIST("Error-Info"), LIST("Proxy-Authorization"), LIST("Proxy-Authenticate"),
	LIST("WWW-Authenticate"), LIST("Warning"), LIST("Reason"),
	FREE("Event"), FREE("MIME-Version"), FREE("RAck"), FREE("Replaces"), FREE("Subscription-State"),
	{ "Subject", "a;b=\"c,,", NULL, false },
};

static void
a_value_is_good_or_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(values); i++) {
		struct arena a = ARENA_INIT;
		struct message m = { 0 };
		struct strict s;
		char raw[512];

		snprintf(raw, sizeof raw, REQUEST REST "%s\r\n\r\n", values[i].line);
		assert_int_equal(message_index(&m, slice_of(raw)), MESSAGE_OK);
		strict_check(&m, STRICT_WIRE, &a, &s);
		if (s.defect_count != (values[i].why != NULL) || (values[i].why != NULL && strcmp(s.defects[0].why, values[i].why) != 0))
			fail_msg("%s: %s", values[i].line, s.defect_count > 0 ? s.defects[0].why : "nothing");
		message_release(&m);
		arena_release(&a);
	}
}

/* What is wrong in the request with this header more; NULL where nothing is. The arena keeps it. */
static const char *
first_defect(const char *raw, enum strict_bytes bytes, struct arena *a)
{
	struct message m = { 0 };
	struct strict s;

	assert_int_equal(message_index(&m, slice_of(raw)), MESSAGE_OK);
	strict_check(&m, bytes, a, &s);
	message_release(&m);
	return s.defect_count > 0 ? arena_strdup(a, s.defects[0].why) : NULL;
}

static void
assert_defect(const char *raw, enum strict_bytes bytes, const char *why)
{
	struct arena a = ARENA_INIT;
	const char *found = first_defect(raw, bytes, &a);

	if ((found != NULL) != (why != NULL) || (why != NULL && strcmp(found, why) != 0))
		fail_msg("%s: %s", raw, found != NULL ? found : "nothing");
	arena_release(&a);
}

static void
each_header_keeps_its_promise(void **state)
{
	static const char *const numbers[] = { "Expires", "Min-Expires", "Min-SE", "Retry-After", "RSeq", "Session-Expires" };
	char raw[512];

	(void)state;
	for (size_t i = 0; i < COUNT(promises); i++) {
		enum header_id id = header_id(slice_of(promises[i].name));

		assert_int_not_equal(id, H_OTHER);
		if (header_is_single(id) != promises[i].single)
			fail_msg("%s", promises[i].name);
		snprintf(raw, sizeof raw, REQUEST REST "%s: %s\r\n\r\n", promises[i].name, promises[i].value);
		assert_defect(raw, STRICT_WIRE, promises[i].why);
	}
	for (size_t i = 0; i < COUNT(numbers); i++)
		for (int more = 0; more < 2; more++) {
			snprintf(raw, sizeof raw, REQUEST REST "%s: %s\r\n\r\n", numbers[i], more ? "4294967296" : "4294967295");
			assert_defect(raw, STRICT_WIRE, more ? "defect.too-large" : NULL);
		}
	assert_defect(REQUEST VIA FROM TO CALL CSEQ "Max-Forwards: 255\r\n\r\n", STRICT_WIRE, NULL);
	assert_defect(REQUEST VIA FROM TO CALL CSEQ "Max-Forwards: 256\r\n\r\n", STRICT_WIRE, "defect.too-large");
}

/* A text may have gained or lost a blank at the end of a line; between words there is one. */
static void
blanks_of_a_start_line_are_single(void **state)
{
	static const struct { const char *line, *wire, *text; } rows[] = {
		{ "OPTIONS sip:b@example.com SIP/2.0", NULL, NULL },
		{ "OPTIONS sip:b@example.com SIP/2.0 ", "defect.start-line-blanks", NULL },
		{ "OPTIONS sip:b@example.com SIP/2.0   ", "defect.start-line-blanks", NULL },
		{ "OPTIONS sip:b@example.com  SIP/2.0", "defect.start-line-blanks", "defect.start-line-blanks" },
		{ "OPTIONS\tsip:b@example.com SIP/2.0", "defect.start-line-blanks", "defect.start-line-blanks" },
		{ "SIP/2.0 486 Busy ", NULL, NULL },
		{ "SIP/2.0 486 Busy  Here", NULL, NULL },
		{ "SIP/2.0 486 Busy\tHere", NULL, NULL },
		{ "SIP/2.0 486  Busy", "defect.start-line-blanks", "defect.start-line-blanks" },
		{ "SIP/2.0 486  ", "defect.start-line-blanks", "defect.start-line-blanks" },
		{ "SIP/2.0 486 ", NULL, NULL },
		{ "SIP/2.0 486", "defect.no-blank-after-code", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[512];

		snprintf(raw, sizeof raw, "%s\r\n" REST "\r\n", rows[i].line);
		assert_defect(raw, STRICT_WIRE, rows[i].wire);
		assert_defect(raw, STRICT_TEXT, rows[i].text);
	}
}

/* RFC 3261 §8.1.1.5: less than 2**31. */
static void
a_cseq_has_a_number_and_the_method(void **state)
{
	static const struct { const char *value, *why; } rows[] = {
		{ "2147483647 OPTIONS", NULL }, { "2147483648 OPTIONS", "defect.too-large" }, { "0 OPTIONS", NULL }, { "1 options", "defect.cseq-method" },
		{ "1 OPTIONS x", "defect.bad-cseq" }, { "1", "defect.bad-cseq" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = ARENA_INIT;
		struct message m = { 0 };
		struct strict s;
		char raw[512];

		snprintf(raw, sizeof raw, REQUEST VIA FROM TO CALL HOPS "CSeq: %s\r\n\r\n", rows[i].value);
		assert_int_equal(message_index(&m, slice_of(raw)), MESSAGE_OK);
		strict_check(&m, STRICT_WIRE, &a, &s);
		if (s.defect_count != (rows[i].why != NULL) || (rows[i].why != NULL && strcmp(s.defects[0].why, rows[i].why) != 0))
			fail_msg("%s: %s", rows[i].value, s.defect_count > 0 ? s.defects[0].why : "nothing");
		message_release(&m);
		arena_release(&a);
	}
}

/* After the ideas of RFC 4475 §3.1.1. */
static void
odd_but_legal_messages_have_no_defect(void **state)
{
	static const char *const rows[] = {
		"INVITE sip:vic@one.example.com;unknownparam SIP/2.0\r\n"
		"TO :\r\n sip:vic@one.example.com ;   tag    = 1918181833n\r\n"
		"from   : \"J R \\\\\\\"\"       <sip:jr@example.com>\r\n  ;\r\n  tag = 98asjd8\r\n"
		"MaX-fOrWaRdS: 0068\r\nCall-ID: w.0ha0isndaksdj@192.0.2.1\r\nCseq: 0009\r\n  INVITE\r\n"
		"Via  : SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw\r\ns :\r\n"
		"NewFangledHeader:   newfangled value\r\n continued newfangled value\r\n"
		"UnknownHeaderWithUnusualValue: ;;,,;;,;\r\n"
		"Route:\r\n <sip:services.example.com;lr;unknownwith=value;unknown-no-value>\r\n"
		"v:  SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ,\r\n"
		" SIP  /    2.0   / UDP  192.168.255.111   ; branch=\r\n z9hG4bK30239\r\n"
		"m:\"Quoted string \\\"\\\"\" <sip:jr@example.com> ; newparam =\r\n newvalue ;\r\n  secondparam ; q = 0.33\r\n\r\n",
		"!odd-Method_*+`.%'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,w!*pas$wo~d@example.com SIP/2.0\r\n"
		"Via: SIP/2.0/UDP host1.example.com;rport;branch=z9hG4bK-.!%66*_+`'~\r\n"
		"To: \"BEL:\\\007 DEL:\\\177\" <sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*@example.com>\r\n"
		"From: tok1~` tok2'+_ tok3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%=\"\xd1\x80\xd0\xb0\";tag=_tok~1'+`*%!-.\r\n"
		"Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{\r\nCSeq: 139122385 !odd-Method_*+`.%'~\r\n"
		"Max-Forwards: 255\r\nextensionHeader-!.%*+_`'~: \xef\xbb\xbf\xe5\xa4\xa7\r\n\r\n",
		"REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/TLS [2001:db8::9:1]:5061;received=2001:db8::1;branch=z9hG4bKas3\r\n"
		"To: sip:%00user@example.com\r\nFrom: <tel:+1-201-555-0123;ext=4>;tag=x\r\nCall-ID: 1\r\nCSeq: 1 REGISTER\r\n"
		"Contact: *\r\nExpires: 0\r\nMax-Forwards: 0\r\nl: 0\r\n\r\n",
		"OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0\r\nv:SIP/2.0/UNKNOWN t5.example.com;branch=x\r\n"
		"To: isbn:2983792873\r\nFrom: <http://www.example.com>;tag=3234233\r\nCall-ID: 2\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n"
		"Contact: <name:John_Smith>, \"a, b\" <sip:a;x@h?y=z>;q=0.1\r\nAccept:\r\nSupported:\r\n"
		"User-Agent: odd \"quote\r\nWarning: 399 h \"a, \\\" b\", 305 - \"c\"\r\n\r\n",
		"SIP/2.0 200 = 2**3 * 5**2 \xd0\xbd\xd0\xbe\r\n" VIA FROM TO CALL "CSeq: 1 OPTIONS\r\nSIP-X: 1\r\n\r\n",
		"SIP/2.0 100 \r\n" VIA FROM TO CALL CSEQ "\r\n",
		"SIP/2.0 486 Busy\r\nReason: Q.850;cause=17\r\n\r\n",
		"SIP/2.0 486 Busy",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = ARENA_INIT;
		struct message m = { 0 };
		struct strict s;

		assert_int_equal(message_index(&m, slice_of(rows[i])), MESSAGE_OK);
		strict_check(&m, STRICT_WIRE, &a, &s);
		for (size_t j = 0; j < s.defect_count; j++)
			print_error("row %zu: %s %s\n", i, s.defects[j].name, s.defects[j].why);
		assert_int_equal(s.defect_count, 0);
		message_release(&m);
		arena_release(&a);
	}
}

static void
a_whole_message_is_accepted_by_libosip2(void **state)
{
	struct arena a = ARENA_INIT;
	struct message m = { 0 };
	struct strict s;

	(void)state;
	assert_int_equal(message_index(&m, SLICE("SIP/2.0 486 Busy\r\n" VIA FROM TO CALL CSEQ "\r\n")), MESSAGE_OK);
	strict_check(&m, STRICT_WIRE, &a, &s);
	assert_true(s.accepted);
	message_release(&m);
	arena_release(&a);
}

static void
text_that_lost_its_wire_is_not_measured(void **state)
{
	struct arena a = ARENA_INIT;
	struct message m = { 0 };
	struct strict s;

	(void)state;
	assert_int_equal(message_index(&m, SLICE("SIP/2.0 486\n" VIA FROM TO CALL CSEQ "Content-Length: 900\n\n")), MESSAGE_OK);
	strict_check(&m, STRICT_TEXT, &a, &s);
	assert_int_equal(s.defect_count, 0);
	message_release(&m);
	arena_release(&a);
}

/* What stood behind the end of a cut, or was left out of a fragment, is not called missing or never closed. */
static void
what_the_end_explains_is_no_defect(void **state)
{
	static const struct {
		const char *raw;
		enum strict_bytes bytes;
		size_t defects;
	} rows[] = {
		{ "SIP/2.0 486 Busy\r\n" VIA FROM "To: <sip:b@exa", STRICT_WIRE, 3 },
		{ "SIP/2.0 486 Busy\r\n" VIA FROM "To: <sip:b@exa", STRICT_CUT, 0 },
		{ "SIP/2.0 486 Busy\r\n" VIA "From: \"a <sip:a@example.com>\r\n" TO CALL CSEQ "\r\n", STRICT_CUT, 0 },
		{ "SIP/2.0 486 Busy\r\n" VIA FROM TO CALL "CSeq: x\r\nServer: y\r\n", STRICT_CUT, 1 },
		{ "SIP/2.0 486 Busy\r\n" CALL "\r\n", STRICT_TEXT, 4 },
		{ "SIP/2.0 486 Busy\r\n" CALL "\r\n", STRICT_FRAGMENT, 0 },
		{ "SIP/2.0 486 Busy\r\nCSeq: x\r\n\r\n", STRICT_FRAGMENT, 1 },
		/* A page shows addresses without their brackets, or not at all. */
		{ "SIP/2.0 486 Busy\r\n" VIA "From: \"a\" sip:a@example.com;tag=1\r\nTo: b sip:b@example.com\r\n" CALL CSEQ "\r\n", STRICT_TEXT, 0 },
		{ "SIP/2.0 486 Busy\r\n" VIA "From: \"a\" ;tag=1\r\nTo:\r\nContact: ;expires=60\r\n" CALL CSEQ "\r\n", STRICT_TEXT, 0 },
		{ "SIP/2.0 486 Busy\r\n" VIA "From: \"a\" sip:a@example.com;tag=1\r\nTo: b sip:b@example.com\r\n" CALL CSEQ "\r\n", STRICT_WIRE, 2 },
		{ "SIP/2.0 486 Busy\r\n" VIA "From: \"a\" sip:a@example.com;tag=1\r\n" TO CALL CSEQ "\r\n", STRICT_TEXT, 1 },
		{ "SIP/2.0 486 Busy\r\n" VIA "From: \"a\" <sip:a@example.com>;tag=1\r\nTo:\r\n" CALL CSEQ "\r\n", STRICT_TEXT, 1 },
		{ "SIP/2.0 486 Busy\r\n" VIA "From: a@example.com;tag=1\r\nTo: sip:b@example.com\r\n" CALL CSEQ "\r\n", STRICT_TEXT, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = ARENA_INIT;
		struct message m = { 0 };
		struct strict s;

		assert_int_equal(message_index(&m, slice_of(rows[i].raw)), MESSAGE_OK);
		strict_check(&m, rows[i].bytes, &a, &s);
		if (s.defect_count != rows[i].defects)
			fail_msg("row %zu: %zu defects", i, s.defect_count);
		message_release(&m);
		arena_release(&a);
	}
}

static void
a_message_that_is_all_wrong_is_bounded(void **state)
{
	static char text[70000] = "SIP/2.0 486 Busy\r\n";
	struct arena a = ARENA_INIT;
	struct message m = { 0 };
	struct strict s;

	(void)state;
	for (size_t n = strlen(text); n < sizeof text - 8; n += 6)
		memcpy(text + n, "v: x\r\n", 6);
	assert_int_equal(message_index(&m, (struct slice){ text, sizeof text }), MESSAGE_OK);
	strict_check(&m, STRICT_WIRE, &a, &s);
	assert_int_equal(s.defect_count, DEFECT_MAX);
	assert_false(s.accepted);
	message_release(&m);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_fault_is_named),
		cmocka_unit_test(a_value_is_good_or_not),
		cmocka_unit_test(each_header_keeps_its_promise),
		cmocka_unit_test(blanks_of_a_start_line_are_single),
		cmocka_unit_test(a_cseq_has_a_number_and_the_method),
		cmocka_unit_test(odd_but_legal_messages_have_no_defect),
		cmocka_unit_test(a_whole_message_is_accepted_by_libosip2),
		cmocka_unit_test(text_that_lost_its_wire_is_not_measured),
		cmocka_unit_test(what_the_end_explains_is_no_defect),
		cmocka_unit_test(a_message_that_is_all_wrong_is_bounded),
	};

	osip_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
