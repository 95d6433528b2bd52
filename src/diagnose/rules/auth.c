/* SPDX-License-Identifier: MIT */
/* auth.*: challenges and what came back (RFC 3261 §22, RFC 7616). */
#include "base/literals.h"
#include "diagnose/rules/causes.h"
#include "diagnose/calls/digest.h"
#include "diagnose/rules/logins.h"
#include "diagnose/rules/rules.h"
#include "sip/reading.h"

/* ---- auth.bad-credentials ---- */

/* A phrase that names the login. */
static bool
names_authentication(const struct msg *m)
{
	return literals_stand_in(&literals_login_named, PART(msg_index(m), phrase));
}

/* A 403 may mean the password where nothing is asked for but to log in, or where it says so; else what it says. */
static bool
is_plain_refusal(const struct msg *m)
{
	struct slice phrase = PART(msg_index(m), phrase);

	if (m->code != 403 || (m->facts & MSG_REASON) || msg_header(m, H_WARNING).p != NULL)
		return false;
	return names_authentication(m) ||
	    (m->method == METHOD_REGISTER && (phrase.n == 0 || slice_starts_nocase(phrase, SLICE("Forbidden"))));
}

/* Some tell by the phrase what stale=true is there for. */
static bool
names_the_nonce(const struct msg *m)
{
	struct slice phrase = PART(msg_index(m), phrase);

	return slice_find_nocase(phrase, SLICE("nonce")) || slice_find_nocase(phrase, SLICE("stale"));
}

/* Were these credentials made for the newest nonce, and refused without a word of its age? */
static bool
refuses(const struct tx *t, const struct sent *sent, struct asked *asked)
{
	struct asked again[MOST_REALMS];
	struct slice auts;

	/* A SIM that is out of step answers with what the server needs to agree with it again (RFC 3310 §3.4). */
	if (header_param(sent->value, ',', SLICE("auts"), &auts))
		return false;
	if (!digest_newest(sent, asked) || (sent->is.nonce.n > 0 && !slice_eq(asked->is.nonce, sent->is.nonce)))
		return false;
	if (!tx_is_challenged(t))
		return is_plain_refusal(t->final) || (t->final->code == 403 && causes_show_bad_credentials(sent, asked));
	if (names_the_nonce(t->final))
		return false;
	size_t n = digest_asked(t->final, again);
	for (size_t i = 0; i < n; i++)		/* for several algorithms there are several; another realm is another server's */
		if (again[i].is.stale || !slice_eq(again[i].is.realm, asked->is.realm))
			return false;
	return n > 0;
}

/* A token has no nonce to compare: the server says itself that it takes it no more (RFC 8898, RFC 6750 §3.1). */
static bool
refuses_token(const struct tx *t)
{
	int code = t->final->code;

	return tx_is_challenged(t) &&
	    slice_starts_nocase(msg_header(t->request, credentials_header(code)), SLICE("Bearer ")) &&
	    slice_find_nocase(msg_header(t->final, challenge_header(code)), SLICE("invalid_token")) != NULL;
}

bool
find_bad_credentials(const struct call *c, struct verdict *v)
{
	struct sent sent[MOST_REALMS];
	struct asked asked;

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!tx_has_credentials(t) || tx_parent(c, t) != NULL)
			continue;
		look_at(v, t->final != NULL ? t->final : t->first);
		if (!HOLDS(v, RESPONSE_SEEN, t->final != NULL) ||
		    !HOLDS(v, NOT_RESOLVED, t->final->code >= 400 && !tx_went_well(c, t)) ||
		    !HOLDS(v, CREDENTIALS_ARRIVED, tx_stripped_behind(c, t) == NULL))
			continue;
		size_t n = digest_sent(t->request, sent);
		if (n == 0 && HOLDS(v, NEWEST_NONCE_REFUSED, refuses_token(t))) {
			v->at = t->final;
			verdict_header(v, t->final, challenge_header(t->final->code));
			return true;
		}
		for (size_t i = 0; i < n; i++) {
			if (!HOLDS(v, NEWEST_NONCE_REFUSED, refuses(t, &sent[i], &asked)))
				continue;
			struct credentials told;
			read_credentials(&told, sent[i].value, &v->f.arena);
			v->at = t->final;
			if (!tx_is_challenged(t) || sent[i].is.nonce.p == NULL)	/* a line that was cut tells no nonce */
				v->f.confidence = CONFIDENCE_LIKELY;
			SAY(v, EVIDENCE_HEADER, header_name(sent[i].header), t->request, "credentials-refused", 0,
			    verdict_text(v, told.username), verdict_text(v, told.realm), verdict_id(v, t->request),
			    verdict_start(v, t->final));
			causes_of_bad_credentials(c, v, &sent[i], &asked, tx_is_challenged(t) || names_authentication(t->final));
			return true;
		}
	}
	return false;
}

/* ---- auth.stale-nonce ---- */

static bool
is_stale_round(const struct tx *t)
{
	struct asked list[MOST_REALMS], newest;
	struct sent sent[MOST_REALMS];
	size_t n = digest_asked(t->final, list);

	for (size_t i = 0; i < n; i++)
		if (list[i].is.stale)
			return true;
	n = digest_sent(t->request, sent);
	for (size_t i = 0; i < n; i++)
		if (digest_newest(&sent[i], &newest) && newest.is.nonce.n > 0 && sent[i].is.nonce.n > 0 &&
		    !slice_eq(newest.is.nonce, sent[i].is.nonce))
			return true;
	return false;
}

/* Credentials refused for the age of their nonce: that happens once in a while, but not time after time. */
static bool
find_stale_rounds(const struct call *c, struct verdict *v)
{
	const struct tx *first = NULL;
	unsigned rounds = 0;

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->success != NULL && rounds < STALE_ROUNDS)
			rounds = 0;
		if (!tx_is_challenged(t) || !tx_has_credentials(t) || !tx_is_first_sight(c, t) || !is_stale_round(t))
			continue;
		if (rounds++ == 0)
			first = t;
		v->at = t->final;
	}
	if (first != NULL)
		look_at(v, first->final);
	if (!ENOUGH(v, STALE_ROUNDS, rounds, STALE_ROUNDS))
		return false;
	SAY(v, EVIDENCE_COUNT, "stale", v->at, "stale-rounds", rounds, verdict_id(v, first->final), verdict_id(v, v->at));
	verdict_header(v, v->at, challenge_header(v->at->code));
	causes_of_stale_rounds(v, first, v->at->tx);
	return true;
}

/* The next request like it that went well. */
static const struct msg *
good_after(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->success != NULL && n->method == t->method && n->success->number > t->final->number)
			return n->success;
	return NULL;
}

/*
 * Credentials that were good are challenged with a new nonce and nothing says that it was only too old: a client must
 * take that for a wrong password (RFC 7616 §3.3). One that tries again at once is not harmed.
 */
static bool
find_unmarked_nonce(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		struct asked asked[MOST_REALMS];
		struct sent sent[MOST_REALMS];

		if (!tx_is_challenged(t) || !tx_has_credentials(t) || tx_parent(c, t) != NULL)
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, NOT_CALLED_STALE, !names_the_nonce(t->final) && digest_asked(t->final, asked) == 1 &&
		    !asked[0].is.stale) ||
		    digest_sent(t->request, sent) != 1)
			continue;
		const struct login *good = login_with_nonce(v->spans, &sent[0]);
		if (!HOLDS(v, GOOD_BEFORE, good != NULL && !slice_eq(asked[0].is.nonce, sent[0].is.nonce) &&
		    !(good->has_nc && sent[0].is.has_nc && sent[0].is.nc <= good->nc)))
			continue;
		const struct msg *after = good_after(c, t);
		if (after == NULL ? !outlasts(c, v, t->final, NONCE_TRIED_AGAIN) :
		    !ENOUGH(v, TIME_ENOUGH, msg_gap(t->final, after), NONCE_TRIED_AGAIN))
			continue;
		v->at = t->final;
		SAY(v, EVIDENCE_MISSING, "stale=true", t->final, "nonce-not-marked", 0, verdict_spot(v, good->request),
		    verdict_spot(v, good->answer), verdict_id(v, t->request), verdict_id(v, t->final));
		verdict_header(v, t->final, asked[0].header);
		verdict_proves(v, t->final, "not-marked");
		return true;
	}
	return false;
}

bool
find_stale_nonce(const struct call *c, struct verdict *v)
{
	return find_stale_rounds(c, v) || find_unmarked_nonce(c, v);
}

/* ---- auth.cseq-not-raised ---- */

bool
find_cseq_not_raised(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!tx_is_challenged(t) || t->request == NULL || tx_parent(c, t) != NULL)
			continue;
		const struct tx *next = tx_retry(t);
		look_at(v, next != NULL ? next->request : t->final);
		if (!HOLDS(v, CREDENTIALS_FOLLOWED, next != NULL && tx_has_credentials(next) && !tx_has_credentials(t)) ||
		    !HOLDS(v, SAME_CSEQ, next->cseq == t->cseq) || !HOLDS(v, NOT_RESOLVED, !tx_went_well(c, next)))
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
	struct asked asked[MOST_REALMS];
	struct sent sent[MOST_REALMS];

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!tx_is_challenged(t) || tx_parent(c, t) != NULL)
			continue;
		const struct tx *next = tx_retry(t);
		look_at(v, t->final);
		if (!HOLDS(v, CREDENTIALS_FOLLOWED, next != NULL && tx_has_credentials(next)) ||
		    !HOLDS(v, RESPONSE_SEEN, next->final != NULL) ||
		    !HOLDS(v, NOT_RESOLVED, !tx_went_well(c, next)))
			continue;
		size_t n = digest_asked(t->final, asked), given = digest_sent(next->request, sent);
		if (!ENOUGH(v, SEVERAL_CHALLENGES, (int64_t)n, REALMS_AT_ONCE))
			continue;
		for (size_t i = 0; i < n; i++) {
			if (!HOLDS(v, REALM_LEFT_OUT, sent_for_realm(sent, given, asked[i].is.realm) == NULL))
				continue;
			v->at = next->final;
			SAY(v, EVIDENCE_HEADER, "realm", next->request, "realm-unanswered", (double)n,
			    verdict_id(v, t->final), verdict_text(v, asked[i].is.realm), verdict_id(v, next->request));
			return true;
		}
	}
	return false;
}
