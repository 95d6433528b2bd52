/* SPDX-License-Identifier: MIT */
/* How lists of locales/literals.txt are asked, on the lists themselves: the build took each word over, in its order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/literals.h"

static void
a_list_has_what_it_holds_and_nothing_else(void **state)
{
	(void)state;
	assert_true(literals_have(&literals_thread_level, SLICE("VERBOSE")));
	assert_false(literals_have(&literals_thread_level, SLICE("verbose")));
	assert_false(literals_have(&literals_thread_level, SLICE("VERBOS")));
	assert_true(literals_have_nocase(&literals_named_party, SLICE("aor")));
	assert_false(literals_have_nocase(&literals_named_party, SLICE("aors")));
}

static void
beginnings_and_ends_are_measured(void **state)
{
	(void)state;
	assert_int_equal(literals_start(&literals_telephony_file, SLICE("chan_sip.c")), sizeof "chan_" - 1);
	assert_int_equal(literals_start(&literals_telephony_file, SLICE("CHAN_SIP.c")), 0);
	assert_int_equal(literals_start_nocase(&literals_scanner_agent, SLICE("SIPVicious 0.3")), sizeof "sipvicious" - 1);
	assert_int_equal(literals_end(&literals_source_line, SLICE("error in line")), sizeof "in line" - 1);
	assert_int_equal(literals_end(&literals_source_line, SLICE("error inline")), 0);
}

static void
a_word_stands_in_a_text_in_whichever_case(void **state)
{
	(void)state;
	assert_true(literals_stand_in(&literals_syntax_refused, SLICE("Bad Header field, sorry")));
	assert_true(literals_stand_in(&literals_to_header, SLICE("digest URI differs from the \"To\" header")));
	assert_false(literals_stand_in(&literals_syntax_refused, SLICE("Busy Here")));
	assert_false(literals_stand_in(&literals_syntax_refused, SLICE_NONE));
}

static void
words_keep_their_order_and_their_bytes(void **state)
{
	(void)state;
	assert_true(slice_eq(literals_digit.p[4], SLICE("four")));
	assert_int_equal(literals_digit.n, 11);
	assert_int_equal(literals_start(&literals_numbering_sign, SLICE("号房间")), 3);
	assert_true(slice_eq(literals_host_key.p[0], SLICE("host\"")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_has_what_it_holds_and_nothing_else),
		cmocka_unit_test(beginnings_and_ends_are_measured),
		cmocka_unit_test(a_word_stands_in_a_text_in_whichever_case),
		cmocka_unit_test(words_keep_their_order_and_their_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
