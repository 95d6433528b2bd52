/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/hosts.h"

#include <stdlib.h>

#include "base/recall.h"

#define NOT_COUNTED UINT64_MAX

enum { WAYS = 4096, HOSTS = 2048, SIZES = 1024, INVITES = 8192 };

struct host {
	struct {
		uint64_t number;
		int64_t time;
	} sent[2];			/* the last message it sent, and the one before */
};

/* Of a request: a response to it tells that the size got through, and who gets that. */
struct size {
	uint64_t bytes;			/* NOT_COUNTED: a connection takes any size */
	struct spot spot;
	uint64_t sender;		/* key of the host */
};

/* Of an INVITE that a host sent: whether its final response was seen on the way to it. */
struct invite {
	bool final;
};

struct hosts {
	struct recall invites;		/* by Call-ID, CSeq number and sender */
	struct recall ways;		/* by both IP addresses */
	struct recall hosts;		/* by IP address */
	struct recall sizes;		/* by branch */
};

struct hosts *
hosts_new(void)
{
	struct hosts *h = xcalloc(1, sizeof *h);

	h->invites = RECALL(struct invite, INVITES);
	h->ways = RECALL(struct way, WAYS);
	h->hosts = RECALL(struct host, HOSTS);
	h->sizes = RECALL(struct size, SIZES);
	return h;
}

void
hosts_free(struct hosts *h)
{
	recall_release(&h->invites);
	recall_release(&h->ways);
	recall_release(&h->hosts);
	recall_release(&h->sizes);
	free(h);
}

static uint64_t
host_key(const struct addr *a)
{
	return addr_hash(a, false);
}

static uint64_t
way_key(uint64_t from, uint64_t to)
{
	return (from * 1099511628211u) ^ to;
}

static struct way *
way_of(struct hosts *h, uint64_t key, const struct addr *from, const struct addr *to)
{
	bool fresh;
	struct way *w = recall_use(&h->ways, key, &fresh);

	if (fresh) {
		w->from = *from;
		w->to = *to;
		w->last = NO_TIME;
	}
	return w;
}

static void
note_sent(struct host *one, uint64_t number, int64_t time)
{
	one->sent[1] = one->sent[0];
	one->sent[0].number = number;
	one->sent[0].time = time;
}

static uint64_t
invite_key(const struct message *m, uint64_t sender)
{
	return m->call_hash + m->cseq + sender * 0x9e3779b97f4a7c15u;
}

static void
note_invite(struct hosts *h, const struct message *m, uint64_t sender, bool final)
{
	struct invite *i = recall_use(&h->invites, invite_key(m, sender), NULL);

	i->final |= final;
}

static bool
is_ack_to_nothing(const struct hosts *h, const struct message *m, uint64_t sender)
{
	const struct invite *i = m->to_tag.n > 0 ? recall_find(&h->invites, invite_key(m, sender)) : NULL;

	return i != NULL && !i->final;
}

/* What a text does not say, the top Via does. */
static bool
is_datagram(const struct message *m, const struct frame *frame)
{
	if (frame->where.transport == TRANSPORT_UNKNOWN)
		return slice_eq_nocase(PART(m, via.transport), SLICE("UDP"));
	return frame->where.transport == TRANSPORT_UDP;
}

static void
note_request(struct hosts *h, struct way *w, uint64_t sender, const struct message *m, const struct frame *frame, struct spot spot)
{
	bool datagram = is_datagram(m, frame);

	w->requests++;
	if (m->method == METHOD_ACK) {
		if (w->ack.message == 0 && is_ack_to_nothing(h, m, sender)) {
			w->ack = spot;
			w->ack_where = frame->where;
		}
		return;
	}
	if (m->method == METHOD_INVITE)
		note_invite(h, m, sender, false);
	if (datagram || m->method == METHOD_INVITE)
		*(struct size *)recall_use(&h->sizes, m->branch_hash, NULL) =
		    (struct size){ datagram ? frame->bytes.n : NOT_COUNTED, spot, sender };
}

/* A request that nobody saw is answered; each counts once. One to an INVITE may have come before the trace began. */
static void
note_stray(struct way *w, const struct message *m, const struct frame *frame, struct spot spot)
{
	if (frame->where.transport != TRANSPORT_UDP || m->cseq_method == METHOD_INVITE || m->code < 200 ||
	    (w->strays > 0 && w->stray_branch == m->branch_hash))
		return;
	if (w->strays++ == 0) {
		w->stray = spot;
		w->stray_where = frame->where;
	}
	w->stray_branch = m->branch_hash;
}

static void
note_response(struct hosts *h, struct way *w, uint64_t back_key, uint64_t receiver, const struct message *m, const struct frame *frame,
    struct spot spot)
{
	const struct size *size = recall_find(&h->sizes, m->branch_hash);

	w->responses++;
	w->torn += (frame->flags & FRAME_CUT) != 0 && (m->call_id.n == 0 || !m->has_cseq);
	if (m->cseq_method == METHOD_INVITE && m->code >= 200) {
		note_invite(h, m, receiver, true);
		if (size != NULL && size->sender != receiver)
			note_invite(h, m, size->sender, true);
	}
	if (size == NULL)
		note_stray(w, m, frame, spot);
	if (size == NULL || size->bytes > FRAGMENT_BYTES)
		return;
	struct way *back = way_of(h, back_key, &frame->where.dst, &frame->where.src);
	back->small.spot = size->spot;
	back->small.bytes = size->bytes;
}

void
hosts_fetch(const struct hosts *h, const struct message *m, const struct place *where)
{
	if (where->src.family != 0 && where->dst.family != 0) {
		uint64_t from = host_key(&where->src), to = host_key(&where->dst);

		recall_fetch(&h->ways, way_key(from, to));
		if (m->is_response)
			recall_fetch(&h->ways, way_key(to, from));
		if (m->cseq_method == METHOD_INVITE || m->method == METHOD_ACK)
			recall_fetch(&h->invites, invite_key(m, m->is_response ? to : from));
	}
	recall_fetch(&h->sizes, m->branch_hash);
}

void
hosts_note(struct hosts *h, const struct message *m, const struct frame *frame, uint64_t number)
{
	const struct addr *src = &frame->where.src, *dst = &frame->where.dst;
	struct spot spot = spot_of(number, &frame->where);

	if (src->family == 0 || dst->family == 0)
		return;
	uint64_t from = host_key(src), to = host_key(dst);
	struct way *w = way_of(h, way_key(from, to), src, dst);

	if (frame->where.time != NO_TIME)
		w->last = frame->where.time;
	if (m->is_response)
		note_response(h, w, way_key(to, from), to, m, frame, spot);
	else
		note_request(h, w, from, m, frame, spot);
	note_sent(recall_use(&h->hosts, from, NULL), number, frame->where.time);
	recall_use(&h->hosts, to, NULL);
}

const struct way *
hosts_way(const struct hosts *h, const struct addr *from, const struct addr *to)
{
	return recall_find(&h->ways, way_key(host_key(from), host_key(to)));
}

int64_t
hosts_last(const struct hosts *h, const struct addr *from, const struct addr *to)
{
	const struct way *w = hosts_way(h, from, to);

	return w != NULL ? w->last : NO_TIME;
}

const struct way *
hosts_next(const struct hosts *h, const struct way *after)
{
	return recall_next(&h->ways, after);
}

static const struct host *
host_of(const struct hosts *h, const struct addr *a)
{
	return a->family != 0 ? recall_find(&h->hosts, host_key(a)) : NULL;
}

bool
hosts_shows(const struct hosts *h, const struct addr *host)
{
	return host_of(h, host) != NULL;
}

bool
hosts_shows_beside(const struct hosts *h, const struct addr *host)
{
	for (const struct way *w = hosts_next(h, NULL); w != NULL; w = hosts_next(h, w))
		if (!addr_same_ip(&w->from, host) && !addr_same_ip(&w->to, host))
			return true;
	return false;
}

bool
hosts_shows_half(const struct hosts *h, const struct addr *host)
{
	uint64_t sent = 0, got = 0;

	for (const struct way *w = hosts_next(h, NULL); w != NULL && (sent == 0 || got == 0); w = hosts_next(h, w)) {
		sent += addr_same_ip(&w->from, host) ? w->requests + w->responses : 0;
		got += addr_same_ip(&w->to, host) ? w->requests + w->responses : 0;
	}
	return (sent == 0 && got > 1) || (got == 0 && sent > 1);
}

bool
hosts_sent_after(const struct hosts *h, const struct addr *host, uint64_t number, int64_t now)
{
	const struct host *one = host_of(h, host);

	for (size_t i = 0; one != NULL && i < 2; i++)
		if (one->sent[i].number > number && (now == NO_TIME || one->sent[i].time < now))
			return true;
	return false;
}

bool
hosts_tears(const struct hosts *h, const struct addr *from, const struct addr *to)
{
	const struct way *back = from->family != 0 && to->family != 0 ? hosts_way(h, to, from) : NULL;

	return back != NULL && back->torn > 0;
}

bool
hosts_one_sided(const struct hosts *h, const struct addr *from, const struct addr *to)
{
	const struct way *w, *back;

	if (from->family == 0 || to->family == 0 || (w = hosts_way(h, from, to)) == NULL ||
	    (w->ack.message == 0 && w->strays < STRAY_ANSWERS))
		return false;
	back = hosts_way(h, to, from);
	return back == NULL || (back->responses == 0 && (w->ack.message != 0 || back->requests == 0));
}
