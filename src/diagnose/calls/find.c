/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/find.h"

#include "diagnose/calls/hosts.h"

bool
tx_same_request(const struct tx *a, const struct tx *b)
{
	return a->cseq == b->cseq && a->method == b->method && slice_eq(a->from_tag, b->from_tag);
}

bool
tx_is_initial(const struct tx *t)
{
	return t->request != NULL ? t->to_tag.p == NULL : t->method != METHOD_BYE;
}

bool
method_is(const struct tx *t, enum method method)
{
	return t->method == method;
}

static bool
known_same_ip(const struct addr *a, const struct addr *b)
{
	return addr_same_ip(a, b) && (a->port == b->port || a->port == 0 || b->port == 0);
}

/* Did `t` come out of the one who got `p`? One Via more says so, or the address where no Via is added. */
static bool
forwarded(const struct tx *p, const struct tx *t)
{
	if (p == t || p->request == NULL || t->request == NULL || p->request->number > t->request->number ||
	    !tx_same_request(p, t))
		return false;
	if (p->final != NULL && p->final->code >= 300 && p->final->number < t->request->number)
		return false;
	if (p->request->vias != t->request->vias)
		return p->request->vias < t->request->vias;
	return known_same_ip(&p->server, &t->client) && !addr_eq(&p->client, &t->client);
}

const struct tx *
tx_parent(const struct call *c, const struct tx *t)
{
	const struct tx *found = NULL;

	for (const struct tx *p = c->txs; p != NULL; p = p->next) {
		if (p->request == NULL || !forwarded(p, t))
			continue;
		if (found == NULL || p->request->vias > found->request->vias || known_same_ip(&p->server, &t->client))
			found = p;
	}
	return found;
}

bool
tx_came_out_of(const struct call *c, const struct tx *t, const struct tx *ancestor)
{
	for (unsigned hops = 0; hops < HOPS_MOST && (t = tx_parent(c, t)) != NULL; hops++)
		if (t == ancestor)
			return true;
	return false;
}

const struct tx *
tx_child(const struct call *c, const struct tx *t, const struct tx *after)
{
	for (const struct tx *n = after != NULL ? after->next : c->txs; n != NULL; n = n->next)
		if (forwarded(t, n) && tx_parent(c, n) == t)
			return n;
	return NULL;
}

bool
tx_is_first_sight(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != t; n = n->next)
		if (tx_same_request(n, t))
			return false;
	return true;
}

const struct tx *
tx_other_point(const struct call *c, const struct tx *t, const struct tx *after)
{
	for (const struct tx *n = after != NULL ? after->next : c->txs; n != NULL; n = n->next)
		if (n != t && tx_same_request(n, t) && t->branch.n > 0 && slice_eq(n->branch, t->branch))
			return n;
	return NULL;
}

/* Some change their From tag with each attempt: outside of a dialog, the sender's address tells as well. */
static bool
same_sender(const struct tx *a, const struct tx *b)
{
	if (slice_eq(a->from_tag, b->from_tag))
		return true;
	if (tx_is_initial(a) && a->client.family == 0 && a->sent_by.n > 0 && slice_eq_nocase(a->sent_by, b->sent_by))
		return true;
	return tx_is_initial(a) && a->client.family != 0 && addr_eq(&a->client, &b->client);
}

const struct tx *
tx_retry(const struct tx *t)
{
	uint64_t from = t->final != NULL ? t->final->number : t->first->number;

	for (const struct tx *n = t->next; n != NULL; n = n->next)
		if (n->method == t->method && n->first->number > from && same_sender(t, n) &&
		    (t->request == NULL || n->request == NULL || tx_is_initial(n) == tx_is_initial(t)))
			return n;
	return NULL;
}

const struct tx *
tx_cancel(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->method == METHOD_CANCEL && n->cseq == t->cseq && slice_eq(n->branch, t->branch) &&
		    (n->client.family == 0 || t->client.family == 0 || addr_eq(&n->client, &t->client)))
			return n;
	return NULL;
}

const struct tx *
tx_cancelled(const struct call *c, const struct tx *cancel)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->method == METHOD_INVITE && n->cseq == cancel->cseq && slice_eq(n->branch, cancel->branch) &&
		    (n->client.family == 0 || cancel->client.family == 0 || addr_eq(&n->client, &cancel->client)))
			return n;
	return NULL;
}

bool
tx_succeeded(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->success != NULL && tx_same_request(n, t))
			return true;
	return false;
}

bool
tx_was_made_good(const struct call *c, const struct tx *t)
{
	const struct tx *next = tx_retry(t);

	return tx_succeeded(c, t) || (next != NULL && next->success != NULL);
}

bool
tx_is_challenged(const struct tx *t)
{
	return is_challenge(t->final);
}

bool
tx_has_credentials(const struct tx *t)
{
	return t->request != NULL && (t->request->facts & MSG_CREDENTIALS);
}

bool
tx_went_well(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next)
		if (n->success != NULL && n->method == t->method && n->success->number > t->first->number &&
		    tx_is_initial(n) == tx_is_initial(t) && (tx_is_initial(t) || slice_eq(n->from_tag, t->from_tag)))
			return true;
	return false;
}

bool
tx_rang(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = c->txs; n != NULL; n = n->next) {
		if (n->provisional == NULL || !tx_same_request(n, t))
			continue;
		for (const struct msg *m = n->provisional; m != NULL; m = m->tx_next)
			if (m->is_response && m->code == 180)
				return true;
	}
	return false;
}

const struct tx *
call_setup(const struct call *c)
{
	const struct tx *setup = NULL;

	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == METHOD_INVITE && t->request != NULL && tx_is_initial(t) &&
		    (setup == NULL || !tx_same_request(setup, t)) && tx_parent(c, t) == NULL)
			setup = t;
	return setup;
}

bool
sent_by_caller(const struct call *c, const struct msg *m)
{
	const struct tx *setup = call_setup(c);

	return setup != NULL && slice_eq(msg_sender_tag(m), MSG(setup->request, from_tag));
}

const struct tx *
call_tx(const struct call *c, enum method method, uint32_t cseq)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == method && t->cseq == cseq)
			return t;
	return NULL;
}

const struct msg *
tx_ack(const struct call *c, const struct tx *invite)
{
	for (const struct tx *t = c->txs; t != NULL && invite->ack == NULL; t = t->next)
		if (t->method == METHOD_ACK && t->request != NULL && t->cseq == invite->cseq && addr_eq(&t->client, &invite->client))
			return t->request;
	return invite->ack;
}

bool
tx_was_acked(const struct call *c, const struct tx *invite)
{
	return tx_ack(c, invite) != NULL;
}

bool
tx_had_final(const struct call *c, const struct tx *invite, const struct msg *m)
{
	return invite->final != NULL ? invite->final->number < m->number : tx_was_acked(c, invite);
}

/* The call shows requests only, an ACK among them: it went well, and half of it was captured; or less of what came back. */
static bool
is_half_seen(const struct call *c, const struct tx *t, const struct hosts *hosts)
{
	if (hosts != NULL && t->client.family != 0 && t->server.family != 0)
		return hosts_one_sided(hosts, &t->client, &t->server) || hosts_tears(hosts, &t->client, &t->server);
	return call_is_one_sided(c) != NULL;
}

bool
tx_is_unanswered(const struct call *c, const struct tx *t, const struct hosts *hosts)
{
	if (tx_has_response(t) || t->request == NULL || c->clipped)
		return false;
	if (addr_scope(&t->server) == SCOPE_MULTICAST)		/* a phone that looks for its provisioning: mostly nobody is there */
		return false;
	for (const struct tx *n = tx_other_point(c, t, NULL); n != NULL; n = tx_other_point(c, t, n))
		if (tx_has_response(n))
			return false;
	return !is_half_seen(c, t, hosts);
}

bool
tx_silence_is_sure(const struct call *c, const struct tx *t, enum confidence *sure)
{
	if (call_goes_on(c, t->request, TIMER_64_T1))
		return true;
	*sure = CONFIDENCE_LIKELY;
	return t->request_copies >= SILENT_COPIES_AT_END;
}

const struct msg *
call_is_one_sided(const struct call *c)
{
	const struct msg *ack = NULL;

	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		if (m->is_response)
			return NULL;
		if (ack == NULL && m->method == METHOD_ACK && MSG(m, to_tag).n > 0)
			ack = m;
	}
	return ack;
}
