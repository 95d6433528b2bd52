/* SPDX-License-Identifier: MIT */
/* auth.new-call-id: a client that answers each challenge as another call (RFC 3261 §8.1.3.5). */
#include "base/recall.h"
#include "diagnose/calls/digest.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/spans.h"

enum { ATTEMPTS = 1024 };

/* The latest challenge to a sender, whatever its call; by who to whom from where. */
struct attempt {
	uint64_t call, nonce;
	int64_t time;
	struct spot spot;
	/* Valid while the call is judged whose request answered it. */
	uint64_t answered_by;
	struct spot answered;
};

void *
span_attempts_open(void)
{
	return span_table(RECALL(struct attempt, ATTEMPTS));
}

void
span_attempts_end(void *state, struct spans *s)
{
	(void)state;
	(void)s;
}

static uint64_t
key_of(const struct tx *t)
{
	uint64_t key = slice_hash(header_uri(MSG(t->request, from), NULL)) * 31 +
	    slice_hash(header_uri(MSG(t->request, to), NULL));

	return key * 31 + (t->client.family != 0 ? addr_hash(&t->client, false) : 0) + (uint64_t)t->method;
}

static bool
is_attempt(const struct call *c, const struct tx *t)
{
	return tx_is_challenged(t) && t->request != NULL && tx_is_initial(t) && tx_parent(c, t) == NULL && t->method != METHOD_BYE;
}

/* It begins a call with credentials for the challenge of another one, just now. */
static bool
answers(const struct attempt *a, const struct call *c, const struct tx *t)
{
	struct sent sent[MOST_REALMS];
	size_t n = a->call != c->hash && tx_has_credentials(t) ? digest_sent(t->request, sent) : 0;
	int64_t gap = n == 0 || a->time == NO_TIME || t->request->where.time == NO_TIME ? NO_TIME : t->request->where.time - a->time;

	if (gap != NO_TIME && (gap < 0 || gap > NEW_CALL_WITHIN))
		return false;
	for (size_t i = 0; i < n; i++)
		if (slice_hash(sent[i].is.nonce) == a->nonce)
			return true;
	return false;
}

void
span_attempts_call(void *state, const struct call *c, struct spans *s)
{
	struct asked asked[MOST_REALMS];

	(void)s;
	if (!(c->facts & HAS_CHALLENGE))
		return;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!is_attempt(c, t) || digest_asked(t->final, asked) == 0)
			continue;
		bool fresh;
		struct attempt *a = recall_use(state, key_of(t), &fresh);
		bool answered = !fresh && answers(a, c, t);
		struct spot before = a->spot;
		*a = (struct attempt){ .call = c->hash, .nonce = slice_hash(asked[0].is.nonce), .time = t->final->where.time,
		    .spot = msg_spot(t->final) };
		if (answered) {
			a->answered_by = t->request->number;
			a->answered = before;
		}
	}
}

bool
find_new_call_id(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!is_attempt(c, t))
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, NOT_RESOLVED, !tx_went_well(c, t)))
			continue;
		const struct attempt *a = recall_find(spans_state(v->spans, SPAN_attempts), key_of(t));
		if (!HOLDS(v, ANSWERS_OTHER_CALL, a != NULL && a->answered_by == t->request->number))
			continue;
		v->at = t->final;
		SAY(v, EVIDENCE_HEADER, "Call-ID", t->request, "answered-as-new-call", 0, verdict_id(v, t->request),
		    verdict_spot(v, a->answered), verdict_start(v, t->final), verdict_id(v, t->final));
		verdict_also_code(v, t->final);
		return true;
	}
	return false;
}
