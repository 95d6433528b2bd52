/* SPDX-License-Identifier: MIT */
/* WebSocket frames (RFC 6455 §5.2); each message is one SIP message (RFC 7118 §5). */
#include "input/packet/bytes.h"
#include "input/packet/stream.h"
#include "input/unpack/inflate.h"
#include "sip/message.h"

enum {
	FIN = 0x80, PACKED = 0x40, RESERVED = 0x70, OPCODE = 0x0f, MASK = 0x80,
	CONTINUATION = 0, TEXT = 1, BINARY = 2, CONTROL = 8, PONG = 10, CONTROL_MAX = 125,
};

struct ws_frame {
	unsigned first;		/* FIN, reserved bits, opcode */
	bool masked;
	uint8_t mask[4];
	size_t header;
	uint64_t length;
};

/* False when the header is not complete; *need is how much it takes. */
static bool
frame_parse(struct ws_frame *f, struct slice s, size_t *need)
{
	unsigned length = byte_at(s, 1) & ~(unsigned)MASK;
	size_t extended = length == 126 ? 2 : length == 127 ? 8 : 0;

	f->first = byte_at(s, 0);
	f->masked = byte_at(s, 1) & MASK;
	f->header = 2 + extended + (f->masked ? 4 : 0);
	*need = s.n < 2 ? 2 : f->header;
	if (s.n < *need)
		return false;
	f->length = extended == 2 ? be16(s, 2) : extended == 8 ? (uint64_t)be32(s, 2) << 32 | be32(s, 6) : length;
	for (size_t i = 0; i < 4; i++)
		f->mask[i] = f->masked ? byte_at(s, 2 + extended + i) : 0;
	return true;
}

static bool
frame_makes_sense(const struct ws_frame *f)
{
	unsigned opcode = f->first & OPCODE;

	return opcode <= BINARY || (opcode >= CONTROL && opcode <= PONG && f->length <= CONTROL_MAX);
}

static void
add_unmasked(struct buf *out, const struct ws_frame *f, struct slice payload)
{
	char *to = buf_room(out, payload.n);

	for (size_t i = 0; i < payload.n; i++)
		to[i] = (char)(payload.p[i] ^ f->mask[i % 4]);
	out->n += payload.n;
	out->p[out->n] = '\0';
}

bool
websocket_starts(struct slice s)
{
	struct ws_frame f;
	struct buf start = BUF_INIT;
	size_t need;
	bool is_sip;

	if (!frame_parse(&f, s, &need) || f.length < 64 || f.length > MESSAGE_MAX || (f.first & RESERVED) ||
	    !((f.first & OPCODE) == TEXT || (f.first & OPCODE) == BINARY))
		return false;
	s = slice_head(slice_skip(s, f.header), (size_t)f.length);
	add_unmasked(&start, &f, slice_head(s, 4096));
	is_sip = message_starts(buf_slice(&start));
	buf_release(&start);
	return is_sip;
}

size_t
websocket_idle(struct slice s)
{
	struct ws_frame f;
	struct buf text = BUF_INIT;
	size_t need;
	bool idle;

	if (!frame_parse(&f, s, &need) || !(f.first & FIN) || (f.first & RESERVED) || f.length > CONTROL_MAX ||
	    s.n - f.header < f.length)
		return 0;
	s = slice_head(slice_skip(s, f.header), (size_t)f.length);
	add_unmasked(&text, &f, s);
	idle = ((f.first & OPCODE) > CONTROL && (f.first & OPCODE) <= PONG) ||
	    ((f.first & OPCODE) <= BINARY && s.n > 0 && slice_trim(buf_slice(&text)).n == 0);
	buf_release(&text);
	return idle ? f.header + (size_t)f.length : 0;
}

/* RFC 7692: every message has to be unpacked, also those that are of no interest, since later ones refer to them. */
static void
unpack(struct stream *s)
{
	struct buf plain = BUF_INIT;

	if (s->inflater == NULL)
		s->inflater = inflater_new();
	if (s->joined.n > MESSAGE_MAX)
		inflater_break(s->inflater);
	else
		inflater_message(s->inflater, buf_slice(&s->joined), MESSAGE_MAX + 1, &plain);
	buf_release(&s->joined);
	s->joined = plain;
}

/* The last frame of a message has come. */
static void
message_complete(struct stream *s, const struct stream_out *out)
{
	if (s->packed)
		unpack(s);
	struct slice bytes = buf_slice(&s->joined);
	bool large = bytes.n > MESSAGE_MAX;

	while (bytes.n > 0 && (*bytes.p == '\r' || *bytes.p == '\n'))
		bytes = slice_skip(bytes, 1);
	if (message_starts(bytes)) {
		stream_carried(s, bytes);
		out->message(out->ctx, slice_head(bytes, MESSAGE_MAX), large ? FRAME_CUT : 0, true);
	}
	buf_release(&s->joined);
}

/* A frame that is worth holding: data, not changed by an unknown extension, not beyond what a message may have. */
static bool
frame_is_wanted(const struct ws_frame *f)
{
	return (f->first & OPCODE) <= BINARY && !(f->first & RESERVED & ~(unsigned)PACKED) &&
	    f->length <= MESSAGE_MAX;
}

size_t
stream_take_websocket(struct stream *s, const struct stream_out *out, struct slice bytes)
{
	struct ws_frame f;
	size_t total;

	if (!frame_parse(&f, bytes, &s->need))
		return 0;
	if (!frame_makes_sense(&f)) {
		s->mode = STREAM_DEAD;
		return 0;
	}
	if (!frame_is_wanted(&f)) {
		if (s->inflater != NULL && (f.first & OPCODE) <= BINARY)
			inflater_break(s->inflater);
		s->skip = f.length;
		return f.header;
	}
	total = f.header + (size_t)f.length;
	if (bytes.n < total) {
		s->need = total;
		return 0;
	}
	if ((f.first & OPCODE) <= BINARY && (f.first & OPCODE) != CONTINUATION) {
		buf_reset(&s->joined);
		s->packed = f.first & PACKED;
	}
	if ((f.first & OPCODE) > BINARY)
		return total;
	if (s->joined.n <= MESSAGE_MAX)
		add_unmasked(&s->joined, &f, slice_head(slice_skip(bytes, f.header), (size_t)f.length));
	if (f.first & FIN)
		message_complete(s, out);
	return total;
}
