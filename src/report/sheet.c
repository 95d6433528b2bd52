/* SPDX-License-Identifier: MIT */
#include "report/sheet.h"

#include <stdlib.h>

#include "report/colour.h"
#include "report/wrap.h"
#include "text/text.h"

enum { INDENT = 2 };

void
sheet_add(struct sheet *s, int rank, size_t lines, const char *label, struct slice text)
{
	GROW(s->pieces, s->count, s->cap);
	s->pieces[s->count++] = (struct piece){
		arena_slice(&s->arena, text), arena_strdup(&s->arena, label), lines, rank, false };
}

static bool
same_label(const struct piece *a, const struct piece *b)
{
	return a->label != NULL && b->label != NULL && strcmp(a->label, b->label) == 0;
}

/* Did an earlier piece of its list, of more or the same weight, find no room? */
static bool
comes_after_gap(const struct sheet *s, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (same_label(&s->pieces[j], &s->pieces[i]) && !s->pieces[j].shown)
			return true;
	return false;
}

static void
choose(struct sheet *s, size_t lines)
{
	size_t used = 0;

	for (int rank = RANK_MUST; rank <= RANK_LAST; rank++) {
		for (size_t i = 0; i < s->count; i++) {
			struct piece *p = &s->pieces[i];

			if (p->rank != rank || (rank != RANK_MUST && (used + p->lines > lines || comes_after_gap(s, i))))
				continue;
			p->shown = true;
			used += p->lines;
		}
	}
}

static void
write_label(const char *label, size_t column, bool colour, struct buf *out)
{
	size_t width = text_width(slice_of(label)) + INDENT;

	wrap_blanks(INDENT, out);
	colour_text(colour, COLOUR_HEADING, label, out);
	wrap_blanks(column > width ? column - width : 0, out);
}

void
sheet_write(struct sheet *s, size_t lines, size_t column, bool colour, struct buf *out)
{
	const struct piece *before = NULL;

	choose(s, lines);
	for (size_t i = 0; i < s->count; i++) {
		const struct piece *p = &s->pieces[i];

		if (!p->shown)
			continue;
		if (p->label != NULL && before != NULL && same_label(before, p))
			wrap_blanks(column, out);
		else if (p->label != NULL)
			write_label(p->label, column, colour, out);
		buf_addstr(out, p->text);
		before = p;
	}
	s->count = 0;
	arena_release(&s->arena);
}

void
sheet_release(struct sheet *s)
{
	arena_release(&s->arena);
	free(s->pieces);
	*s = (struct sheet){ .arena = ARENA_INIT };
}
