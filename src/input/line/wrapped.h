/* SPDX-License-Identifier: MIT */
/* Header lines that a mail program, a book or a terminal broke, so that one value stands on several lines without a mark. */
#ifndef SIPERR_INPUT_LINE_WRAPPED_H
#define SIPERR_INPUT_LINE_WRAPPED_H

#include "input/line/lines.h"

enum { WRAP_NARROWEST = 70 };	/* terminals and pages that cut lines are as wide at least */

/* "Via: SIP/2.0/UDP": host and port must follow. */
bool wrap_bare_via(struct slice line);

/* How long the first word is: one that did not fit on the line before was put on its own. */
size_t wrap_first_word(struct slice line);

/* A quote is open at the end of the line: what looks like a header's name in the next is not one. */
bool wrap_open_quote(struct slice line);

/*
 * Were the lines that follow broken at blanks, which went? Or at a width, in the middle of words: then all that were
 * broken are as long, and a single one as long as a terminal is wide.
 */
bool wrap_at_blanks(struct reader lines);

#endif
