/* SPDX-License-Identifier: MIT */
/*
 * Sorting that keeps the order of equals. The C library's sort() does so only while it gets memory for it, and says
 * nothing when it doesn't.
 */
#ifndef SIPERR_BASE_SORT_H
#define SIPERR_BASE_SORT_H

#include <stddef.h>

/* As sort(): n elements of so many bytes; `order` is less than 0 where a comes before b. */
void sort(void *elements, size_t n, size_t size, int (*order)(const void *a, const void *b));

#endif
