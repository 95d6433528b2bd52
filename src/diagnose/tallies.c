/* SPDX-License-Identifier: MIT */
#include "diagnose/tallies.h"

#include <stdlib.h>

#include "base/sort.h"

void
tallies_init(struct tallies *t, size_t most)
{
	size_t slots = 16;

	while (slots < 2 * most)
		slots *= 2;
	*t = (struct tallies){ .arena = ARENA_INIT, .slot_count = slots };
	t->slots = xcalloc(slots, sizeof *t->slots);
}

void
tallies_release(struct tallies *t)
{
	arena_release(&t->arena);
	free(t->slots);
}

void
tallies_add(struct tallies *t, const char *name, uint64_t count, const struct place *first)
{
	size_t mask = t->slot_count - 1, i = slice_hash(slice_of(name)) & mask;

	while (t->slots[i].name != NULL && strcmp(t->slots[i].name, name) != 0)
		i = (i + 1) & mask;
	struct tally *slot = &t->slots[i];
	if (slot->name == NULL) {
		if (2 * (t->count + 1) > t->slot_count)
			return;
		t->count++;
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
	struct tally *out = xcalloc(t->count, sizeof *out);

	*count = 0;
	for (size_t i = 0; i < t->slot_count; i++)
		if (t->slots[i].name != NULL)
			out[(*count)++] = t->slots[i];
	if (*count > 0)
		sort(out, *count, sizeof *out, by_count);
	return out;
}
