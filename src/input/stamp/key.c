/* SPDX-License-Identifier: MIT */
/* Keys of an object's members, and which of them name a time. */
#include "input/stamp/stamp.h"

#include "base/ascii.h"

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
	static const struct slice not_those[] = { SLICE("monotonic"), SLICE("expire"), SLICE("elapsed"), SLICE("uptime") };

	for (size_t i = 0; i < sizeof not_those / sizeof *not_those; i++)
		if (slice_find_nocase(key, not_those[i]) != NULL)
			return false;
	return slice_eq(key, SLICE("timeSeconds")) || ends_in(key, SLICE("ts")) || ends_in(key, SLICE("time")) ||
	    ends_in(key, SLICE("timestamp")) ||
	    ends_in(key, SLICE("date")) || ends_in(key, SLICE("datetime")) || ends_in(key, SLICE("epoch"));
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
