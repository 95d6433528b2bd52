/* SPDX-License-Identifier: MIT */
/*
 * Lone start lines, each of which stands for a message by itself: rows of a message list, traces cut down to their
 * start lines, a status line that somebody pasted.
 */
#ifndef SIPERR_INPUT_TEXT_LONE_H
#define SIPERR_INPUT_TEXT_LONE_H

#include "input/text/recognise.h"

/*
 * Is the start line one? Then the message is made up in `out`: the start line, and CSeq and Call-ID
 * where the row has them, or the one header that somebody left; `*cut`: the text ends within that one.
 * GATHERED_MORE when the line after it must be seen first.
 */
enum gathered lone_find(const struct text_view *view, const struct start *start, struct buf *out, bool *cut);

#endif
