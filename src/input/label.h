/* SPDX-License-Identifier: MIT */
/*
 * Start lines that stand for a message by themselves: rows of a message list, traces cut down to their
 * start lines, a status line that somebody pasted.
 */
#ifndef SIPERR_INPUT_LABEL_H
#define SIPERR_INPUT_LABEL_H

#include "input/recognise.h"

/*
 * Is the start line one? Then the message is made up in `out`: the start line, and CSeq and Call-ID
 * where the row has them. GATHERED_MORE when the line after it must be seen first.
 */
enum gathered label_find(const struct text_view *view, const struct start *start, struct buf *out);

#endif
