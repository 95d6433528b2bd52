/*
 * TCP (RFC 9293): puts the bytes of each direction in order and gives them to its stream. A capture
 * may begin within a connection, miss segments and hold some twice; what was captured first counts.
 * Bound: connections, and bytes waiting in all of them; the longest unused goes first.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "input/layers.h"
#include "input/stream.h"

enum {
	CONNECTIONS_MAX = 32768,
	BUCKETS = 65536,
	WAITING_MAX = 256 * 1024,	/* bytes ahead of a gap, in one direction */
	WAITING_COUNT = 256,
	BYTES_MAX = 64 * 1024 * 1024,	/* waiting and held, in all connections */
	JUMP = 1024 * 1024,		/* further than this from what is expected is another connection */
	ACKED_PATIENCE = 200000,	/* µs to wait for bytes that the peer has acknowledged */
	PATIENCE = 30 * 1000000,
};

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

struct segment {
	struct segment *next;
	uint32_t seq;
	size_t n, whole;
	char bytes[];
};

/* One direction. */
struct half {
	bool synced;			/* `next` means something */
	uint32_t next;			/* sequence number expected */
	bool has_acked;
	uint32_t acked;			/* by the other side */
	struct segment *waiting;	/* ahead of a gap, in order */
	size_t waiting_bytes, waiting_count;
	int64_t waiting_since;
	struct place seen;		/* the last packet with data */
	struct stream stream;
};

struct connection {
	struct connection *chain;	/* same bucket */
	struct connection *older, *younger;
	struct flow flow;		/* of half[0] */
	struct half half[2];
	size_t cost;
};

struct tcp {
	struct connection *bucket[BUCKETS];
	struct connection *oldest, *youngest;
	size_t count, cost;
};

/* A stream and where it stands, for its messages. */
struct delivery {
	struct decoder *decoder;
	const struct flow *flow;
};

struct segment_in {
	uint32_t seq;
	struct piece piece;
};

struct tcp *
tcp_new(void)
{
	return xcalloc(1, sizeof(struct tcp));
}

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

	hep_decode(to->decoder, packet);
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
	if (whole > bytes.n)
		stream_gap(&h->stream, &out);
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

/* Take what `next` has reached; what is old, or old in its first part, was there before. */
static void
half_drain(struct half *h, struct delivery *to)
{
	while (h->waiting != NULL && (int32_t)(h->waiting->seq - h->next) <= 0) {
		struct segment *s = h->waiting;
		size_t old = h->next - s->seq;

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

	stream_gap(&h->stream, &out);
	h->next = h->waiting->seq;
	half_drain(h, to);
	h->waiting_since = to->decoder->place.time;
}

static void
half_end(struct half *h, struct delivery *to)
{
	struct stream_out out = stream_out(to);
	struct place here = to->decoder->place;

	if (h->synced && (h->waiting != NULL || h->stream.held.n > 0)) {
		to->decoder->place = h->seen;
		while (h->waiting != NULL)
			half_skip_gap(h, to);
		stream_end(&h->stream, &out);
		to->decoder->place = here;
	}
	while (h->waiting != NULL)
		half_drop_first(h);
	buf_release(&h->stream.held);
	buf_release(&h->stream.joined);
	*h = (struct half){ .stream = STREAM_INIT };
}

static void
half_wait(struct half *h, const struct segment_in *in, int64_t now)
{
	struct segment **at = &h->waiting, *s;
	struct slice bytes = in->piece.bytes;

	while (*at != NULL && (int32_t)((*at)->seq - in->seq) < 0)
		at = &(*at)->next;
	if (*at != NULL && (*at)->seq == in->seq && (*at)->whole >= in->piece.whole)
		return;
	s = xmalloc(sizeof *s + bytes.n);
	*s = (struct segment){ .next = *at, .seq = in->seq, .n = bytes.n, .whole = in->piece.whole };
	memcpy(s->bytes, bytes.p, bytes.n);
	if (h->waiting == NULL)
		h->waiting_since = now;
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

static void
half_data(struct half *h, struct delivery *to, const struct segment_in *in)
{
	int64_t now = to->decoder->place.time;
	struct stream_out out = stream_out(to);
	int32_t ahead = (int32_t)(in->seq - h->next);

	if (h->synced && (ahead > JUMP || ahead < -JUMP)) {
		stream_gap(&h->stream, &out);
		while (h->waiting != NULL)
			half_drop_first(h);
		h->synced = false;
	}
	if (!h->synced) {
		h->synced = true;
		h->next = in->seq;
		ahead = 0;
	}
	h->seen = to->decoder->place;
	if (ahead > 0) {
		half_wait(h, in, now);
		return;
	}
	size_t old = (size_t)-(int64_t)ahead;
	if (old >= in->piece.whole)
		return;
	half_advance(h, to, slice_skip(in->piece.bytes, old), in->piece.whole - old);
	half_drain(h, to);
}

/* Connections are found by their two ends, in either direction. */
static struct connection **
bucket_of(struct tcp *t, const struct flow *f)
{
	uint64_t h = addr_hash(&f->src, true) + addr_hash(&f->dst, true);

	return &t->bucket[(h ^ h >> 32) % BUCKETS];
}

static void
list_remove(struct tcp *t, struct connection *c)
{
	if (c->older != NULL)
		c->older->younger = c->younger;
	else
		t->oldest = c->younger;
	if (c->younger != NULL)
		c->younger->older = c->older;
	else
		t->youngest = c->older;
}

static void
list_add(struct tcp *t, struct connection *c)
{
	c->older = t->youngest;
	c->younger = NULL;
	if (t->youngest != NULL)
		t->youngest->younger = c;
	else
		t->oldest = c;
	t->youngest = c;
}

static struct flow
reverse(const struct flow *f)
{
	return (struct flow){ f->dst, f->src, f->transport };
}

static void
connection_end(struct decoder *d, struct connection *c)
{
	struct flow back = reverse(&c->flow);

	half_end(&c->half[0], &(struct delivery){ d, &c->flow });
	half_end(&c->half[1], &(struct delivery){ d, &back });
}

static void
connection_remove(struct decoder *d, struct connection *c)
{
	struct tcp *t = d->tcp;
	struct connection **at = bucket_of(t, &c->flow);

	connection_end(d, c);
	while (*at != c)
		at = &(*at)->chain;
	*at = c->chain;
	list_remove(t, c);
	t->count--;
	t->cost -= c->cost;
	free(c);
}

/* The connection and which of its halves sends in this flow; NULL when it is not known. */
static struct connection *
connection_find(struct tcp *t, const struct flow *f, unsigned *side)
{
	for (struct connection *c = *bucket_of(t, f); c != NULL; c = c->chain) {
		if (addr_eq(&c->flow.src, &f->src) && addr_eq(&c->flow.dst, &f->dst))
			*side = 0;
		else if (addr_eq(&c->flow.src, &f->dst) && addr_eq(&c->flow.dst, &f->src))
			*side = 1;
		else
			continue;
		list_remove(t, c);
		list_add(t, c);
		return c;
	}
	return NULL;
}

static struct connection *
connection_new(struct decoder *d, const struct flow *f)
{
	struct tcp *t = d->tcp;
	struct connection *c, **bucket;

	if (t->count >= CONNECTIONS_MAX)
		connection_remove(d, t->oldest);
	bucket = bucket_of(t, f);
	c = xcalloc(1, sizeof *c);
	c->flow = *f;
	c->chain = *bucket;
	*bucket = c;
	list_add(t, c);
	t->count++;
	return c;
}

static void
count_cost(struct decoder *d, struct connection *c)
{
	struct tcp *t = d->tcp;
	size_t cost = 0;

	for (int i = 0; i < 2; i++) {
		const struct half *h = &c->half[i];

		cost += h->waiting_bytes + h->waiting_count * sizeof(struct segment) + h->stream.held.cap + h->stream.joined.cap;
	}
	t->cost += cost - c->cost;
	c->cost = cost;
	while (t->cost > BYTES_MAX && t->oldest != NULL)
		connection_remove(d, t->oldest);
}

/* A SYN with another number than expected: the ports are used again. */
static void
half_synchronise(struct decoder *d, struct connection *c, unsigned side, uint32_t next, bool first)
{
	struct half *h = &c->half[side];
	uint32_t beyond = h->next - next;
	struct flow back = reverse(&c->flow);

	if (h->synced && (beyond == 0 || (beyond < JUMP && !first)))
		return;		/* it was sent twice */
	if (first)
		connection_end(d, c);
	else
		half_end(h, &(struct delivery){ d, side == 0 ? &c->flow : &back });
	h->synced = true;
	h->next = next;
}

/* The data of one segment, then what its acknowledgement and its end mean. */
static void
connection_segment(struct decoder *d, struct connection *c, unsigned side, struct slice header, const struct segment_in *in)
{
	struct half *h = &c->half[side], *other = &c->half[!side];
	struct flow back = reverse(&c->flow);
	struct delivery forth = { d, side == 0 ? &c->flow : &back }, against = { d, side == 0 ? &back : &c->flow };
	unsigned flags = byte_at(header, 13);

	if (flags & ACK) {
		other->has_acked = true;
		other->acked = be32(header, 8);
	}
	if (in->piece.whole > 0 && h->stream.mode != STREAM_DEAD)
		half_data(h, &forth, in);
	while (half_is_impatient(h, d->place.time))
		half_skip_gap(h, &forth);
	while (half_is_impatient(other, d->place.time))
		half_skip_gap(other, &against);
	if ((flags & FIN) && h->waiting == NULL && h->stream.held.n > 0) {
		struct stream_out out = stream_out(&forth);

		stream_end(&h->stream, &out);
	}
}

void
tcp_decode(struct decoder *d, struct flow *f, struct piece p)
{
	struct slice header = p.bytes;
	size_t size = (byte_at(header, 12) >> 4) * 4u;
	unsigned flags = byte_at(header, 13), side = 0;
	struct segment_in in = { be32(header, 4), { SLICE_NONE, 0 } };
	struct connection *c;

	if (header.n < 20 || size < 20 || header.n < size)
		return;
	f->src.port = be16(header, 0);
	f->dst.port = be16(header, 2);
	f->transport = TRANSPORT_TCP;
	in.piece = piece_skip(p, size);
	c = connection_find(d->tcp, f, &side);
	if (c == NULL) {
		if (!(flags & SYN) && in.piece.whole == 0)
			return;
		c = connection_new(d, f);
	}
	if (flags & SYN) {
		in.seq++;
		half_synchronise(d, c, side, in.seq, !(flags & ACK));
	}
	connection_segment(d, c, side, header, &in);
	if (flags & RST)
		connection_remove(d, c);
	else
		count_cost(d, c);
}

void
tcp_end(struct decoder *d)
{
	struct connection *younger;

	for (struct connection *c = d->tcp->oldest; c != NULL; c = younger) {
		younger = c->younger;
		connection_remove(d, c);
	}
}

void
tcp_free(struct tcp *t)
{
	struct connection *c, *younger;

	for (c = t->oldest; c != NULL; c = younger) {
		younger = c->younger;
		for (int i = 0; i < 2; i++) {
			while (c->half[i].waiting != NULL)
				half_drop_first(&c->half[i]);
			buf_release(&c->half[i].stream.held);
			buf_release(&c->half[i].stream.joined);
		}
		free(c);
	}
	free(t);
}
