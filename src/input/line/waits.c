/* SPDX-License-Identifier: MIT */
#include "input/line/waits.h"

#include "base/ascii.h"
#include "base/place.h"

/* "00:00:00.020000" at the text, with six digits or nine: its length, 0: none. */
static size_t
read_wait(struct slice text, int64_t *wait)
{
	static const int64_t units[] = { 3600, 60, 1 };
	enum { CLOCK = 9, MICRO = 6, NANO = 9 };
	uint64_t part;
	size_t n;

	*wait = 0;
	for (size_t i = 0; i < 3; i++) {
		if (slice_span(slice_head(slice_skip(text, 3 * i), 3), is_digit) != 2 || text.n < 3 * i + 3 ||
		    text.p[3 * i + 2] != (i < 2 ? ':' : '.'))
			return 0;
		slice_digits(slice_skip(text, 3 * i), &part);
		*wait += (int64_t)part * units[i] * TIME_SECOND;
	}
	text = slice_skip(text, CLOCK);
	n = slice_span(text, is_digit);
	if ((n != MICRO && n != NANO) || text.n == n || text.p[n] != ' ')
		return 0;
	slice_digits(slice_head(text, MICRO), &part);
	*wait += (int64_t)part;
	return CLOCK + n;
}

size_t
waits_number(struct slice line)
{
	enum { WIDTH = 5 };
	size_t blanks = slice_span(line, is_blank), digits = slice_span(slice_skip(line, blanks), is_digit);

	return digits > 0 && blanks + digits >= WIDTH && slice_starts(slice_skip(line, blanks + digits), SLICE("  ")) ?
	    blanks + digits + 2 : 0;
}

/* Where the wait stands in the line, behind a sign and, with -#, the packet's number; its length, 0: none. */
static size_t
find_wait(struct slice line, size_t *at, int64_t *wait)
{
	size_t n;

	*at = waits_number(line);
	if (line.n <= *at || (line.p[*at] != ' ' && line.p[*at] != '-'))
		return 0;
	n = read_wait(slice_skip(line, *at + 1), wait);
	if (n > 0 && line.p[*at] == '-')
		*wait = -*wait;
	return n;
}

bool
waits_look(struct slice head)
{
	enum { LEAST = 3, FEW = 4 };	/* times that grow stand still, or fall by what packets overtake, now and then */
	size_t lines = 0, falls = 0, at;
	int64_t wait, before = 0;

	while (head.n > 0) {
		struct slice line = slice_cut(&head, '\n');

		if (line.n == 0 || (line.p[0] != ' ' && line.p[0] != '-') || find_wait(line, &at, &wait) == 0)
			continue;
		falls += lines > 0 && wait <= before;
		before = wait;
		lines++;
	}
	return lines >= LEAST && falls * FEW >= lines;
}

void
waits_add(int64_t *passed, struct slice line, struct buf *out)
{
	int64_t wait;
	size_t at, n = find_wait(line, &at, &wait);

	if (n > 0) {
		*passed = *passed + wait > 0 ? *passed + wait : 0;
		buf_add(out, slice_head(line, at));
		buf_addf(out, " %02d:%02d:%02d.%06d", (int)(*passed / (3600 * TIME_SECOND) % 24), (int)(*passed / (60 * TIME_SECOND) % 60),
		    (int)(*passed / TIME_SECOND % 60), (int)(*passed % TIME_SECOND));
		line = slice_skip(line, at + 1 + n);
	}
	buf_add(out, line);
	buf_addc(out, '\n');
}
