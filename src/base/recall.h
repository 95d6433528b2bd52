/* SPDX-License-Identifier: MIT */
/*
 * What was met lately, by a hash: a table of fixed size in which the oldest item gives way to a new one, but one that was
 * used since it was last looked at is passed over once, so that what is in use stays. Which items it holds follows from the
 * order of uses alone, never from the key of the hash (base/slice.h), so that what a rule remembers is the same in each run.
 *
 * The table owns its items, which lie still; memory is taken at the first use. Pointers inside an item are the caller's.
 *
 * It is the one table for whatever a hash of 64 bits tells apart. Tables of their own have only: calls.c, which forgets no
 * call and grows; witnesses.c, network.c and memo.c, whose chains hold many of one key; flows.c and tcp.c, which look at each
 * packet; and the words of SIP's headers and of the knowledge, which are made once.
 */
#ifndef SIPERR_BASE_RECALL_H
#define SIPERR_BASE_RECALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct recall_slot;
struct recall_link;

struct recall {
	size_t size;			/* of an item; may be 0 where only the hash counts */
	uint32_t most;			/* items at a time */
	uint32_t count;
	struct recall_slot *slots;	/* private, as what follows */
	size_t stride;			/* from slot to slot */
	struct recall_link *links;	/* of each slot, apart from it: who looks for an item touches no slot of another */
	uint32_t *heads;		/* of the chains of those with like hashes */
	uint32_t newest, oldest, free, begun;
	unsigned shift;
};

/* A table of at most so many items of that type. */
#define RECALL(type, items) ((struct recall){ .size = sizeof(type), .most = (items) })
#define RECALL_HASHES(items) ((struct recall){ .most = (items) })

void recall_release(struct recall *r);	/* ready for use again */

/* The item of that hash; NULL. Looking is not using. */
void *recall_find(const struct recall *r, uint64_t hash);

/* The same, which counts as a use; a fresh one, zeroed, where there was none. `fresh` may be NULL. */
void *recall_use(struct recall *r, uint64_t hash, bool *fresh);

/* The item that recall_use() would put out of its place for that hash; NULL: none has to go. */
void *recall_yields(struct recall *r, uint64_t hash);

/* That hash is asked for soon: its item is fetched into the cache. */
void recall_fetch(const struct recall *r, uint64_t hash);

void recall_forget(struct recall *r, void *item);

/* From the one that would go first to the one that would go last; `after` NULL: the first. NULL after the last. */
void *recall_next(const struct recall *r, const void *after);

#endif
