/* SPDX-License-Identifier: MIT */
/*
 * Free text to entries: an index of the words of phrases, titles and texts of all languages, and what of them a text
 * has. One block of bytes, made when siperr is built (src/tools/ranking.c) and, for a site's folder, when it is asked
 * for; numbers are the machine's own.
 *
 * The score of a document is between 0 and 1: most of it is the share of what was asked that is in the document, the
 * rest is the share of the document that was asked for; a term weighs by its kind and by how rare it is.
 *
 * An entry scores as its best document does: how sure it is that this phrase is meant. Entries are put in order by how they
 * stand: by their score, and by the share of the question that all their phrases together bear out, as who asks in words of
 * his own is like several of them at once.
 */
#ifndef SIPERR_KNOWLEDGE_RANK_RANKING_H
#define SIPERR_KNOWLEDGE_RANK_RANKING_H

#include <unicode/ures.h>

#include "base/buf.h"
#include "base/slice.h"
#include "knowledge/rank/concepts.h"

enum { RANKING_MAGIC = 0x53495235 };

/* What a document is: what is said in other people's words comes before what siperr explains. */
enum document_kind { DOCUMENT_SPOKEN, DOCUMENT_PHRASE, DOCUMENT_NAME, DOCUMENT_TITLE, DOCUMENT_MEANING, DOCUMENT_CAUSES,
    DOCUMENT_FIXES, DOCUMENT_KINDS };

/* Which kinds are asked. What to do is written in words of every trouble: only who searches wants it. */
enum { ASK_ALL = (1 << DOCUMENT_KINDS) - 1, ASK_GUESS = ASK_ALL & ~(1 << DOCUMENT_FIXES) };

/* There are many: its weight is that of all its terms, as ranking_packed() has it. */
struct ranking_document {
	uint16_t weight;
	uint16_t entry : 13, kind : 3;	/* which of the ids, and its document_kind */
};

enum { RANKING_ENTRIES_MAX = 1 << 13 };	/* what a folder has beyond is not searched for */

/*
 * The terms by their hashes, each as three numbers and more, seven bits a byte, the highest set where more follow: how
 * far its hash is from the one before, how many bytes follow, and there the documents that have it, each as its
 * distance from the one before. A block of TERMS_A_BLOCK of them begins where this says; its first hash is this one.
 */
enum { TERMS_A_BLOCK = 32 };

struct ranking_block {
	uint32_t hash, at;
};

struct ranking_head {
	uint32_t magic, size;
	struct {
		uint32_t at, n;
	} ids, documents, concepts, blocks, terms;	/* ids: NUL-terminated, one after another; n of them. terms: n bytes */
};

struct ranking {
	const struct ranking_head *head;	/* NULL: there is none */
	const char *base;
	struct concepts concepts;	/* that it was made with */
};

/* What it is made from. Any bundle may be NULL; `languages` are those of `count` languages. */
struct ranking_sources {
	UResourceBundle *phrases, *products, *spoken, *concepts, *const *languages;
	size_t count;
	struct concepts known;	/* for who has no bundle of them; not in the block then */
};

void ranking_build(const struct ranking_sources *from, struct buf *out);
/* The block must be aligned for uint32_t and stays the caller's. */
bool ranking_open(struct ranking *r, const void *block, size_t size);

/* What a term weighs that `having` of the documents have. */
float ranking_rarity(size_t documents, size_t having);

/* A weight from 1/4 to 16384 in two bytes, to twelve bits after the first, and back. */
uint16_t ranking_packed(float weight);
float ranking_unpacked(uint16_t packed);

/* The documents that have a term; `count` of them, each its distance from the one before, from `p` to `end`. */
struct ranking_documents {
	const unsigned char *p, *end;
	size_t count;
};

struct ranking_documents ranking_find(const struct ranking *r, uint32_t hash);
/* The number at *p, seven bits a byte, the lowest first; *p goes on behind it. */
uint32_t ranking_number(const unsigned char **p);
/* How many documents have the term. */
size_t ranking_having(const struct ranking *r, uint32_t hash);

/* Words with a typing error are put right; respell.c says how. */
struct terms;
void ranking_respell(const struct ranking *r, struct terms *t);

struct ranked {
	const char *id;		/* in the block */
	float score;		/* of its best document */
	float standing;		/* by which it comes before others: its score and what all its documents bear out */
};

/* The best `most` entries, those that stand best first, by documents of these kinds; how many there are. */
size_t ranking_ask(const struct ranking *r, struct slice utf8, unsigned kinds, struct ranked *out, size_t most);

#endif
