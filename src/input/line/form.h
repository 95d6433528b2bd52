/* SPDX-License-Identifier: MIT */
/* The signs of how a message is dressed: what its start line, what stands before it and the lines after it show. */
#ifndef SIPERR_INPUT_LINE_FORM_H
#define SIPERR_INPUT_LINE_FORM_H

#include "input/line/lines.h"
#include "input/line/words.h"

/* The line `at` is in, from its begin (not before `begin`) to `at`. */
struct slice line_before(const char *begin, const char *at);

/* Cuts the next line off, without its line feed; *rest is empty after the last. */
struct slice line_next(struct slice *rest);

/* What stands for a line end on the line, where a known header follows it: form->escape and form->level. */
bool form_escape(struct slice line, struct form *form);

/* What closes a string that begins, or is already open, before the start line; 0: nothing. */
char form_quote(struct slice before, int level);

/* Do the lines end in dots, start line and most of what follows? */
bool form_has_dots(struct slice first, struct slice rest, const struct form *form);

/* A line each in its own quotes, C literals or arrays of header lines, or with a page's line break: form->suffix. */
void form_suffix(struct slice before, struct slice first, struct form *form);

/* Does a whole message stand on the line, with escapes for its line ends? */
bool holds_message(struct slice line);

#endif
