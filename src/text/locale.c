/* SPDX-License-Identifier: MIT */
#include "text/locale.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uloc.h>

#include "base/ascii.h"

enum { NAME_MAX_LENGTH = 63 };

static bool
is_posix(struct slice name)
{
	return slice_empty(name) || slice_eq(name, SLICE("C")) || slice_eq(name, SLICE("POSIX"));
}

/* The language, script and region: what stands before a character set, a variant or a BCP 47 extension. */
static struct slice
stem(struct slice name)
{
	size_t n = 0;

	while (n < name.n && (is_alnum(name.p[n]) || name.p[n] == '_' || name.p[n] == '-'))
		n++;
	return slice_head(name, n);
}

void
locale_name(struct slice name, char *out, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	char asked[NAME_MAX_LENGTH + 1];
	struct slice s = stem(slice_trim(name));
	size_t language = slice_span(s, is_alpha);

	if (is_posix(s) || s.n > NAME_MAX_LENGTH || language < 2 || language > 3) {
		snprintf(out, size, "en");
		return;
	}
	snprintf(asked, sizeof asked, "%.*s", SLICE_ARG(s));
	int32_t n = uloc_getName(asked, out, (int32_t)size, &status);
	if (U_FAILURE(status) || n <= 0 || (size_t)n >= size)
		snprintf(out, size, "en");
}

/* The first that is set and not empty, as setlocale() has it. */
static struct slice
first_set(const char *const *names)
{
	for (; *names != NULL; names++) {
		const char *value = getenv(*names);

		if (value != NULL && value[0] != '\0')
			return slice_of(value);
	}
	return SLICE_NONE;
}

void
locale_from_environment(char *out, size_t size)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG", NULL };

	locale_name(first_set(names), out, size);
}

/* A locale without a named character set has an older one by default; a name of our day means UTF-8. */
const char *
locale_charset(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG", NULL };
	static char charset[NAME_MAX_LENGTH + 1];
	struct slice value = first_set(names), rest = value;

	if (is_posix(stem(value)) && slice_chr(value, '.') == NULL)
		return "US-ASCII";
	slice_cut(&rest, '.');
	rest = slice_cut(&rest, '@');
	if (slice_empty(rest))
		return "UTF-8";
	snprintf(charset, sizeof charset, "%.*s", SLICE_ARG(rest));
	return charset;
}

const char *
locale_icu_version(void)
{
	static char text[U_MAX_VERSION_STRING_LENGTH];
	UVersionInfo version;

	u_getVersion(version);
	u_versionToString(version, text);
	return text;
}
