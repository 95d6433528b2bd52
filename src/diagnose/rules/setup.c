/* SPDX-License-Identifier: MIT */
/* setup.slow: ITU-T E.721 lets 95 % of international calls take 11 s until the far end is reached. */
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"

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
	    !HOLDS(v, NOTHING_LET_GO, !connection_lacks(v->network, t->request, t->request->where.time, m->where.time + PEER_PATIENCE)))
		return false;
	v->at = m;
	SAY(v, EVIDENCE_TIMER, "E.721", m, "setup-took", 0, verdict_seconds(v, msg_gap(t->request, m)),
	    verdict_start(v, m), verdict_id(v, m), verdict_seconds(v, SLOW_SETUP));
	return true;
}
