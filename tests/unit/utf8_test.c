/* SPDX-License-Identifier: MIT */
/* Characters of UTF-8: what is one, what is written of a number, where a text may be cut. */
#include "base/buf.h"
#include "base/utf8.h"
#include "unit/sip.h"

static void
characters_come_back_as_they_were_written(void **state)
{
	static const uint32_t all[] = { 0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff };
	static const size_t sizes[] = { 1, 1, 2, 2, 3, 3, 3, 3, 4, 4 };

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct buf b = BUF_INIT;
		uint32_t c = 1;

		buf_add_character(&b, all[i]);
		assert_int_equal(b.n, sizes[i]);
		assert_int_equal(utf8_decode(buf_slice(&b), &c), sizes[i]);
		assert_int_equal(c, all[i]);
		buf_release(&b);
	}
}

static void
what_is_no_character_is_written_as_the_replacement(void **state)
{
	static const uint32_t none[] = { 0xd800, 0xdfff, 0x110000, UINT32_MAX };

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct buf b = BUF_INIT;

		buf_add_character(&b, none[i]);
		assert_true(slice_eq(buf_slice(&b), SLICE("\xef\xbf\xbd")));
		buf_release(&b);
	}
}

static void
broken_sequences_are_none(void **state)
{
	static const struct slice broken[] = {
		SLICE(""), SLICE("\x80"), SLICE("\xc0\xaf"), SLICE("\xc2"), SLICE("\xc2x"), SLICE("\xe0\x9f\xbf"), SLICE("\xed\xa0\x80"),
		SLICE("\xf0\x8f\xbf\xbf"), SLICE("\xf4\x90\x80\x80"), SLICE("\xf5\x80\x80\x80"), SLICE("\xff"),
	};
	uint32_t c;

	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		assert_int_equal(utf8_decode(broken[i], &c), 0);
}

static void
a_text_is_cut_between_characters(void **state)
{
	struct slice text = SLICE("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z");
	static const size_t fits[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11 };

	(void)state;
	for (size_t most = 0; most < sizeof fits / sizeof *fits; most++)
		assert_int_equal(utf8_head(text, most).n, fits[most]);
	/* What is no text is cut, too, near where it was asked for. */
	assert_int_equal(utf8_head(SLICE("\x80\x80\x80\x80\x80\x80\x80\x80"), 6).n, 3);
}

static void
a_text_is_cut_between_words(void **state)
{
	(void)state;
	assert_int_equal(utf8_head_of_words(SLICE("context from-mark-bell"), 18).n, 18);	/* half of it is one word */
	assert_int_equal(utf8_head_of_words(SLICE("the context is from-mark-bell"), 25).n, 15);
	assert_int_equal(utf8_head_of_words(SLICE("the context is from"), 15).n, 15);
	assert_int_equal(utf8_head_of_words(SLICE("the context is"), 14).n, 14);
	assert_int_equal(utf8_head_of_words(SLICE("the context is"), 11).n, 11);
	assert_int_equal(utf8_head_of_words(SLICE("the context is"), 13).n, 12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_come_back_as_they_were_written),
		cmocka_unit_test(what_is_no_character_is_written_as_the_replacement),
		cmocka_unit_test(broken_sequences_are_none),
		cmocka_unit_test(a_text_is_cut_between_characters),
		cmocka_unit_test(a_text_is_cut_between_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
