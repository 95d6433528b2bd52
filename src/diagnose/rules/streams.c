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

static void
replace(struct streams *all, struct stream *was, struct stream *is, const struct witnesses *ws)
{
	is->initial = false;
	if (is_as_before(was, is)) {
		is->since = was->since;
		is->initial = was->initial;
	} else {
		was->until = is->since;
		stream_take_flows(was, ws);
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
	return setup != NULL && setup->success != NULL && setup->final_copies >= LOST_RESPONSE_COPIES &&
	    !tx_was_acked(setup->call, setup);
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
		stream_take_flows(s, v->witnesses);
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
