/* SPDX-License-Identifier: MIT */
/*
 * Strings and members of JSON (RFC 8259) as they stand in lines of text, whole objects or not. Nothing is copied and no escape
 * undone: values are slices of the text. What is broken is passed over.
 */
#ifndef SIPERR_INPUT_LINE_JSON_H
#define SIPERR_INPUT_LINE_JSON_H

#include <stdbool.h>

#include "base/slice.h"

/* The quote that ends a string whose characters begin at `p`, none that an escape holds; NULL when there is none before `end`. */
const char *string_end(const char *p, const char *end, char quote);

/* The string in double quotes whose first one stands at `quote`; p NULL when it has no end. */
struct slice string_at(const char *quote, const char *end);

/* The name of the next member, empty where it is broken; *rest then begins behind its colon. False: no more. */
bool member_next(struct slice *rest, struct slice *name);

/* What stands behind the colon of the first member of that name, and behind blanks; p NULL when there is none. */
struct slice member_named(struct slice text, struct slice name);

#endif
