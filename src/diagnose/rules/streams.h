/* SPDX-License-Identifier: MIT */
/*
 * The audio of a call as its session descriptions agreed on it last, and what the capture holds of it: which end's
 * packets arrived where. Not for others than rules.
 *
 * One stream for each hop the capture shows: behind a relay the same audio runs between other addresses. Flows are tied
 * to a stream by the addresses that its two descriptions name (c=, m=, a=candidate), then by the address that an end
 * really sends from, since many answer there (latching). Nothing is known of what was heard, lost or late on the way.
 */
#ifndef SIPERR_DIAGNOSE_RULES_STREAMS_H
#define SIPERR_DIAGNOSE_RULES_STREAMS_H

#include "diagnose/rules/verdict.h"
#include "diagnose/calls/witnesses.h"
#include "sip/sdp.h"

enum {
	STREAMS_MAX = 8, STREAM_CANDIDATES = 8, STREAM_FLOWS = 48,
};

struct stream_end {
	const struct msg *by;		/* its session description stands there */
	bool is_caller;			/* it is the caller's side; else the callee's */
	struct addr named;		/* where it wants its packets */
	struct addr candidates[STREAM_CANDIDATES];
	size_t candidate_count;
	bool sends;			/* it was agreed that it sends */
	bool has_ways_unseen;		/* ICE may take it over a relay, or over candidates that are still to come */
	uint64_t types[2];		/* bits of the payload types that its descriptions list … */
	uint64_t last_types[2];		/* … and the last of them alone */
	/* What came to it, media only, since the descriptions were agreed on. */
	uint64_t heard;
	uint64_t heard_elsewhere;	/* at the address it sends from, which no description names: one of those, or outside its NAT */
	int64_t first, last;		/* when; NO_TIME: nothing came */
	const struct seen *flow;	/* the greatest of them; NULL */
	struct addr source;		/* it sends from there, not from where it wants to hear; family 0: it doesn't */
	uint64_t astray;		/* packets it sent to where nobody asked for them … */
	const struct seen *astray_flow;	/* … the greatest flow of them */
	uint64_t own;			/* packets it sent from where it wants to hear */
	bool controls;			/* it sent RTCP, or keys, to the other end */
};

struct stream {
	const struct tx *tx;		/* the offer and answer came with it */
	struct stream_end offerer, answerer;
	bool ice;			/* both may choose among candidates */
	bool secured;			/* SRTP: of what is in it only the first bytes can be read */
	bool initial;			/* agreed on when the call was set up, and not changed since */
	int64_t since, until;		/* from the answer to the BYE, or how far the trace goes */
	int64_t is_known_until;		/* then it was changed, and the capture shows half of that only; NO_TIME: it was not … */
	bool lost_some;			/* … or it was, once: packets may be of what nobody knows */
	int64_t described;		/* when it was described last, though it may have changed nothing */
	const struct seen *flows[STREAM_FLOWS];
	size_t flow_count;
};

struct streams {
	const struct call *call;	/* of which call they are; NULL: not looked for yet */
	struct stream list[STREAMS_MAX];
	size_t count;
	struct stream held[STREAMS_MAX];	/* what both were to send, until it was put on hold and left so; a hop each */
	size_t held_count;
	bool moved;			/* the media were wanted at other hosts before, or may have been … */
	bool began_before;		/* … as the trace begins within the call; who called nobody knows then */
	bool had_media;			/* some came for descriptions that were replaced since … */
	bool worked;			/* … at both ends */
	struct sdp offer, answer;	/* room to parse in */
};

/*
 * Those of the call, looked for once; none where the call was not answered, gives no times, has several answers, or
 * the capture holds no flows.
 */
const struct streams *streams_of(const struct call *c, struct verdict *v);
const struct streams *streams_by_name(const struct call *c, struct verdict *v);	/* the same, as a guard */

/* Agreed on between the same two hosts; where both are one host, between the same ports. */
bool stream_is_of_hop(const struct stream *s, const struct tx *t);

/* ---- what came to it (stream_flows.c) ---- */

/* Looks for all flows of the stream, once its time is known, and counts at each end what came there. For streams.c. */
void stream_take_flows(struct stream *s, const struct witnesses *ws);
/* Packets of the flow that are media: RTP, or what is neither RTCP nor keys. */
uint64_t flow_media(const struct media_flow *f);

/* ---- what reaches an end (stream_ends.c) ---- */

/* Both ends got media packets, there where they can use them. */
bool stream_flows_both_ways(const struct stream *s);
/*
 * What came to its inner address can't have reached it: it sends from a public one, where nothing came. *from (may be
 * NULL) becomes that one; where it sends nothing, its signalling tells.
 */
bool stream_is_unreached(const struct stream *s, const struct stream_end *e, struct addr *from);
const struct stream_end *stream_other(const struct stream *s, const struct stream_end *e);
/* The end sends RTCP: from its media port, which the caller knows of (`any`), or, as a rule, from the one above. */
bool stream_reports(const struct stream *s, const struct stream_end *e, const struct witnesses *ws, bool any);
/* Some description of the call names the address, or the port below it. */
bool call_names(const struct call *c, struct verdict *v, const struct addr *a);
/* For every hop that the capture shows media of, packets came to both ends; on hold, before that (stream_say.c). */
bool call_has_media_both_ways(const struct call *c, struct verdict *v);

/* It was agreed that both ends send: no hold, nobody who only listens. */
static inline bool
stream_both_send(const struct stream *s)
{
	return s->offerer.sends && s->answerer.sends;
}

/* The stream was up long enough, and its packets, had there been any, were not let go. */
bool can_be_judged(struct verdict *v, const struct stream *s);
/* 0: the offerer, 1: the answerer. */
static inline const struct stream_end *
stream_end_at(const struct stream *s, size_t i)
{
	return i == 0 ? &s->offerer : &s->answerer;
}

/* ---- what is said of it (stream_say.c) ---- */

/* Where its first packet stands; in a text, its line. */
void stream_place(struct evidence *e, const struct seen *flow);
/* A flow as evidence, with that place. */
struct evidence *stream_say_flow(struct verdict *v, const struct seen *flow, const char *key, double number,
    const char *const arg[4]);
#define SAY_FLOW(v, flow, key, number, ...) \
	stream_say_flow((v), (flow), (key), (number), (const char *const[4]){ __VA_ARGS__ })
/* How many packets, from where to where, for how long. */
void stream_say_heard(struct verdict *v, const struct seen *flow);
/* In a text what didn't come may have been left out of it (by a filter, or by hand): what rests on that is likely at most. */
void stream_doubt_absence(struct verdict *v, const struct seen *flow);
/* None came from the one to the other, who wants them. */
void stream_say_wanted(struct verdict *v, const struct stream_end *to, const struct stream_end *from);
/* The cause is on this end's side. */
void stream_name_side(struct verdict *v, const struct stream_end *e);

#endif
