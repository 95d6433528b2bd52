/* SPDX-License-Identifier: MIT */
#include "metrics/counts.h"

#include <stdlib.h>

enum { METRICS = 14 };

const char *
counted_method(unsigned method)
{
	static const char *const names[COUNTED_METHODS] = {
		[METHOD_OTHER] = "other",
#define METHOD(word) [METHOD_##word] = #word,
#include "sip/method.def"
#undef METHOD
	};

	return names[method];
}

struct counts *
counts_new(const struct board_by *by)
{
	struct counts *c = xcalloc(1, sizeof *c);

	tallies_init(&c->findings, COUNTED_IDS);
	tallies_init(&c->peers, COUNTED_PEERS);
	board_init(&c->board, by);
	c->s.first.time = c->s.last.time = NO_TIME;
	return c;
}

static void
drop_lists(struct counts *c)
{
	free(c->s.findings);
	free(c->s.peers);
	free(c->code_list);
	free(c->metric_list);
	c->s.findings = c->s.peers = NULL;
	c->code_list = NULL;
	c->metric_list = NULL;
}

void
counts_free(struct counts *c)
{
	if (c == NULL)
		return;
	drop_lists(c);
	kept_release(&c->findings);
	kept_release(&c->peers);
	board_release(&c->board);
	free(c);
}

void
mean_add(struct mean *m, int64_t time)
{
	const int64_t longest = (int64_t)1 << 40;	/* twelve days */

	if (time < 0)
		return;
	m->sum += (uint64_t)(time < longest ? time : longest);
	m->n++;
}

/* Of two that are told at the same time, the one whose zone stands first. */
static bool
goes_before(int64_t time, enum zone zone, const struct edge_of_trace *e)
{
	return e->time == NO_TIME || time < e->time || (time == e->time && zone < e->zone);
}

static bool
goes_behind(int64_t time, enum zone zone, const struct edge_of_trace *e)
{
	return e->time == NO_TIME || time > e->time || (time == e->time && zone < e->zone);
}

void
counts_edge(struct counts *c, int64_t time, enum zone zone)
{
	if (time == NO_TIME)
		return;
	if (goes_before(time, zone, &c->s.first))
		c->s.first = (struct edge_of_trace){ time, zone };
	if (goes_behind(time, zone, &c->s.last))
		c->s.last = (struct edge_of_trace){ time, zone };
}

/* ---- adding up ---- */

/* Where all plain numbers stand, but for those of a code. */
static const size_t numbers[] = {
#define COUNT(name) offsetof(struct counts, s.name),
#include "finding/summary_counts.def"
#undef COUNT
	offsetof(struct counts, s.dropped_calls), offsetof(struct counts, s.left_out),
	    offsetof(struct counts, s.findings_left_out),
	offsetof(struct counts, with_final), offsetof(struct counts, redirected), offsetof(struct counts, effective),
	offsetof(struct counts, ineffective), offsetof(struct counts, completed), offsetof(struct counts, network_effective),
	offsetof(struct counts, registers), offsetof(struct counts, registers_failed),
};

enum { NUMBERS = sizeof numbers / sizeof *numbers };

static uint64_t
number(const struct counts *c, size_t i)
{
	return *(const uint64_t *)(const void *)((const char *)c + numbers[i]);
}

static bool
numbers_hold(const struct counts *c)
{
	for (size_t i = 0; i < NUMBERS; i++)
		if (number(c, i) > COUNT_MOST)
			return false;
	for (size_t i = 0; i < MEANS; i++)
		if (c->means[i].n > COUNT_MOST || c->means[i].sum > TIMES_MOST)
			return false;
	return true;
}

static bool
codes_hold(const struct counts *c)
{
	for (size_t code = 0; code < COUNTED_CODES; code++)
		for (size_t method = 0; method < COUNTED_METHODS; method++)
			if (c->codes[code][method] > COUNT_MOST)
				return false;
	return true;
}

static bool
shares_hold(const struct kept *shares)
{
	for (size_t i = 0; i < shares->n; i++)
		if (((const struct share *)shares->items[i])->calls > COUNT_MOST)
			return false;
	return true;
}

/* Each other number of a group is at most one of these. */
static bool
board_holds(const struct board *b)
{
	struct attempts all;
	bool good;

	board_total(b, &all);
	good = all.attempts <= COUNT_MOST && all.messages <= COUNT_MOST && all.pdd.sum <= TIMES_MOST &&
	    all.srd.sum <= TIMES_MOST;
	attempts_release(&all);
	for (size_t key = 0; key < BOARD_KEYS; key++)
		good &= shares_hold(&b->shares[key]);
	return good;
}

bool
counts_hold(const struct counts *c)
{
	return numbers_hold(c) && codes_hold(c) && tallies_hold(&c->findings, COUNT_MOST) &&
	    tallies_hold(&c->peers, COUNT_MOST) && board_holds(&c->board);
}

bool
counts_merge(struct counts *to, const struct counts *from)
{
	for (size_t i = 0; i < NUMBERS; i++)
		*(uint64_t *)(void *)((char *)to + numbers[i]) += number(from, i);
	for (size_t i = 0; i < MEANS; i++) {
		to->means[i].n += from->means[i].n;
		to->means[i].sum += from->means[i].sum;
	}
	for (size_t code = 0; code < COUNTED_CODES; code++)
		for (size_t method = 0; method < COUNTED_METHODS; method++)
			to->codes[code][method] += from->codes[code][method];
	counts_edge(to, from->s.first.time, from->s.first.zone);
	counts_edge(to, from->s.last.time, from->s.last.zone);
	tallies_merge(&to->findings, &from->findings);
	tallies_merge(&to->peers, &from->peers);
	board_merge(&to->board, &from->board);
	return counts_hold(to);
}

/* ---- the summary ---- */

static void
list_codes(struct counts *c)
{
	size_t n = 0, cap = 0;

	for (int code = 0; code < COUNTED_CODES; code++)
		for (unsigned method = 0; method < COUNTED_METHODS; method++) {
			if (c->codes[code][method] == 0)
				continue;
			GROW(c->code_list, n, cap);
			c->code_list[n++] = (struct code_tally){ code, counted_method(method), c->codes[code][method] };
		}
	c->s.codes = c->code_list;
	c->s.code_count = n;
}

static void
add_ratio(struct counts *c, const char *name, const char *formula, uint64_t numerator, uint64_t denominator)
{
	c->metric_list[c->s.metric_count++] = (struct metric){
		.name = name, .formula = formula, .ratio = true, .present = denominator > 0,
		.value = denominator > 0 ? (double)numerator / (double)denominator : 0,
		.numerator = numerator, .denominator = denominator,
	};
}

static void
add_mean(struct counts *c, const char *name, const char *formula, enum mean_name which)
{
	const struct mean *m = &c->means[which];

	c->metric_list[c->s.metric_count++] = (struct metric){
		.name = name, .formula = formula, .present = m->n > 0,
		.value = m->n > 0 ? (double)m->sum / 1e6 / (double)m->n : 0, .denominator = m->n, .sum = m->sum,
	};
}

static void
list_metrics(struct counts *c)
{
	uint64_t attempts = c->s.calls, answered = c->s.answered, tried = attempts - c->redirected;

	c->metric_list = xcalloc(METRICS, sizeof *c->metric_list);
	c->s.metric_count = 0;
	c->s.metrics = c->metric_list;
	add_ratio(c, "SER", "RFC 6076 §4.6", answered, tried);
	add_ratio(c, "SEER", "RFC 6076 §4.7", c->effective, tried);
	add_ratio(c, "ISA", "RFC 6076 §4.8", c->ineffective, attempts);
	add_ratio(c, "SCR", "RFC 6076 §4.9", c->completed, attempts);
	add_mean(c, "SRD", "RFC 6076 §4.3.1", MEAN_SRD);
	add_mean(c, "SRD failed", "RFC 6076 §4.3.2", MEAN_SRD_FAILED);
	add_mean(c, "SDD", "RFC 6076 §4.4", MEAN_SDD);
	add_mean(c, "SDT", "RFC 6076 §4.5", MEAN_SDT);
	add_mean(c, "RRD", "RFC 6076 §4.1", MEAN_RRD);
	add_ratio(c, "IRA", "RFC 6076 §4.2", c->registers_failed, c->registers);
	add_ratio(c, "ASR", "ITU-T E.425", answered, c->with_final);
	add_ratio(c, "NER", "ITU-T E.425: 2xx, 486, 600, 603; 480, 408, 487 + 18x", c->network_effective, c->with_final);
	add_mean(c, "ACD", "ITU-T E.425: 200 → BYE", MEAN_ACD);
	add_mean(c, "PDD", "INVITE → 18x", MEAN_PDD);
}

const struct summary *
counts_summary(struct counts *c)
{
	drop_lists(c);
	c->s.findings = tallies_sorted(&c->findings, &c->s.finding_count);
	c->s.peers = tallies_sorted(&c->peers, &c->s.peer_count);
	list_codes(c);
	list_metrics(c);
	c->s.board = &c->board;
	return &c->s;
}
