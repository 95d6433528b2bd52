/* SPDX-License-Identifier: MIT */
/*
 * The built-in texts of all languages, packed: each language in pieces of some ten entries; each piece is an ICU bundle that is
 * unpacked (zlib) when an id in it is first asked for. What the pieces of a language have in common they find in a sample of
 * it, the window before each (RFC 1951). The samples, all of English, and the piece of each other language with the labels
 * that nearly every run says, lie there as they are. One block, made when siperr is built (src/tools/texts.c); numbers are the
 * machine's own. What is unpacked stays for ICU, which remembers it by name, until the program ends. One thread asks.
 */
#ifndef SIPERR_KNOWLEDGE_STORE_TEXTS_H
#define SIPERR_KNOWLEDGE_STORE_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/ures.h>

#include "base/slice.h"

enum { TEXTS_MAGIC = 0x53495454 };

/* The name of a piece's package, and that of the one bundle in it. */
#define TEXTS_PACKAGE "siperr_texts_%u"
#define TEXTS_BUNDLE "texts"

struct texts_part {
	uint32_t at, n;		/* from the start of the block; how many */
};

/* Sorted by hash; no language has two ids of one hash. */
struct texts_id {
	uint32_t hash, piece;
};

struct texts_language {
	char name[16];		/* "root", "pt_BR" */
	struct texts_part ids;
};

struct texts_piece {
	uint32_t at, size;
	uint32_t packed;	/* 0: it is not */
	uint32_t sample;	/* which of the samples it needs */
};

struct texts_sample {
	uint32_t at, size;
};

struct texts_head {
	uint32_t magic;
	struct texts_part languages, pieces, samples;
};

static inline uint32_t
texts_hash(struct slice id)
{
	return (uint32_t)slice_mark(id);
}

/* How many languages there are, and the name of one. */
size_t texts_languages(void);
const char *texts_language(size_t i);
bool texts_speak(const char *language);

/* The piece that has the id in this language; -1 where none has. */
int texts_find(const char *language, struct slice id);
/* Its bundle; close it. */
UResourceBundle *texts_open(int piece);

#endif
