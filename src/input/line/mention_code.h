/* SPDX-License-Identifier: MIT */
/* Where in a line three digits may be a code that somebody names. For mention.c and whoever reads what is asked. */
#ifndef SIPERR_INPUT_LINE_MENTION_CODE_H
#define SIPERR_INPUT_LINE_MENTION_CODE_H

#include <stdbool.h>

#include "base/slice.h"

/* 300 to 699 at `p`, no part of a longer word or number. */
bool code_is_at(struct slice line, const char *p);
/* By itself at `p`, of which three bytes lie in the line: 300 to 699, with words beside it that may be its phrase, or in an arrow. */
bool code_stands_at(struct slice line, const char *p);
/* A drawn arrow, "<---503---", with nothing but the code at `p` in it. */
bool code_is_arrow(struct slice line, const char *p);
/* The arrow goes on on both sides of it and its words, "<-- 503 Service Unavail-|": the code at `p` is sure, and its phrase may be cut. */
bool code_is_within_arrow(struct slice line, const char *p);
/* The line begins with it in the dress of one make of phones, "0x480 Number …". */
bool code_is_hexadecimal(struct slice line);
/* "dispatch.c:503", "c.g.i.service.impl.PlatformServiceImpl: 412": at `p` stands a line of a source file or class. */
bool code_is_source_line(struct slice line, const char *p);
/* What stands behind it is the summary of a packet, as Wireshark lists it. */
bool code_is_length(struct slice after);
/* HTTP has a code of these three digits, too. */
bool code_is_of_web(const char *code);

#endif
