/* SPDX-License-Identifier: MIT */
/* How an attack is known: users that every scanner tries, names that scanners give themselves, codes that say "no such user". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "diagnose/rules/attack.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void
some_users_are_tried_everywhere(void **state)
{
	static const char *const usual[] = { "100", "999", "1000", "9999", "admin", "test", "user", "guest", "sip", "root", "asterisk", "Admin" };
	static const char *const others[] = { "", "1", "99", "10000", "12a", "alice", "admins", "tes" };

	(void)state;
	for (size_t i = 0; i < COUNT(usual); i++)
		if (!is_usual_user(slice_of(usual[i])))
			fail_msg("%s", usual[i]);
	for (size_t i = 0; i < COUNT(others); i++)
		if (is_usual_user(slice_of(others[i])))
			fail_msg("%s", others[i]);
}

static void
scanners_say_who_they_are(void **state)
{
	static const char *const scanners[] = { "friendly-scanner", "Friendly-Scanner/2", "friendly-request", "sipvicious", "sipcli/v1.8", "sundayddr",
		"sip-scan", "sipscan", "siparmyknife", "pplsip", "VaxSIPUserAgent/3.5", "iWar", "SIVuS", "sipsscuser", "gulp" };
	static const char *const others[] = { "", "Phone/1", "my friendly-scanner", "friendly", "sip" };

	(void)state;
	for (size_t i = 0; i < COUNT(scanners); i++)
		if (!is_scanner_agent(slice_of(scanners[i])))
			fail_msg("%s", scanners[i]);
	for (size_t i = 0; i < COUNT(others); i++)
		if (is_scanner_agent(slice_of(others[i])))
			fail_msg("%s", others[i]);
}

static void
some_codes_say_that_there_is_no_such_user(void **state)
{
	static const int codes[] = { 401, 403, 404, 405, 407, 410, 484, 485, 604 };

	(void)state;
	for (int code = 100; code < 700; code++) {
		bool is_one = false;

		for (size_t i = 0; i < COUNT(codes); i++)
			is_one |= codes[i] == code;
		if (says_no_such_user(code) != is_one)
			fail_msg("%d", code);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(some_users_are_tried_everywhere),
		cmocka_unit_test(scanners_say_who_they_are),
		cmocka_unit_test(some_codes_say_that_there_is_no_such_user),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
