/* SPDX-License-Identifier: MIT */
/*
 * Sorting that keeps the order of equals. The C library's sort() does so only while it gets memory for it, and says
 * nothing when it doesn't. And finding in what is sorted.
 */
#ifndef SIPERR_BASE_SORT_H
#define SIPERR_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

/* As sort(): n elements of so many bytes; `order` is less than 0 where a comes before b. */
void sort(void *elements, size_t n, size_t size, int (*order)(const void *a, const void *b));

/* Of n rows that begin with a uint32_t, and are sorted by it, the first that begins with `key`; NULL. */
static inline const void *
sorted_find(const void *rows, size_t n, size_t size, uint32_t key)
{
	const char *p = rows;
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (*(const uint32_t *)(const void *)(p + middle * size) < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && *(const uint32_t *)(const void *)(p + low * size) == key ? p + low * size : NULL;
}

#endif
