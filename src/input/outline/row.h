/* SPDX-License-Identifier: MIT */
/* A line of an outline that is the row of a table: "1,0.5,192.0.2.1,192.0.2.2,SIP,569,Request: INVITE sip:1@b", or an object of JSON. */
#ifndef SIPERR_INPUT_OUTLINE_ROW_H
#define SIPERR_INPUT_OUTLINE_ROW_H

#include "base/slice.h"

/* The two addresses, and the cell with method or code, which stands behind them; where a column is the Call-ID, that. */
struct outline_row {
	struct slice from, to, what, call;
};

bool outline_row_read(struct outline_row *out, struct slice line);

/* Which columns of a table these are, by their names in its first line, whatever their order; from 1, 0: there is none. */
enum outline_column { OUTLINE_SOURCE, OUTLINE_DESTINATION, OUTLINE_METHOD, OUTLINE_REPLY, OUTLINE_CALL, OUTLINE_CELLS };

struct outline_head {
	char mark;				/* parts the cells; NUL: there is no table */
	size_t cells, column[OUTLINE_CELLS];
};

/* Does the line name the columns of a table whose rows are messages? */
bool outline_head_read(struct outline_head *out, struct slice line);

/* A row of that table; false where the line is none, or names no message. */
bool outline_head_row(const struct outline_head *head, struct slice line, struct outline_row *out);

#endif
