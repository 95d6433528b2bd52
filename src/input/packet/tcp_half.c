/* SPDX-License-Identifier: MIT */
#include "input/packet/tcp_half.h"

#include <stdlib.h>

#include "base/memory.h"
#include "input/unpack/inflate.h"

enum {
	WAITING_MAX = 256 * 1024,	/* bytes ahead of a gap */
	WAITING_COUNT = 256,
	ACKED_PATIENCE = 200000,	/* µs to wait for bytes that the peer has acknowledged */
	PATIENCE = 30 * TIME_SECOND,
};

struct segment {
	struct segment *next;
	uint32_t seq;
	size_t n, whole;
	struct place place;		/* of its packet */
	char bytes[];
};

static void
deliver_message(void *ctx, struct slice bytes, unsigned flags, bool websocket)
{
	const struct delivery *to = ctx;
	struct flow f = *to->flow;

	f.transport = websocket ? TRANSPORT_WS : TRANSPORT_TCP;
	decoder_message(to->decoder, &f, bytes, flags);
}

static void
deliver_hep(void *ctx, struct slice packet)
{
	const struct delivery *to = ctx;

	hep_take(to->decoder, packet);
}

static struct stream_out
stream_out(struct delivery *to)
{
	return (struct stream_out){ to, deliver_message, deliver_hep };
}

/* What was captured of the segment, and a gap where the snaplen cut it. */
static void
half_advance(struct half *h, struct delivery *to, struct slice bytes, size_t whole)
{
	struct stream_out out = stream_out(to);

	stream_data(&h->stream, &out, bytes);
	if (whole > bytes.n) {
		stream_gap(&h->stream, &out);
		h->clipped = true;
	}
	h->next += (uint32_t)whole;
}

static void
half_drop_first(struct half *h)
{
	struct segment *s = h->waiting;

	h->waiting = s->next;
	h->waiting_bytes -= s->n;
	h->waiting_count--;
	free(s);
}

/*
 * Take what `next` has reached; what is old, or old in its first part, was there before. `late`: nothing was awaited but by
 * the capture, the peer had each of them when it came.
 */
static void
half_drain(struct half *h, struct delivery *to, bool late)
{
	while (h->waiting != NULL && (int32_t)(h->waiting->seq - h->next) <= 0) {
		struct segment *s = h->waiting;
		size_t old = h->next - s->seq;

		if (late)
			to->decoder->place = s->place;
		if (old < s->whole)
			half_advance(h, to, slice_skip((struct slice){ s->bytes, s->n }, old), s->whole - old);
		half_drop_first(h);
	}
}

/* The gap before the first waiting segment won't be filled. */
static void
half_skip_gap(struct half *h, struct delivery *to)
{
	struct stream_out out = stream_out(to);
	struct place here = to->decoder->place;

	stream_gap(&h->stream, &out);
	h->gaps++;
	h->next = h->waiting->seq;
	half_drain(h, to, true);
	to->decoder->place = here;
	h->waiting_since = to->decoder->place.time;
}

void
half_release(struct half *h)
{
	while (h->waiting != NULL)
		half_drop_first(h);
	stream_release(&h->stream);
	*h = (struct half){ .stream = STREAM_INIT };
}

void
half_finish(struct half *h, struct delivery *to)
{
	struct stream_out out = stream_out(to);

	if (h->waiting == NULL && h->stream.held.n > 0)
		stream_end(&h->stream, &out);
}

void
half_end(struct half *h, struct delivery *to)
{
	struct place here = to->decoder->place;

	to->decoder->place = h->seen;
	while (h->waiting != NULL)
		half_skip_gap(h, to);
	half_finish(h, to);
	to->decoder->place = here;
	half_release(h);
}

bool
half_lacks(const struct half *h)
{
	/* Of one whose beginning is not in the capture, nothing was sent before what was acknowledged first. */
	uint32_t reached = h->synced ? h->next : h->acked_first;

	return h->clipped || h->gaps > 0 || h->waiting != NULL || (h->has_acked && (int32_t)(h->acked - reached) > 1);	/* 1: a FIN */
}

bool
half_has_data(const struct half *h)
{
	return h->seen.packet != 0;
}

size_t
half_cost(const struct half *h)
{
	return h->waiting_bytes + h->waiting_count * sizeof(struct segment) + h->stream.held.cap + h->stream.joined.cap +
	    (h->stream.inflater != NULL ? INFLATER_COST : 0);
}

static void
half_wait(struct half *h, const struct segment_in *in, const struct place *here)
{
	struct segment **at = &h->waiting, *s;
	struct slice bytes = in->piece.bytes;

	while (*at != NULL && (int32_t)((*at)->seq - in->seq) < 0)
		at = &(*at)->next;
	if (*at != NULL && (*at)->seq == in->seq && (*at)->whole >= in->piece.whole)
		return;
	s = xmalloc(sizeof *s + bytes.n);
	*s = (struct segment){ .next = *at, .seq = in->seq, .n = bytes.n, .whole = in->piece.whole, .place = *here };
	memcpy(s->bytes, bytes.p, bytes.n);
	if (h->waiting == NULL)
		h->waiting_since = here->time;
	*at = s;
	h->waiting_bytes += bytes.n;
	h->waiting_count++;
}

/* Whether to go on without the bytes that are missing. */
static bool
half_is_impatient(const struct half *h, int64_t now)
{
	int64_t age = now - h->waiting_since;
	bool acked = h->has_acked && (int32_t)(h->acked - h->next) > 0;

	if (h->waiting == NULL)
		return false;
	return h->waiting_bytes > WAITING_MAX || h->waiting_count > WAITING_COUNT || age < 0 ||
	    age > (acked ? ACKED_PATIENCE : PATIENCE);
}

void
half_lose_patience(struct half *h, struct delivery *to)
{
	while (half_is_impatient(h, to->decoder->place.time))
		half_skip_gap(h, to);
}

void
half_data(struct half *h, struct delivery *to, const struct segment_in *in)
{
	struct stream_out out = stream_out(to);
	int32_t ahead = (int32_t)(in->seq - h->next);

	if (h->synced && (ahead > TCP_JUMP || ahead < -TCP_JUMP)) {
		stream_gap(&h->stream, &out);
		while (h->waiting != NULL)
			half_drop_first(h);
		h->synced = false;
		h->gaps++;
	}
	if (!h->synced) {
		h->synced = true;
		h->gaps += h->has_acked && (int32_t)(in->seq - h->acked_first) > 0;
		h->next = in->seq;
		ahead = 0;
	}
	h->seen = to->decoder->place;
	if (ahead > 0) {
		half_wait(h, in, &to->decoder->place);
		return;
	}
	size_t old = (size_t)-(int64_t)ahead;
	if (old >= in->piece.whole)
		return;
	half_advance(h, to, slice_skip(in->piece.bytes, old), in->piece.whole - old);
	half_drain(h, to, false);
}
