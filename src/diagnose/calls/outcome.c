/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/outcome.h"

#include <stdlib.h>

#include "base/buf.h"
#include "diagnose/calls/limits.h"
#include "sip/fields.h"
#include "text/text.h"

/* What the caller is told when several branches fail: RFC 3261 §16.7 step 6, a 6xx first. */
static int
weight(const struct msg *final)
{
	if (final->code >= 600)
		return 3;
	return final->code == 487 || final->code == 408 ? 1 : 2;
}

/* The same method, or the other one that carries an offer, of the same side. */
static bool
may_settle(const struct tx *t, const struct tx *glare)
{
	bool offers = ((t->request != NULL ? t->request->facts : 0) | (t->success != NULL ? t->success->facts : 0)) & MSG_SDP;

	return t->method == glare->method ||
	    (offers && (t->method == METHOD_INVITE || t->method == METHOD_UPDATE) && slice_eq(t->from_tag, glare->from_tag));
}

bool
glare_is_settled(const struct call *c, const struct tx *glare)
{
	const struct msg *refusal = glare->final;

	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (may_settle(t, glare) && ((t->success != NULL && t->success->number > refusal->number) ||
		    (t->final == NULL && t->request != NULL && t->request->number > refusal->number && msg_copies(t->request) == 1)))
			return true;
	return false;
}

const struct msg *
prack_of(const struct call *c, const struct tx *invite)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == METHOD_PRACK && t->first->number > invite->first->number && slice_eq(t->from_tag, invite->from_tag) &&
		    addr_same_ip(&t->client, &invite->client) && addr_same_ip(&t->server, &invite->server))
			return t->first;
	return NULL;
}

/* Did another request do what this one was for? */
static bool
was_done_otherwise(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next) {
		/* Both hung up at once. */
		if (t->method == METHOD_BYE && n->method == METHOD_BYE && n != t && same_dialog(n->first, t->final) &&
		    (!slice_eq(n->from_tag, t->from_tag) || (n->request != NULL && n->success != NULL)))
			return true;
	}
	if (t->final->code != 491)
		return false;
	/* Or it may still settle. */
	return glare_is_settled(c, t) || (c->now != NO_TIME && !call_goes_on(c, t->final, GLARE_WAIT));
}

/* The call was over when the request came: who transfers and hangs up hears no more of it. */
static bool
was_hung_up(const struct call *c, const struct tx *t)
{
	if (t->final->code != 481 || (t->request != NULL && tx_is_initial(t)) || t->method == METHOD_BYE)
		return false;
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->method == METHOD_BYE && (n->final == NULL || n->success != NULL) && same_dialog(n->first, t->final) &&
		    n->first->number < t->final->number)
			return true;
	return false;
}

/* A CANCEL that comes too late finds nothing to cancel. */
static bool
came_too_late(const struct call *c, const struct tx *t)
{
	const struct tx *invite = t->method == METHOD_CANCEL ? tx_cancelled(c, t) : NULL;

	return was_hung_up(c, t) || (invite != NULL && tx_had_final(c, invite, t->final));
}

/* A fork of it was answered, so this branch matters no more. What was answered behind it and got lost is another thing. */
static bool
was_answered_beside(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->success != NULL && tx_same_request(n, t) && !tx_came_out_of(c, n, t))
			return true;
	return false;
}

/* Another request is the cure it asks for: once that is sent the matter is open. */
static bool
asks_for_another(const struct msg *final)
{
	switch (final->code) {
	case 401: case 407: case 412: case 415: case 420: case 421: case 422: case 423: case 428: case 429: case 484: case 491: case 494:
		return true;
	default:
		return final->code < 400;
	}
}

/* A later request within the dialog that it was to begin shows that this came about. */
static bool
began_unseen(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->request != NULL && n->cseq > t->cseq && n->request->number > t->final->number && !tx_is_initial(n))
			return true;
	return false;
}

/* Another try that nothing answered takes back no refusal. */
static bool
was_tried_again(const struct call *c, const struct tx *t)
{
	const struct tx *retry = tx_retry(t);

	if (retry == NULL)
		return false;
	return asks_for_another(t->final) || tx_has_response(retry) ||
	    (tx_is_initial(t) && began_unseen(c, t));
}

static bool
counts(const struct call *c, const struct tx *t)
{
	if (t->final == NULL || t->final->code < 300 || t->method == METHOD_ACK)
		return false;
	if (was_answered_beside(c, t) || was_tried_again(c, t) || was_done_otherwise(c, t) || came_too_late(c, t))
		return false;
	const struct tx *parent = tx_parent(c, t);
	return parent == NULL || parent->final == NULL;
}

/* The set-up matters more than what comes later, and a CANCEL least. */
static int
rank(const struct tx *t)
{
	if (t->method == METHOD_CANCEL)
		return 0;
	return tx_is_initial(t) ? 2 : 1;
}

static bool
matters_more(const struct tx *t, const struct tx *best)
{
	if (rank(t) != rank(best))
		return rank(t) > rank(best);
	if (tx_same_request(t, best))
		return weight(t->final) > weight(best->final);
	return false;
}

/* A proxy that was told 503 says 500 in its place (§16.7 step 6): what it was told is the failure, with the reason it has. */
static const struct tx *
told_before(const struct call *c, const struct tx *t)
{
	const struct tx *found = t;

	if (t->final->code != 500)
		return t;
	for (const struct tx *n = tx_child(c, t, NULL); n != NULL; n = tx_child(c, t, n)) {
		if (n->final == NULL || n->final->number > t->final->number)
			continue;
		if (slice_eq(MSG(n->final, to_tag), MSG(t->final, to_tag)))
			return t;	/* it was passed on */
		if (n->final->code == 503)
			found = n;
	}
	return found;
}

const struct msg *
call_failure(const struct call *c)
{
	const struct tx *best = NULL;

	if (!(c->facts & HAS_FAILURE))
		return NULL;
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (counts(c, t) && (best == NULL || matters_more(t, best)))
			best = t;
	return best != NULL ? told_before(c, best)->final : NULL;
}

const struct msg *
call_success(const struct call *c)
{
	const struct msg *last = NULL;

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->success != NULL && tx_is_initial(t) && t->method != METHOD_CANCEL)
			return t->success;
		if (t->success != NULL)
			last = t->success;
		else if (last == NULL)
			last = t->provisional != NULL ? t->provisional : t->trying;
	}
	return last;
}

/* Could the call have needed it? An offer that was refused is a change that did not come. */
static bool
is_dispensable(const struct tx *t, const struct msg *failure)
{
	bool not_known = failure->code == 405 || failure->code == 481 || failure->code == 489 || failure->code == 501;

	switch (t->method) {
	case METHOD_OPTIONS: case METHOD_INFO:
		return failure->code != 408 && failure->code < 600;
	case METHOD_UPDATE: case METHOD_NOTIFY:
		return not_known;
	default:
		return false;
	}
}

/* An answer to the call's INVITE, or a request well answered, that came later and is not what the refusal led to. */
static bool
shows_life(const struct tx *t, const struct msg *failure)
{
	if (t->success == NULL || t->success->number < failure->number || !same_dialog(t->success, failure))
		return false;
	return t->method != METHOD_BYE || t->request == NULL || gap_at_least(msg_gap(failure, t->request), WENT_ON);
}

/* It came within an answered call, which lives on. */
static bool
goes_on_after(const struct call *c, const struct msg *failure)
{
	const struct msg *answer = call_success(c);
	bool ended = false, begun_before = call_setup(c) == NULL && failure->method != METHOD_NOTIFY;

	if (tx_is_initial(failure->tx))
		return false;
	if (answer == NULL || answer->method != METHOD_INVITE || answer->code < 200 || !same_dialog(answer, failure)) {
		if (!begun_before)
			return false;
		ended = true;		/* the trace begins later: only what it shows counts */
	}
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (shows_life(t, failure))
			return true;
		ended |= t->method == METHOD_BYE;
	}
	/* Who has forgotten the call doesn't go on with it. */
	return !ended && (failure->code != 481 || failure->method == METHOD_NOTIFY) && call_goes_on(c, failure, WENT_ON);
}

bool
call_kept_its_media(const struct call *c, const struct msg *failure)
{
	bool offered = failure->tx->request != NULL && (failure->tx->request->facts & MSG_SDP);

	return offered && (failure->method == METHOD_INVITE || failure->method == METHOD_UPDATE) &&
	    (failure->code == 488 || failure->code == 606 || failure->code == 415) && goes_on_after(c, failure);
}

bool
is_keep_alive(const struct msg *request)
{
	return request != NULL && request->method == METHOD_NOTIFY &&
	    slice_starts_nocase(msg_header(request, H_EVENT), SLICE("keep-alive"));
}

/* A CANCEL was refused, and what it was to end was answered and hung up, as it has to be then (RFC 3261 §9.1). */
static bool
was_hung_up_instead(const struct call *c, const struct tx *cancel)
{
	const struct tx *invite = cancel->method == METHOD_CANCEL ? tx_cancelled(c, cancel) : NULL;

	return invite != NULL && invite->success != NULL && call_ack(c, invite->success) != NULL &&
	    dialog_request(c, invite->success, METHOD_BYE) != NULL;
}

bool
call_took_no_harm(const struct call *c, const struct msg *failure)
{
	if (was_hung_up_instead(c, failure->tx))
		return true;
	if (is_keep_alive(failure->tx->request) && failure->code >= 400 && failure->code < 500 && failure->code != 408)
		return true;
	return is_dispensable(failure->tx, failure) && goes_on_after(c, failure);
}

const char *
shown(struct slice value, struct arena *a)
{
	if (value.p == NULL)
		return NULL;
	if (!header_is_folded(value))
		return text_shown(a, slice_head(value, strnlen(value.p, value.n)), NULL);
	char *line = header_unfold(value);
	char *text = text_shown(a, slice_of(line), NULL);

	free(line);
	return text;
}

static const char *
address(const struct addr *addr, struct arena *a)
{
	struct buf b = BUF_INIT;

	if (addr->family == 0)
		return NULL;
	addr_format(addr, true, &b);
	char *text = arena_slice(a, buf_slice(&b));
	buf_release(&b);
	return text;
}

static const char *
with_remark(const char *who, const char *remark, struct arena *a)
{
	if (who == NULL || remark == NULL)
		return who != NULL ? who : remark;
	return arena_printf(a, "%s (%s)", who, remark);
}

/* Down the hops as long as the same final came from further behind. */
static const struct tx *
producer(const struct call *c, const struct tx *t)
{
	for (const struct tx *child = tx_child(c, t, NULL); child != NULL; child = tx_child(c, t, child))
		if (child->final != NULL && t->final != NULL && child->final->code == t->final->code &&
		    child->final->number < t->final->number &&
		    slice_eq(MSG(child->final, to_tag), MSG(t->final, to_tag)))
			return producer(c, child);
	return t;
}

const char *
call_answered_by(const struct call *c, const struct msg *response, struct arena *a)
{
	const struct tx *t = producer(c, response->tx);
	const struct msg *m = t == response->tx ? response : t->final;
	const char *agent = shown(message_agent(msg_index(m), NULL), a);
	const struct addr *from = m->where.src.family != 0 ? &m->where.src : &t->server;
	return with_remark(address(from, a), agent, a);
}

/* A CANCEL does not, where it went to one branch of a call that another one answered (RFC 3261 §16.7, step 10). */
static bool
ends_call(const struct call *c, const struct msg *m)
{
	const struct tx *invite = !m->is_response && m->method == METHOD_CANCEL && c->answered ? tx_cancelled(c, m->tx) : NULL;

	return !m->is_response && (m->method == METHOD_BYE || (m->method == METHOD_CANCEL && (invite == NULL || invite->success != NULL)));
}

const char *
call_ended_by(const struct call *c, struct arena *a)
{
	const struct msg *m = c->first;

	while (m != NULL && !ends_call(c, m))
		m = m->next;
	if (m == NULL)
		return NULL;
	const char *who = address(&m->where.src, a), *reason = shown(msg_header(m, H_REASON), a);
	const char *method = m->method == METHOD_BYE ? "BYE" : "CANCEL";

	if (who == NULL)
		who = shown(header_uri(MSG(m, from), NULL), a);
	return with_remark(who, reason == NULL ? method : arena_printf(a, "%s, %s", method, reason), a);
}
