/* SPDX-License-Identifier: MIT */
/*
 * A table of calls, as a switch or a spreadsheet exports it: its first line names the columns, one of which holds SIP
 * codes, or causes of Q.850 by number or name. Cells are parted by a comma, semicolon, tab or bar, and may stand in quotes.
 */
#ifndef SIPERR_INPUT_OUTLINE_TABLE_H
#define SIPERR_INPUT_OUTLINE_TABLE_H

#include <stdbool.h>

#include "base/slice.h"

/* Where both sides of a call have a cause, the second column holds it in the rows whose first is empty or 0. */
enum table_column { TABLE_CODE, TABLE_CAUSE, TABLE_OTHER_CAUSE, TABLE_METHOD, TABLE_CALL, TABLE_COLUMNS };

struct table {
	char mark;			/* parts the cells; NUL: no table has begun */
	size_t cells;			/* of each row */
	size_t column[TABLE_COLUMNS];	/* where each is, from 1; 0: there is none */
	bool by_method;			/* codes are of SIP in those rows alone whose method is */
	bool of_messages;		/* a row is a message: the column of methods holds the codes of responses, too */
	bool probe;			/* its last request was an OPTIONS, which any answer serves */
};

/* The next cell of a row, without its quotes; false after the last. *rest is what follows it, p NULL when nothing does. */
bool table_cell(struct slice *rest, char mark, struct slice *cell);

/* Is the line the names of a table's columns, one of them of codes or causes? Then *t is that table. */
bool table_begins(struct table *t, struct slice line);

/*
 * Is it a row of calls as FreeSWITCH and Asterisk write them without a first line: their end, two lengths, a cause? Then *t is
 * that table.
 */
bool table_guess(struct table *t, struct slice line);

/* "finalSipCode": does a column, or a member of JSON, of that name hold SIP codes? */
bool table_names_code(struct slice key);

/*
 * A row of it, which has as many cells: the cell of each column, without quotes, in the line; empty where there is none.
 * False: the table has ended.
 */
bool table_row(const struct table *t, struct slice line, struct slice value[TABLE_COLUMNS]);

/* In a table of messages: what the row was, which those that follow are read by. */
void table_note(struct table *t, const struct slice value[TABLE_COLUMNS]);

/*
 * In a table of messages: does the row, once noted, tell of a failure? Not of one whose request is sent again in one of the rows
 * that follow, nor of what a CANCEL or an OPTIONS brings.
 */
bool table_fails(const struct table *t, const struct slice value[TABLE_COLUMNS], struct slice follow);

/*
 * What the cell of a cause says: nothing, or that a call ended as it should (16, 31); a word in small letters, "user_busy", that
 * may be of no list; a number of Q.850 or a name of one; a number above those, as CUCM has its own.
 */
enum table_cause { TABLE_TELLS_NOTHING, TABLE_MAY_TELL, TABLE_TELLS };

enum table_cause table_cause(struct slice cell);

#endif
