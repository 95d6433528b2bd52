/* SPDX-License-Identifier: MIT */
#include "input/packet/flows.h"

#include <stdlib.h>

#include "base/memory.h"
#include "input/frame/tls.h"
#include "input/packet/bytes.h"

enum {
	BUCKETS = 4096,		/* a power of two */
	WAYS = 8,
	NOBODY = BUCKETS * WAYS,	/* as an index of a slot */
	SYSTEM_PORTS = 1024,	/* below: name service, time, management, QUIC; media never (RFC 3551 §8 asks for more) */
	RTP_HEADER = 12,
	FEW = 2,		/* fewer datagrams that are no RTP are a probe or a question */
	SENDER_REPORT = 200, REPORT_HEADER = 28,
	TALK = 50,		/* a second of audio: a stream, no noise */
};

#define HANDED_ON_AFTER TIME_SECOND
#define QUIET 20000000		/* then it is another flow of the same ports … */
#define APART 3000000		/* reports; one that ends a session may follow another at once */
#define PAUSE 2000000		/* … and then, where another source begins: the next call of a phone that has but one port */

struct slot {
	struct addr from, to;
	struct media_flow flow;
	const char *file;
	uint32_t ssrc[2];		/* the latest ones: a flow may carry two streams */
	bool used, waits;		/* waits: it has changed, and stands in the queue */
	int64_t since;			/* when it came into the queue */
	uint32_t next, prev;		/* in the queue */
};

struct flows {
	const struct sink *sink;
	uint32_t tags[BUCKETS][WAYS];	/* of the slots' ends: most that differ are told by these alone */
	struct slot slots[BUCKETS * WAYS];
	uint32_t first, last;		/* the queue of those that wait, oldest first */
};

struct flows *
flows_new(const struct sink *sink)
{
	struct flows *fs = xcalloc(1, sizeof *fs);

	fs->sink = sink;
	fs->first = fs->last = NOBODY;
	return fs;
}

void
flows_free(struct flows *fs)
{
	free(fs);
}

void
flows_hand_to(struct flows *fs, const struct sink *sink)
{
	fs->sink = sink;
}

/* ---- the queue ---- */

static void
wait(struct flows *fs, uint32_t i, int64_t now)
{
	struct slot *s = &fs->slots[i];

	s->waits = true;
	s->since = now;
	s->next = NOBODY;
	s->prev = fs->last;
	if (fs->last != NOBODY)
		fs->slots[fs->last].next = i;
	else
		fs->first = i;
	fs->last = i;
}

static void
leave(struct flows *fs, uint32_t i)
{
	struct slot *s = &fs->slots[i];

	s->waits = false;
	if (s->prev != NOBODY)
		fs->slots[s->prev].next = s->next;
	else
		fs->first = s->next;
	if (s->next != NOBODY)
		fs->slots[s->next].prev = s->prev;
	else
		fs->last = s->prev;
}

static void
hand_on(struct flows *fs, uint32_t i)
{
	struct slot *s = &fs->slots[i];
	struct witness w = { .kind = WITNESS_FLOW, .from = s->from, .to = s->to, .flow = s->flow };
	struct frame frame = {
		.kind = FRAME_WITNESS, .witness = &w,
		.where = { .file = s->file, .packet = s->flow.last_packet, .time = s->flow.last, .src = s->from, .dst = s->to,
		    .transport = TRANSPORT_UDP },
	};

	leave(fs, i);
	if (s->flow.rtp == 0 && s->flow.packets < FEW && s->flow.alert == 0)
		return;
	fs->sink->frame(fs->sink->ctx, &frame);
}

/* Times that go back begin anew: another file, or packets out of order. */
void
flows_due(struct flows *fs, int64_t now)
{
	while (fs->first != NOBODY && (now - fs->slots[fs->first].since >= HANDED_ON_AFTER ||
	    fs->slots[fs->first].since - now >= HANDED_ON_AFTER))
		hand_on(fs, fs->first);
}

void
flows_end(struct flows *fs)
{
	while (fs->first != NOBODY)
		hand_on(fs, fs->first);
}

/* ---- the table ---- */

static uint64_t
mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 32;
}

uint64_t
flows_hash(const struct addr *from, const struct addr *to)
{
	uint64_t word[4], h;

	memcpy(&word[0], from->ip, 16);
	memcpy(&word[2], to->ip, 16);
	h = mix((uint64_t)from->port << 16 | to->port, word[0]);
	h = mix(h, word[2]);
	return from->family == 4 ? h : mix(mix(h, word[1]), word[3]);
}

/* What an IPv4 address leaves of `ip` is zero in packets: all of it can be compared at once. */
static bool
is_same(const struct addr *a, const struct addr *b)
{
	return a->port == b->port && a->family == b->family && memcmp(a->ip, b->ip, sizeof a->ip) == 0;
}

/* A free slot of the bucket, or that of the flow that was quiet longest. */
static uint32_t
make_room(struct flows *fs, uint32_t bucket)
{
	uint32_t quiet = bucket * WAYS;

	for (uint32_t i = bucket * WAYS; i < (bucket + 1) * WAYS; i++) {
		if (!fs->slots[i].used)
			return i;
		if (fs->slots[i].flow.last < fs->slots[quiet].flow.last)
			quiet = i;
	}
	if (fs->slots[quiet].waits)
		hand_on(fs, quiet);
	return quiet;
}

static struct slot *
begin(struct flows *fs, uint32_t i, const struct addr *from, const struct addr *to, const struct place *at)
{
	struct slot *s = &fs->slots[i];

	*s = (struct slot){ .from = *from, .to = *to, .file = at->file, .used = true };
	s->flow.first = s->flow.last = at->time;
	s->flow.first_packet = at->packet;
	return s;
}

static uint32_t
tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32) | 1;
}

void
flows_fetch(const struct flows *fs, uint64_t hash)
{
	uint32_t bucket = hash % BUCKETS, tag = tag_of(hash);
	const uint32_t *tags = fs->tags[bucket];

	for (uint32_t way = 0; way < WAYS; way++)
		if (tags[way] == tag)
			for (size_t i = 0; i < sizeof(struct slot); i += CACHE_LINE)
				__builtin_prefetch((const char *)&fs->slots[bucket * WAYS + way] + i, 1);
}

static struct slot *
slot_of(struct flows *fs, uint64_t hash, const struct addr *from, const struct addr *to, const struct place *at)
{
	uint32_t bucket = hash % BUCKETS, tag = tag_of(hash), *tags = fs->tags[bucket];

	for (uint32_t way = 0; way < WAYS; way++) {
		uint32_t i = bucket * WAYS + way;
		struct slot *s = &fs->slots[i];

		if (tags[way] != tag || !is_same(&s->from, from) || !is_same(&s->to, to))
			continue;
		if (at->time - s->flow.last < QUIET)
			return s;
		if (s->waits)
			hand_on(fs, i);
		return begin(fs, i, from, to, at);
	}
	uint32_t i = make_room(fs, bucket);
	tags[i % WAYS] = tag;
	return begin(fs, i, from, to, at);
}

/* ---- a datagram ---- */

/* The types seen most: a new one takes the place of the rarest, with its count, so that a frequent one stays. */
static void
count_type(struct media_flow *f, uint8_t type)
{
	size_t rarest = 0;

	for (size_t i = 0; i < f->types; i++) {
		if (f->type[i] == type) {
			f->of_type[i]++;
			return;
		}
		if (f->of_type[i] < f->of_type[rarest])
			rarest = i;
	}
	if (f->types < sizeof f->type)
		rarest = f->types++;
	f->type[rarest] = type;
	f->of_type[rarest]++;
}

/*
 * What only looks like RTP, looks so with another SSRC each time: a packet counts when its source was seen before. The
 * first packet of all counts as well; where the capture keeps no more than two bytes, each one does.
 */
static void
count_rtp(struct slot *s, int64_t time, struct slice payload)
{
	uint32_t ssrc = payload.n >= RTP_HEADER ? be32(payload, 8) : s->flow.ssrc;
	bool known = s->flow.rtp == 0 || ssrc == s->ssrc[0] || ssrc == s->ssrc[1];

	if (s->flow.rtp == 0)
		s->flow.ssrc = ssrc;
	if (ssrc != s->ssrc[0]) {
		s->ssrc[1] = s->ssrc[0];
		s->ssrc[0] = ssrc;
	}
	if (!known)
		return;
	s->flow.rtp++;
	if (s->flow.rtp == 1 || time > s->flow.rtp_last)
		s->flow.rtp_last = time;
	count_type(&s->flow, byte_at(payload, 1) & 127);
}

static bool
is_rtcp(struct slice payload)
{
	unsigned type = byte_at(payload, 1);

	return type >= 192 && type <= 223;
}

/*
 * How many packets a sender says it has sent: of the source whose RTP goes the same way, or of the first one that reports.
 * Under SRTP that number can't be read (RFC 3711 §3.4), which who asks must know.
 */
static void
count_report(struct media_flow *f, int64_t time, struct slice payload)
{
	if (byte_at(payload, 1) != SENDER_REPORT || payload.n < REPORT_HEADER || (f->rtp > 0 && be32(payload, 4) != f->ssrc))
		return;
	if (f->reports == 0 || f->reporter != be32(payload, 4)) {
		if (f->reports > 0 && f->rtp == 0)
			return;
		f->reports = 0;
		f->reporter = be32(payload, 4);
	}
	if (f->reports == 0) {
		f->reports = 1;
	} else if (time - f->report_last >= APART) {
		f->reports = 2;
		f->report_before = f->report_last;
		f->sent_before = f->sent_last;
	}
	f->report_last = time;
	f->sent_last = be32(payload, 20);
}

/* A fatal alert of DTLS before there are keys: epoch 0, two bytes (RFC 6347 §4.1, RFC 8446 §6). */
static uint8_t
dtls_alert(struct slice payload)
{
	if (payload.n < DTLS_HEADER + 2 || byte_at(payload, 0) != TLS_TYPE_ALERT || be16(payload, 3) != 0 || be16(payload, 11) != 2 ||
	    byte_at(payload, DTLS_HEADER) != TLS_FATAL)
		return 0;
	return (uint8_t)byte_at(payload, DTLS_HEADER + 1);
}

/* How far the handshake of DTLS is (RFC 6347 §4.1, §4.2.2): it begins, or there are keys. */
static void
count_handshake(struct media_flow *f, int64_t time, struct slice payload)
{
	if (byte_at(payload, 0) == TLS_TYPE_CHANGE_CIPHER || be16(payload, 3) != 0)
		f->secured = true;
	else if (payload.n > DTLS_HEADER && byte_at(payload, 0) == TLS_TYPE_HANDSHAKE &&
	    byte_at(payload, DTLS_HEADER) == TLS_CLIENT_HELLO) {
		if (f->hellos++ == 0)
			f->hello_first = time;
		f->hello_last = time;
	}
}

static void
count(struct slot *s, int64_t time, struct slice payload, size_t whole)
{
	unsigned first = byte_at(payload, 0);

	s->flow.packets++;
	if (payload.n >= 2 && first >> 6 == 2) {	/* version 2 */
		if (is_rtcp(payload)) {
			s->flow.rtcp++;
			count_report(&s->flow, time, payload);
		} else if (whole >= RTP_HEADER) {
			count_rtp(s, time, payload);
		}
	} else if (first < 4 && be32(payload, 4) == 0x2112a442) {
		s->flow.keys++;
		s->flow.denied += (be16(payload, 0) & 0x0110) == 0x0110;	/* the class, RFC 8489 §5 */
		s->flow.asked += (be16(payload, 0) & 0x0110) == 0;
	} else if (first >= 20 && first < 64 && byte_at(payload, 1) == 0xfe) {
		s->flow.keys++;
		count_handshake(&s->flow, time, payload);
		if (s->flow.alert == 0)
			s->flow.alert = dtls_alert(payload);
	}
}

/* Another source after a pause. */
static bool
is_next_stream(const struct slot *s, const struct place *at, struct slice payload)
{
	if (at->time - s->flow.last < PAUSE || s->flow.rtp < TALK || payload.n < RTP_HEADER ||
	    byte_at(payload, 0) >> 6 != 2 || is_rtcp(payload))
		return false;
	return be32(payload, 8) != s->ssrc[0] && be32(payload, 8) != s->ssrc[1];
}

void
flows_add(struct flows *fs, const struct place *at, const struct addr *from, const struct addr *to, uint64_t hash,
    struct slice payload, size_t whole)
{
	if (from->port < SYSTEM_PORTS || to->port < SYSTEM_PORTS || whole == 0)
		return;
	struct slot *s = slot_of(fs, hash, from, to, at);

	if (is_next_stream(s, at, payload)) {
		uint32_t i = (uint32_t)(s - fs->slots);

		if (s->waits)
			hand_on(fs, i);
		s = begin(fs, i, from, to, at);
	}
	count(s, at->time, payload, whole);
	if (at->time > s->flow.last)
		s->flow.last = at->time;
	s->flow.last_packet = at->packet;
	s->flow.last_file = at->file;
	if (!s->waits)
		wait(fs, (uint32_t)(s - fs->slots), at->time);
}
