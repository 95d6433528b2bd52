/* Tab-separated values: a header line, then one line a finding, the columns always the same. */
#include "report/escape.h"
#include "report/format.h"

static void
tsv_begin(struct report *r)
{
	buf_addstr(&r->text, "id\tseverity\tparty\tretry\tcode\tphrase\tmatch\tconfidence\ttitle\tfile\tline\tpacket\t"
	    "time\tsource\tdestination\tcall_id\tmethod\tcseq\tfrom\tto\tanswered_by\tended_by\tcount\talso\n");
}

static void
column(struct buf *out, const char *text)
{
	buf_addc(out, '\t');
	if (text != NULL)
		escape_column(slice_of(text), out);
}

static void
column_number(struct buf *out, uint64_t n)
{
	buf_addc(out, '\t');
	if (n != 0)
		buf_addf(out, "%llu", (unsigned long long)n);
}

static void
column_place(struct buf *out, const struct finding *f)
{
	const struct place *w = &f->where;

	column(out, f->has_where ? w->file : NULL);
	column_number(out, f->has_where ? w->line : 0);
	column_number(out, f->has_where ? w->packet : 0);
	buf_addc(out, '\t');
	if (f->has_where)
		add_time(place_time(w), place_zone(w), out);
	buf_addc(out, '\t');
	if (f->has_where)
		addr_format(&w->src, true, out);
	buf_addc(out, '\t');
	if (f->has_where)
		addr_format(&w->dst, true, out);
}

static void
column_call(struct buf *out, const struct finding *f)
{
	static const struct call_info none;
	const struct call_info *c = f->has_call ? &f->call : &none;

	column(out, c->call_id);
	column(out, c->method);
	buf_addc(out, '\t');
	if (c->has_cseq)
		buf_addf(out, "%u", c->cseq);
	column(out, c->from);
	column(out, c->to);
	column(out, c->answered_by);
	column(out, c->ended_by);
}

static void
tsv_finding(struct report *r, const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct buf *out = &r->text;

	buf_addstr(out, f->id);
	column(out, severity_token(f->severity));
	column(out, party_token(f->party));
	column(out, retry_token(f->retry));
	column_number(out, (uint64_t)f->code);
	column(out, f->phrase);
	column(out, match_token(f->match));
	column(out, confidence_token(f->confidence));
	column(out, knowledge_title(r->k, finding_text(f), &a));
	column_place(out, f);
	column_call(out, f);
	column_number(out, f->count);
	buf_addc(out, '\t');
	for (size_t i = 0; i < f->also_count; i++)
		buf_addf(out, "%s%s", i ? " " : "", f->also[i]);
	buf_addc(out, '\n');
	arena_release(&a);
}

static void
tsv_calls_begin(struct report *r)
{
	buf_addstr(&r->text, "id\tseverity\tcause\toutcome\tduration\tfile\tline\tpacket\ttime\tsource\tdestination\tcall_id\t"
	    "method\tcseq\tfrom\tto\tanswered_by\tended_by\n");
}

static void
tsv_call(struct report *r, const struct call_line *line)
{
	const struct finding f = { .has_where = true, .where = line->where, .has_call = true, .call = line->call };
	struct buf *out = &r->text;

	buf_addstr(out, line->id != NULL ? line->id : "");
	column(out, line->id != NULL ? severity_token(line->severity) : NULL);
	column(out, line->cause);
	column(out, outcome_token(line->outcome));
	buf_addc(out, '\t');
	if (line->duration != NO_TIME)
		buf_addf(out, "%.6f", (double)line->duration / 1e6);
	column_place(out, &f);
	column_call(out, &f);
	buf_addc(out, '\n');
}

const struct format_ops tsv_format = {
	.begin = tsv_begin, .finding = tsv_finding, .calls_begin = tsv_calls_begin, .call = tsv_call,
};
