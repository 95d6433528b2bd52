/* SPDX-License-Identifier: MIT */
/*
 * The phrases in the form they are looked up in: one block of bytes, made from phrases.res, products.res, spoken.res
 * and words.res when siperr is built (src/tools/phrase_index.c) and, for a site's folder, when that is opened. Numbers
 * are the machine's own.
 */
#ifndef SIPERR_KNOWLEDGE_INDEX_PHRASE_INDEX_H
#define SIPERR_KNOWLEDGE_INDEX_PHRASE_INDEX_H

#include <unicode/ures.h>

#include "base/buf.h"
#include "base/slice.h"

enum { INDEX_MAGIC = 0x53495031 };

/* Wildcards of a pattern's key, as private characters; GAP is a {*} between two separators. */
enum wildcard { WILD_NUMBER = 0xe000, WILD_WORD, WILD_ANY, WILD_GAP };

enum { ROW_PATTERN = 1 };

enum patterns { PATTERNS_CLOSED, PATTERNS_OPEN, PATTERNS };	/* open: with a {*}, so that anything may follow */

/* The context of the words that stand around codes; the entry of such a row is the kind of the word. */
#define WORD_CONTEXT "word"
#define TONE_CONTEXT "tone"
#define LOG_CONTEXT "log"

/* What a word says of the whole text it stands in. */
enum tone {
#define TONE(name, list) TONE_##name,
#include "knowledge/index/tones.def"
#undef TONE
	TONES
};
_Static_assert(TONES <= 32, "a word's tones are bits of an unsigned");
/* The tone of that list; TONES: it is none of these. */
enum tone index_tone(const char *list);

/* Rows of words.txt. */
static inline bool
index_is_word(struct slice context)
{
	return slice_eq(context, SLICE(WORD_CONTEXT)) || slice_eq(context, SLICE(TONE_CONTEXT)) || slice_eq(context, SLICE(LOG_CONTEXT));
}

/* Rows of a private context are found only by who asks for just that. */
static inline bool
index_is_private(struct slice context)
{
	return index_is_word(context) || slice_starts(context, SLICE("product"));
}

/* One phrase of one entry. Texts are offsets of NUL-terminated UTF-8 from the start of the block. */
struct row {
	uint32_t id, phrase;
	uint32_t key;		/* folded; of a pattern: with wildcards, separators at both ends */
	uint32_t skeleton;	/* "" of a pattern */
	uint32_t contexts;	/* "403 480" */
	uint32_t vendor;	/* "" when it belongs to none */
	uint32_t letters;	/* which there are, see letter_set() */
	uint16_t length;	/* letters and digits of the key, no wildcards */
	uint16_t flags;
};

/* Sorted by hash: rows by key, by skeleton, by each of their contexts. */
struct hashed_row {
	uint32_t hash, row;
};

struct index_part {
	uint32_t at, n;
};

struct index_head {
	uint32_t magic, size;
	struct index_part rows, keys, skeletons, contexts, patterns[PATTERNS];
};

struct phrase_index {
	const struct index_head *head;	/* NULL: there is none */
	const char *base;
	const struct row *rows;
	size_t row_count;
};

/* The bundles it is made from; NULL is passed over. False when none of them is a table. */
enum index_table { INDEX_PHRASES, INDEX_PRODUCTS, INDEX_SPOKEN, INDEX_WORDS, INDEX_TABLES };
bool index_build(UResourceBundle *const tables[INDEX_TABLES], struct buf *out);
/* The block must be aligned for uint32_t and stays the caller's. */
bool index_open(struct phrase_index *x, const void *block, size_t size);

static inline const char *
index_text(const struct phrase_index *x, uint32_t at)
{
	return x->base + at;
}

/* Calls `each` with the number of every row whose key (skeleton, context) is this text. */
typedef void (*row_fn)(void *arg, uint32_t row);
void index_by_key(const struct phrase_index *x, struct slice key, row_fn each, void *arg);
void index_by_skeleton(const struct phrase_index *x, struct slice skeleton, row_fn each, void *arg);
void index_by_context(const struct phrase_index *x, struct slice context, row_fn each, void *arg);
const uint32_t *index_patterns(const struct phrase_index *x, enum patterns which, size_t *n);

/* Whether the space-separated list has the word. */
bool context_listed(const char *contexts, struct slice context);

/* The key of a phrase as it was seen: folded, without a suffix like " (477/TM)". */
void phrase_key(struct slice phrase, struct buf *out);
/* Of a key, for the index's own tables: the same in each run, and on every machine. */
uint32_t phrase_hash(struct slice key);
struct slice phrase_without_module(struct slice phrase);

/* A bit for each ASCII letter, one for all others: a quick look whether two keys can be alike. */
uint32_t letter_set(struct slice key);

#endif
