/* SPDX-License-Identifier: MIT */
/* cancel.*: a CANCEL and what became of its INVITE (RFC 3261 §9). */
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"

/* ---- cancel.unmatched ---- */

bool
find_cancel_unmatched(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method != METHOD_CANCEL || t->final == NULL)
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, CODE_FITS, t->final->code == 481))
			continue;
		const struct tx *invite = tx_cancelled(c, t);
		v->at = t->final;
		/* It crossed the final response: nothing was left to cancel. */
		v->is_mild = invite != NULL && tx_had_final(c, invite, t->final);
		SAY(v, EVIDENCE_MESSAGE, "CANCEL", t->final, "cancel-refused", 0,
		    t->request != NULL ? verdict_id(v, t->request) : "?", verdict_start(v, t->final), verdict_id(v, t->final));
		if (invite == NULL && t->request != NULL && (invite = call_tx(c, METHOD_INVITE, t->cseq)) != NULL)
			SAY(v, EVIDENCE_HEADER, "branch", t->request, "cancel-branch", 0, verdict_text(v, t->branch),
			    verdict_text(v, invite->branch), verdict_id(v, invite->first));
		verdict_also_code(v, t->final);
		return true;
	}
	return false;
}

/* ---- cancel.too-early ---- */

bool
find_cancel_too_early(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct tx *invite = t->method == METHOD_CANCEL && t->request != NULL ? tx_cancelled(c, t) : NULL;

		if (invite == NULL || invite->request == NULL || invite->request->number > t->request->number)
			continue;
		const struct msg *m = invite->first;
		while (m != NULL && !m->is_response)
			m = m->tx_next;
		look_at(v, t->request);
		if (!HOLDS(v, NO_RESPONSE_BEFORE, m == NULL ? tx_has_response(t) : m->number >= t->request->number))
			continue;
		v->at = t->request;
		v->is_mild = (t->final == NULL || t->final->code != 481) && (invite->final != NULL || invite->ack != NULL);
		SAY(v, EVIDENCE_MISSING, "provisional response", t->request, "cancel-early", 0, verdict_id(v, t->request),
		    verdict_seconds(v, msg_gap(invite->request, t->request)), verdict_id(v, invite->request));
		return true;
	}
	return false;
}

/* ---- cancel.unfinished ---- */

/* A BYE that was taken ended it, whatever the trace lacks. */
static bool
was_hung_up(const struct call *c, const struct msg *cancel)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == METHOD_BYE && t->success != NULL && t->success->number > cancel->number)
			return true;
	return false;
}

/* The same INVITE was answered, as another point shows: the answer got lost, and that is what is wrong with the call. */
static bool
was_answered_out_of_sight(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = tx_other_point(c, t, NULL); n != NULL; n = tx_other_point(c, t, n))
		if (n->success != NULL)
			return true;
	return false;
}

bool
find_cancel_unfinished(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct tx *cancel = t->method == METHOD_INVITE && t->final == NULL && tx_has_response(t) ?
		    tx_cancel(c, t) : NULL;

		if (cancel == NULL || cancel->request == NULL || tx_was_acked(c, t))
			continue;
		look_at(v, cancel->request);
		if (!HOLDS(v, CANCEL_ACCEPTED, cancel->final == NULL || cancel->final->code < 300) ||
		    !HOLDS(v, NOT_RESOLVED, !was_hung_up(c, cancel->request) && !was_answered_out_of_sight(c, t)))
			continue;
		enum confidence sure = CONFIDENCE_PROVEN;
		bool silent = cancel->final == NULL && tx_is_unanswered(c, cancel, v->hosts) && tx_silence_is_sure(c, cancel, &sure);
		if ((!silent && !outlasts(c, v, cancel->request, TIMER_64_T1)) || connection_is_torn(v->network, cancel->request))
			return cannot_tell(c, v);
		v->f.confidence = sure;
		v->at = cancel->request;
		SAY(v, EVIDENCE_MISSING, "final response", cancel->request, "cancel-no-final", 0,
		    verdict_id(v, cancel->request), verdict_seconds(v, c->now - cancel->request->where.time));
		return true;
	}
	return false;
}

/* ---- cancel.race ---- */

bool
find_cancel_race(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct tx *cancel = t->method == METHOD_INVITE && t->success != NULL ? tx_cancel(c, t) : NULL;

		if (cancel == NULL || cancel->request == NULL || cancel->request->number < (t->request != NULL ? t->request->number : 0))
			continue;
		look_at(v, t->success);
		if (!HOLDS(v, CANCEL_ACCEPTED, cancel->success != NULL))
			continue;
		const struct msg *ack = call_ack(c, t->success);
		const struct tx *bye = dialog_request(c, t->success, METHOD_BYE);
		v->is_mild = ack != NULL && bye != NULL;
		if (!v->is_mild && !outlasts(c, v, t->success, TIMER_64_T1))
			return cannot_tell(c, v);
		v->at = t->success;
		SAY(v, EVIDENCE_MESSAGE, "CANCEL", t->success, "cancel-crossed", 0, verdict_id(v, cancel->request),
		    verdict_start(v, t->success), verdict_id(v, t->success));
		if (ack == NULL)
			SAY(v, EVIDENCE_MISSING, "ACK", t->success, "never-acked", 0, verdict_id(v, t->success));
		if (bye == NULL)
			SAY(v, EVIDENCE_MISSING, "BYE", t->success, "never-hung-up", 0, verdict_id(v, t->success));
		return true;
	}
	return false;
}
