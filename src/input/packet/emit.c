/* SPDX-License-Identifier: MIT */
/* What the decoder hands on. */
#include "input/packet/layers.h"
#include "sip/message.h"

/* At its place in the capture; `f`: from where to where, NULL: nowhere. */
static void
emit(struct decoder *d, const struct flow *f, struct frame *frame)
{
	if (f != NULL) {
		frame->where.src = f->src;
		frame->where.dst = f->dst;
		frame->where.transport = f->transport;
	}
	if (d->timeless)
		frame->where.time = NO_TIME;
	d->sink->frame(d->sink->ctx, frame);
}

static void
hand_on(struct decoder *d, const struct flow *f, struct slice bytes, unsigned flags, const struct message *index)
{
	struct frame frame = {
		.kind = FRAME_MESSAGE, .flags = flags | FRAME_EXACT, .bytes = bytes, .where = d->place, .index = index,
	};

	emit(d, f, &frame);
}

void
decoder_message(struct decoder *d, const struct flow *f, struct slice bytes, unsigned flags)
{
	hand_on(d, f, bytes, flags, NULL);
}

/* RFC 3261 §25.1 has no NUL anywhere in a start line: this is a damaged packet, or something else. */
static bool
has_nul_in_start_line(struct slice s)
{
	const char *end = memchr(s.p, '\n', s.n);

	return memchr(s.p, '\0', end != NULL ? (size_t)(end - s.p) : s.n) != NULL;
}

bool
payload_is_message(struct piece *p, struct message *index)
{
	size_t blank = 0;

	while (blank < p->bytes.n && (p->bytes.p[blank] == '\r' || p->bytes.p[blank] == '\n'))
		blank++;	/* RFC 3261 §7.5 */
	*p = piece_skip(*p, blank);
	return message_may_start(p->bytes) && message_index(index, p->bytes) == MESSAGE_OK && !has_nul_in_start_line(p->bytes);
}

bool
payload_take(struct decoder *d, const struct flow *f, struct piece p)
{
	bool good = payload_is_message(&p, &d->index);

	if (!good && (!message_starts_broken(p.bytes) || has_nul_in_start_line(p.bytes)))
		return false;
	decoder_piece(d, f, p, good ? &d->index : NULL);
	return true;
}

void
decoder_piece(struct decoder *d, const struct flow *f, struct piece p, const struct message *index)
{
	hand_on(d, f, p.bytes, piece_is_cut(p) ? FRAME_CUT : 0, index);
}

void
decoder_witness(struct decoder *d, const struct witness *w, const struct flow *f)
{
	struct frame frame = { .kind = FRAME_WITNESS, .where = d->place, .witness = w };

	emit(d, f, &frame);
}
