/* SPDX-License-Identifier: MIT */
/* All that is known of a finding, in sections: --explain. */
#include "report/colour.h"
#include "report/escape.h"
#include "report/page.h"
#include "report/reference.h"
#include "report/wrap.h"

static void
bullet(struct page *p, const char *text)
{
	const char *mark = out_is_utf8(&p->r->out) ? "• " : "- ";

	wrap_blanks(PAGE_INDENT, p->out);
	buf_addstr(p->out, mark);
	page_paragraph(p, PAGE_ITEM, PAGE_ITEM, text);
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
		bullet(p, page_own(p, items[i]));
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
	page_indented(p, indent, line->p);
	p->out->n--;	/* the colour ends before the newline */
	colour_end(p->r->o.colour, p->out);
	buf_addc(p->out, '\n');
}

/* Where it stands: file, time, addresses, call. */
static void
place_line(struct page *p, const struct finding *f)
{
	struct buf line = BUF_INIT, data = BUF_INIT;

	add_place(f, &data);
	page_add_data(p, buf_slice(&data), &line);
	buf_reset(&data);
	if (f->has_where && f->where.time != NO_TIME) {
		buf_addstr(&line, line.n ? "  " : "");
		add_time(place_time(&f->where), place_zone(&f->where), &line);
	}
	if (f->has_where)
		add_both_ends(&f->where, out_is_utf8(&p->r->out), &data);
	if (data.n > 0) {
		buf_addstr(&line, line.n ? "  " : "");
		page_add_data(p, buf_slice(&data), &line);
	}
	buf_release(&data);
	if (f->has_call) {
		word(&line, f->call.method, SLICE_NONE);
		word(&line, f->call.call_id, SLICE("Call-ID "));
	}
	faint_line(p, PAGE_INDENT, &line);
	buf_release(&line);
}

static void
labelled(struct page *p, const char *key, const char *text)
{
	if (text != NULL && text[0] != '\0')
		page_indented(p, PAGE_INDENT, format_label(p->k, key, page_safe(p, text), NULL, NULL, 0, p->arena));
}

static void
call_lines(struct page *p, const struct finding *f)
{
	if (!f->has_call)
		return;
	buf_addc(p->out, '\n');
	if (f->call.from != NULL && f->call.to != NULL)
		page_indented(p, PAGE_INDENT, format_label(p->k, "label.from_to", page_safe(p, f->call.from),
		    page_safe(p, f->call.to), NULL, 0, p->arena));
	labelled(p, "label.answered_by", f->call.answered_by);
	labelled(p, "label.ended_by", f->call.ended_by);
}

/* Who has to act, whether to try again, how sure it is; and how the phrase was understood. */
static void
verdict(struct page *p, const struct view *v)
{
	const struct finding *f = v->f;
	const char *said = page_phrase_step(p, f, ARGUMENTS_TEXT);

	page_indented(p, PAGE_INDENT, page_verdict(p, v, "confidence"));
	if (said != NULL)
		page_indented(p, PAGE_INDENT, page_own(p, said));
	for (size_t i = 0; i < f->evidence_count; i++)
		if (page_is_about_phrase(&f->evidence[i]) && f->evidence[i].entry == NULL &&
		    (said = evidence_sentence(p->k, &f->evidence[i], ARGUMENTS_TEXT, p->arena)) != NULL)
			page_indented(p, PAGE_INDENT, page_own(p, said));
	labelled(p, "label.also_means", page_other_meanings(p, f));
}

static void
evidence(struct page *p, const struct finding *f)
{
	bool headed = false;

	for (size_t i = 0; i < f->evidence_count; i++) {
		if (page_is_about_phrase(&f->evidence[i]))
			continue;
		if (!headed)
			heading(p, "label.evidence");
		headed = true;
		bullet(p, page_evidence(p, &f->evidence[i], true));
	}
}

/* The first of those folded together, in the order of their times. */
static void
first_calls(struct page *p, const struct finding *f)
{
	if (f->count <= 1 || f->folded_count == 0)
		return;
	heading(p, "label.first_calls");
	for (size_t i = 0; i < f->folded_count; i++) {
		const char *line = page_folded(p, &f->folded[i], true);

		bullet(p, line);
	}
}

/* The causes that the messages exclude. */
static void
ruled_out(struct page *p, const struct view *v)
{
	bool headed = false;

	for (size_t i = 0; i < v->f->fact_count; i++) {
		const struct fact *fact = &v->f->facts[i];
		const struct cause_text *text = text_cause(&v->text, fact->token);

		if (fact->holds || text == NULL)
			continue;
		if (!headed)
			heading(p, "label.ruled_out");
		headed = true;
		bullet(p, page_own(p, page_fact(p, fact, text->text)));
	}
}

/* How to tell the causes apart in a trace: not where the trace has been read and decided already. */
static void
look(struct page *p, const struct view *v)
{
	if (v->cause != NULL || v->text.look.n == 0)
		return;
	bullets(p, "label.look", v->text.look.p, v->text.look.n);
	labelled(p, "label.example", v->facts.example);
}

static void
note_bullets(struct page *p, const struct note *notes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		bullet(p, page_own(p, format_label(p->k, "label.vendor_means",
		    knowledge_vendor_name(p->k, notes[i].vendor, p->arena), notes[i].text, NULL, 0, p->arena)));
}

/*
 * What the same answer means, and what to do, on each product, for a look-up. Where it is known which, its note stands
 * first among the causes; in a trace, a page of other people's products would be in the way.
 */
static void
notes(struct page *p, const struct view *v)
{
	const struct entry_text *t = &v->text;

	if (v->product != NULL || t->note_count + t->advice_count == 0 || p->r->mode.trace)
		return;
	heading(p, "label.notes");
	note_bullets(p, t->notes, t->note_count);
	note_bullets(p, t->advice, t->advice_count);
}

static void
also(struct page *p, const struct finding *f)
{
	if (f->also_count > 0)
		heading(p, "label.also");
	for (size_t i = 0; i < f->also_count; i++) {
		const char *title = knowledge_title(p->k, f->also[i], p->arena);

		bullet(p, title ? arena_printf(p->arena, "%s — %s", f->also[i], page_own(p, title)) : f->also[i]);
	}
}

static void
related(struct page *p, const struct strings *ids)
{
	struct buf all = BUF_INIT;

	for (size_t i = 0; i < ids->n; i++)
		buf_addf(&all, "%s%s", i ? ", " : "", ids->p[i]);
	labelled(p, "label.related", all.p);
	buf_release(&all);
}

/* Each with its address, which is never broken. */
static void
references(struct page *p, const struct strings *items)
{
	if (items->n > 0)
		heading(p, "label.name_references");
	for (size_t i = 0; i < items->n; i++) {
		struct buf url = BUF_INIT;
		struct slice name = reference_read(items->p[i], &url);

		wrap_blanks(PAGE_INDENT, p->out);
		buf_add(p->out, name);
		if (url.n > 0)
			buf_addf(p->out, "  %s", url.p);
		buf_addc(p->out, '\n');
		buf_release(&url);
	}
}

/* "error: 403 Empty Route Set — No route to the number" */
static void
headline(struct page *p, const struct view *v)
{
	const struct finding *f = v->f;
	size_t taken = page_severity(p, f->severity);
	struct buf rest = BUF_INIT;

	if (v->name != NULL)
		page_add_data(p, slice_of(page_safe(p, v->name)), &rest);
	if (v->name == NULL || !v->says_title) {
		buf_addstr(&rest, v->name != NULL ? " — " : "");
		escape_own(slice_of(v->text.title), &rest);
	}
	if (f->count > 1)
		buf_addf(&rest, " (×%s)", knowledge_number(p->k, (double)f->count, 0, p->arena));
	page_paragraph(p, taken, PAGE_INDENT, rest.p);
	buf_release(&rest);
}

void
page_whole(struct page *p, const struct view *v)
{
	const struct entry_text *t = &v->text;

	headline(p, v);
	place_line(p, v->f);
	if (t->meaning != NULL && t->meaning[0] != '\0')
		page_indented(p, PAGE_INDENT, page_own(p, t->meaning));
	labelled(p, "label.cause", v->cause != NULL ? page_fact(p, v->cause, v->cause_text) : NULL);
	verdict(p, v);
	first_calls(p, v->f);
	evidence(p, v->f);
	bullets(p, "label.causes", v->causes, v->cause_count);
	bullets(p, "label.fixes", v->fixes, v->fix_count);
	ruled_out(p, v);
	look(p, v);
	notes(p, v);
	also(p, v->f);
	call_lines(p, v->f);
	if (!v->f->has_call)
		buf_addc(p->out, '\n');
	labelled(p, "label.id", v->f->id);
	related(p, &v->facts.related);
	references(p, &v->facts.references);
}
