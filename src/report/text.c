/* SPDX-License-Identifier: MIT */
/* Findings for a person at a terminal: the answer in the first line, then why and what to do. */
#include "finding/ids.h"
#include "report/colour.h"
#include "report/compare.h"
#include "report/escape.h"
#include "report/ladder.h"
#include "report/page.h"
#include "report/summary.h"
#include "report/who.h"
#include "report/wrap.h"

static bool
explained_before(struct report *r, const char *id)
{
	for (size_t i = 0; i < r->explained.n; i++)
		if (strcmp(r->explained.p[i], id) == 0)
			return true;
	r->explained.p = xrealloc(r->explained.p, r->explained.n + 1, sizeof *r->explained.p);
	r->explained.p[r->explained.n++] = xstrdup(id);
	return false;
}

/* Where the finding is, in the shortest form: one line is all that a repeated entry gets. */
static void
add_short_place(const struct finding *f, struct buf *out)
{
	if (f->has_where) {
		buf_addstr(out, "  ");
		add_place(f, out);
	}
	if (f->has_call && f->call.call_id != NULL) {
		buf_addstr(out, "  ");
		escape_text(slice_of(f->call.call_id), out);
	}
}

/* A repeated line is kept short: of a code what was received, of all else what it is. */
static void
one_line(struct page *p, const struct view *v)
{
	const struct finding *f = v->f;
	size_t taken = page_severity(p, f->severity);
	struct buf rest = BUF_INIT;
	bool named = v->name != NULL && id_is_of(f->id, "code");

	page_lead(p, f, &rest);
	(named ? escape_text : escape_own)(slice_of(named ? v->name : v->text.title), &rest);
	add_short_place(f, &rest);
	page_paragraph(p, taken, PAGE_INDENT, rest.p);
	buf_release(&rest);
}

static void
text_finding(struct report *r, const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct page p = page_open(r, &a);
	struct view v;

	view_open(&v, r, f, &a);
	if (r->mode.trace && r->mode.live && explained_before(r, finding_text(f))) {
		one_line(&p, &v);
	} else if (r->o.explain) {
		buf_addstr(&r->text, r->pages++ > 0 ? "\n" : "");
		page_whole(&p, &v);
	} else {
		page_short(&p, &v);
	}
	if (r->o.ladder && f->step_count > 0) {
		buf_addstr(&r->text, "\n" MARK_TABLE);
		ladder_draw(f, &(struct ladder_style){ r->o.width, out_is_utf8(&r->out), r->o.colour, decimal_point(r->k, &a) },
		    &r->text);
		buf_addstr(&r->text, MARK_TABLE_END);
	}
	arena_release(&a);
}

static void
total(struct report *r)
{
	struct arena a = ARENA_INIT;
	struct page p = page_open(r, &a);
	const char *said = total_sentence(r, &a);

	if (said != NULL) {
		buf_addstr(&r->text, r->findings > 0 ? "\n" : "");
		if (r->unfolded > 0)
			page_paragraph(&p, 0, 0, unfolded_sentence(r, &a));
		page_paragraph(&p, 0, 0, said);
	}
	arena_release(&a);
}

static void
text_left_out(struct report *r)
{
	struct arena a = ARENA_INIT;
	struct page p = page_open(r, &a);

	if (r->seen.left_out > 0)
		page_paragraph(&p, 0, 0, left_out_label(r, false, &a));
	if (r->seen.findings_left_out > 0)
		page_paragraph(&p, 0, 0, left_out_label(r, true, &a));
	arena_release(&a);
}

static void
text_end(struct report *r)
{
	total(r);
	if (r->pages > 0 || r->seen.calls + r->seen.registrations + r->seen.others > 0)
		text_left_out(r);
}

static void
column_rest(struct buf *out, size_t width, size_t used)
{
	wrap_blanks((used < width ? width - used : 0) + 2, out);
}

/* A column as wide as it should be, two blanks behind it; what is longer pushes the rest. */
static void
column(struct buf *out, size_t width, struct slice text)
{
	buf_add(out, text);
	column_rest(out, width, text_width(text));
}

/* The same of what may have letters that run from right to left, kept within `mark` then. */
static void
cell(struct report *r, size_t width, const char *text, const char *mark)
{
	bool turns = text_turns(slice_of(text));

	buf_addstr(&r->text, turns ? mark : "");
	buf_addstr(&r->text, text);
	buf_addstr(&r->text, turns ? MARK_ISOLATE_END : "");
	column_rest(&r->text, width, text_width(slice_of(text)));
}

/* "09:26:14Z  1001 → 2002  32.0 s  failed  dialog.missing-ack  203.0.113.10:5060 (BYE)", one line however long. */
static void
text_call(struct report *r, const struct call_line *line)
{
	enum { WHO = 26, OUTCOME = 11, DURATION = 8, ID = 22 };
	const struct finding f = { .has_where = true, .where = line->where, .has_call = true, .call = line->call, .count = 1 };
	struct arena a = ARENA_INIT;
	struct buf who = BUF_INIT, time = BUF_INIT;

	buf_addstr(&r->text, MARK_TABLE);
	add_clock(place_time(&line->where), place_zone(&line->where), &time);
	column(&r->text, 9, buf_slice(&time));
	who_add(&f, out_is_utf8(&r->out), SIZE_MAX, &who);
	cell(r, WHO, who.p, MARK_ISOLATE);
	struct slice duration = slice_of(line->duration != NO_TIME ? duration_label(r->k, line->duration, &a) : "-");
	size_t width = text_width(duration);
	wrap_blanks(width < DURATION ? DURATION - width : 0, &r->text);
	cell(r, 0, duration.p, MARK_RIGHT);
	const char *outcome = token_label(r->k, "outcome", outcome_token(line->outcome), &a);
	colour_begin(r->o.colour && line->id != NULL, colour_of(line->severity), &r->text);
	add_own_cell(r->k, outcome, &r->text);
	colour_end(r->o.colour && line->id != NULL, &r->text);
	width = text_width(slice_of(outcome));
	wrap_blanks((width < OUTCOME ? OUTCOME - width : 0) + 2, &r->text);
	column(&r->text, line->call.ended_by != NULL ? ID : 0, slice_of(line->id != NULL ? line->id : "-"));
	escape_text(slice_of(line->call.ended_by ? line->call.ended_by : ""), &r->text);
	while (r->text.p[r->text.n - 1] == ' ')
		r->text.n--;
	buf_addstr(&r->text, "\n" MARK_TABLE_END);
	buf_release(&who);
	buf_release(&time);
	arena_release(&a);
}

/* "12.4 s", "3 copies": as many as the limit is in. */
static const char *
amount(struct report *r, const struct guard_seen *g, double value, struct arena *a)
{
	if (strcmp(guard_unit(g->guard), "s") == 0)
		return seconds_label(r->k, value, value < 1 ? 3 : 1, a);
	return arena_printf(a, "%.0f", value);
}

/* "    no   the trace goes on long enough: 12.4 s (limit 32 s)" */
static void
why_guard(struct report *r, struct page *p, const struct guard_seen *g, struct arena *a)
{
	const char *sentence = guard_sentence(r->k, g->guard, a);
	const char *limit = g->has_limit ? amount(r, g, g->limit, a) : NULL;

	if (g->has_limit)
		sentence = format_label(r->k, "why.number", sentence,
		    g->has_value ? amount(r, g, g->value, a) : "?", limit, 0, a);
	wrap_blanks(4, &r->text);
	page_paragraph(p, 4, 9, format_label(r->k, g->holds ? "why.holds" : "why.holds_not", sentence, NULL, NULL, 0, a));
}

/* "09:26:14Z  1001 → 2002", or the addresses of what is no call, then each rule with what became of it, and its guards. */
static void
text_why(struct report *r, const struct why_call *why)
{
	const struct finding f = { .has_where = true, .where = why->where, .has_call = true, .call = why->call, .count = 1 };
	struct arena a = ARENA_INIT;
	struct page p = page_open(r, &a);
	struct buf head = BUF_INIT;

	buf_addstr(&r->text, r->pages++ > 0 ? "\n" : "");
	add_clock(place_time(&why->where), place_zone(&why->where), &head);
	buf_addstr(&head, head.n > 0 ? "  " : "");
	who_add(&f, out_is_utf8(&r->out), SIZE_MAX, &head);
	if (why->call.call_id != NULL)
		buf_addf(&head, "%s%s", head.n > 0 ? "  " : "", argument(r->k, why->call.call_id, ARGUMENTS_TEXT, &a));
	if (head.n > 0)
		page_paragraph(&p, 0, 2, arena_slice(&a, buf_slice(&head)));
	for (size_t i = 0; i < why->count; i++) {
		const struct why_rule *rule = &why->rules[i];
		const char *outcome = token_label(r->k, "why", why_token(rule->outcome), &a);

		wrap_blanks(2, &r->text);
		page_paragraph(&p, 2, 4, rule->at.message == 0 ?
		    format_label(r->k, "why.rule", rule->rule, outcome, NULL, 0, &a) :
		    format_label(r->k, "why.rule_at", rule->rule, outcome,
		    arena_printf(&a, "%llu", (unsigned long long)spot_number(rule->at)), 0, &a));
		for (size_t n = 0; n < rule->count; n++)
			why_guard(r, &p, &rule->guards[n], &a);
	}
	buf_release(&head);
	arena_release(&a);
}

const struct format_ops text_format = {
	.finding = text_finding, .answered = page_answered, .end = text_end, .call = text_call, .why = text_why,
	.summary = summary_text, .left_out = text_left_out, .compare = compare_text, .captures = captures_text,
};
