/* SPDX-License-Identifier: MIT */
/* Makes the index by which free text is ranked (knowledge/rank/ranking.h) from phrases and texts. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/sort.h"
#include "knowledge/bundle/resource.h"
#include "knowledge/rank/ranking.h"
#include "knowledge/rank/terms.h"
#include "text/text.h"

/* One term of one document. */
struct use {
	uint32_t hash, document;
	float weight;
};

struct builder {
	struct buf ids;
	size_t id_count;
	struct arena arena;
	const char **names;
	size_t names_cap;
	struct ranking_document *documents;
	size_t document_count, document_cap;
	float *weights;			/* of the documents */
	struct use *uses;
	size_t use_count, use_cap;
	struct terms terms;
	struct concept *concepts;
	size_t concept_count, concept_cap;
	struct concepts known;
};

/* The entry's number; there are not so many that looking through them matters when siperr is built. */
static size_t
number_of(struct builder *b, const char *id)
{
	for (size_t i = b->id_count; i-- > 0;)
		if (strcmp(b->names[i], id) == 0)
			return i;
	if (b->id_count == RANKING_ENTRIES_MAX)
		return RANKING_ENTRIES_MAX;
	GROW(b->names, b->id_count, b->names_cap);
	b->names[b->id_count] = arena_strdup(&b->arena, id);
	return b->id_count++;
}

/*
 * In a long text words and their beginnings are enough: its pairs of neighbours and runs of letters were two thirds of
 * all, and what is searched for was found no better by them.
 */
static bool
counts(enum document_kind document, enum term_kind term)
{
	bool is_long = document == DOCUMENT_MEANING || document == DOCUMENT_CAUSES || document == DOCUMENT_FIXES;

	return !is_long || (term != TERM_PAIR && term != TERM_GRAM && term != TERM_CONCEPT);
}

static void
add_document(struct builder *b, const char *id, struct slice text, enum document_kind kind)
{
	size_t entry = number_of(b, id);

	terms_of(text, &b->known, &b->terms);
	if (b->terms.n == 0 || entry == RANKING_ENTRIES_MAX)
		return;
	for (size_t i = 0; i < b->terms.n; i++) {
		if (!counts(kind, b->terms.p[i].kind))
			continue;
		GROW(b->uses, b->use_count, b->use_cap);
		b->uses[b->use_count++] = (struct use){ b->terms.p[i].hash, (uint32_t)b->document_count, b->terms.p[i].weight };
	}
	GROW(b->documents, b->document_count, b->document_cap);
	b->documents[b->document_count++] = (struct ranking_document){ 0, entry & (RANKING_ENTRIES_MAX - 1), kind & 7 };
}

/* A placeholder stands for anything, which is no word. */
static void
add_phrase(struct builder *b, const char *id, const char *phrase, enum document_kind kind)
{
	struct buf words = BUF_INIT;

	buf_add(&words, SLICE_NONE);
	for (const char *p = phrase; *p != '\0'; p++) {
		const char *end = *p == '{' ? strchr(p, '}') : NULL;

		if (end != NULL)
			p = end;
		buf_addc(&words, end != NULL ? ' ' : *p);
	}
	add_document(b, id, buf_slice(&words), kind);
	buf_release(&words);
}

/* Names in one word are looked up, not searched for. */
static bool
has_words(const char *phrase)
{
	return strchr(phrase, ' ') != NULL || (unsigned char)phrase[0] >= 0x80;
}

/*
 * A bare number of a header's own says nothing to anybody else; the few words of a pattern that is open at both ends are
 * about calls only in the phrase of a response.
 */
static bool
is_worth_ranking(const char *phrase)
{
	size_t n = strlen(phrase);

	if (n > 6 && strncmp(phrase, "{*}", 3) == 0 && strcmp(phrase + n - 3, "{*}") == 0)
		return false;
	while (*phrase != '\0' && !is_alpha(*phrase) && (unsigned char)*phrase < 0x80)
		phrase++;
	return *phrase != '\0';
}

static void
add_rows(struct builder *b, UResourceBundle *table, enum document_kind kind)
{
	UResourceBundle *rows = NULL, *row = NULL;

	if (table == NULL || ures_getType(table) != URES_TABLE)
		return;
	for (int32_t i = 0; bundle_next(table, &i, &rows);) {
		struct arena a = ARENA_INIT;
		const char *id = ures_getKey(rows);

		for (int32_t j = 0; strcmp(id, "code.NNN") != 0 && bundle_next(rows, &j, &row);) {
			struct strings column = bundle_strings(row, &a);

			for (size_t c = 1; kind == DOCUMENT_SPOKEN && c < column.n; c++)
				add_phrase(b, id, column.p[c], kind);
			if (kind != DOCUMENT_SPOKEN && column.n >= 2 &&
			    (kind == DOCUMENT_PHRASE ? is_worth_ranking(column.p[0]) : has_words(column.p[0])))
				add_phrase(b, id, column.p[0], kind);
		}
		arena_release(&a);
	}
}

static void
add_member(UResourceBundle *text, const char *key, struct arena *a, struct buf *out)
{
	UResourceBundle *r = bundle_member(text, key);
	const char *one = r != NULL && ures_getType(r) == URES_STRING ? bundle_string(r, a) : NULL;
	struct strings many = one == NULL && r != NULL ? bundle_strings(r, a) : (struct strings){ NULL, 0 };

	if (one != NULL)
		buf_addf(out, "%s\n", one);
	for (size_t i = 0; i < many.n; i++)
		buf_addf(out, "%s\n", many.p[i]);
	ures_close(r);
}

static void
add_text(struct builder *b, UResourceBundle *text)
{
	static const struct {
		const char *key[2];
		enum document_kind kind;
	} parts[] = {
		{ { "title", NULL }, DOCUMENT_TITLE }, { { "title", "meaning" }, DOCUMENT_MEANING },
		{ { "title", "causes" }, DOCUMENT_CAUSES },
		{ { "fixes", "notes" }, DOCUMENT_FIXES },
	};
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct buf words = BUF_INIT;

		for (size_t j = 0; j < 2 && parts[i].key[j] != NULL; j++)
			add_member(text, parts[i].key[j], &a, &words);
		if (words.n > 0)
			add_document(b, ures_getKey(text), buf_slice(&words), parts[i].kind);
		buf_release(&words);
	}
	arena_release(&a);
}

static void
add_language(struct builder *b, UResourceBundle *language)
{
	UResourceBundle *text = NULL;

	/* What an entry says of one method is the same entry. */
	for (int32_t i = 0; bundle_next(language, &i, &text);)
		if (ures_getType(text) == URES_TABLE && strchr(ures_getKey(text), '/') == NULL)
			add_text(b, text);
}

static int
use_order(const void *left, const void *right)
{
	const struct use *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->document > b->document) - (a->document < b->document);
}

static void
add_number(struct buf *out, uint32_t n)
{
	for (; n >= 128; n >>= 7)
		buf_addc(out, (char)(128 | (n & 127)));
	buf_addc(out, (char)n);
}

/* One term's documents; what the term weighs is added to each. */
static void
add_documents(struct builder *b, size_t from, size_t to, struct buf *out)
{
	float rare = ranking_rarity(b->document_count, to - from);
	uint32_t before = 0;

	buf_reset(out);
	for (size_t i = from; i < to; i++) {
		add_number(out, b->uses[i].document - before);
		before = b->uses[i].document;
		b->weights[before] += rare * b->uses[i].weight;
	}
}

static void
lay_out(struct builder *b, struct buf *blocks, struct buf *terms)
{
	struct buf documents = BUF_INIT;
	uint32_t before = 0;
	size_t n = 0;

	if (b->use_count > 0)
		sort(b->uses, b->use_count, sizeof *b->uses, use_order);
	for (size_t i = 0, end; i < b->use_count; i = end, n++) {
		uint32_t hash = b->uses[i].hash;

		for (end = i + 1; end < b->use_count && b->uses[end].hash == hash; end++)
			;
		if (n % TERMS_A_BLOCK == 0) {
			struct ranking_block block = { hash, (uint32_t)terms->n };

			buf_add(blocks, (struct slice){ (const char *)&block, sizeof block });
			before = hash;
		}
		add_documents(b, i, end, &documents);
		add_number(terms, hash - before);
		add_number(terms, (uint32_t)documents.n);
		buf_add(terms, buf_slice(&documents));
		before = hash;
	}
	buf_release(&documents);
}

static void
finish(struct builder *b, struct buf *out)
{
	struct ranking_head head = { .magic = RANKING_MAGIC };
	struct buf blocks = BUF_INIT, terms = BUF_INIT;

	b->weights = xcalloc(b->document_count + 1, sizeof *b->weights);
	lay_out(b, &blocks, &terms);
	for (size_t i = 0; i < b->document_count; i++)
		b->documents[i].weight = ranking_packed(b->weights[i]);
	buf_reset(out);
	head.documents.at = sizeof head;
	head.documents.n = (uint32_t)b->document_count;
	head.concepts.at = head.documents.at + head.documents.n * (uint32_t)sizeof *b->documents;
	head.concepts.n = (uint32_t)b->concept_count;
	head.blocks.at = head.concepts.at + head.concepts.n * (uint32_t)sizeof *b->concepts;
	head.blocks.n = (uint32_t)(blocks.n / sizeof(struct ranking_block));
	head.terms.at = head.blocks.at + (uint32_t)blocks.n;
	head.terms.n = (uint32_t)terms.n;
	head.ids.at = head.terms.at + head.terms.n;
	head.ids.n = (uint32_t)b->id_count;
	for (size_t i = 0; i < b->id_count; i++)
		buf_add(&b->ids, (struct slice){ b->names[i], strlen(b->names[i]) + 1 });
	head.size = head.ids.at + (uint32_t)b->ids.n;
	buf_add(out, (struct slice){ (const char *)&head, sizeof head });
	buf_add(out, (struct slice){ (const char *)b->documents, b->document_count * sizeof *b->documents });
	buf_add(out, (struct slice){ (const char *)b->concepts, b->concept_count * sizeof *b->concepts });
	buf_add(out, buf_slice(&blocks));
	buf_add(out, buf_slice(&terms));
	buf_add(out, buf_slice(&b->ids));
	buf_release(&blocks);
	buf_release(&terms);
}

static int
concept_order(const void *left, const void *right)
{
	const struct concept *a = left, *b = right;

	return (a->hash > b->hash) - (a->hash < b->hash);
}

/* "call*": a word that begins so. */
static void
add_concept(struct builder *b, const char *word, uint32_t number)
{
	size_t n = strlen(word);

	terms_of(slice_of(word), NULL, &b->terms);
	if (b->terms.line_length < 2)
		return;
	GROW(b->concepts, b->concept_count, b->concept_cap);
	b->concepts[b->concept_count++] = (struct concept){
		concept_hash(b->terms.line + 1, b->terms.line_length - 1, word[n - 1] != '*'), number,
	};
}

/* `step` from one to the next. */
static void
add_concepts_of(struct builder *b, UResourceBundle *table, uint32_t number, uint32_t step)
{
	UResourceBundle *words = NULL;

	for (int32_t i = 0; bundle_next(table, &i, &words); number += step) {
		struct arena a = ARENA_INIT;
		struct strings all = bundle_strings(words, &a);

		for (size_t j = 0; j < all.n; j++)
			add_concept(b, all.p[j], number);
		arena_release(&a);
	}
}

static void
add_concepts(struct builder *b, UResourceBundle *table)
{
	static const struct {
		const char *name;
		uint32_t first, step;
	} kinds[] = { { "things", 0, 2 }, { "troubles", 1, 2 }, { "courtesies", CONCEPT_COURTESY, 0 } };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		UResourceBundle *part = bundle_member(table, kinds[i].name);

		add_concepts_of(b, part, kinds[i].first, kinds[i].step);
		ures_close(part);
	}
	if (b->concept_count > 0)
		sort(b->concepts, b->concept_count, sizeof *b->concepts, concept_order);
}

void
ranking_build(const struct ranking_sources *from, struct buf *out)
{
	struct builder b = { .id_count = 0 };

	add_concepts(&b, from->concepts);
	b.known = b.concept_count > 0 ? (struct concepts){ b.concepts, b.concept_count } : from->known;
	add_rows(&b, from->phrases, DOCUMENT_PHRASE);
	add_rows(&b, from->products, DOCUMENT_NAME);
	add_rows(&b, from->spoken, DOCUMENT_SPOKEN);
	for (size_t i = 0; i < from->count; i++)
		add_language(&b, from->languages[i]);
	finish(&b, out);
	terms_release(&b.terms);
	buf_release(&b.ids);
	free(b.concepts);
	free(b.documents);
	free(b.weights);
	free(b.uses);
	free(b.names);
	arena_release(&b.arena);
}
