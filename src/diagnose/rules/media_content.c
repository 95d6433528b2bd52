/* SPDX-License-Identifier: MIT */
/* media.wrong-payload, media.late: audio that arrives, but not as it should. */
#include "diagnose/rules/offer.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/streams.h"

enum { COMFORT_NOISE = 13, COMFORT_NOISE_OF_OLD = 19 };

/* ---- media.wrong-payload ---- */

static bool
is_noise(unsigned type)
{
	return type == COMFORT_NOISE || type == COMFORT_NOISE_OF_OLD;
}

static bool
lists(const uint64_t types[2], unsigned type)
{
	return (types[type / 64 & 1] >> type % 64 & 1) != 0;
}

/* Long after the last description not one packet came of a type that this one lists: all that came are of others. */
static bool
has_not_changed(const struct stream *s, const struct stream_end *e, const struct media_flow *f)
{
	if (f->types == sizeof f->type)		/* there may have been more */
		return false;
	for (size_t i = 0; i < f->types; i++)
		if (!is_noise(f->type[i]) && lists(e->last_types, f->type[i]))
			return false;
	return f->last - s->described >= MEDIA_SHORTEST;
}

/* The type that most packets to this end carry, where its descriptions don't list it; -1. */
static int
wrong_type(const struct stream *s, const struct stream_end *e)
{
	const struct media_flow *f = e->flow != NULL ? &e->flow->witness->flow : NULL;

	if (f == NULL || f->rtp < MEDIA_TALK || s->lost_some)
		return -1;
	const uint64_t *types = has_not_changed(s, e, f) ? e->last_types : e->types;
	for (size_t i = 0; i < f->types; i++)
		if (f->of_type[i] * 100 > f->rtp * WRONG_PAYLOAD_SHARE && !is_noise(f->type[i]) && !lists(types, f->type[i]))
			return f->type[i];
	return -1;
}

static const char *
type_name(struct verdict *v, int type)
{
	struct sdp_format format;
	struct buf name = BUF_INIT;

	if (!sdp_static_payload(type, &format))
		return arena_printf(&v->f.arena, "%d", type);
	sdp_format_name(&format, &name);
	const char *text = arena_printf(&v->f.arena, "%d (%s)", type, name.p);
	buf_release(&name);
	return text;
}

static const char *
listed(struct verdict *v, const struct msg *by)
{
	struct sdp *s = &v->streams->offer;
	const struct sdp_media *m = sdp_of(by, s) ? sdp_find(s, SLICE("audio")) : NULL;

	return m != NULL ? verdict_numbered_codecs(v, s, m) : "–";
}

/* Where both ends get the wrong type, the packets that came first are the cause: an echo only returns them. */
static const struct stream_end *
first_wrong(const struct streams *all, struct verdict *v, const struct stream **in)
{
	const struct stream_end *found = NULL;

	for (size_t i = 0; i < 2 * all->count; i++) {
		const struct stream *s = &all->list[i / 2];
		const struct stream_end *e = stream_end_at(s, i % 2);

		look_at(v, e->by);
		if (!can_be_judged(v, s) || !HOLDS(v, MEDIA_ARRIVES, !stream_is_unreached(s, e, NULL)) ||
		    !HOLDS(v, TYPE_NOT_LISTED, wrong_type(s, e) >= 0) || (found != NULL && found->first <= e->first))
			continue;
		found = e;
		*in = s;
	}
	return found;
}

bool
find_wrong_payload(const struct call *c, struct verdict *v)
{
	const struct stream *s = NULL;
	const struct stream_end *e = first_wrong(streams_by_name(c, v), v, &s);

	if (e == NULL)
		return false;
	const struct witness *w = e->flow->witness;
	v->at = s->tx->success;
	SAY_FLOW(v, e->flow, "media-type", (double)w->flow.rtp, verdict_addr(v, &w->from), verdict_addr(v, &w->to),
	    type_name(v, wrong_type(s, e)));
	SAY(v, EVIDENCE_SDP, "codec", e->by, "media-types-listed", 0, verdict_start(v, e->by), verdict_id(v, e->by),
	    listed(v, e->by));
	stream_name_side(v, stream_other(s, e));
	return true;
}

/* ---- media.late ---- */

static bool
suppresses_silence(const struct stream_end *e)
{
	const struct media_flow *f = &e->flow->witness->flow;

	for (size_t i = 0; i < f->types; i++)
		if (is_noise(f->type[i]))
			return true;
	return false;
}

static bool
comes_late(const struct call *c, struct verdict *v, const struct stream *s, const struct stream_end *e)
{
	const struct stream_end *other = stream_other(s, e);
	const struct msg *ack = call_ack(c, s->tx->success);

	if (!HOLDS(v, AGREED_TO_SEND, s->initial && e->sends && other->sends) || !ENOUGH(v, HEARD, (int64_t)e->heard, MEDIA_TALK) ||
	    !ENOUGH(v, HEARD, (int64_t)other->heard, MEDIA_ANY) || !HOLDS(v, NO_SUPPRESSION, !suppresses_silence(e)))
		return false;
	return MORE(v, LATE, e->first - s->since, MEDIA_LATE) &&
	    HOLDS(v, OTHER_IN_TIME, other->first - s->since <= MEDIA_LATE) &&
	    MORE(v, LATE, ack != NULL ? e->first - ack->where.time : NO_TIME, MEDIA_LATE);
}

bool
find_late(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_by_name(c, v);

	for (size_t i = 0; i < 2 * all->count; i++) {
		const struct stream *s = &all->list[i / 2];
		const struct stream_end *e = stream_end_at(s, i % 2);

		look_at(v, e->by);
		if (!can_be_judged(v, s) || !HOLDS(v, MEDIA_STAYED, !all->moved) || !comes_late(c, v, s, e))
			continue;
		v->at = s->tx->success;
		SAY_FLOW(v, e->flow, "media-late", 0, verdict_addr(v, &e->flow->witness->from),
		    verdict_addr(v, &e->flow->witness->to), verdict_seconds(v, e->first - s->since), verdict_id(v, s->tx->success));
		stream_doubt_absence(v, e->flow);
		stream_name_side(v, stream_other(s, e));
		return true;
	}
	return false;
}
