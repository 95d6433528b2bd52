/* SPDX-License-Identifier: MIT */
/* path.*: requests and responses that do not arrive. */
#include "diagnose/calls/hosts.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/rules/below.h"
#include "diagnose/rules/ignored.h"
#include "diagnose/rules/rules.h"

/* Sent again and again; a peer that leaves OPTIONS unanswered is options.peer-down, or seen by that rule's family. */
static bool
is_repeated(const struct tx *t, unsigned copies)
{
	return t->method != METHOD_ACK && t->method != METHOD_CANCEL && t->request_copies >= copies && !tx_has_response(t);
}

static void
say_silence(const struct call *c, struct verdict *v, const struct tx *t)
{
	const struct msg *last = msg_last_copy(t->request);

	say_unanswered(c, v, t, verdict_start(v, t->request));
	if (last == t->request)
		return;
	if (call_goes_on(c, t->request, TIMER_64_T1))
		say_wait(c, v, t);
	else
		SAY(v, EVIDENCE_NOTE, NULL, last, "trace-ends", 0, verdict_seconds(v, msg_gap(t->request, last)));
}

/* ---- path.no-response ---- */

/* Can the trace show what comes back to the client? Of logs, excerpts of requests alone are about, of captures some of one direction. */
static bool
shows_responses(const struct verdict *v, const struct tx *t)
{
	bool is_packet = place_is_packet(&t->request->where);

	for (const struct way *w = hosts_next(v->hosts, NULL); w != NULL; w = hosts_next(v->hosts, w))
		if ((is_packet || w->responses > 0) && addr_same_ip(&w->to, &t->client))
			return true;
	return is_packet && client_gave_up(v->network, t->request);
}

/*
 * Over a connection a request is sent once: an INVITE after which its sender sent nothing more was not answered. An ACK,
 * a BYE or a CANCEL would follow on a response that was not captured, and another request on one that went elsewhere.
 * Any other request was not either where its sender waited on a connection that was captured whole, or, in a log, asked
 * for the same once more when timer F was over.
 */
static bool
is_sent_once(const struct call *c, const struct verdict *v, const struct tx *t)
{
	bool asked_again = false;

	if (!tx_is_initial(t))
		return given_up_in_dialog(c, v->network, t);
	if (!msg_is_reliable(t->request) || t->server.family == 0 || !call_goes_on(c, t->request, TIMER_64_T1))
		return false;
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		if (m == t->request || m->copy_of == t->request)
			continue;
		if (t->method == METHOD_INVITE || m->is_response || m->method != t->method || !addr_eq(&m->where.dst, &t->server))
			return false;
		asked_again |= gap_at_least(msg_gap(t->request, m), TIMER_64_T1);
	}
	asked_again = asked_again && !place_is_packet(&t->request->where);
	return (t->method == METHOD_INVITE || asked_again || client_gave_up(v->network, t->request)) &&
	    shows_responses(v, t) && !connection_is_torn(v->network, t->request);
}

/* Over a connection a proxy sends it on once. That it waited in vain, it says itself: its 408; NULL. */
static const struct msg *
gave_up_behind(const struct call *c, const struct tx *t)
{
	bool once = t->request != NULL && t->method == METHOD_INVITE && msg_is_reliable(t->request) && !tx_has_response(t);
	const struct tx *before = once ? tx_parent(c, t) : NULL;

	return before != NULL && before->final != NULL && before->final->code == 408 &&
	    gap_at_least(msg_gap(t->request, before->final), PROXY_GAVE_UP_AFTER) ? before->final : NULL;
}

bool
find_no_response(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->request == NULL || t->method == METHOD_ACK || t->method == METHOD_CANCEL)
			continue;
		const struct msg *gave_up = gave_up_behind(c, t);
		look_at(v, t->request);
		if (!HOLDS(v, NO_KEEP_ALIVE, t->method != METHOD_OPTIONS || !tx_is_initial(t)) ||
		    !HOLDS(v, UNANSWERED, !tx_has_response(t) && tx_is_unanswered(c, t, v->hosts)) ||
		    !(gave_up != NULL || is_sent_once(c, v, t) || ENOUGH(v, SENT_OFTEN, t->request_copies, SILENT_COPIES)))
			continue;
		if (gave_up == NULL && !silence_is_sure(c, v, t)) {
			cannot_tell(c, v);
			continue;
		}
		if (t->request_copies < SILENT_COPIES)
			v->f.confidence = CONFIDENCE_LIKELY;
		v->is_mild = tx_was_made_good(c, t);
		say_silence(c, v, t);
		if (gave_up != NULL)
			say_answer_after(v, gave_up);
		return true;
	}
	return false;
}

/* ---- path.fragmented ---- */

/* A smaller request on the same way that was answered: of this call, else of any other. */
static bool
smaller_and_answered(const struct call *c, const struct tx *big, const struct hosts *hosts, struct spot *at, uint64_t *bytes)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->request != NULL && t->request->bytes.n <= FRAGMENT_BYTES && tx_has_response(t) &&
		    addr_same_ip(&t->client, &big->client) && addr_eq(&t->server, &big->server)) {
			*at = msg_spot(t->request);
			*bytes = t->request->bytes.n;
			return true;
		}
	const struct way *way = hosts_way(hosts, &big->client, &big->server);
	if (way == NULL || way->small.spot.message == 0 || !addr_eq(&way->to, &big->server))
		return false;
	*at = way->small.spot;
	*bytes = way->small.bytes;
	return true;
}

/* The receiver says so itself: only some of the fragments came. */
static bool
is_reported(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct seen *s;

		if (!is_repeated(t, 1) || !tx_is_unanswered(c, t, v->hosts) || got_through(c, t) != NULL ||
		    (s = lost_fragment_of(v->network, t)) == NULL)
			continue;
		say_silence(c, v, t);
		say_refusal(v, s);
		return true;
	}
	return false;
}

bool
find_fragmented(const struct call *c, struct verdict *v)
{
	struct spot small;
	uint64_t bytes;

	if (network_any(v->network) && is_reported(c, v))
		return true;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!is_repeated(t, 1) || msg_is_reliable(t->request))
			continue;
		look_at(v, t->request);
		if (!ENOUGH(v, SENT_OFTEN, t->request_copies, FRAGMENT_COPIES) ||
		    !MORE(v, LARGE, (int64_t)t->request->bytes.n, FRAGMENT_BYTES) ||
		    !HOLDS(v, UNANSWERED, tx_is_unanswered(c, t, v->hosts)) ||
		    !HOLDS(v, SMALLER_ANSWERED, smaller_and_answered(c, t, v->hosts, &small, &bytes)) ||
		    !HOLDS(v, NO_ERROR_SEEN, !network_any(v->network) || refusal_of(v->network, t) == NULL))
			continue;
		if (!silence_is_sure(c, v, t)) {
			cannot_tell(c, v);
			continue;
		}
		v->f.confidence = CONFIDENCE_LIKELY;	/* the server may drop it for what it asks, not for its size */
		say_silence(c, v, t);
		SAY(v, EVIDENCE_COUNT, "bytes", t->request, "size-unanswered", (double)t->request->bytes.n,
		    verdict_id(v, t->request), verdict_uint(v, bytes), verdict_spot(v, small));
		return true;
	}
	return false;
}

/* ---- path.not-forwarded ---- */

/* Does somebody further on show a sign of life, or of silence that is itself the finding? */
static bool
is_seen_further_on(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = t->request != NULL ? tx_child(c, t, NULL) : NULL; n != NULL; n = tx_child(c, t, n))
		if (tx_has_response(n) || n->request_copies >= SILENT_COPIES || gave_up_behind(c, n) != NULL)
			return true;
	return false;
}

/* What came of it shows elsewhere: in a PRACK, or in what was passed on to who asked, where nobody else was tried. */
static bool
has_progress_unseen(const struct call *c, const struct tx *t, const struct hosts *hosts)
{
	const struct tx *parent = t->request != NULL ? tx_parent(c, t) : NULL;

	return prack_of(c, t) != NULL || hosts_tears(hosts, &t->client, &t->server) || (parent != NULL && parent->provisional != NULL &&
	    tx_child(c, parent, NULL) == t && tx_child(c, parent, t) == NULL);
}

/* Where the trace begins behind the INVITE, the 100 that came of it stands for it. */
static const struct msg *
asked_at(const struct tx *t)
{
	return t->request != NULL ? t->request : t->trying;
}

static const struct msg *
end_of_waiting(const struct call *c, struct verdict *v, const struct tx *t)
{
	const struct tx *cancel = tx_cancel(c, t);

	if (cancel != NULL && cancel->request != NULL &&
	    (t->final == NULL || t->final->code == 487) && ENOUGH(v, TIME_ENOUGH, msg_gap(asked_at(t), cancel->request), GIVEN_UP_AFTER))
		return cancel->request;
	if (t->request != NULL && t->final != NULL && t->final->code == 408 && cancel == NULL) {
		int64_t gap = msg_gap(t->request, t->final);
		return gap == NO_TIME || ENOUGH(v, TIME_ENOUGH, gap, PROXY_GAVE_UP_AFTER) ? t->final : NULL;
	}
	return NULL;
}

/* Timer C of a proxy is over (§16.8), and nobody in the call said anything more: no ACK or BYE to an answer that was missed. */
static bool
waits_for_ever(const struct call *c, const struct tx *t)
{
	if (t->final != NULL || c->answered || c->leapt || t->request == NULL || msg_last_copy(t->request)->number > t->trying->number ||
	    !call_goes_on(c, t->trying, WAITING_IN_VAIN))
		return false;
	for (const struct msg *m = c->first; m != NULL; m = m->next)
		if (m->method != METHOD_INVITE || (m->is_response && m->code != 100))
			return false;
	return true;
}

static void
say_waiting(const struct call *c, struct verdict *v, const struct tx *t, const struct msg *end)
{
	if (end == NULL)
		SAY(v, EVIDENCE_TIMER, "timer C", t->trying, "trace-goes-on", 0, verdict_seconds(v, c->now - t->trying->where.time));
	else
		SAY(v, EVIDENCE_MISSING, "provisional response", end, "only-trying", 0, verdict_id(v, t->trying),
		    verdict_start(v, end), verdict_seconds(v, msg_gap(asked_at(t), end)), verdict_addr(v, &t->server));
	v->at = end != NULL ? end : t->trying;
	v->f.confidence = CONFIDENCE_LIKELY;
}

bool
find_not_forwarded(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method != METHOD_INVITE || asked_at(t) == NULL)
			continue;
		look_at(v, asked_at(t));
		if (!HOLDS(v, ONLY_TRYING, t->trying != NULL && t->provisional == NULL && !has_progress_unseen(c, t, v->hosts)))
			continue;
		const struct msg *end = end_of_waiting(c, v, t);
		if (!HOLDS(v, WAITING_ENDED, end != NULL || waits_for_ever(c, t)) ||
		    !HOLDS(v, NOBODY_FURTHER_ON, !is_seen_further_on(c, t)) ||
		    !HOLDS(v, NOT_RESOLVED, !tx_succeeded(c, t)) || !HOLDS(v, NOTHING_LET_GO, !connection_is_torn(v->network, asked_at(t))))
			continue;
		say_waiting(c, v, t, end);
		return true;
	}
	return false;
}

/* ---- path.response-lost ---- */

/* The response goes to the host that the Via names, and the request came from another one. */
static bool
goes_to_via(const struct tx *t, const struct msg *response)
{
	struct addr sent_by;

	return addr_parse(&sent_by, MSG(t->request, via.sent_by)) && addr_same_ip(&sent_by, &response->where.dst) &&
	    !addr_same_ip(&response->where.dst, &t->request->where.src);
}

/* Why, where the messages or an ICMP error tell it. */
static void
say_why_lost(struct verdict *v, const struct tx *t, const struct msg *response, const struct seen *refused)
{
	bool to_via = goes_to_via(t, response), to_source = !to_via && response->where.dst.port == t->request->where.src.port;
	bool may_lack_rport = !(t->request->facts & MSG_RPORT) && t->request->where.src.port != 0;
	bool no_rport = refused == NULL && !to_via;

	v->helper = response;		/* who answers can send to where the request came from, whatever its Via says */
	if (refused != NULL)
		say_refusal(v, refused);
	if (refused != NULL && to_source) {
		verdict_proves_spot(v, seen_spot(refused), refusal_cause(refused->witness->what));
		return;
	}
	if (no_rport && (to_source || !may_lack_rport))
		return;
	SAY(v, EVIDENCE_MESSAGE, NULL, response, no_rport ? "response-to-via" : "via-unreachable", 0, verdict_id(v, response),
	    verdict_start(v, response), verdict_addr(v, &response->where.dst), verdict_addr(v, &t->request->where.src));
	if (refused != NULL)
		verdict_proves_spot(v, seen_spot(refused), "via-unreachable");
	else
		verdict_proves(v, t->request, no_rport ? "no-rport" : "via-unreachable");
}

/* ICMP says of a response that it did not arrive, and the client shows no sign of having got it. */
static bool
is_response_refused(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct msg *response = t->final != NULL ? t->final : t->provisional != NULL ? t->provisional : t->trying;
		const struct seen *s;

		if (response == NULL || t->request == NULL || t->ack != NULL || (s = refused_response_of(v->network, response)) == NULL)
			continue;
		if (tx_retry(t) != NULL || (t->success != NULL && call_ack(c, t->success) != NULL) ||
		    (msg_next_copy(t->request) == NULL && msg_next_copy(response) == NULL && response != t->provisional))
			continue;
		v->at = response;
		SAY(v, EVIDENCE_MESSAGE, NULL, response, "response-sent", 0, verdict_start(v, response), verdict_id(v, response),
		    verdict_addr(v, &response->where.dst));
		say_why_lost(v, t, response, s);
		return true;
	}
	return false;
}

/* The ACK came before the CANCEL, or crossed it. */
static bool
was_acked_by(const struct call *c, const struct tx *invite, const struct msg *cancel)
{
	const struct msg *ack = tx_ack(c, invite);

	return ack != NULL && (ack->number < cancel->number || !gap_at_least(msg_gap(cancel, ack), LOST_RESPONSE_AFTER + 1));
}

/* The answer went back, again and again, and the caller cancels what was answered: it hears ringing. */
static bool
is_answer_unheard(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct tx *cancel = t->method == METHOD_INVITE && t->success != NULL ? tx_cancel(c, t) : NULL;

		if (cancel == NULL || cancel->request == NULL || t->final_copies < LOST_RESPONSE_COPIES ||
		    was_acked_by(c, t, cancel->request) ||
		    !gap_at_least(msg_gap(t->success, cancel->request), LOST_RESPONSE_AFTER + 1))
			continue;
		v->at = cancel->request;
		v->f.confidence = CONFIDENCE_LIKELY;
		SAY(v, EVIDENCE_MESSAGE, NULL, t->success, "response-sent", 0, verdict_start(v, t->success), verdict_id(v, t->success),
		    verdict_addr(v, &t->success->where.dst));
		if (!tx_was_acked(c, t))
			SAY(v, EVIDENCE_MISSING, "ACK", t->success, "never-acked", 0, verdict_id(v, t->success));
		SAY(v, EVIDENCE_COUNT, "copies", cancel->request, "request-after-response", cancel->request_copies,
		    verdict_start(v, cancel->request), verdict_id(v, msg_last_copy(cancel->request)), verdict_start(v, t->success),
		    verdict_id(v, t->success));
		return true;
	}
	return false;
}

bool
find_response_lost(const struct call *c, struct verdict *v)
{
	if ((network_any(v->network) && is_response_refused(c, v)) || ((c->facts & HAS_CANCEL) && is_answer_unheard(c, v)))
		return true;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		struct ignored ignored;

		if (t->request == NULL)
			continue;
		look_at(v, t->request);
		if (!HOLDS(v, RESPONSE_IGNORED, response_ignored(c, t, &ignored)))
			continue;
		const struct msg *response = ignored.response, *last = ignored.last;
		v->at = last;
		SAY(v, EVIDENCE_COUNT, "copies", last, "request-after-response", ignored.copies, verdict_start(v, t->request),
		    verdict_id(v, last), verdict_start(v, response), verdict_id(v, response));
		if (!addr_eq(&response->where.src, &t->request->where.dst) && c->has_addresses)
			SAY(v, EVIDENCE_MESSAGE, NULL, response, "response-from-elsewhere", 0,
			    verdict_addr(v, &response->where.src), verdict_addr(v, &t->request->where.dst));
		if (c->has_addresses)
			say_why_lost(v, t, response, NULL);
		return true;
	}
	return false;
}
