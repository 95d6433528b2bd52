/* SPDX-License-Identifier: MIT */
#include "report/page.h"

#include "base/ascii.h"
#include "report/colour.h"
#include "report/escape.h"
#include "report/who.h"
#include "report/wrap.h"

struct page
page_open(struct report *r, struct arena *a)
{
	return (struct page){ r, r->k, &r->text, a, r->o.width < WRAP_WIDEST ? r->o.width : WRAP_WIDEST };
}

const char *
page_safe(struct page *p, const char *text)
{
	struct buf clean = BUF_INIT;

	escape_text(slice_of(text), &clean);
	char *copy = arena_slice(p->arena, buf_slice(&clean));
	buf_release(&clean);
	return copy;
}

void
page_add_data(struct page *p, struct slice text, struct buf *out)
{
	bool isolated = knowledge_is_right_to_left(p->k) && text.n > 0;

	buf_addstr(out, isolated ? MARK_ISOLATE : "");
	buf_add(out, text);
	buf_addstr(out, isolated ? MARK_ISOLATE_END : "");
}

const char *
page_own(struct page *p, const char *text)
{
	struct buf clean = BUF_INIT;

	escape_own(slice_of(text), &clean);
	char *copy = arena_slice(p->arena, buf_slice(&clean));
	buf_release(&clean);
	return copy;
}

void
page_paragraph(struct page *p, size_t taken, size_t indent, const char *text)
{
	const struct wrap_margins at = { p->width, taken, indent, false };

	wrap_text(slice_of(text), &at, knowledge_language(p->k), p->out);
}

void
page_indented(struct page *p, size_t indent, const char *text)
{
	wrap_blanks(indent, p->out);
	page_paragraph(p, indent, indent, text);
}

/* A full-width one brings its blank along. */
static const char *
page_colon(struct page *p)
{
	const char *colon = knowledge_label(p->k, "label.colon", p->arena);

	return slice_ends(slice_of(colon), SLICE(":")) ? arena_printf(p->arena, "%s ", colon) : colon;
}

const char *
page_gap(const char *text)
{
	return slice_ends(slice_of(text), SLICE("。")) || slice_ends(slice_of(text), SLICE("）")) ? "" : " ";
}

size_t
page_severity(struct page *p, enum severity s)
{
	const char *name = token_label(p->k, "severity", severity_token(s), p->arena);

	const char *colon = page_colon(p);

	colour_text(p->r->o.colour, colour_of(s), name, p->out);
	buf_addstr(p->out, colon);
	return text_width(slice_of(name)) + text_width(slice_of(colon));
}

enum { MOST_WHO = 40 };	/* columns: longer names leave no room for what went wrong */

void
page_lead(struct page *p, const struct finding *f, struct buf *out)
{
	const struct place *first = f->folded_count > 0 ? &f->folded[0].where : &f->where;
	struct buf clock = BUF_INIT, who = BUF_INIT;

	if (f->has_where)
		add_clock(place_time(first), place_zone(first), &clock);
	who_add(f, out_is_utf8(&p->r->out), MOST_WHO, &who);
	buf_add(out, buf_slice(&clock));
	buf_addstr(out, clock.n > 0 && who.n > 0 ? " " : "");
	page_add_data(p, buf_slice(&who), out);
	buf_addstr(out, clock.n + who.n > 0 ? ": " : "");
	buf_release(&clock);
	buf_release(&who);
}

bool
page_is_about_phrase(const struct evidence *e)
{
	return e->kind == EVIDENCE_PHRASE;
}

bool
page_is_product(const struct evidence *e)
{
	return e->name != NULL && (strcmp(e->name, "Server") == 0 || strcmp(e->name, "User-Agent") == 0);
}

const char *
page_phrase_step(struct page *p, const struct finding *f, enum argument_style style)
{
	for (size_t i = 0; i < f->evidence_count; i++)
		if (page_is_about_phrase(&f->evidence[i]) && f->evidence[i].entry == NULL && f->other_code != NULL)
			return NULL;
	return match_sentence(p->k, f, style, p->arena);
}

const char *
page_verdict(struct page *p, const struct view *v, const char *sureness)
{
	const struct finding *f = v->f;
	const char *party = view_party_label(p->k, v);
	const char *retry = token_label(p->k, "retry", retry_token(f->retry), p->arena);
	const char *sure = f->confidence != CONFIDENCE_PROVEN ?
	    token_label(p->k, sureness, confidence_token(f->confidence), p->arena) : NULL;

	const char *act = format_label(p->k, "label.act", party, NULL, NULL, 0, p->arena);
	const char *again = format_label(p->k, "label.retry", retry, NULL, NULL, 0, p->arena);

	return arena_printf(p->arena, "%s%s%s%s%s", act, page_gap(act), again, sure != NULL ? page_gap(again) : "",
	    sure != NULL ? sure : "");
}

const char *
page_fact(struct page *p, const struct fact *fact, const char *text)
{
	uint64_t number = spot_number(fact->at);

	return number == 0 ? text : arena_printf(p->arena, "%s%s(#%llu)", text, page_gap(text), (unsigned long long)number);
}

/* "#4" stands in the sentence already. */
static bool
names_message(const char *sentence, uint64_t which, struct arena *a)
{
	struct slice rest = slice_of(sentence), number = slice_of(arena_printf(a, "#%llu", (unsigned long long)which));
	const char *at;

	while ((at = slice_find(rest, number)) != NULL) {
		rest = slice_from(at + number.n, slice_limit(rest));
		if (rest.n == 0 || !is_digit(rest.p[0]))
			return true;
	}
	return false;
}

/* The name of what is looked at, where the sentence does not say it itself. */
static bool
needs_name(const struct evidence *e, const char *sentence)
{
	if (e->name == NULL)
		return false;
	return sentence == NULL || (e->kind != EVIDENCE_MISSING && e->kind != EVIDENCE_SDP && e->kind != EVIDENCE_COUNT &&
	    slice_find(slice_of(sentence), slice_of(e->name)) == NULL);
}

/* A line of a log says what it says: neither its name nor the whole of it need stand before the sentence. */
static bool
says_all(const struct evidence *e)
{
	return e->kind == EVIDENCE_WITNESS && e->key != NULL && slice_starts(slice_of(e->key), SLICE("log-"));
}

const char *
page_evidence(struct page *p, const struct evidence *e, bool with_value)
{
	const char *sentence = evidence_sentence(p->k, e, ARGUMENTS_TEXT, p->arena);
	uint64_t number = spot_number(e->at);
	struct buf line = BUF_INIT, data = BUF_INIT;

	bool named = needs_name(e, sentence), valued = with_value && e->value != NULL && e->value[0] != '\0';
	if (says_all(e))
		named = valued = false;
	if (number != 0 && !names_message(sentence, number, p->arena))
		buf_addf(&data, "#%llu%s", (unsigned long long)number, named || valued ? " " : ":");
	if (named)
		escape_text(slice_of(e->name), &data);
	if (page_is_product(e) && valued)
		sentence = NULL;	/* the value names it */
	if (e->kind == EVIDENCE_MISSING && sentence == NULL)
		sentence = knowledge_label(p->k, "label.missing", p->arena);
	if (valued) {
		buf_addstr(&data, named ? ": " : "");
		escape_text(slice_of(e->value), &data);
	}
	page_add_data(p, buf_slice(&data), &line);
	if (sentence != NULL) {
		buf_addstr(&line, named || valued ? " — " : data.n > 0 ? " " : "");
		escape_own(slice_of(sentence), &line);
	}
	const char *text = arena_slice(p->arena, buf_slice(&line));
	buf_release(&line);
	buf_release(&data);
	return text;
}

const char *
page_other_meanings(struct page *p, const struct finding *f)
{
	struct buf titles = BUF_INIT;
	const char *text = NULL;

	for (size_t i = 0; i < f->evidence_count; i++) {
		const struct evidence *e = &f->evidence[i];
		const char *title = page_is_about_phrase(e) && e->entry ? knowledge_title(p->k, e->entry, p->arena) : NULL;

		if (title != NULL)
			buf_addf(&titles, "%s%s", titles.n ? "; " : "", title);
	}
	if (titles.n > 0)
		text = arena_slice(p->arena, buf_slice(&titles));
	buf_release(&titles);
	return text;
}

const char *
page_folded(struct page *p, const struct folded *one, bool with_id)
{
	const struct finding f = { .has_where = true, .where = one->where, .has_call = one->from != NULL || one->to != NULL,
		.call = { .from = one->from, .to = one->to } };
	struct buf text = BUF_INIT, data = BUF_INIT;

	add_place(&f, &data);
	page_add_data(p, buf_slice(&data), &text);
	buf_addstr(&text, "  ");
	add_clock(place_time(&one->where), place_zone(&one->where), &text);
	buf_addstr(&text, one->where.time != NO_TIME ? "  " : "");
	buf_reset(&data);
	if (f.has_call)
		who_add(&f, out_is_utf8(&p->r->out), MOST_WHO, &data);
	page_add_data(p, buf_slice(&data), &text);
	if (with_id && one->call_id != NULL) {
		buf_reset(&data);
		escape_text(slice_of(one->call_id), &data);
		buf_addstr(&text, "  Call-ID ");
		page_add_data(p, buf_slice(&data), &text);
	}
	const char *line = arena_slice(p->arena, slice_trim(buf_slice(&text)));
	buf_release(&text);
	buf_release(&data);
	return line;
}
