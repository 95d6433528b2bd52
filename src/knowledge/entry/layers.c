/* SPDX-License-Identifier: MIT */
#include "knowledge/entry/layers.h"
#include "knowledge/bundle/resource.h"
#include "knowledge/store/state.h"

/* Takes r over; NULL is no layer. */
static void
add_layer(struct layers *l, UResourceBundle *r, const char *language, struct arena *a)
{
	if (r == NULL)
		return;
	if (l->n == l->cap) {
		size_t cap = l->cap ? 2 * l->cap : 4;
		UResourceBundle **wider = arena_alloc(a, cap * sizeof *wider);
		const char **names = arena_alloc(a, cap * sizeof *names);

		for (size_t i = 0; i < l->n; i++) {
			wider[i] = l->r[i];
			names[i] = l->language[i];
		}
		l->r = wider;
		l->language = names;
		l->cap = cap;
	}
	l->r[l->n] = r;
	l->language[l->n++] = language;
}

void
layers_of_facts(struct knowledge *k, const char *id, struct arena *a, struct layers *out)
{
	*out = (struct layers){ .n = 0 };
	for (size_t i = 0; i < k->store_count; i++)
		add_layer(out, bundle_member(store_table(&k->stores[i], TABLE_ENTRIES), id), NULL, a);
}

/* Does it take in the list of another? */
static bool
goes_on(UResourceBundle *list, struct arena *a)
{
	struct strings s = bundle_strings(list, a);

	return strings_have(&s, "*");
}

/* A text that has all of these, without taking in another's, is an entry of its own: nothing behind it counts. */
static bool
is_whole(UResourceBundle *text, struct arena *a)
{
	static const char *const keys[] = { "title", "meaning", "causes", "fixes" };
	bool whole = true;

	for (size_t i = 0; whole && i < sizeof keys / sizeof *keys; i++) {
		UResourceBundle *r = bundle_member(text, keys[i]);

		whole = r != NULL && !goes_on(r, a);
		ures_close(r);
	}
	return whole;
}

void
layers_of_text(struct knowledge *k, const char *id, struct arena *a, struct layers *out)
{
	*out = (struct layers){ .n = 0 };
	for (size_t i = 0; i < k->store_count; i++)
		for (size_t step = 0; step < k->chain.n; step++) {
			UResourceBundle *text = bundle_member(store_text(&k->stores[i], step, k->chain.name[step], id), id);

			add_layer(out, text, k->chain.name[step], a);
			if (text != NULL && is_whole(text, a))
				return;
		}
}

void
layers_member(const struct layers *l, const char *key, struct arena *a, struct layers *out)
{
	*out = (struct layers){ .n = 0 };
	for (size_t i = 0; i < l->n; i++)
		add_layer(out, bundle_member(l->r[i], key), l->language[i], a);
}

void
layers_close(struct layers *l)
{
	for (size_t i = 0; i < l->n; i++)
		ures_close(l->r[i]);
	l->n = 0;
}

const char *
layers_string(const struct layers *l, const char *key, struct arena *a, size_t *at)
{
	const char *s = NULL;

	for (size_t i = 0; i < l->n && s == NULL; i++) {
		UResourceBundle *r = bundle_member(l->r[i], key);

		if (at != NULL)
			*at = i;
		s = r != NULL ? bundle_string(r, a) : NULL;
		ures_close(r);
	}
	return s;
}

/* The list from this layer on. */
static struct strings
list_from(const struct layers *list, size_t from, struct arena *a)
{
	struct strings out = { NULL, 0 }, own, rest;
	size_t cap = 0;

	if (from == list->n)
		return out;
	own = bundle_strings(list->r[from], a);
	if (!strings_have(&own, "*"))
		return own;
	rest = list_from(list, from + 1, a);
	for (size_t i = 0; i < own.n; i++) {
		if (strcmp(own.p[i], "*") != 0) {
			strings_add(&out, &cap, own.p[i], a);
			continue;
		}
		for (size_t j = 0; j < rest.n; j++)
			strings_add(&out, &cap, rest.p[j], a);
		rest.n = 0;	/* once is enough */
	}
	return out;
}

struct strings
layers_strings(const struct layers *l, const char *key, struct arena *a)
{
	struct layers list;

	layers_member(l, key, a, &list);
	struct strings out = list_from(&list, 0, a);
	layers_close(&list);
	return out;
}

struct strings
layers_keys(const struct layers *l, struct arena *a)
{
	struct strings out = { NULL, 0 };
	size_t cap = 0;

	for (size_t i = l->n; i-- > 0;) {
		UResourceBundle *table = ures_getType(l->r[i]) == URES_TABLE ? l->r[i] : NULL, *r = NULL;

		for (int32_t j = 0; bundle_next(table, &j, &r);)
			if (!strings_have(&out, ures_getKey(r)))
				strings_add(&out, &cap, arena_strdup(a, ures_getKey(r)), a);
	}
	return out;
}
