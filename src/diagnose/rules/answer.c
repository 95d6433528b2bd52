/* SPDX-License-Identifier: MIT */
/* answer.suspicious: answers too quick to be true, from one peer again and again. */
#include "base/recall.h"
#include "diagnose/rules/call_ids.h"
#include "diagnose/rules/spans.h"
#include "diagnose/rules/streams.h"

enum { PEERS = 512 };

struct answers {
	struct addr addr;
	unsigned answered, suspicious;
	unsigned mute;			/* of the suspicious ones: not one media packet came to the caller, though it sent some */
	struct place where;
	struct spot first, last;
	struct call_ids calls;
};

void *
span_answers_open(void)
{
	return span_table(RECALL(struct answers, PEERS));
}

/* The first hop seen on which the call was answered. */
static const struct tx *
answered_tx(const struct call *c)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == METHOD_INVITE && t->request != NULL && t->success != NULL && tx_is_initial(t))
			return t;
	return NULL;
}

/* The caller wants no ringing: a pager, an intercom, a door station (RFC 5373, and what PBXs write). */
static bool
asks_to_answer(const struct msg *request)
{
	static const struct { const char *header, *word; } marks[] = {
		{ "Call-Info", "answer-after" }, { "Alert-Info", "auto" }, { "Alert-Info", "ring answer" }, { "Alert-Info", "intercom" },
		{ "Answer-Mode", "auto" }, { "Priv-Answer-Mode", "auto" },
	};
	const struct message *index = msg_index(request);

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const struct header *h = message_named(index, slice_of(marks[i].header));

		if (h != NULL && slice_find_nocase(header_value(index, h), slice_of(marks[i].word)) != NULL)
			return true;
	}
	return false;
}

static bool
is_too_quick(const struct call *c, const struct tx *t)
{
	int64_t setup = msg_gap(t->request, t->success);

	if (t->provisional != NULL || setup == NO_TIME || setup > QUICK_WITHIN || asks_to_answer(t->request))
		return false;
	const struct tx *bye = dialog_request(c, t->success, METHOD_BYE);
	int64_t talk = bye != NULL ? msg_gap(t->success, bye->request) : NO_TIME;
	return talk != NO_TIME && talk <= QUICK_OVER;
}

/* Media packets from or to where the caller wants them, in this call. */
static uint64_t
packets_of(const struct witnesses *ws, const struct addr *caller, bool to, const struct tx *t)
{
	uint64_t n = 0;

	for (const struct seen *w = witnesses_of_addr(ws, WITNESS_FLOW, caller, NULL); w != NULL;
	    w = witnesses_of_addr(ws, WITNESS_FLOW, caller, w))
		if (addr_eq(to ? &w->witness->to : &w->witness->from, caller) && w->witness->flow.last >= t->success->where.time)
			n += flow_media(&w->witness->flow);
	return n;
}

static bool
media_addr(const struct tx *t, struct addr *out)
{
	const struct sdp_media *m;
	struct sdp s;

	if (!(t->request->facts & MSG_SDP) || !message_sdp(msg_index(t->request), &s) || (m = sdp_find(&s, SLICE("audio"))) == NULL)
		return false;
	*out = m->connection.addr;
	out->port = (uint16_t)m->port;
	return out->family != 0;
}

/* Most of a trunk's short calls are real: it must be a good part of them. */
static bool
is_proven(const struct answers *a, struct verdict *v)
{
	return ENOUGH(v, AGAIN_AND_AGAIN, a->suspicious, QUICK_ANSWERS) &&
	    ENOUGH(v, GOOD_PART, a->suspicious, (a->answered + QUICK_ONE_IN - 1) / QUICK_ONE_IN);
}

static void
tell(const struct answers *a, struct verdict *v, struct spans *s)
{
	v->f.confidence = CONFIDENCE_POSSIBLE;
	evidence_at(SAY(v, EVIDENCE_COUNT, "calls", NULL, "answers-quick", a->suspicious, verdict_addr(v, &a->addr),
	    verdict_uint(v, a->answered), verdict_spot(v, a->first), verdict_spot(v, a->last)), a->first);
	if (a->mute > 0)
		evidence_at(SAY(v, EVIDENCE_COUNT, "media", NULL, "answers-mute", a->mute, verdict_addr(v, &a->addr)), a->first);
	say_call_ids(v, &a->calls);
	spans_report(s, v);
}

static void
weigh(const struct answers *a, struct spans *s, bool at_end)
{
	if (a->suspicious == 0)
		return;
	struct verdict v = spans_verdict_at(s, spans_id(SPAN_answers), &a->where, a->first.message);
	if (is_proven(a, &v))
		tell(a, &v, s);
	else if (at_end)
		spans_held_back(s, &v);
}

/* Somebody or something talks there: the answer was none too quick. */
static bool
is_heard(const struct tx *t, const struct witnesses *ws, bool *mute)
{
	struct addr caller;
	uint64_t heard;

	*mute = false;
	if (!witnesses_hold_flows(ws) || !media_addr(t, &caller))
		return false;
	heard = packets_of(ws, &caller, true, t);
	*mute = heard == 0 && packets_of(ws, &caller, false, t) > 0;
	return heard >= MEDIA_TALK;
}

static void
note(struct answers *a, const struct call *c, const struct tx *t)
{
	if (a->suspicious == 0) {
		a->where = t->success->where;
		a->first = msg_spot(t->success);
	}
	call_ids_add(&a->calls, c);
	a->suspicious++;
	a->last = msg_spot(t->success);
}

static struct answers *
answers_of(struct recall *all, const struct addr *peer, struct spans *s)
{
	uint64_t key = addr_hash(peer, false);
	struct answers *a = recall_yields(all, key);
	bool fresh;

	if (a != NULL)
		weigh(a, s, false);
	a = recall_use(all, key, &fresh);
	if (fresh)
		a->addr = *peer;
	return a;
}

void
span_answers_call(void *state, const struct call *c, struct spans *s)
{
	const struct tx *t = (c->facts & HAS_ANSWER) && c->has_times ? answered_tx(c) : NULL;

	if (t == NULL || t->server.family == 0)
		return;
	struct answers *a = answers_of(state, &t->server, s);
	a->answered++;
	bool mute;
	if (!is_too_quick(c, t) || is_heard(t, spans_witnesses(s), &mute))
		return;
	note(a, c, t);
	a->mute += mute;
}

void
span_answers_end(void *state, struct spans *s)
{
	for (const struct answers *a = recall_next(state, NULL); a != NULL; a = recall_next(state, a))
		weigh(a, s, true);
}
