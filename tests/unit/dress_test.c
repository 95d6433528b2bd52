/* SPDX-License-Identifier: MIT */
/* A code or a cause in what people write: which number it is, and what the words around it say. */
#include "diagnose/message/dress.h"
#include "diagnose/message/pasted.h"
#include "script.h"

/* What is read: kind and number, what stands around it, and into how many pieces the text comes apart. */
static const struct { const char *text, *read; } rows[] = {
	{ "404", "code 404 alone 1" },
	{ "error 404", "code 404 named alone of-sip 2" },
	{ "SIP 404", "code 404 named alone of-sip names-sip 2" },
	{ "code 404", "code 404 named alone of-sip 2" },
	{ "404 error", "code 404 named alone of-sip 2" },
	{ "cause 17", "cause 17 named alone 2" },
	{ "cause 404", "code 404 named alone 2" },
	{ "SIP cause 404", "code 404 named alone of-sip names-sip 3" },
	{ "Q.850 17", "cause 17 named alone 2" },
	{ "Q.850 404", "code 404 named alone 2" },
	{ "Q.850/102", "cause 102 named alone 2" },
	{ "q850:16", "cause 16 named alone 2" },
	{ "Q.850-16", "- 2" },
	{ "7.850/16", "- 3" },
	{ "eror 404", "code 404 named alone of-sip 2" },
	{ "5xx from upstream", "class 5 alone 3" },
	{ "404 books", "- alone 2" },
	{ "404 kilometers", "- alone 2" },
	{ "the 503 bus foo", "- 4" },
	{ "486 extension foo", "code 486 3" },
	{ "error 503 bus foo", "code 503 named of-sip 4" },
	{ "Steam error 503", "code 503 named alone stranger of-sip 3" },
	{ "isdn cause 17", "cause 17 named alone 3" },
	{ "isdn 17", "cause 17 named alone 2" },
	{ "isdn 127", "cause 127 named alone 2" },
	{ "isdn 128", "code 128 named alone 2" },
	{ "isdn 0", "- alone 2" },
	{ "cause 0", "- alone 2" },
	{ "Q.850 foo 17", "cause 17 named 3" },
	{ "Q.850 foo 17 34", "- 4" },
	{ "Q.850 foo 100", "code 100 3" },
	{ "PRI foo 17", "- 3" },
	{ "foo 17", "- 2" },
	{ "503er", "code 503 alone 1" },
	{ "500er", "- 1" },
	{ "503es", "- 1" },
	{ "cause 127", "cause 127 named alone 2" },
	{ "Call 1 hangup request ignored", "- 5" },
	{ "Call 5 failed to hangup", "- alone of-sip 5" },
	{ "call 17 cause", "cause 17 named alone 3" },
	{ "Call 3 disconnect cause 17", "cause 17 named 5" },
	{ "call 34 hangup cause", "cause 34 named alone 4" },
	{ "foo disconnect: 1 -x- 0", "- 5" },
	{ "foo 403/sip:486@192.0.2.7 bar", "- of-sip names-sip 9" },
	{ "AOR '403' failed", "- of-sip 3" },
	{ "foo 403/403", "- 3" },
	{ "foo 403/404", "code 403 3" },
	{ "status '403' foo", "code 403 named of-sip 3" },
	{ "foo '\"403\" <sip:403@192.0.2.7>' failed", "- of-sip names-sip 9" },
	{ "cause 128", "code 128 named alone 2" },
	{ "99", "- alone 1" },
	{ "100", "code 100 alone 1" },
	{ "199 300", "code 300 2" },
	{ "199 699", "code 699 2" },
	{ "199 299", "code 199 2" },
	{ "199 700", "code 199 2" },
	{ "SIP 199 then 300", "code 300 of-sip names-sip 4" },
	{ "200 300", "code 200 2" },
	{ "INVITE 200 481", "code 481 of-sip names-sip 3" },
	{ "INVITE 200, 481", "code 200 named of-sip names-sip 3" },
	{ "INVITE 299 300", "code 300 of-sip names-sip 3" },
	{ "INVITE 300 481", "code 300 named of-sip names-sip 3" },
	{ "REGISTER 401 REGISTER 403", "code 403 named of-sip names-sip 4" },
	{ "INVITE 407 ACK INVITE 488", "code 488 named of-sip names-sip 5" },
	{ "INVITE 401 INVITE 407", "code 401 named of-sip names-sip 4" },
	{ "REGISTER 403 REGISTER 404", "code 403 named of-sip names-sip 4" },
	{ "401 -> 403", "code 403 2" },
	{ "401 403", "code 403 2" }, { "401, 403", "code 401 2" }, { "INVITE 100 180 200", "code 200 of-sip names-sip 4" }, { "INVITE 180 no 200", "code 180 named of-sip names-sip 4" },
	{ "401 then 403", "code 403 3" },
	{ "404, then a 486", "code 486 4" },
	{ "404 then extension 486", "code 404 4" },
	{ "404 then foo 486", "code 404 4" },
	{ "404 then 200", "code 404 3" },
	{ "404 then 700", "code 404 3" },
	{ "401 потом 403", "code 403 3" },
	{ "after 407 foo 403", "code 403 4" },
	{ "after the 401 foo 403", "code 403 5" },
	{ "after foo 401 foo 403", "code 401 5" },
	{ "after 407 foo 401", "code 407 4" },
	{ "after 404 foo 403", "code 404 4" },
	{ "foo 407 foo 403", "code 407 4" },
	{ "the number 503 is foo", "- 5" },
	{ "number 503", "code 503 alone 2" },
	{ "error number 503 foo", "code 503 named of-sip 4" },
	{ "486 numaralı foo", "- 3" },
	{ "port 5432", "- stranger 2" },
	{ "port 5433", "- 2" },
	{ "foo 5432", "- 2" },
	{ "db:3306", "- stranger 2" },
	{ "db:22", "- 2" },
	{ "1.2.3.4:6379", "- stranger 5" },
	{ "order number is 486 foo", "- 5" },
	{ "area code 404", "- alone of-sip 3" },
	{ "order number 486 foo", "- 4" },
	{ "room line 486", "- alone 3" },
	{ "room error 486", "code 486 named alone of-sip 3" },
	{ "number 486", "code 486 alone 2" },
	{ "480 555 0100", "- 3" },
	{ "480-555-0100", "- 3" },
	{ "(480) 555.0100", "- 3" },
	{ "480 555 01000", "code 480 3" },
	{ "480 5555 0100", "code 480 3" },
	{ "480 555", "code 480 2" },
	{ "foo's 486", "code 486 2" },
	{ "four oh three", "code 403 alone 1" },
	{ "error four-eight-six", "code 486 named alone of-sip 2" },
	{ "three zero zero", "code 300 alone 1" },
	{ "two nine nine", "- 3" },
	{ "six nine nine", "code 699 alone 1" },
	{ "seven zero zero", "- 3" },
	{ "four eight six one", "- 4" },
	{ "four eight", "- 2" },
	{ "fourteen eight six", "- 3" },
	{ "486busy", "code 486 2" },
	{ "486foo", "- 1" },
	{ "Error404", "code 404 named alone of-sip 2" },
	{ "Code299", "- 1" },
	{ "foo404", "- 1" },
	{ "404Not", "code 404 2" },
	{ "404No", "- 1" },
	{ "204Not", "- 1" },
	{ "286busy", "- 1" },
	{ "786busy", "- 1" },
	{ "486busy1", "- 1" },
	{ "486seconds", "- alone 2" },
	{ "799", "code 799 alone 1" },
	{ "800", "- alone 1" },
	{ "0404", "- alone 1" },
	{ "00404", "code 404 alone 1" },
	{ "4xx", "class 4 alone 1" },
	{ "SIP 4xx", "class 4 named alone of-sip names-sip 2" },
	{ "0xx", "- 1" },
	{ "8xx", "- 1" },
	{ "4xy", "- 1" },
	{ "SIP403", "code 403 named alone of-sip names-sip 2" },
	{ "sip403", "code 403 named alone of-sip names-sip 2" },
	{ "sip4034", "- 1" },
	{ "SIP40a", "- 1" },
	{ "0x480", "code 480 alone 1" },
	{ "0x91", "- alone 1" },
	{ "0x8291", "- alone 1" },
	{ "0x8", "- 1" },
	{ "0x123456", "- 1" },
	{ "0xzz", "- 1" },
	{ "1x480", "- 1" },
	{ "+404", "- 1" },
	{ "404@host", "- 2" },
	{ "@404", "- 1" },
	{ "192.168.404.1", "- 4" },
	{ "12:404", "- 2" },
	{ "1-404", "- 2" },
	{ "1,404", "- 2" },
	{ "1/404", "- 2" },
	{ "a.404", "- 1" },
	{ "a:404", "code 404 alone 2" },
	{ "404.5", "- 2" },
	{ "404:5", "- 2" },
	{ "404-x", "code 404 2" },
	{ "404%", "- 1" },
	{ "$404", "- 1" },
	{ "$ 404", "code 404 alone 1" },
	{ "€ 404", "- 2" },
	{ "£404 foo", "- 3" },
	{ "$404x", "- 1" },
	{ "extension 486", "- alone 2" },
	{ "486 extension", "code 486 alone 2" },
	{ "30 seconds", "- alone 2" },
	{ "error 30 seconds", "- alone of-sip 3" },
	{ "error 404 seconds", "- alone of-sip 3" },
	{ "Bug #404", "- 2" },
	{ "bug# 404", "code 404 2" },
	{ "SIP #404", "code 404 named alone of-sip names-sip 2" },
	{ "#404", "code 404 alone 1" },
	{ "VERBOSE[404]", "- 2" },
	{ "NOTICE[404]", "- 2" },
	{ "SIP[404]", "code 404 named alone of-sip names-sip 2" },
	{ "SIP[404]: x", "code 404 named of-sip names-sip 3" },
	{ "foo[404]: x", "- 3" },
	{ "Foo[404]: x", "code 404 3" },
	{ "x Foo[404]: x", "- 4" },
	{ "foo[404] x", "code 404 3" },
	{ "sofia_reg.c:505", "- of-sip names-sip 4" },
	{ "sofia_reg.cxxxx:505", "code 505 of-sip names-sip 4" },
	{ ".c:505", "code 505 2" },
	{ "c:505", "code 505 2" },
	{ "x.9:505", "- 3" },
	{ "S=404", "- 2" },
	{ "CEF:0|x|404|Forbidden", "- 5" },
	{ "CEF|404|Forbidden", "code 404 3" },
	{ "(sip_stack)(404)", "- of-sip names-sip 3" },
	{ "timers.c(404)", "- 3" },
	{ "trunk group 404", "- alone 3" },
	{ "DeviceType=484", "- alone 2" },
	{ "Timers(404)", "code 404 2" },
	{ "SS=404", "code 404 2" },
	{ "error=404", "code 404 named alone of-sip 2" },
	{ "428 Status: 486 Busy Here", "code 486 named of-sip 5" },
	{ "428 Request: INVITE", "- of-sip names-sip 3" },
	{ "428 Status: x", "code 428 named of-sip 3" },
	{ "HTTP 404", "code 404 alone stranger 2" },
	{ "HTTP error 404 SIP", "code 404 named alone stranger of-sip names-sip 4" },
	{ "404 and 486", "code 404 3" },
	{ "error 404 or 486", "code 404 named of-sip 4" },
	{ "calls today: 503, answered: 480", "- of-sip 5" },
	{ "registered: 404; lost: 408", "- 4" },
	{ "mobile: 404, landline: 486", "code 404 4" },
	{ "404 foo", "code 404 2" },
	{ "404 SIP error", "code 404 named alone of-sip names-sip 3" },
	{ "l'erreur 404", "code 404 named alone of-sip 2" },
	{ "dell'errore 404", "code 404 named alone of-sip 2" },
	{ "nonsense'erreur 404", "code 404 2" },
	{ "エラー404", "code 404 named alone of-sip 2" },
	{ "SIPエラー 404", "code 404 named alone of-sip 2" },
	{ "提示错误 404", "code 404 named alone of-sip 2" },
	{ "错误404", "code 404 named alone of-sip 2" },
	{ "网页404", "code 404 alone stranger 2" },
	{ "1234567890", "- 1" },
	{ "123456789", "- alone 1" },
	{ "isdn 0x91", "cause 17 named alone 2" },
	{ "isdn 0x8291", "cause 17 named alone 2" },
	{ "isdn 0x9", "- 2" },
	{ "cause 0x91", "cause 17 named alone 2" },
	{ "error foo 404", "code 404 of-sip 3" },
	{ "SIP error code cause 404", "code 404 named alone of-sip names-sip 5" },
	{ "error one two 404", "code 404 of-sip 4" },
	{ "l'erreur d'appel 404", "code 404 named alone of-sip 3" },
	{ "abcdef'erreur 404", "code 404 2" },
	{ "abcde'erreur 404", "code 404 named alone of-sip 2" },
	{ "42:x", "- 2" },
	{ "x 404:", "code 404 2" },
	{ "404 -", "code 404 alone 1" },
	{ "404,x", "code 404 2" },
	{ "404.", "code 404 alone 1" },
};

static void
add_flag(struct buf *b, bool is, const char *name)
{
	if (is)
		buf_addf(b, " %s", name);
}

static void
a_number_is_what_the_words_beside_it_say(void **state)
{
	static const char *const kinds[] = { [DRESS_CODE] = "code", [DRESS_CAUSE] = "cause", [DRESS_CLASS] = "class" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = BUF_INIT;
		struct dress d;

		dress_read(script_knowledge(), slice_of(rows[i].text), &d);
		if (d.kind == DRESS_NOTHING)
			buf_addstr(&b, "-");
		else
			buf_addf(&b, "%s %u", kinds[d.kind], d.number);
		add_flag(&b, d.named, "named");
		add_flag(&b, d.alone, "alone");
		add_flag(&b, d.stranger, "stranger");
		add_flag(&b, d.of_sip, "of-sip");
		add_flag(&b, d.names_sip, "names-sip");
		buf_addf(&b, " %zu", d.count);
		if (strcmp(b.p, rows[i].read) != 0)
			fail_msg("%s: %s instead of %s", rows[i].text, b.p, rows[i].read);
		buf_release(&b);
	}
}

static void
a_line_of_another_program_has_its_process(void **state)
{
	static const struct { const char *text; bool is; } lines[] = {
		{ "postfix/smtp[2211]: x", true }, { "cron[17]: x", true }, { "my-tool.x_1[17]: x", true }, { "abc[1]:", true }, { "ab[1]: x", false },
		{ "CRON[17]: x", false }, { "cron[x]: x", false }, { "cron[]: x", false }, { "cron[17] x", false }, { "cron(17): x", false },
		{ "[17]: x", false }, { "kamailio[17]: x", false }, { "/usr/sbin/kamailio[17]: x", false }, { "sip-proxy[17]: x", false },
		{ "Nov  1 host cron[17]: x", true },
		{ "0123456789012345678901234567890123456789012345678901234567890123456789012345 abc[17]: x", false },
		{ "012345678901234567890123456789012345678901234567890123456789012345678901234 abc[17]: x", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (is_of_other_program(script_knowledge(), slice_of(lines[i].text)) != lines[i].is)
			fail_msg("%s", lines[i].text);
}

static void
a_source_file_has_an_ending(void **state)
{
	static const struct { const char *text; bool is; } lines[] = {
		{ "app_queue.c: x", true }, { "sofia.c:8736 x", true }, { "a.c x", true }, { "a.cc:1", true }, { "a.cpp:1", true }, { "a.go:1", true },
		{ "A.java:1", true }, { "a.js:1", true }, { "a.lua:1", true }, { "a.py:1", true }, { "a.rs:1", true }, { "a.txt:1", false },
		{ ".c:1", false }, { "a.c", false }, { "a.c,1", false }, { "a.c1:", false }, { "a. c:", false }, { "x.txt b.c: y", true }, { "a.C:1", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (names_source_file(slice_of(lines[i].text)) != lines[i].is)
			fail_msg("%s", lines[i].text);
}

static void
a_bracket_that_was_opened_inside_is_kept(void **state)
{
	static const struct { const char *text, *bare; } lines[] = {
		{ "Forbidden (policy)", "Forbidden (policy)" }, { "(Forbidden)", "Forbidden" }, { "Forbidden)", "Forbidden" },
		{ "a (b) (c)", "a (b) (c)" }, { "a (b) c)", "a (b) c" }, { "a [b]", "a [b]" }, { "a {b}", "a {b}" }, { "a <b>", "a <b>" },
		{ "a (b]", "a (b" }, { " -:=,;/([{<\"'x", "x" }, { "x.,;:)]}>\"'([{<-=/ ", "x" }, { "...", "" }, { "x?", "x?" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (!slice_eq(undress(slice_of(lines[i].text)), slice_of(lines[i].bare)))
			fail_msg("%s: %.*s", lines[i].text, SLICE_ARG(undress(slice_of(lines[i].text))));
	/* What is longer than any phrase is not looked through. */
	for (int n = 200; n <= 201; n++) {
		char text[300];

		snprintf(text, sizeof text, "x (%0*d)", n - 4, 7);
		assert_int_equal(closes_inside(slice_of(text)), n == 200);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_what_the_words_beside_it_say),
		cmocka_unit_test(a_line_of_another_program_has_its_process),
		cmocka_unit_test(a_source_file_has_an_ending),
		cmocka_unit_test(a_bracket_that_was_opened_inside_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
