/* SPDX-License-Identifier: MIT */
/* Which language and character set the user wants: BCP 47 tags and POSIX names (es-MX, ru_RU.UTF-8). */
#ifndef SIPERR_TEXT_LOCALE_H
#define SIPERR_TEXT_LOCALE_H

#include "base/slice.h"

/* "ru_RU.KOI8-R@x" or "ru-RU" → ICU's "ru_RU"; "C", "POSIX", "" and rubbish → "en". Into `out`, always NUL-terminated. */
void locale_name(struct slice name, char *out, size_t size);

/* LC_ALL, LC_MESSAGES, LANG, in this order, the first that is set and not empty; "en" when none is. */
void locale_from_environment(char *out, size_t size);

/* The character set of the locale for output (from LC_ALL, LC_CTYPE, LANG); "US-ASCII" for C and POSIX. */
const char *locale_charset(void);

/* ICU's version: "72.1". */
const char *locale_icu_version(void);

#endif
