/* SPDX-License-Identifier: MIT */
#include "diagnose/against.h"

#include <stdlib.h>

#include "diagnose/call_line.h"
#include "diagnose/calls/find.h"
#include "diagnose/compare/compare.h"

enum { COMPARED_MOST = 64 };	/* calls among which the most alike is looked for by comparing */

/* A call that is kept when the trace has let it go. */
struct kept_call {
	struct call call;
	struct finding finding;		/* id NULL: nothing was found */
};

struct against {
	const char *good_id;
	bool asked, other_trace;
	struct kept_call *failing, *good;
	unsigned failing_rank;
	unsigned likeness;
	size_t differences;		/* of the good one */
	size_t compared;
	struct answers answers[2];	/* of the trace asked about, of the good one */
};

struct against *
against_new(const char *good_id, bool asked)
{
	struct against *a = xcalloc(1, sizeof *a);

	a->good_id = good_id;
	a->asked = asked;
	return a;
}

static void
kept_free(struct kept_call *k)
{
	if (k == NULL)
		return;
	if (k->finding.id != NULL)
		finding_release(&k->finding);
	arena_release(&k->call.arena);
	free(k);
}

void
against_free(struct against *a)
{
	if (a == NULL)
		return;
	kept_free(a->failing);
	kept_free(a->good);
	free(a);
}

void
against_good(struct against *a)
{
	a->other_trace = true;
}

/* All of its messages once more, in an arena of its own. */
static struct kept_call *
keep(const struct call *c, const struct finding *f)
{
	struct kept_call *k = xcalloc(1, sizeof *k);

	k->call.id = (struct slice){ arena_slice(&k->call.arena, c->id), c->id.n };
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		struct frame frame = msg_frame(m);

		call_add(&k->call, msg_index(m), &frame, m->number, false);
	}
	k->call.now = c->now;
	k->call.trace_over = c->trace_over;
	k->call.clipped = c->clipped;
	if (f != NULL)
		finding_copy(&k->finding, f);
	return k;
}

static enum severity
severity_of(const struct finding *f)
{
	return f != NULL ? f->severity : SEVERITY_INFO;
}

static void
take_failing(struct against *a, const struct call *c, const struct finding *f)
{
	unsigned rank = 1 + (unsigned)severity_of(f);

	if (a->failing != NULL && (rank < a->failing_rank ||
	    (rank == a->failing_rank && c->first->number > a->failing->call.first->number)))
		return;
	kept_free(a->failing);
	a->failing = keep(c, f);
	a->failing_rank = rank;
}

static bool
went_well(const struct call *c, const struct finding *f)
{
	if (severity_of(f) > SEVERITY_INFO)
		return false;
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->success != NULL && tx_is_initial(t))
			return true;
	return false;
}

static bool
same_user(struct slice a, struct slice b)
{
	struct uri x, y;

	return uri_parse(&x, header_uri(a, NULL)) && uri_parse(&y, header_uri(b, NULL)) && x.user.n > 0 && slice_eq(x.user, y.user);
}

/* The more of it is the same, the less is left to differ; 0: another kind of call. */
static unsigned
likeness(const struct call *failing, const struct call *c, const struct finding *f)
{
	enum { KIND = 1, AGENT = 2, CALLEE = 4, CALLER = 8, CLIENT = 16, SERVER = 32, WELL = 64 };
	const struct msg *x = first_request(failing), *y = first_request(c);

	if (failing->kind != c->kind || !slice_eq(MSG(x, method_name), MSG(y, method_name)))
		return 0;
	return KIND + (went_well(c, f) ? WELL : 0) + (addr_same_ip(&x->where.dst, &y->where.dst) ? SERVER : 0) +
	    (addr_same_ip(&x->where.src, &y->where.src) ? CLIENT : 0) +
	    (same_user(MSG(x, from), MSG(y, from)) ? CALLER : 0) +
	    (same_user(MSG(x, to), MSG(y, to)) ? CALLEE : 0) +
	    (MSG(x, agent).n > 0 && slice_eq(MSG(x, agent), MSG(y, agent)) ? AGENT : 0);
}

static size_t
differences(const struct call *failing, const struct call *c)
{
	struct comparison *out = xmalloc(sizeof *out);
	size_t n;

	compare_calls(failing, c, out);
	n = out->count + out->left_out;
	arena_release(&out->arena);
	free(out);
	return n;
}

static void
take_good(struct against *a, const struct call *c, const struct finding *f)
{
	unsigned like = a->failing != NULL ? likeness(&a->failing->call, c, f) : 0;
	size_t n;

	if (like == 0 || (a->good != NULL && (like < a->likeness || (like == a->likeness && a->compared == COMPARED_MOST))))
		return;
	n = differences(&a->failing->call, c);
	a->compared = like == a->likeness ? a->compared + 1 : 1;
	if (a->good != NULL && like == a->likeness && n >= a->differences)
		return;
	kept_free(a->good);
	a->good = keep(c, f);
	a->likeness = like;
	a->differences = n;
}

/* Each code of each method once; a challenge is no answer where the request was tried again. */
static void
count_answers(struct answers *answers, const struct call *c)
{
	bool asked[COUNTED_METHODS] = { false };

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		bool counts = t->final != NULL && t->final->code < COUNTED_CODES && tx_is_first_sight(c, t) &&
		    !(tx_is_challenged(t) && tx_retry(t) != NULL);

		for (const struct tx *n = c->txs; counts && n != t; n = n->next)
			counts = n->method != t->method || n->final == NULL || n->final->code != t->final->code;
		if (!counts)
			continue;
		answers->asked[t->method] += !asked[t->method];
		asked[t->method] = true;
		answers->codes[t->method][t->final->code]++;
	}
}

const struct answers *
against_answers(const struct against *a, bool good)
{
	return &a->answers[good];
}

void
against_call(struct against *a, const struct call *c, const struct finding *f, bool chosen)
{
	if (chosen)
		count_answers(&a->answers[a->other_trace], c);
	bool is_good = a->good_id != NULL && slice_find(c->id, slice_of(a->good_id)) != NULL;

	if (a->other_trace) {
		take_good(a, c, f);
	} else if (is_good && (a->good == NULL || slice_eq(c->id, slice_of(a->good_id)))) {
		kept_free(a->good);
		a->good = keep(c, f);
	} else if (chosen && !is_good) {
		take_failing(a, c, f);
	}
}

static void
tell_line(struct kept_call *k, struct compared_call *out, struct arena *arena)
{
	call_line(&k->call, k->finding.id != NULL ? &k->finding : NULL, &out->line, arena);
}

enum against_outcome
against_compare(struct against *a, struct comparison *out)
{
	if (a->failing == NULL || (!a->asked && a->failing_rank <= 1 + SEVERITY_INFO))
		return AGAINST_NO_FAILING;
	if (a->good == NULL)
		return AGAINST_NO_GOOD;
	compare_calls(&a->failing->call, &a->good->call, out);
	tell_line(a->failing, &out->failing, &out->arena);
	tell_line(a->good, &out->good, &out->arena);
	return AGAINST_COMPARED;
}
