/* SPDX-License-Identifier: MIT */
#include "input/text/members.h"

#include "base/ascii.h"
#include "base/literals.h"
#include "input/line/json.h"
#include "input/line/lines.h"
#include "input/stamp/stamp.h"
#include "sip/header_line.h"
#include "sip/line.h"

enum { OBJECT_MOST = 128 * 1024, NAME_MOST = 60 };

static const struct form escaped = { .level = 1 };

/* An object being read. */
struct object {
	const char *at, *end;
	int depth;
	int headers_from;		/* depth of the container of headers; 0: not in it */
	bool has_container;		/* headers stand in one: what stands beside it is of the log */
	bool looks_around;		/* only for that */
	struct slice key, name;		/* the last key; the name of a pair */
	struct slice body;
	const char *start;		/* the start line's string */
	struct slice line_key;		/* each line of the message is this member of a record of its own; else empty */
	struct slice line;
	unsigned known;
	struct buf *out;
};

/* "headers", "sip_header", "msgHeaders" */
static bool
is_container(struct slice key)
{
	size_t n = key.n > 0 && to_lower(key.p[key.n - 1]) == 's' ? 7 : 6;

	return key.n >= n && slice_starts_nocase(slice_skip(key, key.n - n), SLICE("header"));
}

/* Values hold no line ends; what an escape made of one would be read as another header. */
static void
add(struct object *o, struct slice name, struct slice value)
{
	size_t before;

	if (o->out->n + name.n + value.n > MESSAGE_MAX)
		return;
	o->known += header_known(name) || (name.n == 0 && header_starts(value));
	buf_add(o->out, name);
	buf_add(o->out, name.n > 0 ? SLICE(": ") : SLICE(""));
	before = o->out->n;
	line_append(&escaped, value, o->out);
	for (size_t i = before; i < o->out->n; i++)
		if (o->out->p[i] == '\r' || o->out->p[i] == '\n')
			o->out->p[i] = ' ';
	buf_add(o->out, SLICE("\r\n"));
}

/* "call_id" as a log's member → "call-id". */
static void
add_spelt(struct object *o, struct slice key, struct slice value)
{
	char name[NAME_MOST];

	if (key.n == 0 || key.n > sizeof name)
		return;
	for (size_t i = 0; i < key.n; i++)
		name[i] = key.p[i] == '_' ? '-' : key.p[i];
	add(o, (struct slice){ name, key.n }, value);
}

/* Beside a start line, with no container: a name as headers are spelt, or one that no log has for anything else. */
static bool
is_header_beside(struct slice key, struct slice value)
{
	if (literals_have_nocase(&literals_member_own, key))
		return true;
	if (literals_have_nocase(&literals_member_side, key))
		return slice_find_nocase(value, SLICE("sip")) != NULL || slice_find_nocase(value, SLICE("tel:")) != NULL;
	return key.n > 2 && is_upper(key.p[0]) && header_known(key) && !stamp_names_time(key);
}

static void
take_value(struct object *o, struct slice value)
{
	if (value.p == o->start || o->looks_around)
		return;
	if (o->line_key.n > 0) {
		if (o->line.p == NULL && slice_eq(o->key, o->line_key))
			o->line = value;
		return;
	}
	if (o->headers_from > 0 && literals_have_nocase(&literals_member_header, o->key)) {
		o->name = value;
	} else if (o->headers_from > 0 && o->name.n > 0 && slice_starts_nocase(o->key, SLICE("val"))) {
		add_spelt(o, o->name, value);
		o->name = SLICE_NONE;
	} else if (o->headers_from > 0 && is_container(o->key)) {
		if (header_starts(value))
			add(o, SLICE_NONE, value);
	} else if (o->headers_from > 0) {
		add_spelt(o, o->key, value);
	} else if (literals_have_nocase(&literals_member_body, o->key)) {
		o->body = value;
	} else if (!o->has_container && is_header_beside(o->key, value)) {
		add_spelt(o, o->key, value);
	}
}

/* The string that begins behind the quote at o->at; false when it has no end. */
static bool
read_string(struct object *o, struct slice *out)
{
	*out = string_at(o->at, o->end);
	o->at = out->p != NULL ? slice_limit(*out) + 1 : o->end;
	return out->p != NULL;
}

static bool
is_key(const struct object *o)
{
	const char *p = o->at;

	while (p < o->end && (is_blank(*p) || *p == '\r' || *p == '\n'))
		p++;
	return p < o->end && *p == ':';
}

static void
enter(struct object *o)
{
	o->depth++;
	if (o->headers_from == 0 && is_container(o->key) && o->depth > 1) {
		o->headers_from = o->depth;
		o->has_container = true;
	}
	o->at++;
}

static void
leave(struct object *o)
{
	if (o->depth-- == o->headers_from)
		o->headers_from = 0;
	o->at++;
}

/* All of it, up to the brace that closes it; false when that does not come. */
static bool
read_object(struct object *o)
{
	struct slice s;

	while (o->at < o->end) {
		char c = *o->at;

		if (c == '{' || c == '[') {
			enter(o);
		} else if (c == '}' || c == ']') {
			leave(o);
			if (o->depth <= 0)
				return true;
		} else if (c == '"') {
			if (!read_string(o, &s))
				return false;
			if (is_key(o))
				o->key = s;
			else
				take_value(o, s);
		} else if (is_digit(c)) {
			const char *from = o->at;

			while (o->at < o->end && is_digit(*o->at))
				o->at++;
			take_value(o, slice_from(from, o->at));
		} else {
			o->at++;
		}
	}
	return false;
}

/* Without the escapes of its line end. */
static struct slice
without_end(struct slice s)
{
	while (slice_ends(s, SLICE("\\n")) || slice_ends(s, SLICE("\\r")))
		s.n -= 2;
	return s;
}

/* The next record; false when none begins there. */
static bool
next_record(struct object *o)
{
	while (o->at < o->end && (is_blank(*o->at) || *o->at == '\r' || *o->at == '\n' || *o->at == ','))
		o->at++;
	o->line = SLICE_NONE;
	return o->at < o->end && *o->at == '{' && read_object(o);
}

/*
 * Records follow each of which holds a line (journalctl -o json-pretty); o->at: behind the last of them. False: the bytes
 * end before that is sure.
 */
static bool
read_records(struct object *o)
{
	bool in_body = false, ran_out = false;
	const char *last = o->at;
	struct slice name;

	for (o->depth = 0; !(ran_out = !next_record(o) && o->at >= o->end) && o->line.p != NULL; last = o->at) {
		struct slice line = without_end(o->line);

		if (o->out->n + line.n > MESSAGE_MAX)
			break;
		if (slice_trim(line).n == 0) {
			if (in_body)
				break;
			in_body = true;
			buf_add(o->out, SLICE("\r\n"));
		} else if (in_body ? line.n > 2 && line.p[1] == '=' :
		    header_name_of(line, &name) && (is_upper(name.p[0]) || header_known(name))) {
			add(o, SLICE_NONE, line);
		} else {
			break;
		}
	}
	o->at = last;
	if (!in_body)
		buf_add(o->out, SLICE("\r\n"));
	return !ran_out;
}

/* A whole member: the string ends where the start line does, and no line ends stand within it. */
static bool
is_member(const struct text_view *view, const struct start *start, struct slice before, struct slice *line)
{
	const char *end = view->feed != NULL ? view->feed : view->end;
	const char *quote = memchr(start->at, '"', (size_t)(end - start->at));

	if (quote == NULL || stamp_key(before, start->at).n == 0 || before.p[before.n - 1] != '"')
		return false;
	*line = without_end(slice_from(start->at, quote));
	return slice_chr(*line, '\\') == NULL;
}

enum gathered
members(struct recogniser *rec, const struct text_view *view, const struct start *start, struct slice before, struct draft *out)
{
	struct buf *text = &rec->text;
	struct object o = { .end = view->end, .start = start->at, .out = text }, around;
	const char *brace;
	struct slice line;
	bool whole;

	if (before.n < 5 || start->at < rec->barren || !is_member(view, start, before, &line))
		return GATHERED_NONE;
	brace = slice_chr(before, '{');
	o.at = brace != NULL ? brace : object_begin(view->begin, before.p);
	if (brace == NULL && o.at == before.p)
		return GATHERED_NONE;
	if (o.end - o.at > OBJECT_MOST)
		o.end = o.at + OBJECT_MOST;
	around = o;
	around.looks_around = true;
	whole = read_object(&around);
	if (!whole && !view->final && o.end == view->end)
		return GATHERED_MORE;
	o.has_container = around.has_container;
	buf_reset(text);
	buf_add(text, line);
	buf_add(text, SLICE("\r\n"));
	read_object(&o);
	if (o.known >= 2) {
		buf_add(text, SLICE("\r\n"));
		if (o.body.n > 0 && text->n < MESSAGE_MAX)
			line_append(&escaped, slice_head(o.body, MESSAGE_MAX - text->n), text);
	} else if (brace == NULL) {
		o.line_key = stamp_key(before, start->at);
		if (!read_records(&o) && !view->final && o.end == view->end)
			return GATHERED_MORE;
	}
	if (o.known < 2) {
		rec->barren = around.at;
		return GATHERED_NONE;
	}
	*out = (struct draft){ .bytes = slice_head(buf_slice(text), MESSAGE_MAX), .end = o.at, .ended = true, .excerpt = true,
		.one_line = before.p[0] == '{' };
	return GATHERED_MESSAGE;
}
