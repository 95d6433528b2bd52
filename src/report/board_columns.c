/* SPDX-License-Identifier: MIT */
/*
 * The scoreboard for the formats that have a line for each: a line a group, ratios of 1, seconds; empty where there is
 * nothing to compute from.
 */
#include <stdlib.h>

#include "report/columns.h"
#include "report/summary.h"

static void
number(const struct columns *c, uint64_t n, struct buf *out)
{
	buf_addc(out, c->divider);
	buf_add_number(out, n);
}

static void
decimal(const struct columns *c, bool present, double value, struct buf *out)
{
	buf_addc(out, c->divider);
	if (present)
		buf_addf(out, "%.6f", value);
}

static void
ratio(const struct columns *c, const struct attempts *a, enum attempt_ratio which, struct buf *out)
{
	double share = 0;
	bool present = attempt_ratio(a, which, &share);

	decimal(c, present, share, out);
}

static void
times(const struct columns *c, const struct histogram *h, struct buf *out)
{
	number(c, h->samples, out);
	decimal(c, h->samples > 0, histogram_quantile(h, 50) / 1e6, out);
	decimal(c, h->samples > 0, histogram_quantile(h, 95) / 1e6, out);
}

/* `g` NULL: those beyond the groups that are kept, whose keys are empty. */
static void
row(const struct columns *c, const struct board *b, const struct group *g, struct buf *out)
{
	const struct attempts *a = g != NULL ? &g->a : &b->others;

	for (size_t i = 0; i < b->by.n; i++) {
		struct slice value = g != NULL ? group_value(g, i) : SLICE_NONE;

		if (slice_eq(value, SLICE(BOARD_NOTHING)))	/* ours: no formula begins so */
			buf_add(out, value);
		else
			c->escape(value, out);
		buf_addc(out, c->divider);
	}
	buf_add_number(out, a->attempts);
	number(c, a->with_final, out);
	number(c, a->answered, out);
	number(c, a->failed, out);
	number(c, a->redirected, out);
	number(c, a->effective, out);
	ratio(c, a, RATIO_ASR, out);
	ratio(c, a, RATIO_NER, out);
	ratio(c, a, RATIO_SER, out);
	times(c, &a->pdd, out);
	times(c, &a->srd, out);
	number(c, a->messages, out);
	number(c, a->retransmissions, out);
	ratio(c, a, RATIO_RETRANSMISSIONS, out);
	buf_addstr(out, c->line_end);
}

void
columns_summary(struct report *r, const struct columns *c, const struct summary *s)
{
	const struct board *b = s->board;
	const struct group **groups = board_sorted(b);

	for (size_t i = 0; i < b->by.n; i++) {
		buf_addstr(&r->text, board_key_name(b->by.keys[i]));
		buf_addc(&r->text, c->divider);
	}
	columns_header(c, "attempts with_final answered failed redirected effective asr ner ser pdd_samples pdd_median pdd_p95 "
	    "srd_samples srd_median srd_p95 messages retransmissions retransmission_rate", &r->text);
	for (size_t i = 0; i < b->groups.n; i++)
		row(c, b, groups[i], &r->text);
	if (b->others.attempts > 0)
		row(c, b, NULL, &r->text);
	free(groups);
}
