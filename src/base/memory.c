/* SPDX-License-Identifier: MIT */
#include "base/memory.h"

#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Much that lives in an arena is small: the first block is, too. */
enum { ARENA_FIRST = 2048, ARENA_BLOCK = 4096, POOL_MAX = 1024, RESERVE = 1024 * 1024, AHEAD = 1024 * 1024 };

enum { FETCHED_MOST = 8 };	/* blocks: a call has seldom more */

struct arena_block {
	struct arena_block *next;
	size_t size;
	_Alignas(max_align_t) char bytes[];
};

static struct {
	_Atomic(void *) bytes;		/* NULL: none, or given back */
	void (*low)(void *ctx);
	int (*last)(void *ctx);
	void *ctx;
} reserve;

static atomic_flag ending = ATOMIC_FLAG_INIT;

void
memory_reserve(void (*low)(void *ctx), int (*last)(void *ctx), void *ctx)
{
	/* One heap for all threads: they allocate little, and one of their own grows by a page and a system call at a time. */
	mallopt(M_ARENA_MAX, 1);
	mallopt(M_TOP_PAD, AHEAD);
	atomic_store(&reserve.bytes, malloc(RESERVE));
	reserve.low = low;
	reserve.last = last;
	reserve.ctx = ctx;
}

/* Without exit(): another thread may still be at work with what that would tear down. */
_Noreturn void
memory_end(void)
{
	int status = 2;

	if (atomic_flag_test_and_set(&ending))
		for (;;)	/* another thread has begun */
			pause();
	free(atomic_exchange(&reserve.bytes, NULL));
	if (reserve.last != NULL)
		status = reserve.last(reserve.ctx);
	else
		fputs("siperr: out of memory\n", stderr);
	fflush(stdout);
	_exit(status);
}

/* What is behind a failed allocation; ends the program when nothing is. */
static void
give_back(void)
{
	void *bytes = atomic_exchange(&reserve.bytes, NULL);

	if (bytes == NULL)
		memory_end();
	free(bytes);
	if (reserve.low != NULL)
		reserve.low(reserve.ctx);
}

void *
xresize(void *old, size_t size)
{
	void *p;

	if (size == 0)
		size = 1;
	while ((p = realloc(old, size)) == NULL)
		give_back();
	return p;
}

void *
xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (p == NULL)
		p = xresize(NULL, size);
	return p;
}

void *
xcalloc(size_t count, size_t size)
{
	void *p;

	while ((p = calloc(count ? count : 1, size ? size : 1)) == NULL)
		give_back();
	return p;
}

void *
xrealloc(void *old, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		memory_end();
	return xresize(old, bytes);
}

char *
xstrdup(const char *text)
{
	return slice_dup(slice_of(text));
}

void *
array_copy(const void *array, size_t count, size_t size)
{
	void *copy = xrealloc(NULL, count + (count == 0), size);

	return count > 0 ? memcpy(copy, array, count * size) : copy;
}

char *
slice_dup(struct slice s)
{
	char *copy = xmalloc(s.n + 1);

	if (s.n > 0)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return copy;
}

/* The pool's list of blocks of that size; NULL when it keeps none such. */
static struct arena_block **
pooled(struct arena_pool *p, size_t size)
{
	if (p == NULL)
		return NULL;
	return size == ARENA_FIRST ? &p->first : size == ARENA_BLOCK ? &p->further : NULL;
}

static struct arena_block *
new_block(struct arena *a, size_t size)
{
	size_t least = a->blocks == NULL ? ARENA_FIRST : ARENA_BLOCK;
	size_t room = size > least ? size : least;
	struct arena_block **list = pooled(a->pool, room), *block = list != NULL ? *list : NULL;

	if (block != NULL) {
		*list = block->next;
		a->pool->count--;
	} else {
		block = xmalloc(sizeof *block + room);
		block->size = room;
	}
	return block;
}

void *
arena_room(struct arena *a, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	size_t at = (a->used + align - 1) / align * align;

	if (a->blocks == NULL || at > a->size || size > a->size - at) {
		struct arena_block *block = new_block(a, size);

		block->next = a->blocks;
		a->blocks = block;
		a->size = block->size;
		at = 0;
	}
	a->used = at + size;
	return a->blocks->bytes + at;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_room(a, size), 0, size);
}

char *
arena_slice(struct arena *a, struct slice s)
{
	char *copy = arena_room(a, s.n + 1);

	if (s.n > 0)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return copy;
}

char *
arena_strdup(struct arena *a, const char *text)
{
	return text ? arena_slice(a, slice_of(text)) : NULL;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);
	char room[128];
	int n = vsnprintf(room, sizeof room, format, args);
	va_end(args);
	if (n < 0)
		memory_end();
	char *text = arena_alloc(a, (size_t)n + 1);
	if ((size_t)n < sizeof room)
		memcpy(text, room, (size_t)n + 1);
	else
		vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	return text;
}

void
arena_fetch(const struct arena *a)
{
	int left = FETCHED_MOST;

	for (const struct arena_block *b = a->blocks; b != NULL && left > 0; b = b->next, left--) {
		size_t used = b == a->blocks ? a->used : b->size;

		for (size_t at = 0; at < used && at < ARENA_BLOCK; at += CACHE_LINE)
			__builtin_prefetch(b->bytes + at, 0, 2);
	}
}

void
arena_fetch_first(const struct arena *a)
{
	__builtin_prefetch(a->blocks);
}

void
arena_fetch_room(const struct arena *a, size_t size)
{
	for (size_t at = a->used; at < a->used + size && at < a->size; at += CACHE_LINE)
		__builtin_prefetch(a->blocks->bytes + at, 1);
}

void
arena_release(struct arena *a)
{
	struct arena_pool *pool = a->pool;

	for (struct arena_block *b = a->blocks, *next; b != NULL; b = next) {
		struct arena_block **list = pooled(pool, b->size);

		next = b->next;
		if (list == NULL || pool->count == POOL_MAX) {
			free(b);
			continue;
		}
		b->next = *list;
		*list = b;
		pool->count++;
	}
	*a = ARENA_INIT;
	a->pool = pool;
}

void
arena_pool_release(struct arena_pool *p)
{
	struct arena all = { .blocks = p->first };

	arena_release(&all);
	all.blocks = p->further;
	arena_release(&all);
	*p = (struct arena_pool){ NULL, NULL, 0 };
}
