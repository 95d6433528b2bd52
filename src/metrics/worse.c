/* SPDX-License-Identifier: MIT */
#include "metrics/worse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/sort.h"
#include "diagnose/calls/limits.h"

/* So many of so many, here and there. */
struct shares {
	uint64_t k, n, good_k, good_n;
};

static double
log_choose(uint64_t n, uint64_t k)
{
	return lgamma((double)n + 1) - lgamma((double)k + 1) - lgamma((double)(n - k) + 1);
}

/* How likely it is that at least so many fall to this side, if it is all the same: the upper end of the hypergeometric. */
static double
by_chance(const struct shares *s)
{
	uint64_t all = s->k + s->good_k, most = all < s->n ? all : s->n;
	double whole = log_choose(s->n + s->good_n, all), sum = 0, term = 1;

	for (uint64_t i = s->k; i <= most && term > sum * 1e-12; i++) {
		term = all - i > s->good_n ? 0 : exp(log_choose(s->n, i) + log_choose(s->good_n, all - i) - whole);
		sum += term;
	}
	return sum;
}

static double
share(uint64_t k, uint64_t n)
{
	return n > 0 ? (double)k / (double)n : 0;
}

/* Rarer than once in so many, and by more than the last digits of a double. */
static bool
is_sure(double chance)
{
	return chance * WORSE_CHANCE < 1 - 1e-6;
}

/* More of what is bad; *chance says how clear it is. */
static bool
is_more(const struct shares *s, double *chance)
{
	if (s->n < WORSE_CALLS || s->good_n < WORSE_CALLS ||
	    share(s->k, s->n) * 100 < share(s->good_k, s->good_n) * WORSE_PERCENT)
		return false;
	*chance = by_chance(s);
	return is_sure(*chance);
}

/* ---- the list ---- */

struct found {
	struct worsening w;
	double chance;
};

struct list {
	struct captures *out;
	struct found *found;
	size_t n, cap;
};

static void
add(struct list *l, enum worsening_kind kind, const char *name, const struct shares *s, double chance)
{
	GROW(l->found, l->n, l->cap);
	l->found[l->n++] = (struct found){ { kind, name, share(s->k, s->n), share(s->good_k, s->good_n), s->k, s->n,
	    s->good_k, s->good_n }, chance };
}

static int
clearest(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->w.kind != y->w.kind)
		return x->w.kind < y->w.kind ? -1 : 1;
	if (x->chance != y->chance)
		return x->chance < y->chance ? -1 : 1;
	return strcmp(x->w.name, y->w.name);
}

/* ---- ratios and times ---- */

static const struct metric *
metric_named(const struct summary *s, const char *name)
{
	for (size_t i = 0; i < s->metric_count; i++)
		if (strcmp(s->metrics[i].name, name) == 0)
			return &s->metrics[i];
	return NULL;
}

/* A ratio got worse: more than before of what is bad, or less of what is good, by its own share or by that of all the rest. */
static void
compare_ratio(struct list *l, const char *name, bool more_is_bad, const struct capture *now, const struct capture *good)
{
	const struct metric *x = metric_named(now->s, name), *y = metric_named(good->s, name);
	double chance;

	if (x == NULL || y == NULL || !x->present || !y->present)
		return;
	struct shares s = { x->numerator, x->denominator, y->numerator, y->denominator };
	struct shares rest = { s.n - s.k, s.n, s.good_n - s.good_k, s.good_n }, turned = { s.good_k, s.good_n, s.k, s.n };
	if (more_is_bad ? is_more(&s, &chance) : is_more(&rest, &chance) || is_more(&turned, &chance))
		add(l, WORSE_RATIO, name, &s, chance);
}

/* How many standard deviations the times here rank above those there; 0 where nothing differs. */
static double
rank_distance(const struct histogram *x, const struct histogram *y)
{
	double n = (double)x->samples, m = (double)y->samples, all = n + m, below = 0, rank_sum = 0, ties = 0;

	for (size_t i = 0, j = 0; i < x->count || j < y->count;) {
		unsigned at = i < x->count && (j == y->count || x->bins[i].at <= y->bins[j].at) ? x->bins[i].at : y->bins[j].at;
		double mine = i < x->count && x->bins[i].at == at ? (double)x->bins[i++].n : 0;
		double both = mine + (j < y->count && y->bins[j].at == at ? (double)y->bins[j++].n : 0);

		rank_sum += mine * (below + (both + 1) / 2);
		ties += both * both * both - both;
		below += both;
	}
	double spread = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
	return spread > 0 ? (rank_sum - n * (all + 1) / 2) / sqrt(spread) : 0;
}

static void
compare_time(struct list *l, const char *name, const struct histogram *now, const struct histogram *good)
{
	double median = histogram_quantile(now, 50) / 1e6, other = histogram_quantile(good, 50) / 1e6;

	if (now->samples < WORSE_CALLS || good->samples < WORSE_CALLS || median * 100 < other * WORSE_PERCENT)
		return;
	double distance = rank_distance(now, good), chance = erfc(distance / sqrt(2)) / 2;
	if (!is_sure(chance))
		return;
	add(l, WORSE_TIME, name, &(struct shares){ now->samples, now->samples, good->samples, good->samples }, chance);
	l->found[l->n - 1].w.value = median;
	l->found[l->n - 1].w.good = other;
}

static void
compare_times(struct list *l, const struct capture *now, const struct capture *good)
{
	struct attempts x, y;

	board_total(now->s->board, &x);
	board_total(good->s->board, &y);
	compare_time(l, "PDD", &x.pdd, &y.pdd);
	compare_time(l, "SRD", &x.srd, &y.srd);
	attempts_release(&x);
	attempts_release(&y);
}

/* ---- findings and codes ---- */

static uint64_t
calls_of(const struct summary *s)
{
	return s->calls + s->registrations + s->subscriptions + s->other;
}

static uint64_t
tally_of(const struct summary *s, const char *name)
{
	for (size_t i = 0; i < s->finding_count; i++)
		if (strcmp(s->findings[i].name, name) == 0)
			return s->findings[i].count;
	return 0;
}

static uint64_t
at_most(uint64_t k, uint64_t n)
{
	return k < n ? k : n;
}

static void
compare_findings(struct list *l, const struct capture *now, const struct capture *good)
{
	double chance;

	for (size_t i = 0; i < now->s->finding_count; i++) {
		const struct tally *t = &now->s->findings[i];
		uint64_t n = calls_of(now->s), good_n = calls_of(good->s);
		/* One that spans calls, and a log line, are not counted by calls. */
		struct shares s = { at_most(t->count, n), n, at_most(tally_of(good->s, t->name), good_n), good_n };

		if (is_more(&s, &chance))
			add(l, WORSE_FINDING, t->name, &s, chance);
	}
}

/* A failing response that is the finding is told as that. */
static bool
is_finding(const struct list *l, unsigned code)
{
	char id[16];

	snprintf(id, sizeof id, "code.%u", code);
	for (size_t i = 0; i < l->n; i++)
		if (l->found[i].w.kind == WORSE_FINDING && strcmp(l->found[i].w.name, id) == 0)
			return true;
	return false;
}

static void
compare_codes(struct list *l, const struct capture *now, const struct capture *good)
{
	double chance;

	for (unsigned method = 0; method < COUNTED_METHODS; method++)
		for (unsigned code = 300; code < COUNTED_CODES; code++) {
			struct shares s = { now->answers->codes[method][code], now->answers->asked[method],
				good->answers->codes[method][code], good->answers->asked[method] };

			if (s.k > 0 && is_more(&s, &chance) && !is_finding(l, code))
				add(l, WORSE_CODE, arena_printf(&l->out->arena, "%u %s", code, counted_method(method)),
				    &s, chance);
		}
}

bool
captures_compare(const struct capture *now, const struct capture *good, struct captures *out)
{
	struct list l = { .out = out };

	*out = (struct captures){ .calls = calls_of(now->s), .good_calls = calls_of(good->s) };
	if (out->calls < WORSE_CALLS || out->good_calls < WORSE_CALLS)
		return false;
	compare_ratio(&l, "ASR", false, now, good);
	compare_ratio(&l, "NER", false, now, good);
	compare_ratio(&l, "IRA", true, now, good);
	compare_times(&l, now, good);
	compare_findings(&l, now, good);
	compare_codes(&l, now, good);
	sort(l.found, l.n, sizeof *l.found, clearest);
	for (; out->count < l.n && out->count < WORSENINGS_MOST; out->count++) {
		out->list[out->count] = l.found[out->count].w;
		out->list[out->count].name = arena_strdup(&out->arena, l.found[out->count].w.name);
	}
	free(l.found);
	return true;
}
