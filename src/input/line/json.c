/* SPDX-License-Identifier: MIT */
#include "input/line/json.h"

#include <string.h>

#include "base/ascii.h"

const char *
string_end(const char *p, const char *end, char quote)
{
	while (p < end && *p != quote)
		p += *p == '\\' ? 2 : 1;
	return p < end ? p : NULL;
}

struct slice
string_at(const char *quote, const char *end)
{
	const char *close = string_end(quote + 1, end, '"');

	return close != NULL ? slice_from(quote + 1, close) : SLICE_NONE;
}

bool
member_next(struct slice *rest, struct slice *name)
{
	const char *colon = slice_find(*rest, SLICE("\":"));

	if (colon == NULL)
		return false;
	const char *open = memrchr(rest->p, '"', (size_t)(colon - rest->p));

	*name = open != NULL ? slice_from(open + 1, colon) : SLICE("");
	*rest = slice_from(colon + 2, slice_limit(*rest));
	return true;
}

struct slice
member_named(struct slice text, struct slice name)
{
	const char *end = slice_limit(text), *p = text.p;

	while ((p = slice_find(slice_from(p, end), name)) != NULL) {
		bool quoted = p > text.p && p[-1] == '"';

		p += name.n;
		if (!quoted || p == end || *p != '"')
			continue;
		for (p++; p < end && is_blank(*p); p++)
			;
		if (p == end || *p != ':')
			continue;
		for (p++; p < end && is_blank(*p); p++)
			;
		return slice_from(p, end);
	}
	return SLICE_NONE;
}
