/* SPDX-License-Identifier: MIT */
/*
 * One comparison for patterns and for typing errors: how many insertions, losses, changes and swaps of neighbours
 * (Damerau-Levenshtein) turn a key into a text, where the key's wildcards cost nothing. Digits don't mistype: a 488 is
 * no 486.
 */
#ifndef SIPERR_KNOWLEDGE_MATCH_ALIGN_H
#define SIPERR_KNOWLEDGE_MATCH_ALIGN_H

#include "base/slice.h"

enum { ALIGN_MAX = 256, ALIGN_TABLE = (ALIGN_MAX + 1) * (ALIGN_MAX + 1) };

/* Characters, no more than ALIGN_MAX of them. */
struct chars {
	size_t n;
	int32_t p[ALIGN_MAX];
};

/* False when it is too long. `padded`: with a separator at both ends, as the key of a pattern has. */
bool chars_of(struct chars *out, struct slice utf8, bool padded);
size_t chars_letters(const struct chars *c);

/* The distance, or limit + 1. The table is ALIGN_TABLE bytes of scratch. */
int align(const struct chars *key, const struct chars *text, int limit, unsigned char *table);

/* After align() gave a distance within the limit: what the first {n} stood for, "" when there is none. */
void align_number(const struct chars *key, const struct chars *text, const unsigned char *table, char *out, size_t size);

#endif
