/* SPDX-License-Identifier: MIT */
/* fax.refused: the change to T.38 that the other side won't make (RFC 3362, T.38 annex D). */
#include "diagnose/rules/offer.h"
#include "diagnose/rules/rules.h"

static const struct sdp_media *
fax_of(const struct sdp *s)
{
	for (size_t i = 0; i < s->media_count; i++)
		if (sdp_is_fax(&s->media[i]))
			return &s->media[i];
	return NULL;
}

static bool
asks_for_fax(const struct msg *m)
{
	struct sdp s;
	const struct sdp_media *fax = m != NULL && sdp_has(m, "\nm=image") && sdp_of(m, &s) ? fax_of(&s) : NULL;

	return fax != NULL && fax->port != 0;
}

/* Refused outright, or accepted with port 0 for the fax. Challenges and crossing requests are tried again. */
static const struct msg *
refusal_of(const struct tx *t)
{
	struct exchange e;
	struct sdp s;

	if (t->success == NULL)
		return t->final != NULL && t->final->code >= 400 && !tx_is_challenged(t) && t->final->code != 408 &&
		    t->final->code != 481 &&
		    t->final->code != 487 && t->final->code != 491 ? t->final : NULL;
	if (!exchange_of(t, &e) || !sdp_of(e.answer, &s))
		return NULL;
	const struct sdp_media *fax = fax_of(&s);
	return fax != NULL && fax->port == 0 ? e.answer : NULL;
}

static bool
was_taken_later(const struct tx *t)
{
	for (const struct tx *n = t->next; n != NULL; n = n->next)
		if (n->method == METHOD_INVITE && n->success != NULL && asks_for_fax(n->request) && refusal_of(n) == NULL)
			return true;
	return false;
}

bool
find_fax_refused(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct msg *refusal;

		if (tx_is_initial(t) || tx_parent(c, t) != NULL)
			continue;
		look_at(v, t->request);
		if (!HOLDS(v, FAX_ASKED, t->method == METHOD_INVITE && asks_for_fax(t->request)) ||
		    !HOLDS(v, REFUSED_FOR_GOOD, (refusal = refusal_of(t)) != NULL) ||
		    !HOLDS(v, NOT_RESOLVED, !was_taken_later(t)))
			continue;
		const struct tx *bye = dialog_request(c, refusal, METHOD_BYE);
		int64_t gap = bye != NULL ? msg_gap(refusal, bye->request) : NO_TIME;

		v->at = refusal;
		SAY(v, EVIDENCE_MESSAGE, "INVITE", refusal, refusal->code >= 300 ? "fax-refused" : "fax-port-zero", 0,
		    verdict_id(v, t->request), verdict_start(v, refusal), verdict_id(v, refusal));
		verdict_proves(v, refusal, sent_by_caller(c, refusal) ? "caller" : "callee");
		if (refusal->code >= 300)
			verdict_also_code(v, refusal);
		if (gap != NO_TIME && gap <= FAX_GIVEN_UP)
			SAY(v, EVIDENCE_TIMER, "BYE", bye->request, "fax-given-up", 0, verdict_seconds(v, gap),
			    verdict_id(v, bye->request));
		else
			verdict_severity(v, SEVERITY_WARNING);
		return true;
	}
	return false;
}
