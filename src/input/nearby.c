#include "input/nearby.h"

/* A failure stands for any cause or error words; a code only for itself. */
static bool
stands_for(int message, int remark)
{
	return remark ? message == remark : message >= 300;
}

static void
drop(struct nearby *n, size_t i)
{
	buf_release(&n->held[i].bytes);
	n->count--;
	memmove(&n->held[i], &n->held[i + 1], (n->count - i) * sizeof n->held[0]);
}

static void
hand_on(struct nearby *n, const struct sink *sink)
{
	struct held_remark *first = &n->held[0];

	first->frame.bytes = buf_slice(&first->bytes);
	first->frame.context = slice_of(first->context);
	sink->frame(sink->ctx, &first->frame);
	drop(n, 0);
}

void
nearby_message(struct nearby *n, int code, uint64_t line)
{
	if (code == 0)
		return;
	n->seen[n->next_seen].code = code;
	n->seen[n->next_seen].line = line;
	n->next_seen = (n->next_seen + 1) % NEARBY_SEEN;
	for (size_t i = n->count; i-- > 0;)
		if (stands_for(code, n->held[i].code) && line - n->held[i].frame.where.line <= NEARBY_LINES)
			drop(n, i);
}

void
nearby_remark(struct nearby *n, const struct sink *sink, const struct frame *frame, int code)
{
	struct held_remark *held;

	for (size_t i = 0; i < NEARBY_SEEN; i++)
		if (n->seen[i].code && stands_for(n->seen[i].code, code) &&
		    frame->where.line - n->seen[i].line <= NEARBY_LINES)
			return;
	if (n->count == NEARBY_HELD)
		hand_on(n, sink);
	held = &n->held[n->count++];
	*held = (struct held_remark){ .frame = *frame, .code = code };
	buf_add(&held->bytes, frame->bytes);
	memcpy(held->context, frame->context.p, frame->context.n < 15 ? frame->context.n : 15);
}

void
nearby_pass(struct nearby *n, const struct sink *sink, uint64_t line)
{
	while (n->count > 0 && (line == UINT64_MAX || line - n->held[0].frame.where.line > NEARBY_LINES))
		hand_on(n, sink);
}
