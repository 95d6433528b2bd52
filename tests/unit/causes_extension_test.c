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
	{ "a method", "extension.refused =method-refused /tag-required /client-lacks /path-not-supported /no-registrar /event-refused",
	    "0 a>b INVITE\n" "1 b>a 405 | Allow: REGISTER\n" },
	{ "whoever takes no REGISTER is no registrar", "extension.refused =no-registrar !/method-refused",
	    "0 a>b REGISTER\n" "1 b>a 405 REGISTER | Allow: INVITE\n" },
	{ "an event", "extension.refused =event-refused /method-refused", "0 a>b SUBSCRIBE | Event: x\n" "1 b>a 489 SUBSCRIBE\n" },
	{ "a body", "extension.refused =body-refused /method-refused /answer-not-taken",
	    "0 a>b MESSAGE | Content-Type: text/html\n" "1 b>a 415 MESSAGE | Accept: text/plain\n" },
	{ "what the answer would be", "extension.refused =answer-not-taken /body-refused", "0 a>b INVITE\n" "1 b>a 406 | Accept: text/plain\n" },
	{ "an answer alone", "extension.refused = /client-lacks /path-not-supported !/tag-required", "1 b>a 420 INVITE | Unsupported: 100rel\n" },
	{ "an answer alone, of a registrar", "extension.refused = /client-lacks !/path-not-supported !/tag-required",
	    "1 b>a 420 REGISTER | Unsupported: path\n" },
};

/* Whose advice comes first: that of the product of whoever has to act, where its own message names it. */
static const struct script products[] = {
	{ "the caller's, which insists", "extension.refused =tag-required %caller %on-asterisk",
	    "0 a>b INVITE | Require: 100rel | User-Agent: Asterisk PBX 20.5.2\n" "1 b>a 420 | Unsupported: 100rel | Server: kamailio (5.7.4)\n" },
	{ "not that of one who is said to be behind another", "extension.refused !%on-asterisk !%on-kamailio",
	    "0 p>b INVITE via=1 | Require: 100rel | User-Agent: Asterisk PBX 20.5.2\n" "1 b>p 420 via=1 | Unsupported: 100rel | Server: kamailio (5.7.4)\n" },
	{ "the proxy's", "auth.no-challenge %proxy %on-kamailio",
	    "0 a>b INVITE | User-Agent: Asterisk PBX 20.5.2\n" "0.1 b>a 407 | Server: kamailio (5.7.4)\n" "0.2 a>b ACK branch=1\n" },
	{ "whoever sends in vain", "path.no-response %network %on-asterisk",
	    "0 a>b INVITE | User-Agent: Asterisk PBX 20.5.2\n" "0.5 a>b INVITE | User-Agent: Asterisk PBX 20.5.2\n"
	    "1.5 a>b INVITE | User-Agent: Asterisk PBX 20.5.2\n" "3.5 a>b INVITE | User-Agent: Asterisk PBX 20.5.2\n" "40 --\n" },
	{ "the callee's, of a call that was answered", "timer.session-expired %callee %on-freeswitch",
	    "0 a>b INVITE | User-Agent: Asterisk PBX 20.5.2 | Supported: timer | Session-Expires: 1800\n"
	    "1 b>a 200 | Session-Expires: 1800;refresher=uas | Server: FreeSWITCH-mod_sofia/1.10.11\n" "1.1 a>b ACK\n"
	    "1790 a>b BYE to=t cseq=2\n" "1790.1 b>a 200 BYE cseq=2\n" },
};

static void
advice_is_that_of_who_has_to_act(void **state)
{
	(void)state;
	expect_all(products, sizeof products / sizeof *products);
}

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
		cmocka_unit_test(advice_is_that_of_who_has_to_act),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
