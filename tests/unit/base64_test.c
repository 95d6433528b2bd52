/* SPDX-License-Identifier: MIT */
/* Letters to bytes, as RFC 4648 §10 has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/base64.h"

static void
letters_become_bytes(void **state)
{
	static const struct {
		const char *text;
		enum base64 alphabet;
		size_t letters;
		const char *bytes;
	} rows[] = {
		{ "", BASE64_PLAIN, 0, "" }, { "Zg==", BASE64_PLAIN, 2, "f" }, { "Zm8=", BASE64_PLAIN, 3, "fo" },
		{ "Zm9v", BASE64_PLAIN, 4, "foo" }, { "Zm9vYmE=", BASE64_PLAIN, 7, "fooba" }, { "Zm9vYmFy", BASE64_URL, 8, "foobar" },
		{ "+/+/", BASE64_PLAIN, 4, "\xfb\xff\xbf" }, { "-_-_", BASE64_URL, 4, "\xfb\xff\xbf" },
		{ "+/+/", BASE64_URL, 4, "\xfb\xff\xbf" }, { "-_-_", BASE64_PLAIN, 0, "" }, { "Zm9v YmFy", BASE64_PLAIN, 4, "foo" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = BUF_INIT;

		assert_int_equal(base64_add(slice_of(rows[i].text), rows[i].alphabet, &out), rows[i].letters);
		assert_int_equal(out.n, strlen(rows[i].bytes));
		if (out.n > 0)
			assert_memory_equal(out.p, rows[i].bytes, out.n);
		buf_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(letters_become_bytes) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
