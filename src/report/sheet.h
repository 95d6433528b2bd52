/* SPDX-License-Identifier: MIT */
/*
 * A page with a bound on its lines: what must stand on it, and of all else what still fits, the most useful first.
 * Nothing is cut: a piece stands there whole or not at all.
 */
#ifndef SIPERR_REPORT_SHEET_H
#define SIPERR_REPORT_SHEET_H

#include "base/buf.h"
#include "base/memory.h"

enum { RANK_MUST, RANK_LAST = 9 };

struct piece {
	const char *text;	/* wrapped, ends in a newline; begins behind the label's column where it has a label */
	const char *label;	/* stands before the first piece that has it; NULL: the text stands for itself */
	size_t lines;
	int rank;		/* RANK_MUST, then 1 … RANK_LAST */
	bool shown;
};

struct sheet {
	struct arena arena;
	struct piece *pieces;	/* in the order they are written */
	size_t count, cap;
};

/* Everything is copied. Pieces with one label follow each other. */
void sheet_add(struct sheet *s, int rank, size_t lines, const char *label, struct slice text);

/*
 * Adds to *out what is chosen of at most `lines` lines, and empties the sheet. Once a piece with some label did not fit,
 * no later one of less weight with the same label is tried: a list keeps its order. Labels are `column` columns wide,
 * two of indent included, and bold where `colour`.
 */
void sheet_write(struct sheet *s, size_t lines, size_t column, bool colour, struct buf *out);

void sheet_release(struct sheet *s);

#endif
