/* SPDX-License-Identifier: MIT */
/* What there is: ids of a kind, languages, the phrases of an entry. */
#include <stdlib.h>

#include "base/ascii.h"
#include "base/sort.h"
#include "knowledge/bundle/resource.h"
#include "knowledge/store/state.h"

static const struct kind {
	const char *name, *prefix;
} kinds[] = {
	{ "codes", "code." }, { "reasons", "reason." }, { "causes", "q850." }, { "warnings", "warning." },
	{ "symptoms", "symptom." }, { "rules", NULL },
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* The kind of an id; what has none of the prefixes is a rule, and so is one that shares its family with the phrases. */
static size_t
kind_of(const char *id)
{
	size_t i = 0;

	if (strcmp(id, "reason.contradicts-status") == 0)
		return KINDS - 1;
	while (kinds[i].prefix != NULL && strncmp(id, kinds[i].prefix, strlen(kinds[i].prefix)) != 0)
		i++;
	return i;
}

/* Kinds in their order, numbers by value, a class (4xx) before its codes. */
static int
show_order(const void *left, const void *right)
{
	const char *a = *(const char *const *)left, *b = *(const char *const *)right;
	size_t kind_a = kind_of(a), kind_b = kind_of(b);

	if (kind_a != kind_b)
		return kind_a < kind_b ? -1 : 1;
	if (kinds[kind_a].prefix != NULL) {
		a += strlen(kinds[kind_a].prefix);
		b += strlen(kinds[kind_a].prefix);
	}
	if (is_digit(*a) && is_digit(*b)) {
		unsigned long n = strtoul(a, NULL, 10), m = strtoul(b, NULL, 10);
		bool class_a = a[1] == 'x', class_b = b[1] == 'x';

		n = class_a ? 100 * n : n;
		m = class_b ? 100 * m : m;
		if (n != m)
			return n < m ? -1 : 1;
		if (class_a != class_b)
			return class_a ? -1 : 1;
	}
	return strcmp(a, b);
}

bool
knowledge_list(struct knowledge *k, const char *kind, struct arena *a, struct strings *ids)
{
	size_t cap = 0, wanted = 0;

	*ids = (struct strings){ NULL, 0 };
	while (kind != NULL && wanted < KINDS && strcmp(kinds[wanted].name, kind) != 0)
		wanted++;
	if (wanted == KINDS)
		return false;
	for (size_t i = 0; i < k->store_count; i++) {
		UResourceBundle *table = store_table(&k->stores[i], TABLE_ENTRIES), *r = NULL;

		for (int32_t j = 0; bundle_next(table, &j, &r);) {
			const char *id = ures_getKey(r);

			if (id != NULL && strchr(id, '/') == NULL && (kind == NULL || kind_of(id) == wanted) &&
			    (k->store_count == 1 || !strings_have(ids, id)))
				strings_add(ids, &cap, arena_strdup(a, id), a);
		}
	}
	if (ids->n > 0)
		sort(ids->p, ids->n, sizeof *ids->p, show_order);
	return true;
}

static const char *
own_name(const struct store *s, const char *name, struct arena *a)
{
	UResourceBundle *bundle = text_open(s, name, "language.name");
	UResourceBundle *label = bundle_member(bundle, "language.name");
	const char *text = label ? bundle_string(label, a) : NULL;

	ures_close(label);
	ures_close(bundle);
	return text;
}

static void
add_language(const struct store *s, const char *name, struct arena *a, struct strings *tags, struct strings *names,
    size_t cap[2])
{
	const char *tag = language_tag(name, a), *label = own_name(s, name, a);

	if (strings_have(tags, tag) || (label == NULL && !s->built_in))
		return;
	strings_add(tags, &cap[0], tag, a);
	strings_add(names, &cap[1], label ? label : tag, a);
}

void
knowledge_languages(struct knowledge *k, struct arena *a, struct strings *tags, struct strings *names)
{
	size_t cap[2] = { 0, 0 };

	*tags = *names = (struct strings){ NULL, 0 };
	add_language(&k->stores[k->store_count - 1], "root", a, tags, names, cap);
	for (size_t i = k->store_count; i-- > 0;) {
		struct strings there = store_languages(&k->stores[i], a);

		for (size_t j = 0; j < there.n; j++)
			add_language(&k->stores[i], there.p[j], a, tags, names, cap);
	}
}

void
knowledge_phrases(struct knowledge *k, const char *id, struct arena *a, struct strings *phrases)
{
	size_t cap = 0;

	*phrases = (struct strings){ NULL, 0 };
	for (size_t i = 0; i < k->store_count; i++) {
		UResourceBundle *rows = bundle_member(store_table(&k->stores[i], TABLE_PHRASES), id), *row = NULL;

		for (int32_t j = 0; bundle_next(rows, &j, &row);) {
			struct strings column = bundle_strings(row, a);

			if (column.n > 0 && !strings_have(phrases, column.p[0]))
				strings_add(phrases, &cap, column.p[0], a);
		}
		ures_close(rows);
	}
}
