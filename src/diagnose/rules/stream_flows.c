/* SPDX-License-Identifier: MIT */
/* Which packets of the capture belong to a stream, and to which end of it they came. */
#include "diagnose/rules/streams.h"

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
tie_flows(struct stream *s, const struct witnesses *ws)
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
count(struct stream *s)
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

void
stream_take_flows(struct stream *s, const struct witnesses *ws)
{
	tie_flows(s, ws);
	count(s);
}
