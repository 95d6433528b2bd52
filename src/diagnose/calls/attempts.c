/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/attempts.h"

static void
look_at_attempt(const struct call *c, const struct tx *t, struct setup *s)
{
	if (s->invite == NULL)
		s->invite = t->request;
	for (const struct msg *m = t->first; m != NULL; m = m->tx_next) {
		if (!m->is_response || m->code == 100 || is_challenge(m))
			continue;
		if (s->reached == NULL)
			s->reached = m;
		if (s->ringing == NULL && m->code >= 180 && m->code < 190)
			s->ringing = m;
	}
	if (s->answer == NULL)
		s->answer = t->success;
	s->final = t->success != NULL ? t->success : t->final;
	s->cancelled = tx_cancel(c, t) != NULL;
}

struct setup
setup_of(const struct call *c)
{
	struct setup s = { 0 };

	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == METHOD_INVITE && t->request != NULL && tx_is_initial(t) && tx_parent(c, t) == NULL)
			look_at_attempt(c, t, &s);
	if (s.answer != NULL)
		s.final = s.answer;
	return s;
}

enum outcome
setup_outcome(const struct setup *s, bool failed)
{
	if (failed)
		return OUTCOME_FAILED;
	if (s->answer != NULL)
		return OUTCOME_ANSWERED;
	if (s->final != NULL && (s->final->code == 487 || s->cancelled))
		return OUTCOME_CANCELLED;
	return s->final != NULL && !is_challenge(s->final) ? OUTCOME_DECLINED : OUTCOME_UNFINISHED;
}
