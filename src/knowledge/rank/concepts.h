/* SPDX-License-Identifier: MIT */
/*
 * Words that mean the same in fourteen languages and several moods: "call", "Gespräch", "llamada" (locales/concepts.txt).
 * They are found in a text by how they begin, or whole; the longest wins, and it may be several words. A table is a list
 * sorted by hash, made when siperr is built, a part of the block of ranking.h.
 */
#ifndef SIPERR_KNOWLEDGE_RANK_CONCEPTS_H
#define SIPERR_KNOWLEDGE_RANK_CONCEPTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CONCEPT_LETTERS_MAX = 32 };	/* what is longer is no word of the table */
#define CONCEPT_COURTESY UINT32_MAX	/* words that say nothing of a call: “please try again later” */

struct concept {
	uint32_t hash, number;		/* number: even of a thing, odd of a trouble, or CONCEPT_COURTESY */
};

struct concepts {
	const struct concept *p;	/* the caller's */
	size_t n;
};

/* Letters as terms.h reads them, a blank between words. `whole`: no word goes on behind it. */
uint32_t concept_hash(const int32_t *letters, size_t n, bool whole);

/* The longest that begins there; how many letters it has, 0 when there is none. Words of signs have no ends. */
size_t concept_at(const struct concepts *c, const int32_t *letters, size_t n, uint32_t *number);

#endif
