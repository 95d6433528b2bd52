/* SPDX-License-Identifier: MIT */
/* Log lines that a table of patterns knows (base/remark_table.h): found in a text, or one line understood. */
#ifndef SIPERR_INPUT_REMARK_REMARK_H
#define SIPERR_INPUT_REMARK_REMARK_H

#include "base/remark_table.h"

/* A line understood. Slices are of the line or of the table. */
struct remark {
	struct slice line;
	struct slice said;		/* the line from where the pattern begins */
	struct slice entry;		/* "reason.peer-timeout"; "code.{n}", "q850.{n}", "q850.{word}" as in the table */
	struct slice cause;		/* a cause of that entry; empty: none */
	struct slice severity;		/* where it differs from the entry's; else empty */
	struct slice product;		/* token; empty: any */
	unsigned flags;			/* enum remark_flag */
	/* how much of the line is the row's own text: of two ways to read a line the one with more is right */
	size_t literal;
	struct slice taken[TAKE_COUNT];	/* empty: the row takes no such thing */
};

/* The row of the table that fits the line best; false when none does. */
bool remark_match(const struct remark_table *table, struct slice line, struct remark *out);

/*
 * The row that a line begins, which was cut off before it ended, as in a ticket; of several the one that says least. Nothing
 * is taken out of it. False: none, or too little of it.
 */
bool remark_match_cut(const struct remark_table *table, struct slice line, struct remark *out);

/*
 * The row whose longest stretch of literal text stands in the line, whatever stands around it, as where another release
 * words the rest otherwise; of the stretch that the row begins with, half a sentence will do. Nothing is taken out of it.
 * False: none, or several that say different things.
 */
bool remark_match_part(const struct remark_table *table, struct slice line, struct remark *out);

/* Could a row fit any of it, however its lines are put together? Not what has no letter, as most between two messages. */
bool remark_may_fit(const struct remark_table *table, struct slice text);

/*
 * The first line of `text` from `from` on that a row fits; false when there is none. *next is where to go on: after
 * the line, or the end. Lines longer than 4 KiB are looked at in parts.
 */
bool remark_find(const struct remark_table *table, struct slice text, const char *from, struct remark *out,
    const char **next);

/* Whether the pattern of a row fits the text, and what its placeholders stand for; for the table's own test. */
bool remark_fits(struct slice pattern, struct slice line, struct slice captures[REMARK_TAKES], struct slice *said);

/* How much literal text of the pattern stands in a line that ends inside it; 0: it does not, or the first stretch is not whole. */
size_t remark_cut(struct slice pattern, struct slice line);

/* What ties a line to its call, wherever it stands in it: a Call-ID; a channel, thread or session. Empty: none. */
struct slice remark_call_id(struct slice line);
struct slice remark_thread(struct slice line);

#endif
