/* SPDX-License-Identifier: MIT */
#include "knowledge/bundle/compile.h"

#include <stdlib.h>

#include <unicode/udata.h>
#include <unicode/ustring.h>

#include "base/sort.h"
#include "knowledge/bundle/check.h"
#include "knowledge/bundle/icu_file.h"

/* As in bundle_check.c: kinds of resources, and the words after the first. Written here are those that can be of any length. */
enum { STRING = 0, LONG_TABLE = 4, ARRAY = 8, INDEXES = 7, FORMAT = 2 };

struct writer {
	struct buf keys;	/* each with its NUL */
	struct buf words;	/* resources; the root's word, the indexes and the keys come before them */
	size_t before;		/* how many words these are */
	size_t longest;		/* members of a table */
	struct arena *a;
	struct compile_fault *fault;
};

static int
by_key(const void *left, const void *right)
{
	const struct node *a = *(const struct node *const *)left, *b = *(const struct node *const *)right;

	return strcmp(a->key, b->key);
}

/* Sorts the members of all tables; false where two have one key. */
static bool
put_in_order(struct writer *w, struct node *n)
{
	if (n->kind == NODE_TABLE && n->count > 1)
		sort(n->members, n->count, sizeof *n->members, by_key);
	for (size_t i = 0; i < n->count; i++) {
		if (n->kind == NODE_TABLE && i > 0 && strcmp(n->members[i - 1]->key, n->members[i]->key) == 0) {
			*w->fault = (struct compile_fault){ "compile.twice", n->members[i]->line, n->members[i]->key };
			return false;
		}
		if (!put_in_order(w, n->members[i]))
			return false;
	}
	return true;
}

/* Keys stand before all else, so they are written first; a member then has the offset of its key in `at`, until it is written. */
static void
write_keys(struct writer *w, struct node *n)
{
	for (size_t i = 0; i < n->count; i++) {
		if (n->kind == NODE_TABLE) {
			n->members[i]->at = (uint32_t)((1 + INDEXES) * sizeof(uint32_t) + w->keys.n);
			buf_add(&w->keys, (struct slice){ n->members[i]->key, strlen(n->members[i]->key) + 1 });
		}
		write_keys(w, n->members[i]);
	}
}

static uint32_t
next_word(const struct writer *w)
{
	return (uint32_t)(w->before + w->words.n / sizeof(uint32_t));
}

static void
write_string(struct writer *w, struct slice text)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar *s = arena_alloc(w->a, (text.n + 1) * sizeof *s);
	int32_t n = 0;

	u_strFromUTF8WithSub(s, (int32_t)text.n + 1, &n, text.p, (int32_t)text.n, 0xfffd, NULL, &status);
	icu_word(&w->words, (size_t)n);
	buf_add(&w->words, (struct slice){ (const char *)s, ((size_t)n + 1) * sizeof *s });
	buf_pad(&w->words, sizeof(uint32_t));
}

/* What it holds first, then itself. Returns its word. */
static uint32_t
write_node(struct writer *w, struct node *n)
{
	uint32_t *held = arena_alloc(w->a, (n->count + 1) * sizeof *held), at;

	if (n->kind == NODE_STRING && n->text.n == 0)
		return STRING;
	for (size_t i = 0; i < n->count; i++)
		held[i] = write_node(w, n->members[i]);
	at = next_word(w);
	if (n->kind == NODE_STRING) {
		write_string(w, n->text);
		return at;	/* of kind STRING, which is nought */
	}
	icu_word(&w->words, n->count);
	for (size_t i = 0; i < n->count && n->kind == NODE_TABLE; i++)
		icu_word(&w->words, n->members[i]->at);
	for (size_t i = 0; i < n->count; i++)
		icu_word(&w->words, held[i]);
	if (n->kind == NODE_TABLE && n->count > w->longest)
		w->longest = n->count;
	return (uint32_t)(n->kind == NODE_TABLE ? LONG_TABLE : ARRAY) << 28 | at;
}

/* The root, seven words of where things are, keys, resources. Tables do not look for their members elsewhere. */
static void
write_bundle(struct writer *w, struct node *root, struct buf *out)
{
	uint32_t word;
	size_t keys_top, top;

	write_keys(w, root);
	buf_pad(&w->keys, sizeof(uint32_t));
	w->before = keys_top = 1 + INDEXES + w->keys.n / sizeof(uint32_t);
	word = write_node(w, root);
	top = next_word(w);
	icu_header(out, "ResB", FORMAT);
	icu_word(out, word);
	icu_word(out, INDEXES);
	icu_word(out, keys_top);
	icu_word(out, top);
	icu_word(out, top);
	icu_word(out, w->longest);
	icu_word(out, 1);
	icu_word(out, keys_top);
	buf_add(out, buf_slice(&w->keys));
	buf_add(out, buf_slice(&w->words));
}

bool
knowledge_compile(struct slice text, const char *name, struct arena *a, struct buf *out, struct compile_fault *fault)
{
	struct writer w = { .a = a, .fault = fault };
	struct node *root = compile_parse(text, a, fault);
	size_t start = out->n;

	if (root == NULL)
		return false;
	if (strcmp(root->key, name) != 0 || root->kind != NODE_TABLE) {
		*fault = (struct compile_fault){ root->kind != NODE_TABLE ? "compile.type" : "compile.name", root->line, root->key };
		return false;
	}
	if (!put_in_order(&w, root))
		return false;
	write_bundle(&w, root, out);
	buf_release(&w.keys);
	buf_release(&w.words);
	if (bundle_is_sound(slice_skip(buf_slice(out), start)))
		return true;
	out->n = start;
	*fault = (struct compile_fault){ "compile.deep", root->line, root->key };
	return false;
}
