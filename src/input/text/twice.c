/* SPDX-License-Identifier: MIT */
#include "input/text/twice.h"

#include "base/ascii.h"
#include "input/line/form.h"
#include "input/outline/lead.h"

/* No packet begins there, so what stands in it belongs to the packet above. */
static bool
is_within_packet(struct slice between)
{
	while (between.n > 0)
		if (lead_time(slice_cut(&between, '\n')) > 0)
			return false;
	return true;
}

/*
 * How many lines the two have in common, where one is the other as far as it goes: both may be cut, and only one has the returns at
 * the ends of its lines. 0: it is another.
 */
static size_t
common_lines(struct slice a, struct slice b)
{
	size_t lines = 0;

	while (a.n > 0 && b.n > 0) {
		struct slice x = slice_trim(slice_cut(&a, '\n')), y = slice_trim(slice_cut(&b, '\n'));

		if (x.n == 0 || y.n == 0)	/* the headers end, or what is there of them */
			break;
		if (!slice_eq(x, y) && (lines == 0 || (!slice_starts(x, y) && !slice_starts(y, x))))
			return 0;
		lines++;
	}
	return lines;
}

bool
twice_in_bytes(struct slice before)
{
	enum { IP4 = 'E', IP6 = '`', LEAST = 28 };

	return before.n >= LEAST && (before.p[0] == IP4 || before.p[0] == IP6);
}

bool
text_is_twice(struct text_scanner *s, const char *at, const struct draft *d)
{
	struct slice before = line_before(s->window.p + s->done, at), between;
	bool decoded = slice_eq(before, SLICE("\t")), twice = false;
	enum { SURE = 3 };
	size_t lines;

	if (s->decoded.n > 0 && !decoded && !d->dissected && at >= s->window.p + s->decoded_to) {
		between = slice_from(s->window.p + s->decoded_to, at);
		lines = common_lines(buf_slice(&s->decoded), d->bytes);
		twice = (lines >= SURE || (lines > 0 && twice_in_bytes(before))) && between.n < CONTEXT && is_within_packet(between);
	}
	buf_reset(&s->decoded);
	if (decoded && d->end >= at && d->end <= s->window.p + s->window.n) {
		buf_add(&s->decoded, d->bytes);
		s->decoded_to = (size_t)(d->end - s->window.p);
	}
	return twice;
}
