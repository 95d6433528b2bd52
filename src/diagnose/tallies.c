/* SPDX-License-Identifier: MIT */
#include "diagnose/tallies.h"

#include <stdlib.h>

#include "base/sort.h"

void
tallies_init(struct tallies *t, size_t most)
{
	*t = (struct tallies){ ARENA_INIT, RECALL(struct tally, (uint32_t)most) };
}

void
tallies_release(struct tallies *t)
{
	arena_release(&t->arena);
	recall_release(&t->names);
}

void
tallies_add(struct tallies *t, const char *name, uint64_t count, const struct place *first)
{
	uint64_t hash = slice_hash(slice_of(name));
	struct tally *slot = recall_find(&t->names, hash);

	if (slot == NULL) {
		if (t->names.count == t->names.most)
			return;
		slot = recall_use(&t->names, hash, NULL);
		slot->name = arena_strdup(&t->arena, name);
		if (first != NULL) {
			slot->first = *first;
			slot->first.file = arena_strdup(&t->arena, first->file);	/* the finding may have its own */
		}
	}
	slot->count += count;
}

static int
by_count(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return strcmp(x->name, y->name);
}

struct tally *
tallies_sorted(const struct tallies *t, size_t *count)
{
	struct tally *out = xcalloc(t->names.count, sizeof *out);

	*count = 0;
	for (const struct tally *one = recall_next(&t->names, NULL); one != NULL; one = recall_next(&t->names, one))
		out[(*count)++] = *one;
	if (*count > 0)
		sort(out, *count, sizeof *out, by_count);
	return out;
}
