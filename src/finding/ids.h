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

/* Does it name no more than a number that came, a code of SIP or a cause of Q.850? */
static inline bool
id_is_bare(const char *id)
{
	return id_is_of(id, "code") || id_is_of(id, "q850");
}

/* Is it the entry of that code, three digits? */
static inline bool
id_is_code(const char *id, const char *code)
{
	return id_is_of(id, "code") && strcmp(id + sizeof "code." - 1, code) == 0;
}

/* The code whose entry it is, 486 of "code.486"; 0: it is none, or that of a class or a variant. */
static inline unsigned
id_code(const char *id)
{
	const char *p = id + sizeof "code." - 1;
	unsigned code = 0;

	if (!id_is_of(id, "code"))
		return 0;
	for (; *p >= '0' && *p <= '9' && code < 1000; p++)
		code = 10 * code + (unsigned)(*p - '0');
	return *p == '\0' ? code : 0;
}

#endif
