/* SPDX-License-Identifier: MIT */
/* fork.*: one INVITE, several answers (RFC 3261 §13.2.2.4). */
#include "diagnose/rules/rules.h"

static bool
is_answer(const struct msg *m)
{
	return msg_is_answer(m) && m->copy_of == NULL;
}

/* The next answer of another dialog to the same INVITE at the same hop. */
static const struct msg *
next_answer(const struct msg *ok)
{
	for (const struct msg *m = ok->tx_next; m != NULL; m = m->tx_next)
		if (is_answer(m))
			return m;
	return NULL;
}

/* The caller talked there and hung up: it was the call, no extra dialog that is cleared away. */
static bool
was_talked_in(const struct call *c, const struct msg *ok, const struct msg *second, const struct tx *bye)
{
	return gap_at_least(msg_gap(second, bye->request), TIMER_64_T1) && slice_eq(bye->from_tag, MSG(ok, from_tag)) &&
	    call_goes_on(c, bye->request, TIMER_64_T1);
}

/* One dialog may live on, as long as the caller has not hung up; it must have been acknowledged. */
static bool
is_in_order(const struct call *c, const struct msg *first, const struct msg *second)
{
	unsigned alive = 0;
	bool hung_up = false;

	for (const struct msg *ok = first; ok != NULL; ok = next_answer(ok)) {
		const struct tx *bye = dialog_request(c, ok, METHOD_BYE);

		if (call_ack(c, ok) == NULL)
			return false;
		if (bye == NULL)
			alive++;
		else
			hung_up |= was_talked_in(c, ok, second, bye);
	}
	return alive == 0 || (alive == 1 && !hung_up);
}

bool
find_two_answers(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct msg *second = t->method == METHOD_INVITE && t->success != NULL ? next_answer(t->success) : NULL;

		if (second == NULL)
			continue;
		look_at(v, second);
		if (!HOLDS(v, LEFT_OPEN, !is_in_order(c, t->success, second)))
			continue;
		if (!outlasts(c, v, second, TIMER_64_T1))
			return cannot_tell(c, v);
		v->at = second;
		SAY(v, EVIDENCE_MESSAGE, NULL, second, "two-answers", 0, verdict_id(v, t->success), verdict_id(v, second),
		    verdict_text(v, MSG(t->success, to_tag)), verdict_text(v, MSG(second, to_tag)));
		for (const struct msg *ok = t->success; ok != NULL; ok = next_answer(ok)) {
			if (call_ack(c, ok) == NULL)
				SAY(v, EVIDENCE_MISSING, "ACK", ok, "never-acked", 0, verdict_id(v, ok));
			else if (dialog_request(c, ok, METHOD_BYE) == NULL)
				SAY(v, EVIDENCE_MISSING, "BYE", ok, "never-hung-up", 0, verdict_id(v, ok));
		}
		return true;
	}
	return false;
}
