/* SPDX-License-Identifier: MIT */
#include "base/kept.h"

#include <stdlib.h>

#include "base/memory.h"

static const char *
name_of(const void *item)
{
	return *(char *const *)item;
}

/* Where the name stands, or would. */
static size_t
index_of(const struct kept *k, const char *name)
{
	size_t from = 0, to = k->n;

	/* Names often come in their order. */
	if (k->n > 0 && strcmp(name_of(k->items[k->n - 1]), name) < 0)
		return k->n;
	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(name_of(k->items[middle]), name) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static void
let_go(const struct kept *k, void *item)
{
	if (k->leave != NULL)
		k->leave(k->ctx, item);
	free(*(char **)item);
	free(item);
}

void *
kept_use(struct kept *k, const char *name)
{
	size_t at = index_of(k, name);

	if (at < k->n && strcmp(name_of(k->items[at]), name) == 0)
		return k->items[at];
	if (at == k->most)
		return NULL;
	if (k->n == k->most)
		let_go(k, k->items[--k->n]);
	GROW(k->items, k->n, k->cap);
	memmove(k->items + at + 1, k->items + at, (k->n - at) * sizeof *k->items);
	k->items[at] = xcalloc(1, k->size);
	*(char **)k->items[at] = xstrdup(name);
	k->n++;
	return k->items[at];
}

void
kept_release(struct kept *k)
{
	k->ctx = NULL;
	for (size_t i = 0; i < k->n; i++)
		let_go(k, k->items[i]);
	free(k->items);
	k->items = NULL;
	k->n = k->cap = 0;
}
