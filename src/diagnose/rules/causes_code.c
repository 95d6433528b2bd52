/* SPDX-License-Identifier: MIT */
/*
 * Why a response refuses: what stands in it (Reason, Retry-After), and, where the call is known, what went before it:
 * were credentials sent, did a phone ring, how long did it take, who cancelled. Only causes that the entry lists are
 * stated.
 */
#include "diagnose/rules/causes.h"

#include "base/ascii.h"
#include "diagnose/rules/logins.h"

struct clues {
	const struct entry *entry;
	struct finding *f;
	struct spot at;
};

static void
state(const struct clues *k, const char *token, bool holds, struct spot at)
{
	if (entry_cause(k->entry, token) == NULL)
		return;
	struct fact *fact = finding_fact(k->f, token, holds);

	fact->at = at;
}

/* ---- what the response says itself ---- */

/* 18 leaves open whether the device rang or is switched off. */
enum { NO_USER_RESPONDING = 18, NO_ANSWER = 19, SUBSCRIBER_ABSENT = 20 };

static const struct {
	uint8_t cause;
	const char *token;
} by_q850[] = {
	{ 1, "number-unknown" }, { 2, "no-route" }, { 3, "no-route" }, { NO_ANSWER, "nobody-answered" },
	{ SUBSCRIBER_ABSENT, "offline" }, { 34, "no-circuit" }, { 38, "network-failed" }, { 41, "network-failed" },
	{ 42, "network-failed" }, { 47, "network-failed" }, { 38, "gateway-failed" }, { 41, "gateway-failed" }, { 47, "gateway-failed" },
	{ 127, "gateway-failed" }, { 22, "number-changed" },
};

/* The inner error that Kamailio and OpenSIPS write behind their phrase: 7 of "… (7/TM)"; -1: none. */
static int
inner_error(struct slice phrase)
{
	const char *end = slice_limit(phrase);
	int n = 0;

	for (const char *p = phrase.p; p != NULL && p + 3 < end; p++) {
		if (*p != '(' || !is_digit(p[1]))
			continue;
		for (n = 0, p++; p < end && is_digit(*p) && n < 1000; p++)
			n = n * 10 + (*p - '0');
		if (p + 3 < end && *p == '/' && (p[1] == 'T' || p[1] == 'S') && p[3] == ')')
			return n;
	}
	return -1;
}

void
causes_in_response(const struct message *m, const struct entry *entry, struct finding *f)
{
	const struct clues k = { entry, f, spot_of(f->message, &f->where) };
	unsigned q850 = entry->cause_count > 0 ? message_q850(m) : 0;

	if (entry->cause_count == 0)
		return;
	for (size_t i = 0; q850 > 0 && i < sizeof by_q850 / sizeof *by_q850; i++)
		if (by_q850[i].cause == q850)
			state(&k, by_q850[i].token, true, k.at);
	/* A cause of the network says that it is none of the others that Q.850 has a number for. */
	for (size_t i = 0; q850 > 0 && q850 != 31 && q850 != 127 && i < sizeof by_q850 / sizeof *by_q850; i++)
		if (q850 != NO_USER_RESPONDING || (by_q850[i].cause != NO_ANSWER && by_q850[i].cause != SUBSCRIBER_ABSENT))
			state(&k, by_q850[i].token, false, k.at);
	if (m->cseq_method != METHOD_OTHER && m->cseq_method != METHOD_BYE && m->cseq_method != METHOD_CANCEL && m->has_cseq)
		state(&k, "too-late", false, k.at);
	enum { E_NO_SOCKET = 7 };	/* core/error.h of both */
	if (inner_error(PART(m, phrase)) == E_NO_SOCKET)
		state(&k, "no-socket", true, k.at);
	if (message_header(m, H_RETRY_AFTER) != NULL)
		state(&k, "asked-to-wait", true, k.at);
	else if (m->has_cseq)	/* more than a start line alone */
		state(&k, "asked-to-wait", false, k.at);
}

/* ---- who says it ---- */

/* The server that answers, which its own header names, gives this answer for a reason of its own. */
static bool
is_products_own(const struct clues *k, const struct msg *final)
{
	const struct known_cause *cause = entry_cause(k->entry, "product-itself");

	if (cause == NULL || k->f->vendor == NULL || !tx_is_initial(final->tx) || message_agent(msg_index(final), NULL).n == 0)
		return false;
	for (size_t i = 0; i < cause->from.n; i++)
		if (strcmp(cause->from.p[i], k->f->vendor) == 0)
			return true;
	state(k, "product-itself", false, msg_spot(final));
	return false;
}

/* ---- what went before it ---- */

/* The 180 that the end which then refused had sent: with its tag, or with none. */
static const struct msg *
rang_there(const struct call *c, const struct msg *final)
{
	for (const struct msg *m = c->first; m != NULL && m != final; m = m->next)
		if (m->is_response && m->code == 180 && m->method == METHOD_INVITE && m->cseq == final->cseq &&
		    slice_eq(MSG(m, from_tag), MSG(final, from_tag)) &&
		    (MSG(m, to_tag).p == NULL || slice_eq(MSG(m, to_tag), MSG(final, to_tag))))
			return m;
	return NULL;
}

/* No provisional response but 100 was seen on any hop. */
static bool
is_without_progress(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->provisional != NULL && tx_same_request(n, t))
			return false;
	return true;
}

/* A person needs a second at least; after half a minute a timer is as likely. */
static void
state_ringing(const struct clues *k, const struct call *c, const struct msg *final)
{
	const struct msg *rang = rang_there(c, final);
	const struct msg *request = final->tx->request;

	if (rang != NULL && gap_at_least(msg_gap(rang, final), PERSON_AFTER) && !gap_at_least(msg_gap(rang, final), PERSON_UNTIL)) {
		state(k, "rejected", true, msg_spot(rang));
		state(k, "callee-refused", true, msg_spot(rang));
		state(k, "offline", false, msg_spot(rang));
		return;
	}
	if (rang != NULL || request == NULL || !is_without_progress(c, final->tx) || c->clipped)
		return;
	int64_t wait = msg_gap(request, final);
	if (wait == NO_TIME || wait >= PERSON_AFTER)
		return;
	state(k, "rejected", false, msg_spot(final));
	state(k, "callee-refused", false, msg_spot(final));
	state(k, "nobody-answered", false, msg_spot(final));
}

/* A proxy waits some seconds at least for whoever it asked. */
static void
state_waiting(const struct clues *k, const struct call *c, const struct msg *final)
{
	int64_t wait = final->tx->request != NULL ? msg_gap(final->tx->request, final) : NO_TIME;

	if (wait == NO_TIME || !is_without_progress(c, final->tx) || c->clipped)
		return;
	if (wait < NO_WAY_WITHIN || wait >= ASKED_AFTER)
		state(k, "no-way-to-phone", wait < NO_WAY_WITHIN, msg_spot(final));
}

static struct via
top_via(const struct msg *m)
{
	struct slice rest = msg_header(m, H_VIA), element;
	struct via out = { .transport = SLICE_NONE };

	if (header_element(&rest, &element))
		via_parse(&out, element);
	return out;
}

/* What made the message, as it says itself. */
static struct slice
maker(const struct msg *m)
{
	struct slice server = m->is_response ? msg_header(m, H_SERVER) : SLICE_NONE;

	return server.n > 0 ? server : msg_header(m, H_USER_AGENT);
}

/*
 * What a client whose request came back refused, or was never answered, writes into its log: a response under its own
 * name, whose Via asks for the port (RFC 3581 §4) as it did on leaving. A server that was reached fills that in.
 */
static bool
looks_own(const struct msg *final)
{
	const struct msg *request = final->tx->request;
	struct via via = top_via(final);

	return final->where.packet == 0 && final->vias == 1 && via.rport.p != NULL && via.rport.n == 0 && via.received.p == NULL &&
	    (request == NULL || (request->vias == 1 && slice_eq(maker(request), maker(final))));
}

/* Who made a 408 or 503: the client itself … */
static void
state_client(const struct clues *k, const struct msg *final)
{
	if ((final->code == 408 || final->code == 503) && final->tx->request != NULL && maker(final).n > 0 && looks_own(final))
		state(k, "client-itself", true, msg_spot(final));
}

/* … or a server, which was reached then: the name is not the client's. */
static void
state_server(const struct clues *k, const struct msg *final)
{
	if (finding_cause(k->f) == NULL && maker(final).n > 0 && !looks_own(final))
		state(k, "server-waited", true, msg_spot(final));
}

/* Was anybody asked to log in, or did so without being asked? */
static bool
has_login(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->method == t->method && ((n->request != NULL && (n->request->facts & MSG_CREDENTIALS)) ||
		    (n->final != NULL && (n->final->facts & MSG_CHALLENGE))))
			return true;
	return false;
}

static void
state_login(const struct clues *k, const struct call *c, const struct msg *final, const struct spans *spans)
{
	const struct msg *request = final->tx->request;
	struct sent sent[MOST_REALMS];

	if (request == NULL || !msg_is_whole(request) || tx_parent(c, final->tx) != NULL)
		return;
	if (final->facts & MSG_CHALLENGE) {
		if (!(request->facts & MSG_CREDENTIALS))
			state(k, "no-credentials", true, msg_spot(request));
		return;
	}
	if (!has_login(c, final->tx) && request->vias == 1 && !c->clipped && tx_is_initial(final->tx)) {
		state(k, "wrong-login", false, msg_spot(request));
		if (is_without_progress(c, final->tx) && !gap_at_least(msg_gap(request, final), SHUT_OUT_WITHIN) &&
		    msg_gap(request, final) != NO_TIME)
			state(k, "not-let-in", true, msg_spot(request));
		return;
	}
	if (!(request->facts & MSG_CREDENTIALS) || digest_sent(request, sent) != 1)
		return;
	state(k, "not-let-in", false, msg_spot(request));
	const struct login *good = login_of(spans, &sent[0]);
	if (good != NULL && slice_eq(slice_head(sent[0].is.username, LOGIN_USER_MAX - 1), slice_of(good->user)))
		state(k, "wrong-login", false, good->request);
}

/* Whom the refused request called; false: the trace doesn't have it. */
static bool
called_by(const struct msg *request, struct uri *out)
{
	return request != NULL && uri_parse(out, PART(msg_index(request), uri));
}

/* Who is refused for the scheme called by sip:, or by sips: and breaks off with the Contact (RFC 5630 §5.1.2). */
static void
state_scheme(const struct clues *k, const struct msg *final)
{
	const struct msg *request = final->tx->request;
	struct contact contact;
	struct uri called;

	if (entry_cause(k->entry, "dialled-sip") == NULL || !called_by(request, &called))
		return;
	bool is_secure = slice_eq_nocase(called.scheme, SLICE("sips")), is_plain = slice_eq_nocase(called.scheme, SLICE("sip"));

	state(k, "dialled-sip", is_plain, msg_spot(request));
	if (!is_secure)
		state(k, "insecure-dialog", false, msg_spot(request));
	else if (msg_contact(request, &contact) && contact.parts.scheme.n > 0 && !slice_eq_nocase(contact.parts.scheme, called.scheme))
		state(k, "insecure-dialog", true, msg_spot(request));
}

/* A SIP URI of a host alone calls nobody (RFC 3261 §19.1.1); of another scheme, all of it is the number. */
static void
state_user(const struct clues *k, const struct msg *final)
{
	const struct msg *request = final->tx->request;
	struct uri called;

	if (entry_cause(k->entry, "no-user") == NULL || !called_by(request, &called) ||
	    !(slice_eq_nocase(called.scheme, SLICE("sip")) || slice_eq_nocase(called.scheme, SLICE("sips"))))
		return;
	state(k, "no-user", called.user.n == 0, msg_spot(request));
}

/* 487 is the answer to an INVITE that was cancelled, or whose dialog a BYE ended (§9.2, §15.1.2). */
static void
state_cancel(const struct clues *k, const struct call *c, const struct msg *final)
{
	const struct tx *t = final->tx, *cancel = tx_cancel(c, t);

	if (final->code != 487 || t->request == NULL || t->request->vias != 1 || tx_parent(c, t) != NULL || c->clipped)
		return;
	if (cancel != NULL && cancel->request != NULL) {
		if (!(cancel->request->facts & MSG_REASON))
			state(k, "caller-cancelled", true, msg_spot(cancel->request));
		else if (message_q850(msg_index(cancel->request)) == NO_ANSWER)
			state(k, "ring-timer", true, msg_spot(cancel->request));
		state(k, "not-the-caller", false, msg_spot(cancel->request));
		return;
	}
	for (const struct msg *m = c->first; m != NULL && m != final; m = m->next)
		if (!m->is_response && (m->method == METHOD_CANCEL || m->method == METHOD_BYE))
			return;
	if (final->where.time != NO_TIME && msg_is_whole(t->request) && t->trying != NULL)
		state(k, "not-the-caller", true, msg_spot(final));
}

/* §14.2: a second INVITE within a dialog while the first is open gets 500 with Retry-After. */
static void
state_overlap(const struct clues *k, const struct call *c, const struct msg *final)
{
	const struct tx *t = final->tx;

	if (!(final->facts & MSG_RETRY_AFTER) || t->request == NULL || tx_is_initial(t))
		return;
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n != t && n->method == METHOD_INVITE && n->request != NULL && n->request->number < t->request->number &&
		    slice_eq(n->from_tag, t->from_tag) && n->cseq < t->cseq &&
		    (n->final == NULL || n->final->number > t->request->number)) {
			state(k, "second-too-early", true, msg_spot(n->request));
			return;
		}
}

void
causes_of_failure(const struct call *c, const struct msg *final, const struct spans *spans, const struct entry *entry,
    struct finding *f)
{
	const struct clues k = { entry, f, msg_spot(final) };

	if (entry->cause_count == 0 || final->tx == NULL)
		return;
	state_login(&k, c, final, spans);
	state_client(&k, final);
	if (final->method == METHOD_REGISTER)
		state_server(&k, final);
	if (final->method != METHOD_INVITE)
		return;
	if (is_products_own(&k, final)) {
		state(&k, "product-itself", true, msg_spot(final));
		state(&k, "rejected", false, msg_spot(final));
	} else {
		state_ringing(&k, c, final);
	}
	state_waiting(&k, c, final);
	state_server(&k, final);
	state_scheme(&k, final);
	state_user(&k, final);
	state_cancel(&k, c, final);
	state_overlap(&k, c, final);
}

void
causes_take_facts(const struct entry *entry, struct finding *f)
{
	const struct fact *fact = finding_cause(f);
	const struct known_cause *cause = fact != NULL ? entry_cause(entry, fact->token) : NULL;

	if (cause == NULL)
		return;
	f->party = cause->party;
	f->retry = cause->retry;
}

const char *
cause_of_code(struct verdict *v, const struct msg *final, const struct code_cause *rows, size_t n)
{
	const char *said = NULL;

	for (size_t i = 0; i < n; i++)
		if (rows[i].code == final->code && (rows[i].method == METHOD_OTHER || rows[i].method == final->method))
			said = rows[i].token;
		else
			verdict_excludes(v, final, rows[i].token);
	return said;
}
