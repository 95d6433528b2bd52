/* SPDX-License-Identifier: MIT */
/* redirect.not-followed: what a client did after it was told to call or to register elsewhere (RFC 3261 §8.1.3.4). */
#include "diagnose/rules/redirect.h"

#include "diagnose/calls/hosts.h"
#include "diagnose/calls/recent.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/spans.h"

struct target {
	uint64_t user, host;
	struct addr addr;		/* of the host, where it is an address */
	uint64_t port, transport;	/* hashes; 5060 is what is meant where none is said */
};

static bool
target_of(struct slice uri, struct target *out)
{
	struct slice transport;
	struct uri parts;

	if (!uri_parse(&parts, uri))
		return false;
	*out = (struct target){ .user = recent_hash(parts.user), .host = recent_hash(parts.host) };
	out->port = recent_hash(parts.port.n > 0 ? parts.port : SLICE("5060"));
	if (header_param(uri, ';', SLICE("transport"), &transport))
		out->transport = recent_hash(transport);
	if (slice_eq_nocase(parts.scheme, SLICE("tel")))
		*out = (struct target){ .user = recent_hash(parts.user.n > 0 ? parts.user : parts.host) };
	else
		addr_parse(&out->addr, parts.host);
	return out->user != 0 || out->host != 0;
}

/* Sent to the host named, or for the user named where that is another one than before. */
static bool
goes_to(const struct request_seen *s, const struct target *to, const struct target *old)
{
	if (to->host != 0 && s->host == to->host && s->user == to->user)
		return true;
	if (addr_same_ip(&s->server, &to->addr) && (to->host != old->host || to->user == s->user))
		return true;
	return to->user != 0 && s->user == to->user && to->user != old->user;
}

/* A phone that asks another server keeps the name of its domain. */
static bool
is_registered_elsewhere(const struct request_seen *s, const struct tx *t)
{
	return t->method == METHOD_REGISTER && s->from == slice_hash(header_uri(MSG(t->request, from), NULL)) &&
	    !addr_same_ip(&s->server, &t->server);
}

static bool
was_followed(const struct recent *recent, const struct tx *t, const struct target *to, const struct target *old)
{
	struct recent_walk walk = recent_after(recent, t->final->number);
	const struct request_seen *s;

	while ((s = recent_next(recent, &walk)) != NULL)
		if (s->method == t->method && (goes_to(s, to, old) || is_registered_elsewhere(s, t)))
			return true;
	return false;
}

static bool
is_same_target(const struct target *a, const struct target *b)
{
	return a->user == b->user && a->host == b->host && a->port == b->port && a->transport == b->transport;
}

enum follow { FOLLOWED, NOT_FOLLOWED, NO_TARGET, ONLY_ITSELF };

/* Whether any of its targets was tried; a server has no duty to try more than one. */
static enum follow
how_followed(const struct recent *recent, const struct tx *t)
{
	const struct message *index = msg_index(t->final);
	struct target old, to;
	bool any = false, elsewhere = false;

	if (!target_of(MSG(t->request, uri), &old))
		old = (struct target){ 0 };
	for (const struct header *h = message_header(index, H_CONTACT); h != NULL; h = message_next(index, h)) {
		struct slice rest = header_value(index, h);
		struct contact contact;

		while (contact_next(&rest, &contact)) {
			if (!target_of(contact.uri, &to))
				continue;
			any = true;
			if (is_same_target(&to, &old))
				continue;
			elsewhere = true;
			if (was_followed(recent, t, &to, &old))
				return FOLLOWED;
		}
	}
	if (!any)
		return NO_TARGET;
	return elsewhere ? NOT_FOLLOWED : ONLY_ITSELF;
}

bool
redirect_was_followed(const struct recent *recent, const struct msg *failure)
{
	return failure->code >= 300 && failure->code < 400 && failure->tx->request != NULL &&
	    how_followed(recent, failure->tx) == FOLLOWED;
}

/* On one machine alone all is seen. */
static bool
is_client(const struct tx *t, const struct addr *target)
{
	return addr_same_ip(target, &t->client) && !addr_same_ip(&t->client, &t->server);
}

/*
 * Could it have been seen? The log of the one who forwards, or of the proxy in front of it, shows nothing of what the
 * client does then: the trace must hold what passes between others, or the target, unless that is the client itself.
 */
static bool
would_be_seen(const struct verdict *v, const struct tx *t)
{
	const struct message *index = msg_index(t->final);
	struct target to;

	if (t->client.family == 0 || t->server.family == 0)
		return false;
	if (hosts_shows_beside(v->hosts, &t->server))
		return true;
	for (const struct header *h = message_header(index, H_CONTACT); h != NULL; h = message_next(index, h)) {
		struct slice rest = header_value(index, h);
		struct contact contact;

		while (contact_next(&rest, &contact))
			if (target_of(contact.uri, &to) && !is_client(t, &to.addr) && hosts_shows(v->hosts, &to.addr))
				return true;
	}
	return false;
}

static bool
is_redirect(const struct call *c, const struct tx *t)
{
	return (t->method == METHOD_INVITE || t->method == METHOD_REGISTER) && t->request != NULL && t->final != NULL &&
	    t->final->code >= 300 && t->final->code < 400 && tx_is_initial(t) && tx_parent(c, t) == NULL && !tx_succeeded(c, t);
}

/* It got through all the same, by another way. */
static bool
was_reached(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = tx_retry(t); n != NULL; n = tx_retry(n))
		if (n->final == NULL || n->final->code < 300 || n->final->code >= 400 || tx_succeeded(c, n))
			return true;
	return false;
}

bool
find_redirect_not_followed(const struct call *c, struct verdict *v)
{
	static const char *const keys[] = {
		[NOT_FOLLOWED] = "redirect-left", [NO_TARGET] = "redirect-no-contact", [ONLY_ITSELF] = "redirect-to-itself",
	};

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!is_redirect(c, t) || t->final->code == 380)
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, NOT_RESOLVED, !was_reached(c, t)))
			continue;
		enum follow follow = how_followed(v->recent, t);
		if (!HOLDS(v, NOT_FOLLOWED, follow != FOLLOWED) ||
		    (follow == NO_TARGET && !HOLDS(v, WHOLE_MESSAGE, msg_is_whole(t->final))))
			continue;
		if (follow == NOT_FOLLOWED && !HOLDS(v, WOULD_BE_SEEN, would_be_seen(v, t)))
			continue;
		if (follow == NOT_FOLLOWED && !outlasts(c, v, t->final, REDIRECT_WITHIN))
			return cannot_tell(c, v);
		v->at = t->final;
		if (t->method == METHOD_REGISTER)
			v->variant = "code.301/register";
		if (follow == NOT_FOLLOWED)
			v->f.confidence = CONFIDENCE_LIKELY;
		v->has_party = follow != NOT_FOLLOWED;		/* who redirects nowhere is at fault */
		v->party = t->method == METHOD_REGISTER ? PARTY_REGISTRAR : PARTY_CALLEE;
		const char *method = verdict_text(v, MSG(t->request, method_name));
		SAY(v, EVIDENCE_MISSING, follow == NO_TARGET ? "Contact" : method, t->final, keys[follow], 0,
		    verdict_start(v, t->final), verdict_id(v, t->final),
		    follow == NOT_FOLLOWED ? method : verdict_text(v, MSG(t->request, uri)),
		    follow == ONLY_ITSELF ? method : c->now != NO_TIME ? verdict_seconds(v, c->now - t->final->where.time) : "?");
		verdict_header(v, t->final, H_CONTACT);
		verdict_also_code(v, t->final);
		return true;
	}
	return false;
}
