/* SPDX-License-Identifier: MIT */
/*
 * Memory. The x… functions never return NULL. When an allocation fails, a reserve is given back and it is tried once more;
 * when that fails, too, the program ends. The libraries allocate through the same functions: text_share_memory(),
 * json_share_memory(), osip_start(), input/unpack/packing.h. All of this may happen in any thread, in the middle of a library.
 *
 * An arena hands out pieces that are all freed at once; what a finding owns lives in one.
 */
#ifndef SIPERR_BASE_MEMORY_H
#define SIPERR_BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

#include "base/slice.h"

/*
 * Sets the reserve aside, before the first thread. `low`, may be NULL: the reserve is in use, what goes on should come
 * to its end. `last`, may be NULL: the program ends now; its answer is the exit status. Neither may allocate, nor ask a
 * library for anything: it may be that very library whose allocation failed. What stands in stdout's buffer is written
 * after `last`.
 */
void memory_reserve(void (*low)(void *ctx), int (*last)(void *ctx), void *ctx);

/*
 * For a call that failed with ENOMEM and whose library has no hook: ends the program, with exit status 2 unless `last`
 * says otherwise.
 */
_Noreturn void memory_end(void);

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t count, size_t size);	/* checks count * size */
void *xresize(void *old, size_t size);			/* realloc(), as libraries want it */
char *xstrdup(const char *text);

/* A copy of an array; free() it, also where it has no elements. */
void *array_copy(const void *array, size_t count, size_t size);

/* A NUL-terminated copy; free() it. */
char *slice_dup(struct slice s);

/* Room for one more element: doubles *cap when n has reached it. */
#define GROW(array, n, cap) \
	((n) < (cap) ? (void)0 : (void)((cap) = (cap) ? 2 * (cap) : 8, \
	    (array) = xrealloc((array), (cap), sizeof *(array))))

/*
 * Blocks that arenas gave back, for the next ones: for arenas that come and go by the thousand. All who use it
 * do so in one thread.
 */
struct arena_pool {
	struct arena_block *first, *further;	/* the smaller ones that an arena begins with, and the others */
	size_t count;
};

enum { CACHE_LINE = 64 };	/* of most processors; that it is of this one only saves time */

/* Each line of it is fetched into the cache; the memory may be anybody's. */
static inline void
memory_fetch(const void *at, size_t size)
{
	for (size_t i = 0; i < size; i += CACHE_LINE)
		__builtin_prefetch((const char *)at + i);
}

struct arena {
	struct arena_block *blocks;
	size_t used, size;		/* of the newest block */
	struct arena_pool *pool;	/* NULL: none */
};

#define ARENA_INIT ((struct arena){ NULL, 0, 0, NULL })

void *arena_alloc(struct arena *a, size_t size);	/* aligned for anything, zeroed */
void *arena_room(struct arena *a, size_t size);		/* the same, with anything in it */
char *arena_strdup(struct arena *a, const char *text);	/* NULL stays NULL */
char *arena_slice(struct arena *a, struct slice s);	/* NUL-terminated copy */
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Into the cache, while something else is done: what lives in the arena and will be read, of its newest blocks. */
void arena_fetch(const struct arena *a);
void arena_fetch_first(const struct arena *a);		/* where the newest begins, which the other would wait for */
void arena_fetch_room(const struct arena *a, size_t size);	/* what will be written, so much of it */

void arena_release(struct arena *a);			/* frees all, ready for use again */
void arena_pool_release(struct arena_pool *p);

#endif
