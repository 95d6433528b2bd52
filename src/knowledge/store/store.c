/* SPDX-License-Identifier: MIT */
#include "knowledge/store/store.h"

#include <stdio.h>
#include <stdlib.h>

#include "knowledge/bundle/resource.h"
#include "knowledge/store/texts.h"

static const char *const table_names[TABLE_COUNT] = {
	[TABLE_ENTRIES] = "entries", [TABLE_PHRASES] = "phrases", [TABLE_PRODUCTS] = "products",
	[TABLE_SPOKEN] = "spoken", [TABLE_WORDS] = "words", [TABLE_VENDORS] = "vendors", [TABLE_REMARKS] = "remarks",
	[TABLE_INDEX] = "index",
};

/* Of a bundle without a language. */
static bool
is_table_name(struct slice name)
{
	for (size_t i = 0; i < TABLE_COUNT; i++)
		if (slice_eq(name, slice_of(table_names[i])))
			return true;
	return false;
}

struct strings
store_languages(const struct store *s, struct arena *a)
{
	struct strings names = { NULL, 0 };
	size_t cap = 0;

	if (s->built_in)
		return built_in_languages(a);
	for (size_t i = 0; i < s->package.bundles.n; i++)
		if (!is_table_name(slice_of(s->package.bundles.p[i])))
			strings_add(&names, &cap, s->package.bundles.p[i], a);
	return names;
}

UResourceBundle *
bundle_open(const struct store *s, const char *name)
{
	UErrorCode status = U_ZERO_ERROR;

	/* ICU would also look elsewhere for what isn't there; a site's folder is only that folder. */
	if (!s->built_in && !strings_have(&s->package.bundles, name))
		return NULL;
	UResourceBundle *r = ures_openDirect(s->package.name, name, &status);
	if (U_SUCCESS(status))
		return r;
	ures_close(r);
	return NULL;
}

/* The built-in texts come in pieces, each with some of the ids. */
static UResourceBundle *
built_in_text(struct store *s, const char *language, const char *id)
{
	int number = texts_find(language, slice_of(id));
	struct open_piece *piece = s->pieces;

	if (number < 0)
		return NULL;
	while (piece != NULL && piece->number != number)
		piece = piece->next;
	if (piece == NULL) {
		piece = xmalloc(sizeof *piece);
		*piece = (struct open_piece){ s->pieces, number, texts_open(number) };
		s->pieces = piece;
	}
	return piece->texts;
}

UResourceBundle *
text_open(const struct store *s, const char *language, const char *id)
{
	int piece;

	if (!s->built_in)
		return bundle_open(s, language);
	piece = texts_find(language, slice_of(id));
	return piece < 0 ? NULL : texts_open(piece);
}

UResourceBundle *
store_text(struct store *s, size_t step, const char *language, const char *id)
{
	if (s->built_in)
		return built_in_text(s, language, id);
	if (!s->text_tried[step]) {
		s->text_tried[step] = true;
		s->text[step] = bundle_open(s, language);
	}
	return s->text[step];
}

UResourceBundle *
store_table(struct store *s, enum table table)
{
	if (!s->table_tried[table]) {
		s->table_tried[table] = true;
		s->table[table] = bundle_open(s, table_names[table]);
	}
	return s->table[table];
}

struct slice
store_block(struct store *s, const char *key)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0;
	UResourceBundle *block = bundle_member(store_table(s, TABLE_INDEX), key);
	const uint8_t *p = block ? ures_getBinary(block, &n, &status) : NULL;

	ures_close(block);
	return p != NULL && U_SUCCESS(status) ? (struct slice){ (const char *)p, (size_t)n } : SLICE_NONE;
}

/* The built-in index was made with the program; a site's is made now, for its folder has only what genrb makes. */
const struct phrase_index *
store_index(struct store *s)
{
	if (s->index_tried)
		return &s->index;
	s->index_tried = true;
	if (s->built_in) {
		struct slice block = store_block(s, "phrases");

		index_open(&s->index, block.p, block.n);
	} else {
		UResourceBundle *const tables[INDEX_TABLES] = {
			[INDEX_PHRASES] = store_table(s, TABLE_PHRASES), [INDEX_PRODUCTS] = store_table(s, TABLE_PRODUCTS),
			[INDEX_SPOKEN] = store_table(s, TABLE_SPOKEN), [INDEX_WORDS] = store_table(s, TABLE_WORDS),
		};

		if (index_build(tables, &s->block))
			index_open(&s->index, s->block.p, s->block.n);
	}
	return &s->index;
}

/* Made by bundles.mk. */
extern const char siperr_ranking[], siperr_ranking_end[];

static void
open_built_in(struct ranking *r)
{
	ranking_open(r, siperr_ranking, (size_t)((uintptr_t)siperr_ranking_end - (uintptr_t)siperr_ranking));
}

static void
rank_site(struct store *s)
{
	struct ranking built_in;
	struct arena a = ARENA_INIT;
	struct strings names = store_languages(s, &a);
	UResourceBundle **languages = arena_alloc(&a, (names.n + 1) * sizeof *languages);

	open_built_in(&built_in);
	for (size_t i = 0; i < names.n; i++)
		languages[i] = bundle_open(s, names.p[i]);
	ranking_build(&(struct ranking_sources){ .phrases = store_table(s, TABLE_PHRASES), .products = store_table(s, TABLE_PRODUCTS),
	    .spoken = store_table(s, TABLE_SPOKEN), .languages = languages, .count = names.n,
	    .known = built_in.concepts }, &s->ranking_block);
	for (size_t i = 0; i < names.n; i++)
		ures_close(languages[i]);
	ranking_open(&s->ranking, s->ranking_block.p, s->ranking_block.n);
	s->ranking.concepts = built_in.concepts;
	arena_release(&a);
}

const struct ranking *
store_ranking(struct store *s)
{
	if (!s->ranking_tried && s->built_in)
		open_built_in(&s->ranking);
	else if (!s->ranking_tried)
		rank_site(s);
	s->ranking_tried = true;
	return &s->ranking;
}

void
store_release(struct store *s)
{
	for (size_t i = 0; i < CHAIN_MAX; i++)
		ures_close(s->text[i]);
	for (struct open_piece *next, *piece = s->pieces; piece != NULL; piece = next) {
		next = piece->next;
		ures_close(piece->texts);
		free(piece);
	}
	for (size_t i = 0; i < TABLE_COUNT; i++)
		ures_close(s->table[i]);
	buf_release(&s->block);
	buf_release(&s->remark_block);
	buf_release(&s->ranking_block);
}
