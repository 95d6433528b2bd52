/* SPDX-License-Identifier: MIT */
#include "extract/hide.h"

#include "extract/meet.h"

#include <stdlib.h>

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
	static const struct slice names[] = { SLICE("a=candidate:"), SLICE("a=ssrc:"), SLICE("a=rtcp:"), SLICE("a=ssrc-group:"), SLICE("t=") };

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

static void
hide_body(struct redact *r, struct slice body, struct buf *out)
{
	bool description = false;

	while (body.n > 0) {
		struct slice line = take_line(&body), text = without_end(line);

		description = (description && text.n > 1 && text.p[1] == '=') || slice_eq(text, SLICE("v=0"));
		if (!is_text(text))
			buf_addstr(out, "***");
		else if (description)
			hide_description(r, text, out);
		else
			redact_text(r, text, out);
		buf_add(out, slice_skip(line, text.n));
	}
}

static void
hide_start(struct redact *r, const struct message *m, struct buf *out)
{
	if (m->is_response) {
		buf_addf(out, "SIP/2.0 %03u ", (unsigned)m->code);
		redact_phrase(r, PART(m, phrase), out);
	} else {
		redact_text(r, PART(m, method_name), out);
		buf_addc(out, ' ');
		redact_text(r, PART(m, uri), out);
		buf_addstr(out, " SIP/2.0");
	}
	buf_addstr(out, "\r\n");
}

/* A number that is no length of this body stays wrong by as much. */
static void
add_length(const struct message *m, size_t hidden, struct buf *out)
{
	int64_t length = (int64_t)hidden + m->content_length - (int64_t)part_of(m, m->body).n;

	buf_add_number(out, length < 0 ? 0 : (uint64_t)length);
}

static void
hide_header(struct redact *r, const struct message *m, const struct header *h, size_t body, struct buf *out)
{
	const char *name = header_name((enum header_id)h->id);
	char *value;

	if (name != NULL)
		buf_addstr(out, name);
	else
		redact_text(r, header_spelt(m, h), out);
	if (h->value.at == 0) {	/* no colon: the name is the whole line */
		buf_addstr(out, "\r\n");
		return;
	}
	buf_addstr(out, ": ");
	value = header_unfold(header_value(m, h));
	if (h->id == H_CONTENT_LENGTH && m->content_length >= 0)
		add_length(m, body, out);
	else
		redact_header(r, name != NULL ? slice_of(name) : header_spelt(m, h), slice_of(value), out);
	buf_addstr(out, "\r\n");
	free(value);
}

void
hide_message(struct redact *r, const struct message *m, struct slice bytes, struct buf *out)
{
	struct buf body = BUF_INIT;

	if (m == NULL) {
		hide_body(r, bytes, out);
		return;
	}
	meet_message(r, m);
	hide_body(r, part_of(m, m->body), &body);
	hide_start(r, m, out);
	for (size_t i = 0; i < m->header_count; i++)
		hide_header(r, m, &m->headers[i], body.n, out);
	buf_addstr(out, "\r\n");
	buf_add(out, buf_slice(&body));
	buf_release(&body);
}
