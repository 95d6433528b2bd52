/* SPDX-License-Identifier: MIT */
/* One line a finding, made for grep: PLACE: severity id CODE PHRASE: title; cause TOKEN; TIME FROM -> TO [call-id] xCOUNT */
#include "report/escape.h"
#include "report/format.h"
#include "report/who.h"

static void
add_cause(const struct finding *f, struct buf *out)
{
	const struct fact *cause = finding_cause(f);

	if (cause == NULL)
		return;
	buf_addstr(out, "; cause ");
	buf_addstr(out, cause->token);
}

/* When, and who called whom. */
static void
add_call(const struct finding *f, struct buf *out)
{
	struct buf text = BUF_INIT;

	if (f->has_where)
		add_time(place_time(&f->where), place_zone(&f->where), &text);
	buf_addstr(&text, text.n > 0 ? " " : "");
	who_add(f, false, SIZE_MAX, &text);
	struct slice known = slice_trim(buf_slice(&text));
	buf_addstr(out, known.n > 0 ? "; " : "");
	buf_add(out, known);
	buf_release(&text);
}

static void
brief_finding(struct report *r, const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct buf *out = &r->text;
	const char *phrase = f->phrase ? f->phrase : "";
	const char *title = knowledge_title(r->k, finding_text(f), &a);

	size_t start = out->n;
	add_place(f, out);
	buf_addstr(out, out->n > start ? ": " : "");
	buf_addstr(out, severity_token(f->severity));
	buf_addc(out, ' ');
	buf_addstr(out, f->id);
	if (f->code > 0) {
		buf_addc(out, ' ');
		buf_add_number(out, (uint64_t)f->code);
	}
	if (phrase[0] != '\0') {
		buf_addc(out, ' ');
		escape_text(slice_of(phrase), out);
	}
	buf_addstr(out, ": ");
	struct buf shown = BUF_INIT;
	escape_text(slice_of(title ? title : f->id), &shown);
	add_own_cell(r->k, shown.p, out);
	buf_release(&shown);
	add_cause(f, out);
	add_call(f, out);
	if (f->has_call && f->call.call_id != NULL) {
		buf_addstr(out, " [");
		escape_text(slice_of(f->call.call_id), out);
		buf_addc(out, ']');
	}
	if (f->count > 1)
		buf_addf(out, " x%llu", (unsigned long long)f->count);
	buf_addc(out, '\n');
	arena_release(&a);
}

/* PLACE: TIME FROM -> TO DURATION OUTCOME id; ended by WHOM [call-id] */
static void
brief_call(struct report *r, const struct call_line *line)
{
	const struct finding f = { .has_where = true, .where = line->where, .has_call = true, .call = line->call, .count = 1 };
	struct buf *out = &r->text;
	size_t start = out->n;

	add_place(&f, out);
	buf_addstr(out, out->n > start ? ": " : "");
	add_time(place_time(&f.where), place_zone(&f.where), out);
	buf_addstr(out, f.where.time != NO_TIME ? " " : "");
	who_add(&f, false, SIZE_MAX, out);
	if (line->duration != NO_TIME)
		buf_addf(out, " %.3f", (double)line->duration / 1e6);
	buf_addf(out, " %s %s", outcome_token(line->outcome), line->id != NULL ? line->id : "-");
	if (line->cause != NULL)
		buf_addf(out, "; cause %s", line->cause);
	if (line->call.ended_by != NULL) {
		buf_addstr(out, "; ended by ");
		escape_text(slice_of(line->call.ended_by), out);
	}
	buf_addstr(out, " [");
	escape_text(slice_of(line->call.call_id), out);
	buf_addstr(out, "]\n");
}

const struct format_ops brief_format = { .finding = brief_finding, .call = brief_call };
