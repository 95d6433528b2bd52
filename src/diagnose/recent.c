#include "diagnose/recent.h"

#include <stdlib.h>

#include "base/ascii.h"

enum { KEPT = 4096 };

struct recent {
	struct request_seen ring[KEPT];
	size_t next;			/* the oldest, which the next one takes the place of */
};

struct recent *
recent_new(void)
{
	return xcalloc(1, sizeof(struct recent));
}

void
recent_free(struct recent *r)
{
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
		return !m->is_response && m->to_tag.p == NULL;
	default:
		return false;
	}
}

void
recent_add(struct recent *r, const struct message *m, const struct frame *frame, uint64_t number)
{
	struct uri uri;

	if (!begins_something(m))
		return;
	struct request_seen *s = &r->ring[r->next++ % KEPT];
	*s = (struct request_seen){
		.number = number, .time = frame->where.time, .client = frame->where.src, .server = frame->where.dst,
		.method = m->method, .call = slice_hash(m->call_id),
	};
	s->id = slice_hash(m->via.branch) ^ s->call ^ m->cseq;
	if (uri_parse(&uri, m->uri)) {
		s->user = recent_hash(uri.user);
		s->host = recent_hash(uri.host);
	}
}

static bool
is_copy(const struct recent *r, size_t from, size_t at)
{
	for (size_t i = from; i < at; i++)
		if (r->ring[i % KEPT].id == r->ring[at % KEPT].id)
			return true;
	return false;
}

bool
recent_next(const struct recent *r, uint64_t number, const struct request_seen **seen)
{
	size_t oldest = r->next > KEPT ? r->next - KEPT : 0, i = oldest, end = r->next;

	if (*seen != NULL)
		number = (*seen)->number;
	while (i < end) {		/* numbers rise: halve */
		size_t middle = i + (end - i) / 2;

		if (r->ring[middle % KEPT].number > number)
			end = middle;
		else
			i = middle + 1;
	}
	for (; i < r->next; i++)
		if (!is_copy(r, oldest, i)) {
			*seen = &r->ring[i % KEPT];
			return true;
		}
	return false;
}
