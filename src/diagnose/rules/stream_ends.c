/* SPDX-License-Identifier: MIT */
/* The two ends of a stream: what each was sent, and whether it got there. */
#include "diagnose/rules/streams.h"

uint64_t
flow_media(const struct media_flow *f)
{
	return f->rtp > 0 ? f->rtp : f->packets - f->rtcp - f->keys;
}

const struct stream_end *
stream_other(const struct stream *s, const struct stream_end *e)
{
	return e == &s->offerer ? &s->answerer : &s->offerer;
}

bool
stream_is_unreached(const struct stream *s, const struct stream_end *e, struct addr *from)
{
	struct addr source = e->source;

	if (source.family == 0 && stream_other(s, e)->heard == 0)
		source = e->by->where.src;
	if (from != NULL)
		*from = source;
	return addr_is_inner(&e->named) && e->heard > 0 && e->heard_elsewhere == 0 && addr_scope(&source) == SCOPE_PUBLIC;
}

bool
stream_flows_both_ways(const struct stream *s)
{
	return s->offerer.heard > 0 && s->answerer.heard > 0 && !stream_is_unreached(s, &s->offerer, NULL) &&
	    !stream_is_unreached(s, &s->answerer, NULL);
}

bool
stream_reports(const struct stream *s, const struct stream_end *e, const struct witnesses *ws, bool any)
{
	struct addr control = e->named;

	control.port++;
	for (const struct seen *w = witnesses_of_addr(ws, WITNESS_FLOW, &control, NULL); w != NULL && !any;
	    w = witnesses_of_addr(ws, WITNESS_FLOW, &control, w))
		any = w->witness->flow.rtcp > 0 && addr_eq(&w->witness->from, &control) &&
		    w->witness->flow.last >= s->since && w->witness->flow.first <= s->until;
	return any;
}
