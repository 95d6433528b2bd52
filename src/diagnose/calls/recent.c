/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/recent.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/recall.h"

enum { KEPT = 4096, LOOKED_AT = 1024, IDS = 4096, ANSWERS = 1024 };

/* What a walk looks at, close together: most requests are somebody else's. */
struct key {
	uint64_t number;
	int64_t time;
	uint64_t from, ends;
};

struct recent {
	struct key keys[KEPT];		/* of the requests in the ring */
	struct request_seen ring[KEPT];
	size_t next;			/* how many there were; the next one takes the place of the oldest */
	struct recall ids;		/* by which copies are known */
	struct recall answers;		/* struct answer_seen, by Call-ID */
};

struct recent *
recent_new(void)
{
	struct recent *r = xcalloc(1, sizeof *r);

	r->ids = RECALL_HASHES(IDS);
	r->answers = RECALL(struct answer_seen, ANSWERS);
	return r;
}

void
recent_free(struct recent *r)
{
	recall_release(&r->ids);
	recall_release(&r->answers);
	free(r);
}

uint64_t
recent_hash(struct slice text)
{
	uint64_t hash = 14695981039346656037u;

	if (text.n == 0)
		return 0;
	for (size_t i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)to_lower(text.p[i])) * 1099511628211u;
	return hash;
}

static bool
begins_something(const struct message *m)
{
	switch (m->method) {
	case METHOD_INVITE: case METHOD_REGISTER: case METHOD_SUBSCRIBE: case METHOD_MESSAGE: case METHOD_PUBLISH:
		return !m->is_response && m->to_tag.at == 0;
	default:
		return false;
	}
}

/* What copies of a message have in common; the hop counts as well. */
static uint64_t
copy_key(const struct message *m, const struct place *where)
{
	return (m->branch_hash * 31 + m->call_hash) * 31 + m->cseq + addr_hash(&where->dst, true);
}

static bool
is_copy(struct recent *r, const struct message *m, const struct frame *frame)
{
	bool fresh;

	recall_use(&r->ids, copy_key(m, &frame->where), &fresh);
	return !fresh;
}

static void
note_answer(struct recent *r, const struct message *m, const struct frame *frame, uint64_t number)
{
	struct slice id = slice_head(PART(m, call_id), CALL_ID_SEEN - 1);
	struct answer_seen *a;
	bool fresh;

	if (id.n == 0)
		return;
	a = recall_use(&r->answers, m->call_hash, &fresh);
	if (!fresh)
		return;
	*a = (struct answer_seen){ .at = spot_of(number, &frame->where) };
	memcpy(a->call_id, id.p, id.n);
}

const struct answer_seen *
recent_answer(const struct recent *r, uint64_t call)
{
	return recall_find(&r->answers, call);
}

void
recent_fetch(const struct recent *r, const struct message *m, const struct place *where)
{
	if (begins_something(m))
		recall_fetch(&r->ids, copy_key(m, where));
	if (m->is_response && m->cseq_method == METHOD_INVITE && m->code / 100 == 2)
		recall_fetch(&r->answers, m->call_hash);
}

void
recent_add(struct recent *r, const struct message *m, const struct frame *frame, uint64_t number)
{
	struct uri uri;

	if (m->is_response && m->cseq_method == METHOD_INVITE && m->code / 100 == 2)
		note_answer(r, m, frame, number);
	if (!begins_something(m) || is_copy(r, m, frame))
		return;
	size_t at = r->next++ % KEPT;
	struct request_seen *s = &r->ring[at];
	*s = (struct request_seen){
		.at = spot_of(number, &frame->where), .time = frame->where.time,
		.client = frame->where.src, .server = frame->where.dst,
		.method = m->method, .call = m->call_hash, .from = slice_hash(header_uri(PART(m, from), NULL)),
		.has_credentials = message_header(m, H_AUTHORIZATION) != NULL || message_header(m, H_PROXY_AUTHORIZATION) != NULL,
	};
	r->keys[at] = (struct key){ number, s->time, s->from, recent_ends(&s->client, &s->server) };
	if (uri_parse(&uri, PART(m, uri))) {
		s->user = recent_hash(uri.user);
		s->host = recent_hash(uri.host);
	}
}

/* Where the first one after that message stands; numbers rise: halve. */
static size_t
first_after(const struct recent *r, uint64_t number)
{
	size_t i = r->next > KEPT ? r->next - KEPT : 0, end = r->next;

	while (i < end) {
		size_t middle = i + (end - i) / 2;

		if (r->keys[middle % KEPT].number > number)
			end = middle;
		else
			i = middle + 1;
	}
	return i;
}

struct recent_walk
recent_after(const struct recent *r, uint64_t number)
{
	size_t first = first_after(r, number);

	return (struct recent_walk){ first, r->next - first < LOOKED_AT ? r->next : first + LOOKED_AT, 0, 0, NO_TIME };
}

uint64_t
recent_ends(const struct addr *client, const struct addr *server)
{
	uint64_t one = client->family != 0 ? addr_hash(client, false) : 0, other = server->family != 0 ? addr_hash(server, true) : 0;

	return (one * 1099511628211u ^ other) | 1;
}

const struct request_seen *
recent_next(const struct recent *r, struct recent_walk *walk)
{
	while (walk->at < walk->end) {
		size_t at = walk->at++ % KEPT;
		const struct key *k = &r->keys[at];

		if (walk->before != NO_TIME && k->time != NO_TIME && k->time >= walk->before)
			walk->at = walk->end;
		else if ((walk->from == 0 || k->from == walk->from) && (walk->ends == 0 || k->ends == walk->ends))
			return &r->ring[at];
	}
	return NULL;
}
