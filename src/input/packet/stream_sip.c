/* SPDX-License-Identifier: MIT */
/* SIP on a stream (RFC 3261 §18.3): Content-Length says where a message ends; keep-alives stand between. */
#include "base/ascii.h"
#include "input/packet/stream.h"
#include "sip/message.h"

enum {
	LINE_MAX_BYTES = 8 * 1024,	/* a start line is not longer */
	BARREN_MAX = 64 * 1024,		/* a stream without SIP for so long is no SIP stream */
	LENGTH_MAX = 1024 * 1024,	/* a Content-Length beyond this is not believed */
};

void
stream_carried(struct stream *s, struct slice message)
{
	s->fruitful = true;
	if (!slice_starts(message, SLICE("SIP/")) && !slice_starts(message, SLICE("ACK ")))
		s->asked++;
}

static void
message_out(struct stream *s, const struct stream_out *out, struct slice bytes, unsigned flags)
{
	stream_carried(s, bytes);
	s->barren = 0;
	out->message(out->ctx, bytes, flags, false);
}

static bool
starts_at(const char *at, const char *end)
{
	return message_starts(slice_head(slice_from(at, end), LINE_MAX_BYTES));
}

/* "SIP/2.0 4": with what stands before it it may be anything, but it looks like a status line. */
static bool
is_status(const char *sip, const char *end)
{
	return end - sip > 8 && sip[7] == ' ' && is_digit(sip[8]) && starts_at(sip, end);
}

/* Where a message may begin in bytes that are none, from `from` on: after a line end, or at a status line. */
static const char *
next_start(struct slice bytes, size_t from)
{
	const char *end = bytes.p + bytes.n;
	struct slice rest = slice_skip(bytes, from);

	while (rest.n > 0) {
		const char *sip = slice_find(rest, SLICE("SIP/2.0"));
		const char *line = sip;

		if (sip == NULL)
			return NULL;
		while (line > rest.p && line[-1] != '\n' && line[-1] != '\r')
			line--;
		if ((line > rest.p || from == 0) && starts_at(line, end))
			return line;
		if (is_status(sip, end))
			return sip;
		rest = slice_from(sip + 7, end);
	}
	return NULL;
}

static const char *
last_line(struct slice bytes)
{
	for (size_t i = bytes.n; i > 0; i--)
		if (bytes.p[i - 1] == '\n')
			return bytes.p + i;
	return bytes.p;
}

/* The front is no message: drop up to the next start line, or all but a line that may become one. */
static size_t
resynchronise(struct stream *s, struct slice bytes)
{
	const char *start = next_start(bytes, 1);
	size_t drop;

	if (start == NULL)
		start = last_line(bytes);
	drop = (size_t)(start - bytes.p);
	if (bytes.n - drop > LINE_MAX_BYTES)
		drop = bytes.n;
	if (drop == 0)
		s->need = bytes.n + 1;
	s->barren += drop;
	if (!s->fruitful && s->barren > BARREN_MAX)
		s->mode = STREAM_DEAD;
	return drop;
}

/* True when the first line is not complete, but may still become a start line. */
static bool
may_become_start(struct slice bytes)
{
	size_t n = bytes.n < 64 ? bytes.n : 64;

	if (bytes.n > LINE_MAX_BYTES || slice_chr(bytes, '\n') != NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)bytes.p[i] < ' ' && bytes.p[i] != '\r')
			return false;
	return true;
}

/* Past the empty line after the headers; NULL when it has not come. */
static const char *
headers_end(struct slice bytes, size_t from)
{
	struct slice rest = slice_skip(bytes, from > 3 ? from - 3 : 0);
	const char *end = bytes.p + bytes.n;

	while (rest.n > 0) {
		const char *lf = slice_chr(rest, '\n');

		if (lf == NULL)
			return NULL;
		if (end - lf > 1 && lf[1] == '\n')
			return lf + 2;
		if (end - lf > 2 && lf[1] == '\r' && lf[2] == '\n')
			return lf + 3;
		rest = slice_from(lf + 1, end);
	}
	return NULL;
}

/* A body that may hold start lines of its own (message/sipfrag, or parts of which one is that). */
static bool
body_may_hold_messages(const struct message *m)
{
	struct slice type = message_value(m, H_CONTENT_TYPE);

	return slice_starts_nocase(type, SLICE("message/")) || slice_starts_nocase(type, SLICE("multipart/"));
}

/*
 * Where the message ends: by its Content-Length, unless another message begins before that. Without
 * a usable one, at the next start line or at the end of what there is now.
 */
static size_t
message_end(struct slice bytes, size_t headers)
{
	struct slice body = slice_skip(bytes, headers);
	struct message m = { .headers = NULL };
	const char *next = NULL;
	int64_t length = -1;

	if (message_index(&m, slice_head(bytes, headers)) != MESSAGE_NOT_SIP && m.content_length <= LENGTH_MAX)
		length = m.content_length;
	if (length >= 0)
		body = slice_head(body, (size_t)length);
	if (length < 0 || (length > 0 && !body_may_hold_messages(&m)))
		next = next_start(body, 0);
	message_release(&m);
	if (next != NULL)
		return (size_t)(next - bytes.p);
	return length >= 0 ? headers + (size_t)length : bytes.n;
}

static size_t
take_whole(struct stream *s, const struct stream_out *out, struct slice bytes, size_t headers)
{
	size_t total = message_end(bytes, headers);

	if (total > MESSAGE_MAX && bytes.n >= MESSAGE_MAX) {
		message_out(s, out, slice_head(bytes, MESSAGE_MAX), FRAME_CUT);
		s->skip = total - MESSAGE_MAX;
		return MESSAGE_MAX;
	}
	if (total > bytes.n) {
		s->need = total < MESSAGE_MAX ? total : MESSAGE_MAX;
		s->scanned = headers - 1;
		return 0;
	}
	message_out(s, out, slice_head(bytes, total), 0);
	return total;
}

size_t
stream_take_sip(struct stream *s, const struct stream_out *out, struct slice bytes)
{
	const char *end;

	if (*bytes.p == '\r' || *bytes.p == '\n' || *bytes.p == '\0')
		return 1;
	if (s->scanned == 0 && !message_starts(bytes) && !message_starts_broken(bytes)) {
		if (!may_become_start(bytes))
			return resynchronise(s, bytes);
		s->need = bytes.n + 1;
		return 0;
	}
	end = headers_end(bytes, s->scanned);
	if (end != NULL)
		return take_whole(s, out, bytes, (size_t)(end - bytes.p));
	if (bytes.n >= MESSAGE_MAX) {
		message_out(s, out, bytes, FRAME_CUT);
		return bytes.n;
	}
	s->scanned = bytes.n;
	s->need = bytes.n + 1;
	return 0;
}

void
stream_cut_sip(struct stream *s, const struct stream_out *out)
{
	struct slice left = buf_slice(&s->held);
	size_t taken;

	do {	/* a Content-Length too large may have held back more than one message */
		s->scanned = 0;
		taken = stream_take_sip(s, out, left);
		left = slice_skip(left, taken);
	} while (taken > 0 && left.n > 0);
	if (message_starts(left))
		message_out(s, out, left, FRAME_CUT);
}
