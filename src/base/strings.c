/* SPDX-License-Identifier: MIT */
#include "base/strings.h"

#include <string.h>

void
strings_add(struct strings *to, size_t *cap, const char *text, struct arena *a)
{
	if (to->n == *cap) {
		*cap = *cap ? 2 * *cap : 8;
		const char **wider = arena_alloc(a, *cap * sizeof *wider);
		if (to->n > 0)
			memcpy(wider, to->p, to->n * sizeof *wider);
		to->p = wider;
	}
	to->p[to->n++] = text;
}

bool
strings_have(const struct strings *s, const char *text)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->p[i], text) == 0)
			return true;
	return false;
}
