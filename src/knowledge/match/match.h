/* SPDX-License-Identifier: MIT */
/* What the steps of matching share. */
#ifndef SIPERR_KNOWLEDGE_MATCH_MATCH_H
#define SIPERR_KNOWLEDGE_MATCH_MATCH_H

#include "knowledge/index/phrase_index.h"
#include "knowledge/knowledge.h"

/* Where a row's phrase is at home, seen from the context that is asked about; the nearest first. */
enum home {
	HOME_OWN,		/* in this context; without a context: under a code */
	HOME_ANY,		/* its code is not known: it fits all */
	HOME_HEADER,		/* in a header */
	HOME_ELSEWHERE,		/* under another code */
	HOME_SYMPTOM,
	HOME_NONE,
};

struct candidate {
	const struct phrase_index *index;
	const struct row *row;
	size_t store;		/* sites first */
	enum home home;
	int distance;		/* fuzzy: how many typing errors */
	char number[16];	/* pattern: what {n} stood for, "" when there is none */
};

/* One look-up under way. */
struct hunt {
	struct knowledge *k;
	struct slice context;
	struct slice vendor;
	struct slice phrase;		/* as received, without a module's suffix */
	bool is_number;			/* it is nothing but digits */
	struct buf key, skeleton;	/* folded; the skeleton only when a step needs it */
	unsigned char *table;		/* for align.h */
	struct candidate *found;
	size_t n, cap;
	enum home nearest, farthest;	/* rows at home between these count */
	const struct phrase_index *index;	/* being looked through */
	size_t store;
};

bool is_code(struct slice context);
bool entry_exists(struct knowledge *k, const char *id);
enum home row_home(const struct hunt *h, const struct row *row, const struct phrase_index *x);
void hunt_add(struct hunt *h, const struct row *row, int distance);

/* Steps that compare row by row; they add what they find. */
void hunt_patterns(struct hunt *h, enum patterns which, bool unmixed);	/* pattern.c */
/*
 * A {*} at both ends: a few words that may stand anywhere in a phrase. They count under a code alone, where the text is
 * surely about a call, and with no typing error: too little is left then.
 */
struct chars;
bool pattern_stands_anywhere(const struct chars *key);
void hunt_fuzzy(struct hunt *h);			/* fuzzy.c: typing errors */
/* Whether the best of the typing errors are different phrases of different entries. */
bool hunt_is_ambiguous(const struct hunt *h);

/* The best row of all stores, without remembering. */
bool find_match(struct knowledge *k, struct slice context, struct slice phrase, const char *vendor, struct arena *a,
    struct match *out);

#endif
