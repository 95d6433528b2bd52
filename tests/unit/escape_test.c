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
		{ SLICE("a\xe2\x80\xae" "b"), "a\\u{202E}b" },
		{ SLICE("\xe2\x80\xa8"), "\\u{2028}" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(escape_text, rows[i].in, rows[i].want);
}

/* A language that runs from right to left sets its own lines; nothing else of it can steer a terminal. */
static void
marks_of_direction_stay_in_own_text(void **state)
{
	(void)state;
	expect(escape_own, SLICE("a\xe2\x81\xa8" "b\xe2\x81\xa9\xe2\x80\x8f"), "a\xe2\x81\xa8" "b\xe2\x81\xa9\xe2\x80\x8f");
	expect(escape_own, SLICE("a\033[31mb\n"), "a\\x1b[31mb\\n");
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
		cmocka_unit_test(control_characters_are_spelt_out),
		cmocka_unit_test(marks_of_direction_stay_in_own_text),
		cmocka_unit_test(bytes_that_are_no_utf8_are_spelt_out),
		cmocka_unit_test(json_keeps_all_but_bad_bytes),
		cmocka_unit_test(columns_and_cells_keep_their_borders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
