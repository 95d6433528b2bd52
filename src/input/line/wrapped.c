/* SPDX-License-Identifier: MIT */
#include "input/line/wrapped.h"

#include "base/ascii.h"
#include "sip/header_line.h"

/* "Via: SIP/2.0/UDP": host and port must follow. */
bool
wrap_bare_via(struct slice line)
{
	const char *blank;

	if (!slice_starts_nocase(line, SLICE("Via:")) && !slice_starts_nocase(line, SLICE("v:")))
		return false;
	line = slice_trim(slice_skip(line, (size_t)(slice_chr(line, ':') - line.p) + 1));
	blank = slice_chr(line, ' ');
	return slice_starts_nocase(line, SLICE("SIP/")) && (blank == NULL || slice_trim(slice_from(blank, slice_limit(line))).n == 0);
}

/* How long the first word of a line is: one that did not fit on the line before was put on its own. */
size_t
wrap_first_word(struct slice line)
{
	size_t n = 0;

	while (n < line.n && !is_blank(line.p[n]))
		n++;
	return n;
}

/* A quote is open at the end of the line: what looks like a header's name in the next is not one. */
bool
wrap_open_quote(struct slice line)
{
	bool open = false;

	for (size_t i = 0; i < line.n; i++)
		open ^= line.p[i] == '"';
	return open;
}

/* Widths at which terminals and old mailers cut, whatever stands there. */
static bool
is_usual_width(size_t n)
{
	static const uint8_t widths[] = { 70, 72, 74, 75, 76, 77, 78, 79, 80, 100, 120, 132 };

	for (size_t i = 0; i < sizeof widths; i++)
		if (n == widths[i])
			return true;
	return false;
}

bool
wrap_at_blanks(struct reader lines)
{
	struct line line = { .text = SLICE("") }, next;
	size_t width = 0, count = 0;
	struct slice name;
	bool open = false;	/* a quote, in the value so far */

	for (int i = 0; i < 60 && reader_next(&lines, &next) == LINE_OK && next.text.n > 0; i++, line = next) {
		bool folded = is_blank(next.text.p[0]);
		bool begins = line.text.n == 0 || (!folded && !open && header_name_of(next.text, &name));

		open = wrap_open_quote(next.text) ^ (open && !begins);
		if (begins || folded)
			continue;
		count++;
		if (width != 0 && line.text.n != width)
			return true;
		width = line.text.n;
	}
	return count < 2 && !is_usual_width(width);
}
