/* SPDX-License-Identifier: MIT */
/*
 * What free text is compared by: its words, their beginnings, pairs of neighbours and runs of letters, each as a hash.
 * Case, accents, look-alike letters, German ae/oe/ue for ä/ö/ü and marks of Arabic and Hebrew make no difference.
 * In writing without blanks two and two letters are what words are elsewhere. Only for src/knowledge.
 */
#ifndef SIPERR_KNOWLEDGE_TERMS_H
#define SIPERR_KNOWLEDGE_TERMS_H

#include "base/buf.h"
#include "base/slice.h"

enum term_kind { TERM_WORD, TERM_STEM, TERM_PAIR, TERM_GRAM, TERM_SIGN };

struct term {
	uint32_t hash;
	float weight;		/* by its kind: a whole word says more than a run of letters in it */
	uint32_t word;		/* which of the words it comes from, from 0 */
	enum term_kind kind;
};

struct terms {
	struct term *p;		/* sorted by hash, each once */
	size_t n, cap;
	size_t words;
};

enum { TERM_WORDS_MAX = 400 };	/* further words of a text are left out */

/* `out` starts as zeroes or from an earlier call. */
void terms_of(struct slice utf8, struct terms *out);
void terms_release(struct terms *t);

#endif
