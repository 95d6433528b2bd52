/* SPDX-License-Identifier: MIT */
#include "input/text/dissected.h"

#include "base/ascii.h"
#include "input/line/json.h"
#include "input/stamp/stamp.h"
#include "sip/header_line.h"

#define FIELDS_MAX (160 * 1024)	/* between a start line and its headers */

/* Long lines are marked, in words or by an ellipsis. */
static struct slice
without_mark(struct slice text)
{
	static const char *const marks[] = { "[truncated] ", "[truncated]", "[\xe2\x80\xa6] ", "[\xe2\x80\xa6]", "[...] ", "[...]" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (slice_starts(text, slice_of(marks[i])))
			return slice_skip(text, strlen(marks[i]));
	return text;
}

static void
add_line(struct buf *out, struct slice text)
{
	if (out->n + text.n + 2 > MESSAGE_MAX)
		return;
	buf_add(out, text);
	buf_add(out, SLICE("\r\n"));
}

/* "Media Attribute (a): rtpmap:8 PCMA/8000" was "a=rtpmap:8 PCMA/8000". */
static void
add_sdp(struct buf *out, struct slice text)
{
	const char *p = slice_find(text, SLICE("): "));

	if (p == NULL || p - text.p < 3 || p[-2] != '(' || !is_lower(p[-1]) || text.p[0] == '[')
		return;
	if (out->n + text.n + 4 > MESSAGE_MAX)
		return;
	buf_addc(out, p[-1]);
	buf_addc(out, '=');
	add_line(out, slice_from(p + 3, text.p + text.n));
}

/* A header of which the tree shows no more than a beginning, and its parts below it. */
struct shortened {
	struct slice line;		/* as shown; empty: none is open */
	struct slice name;
	unsigned parts;			/* that were added */
};

/* "Nonce Value: "8f3e"" was "nonce="8f3e"". */
static void
add_part(struct shortened *s, struct slice text, struct buf *out)
{
	static const struct {
		struct slice shown, name;
	} parts[] = {
		{ SLICE("Username: "), SLICE("username=") }, { SLICE("Realm: "), SLICE("realm=") },
		{ SLICE("Nonce Value: "), SLICE("nonce=") },
		{ SLICE("Authentication URI: "), SLICE("uri=") }, { SLICE("Digest Authentication Response: "), SLICE("response=") },
		{ SLICE("Algorithm: "), SLICE("algorithm=") }, { SLICE("Opaque Value: "), SLICE("opaque=") },
		{ SLICE("CNonce Value: "), SLICE("cnonce=") }, { SLICE("QOP: "), SLICE("qop=") }, { SLICE("Nonce Count: "), SLICE("nc=") },
	};
	const struct slice scheme = SLICE("Authentication Scheme: ");

	if (s->line.n == 0 || out->n + s->name.n + text.n + 16 > MESSAGE_MAX)
		return;
	if (s->parts == 0 && slice_starts(text, scheme)) {
		buf_add(out, s->name);
		buf_add(out, SLICE(": "));
		buf_add(out, slice_skip(text, scheme.n));
		s->parts = 1;
	}
	for (size_t i = 0; s->parts > 0 && i < sizeof parts / sizeof *parts; i++)
		if (slice_starts(text, parts[i].shown)) {
			buf_add(out, s->parts++ > 1 ? SLICE(", ") : SLICE(" "));
			buf_add(out, parts[i].name);
			buf_add(out, slice_skip(text, parts[i].shown.n));
		}
}

/* Nothing of it follows. Without its parts it is what was shown of it. False: that is not all of it. */
static bool
close_shortened(struct shortened *s, struct buf *out)
{
	bool any = s->line.n > 0, whole = s->parts > 0;

	if (any)
		add_line(out, whole ? SLICE("") : s->line);
	*s = (struct shortened){ .line = SLICE("") };
	return !any || whole;
}

static bool
has_parts(struct slice name)
{
	return slice_eq_nocase(name, SLICE("Authorization")) || slice_eq_nocase(name, SLICE("Proxy-Authorization"));
}

/* False: something of it, or of the one before, is missing. */
static bool
add_header(struct shortened *s, struct slice line, struct slice name, bool marked, struct buf *out)
{
	bool whole = close_shortened(s, out);

	if (marked && has_parts(name)) {
		*s = (struct shortened){ line, name, 0 };
		return whole;
	}
	add_line(out, line);
	return whole && !marked;
}

/* A line of SDP, or of a message/sipfrag; *fragment: how deep the line stands that names such a one, 0: none does. */
static void
add_body(struct buf *out, struct slice line, size_t indent, size_t *fragment)
{
	if (*fragment > 0 && indent > *fragment) {
		add_line(out, line);
		return;
	}
	*fragment = slice_eq(line, SLICE("Sipfrag")) ? indent : 0;
	add_sdp(out, line);
}

/* A message in the tree of -V, as far as it was read. */
struct tree {
	struct buf *text;
	size_t top;			/* how deep its branches stand */
	enum { BRANCH_OTHER, BRANCH_HEADERS, BRANCH_BODY } branch;
	size_t depth, fragment;		/* of this branch's headers, and of the line that names a fragment; 0: none was there yet */
	struct shortened shortened;
	unsigned known;			/* headers */
	bool cut;
};

/* "Message Header", "Message Body"; false: it is another's, and this message is over. */
static bool
begin_branch(struct tree *t, struct slice line)
{
	t->cut |= !close_shortened(&t->shortened, t->text);
	if (!slice_starts(line, SLICE("Message ")))
		return false;
	t->branch = slice_starts(line, SLICE("Message Header")) ? BRANCH_HEADERS :
	    slice_starts(line, SLICE("Message Body")) ? BRANCH_BODY : BRANCH_OTHER;
	if (t->branch == BRANCH_BODY)
		add_line(t->text, SLICE(""));
	t->depth = t->fragment = 0;
	return true;
}

/* Headers stand one step deeper than "Message Header", their parts deeper still. */
static void
add_header_line(struct tree *t, struct slice line, size_t indent, bool marked)
{
	struct slice name;

	t->depth = t->depth > 0 ? t->depth : indent;
	/* The mark of a long line may stand a blank further in. */
	if (indent >= t->depth && indent <= t->depth + marked && line.p[0] != '[' && header_name_of(line, &name)) {
		t->cut |= !add_header(&t->shortened, line, name, marked, t->text);
		t->known += header_known(name);
	} else {
		add_part(&t->shortened, line, t->text);
	}
}

/* False: the message is over before this line. */
static bool
add_tree_line(struct tree *t, struct slice line)
{
	struct slice shown = slice_trim(line), bare = without_mark(shown);
	size_t indent = slice_span(line, is_blank);

	if (bare.n == 0 || indent < t->top)
		return false;
	if (indent == t->top || (t->branch != BRANCH_HEADERS && slice_starts(bare, SLICE("Message Header"))))
		return begin_branch(t, bare);
	if (t->branch == BRANCH_HEADERS)
		add_header_line(t, bare, indent, bare.n < shown.n);
	else if (t->branch == BRANCH_BODY)
		add_body(t->text, bare, indent, &t->fragment);
	return true;
}

static enum gathered
from_tree(const struct text_view *view, struct slice rest, size_t top, struct draft *out, struct buf *text)
{
	struct tree t = { .text = text, .top = top, .shortened = { .line = SLICE("") } };

	while (rest.n > 0) {
		const char *feed = memchr(rest.p, '\n', rest.n);
		struct slice line = slice_from(rest.p, feed ? feed : rest.p + rest.n);

		if (feed == NULL && !view->final)
			return GATHERED_MORE;
		if (!add_tree_line(&t, line))
			break;
		rest = slice_skip(rest, line.n + (feed != NULL));
	}
	t.cut |= !close_shortened(&t.shortened, text);
	out->cut |= t.cut;
	out->end = rest.p;
	if (t.branch != BRANCH_BODY)
		add_line(text, SLICE(""));
	if (rest.n == 0 && !view->final)
		return GATHERED_MORE;
	return t.known >= 2 ? GATHERED_MESSAGE : GATHERED_NONE;
}

static void
add_hex(struct buf *out, struct slice hex)
{
	for (; hex.n >= 2 && hex_value(hex.p[0]) >= 0 && hex_value(hex.p[1]) >= 0; hex = slice_skip(hex, 2))
		buf_addc(out, (char)hex_byte(hex.p));
}

/* A key's value up to its closing quote; p NULL when that has not come yet. */
static struct slice
value_after(struct slice rest, struct slice key)
{
	const char *p = slice_find(rest, key), *end = slice_limit(rest), *quote;

	quote = p != NULL ? slice_chr(slice_from(p + key.n, end), '"') : NULL;
	return quote != NULL ? string_at(quote, end) : SLICE_NONE;
}

/* A field of a body: a line of a message/sipfrag by its bytes, one of SDP as it is shown. */
static void
add_pdml_field(struct buf *out, struct slice field)
{
	const struct slice shown = SLICE(" showname=\"");
	const char *at = slice_find(field, shown);
	struct slice line = at != NULL ? slice_from(at + shown.n, slice_limit(field)) : SLICE_NONE;

	if (slice_starts(field, SLICE("sipfrag.line\"")) && out->n + field.n < MESSAGE_MAX) {
		add_hex(out, value_after(field, SLICE(" value=")));
		add_line(out, SLICE(""));
	} else if (line.p != NULL) {
		add_sdp(out, slice_cut(&line, '"'));
	}
}

/* What stands behind the headers up to the end of the packet. False: it goes on. */
static bool
add_pdml_body(struct buf *out, struct slice rest)
{
	const struct slice field = SLICE("<field name=\"");
	const char *end = slice_find(rest, SLICE("</packet>")), *at;
	struct slice part = slice_from(rest.p, end != NULL ? end : rest.p);
	size_t headers = out->n + 2;

	add_line(out, SLICE(""));
	while ((at = slice_find(part, field)) != NULL) {
		part = slice_from(at + field.n, slice_limit(part));
		at = slice_chr(part, '>');
		add_pdml_field(out, slice_from(part.p, at != NULL ? at : slice_limit(part)));
	}
	if (out->n == headers)
		out->n -= 2;	/* no body */
	return end != NULL;
}

/* The next message's start line before the headers: they are not this one's. */
static bool
next_begins(struct slice text)
{
	return slice_find(text, SLICE("Status-Line\"")) || slice_find(text, SLICE("Request-Line\""));
}

static enum gathered
from_fields(const struct text_view *view, struct slice rest, bool pdml, struct draft *out, struct buf *text)
{
	static const struct form json = { .level = 1 };
	struct slice here = slice_head(rest, FIELDS_MAX), value;

	if (pdml) {
		const char *field = slice_find(here, SLICE("\"sip.msg_hdr\""));

		value = field ? value_after(slice_from(field, here.p + here.n), SLICE(" value=")) : SLICE_NONE;
	} else {
		value = value_after(here, SLICE("msg_hdr\":"));
	}
	if (value.p == NULL)
		return rest.n < FIELDS_MAX && !view->final ? GATHERED_MORE : GATHERED_NONE;
	if (next_begins(slice_from(rest.p, value.p)))
		return GATHERED_NONE;
	if (!pdml) {
		line_append(&json, slice_head(value, MESSAGE_MAX), text);
	} else {
		add_hex(text, slice_head(value, 2 * MESSAGE_MAX));
		if (!add_pdml_body(text, slice_from(slice_limit(value), slice_limit(here))) && rest.n < FIELDS_MAX && !view->final)
			return GATHERED_MORE;
	}
	out->end = value.p + value.n;
	return GATHERED_MESSAGE;
}

enum gathered
dissected(const struct text_view *view, const struct start *start, struct slice before, struct draft *out, struct buf *text)
{
	struct slice label = slice_trim(before), line, rest;
	const char *end = start->after;
	enum gathered got;
	bool tree, pdml, json;

	if (label.n < 12 || !is_one_of(label.p[label.n - 1], ":\""))
		return GATHERED_NONE;
	tree = slice_eq(without_mark(label), SLICE("Status-Line:")) || slice_eq(without_mark(label), SLICE("Request-Line:"));
	pdml = slice_find(before, SLICE("name=\"sip.Status-Line\"")) || slice_find(before, SLICE("name=\"sip.Request-Line\""));
	json = !tree && !pdml && (slice_ends(label, SLICE("-Line\":\"")) || slice_ends(label, SLICE("-Line\": \"")));
	if (!tree && !pdml && !json)
		return GATHERED_NONE;
	while (end < view->end && *end != '\n' && *end != '\r' && (tree || *end != '"'))
		end++;
	if (end == view->end && !view->final)
		return GATHERED_MORE;
	line = slice_from(start->at, end);
	rest = slice_from(end, view->end);
	buf_reset(text);
	add_line(text, line);
	*out = (struct draft){ .ended = true };
	if (tree) {
		while (rest.n > 0 && rest.p[0] != '\n')
			rest = slice_skip(rest, 1);
		rest = slice_skip(rest, 1);
		got = from_tree(view, rest, slice_span(before, is_blank), out, text);
	} else {
		got = from_fields(view, rest, pdml, out, text);
	}
	out->bytes = slice_head(buf_slice(text), MESSAGE_MAX);
	out->dissected = tree ? STAMP_TREE : json ? STAMP_JSON : STAMP_PDML;
	return got;
}
