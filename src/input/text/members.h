/* SPDX-License-Identifier: MIT */
/*
 * Messages whose start line and headers are members of one JSON object, on one line or printed for people (jq):
 * {"start_line": "SIP/2.0 486 …", "headers": {"Via": "…"}}, the headers as members, pairs of name and value, or lines.
 */
#ifndef SIPERR_INPUT_TEXT_MEMBERS_H
#define SIPERR_INPUT_TEXT_MEMBERS_H

#include "input/text/recognise.h"

/*
 * `before` is what stands on the line before the start line. GATHERED_NONE when the start line is no member, or no two
 * headers stand beside it.
 */
enum gathered members(struct recogniser *rec, const struct text_view *view, const struct start *start, struct slice before,
    struct draft *out);

#endif
