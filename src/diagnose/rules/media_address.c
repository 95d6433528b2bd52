/* SPDX-License-Identifier: MIT */
/* media.private-address: where the media is to go cannot be reached from where the message went. */
#include "diagnose/rules/offer.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/streams.h"

/* The first stream that is wanted at an inner address, and has no other candidates. */
static const struct sdp_media *
inner_media(const struct sdp *s)
{
	for (size_t i = 0; i < s->media_count; i++) {
		const struct sdp_media *m = &s->media[i];

		if (m->port != 0 && !m->ice && addr_is_inner(&m->connection.addr))
			return m;
	}
	return NULL;
}

static bool
is_public(const struct addr *a)
{
	return addr_scope(a) == SCOPE_PUBLIC;
}

/* What the server saw as the sender's address; also where the trace has none. */
static bool
received_publicly(const struct msg *m, struct addr *out, const struct msg **by)
{
	if (m->is_response)
		return false;
	for (const struct msg *r = m->tx->first; r != NULL; r = r->tx_next) {
		if (r->is_response && addr_parse(out, PART(msg_index(r), via.received)) && is_public(out)) {
			*by = r;
			return true;
		}
	}
	return false;
}

/* A relay on the way puts its own address in. */
static bool
is_rewritten(const struct call *c, const struct msg *m)
{
	struct sdp s;

	for (const struct msg *n = msg_elsewhere(c, m, NULL); n != NULL; n = msg_elsewhere(c, m, n))
		if (n->number > m->number && sdp_of(n, &s) && inner_media(&s) == NULL)
			return true;
	return false;
}

/* Both behind one NAT: their inner addresses reach each other. */
static bool
is_between_neighbours(const struct call *c, const struct msg *m)
{
	if (!is_public(&m->where.src))
		return false;
	for (const struct msg *n = c->first; n != NULL; n = n->next)
		if ((n->facts & MSG_SDP) && (n->facts & MSG_INNER) && addr_same_ip(&n->where.src, &m->where.src) &&
		    !slice_eq(msg_sender_tag(n), msg_sender_tag(m)))
			return true;
	return false;
}

/* Media was agreed, or heard before the answer: else the address was never used. */
static bool
has_media(const struct call *c)
{
	for (const struct msg *m = c->first; m != NULL; m = m->next)
		if (m->is_response && m->method == METHOD_INVITE && m->code > 100 && m->code < 300 && (m->facts & MSG_SDP))
			return true;
	return false;
}

static bool
is_description(const struct msg *m)
{
	return (m->facts & MSG_SDP) && (m->facts & MSG_INNER) && m->copy_of == NULL &&
	    (m->is_response ? m->code < 300 : true);
}

/* An inner address in it may have left its network: the message was seen at a public address, or nobody knows where. */
static bool
may_cross(const struct msg *m)
{
	return is_public(&m->where.src) || is_public(&m->where.dst) || m->where.src.family == 0 || m->where.dst.family == 0;
}

static bool
say_way(struct verdict *v, const struct msg *m)
{
	const struct msg *by = NULL;
	struct addr received;

	v->f.confidence = CONFIDENCE_LIKELY;	/* whoever gets it may learn the right address from what comes (latching) */
	if (is_public(&m->where.src)) {
		SAY(v, EVIDENCE_MESSAGE, NULL, m, "private-media-from", 0, verdict_id(v, m), verdict_addr(v, &m->where.src));
		return true;
	}
	if (is_public(&m->where.dst)) {
		SAY(v, EVIDENCE_MESSAGE, NULL, m, "private-media-to", 0, verdict_id(v, m), verdict_addr(v, &m->where.dst));
		return true;
	}
	if (!received_publicly(m, &received, &by))
		return false;
	SAY(v, EVIDENCE_HEADER, "Via", by, "private-media-received", 0, verdict_id(v, by), verdict_addr(v, &received));
	return true;
}

static bool
says_nothing_of(const struct stream_end *e, const struct addr *a)
{
	return !addr_same_ip(&e->named, a) || e->heard == 0;
}

struct loss {
	const struct stream_end *end;
	struct addr from;		/* whoever is there sends from here */
};

/* What the capture shows: packets go to that address, and can't arrive there, or they do arrive. */
enum shown { SHOWS_NOTHING, SHOWS_LOSS, SHOWS_ARRIVAL };

static enum shown
shown_of(const struct call *c, struct verdict *v, const struct addr *inner, struct loss *loss)
{
	const struct streams *all = streams_of(c, v);
	enum shown shown = SHOWS_NOTHING;

	if (call_has_media_both_ways(c, v))
		return SHOWS_ARRIVAL;
	for (size_t i = 0; i < 2 * all->count; i++) {
		const struct stream *s = &all->list[i / 2];
		const struct stream_end *e = i % 2 == 0 ? &s->offerer : &s->answerer;

		if (says_nothing_of(e, inner))
			continue;
		struct addr from;
		if (!stream_is_unreached(s, e, &from)) {
			shown = shown == SHOWS_LOSS ? shown : SHOWS_ARRIVAL;
			continue;
		}
		shown = SHOWS_LOSS;
		*loss = (struct loss){ e, from };
	}
	return shown;
}

static void
say_loss(struct verdict *v, const struct loss *loss)
{
	const struct witness *w = loss->end->flow->witness;
	struct evidence *said = SAY(v, EVIDENCE_WITNESS, "media", NULL, "media-to-private", (double)flow_media(&w->flow),
	    verdict_addr(v, &w->from), verdict_addr(v, &w->to), verdict_addr(v, &loss->from));

	stream_place(said, loss->end->flow);
	v->f.confidence = CONFIDENCE_PROVEN;
	stream_doubt_absence(v, loss->end->flow);
	verdict_severity(v, SEVERITY_ERROR);
}

bool
find_private_address(const struct call *c, struct verdict *v)
{
	if (!HOLDS(v, MEDIA_AGREED, has_media(c)))
		return false;
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		struct sdp s;

		if (!is_description(m))
			continue;
		look_at(v, m);
		if (!HOLDS(v, GOES_OUTSIDE, may_cross(m)) ||
		    !HOLDS(v, DESCRIPTIONS_READABLE, !sdp_has(m, "\na=alt:") && sdp_of(m, &s)))
			continue;
		const struct sdp_media *media = inner_media(&s);
		struct loss loss = { .end = NULL };
		if (!HOLDS(v, INNER_ADDRESS, media != NULL) || !HOLDS(v, NOT_REWRITTEN, !is_rewritten(c, m)) ||
		    !HOLDS(v, NO_NEIGHBOURS, !is_between_neighbours(c, m)))
			continue;
		enum shown shown = shown_of(c, v, &media->connection.addr, &loss);
		if (!HOLDS(v, NO_MEDIA_ARRIVES, shown != SHOWS_ARRIVAL) ||
		    (shown == SHOWS_NOTHING && !HOLDS(v, GOES_OUTSIDE, say_way(v, m))))
			continue;
		v->at = m;
		if (shown == SHOWS_LOSS)
			say_loss(v, &loss);
		SAY(v, EVIDENCE_SDP, "connection", m, "private-media", 0, verdict_start(v, m), verdict_id(v, m),
		    verdict_text(v, media->kind), verdict_text(v, media->connection.address));
		return true;
	}
	return false;
}
