/* SPDX-License-Identifier: MIT */
/*
 * Log lines that stand on several: a terminal broke them at its right edge, their fields follow as an object of JSON, or a mail
 * broke them at blanks.
 */
#ifndef SIPERR_INPUT_LINE_UNWRAP_H
#define SIPERR_INPUT_LINE_UNWRAP_H

#include "base/buf.h"

enum { UNWRAP_PAGE = 16384 };	/* more text than that is no copied screen */

/*
 * The width at which the lines were broken; 0 when they were not: two lines or more of that width, no longer one,
 * and each goes on in a line that does not begin like a log's.
 */
size_t unwrap_width(struct slice text);

/* The next whole line, put together in `out`; *text is moved past it. */
void unwrap_line(struct slice *text, size_t width, struct buf *out);

/*
 * The next line that ends with a brace, with the members below it in one; *at is where it begins, *text is moved past it.
 * False when there is none.
 */
bool unwrap_fields(struct slice *text, const char **at, struct buf *out);

/* How wide a line is at least that goes on in the next. */
struct unwrap_edges {
	size_t timed;	/* where it begins with a time and the next does not */
	bool flush;	/* the rest has no indent */
	/*
	 * without a time, and no wider: where a text has few lines, a terminal, or all but the last, shorter one; 0:
	 * none goes on
	 */
	size_t bare;
};
struct unwrap_edges unwrap_edges(struct slice text);

/*
 * The next line that begins with a time and those below it that don't, in one, with `joint` where one was broken: a blank, or
 * nothing in the middle of a word; *below are these. The rest is as above; a quotation's "> " is left out.
 */
bool unwrap_record(struct slice *text, struct unwrap_edges edges, struct slice joint, const char **at,
    struct slice *below, struct buf *out);

/*
 * A text with the lines that a terminal broke put together, with `joint` as above, each with empty lines behind it, so
 * that their numbers hold. False when none was broken.
 */
bool unwrap_text(struct slice text, struct slice joint, struct buf *out);

/* The next event of Asterisk's manager, "Event: Hangup" with its fields below, in one; *event is where it stands. The rest as above. */
bool unwrap_event(struct slice *text, struct slice *event, struct buf *out);

/* How a text ends that more may come of. */
enum unwrap_end {
	UNWRAP_WHOLE,		/* no line of it goes on in what comes */
	UNWRAP_WIDE,		/* with a line that may have been broken at a terminal's edge */
	UNWRAP_WITHIN,		/* within a line, which may be the rest of the one above */
};
enum unwrap_end unwrap_end(struct slice text);

#endif
