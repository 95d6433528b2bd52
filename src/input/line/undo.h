/* SPDX-License-Identifier: MIT */
/* Takes back what a page or a table did to the characters of a message. */
#ifndef SIPERR_INPUT_LINE_UNDO_H
#define SIPERR_INPUT_LINE_UNDO_H

#include "base/buf.h"

/* How a page writes that a line ends. */
enum { HTML_BREAKS = 4 };
extern const struct slice html_breaks[HTML_BREAKS];

/* "&lt;sip:" and "<br>": true, and the message as it was in `out`, when its text was set in HTML. */
bool undo_html(struct slice text, struct buf *out);

/* A field of a CSV file: doubled quotes, and the quote that closes it. False when nothing was to be done. */
bool undo_csv(struct slice text, struct buf *out);

/* A string of JSON or of a program: "Got \\\"Busy here\\\" back". False when no quote stands escaped in it. */
bool undo_string(struct slice text, struct buf *out);

/* Does the text show by itself that its quotes are doubled: `realm=""lab.test""`? */
bool csv_shows(struct slice text);

#endif
