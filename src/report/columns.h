/* SPDX-License-Identifier: MIT */
/* The columns of a finding, or of a call, for the formats that have a line for each: TSV and CSV. */
#ifndef SIPERR_REPORT_COLUMNS_H
#define SIPERR_REPORT_COLUMNS_H

#include "report/format.h"

struct columns {
	char divider;
	void (*escape)(struct slice text, struct buf *out);	/* one cell */
	const char *line_end;
};

void columns_begin(struct report *r, const struct columns *c);		/* the header line */
void columns_finding(struct report *r, const struct columns *c, const struct finding *f);
void columns_calls_begin(struct report *r, const struct columns *c);
void columns_call(struct report *r, const struct columns *c, const struct call_line *line);

/* board_columns.c: the header line too */
void columns_summary(struct report *r, const struct columns *c, const struct summary *s);

/* A line of names, divided by blanks. */
void columns_header(const struct columns *c, const char *names, struct buf *out);
/* A further cell of a line; NULL is an empty one. */
void columns_cell(const struct columns *c, const char *text, struct buf *out);

/* The two there are. */
extern const struct columns tsv_columns, csv_columns;

#endif
