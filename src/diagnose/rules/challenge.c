/* auth.*: challenges and credentials that never met (RFC 3261 §22). */
#include "diagnose/calls/digest.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/rules/rules.h"

/* ---- auth.challenge-ignored: a proxy in between took the credentials ---- */

const struct tx *
tx_stripped_behind(const struct call *c, const struct tx *t)
{
	struct asked asked[MOST_REALMS];
	struct sent sent[MOST_REALMS];

	for (const struct tx *n = c->facts & HAS_HOPS ? tx_child(c, t, NULL) : NULL; n != NULL; n = tx_child(c, t, n)) {
		if (!tx_is_challenged(n) || tx_has_credentials(n) || !msg_is_whole(n->request))
			continue;
		size_t given = digest_sent(t->request, sent), wanted = digest_asked(n->final, asked);
		for (size_t i = 0; i < wanted; i++)
			if (sent_for_realm(sent, given, asked[i].is.realm) != NULL)
				return n;
	}
	return NULL;
}

static bool
find_stripped(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct tx *behind = tx_has_credentials(t) && !tx_went_well(c, t) ? tx_stripped_behind(c, t) : NULL;

		if (behind == NULL)
			continue;
		v->at = behind->final;
		v->variant = "stripped";
		SAY(v, EVIDENCE_MISSING, "Authorization", behind->request, "credentials-stripped", 0, verdict_id(v, t->request),
		    verdict_id(v, behind->request), verdict_addr(v, &behind->client), verdict_start(v, behind->final));
		return true;
	}
	return false;
}

/* ---- auth.challenge-ignored: the client sent none ---- */

/* None of the later attempts brings credentials either. */
static bool
ever_answered(const struct tx *t)
{
	for (t = tx_retry(t); t != NULL; t = tx_retry(t))
		if (tx_has_credentials(t))
			return true;
	return false;
}

static bool
is_delivered(const struct tx *t)
{
	if (t->method == METHOD_INVITE)
		return t->ack != NULL || t->final_copies < FAILURE_COPIES;
	return t->request == NULL || msg_last_copy(t->request)->number < t->final->number;
}

/* A request within a dialog later on: the call was set up after all, only not in this trace. */
static bool
went_on_unseen(const struct call *c, const struct tx *t)
{
	for (const struct tx *x = c->txs; x != NULL; x = x->next)
		if (x->request != NULL && x->request->number > t->final->number && !method_is(x, METHOD_CANCEL) &&
		    x->request->to_tag.n > 0)
			return true;
	return false;
}

/* After a long pause it is back only now: what it did in between may be missing from the trace. */
static bool
is_back_only_now(const struct call *c, const struct verdict *v, const struct tx *t)
{
	return !c->trace_over && hosts_sent_after(v->hosts, &t->client, t->final->number, NO_TIME) &&
	    !hosts_sent_after(v->hosts, &t->client, t->final->number, c->now);
}

bool
find_challenge_ignored(const struct call *c, struct verdict *v)
{
	if (find_stripped(c, v))
		return true;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!tx_is_challenged(t) || t->request == NULL || tx_has_credentials(t) || tx_parent(c, t) != NULL ||
		    !msg_is_whole(t->request) || tx_went_well(c, t) || ever_answered(t) || !is_delivered(t))
			continue;
		const struct tx *next = tx_retry(t);
		if (next == NULL && went_on_unseen(c, t))
			continue;
		if (next == NULL && (!call_goes_on(c, t->final, TIMER_64_T1) || is_back_only_now(c, v, t)))
			return cannot_tell(c, v);
		if (next != NULL && (next->request == NULL || !msg_is_whole(next->request)))
			continue;
		v->at = t->final;
		if (next == NULL)
			v->f.confidence = CONFIDENCE_LIKELY;
		if (next != NULL)
			SAY(v, EVIDENCE_MISSING, "Authorization", next->request, "challenge-retried-without", 0,
			    verdict_start(v, t->final), verdict_id(v, t->final), verdict_id(v, next->request));
		else
			SAY(v, EVIDENCE_MISSING, "Authorization", t->final, "challenge-left", 0,
			    verdict_start(v, t->final), verdict_id(v, t->final));
		verdict_header(v, t->final, t->final->code == 401 ? H_WWW_AUTHENTICATE : H_PROXY_AUTHENTICATE);
		return true;
	}
	return false;
}
