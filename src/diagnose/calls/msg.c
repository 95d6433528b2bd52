/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/msg.h"

/* A cheap look at the first bytes; rules that use the fact parse the address. */
static bool
looks_inner(struct slice host)
{
	static const struct slice prefixes[] = {
		SLICE("10."), SLICE("192.168."), SLICE("172."), SLICE("100."), SLICE("127."), SLICE("169.254."), SLICE("192.0.0."),
		SLICE("::ffff:"), SLICE("[::ffff:"),
		SLICE("[fd"), SLICE("[fc"), SLICE("[fe80"), SLICE("fd"), SLICE("fc"), SLICE("fe80"),
	};

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (slice_starts_nocase(host, prefixes[i]))
			return true;
	return false;
}

static inline unsigned
has(const struct message *m, enum header_id id)
{
	return m->kinds[id / 64] >> id % 64 & 1;
}

/* What a header's being there tells. */
static unsigned
facts_of_headers(const struct message *m)
{
	return
	    has(m, H_CONTACT) * MSG_CONTACT | (has(m, H_AUTHORIZATION) | has(m, H_PROXY_AUTHORIZATION)) * MSG_CREDENTIALS |
	    (has(m, H_WWW_AUTHENTICATE) | has(m, H_PROXY_AUTHENTICATE)) * MSG_CHALLENGE | has(m, H_RSEQ) * MSG_RSEQ |
	    has(m, H_SESSION_EXPIRES) * MSG_SESSION_EXPIRES | has(m, H_REASON) * MSG_REASON | has(m, H_RETRY_AFTER) * MSG_RETRY_AFTER |
	    (has(m, H_REQUIRE) | has(m, H_PROXY_REQUIRE)) * MSG_REQUIRE | has(m, H_IDENTITY) * MSG_IDENTITY |
	    (has(m, H_REPLACES) | has(m, H_REFER_TO)) * MSG_REPLACES | has(m, H_RECORD_ROUTE) * MSG_RECORD_ROUTE |
	    has(m, H_X_ASTERISK_HANGUPCAUSECODE) * MSG_HANGUP_CAUSE | (has(m, H_X_CID) | has(m, H_SESSION_ID)) * MSG_LEG;
}

/* An inner address in the session's c= line, or in one of those behind it, which are for a stream each. */
static bool
names_inner(struct slice body, struct slice connection)
{
	const char *end = body.p + body.n, *at = connection.p;

	while (at != NULL) {
		struct slice rest = { at, (size_t)(end - at) };

		if (looks_inner(slice_skip(rest, 9)))
			return true;
		at = slice_find(rest, SLICE("\nc=IN IP"));
		if (at != NULL)
			at++;
	}
	return false;
}

static unsigned
facts_of_body(const struct message *m)
{
	struct slice connection = PART(m, connection);
	unsigned facts = (m->body.n > 0 ? MSG_BODY : 0) | (m->has_sdp ? MSG_SDP : 0);

	if (!slice_starts(connection, SLICE("c=IN IP")))
		return facts;
	return facts | MSG_SDP | (names_inner(PART(m, body), connection) ? MSG_INNER : 0);
}

static unsigned
facts_of(const struct message *m)
{
	unsigned facts = facts_of_headers(m) | facts_of_body(m);

	if (m->via.rport.at > 0)
		facts |= MSG_RPORT;
	if (!m->is_response && looks_inner(PART(m, via.sent_by)))
		facts |= MSG_INNER;
	return facts;
}

void
msg_fill(struct msg *out, const struct message *m, const struct frame *frame, uint64_t number)
{
	*out = (struct msg){
		.number = number, .where = frame->where, .frame_flags = frame->flags, .index = m,
		.is_response = m->is_response, .code = m->is_response ? m->code : 0,
		.method = m->is_response ? m->cseq_method : m->method, .cseq = m->cseq, .bytes = m->raw,
		.has_cseq = m->has_cseq, .facts = facts_of(m), .vias = m->via_count,
	};
}

struct spot
msg_spot(const struct msg *m)
{
	return spot_of(m->number, &m->where);
}

struct frame
msg_frame(const struct msg *m)
{
	return (struct frame){ .kind = FRAME_MESSAGE, .flags = m->frame_flags, .bytes = m->bytes, .where = m->where };
}
