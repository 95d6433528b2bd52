/* SPDX-License-Identifier: MIT */
/* Who wanted the extension that is refused. */
#include "script.h"

static const struct script refused[] = {
	{ "the caller insists", "extension.refused =tag-required !%extension.refused/unasked", "0 a>b INVITE | Require: 100rel\n" "1 b>a 420 | Unsupported: 100rel\n" },
	{ "a proxy is to know it", "extension.refused =tag-required",
	    "0 a>b INVITE | Proxy-Require: foo\n" "1 b>a 420 | Unsupported: foo\n" },
	{ "nobody insists", "extension.refused = /tag-required %extension.refused/unasked", "0 a>b INVITE | Supported: 100rel\n" "1 b>a 420 | Unsupported: 100rel\n" },
	{ "a Path for a phone that says nothing of it", "extension.refused =path-not-supported /tag-required",
	    "0 p>b REGISTER via=1 | Path: <sip:p;lr> | Supported: outbound\n" "1 b>p 420 REGISTER via=1 | Unsupported: path\n" },
	{ "a Path for a phone that knows it", "extension.refused = /tag-required !=path-not-supported",
	    "0 p>b REGISTER via=1 | Path: <sip:p;lr> | Supported: outbound, path\n" "1 b>p 420 REGISTER via=1 | Unsupported: path\n" },
	{ "no Path at all", "extension.refused = /tag-required", "0 p>b REGISTER via=1\n" "1 b>p 420 REGISTER via=1 | Unsupported: path\n" },
	{ "the other side insists", "extension.refused =client-lacks", "0 a>b INVITE\n" "1 b>a 421 | Require: 100rel\n" },
	{ "a method", "extension.refused = /tag-required /client-lacks /path-not-supported",
	    "0 a>b INVITE\n" "1 b>a 405 | Allow: REGISTER\n" },
	{ "an answer alone", "extension.refused = /client-lacks /path-not-supported !/tag-required", "1 b>a 420 INVITE | Unsupported: 100rel\n" },
	{ "an answer alone, of a registrar", "extension.refused = /client-lacks !/path-not-supported !/tag-required",
	    "1 b>a 420 REGISTER | Unsupported: path\n" },
};

static void
a_refused_extension_has_its_cause(void **state)
{
	(void)state;
	expect_all(refused, sizeof refused / sizeof *refused);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refused_extension_has_its_cause),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
