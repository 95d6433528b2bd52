/* SPDX-License-Identifier: MIT */
/* media.one-way: audio that one end gets and the other, as the capture shows, does not. */
#include "diagnose/calls/hosts.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/streams.h"

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
	const struct seen *heard = silent->astray_flow != NULL ? silent->astray_flow : silent->flow;
	stream_say_heard(v, heard);
	stream_say_wanted(v, deaf, silent);
	stream_doubt_absence(v, heard);
	if (is_lost_between(list, count, s, deaf) || deaf->heard_elsewhere > 0)
		verdict_proves(v, deaf->by, "relay");
	else if (is_told_inner(deaf, silent))
		verdict_proves(v, deaf->by, "private-address");
	else
		stream_name_side(v, silent);
	if (stream_reports(s, silent, v->witnesses, silent->controls))	/* it is there, and may have nothing to say */
		v->f.confidence = CONFIDENCE_LIKELY;
	return true;
}
