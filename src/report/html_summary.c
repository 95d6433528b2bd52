/* SPDX-License-Identifier: MIT */
/* --summary as a page: the numbers first, how calls ended as a bar, then what failed, where, and how often. */
#include "report/board_table.h"
#include "report/html.h"
#include "report/summary.h"

enum { BAR = 1000 };	/* the bar's own units; it is as wide as the page */

static const char *
number(const struct html *h, uint64_t n)
{
	return knowledge_number(h->k, (double)n, 0, h->arena);
}

static void
heading(const struct html *h, const char *text)
{
	html_block(h, "h2", "part", text);
}

static void
tile(const struct html *h, const char *key, const char *value)
{
	html_raw(h, "<div><dt>");
	html_label(h, key);
	html_raw(h, "</dt><dd>");
	html_own(h, value);
	html_raw(h, "</dd></div>\n");
}

static void
counts(const struct html *h, const struct summary *s)
{
	struct summary_row rows[SUMMARY_COUNTS];
	size_t n = summary_counts(s, rows);

	html_raw(h, "<dl class=\"tiles\">\n");
	for (size_t i = 0; i < n; i++)
		tile(h, rows[i].key, number(h, rows[i].n));
	if (s->first.time != NO_TIME && s->last.time > s->first.time)
		tile(h, "summary.seconds", knowledge_number(h->k, (double)(s->last.time - s->first.time) / 1e6, 1, h->arena));
	html_raw(h, "</dl>\n");
}

/* "<rect …/>" from one share of the whole to another. */
static void
piece(const struct html *h, const char *class, uint64_t from, uint64_t to, uint64_t total)
{
	if (to <= from || total == 0)	/* a summary that was read may count to 0 */
		return;

	int start = (int)((double)from / (double)total * BAR), end = (int)((double)to / (double)total * BAR);

	buf_addf(h->out, "<rect class=\"%s\" x=\"%d\" width=\"%d\" height=\"10\"/>", class, start,
	    end > start ? end - start : 1);
}

static void
bar_begin(const struct html *h, const char *class)
{
	buf_addf(h->out, "<svg class=\"bar %s\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\" "
	    "aria-hidden=\"true\">", class, BAR);
}

static void
bar_cell(const struct html *h, const char *class, uint64_t n, uint64_t most)
{
	html_raw(h, "<td class=\"share\">");
	bar_begin(h, "small");
	piece(h, class, 0, n, most);
	html_raw(h, "</svg></td>");
}

static void
outcomes(const struct html *h, const struct summary *s)
{
	static const char *const classes[SUMMARY_OUTCOMES] = { "info", "error", "notice", "notice light", "warning" };
	struct summary_row rows[SUMMARY_OUTCOMES];
	uint64_t total = summary_outcomes(s, rows), before = 0;

	if (total == 0)
		return;
	heading(h, knowledge_label(h->k, "summary.outcomes", h->arena));
	bar_begin(h, "whole");
	for (size_t i = 0; i < SUMMARY_OUTCOMES; before += rows[i++].n)
		piece(h, classes[i], before, before + rows[i].n, total);
	html_raw(h, "</svg>\n<ul class=\"key\">\n");
	for (size_t i = 0; i < SUMMARY_OUTCOMES; i++) {
		buf_addf(h->out, "<li class=\"%s\">", classes[i]);
		html_label(h, rows[i].key);
		html_raw(h, " <b>");
		html_own(h, number(h, rows[i].n));
		html_raw(h, "</b> ");
		html_own(h, knowledge_percent(h->k, (double)rows[i].n / (double)total, 1, h->arena));
		html_raw(h, "</li>\n");
	}
	html_raw(h, "</ul>\n");
}

static void
finding_row(const struct html *h, const struct tally *t, uint64_t most)
{
	const char *title = knowledge_title(h->k, tally_text(t), h->arena);
	struct entry e = { .severity = SEVERITY_NOTICE };
	struct buf first = BUF_INIT;

	knowledge_entry(h->k, t->name, &e);
	html_raw(h, "<tr><td><code>");
	html_text(h, t->name);
	html_raw(h, "</code></td>");
	html_cell_own(h, "n", number(h, t->count));
	bar_cell(h, severity_token(e.severity), t->count, most);
	html_cell_own(h, "", title != NULL ? title : "");
	summary_first(t, &first);
	html_cell(h, "", buf_slice(&first).p);
	html_raw(h, "</tr>\n");
	buf_release(&first);
}

static void
findings(const struct html *h, const struct summary *s)
{
	if (s->finding_count == 0)
		return;
	heading(h, knowledge_label(h->k, "summary.findings", h->arena));
	html_table_begin(h, "label.name_id #=  label.name_finding label.name_place");
	for (size_t i = 0; i < s->finding_count; i++)
		finding_row(h, &s->findings[i], s->findings[0].count);
	html_table_end(h);
}

static void
codes(const struct html *h, const struct summary *s)
{
	uint64_t most = 0;

	if (s->code_count == 0)
		return;
	for (size_t i = 0; i < s->code_count; i++)
		most = s->codes[i].count > most ? s->codes[i].count : most;
	heading(h, knowledge_label(h->k, "summary.codes", h->arena));
	html_table_begin(h, "");
	for (size_t i = 0; i < s->code_count; i++) {
		const struct code_tally *c = &s->codes[i];
		const char *title = knowledge_title(h->k, arena_printf(h->arena, "code.%d", c->code), h->arena);

		html_raw(h, "<tr>");
		html_cell(h, "", arena_printf(h->arena, "%d %s", c->code, c->method));
		html_cell_own(h, "n", number(h, c->count));
		bar_cell(h, c->code < 300 ? "info" : "notice", c->count, most);
		html_cell_own(h, "", title != NULL ? title : "");
		html_raw(h, "</tr>\n");
	}
	html_table_end(h);
}

static void
peers(const struct html *h, const struct summary *s)
{
	if (s->peer_count == 0)
		return;
	heading(h, knowledge_label(h->k, "summary.peers", h->arena));
	html_table_begin(h, "");
	for (size_t i = 0; i < s->peer_count; i++) {
		html_raw(h, "<tr>");
		html_cell(h, "", s->peers[i].name);
		html_cell_own(h, "n", number(h, s->peers[i].count));
		bar_cell(h, "error", s->peers[i].count, s->peers[0].count);
		html_raw(h, "</tr>\n");
	}
	html_table_end(h);
}

static void
metrics(const struct html *h, const struct summary *s)
{
	if (s->metric_count == 0)
		return;
	heading(h, knowledge_label(h->k, "summary.metrics", h->arena));
	html_table_begin(h, "");
	for (size_t i = 0; i < s->metric_count; i++) {
		html_raw(h, "<tr>");
		html_cell(h, "", s->metrics[i].name);
		html_cell_own(h, "n", metric_value(h->k, &s->metrics[i], h->arena));
		html_cell(h, "note", metric_basis(&s->metrics[i], h->arena));
		html_raw(h, "</tr>\n");
	}
	html_table_end(h);
}

static void
shared(const struct html *h, const struct board *b)
{
	struct shared list[SHARED_MOST];
	size_t n = board_shared(b, list);

	if (n == 0)
		return;
	heading(h, knowledge_label(h->k, "summary.shared", h->arena));
	html_raw(h, "<ul>\n");
	for (size_t i = 0; i < n; i++) {
		html_raw(h, "<li>");
		html_sentence(h, shared_sentence(h->k, &list[i], ARGUMENTS_HTML, h->arena));
		html_raw(h, "</li>\n");
	}
	html_raw(h, "</ul>\n");
}

static void
board(const struct html *h, const struct board *b)
{
	struct board_table t = { .k = h->k, .arena = h->arena };

	if (b->by.n == 0)
		return;
	heading(h, board_title(h->k, b, h->arena));
	board_table_fill(&t, b);
	html_raw(h, "<div class=\"wide\"><table>\n");
	for (size_t i = 0; i < t.n; i++) {
		html_raw(h, i == 0 ? "<thead><tr><th></th>" : "<tr>");
		if (i > 0)
			html_cell(h, "", t.rows[i].name);
		for (size_t c = 0; c < BOARD_CELLS; c++) {
			if (i > 0) {
				html_cell_own(h, "n", t.rows[i].cells[c]);
				continue;
			}
			html_raw(h, "<th scope=\"col\" class=\"n\">");
			html_own(h, t.rows[i].cells[c]);
			html_raw(h, "</th>");
		}
		html_raw(h, i == 0 ? "</tr></thead>\n<tbody>\n" : "</tr>\n");
	}
	html_table_end(h);
	shared(h, b);
}

void
html_summary(struct report *r, const struct summary *s)
{
	struct arena a = ARENA_INIT;
	struct html h = html_open(r, &a);
	const char *title = knowledge_label(r->k, "summary.title", &a);

	html_report_open(r, title);
	html_block(&h, "h1", "total", title);
	html_raw(&h, "<div class=\"figures\">\n");
	counts(&h, s);
	outcomes(&h, s);
	findings(&h, s);
	codes(&h, s);
	peers(&h, s);
	metrics(&h, s);
	board(&h, s->board);
	html_raw(&h, "</div>\n");
	arena_release(&a);
}
