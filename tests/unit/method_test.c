/* SPDX-License-Identifier: MIT */
/* A response is told in the words of the request it answers. */
#include <stdio.h>

#include "diagnose/message/single.h"
#include "sip/osip.h"
#include "unit/sip.h"

static struct knowledge *k;

static void
diagnose(struct finding *f, const char *status, const char *method)
{
	char raw[512];
	struct message m = { 0 };
	struct frame frame = { .where = { .file = "x", .line = 3 } };

	snprintf(raw, sizeof raw, "SIP/2.0 %s\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@example.com>;tag=1\r\n"
	    "To: <sip:b@example.com>;tag=2\r\nCall-ID: call@h\r\nCSeq: 7 %s\r\nContent-Length: 0\r\n\r\n", status, method);
	frame.bytes = slice_of(raw);
	assert_int_equal(message_index(&m, frame.bytes), MESSAGE_OK);
	diagnose_message(k, &m, &frame, 5, f);
	message_release(&m);
}

static const struct row {
	const char *status, *method, *id, *told_as;	/* told_as NULL: by its own text */
	enum severity severity;
	enum party party;
} rows[] = {
	{ "404 Not Found", "INVITE", "code.404", NULL, SEVERITY_ERROR, PARTY_CALLEE },
	{ "404 Not Found", "REGISTER", "code.404", "code.404/register", SEVERITY_ERROR, PARTY_CALLER },
	{ "480 Temporarily Unavailable", "REGISTER", "code.480", "code.480/register", SEVERITY_ERROR, PARTY_REGISTRAR },
	{ "486 Busy Here", "REGISTER", "code.486", "code.4xx/register", SEVERITY_ERROR, PARTY_CALLER },
	{ "603 Decline", "REGISTER", "code.603", "code.4xx/register", SEVERITY_ERROR, PARTY_CALLER },
	{ "503 Service Unavailable", "REGISTER", "code.503", "code.5xx/register", SEVERITY_ERROR, PARTY_REGISTRAR },
	{ "423 Interval Too Brief", "REGISTER", "code.423", NULL, SEVERITY_WARNING, PARTY_DEVICE },
	{ "423 Interval Too Brief", "SUBSCRIBE", "code.423", "code.423/subscribe", SEVERITY_WARNING, PARTY_DEVICE },
	{ "423 Interval Too Brief", "PUBLISH", "code.423", "code.423/publish", SEVERITY_WARNING, PARTY_DEVICE },
	/* Of the person called: no call, no callee. */
	{ "480 User not registered", "MESSAGE", "code.480", "code.480/message", SEVERITY_WARNING, PARTY_CALLEE },
	{ "480 User not registered", "INVITE", "reason.callee-not-registered", NULL, SEVERITY_WARNING, PARTY_CALLEE },
	{ "404 Not Found", "SUBSCRIBE", "code.404", "code.404/subscribe", SEVERITY_WARNING, PARTY_CALLER },
	/* A request of a call is what they speak of: a script without presence says so to any PUBLISH. */
	{ "404 Not here", "PUBLISH", "code.404", "code.4xx/publish", SEVERITY_WARNING, PARTY_CALLER },
	{ "404 Not here", "SUBSCRIBE", "code.404", "code.404/subscribe", SEVERITY_WARNING, PARTY_CALLER },
	{ "404 Not here", "INVITE", "reason.dialog-unknown", NULL, SEVERITY_WARNING, PARTY_DEVICE },
	{ "404 Not here", "BYE", "reason.dialog-unknown", NULL, SEVERITY_WARNING, PARTY_DEVICE },
	{ "403 Dialog does not exist", "UPDATE", "reason.dialog-unknown", NULL, SEVERITY_WARNING, PARTY_DEVICE },
	/* No codec is in it. */
	{ "406 Not Acceptable", "SUBSCRIBE", "code.406", "code.406/subscribe", SEVERITY_WARNING, PARTY_CALLER },
	{ "415 Unsupported Media Type", "NOTIFY", "code.415", "code.4xx/notify", SEVERITY_WARNING, PARTY_DEVICE },
	{ "415 Unsupported Media Type", "MESSAGE", "code.415", "code.4xx/message", SEVERITY_WARNING, PARTY_CALLEE },
	{ "415 Unsupported Media Type", "INVITE", "code.415", NULL, SEVERITY_ERROR, PARTY_DEVICE },
	{ "406 Not Acceptable", "UPDATE", "code.406", NULL, SEVERITY_WARNING, PARTY_DEVICE },
	{ "481 Call/Transaction Does Not Exist", "SUBSCRIBE", "code.481", "code.481/subscribe", SEVERITY_WARNING, PARTY_CALLER },
	{ "500 Server Internal Error", "UPDATE", "code.500", "code.500/update", SEVERITY_WARNING, PARTY_DEVICE },
	{ "500 Server Internal Error", "INFO", "code.500", "code.4xx/info", SEVERITY_WARNING, PARTY_CALLEE },
	/* The server's fault, told in the code's words. */
	{ "503 Service Unavailable", "SUBSCRIBE", "code.503", NULL, SEVERITY_WARNING, PARTY_PROVIDER },
	{ "500 Server Internal Error", "PUBLISH", "code.500", NULL, SEVERITY_WARNING, PARTY_PROVIDER },
	{ "504 Server Time-out", "MESSAGE", "code.504", NULL, SEVERITY_WARNING, PARTY_PROVIDER },
	{ "603 Decline", "SUBSCRIBE", "code.603", "code.4xx/subscribe", SEVERITY_WARNING, PARTY_CALLER },
	{ "488 Not Acceptable Here", "NOTIFY", "code.488", "code.4xx/notify", SEVERITY_WARNING, PARTY_DEVICE },
	/* Any final to OPTIONS is a sign of life; whoever would refuse calls is worth a warning. */
	{ "404 Not Found", "OPTIONS", "code.404", "code.4xx/options", SEVERITY_NOTICE, PARTY_NOBODY },
	{ "405 Method Not Allowed", "OPTIONS", "code.405", NULL, SEVERITY_NOTICE, PARTY_DEVICE },
	{ "603 Decline", "OPTIONS", "code.603", "code.6xx/options", SEVERITY_NOTICE, PARTY_NOBODY },
	{ "408 Request Timeout", "OPTIONS", "code.408", "code.408/options", SEVERITY_WARNING, PARTY_CALLEE },
	/* Nobody refused the hang-up: it found no answer. */
	{ "408 Request Timeout", "BYE", "code.408", "code.408/bye", SEVERITY_WARNING, PARTY_CALLEE },
	{ "481 Call/Transaction Does Not Exist", "BYE", "code.481", "code.4xx/bye", SEVERITY_WARNING, PARTY_CALLEE },
	/* No call goes elsewhere. */
	{ "301 Redirect request to Home Server", "REGISTER", "code.301", "code.301/register", SEVERITY_WARNING, PARTY_CALLER },
	{ "302 Moved Temporarily", "REGISTER", "code.302", "code.302/register", SEVERITY_INFO, PARTY_CALLER },
	{ "301 Moved Permanently", "INVITE", "code.301", NULL, SEVERITY_WARNING, PARTY_CALLER },
	{ "503 Service Unavailable", "OPTIONS", "code.503", "code.5xx/options", SEVERITY_WARNING, PARTY_CALLEE },
	{ "302 Moved Temporarily", "OPTIONS", "code.302", "code.3xx/options", SEVERITY_NOTICE, PARTY_NOBODY },
	/* Not done until it is sent where it belongs, whichever code says so. */
	{ "302 Moved Temporarily", "MESSAGE", "code.302", "code.3xx/other", SEVERITY_WARNING, PARTY_CALLER },
	{ "301 Moved Permanently", "SUBSCRIBE", "code.301", "code.3xx/other", SEVERITY_WARNING, PARTY_CALLER },
	{ "302 Moved Temporarily", "INVITE", "code.302", NULL, SEVERITY_INFO, PARTY_CALLER },
	/* Nobody refused it. */
	{ "408 Request Timeout", "MESSAGE", "code.408", "code.408/other", SEVERITY_WARNING, PARTY_CALLEE },
	{ "408 Request Timeout", "NOTIFY", "code.408", "code.408/other", SEVERITY_WARNING, PARTY_CALLEE },
	{ "408 Request Timeout", "REGISTER", "code.408", "code.408/register", SEVERITY_ERROR, PARTY_REGISTRAR },
	{ "408 Request Timeout", "INVITE", "code.408", NULL, SEVERITY_ERROR, PARTY_NETWORK },
	/* A code of other requests says only that this one is refused. */
	{ "423 Interval Too Brief", "INVITE", "code.423", "code.4xx/foreign", SEVERITY_WARNING, PARTY_PROXY },
	{ "423 Interval Too Brief", "MESSAGE", "code.423", "code.4xx/message", SEVERITY_WARNING, PARTY_CALLEE },
	{ "489 Bad Event", "INVITE", "code.489", "code.4xx/foreign", SEVERITY_WARNING, PARTY_PROXY },
	{ "489 Bad Event", "SUBSCRIBE", "code.489", NULL, SEVERITY_NOTICE, PARTY_DEVICE },
	{ "489 Bad Event", "NOTIFY", "code.489", "code.4xx/notify", SEVERITY_WARNING, PARTY_DEVICE },
	{ "412 Conditional Request Failed", "INVITE", "code.412", "code.4xx/foreign", SEVERITY_WARNING, PARTY_PROXY },
	{ "412 Conditional Request Failed", "PUBLISH", "code.412", NULL, SEVERITY_WARNING, PARTY_DEVICE },
	{ "422 Session Interval Too Small", "INVITE", "code.422", NULL, SEVERITY_WARNING, PARTY_DEVICE },
	{ "423 Interval Too Brief", "PING", "code.423", NULL, SEVERITY_WARNING, PARTY_DEVICE },
	/* The CANCEL is refused, not the call. */
	{ "404 Not Found", "CANCEL", "code.404", "code.4xx/cancel", SEVERITY_WARNING, PARTY_PROXY },
	{ "486 Busy Here", "CANCEL", "code.486", "code.4xx/cancel", SEVERITY_WARNING, PARTY_PROXY },
	{ "400 Bad Request", "CANCEL", "code.400", NULL, SEVERITY_WARNING, PARTY_DEVICE },
	/* … but for the end that a CANCEL asks for, which a log line tells beside it. */
	{ "487 Request Terminated", "CANCEL", "code.487", NULL, SEVERITY_NOTICE, PARTY_NOBODY },
	/* The call is gone, not only what the INFO carried. */
	{ "481 Call/Transaction Does Not Exist", "INFO", "code.481", NULL, SEVERITY_WARNING, PARTY_DEVICE },
	{ "607 Unwanted", "REGISTER", "code.607", "code.4xx/register", SEVERITY_ERROR, PARTY_CALLER },
	/* A code nobody knows is one of its class. */
	{ "459 Odd", "REGISTER", "code.4xx", "code.4xx/register", SEVERITY_ERROR, PARTY_CALLER },
	/* A method nobody knows keeps the code's own words. */
	{ "404 Not Found", "PING", "code.404", NULL, SEVERITY_ERROR, PARTY_CALLEE },
};

static void
method_decides(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *r = &rows[i];
		struct finding f;
		struct entry_text text;

		diagnose(&f, r->status, r->method);
		const char *as = f.told_as != NULL ? f.told_as : "", *wanted = r->told_as != NULL ? r->told_as : "";
		if (strcmp(f.id, r->id) != 0 || strcmp(as, wanted) != 0 || f.severity != r->severity || f.party != r->party)
			fail_msg("%s to %s: %s as \"%s\" %s %s", r->status, r->method, f.id, as, severity_token(f.severity),
			    party_token(f.party));
		assert_true(knowledge_text(k, finding_text(&f), &text));
		finding_release(&f);
	}
}

/* The phrase of another code is told, and changes nothing else. */
static void
code_stands_above_phrase(void **state)
{
	static const struct {
		const char *status, *method, *id, *other;
	} phrases[] = {
		{ "423 Interval Too Short", "REGISTER", "code.423", "422" },
		{ "486 Decline", "INVITE", "code.486", "603" },
		{ "503 Not Found", "INVITE", "code.503", "404" },
		{ "486 Busy Here", "INVITE", "code.486", NULL },
		/* Words of any code that mean another one, or a cause of another kind; one of the same kind, or beside a code of none, says why. */
		{ "488 Rejected", "INVITE", "code.488", NULL }, { "404 Busy", "INVITE", "code.404", NULL },
		{ "480 Call rejected", "INVITE", "code.480", NULL }, { "503 User busy", "INVITE", "code.503", NULL },
		{ "408 Unavailable", "INVITE", "code.408", NULL }, { "403 Call rejected", "INVITE", "q850.21", NULL },
		{ "480 No user responding", "INVITE", "q850.18", NULL }, { "500 User busy", "INVITE", "q850.17", NULL },
		/* Not a code's own phrase: it says why. */
		{ "480 Do Not Disturb", "INVITE", "reason.dnd", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		struct finding f;

		diagnose(&f, phrases[i].status, phrases[i].method);
		assert_string_equal(f.id, phrases[i].id);
		if (phrases[i].other == NULL)
			assert_null(f.other_code);
		else
			assert_string_equal(f.other_code, phrases[i].other);
		finding_release(&f);
	}
}

static bool
means_more(const char *status, const char *method)
{
	struct finding f;
	bool means = false;

	diagnose(&f, status, method);
	for (size_t i = 0; i < f.evidence_count; i++)
		means |= f.evidence[i].key != NULL && strcmp(f.evidence[i].key, "phrase.also-means") == 0;
	finding_release(&f);
	return means;
}

/* A number that was dialled is nothing to a registration. */
static void
other_meanings_are_of_calls(void **state)
{
	(void)state;
	assert_true(means_more("404 Not Found", "INVITE"));
	assert_false(means_more("404 Not Found", "REGISTER"));
	assert_false(means_more("420 Bad Extension", "SUBSCRIBE"));
}

/* They are kept with the entries, and are no ids. */
static void
variants_are_listed_nowhere(void **state)
{
	struct arena a = ARENA_INIT;
	struct strings ids;

	(void)state;
	assert_true(knowledge_list(k, NULL, &a, &ids));
	for (size_t i = 0; i < ids.n; i++)
		assert_null(strchr(ids.p[i], '/'));
	arena_release(&a);
}

int
main(void)
{
	static const struct knowledge_options o = { .language = "en" };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(method_decides),
		cmocka_unit_test(code_stands_above_phrase), cmocka_unit_test(other_meanings_are_of_calls),
		cmocka_unit_test(variants_are_listed_nowhere),
	};

	osip_start();
	k = knowledge_open(&o);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	knowledge_close(k);
	return failed;
}
