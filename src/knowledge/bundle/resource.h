/* SPDX-License-Identifier: MIT */
/* Reading one ICU resource: UTF-16 to UTF-8, arrays to strings. Only for src/knowledge and the tools that build it. */
#ifndef SIPERR_KNOWLEDGE_BUNDLE_RESOURCE_H
#define SIPERR_KNOWLEDGE_BUNDLE_RESOURCE_H

#include <unicode/ures.h>

#include "base/strings.h"

/* Resources as UTF-8. An array gives its strings, a string itself. */
const char *bundle_string(UResourceBundle *r, struct arena *a);
struct strings bundle_strings(UResourceBundle *r, struct arena *a);
/* A member of a table; NULL when it isn't there. Close it. */
UResourceBundle *bundle_member(UResourceBundle *table, const char *key);
/*
 * One member of a table or an array after the other: *i begins at 0, *member is NULL before the first and once there is
 * none left, NULL as a table has none. Who leaves before the end closes *member.
 */
bool bundle_next(UResourceBundle *table, int32_t *i, UResourceBundle **member);
const char *utf8_of(const UChar *s, int32_t n, struct arena *a);
/* The same of what a bundle says. */
const char *utf8_of_text(const UChar *s, int32_t n, struct arena *a);

#endif
