/* SPDX-License-Identifier: MIT */
/*
 * ICU resource bundles, opened when first asked for: the built-in ones and those of each site folder, with the indexes
 * that are made of them.
 */
#ifndef SIPERR_KNOWLEDGE_STORE_STORE_H
#define SIPERR_KNOWLEDGE_STORE_STORE_H

#include <unicode/ures.h>

#include "base/remark_table.h"
#include "knowledge/bundle/package.h"
#include "knowledge/index/phrase_index.h"
#include "knowledge/knowledge.h"
#include "knowledge/rank/ranking.h"
#include "knowledge/store/language.h"

/* The bundles without a language. */
enum table {
	TABLE_ENTRIES, TABLE_PHRASES, TABLE_PRODUCTS, TABLE_SPOKEN, TABLE_WORDS, TABLE_VENDORS, TABLE_REMARKS, TABLE_INDEX, TABLE_COUNT
};

/* A piece of the built-in texts that was asked for. */
struct open_piece {
	struct open_piece *next;
	int number;
	UResourceBundle *texts;
};

/* The built-in bundles, or those of one site folder. */
struct store {
	const char *path;		/* of the site's folder, as it was named */
	struct package package;		/* what ICU is asked for */
	bool built_in;
	UResourceBundle *text[CHAIN_MAX];	/* of a site: one for each tag of the chain, NULL when there is none */
	bool text_tried[CHAIN_MAX];
	struct open_piece *pieces;	/* of the built-in texts */
	UResourceBundle *table[TABLE_COUNT];
	bool table_tried[TABLE_COUNT];
	struct phrase_index index;
	struct buf block;		/* of a site's index */
	bool index_tried;
	struct remark_table remarks;
	struct buf remark_block;	/* of a site's log lines */
	struct ranking ranking;
	struct buf ranking_block;	/* of a site's */
	bool ranking_tried;
};

/*
 * A bundle by name or NULL (the built-in languages are none); nothing but that file is looked at, no fallback, no
 * default language.
 */
UResourceBundle *bundle_open(const struct store *s, const char *name);
/* The table in which the text of this id is, or a site's whole language; NULL: there is none. Close the first. */
UResourceBundle *text_open(const struct store *s, const char *language, const char *id);
/* The same, kept open; `language` is the name at this step of the chain. */
UResourceBundle *store_text(struct store *s, size_t step, const char *language, const char *id);
UResourceBundle *store_table(struct store *s, enum table table);
/* A block of the built-in index ("phrases", "remarks", "vendors"), which stays where it is; SLICE_NONE: there is none. */
struct slice store_block(struct store *s, const char *key);
const struct phrase_index *store_index(struct store *s);
const struct ranking *store_ranking(struct store *s);

/* Names of the languages that the store has. */
struct strings store_languages(const struct store *s, struct arena *a);

/* Closes what was opened of it; the store itself stays the caller's. */
void store_release(struct store *s);

#endif
