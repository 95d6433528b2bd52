/* SPDX-License-Identifier: MIT */
#include "extract/hide.h"

#include "extract/hide_body.h"
#include "extract/meet.h"

#include <stdlib.h>

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
	const struct header *type = m != NULL ? message_header(m, H_CONTENT_TYPE) : NULL;
	struct slice content = type != NULL ? header_value(m, type) : SLICE_NONE;

	if (m == NULL) {
		hide_lines(r, bytes, out);
		return;
	}
	meet_message(r, m);
	hide_body(r, content, part_of(m, m->body), &body);
	hide_start(r, m, out);
	for (size_t i = 0; i < m->header_count; i++)
		hide_header(r, m, &m->headers[i], body.n, out);
	buf_addstr(out, "\r\n");
	buf_add(out, buf_slice(&body));
	buf_release(&body);
}
