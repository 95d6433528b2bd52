/* SPDX-License-Identifier: MIT */
#include "input/line/words.h"

#include "base/ascii.h"
#include "input/line/search.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

bool
start_somewhere(struct slice line)
{
	const char *hit, *end = line.p + line.n;
	struct start start;

	for (struct slice rest = line; (hit = search_version(rest)) != NULL; rest = slice_from(hit + 4, end))
		if (start_find(&start, line.p, hit, end))
			return true;
	return false;
}

/* "[2026-…", "21:04:11": how log lines begin, and not "48-270fbcc67161", the rest of what was cut at the edge of a page. */
static bool
begins_with_time(struct slice line)
{
	size_t i = 0, digits = 0, more;

	while (i < line.n && (line.p[i] == '[' || line.p[i] == '*' || line.p[i] == '.'))
		i++;
	for (; i < line.n && is_digit(line.p[i]); i++)
		digits++;
	if ((digits != 2 && digits != 4) || i + 1 >= line.n || !is_one_of(line.p[i], ":-/"))
		return false;
	more = slice_span(slice_skip(line, i + 1), is_digit);
	i += 1 + more;
	return (more == 1 || more == 2) && (i == line.n || !is_alnum(line.p[i]));
}

bool
border_line(struct slice line)
{
	static const char *const starts[] = {
		"---", "===", "~~~", "***", "___", "<---", "```", "]]>", "}", "|||", "--end", "--start", "$$", "</", "U ", "T ", "I ",
		"recv ", "send ", "Frame ", "[Time:", "#", "\"", "'", "+++", "<1", "//", "--\0",
	};

	for (size_t i = 0; i < COUNT(starts); i++)
		if (line.n > 0 && line.p[0] == starts[i][0] && slice_starts(line, slice_of(starts[i])))
			return true;
	return begins_with_time(line);
}
