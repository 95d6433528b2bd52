/* SPDX-License-Identifier: MIT */
#include "input/text/hexdump.h"

#include "base/ascii.h"

#define STEP 512
#define LINE_BYTES 16

struct hex_line {
	bool has_offset;
	char lead;		/* blank or tab it begins with, 0 for none */
	uint64_t offset;
	size_t n;
	unsigned char bytes[LINE_BYTES];
};

static size_t
hex_run(struct slice text)
{
	size_t n = 0;

	while (n < text.n && hex_value(text.p[n]) >= 0)
		n++;
	return n;
}

/* A gap that parts columns, no groups: firewalls have a tab there. */
static bool
is_gap(struct slice text)
{
	return slice_starts(text, SLICE("  ")) || slice_starts(text, SLICE("\t")) || slice_starts(text, SLICE(" \t"));
}

/* "0x0010:  ", "0x0010\t ", "00000010: ", "0010  "; *text then stands at the first group. */
static bool
take_offset(struct slice *text, struct hex_line *out)
{
	struct slice rest = *text;
	bool prefixed = slice_starts(rest, SLICE("0x"));
	size_t n, blanks;

	rest = slice_skip(rest, prefixed ? 2 : 0);
	n = hex_run(rest);
	out->offset = 0;
	for (size_t i = 0; i < n && i < 16; i++)
		out->offset = out->offset << 4 | (unsigned)hex_value(rest.p[i]);
	rest = slice_skip(rest, n);
	if (rest.n > 0 && rest.p[0] == ':')
		rest = slice_skip(rest, 1);
	else if (n < 4 || ((n == 4 || prefixed) && !is_gap(rest)))
		return false;
	blanks = slice_span(rest, is_blank);
	*text = slice_skip(rest, blanks);
	return n >= 4 && n <= 16 && blanks > 0;
}

/* Groups of two, four or more digits; wider gaps only in the middle. */
static void
take_bytes(struct slice text, struct hex_line *out)
{
	while (out->n < LINE_BYTES) {
		size_t n = hex_run(text), blanks;

		if (n < 2 || n % 2 != 0 || n / 2 > LINE_BYTES - out->n || (n < text.n && !is_space(text.p[n]) && text.p[n] != '|'))
			return;
		for (size_t i = 0; i < n; i += 2)
			out->bytes[out->n++] = hex_byte(text.p + i);
		text = slice_skip(text, n);
		blanks = slice_span(text, is_blank);
		if (blanks == 0 || text.p[0] == '\t' || (blanks > 1 && !(out->n == LINE_BYTES / 2 && blanks <= 4)))
			return;
		text = slice_skip(text, blanks);
	}
}

static bool
hex_line(struct slice line, struct hex_line *out)
{
	struct slice text;
	size_t lead = 0;

	*out = (struct hex_line){ .n = 0 };
	while (lead < line.n && lead < 9 && is_blank(line.p[lead]))
		lead++;
	out->lead = lead ? line.p[0] : 0;
	text = line = slice_skip(line, lead);
	if (take_offset(&text, out)) {
		out->has_offset = true;
		take_bytes(text, out);
		return out->n > 0;
	}
	/* Without an offset, only bytes one by one behind an indent. */
	if (lead == 0 || line.n < 3 || hex_run(line) != 2)
		return false;
	take_bytes(line, out);
	return out->n > 0;
}

bool
is_hex_line(struct slice line)
{
	struct hex_line out;

	return line.n >= LINE_BYTES && hex_line(line, &out) && out.n >= LINE_BYTES / 2;
}

static struct slice
line_at(const char *at, const char *end)
{
	const char *feed = memchr(at, '\n', (size_t)(end - at));

	return slice_from(at, feed ? feed : end);
}

/* Bytes that a line of a dump may begin with. */
static bool
may_be_hex(const char *at)
{
	return is_blank(at[0]) || (hex_value(at[0]) >= 0 && (hex_value(at[1]) >= 0 || at[1] == 'x'));
}

/* The first full line of a dump among those that begin before `near`; NULL: none, and *from is where the rest begins. */
static const char *
each_line(const char **from, const char *near, const char *end, bool final)
{
	struct hex_line line;

	while (*from < near) {
		struct slice text = line_at(*from, end);

		if (slice_limit(text) == end && !final)
			break;
		if (text.n > LINE_BYTES && may_be_hex(text.p) && hex_line(text, &line) && line.n == LINE_BYTES)
			return *from;
		*from = slice_limit(text) < end ? slice_limit(text) + 1 : end;
	}
	return NULL;
}

const char *
hex_probe(struct slice text, const char *from, const char *near, bool final, const char **next)
{
	const char *end = text.p + text.n, *hit;

	if (from < near) {
		hit = each_line(&from, near < end ? near : end, end, final);
		*next = from;
		if (hit != NULL || from < near)
			return hit;
	}
	for (; end - from > STEP; from += STEP) {
		const char *feed = memchr(from, '\n', STEP / 2);
		struct hex_line line;

		if (feed == NULL)
			continue;
		if (!may_be_hex(feed + 1))
			continue;
		if (hex_line(line_at(feed + 1, end), &line) && line.n == LINE_BYTES) {
			*next = from;
			return feed + 1;
		}
	}
	*next = from;
	return NULL;
}

const char *
hex_begin(const char *begin, const char *at)
{
	struct hex_line line;

	while (at > begin) {
		const char *feed = memrchr(begin, '\n', (size_t)(at - 1 - begin));
		const char *before = feed ? feed + 1 : begin;

		if (!hex_line(slice_from(before, at - 1), &line))
			break;
		at = before;
	}
	return at;
}

const char *
hex_packet(const char *at, const char *end, bool final, struct buf *out)
{
	struct hex_line first = { .n = 0 }, line;

	buf_reset(out);
	while (at < end) {
		struct slice text = line_at(at, end);

		if (text.p + text.n == end && !final)
			return NULL;
		if (!hex_line(text, &line) || (out->n > 0 && (line.has_offset != first.has_offset || line.lead != first.lead ||
		    (line.has_offset && line.offset != first.offset + out->n))))
			return at;
		if (out->n == 0)
			first = line;
		buf_add(out, (struct slice){ (const char *)line.bytes, line.n });
		at = text.p + text.n < end ? text.p + text.n + 1 : end;
	}
	return final ? at : NULL;
}
