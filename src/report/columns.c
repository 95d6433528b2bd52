/* SPDX-License-Identifier: MIT */
#include "report/columns.h"

#include "report/escape.h"

const struct columns tsv_columns = { '\t', escape_column, "\n" };
const struct columns csv_columns = { ',', escape_cell, "\r\n" };	/* RFC 4180 §2 */

void
columns_header(const struct columns *c, const char *names, struct buf *out)
{
	for (; *names; names++)
		buf_addc(out, *names == ' ' ? c->divider : *names);
	buf_addstr(out, c->line_end);
}

void
columns_cell(const struct columns *c, const char *text, struct buf *out)
{
	buf_addc(out, c->divider);
	if (text != NULL)
		c->escape(slice_of(text), out);
}

static void
number(const struct columns *c, uint64_t n, struct buf *out)
{
	buf_addc(out, c->divider);
	if (n != 0)
		buf_addf(out, "%llu", (unsigned long long)n);
}

static void
place(const struct columns *c, const struct finding *f, struct buf *out)
{
	const struct place *w = &f->where;

	columns_cell(c, f->has_where ? w->file : NULL, out);
	number(c, f->has_where ? w->line : 0, out);
	number(c, f->has_where ? w->packet : 0, out);
	buf_addc(out, c->divider);
	if (f->has_where)
		add_time(place_time(w), place_zone(w), out);
	buf_addc(out, c->divider);
	if (f->has_where)
		addr_format(&w->src, true, out);
	buf_addc(out, c->divider);
	if (f->has_where)
		addr_format(&w->dst, true, out);
}

static void
call(const struct columns *c, const struct finding *f, struct buf *out)
{
	static const struct call_info none;
	const struct call_info *info = f->has_call ? &f->call : &none;

	columns_cell(c, info->call_id, out);
	columns_cell(c, info->method, out);
	buf_addc(out, c->divider);
	if (info->has_cseq)
		buf_addf(out, "%u", info->cseq);
	columns_cell(c, info->from, out);
	columns_cell(c, info->to, out);
	columns_cell(c, info->answered_by, out);
	columns_cell(c, info->ended_by, out);
}

void
columns_begin(struct report *r, const struct columns *c)
{
	columns_header(c, "id severity party retry code phrase match confidence title file line packet time source destination "
	    "call_id method cseq from to answered_by ended_by count also", &r->text);
}

void
columns_finding(struct report *r, const struct columns *c, const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct buf *out = &r->text;

	buf_addstr(out, f->id);
	columns_cell(c, severity_token(f->severity), out);
	columns_cell(c, party_token(f->party), out);
	columns_cell(c, retry_token(f->retry), out);
	number(c, (uint64_t)f->code, out);
	columns_cell(c, f->phrase, out);
	columns_cell(c, match_token(f->match), out);
	columns_cell(c, confidence_token(f->confidence), out);
	columns_cell(c, knowledge_title(r->k, finding_text(f), &a), out);
	place(c, f, out);
	call(c, f, out);
	number(c, f->count, out);
	buf_addc(out, c->divider);
	for (size_t i = 0; i < f->also_count; i++)
		buf_addf(out, "%s%s", i ? " " : "", f->also[i]);
	buf_addstr(out, c->line_end);
	arena_release(&a);
}

void
columns_calls_begin(struct report *r, const struct columns *c)
{
	columns_header(c, "id severity cause outcome duration file line packet time source destination call_id method cseq from to "
	    "answered_by ended_by", &r->text);
}

void
columns_call(struct report *r, const struct columns *c, const struct call_line *line)
{
	const struct finding f = { .has_where = true, .where = line->where, .has_call = true, .call = line->call };
	struct buf *out = &r->text;

	buf_addstr(out, line->id != NULL ? line->id : "");
	columns_cell(c, line->id != NULL ? severity_token(line->severity) : NULL, out);
	columns_cell(c, line->cause, out);
	columns_cell(c, outcome_token(line->outcome), out);
	buf_addc(out, c->divider);
	if (line->duration != NO_TIME)
		buf_addf(out, "%.6f", (double)line->duration / 1e6);
	place(c, &f, out);
	call(c, &f, out);
	buf_addstr(out, c->line_end);
}
