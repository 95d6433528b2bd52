/* SPDX-License-Identifier: MIT */
/* media.refused, media.misdirected: audio that is sent, and not taken or sent to the wrong place. */
#include "diagnose/rules/offer.h"
#include "diagnose/rules/streams.h"

/* ---- media.refused ---- */

struct refusals {
	const struct seen *first;
	unsigned count;
	int64_t last;
};

/* An address inside that can't be reached is another rule's matter. */
static bool
refuses(const struct witness *w, const struct stream_end *e)
{
	if (!addr_eq(&w->to, &e->named))
		return false;
	return w->what == ICMP_PORT_CLOSED || ((w->what == ICMP_HOST_UNREACHABLE || w->what == ICMP_FILTERED ||
	    w->what == ICMP_TTL) && !addr_is_inner(&e->named));
}

static const char *
icmp_words(enum witness_what what)
{
	return what == ICMP_PORT_CLOSED ? "port unreachable" :
	    what == ICMP_FILTERED ? "administratively prohibited" :
	    what == ICMP_TTL ? "time exceeded in transit" : "host unreachable";
}

static void
name_refusal(struct verdict *v, const struct witness *w, const struct stream_end *e)
{
	if (w->what == ICMP_PORT_CLOSED)
		stream_name_side(v, e);
	else
		verdict_proves(v, e->by, w->what == ICMP_FILTERED ? "filtered" : "host-unreachable");
}

static struct refusals
refusals_of(const struct stream *s, const struct stream_end *e, const struct witnesses *ws)
{
	struct refusals r = { .first = NULL };

	for (const struct seen *w = witnesses_of_addr(ws, WITNESS_ICMP, &e->named, NULL); w != NULL;
	    w = witnesses_of_addr(ws, WITNESS_ICMP, &e->named, w)) {
		if (!refuses(w->witness, e) || w->where.time < s->since || w->where.time > s->until)
			continue;
		if (r.count++ == 0)
			r.first = w;
		r.last = w->where.time;
	}
	return r;
}

/* A way that stays shut keeps nothing back that comes the other way. */
static bool
stays_shut(const struct refusals *r)
{
	return r->first->witness->what != ICMP_PORT_CLOSED && r->last - r->first->where.time >= MEDIA_SHORTEST;
}

/* A port that was closed for a moment at the start, and then sends, is open. */
static bool
is_refused(struct verdict *v, const struct stream *s, const struct stream_end *e, const struct refusals *r)
{
	const struct stream_end *other = stream_other(s, e);

	return ENOUGH(v, ERRORS_OFTEN, r->count, MEDIA_REFUSALS) &&
	    HOLDS(v, SILENT_SINCE, other->heard == 0 || other->last < r->last || stays_shut(r));
}

bool
find_media_refused(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_by_name(c, v);

	for (size_t i = 0; i < 2 * all->count; i++) {
		const struct stream *s = &all->list[i / 2];
		const struct stream_end *e = stream_end_at(s, i % 2);
		struct refusals r = refusals_of(s, e, v->witnesses);

		look_at(v, e->by);
		if (!is_refused(v, s, e, &r))
			continue;
		v->at = s->tx->success;
		struct evidence *said = SAY(v, EVIDENCE_WITNESS, "ICMP", NULL, "media-refused", r.count,
		    verdict_addr(v, &r.first->witness->reporter), verdict_addr(v, &e->named), icmp_words(r.first->witness->what));
		said->packet = r.first->where.packet;
		SAY(v, EVIDENCE_SDP, "connection", e->by, "media-wanted", 0, verdict_start(v, e->by), verdict_id(v, e->by),
		    verdict_addr(v, &e->named));
		name_refusal(v, r.first->witness, e);
		return true;
	}
	return false;
}

/* ---- media.misdirected ---- */

static bool
names(const struct sdp *s, const struct addr *a)
{
	for (size_t i = 0; i < s->media_count; i++)
		if (addr_same_ip(&s->media[i].connection.addr, a) && s->media[i].port <= a->port && a->port <= s->media[i].port + 1)
			return true;
	for (size_t i = 0; i < s->candidate_count; i++)
		if (addr_eq(&s->candidates[i].addr, a))
			return true;
	return false;
}

bool
call_names(const struct call *c, struct verdict *v, const struct addr *a)
{
	struct sdp *s = &v->streams->offer;

	for (const struct msg *m = c->first; m != NULL; m = m->next)
		if ((m->facts & MSG_SDP) && m->copy_of == NULL && sdp_of(m, s) && names(s, a))
			return true;
	return false;
}

/* It sends where nobody asked for it, and not where it should. */
static bool
is_astray(const struct call *c, struct verdict *v, const struct stream *s, const struct stream_end *e)
{
	const struct stream_end *other = stream_other(s, e);

	return ENOUGH(v, ASTRAY, (int64_t)e->astray, MEDIA_TALK) && HOLDS(v, NOTHING_HEARD, other->heard == 0) &&
	    HOLDS(v, AGREED_TO_SEND, e->sends && !s->ice) && can_be_judged(v, s) &&
	    ENOUGH(v, TIME_ENOUGH, e->astray_flow->witness->flow.last - s->since, MEDIA_SHORTEST) &&
	    HOLDS(v, NAMED_NOWHERE, !call_names(c, v, &e->astray_flow->witness->to));
}

bool
find_misdirected(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_by_name(c, v);

	for (size_t i = 0; i < 2 * all->count; i++) {
		const struct stream *s = &all->list[i / 2];
		const struct stream_end *e = stream_end_at(s, i % 2), *other = stream_other(s, e);

		look_at(v, e->by);
		if (!is_astray(c, v, s, e))
			continue;
		v->at = s->tx->success;
		stream_say_heard(v, e->astray_flow);
		SAY(v, EVIDENCE_SDP, "connection", other->by, "media-wanted", 0, verdict_start(v, other->by),
		    verdict_id(v, other->by), verdict_addr(v, &other->named));
		stream_name_side(v, e);
		return true;
	}
	return false;
}
