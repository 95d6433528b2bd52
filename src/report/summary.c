/* SPDX-License-Identifier: MIT */
#include "report/summary.h"

#include "report/colour.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/wrap.h"
#include "text/text.h"

enum { WIDE = 80, COLUMN = 30, NARROW_COLUMN = 24, MOST_LINES = 20, BAR_LEAST = 10, BAR_MOST = 60 };

static const char *
number(struct summary_page *p, double value, int decimals)
{
	return knowledge_number(p->k, value, decimals, &p->arena);
}

/* How wide names are: a narrow terminal keeps room for what stands behind the numbers. */
static size_t
name_column(const struct summary_page *p)
{
	return p->width < WIDE ? NARROW_COLUMN : COLUMN;
}

/* "  name ………  value", the values in one column to the right of the longest name. */
static void
line(struct summary_page *p, const char *name, size_t column, const char *value, const char *rest)
{
	struct buf label = BUF_INIT;

	escape_text(slice_of(name), &label);
	wrap_blanks(2, p->out);
	add_own_cell(p->k, label.p, p->out);
	/* A name longer than its column takes of the room before the value; nothing is cut. */
	size_t used = text_width(buf_slice(&label)), width = text_width(slice_of(value)), end = column + 9;
	wrap_blanks(used + width < end ? end - used - width : 1, p->out);
	add_own_cell(p->k, value, p->out);
	if (rest != NULL && rest[0] != '\0') {
		buf_addstr(p->out, "  ");
		const struct wrap_margins at = { p->width, column + 13, column + 13, knowledge_is_right_to_left(p->k) };

		wrap_text(slice_of(rest), &at, knowledge_language(p->k), p->out);
	} else {
		buf_addc(p->out, '\n');
	}
	buf_release(&label);
}

size_t
summary_counts(const struct summary *s, struct summary_row rows[SUMMARY_COUNTS])
{
	const struct { struct summary_row row; bool always; } all[SUMMARY_COUNTS] = {
		{ { .key = "summary.messages", .n = s->messages }, true },
		{ { .key = "summary.requests", .n = s->requests }, false },
		{ { .key = "summary.responses", .n = s->responses }, false },
		{ { .key = "summary.remarks", .n = s->remarks }, false },
		{ { .key = "summary.calls", .n = s->calls }, true },
		{ { .key = "summary.registrations", .n = s->registrations }, true },
		{ { .key = "summary.subscriptions", .n = s->subscriptions }, false },
		{ { .key = "summary.other", .n = s->other }, false },
		{ { .key = "summary.dropped", .n = s->dropped_calls }, false },
	};
	size_t n = 0;

	for (size_t i = 0; i < SUMMARY_COUNTS; i++)
		if (all[i].always || all[i].row.n > 0)
			rows[n++] = all[i].row;
	return n;
}

uint64_t
summary_outcomes(const struct summary *s, struct summary_row rows[SUMMARY_OUTCOMES])
{
	const struct summary_row all[SUMMARY_OUTCOMES] = {
		{ "summary.answered", s->answered - s->failed_after_answer, SEVERITY_INFO },
		{ "summary.failed", s->failed, SEVERITY_ERROR },
		{ "summary.cancelled", s->cancelled, SEVERITY_NOTICE },
		{ "summary.declined", s->declined, SEVERITY_NOTICE },
		{ "summary.unfinished", s->unfinished, SEVERITY_WARNING },
	};
	uint64_t total = 0;

	for (size_t i = 0; i < SUMMARY_OUTCOMES; i++) {
		rows[i] = all[i];
		total += all[i].n;
	}
	return total;
}

static void
counts(struct summary_page *p, const struct summary *s)
{
	struct summary_row rows[SUMMARY_COUNTS];
	size_t n = summary_counts(s, rows);

	colour_text(p->colour, COLOUR_HEADING, knowledge_label(p->k, "summary.title", &p->arena), p->out);
	buf_addc(p->out, '\n');
	for (size_t i = 0; i < n; i++)
		line(p, knowledge_label(p->k, rows[i].key, &p->arena), name_column(p), number(p, (double)rows[i].n, 0), NULL);
	if (s->first.time != NO_TIME && s->last.time > s->first.time)
		line(p, knowledge_label(p->k, "summary.seconds", &p->arena), name_column(p),
		    number(p, (double)(s->last.time - s->first.time) / 1e6, 1), NULL);
}

/* One piece of the bar; cells are shared out so that they add up and nothing that happened has none. */
static void
piece(struct summary_page *p, size_t cells, const char *mark, enum colour c)
{
	colour_begin(p->colour, c, p->out);
	while (cells-- > 0)
		buf_addstr(p->out, mark);
	colour_end(p->colour, p->out);
}

static void
outcomes(struct summary_page *p, const struct summary *s)
{
	static const char *const marks[2][SUMMARY_OUTCOMES] = { { "#", "x", "o", "-", "." }, { "█", "▓", "▒", "▒", "░" } };
	const char *const *mark = marks[p->unicode];
	struct summary_row parts[SUMMARY_OUTCOMES];
	uint64_t total = summary_outcomes(s, parts), before = 0;
	size_t room = p->width > BAR_MOST + 2 ? BAR_MOST : p->width > BAR_LEAST + 2 ? p->width - 2 : BAR_LEAST;

	if (total == 0)
		return;
	summary_heading(p, "summary.outcomes");
	wrap_blanks(2, p->out);
	for (size_t i = 0; i < SUMMARY_OUTCOMES; i++) {
		size_t from = (size_t)((double)before / (double)total * (double)room + 0.5);

		before += parts[i].n;
		size_t to = (size_t)((double)before / (double)total * (double)room + 0.5);
		piece(p, to - from, mark[i], colour_of(parts[i].severity));
	}
	buf_addc(p->out, '\n');
	for (size_t i = 0; i < SUMMARY_OUTCOMES; i++) {
		line(p, arena_printf(&p->arena, "%s %s", mark[i], knowledge_label(p->k, parts[i].key, &p->arena)),
		    name_column(p), number(p, (double)parts[i].n, 0),
		    knowledge_percent(p->k, (double)parts[i].n / (double)total, 1, &p->arena));
	}
}

void
summary_first(const struct tally *t, struct buf *out)
{
	const struct finding f = { .has_where = true, .where = t->first };

	if (t->first.line > 0 || t->first.packet > 0)
		add_place(&f, out);
}

static void
findings(struct summary_page *p, const struct summary *s)
{
	if (s->finding_count > 0)
		summary_heading(p, "summary.findings");
	for (size_t i = 0; i < s->finding_count && i < MOST_LINES; i++) {
		const struct tally *t = &s->findings[i];
		const char *title = knowledge_title(p->k, tally_text(t), &p->arena);
		struct buf rest = BUF_INIT;

		escape_own(slice_of(title ? title : ""), &rest);
		if (t->first.line > 0 || t->first.packet > 0) {
			buf_addstr(&rest, " (");
			summary_first(t, &rest);
			buf_addstr(&rest, ")");
		}
		line(p, t->name, name_column(p), number(p, (double)t->count, 0), rest.p);
		buf_release(&rest);
	}
}

static void
codes(struct summary_page *p, const struct summary *s)
{
	if (s->code_count > 0)
		summary_heading(p, "summary.codes");
	for (size_t i = 0; i < s->code_count; i++) {
		const struct code_tally *c = &s->codes[i];
		char id[32];

		snprintf(id, sizeof id, "code.%d", c->code);
		line(p, arena_printf(&p->arena, "%d %s", c->code, c->method), name_column(p),
		    number(p, (double)c->count, 0), knowledge_title(p->k, id, &p->arena));
	}
}

static void
peers(struct summary_page *p, const struct summary *s)
{
	if (s->peer_count > 0)
		summary_heading(p, "summary.peers");
	for (size_t i = 0; i < s->peer_count && i < MOST_LINES; i++) {
		line(p, s->peers[i].name, name_column(p), number(p, (double)s->peers[i].count, 0), NULL);
	}
}

const char *
metric_value(struct knowledge *k, const struct metric *m, struct arena *a)
{
	if (!m->present)
		return knowledge_label(k, "summary.none", a);
	return m->ratio ? knowledge_percent(k, m->value, 1, a) : seconds_label(k, m->value, 3, a);
}

const char *
metric_basis(const struct metric *m, struct arena *a)
{
	if (!m->present)
		return m->formula;
	return m->ratio ? arena_printf(a, "%s, %llu/%llu", m->formula, (unsigned long long)m->numerator,
	    (unsigned long long)m->denominator) :
	    arena_printf(a, "%s, n = %llu", m->formula, (unsigned long long)m->denominator);
}

static void
metrics(struct summary_page *p, const struct summary *s)
{
	if (s->metric_count > 0)
		summary_heading(p, "summary.metrics");
	for (size_t i = 0; i < s->metric_count; i++) {
		const struct metric *m = &s->metrics[i];

		line(p, m->name, 18, metric_value(p->k, m, &p->arena), metric_basis(m, &p->arena));
	}
}

void
summary_text(struct report *r, const struct summary *s)
{
	struct summary_page p = {
		.k = r->k, .out = &r->text, .width = r->o.width < WRAP_WIDEST ? r->o.width : WRAP_WIDEST,
		.unicode = out_is_utf8(&r->out), .colour = r->o.colour,
	};

	buf_addstr(&r->text, MARK_TABLE);
	counts(&p, s);
	outcomes(&p, s);
	findings(&p, s);
	codes(&p, s);
	peers(&p, s);
	metrics(&p, s);
	board_text(&p, s->board);
	buf_addstr(&r->text, MARK_TABLE_END);
	arena_release(&p.arena);
}
