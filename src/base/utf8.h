/* SPDX-License-Identifier: MIT */
/*
 * Characters of UTF-8, without ICU; buf_add_character() writes them. What src/text reads goes through ICU's macros instead
 * (fold.h), which say how much of a broken sequence stands for one character.
 */
#ifndef SIPERR_BASE_UTF8_H
#define SIPERR_BASE_UTF8_H

#include "base/slice.h"

/*
 * The length of the well-formed UTF-8 sequence (Unicode, table 3-7) that `s` begins with and its
 * character; 0 when there is none.
 */
size_t utf8_decode(struct slice s, uint32_t *character);

/* The beginning of the text, at most so many bytes, without a part of a character. */
struct slice utf8_head(struct slice s, size_t most);

/* The same without a part of a word, unless that is half of it: half a name or number can't be told for one any more. */
struct slice utf8_head_of_words(struct slice s, size_t most);

/* A byte that begins no character. */
static inline bool
utf8_goes_on(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

#endif
