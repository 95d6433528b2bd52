/* SPDX-License-Identifier: MIT */
/* What the ranking of free text keeps in few bytes comes back nearly as it was, in its order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "knowledge/rank/ranking.h"

static void
a_weight_comes_back(void **state)
{
	(void)state;
	assert_int_equal(sizeof(struct ranking_document), 4);
	for (float weight = 0.25f; weight < 16000; weight *= 1.0137f) {
		float back = ranking_unpacked(ranking_packed(weight));

		assert_true(back <= weight && weight - back < weight / 4096);
		assert_true(ranking_packed(weight) < ranking_packed(weight * 1.0137f));
	}
}

static void
a_weight_outside_is_the_nearest(void **state)
{
	(void)state;
	assert_int_equal(ranking_packed(0), 0);
	assert_int_equal(ranking_packed(0.2f), 0);
	assert_true(ranking_unpacked(0) == 0.25f);
	assert_int_equal(ranking_packed(16384), UINT16_MAX);
	assert_int_equal(ranking_packed(1e30f), UINT16_MAX);
	assert_true(ranking_unpacked(UINT16_MAX) > 16380);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_weight_comes_back),
		cmocka_unit_test(a_weight_outside_is_the_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
