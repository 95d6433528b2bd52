/* SPDX-License-Identifier: MIT */
/* The lists of words.txt that a word stands in, and how words are written in one piece. For words.c and tones.c. */
#ifndef SIPERR_KNOWLEDGE_WORD_LISTS_H
#define SIPERR_KNOWLEDGE_WORD_LISTS_H

#include "knowledge/knowledge.h"

/* Those of the context, for a folded word: a bit 1u << number(name of the list) each. */
unsigned lists_of(struct knowledge *k, struct slice key, const char *context, unsigned (*number)(const char *list));

/* How many bytes of a character begin there. */
size_t char_size(struct slice s);

/* Languages that set no blanks between words: their letters take three bytes. */
bool has_no_blanks(struct slice key);

#endif
