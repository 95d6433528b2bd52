/* SPDX-License-Identifier: MIT */
/* Text set in lines: breaks where the language allows, by the width the characters have on a terminal. */
#ifndef SIPERR_REPORT_WRAP_H
#define SIPERR_REPORT_WRAP_H

#include "base/buf.h"

struct wrap_margins {
	size_t width;	/* columns of a line, indent included */
	size_t first;	/* columns that are taken already on the first line */
	size_t indent;	/* blanks before each following line */
	bool right;	/* a cell of a table, in a language that runs from right to left: each line of it does */
};

/* No line of running text is wider than this, however wide the terminal. */
enum { WRAP_WIDEST = 100, WRAP_NARROWEST = 20 };

/*
 * Adds `text` to *out, ended by a newline. A newline in the text begins a new line. A width that
 * leaves hardly any room after the indent is taken as WRAP_NARROWEST columns more than the indent.
 */
void wrap_text(struct slice text, const struct wrap_margins *at, const char *language, struct buf *out);

/* Exactly `columns` wide: cut with an ellipsis, or filled up with blanks. Text must be escaped. */
void wrap_fit(struct slice text, size_t columns, struct buf *out);

void wrap_blanks(size_t n, struct buf *out);

#endif
