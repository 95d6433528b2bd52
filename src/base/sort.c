/* SPDX-License-Identifier: MIT */
#include "base/sort.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

typedef int (*order_fn)(const void *a, const void *b);

/* Two sorted stretches that follow each other, `from` to `middle` to `end`, into one. */
static void
merge(const char *from, const char *middle, const char *end, char *to, size_t size, order_fn order)
{
	for (const char *a = from, *b = middle; a < middle || b < end; to += size) {
		const char **next = b == end || (a < middle && order(a, b) <= 0) ? &a : &b;

		memcpy(to, *next, size);
		*next += size;
	}
}

static bool
is_sorted(const char *p, size_t n, size_t size, order_fn order)
{
	for (size_t i = 1; i < n; i++)
		if (order(p + (i - 1) * size, p + i * size) > 0)
			return false;
	return true;
}

void
sort(void *elements, size_t n, size_t size, order_fn order)
{
	char *from = elements, *spare, *to;

	if (n < 2 || is_sorted(from, n, size, order))
		return;
	to = spare = xrealloc(NULL, n, size);
	for (size_t run = 1; run < n; run *= 2) {
		for (size_t at = 0; at < n; at += 2 * run) {
			size_t middle = n - at < run ? n : at + run, end = n - at < 2 * run ? n : at + 2 * run;

			merge(from + at * size, from + middle * size, from + end * size, to + at * size, size, order);
		}
		char *merged = to;
		to = from;
		from = merged;
	}
	if (from == spare)
		memcpy(elements, spare, n * size);
	free(spare);
}
