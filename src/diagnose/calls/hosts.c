#include "diagnose/calls/hosts.h"

#include <stdlib.h>

enum { WAYS = 4096, HOSTS = 2048, SIZES = 1024, INVITES = 8192, PROBES = 4 };

struct kept_way {
	uint64_t key;			/* 0: free */
	struct way way;
};

struct host {
	uint64_t key;			/* hash of the IP address; 0: free */
	uint64_t last;
	struct {
		uint64_t number;
		int64_t time;
	} sent[2];			/* the last message it sent, and the one before */
};

/* Of requests lately sent, by branch: a response to one tells that the size got through. */
struct size {
	uint64_t branch;
	uint64_t bytes;
	struct spot spot;
};

/* INVITEs lately seen, by Call-ID and CSeq number, and whether their final response was. */
struct invite {
	uint64_t key;
	bool final;
};

struct hosts {
	struct invite invites[INVITES];
	struct kept_way ways[WAYS];
	struct host hosts[HOSTS];
	struct size sizes[SIZES];
};

struct hosts *
hosts_new(void)
{
	return xcalloc(1, sizeof(struct hosts));
}

void
hosts_free(struct hosts *h)
{
	free(h);
}

static uint64_t
host_key(const struct addr *a)
{
	return addr_hash(a, false) | 1;
}

static uint64_t
way_key(uint64_t from, uint64_t to)
{
	return ((from * 1099511628211u) ^ to) | 1;
}

static struct kept_way *
find_way(struct hosts *h, uint64_t key)
{
	struct kept_way *oldest = NULL;

	for (size_t i = 0; i < PROBES; i++) {
		struct kept_way *w = &h->ways[(key / 2 + i) % WAYS];

		if (w->key == key)
			return w;
		if (oldest == NULL || w->way.last < oldest->way.last)
			oldest = w;
	}
	return oldest;
}

static struct way *
way_of(struct hosts *h, uint64_t key, const struct addr *from, const struct addr *to)
{
	struct kept_way *w = find_way(h, key);

	if (w->key != key)
		*w = (struct kept_way){ .key = key, .way = { .from = *from, .to = *to } };
	return &w->way;
}

static struct host *
find_host(struct hosts *h, uint64_t key)
{
	struct host *oldest = NULL;

	for (size_t i = 0; i < PROBES; i++) {
		struct host *one = &h->hosts[(key / 2 + i) % HOSTS];

		if (one->key == key)
			return one;
		if (oldest == NULL || one->last < oldest->last)
			oldest = one;
	}
	return oldest;
}

static struct host *
note_host(struct hosts *h, uint64_t key, uint64_t number)
{
	struct host *one = find_host(h, key);

	if (one->key != key)
		*one = (struct host){ .key = key };
	one->last = number;
	return one;
}

static void
note_sent(struct host *one, uint64_t number, int64_t time)
{
	one->sent[1] = one->sent[0];
	one->sent[0].number = number;
	one->sent[0].time = time;
}

static struct invite *
invite_of(struct hosts *h, const struct message *m, uint64_t *key)
{
	*key = (m->call_hash + m->cseq) | 1;
	return &h->invites[*key / 2 % INVITES];
}

static void
note_invite(struct hosts *h, const struct message *m, bool final)
{
	uint64_t key;
	struct invite *i = invite_of(h, m, &key);

	if (i->key != key)
		*i = (struct invite){ .key = key };
	i->final |= final;
}

static bool
is_ack_to_nothing(struct hosts *h, const struct message *m)
{
	uint64_t key;
	const struct invite *i = invite_of(h, m, &key);

	return m->to_tag.n > 0 && i->key == key && !i->final;
}

static void
note_request(struct hosts *h, struct way *w, const struct message *m, const struct frame *frame, struct spot spot)
{
	uint64_t branch = slice_hash(m->via.branch);

	w->requests++;
	if (m->method == METHOD_ACK) {
		if (w->ack.message == 0 && is_ack_to_nothing(h, m)) {
			w->ack = spot;
			w->ack_where = frame->where;
		}
		return;
	}
	if (m->method == METHOD_INVITE)
		note_invite(h, m, false);
	if (frame->where.transport == TRANSPORT_UDP)
		h->sizes[branch % SIZES] = (struct size){ branch, frame->bytes.n, spot };
}

static void
note_response(struct hosts *h, struct way *w, uint64_t back_key, const struct message *m, const struct frame *frame)
{
	uint64_t branch = slice_hash(m->via.branch);
	const struct size *size = &h->sizes[branch % SIZES];

	w->responses++;
	if (m->cseq_method == METHOD_INVITE && m->code >= 200)
		note_invite(h, m, true);
	if (size->branch != branch || size->spot.message == 0 || size->bytes > FRAGMENT_BYTES)
		return;
	struct way *back = way_of(h, back_key, &frame->where.dst, &frame->where.src);
	back->small.spot = size->spot;
	back->small.bytes = size->bytes;
}

void
hosts_note(struct hosts *h, const struct message *m, const struct frame *frame, uint64_t number)
{
	const struct addr *src = &frame->where.src, *dst = &frame->where.dst;
	struct spot spot = { number, frame->where.packet, frame->where.line };

	if (src->family == 0 || dst->family == 0)
		return;
	uint64_t from = host_key(src), to = host_key(dst);
	struct way *w = way_of(h, way_key(from, to), src, dst);

	w->last = number;
	if (m->is_response)
		note_response(h, w, way_key(to, from), m, frame);
	else
		note_request(h, w, m, frame, spot);
	note_sent(note_host(h, from, number), number, frame->where.time);
	note_host(h, to, number);
}

const struct way *
hosts_way(const struct hosts *h, const struct addr *from, const struct addr *to)
{
	uint64_t key = way_key(host_key(from), host_key(to));
	const struct kept_way *w = find_way((struct hosts *)h, key);

	return w->key == key ? &w->way : NULL;
}

const struct way *
hosts_next(const struct hosts *h, const struct way *after)
{
	size_t i = 0;

	if (after != NULL)
		i = (size_t)((const struct kept_way *)((const char *)after - offsetof(struct kept_way, way)) - h->ways) + 1;
	while (i < WAYS && h->ways[i].key == 0)
		i++;
	return i < WAYS ? &h->ways[i].way : NULL;
}

static const struct host *
host_of(const struct hosts *h, const struct addr *a)
{
	uint64_t key = host_key(a);
	const struct host *one = a->family != 0 ? find_host((struct hosts *)h, key) : NULL;

	return one != NULL && one->key == key ? one : NULL;
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
hosts_sent_after(const struct hosts *h, const struct addr *host, uint64_t number, int64_t now)
{
	const struct host *one = host_of(h, host);

	for (size_t i = 0; one != NULL && i < 2; i++)
		if (one->sent[i].number > number && (now == NO_TIME || one->sent[i].time < now))
			return true;
	return false;
}

bool
hosts_one_sided(const struct hosts *h, const struct addr *from, const struct addr *to)
{
	const struct way *w, *back;

	if (from->family == 0 || to->family == 0 || (w = hosts_way(h, from, to)) == NULL || w->ack.message == 0)
		return false;
	back = hosts_way(h, to, from);
	return back == NULL || back->responses == 0;
}
