/* SPDX-License-Identifier: MIT */
/* The scoreboard as a table, and what the failing calls share. */
#include <stdlib.h>

#include "metrics/shared.h"
#include "report/colour.h"
#include "report/escape.h"
#include "report/summary.h"
#include "report/wrap.h"
#include "text/text.h"

enum { SHOWN_GROUPS = 20, CELLS = 11 };

struct row {
	const char *name;
	const char *cells[CELLS];
};

struct table {
	struct row rows[SHOWN_GROUPS + 2];	/* the headings, the groups, the others */
	size_t n;
	size_t widths[CELLS];
	size_t figures;				/* all cells with the blanks before them */
};

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
count(struct summary_page *p, uint64_t n)
{
	return knowledge_number(p->k, (double)n, 0, &p->arena);
}

static const char *
nothing(struct summary_page *p)
{
	return knowledge_label(p->k, "summary.none", &p->arena);
}

static const char *
ratio(struct summary_page *p, const struct attempts *a, enum attempt_ratio which)
{
	double share;

	return attempt_ratio(a, which, &share) ? knowledge_percent(p->k, share, 1, &p->arena) : nothing(p);
}

/* Seconds, with as many digits as the histogram is good for. */
static const char *
quantile(struct summary_page *p, const struct histogram *h, unsigned percent)
{
	double seconds = histogram_quantile(h, percent) / 1e6;

	return h->samples == 0 ? nothing(p) : knowledge_number(p->k, seconds, seconds < 1 ? 3 : seconds < 10 ? 2 : 1, &p->arena);
}

static void
add_row(struct summary_page *p, struct table *t, const char *name, const struct attempts *a)
{
	struct row *r = &t->rows[t->n++];

	*r = (struct row){ name, {
		count(p, a->attempts), count(p, a->answered), count(p, a->failed),
		ratio(p, a, RATIO_ASR), ratio(p, a, RATIO_NER), ratio(p, a, RATIO_SER),
		quantile(p, &a->pdd, 50), quantile(p, &a->pdd, 95), quantile(p, &a->srd, 50), quantile(p, &a->srd, 95),
		ratio(p, a, RATIO_RETRANSMISSIONS),
	} };
}

static const char *
label(struct summary_page *p, const char *key)
{
	return knowledge_label(p->k, key, &p->arena);
}

static void
add_headings(struct summary_page *p, struct table *t)
{
	t->rows[t->n++] = (struct row){ "", {
		label(p, "summary.calls"), label(p, "summary.answered"), label(p, "summary.failed"),
		"ASR", "NER", "SER", "PDD", "p95", "SRD", "p95", label(p, "summary.resent"),
	} };
}

/* "192.0.2.1, 2024-05-06T07:00Z" */
static const char *
group_name(struct summary_page *p, const struct board *b, const struct group *g)
{
	struct buf name = BUF_INIT;
	const char *kept;

	for (size_t i = 0; i < b->by.n; i++) {
		buf_addstr(&name, i > 0 ? ", " : "");
		escape_text(group_value(g, i), &name);
	}
	kept = arena_slice(&p->arena, buf_slice(&name));
	buf_release(&name);
	return kept;
}

/* Groups beyond those shown are told together with those beyond the board. */
static void
add_groups(struct summary_page *p, struct table *t, const struct board *b)
{
	const struct group **groups = board_sorted(b);
	struct attempts others = { 0 };

	attempts_merge(&others, &b->others);
	for (size_t i = 0; i < b->groups.n; i++) {
		if (i < SHOWN_GROUPS)
			add_row(p, t, group_name(p, b, groups[i]), &groups[i]->a);
		else
			attempts_merge(&others, &groups[i]->a);
	}
	if (others.attempts > 0)
		add_row(p, t, label(p, "summary.others"), &others);
	attempts_release(&others);
	free(groups);
}

static void
measure(struct table *t)
{
	for (size_t i = 0; i < CELLS; i++) {
		for (size_t n = 0; n < t->n; n++) {
			size_t width = text_width(slice_of(t->rows[n].cells[i]));

			t->widths[i] = width > t->widths[i] ? width : t->widths[i];
		}
		t->figures += 1 + t->widths[i];
	}
}

/* The name stands before the figures where it has room there, else on a line of its own. */
static void
print_row(struct summary_page *p, const struct table *t, const struct row *r, size_t names)
{
	size_t used = text_width(slice_of(r->name)), indent = 2;

	wrap_blanks(2, p->out);
	add_own_cell(p->k, r->name, p->out);
	if (used > names) {
		buf_addstr(p->out, "\n  ");
		used = 0;
	}
	wrap_blanks(names - used, p->out);
	indent += names;
	for (size_t i = 0; i < CELLS; i++) {
		size_t width = text_width(slice_of(r->cells[i]));

		/* What is wider than any line goes on in the next. */
		if (indent + 1 + t->widths[i] > p->width && indent > 2 + names) {
			buf_addc(p->out, '\n');
			wrap_blanks(2 + names, p->out);
			indent = 2 + names;
		}
		wrap_blanks(1 + t->widths[i] - width, p->out);
		add_own_cell(p->k, r->cells[i], p->out);
		indent += 1 + t->widths[i];
	}
	buf_addc(p->out, '\n');
}

static void
print_table(struct summary_page *p, const struct table *t)
{
	size_t names = p->width > t->figures + 2 ? p->width - t->figures - 2 : 0, longest = 0;

	for (size_t i = 0; i < t->n; i++) {
		size_t width = text_width(slice_of(t->rows[i].name));

		longest = width > longest ? width : longest;
	}
	for (size_t i = 0; i < t->n; i++)
		print_row(p, t, &t->rows[i], longest < names ? longest : names);
}

static const char *
share_of(struct summary_page *p, uint64_t n, uint64_t of)
{
	return arena_printf(&p->arena, "%s (%s/%s)", knowledge_percent(p->k, (double)n / (double)of, 1, &p->arena), count(p, n), count(p, of));
}

static void
print_shared(struct summary_page *p, const struct board *b)
{
	struct shared list[SHARED_MOST];
	size_t n = board_shared(b, list);
	const struct wrap_place at = { p->width, 2, 4, knowledge_is_right_to_left(p->k) };

	if (n > 0)
		summary_heading(p, "summary.shared");
	for (size_t i = 0; i < n; i++) {
		const struct shared *s = &list[i];
		const char *const args[4] = {
			board_key_name(s->key), argument(p->k, s->value, ARGUMENTS_TEXT, &p->arena), share_of(p, s->failed, s->failed_of),
			share_of(p, s->rest, s->rest_of),
		};

		wrap_blanks(2, p->out);
		wrap_text(slice_of(knowledge_format(p->k, "summary.shared_line", args, 0, &p->arena)), &at, knowledge_language(p->k), p->out);
	}
}

void
board_text(struct summary_page *p, const struct board *b)
{
	struct table t = { .n = 0 };
	struct buf keys = BUF_INIT;

	if (b->by.n == 0)
		return;
	for (size_t i = 0; i < b->by.n; i++)
		buf_addf(&keys, "%s%s", i > 0 ? ", " : "", board_key_name(b->by.keys[i]));
	buf_addc(p->out, '\n');
	colour_text(p->colour, COLOUR_HEADING, format_label(p->k, "summary.by", keys.p, NULL, NULL, 0, &p->arena), p->out);
	buf_addc(p->out, '\n');
	add_headings(p, &t);
	add_groups(p, &t, b);
	measure(&t);
	print_table(p, &t);
	print_shared(p, b);
	buf_release(&keys);
}
