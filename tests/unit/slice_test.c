/* SPDX-License-Identifier: MIT */
/* Questions about the bytes of a slice, and what a buffer adds beside text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_span_ends_at_the_first_other_byte),
		cmocka_unit_test(all_of_nothing_is_not_all),
		cmocka_unit_test(space_is_seen_anywhere),
		cmocka_unit_test(a_byte_is_found_near_wherever_it_first_stands),
		cmocka_unit_test(a_hash_is_of_all_bytes_and_no_more),
		cmocka_unit_test(texts_stand_one_after_the_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
