/* SPDX-License-Identifier: MIT */
/* The lines of --calls, told by when the calls began. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/place.h"
#include "report/call_lines.h"

static void
they_are_told_in_the_order_of_their_times(void **state)
{
	struct call_lines l = { .list = NULL };
	struct buf out = BUF_INIT;

	(void)state;
	assert_true(call_lines_add(&l, NO_TIME, SLICE("first without a time\n")));
	assert_true(call_lines_add(&l, 30, SLICE("30\n")));
	assert_true(call_lines_add(&l, NO_TIME, SLICE("after 30\n")));
	assert_true(call_lines_add(&l, 10, SLICE("10\n")));
	assert_true(call_lines_add(&l, 30, SLICE("30 again\n")));
	assert_true(call_lines_add(&l, 20, SLICE("20\n")));
	call_lines_take(&l, &out);
	assert_string_equal(out.p, "first without a time\n10\n20\n30\nafter 30\n30 again\n");
	buf_reset(&out);
	call_lines_take(&l, &out);
	assert_int_equal(out.n, 0);
	call_lines_release(&l);
	buf_release(&out);
}

static void
what_is_kept_has_an_end(void **state)
{
	struct call_lines l = { .list = NULL };
	struct buf line = BUF_INIT, out = BUF_INIT;
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < 1 << 20; i++)
		buf_addc(&line, 'x');
	do
		n++;
	while (call_lines_add(&l, (int64_t)n, buf_slice(&line)));
	assert_int_equal(n * line.n, CALL_LINES_MOST);
	call_lines_take(&l, &out);
	assert_int_equal(out.n, CALL_LINES_MOST);
	assert_true(call_lines_add(&l, 1, SLICE("on\n")));
	call_lines_release(&l);
	buf_release(&line);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_are_told_in_the_order_of_their_times),
		cmocka_unit_test(what_is_kept_has_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
