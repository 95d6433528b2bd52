/* SPDX-License-Identifier: MIT */
/* dtmf.*: digits that the other side doesn't take (RFC 4733, RFC 6086). */
#include "diagnose/rules/offer.h"
#include "diagnose/rules/rules.h"
#include "sip/reading.h"

/* ---- digits within INFO ---- */

static bool
is_digits(const struct msg *m)
{
	static const char *const types[] = {
		"application/dtmf", "application/vnd.nortelnetworks.digits", "audio/telephone-event", "application/telephone-event",
	};
	struct slice type = slice_trim(msg_header(m, H_CONTENT_TYPE));
	const struct header *package = message_named(msg_index(m), SLICE("Info-Package"));

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (slice_starts_nocase(type, slice_of(types[i])))
			return true;
	return package != NULL && slice_find_nocase(header_value(msg_index(m), package), SLICE("dtmf")) != NULL;
}

/* Whoever says that it doesn't know the call takes another request of the same dialog later: it knows it, but not what it was sent. */
static bool
knows_dialog(const struct call *c, const struct msg *final)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->request != NULL && t->success != NULL && t->success->number > final->number && t->success->code >= 200 &&
		    t->method != METHOD_CANCEL && slice_eq(t->from_tag, final->tx->from_tag) &&
		    same_dialog(t->success, final))
			return true;
	return false;
}

/* Refused for what it is, not for who sent it or when. */
static bool
is_refusal(const struct call *c, const struct msg *final)
{
	switch (final->code) {
	case 481:
		return knows_dialog(c, final);
	case 401: case 407: case 408: case 482: case 483: case 487: case 491:
		return false;
	default:
		return final->code >= 400 && final->code < 600;
	}
}

/* It came after a request with a higher number: that is what is wrong with it (RFC 3261 §12.2.2). */
static bool
is_out_of_order(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != t; n = n->next)
		if (n->request != NULL && n->cseq > t->cseq && slice_eq(n->from_tag, t->from_tag))
			return true;
	return false;
}

struct digits {
	const struct tx *refused;	/* the first INFO with a digit that was refused */
	unsigned refusals;
	bool taken;			/* one was accepted */
};

static struct digits
digits_of(const struct call *c)
{
	struct digits d = { .refused = NULL };

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method != METHOD_INFO || t->request == NULL || t->final == NULL || !tx_is_first_sight(c, t) ||
		    !is_digits(t->request))
			continue;
		if (t->success != NULL)
			d.taken = true;
		if (!is_refusal(c, t->final) || is_out_of_order(c, t))
			continue;
		if (d.refusals++ == 0)
			d.refused = t;
	}
	return d;
}

/* ---- telephone-event ---- */

enum { NOT_KNOWN = -1 };

static int
has_events(const struct sdp *s, const struct sdp_media *m)
{
	const struct sdp_format *f;

	for (size_t i = 0; (f = sdp_format(s, m, i)) != NULL; i++)
		if (slice_eq_nocase(f->name, SLICE("telephone-event")))
			return 1;
	return 0;
}

struct events {
	struct exchange e;
	int offered, answered;		/* 0, 1, or NOT_KNOWN */
	bool agreed;
};

/* One audio both ways, between two who talk: a recorder, an announcement or a fax needs no digits, and leaves *out as it was. */
static void
events_of(const struct exchange *e, struct events *out)
{
	struct sdp offer, answer;
	const struct sdp_media *o, *a;

	if (sdp_has(e->offer, "telephone-event") == sdp_has(e->answer, "telephone-event")) {
		*out = (struct events){ *e, NOT_KNOWN, NOT_KNOWN, false };	/* most are so: no need to look closer */
		out->agreed = sdp_has(e->offer, "telephone-event");
		return;
	}
	if (!sdp_of(e->offer, &offer) || !sdp_of(e->answer, &answer))
		return;
	o = sdp_find(&offer, SLICE("audio"));
	a = sdp_find(&answer, SLICE("audio"));
	if (o == NULL || a == NULL || o->port == 0 || a->port == 0 || o->direction != SDP_SENDRECV ||
	    a->direction != SDP_SENDRECV || slice_find_nocase(a->protocol, SLICE("RTP/")) == NULL || a->format_count == 0)
		return;
	*out = (struct events){ *e, has_events(&offer, o), has_events(&answer, a), false };
}

/* What was agreed on last, on the first hop seen. */
static struct events
last_events(const struct call *c)
{
	struct events last = { .offered = NOT_KNOWN, .answered = NOT_KNOWN };

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		struct exchange e;

		if (t->method == METHOD_INVITE && tx_parent(c, t) == NULL && exchange_of(t, &e))
			events_of(&e, &last);
	}
	return last;
}

bool
find_dtmf_not_agreed(const struct call *c, struct verdict *v)
{
	struct events e = last_events(c);

	look_at(v, e.e.answer);
	if (!HOLDS(v, DESCRIPTIONS_DIFFER, e.offered != e.answered) || !HOLDS(v, NO_OTHER_WAY, !digits_of(c).taken))
		return false;
	bool offered = e.offered == 1;
	const struct msg *with = offered ? e.e.offer : e.e.answer, *without = offered ? e.e.answer : e.e.offer;

	v->at = e.e.answer;
	v->f.confidence = CONFIDENCE_LIKELY;	/* digits may go as tones in the audio */
	SAY(v, EVIDENCE_SDP, "codec", without, "events-missing", 0, verdict_start(v, with), verdict_id(v, with),
	    verdict_start(v, without), verdict_id(v, without));
	return true;
}

bool
find_dtmf_refused(const struct call *c, struct verdict *v)
{
	struct digits d = digits_of(c);

	look_at(v, d.refused != NULL ? d.refused->final : NULL);
	if (!HOLDS(v, REFUSED_FOR_GOOD, d.refused != NULL) || !HOLDS(v, NOT_RESOLVED, !d.taken))
		return false;
	const struct msg *request = d.refused->request, *final = d.refused->final;
	struct content_type body;

	read_type(&body, msg_header(request, H_CONTENT_TYPE), &v->f.arena);
	v->at = final;
	SAY(v, EVIDENCE_MESSAGE, "INFO", request, "digits-refused", d.refusals, verdict_id(v, request), verdict_text(v, body.type),
	    verdict_start(v, final), verdict_id(v, final));
	verdict_header(v, final, H_ACCEPT);
	verdict_also_code(v, final);
	if (last_events(c).agreed)	/* they go as events as well */
		verdict_severity(v, SEVERITY_WARNING);
	return true;
}
