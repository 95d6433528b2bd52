/* SPDX-License-Identifier: MIT */
/* A report as a page: what all that can stand on it needs before, between and behind. */
#include "report/escape.h"
#include "report/html.h"
#include "report/who.h"

/* A file where nothing is wrong, or findings told one by one: the total stands below them. */
static void
html_end(struct report *r)
{
	struct arena a = ARENA_INIT;
	struct html h = html_open(r, &a);
	const char *total = total_sentence(r, &a);

	if (total != NULL && !r->totalled) {
		html_report_open(r, total);
		html_block(&h, r->findings == 0 ? "h1" : "p", "total", total);
	}
	if (r->opened && r->unfolded > 0)
		html_block(&h, "p", "note", unfolded_sentence(r, &a));
	arena_release(&a);
	if (r->opened)
		html_format.left_out(r);
}

static void
html_left_out(struct report *r)
{
	struct arena a = ARENA_INIT;
	struct html h = html_open(r, &a);

	if (r->calls_begun)
		html_table_end(&h);
	if (r->seen.left_out > 0)
		html_block(&h, "p", "note", left_out_label(r, false, &a));
	if (r->seen.findings_left_out > 0)
		html_block(&h, "p", "note", left_out_label(r, true, &a));
	arena_release(&a);
}

static void
html_close(struct report *r)
{
	struct arena a = ARENA_INIT;
	struct html h = html_open(r, &a);

	if (r->opened)
		html_page_end(&h);
	arena_release(&a);
}

static void
html_calls_begin(struct report *r)
{
	struct arena a = ARENA_INIT;
	struct html h = html_open(r, &a);
	const char *title = knowledge_label(r->k, "summary.calls", &a);

	html_report_open(r, title);
	html_block(&h, "h1", "total", title);
	html_table_begin(&h, "label.name_time label.name_from label.name_to label.name_duration= label.name_outcome "
	    "label.name_finding label.name_ended_by");
	arena_release(&a);
}

static void
html_call(struct report *r, const struct call_line *line)
{
	struct arena a = ARENA_INIT;
	struct html h = html_open(r, &a);
	struct buf time = BUF_INIT;

	if (line->id != NULL)
		buf_addf(h.out, "<tr class=\"%s\">", severity_token(line->severity));
	else
		buf_addstr(h.out, "<tr>");
	add_time(place_time(&line->where), place_zone(&line->where), &time);
	html_cell(&h, "time", buf_slice(&time).p);
	html_cell(&h, "", arena_slice(&a, who_of(line->call.from)));
	html_cell(&h, "", arena_slice(&a, who_of(line->call.to)));
	const char *duration = duration_label(r->k, line->duration, &a);
	html_cell_own(&h, "n", duration != NULL ? duration : "");
	html_cell_own(&h, "outcome", token_label(r->k, "outcome", outcome_token(line->outcome), &a));
	html_raw(&h, "<td>");
	if (line->id != NULL) {
		const char *title = knowledge_title(r->k, line->id, &a);

		html_raw(&h, "<code>");
		html_text(&h, line->id);
		html_raw(&h, "</code> ");
		html_own(&h, title != NULL ? title : "");
	}
	html_raw(&h, "</td>");
	html_cell(&h, "", line->call.ended_by != NULL ? line->call.ended_by : "");
	html_raw(&h, "</tr>\n");
	buf_release(&time);
	arena_release(&a);
}

const struct format_ops html_format = {
	.finding = html_finding, .end = html_end, .calls_begin = html_calls_begin, .call = html_call, .summary = html_summary,
	.left_out = html_left_out, .close = html_close,
};
