/* media.*: what the packets of the capture say of the audio that was agreed on. What was heard is not judged. */
#include "diagnose/rules/offer.h"
#include "diagnose/rules/streams.h"

#define SHORTEST SECONDS(3)	/* a shorter call, or time since the last change, tells nothing */
#define LATE SECONDS(2)

enum {
	TALK = 50,		/* packets: a second of audio; fewer are no talk yet */
	REFUSALS = 3,
	COMFORT_NOISE = 13, COMFORT_NOISE_OF_OLD = 19,
};

/* The stream was up long enough, and its packets, had there been any, were not let go. */
static bool
can_be_judged(const struct stream *s, const struct verdict *v)
{
	return s->until != NO_TIME && s->until - s->since >= SHORTEST && !witnesses_lost_flows(v->witnesses, s->since);
}

static const struct stream_end *
end_at(const struct stream *s, size_t i)
{
	return i == 0 ? &s->offerer : &s->answerer;
}

/* ---- what is said of it ---- */

/* A flow as evidence, its first packet as the place. */
static struct evidence *
say_flow(struct verdict *v, const struct seen *flow, const char *key, double number, const char *const arg[4])
{
	struct evidence *e = verdict_say(v, EVIDENCE_WITNESS, "media", NULL, key, number, arg);

	e->packet = flow->witness->flow.first_packet;
	return e;
}

#define SAY_FLOW(v, flow, key, number, ...) \
	say_flow((v), (flow), (key), (number), (const char *const[4]){ __VA_ARGS__ })

static void
say_heard(struct verdict *v, const struct seen *flow)
{
	const struct witness *w = flow->witness;

	SAY_FLOW(v, flow, "media-flow", (double)flow_media(&w->flow), verdict_addr(v, &w->from), verdict_addr(v, &w->to),
	    verdict_seconds(v, w->flow.last - w->flow.first));
}

static void
say_wanted(struct verdict *v, const struct stream_end *e, const struct stream_end *from)
{
	SAY(v, EVIDENCE_MISSING, "media", e->by, "media-missing", 0, verdict_addr(v, &from->named), verdict_addr(v, &e->named),
	    verdict_start(v, e->by), verdict_id(v, e->by));
}

static void
name_side(struct verdict *v, const struct stream_end *e)
{
	verdict_proves(v, e->by, e->is_caller ? "caller" : "callee");
}

/* ---- media.one-way ---- */

/* Nothing came to this end, though it should have, and the other end got plenty. */
static bool
hears_nothing(const struct stream *s, const struct stream_end *e)
{
	const struct stream_end *other = stream_other(s, e);

	return e->heard == 0 && other->sends && e->sends && other->astray == 0 && other->heard >= TALK &&
	    other->last - s->since >= SHORTEST && !stream_is_unreached(s, other, NULL);
}

/*
 * Of several hops the one nearest to who is silent: the last one for the callee, who comes last, the first one for the
 * caller.
 */
static const struct stream_end *
deaf_end(const struct streams *all, const struct verdict *v, const struct stream **in)
{
	const struct stream_end *found = NULL;

	for (size_t i = 0; i < all->count; i++) {
		const struct stream *s = &all->list[i];

		for (size_t n = 0; n < 2 && can_be_judged(s, v); n++) {
			const struct stream_end *e = end_at(s, n);

			if (!hears_nothing(s, e) || (found != NULL && (found->is_caller != e->is_caller || !e->is_caller)))
				continue;
			found = e;
			*in = s;
		}
	}
	return found;
}

/* On another hop the packets arrive: whoever stands between doesn't pass them on. */
static bool
is_lost_between(const struct streams *all, const struct stream *in, const struct stream_end *deaf)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct stream *s = &all->list[i];
		const struct stream_end *e = s->offerer.is_caller == deaf->is_caller ? &s->offerer : &s->answerer;

		if (s != in && e->heard >= TALK)
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

bool
find_one_way(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_of(c, v);
	const struct stream *s = NULL;
	const struct stream_end *deaf = deaf_end(all, v, &s);

	if (deaf == NULL)
		return false;
	const struct stream_end *silent = stream_other(s, deaf);
	v->at = s->tx->success;
	say_heard(v, silent->flow);
	say_wanted(v, deaf, silent);
	if (is_lost_between(all, s, deaf))
		verdict_proves(v, deaf->by, "relay");
	else if (is_told_inner(deaf, silent))
		verdict_proves(v, deaf->by, "private-address");
	else
		name_side(v, silent);
	if (silent->controls)		/* it is there, and may have nothing to say */
		v->f.confidence = CONFIDENCE_LIKELY;
	return true;
}

/* ---- media.none ---- */

static bool
has_any(const struct stream *s)
{
	return s->offerer.heard > 0 || s->answerer.heard > 0 || s->offerer.astray > 0 || s->answerer.astray > 0;
}

/* Reports of both sides say that packets are sent: they go another way than this capture sees. */
static bool
has_reports(const struct stream *s, const struct witnesses *ws)
{
	unsigned sides = 0;

	for (size_t i = 0; i < 2; i++) {
		struct addr control = end_at(s, i)->named;
		bool any = end_at(s, i)->controls;

		control.port++;
		for (const struct seen *w = witnesses_of_addr(ws, WITNESS_FLOW, &control, NULL); w != NULL && !any;
		    w = witnesses_of_addr(ws, WITNESS_FLOW, &control, w))
			any = w->witness->flow.rtcp > 0 && addr_eq(&w->witness->from, &control) &&
			    w->witness->flow.last >= s->since && w->witness->flow.first <= s->until;
		sides += any;
	}
	return sides == 2;
}

/*
 * Would the capture show it? Where media go the way of the signalling between the same two hosts, and there are media
 * in the capture; or where it shows media between these two hosts in another call.
 */
static bool
would_be_seen(const struct stream *s, const struct verdict *v)
{
	const struct addr *o = &s->offerer.named, *a = &s->answerer.named;

	if (witnesses_media_of_host(v->witnesses, o, a) != NULL)
		return true;
	return addr_same_ip(o, &s->tx->client) && addr_same_ip(a, &s->tx->server) &&
	    (witnesses_media_of_host(v->witnesses, o, NULL) != NULL || witnesses_media_of_host(v->witnesses, a, NULL) != NULL);
}

bool
find_no_media(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_of(c, v);
	const struct stream *found = NULL;

	if (c->has_addresses && !witnesses_hold_flows(v->witnesses) && c->first->where.packet != 0)
		v->silent = "no-media-captured";
	for (size_t i = 0; i < all->count; i++) {
		const struct stream *s = &all->list[i];

		if (has_any(s) || s->ice || all->had_media || all->moved || has_reports(s, v->witnesses))
			return false;
		if (found == NULL && can_be_judged(s, v) && s->offerer.sends && s->answerer.sends && would_be_seen(s, v))
			found = s;
	}
	if (found == NULL)
		return false;
	v->at = found->tx->success;
	say_wanted(v, &found->offerer, &found->answerer);
	say_wanted(v, &found->answerer, &found->offerer);
	v->f.confidence = CONFIDENCE_LIKELY;
	return true;
}

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
	return w->what == ICMP_PORT_CLOSED ||
	    ((w->what == ICMP_HOST_UNREACHABLE || w->what == ICMP_FILTERED) && !addr_is_inner(&e->named));
}

static const char *
icmp_words(enum witness_what what)
{
	return what == ICMP_PORT_CLOSED ? "port unreachable" :
	    what == ICMP_FILTERED ? "administratively prohibited" : "host unreachable";
}

static void
name_refusal(struct verdict *v, const struct witness *w, const struct stream_end *e)
{
	if (w->what == ICMP_PORT_CLOSED)
		name_side(v, e);
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

/* A port that was closed for a moment at the start, and then sends, is open. */
static bool
is_refused(const struct stream *s, const struct stream_end *e, const struct refusals *r)
{
	const struct stream_end *other = stream_other(s, e);

	return r->count >= REFUSALS && (other->heard == 0 || other->last < r->last);
}

bool
find_media_refused(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_of(c, v);

	for (size_t i = 0; i < 2 * all->count; i++) {
		const struct stream *s = &all->list[i / 2];
		const struct stream_end *e = end_at(s, i % 2);
		struct refusals r = refusals_of(s, e, v->witnesses);

		if (!is_refused(s, e, &r))
			continue;
		v->at = s->tx->success;
		struct evidence *said = SAY(v, EVIDENCE_WITNESS, "ICMP", NULL, "media-refused", r.count,
		    verdict_addr(v, &r.first->witness->reporter), verdict_addr(v, &e->named), icmp_words(r.first->witness->what));
		said->packet = r.first->where.packet;
		SAY(v, EVIDENCE_SDP, "connection", e->by, "media-wanted", 0, verdict_start(v, e->by), verdict_id(v, e->by),
		    verdict_addr(v, &e->named));
		name_refusal(v, r.first->witness, e);
		return true;
	}
	return false;
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

static bool
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

	return other->heard == 0 && e->astray >= TALK && e->sends && !s->ice && can_be_judged(s, v) &&
	    e->astray_flow->witness->flow.last - s->since >= SHORTEST && !call_names(c, v, &e->astray_flow->witness->to);
}

bool
find_misdirected(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_of(c, v);

	for (size_t i = 0; i < 2 * all->count; i++) {
		const struct stream *s = &all->list[i / 2];
		const struct stream_end *e = end_at(s, i % 2), *other = stream_other(s, e);

		if (!is_astray(c, v, s, e))
			continue;
		v->at = s->tx->success;
		say_heard(v, e->astray_flow);
		SAY(v, EVIDENCE_SDP, "connection", other->by, "media-wanted", 0, verdict_start(v, other->by),
		    verdict_id(v, other->by), verdict_addr(v, &other->named));
		name_side(v, e);
		return true;
	}
	return false;
}

/* ---- media.wrong-payload ---- */

static bool
is_listed(const struct stream_end *e, unsigned type)
{
	return type == COMFORT_NOISE || type == COMFORT_NOISE_OF_OLD || (e->types[type / 64 & 1] >> type % 64 & 1) != 0;
}

/* The type that most packets to this end carry, where its descriptions don't list it; -1. */
static int
wrong_type(const struct stream_end *e)
{
	const struct media_flow *f = e->flow != NULL ? &e->flow->witness->flow : NULL;

	if (f == NULL || f->rtp < TALK)
		return -1;
	for (size_t i = 0; i < f->types; i++)
		if (f->of_type[i] > f->rtp / 2 && !is_listed(e, f->type[i]))
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

	return m != NULL ? verdict_codecs(v, s, m) : "–";
}

bool
find_wrong_payload(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_of(c, v);

	for (size_t i = 0; i < 2 * all->count; i++) {
		const struct stream *s = &all->list[i / 2];
		const struct stream_end *e = end_at(s, i % 2);
		int type = can_be_judged(s, v) && !stream_is_unreached(s, e, NULL) ? wrong_type(e) : -1;

		if (type < 0)
			continue;
		const struct witness *w = e->flow->witness;
		v->at = s->tx->success;
		SAY_FLOW(v, e->flow, "media-type", (double)w->flow.rtp, verdict_addr(v, &w->from), verdict_addr(v, &w->to),
		    type_name(v, type));
		SAY(v, EVIDENCE_SDP, "codec", e->by, "media-types-listed", 0, verdict_start(v, e->by), verdict_id(v, e->by),
		    listed(v, e->by));
		name_side(v, stream_other(s, e));
		return true;
	}
	return false;
}

/* ---- media.late ---- */

static bool
suppresses_silence(const struct stream_end *e)
{
	const struct media_flow *f = &e->flow->witness->flow;

	for (size_t i = 0; i < f->types; i++)
		if (f->type[i] == COMFORT_NOISE || f->type[i] == COMFORT_NOISE_OF_OLD)
			return true;
	return false;
}

static bool
comes_late(const struct call *c, const struct stream *s, const struct stream_end *e)
{
	const struct stream_end *other = stream_other(s, e);
	const struct msg *ack = call_ack(c, s->tx->success);

	if (!s->initial || !e->sends || !other->sends || e->heard < TALK || other->heard == 0 || suppresses_silence(e))
		return false;
	return e->first - s->since > LATE && other->first - s->since <= LATE && ack != NULL &&
	    e->first - ack->where.time > LATE;
}

bool
find_late(const struct call *c, struct verdict *v)
{
	const struct streams *all = streams_of(c, v);

	for (size_t i = 0; i < 2 * all->count; i++) {
		const struct stream *s = &all->list[i / 2];
		const struct stream_end *e = end_at(s, i % 2);

		if (!can_be_judged(s, v) || all->moved || !comes_late(c, s, e))
			continue;
		v->at = s->tx->success;
		SAY_FLOW(v, e->flow, "media-late", 0, verdict_addr(v, &e->flow->witness->from),
		    verdict_addr(v, &e->flow->witness->to), verdict_seconds(v, e->first - s->since), verdict_id(v, s->tx->success));
		name_side(v, stream_other(s, e));
		return true;
	}
	return false;
}
