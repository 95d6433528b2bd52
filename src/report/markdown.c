/* SPDX-License-Identifier: MIT */
/* A ticket to paste: what happened, the evidence as a table, the ladder of the call, what is asked for. */
#include "report/compare.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/ladder.h"
#include "report/who.h"

enum { LADDER_WIDTH = 100 };

static void
heading(struct report *r, int level, const char *key, struct arena *a)
{
	buf_addf(&r->text, "\n%.*s %s\n\n", level, "####", knowledge_label(r->k, key, a));
}

/* Text from the message: its own marks must not become the ticket's. */
static void
safe(struct report *r, const char *text)
{
	escape_markdown(slice_of(text), &r->text);
}

/* The page it is pasted into may run the other way. */
static void
right(struct report *r, bool begins)
{
	if (knowledge_is_right_to_left(r->k))
		buf_addstr(&r->text, begins ? MARK_RIGHT : MARK_ISOLATE_END);
}

static void
own(struct report *r, const char *text)
{
	right(r, true);
	escape_markdown_own(slice_of(text), &r->text);
	right(r, false);
}

/* One of the knowledge's sentences with arguments. */
static void
sentence(struct report *r, const char *text)
{
	right(r, true);
	escape_markdown_sentence(slice_of(text), &r->text);
	right(r, false);
}

static void
code(struct report *r, const char *text)
{
	escape_code(slice_of(text), &r->text);
}

static void
items(struct report *r, const char *key, const char *const *list, size_t n, const char *mark, struct arena *a)
{
	if (n == 0)
		return;
	heading(r, 3, key, a);
	for (size_t i = 0; i < n; i++) {
		buf_addstr(&r->text, mark);
		own(r, list[i]);
		buf_addc(&r->text, '\n');
	}
}

static void
row(struct report *r, const char *key, const char *value, struct arena *a)
{
	if (value == NULL || value[0] == '\0')
		return;
	buf_addf(&r->text, "| %s | ", knowledge_label(r->k, key, a));
	code(r, value);
	buf_addstr(&r->text, " |\n");
}

/* Place, time, addresses and the call, as far as they are known. */
static void
facts(struct report *r, const struct view *v, struct arena *a)
{
	const struct finding *f = v->f;
	struct buf text = BUF_INIT;

	buf_addf(&r->text, "\n| %s | |\n|---|---|\n", knowledge_label(r->k, "label.what", a));
	row(r, "label.name_id", f->id, a);
	if (v->cause != NULL)
		row(r, "label.name_cause", v->cause->token, a);
	row(r, "label.name_severity", token_label(r->k, "severity", severity_token(f->severity), a), a);
	row(r, "label.name_party", view_party_label(r->k, v), a);
	row(r, "label.name_retry", token_label(r->k, "retry", retry_token(f->retry), a), a);
	add_place(f, &text);
	row(r, "label.name_place", text.p, a);
	buf_reset(&text);
	if (f->has_where)
		add_time(place_time(&f->where), place_zone(&f->where), &text);
	row(r, "label.name_time", text.p, a);
	buf_reset(&text);
	if (f->has_where)
		add_both_ends(&f->where, true, &text);
	row(r, "label.name_addresses", text.p, a);
	buf_release(&text);
	if (!f->has_call)
		return;
	row(r, "label.name_call_id", f->call.call_id, a);
	row(r, "label.name_from", f->call.from, a);
	row(r, "label.name_to", f->call.to, a);
	row(r, "label.name_answered_by", f->call.answered_by, a);
	row(r, "label.name_ended_by", f->call.ended_by, a);
}

/* The first of those folded together. */
static void
first_calls(struct report *r, const struct finding *f, struct arena *a)
{
	if (f->count <= 1 || f->folded_count == 0)
		return;
	heading(r, 3, "label.first_calls", a);
	for (size_t i = 0; i < f->folded_count; i++) {
		const struct folded *c = &f->folded[i];
		const struct finding one = { .has_where = true, .where = c->where, .has_call = c->from != NULL || c->to != NULL,
			.call = { .from = c->from, .to = c->to } };
		struct buf text = BUF_INIT;

		buf_addstr(&r->text, "- ");
		add_place(&one, &text);
		if (text.n > 0)
			code(r, text.p);
		buf_reset(&text);
		buf_addstr(&text, " ");
		add_time(place_time(&c->where), place_zone(&c->where), &text);
		buf_addstr(&text, " ");
		who_add(&one, true, SIZE_MAX, &text);
		safe(r, text.p);
		if (c->call_id != NULL) {
			buf_addstr(&r->text, ", Call-ID ");
			code(r, c->call_id);
		}
		buf_addc(&r->text, '\n');
		buf_release(&text);
	}
}

static void
evidence(struct report *r, const struct finding *f, struct arena *a)
{
	if (f->evidence_count == 0)
		return;
	heading(r, 3, "label.evidence", a);
	buf_addf(&r->text, "| # | %s | %s | %s |\n|---|---|---|---|\n", knowledge_label(r->k, "label.what", a),
	    knowledge_label(r->k, "label.value", a), knowledge_label(r->k, "label.shows", a));
	for (size_t i = 0; i < f->evidence_count; i++) {
		const struct evidence *e = &f->evidence[i];
		const char *said = evidence_sentence(r->k, e, ARGUMENTS_MARKDOWN, a);
		uint64_t number = spot_number(e->at);

		buf_addstr(&r->text, "| ");
		if (number != 0)
			buf_addf(&r->text, "%llu", (unsigned long long)number);
		buf_addstr(&r->text, " | ");
		safe(r, e->name ? e->name : evidence_token(e->kind));
		buf_addstr(&r->text, " | ");
		if (e->value != NULL && e->value[0] != '\0')
			code(r, e->value);
		buf_addstr(&r->text, " | ");
		sentence(r, said ? said : "");
		buf_addstr(&r->text, " |\n");
	}
}

static void
ladder(struct report *r, const struct finding *f, struct arena *a)
{
	if (f->step_count == 0)
		return;
	heading(r, 3, "label.messages", a);
	buf_addstr(&r->text, "```text\n");
	ladder_draw(f, &(struct ladder_style){ LADDER_WIDTH, out_is_utf8(&r->out), false, decimal_point(r->k, a) }, &r->text);
	buf_addstr(&r->text, "```\n");
}

/* What the reader of the ticket is asked for: find the call, say why, by whoever has to act. */
static void
request(struct report *r, const struct view *v)
{
	const struct finding *f = v->f;
	const char *const key = arena_printf(v->arena, "ticket.ask_%s", party_token(v->f->party));

	if (!f->has_call && !f->has_where)
		return;
	heading(r, 3, "ticket.ask", v->arena);
	if (f->has_call && f->call.call_id != NULL)
		buf_addf(&r->text, "- %s\n", knowledge_label(r->k, "ticket.find_call", v->arena));
	buf_addstr(&r->text, "- ");
	sentence(r, format_label(r->k, key, argument(r->k, v->name ? v->name : v->text.title, ARGUMENTS_MARKDOWN, v->arena),
	    NULL, NULL, 0, v->arena));
	buf_addf(&r->text, "\n- %s\n", knowledge_label(r->k, "ticket.tell_us", v->arena));
}

static void
markdown_finding(struct report *r, const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct view v;

	view_open(&v, r, f, &a);
	buf_addstr(&r->text, r->findings > 1 ? "\n## " : "## ");
	if (v.name != NULL)
		safe(r, v.name);
	if (!v.says_title) {
		buf_addstr(&r->text, v.name ? " — " : "");
		own(r, v.text.title);
	}
	if (f->count > 1)
		buf_addf(&r->text, " (×%s)", knowledge_number(r->k, (double)f->count, 0, &a));
	buf_addc(&r->text, '\n');
	if (v.text.meaning != NULL && v.text.meaning[0] != '\0') {
		buf_addc(&r->text, '\n');
		own(r, v.text.meaning);
		buf_addc(&r->text, '\n');
	}
	const char *said = match_sentence(r->k, f, ARGUMENTS_MARKDOWN, &a);
	if (said != NULL) {
		buf_addc(&r->text, '\n');
		sentence(r, said);
		buf_addc(&r->text, '\n');
	}
	facts(r, &v, &a);
	first_calls(r, f, &a);
	evidence(r, f, &a);
	ladder(r, f, &a);
	items(r, "label.causes", v.causes, v.cause_count, "- ", &a);
	items(r, "label.fixes", v.fixes, v.fix_count, "1. ", &a);
	if (r->o.explain && v.cause == NULL)
		items(r, "label.look", v.text.look.p, v.text.look.n, "- ", &a);
	request(r, &v);
	items(r, "label.also", f->also, f->also_count, "- ", &a);
	items(r, "label.name_references", v.facts.references.p, v.facts.references.n, "- ", &a);
	arena_release(&a);
}

static void
markdown_calls_begin(struct report *r)
{
	static const char *const keys[] = {
		"label.name_time", "label.name_from", "label.name_to", "label.name_duration", "label.name_outcome",
		"label.name_ended_by", "label.name_finding",
	};
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		buf_addf(&r->text, "| %s ", knowledge_label(r->k, keys[i], &a));
	buf_addstr(&r->text, "|\n|---|---|---|---|---|---|---|\n");
	arena_release(&a);
}

static void
cell(struct report *r, const char *text)
{
	buf_addstr(&r->text, "| ");
	safe(r, text != NULL ? text : "");
	buf_addc(&r->text, ' ');
}

static void
markdown_call(struct report *r, const struct call_line *line)
{
	struct arena a = ARENA_INIT;
	struct buf time = BUF_INIT;

	add_time(place_time(&line->where), place_zone(&line->where), &time);
	cell(r, time.p);
	cell(r, arena_slice(&a, who_of(line->call.from)));
	cell(r, arena_slice(&a, who_of(line->call.to)));
	cell(r, duration_label(r->k, line->duration, &a));
	cell(r, token_label(r->k, "outcome", outcome_token(line->outcome), &a));
	cell(r, line->call.ended_by);
	cell(r, line->id);
	buf_addstr(&r->text, "|\n");
	buf_release(&time);
	arena_release(&a);
}

static void
markdown_left_out(struct report *r)
{
	struct arena a = ARENA_INIT;

	if (r->seen.left_out > 0)
		buf_addf(&r->text, "\n%s\n", left_out_label(r, false, &a));
	if (r->seen.findings_left_out > 0)
		buf_addf(&r->text, "\n%s\n", left_out_label(r, true, &a));
	arena_release(&a);
}

static void
markdown_end(struct report *r)
{
	struct arena a = ARENA_INIT;
	const char *total = r->o.calls ? total_sentence(r, &a) : NULL;

	if (total != NULL)
		buf_addf(&r->text, "%s\n", total);
	if (r->unfolded > 0)
		buf_addf(&r->text, "\n%s\n", unfolded_sentence(r, &a));
	markdown_left_out(r);
	arena_release(&a);
}

const struct format_ops markdown_format = {
	.finding = markdown_finding, .end = markdown_end, .calls_begin = markdown_calls_begin, .call = markdown_call,
	.left_out = markdown_left_out, .compare = compare_markdown, .captures = captures_markdown,
};
