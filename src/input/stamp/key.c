/* SPDX-License-Identifier: MIT */
/* Keys of an object's members, and which of them name a time. */
#include "input/stamp/stamp.h"

#include "base/ascii.h"
#include "base/literals.h"

static bool
ends_in(struct slice key, struct slice word)
{
	size_t at = key.n - word.n;

	/* "startTime" and "log_time", but not "lifetime". */
	return key.n >= word.n && slice_eq_nocase(slice_skip(key, at), word) &&
	    (at == 0 || !is_alpha(key.p[at - 1]) || is_upper(key.p[at]));
}

bool
stamp_names_time(struct slice key)
{
	const struct literals *no = &literals_member_no_time, *endings = &literals_member_time;

	for (size_t i = 0; i < no->n; i++)
		if (slice_find_nocase(key, no->p[i]) != NULL)
			return false;
	for (size_t i = 0; i < endings->n; i++)
		if (ends_in(key, endings->p[i]))
			return true;
	return false;
}

struct slice
stamp_key(struct slice line, const char *at)
{
	const char *p = at, *close;

	if (p > line.p && p[-1] == '"')
		p--;
	while (p > line.p && is_blank(p[-1]))
		p--;
	if (p == line.p || p[-1] != ':')
		return SLICE_NONE;
	for (p--; p > line.p && is_blank(p[-1]); p--)
		;
	if (p == line.p || p[-1] != '"')
		return SLICE_NONE;
	close = --p;
	while (p > line.p && p[-1] != '"' && close - p < STAMP_KEY_MOST)
		p--;
	return p > line.p && p[-1] == '"' ? slice_from(p, close) : SLICE_NONE;
}
