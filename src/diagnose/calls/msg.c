/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/msg.h"

/* A cheap look at the first bytes; rules that use the fact parse the address. */
static bool
looks_inner(struct slice host)
{
	static const struct slice prefixes[] = {
		SLICE("10."), SLICE("192.168."), SLICE("172."), SLICE("100."), SLICE("127."), SLICE("169.254."),
		SLICE("[fd"), SLICE("[fc"), SLICE("[fe80"), SLICE("fd"), SLICE("fc"), SLICE("fe80"),
	};

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (slice_starts_nocase(host, prefixes[i]))
			return true;
	return false;
}

/* Rules ask for these lines of every description; all else of it is parsed when one looks closer. */
static void
look_at_description(struct msg *out, struct slice body)
{
	const char *version = slice_starts(body, SLICE("v=0")) ? body.p : slice_find(body, SLICE("\nv=0"));
	const char *connection = slice_find(body, SLICE("\nc="));
	struct slice rest;

	if (version != NULL)
		out->description = slice_from(version, slice_limit(body));
	if (connection == NULL)
		return;
	rest = slice_from(connection + 1, slice_limit(body));
	out->connection = slice_trim(slice_cut(&rest, '\n'));
	if (!slice_starts(out->connection, SLICE("c=IN IP")))
		return;
	out->facts |= MSG_SDP;
	if (looks_inner(slice_skip(out->connection, 9)))
		out->facts |= MSG_INNER;
}

static void
look_at_content(struct msg *out, const struct message *m, struct slice type)
{
	bool sdp = slice_starts_nocase(type, SLICE("application/sdp"));

	if (m->body.n == 0 || !(sdp || slice_starts_nocase(type, SLICE("multipart/"))))
		return;
	if (sdp)
		out->facts |= MSG_SDP;
	look_at_description(out, PART(m, body));
}

/* What is looked at, and what the header's being there tells. */
enum look { LOOK_AWAY, LOOK_FACT, LOOK_AUTH, LOOK_VIA, LOOK_VALUE, LOOK_CONTENT };

static const struct { enum look look; unsigned fact; } of_header[H_COUNT] = {
	[H_VIA] = { LOOK_VIA, 0 },
	[H_CONTENT_TYPE] = { LOOK_CONTENT, 0 },
	[H_USER_AGENT] = { LOOK_VALUE, 0 },
	[H_CSEQ] = { LOOK_VALUE, 0 },
	[H_EXPIRES] = { LOOK_VALUE, 0 },
	[H_CONTACT] = { LOOK_VALUE, MSG_CONTACT },
	[H_AUTHORIZATION] = { LOOK_AUTH, MSG_CREDENTIALS },
	[H_PROXY_AUTHORIZATION] = { LOOK_AUTH, MSG_CREDENTIALS },
	[H_WWW_AUTHENTICATE] = { LOOK_AUTH, MSG_CHALLENGE },
	[H_PROXY_AUTHENTICATE] = { LOOK_AUTH, MSG_CHALLENGE },
	[H_RSEQ] = { LOOK_FACT, MSG_RSEQ },
	[H_SESSION_EXPIRES] = { LOOK_FACT, MSG_SESSION_EXPIRES },
	[H_REASON] = { LOOK_FACT, MSG_REASON },
	[H_RETRY_AFTER] = { LOOK_FACT, MSG_RETRY_AFTER },
	[H_REQUIRE] = { LOOK_FACT, MSG_REQUIRE },
	[H_PROXY_REQUIRE] = { LOOK_FACT, MSG_REQUIRE },
	[H_IDENTITY] = { LOOK_FACT, MSG_IDENTITY },
	[H_REPLACES] = { LOOK_FACT, MSG_REPLACES },
	[H_REFER_TO] = { LOOK_FACT, MSG_REPLACES },
	[H_RECORD_ROUTE] = { LOOK_FACT, MSG_RECORD_ROUTE },
	[H_X_ASTERISK_HANGUPCAUSECODE] = { LOOK_FACT, MSG_HANGUP_CAUSE },
	[H_X_CID] = { LOOK_FACT, MSG_LEG },
	[H_SESSION_ID] = { LOOK_FACT, MSG_LEG },
};

static unsigned
via_values(struct slice value)
{
	struct slice rest = value, element;
	unsigned count = 0;

	if (slice_chr(value, ',') == NULL)
		return 1;
	while (header_element(&rest, &element))
		count++;
	return count;
}

static void
look_at_auth(struct msg *out, const struct header *h)
{
	if (out->auth_count++ == 0) {
		out->auth = header_value(out->index, h);
		out->auth_id = (enum header_id)h->id;
	}
}

static void
keep_first(struct slice *kept, struct slice value)
{
	if (kept->p == NULL)
		*kept = value;
}

static void
look_at_value(struct msg *out, const struct header *h)
{
	switch (h->id) {
	case H_USER_AGENT: keep_first(&out->agent, header_value(out->index, h)); break;
	case H_CSEQ: keep_first(&out->cseq_value, header_value(out->index, h)); break;
	case H_CONTACT: keep_first(&out->contact, header_value(out->index, h)); break;
	case H_EXPIRES: keep_first(&out->expires, header_value(out->index, h)); break;
	default: break;
	}
}

static void
look_at_headers(struct msg *out, const struct message *m)
{
	for (size_t i = 0; i < m->header_count; i++) {
		const struct header *h = &m->headers[i];

		out->facts |= of_header[h->id].fact;
		switch (of_header[h->id].look) {
		case LOOK_AUTH: look_at_auth(out, h); break;
		case LOOK_VIA: out->vias += via_values(header_value(m, h)); break;
		case LOOK_VALUE: look_at_value(out, h); break;
		case LOOK_CONTENT: look_at_content(out, m, header_value(m, h)); break;
		case LOOK_FACT:
		case LOOK_AWAY: break;
		}
	}
	if (m->body.n > 0)
		out->facts |= MSG_BODY;
	if (m->via.rport.at > 0)
		out->facts |= MSG_RPORT;
	if (!m->is_response && looks_inner(PART(m, via.sent_by)))
		out->facts |= MSG_INNER;
}

void
msg_fill(struct msg *out, const struct message *m, const struct frame *frame, uint64_t number)
{
	*out = (struct msg){
		.number = number, .where = frame->where, .frame_flags = frame->flags, .index = m,
		.is_response = m->is_response, .code = m->is_response ? m->code : 0,
		.method = m->is_response ? m->cseq_method : m->method, .cseq = m->cseq, .bytes = m->raw,
		.method_name = PART(m, method_name), .has_cseq = m->has_cseq, .from = PART(m, from), .to = PART(m, to),
		.from_tag = PART(m, from_tag), .to_tag = PART(m, to_tag), .branch = PART(m, via.branch),
		.sent_by = PART(m, via.sent_by), .uri = PART(m, uri),
	};
	look_at_headers(out, m);
}

struct spot
msg_spot(const struct msg *m)
{
	return (struct spot){ m->number, m->where.packet, m->where.line };
}

struct frame
msg_frame(const struct msg *m)
{
	return (struct frame){ .kind = FRAME_MESSAGE, .flags = m->frame_flags, .bytes = m->bytes, .where = m->where };
}
