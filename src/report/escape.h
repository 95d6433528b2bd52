/* The one way for text of the input to an output: nothing in it can steer a terminal or break UTF-8. */
#ifndef SIPERR_REPORT_ESCAPE_H
#define SIPERR_REPORT_ESCAPE_H

#include "base/buf.h"

/*
 * Adds `text` to *out as valid UTF-8 without control characters: CR, LF and TAB become \r, \n and \t;
 * other C0 and C1 controls, DEL, and bytes that are no UTF-8 become \xNN; line and paragraph
 * separators and characters that change the direction of what follows become \u{NNNN}.
 */
void escape_text(struct slice text, struct buf *out);

/* For siperr's own sentences: what a language needs to set its lines, marks of direction, stays. */
void escape_own(struct slice text, struct buf *out);

/* The same for a column of TSV: a backslash is doubled too, so that the text can be had back. */
void escape_column(struct slice text, struct buf *out);

/* The same for Markdown in a paragraph or table cell: its own marks are escaped too. */
void escape_markdown(struct slice text, struct buf *out);

/* Valid UTF-8 and nothing else changed, for JSON: bytes that are no UTF-8 become U+FFFD. */
void escape_invalid(struct slice text, struct buf *out);

/*
 * The length of the well-formed UTF-8 sequence (Unicode, table 3-7) that `s` begins with and its
 * character; 0 when there is none.
 */
size_t utf8_decode(struct slice s, uint32_t *character);

#endif
