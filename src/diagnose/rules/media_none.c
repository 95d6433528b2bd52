/* SPDX-License-Identifier: MIT */
/* media.none, media.dtls-failed: audio that the capture should show and does not, at either end. */
#include "diagnose/rules/rules.h"
#include "diagnose/rules/streams.h"

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
	return stream_reports(s, &s->offerer, ws, controls(s, &s->offerer)) &&
	    stream_reports(s, &s->answerer, ws, controls(s, &s->answerer));
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
		if (!place_is_packet(&m->where) || !(same_file(m->where.file, flow->where.file) || same_file(m->where.file, f->last_file)))
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

	if (c->has_addresses && !witnesses_hold_media(v->witnesses) && place_is_packet(&c->first->where))
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
