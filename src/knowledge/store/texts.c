/* SPDX-License-Identifier: MIT */
#include "knowledge/store/texts.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/udata.h>
#include <zlib.h>

#include "base/memory.h"
#include "base/sort.h"

/* Made by bundles.mk. */
extern const char siperr_texts[];

/* The pieces that are unpacked: ICU's, which keeps them until the program ends. They are few, one at least of each run. */
static struct unpacked {
	struct unpacked *next;
	const struct texts_piece *piece;
	_Alignas(max_align_t) char bytes[];
} *unpacked;

static const struct texts_head *
head(void)
{
	return (const struct texts_head *)(const void *)siperr_texts;
}

static const struct texts_language *
languages(void)
{
	return (const struct texts_language *)(const void *)(siperr_texts + head()->languages.at);
}

size_t
texts_languages(void)
{
	return head()->languages.n;
}

const char *
texts_language(size_t i)
{
	return languages()[i].name;
}

static const struct texts_language *
find_language(const char *name)
{
	for (size_t i = 0; i < texts_languages(); i++)
		if (strcmp(languages()[i].name, name) == 0)
			return &languages()[i];
	return NULL;
}

bool
texts_speak(const char *language)
{
	return find_language(language) != NULL;
}

int
texts_find(const char *language, struct slice id)
{
	const struct texts_language *l = find_language(language);

	if (l == NULL)
		return -1;
	const struct texts_id *ids = (const struct texts_id *)(const void *)(siperr_texts + l->ids.at);
	const struct texts_id *found = sorted_find(ids, l->ids.n, sizeof *ids, texts_hash(id));

	return found != NULL ? (int)found->piece : -1;
}

/* Raw deflate: the block is the program's own, nothing but memory can be missing, so no sum of it is made either. */
static void
inflate_piece(const struct texts_piece *p, void *to)
{
	const struct texts_sample *sample = (const struct texts_sample *)(const void *)(siperr_texts + head()->samples.at) + p->sample;
	z_stream z = { .next_in = (z_const Bytef *)(uintptr_t)siperr_texts + p->at, .avail_in = p->packed,
	    .next_out = to, .avail_out = p->size };
	bool good = inflateInit2(&z, -MAX_WBITS) == Z_OK &&
	    inflateSetDictionary(&z, (const Bytef *)siperr_texts + sample->at, sample->size) == Z_OK &&
	    inflate(&z, Z_FINISH) == Z_STREAM_END;

	inflateEnd(&z);
	if (!good)
		memory_end();
}

static const void *
unpack(int number)
{
	const struct texts_piece *p = (const struct texts_piece *)(const void *)(siperr_texts + head()->pieces.at) + number;
	struct unpacked *u = unpacked;

	if (p->packed == 0)
		return siperr_texts + p->at;
	while (u != NULL && u->piece != p)
		u = u->next;
	if (u == NULL) {
		u = xmalloc(sizeof *u + p->size);
		u->next = unpacked;
		u->piece = p;
		inflate_piece(p, u->bytes);
		unpacked = u;
	}
	return u->bytes;
}

UResourceBundle *
texts_open(int piece)
{
	UErrorCode status = U_ZERO_ERROR;
	char package[40];

	snprintf(package, sizeof package, TEXTS_PACKAGE, (unsigned)piece);
	udata_setAppData(package, unpack(piece), &status);
	/* The second time it says that it knows already. */
	status = U_ZERO_ERROR;
	UResourceBundle *r = ures_openDirect(package, TEXTS_BUNDLE, &status);
	if (U_SUCCESS(status))
		return r;
	ures_close(r);
	return NULL;
}
