/* SPDX-License-Identifier: MIT */
/* What is wrong with credentials that were refused: RFC 3261 §22, RFC 7616 §3.4, RFC 8760. */
#include "base/literals.h"
#include "diagnose/rules/causes.h"
#include "diagnose/rules/logins.h"

struct refused {
	const struct call *c;
	const struct sent *sent;
	const struct asked *asked;
	const struct login *good;	/* these very credentials, before; NULL */
};

enum opinion { FINE, FAULT, UNKNOWN, UNSEEN };	/* UNSEEN: it would be a rare fault, and nothing here could show it */

/* ---- one thing that may be wrong each ---- */

static enum opinion
opinion_of_empty(const struct refused *r)
{
	return r->sent->is.nonce.n == 0 || r->sent->is.response.n == 0 ? FAULT : FINE;
}

static bool
belongs_to(enum header_id credentials, enum header_id challenge)
{
	return (challenge == H_WWW_AUTHENTICATE) == (credentials == H_AUTHORIZATION);
}

/*
 * Authorization for a 407, or Proxy-Authorization for a 401: a fault, unless the right header is there as well, with
 * credentials that may be the same.
 */
static enum opinion
opinion_of_header(const struct refused *r)
{
	struct sent all[MOST_REALMS];
	size_t n;

	if (belongs_to(r->sent->header, r->asked->header))
		return FINE;
	n = digest_sent(r->sent->in, all);
	for (size_t i = 0; i < n; i++)
		if (belongs_to(all[i].header, r->asked->header))
			return UNKNOWN;
	return FAULT;
}

static enum opinion
opinion_of_realm(const struct refused *r)
{
	return slice_eq(r->sent->is.realm, r->asked->is.realm) ? FINE : FAULT;
}

/* MD5 where nothing is said; one realm may be asked for with several. */
static struct slice
algorithm_of(struct slice said)
{
	return said.n > 0 ? said : SLICE("MD5");
}

static enum opinion
opinion_of_algorithm(const struct refused *r)
{
	struct asked offered[MOST_REALMS];
	size_t n = digest_asked(r->asked->in, offered);

	for (size_t i = 0; i < n; i++)
		if (slice_eq(offered[i].is.realm, r->asked->is.realm) &&
		    slice_eq_nocase(algorithm_of(offered[i].is.algorithm), algorithm_of(r->sent->is.algorithm)))
			return FINE;
	return FAULT;
}

/* Many servers take credentials without qop all the same. */
static enum opinion
opinion_of_qop(const struct refused *r)
{
	struct slice rest = r->asked->is.qop;

	if (r->sent->is.qop.n == 0)
		return rest.n == 0 ? FINE : UNKNOWN;
	while (rest.n > 0)
		if (slice_eq_nocase(slice_trim(slice_cut(&rest, ',')), r->sent->is.qop))
			return FINE;
	return FAULT;
}

static bool
was_sent_to_who_asked(const struct msg *request, const struct msg *challenge)
{
	return request->where.dst.family == 0 || challenge->where.src.family == 0 ||
	    addr_same_ip(&request->where.dst, &challenge->where.src);
}

/* Sent to who asked, and refused too: then it is not for the other address that they are. */
static bool
is_refused_there_too(const struct refused *r)
{
	for (const struct msg *m = r->c->first; m != NULL; m = m->next) {
		struct sent sent[MOST_REALMS];
		struct asked asked;

		if (m->is_response || !(m->facts & MSG_CREDENTIALS) || m->tx->final == NULL || m->tx->final->code < 400)
			continue;
		size_t n = digest_sent(m, sent);
		for (size_t i = 0; i < n; i++)
			if (digest_newest(&sent[i], &asked) && slice_eq(asked.is.nonce, sent[i].is.nonce) &&
			    was_sent_to_who_asked(m, asked.in))
				return true;
	}
	return false;
}

static enum opinion
opinion_of_server(const struct refused *r)
{
	if (r->sent->in->where.dst.family == 0 || r->asked->in->where.src.family == 0)
		return UNSEEN;
	if (was_sent_to_who_asked(r->sent->in, r->asked->in))
		return FINE;
	return is_refused_there_too(r) ? UNKNOWN : FAULT;
}

/* The nonce was used with that count before, and taken then. */
static enum opinion
opinion_of_count(const struct refused *r)
{
	const struct credentials *now = &r->sent->is;

	if (now->has_nc && r->good != NULL && r->good->has_nc && r->good->nc >= now->nc)
		return FAULT;
	for (const struct msg *m = r->sent->in->prev; m != NULL && now->has_nc; m = m->prev) {
		struct sent sent[MOST_REALMS];

		if (m->is_response || !(m->facts & MSG_CREDENTIALS) || m->tx == r->sent->in->tx || m->tx->success == NULL)
			continue;
		size_t n = digest_sent(m, sent);
		for (size_t i = 0; i < n; i++)
			if (sent[i].is.has_nc && slice_eq(sent[i].is.nonce, now->nonce) && sent[i].is.nc >= now->nc)
				return FAULT;
	}
	return FINE;
}

static bool
names_the_uri(struct slice phrase)
{
	return slice_find_nocase(phrase, SLICE("uri")) != NULL && literals_stand_in(&literals_mismatch, phrase);
}

/* What the digest uri has to agree with: what the refusal names, else the Request-URI where its sender put it. */
static struct slice
wanted_uri(const struct msg *request)
{
	const struct msg *final = request->tx->final;
	struct slice phrase = final != NULL ? PART(msg_index(final), phrase) : SLICE_NONE;

	if (!names_the_uri(phrase))
		return request->vias == 1 ? MSG(request, uri) : SLICE_NONE;
	if (literals_stand_in(&literals_to_header, phrase))
		return header_uri(MSG(request, to), NULL);
	return slice_find_nocase(phrase, SLICE("from")) ? header_uri(MSG(request, from), NULL) : MSG(request, uri);
}

static enum opinion
opinion_of_uri(const struct refused *r)
{
	const struct msg *m = r->sent->in;
	struct slice wanted = wanted_uri(m);
	bool named = m->tx->final != NULL && names_the_uri(PART(msg_index(m->tx->final), phrase));

	if (wanted.n == 0 || r->sent->is.uri.n == 0)
		return FINE;
	if (named)
		return slice_eq(r->sent->is.uri, wanted) ? UNKNOWN : FAULT;
	return uri_same(r->sent->is.uri, wanted) ? FINE : FAULT;
}

/* ---- which of them it is ---- */

/* In this order: what is wrong for every server stands before what only some refuse. */
static const char *const tokens[] = {
	"empty", "wrong-header", "wrong-realm", "algorithm", "qop", "other-server", "nonce-count", "digest-uri",
};
static enum opinion (*const opinions[])(const struct refused *) = {
	opinion_of_empty, opinion_of_header, opinion_of_realm, opinion_of_algorithm, opinion_of_qop, opinion_of_server,
	opinion_of_count, opinion_of_uri,
};
enum { EMPTY, HEADER, REALM, ALGORITHM, QOP, SERVER, COUNT, URI, JUDGES, BY_THEMSELVES = QOP + 1 };

static void
say_pair(struct verdict *v, const struct refused *r, const char *key, struct slice sent, struct slice wanted)
{
	SAY(v, EVIDENCE_HEADER, header_name(r->sent->header), r->sent->in, key, 0, verdict_text(v, sent),
	    verdict_text(v, wanted));
}

static void
say_fault(struct verdict *v, const struct refused *r, int which)
{
	const struct credentials *sent = &r->sent->is;
	const struct challenge *asked = &r->asked->is;
	const struct msg *m = r->sent->in, *challenge = r->asked->in;

	switch (which) {
	case EMPTY:
		SAY(v, EVIDENCE_HEADER, header_name(r->sent->header), m, "digest-empty", 0,
		    sent->nonce.n == 0 ? "nonce" : "response", verdict_id(v, m), verdict_id(v, challenge));
		break;
	case HEADER:
		SAY(v, EVIDENCE_HEADER, header_name(r->sent->header), m, "digest-header", 0, header_name(r->asked->header),
		    header_name(r->sent->header), header_name(r->asked->header == H_WWW_AUTHENTICATE ? H_AUTHORIZATION :
		    H_PROXY_AUTHORIZATION));
		break;
	case REALM:
		say_pair(v, r, "digest-realm-differs", sent->realm, asked->realm);
		break;
	case ALGORITHM:
		say_pair(v, r, "digest-algorithm-differs", algorithm_of(sent->algorithm), algorithm_of(asked->algorithm));
		break;
	case QOP:
		say_pair(v, r, "digest-qop-differs", sent->qop, asked->qop.n > 0 ? asked->qop : SLICE("-"));
		break;
	case SERVER:
		SAY(v, EVIDENCE_HEADER, header_name(r->sent->header), m, "digest-server", 0, verdict_text(v, sent->nonce),
		    verdict_addr(v, &challenge->where.src), verdict_addr(v, &m->where.dst), verdict_id(v, challenge));
		break;
	case COUNT:
		SAY(v, EVIDENCE_HEADER, header_name(r->sent->header), m, "digest-count", sent->nc, verdict_id(v, m));
		break;
	case URI:
		say_pair(v, r, "digest-uri-differs", sent->uri, wanted_uri(m));
		break;
	}
}

/* Nothing else is wrong. A user that was let in for the same From before is known to be right. */
static void
state_user_or_password(struct verdict *v, const struct sent *sent)
{
	const struct login *good = v->spans != NULL ? login_of(v->spans, sent) : NULL;

	if (good != NULL && !slice_eq(slice_head(sent->is.username, LOGIN_USER_MAX - 1), slice_of(good->user))) {
		SAY(v, EVIDENCE_HEADER, header_name(sent->header), sent->in, "digest-user", 0,
		    verdict_text(v, sent->is.username), verdict_text(v, slice_of(good->user)), verdict_spot(v, good->request));
		verdict_proves(v, sent->in, "user");
		return;
	}
	if (good != NULL)
		verdict_excludes(v, sent->in, "user");
	verdict_proves(v, sent->in, "password");
}

/* The header ends with a message that was captured in part only: more of it was sent. */
static bool
ends_with_capture(const struct msg *m, struct slice header)
{
	return (m->frame_flags & FRAME_CUT) && header.p != NULL && header.p + header.n >= m->bytes.p + m->bytes.n;
}

static bool
is_torn(const struct sent *sent, const struct asked *asked)
{
	return ends_with_capture(sent->in, sent->value) || ends_with_capture(asked->in, msg_header(asked->in, asked->header));
}

void
causes_of_bad_credentials(const struct call *c, struct verdict *v, const struct sent *sent, const struct asked *asked,
    bool means_login)
{
	const struct refused r = { c, sent, asked, v->spans != NULL ? login_with_nonce(v->spans, sent) : NULL };
	bool all_fine = true;

	if (is_torn(sent, asked))
		return;
	for (int i = 0; i < JUDGES; i++) {
		enum opinion o = opinions[i](&r);

		all_fine = all_fine && (o == FINE || o == UNSEEN);
		if (o == FAULT && finding_cause(&v->f) == NULL) {
			say_fault(v, &r, i);
			verdict_proves(v, sent->in, tokens[i]);
			if (i == URI)
				v->f.confidence = CONFIDENCE_LIKELY;
		} else if (o == FINE) {
			verdict_excludes(v, sent->in, tokens[i]);
		}
	}
	if (all_fine && means_login)
		state_user_or_password(v, sent);
}

bool
causes_show_bad_credentials(const struct sent *sent, const struct asked *asked)
{
	const struct refused r = { NULL, sent, asked, NULL };

	for (int i = 0; i < BY_THEMSELVES && !is_torn(sent, asked); i++)
		if (opinions[i](&r) == FAULT)
			return true;
	return false;
}

/* ---- auth.stale-nonce ---- */

/* A nonce answered within a second can't have run out: who asked does not know it any more. */
void
causes_of_stale_rounds(struct verdict *v, const struct tx *first, const struct tx *last)
{
	bool fresh = true, old = true;

	for (const struct tx *t = first; t != NULL; t = t == last ? NULL : t->next) {
		struct sent sent[MOST_REALMS];
		struct asked asked;

		if (t->method != last->method || t->request == NULL || !(t->request->facts & MSG_CREDENTIALS))
			continue;
		if (digest_sent(t->request, sent) != 1 || !digest_newest(&sent[0], &asked))
			return;
		bool newest = slice_eq(asked.is.nonce, sent[0].is.nonce);
		int64_t gap = msg_gap(asked.in, t->request);
		fresh = fresh && newest && gap != NO_TIME && gap < NONCE_FRESH;
		old = old && !newest;
	}
	if (fresh)
		verdict_proves(v, last->request, "not-shared");
	else if (old)
		verdict_proves(v, last->request, "old-nonce");
}
