/* SPDX-License-Identifier: MIT */
/* The short form: an answer that a small screen holds. What stands on it is chosen by sheet.h; nothing is cut. */
#include "report/escape.h"
#include "report/page.h"
#include "report/who.h"
#include "report/wrap.h"

enum {
	LOOKUP_LINES = 16, TRACE_LINES = 12,	/* at MEASURE columns, counting everything */
	MEASURE = 80,
	MOST_ITEMS = 3,				/* causes, and fixes */
	MOST_EVIDENCE = 4,
};

/* The weights of what need not stand there. */
enum {
	RANK_EVIDENCE = 2,	/* 2, 4, 6, 8 */
	RANK_MEANING = 3,
	RANK_FIX = 1,		/* 1 (the first must), 4, 7 */
	RANK_CAUSE = 2,		/* 2, 5, 8 */
};

struct short_form {
	struct page *p;
	const struct view *v;
	struct sheet *sheet;
	size_t column;		/* of what stands behind a label */
};

static const char *const labels[] = { "label.short_why", "label.short_do", "label.short_evidence", "label.short_where" };

static size_t
label_column(struct page *p)
{
	size_t widest = 0;

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		size_t n = text_width(slice_of(knowledge_label(p->k, labels[i], p->arena)));

		widest = n > widest ? n : widest;
	}
	return PAGE_INDENT + widest + 2;
}

/* Sets the text as it will stand and tells its lines at MEASURE columns or more: what is chosen does not hang on less. */
static size_t
set(struct page *p, size_t taken, size_t indent, const char *text, struct buf *out)
{
	struct wrap_margins at = { p->width, taken, indent, false };
	size_t start = out->n, lines;

	wrap_text(slice_of(text), &at, knowledge_language(p->k), out);
	lines = slice_count(slice_skip(buf_slice(out), start), '\n');
	if (p->width < MEASURE) {
		struct buf wide = BUF_INIT;

		at.width = MEASURE;
		wrap_text(slice_of(text), &at, knowledge_language(p->k), &wide);
		lines = slice_count(buf_slice(&wide), '\n');
		buf_release(&wide);
	}
	return lines;
}

/* A paragraph of its own at `indent`; returns false, and leaves it out, when it would take more lines than `most`. */
static bool
add_paragraph(struct short_form *s, int rank, size_t indent, size_t most, const char *text)
{
	struct buf out = BUF_INIT;

	wrap_blanks(indent, &out);
	size_t lines = set(s->p, indent, PAGE_INDENT, text, &out);
	if (lines <= most)
		sheet_add(s->sheet, rank, lines, NULL, buf_slice(&out));
	buf_release(&out);
	return lines <= most;
}

/* An item behind a label, likewise. */
static bool
add_item(struct short_form *s, int rank, const char *key, bool bullet, size_t most, const char *text)
{
	const char *mark = !bullet ? "" : out_is_utf8(&s->p->r->out) ? "• " : "- ";
	size_t at = s->column + (bullet ? 2 : 0);
	struct buf out = BUF_INIT;

	buf_addstr(&out, mark);
	size_t lines = set(s->p, at, at, text, &out);
	if (lines <= most)
		sheet_add(s->sheet, rank, lines, knowledge_label(s->p->k, key, s->p->arena), buf_slice(&out));
	buf_release(&out);
	return lines <= most;
}

/* "5,000 calls until 14:09:00Z", of findings folded together; "×5" of what are no calls. */
static const char *
repetition(struct page *p, const struct finding *f)
{
	struct buf until = BUF_INIT;
	const char *text;

	if (!f->has_call || f->call.method == NULL || strcmp(f->call.method, "INVITE") != 0)
		return arena_printf(p->arena, "×%s", knowledge_number(p->k, (double)f->count, 0, p->arena));
	if (f->until != NO_TIME)
		add_clock(f->until, place_zone(&f->where), &until);
	text = format_label(p->k, until.n > 0 ? "message.calls_until" : "message.calls", until.p, NULL, NULL, (double)f->count,
	    p->arena);
	buf_release(&until);
	return text;
}

/* What was received and what it is: "403 Empty Route Set — No route to the number". */
static void
add_what(struct page *p, const struct view *v, bool with_phrase, struct buf *out)
{
	const char *name = with_phrase ? v->name : v->f->code != 0 ? arena_printf(v->arena, "%d", v->f->code) : NULL;
	bool repeats = with_phrase && v->says_title;

	if (name != NULL)
		page_add_data(p, slice_of(page_safe(p, name)), out);
	if (name == NULL || !repeats) {
		buf_addstr(out, name != NULL ? " — " : "");
		escape_own(slice_of(v->text.title), out);
	}
}

static void
add_headline_text(struct page *p, const struct view *v, bool with_phrase, struct buf *out)
{
	if (p->r->mode.trace)
		page_lead(p, v->f, out);
	add_what(p, v, with_phrase, out);
	if (v->f->count > 1)
		buf_addf(out, " (%s)", repetition(p, v->f));
}

/* A phrase as long as a page is left out; the code says what it was. */
static void
add_headline(struct short_form *s)
{
	enum { MOST = 2 };
	struct page *p = s->p;
	struct buf lead = BUF_INIT, *out = p->out;
	size_t lines = MOST + 1, taken;

	for (int phrase = 1; phrase >= 0 && lines > MOST; phrase--) {
		struct buf text = BUF_INIT;

		buf_reset(&lead);
		p->out = &lead;
		taken = page_severity(p, s->v->f->severity);
		add_headline_text(p, s->v, phrase == 1, &text);
		lines = set(p, taken, PAGE_INDENT, text.p, &lead);
		buf_release(&text);
	}
	p->out = out;
	sheet_add(s->sheet, RANK_MUST, lines, NULL, buf_slice(&lead));
	buf_release(&lead);
}

/* How the phrase was understood. */
static void
add_understanding(struct short_form *s)
{
	const struct finding *f = s->v->f;
	const char *said = page_phrase_step(s->p, f, ARGUMENTS_TEXT), *other = page_other_meanings(s->p, f);

	if (said != NULL)
		add_paragraph(s, RANK_MUST, PAGE_INDENT, 2, page_own(s->p, said));
	for (size_t i = 0; i < f->evidence_count; i++)
		if (page_is_about_phrase(&f->evidence[i]) && f->evidence[i].entry == NULL &&
		    (said = evidence_sentence(s->p->k, &f->evidence[i], ARGUMENTS_TEXT, s->p->arena)) != NULL)
			add_paragraph(s, 1, PAGE_INDENT, 2, page_own(s->p, said));
	if (other != NULL)
		add_paragraph(s, RANK_LAST, PAGE_INDENT, 3,
		    format_label(s->p->k, "label.also_means", page_own(s->p, other), NULL, NULL, 0, s->p->arena));
}

static void
add_list(struct short_form *s, int first, int rank, const char *key, const char *const *items, size_t n)
{
	for (size_t i = 0; i < n && i < MOST_ITEMS; i++)
		add_item(s, i == 0 ? first : rank + 3 * (int)i, key, true, 3, page_own(s->p, items[i]));
}

static void
add_evidence(struct short_form *s)
{
	const struct finding *f = s->v->f;
	int rank = 1;
	size_t shown = 0;

	for (size_t i = 0; i < f->evidence_count && shown < MOST_EVIDENCE; i++) {
		const struct evidence *e = &f->evidence[i];

		if (page_is_about_phrase(e))
			continue;
		int weight = page_is_product(e) ? RANK_LAST : rank;
		/* The first is what proves it: it may take a line more. */
		if (!add_item(s, weight, "label.short_evidence", true, 2, page_evidence(s->p, e, true)) &&
		    !add_item(s, weight, "label.short_evidence", true, rank == 1 ? 3 : 2, page_evidence(s->p, e, false)))
			continue;
		rank = weight == RANK_LAST ? rank : RANK_EVIDENCE + 2 * (int)shown++;
	}
}

static void
add_call_id(struct page *p, const char *id, struct buf *out)
{
	struct buf shown = BUF_INIT;

	if (id == NULL || id[0] == '\0')
		return;
	buf_addstr(out, "  Call-ID ");
	escape_text(slice_of(id), &shown);
	page_add_data(p, buf_slice(&shown), out);
	buf_release(&shown);
}

/* One of those folded together; its Call-ID only where it fits the line. */
static void
add_folded(struct short_form *s, int rank, const struct folded *one)
{
	if (!add_item(s, rank, "label.short_where", false, 1, page_folded(s->p, one, true)))
		add_item(s, rank, "label.short_where", false, 2, page_folded(s->p, one, false));
}

static void
add_date(const struct place *w, struct buf *out)
{
	struct buf whole = BUF_INIT;

	if (w->time != NO_TIME && !w->time_of_day) {
		add_time(place_time(w), ZONE_UTC, &whole);
		buf_addstr(out, "  ");
		buf_add(out, slice_head(buf_slice(&whole), sizeof "2024-05-06" - 1));
	}
	buf_release(&whole);
}

static void
add_route(struct page *p, const struct place *w, struct buf *out)
{
	struct buf route = BUF_INIT;

	add_both_ends(w, out_is_utf8(&p->r->out), &route);
	if (route.n == 0)
		return;
	buf_addstr(out, "  ");
	page_add_data(p, buf_slice(&route), out);
	buf_release(&route);
}

/* Where to look: file, day, addresses; the Call-ID on the same line or the next, unless it takes several. */
static void
add_where(struct short_form *s)
{
	const struct finding *f = s->v->f;
	struct buf text = BUF_INIT, id = BUF_INIT, place = BUF_INIT;

	add_place(f, &place);
	page_add_data(s->p, buf_slice(&place), &text);
	buf_release(&place);
	if (f->has_where) {
		add_date(&f->where, &text);
		add_route(s->p, &f->where, &text);
	}
	if (f->has_call)
		add_call_id(s->p, f->call.call_id, &id);
	const char *where = arena_slice(s->p->arena, slice_trim(buf_slice(&text)));
	const char *call = arena_slice(s->p->arena, slice_trim(buf_slice(&id)));
	bool one = s->column + text_width(buf_slice(&text)) + text_width(buf_slice(&id)) <= s->p->width;
	if (one && where[0] != '\0')
		add_item(s, 1, "label.short_where", false, 1, arena_printf(s->p->arena, "%s%s", where, id.p ? id.p : ""));
	else if (where[0] != '\0')
		add_item(s, 1, "label.short_where", false, 2, where);
	if ((!one || where[0] == '\0') && call[0] != '\0')
		add_item(s, 2, "label.short_where", false, 1, call);
	buf_release(&text);
	buf_release(&id);
}

/* Whoever has to act works the product at hand: a server, a device. A caller or callee may never have heard of it. */
static bool
product_acts(const struct short_form *s)
{
	enum party party = s->v->f->party;

	return s->p->r->o.product != NULL || (party != PARTY_CALLER && party != PARTY_CALLEE && party != PARTY_NOBODY);
}

/*
 * Before which of the other causes the product's notes stand. Where a long language leaves room for one cause of a trace
 * alone it is the likeliest, as in a short one, and not what a product that has nothing to mend means by its answer. Notes
 * that stand at the end have a place among the few that are shown.
 */
static size_t
place_of_notes(const struct short_form *s, bool trace)
{
	size_t at = s->v->note_at == 0 && trace && !product_acts(s) ? 1 : s->v->note_at;

	return at < MOST_ITEMS - 1 ? at : MOST_ITEMS - 1;
}

static const char *const *
open_causes(const struct short_form *s, bool trace)
{
	const struct view *v = s->v;
	size_t at = place_of_notes(s, trace), others = 0;

	if (v->note_count == 0)
		return v->causes;
	const char **causes = arena_alloc(v->arena, v->cause_count * sizeof *causes);
	for (size_t i = 0; i < v->cause_count; i++)
		if (i < v->note_at || i >= v->note_at + v->note_count)
			causes[others++] = v->causes[i];
	at = at < others ? at : others;
	memmove(causes + at + v->note_count, causes + at, (others - at) * sizeof *causes);
	memcpy(causes + at, v->causes + v->note_at, v->note_count * sizeof *causes);
	return causes;
}

static void
add_all(struct short_form *s, bool trace)
{
	const struct view *v = s->v;
	bool mean = v->text.meaning != NULL && v->text.meaning[0] != '\0';

	add_headline(s);
	if (mean)
		add_paragraph(s, trace ? RANK_MEANING : 1, PAGE_INDENT, 5, page_own(s->p, v->text.meaning));
	add_understanding(s);
	if (v->cause != NULL)
		add_item(s, RANK_MUST, "label.short_why", true, 2, page_own(s->p, page_fact(s->p, v->cause, v->cause_text)));
	add_list(s, trace ? RANK_CAUSE + 1 : 1, RANK_CAUSE, "label.short_why", open_causes(s, trace), v->cause_count);
	add_list(s, RANK_MUST, RANK_FIX, "label.short_do", v->fixes, v->fix_count);
	add_evidence(s);
	for (size_t i = 0; v->f->count > 1 && i < v->f->folded_count; i++)
		add_folded(s, 1, &v->f->folded[i]);
	if (v->f->count == 1 && (trace || v->f->has_where))
		add_where(s);
	add_paragraph(s, RANK_MUST, PAGE_INDENT, 3, page_verdict(s->p, v, "sure"));
}

/* A further thing that the words may mean: its entry can be asked for by the id. */
static void
add_other(struct short_form *s)
{
	add_paragraph(s, RANK_MUST, PAGE_INDENT, 2, format_label(s->p->k, "label.or", page_own(s->p, s->v->text.title),
	    s->v->f->id, NULL, 0, s->p->arena));
}

void
page_short(struct page *p, const struct view *v)
{
	struct answer *a = &p->r->answer;
	struct short_form s = { p, v, &a->sheet, label_column(p) };

	if (a->id != NULL) {
		add_other(&s);
		return;
	}
	a->id = arena_strdup(&a->sheet.arena, finding_text(v->f));
	a->column = s.column;
	a->trace = p->r->mode.trace;
	add_all(&s, a->trace);
	if (a->trace)
		page_answered(p->r);
}

/* "More: siperr -x code.486" */
static void
add_more(struct page *p, struct answer *a)
{
	struct buf out = BUF_INIT;
	size_t lines = set(p, 0, PAGE_INDENT, format_label(p->k, "label.more", a->id, NULL, NULL, 0, p->arena), &out);

	sheet_add(&a->sheet, RANK_MUST, lines, NULL, buf_slice(&out));
	buf_release(&out);
}

void
page_answered(struct report *r)
{
	struct answer *a = &r->answer;
	size_t lines = a->trace ? TRACE_LINES : LOOKUP_LINES;
	struct arena arena = ARENA_INIT;
	struct page p = page_open(r, &arena);

	if (a->id == NULL)
		return;
	add_more(&p, a);
	if (r->pages++ > 0) {
		buf_addc(&r->text, '\n');
		lines--;
	}
	sheet_write(&a->sheet, lines, a->column, r->o.colour, &r->text);
	a->id = NULL;
	arena_release(&arena);
}
