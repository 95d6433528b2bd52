/* SPDX-License-Identifier: MIT */
/* The differences while they are looked for: what one part of the comparison hands to the whole. For this folder alone. */
#ifndef SIPERR_DIAGNOSE_COMPARE_DIFFERENCES_H
#define SIPERR_DIAGNOSE_COMPARE_DIFFERENCES_H

#include "diagnose/calls/find.h"
#include "finding/comparison.h"

/* A message of each call that stand for each other. */
struct pair {
	const struct msg *failing, *good;
	unsigned far;		/* how far from the request that was refused: 0 is that one */
};

/* What matters more has the lower rank; within a pair of messages. */
enum rank {
	RANK_ASKED,		/* what the code of the refusal is about */
	RANK_REQUIRED, RANK_CREDENTIALS, RANK_NUMBER, RANK_IDENTITY, RANK_BODY, RANK_ENCRYPTION, RANK_CODECS, RANK_MEDIA,
	RANK_TIMER, RANK_ROUTE, RANK_CONTACT, RANK_PATH, RANK_SUPPORTED, RANK_TIMES, RANK_OTHER, RANK_PRODUCT, RANKS
};

enum { COLLECTED_MOST = 256, WORDS_MOST = 64 };

/* The elements of a list; what is beyond the most is not looked at. */
struct words {
	struct slice p[WORDS_MOST];
	size_t n;
};

static inline void
words_add(struct words *w, struct slice word)
{
	if (word.n > 0 && w->n < WORDS_MOST)
		w->p[w->n++] = word;
}

struct differences {
	struct arena *arena;
	int code;		/* of the refusal; 0: none, or no answer */
	bool silent;		/* no answer came */
	struct pair now;	/* what is being compared */
	struct ranked {
		struct difference d;
		unsigned rank;
		size_t found;	/* in the order they were */
	} *list;
	size_t n, cap;
};

/* One more; fill in what else is to say of it through the pointer (valid until the next one). Never NULL. */
struct difference *differ(struct differences *ds, enum difference_kind kind, const char *name, enum rank rank);
/* By value: nothing where both are the same, else MISSING, EXTRA or VALUE. */
struct difference *differ_value(struct differences *ds, enum difference_kind kind, const char *name, enum rank rank,
    const char *failing, const char *good);
/* The same of what has its text under difference.<name>; the values are tokens with texts where `words`. */
struct difference *differ_label(struct differences *ds, enum difference_kind kind, const char *name, enum rank rank,
    const char *failing, const char *good, bool words);
/*
 * Of two lists of tokens, in any case: MISSING or EXTRA where one is empty, else SET, or, where asked for, ORDER. NULL: they
 * are the same.
 */
struct difference *differ_list(struct differences *ds, enum difference_kind kind, const char *name, enum rank rank,
    const struct words *failing, const struct words *good, bool ordered);

/* Kinds of addresses ("host-inner" …) that each are those of the address they belong to. */
bool kinds_fit(const char *failing, const struct addr *failing_own, const char *good, const struct addr *good_own);

void compare_headers(struct differences *ds);
void compare_numbers(struct differences *ds);
void compare_descriptions(struct differences *ds);
/* How it went there: transport, size, who it was sent to; how long the answer took, how often it was sent. */
void compare_way(struct differences *ds);

#endif
