/* SPDX-License-Identifier: MIT */
/* Ids of entries: a family, a dot, and what it is called there ("code.486", "media.one-way"). */
#ifndef SIPERR_FINDING_IDS_H
#define SIPERR_FINDING_IDS_H

#include <stdbool.h>
#include <string.h>

/* Is it one of the family ("code", "symptom")? */
static inline bool
id_is_of(const char *id, const char *family)
{
	size_t n = strlen(family);

	return strncmp(id, family, n) == 0 && id[n] == '.';
}

/* Is it the entry of that code, three digits? */
static inline bool
id_is_code(const char *id, const char *code)
{
	return id_is_of(id, "code") && strcmp(id + sizeof "code." - 1, code) == 0;
}

#endif
