/* SPDX-License-Identifier: MIT */
#include "diagnose/compare/compare.h"

#include <stdlib.h>

#include "base/sort.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/compare/differences.h"
#include "diagnose/compare/pairs.h"
#include "text/text.h"

/* A request that nobody answered, of those that are answered. */
static const struct tx *
unanswered(const struct call *c)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->final == NULL && t->request != NULL && t->method != METHOD_ACK && tx_is_initial(t) && !tx_went_well(c, t))
			return t;
	return NULL;
}

/* The same final response came from further behind: that hop is where it was decided. */
static const struct tx *
decided_at(const struct call *c, const struct tx *t, unsigned *depth)
{
	const struct tx *child = tx_child(c, t, NULL);

	while (child != NULL && !(child->final != NULL && t->final != NULL && child->final->code == t->final->code &&
	    child->final->number < t->final->number))
		child = tx_child(c, t, child);
	if (child == NULL || *depth == 8)
		return t;
	++*depth;
	return decided_at(c, child, depth);
}

/*
 * The request of the good call that stands for the one refused: the one beside it, but the last of its kind that went well
 * where that one was refused, too.
 */
static const struct tx *
counterpart(const struct pairs *p, const struct tx *refused, const struct call *good)
{
	const struct msg *beside = refused->request != NULL ? pairs_good(p, refused->request) : NULL;
	const struct tx *best = beside != NULL ? beside->tx : NULL;

	for (const struct tx *t = good->txs; t != NULL && (best == NULL || best->success == NULL); t = t->next)
		if (t->method == refused->method && tx_is_initial(t) == tx_is_initial(refused) && t->request != NULL &&
		    tx_is_first_sight(good, t) && (best == NULL || t->success != NULL))
			best = t;
	return best;
}

static void
compare_pair(struct differences *ds, const struct msg *failing, const struct msg *good, unsigned far, struct comparison *out)
{
	ds->now = (struct pair){ failing, good, far };
	out->messages++;
	if (msg_is_whole(failing) && msg_is_whole(good)) {
		compare_headers(ds);
		compare_numbers(ds);
		compare_descriptions(ds);
		compare_way(ds);
	} else {
		out->is_whole = false;
	}
}

/* What follows from a request that has no counterpart either: its responses, and the ACK; that also from its response. */
static bool
follows(const struct pairs *p, const struct msg *m)
{
	bool ack = m->method == METHOD_ACK && !m->is_response;
	const struct tx *t = m->tx;

	if (ack)
		for (t = m->tx->call->txs; t != NULL && (t->method != METHOD_INVITE || t->cseq != m->cseq); t = t->next)
			;
	return t != NULL && ((t->request != NULL && t->request != m && pairs_is_alone(p, t->request)) ||
	    (ack && t->final != NULL && pairs_is_alone(p, t->final)));
}

/* A message that only one of them has. */
static void
tell_message(struct differences *ds, const struct pairs *p, const struct beside *b, unsigned far)
{
	if (follows(p, b->failing != NULL ? b->failing : b->good))
		return;
	ds->now = (struct pair){ b->failing, b->good, far };
	struct difference *d = differ(ds, DIFFERENCE_MESSAGE, NULL, RANK_REQUIRED);
	d->name = d->in;
	d->how = b->failing == NULL ? DIFFERS_MISSING : DIFFERS_EXTRA;
	*(b->failing == NULL ? &d->good : &d->value) = d->in;
}

/* ---- what matters most ---- */

/* What a refusal is about, by its code (RFC 3261 §21.4 and the extensions): names as differ() got them. */
static const struct { int code; const char *name; } asked[] = {
	{ 401, "Authorization" }, { 403, "Authorization" }, { 403, "Proxy-Authorization" }, { 403, "P-Asserted-Identity" },
	{ 403, "from-number" }, { 403, "from-host" }, { 403, "from-host-kind" }, { 404, "uri-number" }, { 404, "uri-digits" },
	{ 404, "uri-host" }, { 404, "uri-host-kind" }, { 405, "Allow" }, { 406, "Accept" },
	{ 407, "Proxy-Authorization" }, { 413, "size" }, { 415, "Content-Type" },
	{ 415, "Content-Encoding" }, { 415, "description" }, { 416, "uri-scheme" }, { 420, "Require" }, { 420, "Proxy-Require" },
	{ 421, "Supported" }, { 422, "Session-Expires" }, { 422, "Min-SE" }, { 423, "Expires" }, { 428, "Identity" },
	{ 433, "Privacy" }, { 433, "from-number" }, { 436, "Identity" }, { 437, "Identity" }, { 438, "Identity" },
	{ 483, "Max-Forwards" }, { 484, "uri-digits" }, { 484, "uri-number" },
	{ 488, "profile" }, { 488, "encryption" }, { 488, "codecs" }, { 488, "media" }, { 488, "description" },
	{ 489, "Event" }, { 494, "Require" },
	{ 604, "uri-number" }, { 606, "codecs" }, { 606, "profile" }, { 606, "encryption" },
};

static bool
is_asked(const struct differences *ds, const struct difference *d)
{
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		if (asked[i].code == ds->code && strcmp(asked[i].name, d->name) == 0)
			return true;
	return ds->silent && (d->kind == DIFFERENCE_PATH || strcmp(d->name, "Route") == 0);
}

static int
by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->found > y->found) - (x->found < y->found);
}

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* A later message says the same once more. */
static bool
is_told(const struct comparison *c, const struct difference *d)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct difference *t = &c->list[i];

		if (d->kind != DIFFERENCE_MESSAGE && t->kind == d->kind && same_text(t->name, d->name) &&
		    same_text(t->value, d->value))
			return true;
	}
	return false;
}

static void
choose(struct differences *ds, struct comparison *out)
{
	for (size_t i = 0; i < ds->n; i++)
		if (ds->list[i].rank < RANKS && is_asked(ds, &ds->list[i].d))
			ds->list[i].rank = RANK_ASKED;
	sort(ds->list, ds->n, sizeof *ds->list, by_rank);
	for (size_t i = 0; i < ds->n; i++) {
		if (is_told(out, &ds->list[i].d))
			continue;
		if (out->count < DIFFERENCES_MOST)
			out->list[out->count++] = ds->list[i].d;
		else
			out->left_out++;
	}
}

/* ---- the whole ---- */

static const char *
answer_text(struct arena *a, const struct msg *final)
{
	const struct message *m = msg_index(final);
	struct slice rest = m->raw, line = slice_trim(slice_cut(&rest, '\n'));

	return text_identity(a, slice_trim(slice_skip(line, sizeof "SIP/2.0" - 1)));
}

static void
tell_answer(struct arena *a, const struct tx *t, struct compared_call *out)
{
	const struct msg *final = t != NULL && t->success != NULL ? t->success : t != NULL ? t->final : NULL;

	if (final == NULL)
		return;
	out->answer = answer_text(a, final);
	out->answer_at = msg_spot(final);
}

static const struct tx *
at_depth(const struct call *c, const struct tx *t, unsigned depth)
{
	while (t != NULL && depth-- > 0)
		t = tx_child(c, t, NULL);
	return t;
}

/* From the request to where its response parts the two calls; responses of one alone are what parts them. */
static void
compare_between(struct differences *ds, const struct pairs *p, size_t from, const struct tx *refused,
    const struct tx *stands, unsigned *far, struct comparison *out)
{
	bool failing_over = false, good_over = false;

	for (size_t i = from; i < p->n && !(failing_over && good_over); i++) {
		const struct beside *b = &p->list[i];
		const struct msg *m = b->failing != NULL ? b->failing : b->good;

		if (m == NULL)
			continue;
		failing_over |= b->failing != NULL && b->failing == refused->final;
		good_over |= b->good != NULL && stands != NULL && b->good == stands->final;
		if (b->failing != NULL && b->good != NULL && !failing_over && !good_over)
			compare_pair(ds, b->failing, b->good, (*far)++, out);
		else if (m != NULL && !m->is_response && !(b->failing != NULL ? failing_over : good_over))
			tell_message(ds, p, b, (*far)++);
	}
}

/* The refused request at each hop, the one that decided first; then what came before it, nearest first. */
static void
compare_refused(struct differences *ds, const struct pairs *p, const struct tx *refused, const struct call *failing,
    const struct call *good, struct comparison *out)
{
	unsigned depth = 0, far = 0;
	const struct tx *decided = decided_at(failing, refused, &depth), *stands = counterpart(p, refused, good);
	const struct tx *beside = stands != NULL ? at_depth(good, stands, depth) : NULL;
	size_t at = 0;

	tell_answer(ds->arena, stands, &out->good);
	if (decided != refused && beside != NULL && decided->request != NULL && beside->request != NULL)
		compare_pair(ds, decided->request, beside->request, far++, out);
	if (stands != NULL && stands->request != NULL && refused->request != NULL)
		compare_pair(ds, refused->request, stands->request, far++, out);
	while (at < p->n && p->list[at].failing != refused->request)
		at++;
	compare_between(ds, p, at + 1, refused, stands, &far, out);
	for (size_t i = at; i-- > 0; far++) {
		const struct beside *b = &p->list[i];

		if (b->failing != NULL && b->good != NULL)
			compare_pair(ds, b->failing, b->good, far, out);
		else if (stands == NULL || stands->request == NULL || b->good == NULL || b->good->number < stands->request->number)
			tell_message(ds, p, b, far);
	}
}

static bool
sets_up(const struct msg *m)
{
	return m->tx->method == METHOD_INVITE && tx_is_initial(m->tx) && (!m->is_response || (m->code >= 200 && m->code < 300));
}

/* Who hangs up, and when, is the people's business. */
static bool
is_end(const struct msg *m)
{
	return m->method == METHOD_BYE;
}

static void
compare_answered(struct differences *ds, const struct pairs *p, struct comparison *out)
{
	unsigned far = 2;

	for (size_t i = 0; i < p->n; i++) {
		const struct beside *b = &p->list[i];
		const struct msg *m = b->failing != NULL ? b->failing : b->good;

		if (b->failing != NULL && b->good != NULL)
			compare_pair(ds, b->failing, b->good, sets_up(m) ? m->is_response : far++, out);
		else if (!is_end(m))
			tell_message(ds, p, b, far++);
	}
}

void
compare_calls(const struct call *failing, const struct call *good, struct comparison *out)
{
	struct differences ds = { .arena = &out->arena };
	struct pairs *p = xmalloc(sizeof *p);
	const struct msg *failure = call_failure(failing);
	const struct tx *refused = failure != NULL ? failure->tx : unanswered(failing);

	*out = (struct comparison){ .is_whole = true };
	pairs_make(p, failing, good);
	if (refused != NULL) {
		ds.code = failure != NULL ? failure->code : 0;
		ds.silent = failure == NULL;
		out->answered = text_identity(&out->arena,
		    MSG(refused->request != NULL ? refused->request : failure, method_name));
		tell_answer(&out->arena, refused, &out->failing);
		compare_refused(&ds, p, refused, failing, good, out);
	} else {
		compare_answered(&ds, p, out);
	}
	choose(&ds, out);
	free(ds.list);
	free(p);
}
