/* SPDX-License-Identifier: MIT */
#include "sip/osip_memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EACH_BY_ITSELF
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define EACH_BY_ITSELF
#endif

/* What the parts of most messages need. None where each block is watched: those in the room are not. */
#ifdef EACH_BY_ITSELF
enum { ROOM = 0 };
#else
enum { ROOM = 32 * 1024 };
#endif

enum { ALIGN = _Alignof(max_align_t) };

/* Before each block that was allocated; in a ring where it counts, else alone. */
struct block {
	_Alignas(max_align_t) struct block *prev;
	struct block *next;
};

/* Before each block in the room. */
struct piece {
	_Alignas(max_align_t) size_t size;
};

static _Thread_local struct block taken;	/* the ring's beginning; NULL: nothing counts */
static _Thread_local struct {
	size_t used;
	_Alignas(max_align_t) char bytes[ROOM + 1];
} room;

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

static void *
allocate(size_t size)
{
	struct block *b = xmalloc(sizeof *b + size);

	link_in(b);
	return b + 1;
}

static bool
is_in_room(const void *p)
{
	return (uintptr_t)p - (uintptr_t)room.bytes < room.used;
}

/* Behind the last one; NULL where nothing counts, or it doesn't fit. */
static void *
take_from_room(size_t size)
{
	struct piece *piece = (struct piece *)(room.bytes + room.used);
	size_t left = ROOM - room.used;

	if (taken.next == NULL || left < sizeof *piece + ALIGN || size > left - sizeof *piece - ALIGN)
		return NULL;
	piece->size = size;
	room.used += sizeof *piece + (size + ALIGN - 1) / ALIGN * ALIGN;
	return piece + 1;
}

void *
osip_memory_take(size_t size)
{
	void *p = take_from_room(size);

	return p != NULL ? p : allocate(size);
}

void *
osip_memory_resize(void *p, size_t size)
{
	struct block *b;

	if (p == NULL)
		return osip_memory_take(size);
	if (is_in_room(p)) {
		size_t had = ((struct piece *)p - 1)->size;

		return memcpy(osip_memory_take(size), p, had < size ? had : size);
	}
	b = (struct block *)p - 1;
	take_out(b);
	b = xresize(b, sizeof *b + size);
	link_in(b);
	return b + 1;
}

void
osip_memory_give(void *p)
{
	struct block *b;

	if (p == NULL || is_in_room(p))	/* which is given back whole */
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
	room.used = 0;
}
