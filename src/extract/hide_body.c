/* SPDX-License-Identifier: MIT */
#include "extract/hide_body.h"

#include "base/ascii.h"
#include "sip/fields.h"

enum body_kind {
	BODY_PROSE,		/* somebody's words, or nobody knows what */
	BODY_DESCRIPTION,	/* SDP */
	BODY_MARKUP,		/* XML */
	BODY_HEADERS,		/* message/sipfrag, message-summary */
	BODY_WRAPPED,		/* message/cpim: headers, headers of the part, prose */
	BODY_DIGITS,		/* DTMF */
	BODY_PARTS,		/* multipart: what stands before the first part */
};

struct body {
	struct redact *r;
	struct buf *out;
	enum body_kind kind;
	struct slice boundary;	/* of the multipart; empty: it is none */
	bool in_headers;	/* of a part */
	bool in_tag;
};

/* Lines as they come, with what ends them. */
static struct slice
take_line(struct slice *rest)
{
	struct slice line = *rest;
	const char *end = slice_chr(line, '\n');

	line = end != NULL ? slice_from(line.p, end + 1) : line;
	*rest = slice_skip(*rest, line.n);
	return line;
}

static struct slice
without_end(struct slice line)
{
	while (line.n > 0 && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r'))
		line.n--;
	return line;
}

static bool
is_text(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\t') || s.p[i] == 0x7f)
			return false;
	return true;
}

/* "o=user id version IN IP4 host": the numbers tell whether the description is another one. */
static void
hide_origin(struct redact *r, struct slice value, struct buf *out)
{
	struct slice user = slice_cut(&value, ' '), id = slice_cut(&value, ' '), version = slice_cut(&value, ' ');

	if (slice_eq(user, SLICE("-")))
		buf_addc(out, '-');
	else
		redact_user(r, user, out);
	buf_addc(out, ' ');
	redact_counters(r, id, out);
	buf_addc(out, ' ');
	redact_counters(r, version, out);
	buf_addc(out, ' ');
	redact_text(r, value, out);
}

/* Attributes whose numbers count or are drawn by lot. */
static bool
has_counters(struct slice line)
{
	static const struct slice names[] = { SLICE("a=candidate:"), SLICE("a=ssrc:"), SLICE("a=rtcp:"),
	    SLICE("a=ssrc-group:"), SLICE("t=") };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_starts(line, names[i]))
			return true;
	return false;
}

static void
hide_description(struct redact *r, struct slice line, struct buf *out)
{
	if (slice_starts(line, SLICE("o="))) {
		buf_addstr(out, "o=");
		hide_origin(r, slice_skip(line, 2), out);
	} else if (has_counters(line)) {
		redact_counters(r, line, out);
	} else {
		redact_text(r, line, out);
	}
}

static enum body_kind
kind_of(struct slice value, struct slice *boundary)
{
	static const struct { const char *type; enum body_kind kind; } rows[] = {
		{ "application/sdp", BODY_DESCRIPTION }, { "message/sipfrag", BODY_HEADERS }, { "message/sip", BODY_HEADERS },
		{ "application/simple-message-summary", BODY_HEADERS }, { "message/cpim", BODY_WRAPPED },
		{ "application/dtmf-relay", BODY_DIGITS }, { "application/dtmf", BODY_DIGITS },
	};
	struct content_type type;

	content_type_parse(&type, value);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (slice_eq_nocase(type.type, slice_of(rows[i].type)))
			return rows[i].kind;
	if (slice_starts_nocase(type.type, SLICE("multipart/")) && type.boundary.n > 0) {
		*boundary = type.boundary;
		return BODY_PARTS;
	}
	return slice_ends(type.type, SLICE("+xml")) || slice_ends(type.type, SLICE("/xml")) ? BODY_MARKUP : BODY_PROSE;
}

/* "Name: value" as what it is; a start line as any text. */
static void
hide_named(struct redact *r, struct slice line, struct buf *out)
{
	const char *colon = slice_chr(line, ':');
	struct slice name = colon != NULL ? slice_trim(slice_from(line.p, colon)) : SLICE_NONE;

	if (name.n == 0 || slice_chr(name, ' ') != NULL) {
		redact_text(r, line, out);
		return;
	}
	redact_text(r, name, out);
	buf_addstr(out, ": ");
	redact_header(r, name, slice_trim(slice_from(colon + 1, slice_limit(line))), out);
}

/* "early", "terminated": a state, and neither a name nor a place. */
static bool
is_state(struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		if (!is_lower(text.p[i]) && text.p[i] != '-')
			return false;
	return true;
}

/* Tags with pseudonyms; between them a state or a URI stays, nothing else. */
static void
hide_markup(struct body *b, struct slice line)
{
	while (line.n > 0) {
		const char *end = slice_chr(line, b->in_tag ? '>' : '<');
		struct slice piece = end != NULL ? slice_from(line.p, end + b->in_tag) : line, text = slice_trim(piece);

		if (b->in_tag || text.n == 0 || is_state(text) || slice_starts(text, SLICE("sip:")) ||
		    slice_starts(text, SLICE("sips:")))
			redact_text(b->r, piece, b->out);
		else
			buf_addstr(b->out, "***");
		line = slice_skip(line, piece.n);
		if (end != NULL)
			b->in_tag = !b->in_tag;
	}
}

/* "Signal=5" keeps its name. */
static void
hide_digits(struct redact *r, struct slice line, struct buf *out)
{
	const char *mark = slice_chr(line, '=');

	if (mark != NULL && !slice_starts_nocase(line, SLICE("Signal"))) {
		redact_text(r, line, out);
		return;
	}
	if (mark != NULL)
		buf_add(out, slice_from(line.p, mark + 1));
	buf_addstr(out, "***");
}

/* "--boundary" begins a part with its headers, an empty line ends them. */
static bool
take_boundary(struct body *b, struct slice line)
{
	if (b->boundary.n == 0 || !slice_starts(line, SLICE("--")) || !slice_starts(slice_skip(line, 2), b->boundary))
		return false;
	b->kind = BODY_PROSE;
	b->in_headers = true;
	b->in_tag = false;
	redact_text(b->r, line, b->out);
	return true;
}

static void
hide_part_header(struct body *b, struct slice line)
{
	static const struct slice name = SLICE("Content-Type:");
	struct slice none;

	if (slice_starts_nocase(line, name))
		b->kind = kind_of(slice_trim(slice_skip(line, name.n)), &none);
	b->in_headers = line.n > 0;
	hide_named(b->r, line, b->out);
}

static void
hide_line(struct body *b, struct slice line)
{
	if (b->kind == BODY_PROSE && slice_eq(line, SLICE("v=0")))
		b->kind = BODY_DESCRIPTION;
	switch (b->kind) {
	case BODY_DESCRIPTION: hide_description(b->r, line, b->out); break;
	case BODY_MARKUP: hide_markup(b, line); break;
	case BODY_DIGITS: hide_digits(b->r, line, b->out); break;
	case BODY_HEADERS: hide_named(b->r, line, b->out); break;
	case BODY_WRAPPED:
		/* The headers of the part within come next, and tell what it is. */
		if (line.n == 0) {
			b->kind = BODY_PROSE;
			b->in_headers = true;
		}
		hide_named(b->r, line, b->out);
		break;
	default: buf_addstr(b->out, line.n > 0 ? "***" : ""); break;
	}
}

void
hide_body(struct redact *r, struct slice type, struct slice body, struct buf *out)
{
	struct body b = { .r = r, .out = out };

	b.kind = kind_of(type, &b.boundary);
	while (body.n > 0) {
		struct slice line = take_line(&body), text = without_end(line);

		if (!is_text(text))
			buf_addstr(out, "***");
		else if (!take_boundary(&b, text) && b.in_headers)
			hide_part_header(&b, text);
		else if (!b.in_headers)
			hide_line(&b, text);
		buf_add(out, slice_skip(line, text.n));
	}
}

void
hide_lines(struct redact *r, struct slice text, struct buf *out)
{
	while (text.n > 0) {
		struct slice line = take_line(&text), words = without_end(line);

		if (is_text(words))
			redact_text(r, words, out);
		else
			buf_addstr(out, "***");
		buf_add(out, slice_skip(line, words.n));
	}
}
