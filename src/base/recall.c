/* SPDX-License-Identifier: MIT */
#include "base/recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Slots count from 1; 0 is none. The item stands behind it. */
struct recall_slot {
	uint64_t hash;
	uint32_t older, newer;
	bool used;			/* since it came, or was passed over */
};

struct recall_link {
	uint32_t tag;			/* of its hash */
	uint32_t chain;			/* the next with a like hash; of a free one, the next free one */
};

enum { FETCHED = 2 * CACHE_LINE };	/* of an item that comes soon: most is less, and what is looked at first stands first */

enum { ALIGNED = 8, HEAD = (sizeof(struct recall_slot) + ALIGNED - 1) / ALIGNED * ALIGNED };

static struct recall_slot *
slot_at(const struct recall *r, uint32_t number)
{
	return (struct recall_slot *)((char *)r->slots + (number - 1) * r->stride);
}

static struct recall_link *
link_at(const struct recall *r, uint32_t number)
{
	return &r->links[number - 1];
}

static void *
item_of(struct recall_slot *s)
{
	return (char *)s + HEAD;
}

static uint32_t
number_of(const struct recall *r, const void *item)
{
	return (uint32_t)((size_t)((const char *)item - HEAD - (const char *)r->slots) / r->stride) + 1;
}

/* Each bit of the hash counts in the upper bits of the product. */
#define MIXES UINT64_C(0x9e3779b97f4a7c15)

static uint32_t *
head_of(const struct recall *r, uint64_t hash)
{
	return &r->heads[hash * MIXES >> r->shift];
}

/* Other bits than those that choose the head. */
static uint32_t
tag_of(uint64_t hash)
{
	return (uint32_t)(hash * MIXES >> 8);
}

static uint32_t
find(const struct recall *r, uint64_t hash)
{
	uint32_t number = r->slots != NULL ? *head_of(r, hash) : 0;

	while (number != 0 && (link_at(r, number)->tag != tag_of(hash) || slot_at(r, number)->hash != hash))
		number = link_at(r, number)->chain;
	return number;
}

static void
set_up(struct recall *r)
{
	unsigned bits = 4;

	while (1u << bits < r->most)
		bits++;
	r->shift = 64 - bits;
	r->heads = xcalloc((size_t)1 << bits, sizeof *r->heads);
	r->stride = HEAD + (r->size + ALIGNED - 1) / ALIGNED * ALIGNED;
	r->slots = xcalloc(r->most, r->stride);
	r->links = xcalloc(r->most, sizeof *r->links);
}

static void
unlink_slot(struct recall *r, struct recall_slot *s)
{
	if (s->older != 0)
		slot_at(r, s->older)->newer = s->newer;
	else
		r->oldest = s->newer;
	if (s->newer != 0)
		slot_at(r, s->newer)->older = s->older;
	else
		r->newest = s->older;
}

static void
link_newest(struct recall *r, uint32_t number)
{
	struct recall_slot *s = slot_at(r, number);

	s->older = r->newest;
	s->newer = 0;
	if (r->newest != 0)
		slot_at(r, r->newest)->newer = number;
	else
		r->oldest = number;
	r->newest = number;
}

static void
take_out(struct recall *r, uint32_t number)
{
	struct recall_slot *s = slot_at(r, number);
	uint32_t *at = head_of(r, s->hash);

	while (*at != number)
		at = &link_at(r, *at)->chain;
	*at = link_at(r, number)->chain;
	unlink_slot(r, s);
	link_at(r, number)->chain = r->free;
	r->free = number;
	r->count--;
}

/* The oldest that is not in use; those in use are put behind the others. */
static uint32_t
first_to_go(struct recall *r)
{
	while (slot_at(r, r->oldest)->used) {
		uint32_t number = r->oldest;

		slot_at(r, number)->used = false;
		unlink_slot(r, slot_at(r, number));
		link_newest(r, number);
	}
	return r->oldest;
}

/* Who comes here again will need it and its head; by then the slot itself has been fetched by the time before. */
static void
fetch_next_to_go(const struct recall *r)
{
	const struct recall_slot *s;

	if (r->oldest == 0)
		return;
	s = slot_at(r, r->oldest);
	__builtin_prefetch(head_of(r, s->hash), 1);
	if (s->newer != 0)
		__builtin_prefetch(slot_at(r, s->newer), 1);
}

static uint32_t
new_slot(struct recall *r)
{
	uint32_t number;

	if (r->slots == NULL)
		set_up(r);
	if (r->count == r->most) {
		take_out(r, first_to_go(r));
		fetch_next_to_go(r);
	}
	if (r->free == 0)
		return ++r->begun;
	number = r->free;
	r->free = link_at(r, number)->chain;
	memset(slot_at(r, number), 0, r->stride);
	return number;
}

static uint32_t
add(struct recall *r, uint64_t hash)
{
	uint32_t number = new_slot(r), *head = head_of(r, hash);
	struct recall_slot *s = slot_at(r, number);

	s->hash = hash;
	*link_at(r, number) = (struct recall_link){ tag_of(hash), *head };
	*head = number;
	link_newest(r, number);
	r->count++;
	return number;
}

void
recall_release(struct recall *r)
{
	free(r->slots);
	free(r->links);
	free(r->heads);
	*r = (struct recall){ .size = r->size, .most = r->most };
}

void *
recall_find(const struct recall *r, uint64_t hash)
{
	uint32_t number = find(r, hash);

	return number != 0 ? item_of(slot_at(r, number)) : NULL;
}

void *
recall_use(struct recall *r, uint64_t hash, bool *fresh)
{
	uint32_t number = find(r, hash);

	if (fresh != NULL)
		*fresh = number == 0;
	if (number == 0)
		number = add(r, hash);
	else
		slot_at(r, number)->used = true;
	return item_of(slot_at(r, number));
}

void *
recall_yields(struct recall *r, uint64_t hash)
{
	return r->count == r->most && find(r, hash) == 0 ? item_of(slot_at(r, first_to_go(r))) : NULL;
}

void
recall_fetch(const struct recall *r, uint64_t hash)
{
	uint32_t number = r->slots != NULL ? *head_of(r, hash) : 0;

	while (number != 0 && link_at(r, number)->tag != tag_of(hash))
		number = link_at(r, number)->chain;
	const char *slot = number != 0 ? (const char *)slot_at(r, number) : NULL;
	for (size_t i = 0; slot != NULL && i < r->stride && i < FETCHED; i += CACHE_LINE)
		__builtin_prefetch(slot + i, 1);
}

void
recall_forget(struct recall *r, void *item)
{
	take_out(r, number_of(r, item));
}

void *
recall_next(const struct recall *r, const void *after)
{
	uint32_t number = after != NULL ? slot_at(r, number_of(r, after))->newer : r->oldest;

	return number != 0 ? item_of(slot_at(r, number)) : NULL;
}
