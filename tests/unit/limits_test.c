/* The table of limits: every one has a name of its own, a value, a unit and a source. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "diagnose/calls/limits.h"

static void
limits_say_where_they_come_from(void **state)
{
	(void)state;
	for (size_t i = 0; i < limit_count; i++) {
		assert_true(limits[i].value > 0);
		assert_true(limits[i].unit[0] != '\0');
		if (strncmp(limits[i].source, "RFC ", 4) != 0 && strncmp(limits[i].source, "ITU-T ", 6) != 0 &&
		    strncmp(limits[i].source, "experience", 10) != 0)
			fail_msg("%s: \"%s\" is no source", limits[i].name, limits[i].source);
		for (size_t n = 0; n < i; n++)
			assert_string_not_equal(limits[i].name, limits[n].name);
	}
	assert_int_equal(TIMER_64_T1, 64 * T1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_say_where_they_come_from),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
