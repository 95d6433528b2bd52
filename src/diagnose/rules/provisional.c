/* SPDX-License-Identifier: MIT */
/* provisional.*: what comes before the answer. */
#include "diagnose/rules/offer.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/streams.h"
#include "sip/isup.h"

/* ---- provisional.no-prack ---- */

/* The PRACK names this response; without a RAck that can be read it is given the benefit of the doubt. */
static bool
names(const struct tx *prack, const struct msg *provisional)
{
	uint32_t rseq = 0;
	struct rack rack;

	field_number(msg_header(provisional, H_RSEQ), &rseq);
	return !rack_parse(&rack, msg_header(prack->request, H_RACK)) || (rack.rseq == rseq && rack.cseq == provisional->cseq);
}

static bool
is_prack_after(const struct tx *t, const struct msg *provisional)
{
	return t->method == METHOD_PRACK && t->request != NULL && t->request->number > provisional->number;
}

/* It names the response, was refused, and the response was sent again after that. */
static bool
is_refused(const struct tx *prack, const struct msg *provisional)
{
	return is_prack_after(prack, provisional) && names(prack, provisional) && prack->final != NULL && prack->final->code >= 300 &&
	    !tx_is_challenged(prack) && prack->final->number < msg_last_copy(provisional)->number;
}

/* A PRACK that was taken was sent, though the capture may lack it. */
static bool
is_pracked(const struct call *c, const struct msg *provisional)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (is_prack_after(t, provisional) && names(t, provisional) && !is_refused(t, provisional))
			return true;
		if (t->method == METHOD_PRACK && t->request == NULL && t->success != NULL && t->success->number > provisional->number)
			return true;
	}
	return false;
}

/* A PRACK that was refused for what it names. */
static void
say_other_prack(const struct call *c, struct verdict *v, const struct msg *provisional)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!is_prack_after(t, provisional))
			continue;
		struct evidence *e = SAY(v, EVIDENCE_HEADER, "RAck", t->request, "prack-names-other", 0, verdict_id(v, t->request),
		    verdict_text(v, msg_header(t->request, H_RACK)), verdict_text(v, msg_header(provisional, H_RSEQ)),
		    verdict_uint(v, provisional->cseq));
		e->value = e->arg[1];
		if (t->final != NULL && t->final->code >= 300)
			verdict_also_code(v, t->final);
		return;
	}
}

static bool
say_refused_prack(const struct call *c, struct verdict *v, const struct msg *provisional)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!is_refused(t, provisional))
			continue;
		SAY(v, EVIDENCE_MESSAGE, "PRACK", t->final, "request-refused", 0, "PRACK", verdict_id(v, t->request),
		    verdict_start(v, t->final),
		    verdict_id(v, t->final));
		verdict_also_code(v, t->final);
		return true;
	}
	return false;
}

/* Something that the caller sent is in the trace: a PRACK would be, too. */
static bool
hears_caller(const struct call *c, const struct msg *provisional)
{
	for (const struct msg *m = c->first; m != NULL; m = m->next)
		if (slice_eq(msg_sender_tag(m), MSG(provisional, from_tag)))
			return true;
	return false;
}

bool
find_no_prack(const struct call *c, struct verdict *v)
{
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		if (!m->is_response || m->code >= 200 || !(m->facts & MSG_RSEQ) || m->copy_of != NULL)
			continue;
		look_at(v, m);
		if (!ENOUGH(v, SENT_OFTEN, msg_copies(m), UNPRACKED_COPIES) || !HOLDS(v, NOTHING_LET_GO, !c->clipped) ||
		    !HOLDS(v, NO_PRACK, !is_pracked(c, m) && hears_caller(c, m)))
			continue;
		const struct msg *last = msg_last_copy(m);
		v->at = m;
		if (!say_refused_prack(c, v, m)) {
			SAY(v, EVIDENCE_MISSING, "PRACK", m, "no-prack", msg_copies(m), verdict_start(v, m), verdict_id(v, m),
			    verdict_id(v, last), verdict_seconds(v, msg_gap(m, last)));
			say_other_prack(c, v, m);
		}
		if (m->tx->final != NULL && m->tx->final->code >= 400)
			verdict_also_code(v, m->tx->final);
		return true;
	}
	return false;
}

/* ---- provisional.announcement ---- */

/* How long early media came to where the caller wanted it, up to the final response. */
static void
say_heard(struct verdict *v, const struct msg *early, const struct msg *final)
{
	struct sdp *s = &v->streams->offer;
	const struct sdp_media *m = early->tx->request != NULL && witnesses_hold_flows(v->witnesses) &&
	    sdp_of(early->tx->request, s) ? sdp_find(s, SLICE("audio")) : NULL;
	struct addr caller = m != NULL ? m->connection.addr : (struct addr){ .family = 0 };

	if (caller.family == 0)
		return;
	caller.port = (uint16_t)m->port;
	for (const struct seen *w = witnesses_of_addr(v->witnesses, WITNESS_FLOW, &caller, NULL); w != NULL;
	    w = witnesses_of_addr(v->witnesses, WITNESS_FLOW, &caller, w)) {
		const struct media_flow *f = &w->witness->flow;
		int64_t until = f->last < final->where.time ? f->last : final->where.time;

		if (!addr_eq(&w->witness->to, &caller) || f->rtp == 0 || f->last < early->tx->request->where.time || until <= f->first)
			continue;
		struct evidence *e = SAY(v, EVIDENCE_WITNESS, "media", NULL, "early-media-heard", (double)f->rtp,
		    verdict_addr(v, &w->witness->from), verdict_addr(v, &caller), verdict_seconds(v, until - f->first));
		stream_place(e, w);
		v->f.confidence = CONFIDENCE_PROVEN;
		v->goes_along = true;
		return;
	}
}

/* The cause that the telephone network gave with the announcement (ITU-T Q.1912.5): the final response may have lost it. */
static void
say_isup(struct verdict *v, const struct msg *early)
{
	struct slice body = SLICE_NONE;
	struct isup isup;

	message_part(msg_index(early), SLICE("application/isup"), &body);
	if (!isup_cause(&isup, body))
		return;
	const char *cause = verdict_uint(v, isup.cause);
	struct evidence *e = SAY(v, EVIDENCE_HEADER, "ISUP", early, "isup-cause", 0, isup.name, cause);
	e->value = arena_printf(&v->f.arena, "%s, cause %s", isup.name, cause);
	e->entry = arena_printf(&v->f.arena, "q850.%s", cause);
	finding_also(&v->f, e->entry);
	v->goes_along = true;
}

static const struct msg *
early_media_of(const struct tx *t)
{
	for (const struct msg *m = t->first; m != t->final; m = m->tx_next)
		if (m->is_response && m->code == 183 && (m->facts & MSG_SDP))
			return m;
	return NULL;
}

bool
find_announcement(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method != METHOD_INVITE || t->final == NULL)
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, CODE_FITS, t->final->code >= 400 && !tx_is_challenged(t)) ||
		    !HOLDS(v, NOT_CANCELLED, t->final->code != 487 || tx_cancel(c, t) == NULL) ||
		    !HOLDS(v, NOT_RESOLVED, !tx_succeeded(c, t)))
			continue;
		const struct msg *m = early_media_of(t);
		if (!HOLDS(v, EARLY_MEDIA, m != NULL))
			continue;
		v->at = t->final;
		v->f.confidence = CONFIDENCE_LIKELY;
		SAY(v, EVIDENCE_MESSAGE, NULL, m, "early-media", 0, verdict_start(v, m), verdict_id(v, m),
		    verdict_start(v, t->final), verdict_seconds(v, msg_gap(m, t->final)));
		say_heard(v, m, t->final);
		say_isup(v, m);
		verdict_header(v, t->final, H_REASON);
		return true;
	}
	return false;
}
