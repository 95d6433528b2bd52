/* SPDX-License-Identifier: MIT */
/*
 * The text of a site's file (siperr-knowledge(5)) to the bundle that ICU reads, so that a site needs no tools of ICU's: tables,
 * arrays and strings, as genrb takes them. Numbers, blocks of bytes and aliases, which siperr has no use for, are refused.
 */
#ifndef SIPERR_KNOWLEDGE_BUNDLE_COMPILE_H
#define SIPERR_KNOWLEDGE_BUNDLE_COMPILE_H

#include "base/buf.h"
#include "base/memory.h"

/* What is wrong with a text: the key of a label whose {0} is the line and {1} the word. */
struct compile_fault {
	const char *label;
	size_t line;
	const char *word;	/* in the arena */
};

/* `name` is the file's, which its table has, too. Adds the bundle to `out`; false: `fault` says why, and nothing is added. */
bool knowledge_compile(struct slice text, const char *name, struct arena *a, struct buf *out, struct compile_fault *fault);

/* For compile.c: a text taken apart, and what of it becomes bytes. */
enum node_kind { NODE_STRING, NODE_TABLE, NODE_ARRAY };

struct node {
	enum node_kind kind;
	const char *key;	/* of a table's member */
	struct slice text;	/* of a string, UTF-8 */
	struct node **members;
	size_t count, cap;
	size_t line;
	uint32_t at;		/* its word, once it was written */
};

struct node *compile_parse(struct slice text, struct arena *a, struct compile_fault *fault);

#endif
