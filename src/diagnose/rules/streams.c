/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/streams.h"

#include "diagnose/rules/offer.h"

/* ---- what was agreed on ---- */

static void
add_types(struct stream_end *e, const struct sdp *s)
{
	for (size_t i = 0; i < s->format_count; i++)
		if (s->formats[i].payload >= 0)
			e->types[s->formats[i].payload / 64 & 1] |= (uint64_t)1 << s->formats[i].payload % 64;
	memcpy(e->last_types, e->types, sizeof e->last_types);
}

static void
add_candidates(struct stream_end *e, const struct sdp *s, const struct sdp_media *m)
{
	const struct sdp_candidate *c;

	e->has_ways_unseen = sdp_has(e->by, "\na=ice-options:trickle") || s->cut;
	for (size_t i = 0; (c = sdp_candidate(s, m, i)) != NULL; i++) {
		e->has_ways_unseen |= slice_eq_nocase(c->type, SLICE("relay")) || i >= STREAM_CANDIDATES;
		if (c->addr.family != 0 && e->candidate_count < STREAM_CANDIDATES)
			e->candidates[e->candidate_count++] = c->addr;
	}
}

static struct stream_end
end_of(const struct msg *by, const struct msg *setup, const struct sdp *s, const struct sdp_media *m)
{
	struct stream_end e = { .by = by, .named = m->connection.addr, .first = NO_TIME, .last = NO_TIME };

	e.named.port = (uint16_t)m->port;
	e.is_caller = slice_eq(msg_sender_tag(by), MSG(setup, from_tag));
	add_candidates(&e, s, m);
	add_types(&e, s);
	return e;
}

static bool
is_rtp_audio(const struct sdp_media *m)
{
	return m != NULL && m->port != 0 && m->port < 65536 && slice_eq_nocase(m->kind, SLICE("audio")) &&
	    slice_find_nocase(m->protocol, SLICE("RTP/")) != NULL;
}

/* The first audio that both sides want. */
static bool
agreed_audio(const struct sdp *offer, const struct sdp *answer, const struct sdp_media **o, const struct sdp_media **a)
{
	for (size_t i = 0; i < offer->media_count && i < answer->media_count; i++) {
		*o = &offer->media[i];
		*a = &answer->media[i];
		if (is_rtp_audio(*o) && is_rtp_audio(*a))
			return true;
	}
	return false;
}

static bool
may_send(enum sdp_direction own, enum sdp_direction other, const struct addr *to)
{
	return (own == SDP_SENDRECV || own == SDP_SENDONLY) && (other == SDP_SENDRECV || other == SDP_RECVONLY) &&
	    addr_scope(to) != SCOPE_UNSPECIFIED;
}

static bool
same_two(const struct addr *a, const struct addr *b, const struct addr *c, const struct addr *d,
    bool (*same)(const struct addr *, const struct addr *))
{
	return (same(a, c) && same(b, d)) || (same(a, d) && same(b, c));
}

bool
stream_is_of_hop(const struct stream *s, const struct tx *b)
{
	const struct tx *a = s->tx;

	return same_two(&a->client, &a->server, &b->client, &b->server,
	    addr_same_ip(&a->client, &a->server) ? addr_eq : addr_same_ip);
}

static struct stream *
stream_of_hop(struct stream list[], size_t count, const struct tx *t)
{
	for (size_t i = 0; i < count; i++)
		if (stream_is_of_hop(&list[i], t))
			return &list[i];
	return NULL;
}

/* How it was before it was put on hold tells what the call was like; once it is taken off hold, that does. */
static void
note_hold(struct streams *all, const struct stream *was, const struct stream *is)
{
	struct stream *held = stream_of_hop(all->held, all->held_count, is->tx);

	if (held != NULL && stream_both_send(is))
		*held = all->held[--all->held_count];
	else if (held == NULL && stream_both_send(was) && !stream_both_send(is) && all->held_count < STREAMS_MAX)
		all->held[all->held_count++] = *was;
}

/* A refresh changes nothing: packets count from when it was agreed on first. */
static bool
is_as_before(const struct stream *was, const struct stream *is)
{
	const struct stream_end *o = &was->offerer, *a = &was->answerer;

	if (o->is_caller != is->offerer.is_caller) {
		o = &was->answerer;
		a = &was->offerer;
	}
	return addr_eq(&o->named, &is->offerer.named) && addr_eq(&a->named, &is->answerer.named) &&
	    o->sends == is->offerer.sends && a->sends == is->answerer.sends;
}

/* What the side's earlier descriptions listed is taken as well for a moment after a change. */
static void
keep_types(struct stream_end *is, const struct stream *was)
{
	const struct stream_end *before = was->offerer.is_caller == is->is_caller ? &was->offerer : &was->answerer;

	is->types[0] |= before->types[0];
	is->types[1] |= before->types[1];
}

static void collect(struct stream *s, const struct witnesses *ws);
static void count_flows(struct stream *s);

static void
replace(struct streams *all, struct stream *was, struct stream *is, const struct witnesses *ws)
{
	is->initial = false;
	if (is_as_before(was, is)) {
		is->since = was->since;
		is->initial = was->initial;
	} else {
		was->until = is->since;
		collect(was, ws);
		count_flows(was);
		all->had_media |= was->flow_count > 0;
		all->worked |= stream_flows_both_ways(was);
		all->moved |= !same_two(&was->offerer.named, &was->answerer.named, &is->offerer.named, &is->answerer.named,
		    addr_same_ip);
		note_hold(all, was, is);
	}
	keep_types(&is->offerer, was);
	keep_types(&is->answerer, was);
	is->lost_some = was->lost_some;
	*was = *is;
}

/* False: the hop's audio, if any, is not such as can be judged. */
static bool
describe(struct streams *all, const struct exchange *e, const struct tx *t, const struct tx *setup, struct stream *s)
{
	const struct sdp_media *o, *a;

	*s = (struct stream){ .tx = t, .since = e->answer->where.time, .is_known_until = NO_TIME };
	if (!sdp_of(e->offer, &all->offer) || !sdp_of(e->answer, &all->answer) || !agreed_audio(&all->offer, &all->answer, &o, &a))
		return false;
	s->offerer = end_of(e->offer, setup->request, &all->offer, o);
	s->answerer = end_of(e->answer, setup->request, &all->answer, a);
	if (s->offerer.named.family == 0 || s->answerer.named.family == 0)
		return false;
	s->offerer.sends = may_send(o->direction, a->direction, &s->answerer.named);
	s->answerer.sends = may_send(a->direction, o->direction, &s->offerer.named);
	s->ice = o->ice && a->ice;
	s->secured = slice_find_nocase(o->protocol, SLICE("SAVP")) != NULL || slice_find_nocase(a->protocol, SLICE("SAVP")) != NULL;
	s->initial = tx_is_initial(t);
	if (t->success->where.time > s->since)		/* the answer came with a provisional response … */
		s->since = t->success->where.time;
	if (setup->success != NULL && setup->success->where.time > s->since)	/* … or was changed before the call was answered */
		s->since = setup->success->where.time;
	s->described = s->since;
	return true;
}

static void
take(struct streams *all, const struct exchange *e, const struct tx *t, const struct tx *setup, const struct witnesses *ws)
{
	struct stream *was = stream_of_hop(all->list, all->count, t), *held = stream_of_hop(all->held, all->held_count, t), s;

	if (!describe(all, e, t, setup, &s)) {
		if (was != NULL) {	/* it became a fax, or something that can't be read */
			all->moved = true;
			*was = all->list[--all->count];
		}
		if (held != NULL)
			*held = all->held[--all->held_count];
	} else if (was != NULL) {
		replace(all, was, &s, ws);
	} else if (all->count < STREAMS_MAX) {
		all->list[all->count++] = s;
	}
}

/* From now on nobody knows what they agreed on. */
static void
lose(struct streams *all, const struct tx *t)
{
	struct stream *s = stream_of_hop(all->list, all->count, t);

	if (s == NULL)
		return;
	if (s->is_known_until == NO_TIME)
		s->is_known_until = t->first->where.time;
	s->lost_some = true;
}

/* ---- what came ---- */

static bool
is_at(const struct stream_end *e, const struct addr *a)
{
	for (size_t i = 0; i < e->candidate_count; i++)
		if (addr_eq(&e->candidates[i], a))
			return true;
	return addr_eq(&e->named, a);
}

static void
add_flow(struct stream *s, const struct seen *flow)
{
	for (size_t i = 0; i < s->flow_count; i++)
		if (s->flows[i] == flow)
			return;
	if (s->flow_count < STREAM_FLOWS)
		s->flows[s->flow_count++] = flow;
}

/* Stragglers of what was agreed on before don't count. */
static bool
is_of(const struct stream *s, const struct media_flow *f)
{
	return f->first <= s->until && (f->first >= s->since || f->last >= s->since + MEDIA_STRAGGLES);
}

static void
add_flows_of(struct stream *s, const struct witnesses *ws, const struct addr *a)
{
	for (const struct seen *f = witnesses_of_addr(ws, WITNESS_FLOW, a, NULL); f != NULL;
	    f = witnesses_of_addr(ws, WITNESS_FLOW, a, f))
		if (is_of(s, &f->witness->flow))
			add_flow(s, f);
}

static void
collect(struct stream *s, const struct witnesses *ws)
{
	const struct stream_end *ends[] = { &s->offerer, &s->answerer };

	s->flow_count = 0;
	for (size_t i = 0; i < 2; i++) {
		add_flows_of(s, ws, &ends[i]->named);
		for (size_t n = 0; n < ends[i]->candidate_count; n++)
			add_flows_of(s, ws, &ends[i]->candidates[n]);
	}
}

static void
hear(struct stream_end *e, const struct seen *flow)
{
	const struct media_flow *f = &flow->witness->flow;
	int64_t last = f->rtp > 0 ? f->rtp_last : f->last;	/* reports may go on */

	if (e->flow == NULL || flow_media(f) > flow_media(&e->flow->witness->flow))
		e->flow = flow;
	e->heard += flow_media(f);
	if (e->first == NO_TIME || f->first < e->first)
		e->first = f->first;
	if (last > e->last)
		e->last = last;
}

/* What came to `to`: its sender is the other end, wherever it sends from. */
static void
count_to(struct stream_end *to, struct stream_end *from, const struct seen *flow)
{
	const struct witness *w = flow->witness;

	from->controls |= w->flow.rtcp + w->flow.keys > w->flow.denied;
	if (flow_media(&w->flow) == 0)
		return;
	hear(to, flow);
	if (addr_eq(&from->named, &w->from))
		from->own += flow_media(&w->flow);
	if (!is_at(from, &w->from))
		from->source = w->from;
}

/* The capture shows both sides of its NAT: what reaches it, it would show again at the inner address. */
static bool
is_seen_inside(const struct stream_end *e)
{
	return addr_is_inner(&e->named) && e->own >= MEDIA_TALK && e->source.family != 0;
}

/* Where packets reach an end though it did not name it: where it sends from, behind NAT also where its messages come from. */
static bool
reaches(const struct addr *a, const struct stream_end *e)
{
	return addr_same_ip(a, &e->source) ||
	    (addr_is_inner(&e->named) && addr_same_ip(a, &e->by->where.src) && !addr_same_ip(a, &e->named));
}

/* What an end sends, but not to where the other end wants it. */
static void
count_elsewhere(struct stream_end *from, struct stream_end *to, const struct seen *flow)
{
	const struct witness *w = flow->witness;
	uint64_t n = flow_media(&w->flow);

	if (n == 0)
		return;
	if (reaches(&w->to, to)) {	/* the port may be another one behind some NAT */
		to->heard_elsewhere += n;
		if (!is_seen_inside(to))
			hear(to, flow);
		return;
	}
	if (from->astray_flow == NULL || n > flow_media(&from->astray_flow->witness->flow))
		from->astray_flow = flow;
	from->astray += n;
}

static void
count_flows(struct stream *s)
{
	struct stream_end *o = &s->offerer, *a = &s->answerer;

	for (size_t i = 0; i < s->flow_count; i++) {
		if (is_at(o, &s->flows[i]->witness->to))
			count_to(o, a, s->flows[i]);
		else if (is_at(a, &s->flows[i]->witness->to))
			count_to(a, o, s->flows[i]);
	}
	for (size_t i = 0; i < s->flow_count; i++) {
		const struct witness *w = s->flows[i]->witness;

		if (is_at(o, &w->to) || is_at(a, &w->to))
			continue;
		if (is_at(o, &w->from))
			count_elsewhere(o, a, s->flows[i]);
		else
			count_elsewhere(a, o, s->flows[i]);
	}
}

/* ---- all of it ---- */

/* A CANCEL of what was answered: the caller never got the answer, or not yet, and listens no more. */
static bool
gives_up(const struct call *c, const struct tx *t)
{
	const struct tx *invite = t->method == METHOD_CANCEL ? tx_cancelled(c, t) : NULL;

	return invite != NULL && tx_is_initial(invite) && invite->success != NULL;
}

/* When the first BYE was sent, or the caller gave up; else as far as the trace goes. */
static int64_t
end_of_call(const struct call *c)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == METHOD_BYE || gives_up(c, t))
			return t->first->where.time;
	return c->now;
}

/* The change that is seen first of a call whose beginning is not. */
static const struct tx *
first_change(const struct call *c)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == METHOD_INVITE && t->request != NULL && t->success != NULL)
			return t;
	return NULL;
}

/* The caller shows no sign of having got the answer: it listens to ringing, and what its media do tells nothing. */
static bool
is_answer_unheard(const struct tx *setup)
{
	return setup != NULL && setup->success != NULL && setup->final_copies >= LOST_RESPONSE_COPIES && !tx_was_acked(setup->call, setup);
}

static void
find_streams(const struct call *c, struct verdict *v, struct streams *all)
{
	const struct tx *setup = call_setup(c);

	all->began_before = setup == NULL;
	if (setup == NULL) {
		setup = first_change(c);
		all->moved = true;
	}
	int64_t until = end_of_call(c);

	for (const struct tx *t = setup != NULL ? c->txs : NULL; t != NULL; t = t->next) {
		struct exchange e;

		if (t->client.family == 0 || t->server.family == 0)
			continue;
		if (exchange_of(t, &e))
			take(all, &e, t, setup, v->witnesses);
		else if (exchange_is_half(c, t))
			lose(all, t);
	}
	for (size_t i = 0; i < all->count; i++) {
		struct stream *s = &all->list[i];

		s->until = s->is_known_until != NO_TIME && s->is_known_until < until ? s->is_known_until : until;
		collect(s, v->witnesses);
		count_flows(s);
	}
}

const struct streams *
streams_of(const struct call *c, struct verdict *v)
{
	struct streams *all = v->streams;

	if (all->call == c)
		return all;
	all->call = c;
	all->count = all->held_count = 0;
	all->moved = all->had_media = all->worked = all->began_before = false;
	if ((c->facts & HAS_ANSWER) && (c->facts & HAS_SDP) && !(c->facts & HAS_TWO_ANSWERS) && c->has_times &&
	    witnesses_hold_flows(v->witnesses) && !is_answer_unheard(call_setup(c)))
		find_streams(c, v, all);
	return all;
}

const struct streams *
streams_by_name(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_of(c, v);

	HOLDS(v, MEDIA_SEEN, all->count > 0);
	return all;
}
