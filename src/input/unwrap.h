/* SPDX-License-Identifier: MIT */
/* Log lines that a terminal broke at its right edge, as they come out of a copied screen. */
#ifndef SIPERR_INPUT_UNWRAP_H
#define SIPERR_INPUT_UNWRAP_H

#include "base/buf.h"

enum { UNWRAP_PAGE = 16384 };	/* more text than that is no copied screen */

/*
 * The width at which the lines were broken; 0 when they were not: two lines or more of that width, no longer one,
 * and each goes on in a line that does not begin like a log's.
 */
size_t unwrap_width(struct slice text);

/* The next whole line, put together in `out`; *text is moved past it. */
void unwrap_line(struct slice *text, size_t width, struct buf *out);

#endif
