/* SPDX-License-Identifier: MIT */
#include "input/outline/step.h"

#include "base/ascii.h"
#include "input/outline/drawn.h"
#include "input/outline/log.h"
#include "input/outline/row.h"
#include "input/outline/what.h"

enum { LINE_LEAST = 5 /* "< BYE" */, LINE_MOST = 400, NAME_MOST = 80 };

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
		while (n < rest.n && is_one_of(rest.p[n], "<-=>"))
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
	if (outline_what(behind, out) && (arrow = find_arrow(out->what, &n, &left)) != NULL) {
		out->to = word_after(slice_from(arrow + n, slice_limit(line)), &rest);
		out->what = slice_trim(slice_from(out->what.p, arrow));
	} else {
		out->to = word_after(behind, &rest);
		if (!outline_what(behind_length(rest), out))
			return false;
	}
	if (left) {
		other = out->from;
		out->from = out->to;
		out->to = other;
	}
	outline_time(slice_from(line.p, out->what.p), out);
	out->drawn = false;
	return is_name(out->from) && is_name(out->to) && !slice_eq(out->from, out->to);
}

/* ---- rows of a table ---- */

static bool
read_cells(const struct outline_head *head, struct slice line, struct outline_step *out)
{
	struct outline_row row;

	if ((!outline_head_row(head, line, &row) && !outline_row_read(&row, line)) || !outline_what(row.what, out))
		return false;
	out->from = row.from;
	out->to = row.to;
	out->call = row.call;
	out->tabled = true;
	out->drawn = false;
	outline_time(slice_from(line.p, row.from.p), out);
	return !slice_eq(out->from, out->to);
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
			if (!is_digit(s.p[n]) && !is_one_of(s.p[n], "[]:.,-/+TZs"))
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
	if (next != NULL || drawn_shaft(behind) != NULL || slice_chr(line, '|') != NULL)
		return false;
	before = behind_time(before);
	if (slice_trim(behind).n > 0 ? before.n > 0 || !outline_what(behind, out) : !outline_what(before, out))
		return false;
	outline_time(slice_from(line.p, out->what.p), out);
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

	if (!outline_log_read(&log, line) || !outline_what(log.what, out))
		return false;
	outline_time(slice_from(line.p, log.what.p), out);
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
	struct outline_head head = { .mark = '\0' };

	out->count = out->column_count = 0;
	while (text.n > 0 && out->count < OUTLINE_STEPS) {
		struct slice line = slice_head(slice_cut(&text, '\n'), LINE_MOST);
		struct outline_step *step = &out->step[out->count];

		while (line.n > 0 && is_space(line.p[line.n - 1]))
			line.n--;
		step->line = slice_trim(line);
		step->refused = step->logged = step->tabled = false;
		step->call = SLICE("");
		if (outline_head_read(&head, step->line))
			continue;
		if (line.n >= LINE_LEAST && (read_named(step->line, step) || read_cells(&head, step->line, step) ||
		    read_nameless(step->line, step) ||
		    drawn_read(out, line, &above, step) || read_logged(step->line, step)))
			out->count++;
		if (!drawn_label(line, &above))
			above.line = SLICE_NONE;
	}
	drop_one_sided(out);
	if (is_newest_first(out))
		turn_round(out);
}
