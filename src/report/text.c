/* Findings for a person at a terminal: the answer in the first line, then why and what to do. */
#include "report/escape.h"
#include "report/colour.h"
#include "report/format.h"
#include "report/ladder.h"
#include "report/wrap.h"

enum { INDENT = 2, ITEM = 4 };

/* What the functions below need together. */
struct page {
	struct report *r;
	struct knowledge *k;
	struct buf *out;
	struct arena *arena;
	size_t width;
};

static const char *
safe(struct page *p, const char *text)
{
	struct buf clean = BUF_INIT;

	escape_text(slice_of(text), &clean);
	char *copy = arena_slice(p->arena, buf_slice(&clean));
	buf_release(&clean);
	return copy;
}

/* A paragraph behind `lead` (coloured, `taken` columns wide), wrapped under itself at `indent`. */
static void
paragraph(struct page *p, size_t taken, size_t indent, const char *text)
{
	const struct wrap_place at = { p->width, taken, indent };

	wrap_text(slice_of(text), &at, knowledge_language(p->k), p->out);
}

static void
indented(struct page *p, size_t indent, const char *text)
{
	wrap_blanks(indent, p->out);
	paragraph(p, indent, indent, text);
}

static void
bullet(struct page *p, const char *text)
{
	const char *mark = out_is_utf8(&p->r->out) ? "• " : "- ";

	wrap_blanks(INDENT, p->out);
	buf_addstr(p->out, mark);
	paragraph(p, ITEM, ITEM, text);
}

static void
heading(struct page *p, const char *key)
{
	buf_addc(p->out, '\n');
	colour_text(p->r->o.colour, COLOUR_HEADING, knowledge_label(p->k, key, p->arena), p->out);
	buf_addc(p->out, '\n');
}

static void
bullets(struct page *p, const char *key, const char *const *items, size_t n)
{
	if (n == 0)
		return;
	heading(p, key);
	for (size_t i = 0; i < n; i++)
		bullet(p, safe(p, items[i]));
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

/* "error: 403 Empty Route Set — No route to the number" */
static void
headline(struct page *p, const struct view *v, bool repeated)
{
	const struct finding *f = v->f;
	const char *severity = token_label(p->k, "severity", severity_token(f->severity), p->arena);
	struct buf rest = BUF_INIT;

	colour_text(p->r->o.colour, colour_of(f->severity), severity, p->out);
	buf_addstr(p->out, ": ");
	/* A repeated line is kept short: of a code what was received, of all else what it is. */
	bool named = v->name != NULL && (!repeated || strncmp(f->id, "code.", 5) == 0);
	if (named)
		escape_text(slice_of(v->name), &rest);
	if (!named || (!v->says_title && !repeated)) {
		buf_addstr(&rest, named ? " — " : "");
		escape_text(slice_of(v->text.title), &rest);
	}
	if (f->count > 1)
		buf_addf(&rest, " (×%llu)", (unsigned long long)f->count);
	if (repeated)
		add_short_place(f, &rest);
	paragraph(p, text_width(slice_of(severity)) + 2, INDENT, rest.p);
	buf_release(&rest);
}

static void
word(struct buf *line, const char *text, struct slice before)
{
	if (text == NULL || text[0] == '\0')
		return;
	if (line->n > 0)
		buf_addstr(line, "  ");
	buf_add(line, before);
	escape_text(slice_of(text), line);
}

static void
faint_line(struct page *p, size_t indent, const struct buf *line)
{
	if (line->n == 0)
		return;
	colour_begin(p->r->o.colour, COLOUR_FAINT, p->out);
	indented(p, indent, line->p);
	p->out->n--;	/* the colour ends before the newline */
	colour_end(p->r->o.colour, p->out);
	buf_addc(p->out, '\n');
}

/* Where it stands: file, time, addresses, call. */
static void
place_line(struct page *p, const struct finding *f)
{
	struct buf line = BUF_INIT;

	add_place(f, &line);
	if (f->has_where && f->where.time != NO_TIME) {
		buf_addstr(&line, line.n ? "  " : "");
		add_time(f->where.time, f->where.time_of_day, &line);
	}
	if (f->has_where && f->where.src.family != 0) {
		buf_addstr(&line, line.n ? "  " : "");
		addr_format(&f->where.src, true, &line);
		buf_addstr(&line, " → ");
		addr_format(&f->where.dst, true, &line);
	}
	if (f->has_call) {
		word(&line, f->call.method, SLICE_NONE);
		word(&line, f->call.call_id, SLICE("Call-ID "));
	}
	faint_line(p, INDENT, &line);
	buf_release(&line);
}

static void
labelled(struct page *p, const char *key, const char *text)
{
	if (text != NULL && text[0] != '\0')
		indented(p, INDENT, format_label(p->k, key, safe(p, text), NULL, NULL, 0, p->arena));
}

static void
call_lines(struct page *p, const struct finding *f)
{
	if (!f->has_call)
		return;
	buf_addc(p->out, '\n');
	if (f->call.from != NULL && f->call.to != NULL)
		indented(p, INDENT, format_label(p->k, "label.from_to", safe(p, f->call.from), safe(p, f->call.to),
		    NULL, 0, p->arena));
	labelled(p, "label.answered_by", f->call.answered_by);
	labelled(p, "label.ended_by", f->call.ended_by);
}

/* How the phrase was understood belongs to the answer, not to the proofs of it. */
static bool
is_about_phrase(const struct evidence *e)
{
	return e->kind == EVIDENCE_PHRASE;
}

/* "Elsewhere the phrase stands for: a; b": one sentence for all its further meanings. */
static void
other_meanings(struct page *p, const struct finding *f)
{
	struct buf titles = BUF_INIT;

	for (size_t i = 0; i < f->evidence_count; i++) {
		const struct evidence *e = &f->evidence[i];
		const char *title = is_about_phrase(e) && e->entry ? knowledge_title(p->k, e->entry, p->arena) : NULL;

		if (title != NULL)
			buf_addf(&titles, "%s%s", titles.n ? "; " : "", title);
	}
	labelled(p, "label.also_means", titles.p);
	buf_release(&titles);
}

/* Who has to act, whether to try again, how sure it is; and how the phrase was understood. */
static void
verdict(struct page *p, const struct view *v)
{
	const struct finding *f = v->f;
	const char *said = match_sentence(p->k, f, p->arena);
	struct buf line = BUF_INIT;

	buf_addstr(&line, format_label(p->k, "label.act", token_label(p->k, "party", party_token(f->party), p->arena),
	    NULL, NULL, 0, p->arena));
	buf_addc(&line, ' ');
	buf_addstr(&line, format_label(p->k, "label.retry", token_label(p->k, "retry", retry_token(f->retry), p->arena),
	    NULL, NULL, 0, p->arena));
	if (f->confidence != CONFIDENCE_PROVEN) {
		buf_addc(&line, ' ');
		buf_addstr(&line, token_label(p->k, "confidence", confidence_token(f->confidence), p->arena));
	}
	indented(p, INDENT, line.p);
	buf_release(&line);
	if (said != NULL)
		indented(p, INDENT, safe(p, said));
	for (size_t i = 0; i < f->evidence_count; i++)
		if (is_about_phrase(&f->evidence[i]) && f->evidence[i].entry == NULL &&
		    (said = evidence_sentence(p->k, &f->evidence[i], p->arena)) != NULL)
			indented(p, INDENT, safe(p, said));
	other_meanings(p, f);
}

static void
evidence_line(struct page *p, const struct evidence *e)
{
	const char *sentence = evidence_sentence(p->k, e, p->arena);
	struct buf line = BUF_INIT;

	uint64_t number = spot_number((struct spot){ e->message, e->packet, e->line });
	if (number != 0)
		buf_addf(&line, "#%llu ", (unsigned long long)number);
	/* A sentence about what never came says so itself. */
	bool named = e->name != NULL && !(e->kind == EVIDENCE_MISSING && sentence != NULL);
	if (named)
		escape_text(slice_of(e->name), &line);
	if (e->kind == EVIDENCE_MISSING && sentence == NULL)
		sentence = knowledge_label(p->k, "label.missing", p->arena);
	if (e->value != NULL && e->value[0] != '\0') {
		buf_addstr(&line, named ? ": " : "");
		escape_text(slice_of(e->value), &line);
	}
	if (sentence != NULL) {
		buf_addstr(&line, named || e->value ? " — " : "");
		escape_text(slice_of(sentence), &line);
	}
	bullet(p, line.p ? line.p : "");
	buf_release(&line);
}

static void
evidence(struct page *p, const struct finding *f)
{
	bool headed = false;

	for (size_t i = 0; i < f->evidence_count; i++) {
		if (is_about_phrase(&f->evidence[i]))
			continue;
		if (!headed)
			heading(p, "label.evidence");
		headed = true;
		evidence_line(p, &f->evidence[i]);
	}
}

/*
 * What the same answer means on each product, for a look-up. Where it is known which, its note stands first among the
 * causes; in a trace, a page of other people's products would be in the way.
 */
static void
notes(struct page *p, const struct view *v)
{
	const struct entry_text *t = &v->text;

	if (v->f->vendor != NULL || t->note_count == 0 || p->r->mode.trace)
		return;
	heading(p, "label.notes");
	for (size_t i = 0; i < t->note_count; i++)
		bullet(p, safe(p, format_label(p->k, "label.vendor_means",
		    knowledge_vendor_name(p->k, t->notes[i].vendor, p->arena), t->notes[i].text, NULL, 0, p->arena)));
}

static void
also(struct page *p, const struct finding *f)
{
	if (f->also_count > 0)
		heading(p, "label.also");
	for (size_t i = 0; i < f->also_count; i++) {
		const char *title = knowledge_title(p->k, f->also[i], p->arena);

		bullet(p, title ? arena_printf(p->arena, "%s — %s", f->also[i], safe(p, title)) : f->also[i]);
	}
}

static void
joined(struct page *p, const char *key, const struct strings *items)
{
	struct buf all = BUF_INIT;

	for (size_t i = 0; i < items->n; i++)
		buf_addf(&all, "%s%s", i ? ", " : "", items->p[i]);
	if (all.n > 0)
		labelled(p, key, all.p);
	buf_release(&all);
}

static void
explain(struct page *p, const struct view *v)
{
	const struct entry_text *t = &v->text;

	if (t->meaning != NULL && t->meaning[0] != '\0')
		indented(p, INDENT, safe(p, t->meaning));
	verdict(p, v);
	evidence(p, v->f);
	bullets(p, "label.causes", v->causes, v->cause_count);
	bullets(p, "label.fixes", v->fixes, v->fix_count);
	notes(p, v);
	also(p, v->f);
	call_lines(p, v->f);
	if (!v->f->has_call)
		buf_addc(p->out, '\n');
	labelled(p, "label.id", v->f->id);
	joined(p, "label.references", &v->facts.references);
	joined(p, "label.related", &v->facts.related);
}

/* A further thing that a phrase without its code may mean: its entry can be asked for by the id. */
static void
outline(struct page *p, const struct view *v)
{
	if (v->text.meaning != NULL)
		indented(p, INDENT, safe(p, v->text.meaning));
	labelled(p, "label.id", v->f->id);
}

static bool
is_other_meaning(const struct report *r, const struct finding *f)
{
	return !r->mode.trace && r->findings > 1 && f->code == 0 && f->match != MATCH_NONE &&
	    f->confidence == CONFIDENCE_POSSIBLE;
}

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

static void
text_finding(struct report *r, const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct page p = { r, r->k, &r->text, &a, r->o.width < WRAP_WIDEST ? r->o.width : WRAP_WIDEST };
	struct view v;
	bool other = is_other_meaning(r, f), whole = !other && (!r->mode.trace || !explained_before(r, f->id));

	view_open(&v, r, f, &a);
	if ((whole || other) && r->findings > 1)
		buf_addc(&r->text, '\n');
	headline(&p, &v, !whole && !other);
	if (whole || other)
		place_line(&p, f);
	if (whole)
		explain(&p, &v);
	else if (other)
		outline(&p, &v);
	if (r->o.ladder && f->step_count > 0) {
		buf_addc(&r->text, '\n');
		ladder_draw(f, r->o.width, out_is_utf8(&r->out), r->o.colour, &r->text);
	}
	arena_release(&a);
}

/* "Total: 2 errors and 1 notice in 14 responses." */
static void
text_end(struct report *r)
{
	static const char *const keys[] = {
		"message.total_info", "message.total_notice", "message.total_warning", "message.total_error",
	};
	struct arena a = ARENA_INIT;
	const char *items[4];
	struct strings parts = { items, 0 };
	struct page p = { r, r->k, &r->text, &a, r->o.width < WRAP_WIDEST ? r->o.width : WRAP_WIDEST };

	/* A single message needs no total, and nothing at all has none. */
	if (!r->had_trace || r->responses + r->findings == 0 || (r->responses + r->requests <= 1 && r->findings <= 1))
		return;
	for (int s = SEVERITY_ERROR; s >= SEVERITY_INFO; s--)
		if (r->by_severity[s] > 0)
			items[parts.n++] = format_label(r->k, keys[s], NULL, NULL, NULL, (double)r->by_severity[s], &a);
	const char *seen = format_label(r->k, "message.responses", NULL, NULL, NULL, (double)r->responses, &a);
	buf_addstr(&r->text, parts.n ? "\n" : "");
	paragraph(&p, 0, 0, parts.n ?
	    format_label(r->k, "message.total", knowledge_join(r->k, &parts, &a), seen, NULL, 0, &a) :
	    format_label(r->k, "message.total_none", seen, NULL, NULL, 0, &a));
	arena_release(&a);
}

const struct format_ops text_format = { .finding = text_finding, .end = text_end };
