/* SPDX-License-Identifier: MIT */
/* media.refused, media.misdirected: audio that is sent, and not taken or sent to the wrong place. */
#include "diagnose/rules/below.h"
#include "diagnose/rules/network.h"
#include "diagnose/rules/offer.h"
#include "diagnose/rules/rules.h"
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

/*
 * The last that was sent there was refused, too: nothing goes on for longer than refusals, of which a host sends few, leave out.
 * Who sends from elsewhere may go on: the port that he named is no more open for that.
 */
static bool
ends_refused(const struct stream *s, const struct stream_end *e, const struct refusals *r)
{
	const struct stream_end *other = stream_other(s, e);
	int64_t last = e->heard == 0 ? other->last : e->last < s->until ? e->last : s->until;

	return (other->last - r->last < MEDIA_SHORTEST || e->source.family != 0) &&
	    last - r->last <= 2 * ((r->last - r->first->where.time) / (r->count - 1));
}

/* A way that stays shut keeps nothing back that comes the other way; nor does a port, from which another socket may send. */
static bool
stays_shut(const struct stream *s, const struct stream_end *e, const struct refusals *r)
{
	return r->last - r->first->where.time >= MEDIA_SHORTEST &&
	    (r->first->witness->what != ICMP_PORT_CLOSED || ends_refused(s, e, r));
}

/* A port that was closed for a moment at the start, and then sends, is open. */
static bool
is_refused(struct verdict *v, const struct stream *s, const struct stream_end *e, const struct refusals *r)
{
	const struct stream_end *other = stream_other(s, e);

	return ENOUGH(v, ERRORS_OFTEN, r->count, MEDIA_REFUSALS) && HOLDS(v, AGREED_TO_SEND, other->sends) &&
	    HOLDS(v, SILENT_SINCE, other->heard == 0 || other->last < r->last || stays_shut(s, e, r));
}

static bool
refuses_stream(struct verdict *v, const struct stream *s)
{
	for (size_t i = 0; i < 2; i++) {
		const struct stream_end *e = stream_end_at(s, i);
		struct refusals r = refusals_of(s, e, v->witnesses);

		look_at(v, e->by);
		if (!is_refused(v, s, e, &r))
			continue;
		v->at = s->tx->success;
		struct evidence *said = SAY(v, EVIDENCE_WITNESS, "ICMP", NULL, "media-refused", r.count,
		    verdict_addr(v, &r.first->witness->reporter), verdict_addr(v, &e->named), icmp_words(r.first->witness->what));
		evidence_at(said, seen_spot(r.first));
		SAY(v, EVIDENCE_SDP, "connection", e->by, "media-wanted", 0, verdict_start(v, e->by), verdict_id(v, e->by),
		    verdict_addr(v, &e->named));
		name_refusal(v, r.first->witness, e);
		return true;
	}
	return false;
}

/* Adds to what `hears` got the packets that were sent from where `from` wants to hear. */
static void
add_sent(struct stream_end *hears, const struct stream_end *from, const struct witnesses *ws)
{
	for (const struct seen *w = witnesses_of_addr(ws, WITNESS_FLOW, &from->named, NULL); w != NULL;
	    w = witnesses_of_addr(ws, WITNESS_FLOW, &from->named, w))
		if (addr_eq(&w->witness->from, &from->named)) {
			if (hears->heard == 0 || w->witness->flow.last > hears->last)
				hears->last = w->witness->flow.last;
			hears->heard += w->witness->flow.packets;
		}
}

/* T.38 between these two ends, as the exchange agreed on it. */
static bool
describe_fax(const struct exchange *e, const struct tx *setup, struct verdict *v, struct stream *s)
{
	struct sdp *o = &v->streams->offer, *a = &v->streams->answer;
	struct stream_end *ends[] = { &s->offerer, &s->answerer };

	if (!sdp_of(e->offer, o) || !sdp_of(e->answer, a))
		return false;
	for (size_t i = 0; i < o->media_count && i < a->media_count; i++) {
		const struct sdp_media *media[] = { &o->media[i], &a->media[i] };

		if (!sdp_is_fax(media[0]) || !sdp_is_fax(media[1]) || media[0]->port == 0 || media[1]->port == 0)
			continue;
		for (size_t n = 0; n < 2; n++) {
			const struct msg *by = n == 0 ? e->offer : e->answer;

			*ends[n] = (struct stream_end){ .by = by, .named = media[n]->connection.addr, .sends = true, .last = NO_TIME };
			ends[n]->named.port = (uint16_t)media[n]->port;
			ends[n]->is_caller = slice_eq(msg_sender_tag(by), MSG(setup->request, from_tag));
		}
		add_sent(&s->offerer, &s->answerer, v->witnesses);
		add_sent(&s->answerer, &s->offerer, v->witnesses);
		return true;
	}
	return false;
}

/* The same of a fax, from when it was agreed on to the next change or the BYE. */
static bool
is_fax_refused(const struct call *c, struct verdict *v)
{
	const struct tx *setup = call_setup(c), *bye = NULL;
	struct stream s;
	bool found = false;

	for (const struct tx *t = setup != NULL && setup->request != NULL && c->has_times ? c->txs : NULL; t != NULL; t = t->next) {
		struct exchange e;

		if (t->method == METHOD_BYE && bye == NULL)
			bye = t;
		if (t->client.family == 0 || t->server.family == 0 || !exchange_of(t, &e))
			continue;
		if (found) {
			s.until = e.answer->where.time;
			if (refuses_stream(v, &s))
				return true;
		}
		s = (struct stream){ .tx = t, .since = e.answer->where.time };
		found = describe_fax(&e, setup, v, &s);
	}
	if (!found)
		return false;
	s.until = bye != NULL ? bye->first->where.time : c->now;
	return refuses_stream(v, &s);
}

bool
find_media_refused(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_of(c, v);
	bool found = false;

	for (size_t i = 0; i < all->count && !found; i++)
		found = refuses_stream(v, &all->list[i]);
	found = found || (network_any(v->network) && is_fax_refused(c, v));
	return HOLDS(v, MEDIA_SEEN, found || all->count > 0) && found;
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
		stream_doubt_absence(v, e->astray_flow);
		SAY(v, EVIDENCE_SDP, "connection", other->by, "media-wanted", 0, verdict_start(v, other->by),
		    verdict_id(v, other->by), verdict_addr(v, &other->named));
		stream_name_side(v, e);
		return true;
	}
	return false;
}
