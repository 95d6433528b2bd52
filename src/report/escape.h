/* SPDX-License-Identifier: MIT */
/* The one way for text of the input to an output: nothing in it can steer a terminal or break UTF-8. */
#ifndef SIPERR_REPORT_ESCAPE_H
#define SIPERR_REPORT_ESCAPE_H

#include "base/buf.h"

/*
 * Adds `text` to *out as valid UTF-8 without control characters: CR, LF and TAB become \r, \n and \t;
 * other C0 and C1 controls, DEL, and bytes that are no UTF-8 become \xNN; what nobody sees, and what
 * changes the direction of what follows or breaks a line, becomes <U+NNNN>.
 */
void escape_text(struct slice text, struct buf *out);

/* For siperr's own sentences, of a site's folder perhaps: as above, but the marks that siperr put into them stay. */
void escape_own(struct slice text, struct buf *out);

/*
 * What siperr itself writes of such characters, as long as other text is yet to come near it: characters that are none
 * (Unicode §23.7), which no text of the input or of a site gets past here with. escape_out() sets the real ones.
 */
#define MARK_ISOLATE "\uFDD0"	/* U+2068, first strong isolate … */
#define MARK_ISOLATE_END "\uFDD1"	/* … and U+2069, its end */
#define MARK_COLOUR "\uFDD2"	/* ESC */
#define MARK_RIGHT "\uFDD3"	/* U+2067, right-to-left isolate; ended as the other */
#define MARK_TABLE "\uFDD4"	/* at the start of a line: it and those that follow are a table's, whose columns go from left … */
#define MARK_TABLE_END "\uFDD5"	/* … to right, up to here; see out.h */

/* The last thing before the bytes leave: the marks become what they stand for; else only ends of lines and tabs steer. */
void escape_out(struct slice text, struct buf *out);

/* Nobody would see it, or it turns what follows around. `before`: the character before it, 0 where there is none. */
bool is_hidden(uint32_t character, uint32_t before);

/* The same for a column of TSV: a backslash is doubled too, so that the text can be had back. */
void escape_column(struct slice text, struct buf *out);

/*
 * The same for Markdown in a paragraph or table cell: its own marks are escaped too. What a reader's program would make
 * something of by itself, a link, a mention, the number of an issue, stands as code.
 */
void escape_markdown(struct slice text, struct buf *out);

/*
 * The knowledge's own text in a ticket: its `code` is code, its words are no mark and tempt nobody. In a sentence the
 * arguments are escaped already; only "#4", the number of a message, would be taken for that of an issue.
 */
void escape_markdown_own(struct slice text, struct buf *out);
void escape_markdown_sentence(struct slice text, struct buf *out);

/* As code, in backticks: nothing has a meaning in it but a backtick, which is told as ', and a bar, which ends a cell. */
void escape_code(struct slice text, struct buf *out);

/*
 * The same for HTML, in a paragraph or between the quotes of an attribute: nothing in it ends one or begins a tag. In a
 * sentence arguments stay isolated (<bdi>); in siperr's own text what stands in backticks is code.
 */
void escape_html(struct slice text, struct buf *out);
void escape_html_sentence(struct slice text, struct buf *out);
void escape_html_own(struct slice text, struct buf *out);

/* Valid UTF-8 and nothing else changed, for JSON: bytes that are no UTF-8 become U+FFFD. */
void escape_invalid(struct slice text, struct buf *out);

/*
 * A cell of CSV (RFC 4180), in quotes where it needs them. A spreadsheet takes for a formula what begins with = or @, a
 * tab, or + or - with more than a number behind: an apostrophe keeps it from that.
 */
void escape_cell(struct slice text, struct buf *out);

#endif
