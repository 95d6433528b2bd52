/* SPDX-License-Identifier: MIT */
/* What somebody asks: the entry that answers it, how sure that is, and what of the question is the phrase. */
#include "diagnose/message/lookup.h"
#include "script.h"

static const struct { const char *question, *answer; } rows[] = {
	{ "code.486", "code.486 proven" },
	{ "CODE.486", "code.486 proven" },
	{ "q850.17", "q850.17 proven" },
	{ "Q850.17", "q850.17 proven" },
	{ "q850.33", "q850.unassigned proven" },
	{ "q850.127", "q850.127 proven" },
	{ "q850.128", "nothing" },
	{ "q850.0", "nothing" },
	{ "code.404/register", "code.404/register proven" },
	{ "Res=\"SIP/2.0 403 Forbidden\"", "code.403 proven ‘Forbidden’" },
	{ "x SIP/2.0 486 Busy Here", "code.486 proven ‘Busy Here’" },
	{ "SIP/2.0 999 x SIP/2.0 486 y", "code.486 proven ‘y’" },
	{ "403 Forbidden", "code.403 proven ‘Forbidden’" },
	{ "Forbidden 403", "code.403 proven ‘Forbidden’" },
	{ "Bad Request (SIP 400)", "code.400 proven ‘Bad Request’" },
	{ "486 busy here", "code.486 proven ‘busy here’" },
	{ "480 Rejected", "code.480 proven ‘Rejected’" },
	{ "(403)", "code.403 proven" },
	{ "[403]", "code.403 proven" },
	{ "Busy Here (486)", "code.486 proven ‘Busy Here’" },
	{ "Busy (486) x", "code.486 proven ‘Busy’" },
	{ "cause 17", "q850.17 proven" },
	{ "cause 17 user busy", "q850.17 proven" },
	{ "Q.850 cause 16", "q850.16 proven" },
	{ "ISDN 41", "q850.41 proven" },
	{ "4xx", "code.4xx proven" },
	{ "SIP 5xx", "code.5xx proven" },
	{ "9xx", "nothing" },
	{ "status 481 and reason Busy Here", "code.481 proven" },
	{ "code 403 reason=Forbidden", "code.403 proven ‘Forbidden’" },
	{ "Request Timeout", "code.408 proven ‘Request Timeout’" },
	{ "request timeout 408", "code.408 proven ‘request timeout’" },
	{ "\"486 Busy Here\"", "code.486 proven ‘Busy Here’" },
	{ "486: Busy Here.", "code.486 proven ‘Busy Here’" },
	{ "486 Busy Here!", "code.486 proven ‘Busy Here!’" },
	{ "HTTP 404", "nothing" },
	{ "HTTP 404 not found", "nothing" },
	{ "SIP 404 not found", "code.404 proven ‘not found’" },
	{ "code=486", "code.486 proven" },
	{ "sip:486", "code.486 proven" },
	{ "X-Asterisk-HangupCause: Call Rejected", "q850.21 proven" },
	{ "Reason: Q.850;cause=16", "q850.16 proven" },
	{ "Reason: FOO;cause=16", "nothing" },
	{ "Reason: Q.931;cause=16", "q850.16 proven" },
	{ "Reason: SIP;cause=200;text=\"Call completed elsewhere\"", "reason.completed-elsewhere proven" },
	{ "Warning: 399 x \"y\"", "warning.399 proven" },
	{ "Retry-After: 7", "code.503 proven" },
	{ "PJ_ETIMEDOUT", "reason.peer-timeout proven ‘PJ_ETIMEDOUT’" },
	{ "registration failed: PJ_ETIMEDOUT", "reason.peer-timeout proven ‘PJ_ETIMEDOUT’" },
	{ "ECONNRESET", "path.connection-lost proven ‘ECONNRESET’" },
	{ "Busy Hеre", "code.486 likely ‘Busy Hеre’" },
	{ "Warning: 305 x \"Incompatible media format\"", "warning.305 proven" },
	{ "Reason: preemption;cause=1", "reason.preempted proven" },
	{ "Reason: X.int;reasoncode=0x00000000;add-info=05CC.0001.0001", "q850.16 proven" },
	{ "Reason: X.int;text=\"0x00000000\";add-info=05CC.0001.0001", "q850.16 proven" },
	{ "Reason: X.int ;reasoncode=0x00000015;add-info=0135.0018.0000", "reason.metaswitch-internal proven" },
	{ "Reason: X.int;reasoncode=0x00000001", "reason.metaswitch-internal proven" },
	{ "Reason: FOO;reasoncode=0x00000000", "nothing" },
	{ "bug #486", "nothing" },
	{ "2026-03-01 10:00:00 486", "nothing" },
	{ "486@example.net", "nothing" },
	{ "error 603", "code.603 proven" },
	{ "SIP/2.0 486 Busy Here extra", "code.486 proven ‘Busy Here extra’" },
	{ "SIP/2.0 4x4 x", "nothing" },
	{ "Yealink 480", "code.480 proven" },
	{ "Snom 370", "nothing" },
	{ "Yealink foo 480", "nothing" },
	{ "xy x", "nothing" },
	{ "170404", "code.404 proven ‘170404’" },
	{ "error 170404", "code.404 proven ‘170404’" },
	{ "1704", "nothing" },
	{ "LinphoneReasonBusy", "code.486 proven ‘LinphoneReasonBusy’" },
	{ "ECONN", "nothing" },
	{ "error [70004]: x", "reason.internal-error proven ‘70004’" },
	{ "opensips[70004]: x", "nothing" },
	{ "I/flutter (31687): 70004", "reason.internal-error proven ‘70004’" },
	{ "I/flutter (70004): hello", "nothing" },
	{ "404 RG1", "reason.callee-not-registered proven ‘RG1’" },
	{ "Fritz V001", "reason.dns-failure proven ‘V001’" },
	{ "488 531000", "reason.codec-mismatch likely ‘531000’" },
	{ "cause 701", "reason.switch-restarted proven ‘cause 701’" },
	{ "cause 699", "code.699 proven" },
	{ "freeswitch cause 702", "reason.completed-elsewhere proven ‘freeswitch cause 702’" },
	{ "asterisk 503 Unavailable", "reason.internal-error proven ‘Unavailable’" },
	{ "Direct Routing 560503", "reason.sbc-answered proven ‘560503’" },
	{ "569002 (actively refused it)", "reason.send-failed likely ‘569002’" },
	{ "\xc3\xa9", "nothing" },
};

static void
take(void *ctx, const struct finding *f)
{
	struct buf *b = ctx;

	if (b->n > 0)
		return;
	buf_addf(b, "%s %s", finding_text(f), confidence_token(f->confidence));
	if (f->phrase != NULL)
		buf_addf(b, " ‘%s’", f->phrase);
}

static void
a_question_has_its_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = BUF_INIT;

		if (!lookup_words(script_knowledge(), slice_of(rows[i].question), &(struct finding_sink){ &b, take }))
			buf_addstr(&b, "nothing");
		if (strcmp(b.p, rows[i].answer) != 0)
			fail_msg("%s: %s instead of %s", rows[i].question, b.p, rows[i].answer);
		buf_release(&b);
	}
}

/* What could be meant otherwise is less sure, and what stands behind the first is no more than possible. */
static void
take_all(void *ctx, const struct finding *f)
{
	buf_addf(ctx, "%s ", confidence_token(f->confidence));
}

static void
several_answers_are_less_sure(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_true(lookup_words(script_knowledge(), SLICE("488 531000"), &(struct finding_sink){ &b, take_all }));
	assert_string_equal(b.p, "likely possible ");
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_question_has_its_answer),
		cmocka_unit_test(several_answers_are_less_sure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
