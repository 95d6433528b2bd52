/* SPDX-License-Identifier: MIT */
/*
 * Letters that one person writes and another doesn't, brought to one: whoever has no Cyrillic keyboard writes Latin
 * letters, Taiwan and Hong Kong write signs that the mainland has made simpler, a word of Japanese may stand in either
 * kana. Input: folded characters without accents (text_fold_loosely()). For comparing alone, nothing to show to people.
 *
 */
#ifndef SIPERR_KNOWLEDGE_RANK_LETTERS_H
#define SIPERR_KNOWLEDGE_RANK_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/* How a Cyrillic letter (or a y, which stands for several) is written in Latin ones, "" when not at all; NULL: another letter. */
const char *letter_in_latin(int32_t c);

/* The form that stands for all forms of a letter; the letter itself where it has one alone. */
int32_t letter_of_variant(int32_t c);

/* Chinese and Japanese: no blanks between words. */
bool letter_is_sign(int32_t c);

#endif
