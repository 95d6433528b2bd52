/* SPDX-License-Identifier: MIT */
/*
 * Fragments in a short text without messages: a status line somebody quoted, indented, put in a list or into a
 * sentence; a code with its phrase behind a label of any language; header lines pasted alone. Whether the words
 * at a code are a phrase of it, the knowledge must tell.
 */
#ifndef SIPERR_INPUT_TEXT_MENTION_H
#define SIPERR_INPUT_TEXT_MENTION_H

#include "base/buf.h"
#include "input/outline/table.h"

enum mention_kind {
	MENTION_STATUS_LINE,	/* bytes: a message of the status line, `at` of its line, and what headers stand below it */
	MENTION_HEADERS,	/* bytes: header lines, each ending in CRLF */
	MENTION_CODE,		/* bytes: the line; a code, or a status line, stands at `at` of it */
	MENTION_CELL,		/* bytes: the row of a table of calls; a code stands at `at` of it … */
	MENTION_CAUSE,		/* … or a cause of Q.850, by number or name */
};

struct mention {
	enum mention_kind kind;
	const char *line;	/* where it begins */
	size_t at;
	bool cut;		/* the text ends in its last line */
	uint64_t number;	/* of its line, where `line` is gone; else 0 */
	struct buf bytes;
};

struct mentions {
	struct mention *all;
	size_t count, cap;
};

/* Everything of that kind in the text, which no message stands in; `found` must be zeroed, and is to be released. */
void mentions_find(struct mentions *found, struct slice text);
/* What a long text showed so far; zeroed at first. */
struct mention_log {
	struct table table;	/* that has begun */
	bool names_sip;		/* tone_names_sip() of what came so far */
	bool scan;		/* a scanner began to list who answered */
};

/*
 * Of the next lines of a long text, what the rows of its tables say, and the lines of a log that give a time: those are
 * told apart from words that explain codes.
 */
void mentions_go_on(struct mentions *found, struct mention_log *log, struct slice lines);
void mentions_release(struct mentions *found);

#endif
