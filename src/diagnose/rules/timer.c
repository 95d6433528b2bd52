/* SPDX-License-Identifier: MIT */
/* timer.*: session timers (RFC 4028). */
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"

/* The 2xx that last (re)started the session timer of the dialog before `until`; NULL: no timer runs. */
static const struct msg *
last_refresh(const struct call *c, const struct msg *until)
{
	const struct msg *last = NULL;

	for (const struct msg *m = c->first; m != until && m != NULL; m = m->next)
		if (m->is_response && m->code >= 200 && m->code < 300 && m->copy_of == NULL &&
		    (m->method == METHOD_INVITE || m->method == METHOD_UPDATE) && same_dialog(m, until))
			last = m;
	return last != NULL && (last->facts & MSG_SESSION_EXPIRES) ? last : NULL;
}

static bool
session_of(const struct msg *m, struct session_expires *out)
{
	return session_expires_parse(out, msg_header(m, H_SESSION_EXPIRES)) && out->seconds > 0;
}

static bool
is_refresh(const struct tx *t)
{
	return t->request != NULL && t->to_tag.p != NULL &&
	    (t->method == METHOD_INVITE || t->method == METHOD_UPDATE);
}

static const struct msg *
first_bye(const struct call *c)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == METHOD_BYE && t->request != NULL)
			return t->request;
	return NULL;
}

/* ---- timer.interval-loop ---- */

bool
find_timer_interval_loop(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		struct session_expires asked;
		uint32_t least;

		if (t->final == NULL)
			continue;
		look_at(v, t->final);
		const struct tx *next = t->final->code == 422 && tx_parent(c, t) == NULL ? tx_retry(t) : NULL;
		if (!HOLDS(v, CODE_FITS, t->final->code == 422) || !HOLDS(v, TRIED_AGAIN, next != NULL && next->request != NULL) ||
		    !HOLDS(v, NOT_RESOLVED, !tx_succeeded(c, next)) || !HOLDS(v, INTERVALS_GIVEN,
		    field_number(msg_header(t->final, H_MIN_SE), &least) && session_of(next->request, &asked)) ||
		    !BELOW(v, INTERVAL_LOW, SECONDS(asked.seconds), SECONDS(least)))
			continue;
		v->at = next->final != NULL ? next->final : next->request;
		SAY(v, EVIDENCE_HEADER, "Session-Expires", next->request, "interval-still-low", 0, "Min-SE",
		    verdict_uint(v, least), verdict_uint(v, asked.seconds), verdict_id(v, next->request));
		verdict_also_code(v, t->final);
		return true;
	}
	return false;
}

/* ---- timer.session-expired ---- */

/* Within S − min(32, S/3) … S after the last refresh, give or take. */
static bool
is_expiry(struct verdict *v, uint32_t seconds, int64_t gap)
{
	int64_t whole = SECONDS(seconds), early = whole / EXPIRY_ONE_IN < TIMER_64_T1 ? whole / EXPIRY_ONE_IN : TIMER_64_T1;

	return ENOUGH(v, TIMER_DUE, gap, whole - early - EXPIRY_EARLY) && AT_MOST(v, NOT_LONG_AFTER, gap, whole + EXPIRY_LATE);
}

static bool
was_refresh_tried(const struct call *c, const struct msg *since, const struct msg *until)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (is_refresh(t) && t->request->number > since->number && t->request->number < until->number)
			return true;
	return false;
}

bool
find_session_expired(const struct call *c, struct verdict *v)
{
	const struct msg *bye = first_bye(c), *last = bye != NULL ? last_refresh(c, bye) : NULL;
	struct session_expires s;

	look_at(v, bye);
	if (!HOLDS(v, TIMER_RUNS, last != NULL && session_of(last, &s)) || !HOLDS(v, NOTHING_LET_GO, !c->clipped))
		return false;
	int64_t gap = msg_gap(last, bye);
	if (!HOLDS(v, HAS_TIMES, gap != NO_TIME))
		return cannot_tell(c, v);
	if (!HOLDS(v, NOTHING_LET_GO, !connection_lacks(v->network, bye, last->where.time, bye->where.time + PEER_PATIENCE)))
		return cannot_tell(c, v);
	if (!is_expiry(v, s.seconds, gap) || !HOLDS(v, NO_REFRESH, !was_refresh_tried(c, last, bye)))
		return false;
	v->at = bye;
	v->f.confidence = CONFIDENCE_LIKELY;
	SAY(v, EVIDENCE_TIMER, "Session-Expires", bye, "session-expired", 0, verdict_uint(v, s.seconds),
	    verdict_id(v, last), verdict_seconds(v, gap), verdict_id(v, bye));
	const char *who = s.refresher == REFRESHER_UAC ? "uac" : s.refresher == REFRESHER_UAS ? "uas" : NULL;
	if (who != NULL) {
		v->has_party = call_setup(c) != NULL;
		v->party = sent_by_caller(c, last) == (s.refresher == REFRESHER_UAS) ? PARTY_CALLER : PARTY_CALLEE;
		SAY(v, EVIDENCE_MISSING, "refresh", last, "refresher-silent", 0, who, verdict_uint(v, s.seconds / 2));
	}
	verdict_header(v, bye, H_REASON);
	return true;
}

/* ---- timer.refresh-failed ---- */

/* By whichever method, and of whichever side. */
static bool
was_refreshed_later(const struct tx *t, const struct msg *bye)
{
	for (const struct tx *n = t->next; n != NULL; n = n->next)
		if (is_refresh(n) && n->success != NULL && n->success->number < bye->number && same_dialog(n->success, bye))
			return true;
	return false;
}

static bool
refresh_failed(const struct call *c, const struct network *n, const struct tx *t, const struct msg *bye)
{
	if ((t->success == NULL || call_ack(c, t->success) != NULL) && was_refreshed_later(t, bye))
		return false;
	if (t->final == NULL)
		return t->request_copies >= REFRESH_COPIES || given_up_in_dialog(c, n, t);
	if (t->success != NULL)
		return t->method == METHOD_INVITE && msg_copies(t->success) >= ANSWER_COPIES && call_ack(c, t->success) == NULL;
	if (t->final->number > bye->number || tx_is_challenged(t))
		return false;
	const struct tx *next = tx_retry(t);
	return next == NULL || (next->success == NULL && next->final != NULL);
}

/* It was due at half of the interval. */
static bool
is_due(struct verdict *v, uint32_t seconds, int64_t gap)
{
	if (!HOLDS(v, HAS_TIMES, gap != NO_TIME))
		return false;
	int64_t half = SECONDS(seconds) / 2, slack = half / REFRESH_ONE_IN > REFRESH_SLACK ? half / REFRESH_ONE_IN : REFRESH_SLACK;
	return ENOUGH(v, TIMER_DUE, gap, half - slack) && AT_MOST(v, NOT_LONG_AFTER, gap, 2 * half);
}

bool
find_refresh_failed(const struct call *c, struct verdict *v)
{
	const struct msg *bye = first_bye(c);

	for (const struct tx *t = c->txs; bye != NULL && t != NULL; t = t->next) {
		struct session_expires s;

		if (!is_refresh(t) || t->request->number >= bye->number || tx_parent(c, t) != NULL)
			continue;
		const struct msg *last = last_refresh(c, t->request);
		look_at(v, t->request);
		if (!HOLDS(v, TIMER_RUNS, last != NULL && session_of(last, &s)) || !HOLDS(v, NOTHING_LET_GO, !c->clipped) ||
		    !HOLDS(v, REFRESH_FAILED, refresh_failed(c, v->network, t, bye)) ||
		    !is_due(v, s.seconds, msg_gap(last, t->request)))
			continue;
		v->at = t->final != NULL ? t->final : t->request;
		if (t->final == NULL && t->request_copies < REFRESH_COPIES)	/* over a connection */
			v->f.confidence = CONFIDENCE_LIKELY;
		SAY(v, EVIDENCE_TIMER, "Session-Expires", v->at, "refresh-failed", 0, verdict_start(v, t->request),
		    verdict_id(v, t->request), verdict_seconds(v, msg_gap(last, t->request)),
		    t->final != NULL ? verdict_start(v, t->final) : "–");
		SAY(v, EVIDENCE_MESSAGE, "BYE", bye, "then-bye", 0, verdict_id(v, bye), verdict_seconds(v, msg_gap(last, bye)));
		if (t->final != NULL && t->final->code >= 300)
			verdict_also_code(v, t->final);
		return true;
	}
	return false;
}
