/* SPDX-License-Identifier: MIT */
/* A list of C strings. Nobody owns them through it; the functions below let the list itself grow in an arena. */
#ifndef SIPERR_BASE_STRINGS_H
#define SIPERR_BASE_STRINGS_H

#include "base/memory.h"

struct strings {
	const char **p;
	size_t n;
};

/* Puts `text` at the end, as it is: no copy. *cap, 0 for an empty list, is for this alone. */
void strings_add(struct strings *to, size_t *cap, const char *text, struct arena *a);
bool strings_have(const struct strings *s, const char *text);

#endif
