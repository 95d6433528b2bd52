/* SPDX-License-Identifier: MIT */
/* Text of messages on its way out: nothing steers a terminal, nothing breaks UTF-8. */
#include "report/escape.h"
#include "unit/sip.h"

typedef void escaper(struct slice text, struct buf *out);

static void
expect(escaper *escape, struct slice in, const char *want)
{
	struct buf out = BUF_INIT;

	escape(in, &out);
	assert_string_equal(out.p ? out.p : "", want);
	buf_release(&out);
}

static void
control_characters_are_spelt_out(void **state)
{
	static const struct { struct slice in; const char *want; } rows[] = {
		{ SLICE(""), "" },
		{ SLICE("486 Busy Here"), "486 Busy Here" },
		{ SLICE("a\033[31mb"), "a\\x1b[31mb" },
		{ SLICE("a\0b"), "a\\x00b" },
		{ SLICE("\r\n\t"), "\\r\\n\\t" },
		{ SLICE("\177"), "\\x7f" },
		{ SLICE("\xc2\x9b" "2J"), "\\x9b2J" },
		{ SLICE("занято"), "занято" },
		{ SLICE("a\xe2\x80\xae" "b"), "a<U+202E>b" },
		{ SLICE("\xe2\x80\xa8"), "<U+2028>" },
		{ SLICE("a\u200bb\u00adc\ufeff"), "a<U+200B>b<U+00AD>c<U+FEFF>" },
		{ SLICE("\U000e0041"), "<U+E0041>" },
		{ SLICE("\u2764\ufe0f"), "\u2764\ufe0f" },		/* the heart is seen */
		{ SLICE("a\ufe0f"), "a<U+FE0F>" },
		{ SLICE("\u2764\ufe0f\ufe0f"), "\u2764\ufe0f<U+FE0F>" },
		{ SLICE(MARK_ISOLATE "a" MARK_COLOUR), "<U+FDD0>a<U+FDD2>" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(escape_text, rows[i].in, rows[i].want);
}

/* What siperr puts around arguments stays, what a site's text brings along is shown. */
static void
only_own_marks_stay_in_own_text(void **state)
{
	(void)state;
	expect(escape_own, SLICE("a" MARK_ISOLATE "b" MARK_ISOLATE_END "\u200f"), "a" MARK_ISOLATE "b" MARK_ISOLATE_END "<U+200F>");
	expect(escape_own, SLICE("a\u2068b\u2069"), "a<U+2068>b<U+2069>");
	expect(escape_own, SLICE("a\033[31mb\n"), "a\\x1b[31mb\\n");
	expect(escape_out, SLICE(MARK_COLOUR "[1m" MARK_ISOLATE "b" MARK_ISOLATE_END "\r\n\t"), "\033[1m\u2068b\u2069\r\n\t");
	expect(escape_out, SLICE("\033[1m\u2068\r\xff"), "\\x1b[1m<U+2068>\\r\\xff");
}

static void
cells_are_no_formulas(void **state)
{
	static const struct { struct slice in; const char *want; } rows[] = {
		{ SLICE("=1+1"), "'=1+1" }, { SLICE("@a"), "'@a" }, { SLICE("\ta"), "'\\ta" }, { SLICE("\ra"), "'\\ra" }, { SLICE("+49"), "+49" },
		{ SLICE("+49 30"), "'+49 30" }, { SLICE("-5"), "-5" }, { SLICE("-cmd"), "'-cmd" }, { SLICE("+"), "'+" }, { SLICE("-"), "'-" },
		{ SLICE("a,b"), "\"a,b\"" }, { SLICE("a \"b\""), "\"a \"\"b\"\"\"" }, { SLICE("=a,b"), "\"'=a,b\"" }, { SLICE(" a"), "\" a\"" },
		{ SLICE("a\nb"), "a\\nb" }, { SLICE(""), "" }, { SLICE("a=b"), "a=b" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(escape_cell, rows[i].in, rows[i].want);
}

static void
own_text_keeps_its_code(void **state)
{
	static const struct { struct slice in; const char *want; } rows[] = {
		{ SLICE("set `a|b` (sip:u@h), e.g. <x>"), "set `a\\|b` (`sip:u@h`), e.g. \\<x\\>" }, { SLICE("see #4."), "see `#4`." },
		{ SLICE("in sip.conf"), "in `sip.conf`" }, { SLICE("a `cut"), "a \\`cut" }, { SLICE("plain text"), "plain text" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(escape_markdown_own, rows[i].in, rows[i].want);
	expect(escape_markdown_sentence, SLICE("#4 says `#5` \\_"), "`#4` says `#5` \\_");
}

/* Neither in a paragraph nor between quotes; what siperr isolates stays so, and is ended. */
static void
a_page_s_text_begins_no_tag(void **state)
{
	(void)state;
	expect(escape_html, SLICE("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
	expect(escape_html, SLICE("a\u202e`b`\xff" MARK_ISOLATE), "a&lt;U+202E&gt;`b`\\xff&lt;U+FDD0&gt;");
	expect(escape_html_sentence, SLICE(MARK_ISOLATE "<b>" MARK_ISOLATE_END " & `c`"), "<bdi>&lt;b&gt;</bdi> &amp; `c`");
	expect(escape_html_sentence, SLICE("a" MARK_ISOLATE_END "b" MARK_ISOLATE "c" MARK_ISOLATE "d"), "ab<bdi>c<bdi>d</bdi></bdi>");
	expect(escape_html_own, SLICE("set `a<b` or `c"), "set <code>a&lt;b</code> or `c");
	expect(escape_html_own, SLICE("a" MARK_ISOLATE "`\u202e`"), "a&lt;U+FDD0&gt;<code>&lt;U+202E&gt;</code>");
}

/* Behind a backslash they would be made something of all the same. */
static void
what_tempts_a_reader_stands_as_code(void **state)
{
	static const struct { struct slice in; const char *want; } rows[] = {
		{ SLICE("ask @alice"), "`ask @alice`" }, { SLICE("see #12"), "`see #12`" }, { SLICE("http://x"), "`http://x`" },
		{ SLICE("www.example.com"), "`www.example.com`" }, { SLICE("a@b.example"), "`a@b.example`" }, { SLICE("~~a~~"), "`~~a~~`" },
		{ SLICE("&lt;"), "`&lt;`" }, { SLICE("a`b"), "`a'b`" }, { SLICE("@a|b"), "`@a\\|b`" }, { SLICE("deadbeef01"), "`deadbeef01`" },
		{ SLICE(":smile:"), "`:smile:`" }, { SLICE("Busy Here"), "Busy Here" }, { SLICE("18.2.1"), "18.2.1" }, { SLICE("12:30"), "12:30" }, { SLICE(":+1:"), "`:+1:`" },
		{ SLICE("![a](b)"), "\\!\\[a\\](b)" }, { SLICE("\u202e@"), "`<U+202E>@`" }, { SLICE("a\u202e"), "a\\<U+202E\\>" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(escape_markdown, rows[i].in, rows[i].want);
}

static void
bytes_that_are_no_utf8_are_spelt_out(void **state)
{
	static const struct { struct slice in; const char *want; } rows[] = {
		{ SLICE("\xff"), "\\xff" },
		{ SLICE("\xc3"), "\\xc3" },			/* cut */
		{ SLICE("\xc0\xaf"), "\\xc0\\xaf" },		/* overlong */
		{ SLICE("\xe0\x80\xaf"), "\\xe0\\x80\\xaf" },
		{ SLICE("\xed\xa0\x80"), "\\xed\\xa0\\x80" },	/* a surrogate */
		{ SLICE("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80" },	/* past U+10FFFF */
		{ SLICE("\xf0\x9f\x98\x80"), "\xf0\x9f\x98\x80" },
		{ SLICE("a\x80z"), "a\\x80z" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(escape_text, rows[i].in, rows[i].want);
}

static void
json_keeps_all_but_bad_bytes(void **state)
{
	(void)state;
	expect(escape_invalid, SLICE("a\033\xff\xc3z"), "a\033\xef\xbf\xbd\xef\xbf\xbdz");
}

static void
columns_and_cells_keep_their_borders(void **state)
{
	(void)state;
	expect(escape_column, SLICE("a\tb\\n\n"), "a\\tb\\\\n\\n");
	expect(escape_markdown, SLICE("<b> a|b *c*"), "\\<b\\> a\\|b \\*c\\*");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_s_text_begins_no_tag),
		cmocka_unit_test(control_characters_are_spelt_out),
		cmocka_unit_test(only_own_marks_stay_in_own_text),
		cmocka_unit_test(own_text_keeps_its_code),
		cmocka_unit_test(cells_are_no_formulas),
		cmocka_unit_test(what_tempts_a_reader_stands_as_code),
		cmocka_unit_test(bytes_that_are_no_utf8_are_spelt_out),
		cmocka_unit_test(json_keeps_all_but_bad_bytes),
		cmocka_unit_test(columns_and_cells_keep_their_borders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
