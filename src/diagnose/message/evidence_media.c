/* SPDX-License-Identifier: MIT */
/* SDP in the body: what media is offered, answered, or said to be acceptable. */
#include "base/buf.h"
#include "diagnose/message/evidence.h"
#include "sip/sdp.h"

static struct evidence *
add_fact(struct collect *c, const char *name, const char *value, const char *key, const struct sdp_media *m)
{
	struct evidence *e = finding_evidence(c->f, EVIDENCE_SDP, name, value);

	e->key = key;
	e->arg[0] = collect_text(c, m->kind);
	e->arg[1] = e->value;
	e->at.message = c->number;
	return e;
}

static const char *
codec_names(struct collect *c, const struct sdp *s, const struct sdp_media *m)
{
	struct buf names = BUF_INIT;
	const struct sdp_format *f;
	const char *text;

	for (size_t i = 0; (f = sdp_format(s, m, i)) != NULL; i++) {
		if (names.n > 0)
			buf_addstr(&names, ", ");
		sdp_format_name(f, &names);
	}
	text = collect_text(c, buf_slice(&names));
	buf_release(&names);
	return text;
}

static void
add_connection(struct collect *c, const struct sdp_media *m)
{
	enum addr_scope scope = addr_scope(&m->connection.addr);

	if (!m->connection.present)
		return;
	add_fact(c, "connection", collect_text(c, m->connection.address),
	    scope == SCOPE_UNSPECIFIED ? "sdp.connection.hold" :
	    addr_is_inner(&m->connection.addr) ? "sdp.connection.private" : "sdp.connection", m);
}

static void
add_media(struct collect *c, const struct sdp *s, const struct sdp_media *m)
{
	if (m->port == 0) {
		add_fact(c, "port", "0", "sdp.refused", m);
		return;
	}
	if (sdp_is_fax(m))
		add_fact(c, "profile", collect_text(c, m->protocol), "sdp.fax", m);
	else if (m->format_count > 0)	/* else the line was cut off */
		add_fact(c, "codec", codec_names(c, s, m), "sdp.codecs", m);
	if (sdp_profile_is_secure(m))
		add_fact(c, "profile", collect_text(c, m->protocol), m->fingerprint.n > 0 ? "sdp.dtls" : "sdp.srtp", m);
	add_connection(c, m);
	if (m->direction != SDP_SENDRECV)
		add_fact(c, "direction", sdp_direction_name(m->direction), "sdp.direction", m);
}

void
collect_media(struct collect *c)
{
	struct slice part, text;
	struct sdp s;

	if (!message_part(c->m, SLICE("application/sdp"), &part))
		return;
	/* A description that ends early was cut, or lost its CRs: it is not the sender's. */
	c->sdp_refused = !read_sdp(&text, part, &c->f->arena) && c->m->content_length <= (int64_t)c->m->body.n;
	if (!sdp_parse(&s, text))
		return;
	for (size_t i = 0; i < s.media_count; i++)
		add_media(c, &s, &s.media[i]);
}
