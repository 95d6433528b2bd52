/* SPDX-License-Identifier: MIT */
/* The sentences of a comparison, and the text and the ticket made of them. */
#include "report/compare.h"

#include <stdlib.h>

#include "report/colour.h"
#include "report/escape.h"
#include "report/page.h"
#include "report/who.h"
#include "report/wrap.h"

/* A value in words, as a time, or as it stands in the message. */
static const char *
value_text(struct knowledge *k, const struct difference *d, const char *value, enum argument_style style, struct arena *a)
{
	if (value == NULL)
		return NULL;
	if (d->has_words)
		return knowledge_label(k, arena_printf(a, "compared.%s", value), a);
	if (d->is_time) {
		double seconds = strtod(value, NULL);

		return seconds_label(k, seconds, seconds < 10 ? 2 : 1, a);
	}
	return argument(k, value, style, a);
}

const char *
difference_sentence(struct knowledge *k, const struct difference *d, enum argument_style style, struct arena *a)
{
	const char *name = d->is_label ? knowledge_label(k, arena_printf(a, "difference.%s", d->name), a) :
	    argument(k, d->name, style, a);
	const char *key = NULL, *in = argument(k, d->in, style, a);
	const char *value = value_text(k, d, d->value, style, a), *good = value_text(k, d, d->good, style, a);

	if (d->kind == DIFFERENCE_MESSAGE)
		return format_label(k, d->how == DIFFERS_MISSING ? "compare.no_message" : "compare.more_message", in,
		    NULL, NULL, 0, a);
	switch (d->how) {
	case DIFFERS_VALUE: key = "compare.value"; break;
	case DIFFERS_MISSING: key = "compare.missing"; break;
	case DIFFERS_EXTRA: key = "compare.extra"; break;
	case DIFFERS_ORDER: key = "compare.order"; break;
	case DIFFERS_SET:
		key = d->more == NULL ? "compare.lacks" : d->lacks == NULL ? "compare.more" : "compare.instead";
		value = argument(k, d->more, style, a);
		good = argument(k, d->lacks, style, a);
		break;
	}
	const char *const arg[4] = { in, name, value, good };
	return knowledge_format(k, key, arg, 0, a);
}

static const char *
answer_at(struct knowledge *k, const struct compared_call *c, enum argument_style style, struct arena *a)
{
	if (c->answer == NULL)
		return knowledge_label(k, "compare.no_answer", a);
	return arena_printf(a, "%s (#%llu)", argument(k, c->answer, style, a), (unsigned long long)spot_number(c->answer_at));
}

/* "INVITE: 488 Not Acceptable Here (#2); in the good call: 200 OK (#5)"; NULL: neither was refused. */
static const char *
answer_sentence(struct knowledge *k, const struct comparison *c, enum argument_style style, struct arena *a)
{
	if (c->answered == NULL)
		return NULL;
	return format_label(k, "compare.answered", argument(k, c->answered, style, a), answer_at(k, &c->failing, style, a),
	    answer_at(k, &c->good, style, a), 0, a);
}

const char *
alike_sentence(struct knowledge *k, const struct comparison *c, struct arena *a)
{
	return format_label(k, c->is_whole ? "compare.alike" : "compare.alike_in_part", NULL, NULL, NULL,
	    (double)c->messages, a);
}

/* "09:26:14Z  alice → bob  failed  code.488  trace.txt:12  Call-ID" */
static const char *
call_text(struct report *r, const struct compared_call *c, enum argument_style style, struct arena *a)
{
	const struct call_line *line = &c->line;
	const struct finding f = { .has_where = true, .where = line->where, .has_call = true, .call = line->call, .count = 1 };
	struct buf text = BUF_INIT;

	add_clock(place_time(&line->where), place_zone(&line->where), &text);
	buf_addstr(&text, text.n > 0 ? "  " : "");
	who_add(&f, out_is_utf8(&r->out), SIZE_MAX, &text);
	buf_addf(&text, "  %s  %s%s", token_label(r->k, "outcome", outcome_token(line->outcome), a),
	    line->id != NULL ? line->id : "", line->id != NULL ? "  " : "");
	add_place(&f, &text);
	buf_addf(&text, "  %s", argument(r->k, line->call.call_id, ARGUMENTS_TEXT, a));
	const char *copy = arena_slice(a, buf_slice(&text));
	buf_release(&text);
	if (style == ARGUMENTS_MARKDOWN) {
		struct buf safe = BUF_INIT;

		escape_markdown(slice_of(copy), &safe);
		copy = arena_slice(a, buf_slice(&safe));
		buf_release(&safe);
	}
	return copy;
}

/* "(#4, #12)": where it stands in each of the traces. */
static const char *
places(const struct difference *d, struct arena *a)
{
	unsigned long long at = spot_number(d->at), good = spot_number(d->good_at);

	if (at == 0 || good == 0)
		return arena_printf(a, "(%s#%llu)", at == 0 ? "–, " : "", at != 0 ? at : good);
	return arena_printf(a, "(#%llu, #%llu)", at, good);
}

static const char *
difference_line(struct knowledge *k, const struct difference *d, enum argument_style style, struct arena *a)
{
	const char *sentence = difference_sentence(k, d, style, a);

	return arena_printf(a, "%s%s%s", sentence, page_gap(sentence), places(d, a));
}

static void
tell_call(struct page *p, const char *key, const struct compared_call *c)
{
	page_paragraph(p, 0, PAGE_INDENT, format_label(p->k, key, call_text(p->r, c, ARGUMENTS_TEXT, p->arena), NULL,
	    NULL, 0, p->arena));
}

static void
heading(struct page *p, const char *key)
{
	buf_addc(p->out, '\n');
	colour_text(p->r->o.colour, COLOUR_HEADING, knowledge_label(p->k, key, p->arena), p->out);
	buf_addc(p->out, '\n');
}

void
compare_text(struct report *r, const struct comparison *c)
{
	struct arena a = ARENA_INIT;
	struct page p = page_open(r, &a);
	const char *answered = answer_sentence(r->k, c, ARGUMENTS_TEXT, &a);

	tell_call(&p, "compare.failing", &c->failing);
	tell_call(&p, "compare.good", &c->good);
	if (answered != NULL)
		page_paragraph(&p, 0, PAGE_INDENT, answered);
	if (c->count == 0) {
		buf_addc(p.out, '\n');
		page_paragraph(&p, 0, 0, alike_sentence(r->k, c, &a));
	}
	for (size_t i = 0; i < c->count; i++) {
		if (i < 2)
			heading(&p, i == 0 ? "compare.first" : "compare.further");
		wrap_blanks(PAGE_INDENT, p.out);
		page_paragraph(&p, PAGE_INDENT, PAGE_ITEM, difference_line(r->k, &c->list[i], ARGUMENTS_TEXT, &a));
	}
	if (c->left_out > 0)
		page_indented(&p, PAGE_INDENT, format_label(r->k, "compare.rest", NULL, NULL, NULL, (double)c->left_out, &a));
	arena_release(&a);
}

void
compare_markdown(struct report *r, const struct comparison *c)
{
	struct arena a = ARENA_INIT;
	const char *answered = answer_sentence(r->k, c, ARGUMENTS_MARKDOWN, &a);

	buf_addf(&r->text, "- %s\n", format_label(r->k, "compare.failing",
	    call_text(r, &c->failing, ARGUMENTS_MARKDOWN, &a), NULL, NULL, 0, &a));
	buf_addf(&r->text, "- %s\n", format_label(r->k, "compare.good",
	    call_text(r, &c->good, ARGUMENTS_MARKDOWN, &a), NULL, NULL, 0, &a));
	if (answered != NULL)
		buf_addf(&r->text, "- %s\n", answered);
	if (c->count == 0)
		buf_addf(&r->text, "\n%s\n", alike_sentence(r->k, c, &a));
	for (size_t i = 0; i < c->count; i++) {
		if (i < 2)
			buf_addf(&r->text, "\n### %s\n\n",
			    knowledge_label(r->k, i == 0 ? "compare.first" : "compare.further", &a));
		buf_addf(&r->text, "- %s\n", difference_line(r->k, &c->list[i], ARGUMENTS_MARKDOWN, &a));
	}
	if (c->left_out > 0)
		buf_addf(&r->text, "\n%s\n", format_label(r->k, "compare.rest", NULL, NULL, NULL, (double)c->left_out, &a));
	arena_release(&a);
}
