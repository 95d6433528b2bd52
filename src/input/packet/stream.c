/* SPDX-License-Identifier: MIT */
#include "input/packet/stream.h"

#include <stdlib.h>

#include "base/memory.h"
#include "input/packet/bytes.h"
#include "input/unpack/inflate.h"
#include "sip/message.h"

enum {
	PREFIX = 16,			/* bytes that tell what a stream carries */
	HTTP_MAX = 16 * 1024,		/* header of an upgrade */
	NOTE_MAX = 100,			/* of the first line of something else */
};

static struct slice
skip_blank(struct slice s)
{
	while (s.n > 0 && (*s.p == '\r' || *s.p == '\n' || *s.p == '\0'))
		s = slice_skip(s, 1);
	return s;
}

static enum stream_mode
stream_recognise(struct slice s)
{
	if (message_starts(s))
		return STREAM_SIP;
	if (slice_starts(s, SLICE("HEP3")))
		return STREAM_HEP;
	if (slice_starts(s, SLICE("GET ")) || slice_starts(s, SLICE("HTTP/1.1 101")))
		return STREAM_HTTP;
	if (tls_starts(s))
		return STREAM_TLS;
	if (slice_starts(s, SLICE("HTTP/")))
		return STREAM_DEAD;
	return websocket_starts(s) ? STREAM_WEBSOCKET : STREAM_SIP;
}

/* The first line of what is no SIP, as far as it can be shown. */
static void
take_note(struct stream *s, struct slice bytes)
{
	size_t n = 0;

	while (n < bytes.n && n < NOTE_MAX && (unsigned char)bytes.p[n] >= ' ' && (unsigned char)bytes.p[n] < 0x7f)
		n++;
	buf_reset(&s->note);
	buf_add(&s->note, slice_trim(slice_head(bytes, n)));
}

/* "GET /ws HTTP/1.1", and whether SIP is what the frames shall carry. */
static void
note_upgrade(struct stream *s, struct slice header)
{
	struct slice line = slice_head(header, NOTE_MAX);
	const char *protocol = slice_find_nocase(header, SLICE("\nsec-websocket-protocol:"));

	if (!slice_starts(header, SLICE("GET ")))
		return;
	line = slice_skip(line, 4);
	take_note(s, slice_cut(&line, ' '));
	s->upgrade = true;
	s->asked++;
	if (protocol != NULL) {
		struct slice value = slice_from(protocol + 1, header.p + header.n);
		s->for_sip = slice_find_nocase(slice_cut(&value, '\n'), SLICE("sip")) != NULL;
	}
}

/* After the upgrade come frames; any other HTTP is not for us. */
static size_t
take_http(struct stream *s, struct slice bytes)
{
	const char *end = slice_find(bytes, SLICE("\r\n\r\n"));
	struct slice header;

	if (end == NULL) {
		s->need = bytes.n + 1;
		if (bytes.n > HTTP_MAX)
			s->mode = STREAM_DEAD;
		return 0;
	}
	header = slice_from(bytes.p, end);
	s->mode = slice_find_nocase(header, SLICE("\nupgrade:")) != NULL && slice_find_nocase(header, SLICE("websocket")) != NULL ?
	    STREAM_WEBSOCKET : STREAM_DEAD;
	if (s->mode == STREAM_WEBSOCKET)
		note_upgrade(s, header);
	return header.n + 4;
}

static size_t
take_hep(struct stream *s, const struct stream_out *out, struct slice bytes)
{
	size_t length = be16(bytes, 4);

	if (bytes.n < 6) {
		s->need = 6;
		return 0;
	}
	if (!slice_starts(bytes, SLICE("HEP3")) || length < 6) {
		s->mode = STREAM_DEAD;
		return 0;
	}
	if (bytes.n < length) {
		s->need = length;
		return 0;
	}
	out->hep(out->ctx, slice_head(bytes, length));
	return length;
}

static size_t
take_tls(struct stream *s, struct slice bytes)
{
	size_t taken;

	if (s->tls == NULL)
		s->tls = xcalloc(1, sizeof *s->tls);
	taken = tls_take(s->tls, bytes, &s->need, &s->skip);
	if (s->tls->broken)
		s->mode = STREAM_DEAD;
	return taken;
}

static size_t
stream_take(struct stream *s, const struct stream_out *out, struct slice bytes)
{
	struct slice s0 = skip_blank(bytes);

	switch (s->mode) {
	case STREAM_START:
		if (s0.n < bytes.n)
			return bytes.n - s0.n;
		if (bytes.n < PREFIX && !tls_starts(bytes)) {
			s->need = PREFIX;
			return 0;
		}
		if (websocket_idle(bytes) > 0)
			return websocket_idle(bytes);
		s->mode = stream_recognise(bytes);
		if (s->mode == STREAM_DEAD || (s->mode == STREAM_SIP && !message_starts(bytes)))
			take_note(s, bytes);
		return stream_take(s, out, bytes);
	case STREAM_SIP:
		return stream_take_sip(s, out, bytes);
	case STREAM_HTTP:
		return take_http(s, bytes);
	case STREAM_WEBSOCKET:
		return stream_take_websocket(s, out, bytes);
	case STREAM_HEP:
		return take_hep(s, out, bytes);
	case STREAM_TLS:
		return take_tls(s, bytes);
	case STREAM_DEAD:
		break;
	}
	return 0;
}

static void
stream_drop(struct stream *s)
{
	buf_release(&s->held);
	buf_release(&s->joined);
	s->need = s->scanned = 0;
}

/* Takes all the messages that are whole; returns the bytes that are left. */
static struct slice
stream_take_all(struct stream *s, const struct stream_out *out, struct slice bytes)
{
	while (bytes.n > 0 && s->mode != STREAM_DEAD) {
		size_t skipped = s->skip < bytes.n ? (size_t)s->skip : bytes.n, taken;

		s->skip -= skipped;
		bytes = slice_skip(bytes, skipped);
		if (bytes.n == 0)
			break;
		s->need = 0;
		taken = stream_take(s, out, bytes);
		if (taken == 0)
			break;
		s->scanned = 0;
		bytes = slice_skip(bytes, taken);
	}
	return bytes;
}

void
stream_data(struct stream *s, const struct stream_out *out, struct slice bytes)
{
	struct slice left;

	if (s->mode == STREAM_DEAD)
		return;
	if (s->held.n > 0) {
		buf_add(&s->held, bytes);
		if (s->held.n < s->need)
			return;
		bytes = buf_slice(&s->held);
	}
	left = stream_take_all(s, out, bytes);
	if (s->mode == STREAM_DEAD || left.n == 0) {
		buf_release(&s->held);
		if (s->mode == STREAM_DEAD)
			stream_drop(s);
	} else if (s->held.n > 0) {
		memmove(s->held.p, left.p, left.n);
		s->held.n = left.n;
	} else {
		buf_add(&s->held, left);
	}
}

void
stream_gap(struct stream *s, const struct stream_out *out)
{
	if (s->mode == STREAM_DEAD)
		return;
	if (s->mode == STREAM_SIP && s->held.n > 0)
		stream_cut_sip(s, out);
	if (s->tls != NULL)
		s->tls->broken = true;
	if (s->inflater != NULL)
		inflater_break(s->inflater);
	stream_drop(s);
	s->skip = 0;
	if (s->mode != STREAM_SIP)
		s->mode = STREAM_START;
}

void
stream_end(struct stream *s, const struct stream_out *out)
{
	if (s->mode == STREAM_START && s->held.n > 0)
		s->mode = STREAM_SIP;
	stream_gap(s, out);
}

void
stream_release(struct stream *s)
{
	stream_drop(s);
	buf_release(&s->note);
	inflater_free(s->inflater);
	free(s->tls);
	*s = STREAM_INIT;
}
