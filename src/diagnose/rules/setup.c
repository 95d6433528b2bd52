/* SPDX-License-Identifier: MIT */
/* setup.slow: ITU-T E.721 lets 95 % of international calls take 11 s until the far end is reached. */
#include "diagnose/calls/outcome.h"
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"

/* A hop further on, or a PRACK, shows a provisional response in time: the trace lacks that of this hop. */
static bool
rang_in_time(const struct call *c, const struct tx *t)
{
	const struct msg *prack = prack_of(c, t);

	if (prack != NULL && !gap_at_least(msg_gap(t->request, prack), SLOW_SETUP + 1))
		return true;
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->provisional != NULL && tx_came_out_of(c, n, t) &&
		    !gap_at_least(msg_gap(t->request, n->provisional), SLOW_SETUP + 1))
			return true;
	return false;
}

bool
find_setup_slow(const struct call *c, struct verdict *v)
{
	const struct tx *t = call_setup(c);

	if (t == NULL || t->request == NULL)
		return false;
	const struct msg *m = t->provisional != NULL ? t->provisional : t->final;
	look_at(v, t->request);
	if (!HOLDS(v, NOT_CANCELLED, tx_cancel(c, t) == NULL) || !HOLDS(v, RESPONSE_SEEN, m != NULL) ||
	    !MORE(v, LATE, msg_gap(t->request, m), SLOW_SETUP) ||
	    !HOLDS(v, WOULD_BE_SEEN, !c->leapt && (t->provisional != NULL || !rang_in_time(c, t))) ||
	    !HOLDS(v, NOTHING_LET_GO, !connection_lacks(v->network, t->request, t->request->where.time,
	    m->where.time + PEER_PATIENCE)))
		return false;
	v->at = m;
	SAY(v, EVIDENCE_TIMER, "E.721", m, "setup-took", 0, verdict_seconds(v, msg_gap(t->request, m)),
	    verdict_start(v, m), verdict_id(v, m), verdict_seconds(v, SLOW_SETUP));
	return true;
}
