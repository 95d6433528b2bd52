/* SPDX-License-Identifier: MIT */
/* The few colours of the text report, as SGR sequences (ECMA-48 §8.3.117), or nothing. */
#ifndef SIPERR_REPORT_COLOUR_H
#define SIPERR_REPORT_COLOUR_H

#include "base/buf.h"
#include "finding/tokens.h"

enum colour { COLOUR_HEADING, COLOUR_FAINT, COLOUR_MARK, COLOUR_SEVERITY };

enum colour colour_of(enum severity s);	/* one of COLOUR_SEVERITY + 0 … 3 */

/* Adds `text` in that colour, or as it is when `on` is false. */
void colour_text(bool on, enum colour c, const char *text, struct buf *out);
void colour_begin(bool on, enum colour c, struct buf *out);
void colour_end(bool on, struct buf *out);

#endif
