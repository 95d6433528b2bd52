/* SPDX-License-Identifier: MIT */
/* Messages that Wireshark or tshark took apart: -V, -T json, -T ek, -T pdml. */
#ifndef SIPERR_INPUT_TEXT_DISSECTED_H
#define SIPERR_INPUT_TEXT_DISSECTED_H

#include "input/text/recognise.h"

/*
 * `before` is what stands on the line before the start line. GATHERED_NONE when it is none of these
 * forms. The message is put together in `text`.
 */
enum gathered dissected(const struct text_view *view, const struct start *start, struct slice before, struct draft *out,
    struct buf *text);

#endif
