/* SPDX-License-Identifier: MIT */
/* “Did you mean”: the word of a list that a mistyped one is nearest to. */
#ifndef SIPERR_NEAREST_H
#define SIPERR_NEAREST_H

#include "knowledge/knowledge.h"

/*
 * The word that `word` turns into with the fewest letters typed wrong, left out, added or swapped (at most one in three),
 * or that it is the beginning of; letters in either case. NULL: none is near, or several are equally.
 */
const char *nearest(const char *word, const struct strings *words);

#endif
