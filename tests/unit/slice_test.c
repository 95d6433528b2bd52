/* SPDX-License-Identifier: MIT */
/* Questions about the bytes of a slice, and what a buffer adds beside text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/ascii.h"
#include "base/buf.h"

static void
a_span_ends_at_the_first_other_byte(void **state)
{
	(void)state;
	assert_int_equal(slice_span(SLICE("486 Busy"), is_digit), 3);
	assert_int_equal(slice_span(SLICE("486"), is_digit), 3);
	assert_int_equal(slice_span(SLICE(" 486"), is_digit), 0);
	assert_int_equal(slice_span(SLICE_NONE, is_digit), 0);
}

static void
all_of_nothing_is_not_all(void **state)
{
	(void)state;
	assert_true(slice_is_all(SLICE("INVITE"), is_upper));
	assert_false(slice_is_all(SLICE("INViTE"), is_upper));
	assert_false(slice_is_all(SLICE("INVITe"), is_upper));
	assert_false(slice_is_all(SLICE(""), is_upper));
	assert_false(slice_is_all(SLICE_NONE, is_upper));
}

static void
space_is_seen_anywhere(void **state)
{
	static const char *const with[] = { " x", "x\t", "x\ny", "\r" };

	(void)state;
	for (size_t i = 0; i < sizeof with / sizeof *with; i++)
		assert_true(slice_has_space(slice_of(with[i])));
	assert_false(slice_has_space(SLICE("x\vy")));
	assert_false(slice_has_space(SLICE_NONE));
}

static void
a_byte_is_found_near_wherever_it_first_stands(void **state)
{
	char text[40];

	(void)state;
	for (size_t n = 0; n < sizeof text; n++) {
		for (size_t at = 0; at < n; at++) {
			memset(text, ':' ^ 0x80, sizeof text);	/* what differs by the top bit alone */
			text[at / 2] = ':' + 1;			/* … or by the lowest */
			text[at] = text[n - 1] = ':';
			assert_ptr_equal(slice_chr_near((struct slice){ text, n }, ':'), text + at);
		}
		memset(text, ':' - 1, n);
		text[n] = ':';
		assert_null(slice_chr_near((struct slice){ text, n }, ':'));
	}
	assert_null(slice_chr_near(SLICE_NONE, ':'));
}

/* Each byte counts, however many stand behind the last whole word; and none that is not of the text. */
/* RFC 3261 §25.1, token: alphanum and ten signs. */
static void
a_token_is_made_of_these_bytes(void **state)
{
	static const char all[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~";

	(void)state;
	for (int byte = 0; byte < 256; byte++)
		assert_int_equal(is_token((char)byte), byte != 0 && strchr(all, byte) != NULL);
}

static void
a_text_is_found_where_it_first_stands(void **state)
{
	const struct slice text = SLICE("\na=m\nb=m\nm=a\nm=b");

	(void)state;
	assert_ptr_equal(slice_find(text, SLICE("\nm=")), text.p + 8);
	assert_ptr_equal(slice_find(text, SLICE("=b")), slice_limit(text) - 2);
	assert_ptr_equal(slice_find(text, SLICE("m")), text.p + 3);
	assert_ptr_equal(slice_find(text, text), text.p);
	assert_ptr_equal(slice_find(text, SLICE("")), text.p);
	assert_null(slice_find(text, SLICE("\nm=c")));
	assert_null(slice_find(text, SLICE("=b\n")));
	assert_null(slice_find(text, SLICE("\na=m\nb=m\nm=a\nm=bc")));
	assert_null(slice_find(SLICE("abxd, aXcd"), SLICE("abcd")));
	assert_null(slice_find(SLICE_NONE, SLICE("m")));
	assert_null(slice_find(SLICE_NONE, SLICE("")));
}

static void
a_number_too_large_is_the_largest(void **state)
{
	static const struct { const char *text; size_t digits; uint64_t value; } rows[] = {
		{ "", 0, 0 }, { "x1", 0, 0 }, { "007x", 3, 7 }, { "9999999999999999999 ", 19, UINT64_C(9999999999999999999) },
		{ "18446744073709551615", 20, UINT64_MAX }, { "18446744073709551616", 20, UINT64_MAX },
		{ "99999999999999999999", 20, UINT64_MAX }, { "100000000000000000000", 21, UINT64_MAX },
		{ "0000000000000000000000486", 25, 486 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint64_t value;

		assert_int_equal(slice_digits(slice_of(rows[i].text), &value), rows[i].digits);
		assert_true(value == rows[i].value);
	}
}

static void
a_hash_is_of_all_bytes_and_no_more(void **state)
{
	char text[24];

	(void)state;
	for (size_t n = 1; n < sizeof text; n++) {
		uint64_t hash;

		memset(text, 'x', sizeof text);
		hash = slice_mark((struct slice){ text, n });
		text[n] = 'y';
		assert_true(slice_mark((struct slice){ text, n }) == hash);
		for (size_t at = 0; at < n; at++) {
			text[at] = 'y';
			assert_false(slice_mark((struct slice){ text, n }) == hash);
			text[at] = 'x';
		}
	}
}

static void
texts_stand_one_after_the_other(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(buf_add_text(&b, SLICE("")), 0);
	assert_int_equal(buf_add_text(&b, SLICE("Busy")), 1);
	assert_int_equal(buf_add_text(&b, SLICE("Here")), 6);
	assert_memory_equal(b.p, "\0Busy\0Here", 11);
	assert_int_equal(b.n, 11);
	buf_pad(&b, 4);
	assert_int_equal(b.n, 12);
	buf_pad(&b, 4);
	assert_int_equal(b.n, 12);
	assert_int_equal(b.p[11], 0);
	buf_release(&b);
}

static void
words_are_cut_off_one_by_one(void **state)
{
	struct slice rest = SLICE(" \tUDP\r\n9 "), nothing = SLICE_NONE;

	(void)state;
	assert_true(slice_eq(slice_cut_word(&rest), SLICE("UDP")));
	assert_true(slice_eq(rest, SLICE("\r\n9 ")));
	assert_true(slice_eq(slice_cut_word(&rest), SLICE("9")));
	assert_true(slice_eq(rest, SLICE(" ")));
	assert_int_equal(slice_cut_word(&rest).n, 0);
	assert_int_equal(rest.n, 0);
	assert_int_equal(slice_cut_word(&nothing).n, 0);
}

static void
percent_codes_are_one_byte(void **state)
{
	struct slice rest = SLICE("%41%4g%4");

	(void)state;
	assert_int_equal(slice_take_percent(&rest), 'A');
	assert_int_equal(slice_take_percent(&rest), '%');
	assert_true(slice_eq(rest, SLICE("4g%4")));
	rest = SLICE("%4");
	assert_int_equal(slice_take_percent(&rest), '%');
	assert_int_equal(slice_take_percent(&rest), '4');
	assert_int_equal(rest.n, 0);
}

static void
hexadecimal_digits_are_counted_and_saturate(void **state)
{
	uint64_t value;

	(void)state;
	assert_int_equal(slice_hex_digits(SLICE("0aFg"), &value), 3);
	assert_int_equal(value, 0xaf);
	assert_int_equal(slice_hex_digits(SLICE("x1"), &value), 0);
	assert_int_equal(value, 0);
	assert_int_equal(slice_hex_digits(SLICE("ffffffffffffffff"), &value), 16);
	assert_true(value == UINT64_MAX);
	assert_int_equal(slice_hex_digits(SLICE("10000000000000000"), &value), 17);
	assert_true(value == UINT64_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_span_ends_at_the_first_other_byte),
		cmocka_unit_test(all_of_nothing_is_not_all),
		cmocka_unit_test(space_is_seen_anywhere),
		cmocka_unit_test(a_byte_is_found_near_wherever_it_first_stands),
		cmocka_unit_test(a_token_is_made_of_these_bytes),
		cmocka_unit_test(a_text_is_found_where_it_first_stands),
		cmocka_unit_test(a_number_too_large_is_the_largest),
		cmocka_unit_test(a_hash_is_of_all_bytes_and_no_more),
		cmocka_unit_test(texts_stand_one_after_the_other),
		cmocka_unit_test(words_are_cut_off_one_by_one),
		cmocka_unit_test(percent_codes_are_one_byte),
		cmocka_unit_test(hexadecimal_digits_are_counted_and_saturate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
