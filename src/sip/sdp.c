/* SPDX-License-Identifier: MIT */
#include "sip/sdp.h"

#include "base/ascii.h"
#include "sip/fields.h"

static uint32_t
number(struct slice s)
{
	uint32_t value;

	field_number(s, &value);
	return value;
}

/* 0, as where nothing is said, where it can be none. */
static uint16_t
port_number(struct slice s)
{
	uint32_t port = number(s);

	return port > UINT16_MAX ? 0 : (uint16_t)port;
}

static struct addr
parse_addr(struct slice s)
{
	struct addr a;

	addr_parse(&a, s);
	a.port = 0;
	return a;
}

/* "IN IP4 192.0.2.1/127" */
static void
parse_connection(struct sdp_connection *out, struct slice value)
{
	struct slice address;

	slice_cut_word(&value);
	slice_cut_word(&value);
	address = slice_cut_word(&value);
	*out = (struct sdp_connection){ .present = true };
	out->address = slice_cut(&address, '/');
	out->addr = parse_addr(out->address);
}

static void
parse_origin(struct sdp *s, struct slice value)
{
	s->origin = value;
	slice_cut_word(&value);
	s->session_id = slice_cut_word(&value);
	s->session_version = slice_cut_word(&value);
	slice_cut_word(&value);
	slice_cut_word(&value);
	s->origin_addr = parse_addr(slice_cut_word(&value));
}

static void
add_format(struct sdp *s, struct sdp_media *m, struct slice token, bool rtp)
{
	struct sdp_format *f;
	uint64_t payload;

	if (s->format_count == SDP_FORMAT_MAX) {
		s->cut = true;
		return;
	}
	f = &s->formats[s->format_count++];
	m->format_count++;
	*f = (struct sdp_format){ .token = token, .payload = -1, .channels = 1 };
	if (!rtp) {
		f->name = token;
	} else if (slice_to_u64(token, 127, &payload)) {
		sdp_static_payload((int)payload, f);
		f->token = token;
		f->payload = (int)payload;
	}
}

/* "audio 49170/2 RTP/AVP 0 8 97" */
static struct sdp_media *
parse_media(struct sdp *s, struct slice value)
{
	struct sdp_media *m;
	struct slice token;

	if (s->media_count == SDP_MEDIA_MAX) {
		s->cut = true;
		return NULL;
	}
	m = &s->media[s->media_count++];
	*m = (struct sdp_media){ .first_format = s->format_count, .first_candidate = s->candidate_count, .line = value };
	m->kind = slice_cut_word(&value);
	m->port = number(slice_cut_word(&value));
	m->protocol = slice_cut_word(&value);
	while ((token = slice_cut_word(&value)).n > 0)
		add_format(s, m, token, slice_find_nocase(m->protocol, SLICE("RTP/")) != NULL);
	return m;
}

static struct sdp_format *
find_format(struct sdp *s, const struct sdp_media *m, struct slice token)
{
	for (size_t i = 0; i < m->format_count; i++)
		if (slice_eq(s->formats[m->first_format + i].token, token))
			return &s->formats[m->first_format + i];
	return NULL;
}

/* "97 iLBC/8000/1" */
static void
parse_rtpmap(struct sdp *s, const struct sdp_media *m, struct slice value)
{
	struct sdp_format *f = find_format(s, m, slice_cut_word(&value));

	if (f == NULL)
		return;
	value = slice_trim(value);
	f->name = slice_trim(slice_cut(&value, '/'));
	f->clock = number(slice_cut(&value, '/'));
	f->channels = value.n > 0 ? number(value) : 1;
}

static void
parse_fmtp(struct sdp *s, const struct sdp_media *m, struct slice value)
{
	struct sdp_format *f = find_format(s, m, slice_cut_word(&value));

	if (f != NULL)
		f->fmtp = slice_trim(value);
}

/* "1 1 UDP 2130706431 203.0.113.141 8998 typ host" */
static void
parse_candidate(struct sdp *s, struct sdp_media *m, struct slice value)
{
	struct sdp_candidate *c;

	m->ice = true;
	if (s->candidate_count == SDP_CANDIDATE_MAX) {
		s->cut = true;
		return;
	}
	c = &s->candidates[s->candidate_count++];
	m->candidate_count++;
	*c = (struct sdp_candidate){ 0 };
	slice_cut_word(&value);
	c->component = number(slice_cut_word(&value));
	c->transport = slice_cut_word(&value);
	slice_cut_word(&value);
	c->address = slice_cut_word(&value);
	c->addr = parse_addr(c->address);
	c->addr.port = c->addr.family != 0 ? port_number(slice_cut_word(&value)) : 0;
	while (value.n > 0)
		if (slice_eq_nocase(slice_cut_word(&value), SLICE("typ")))
			c->type = slice_cut_word(&value);
}

/* "1 AES_CM_128_HMAC_SHA1_80 inline:…" */
static void
parse_crypto(struct sdp_media *m, struct slice value)
{
	slice_cut_word(&value);
	if (m->suite_count < SDP_SUITE_MAX)
		m->suites[m->suite_count++] = slice_cut_word(&value);
}

/* "53020 IN IP4 192.0.2.1", the address may be left out */
static void
parse_rtcp(struct sdp_media *m, struct slice value)
{
	uint16_t port = port_number(slice_cut_word(&value));

	slice_cut_word(&value);
	slice_cut_word(&value);
	m->rtcp = parse_addr(slice_cut_word(&value));
	m->rtcp.port = port;
}

static bool
parse_direction(struct slice name, enum sdp_direction *out)
{
	for (enum sdp_direction d = SDP_SENDRECV; d <= SDP_INACTIVE; d++) {
		if (slice_eq_nocase(name, slice_of(sdp_direction_name(d)))) {
			*out = d;
			return true;
		}
	}
	return false;
}

static void
media_attribute(struct sdp *s, struct sdp_media *m, struct slice name, struct slice value)
{
	if (slice_eq(name, SLICE("rtpmap")))
		parse_rtpmap(s, m, value);
	else if (slice_eq(name, SLICE("fmtp")))
		parse_fmtp(s, m, value);
	else if (slice_eq(name, SLICE("candidate")))
		parse_candidate(s, m, value);
	else if (slice_eq(name, SLICE("crypto")))
		parse_crypto(m, value);
	else if (slice_eq(name, SLICE("rtcp")))
		parse_rtcp(m, value);
	else if (slice_eq(name, SLICE("ptime")))
		m->ptime = number(value);
	else if (slice_eq(name, SLICE("rtcp-mux")))
		m->rtcp_mux = true;
	else if (slice_eq(name, SLICE("mid")))
		m->mid = value;
}

/* `m` is NULL in the session's part. */
static void
parse_attribute(struct sdp *s, struct sdp_media *m, struct slice value)
{
	struct slice name = slice_trim(slice_cut(&value, ':'));

	value = slice_trim(value);
	if (parse_direction(name, m ? &m->direction : &s->direction))
		*(m ? &m->has_direction : &s->has_direction) = true;
	else if (slice_eq(name, SLICE("fingerprint")))
		*(m ? &m->fingerprint : &s->fingerprint) = value;
	else if (slice_eq(name, SLICE("setup")))
		*(m ? &m->setup : &s->setup) = value;
	else if (slice_eq(name, SLICE("ice-ufrag")))
		*(m ? &m->ice : &s->ice) = true;
	else if (m != NULL)
		media_attribute(s, m, name, value);
	else if (slice_eq(name, SLICE("ice-lite")))
		s->ice_lite = true;
	else if (slice_eq(name, SLICE("group")))
		s->group = value;
}

/* What is said once for the session holds for each media that says nothing itself. */
static void
inherit(struct sdp *s)
{
	for (size_t i = 0; i < s->media_count; i++) {
		struct sdp_media *m = &s->media[i];

		if (!m->connection.present)
			m->connection = s->connection;
		if (!m->has_direction) {
			m->direction = s->direction;
			m->has_direction = s->has_direction;
		}
		if (m->fingerprint.p == NULL)
			m->fingerprint = s->fingerprint;
		if (m->setup.p == NULL)
			m->setup = s->setup;
		m->ice |= s->ice;
	}
}

static struct slice
cut_line(struct slice *rest)
{
	const char *p = rest->p, *end = slice_limit(*rest);
	struct slice line;

	while (p < end && *p != '\n' && *p != '\r')
		p++;
	line = slice_from(rest->p, p);
	while (p < end && (*p == '\n' || *p == '\r'))
		p++;
	*rest = slice_from(p, end);
	return slice_trim(line);
}

static void
start(struct sdp *s)
{
	/* Not the whole struct: it is large, and the counts say how much of it holds. */
	memset(s, 0, offsetof(struct sdp, media));
	s->media_count = s->format_count = s->candidate_count = 0;
	s->cut = false;
	s->bad_line = SLICE_NONE;
}

bool
sdp_parse(struct sdp *out, struct slice text)
{
	struct sdp_media *m = NULL;
	bool known = false, skipping = false;

	start(out);
	while (text.n > 0) {
		struct slice line = cut_line(&text), value = slice_trim(slice_skip(line, 2));

		if (line.n == 0)
			continue;
		if (line.n < 2 || line.p[1] != '=' || !is_alpha(line.p[0])) {
			if (out->bad_line.p == NULL)
				out->bad_line = line;
			continue;
		}
		if (line.p[0] == 'm') {
			m = parse_media(out, value);
			skipping = m == NULL;
		}
		known |= line.p[0] == 'm' || line.p[0] == 'v';
		if (skipping)
			continue;
		if (line.p[0] == 'c')
			parse_connection(m ? &m->connection : &out->connection, value);
		else if (line.p[0] == 'a')
			parse_attribute(out, m, value);
		else if (line.p[0] == 'o')
			parse_origin(out, value);
		else if (line.p[0] == 's')
			out->name = value;
	}
	inherit(out);
	if (!known)
		start(out);
	return known;
}

bool
message_sdp(const struct message *m, struct sdp *out)
{
	struct slice part;

	start(out);
	return message_part(m, SLICE("application/sdp"), &part) && sdp_parse(out, part);
}
