/* SPDX-License-Identifier: MIT */
/*
 * What free text is compared by: its words, their beginnings, pairs of neighbours and runs of letters, each as a hash.
 * Case, accents, look-alike letters, German ae/oe/ue for ä/ö/ü, marks and articles of Arabic make no
 * difference, nor do Cyrillic written in Latin letters, kana, and old and new Chinese signs (letters.h).
 * In writing without blanks two and two letters are what words are elsewhere. What words mean is a term too (concepts.h):
 * so a text is near to what says the same in other words, or in another language.
 */
#ifndef SIPERR_KNOWLEDGE_RANK_TERMS_H
#define SIPERR_KNOWLEDGE_RANK_TERMS_H

#include "base/buf.h"
#include "base/slice.h"
#include "knowledge/rank/concepts.h"

enum term_kind { TERM_WORD, TERM_STEM, TERM_PAIR, TERM_GRAM, TERM_SIGN, TERM_CONCEPT };

struct term {
	uint32_t hash;
	float weight;		/* by its kind: what a word means says more than the word, and that more than a run of its letters */
	uint32_t word;		/* which of the words it comes from, from 0 */
	enum term_kind kind;
};

struct terms {
	struct term *p;		/* sorted by hash, each once */
	size_t n, cap;
	size_t words, concepts, troubles;
	int32_t *line;		/* the words as they are compared, a blank before each */
	size_t line_length, line_cap;
	float left;		/* while they are read: how much of its weight the word keeps beside what it means */
};

enum { TERM_WORDS_MAX = 400 };	/* further words of a text are left out */

/* `out` starts as zeroes or from an earlier call; without concepts (NULL) the words count as they are alone. */
void terms_of(struct slice utf8, const struct concepts *c, struct terms *out);
/* The same in two steps, for who looks at the words in between. */
void terms_read(struct slice utf8, struct terms *out);
void terms_count(struct terms *t, const struct concepts *c);

/* Where in the line the word ends that begins there; one more word; the term of a word by itself. */
size_t terms_word_end(const struct terms *t, size_t at);
void terms_add_word(struct terms *t, const int32_t *letters, size_t n);
uint32_t term_of_word(const int32_t *letters, size_t n);

void terms_release(struct terms *t);

#endif
