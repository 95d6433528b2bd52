/* SPDX-License-Identifier: MIT */
/* auth.new-call-id: a client that answers each challenge as another call (RFC 3261 §8.1.3.5). */
#include "base/recall.h"
#include "diagnose/calls/digest.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/calls/recent.h"
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

/* The next request that came soon after the response, of the same sender under another Call-ID; NULL: none. */
static const struct request_seen *
next_attempt(const struct recent *recent, struct recent_walk *walk, const struct msg *after)
{
	const struct tx *t = after->tx;
	uint64_t from = slice_hash(header_uri(MSG(t->request, from), NULL));
	const struct request_seen *s;

	while ((s = recent_next(recent, walk)) != NULL) {
		if (s->time != NO_TIME && after->where.time != NO_TIME && s->time - after->where.time > NEW_CALL_WITHIN)
			return NULL;
		if (s->call != t->call->hash && s->from == from && s->method == t->method &&
		    (t->client.family == 0 || addr_same_ip(&s->client, &t->client)))
			return s;
	}
	return NULL;
}

bool
answered_as_new_call(const struct recent *recent, const struct msg *challenge)
{
	const struct tx *t = challenge->tx;
	struct recent_walk walk = recent_after(recent, challenge->number);
	const struct request_seen *s;

	if (!tx_is_challenged(t) || t->request == NULL || !tx_is_initial(t))
		return false;
	while ((s = next_attempt(recent, &walk, challenge)) != NULL)
		if (s->has_credentials)
			return true;
	return false;
}

bool
subscribed_anew(const struct recent *recent, const struct msg *gone)
{
	const struct tx *t = gone->tx;
	struct recent_walk walk = recent_after(recent, gone->number);
	const struct request_seen *s;
	struct uri to;

	if (t->method != METHOD_SUBSCRIBE || gone->code != 481 || t->request == NULL ||
	    !uri_parse(&to, header_uri(MSG(t->request, to), NULL)))
		return false;
	while ((s = next_attempt(recent, &walk, gone)) != NULL)
		if (s->user == recent_hash(to.user))
			return true;
	return false;
}

static bool
is_persons(int code)
{
	return code == 486 || code == 487 || code == 600 || code == 603;
}

/* Without addresses the host that was asked tells servers apart. */
static bool
is_another_server(const struct request_seen *s, const struct tx *t, const struct uri *uri)
{
	if (t->server.family != 0 && s->server.family != 0)
		return !addr_same_ip(&s->server, &t->server);
	return s->host != recent_hash(uri->host);
}

/* Of one call it was tried there in vain as often as shows a dead address. */
static bool
is_tried_on(const struct tx *tried)
{
	unsigned n = 0;

	for (const struct tx *t = tried->call->txs; t != NULL; t = t->next)
		n += t->method == tried->method && t->success == NULL && addr_eq(&t->server, &tried->server);
	return n >= FAIL_OVERS;
}

bool
registered_elsewhere(const struct recent *recent, const struct hosts *hosts, const struct msg *failure)
{
	const struct tx *t = failure->tx;
	struct recent_walk walk = recent_after(recent, failure->number);
	const struct request_seen *s;

	if (t->method != METHOD_REGISTER || t->request == NULL || t->server.family == 0 || is_tried_on(t) ||
	    (failure->is_response && failure->code != 408 && (failure->code < 500 || failure->code > 599)))
		return false;
	while ((s = next_attempt(recent, &walk, failure)) != NULL) {
		int64_t answered = hosts_last(hosts, &s->server, &s->client);

		if (s->server.family != 0 && !addr_same_ip(&s->server, &t->server) && answered != NO_TIME && s->time != NO_TIME && answered >= s->time)
			return true;
	}
	return false;
}

const struct answer_seen *
answered_over_another(const struct recent *recent, const struct msg *failure)
{
	const struct tx *t = failure->tx;
	struct recent_walk walk = recent_after(recent, failure->number);
	const struct answer_seen *answer;
	const struct request_seen *s;
	struct uri uri;

	if (t->method != METHOD_INVITE || t->request == NULL || !tx_is_initial(t) ||
	    (failure->is_response && (failure->code < 400 || is_persons(failure->code))) || tx_is_challenged(t) || !uri_parse(&uri, MSG(t->request, uri)) || uri.user.n == 0)
		return NULL;
	while ((s = next_attempt(recent, &walk, failure)) != NULL)
		if (s->user == recent_hash(uri.user) && is_another_server(s, t, &uri) &&
		    (answer = recent_answer(recent, s->call)) != NULL && answer->number > s->number)
			return answer;
	return NULL;
}
