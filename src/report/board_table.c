/* SPDX-License-Identifier: MIT */
#include "report/board_table.h"

#include <stdlib.h>

#include "report/escape.h"
#include "report/summary.h"

bool
attempt_ratio(const struct attempts *a, enum attempt_ratio which, double *out)
{
	const struct { uint64_t numerator, denominator; } ratios[] = {
		[RATIO_ASR] = { a->answered, a->with_final }, [RATIO_NER] = { a->effective, a->with_final },
		[RATIO_SER] = { a->answered, a->attempts - a->redirected },
		[RATIO_RETRANSMISSIONS] = { a->retransmissions, a->messages },
	};

	if (ratios[which].denominator == 0)
		return false;
	*out = (double)ratios[which].numerator / (double)ratios[which].denominator;
	return true;
}

static const char *
count(struct board_table *t, uint64_t n)
{
	return knowledge_number(t->k, (double)n, 0, t->arena);
}

static const char *
nothing(struct board_table *t)
{
	return knowledge_label(t->k, "summary.none", t->arena);
}

static const char *
ratio(struct board_table *t, const struct attempts *a, enum attempt_ratio which)
{
	double share;

	return attempt_ratio(a, which, &share) ? knowledge_percent(t->k, share, 1, t->arena) : nothing(t);
}

/* Seconds, with as many digits as the histogram is good for. */
static const char *
quantile(struct board_table *t, const struct histogram *h, unsigned percent)
{
	double seconds = histogram_quantile(h, percent) / 1e6;

	return h->samples == 0 ? nothing(t) : knowledge_number(t->k, seconds, seconds < 1 ? 3 : seconds < 10 ? 2 : 1, t->arena);
}

static void
add_row(struct board_table *t, const char *name, const struct attempts *a)
{
	struct board_row *r = &t->rows[t->n++];

	*r = (struct board_row){ name, {
		count(t, a->attempts), count(t, a->answered), count(t, a->failed),
		ratio(t, a, RATIO_ASR), ratio(t, a, RATIO_NER), ratio(t, a, RATIO_SER),
		quantile(t, &a->pdd, 50), quantile(t, &a->pdd, 95), quantile(t, &a->srd, 50), quantile(t, &a->srd, 95),
		ratio(t, a, RATIO_RETRANSMISSIONS),
	} };
}

static const char *
label(struct board_table *t, const char *key)
{
	return knowledge_label(t->k, key, t->arena);
}

static void
add_headings(struct board_table *t)
{
	t->rows[t->n++] = (struct board_row){ "", {
		label(t, "summary.calls"), label(t, "summary.answered"), label(t, "summary.failed"),
		"ASR", "NER", "SER", "PDD", "p95", "SRD", "p95", label(t, "summary.resent"),
	} };
}

/* "192.0.2.1, 2024-05-06T07:00Z" */
static const char *
group_name(struct board_table *t, const struct board *b, const struct group *g)
{
	struct buf name = BUF_INIT;
	const char *kept;

	for (size_t i = 0; i < b->by.n; i++) {
		buf_addstr(&name, i > 0 ? ", " : "");
		escape_text(group_value(g, i), &name);
	}
	kept = arena_slice(t->arena, buf_slice(&name));
	buf_release(&name);
	return kept;
}

/* Groups beyond those shown are told together with those beyond the board. */
static void
add_groups(struct board_table *t, const struct board *b)
{
	const struct group **groups = board_sorted(b);
	struct attempts others = { 0 };

	attempts_merge(&others, &b->others);
	for (size_t i = 0; i < b->groups.n; i++) {
		if (i < BOARD_ROWS)
			add_row(t, group_name(t, b, groups[i]), &groups[i]->a);
		else
			attempts_merge(&others, &groups[i]->a);
	}
	if (others.attempts > 0)
		add_row(t, label(t, "summary.others"), &others);
	attempts_release(&others);
	free(groups);
}

void
board_table_fill(struct board_table *t, const struct board *b)
{
	add_headings(t);
	add_groups(t, b);
}

const char *
board_title(struct knowledge *k, const struct board *b, struct arena *a)
{
	struct buf keys = BUF_INIT;

	for (size_t i = 0; i < b->by.n; i++)
		buf_addf(&keys, "%s%s", i > 0 ? ", " : "", board_key_name(b->by.keys[i]));
	const char *title = format_label(k, "summary.by", buf_slice(&keys).p, NULL, NULL, 0, a);
	buf_release(&keys);
	return title;
}

static const char *
share_of(struct knowledge *k, uint64_t n, uint64_t of, struct arena *a)
{
	return arena_printf(a, "%s (%s/%s)", knowledge_percent(k, (double)n / (double)of, 1, a),
	    knowledge_number(k, (double)n, 0, a), knowledge_number(k, (double)of, 0, a));
}

const char *
shared_sentence(struct knowledge *k, const struct shared *s, enum argument_style style, struct arena *a)
{
	const char *const args[4] = {
		board_key_name(s->key), argument(k, s->value, style, a), share_of(k, s->failed, s->failed_of, a),
		share_of(k, s->rest, s->rest_of, a),
	};

	return knowledge_format(k, "summary.shared_line", args, 0, a);
}
