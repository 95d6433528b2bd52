/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/incoming.h"

#include <stdlib.h>

/* Or may be: one of them is not told. */
static bool
same_place(const struct addr *a, const struct addr *b)
{
	return a->family == 0 || b->family == 0 || addr_eq(a, b);
}

/* Sent by the one who got it, got by the one who sent it: 2 when both fit, 0 when neither is known to. */
static int
answers(const struct tx *t, const struct incoming *a)
{
	bool from = same_place(&t->server, &a->where->src), to = same_place(&t->client, &a->where->dst);

	return from + to;
}

static bool
same_hop(const struct tx *t, const struct incoming *a)
{
	return same_place(&t->client, &a->where->src) && same_place(&t->server, &a->where->dst);
}

static bool
same_key(const struct tx *t, const struct incoming *a, enum method method)
{
	if (t->cseq != a->m->cseq || t->method != method)
		return false;
	if (slice_empty(t->branch) || slice_empty(a->branch))
		return slice_eq(t->from_tag, a->from_tag);
	return slice_eq(t->branch, a->branch) && (slice_eq(t->sent_by, a->sent_by) || slice_eq_nocase(t->sent_by, a->sent_by));
}

static bool
has_credentials(const struct message *m)
{
	return message_header(m, H_AUTHORIZATION) != NULL || message_header(m, H_PROXY_AUTHORIZATION) != NULL;
}

/* Some reuse the branch for the request with credentials: that is a new request all the same. */
static bool
is_retry(const struct tx *t, const struct incoming *a)
{
	return t->final != NULL && t->final->code >= 300 && t->request != NULL &&
	    ((t->request->facts & MSG_CREDENTIALS) != 0) != has_credentials(a->m);
}

static struct tx *
find_for_request(struct call *c, const struct incoming *a)
{
	struct tx *found = NULL;

	for (struct tx *t = c->txs; t != NULL; t = t->next)
		if (same_key(t, a, a->method) && same_hop(t, a) && !is_retry(t, a))
			found = t;
	return found;
}

static struct tx *
find_for_response(struct call *c, const struct incoming *a)
{
	struct tx *best = NULL;
	int best_score = 0;

	for (struct tx *t = c->txs; t != NULL; t = t->next) {
		int score = same_key(t, a, a->method) ? answers(t, a) : -1;

		if (score >= best_score) {
			best = t;
			best_score = score;
		}
	}
	return best;
}

/*
 * A router on the way puts its own address into the Via of requests, and doesn't take it out of what comes back: the client
 * knows its request by the branch (§17.1.3).
 */
static struct tx *
find_readdressed(struct call *c, const struct incoming *a)
{
	for (struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->cseq == a->m->cseq && t->method == a->method && t->request != NULL && branch_is_unique(t->branch) &&
		    slice_eq(t->branch, a->branch) && answers(t, a) == 2)
			return t;
	return NULL;
}

/* Its CSeq has no number, or names another method than its first line: what answers it can't be told by that. */
static bool
is_misnumbered(const struct msg *request)
{
	return request != NULL && (!request->has_cseq || msg_index(request)->cseq_method != request->method);
}

/* Nor where the response lacks it: somebody pasted no more of it, or a log leaves it out. */
static struct tx *
find_misnumbered(struct call *c, const struct incoming *a)
{
	bool lacks = message_header(a->m, H_CSEQ) == NULL;

	for (struct tx *t = c->txs; t != NULL; t = t->next)
		if (!slice_empty(t->branch) && slice_eq(t->branch, a->branch) && slice_eq_nocase(t->sent_by, a->sent_by) &&
		    answers(t, a) > 0 && (lacks || is_misnumbered(t->request)))
			return t;
	return NULL;
}

/* The ACK to a failure has its INVITE's branch (§17.1.1.3); any other is by itself. */
static struct tx *
find_for_ack(struct call *c, const struct incoming *a)
{
	struct tx *found = NULL;

	for (struct tx *t = c->txs; t != NULL; t = t->next)
		if (!slice_empty(a->branch) && !slice_empty(t->branch) && same_key(t, a, METHOD_INVITE) && same_hop(t, a))
			found = t;
	return found;
}

struct tx *
incoming_tx(struct call *c, struct incoming *a)
{
	struct tx *t;

	if (a->m->is_response) {
		struct tx *readdressed;

		t = find_for_response(c, a);
		if ((t == NULL || answers(t, a) < 2) && (readdressed = find_readdressed(c, a)) != NULL)
			t = readdressed;
		if (t == NULL && (t = find_misnumbered(c, a)) != NULL)
			a->method = t->method;
		return t;
	}
	if (a->method == METHOD_ACK && (t = find_for_ack(c, a)) != NULL)
		return t;
	return find_for_request(c, a);
}

/* Provisional responses with the same code may tell different things; finals with the same tag do not. */
static bool
repeats(const struct msg *old, const struct incoming *a)
{
	if (old->is_response != a->m->is_response || old->code != a->m->code || old->method != a->method)
		return false;
	if (!old->is_response)
		return true;
	if (!slice_eq(MSG(old, to_tag), a->to_tag))
		return false;
	return old->code >= 200 || slice_eq(old->bytes, a->m->raw);
}

const struct msg *
incoming_copied(const struct tx *t, const struct incoming *a)
{
	for (const struct msg *old = t->first; old != NULL; old = old->tx_next)
		if (old->copy_of == NULL && repeats(old, a))
			return old;
	return NULL;
}

/* The same but for line ends, which a log writes in its own way, and for what stands behind the last of them. */
static bool
reads_alike(struct slice a, struct slice b)
{
	a = slice_trim(a);
	b = slice_trim(b);
	for (;;) {
		while (a.n > 0 && a.p[0] == '\r')
			a = slice_skip(a, 1);
		while (b.n > 0 && b.p[0] == '\r')
			b = slice_skip(b, 1);
		if (a.n == 0 || b.n == 0 || a.p[0] != b.p[0])
			return a.n == 0 && b.n == 0;
		a = slice_skip(a, 1);
		b = slice_skip(b, 1);
	}
}

/* In a log, which may not say from where to where, and in a capture. */
static bool
is_same_elsewhere(const struct msg *old, const struct incoming *a)
{
	return same_place(&old->where.src, &a->where->src) && same_place(&old->where.dst, &a->where->dst) &&
	    reads_alike(old->bytes, a->m->raw);
}

/*
 * Right behind it, a log that gives times shows the same without one: "unexpected message received:". A capture may have shown
 * it first; what gives no times at all is no part of its trace.
 */
static bool
is_shown_again(const struct msg *old, const struct incoming *a)
{
	enum { BETWEEN = 4 };
	uint64_t lines = 0;

	if (a->where->time != NO_TIME || old->where.time == NO_TIME || !is_same_elsewhere(old, a))
		return false;
	if (old->where.file != a->where->file)
		return true;
	for (size_t i = 0; i < a->m->raw.n; i++)
		lines += a->m->raw.p[i] == '\n';
	return a->where->line > old->where.line && a->where->line - old->where.line <= lines + BETWEEN;
}

/* A log that gives no more than seconds shows what another file shows; each sending stands for one of the other's. */
static bool
is_of_that_second(const struct msg *old, const struct incoming *a, int64_t gap)
{
	return (old->where.whole_second || a->where->whole_second) && gap <= TIME_SECOND && gap >= -TIME_SECOND &&
	    old->where.file != a->where->file && !(old->is_shown && old->shown_by == a->where->file) && is_same_elsewhere(old, a);
}

bool
incoming_is_duplicate(const struct tx *t, const struct incoming *a, bool fine)
{
	struct msg *nearest = NULL;
	int64_t least = INT64_MAX;

	for (struct msg *old = t->first; old != NULL; old = old->tx_next) {
		int64_t gap = old->where.time == NO_TIME || a->where->time == NO_TIME ? INT64_MAX : a->where->time - old->where.time;

		if (is_shown_again(old, a))
			return true;
		if (is_of_that_second(old, a, gap) && llabs(gap) < least) {
			nearest = old;
			least = llabs(gap);
		}
		if (gap > DUPLICATE_WITHIN || gap < -DUPLICATE_WITHIN)
			continue;
		if (old->where.file != a->where->file && !old->where.whole_second && !a->where->whole_second && is_same_elsewhere(old, a))
			return true;
		if (fine && !a->where->whole_second && slice_eq(old->bytes, a->m->raw) &&
		    addr_eq(&old->where.src, &a->where->src) && addr_eq(&old->where.dst, &a->where->dst))
			return true;
	}
	if (nearest != NULL) {
		nearest->is_shown = true;
		nearest->shown_by = a->where->file;
	}
	return nearest != NULL;
}
