/* SPDX-License-Identifier: MIT */
#include "input/outline/drawn.h"

#include "base/ascii.h"
#include "input/outline/what.h"

/* A piece of an arrow at the text: how many bytes, 0: none. */
static size_t
dash(struct slice s)
{
	static const struct slice lines[] = { SLICE("-"), SLICE("="), SLICE("\xe2\x94\x80"), SLICE("\xe2\x95\x90") };

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (slice_starts(s, lines[i]))
			return lines[i].n;
	return 0;
}

const char *
drawn_shaft(struct slice line)
{
	for (const char *p = line.p, *end = slice_limit(line); p < end; p++) {
		size_t n = dash(slice_from(p, end));

		if (n > 0 && dash(slice_from(p + n, end)) > 0)
			return p > line.p && p[-1] == '<' ? p - 1 : p;
	}
	return NULL;
}

static const struct slice bar = SLICE("\xe2\x94\x82");

/* The words within the arrow, without what it is drawn with. */
static struct slice
within(struct slice s)
{
	const char *p = s.p, *end = slice_limit(s);
	size_t n;

	while (p < end && (is_blank(*p) || *p == '<' || *p == '|' || dash(slice_from(p, end)) > 0))
		p += (n = dash(slice_from(p, end))) > 0 ? n : 1;
	s = slice_from(p, end);
	for (size_t i = 0; i < s.n; i++) {
		struct slice rest = slice_skip(s, i);

		n = dash(rest);
		if (s.p[i] == '>' || s.p[i] == '|' || slice_starts(rest, bar) || (n > 0 && dash(slice_skip(rest, n)) > 0))
			return slice_trim(slice_head(s, i));
	}
	return slice_trim(s);
}

static bool
is_head(struct slice line, const char *at, bool *left)
{
	const char *right = slice_find(slice_from(at, slice_limit(line)), SLICE(">"));

	*left = *at == '<';
	return *left != (right != NULL && right > at && (right[-1] == '-' || right[-1] == '=' || (unsigned char)right[-1] >= 0x80));
}

/* How many characters stand before it. */
static size_t
column_of(const char *line, const char *at)
{
	size_t n = 0;

	for (; line < at; line++)
		n += ((unsigned char)*line & 0xc0) != 0x80;
	return n;
}

/* The two sides of the arrows that begin there. */
static bool
name_sides(struct outline_steps *all, size_t column, bool left, struct outline_step *out)
{
	static const struct slice sides[OUTLINE_COLUMNS][2] = {
		{ SLICE("1|"), SLICE("|1") }, { SLICE("2|"), SLICE("|2") }, { SLICE("3|"), SLICE("|3") }, { SLICE("4|"), SLICE("|4") },
		{ SLICE("5|"), SLICE("|5") }, { SLICE("6|"), SLICE("|6") }, { SLICE("7|"), SLICE("|7") }, { SLICE("8|"), SLICE("|8") },
	};
	enum { APART = 3 };
	size_t i = 0;

	while (i < all->column_count && (all->columns[i] > column + APART || column > all->columns[i] + APART))
		i++;
	if (i == OUTLINE_COLUMNS)
		return false;
	if (i == all->column_count)
		all->columns[all->column_count++] = column;
	out->from = sides[i][left];
	out->to = sides[i][!left];
	out->drawn = true;
	return true;
}

bool
drawn_label(struct slice line, struct outline_step *out)
{
	for (struct slice rest = line; rest.n > 0;) {
		const char *next = slice_find(rest, bar), *plain = slice_chr(rest, '|');
		bool is_drawn = next != NULL && (plain == NULL || next < plain);
		const char *end = is_drawn ? next : plain != NULL ? plain : slice_limit(rest);

		if (end > rest.p && slice_limit(rest) > end && rest.p > line.p && outline_what(slice_from(rest.p, end), out)) {
			out->what = slice_trim(out->what);
			out->line = line;
			outline_time(slice_from(line.p, rest.p), out);
			return true;
		}
		if (end == slice_limit(rest))
			return false;
		rest = slice_from(end + (is_drawn ? bar.n : 1), slice_limit(rest));
	}
	return false;
}

bool
drawn_read(struct outline_steps *all, struct slice line, const struct outline_step *above, struct outline_step *out)
{
	const char *shaft = drawn_shaft(line);
	struct slice words;
	bool left;

	if (shaft == NULL || !is_head(line, shaft, &left) || slice_find(line, SLICE("<!--")) != NULL)
		return false;
	words = within(slice_from(shaft, slice_limit(line)));
	if (words.n > 0 && outline_what(words, out)) {
		out->line = line;
		outline_time(slice_from(line.p, shaft), out);
	} else if (above->line.n > 0 && (words.n == 0 || words.p[0] == '(')) {
		*out = *above;
	} else {
		return false;
	}
	return name_sides(all, column_of(line.p, shaft), left, out);
}
