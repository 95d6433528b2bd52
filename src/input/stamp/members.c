/* SPDX-License-Identifier: MIT */
/* The time among the members of a JSON object, by the name of its key. */
#include "input/stamp/stamp.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "input/line/json.h"

enum { LINES_AROUND = 80, OBJECT_MOST = 64 * 1024 };

void
stamp_take_time(struct stamp *out, struct slice value)
{
	enum stamp_time kind;
	int64_t time;

	if (value.n > 0 && value.p[0] == '"')
		value = slice_skip(value, 1);
	value = slice_head(value, 80);
	if (stamp_epoch(value, &time) > 0)
		kind = STAMP_DATE;
	else if (stamp_time(value, &kind, &time) == 0)
		return;
	out->kind = kind;
	out->time = time;
}

/* The first member whose key names a time and whose value is one. */
static void
find_member(struct stamp *out, struct slice text)
{
	const char *p = text.p, *end = slice_limit(text);

	while (out->kind == STAMP_NO_TIME && (p = memchr(p, '"', (size_t)(end - p))) != NULL) {
		struct slice key = string_at(p, end);

		if (key.p == NULL)
			return;
		for (p = slice_limit(key) + 1; p < end && is_blank(*p); p++)
			;
		if (p == end || *p != ':' || key.n > STAMP_KEY_MOST || !stamp_names_time(key))
			continue;
		for (p++; p < end && is_blank(*p); p++)
			;
		stamp_take_time(out, slice_from(p, end));
	}
}

static struct slice
line_above(const char *begin, const char *at)
{
	const char *feed = at > begin ? memrchr(begin, '\n', (size_t)(at - 1 - begin)) : NULL;

	return slice_trim(slice_from(feed != NULL ? feed + 1 : begin, at));
}

static bool
opens(struct slice line)
{
	return line.n > 0 && (line.p[line.n - 1] == '{' || line.p[line.n - 1] == '[');
}

static bool
closes(struct slice line)
{
	return line.n > 0 && (line.p[0] == '}' || line.p[0] == ']');
}

const char *
object_begin(const char *begin, const char *at)
{
	const char *p = at;
	int inside = 0;

	for (int i = 0; i < LINES_AROUND && p > begin && at - p < OBJECT_MOST; i++) {
		struct slice line = line_above(begin, p);

		p = line.n > 0 ? line.p : p - 1;
		while (p > begin && p[-1] != '\n')
			p--;
		if (closes(line))
			inside++;
		if (opens(line) && --inside < 0 && line.p[0] == '{')
			return p;
	}
	return at;
}

/* What follows of it: up to the next object, or an empty line. */
static const char *
object_end(const char *at, const char *end)
{
	struct slice rest = slice_head(slice_from(at, end), OBJECT_MOST);

	for (int i = 0; i < LINES_AROUND && rest.n > 0; i++) {
		struct slice line = slice_trim(slice_cut(&rest, '\n'));

		if (line.n == 0 || line.p[0] == '{')
			return line.p;
		if (rest.p == NULL)
			return slice_limit(line);
	}
	return rest.p != NULL ? rest.p : end;
}

/* On the lines below `at`. */
static void
find_below(struct stamp *out, const char *at, const char *end)
{
	const char *feed = out->kind == STAMP_NO_TIME ? memchr(at, '\n', (size_t)(end - at)) : NULL;

	if (feed != NULL)
		find_member(out, slice_from(feed + 1, object_end(feed + 1, end)));
}

/* Who sent it to whom, where members say so: "srcIp", "srcPort", … */
static bool
find_addresses(struct stamp *out, struct slice members)
{
	enum { LONGEST = 200 };
	struct buf joined = BUF_INIT;
	struct stamp found;

	while (members.n > 0) {
		struct slice line = slice_trim(slice_cut(&members, '\n'));

		if (line.n <= LONGEST) {
			buf_add(&joined, line);
			buf_addc(&joined, ' ');
		}
	}
	stamp_read(&found, buf_slice(&joined));
	buf_release(&joined);
	if (found.src.family == 0 || found.dst.family == 0)
		return false;
	out->src = found.src;
	out->dst = found.dst;
	if (out->transport == TRANSPORT_UNKNOWN)
		out->transport = found.transport;
	return true;
}

/* The object is printed for people: `line` is the member's, `at` and `end` within it. */
static void
read_lines(struct stamp *out, const char *begin, struct slice line, const char *at, const char *end, const char *stop)
{
	struct slice above = slice_from(object_begin(begin, line.p), line.p);
	const char *feed = memchr(end, '\n', (size_t)(stop - end));

	find_member(out, above);
	find_below(out, at, stop);
	find_below(out, end, stop);
	if (out->src.family == 0 && out->dst.family == 0 && !find_addresses(out, above) && feed != NULL)
		find_addresses(out, slice_from(feed + 1, object_end(feed + 1, stop)));
}

void
stamp_object(struct stamp *out, struct slice text, const char *at, const char *end)
{
	const char *begin = at - text.p > OBJECT_MOST ? at - OBJECT_MOST : text.p, *feed;
	struct slice line, first;

	if ((out->kind != STAMP_NO_TIME && (out->src.family != 0 || out->dst.family != 0)) || end < at || end > slice_limit(text))
		return;
	feed = memrchr(begin, '\n', (size_t)(at - begin));
	line = slice_from(feed != NULL ? feed + 1 : begin, slice_limit(text));
	first = slice_trim(slice_head(line, 200));
	if (slice_starts(first, SLICE("{"))) {
		const char *stop = memchr(end, '\n', (size_t)(slice_limit(text) - end));

		find_member(out, slice_from(line.p, stop != NULL ? stop : slice_limit(text)));
	} else if (slice_starts(first, SLICE("\""))) {
		read_lines(out, begin, line, at, end, slice_limit(text));
	}
}
