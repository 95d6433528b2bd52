/* SPDX-License-Identifier: MIT */
#include "input/packet/ways.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/sort.h"

enum { SLOTS = 4096, WAYS_MAX = SLOTS / 2 };	/* half of them stay empty, so that a search ends soon */

struct ways {
	struct way_alone slots[SLOTS];		/* `forth` 0: empty */
	size_t count;
	bool full;
};

struct ways *
ways_new(void)
{
	return xcalloc(1, sizeof(struct ways));
}

void
ways_free(struct ways *w)
{
	free(w);
}

static uint64_t
way_hash(const struct addr *src, const struct addr *dst)
{
	uint64_t h = addr_hash(src, false) * 31 + addr_hash(dst, false);

	return h != 0 ? h : 1;
}

/* Where it stands, or would. */
static size_t
slot_of(const struct ways *w, uint64_t forth)
{
	size_t i = (forth ^ forth >> 32) % SLOTS;

	while (w->slots[i].forth != 0 && w->slots[i].forth != forth)
		i = (i + 1) % SLOTS;
	return i;
}

void
ways_note(struct ways *w, const struct addr *src, const struct addr *dst)
{
	uint64_t forth = way_hash(src, dst);
	struct way_alone *slot = &w->slots[slot_of(w, forth)];

	if (slot->forth != 0)
		return;
	if (w->count == WAYS_MAX) {
		w->full = true;
		return;
	}
	*slot = (struct way_alone){ forth, way_hash(dst, src) };
	w->count++;
}

static int
by_forth(const void *a, const void *b)
{
	const struct way_alone *x = a, *y = b;

	return (x->forth > y->forth) - (x->forth < y->forth);
}

struct way_alone *
ways_alone(const struct ways *w, size_t *count)
{
	struct way_alone *list = xcalloc(w->count + 1, sizeof *list);
	size_t n = 0;

	for (size_t i = 0; i < SLOTS && !w->full; i++)
		if (w->slots[i].forth != 0 && w->slots[slot_of(w, w->slots[i].back)].forth == 0)
			list[n++] = w->slots[i];
	sort(list, n, sizeof *list, by_forth);
	*count = n;
	return list;
}

bool
ways_meet(const struct way_alone *a, size_t a_count, const struct way_alone *b, size_t b_count)
{
	for (size_t i = 0; i < a_count && b_count > 0; i++)
		if (bsearch(&(struct way_alone){ .forth = a[i].back }, b, b_count, sizeof *b, by_forth) != NULL)
			return true;
	return false;
}
