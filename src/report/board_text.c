/* SPDX-License-Identifier: MIT */
/* The scoreboard as a table, and what the failing calls share. */
#include "report/board_table.h"
#include "report/colour.h"
#include "report/summary.h"
#include "report/wrap.h"
#include "text/text.h"

struct table {
	struct board_table t;
	size_t widths[BOARD_CELLS];
	size_t figures;				/* all cells with the blanks before them */
};

static void
measure(struct table *t)
{
	for (size_t i = 0; i < BOARD_CELLS; i++) {
		for (size_t n = 0; n < t->t.n; n++) {
			size_t width = text_width(slice_of(t->t.rows[n].cells[i]));

			t->widths[i] = width > t->widths[i] ? width : t->widths[i];
		}
		t->figures += 1 + t->widths[i];
	}
}

/* The name stands before the figures where it has room there, else on a line of its own. */
static void
print_row(struct summary_page *p, const struct table *t, const struct board_row *r, size_t names)
{
	size_t used = text_width(slice_of(r->name)), indent = 2;

	wrap_blanks(2, p->out);
	add_own_cell(p->k, r->name, p->out);
	if (used > names) {
		buf_addstr(p->out, "\n  ");
		used = 0;
	}
	wrap_blanks(names - used, p->out);
	indent += names;
	for (size_t i = 0; i < BOARD_CELLS; i++) {
		size_t width = text_width(slice_of(r->cells[i]));

		/* What is wider than any line goes on in the next. */
		if (indent + 1 + t->widths[i] > p->width && indent > 2 + names) {
			buf_addc(p->out, '\n');
			wrap_blanks(2 + names, p->out);
			indent = 2 + names;
		}
		wrap_blanks(1 + t->widths[i] - width, p->out);
		add_own_cell(p->k, r->cells[i], p->out);
		indent += 1 + t->widths[i];
	}
	buf_addc(p->out, '\n');
}

static void
print_table(struct summary_page *p, const struct table *t)
{
	size_t names = p->width > t->figures + 2 ? p->width - t->figures - 2 : 0, longest = 0;

	for (size_t i = 0; i < t->t.n; i++) {
		size_t width = text_width(slice_of(t->t.rows[i].name));

		longest = width > longest ? width : longest;
	}
	for (size_t i = 0; i < t->t.n; i++)
		print_row(p, t, &t->t.rows[i], longest < names ? longest : names);
}

static void
print_shared(struct summary_page *p, const struct board *b)
{
	struct shared list[SHARED_MOST];
	size_t n = board_shared(b, list);
	const struct wrap_margins at = { p->width, 2, 4, knowledge_is_right_to_left(p->k) };

	if (n > 0)
		summary_heading(p, "summary.shared");
	for (size_t i = 0; i < n; i++) {
		wrap_blanks(2, p->out);
		wrap_text(slice_of(shared_sentence(p->k, &list[i], ARGUMENTS_TEXT, &p->arena)), &at,
		    knowledge_language(p->k), p->out);
	}
}

void
board_text(struct summary_page *p, const struct board *b)
{
	struct table t = { .t = { .k = p->k, .arena = &p->arena } };

	if (b->by.n == 0)
		return;
	buf_addc(p->out, '\n');
	colour_text(p->colour, COLOUR_HEADING, board_title(p->k, b, &p->arena), p->out);
	buf_addc(p->out, '\n');
	board_table_fill(&t.t, b);
	measure(&t);
	print_table(p, &t);
	print_shared(p, b);
}
