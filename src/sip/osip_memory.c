/* SPDX-License-Identifier: MIT */
#include "sip/osip_memory.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

/* Before each block; in a ring where it counts, else alone. */
struct block {
	_Alignas(max_align_t) struct block *prev;
	struct block *next;
};

static _Thread_local struct block taken;	/* the ring's beginning; NULL: nothing counts */

static void
link_in(struct block *b)
{
	*b = (struct block){ .prev = NULL };
	if (taken.next == NULL)
		return;
	b->prev = &taken;
	b->next = taken.next;
	b->next->prev = b;
	taken.next = b;
}

static void
take_out(struct block *b)
{
	if (b->next == NULL)
		return;
	b->prev->next = b->next;
	b->next->prev = b->prev;
}

void *
osip_memory_take(size_t size)
{
	struct block *b = xmalloc(sizeof *b + size);

	link_in(b);
	return b + 1;
}

void *
osip_memory_resize(void *p, size_t size)
{
	struct block *b = p != NULL ? (struct block *)p - 1 : NULL;

	if (b != NULL)
		take_out(b);
	b = xresize(b, sizeof *b + size);
	link_in(b);
	return b + 1;
}

void
osip_memory_give(void *p)
{
	struct block *b;

	if (p == NULL)
		return;
	b = (struct block *)p - 1;
	take_out(b);
	free(b);
}

void
osip_memory_begin(void)
{
	taken.prev = taken.next = &taken;
}

void
osip_memory_end(void)
{
	for (struct block *b = taken.next, *next; b != &taken; b = next) {
		next = b->next;
		free(b);
	}
	taken.prev = taken.next = NULL;
}
