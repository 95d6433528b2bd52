/* SPDX-License-Identifier: MIT */
#include "diagnose/story_near.h"

#include <string.h>

#include "base/ascii.h"

static uint64_t
lines_between(const struct place *a, const struct place *b)
{
	return a->line > b->line ? a->line - b->line : b->line - a->line;
}

bool
is_near(const struct place *a, const struct place *b, int64_t time, uint64_t lines)
{
	if (a->time != NO_TIME && b->time != NO_TIME && a->time_of_day == b->time_of_day)
		return (a->time > b->time ? a->time - b->time : b->time - a->time) <= time;
	return same_file(a->file, b->file) && a->line > 0 && b->line > 0 && lines_between(a, b) <= lines;
}

bool
both(struct slice a, struct slice b)
{
	return a.n > 0 && b.n > 0;
}

bool
same_name(struct slice a, struct slice b)
{
	struct slice shorter = a.n < b.n ? a : b, longer = a.n < b.n ? b : a;

	if (shorter.n < 2 || !slice_starts(longer, shorter))
		return false;
	return longer.n == shorter.n || is_one_of(longer.p[shorter.n], "@:/");
}

struct slice
host_in(struct slice name)
{
	const char *at = name.n > 0 ? memrchr(name.p, '@', name.n) : NULL;

	return at != NULL ? slice_from(at + 1, slice_limit(name)) : name;
}
