/* SPDX-License-Identifier: MIT */
/* Lines of a language that runs from right to left: each says so, but for those of tables; phrases keep to themselves. */
#include "report/escape.h"
#include "report/ladder.h"
#include "report/out.h"
#include "report/wrap.h"
#include "text/text.h"
#include "unit/steps.h"

#define LRM "\u200e"
#define RLM "\u200f"
#define RLI "\u2067"
#define FSI "\u2068"
#define PDI "\u2069"

enum { MOST = 4 };

/* What the texts, written one after the other, become. */
static void
expect(bool turned, const char *charset, const char *const texts[MOST], const char *want)
{
	char written[512] = "";
	FILE *file = fmemopen(written, sizeof written, "w");
	struct buf text = BUF_INIT;
	struct out out;

	out_open(&out, file, charset);
	if (turned)
		out_turn(&out);
	for (size_t i = 0; i < MOST && texts[i] != NULL; i++) {
		buf_addstr(&text, texts[i]);
		out_write(&out, &text);
	}
	assert_true(out_flush(&out));
	out_close(&out);
	fclose(file);
	buf_release(&text);
	assert_string_equal(written, want);
}

static void
each_line_has_its_direction(void **state)
{
	(void)state;
	expect(true, NULL, (const char *[MOST]){ "486: مشغول\n\n  سطر\n" },
	    RLM RLI "486: مشغول" PDI "\n\n" RLM RLI "  سطر" PDI "\n");
	expect(true, NULL, (const char *[MOST]){ "no end" }, RLM RLI "no end" PDI);
	expect(false, NULL, (const char *[MOST]){ "486: مشغول\n" }, "486: مشغول\n");
}

static void
a_table_s_lines_go_from_left_to_right(void **state)
{
	(void)state;
	expect(true, NULL, (const char *[MOST]){ "أ\n" MARK_TABLE "a\nb\n" MARK_TABLE_END "c\n" },
	    RLM RLI "أ" PDI "\n" LRM "a\n" LRM "b\n" RLM RLI "c" PDI "\n");
	expect(true, NULL, (const char *[MOST]){ MARK_TABLE "a\n", "b\n", MARK_TABLE_END, "c\n" },
	    LRM "a\n" LRM "b\n" RLM RLI "c" PDI "\n");
	expect(false, NULL, (const char *[MOST]){ MARK_TABLE "a " MARK_RIGHT "أ" MARK_ISOLATE_END "\n" MARK_TABLE_END },
	    "a " RLI "أ" PDI "\n");
}

static void
marks_of_the_input_are_spelt_out(void **state)
{
	(void)state;
	expect(true, NULL, (const char *[MOST]){ "a" RLI RLM "b\n" }, RLM RLI "a<U+2067><U+200F>b" PDI "\n");
}

static void
a_character_set_without_them_has_none(void **state)
{
	(void)state;
	expect(true, "ISO-8859-6", (const char *[MOST]){ "486\n" MARK_TABLE "a\n" }, "486\na\n");
}

static void
a_cell_runs_so_on_each_of_its_lines(void **state)
{
	struct wrap_margins at = { 30, 0, 4, true };
	struct buf out = BUF_INIT;

	(void)state;
	wrap_text(slice_of("one two three four five"), &at, "ar", &out);
	assert_string_equal(out.p, MARK_RIGHT "one two three four five" MARK_ISOLATE_END "\n");
	buf_reset(&out);
	at.width = 24;
	at.first = 4;
	wrap_text(slice_of("one two three four five"), &at, "ar", &out);
	assert_string_equal(out.p, MARK_RIGHT "one two three four" MARK_ISOLATE_END "\n    " MARK_RIGHT "five" MARK_ISOLATE_END "\n");
	buf_release(&out);
}

static void
letters_and_digits_that_turn_are_seen(void **state)
{
	(void)state;
	assert_true(text_turns(SLICE("486 مشغول")));
	assert_true(text_turns(SLICE("שלום")));
	assert_true(text_turns(SLICE("٤٨٦")));
	assert_false(text_turns(SLICE("486 Busy Here → ünï 忙")));
	assert_false(text_turns(SLICE("")));
}

/* The arrow stays from left to right, whatever the phrase on it is. */
static void
a_phrase_keeps_to_itself_on_its_arrow(void **state)
{
	struct finding f;
	struct buf out = BUF_INIT;

	(void)state;
	finding_init(&f, "code.486");
	add_step(&f, "192.0.2.1:5060", "192.0.2.2:5060", "INVITE");
	add_step(&f, "192.0.2.2:5060", "192.0.2.1:5060", "486 مشغول");
	for (size_t width = 20; width <= 100; width += 40) {
		buf_reset(&out);
		ladder_draw(&f, &(struct ladder_style){ width, false, false, "." }, &out);
		assert_non_null(strstr(out.p, MARK_ISOLATE "486 مشغول"));
		assert_non_null(strstr(out.p, MARK_ISOLATE_END));
		assert_null(strstr(out.p, MARK_ISOLATE "INVITE"));
	}
	buf_release(&out);
	finding_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_line_has_its_direction),
		cmocka_unit_test(a_table_s_lines_go_from_left_to_right),
		cmocka_unit_test(marks_of_the_input_are_spelt_out),
		cmocka_unit_test(a_character_set_without_them_has_none),
		cmocka_unit_test(a_cell_runs_so_on_each_of_its_lines),
		cmocka_unit_test(letters_and_digits_that_turn_are_seen),
		cmocka_unit_test(a_phrase_keeps_to_itself_on_its_arrow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
