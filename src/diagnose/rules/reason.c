/* SPDX-License-Identifier: MIT */
/* reason.contradicts-status: the Q.850 cause of a failed set-up is of another kind than its status code. */
#include "base/literals.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/rules/rules.h"

enum kind { KIND_NONE, KIND_BUSY, KIND_NO_ANSWER, KIND_REJECTED, KIND_CONGESTION, KIND_CLEARED, KIND_NO_NUMBER };

static enum kind
kind_of_code(int code)
{
	switch (code) {
	case 486: case 600:
		return KIND_BUSY;
	case 480: case 408:
		return KIND_NO_ANSWER;
	case 403: case 603:
		return KIND_REJECTED;
	case 503:
		return KIND_CONGESTION;
	case 404: case 410: case 484: case 604:
		return KIND_NO_NUMBER;
	default:
		return KIND_NONE;
	}
}

/* Normal clearing ends a call that was up; a set-up that failed was not. */
static bool
is_failed_setup(int code)
{
	switch (code) {
	case 500: case 502: case 504:
		return true;
	default:
		return kind_of_code(code) != KIND_NONE;
	}
}

static enum kind
kind_of_cause(unsigned cause)
{
	switch (cause) {
	case 16:
		return KIND_CLEARED;
	case 17:
		return KIND_BUSY;
	case 18: case 19: case 20: case 102:
		return KIND_NO_ANSWER;
	case 21:
		return KIND_REJECTED;
	case 34: case 38: case 41: case 42: case 44: case 47:
		return KIND_CONGESTION;
	case 1: case 22: case 28:
		return KIND_NO_NUMBER;
	default:
		return KIND_NONE;
	}
}

/* A number that is busy exists; else switches differ in what they call a number that can't be reached (RFC 3398 §7.2.4.1). */
static bool
are_at_odds(enum kind code, enum kind cause)
{
	if (code == KIND_NONE || cause == KIND_NONE || code == cause)
		return false;
	return (code != KIND_NO_NUMBER && cause != KIND_NO_NUMBER) || code == KIND_BUSY || cause == KIND_BUSY;
}

/* What its maker lets it answer where its own dialplan hangs up: no table was altered, and nobody hides a failure. */
static bool
is_hung_up_by_server(const struct msg *failure)
{
	const struct literals *servers = failure->code == 603 ? &literals_clears_declined :
	    failure->code == 480 ? &literals_clears_unavailable : NULL;

	return servers != NULL && literals_stand_in(servers, message_agent(msg_index(failure), NULL));
}

bool
find_contradicts_status(const struct call *c, struct verdict *v)
{
	const struct msg *failure = call_failure(c);
	unsigned q850 = 0;

	look_at(v, failure);
	if (!HOLDS(v, FAILURE_COUNTS, failure != NULL && failure->method == METHOD_INVITE) ||
	    !HOLDS(v, CAUSE_GIVEN, (failure->facts & MSG_REASON) && (q850 = message_q850(msg_index(failure))) > 0))
		return false;
	enum kind code = kind_of_code(failure->code), cause = kind_of_cause(q850);
	if (!HOLDS(v, CAUSE_DIFFERS, cause == KIND_CLEARED ? is_failed_setup(failure->code) && !is_hung_up_by_server(failure) :
	    are_at_odds(code, cause)))
		return false;
	v->at = failure;
	v->f.confidence = CONFIDENCE_LIKELY;
	struct evidence *e = SAY(v, EVIDENCE_HEADER, "Reason", failure, "reason-against-status", 0,
	    verdict_uint(v, q850), verdict_start(v, failure), verdict_id(v, failure));
	e->value = verdict_text(v, msg_header(failure, H_REASON));
	e->entry = arena_printf(&v->f.arena, "q850.%u", q850);
	finding_also(&v->f, e->entry);
	return true;
}
