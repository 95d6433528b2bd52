/* SPDX-License-Identifier: MIT */
/* For the tests of src/sip: slices compared with text. */
#ifndef SIPERR_TESTS_UNIT_SIP_H
#define SIPERR_TESTS_UNIT_SIP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/slice.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define assert_slice(s, text) do { \
	struct slice slice_ = (s); \
	assert_int_equal(slice_.n, strlen(text)); \
	if (slice_.n > 0) \
		assert_memory_equal(slice_.p, text, slice_.n); \
} while (0)

#endif
