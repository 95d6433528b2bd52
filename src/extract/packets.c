/* SPDX-License-Identifier: MIT */
#include "extract/packets.h"

#include <stdlib.h>

#include "base/ip_head.h"
#include "base/memory.h"
#include "base/recall.h"
#include "sip/message.h"

enum {
	MAGIC = (int)0xa1b2c3d4, LINK_RAW = 101, SNAPLEN = 262144,
	UDP_HEAD = 8, TCP_HEAD = 20,
	IP_MOST = 65535,		/* of a packet of IPv4, of what a packet of IPv6 carries */
	PUSH_AND_ACK = 0x18,
	SIP_PORT = 5060,
	STREAMS = 1 << 14,		/* connections that are known at a time, each way */
	STEP = 10000,			/* µs between messages without a time: copies of one are no copies of the capture */
};

struct packets {
	struct recall streams;		/* uint32_t: the next sequence number, by who sends to whom */
	int64_t last;			/* time of the packet before */
	uint16_t id;
};

/* One packet on its way out. */
struct packet {
	struct addr src, dst;
	int64_t time;
	struct slice bytes;		/* what it carries */
	size_t missing;			/* so many more were there */
	bool stream;
	uint32_t seq, ack;
};

static void
add_le32(struct buf *out, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		buf_addc(out, (char)(n >> 8 * i));
}

struct packets *
packets_new(struct buf *out)
{
	struct packets *p = xcalloc(1, sizeof *p);

	p->streams = RECALL(uint32_t, STREAMS);
	p->last = -STEP;
	add_le32(out, (uint32_t)MAGIC);
	add_le32(out, 4 << 16 | 2);	/* version 2.4 */
	add_le32(out, 0);
	add_le32(out, 0);
	add_le32(out, SNAPLEN);
	add_le32(out, LINK_RAW);
	return p;
}

void
packets_free(struct packets *p)
{
	if (p != NULL)
		recall_release(&p->streams);
	free(p);
}

static void
set_be16(struct buf *out, size_t at, uint16_t n)
{
	out->p[at] = (char)(n >> 8);
	out->p[at + 1] = (char)n;
}

static uint8_t
protocol_of(const struct packet *k)
{
	return k->stream ? PROTOCOL_TCP : PROTOCOL_UDP;
}

/* Of the segment or datagram that stands from `at` on; the field is zero. */
static uint16_t
checksum(const struct packet *k, const struct buf *out, size_t at, size_t length)
{
	uint32_t sum = ip_sum_ends(&k->src, &k->dst) + protocol_of(k) + (uint32_t)length;

	return ip_sum_folded(ip_sum((struct slice){ out->p + at, out->n - at }, sum));
}

static void
add_udp(const struct packet *k, size_t length, struct buf *out)
{
	size_t at = out->n;
	uint16_t sum;

	buf_add_be16(out, k->src.port);
	buf_add_be16(out, k->dst.port);
	buf_add_be16(out, length);
	buf_add_be16(out, 0);
	buf_add(out, k->bytes);
	sum = checksum(k, out, at, length);
	if (k->missing == 0)	/* nobody can tell that of what is not there; zero says so */
		set_be16(out, at + 6, sum != 0 ? sum : 0xffff);
}

static void
add_tcp(const struct packet *k, size_t length, struct buf *out)
{
	size_t at = out->n;

	buf_add_be16(out, k->src.port);
	buf_add_be16(out, k->dst.port);
	buf_add_be32(out, k->seq);
	buf_add_be32(out, k->ack);
	buf_addc(out, TCP_HEAD / 4 << 4);
	buf_addc(out, PUSH_AND_ACK);
	buf_add_be16(out, 65535);	/* window */
	buf_add_be32(out, 0);	/* checksum, urgent pointer */
	buf_add(out, k->bytes);
	set_be16(out, at + 16, checksum(k, out, at, length));
}

static void
add_packet(struct packets *p, const struct packet *k, struct buf *out)
{
	size_t ip = k->src.family == 4 ? IP4_HEAD : IP6_HEAD, head = k->stream ? TCP_HEAD : UDP_HEAD;
	size_t length = head + k->bytes.n + k->missing;
	struct ip_head head_of_ip = { .src = &k->src, .dst = &k->dst, .protocol = protocol_of(k), .length = length };

	if (k->src.family == 4)
		head_of_ip.id = p->id++;
	add_le32(out, (uint32_t)(k->time / TIME_SECOND));
	add_le32(out, (uint32_t)(k->time % TIME_SECOND));
	add_le32(out, (uint32_t)(ip + head + k->bytes.n));
	add_le32(out, (uint32_t)(ip + length));
	ip_head_add(&head_of_ip, out);
	if (k->stream)
		add_tcp(k, length, out);
	else
		add_udp(k, length, out);
}

/* ---- what the trace does not tell ---- */

/* Times that a capture can hold: from 1970 to 2106. */
static int64_t
time_of(struct packets *p, const struct frame *frame)
{
	int64_t time = frame->where.time == NO_TIME ? p->last + STEP : frame->where.time;
	const int64_t most = UINT32_MAX * TIME_SECOND;

	p->last = time < 0 ? 0 : time > most ? most : time;
	return p->last;
}

/* Each run the same, and the same for the same name: the last byte of its address. */
static uint8_t
number_of(struct slice name)
{
	uint32_t n = 0;

	for (size_t i = 0; i < name.n; i++)
		n = n * 31 + (unsigned char)name.p[i];
	return (uint8_t)(n % 254 + 1);
}

/*
 * 192.0.2.1 is who wrote the log, 198.51.100.x whom the top Via names, 203.0.113.1 the other end. In a private network,
 * where a public address would tell of a NAT that is not there, they are 10.192.0.2, 10.198.51.x and 10.203.0.113.
 */
enum end { END_SELF, END_VIA, END_OTHER };

static struct addr
made_up(enum end end, uint8_t family, bool inner, struct slice sent_by)
{
	static const uint8_t nets[][3] = { [END_SELF] = { 192, 0, 2 }, [END_VIA] = { 198, 51, 100 },
	    [END_OTHER] = { 203, 0, 113 } };
	static const uint8_t net6[] = { 0x20, 0x01, 0x0d, 0xb8 };
	struct addr a = { .family = family };
	uint8_t last = end == END_VIA ? number_of(sent_by) : 1;

	if (family == 6) {
		memcpy(a.ip, net6, sizeof net6);
		a.ip[0] = inner ? 0xfd : a.ip[0];
		a.ip[13] = (uint8_t)end;
		a.ip[15] = last;
	} else if (inner) {
		a.ip[0] = 10;
		memcpy(a.ip + 1, nets[end], sizeof nets[end]);
		a.ip[3] = end == END_VIA ? last : a.ip[3];
	} else {
		memcpy(a.ip, nets[end], sizeof nets[end]);
		a.ip[3] = last;
	}
	return a;
}

/*
 * No packet goes from IPv4 to IPv6: where the ends differ, the address of IPv4 is written as one of IPv6 (RFC 4291
 * §2.5.5.2).
 */
static void
make_six(struct addr *a)
{
	if (a->family != 4)
		return;
	memmove(a->ip + 12, a->ip, 4);
	memset(a->ip, 0, 10);
	memset(a->ip + 10, 0xff, 2);
	a->family = 6;
}

/*
 * Where the sender says that it is: what the receiver saw stands in responses alone, and they are to go where requests
 * come from.
 */
static struct addr
via_address(const struct message *m)
{
	struct addr a = { .family = 0 };

	if (m != NULL)
		addr_parse(&a, PART(m, via.sent_by));
	return a;
}

static void
find_ends(const struct frame *frame, struct packet *k)
{
	const struct message *m = frame->index;
	struct slice sent_by = m != NULL ? PART(m, via.sent_by) : SLICE_NONE;
	bool response = m != NULL && m->is_response;
	enum end from = response ? END_OTHER : END_VIA, to = response ? END_VIA : END_OTHER;
	uint8_t family;
	bool inner;

	k->src = frame->where.src;
	k->dst = frame->where.dst;
	if (response && k->dst.family == 0)
		k->dst = via_address(m);
	else if (!response && k->src.family == 0)
		k->src = via_address(m);
	family = k->src.family == 6 || k->dst.family == 6 ? 6 : 4;
	if (frame->flags & FRAME_SENT)
		from = END_SELF;
	if (frame->flags & FRAME_RECEIVED)
		to = END_SELF;
	inner = addr_is_inner(&k->src) || addr_is_inner(&k->dst);
	if (k->src.family == 0)
		k->src = made_up(from, family, inner, sent_by);
	if (k->dst.family == 0)
		k->dst = made_up(to, family, inner, sent_by);
	if (k->src.family != k->dst.family) {
		make_six(&k->src);
		make_six(&k->dst);
	}
}

static enum transport
transport_of(const struct frame *frame)
{
	struct slice via = frame->index != NULL ? PART(frame->index, via.transport) : SLICE_NONE;

	if (frame->where.transport != TRANSPORT_UNKNOWN)
		return frame->where.transport;
	if (slice_eq_nocase(via, SLICE("TCP")))
		return TRANSPORT_TCP;
	return slice_eq_nocase(via, SLICE("TLS")) || slice_eq_nocase(via, SLICE("WSS")) ? TRANSPORT_TLS :
	    slice_eq_nocase(via, SLICE("WS")) ? TRANSPORT_WS : TRANSPORT_UDP;
}

static void
find_ports(struct packet *k, enum transport t)
{
	struct addr *server;

	if (k->src.port == 0)
		k->src.port = SIP_PORT;
	if (k->dst.port == 0)
		k->dst.port = SIP_PORT;
	server = k->src.port < k->dst.port ? &k->src : &k->dst;
	if (t != TRANSPORT_UDP && t != TRANSPORT_TCP)
		server->port = SIP_PORT;
}

/* How many bytes of the message are known to be missing. */
static size_t
missing(const struct frame *frame)
{
	const struct message *m = frame->index;
	size_t body = m != NULL ? part_of(m, m->body).n : 0;
	size_t length = m != NULL && m->content_length > 0 ? (size_t)m->content_length : 0;

	if (!(frame->flags & FRAME_CUT) && (frame->flags & FRAME_EXACT))
		return 0;
	if (length > body)
		return length - body;
	return frame->flags & FRAME_CUT ? 1 : 0;
}

static uint32_t *
sequence(struct packets *p, const struct addr *from, const struct addr *to)
{
	bool fresh;
	uint32_t *seq = recall_use(&p->streams, addr_hash(from, true) * 31 + addr_hash(to, true), &fresh);

	if (fresh)
		*seq = 1;
	return seq;
}

void
packets_add(struct packets *p, const struct frame *frame, struct buf *out)
{
	enum transport t = transport_of(frame);
	struct packet k = { .time = time_of(p, frame) };
	struct slice rest = frame->bytes;
	size_t most, gone = missing(frame);

	find_ends(frame, &k);
	find_ports(&k, t);
	most = IP_MOST - IP4_HEAD;	/* that suits IPv6, too */
	k.stream = t != TRANSPORT_UDP || rest.n > most - UDP_HEAD;
	most -= k.stream ? TCP_HEAD : UDP_HEAD;
	do {
		k.bytes = slice_head(rest, rest.n > most ? most : rest.n);
		rest = slice_skip(rest, k.bytes.n);
		k.missing = rest.n > 0 ? 0 : gone < most - k.bytes.n ? gone : most - k.bytes.n;
		if (k.stream) {
			k.ack = *sequence(p, &k.dst, &k.src);
			uint32_t *seq = sequence(p, &k.src, &k.dst);
			k.seq = *seq;
			*seq += (uint32_t)(k.bytes.n + k.missing);
		}
		add_packet(p, &k, out);
	} while (rest.n > 0);
}
