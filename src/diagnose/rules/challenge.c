/* SPDX-License-Identifier: MIT */
/* auth.*: challenges and credentials that never met (RFC 3261 §22). */
#include "diagnose/calls/digest.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/rules/below.h"
#include "diagnose/rules/elsewhere.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/spans.h"

/* ---- auth.challenge-ignored: a proxy in between took the credentials ---- */

/* That hop asks for the credentials that the request had before, and does not get them. */
static bool
lacks_what_was_sent(const struct tx *n, const struct tx *t)
{
	struct asked asked[MOST_REALMS];
	struct sent sent[MOST_REALMS];

	if (!tx_is_challenged(n) || n->request == NULL || tx_has_credentials(n) || !msg_is_whole(n->request))
		return false;
	size_t given = digest_sent(t->request, sent), wanted = digest_asked(n->final, asked);
	for (size_t i = 0; i < wanted; i++)
		if (sent_for_realm(sent, given, asked[i].is.realm) != NULL)
			return true;
	return false;
}

/* Behind a server, or behind a router that reads along. */
const struct tx *
tx_stripped_behind(const struct call *c, const struct tx *t)
{
	if (!(c->facts & HAS_HOPS))
		return NULL;
	for (const struct tx *n = tx_child(c, t, NULL); n != NULL; n = tx_child(c, t, n))
		if (lacks_what_was_sent(n, t))
			return n;
	for (const struct tx *n = tx_other_point(c, t, NULL); n != NULL; n = tx_other_point(c, t, n))
		if (n->first->number > t->first->number && lacks_what_was_sent(n, t))
			return n;
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

/*
 * Digest without a nonce leaves nothing to answer (RFC 7616 §3.3). Where dots stand for it, somebody has shortened the text;
 * one that is there and can't be read, nonce=\"…\", a client may read all the same.
 */
static bool
can_be_answered(struct slice value)
{
	bool is_unclear = slice_find(value, SLICE("..")) != NULL || slice_find_nocase(value, SLICE("nonce")) != NULL;
	struct challenge one;

	while (challenge_next(&value, &one))
		if (one.nonce.p != NULL || !slice_eq_nocase(one.scheme, SLICE("Digest")) || is_unclear)
			return true;
	return false;
}

/* There is nothing in it that a client could answer. */
static bool
asks_for_nothing(const struct msg *final)
{
	enum header_id wanted = challenge_header(final->code);
	const struct message *index = msg_index(final);

	for (const struct header *h = message_header(index, wanted); h != NULL; h = message_next(index, h))
		if (can_be_answered(header_value(index, h)))
			return false;
	return true;
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

/*
 * A request within a dialog later on: the call was set up after all, only not in this trace. Where the challenged request
 * itself stands within the dialog, what comes later in it tells nothing of it.
 */
static bool
went_on_unseen(const struct call *c, const struct tx *t)
{
	if (t->request != NULL && MSG(t->request, to_tag).n > 0)
		return false;
	for (const struct tx *x = c->txs; x != NULL; x = x->next)
		if (x->request != NULL && x->request->number > t->final->number && !method_is(x, METHOD_CANCEL) &&
		    MSG(x->request, to_tag).n > 0)
			return true;
	return false;
}

/* What answers this challenge comes through the IPsec or TLS that the two agree on (RFC 3329), encrypted. */
static bool
goes_on_encrypted(const struct tx *t)
{
	struct slice offered = msg_header(t->final, H_SECURITY_SERVER);

	return slice_find_nocase(offered, SLICE("ipsec-")) != NULL || slice_find_nocase(offered, SLICE("tls")) != NULL;
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
		if (!tx_is_challenged(t) || tx_parent(c, t) != NULL)
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, WHOLE_MESSAGE, t->request != NULL && msg_is_whole(t->request)) ||
		    !HOLDS(v, NO_KEEP_ALIVE, !method_is(t, METHOD_OPTIONS) || !tx_is_initial(t)) ||
		    !HOLDS(v, NO_CREDENTIALS_FOLLOWED, !tx_has_credentials(t)) || !HOLDS(v, NOT_RESOLVED, !tx_went_well(c, t)) ||
		    !HOLDS(v, NO_CREDENTIALS_FOLLOWED, !ever_answered(t)) || !HOLDS(v, RESPONSE_DELIVERED, is_delivered(t)) ||
		    !HOLDS(v, CHALLENGE_READABLE, !(msg_is_whole(t->final) && asks_for_nothing(t->final))))
			continue;
		const struct tx *next = tx_retry(t);
		if (next == NULL && !HOLDS(v, NOT_CONTINUED_ELSEWHERE,
		    !went_on_unseen(c, t) && !answered_as_new_call(v->recent, t->final) && !goes_on_encrypted(t)))
			continue;
		if (next == NULL && (!outlasts(c, v, t->final, TIMER_64_T1) || is_back_only_now(c, v, t) ||
		    connection_is_torn(v->network, t->final)))
			return cannot_tell(c, v);
		if (next != NULL && !HOLDS(v, WHOLE_MESSAGE, next->request != NULL && msg_is_whole(next->request)))
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
		verdict_header(v, t->final, challenge_header(t->final->code));
		return true;
	}
	return false;
}

/* ---- auth.no-challenge ---- */

/* The same answer at another point, where the challenge stands in it. */
static const struct msg *
with_challenge(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = tx_other_point(c, t, NULL); n != NULL; n = tx_other_point(c, t, n))
		if (n->final != NULL && n->final->code == t->final->code && !asks_for_nothing(n->final))
			return n->final;
	return NULL;
}

bool
find_no_challenge(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		/* Who answers was asked: then the trace left the challenge out. */
		if (!tx_is_challenged(t) || tx_parent(c, t) != NULL)
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, NOT_RESOLVED, !tx_went_well(c, t)) || !HOLDS(v, WHOLE_MESSAGE, msg_is_whole(t->final)) ||
		    !HOLDS(v, NO_CREDENTIALS_FOLLOWED, !ever_answered(t)) || !HOLDS(v, NOTHING_TO_ANSWER, asks_for_nothing(t->final)))
			continue;
		const char *name = header_name(challenge_header(t->final->code));
		const struct msg *before = with_challenge(c, t);
		v->at = t->final;
		v->has_party = t->method != METHOD_REGISTER || before != NULL;
		v->party = before != NULL ? PARTY_NETWORK : PARTY_PROXY;
		if (before != NULL) {
			v->variant = "stripped";
			verdict_header(v, before, challenge_header(t->final->code));
		}
		SAY(v, EVIDENCE_MISSING, name, t->final, "no-challenge", 0, verdict_start(v, t->final), verdict_id(v, t->final), name);
		return true;
	}
	return false;
}

/* ---- request.branch-reused ---- */

/* The earlier transaction of that branch at the same hop. */
static const struct tx *
first_with_branch(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != t; n = n->next)
		if (n->method == t->method && n->cseq != t->cseq && n->request != NULL && slice_eq(n->branch, t->branch) &&
		    slice_eq_nocase(n->sent_by, t->sent_by) && slice_eq(n->from_tag, t->from_tag))
			return n;
	return NULL;
}

/* The old response again, after the new request. */
static const struct msg *
old_response_again(const struct tx *old, const struct tx *t)
{
	const struct msg *m = old->final != NULL ? msg_last_copy(old->final) : NULL;

	return m != NULL && m->number > t->request->number ? m : NULL;
}

bool
find_branch_reused(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->request == NULL || t->method == METHOD_ACK || t->method == METHOD_CANCEL)
			continue;
		look_at(v, t->request);
		if (!HOLDS(v, NO_PROGRESS, t->success == NULL && t->provisional == NULL && t->trying == NULL))
			continue;
		const struct tx *old = branch_is_unique(t->branch) ? first_with_branch(c, t) : NULL;
		if (!HOLDS(v, SAME_BRANCH, old != NULL))
			continue;
		const struct msg *again = old_response_again(old, t);
		if (t->final != NULL ? !HOLDS(v, CODE_FITS, t->final->code == 481) :
		    again == NULL && !silence_is_sure(c, v, t))
			continue;
		v->at = t->request;
		SAY(v, EVIDENCE_HEADER, "branch", t->request, "branch-again", 0, verdict_id(v, t->request),
		    verdict_id(v, old->request),
		    verdict_text(v, t->branch));
		if (again != NULL)
			SAY(v, EVIDENCE_MESSAGE, NULL, again, "old-response-again", 0, verdict_start(v, again), verdict_id(v, again));
		return true;
	}
	return false;
}
