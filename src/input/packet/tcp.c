/* SPDX-License-Identifier: MIT */
/*
 * TCP (RFC 9293): which connection a segment belongs to. Bound: connections, and bytes waiting in all
 * of them; the longest unused goes first.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "input/packet/layers.h"
#include "input/packet/tcp_ends.h"
#include "input/packet/tcp_half.h"
#include "input/packet/ways.h"

enum {
	CONNECTIONS_MAX = 32768,
	BUCKETS = 65536,
	BYTES_MAX = 64 * 1024 * 1024,	/* waiting and held, in all connections */
};

struct connection {
	struct connection *chain;	/* same bucket */
	struct connection *older, *younger;
	struct connection *before, *behind;	/* among those that wait, if `waits` */
	bool waits;
	struct flow flow;		/* of half[0] */
	struct half half[2];
	struct ends ends;
	size_t cost;
};

struct tcp {
	struct connection *bucket[BUCKETS];
	struct connection *oldest, *youngest;
	struct connection *waits_longest, *waits_last;	/* of which a side waits for an answer, in the order in which they began to */
	size_t count, cost;
};

struct tcp *
tcp_new(void)
{
	return xcalloc(1, sizeof(struct tcp));
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

static void
wait_no_longer(struct tcp *t, struct connection *c)
{
	if (!c->waits)
		return;
	*(c->before != NULL ? &c->before->behind : &t->waits_longest) = c->behind;
	*(c->behind != NULL ? &c->behind->before : &t->waits_last) = c->before;
	c->waits = false;
}

static void
begin_to_wait(struct tcp *t, struct connection *c)
{
	c->before = t->waits_last;
	c->behind = NULL;
	*(t->waits_last != NULL ? &t->waits_last->behind : &t->waits_longest) = c;
	t->waits_last = c;
	c->waits = true;
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

	ends_over(&c->ends, d, &c->flow, c->half);
	connection_end(d, c);
	while (*at != c)
		at = &(*at)->chain;
	*at = c->chain;
	list_remove(t, c);
	wait_no_longer(t, c);
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

	for (int i = 0; i < 2; i++)
		cost += half_cost(&c->half[i]);
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

	if (h->synced && (beyond == 0 || (beyond < TCP_JUMP && !first)))
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

	if (flags & TCP_ACK) {
		if (!other->has_acked)
			other->acked_first = be32(header, 8);
		other->has_acked = true;
		other->acked = be32(header, 8);
	}
	if (in->piece.whole > 0 && h->stream.mode != STREAM_DEAD)
		half_data(h, &forth, in);
	half_lose_patience(h, &forth);
	half_lose_patience(other, &against);
	if (flags & TCP_FIN)
		half_finish(h, &forth);
}

/* An answer of the DNS, its length before it (RFC 1035 §4.2.2), in one segment: what was asked and did not fit into a datagram. */
static void
take_dns(struct decoder *d, const struct flow *f, struct piece p)
{
	if (f->src.port == 53 && p.bytes.n == p.whole && p.whole > 14 && be16(p.bytes, 0) == p.whole - 2)
		dns_take(d, f, piece_skip(p, 2));
}

void
tcp_take(struct decoder *d, struct layer *l)
{
	struct slice header = l->piece.bytes;
	struct flow *f = &l->flow;
	size_t size = (byte_at(header, 12) >> 4) * 4u;
	unsigned flags = byte_at(header, 13), side = 0;
	struct segment_in in = { be32(header, 4), { SLICE_NONE, 0 } };
	struct connection *c;

	if (header.n < 20 || size < 20 || header.n < size)
		return;
	f->src.port = be16(header, 0);
	f->dst.port = be16(header, 2);
	f->transport = TRANSPORT_TCP;
	in.piece = piece_skip(l->piece, size);
	if (d->ways != NULL)
		ways_note(d->ways, &f->src, &f->dst);
	c = connection_find(d->tcp, f, &side);
	if (c == NULL) {
		if (!(flags & TCP_SYN) && in.piece.whole == 0)
			return;
		c = connection_new(d, f);
	}
	if (flags & TCP_SYN) {
		in.seq++;
		half_synchronise(d, c, side, in.seq, !(flags & TCP_ACK));
	}
	take_dns(d, f, in.piece);
	connection_segment(d, c, side, header, &in);
	if (ends_segment(&c->ends, &(struct tcp_event){ d, &c->flow, c->half, side, flags, be32(header, 4), in.piece.whole > 0,
	    in.piece.whole > KEEP_ALIVE_MAX })) {
		wait_no_longer(d->tcp, c);
		if (c->ends.asks)
			begin_to_wait(d->tcp, c);
	}
	if (flags & TCP_RST)
		connection_remove(d, c);
	else
		count_cost(d, c);
}

void
tcp_due(struct decoder *d)
{
	struct connection *c;

	while ((c = d->tcp->waits_longest) != NULL && ends_due(&c->ends, d, &c->flow, c->half))
		wait_no_longer(d->tcp, c);
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
		half_release(&c->half[0]);
		half_release(&c->half[1]);
		free(c);
	}
	free(t);
}
