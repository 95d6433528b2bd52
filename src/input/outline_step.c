/* SPDX-License-Identifier: MIT */
#include "input/outline_step.h"

#include "base/ascii.h"
#include "input/outline_log.h"
#include "input/outline_row.h"
#include "input/stamp.h"
#include "sip/message.h"

enum { LINE_LEAST = 5 /* "< BYE" */, LINE_MOST = 400, NAME_MOST = 80 };

/* ---- what a line is about ---- */

static bool
is_name_end(char c)
{
	return c == ':' || c == ',' || c == '|' || c == ';';
}

/* "INVITE sip:…", "SIP/2.0 200 OK", "486 Busy Here". */
static bool
read_what(struct slice s, struct outline_step *out)
{
	struct slice word;

	s = slice_trim(s);
	while (s.n > 0 && is_name_end(s.p[0]))
		s = slice_trim(slice_skip(s, 1));
	if (slice_starts(s, SLICE("SIP: ")))
		s = slice_skip(s, 5);
	if (slice_starts(s, SLICE("SIP/2.0 ")))
		s = slice_skip(s, 8);
	out->what = s;
	out->method = SLICE("");
	out->code = 0;
	if (s.n >= 3 && s.p[0] >= '1' && s.p[0] <= '6' && is_digit(s.p[1]) && is_digit(s.p[2]) &&
	    (s.n == 3 || (s.p[3] == ' ' && (s.n == 4 || !is_digit(s.p[4]))))) {
		out->code = (unsigned)((s.p[0] - '0') * 100 + (s.p[1] - '0') * 10 + s.p[2] - '0');
		return true;
	}
	word = slice_head(s, slice_span(s, is_alnum));
	if (method_id(word) != METHOD_OTHER)
		out->method = word;
	return out->method.n > 0;
}

/* Wireshark's list has the length before it: "SIP 569 Request: INVITE …". */
static struct slice
behind_length(struct slice s)
{
	static const struct slice labels[] = { SLICE("Request: "), SLICE("Status: ") };

	for (size_t i = 0; i < 2; i++) {
		const char *label = slice_find(slice_head(s, 60), labels[i]);

		if (label != NULL)
			return slice_skip(slice_from(label, slice_limit(s)), labels[i].n);
	}
	return s;
}

static void
read_time(struct slice before, struct outline_step *out)
{
	struct stamp stamp;

	stamp_read(&stamp, before);
	out->time = stamp.kind != STAMP_NO_TIME ? stamp.time : INT64_MIN;
}

/* ---- "a -> b: INVITE" ---- */

/* The last word before an arrow, the first behind it; without the colon that ends it. */
static struct slice
word_before(struct slice s)
{
	const char *p;

	s = slice_trim(s);
	for (p = slice_limit(s); p > s.p && !is_blank(p[-1]) && p[-1] != '|'; p--)
		;
	return slice_from(p, slice_limit(s));
}

static struct slice
word_after(struct slice s, struct slice *rest)
{
	size_t n = 0;

	s = slice_trim(s);
	while (n < s.n && !is_blank(s.p[n]))
		n++;
	*rest = slice_skip(s, n);
	s = slice_head(s, n);
	while (s.n > 0 && is_name_end(s.p[s.n - 1]))
		s.n--;
	return s;
}

static bool
is_name(struct slice s)
{
	size_t letters = 0;

	for (size_t i = 0; i < s.n; i++)
		letters += is_alnum(s.p[i]);
	return letters > 0 && s.n <= NAME_MOST && s.p[0] != '-' && s.p[0] != '<' && !slice_starts(s, SLICE("SIP/"));
}

/* The first arrow of the line: how long it is, and whether it points to the left. */
static const char *
find_arrow(struct slice line, size_t *length, bool *left)
{
	static const struct { struct slice text; bool left; } arrows[] = {
		{ SLICE("\xe2\x86\x92"), false }, { SLICE("\xe2\x86\x90"), true }, { SLICE(" > "), false }, { SLICE(" < "), true },
	};

	for (const char *p = line.p, *end = slice_limit(line); p < end; p++) {
		struct slice rest = slice_from(p, end);
		size_t n = 0;

		for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
			if (slice_starts(rest, arrows[i].text)) {
				*length = arrows[i].text.n;
				*left = arrows[i].left;
				return p;
			}
		while (n < rest.n && rest.p[n] != '\0' && strchr("<-=>", rest.p[n]) != NULL)
			n++;
		if (n >= 2 && (rest.p[0] == '<') != (rest.p[n - 1] == '>')) {
			*length = n;
			*left = rest.p[0] == '<';
			return p;
		}
		p += n > 0 ? n - 1 : 0;
	}
	return NULL;
}

static bool
read_named(struct slice line, struct outline_step *out)
{
	struct slice behind, rest, other;
	const char *arrow;
	size_t n;
	bool left;

	if ((arrow = find_arrow(line, &n, &left)) == NULL)
		return false;
	out->from = word_before(slice_from(line.p, arrow));
	behind = slice_from(arrow + n, slice_limit(line));
	/* "a ---> INVITE ---> b" */
	if (read_what(behind, out) && (arrow = find_arrow(out->what, &n, &left)) != NULL) {
		out->to = word_after(slice_from(arrow + n, slice_limit(line)), &rest);
		out->what = slice_trim(slice_from(out->what.p, arrow));
	} else {
		out->to = word_after(behind, &rest);
		if (!read_what(behind_length(rest), out))
			return false;
	}
	if (left) {
		other = out->from;
		out->from = out->to;
		out->to = other;
	}
	read_time(slice_from(line.p, out->what.p), out);
	out->drawn = false;
	return is_name(out->from) && is_name(out->to) && !slice_eq(out->from, out->to);
}

/* ---- rows of a table ---- */

static bool
read_cells(struct slice line, struct outline_step *out)
{
	struct outline_row row;

	if (!outline_row_read(&row, line) || !read_what(row.what, out))
		return false;
	out->from = row.from;
	out->to = row.to;
	out->drawn = false;
	read_time(slice_from(line.p, row.from.p), out);
	return !slice_eq(out->from, out->to);
}

/* ---- drawings: "|----INVITE---->|", the words in the arrow or on the line above it ---- */

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

/* Where two or more begin, with the head before them. */
static const char *
find_shaft(struct slice line)
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

/* A cell of the line that says what the arrow below it is. */
static bool
read_label(struct slice line, struct outline_step *out)
{
	for (struct slice rest = line; rest.n > 0;) {
		const char *next = slice_find(rest, bar), *plain = slice_chr(rest, '|');
		bool is_drawn = next != NULL && (plain == NULL || next < plain);
		const char *end = is_drawn ? next : plain != NULL ? plain : slice_limit(rest);

		if (end > rest.p && slice_limit(rest) > end && rest.p > line.p && read_what(slice_from(rest.p, end), out)) {
			out->what = slice_trim(out->what);
			out->line = line;
			read_time(slice_from(line.p, rest.p), out);
			return true;
		}
		if (end == slice_limit(rest))
			return false;
		rest = slice_from(end + (is_drawn ? bar.n : 1), slice_limit(rest));
	}
	return false;
}

/* `above`: what the line above said, if anything. */
static bool
read_drawn(struct outline_steps *all, struct slice line, struct outline_step *above, struct outline_step *out)
{
	const char *shaft = find_shaft(line);
	struct slice words;
	bool left;

	if (shaft == NULL || !is_head(line, shaft, &left) || slice_find(line, SLICE("<!--")) != NULL)
		return false;
	words = within(slice_from(shaft, slice_limit(line)));
	if (words.n > 0 && words.p[0] != '(' && read_what(words, out)) {
		out->line = line;
		read_time(slice_from(line.p, shaft), out);
	} else if (above->line.n > 0 && (words.n == 0 || words.p[0] == '(')) {
		*out = *above;
	} else {
		return false;
	}
	return name_sides(all, column_of(line.p, shaft), left, out);
}

/* ---- "INVITE -->", "<-- 488 Not Acceptable Here": two sides without names ---- */

/* "[2026-03-01 10:00:00] INVITE" → "INVITE"; a number alone is a code. */
static struct slice
behind_time(struct slice s)
{
	for (;;) {
		bool number = true;
		size_t n = 0;

		s = slice_trim(s);
		for (; n < s.n && !is_blank(s.p[n]); n++) {
			if (!is_digit(s.p[n]) && strchr("[]:.,-/+TZs", s.p[n]) == NULL)
				return s;
			number = number && is_digit(s.p[n]);
		}
		if (number)
			return s;
		s = slice_skip(s, n);
	}
}

static bool
read_nameless(struct slice line, struct outline_step *out)
{
	static const struct slice side[2] = { SLICE("|"), SLICE("||") };
	struct slice before, behind;
	const char *arrow, *next;
	size_t n, m;
	bool left, other;

	if ((arrow = find_arrow(line, &n, &left)) == NULL)
		return false;
	before = slice_from(line.p, arrow);
	behind = slice_from(arrow + n, slice_limit(line));
	next = find_arrow(behind, &m, &other);
	if (next != NULL || find_shaft(behind) != NULL || slice_chr(line, '|') != NULL)
		return false;
	before = behind_time(before);
	if (slice_trim(behind).n > 0 ? before.n > 0 || !read_what(behind, out) : !read_what(before, out))
		return false;
	read_time(slice_from(line.p, out->what.p), out);
	out->from = side[left];
	out->to = side[!left];
	out->drawn = true;
	return true;
}

/* ---- "TX REGISTER", "received 401 Unauthorized" ---- */

static bool
read_logged(struct slice line, struct outline_step *out)
{
	static const struct slice side[2] = { SLICE(">"), SLICE("<") };
	struct outline_log log;

	if (!outline_log_read(&log, line) || !read_what(log.what, out))
		return false;
	read_time(slice_from(line.p, log.what.p), out);
	out->from = side[log.received];
	out->to = side[!log.received];
	out->drawn = out->logged = true;
	return true;
}

/* A log that tells of one direction alone shows no silence. */
static void
drop_one_sided(struct outline_steps *all)
{
	size_t n = 0;
	unsigned sides = 0;

	for (size_t i = 0; i < all->count; i++)
		sides |= all->step[i].logged ? 1u << (all->step[i].from.p[0] == '<') : 0;
	if (sides == 3)
		return;
	for (size_t i = 0; i < all->count; i++)
		if (!all->step[i].logged)
			all->step[n++] = all->step[i];
	all->count = n;
}

/* The text begins with what happened last. */
static bool
is_newest_first(const struct outline_steps *all)
{
	for (size_t i = 1; i < all->count; i++)
		if (all->step[i].time == INT64_MIN || all->step[i].time > all->step[i - 1].time)
			return false;
	return all->count > 1 && all->step[0].time > all->step[all->count - 1].time;
}

static void
turn_round(struct outline_steps *all)
{
	for (size_t i = 0, j = all->count - 1; i < j; i++, j--) {
		struct outline_step step = all->step[i];

		all->step[i] = all->step[j];
		all->step[j] = step;
	}
}

void
steps_read(struct outline_steps *out, struct slice text)
{
	struct outline_step above = { .line = SLICE_NONE };

	out->count = out->column_count = 0;
	while (text.n > 0 && out->count < OUTLINE_STEPS) {
		struct slice line = slice_head(slice_cut(&text, '\n'), LINE_MOST);
		struct outline_step *step = &out->step[out->count];

		while (line.n > 0 && is_space(line.p[line.n - 1]))
			line.n--;
		step->line = slice_trim(line);
		step->refused = step->logged = false;
		if (line.n >= LINE_LEAST && (read_named(step->line, step) || read_cells(step->line, step) || read_nameless(step->line, step) ||
		    read_drawn(out, line, &above, step) || read_logged(step->line, step)))
			out->count++;
		if (!read_label(line, &above))
			above.line = SLICE_NONE;
	}
	drop_one_sided(out);
	if (is_newest_first(out))
		turn_round(out);
}
