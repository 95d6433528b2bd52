/* SPDX-License-Identifier: MIT */
/*
 * Items by name, at most so many: those whose names come first in the order of their bytes. Which they are follows from
 * the names alone, never from the order they came in nor from a hash, and an item that had to go never comes back. So
 * what is counted of a name that is kept is all there was of it, and tables of parts of a trace, put together, keep what
 * the table of the whole would.
 *
 * An item begins with its name (`char *name`), which the table owns, as it does the item. Pointers to items hold until
 * the next kept_use() only.
 */
#ifndef SIPERR_BASE_KEPT_H
#define SIPERR_BASE_KEPT_H

#include <stdbool.h>
#include <stddef.h>

struct kept {
	size_t size;			/* of an item */
	size_t most;			/* items at a time */
	void (*leave)(void *ctx, void *item);	/* an item has to go, or all are let go; may be NULL */
	void *ctx;			/* of `leave`; NULL while all are let go */
	void **items;			/* in the order of their names */
	size_t n, cap;
};

/* The item of that name, a fresh one, zeroed, where there was none; NULL: its name comes too late. */
void *kept_use(struct kept *k, const char *name);
void kept_release(struct kept *k);

#endif
