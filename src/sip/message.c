/* SPDX-License-Identifier: MIT */
#include "sip/message.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "sip/pick.h"
#include "sip/start_line.h"

/* A line of a text in which a CR may end it, or CRs before an LF as some loggers write them. */
static __attribute__((noinline)) struct slice
cut_at_cr(struct message_reader *r)
{
	const char *start = r->at, *cr, *p;

	/* Searched once for all the CRs before it. */
	if (r->feed == NULL || r->feed < start) {
		r->feed = memchr(start, '\n', (size_t)(r->end - start));
		if (r->feed == NULL)
			r->feed = r->end;
	}
	cr = memchr(start, '\r', (size_t)(r->feed - start));
	if (cr == NULL) {
		r->at = r->feed < r->end ? r->feed + 1 : r->end;
		return slice_from(start, r->feed);
	}
	for (p = cr; p < r->feed && *p == '\r'; p++)
		;
	r->at = p == r->feed && p < r->end ? p + 1 : cr + 1;
	return slice_from(start, cr);
}

/* The next line, whatever ends it; r->at goes behind it. */
static inline bool
next_line(struct message_reader *r, struct slice *line)
{
	const char *start = r->at, *feed, *end;

	if (start >= r->end)
		return false;
	if (!r->lf_only) {
		*line = cut_at_cr(r);
		return true;
	}
	feed = memchr(start, '\n', (size_t)(r->end - start));
	end = feed != NULL ? feed : r->end;
	r->at = feed != NULL ? feed + 1 : end;
	while (end > start && end[-1] == '\r')
		end--;
	*line = slice_from(start, end);
	return true;
}

static inline void
keep_first(struct part *kept, struct part value)
{
	if (kept->at == 0)
		*kept = value;
}

/*
 * What following and judging a call need; of a header that stands there twice, the first counts. What takes more than a word
 * is called: most headers need none of it.
 */
static inline void
pick(struct message *m, const struct header *h)
{
	switch (h->id) {
	case H_VIA:
		pick_via(m, header_value(m, h));
		break;
	case H_FROM:
		if (m->from.at == 0)
			pick_tagged(m, h, &m->from, &m->from_tag);
		break;
	case H_TO:
		if (m->to.at == 0)
			pick_tagged(m, h, &m->to, &m->to_tag);
		break;
	case H_CALL_ID:
		if (m->call_id.at == 0) {
			m->call_id = h->value;
			m->call_hash = slice_hash(header_value(m, h));
		}
		break;
	case H_CSEQ:
		if (!m->has_cseq)
			pick_cseq(m, header_value(m, h));
		break;
	case H_CONTENT_LENGTH:
		pick_length(m, header_value(m, h));
		break;
	case H_CONTACT:
		keep_first(&m->contact, h->value);
		break;
	case H_EXPIRES:
		keep_first(&m->expires, h->value);
		break;
	case H_USER_AGENT:
		keep_first(&m->agent, h->value);
		break;
	case H_AUTHORIZATION: case H_PROXY_AUTHORIZATION: case H_WWW_AUTHENTICATE: case H_PROXY_AUTHENTICATE:
		keep_first(&m->auth, h->value);
		break;
	default:
		break;
	}
}

static __attribute__((noinline)) void
make_room(struct message *m)
{
	m->header_cap = m->header_cap ? 2 * m->header_cap : 64;
	m->headers = xrealloc(m->headers, m->header_cap, sizeof *m->headers);
}

static inline struct header *
new_header(struct message *m)
{
	if (m->header_count == m->header_cap)
		make_room(m);
	return &m->headers[m->header_count++];
}

static const struct header *
add_header(struct message *m, struct slice line)
{
	const char *end = slice_limit(line), *colon = slice_chr_near(line, ':');
	struct header *h = new_header(m);
	struct slice name;

	if (colon == NULL)
		colon = end;
	name = slice_trim(slice_from(line.p, colon));
	*h = (struct header){ .id = H_OTHER, .name = part_at(m, name) };
	if (colon == end)
		return h;
	colon += 1 + (end - colon > 1 && colon[1] == ' ');
	h->value = part_at(m, slice_trim(slice_from(colon, end)));
	h->id = (uint16_t)header_id(name);
	m->kinds[h->id / 64] |= (uint64_t)1 << h->id % 64;
	pick(m, h);
	return h;
}

static void
set_up(struct message *m, struct message_reader *r, struct slice raw)
{
	struct header *headers = m->headers;
	uint32_t cap = m->header_cap;

	raw = slice_head(raw, MESSAGE_MAX);
	*m = (struct message){ .raw = raw, .headers = headers, .header_cap = cap, .content_length = -1 };
	*r = (struct message_reader){ .at = raw.p, .end = slice_limit(raw) };
}

enum message_status
message_begin(struct message *m, struct message_reader *r, struct slice raw)
{
	struct slice line;

	set_up(m, r, raw);
	while (r->at < r->end && (*r->at == '\r' || *r->at == '\n'))
		r->at++;		/* RFC 3261 §7.5: to be ignored */
	if (!next_line(r, &line))
		return MESSAGE_NOT_SIP;
	r->lf_only = r->at[-1] == '\n';
	if (start_line_parse(m, line))
		return MESSAGE_OK;
	if (!status_line_is_broken(line))
		return MESSAGE_NOT_SIP;
	m->is_response = true;
	return MESSAGE_BROKEN;
}

static inline const struct header *
read_header(struct message *m, struct message_reader *r)
{
	struct slice line, more;

	if (!next_line(r, &line) || line.n == 0)
		return NULL;
	r->folded = false;
	while (r->at < r->end && is_blank(*r->at) && next_line(r, &more)) {
		line = slice_from(line.p, slice_limit(more));
		r->folded = true;
	}
	return add_header(m, line);
}

const struct header *
message_read(struct message *m, struct message_reader *r)
{
	return read_header(m, r);
}

/* These lines of every description are asked for; all else of it is parsed when somebody looks closer. */
static void
find_description(struct message *m, struct slice body)
{
	const char *version = slice_starts(body, SLICE("v=0")) ? body.p : slice_find(body, SLICE("\nv=0"));
	const char *connection = slice_find(body, SLICE("\nc="));
	struct slice rest;

	if (version != NULL)
		m->description = part_at(m, slice_from(version, slice_limit(body)));
	if (connection == NULL)
		return;
	rest = slice_from(connection + 1, slice_limit(body));
	m->connection = part_at(m, slice_trim(slice_cut(&rest, '\n')));
}

void
message_set_body(struct message *m, struct slice body)
{
	m->body = part_at(m, body);
	if (body.n == 0)
		return;
	for (const struct header *h = message_header(m, H_CONTENT_TYPE); h != NULL; h = message_next(m, h)) {
		struct slice type = header_value(m, h);
		bool sdp = slice_starts_nocase(type, SLICE("application/sdp"));

		m->has_sdp |= sdp;
		if (m->description.at == 0 && m->connection.at == 0 && (sdp || slice_starts_nocase(type, SLICE("multipart/"))))
			find_description(m, body);
	}
}

enum message_status
message_index(struct message *m, struct slice raw)
{
	struct message_reader r;
	enum message_status status = message_begin(m, &r, raw);

	if (status == MESSAGE_NOT_SIP)
		return status;
	while (read_header(m, &r) != NULL)
		;
	message_set_body(m, slice_from(r.at, r.end));
	return status;
}

void
message_index_headers(struct message *m, struct slice raw)
{
	struct message_reader r;

	set_up(m, &r, raw);
	m->is_response = true;
	while (message_read(m, &r) != NULL)
		;
	message_set_body(m, slice_from(r.at, r.end));
}

void
message_release(struct message *m)
{
	free(m->headers);
	*m = (struct message){ 0 };
}

/* The headers begin where a pointer could. */
static size_t
headers_at(void)
{
	return (sizeof(struct message) + sizeof(void *) - 1) / sizeof(void *) * sizeof(void *);
}

size_t
message_size(const struct message *m)
{
	return headers_at() + m->header_count * sizeof *m->headers;
}

struct message *
message_copy(void *room, const struct message *m, const char *bytes)
{
	struct message *copy = room;

	memcpy(copy, m, sizeof *copy);
	copy->raw.p = bytes;
	copy->headers = (struct header *)((char *)room + headers_at());
	copy->header_cap = 0;
	if (m->header_count > 0)
		memcpy(copy->headers, m->headers, m->header_count * sizeof *m->headers);
	return copy;
}

const struct header *
message_header(const struct message *m, enum header_id id)
{
	if (id != H_OTHER && !(m->kinds[id / 64] >> id % 64 & 1))
		return NULL;
	for (size_t i = 0; i < m->header_count; i++)
		if (m->headers[i].id == id)
			return &m->headers[i];
	return NULL;
}

const struct header *
message_next(const struct message *m, const struct header *after)
{
	const struct header *end = m->headers + m->header_count;

	for (const struct header *h = after + 1; h < end; h++)
		if (h->id == after->id && (h->id != H_OTHER || slice_eq_nocase(header_spelt(m, h), header_spelt(m, after))))
			return h;
	return NULL;
}

struct slice
message_value(const struct message *m, enum header_id id)
{
	const struct header *h = message_header(m, id);

	return h ? header_value(m, h) : SLICE_NONE;
}

const struct header *
message_named(const struct message *m, struct slice name)
{
	enum header_id id = header_id(name);

	if (id != H_OTHER)
		return message_header(m, id);
	for (size_t i = 0; i < m->header_count; i++)
		if (slice_eq_nocase(header_spelt(m, &m->headers[i]), name))
			return &m->headers[i];
	return NULL;
}
