/* SPDX-License-Identifier: MIT */
/*
 * One entry as all its stores tell it: the site's folders before what is built in, and of each the reader's language
 * before English. What a nearer layer says is taken, for all else the next is asked, field by field.
 */
#ifndef SIPERR_KNOWLEDGE_ENTRY_LAYERS_H
#define SIPERR_KNOWLEDGE_ENTRY_LAYERS_H

#include <unicode/ures.h>

#include "knowledge/knowledge.h"

struct layers {
	UResourceBundle **r;		/* the nearest first */
	const char **language;		/* ICU name of the bundle each stands in; NULL for facts */
	size_t n, cap;
};

/* The facts of an entry, or its texts, the latter up to the first that needs none behind it. */
void layers_of_facts(struct knowledge *k, const char *id, struct arena *a, struct layers *out);
void layers_of_text(struct knowledge *k, const char *id, struct arena *a, struct layers *out);
/* The member `key` of each layer that has it. */
void layers_member(const struct layers *l, const char *key, struct arena *a, struct layers *out);
void layers_close(struct layers *l);

/* The nearest layer's; NULL where none has it. `at`, may be NULL: that layer. */
const char *layers_string(const struct layers *l, const char *key, struct arena *a, size_t *at);
/* The nearest layer's list; where "*" stands in it, what the next has. */
struct strings layers_strings(const struct layers *l, const char *key, struct arena *a);
/* The keys of all layers, those of the farthest first, each once. */
struct strings layers_keys(const struct layers *l, struct arena *a);

#endif
