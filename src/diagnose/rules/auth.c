/* auth.*: challenges and what came back (RFC 3261 §22, RFC 7616). */
#include "diagnose/rules/rules.h"

enum { MOST_REALMS = 8, ROUNDS = 3 };

static bool
is_challenged(const struct tx *t)
{
	return t->final != NULL && (t->final->code == 401 || t->final->code == 407);
}

static bool
has_credentials(const struct tx *t)
{
	return t->request != NULL && (t->request->facts & MSG_CREDENTIALS);
}

/* It, or a later request like it, went well in the end: what happened on the way is nobody's business. */
static bool
went_well(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->success != NULL && n->method == t->method && n->success->number > t->first->number &&
		    tx_is_initial(n) == tx_is_initial(t) && (tx_is_initial(t) || slice_eq(n->from_tag, t->from_tag)))
			return true;
	return false;
}

static bool
is_challenge_header(enum header_id id)
{
	return id == H_WWW_AUTHENTICATE || id == H_PROXY_AUTHENTICATE;
}

static bool
is_credentials_header(enum header_id id)
{
	return id == H_AUTHORIZATION || id == H_PROXY_AUTHORIZATION;
}

/* The Digest challenges of a response, at most MOST_REALMS. */
static size_t
challenges_of(const struct msg *m, struct challenge out[MOST_REALMS])
{
	const struct message *index = msg_index(m);
	size_t n = 0;

	for (size_t i = 0; i < index->header_count; i++) {
		struct slice rest = index->headers[i].value;

		if (!is_challenge_header(index->headers[i].id))
			continue;
		while (n < MOST_REALMS && challenge_next(&rest, &out[n]))
			if (slice_eq_nocase(out[n].scheme, SLICE("Digest")))
				n++;
	}
	return n;
}

static size_t
credentials_of(const struct msg *m, struct credentials out[MOST_REALMS])
{
	const struct message *index = msg_index(m);
	size_t n = 0;

	for (size_t i = 0; i < index->header_count && n < MOST_REALMS; i++)
		if (is_credentials_header(index->headers[i].id) && credentials_parse(&out[n], index->headers[i].value))
			n++;
	return n;
}

static const struct challenge *
challenge_for(const struct challenge *list, size_t n, struct slice realm)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(list[i].realm, realm))
			return &list[i];
	return NULL;
}

static const struct credentials *
credentials_for(const struct credentials *list, size_t n, struct slice realm)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(list[i].realm, realm))
			return &list[i];
	return NULL;
}

static const struct challenge *
challenge_with(const struct challenge *list, size_t n, struct slice nonce)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(list[i].nonce, nonce))
			return &list[i];
	return NULL;
}

/* The newest challenge these credentials can be meant for: of their realm, or with their nonce under another one. */
static bool
newest_challenge(const struct msg *request, const struct credentials *sent, struct challenge *out)
{
	struct challenge list[MOST_REALMS];

	for (const struct msg *m = request->prev; m != NULL; m = m->prev) {
		if (!m->is_response || !(m->facts & MSG_CHALLENGE))
			continue;
		size_t n = challenges_of(m, list);
		const struct challenge *one = challenge_for(list, n, sent->realm);
		if (one == NULL)
			one = challenge_with(list, n, sent->nonce);
		if (one != NULL) {
			*out = *one;
			return true;
		}
	}
	return false;
}

/* ---- auth.challenge-ignored ---- */

/* None of the later attempts brings credentials either. */
static bool
ever_answered(const struct tx *t)
{
	for (t = tx_retry(t); t != NULL; t = tx_retry(t))
		if (has_credentials(t))
			return true;
	return false;
}

static bool
is_delivered(const struct tx *t)
{
	return t->method != METHOD_INVITE || t->ack != NULL || t->final_copies < 3;
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

bool
find_challenge_ignored(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!is_challenged(t) || t->request == NULL || has_credentials(t) || tx_parent(c, t) != NULL ||
		    !msg_is_whole(t->request) || went_well(c, t) || ever_answered(t) || !is_delivered(t))
			continue;
		const struct tx *next = tx_retry(t);
		if (next == NULL && went_on_unseen(c, t))
			continue;
		if (next == NULL && !call_goes_on(c, t->final, TIMER_64_T1))
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

/* ---- auth.bad-credentials ---- */

static void
say_if_differs(struct verdict *v, const struct msg *m, const char *key, struct slice sent, struct slice wanted)
{
	if (sent.n > 0 && wanted.n > 0 && !slice_eq_nocase(sent, wanted))
		SAY(v, EVIDENCE_HEADER, "Authorization", m, key, 0, verdict_text(v, sent), verdict_text(v, wanted));
}

static void
say_credentials(struct verdict *v, const struct tx *t, const struct credentials *sent, const struct challenge *asked)
{
	SAY(v, EVIDENCE_HEADER, "Authorization", t->request, "credentials-refused", 0, verdict_text(v, sent->username),
	    verdict_text(v, sent->realm), verdict_id(v, t->request), verdict_start(v, t->final));
	say_if_differs(v, t->request, "digest-realm-differs", sent->realm, asked->realm);
	say_if_differs(v, t->request, "digest-uri-differs", sent->uri, t->request->uri);
	say_if_differs(v, t->request, "digest-algorithm-differs", sent->algorithm, asked->algorithm);
}

/* A 403 that says no more may mean the password; one with a reason of its own means that reason. */
static bool
is_plain_refusal(const struct msg *m)
{
	struct slice phrase = msg_index(m)->phrase;

	if (m->code != 403 || (m->facts & MSG_REASON) || msg_header(m, H_WARNING).p != NULL)
		return false;
	return phrase.n == 0 || slice_starts_nocase(phrase, SLICE("Forbidden")) ||
	    slice_find_nocase(phrase, SLICE("auth")) || slice_find_nocase(phrase, SLICE("password")) ||
	    slice_find_nocase(phrase, SLICE("credential"));
}

/* Some tell by the phrase what stale=true is there for. */
static bool
names_the_nonce(const struct msg *m)
{
	struct slice phrase = msg_index(m)->phrase;

	return slice_find_nocase(phrase, SLICE("nonce")) || slice_find_nocase(phrase, SLICE("stale"));
}

/* Were these credentials made for the newest nonce, and refused without a word of its age? */
static bool
refuses(const struct tx *t, const struct credentials *sent, struct challenge *asked)
{
	struct challenge again[MOST_REALMS];

	if (!newest_challenge(t->request, sent, asked) || !slice_eq(asked->nonce, sent->nonce))
		return false;
	if (!is_challenged(t))
		return is_plain_refusal(t->final);
	if (names_the_nonce(t->final))
		return false;
	size_t n = challenges_of(t->final, again);
	const struct challenge *same = challenge_for(again, n, asked->realm);
	return same != NULL && !same->stale && n == 1;
}

bool
find_bad_credentials(const struct call *c, struct verdict *v)
{
	struct credentials sent[MOST_REALMS];
	struct challenge asked;

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->final == NULL || t->final->code < 400 || !has_credentials(t) || tx_parent(c, t) != NULL ||
		    went_well(c, t))
			continue;
		size_t n = credentials_of(t->request, sent);
		for (size_t i = 0; i < n; i++) {
			if (!refuses(t, &sent[i], &asked))
				continue;
			v->at = t->final;
			if (!is_challenged(t))
				v->f.confidence = CONFIDENCE_LIKELY;
			say_credentials(v, t, &sent[i], &asked);
			return true;
		}
	}
	return false;
}

/* ---- auth.stale-nonce ---- */

static bool
is_stale_round(const struct tx *t)
{
	struct challenge list[MOST_REALMS], newest;
	struct credentials sent[MOST_REALMS];
	size_t n = challenges_of(t->final, list);

	for (size_t i = 0; i < n; i++)
		if (list[i].stale)
			return true;
	n = credentials_of(t->request, sent);
	for (size_t i = 0; i < n; i++)
		if (newest_challenge(t->request, &sent[i], &newest) && !slice_eq(newest.nonce, sent[i].nonce))
			return true;
	return false;
}

bool
find_stale_nonce(const struct call *c, struct verdict *v)
{
	const struct tx *first = NULL;
	unsigned rounds = 0;

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->success != NULL && rounds < ROUNDS)
			rounds = 0;
		if (!is_challenged(t) || !has_credentials(t) || !tx_is_first_sight(c, t) || !is_stale_round(t))
			continue;
		if (rounds++ == 0)
			first = t;
		v->at = t->final;
	}
	if (rounds < ROUNDS)
		return false;
	SAY(v, EVIDENCE_COUNT, "stale", v->at, "stale-rounds", rounds, verdict_id(v, first->final), verdict_id(v, v->at));
	verdict_header(v, v->at, v->at->code == 401 ? H_WWW_AUTHENTICATE : H_PROXY_AUTHENTICATE);
	return true;
}

/* ---- auth.cseq-not-raised ---- */

bool
find_cseq_not_raised(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct tx *next = is_challenged(t) && tx_parent(c, t) == NULL ? tx_retry(t) : NULL;

		if (next == NULL || !has_credentials(next) || next->cseq != t->cseq || t->request == NULL ||
		    has_credentials(t) || went_well(c, next))
			continue;
		v->at = next->request;
		SAY(v, EVIDENCE_HEADER, "CSeq", next->request, "cseq-same", 0, verdict_uint(v, t->cseq),
		    verdict_id(v, t->request), verdict_id(v, next->request));
		if (next->final != NULL)
			verdict_also_code(v, next->final);
		return true;
	}
	return false;
}

/* ---- auth.realm-unanswered ---- */

bool
find_realm_unanswered(const struct call *c, struct verdict *v)
{
	struct challenge asked[MOST_REALMS];
	struct credentials sent[MOST_REALMS];

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct tx *next = is_challenged(t) && tx_parent(c, t) == NULL ? tx_retry(t) : NULL;

		if (next == NULL || !has_credentials(next) || next->final == NULL || went_well(c, next))
			continue;
		size_t n = challenges_of(t->final, asked), given = credentials_of(next->request, sent);
		for (size_t i = 0; i < n; i++) {
			if (credentials_for(sent, given, asked[i].realm) != NULL || n < 2)
				continue;
			v->at = next->final;
			SAY(v, EVIDENCE_HEADER, "realm", next->request, "realm-unanswered", (double)n,
			    verdict_id(v, t->final), verdict_text(v, asked[i].realm), verdict_id(v, next->request));
			return true;
		}
	}
	return false;
}
