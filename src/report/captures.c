/* SPDX-License-Identifier: MIT */
/* What got worse from a good trace to another, in words. */
#include "report/colour.h"
#include "report/compare.h"
#include "report/page.h"
#include "report/wrap.h"

/* "23.3% (14/60)", "3.1 s" */
static const char *
amount(struct knowledge *k, const struct worsening *w, bool good, struct arena *a)
{
	double value = good ? w->good : w->value;

	if (w->kind == WORSE_TIME)
		return seconds_label(k, value, value < 10 ? 2 : 1, a);
	return arena_printf(a, "%s (%llu/%llu)", knowledge_percent(k, value, 1, a),
	    (unsigned long long)(good ? w->good_count : w->count),
	    (unsigned long long)(good ? w->good_of : w->of));
}

static const char *
name_of(struct knowledge *k, const struct worsening *w, enum argument_style style, struct arena *a)
{
	const char *title = w->kind == WORSE_FINDING ? knowledge_title(k, w->name, a) : NULL;

	if (w->kind == WORSE_TIME)
		return format_label(k, "compare.median", w->name, NULL, NULL, 0, a);
	return title == NULL ? w->name : arena_printf(a, "%s (%s)", argument(k, w->name, style, a), title);
}

const char *
worsening_sentence(struct knowledge *k, const struct worsening *w, enum argument_style style, struct arena *a)
{
	return format_label(k, "compare.worse_line", name_of(k, w, style, a), amount(k, w, false, a),
	    amount(k, w, true, a), 0, a);
}

const char *
not_worse_sentence(struct knowledge *k, const struct captures *c, struct arena *a)
{
	return format_label(k, "compare.not_worse", knowledge_number(k, (double)c->calls, 0, a),
	    knowledge_number(k, (double)c->good_calls, 0, a),
	    NULL, 0, a);
}

void
captures_text(struct report *r, const struct captures *c)
{
	struct arena a = ARENA_INIT;
	struct page p = page_open(r, &a);

	buf_addstr(&r->text, r->pages++ > 0 ? "\n" : "");
	if (c->count == 0) {
		page_paragraph(&p, 0, 0, not_worse_sentence(r->k, c, &a));
	} else {
		colour_text(r->o.colour, COLOUR_HEADING, knowledge_label(r->k, "compare.worse", &a), &r->text);
		buf_addc(&r->text, '\n');
	}
	for (size_t i = 0; i < c->count; i++) {
		wrap_blanks(PAGE_INDENT, &r->text);
		page_paragraph(&p, PAGE_INDENT, PAGE_ITEM, worsening_sentence(r->k, &c->list[i], ARGUMENTS_TEXT, &a));
	}
	arena_release(&a);
}

void
captures_markdown(struct report *r, const struct captures *c)
{
	struct arena a = ARENA_INIT;

	buf_addstr(&r->text, r->pages++ > 0 ? "\n" : "");
	if (c->count == 0)
		buf_addf(&r->text, "%s\n", not_worse_sentence(r->k, c, &a));
	else
		buf_addf(&r->text, "### %s\n\n", knowledge_label(r->k, "compare.worse", &a));
	for (size_t i = 0; i < c->count; i++)
		buf_addf(&r->text, "- %s\n", worsening_sentence(r->k, &c->list[i], ARGUMENTS_MARKDOWN, &a));
	arena_release(&a);
}
