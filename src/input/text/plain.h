/* SPDX-License-Identifier: MIT */
/*
 * The short way for what most traces are full of: a message as it was on the wire, at the margin, its lines
 * ending in CRLF, every one of them a header. All else is left to recognise.h.
 */
#ifndef SIPERR_INPUT_TEXT_PLAIN_H
#define SIPERR_INPUT_TEXT_PLAIN_H

#include "input/text/recognise.h"

/*
 * True, with *out filled in, when the message at `start` is one of those and all of it is there. Its lines are
 * looked at once: *index becomes its index, which out->index points to; in any other case, part of one.
 */
bool plain_message(const struct text_view *view, const struct start *start, struct message *index, struct draft *out);

#endif
