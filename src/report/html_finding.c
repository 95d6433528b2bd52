/* SPDX-License-Identifier: MIT */
/* A finding on a page: what happened first, then what to do, then what shows it. */
#include <stdlib.h>

#include "report/html.h"
#include "report/page.h"
#include "report/who.h"

/* A finding on its way to the page. */
struct shown {
	struct html h;
	struct page page;
	const struct view *v;
	const char *where;		/* its id: "f1" */
	struct ladder_rows ladder;
	bool drawable;
};

/* "error  14:05:06Z  alice → bob  ×12" */
static void
tags(const struct shown *s)
{
	const struct html *h = &s->h;
	const struct finding *f = s->v->f;
	const struct place *first = f->folded_count > 0 ? &f->folded[0].where : &f->where;
	struct buf clock = BUF_INIT, who = BUF_INIT;

	html_raw(h, "<p class=\"tags\"><span class=\"severity\">");
	html_own(h, token_label(h->k, "severity", severity_token(f->severity), h->arena));
	html_raw(h, "</span>");
	if (f->count > 1) {
		html_raw(h, " <span class=\"count\">×");
		html_own(h, knowledge_number(h->k, (double)f->count, 0, h->arena));
		html_raw(h, "</span>");
	}
	if (f->has_where)
		add_clock(place_time(first), place_zone(first), &clock);
	if (clock.n > 0)
		buf_addf(h->out, " <bdi>%s</bdi>", clock.p);
	who_add(f, true, SIZE_MAX, &who);
	if (who.n > 0) {
		html_raw(h, " <bdi>");
		html_text(h, who.p);
		html_raw(h, "</bdi>");
	}
	html_raw(h, "</p>\n");
	buf_release(&clock);
	buf_release(&who);
}

static void
headline(const struct html *h, const struct view *v)
{
	if (v->name != NULL) {
		html_raw(h, "<bdi>");
		html_text(h, v->name);
		html_raw(h, "</bdi>");
	}
	if (v->says_title)
		return;
	html_raw(h, v->name != NULL ? " — " : "");
	if (h->other[0] != '\0')
		buf_addf(h->out, "<span%s>", h->other);
	html_own(h, v->text.title);
	html_raw(h, h->other[0] != '\0' ? "</span>" : "");
}

static void
paragraph(const struct html *h, const char *class, const char *sentence)
{
	if (sentence == NULL)
		return;
	buf_addf(h->out, "<p class=\"%s\">", class);
	html_sentence(h, sentence);
	html_raw(h, "</p>\n");
}

/* How the phrase was understood. */
static void
about_phrase(const struct shown *s)
{
	struct page p = s->page;
	const struct html *h = &s->h;
	const struct finding *f = s->v->f;

	paragraph(h, "note", page_phrase_step(&p, f, ARGUMENTS_HTML));
	for (size_t i = 0; i < f->evidence_count; i++)
		if (page_is_about_phrase(&f->evidence[i]) && f->evidence[i].entry == NULL)
			paragraph(h, "note", evidence_sentence(h->k, &f->evidence[i], ARGUMENTS_HTML, h->arena));
	const char *others = page_other_meanings(&p, f);
	if (others != NULL)
		paragraph(h, "note", format_label(h->k, "label.also_means", others, NULL, NULL, 0, h->arena));
}

/* Who has to act, whether to try again, how sure it is. */
static void
verdict(const struct shown *s)
{
	const struct html *h = &s->h;
	const struct finding *f = s->v->f;
	struct page p = s->page;

	if (s->v->cause != NULL) {
		buf_addf(h->out, "<p class=\"cause\"%s>", h->other);
		html_own(h, format_label(h->k, "label.cause", page_fact(&p, s->v->cause, s->v->cause_text), NULL, NULL,
		    0, h->arena));
		html_raw(h, "</p>\n");
	}
	html_facts_begin(h);
	html_fact_own(h, "label.name_party", view_party_label(h->k, s->v));
	html_fact_own(h, "label.name_retry", token_label(h->k, "retry", retry_token(f->retry), h->arena));
	html_facts_end(h);
	if (f->confidence != CONFIDENCE_PROVEN)
		paragraph(h, "note", token_label(h->k, "confidence", confidence_token(f->confidence), h->arena));
	about_phrase(s);
}

static void
number_cell(const struct shown *s, const struct evidence *e)
{
	unsigned long long number = spot_number(e->at);
	size_t row = html_ladder_row(&s->ladder, e->at.message);

	html_raw(&s->h, "<td class=\"n\">");
	if (row > 0)
		buf_addf(s->h.out, "<a href=\"#%s-%zu\">", s->where, row);
	if (number != 0)
		buf_addf(s->h.out, "#%llu", number);
	html_raw(&s->h, row > 0 ? "</a></td>" : "</td>");
}

static void
evidence_row(const struct shown *s, const struct evidence *e)
{
	const struct html *h = &s->h;
	const char *said = evidence_sentence(h->k, e, ARGUMENTS_HTML, h->arena);

	if (said == NULL && e->kind == EVIDENCE_MISSING)
		said = knowledge_label(h->k, "label.missing", h->arena);
	html_raw(h, "<tr>");
	number_cell(s, e);
	html_cell(h, "what", e->name != NULL ? e->name : evidence_token(e->kind));
	html_raw(h, "<td class=\"value\">");
	if (e->value != NULL && e->value[0] != '\0') {
		html_raw(h, "<code>");
		html_text(h, e->value);
		html_raw(h, "</code>");
	}
	html_raw(h, "</td><td class=\"shows\">");
	html_sentence(h, said != NULL ? said : "");
	html_raw(h, "</td></tr>\n");
}

static void
evidence(const struct shown *s)
{
	const struct finding *f = s->v->f;
	bool any = false;

	for (size_t i = 0; i < f->evidence_count; i++) {
		if (page_is_about_phrase(&f->evidence[i]))
			continue;
		if (!any) {
			html_raw(&s->h, "<section>\n");
			html_heading(&s->h, "label.evidence");
			html_table_begin(&s->h, "# label.what label.value label.shows");
		}
		any = true;
		evidence_row(s, &f->evidence[i]);
	}
	if (any) {
		html_table_end(&s->h);
		html_raw(&s->h, "</section>\n");
	}
}

/* The first of those folded together. */
static void
first_calls(const struct shown *s)
{
	const struct html *h = &s->h;
	const struct finding *f = s->v->f;

	if (f->count <= 1 || f->folded_count == 0)
		return;
	html_raw(h, "<section>\n");
	html_heading(h, "label.first_calls");
	html_table_begin(h, "label.name_time label.name_place label.name_addresses label.name_call_id");
	for (size_t i = 0; i < f->folded_count; i++) {
		const struct folded *c = &f->folded[i];
		const struct finding one = { .has_where = true, .where = c->where, .has_call = c->from != NULL || c->to != NULL,
			.call = { .from = c->from, .to = c->to } };
		struct buf text = BUF_INIT;

		html_raw(h, "<tr>");
		add_time(place_time(&c->where), place_zone(&c->where), &text);
		html_cell(h, "time", buf_slice(&text).p);
		buf_reset(&text);
		add_place(&one, &text);
		html_cell(h, "", buf_slice(&text).p);
		buf_reset(&text);
		who_add(&one, true, SIZE_MAX, &text);
		html_cell(h, "", buf_slice(&text).p);
		html_cell(h, "value", c->call_id);
		html_raw(h, "</tr>\n");
		buf_release(&text);
	}
	html_table_end(h);
	html_raw(h, "</section>\n");
}

/* The causes that the messages exclude. */
static void
ruled_out(const struct shown *s)
{
	const struct finding *f = s->v->f;
	struct page p = s->page;
	const char **list = arena_alloc(s->h.arena, (f->fact_count + 1) * sizeof *list);
	size_t n = 0;

	for (size_t i = 0; i < f->fact_count; i++) {
		const struct cause_text *text = text_cause(&s->v->text, f->facts[i].token);

		if (!f->facts[i].holds && text != NULL)
			list[n++] = page_fact(&p, &f->facts[i], text->text);
	}
	html_items(&s->h, "label.ruled_out", "ul", list, n);
}

/* Where and when, who, and by what name others find it. */
static void
facts(const struct shown *s)
{
	const struct html *h = &s->h;
	const struct finding *f = s->v->f;
	struct buf text = BUF_INIT;

	html_facts_begin(h);
	html_fact_code(h, "label.name_id", f->id);
	html_fact_code(h, "label.name_cause", s->v->cause != NULL ? s->v->cause->token : NULL);
	add_place(f, &text);
	html_fact(h, "label.name_place", text.p);
	buf_reset(&text);
	if (f->has_where)
		add_time(place_time(&f->where), place_zone(&f->where), &text);
	html_fact(h, "label.name_time", text.p);
	buf_reset(&text);
	if (f->has_where)
		add_both_ends(&f->where, true, &text);
	html_fact(h, "label.name_addresses", text.p);
	buf_release(&text);
	if (f->has_call) {
		html_fact_code(h, "label.name_call_id", f->call.call_id);
		html_fact_code(h, "label.name_from", f->call.from);
		html_fact_code(h, "label.name_to", f->call.to);
		html_fact(h, "label.name_answered_by", f->call.answered_by);
		html_fact(h, "label.name_ended_by", f->call.ended_by);
	}
	html_facts_end(h);
}

/* Below what the messages show: what is known of such failures. */
static void
knowledge(const struct shown *s)
{
	const struct html *h = &s->h;
	const struct view *v = s->v;

	if (v->cause == NULL)
		html_look(h, &v->facts, &v->text);
	if (v->product == NULL && !s->page.r->mode.trace)
		html_notes(h, &v->text);
	html_entries(h, "label.also", v->f->also, v->f->also_count);
	if (!s->page.r->mode.trace)
		html_entries(h, "label.name_related", v->facts.related.p, v->facts.related.n);
	html_references(h, &v->facts.references);
}

static void
article(const struct shown *s)
{
	const struct html *h = &s->h;
	const struct view *v = s->v;
	const char *level = s->page.r->mode.trace ? "h2" : "h1";

	buf_addf(h->out, "<article class=\"%s\" id=\"%s\">\n", severity_token(v->f->severity), s->where);
	tags(s);
	buf_addf(h->out, "<%s class=\"headline\">", level);
	headline(h, v);
	buf_addf(h->out, "</%s>\n", level);
	html_block(h, "p", "meaning", v->text.meaning);
	verdict(s);
	html_raw(h, "<div class=\"pair\">\n");
	html_items(h, "label.causes", "ul", v->causes, v->cause_count);
	html_items(h, "label.fixes", "ol", v->fixes, v->fix_count);
	html_raw(h, "</div>\n");
	evidence(s);
	html_ladder(h, &s->ladder, s->drawable, s->where);
	first_calls(s);
	ruled_out(s);
	facts(s);
	knowledge(s);
	html_raw(h, "</article>\n");
}

/* Of those of a file that are folded: what there is on the page, before the first of them. */
static void
contents(const struct html *h, struct report *r)
{
	if (r->folds == NULL || folds_count(r->folds) < 2)
		return;
	const struct finding **list = folds_sorted(r->folds);
	html_raw(h, "<nav><ol class=\"contents\">\n");
	for (size_t i = 0; i < folds_count(r->folds); i++) {
		struct html one = *h;
		struct view v;

		view_open(&v, r, list[i], h->arena);
		html_entry_language(&one, &v.text);
		buf_addf(h->out, "<li class=\"%s\"><a href=\"#f%llu\">", severity_token(list[i]->severity),
		    (unsigned long long)i + 1);
		headline(&one, &v);
		html_raw(h, "</a>");
		if (list[i]->count > 1) {
			html_raw(h, " <span class=\"count\">×");
			html_own(h, knowledge_number(h->k, (double)list[i]->count, 0, h->arena));
			html_raw(h, "</span>");
		}
		html_raw(h, "</li>\n");
	}
	html_raw(h, "</ol></nav>\n");
	free(list);
}

/* Named after the first finding, which is the gravest of a file. */
static void
open_page(struct report *r, const struct view *v, struct arena *a)
{
	struct html h = html_open(r, a);
	const char *total = r->folds != NULL ? total_sentence(r, a) : NULL;

	html_report_open(r, v->name == NULL ? v->text.title : v->says_title ? v->name :
	    arena_printf(a, "%s — %s", v->name, v->text.title));
	r->totalled = total != NULL;
	html_block(&h, "h1", "total", total);
	contents(&h, r);
}

void
html_finding(struct report *r, const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct view v;

	view_open(&v, r, f, &a);
	if (!r->opened)
		open_page(r, &v, &a);
	struct shown s = { .h = html_open(r, &a), .page = page_open(r, &a), .v = &v,
		.where = arena_printf(&a, "f%llu", (unsigned long long)r->findings) };
	s.drawable = ladder_rows_make(&s.ladder, f, &(struct ladder_signs){ true, decimal_point(r->k, &a) });
	html_entry_language(&s.h, &v.text);
	article(&s);
	ladder_rows_release(&s.ladder);
	arena_release(&a);
}
