/* SPDX-License-Identifier: MIT */
/* Reading one resource: ICU's UTF-16 to UTF-8, arrays to strings. */
#include <unicode/ustring.h>

#include "knowledge/bundle/resource.h"

static char *
convert(const UChar *s, int32_t n, struct arena *a)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t bytes = 0;
	char *text = arena_alloc(a, 3 * (size_t)n + 1);

	u_strToUTF8WithSub(text, 3 * n + 1, &bytes, s, n, 0xfffd, NULL, &status);
	return text;
}

const char *
utf8_of(const UChar *s, int32_t n, struct arena *a)
{
	return convert(s, n, a);
}

/* U+FDD0 … U+FDEF are no characters; siperr's output marks with them what is its own (report/escape.h). */
const char *
utf8_of_text(const UChar *s, int32_t n, struct arena *a)
{
	char *text = convert(s, n, a);

	for (char *p = text; (p = strstr(p, "\xef\xb7")) != NULL; p += 2)
		if ((unsigned char)p[2] >= 0x90 && (unsigned char)p[2] < 0xb0) {
			p[1] = (char)0xbf;	/* U+FFFD */
			p[2] = (char)0xbd;
		}
	return text;
}

const char *
bundle_string(UResourceBundle *r, struct arena *a)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0;
	const UChar *s = ures_getString(r, &n, &status);

	return U_SUCCESS(status) ? utf8_of_text(s, n, a) : NULL;
}

struct strings
bundle_strings(UResourceBundle *r, struct arena *a)
{
	struct strings out = { NULL, 0 };
	int32_t count = r ? ures_getSize(r) : 0;

	if (count <= 0)
		return out;
	out.p = arena_alloc(a, (size_t)count * sizeof *out.p);
	for (int32_t i = 0; i < count; i++) {
		UErrorCode status = U_ZERO_ERROR;
		int32_t n = 0;
		const UChar *s = ures_getStringByIndex(r, i, &n, &status);

		if (U_SUCCESS(status))
			out.p[out.n++] = utf8_of_text(s, n, a);
	}
	return out;
}

UResourceBundle *
bundle_member(UResourceBundle *table, const char *key)
{
	UErrorCode status = U_ZERO_ERROR;

	if (table == NULL || ures_getType(table) != URES_TABLE)
		return NULL;
	UResourceBundle *r = ures_getByKey(table, key, NULL, &status);
	if (U_SUCCESS(status))
		return r;
	ures_close(r);
	return NULL;
}

bool
bundle_next(UResourceBundle *table, int32_t *i, UResourceBundle **member)
{
	int32_t n = table != NULL ? ures_getSize(table) : 0;

	while (*i < n) {
		UErrorCode status = U_ZERO_ERROR;

		*member = ures_getByIndex(table, (*i)++, *member, &status);
		if (U_SUCCESS(status))
			return true;
	}
	ures_close(*member);
	*member = NULL;
	return false;
}
