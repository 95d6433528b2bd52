/* SPDX-License-Identifier: MIT */
/* Makes the index of phrases and words (knowledge/index/phrase_index.h) from the bundles. */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/sort.h"
#include "knowledge/bundle/resource.h"
#include "knowledge/index/phrase_index.h"
#include "text/fold.h"
#include "text/text.h"

struct hashed_rows {
	struct hashed_row *p;
	size_t n, cap;
};

struct row_numbers {
	uint32_t *p;
	size_t n, cap;
};

/* What is put together before it is laid out in one block. Texts are offsets into `texts` until then. */
struct builder {
	struct buf texts;
	struct row *rows;
	size_t row_count, row_cap;
	struct hashed_rows keys, skeletons, contexts;
	struct row_numbers patterns[PATTERNS];
};

static uint32_t
add_text(struct builder *b, struct slice s)
{
	return (uint32_t)buf_add_text(&b->texts, s);
}

/* What stands there already is not written once more: most rows share their entry with the one before. */
static uint32_t
add_shared(struct builder *b, struct slice s, uint32_t at)
{
	if (at < b->texts.n && slice_eq(slice_of(b->texts.p + at), s))
		return at;
	return add_text(b, s);
}

static void
add_hashed(struct hashed_rows *to, struct slice text, size_t row)
{
	GROW(to->p, to->n, to->cap);
	to->p[to->n++] = (struct hashed_row){ phrase_hash(text), (uint32_t)row };
}

static const struct placeholder {
	struct slice text;
	enum wildcard wildcard;
} placeholders[] = {
	{ { "{n}", 3 }, WILD_NUMBER },
	{ { "{word}", 6 }, WILD_WORD },
	{ { "{*}", 3 }, WILD_ANY },
};

/* The placeholder that starts the text, or NULL. */
static const struct placeholder *
placeholder_at(struct slice s)
{
	for (size_t i = 0; i < sizeof placeholders / sizeof placeholders[0]; i++)
		if (slice_starts(s, placeholders[i].text))
			return &placeholders[i];
	return NULL;
}

/* Placeholders become wildcards, which folding leaves alone. */
static bool
mark_wildcards(struct slice phrase, struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < phrase.n;) {
		const struct placeholder *h = placeholder_at(slice_skip(phrase, i));

		if (h != NULL) {
			buf_add_character(out, (int32_t)h->wildcard);
			i += h->text.n;
			any = true;
		} else {
			buf_addc(out, phrase.p[i++]);
		}
	}
	return any;
}

/* " key ", and a {*} that stands by itself takes the separators beside it: "bad request {*}" is also "bad request". */
static void
pattern_key(struct slice folded, struct buf *out)
{
	struct buf padded = BUF_INIT;
	char any[8], gap[8];
	struct buf wild = BUF_INIT;

	buf_add_character(&wild, WILD_ANY);
	snprintf(any, sizeof any, " %s ", wild.p);
	buf_reset(&wild);
	buf_add_character(&wild, WILD_GAP);
	snprintf(gap, sizeof gap, "%s", wild.p);
	buf_addf(&padded, " %.*s ", SLICE_ARG(folded));
	struct slice rest = buf_slice(&padded);
	while (!slice_empty(rest)) {
		if (slice_starts(rest, slice_of(any))) {
			buf_addstr(out, gap);
			rest = slice_skip(rest, strlen(any));
		} else {
			buf_addc(out, rest.p[0]);
			rest = slice_skip(rest, 1);
		}
	}
	buf_release(&padded);
	buf_release(&wild);
}

static uint16_t
letter_count(struct slice key)
{
	size_t n = 0;

	for (size_t at = 0; at < key.n;) {
		int32_t c = next_char(key, &at);

		n += c != ' ' && (c < WILD_NUMBER || c > WILD_GAP);
	}
	return n < UINT16_MAX ? (uint16_t)n : UINT16_MAX;
}

static void
add_pattern(struct builder *b, struct slice key)
{
	enum patterns kind = PATTERNS_CLOSED;

	for (size_t at = 0; at < key.n;) {
		int32_t c = next_char(key, &at);

		if (c == WILD_ANY || c == WILD_GAP)
			kind = PATTERNS_OPEN;
	}
	struct row_numbers *to = &b->patterns[kind];
	GROW(to->p, to->n, to->cap);
	to->p[to->n++] = (uint32_t)b->row_count;
}

static void
add_row(struct builder *b, const char *id, struct slice phrase, struct slice contexts, struct slice vendor)
{
	struct buf marked = BUF_INIT, key = BUF_INIT, skeleton = BUF_INIT, folded = BUF_INIT;
	struct row r = { 0 }, before;
	/* A word around a code is found by its key alone: it is never misspelt, nor asked for by its context. */
	bool word = index_is_word(contexts);

	buf_add(&skeleton, SLICE_NONE);
	if (mark_wildcards(phrase, &marked)) {
		r.flags = ROW_PATTERN;
		phrase_key(buf_slice(&marked), &folded);
		pattern_key(buf_slice(&folded), &key);
	} else {
		phrase_key(phrase, &key);
		if (!word)
			text_skeleton(buf_slice(&key), &skeleton);
	}
	before = b->row_count > 0 ? b->rows[b->row_count - 1] : (struct row){ 0 };
	r.id = add_shared(b, slice_of(id), before.id);
	r.phrase = add_text(b, phrase);
	r.key = add_shared(b, buf_slice(&key), r.phrase);
	r.skeleton = add_shared(b, buf_slice(&skeleton), r.key);
	r.contexts = add_shared(b, contexts, before.contexts);
	r.vendor = add_shared(b, vendor, before.vendor);
	r.letters = letter_set(buf_slice(&key));
	r.length = letter_count(buf_slice(&key));
	if (r.flags & ROW_PATTERN) {
		add_pattern(b, buf_slice(&key));
	} else {
		add_hashed(&b->keys, buf_slice(&key), b->row_count);
		if (!word)
			add_hashed(&b->skeletons, buf_slice(&skeleton), b->row_count);
	}
	for (struct slice rest = word ? SLICE_NONE : contexts, context; !slice_empty(rest);)
		if (!slice_empty(context = slice_cut(&rest, ' ')))
			add_hashed(&b->contexts, context, b->row_count);
	GROW(b->rows, b->row_count, b->row_cap);
	b->rows[b->row_count++] = r;
	buf_release(&marked);
	buf_release(&key);
	buf_release(&skeleton);
	buf_release(&folded);
}

enum tone
index_tone(const char *list)
{
	static const char *const lists[TONES] = {
#define TONE(name, list) [TONE_##name] = list,
#include "knowledge/index/tones.def"
#undef TONE
	};
	enum tone tone = 0;

	while (tone < TONES && strcmp(lists[tone], list) != 0)
		tone++;
	return tone;
}

static const char *
context_of_word(const char *list)
{
	if (slice_starts(slice_of(list), SLICE("log_")))
		return LOG_CONTEXT;
	return index_tone(list) < TONES ? TONE_CONTEXT : WORD_CONTEXT;
}

/* Without accents, as people type it. */
static void
add_word(struct builder *b, const char *list, const char *word)
{
	struct buf plain = BUF_INIT;

	text_fold_loosely(slice_of(word), &plain);
	add_row(b, list, buf_slice(&plain), slice_of(context_of_word(list)), SLICE(""));
	buf_release(&plain);
}

/* { "language", "phrase", … }: asked for as names are. */
static void
add_spoken(struct builder *b, const char *id, const struct strings *row)
{
	for (size_t i = 1; i < row->n; i++)
		add_row(b, id, slice_of(row->p[i]), SLICE("product"), SLICE(""));
}

static void
add_entry(struct builder *b, UResourceBundle *rows, const char *id, bool spoken)
{
	struct arena a = ARENA_INIT;
	UResourceBundle *row = NULL;

	for (int32_t i = 0; bundle_next(rows, &i, &row);) {
		bool word = ures_getType(row) == URES_STRING;
		struct strings column = word ? (struct strings){ NULL, 0 } : bundle_strings(row, &a);

		if (word)
			add_word(b, id, bundle_string(row, &a));
		else if (spoken)
			add_spoken(b, id, &column);
		else if (column.n >= 2)
			add_row(b, id, slice_of(column.p[0]), slice_of(column.p[1]),
			    slice_of(column.n >= 4 ? column.p[3] : ""));
	}
	arena_release(&a);
}

static bool
add_table(struct builder *b, UResourceBundle *table, bool spoken)
{
	UResourceBundle *rows = NULL;

	if (ures_getType(table) != URES_TABLE)
		return false;
	for (int32_t i = 0; bundle_next(table, &i, &rows);)
		add_entry(b, rows, ures_getKey(rows), spoken);
	return true;
}

static int
hash_order(const void *left, const void *right)
{
	const struct hashed_row *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

static struct index_part
lay_out(struct buf *out, const void *p, size_t n, size_t each)
{
	struct index_part part = { (uint32_t)out->n, (uint32_t)n };

	buf_add(out, (struct slice){ p, n * each });
	return part;
}

static struct index_part
lay_out_hashed(struct buf *out, struct hashed_rows *from)
{
	if (from->n > 0)
		sort(from->p, from->n, sizeof *from->p, hash_order);
	return lay_out(out, from->p, from->n, sizeof *from->p);
}

/* Texts come last: their offsets move by where they start. */
static void
finish(struct builder *b, struct buf *out)
{
	struct index_head head = { .magic = INDEX_MAGIC };
	uint32_t texts = (uint32_t)(sizeof head + b->row_count * sizeof *b->rows +
	    (b->patterns[PATTERNS_CLOSED].n + b->patterns[PATTERNS_OPEN].n) * sizeof(uint32_t) +
	    (b->keys.n + b->skeletons.n + b->contexts.n) * sizeof(struct hashed_row));

	for (size_t i = 0; i < b->row_count; i++) {
		uint32_t *at[] = { &b->rows[i].id, &b->rows[i].phrase, &b->rows[i].key, &b->rows[i].skeleton,
			&b->rows[i].contexts, &b->rows[i].vendor };

		for (size_t k = 0; k < sizeof at / sizeof at[0]; k++)
			*at[k] += texts;
	}
	head.size = texts + (uint32_t)b->texts.n;
	buf_reset(out);
	buf_add(out, (struct slice){ (const char *)&head, sizeof head });
	head.rows = lay_out(out, b->rows, b->row_count, sizeof *b->rows);
	head.keys = lay_out_hashed(out, &b->keys);
	head.skeletons = lay_out_hashed(out, &b->skeletons);
	head.contexts = lay_out_hashed(out, &b->contexts);
	for (size_t i = 0; i < PATTERNS; i++)
		head.patterns[i] = lay_out(out, b->patterns[i].p, b->patterns[i].n, sizeof *b->patterns[i].p);
	buf_add(out, buf_slice(&b->texts));
	memcpy(out->p, &head, sizeof head);
}

bool
index_build(UResourceBundle *const tables[INDEX_TABLES], struct buf *out)
{
	struct builder b = { 0 };
	bool good = false;

	for (size_t i = 0; i < INDEX_TABLES; i++)
		good |= tables[i] != NULL && add_table(&b, tables[i], i == INDEX_SPOKEN);
	if (good)
		finish(&b, out);
	buf_release(&b.texts);
	free(b.rows);
	free(b.keys.p);
	free(b.skeletons.p);
	free(b.contexts.p);
	for (size_t i = 0; i < PATTERNS; i++)
		free(b.patterns[i].p);
	return good;
}
