/* SPDX-License-Identifier: MIT */
/* The scoreboard as the formats for people have it: its cells in the reader's language, the groups with most attempts first. */
#ifndef SIPERR_REPORT_BOARD_TABLE_H
#define SIPERR_REPORT_BOARD_TABLE_H

#include "metrics/board.h"
#include "metrics/shared.h"
#include "report/format.h"

enum { BOARD_ROWS = 20, BOARD_CELLS = 11 };

struct board_row {
	const char *name;		/* escaped */
	const char *cells[BOARD_CELLS];
};

struct board_table {
	struct knowledge *k;
	struct arena *arena;
	struct board_row rows[BOARD_ROWS + 2];	/* the headings, the groups, the others */
	size_t n;
};

/* The table has its knowledge and arena and is empty. */
void board_table_fill(struct board_table *t, const struct board *b);

/* "By peer, hour" */
const char *board_title(struct knowledge *k, const struct board *b, struct arena *a);

/* "peer 192.0.2.1: 80 % (8/10) of the failing calls, 3 % (1/33) of the others" */
const char *shared_sentence(struct knowledge *k, const struct shared *s, enum argument_style style, struct arena *a);

#endif
