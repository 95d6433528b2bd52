#include "input/stream.h"

#include "input/bytes.h"
#include "sip/message.h"

enum {
	PREFIX = 16,			/* bytes that tell what a stream carries */
	HTTP_MAX = 16 * 1024,		/* header of an upgrade */
};

static struct slice
skip_blank(struct slice s)
{
	while (s.n > 0 && (*s.p == '\r' || *s.p == '\n' || *s.p == '\0'))
		s = slice_skip(s, 1);
	return s;
}

static bool
is_tls(struct slice s)
{
	return s.n >= 3 && byte_at(s, 0) >= 0x14 && byte_at(s, 0) <= 0x18 && byte_at(s, 1) == 3 && byte_at(s, 2) <= 4;
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
	if (slice_starts(s, SLICE("HTTP/")) || is_tls(s))
		return STREAM_DEAD;
	return websocket_starts(s) ? STREAM_WEBSOCKET : STREAM_SIP;
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
stream_take(struct stream *s, const struct stream_out *out, struct slice bytes)
{
	struct slice s0 = skip_blank(bytes);

	switch (s->mode) {
	case STREAM_START:
		if (s0.n < bytes.n)
			return bytes.n - s0.n;
		if (bytes.n < PREFIX) {
			s->need = PREFIX;
			return 0;
		}
		s->mode = stream_recognise(bytes);
		return stream_take(s, out, bytes);
	case STREAM_SIP:
		return stream_take_sip(s, out, bytes);
	case STREAM_HTTP:
		return take_http(s, bytes);
	case STREAM_WEBSOCKET:
		return stream_take_websocket(s, out, bytes);
	case STREAM_HEP:
		return take_hep(s, out, bytes);
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

/* All that can be taken; what is left. */
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
