/* SPDX-License-Identifier: MIT */
/* What rules say of a stream. */
#include "diagnose/rules/streams.h"

bool
can_be_judged(struct verdict *v, const struct stream *s)
{
	int64_t length = s->until != NO_TIME ? s->until - s->since : NO_TIME;

	return ENOUGH(v, TALK_LONG_ENOUGH, length, MEDIA_SHORTEST) &&
	    HOLDS(v, NOTHING_LET_GO, !witnesses_lost_flows(v->witnesses, s->since));
}

void
stream_place(struct evidence *e, const struct seen *flow)
{
	uint64_t first = flow->witness->flow.first_packet;
	struct spot at = { .line = first };

	if (flow->where.line == 0)
		at = (struct spot){ .packet = first };
	evidence_at(e, at);
}

struct evidence *
stream_say_flow(struct verdict *v, const struct seen *flow, const char *key, double number, const char *const arg[4])
{
	struct evidence *e = verdict_say(v, EVIDENCE_WITNESS, "media", NULL, key, number, arg);

	stream_place(e, flow);
	return e;
}

void
stream_say_heard(struct verdict *v, const struct seen *flow)
{
	const struct witness *w = flow->witness;

	SAY_FLOW(v, flow, "media-flow", (double)flow_media(&w->flow), verdict_addr(v, &w->from), verdict_addr(v, &w->to),
	    verdict_seconds(v, w->flow.last - w->flow.first));
}

void
stream_doubt_absence(struct verdict *v, const struct seen *flow)
{
	if (flow->where.line != 0)
		v->f.confidence = CONFIDENCE_LIKELY;
}

void
stream_say_wanted(struct verdict *v, const struct stream_end *e, const struct stream_end *from)
{
	SAY(v, EVIDENCE_MISSING, "media", e->by, "media-missing", 0, verdict_addr(v, &from->named), verdict_addr(v, &e->named),
	    verdict_start(v, e->by), verdict_id(v, e->by));
}

void
stream_name_side(struct verdict *v, const struct stream_end *e)
{
	if (!v->streams->began_before)
		verdict_proves(v, e->by, e->is_caller ? "caller" : "callee");
}

/* ---- asked of a call ---- */

bool
call_has_media_both_ways(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_of(c, v);
	bool any = false;

	for (size_t i = 0; i < all->count; i++) {
		const struct stream *s = &all->list[i];
		bool did_before = all->worked && !stream_both_send(s);

		if (s->flow_count == 0 && !did_before)
			continue;
		if (!did_before && !stream_flows_both_ways(s))
			return false;
		any = true;
	}
	return any;
}
