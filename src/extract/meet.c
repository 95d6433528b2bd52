/* SPDX-License-Identifier: MIT */
#include "extract/meet.h"

#include <stdlib.h>

#include "sip/fields.h"

/* A value over several lines is one all the same. */
static void
meet_value(struct redact *r, struct slice name, struct slice value)
{
	char *whole;

	if (!header_is_folded(value)) {
		redact_meet(r, name, value);
		return;
	}
	whole = header_unfold(value);
	redact_meet(r, name, slice_of(whole));
	free(whole);
}

static void
meet_headers(struct redact *r, const struct message *m)
{
	redact_meet(r, SLICE("To"), PART(m, uri));
	for (size_t i = 0; i < m->header_count; i++) {
		const struct header *h = &m->headers[i];
		const char *name = header_name((enum header_id)h->id);

		meet_value(r, name != NULL ? slice_of(name) : header_spelt(m, h), header_value(m, h));
	}
}

/* A message within the message (RFC 3420) names people, too; one within that is looked at no more. */
static void
meet_fragment(struct redact *r, const struct message *m)
{
	struct message inner = { .headers = NULL };
	struct slice fragment;

	if (m->body.n == 0 || !message_part(m, SLICE("message/sipfrag"), &fragment))
		return;
	if (message_index(&inner, slice_trim(fragment)) != MESSAGE_OK)
		message_index_headers(&inner, slice_trim(fragment));
	meet_headers(r, &inner);
	message_release(&inner);
}

void
meet_message(struct redact *r, const struct message *m)
{
	meet_headers(r, m);
	meet_fragment(r, m);
}
static void
meet_text(struct redact *r, struct slice text)
{
	struct buf nowhere = BUF_INIT;

	redact_text(r, text, &nowhere);
	buf_release(&nowhere);
}

void
meet_frame(struct redact *r, const struct frame *frame)
{
	struct message made = { .headers = NULL };
	struct addr nowhere;

	redact_address(r, &frame->where.src, &nowhere);
	redact_address(r, &frame->where.dst, &nowhere);
	if (frame->kind == FRAME_WITNESS) {
		meet_text(r, frame->witness->line);
	} else if (frame->index != NULL) {
		meet_message(r, frame->index);
	} else if (frame->kind == FRAME_MESSAGE && message_index(&made, frame->bytes) == MESSAGE_OK) {
		meet_message(r, &made);
	} else {
		meet_text(r, frame->bytes);
	}
	message_release(&made);
}
