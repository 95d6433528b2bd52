/* SPDX-License-Identifier: MIT */
/* media.one-way, media.none, media.dtls-failed: audio that the capture should show and does not. */
#include "diagnose/calls/hosts.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/streams.h"

/* ---- media.one-way ---- */

/* It goes on sending to where the other end wanted it before, as if that had not moved. */
static bool
stays_behind(const struct call *c, struct verdict *v, const struct stream *s, const struct stream_end *e)
{
	return e->astray_flow != NULL && e->astray_flow->witness->flow.last - s->since >= MEDIA_SHORTEST &&
	    call_names(c, v, &e->astray_flow->witness->to);
}

/* Whoever was silent before the hold found its voice on hold. */
static bool
is_heard_on_hold(const struct streams *all, const struct stream *held, const struct stream_end *deaf)
{
	for (size_t i = 0; i < 2 * all->count; i++) {
		const struct stream_end *e = stream_end_at(&all->list[i / 2], i % 2);

		if (e->is_caller == deaf->is_caller && e->heard > 0 && stream_is_of_hop(&all->list[i / 2], held->tx))
			return true;
	}
	return false;
}

/* How long packets came to it; what came on hold may have begun before. */
static int64_t
heard_for(const struct stream *s, const struct stream_end *e, bool until_held)
{
	return (e->last < s->until ? e->last : s->until) - (until_held && e->first > s->since ? e->first : s->since);
}

/* Nothing came to this end, though it should have, and the other end got plenty. */
static bool
hears_nothing(const struct call *c, struct verdict *v, const struct stream *s, const struct stream_end *e, bool until_held)
{
	const struct stream_end *other = stream_other(s, e);

	return HOLDS(v, NOTHING_HEARD, e->heard == 0 && !(until_held && is_heard_on_hold(v->streams, s, e))) &&
	    HOLDS(v, AGREED_TO_SEND, other->sends && e->sends) &&
	    HOLDS(v, NONE_ASTRAY, other->astray == 0 || stays_behind(c, v, s, other)) &&
	    ENOUGH(v, HEARD, (int64_t)other->heard, MEDIA_TALK) &&
	    ENOUGH(v, TIME_ENOUGH, heard_for(s, other, until_held), MEDIA_SHORTEST) &&
	    HOLDS(v, MEDIA_ARRIVES, !stream_is_unreached(s, other, NULL)) &&
	    HOLDS(v, WOULD_BE_SEEN, !hosts_shows_half(v->hosts, &e->named) && !hosts_shows_half(v->hosts, &other->named));
}

/* The end sends RTCP: from its media port, which the caller knows of (`any`), or, as a rule, from the one above. */
static bool
reports(const struct stream *s, const struct stream_end *e, const struct witnesses *ws, bool any)
{
	struct addr control = e->named;

	control.port++;
	for (const struct seen *w = witnesses_of_addr(ws, WITNESS_FLOW, &control, NULL); w != NULL && !any;
	    w = witnesses_of_addr(ws, WITNESS_FLOW, &control, w))
		any = w->witness->flow.rtcp > 0 && addr_eq(&w->witness->from, &control) &&
		    w->witness->flow.last >= s->since && w->witness->flow.first <= s->until;
	return any;
}

/*
 * Of several hops the one nearest to who is silent: the last one for the callee, who comes last, the first one for the
 * caller.
 */
static const struct stream_end *
deaf_end(const struct call *c, struct verdict *v, const struct stream list[], size_t count, const struct stream **in)
{
	const struct stream_end *found = NULL;
	bool until_held = list == v->streams->held;

	for (size_t i = 0; i < count; i++) {
		const struct stream *s = &list[i];

		for (size_t n = 0; n < 2; n++) {
			const struct stream_end *e = stream_end_at(s, n);

			look_at(v, e->by);
			if (!can_be_judged(v, s) || !hears_nothing(c, v, s, e, until_held) ||
			    (found != NULL && (found->is_caller != e->is_caller || !e->is_caller)))
				continue;
			found = e;
			*in = s;
		}
	}
	return found;
}

/* On another hop the packets arrive (or outside a NAT): whoever stands between doesn't pass them on. */
static bool
is_lost_between(const struct stream list[], size_t count, const struct stream *in, const struct stream_end *deaf)
{
	for (size_t i = 0; i < count; i++) {
		const struct stream *s = &list[i];
		const struct stream_end *e = s->offerer.is_caller == deaf->is_caller ? &s->offerer : &s->answerer;

		if (s != in && e->heard >= MEDIA_TALK)
			return true;
	}
	return false;
}

/* It was told to send to an address inside, which it can't reach from outside. */
static bool
is_told_inner(const struct stream_end *deaf, const struct stream_end *silent)
{
	return addr_is_inner(&deaf->named) && addr_scope(&silent->named) == SCOPE_PUBLIC;
}

/*
 * Both heard each other, then one end hears no more, for long and to the end. That alone proves nothing: who records a
 * message, or suppresses silence, sends nothing either. Its sender's reports, or the packets on the hop before, do.
 */
static bool
hears_no_more(const struct stream *s, const struct stream_end *e)
{
	const struct stream_end *other = stream_other(s, e);

	return other->sends && e->sends && other->astray == 0 && e->heard >= MEDIA_TALK && other->heard >= MEDIA_TALK &&
	    e->flow->witness->flow.rtp > 0 && other->last - e->last >= MEDIA_ENDS && s->until - e->last >= MEDIA_ENDS;
}

/* What the sender of what came to this end says it has sent, between two reports since; 0: it doesn't. */
static uint32_t
sent_since(const struct stream *s, const struct stream_end *e, const struct media_flow *f)
{
	int64_t apart = f->report_last - f->report_before;
	uint32_t sent = f->sent_last - f->sent_before;

	if (s->secured || f->reports < 2 || f->reporter != e->flow->witness->flow.ssrc ||
	    f->report_before < e->last + MEDIA_STRAGGLES || f->report_before > s->until)
		return 0;
	return sent >= MEDIA_TALK && sent <= (uint64_t)apart * MEDIA_PACE / SECONDS(1) ? sent : 0;
}

/* RTCP reports that tell of packets sent come to the end's media port, or the one above: that flow; NULL. */
static const struct seen *
reported(const struct stream *s, const struct stream_end *e, const struct witnesses *ws)
{
	struct addr to = e->named;

	for (int i = 0; i < 2; i++, to.port++)
		for (const struct seen *w = witnesses_of_addr(ws, WITNESS_FLOW, &to, NULL); w != NULL;
		    w = witnesses_of_addr(ws, WITNESS_FLOW, &to, w))
			if (addr_eq(&w->witness->to, &to) && sent_since(s, e, &w->witness->flow) > 0)
				return w;
	return NULL;
}

/* The same audio on a hop nearer to its sender, where it goes on after the deaf end heard the last of it; NULL: nowhere. */
static const struct stream_end *
hop_before(const struct streams *all, size_t at, const struct stream_end *deaf)
{
	for (size_t i = deaf->is_caller ? at + 1 : 0; i < (deaf->is_caller ? all->count : at); i++) {
		const struct stream *s = &all->list[i];
		const struct stream_end *e = s->offerer.is_caller == deaf->is_caller ? &s->offerer : &s->answerer;

		if (e->heard >= MEDIA_TALK && e->last - deaf->last >= MEDIA_ENDS)
			return e;
	}
	return NULL;
}

static bool
say_end(struct verdict *v, const struct streams *all, size_t at, const struct stream_end *deaf)
{
	const struct stream *s = &all->list[at];
	const struct stream_end *before = hop_before(all, at, deaf), *on = before != NULL ? before : stream_other(s, deaf);
	const struct seen *report = before == NULL ? reported(s, deaf, v->witnesses) : NULL;
	const struct witness *w = deaf->flow->witness;

	if (!HOLDS(v, WITNESS_SEEN, before != NULL || report != NULL))
		return false;
	v->at = s->tx->success;
	v->f.confidence = CONFIDENCE_LIKELY;
	stream_say_heard(v, on->flow);
	SAY_FLOW(v, deaf->flow, "media-ends", 0, verdict_addr(v, &w->from), verdict_addr(v, &w->to),
	    verdict_seconds(v, on->last - deaf->last));
	if (before != NULL) {
		verdict_proves(v, deaf->by, "relay");
	} else {
		SAY_FLOW(v, report, "media-reported", sent_since(s, deaf, &report->witness->flow),
		    verdict_addr(v, &report->witness->from));
		verdict_excludes(v, deaf->by, "caller");
		verdict_excludes(v, deaf->by, "callee");
	}
	return true;
}

static bool
find_end(struct verdict *v, const struct streams *all)
{
	for (size_t i = 0; i < all->count; i++)
		for (size_t n = 0; n < 2; n++) {
			const struct stream_end *e = stream_end_at(&all->list[i], n);

			look_at(v, e->by);
			if (can_be_judged(v, &all->list[i]) && hears_no_more(&all->list[i], e) && say_end(v, all, i, e))
				return true;
		}
	return false;
}

bool
find_one_way(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_by_name(c, v);
	const struct stream *list = all->list, *s = NULL;
	size_t count = all->count;
	const struct stream_end *deaf = deaf_end(c, v, list, count, &s);

	if (deaf == NULL) {	/* put on hold, and left so: what came before tells */
		list = all->held;
		count = all->held_count;
		deaf = deaf_end(c, v, list, count, &s);
	}
	if (deaf == NULL)
		return find_end(v, all);
	const struct stream_end *silent = stream_other(s, deaf);
	v->at = s->tx->success;
	stream_say_heard(v, silent->astray_flow != NULL ? silent->astray_flow : silent->flow);
	stream_say_wanted(v, deaf, silent);
	if (is_lost_between(list, count, s, deaf) || deaf->heard_elsewhere > 0)
		verdict_proves(v, deaf->by, "relay");
	else if (is_told_inner(deaf, silent))
		verdict_proves(v, deaf->by, "private-address");
	else
		stream_name_side(v, silent);
	if (reports(s, silent, v->witnesses, silent->controls))	/* it is there, and may have nothing to say */
		v->f.confidence = CONFIDENCE_LIKELY;
	return true;
}

static bool
has_any(const struct stream *s)
{
	return s->offerer.heard > 0 || s->answerer.heard > 0 || s->offerer.astray > 0 || s->answerer.astray > 0;
}

/* ---- media.dtls-failed ---- */

static const struct seen *
flow_with_alert(const struct stream *s)
{
	for (size_t i = 0; i < s->flow_count; i++)
		if (s->flows[i]->witness->flow.alert != 0)
			return s->flows[i];
	return NULL;
}

/* It begins the handshake again and again, which an answer would have ended, and keys never came of it. */
static const struct seen *
flow_with_hellos(const struct stream *s)
{
	const struct seen *found = NULL;

	for (size_t i = 0; i < s->flow_count; i++) {
		const struct media_flow *f = &s->flows[i]->witness->flow;

		if (f->secured)
			return NULL;
		if (found == NULL && f->hellos >= DTLS_HELLOS && f->hello_last - f->hello_first >= MEDIA_SHORTEST)
			found = s->flows[i];
	}
	return found;
}

static void
say_handshake(struct verdict *v, const struct seen *flow)
{
	const struct witness *w = flow->witness;
	const struct media_flow *f = &w->flow;
	const char *from = verdict_addr(v, &w->from), *to = verdict_addr(v, &w->to), *packet = verdict_uint(v, f->first_packet);

	if (f->alert != 0)
		SAY_FLOW(v, flow, "tls-alert", f->alert, from, packet, to, tls_alert_name(f->alert));
	else
		SAY_FLOW(v, flow, "dtls-again", 0, from, to, verdict_seconds(v, f->hello_last - f->hello_first), packet);
}

/* The handshake for the keys ended with an alert, or never, and no media came of it. */
bool
find_dtls_failed(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_by_name(c, v);

	for (size_t i = 0; i < all->count; i++) {
		const struct stream *s = &all->list[i];
		const struct seen *flow = flow_with_alert(s);

		if (flow == NULL)
			flow = flow_with_hellos(s);
		look_at(v, s->answerer.by);
		if (!HOLDS(v, WITNESS_SEEN, flow != NULL) || !HOLDS(v, NOTHING_HEARD, !has_any(s)))
			continue;
		v->at = s->tx->success;
		say_handshake(v, flow);
		stream_say_wanted(v, &s->offerer, &s->answerer);
		return true;
	}
	return false;
}

/* ---- media.none ---- */

/* Besides RTCP there are keys, and what ICE sends is neither. */
static bool
controls(const struct stream *s, const struct stream_end *e)
{
	for (size_t i = 0; s->ice && i < s->flow_count; i++)
		if (s->flows[i]->witness->flow.rtcp > 0 && addr_eq(&s->flows[i]->witness->from, &e->named))
			return true;
	return !s->ice && e->controls;
}

/* Reports of both sides say that packets are sent: they go another way than this capture sees. */
static bool
has_reports(const struct stream *s, const struct witnesses *ws)
{
	return reports(s, &s->offerer, ws, controls(s, &s->offerer)) && reports(s, &s->answerer, ws, controls(s, &s->answerer));
}

/* Keys were asked for between its addresses, where media would be. */
static bool
shows_keys(const struct stream *s)
{
	for (size_t i = 0; i < s->flow_count; i++)
		if (s->flows[i]->witness->flow.keys > 0)
			return true;
	return false;
}

/* The flow the other way between the same two; NULL. */
static const struct media_flow *
flow_back(const struct stream *s, const struct seen *flow)
{
	for (size_t i = 0; i < s->flow_count; i++) {
		const struct witness *w = s->flows[i]->witness;

		if (addr_eq(&w->from, &flow->witness->to) && addr_eq(&w->to, &flow->witness->from))
			return &w->flow;
	}
	return NULL;
}

/* Packets beside those that ICMP refused and those that only ask (STUN): somebody answers. */
static bool
answers(const struct media_flow *f)
{
	return f->packets > f->denied + f->asked;
}

/* What one asks the other is answered, and the other way round, where the other asks again and again as well. */
static bool
is_way(const struct stream *s, const struct seen *flow)
{
	const struct media_flow *f = &flow->witness->flow, *back = flow_back(s, flow);

	return f->keys > f->denied && back != NULL && answers(back) && (back->asked < ICE_CHECKS || answers(f));
}

/* ICE asked again and again for a way between them, nothing came back, or errors, and no other way than those seen was named. */
static bool
finds_no_way(const struct stream *s)
{
	int64_t tried = 0;

	if (s->offerer.has_ways_unseen || s->answerer.has_ways_unseen)
		return false;
	for (size_t i = 0; i < s->flow_count; i++) {
		const struct media_flow *f = &s->flows[i]->witness->flow;

		if (is_way(s, s->flows[i]))
			return false;
		if (f->keys >= ICE_CHECKS && f->last - f->first > tried)
			tried = f->last - f->first;
	}
	return tried >= MEDIA_SHORTEST;
}

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/*
 * Did the capture that holds these media of another call run while this one was up? Another file may be a log, or a capture
 * of the signalling alone, or of another hour.
 */
static bool
was_running(const struct call *c, const struct stream *s, const struct seen *flow)
{
	const struct media_flow *f = &flow->witness->flow;
	int64_t first = NO_TIME, last = NO_TIME;
	bool all = true;

	if ((f->last < s->until ? f->last : s->until) - later(f->first, s->since) >= MEDIA_SHORTEST)
		return true;
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		if (m->where.packet == 0 || !(same_file(m->where.file, flow->where.file) || same_file(m->where.file, f->last_file)))
			all = false;
		else if (m->where.time != NO_TIME) {
			first = first == NO_TIME || m->where.time < first ? m->where.time : first;
			last = later(last, m->where.time);
		}
	}
	return all || (first != NO_TIME && last - later(first, s->since) >= MEDIA_SHORTEST);
}

/* Media of the host in another call, with `other` (NULL: any) at the other end. */
static bool
has_media_elsewhere(const struct call *c, const struct stream *s, const struct verdict *v, const struct addr *host,
    const struct addr *other)
{
	const struct seen *flow = NULL;

	while ((flow = witnesses_media_of_host(v->witnesses, host, other, flow)) != NULL)
		if (was_running(c, s, flow))
			return true;
	return false;
}

/*
 * Would the capture show it? Where media go the way of the signalling between the same two hosts, and there are media
 * in the capture; or where it shows media between these two hosts in another call. Without keys there are none.
 */
static bool
would_be_seen(const struct call *c, const struct stream *s, const struct verdict *v)
{
	const struct addr *o = &s->offerer.named, *a = &s->answerer.named;

	if (flow_with_hellos(s) != NULL)
		return false;
	if (shows_keys(s) || has_media_elsewhere(c, s, v, o, a))
		return true;
	return addr_same_ip(o, &s->tx->client) && addr_same_ip(a, &s->tx->server) &&
	    (has_media_elsewhere(c, s, v, o, NULL) || has_media_elsewhere(c, s, v, a, NULL));
}

bool
find_no_media(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_by_name(c, v);
	const struct stream *found = NULL;

	if (c->has_addresses && !witnesses_hold_media(v->witnesses) && c->first->where.packet != 0)
		v->silent = "no-media-captured";
	for (size_t i = 0; i < all->count; i++) {
		const struct stream *s = &all->list[i];

		look_at(v, s->answerer.by);
		if (!HOLDS(v, NOTHING_HEARD, !has_any(s)) ||
		    !HOLDS(v, MEDIA_STAYED, (!s->ice || finds_no_way(s)) && (!all->had_media || all->worked) &&
		    !all->moved) ||
		    !HOLDS(v, NO_REPORTS, !has_reports(s, v->witnesses)))
			return false;
		if (found == NULL && can_be_judged(v, s) && HOLDS(v, AGREED_TO_SEND, stream_both_send(s)) &&
		    HOLDS(v, WOULD_BE_SEEN, would_be_seen(c, s, v)))
			found = s;
	}
	if (found == NULL)
		return false;
	v->at = found->tx->success;
	stream_say_wanted(v, &found->offerer, &found->answerer);
	stream_say_wanted(v, &found->answerer, &found->offerer);
	v->f.confidence = CONFIDENCE_LIKELY;
	return true;
}
