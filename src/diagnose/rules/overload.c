/* overload.*, redirect.*: what a client did after it was told to wait, or to go elsewhere. */
#include "diagnose/recent.h"
#include "diagnose/rules/rules.h"

/* Machines follow at once; who hasn't by then won't. */
#define FOLLOWS_WITHIN SECONDS(5)

/* ---- overload.retry-after-ignored ---- */

static bool
asks_to_wait(const struct tx *t, int64_t *wait)
{
	struct retry_after r;

	if (t->final == NULL || t->final->code != 503 || t->request == NULL || t->method == METHOD_OPTIONS ||
	    (t->client.family == 0 && t->server.family == 0) || t->final->where.time == NO_TIME ||
	    !retry_after_parse(&r, msg_header(t->final, H_RETRY_AFTER)) || r.seconds == 0)
		return false;
	*wait = SECONDS(r.seconds);
	return true;
}

struct ignored {
	unsigned count;
	const struct request_seen *first;
	bool other_calls;
};

/* The log of one host names the other only. */
static bool
same_ends(const struct request_seen *s, const struct tx *t)
{
	if (t->client.family == 0 ? s->client.family != 0 : !addr_same_ip(&s->client, &t->client))
		return false;
	return addr_eq(&s->server, &t->server);
}

static struct ignored
requests_before(const struct recent *recent, const struct call *c, const struct tx *t, int64_t until)
{
	struct ignored out = { 0, NULL, false };
	struct recent_walk walk = recent_after(recent, t->final->number);
	const struct request_seen *s;
	uint64_t call = slice_hash(c->id);

	while ((s = recent_next(recent, &walk)) != NULL) {
		if (s->time == NO_TIME || s->time >= until)
			break;
		if (!same_ends(s, t))
			continue;
		if (out.count++ == 0)
			out.first = s;
		out.other_calls |= s->call != call;
	}
	return out;
}

bool
find_retry_after_ignored(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		int64_t wait;

		if (!asks_to_wait(t, &wait))
			continue;
		struct ignored ignored = requests_before(v->recent, c, t, t->final->where.time + wait);
		if (ignored.count == 0)
			continue;
		v->at = t->final;
		verdict_header(v, t->final, H_RETRY_AFTER);
		struct spot first = { ignored.first->number, ignored.first->packet, ignored.first->line };
		evidence_at(SAY(v, EVIDENCE_COUNT, "requests", NULL, "waited-less", ignored.count, verdict_addr(v, &t->client),
		    verdict_addr(v, &t->server), verdict_seconds(v, ignored.first->time - t->final->where.time),
		    verdict_spot(v, first)), first);
		if (ignored.other_calls)
			SAY(v, EVIDENCE_NOTE, NULL, NULL, "waited-less-calls", 0);
		verdict_also_code(v, t->final);
		return true;
	}
	return false;
}

/* ---- redirect.not-followed ---- */

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

static bool
was_followed(const struct recent *recent, const struct tx *t, const struct target *to, const struct target *old)
{
	struct recent_walk walk = recent_after(recent, t->final->number);
	const struct request_seen *s;

	while ((s = recent_next(recent, &walk)) != NULL)
		if (s->method == METHOD_INVITE && goes_to(s, to, old))
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
how_followed(const struct verdict *v, const struct tx *t)
{
	const struct message *index = msg_index(t->final);
	struct target old, to;
	bool any = false, elsewhere = false;

	if (!target_of(t->request->uri, &old))
		old = (struct target){ 0 };
	for (const struct header *h = message_header(index, H_CONTACT); h != NULL; h = message_next(index, h)) {
		struct slice rest = h->value;
		struct contact contact;

		while (contact_next(&rest, &contact)) {
			if (!target_of(contact.uri, &to))
				continue;
			any = true;
			if (is_same_target(&to, &old))
				continue;
			elsewhere = true;
			if (was_followed(v->recent, t, &to, &old))
				return FOLLOWED;
		}
	}
	if (!any)
		return NO_TARGET;
	return elsewhere ? NOT_FOLLOWED : ONLY_ITSELF;
}

static bool
is_redirect(const struct call *c, const struct tx *t)
{
	return t->method == METHOD_INVITE && t->request != NULL && t->final != NULL && t->final->code >= 300 &&
	    t->final->code < 400 && tx_is_initial(t) && tx_parent(c, t) == NULL && !tx_succeeded(c, t);
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
		if (!is_redirect(c, t) || was_reached(c, t) || t->final->code == 380)
			continue;
		enum follow follow = how_followed(v, t);
		if (follow == FOLLOWED || (follow == NO_TARGET && !msg_is_whole(t->final)))
			continue;
		if (follow == NOT_FOLLOWED && !call_goes_on(c, t->final, FOLLOWS_WITHIN))
			return cannot_tell(c, v);
		v->at = t->final;
		if (follow == NOT_FOLLOWED)
			v->f.confidence = CONFIDENCE_LIKELY;
		SAY(v, EVIDENCE_MISSING, follow == NO_TARGET ? "Contact" : "INVITE", t->final, keys[follow], 0,
		    verdict_start(v, t->final), verdict_id(v, t->final), verdict_text(v, t->request->uri),
		    c->now != NO_TIME ? verdict_seconds(v, c->now - t->final->where.time) : "?");
		verdict_header(v, t->final, H_CONTACT);
		verdict_also_code(v, t->final);
		return true;
	}
	return false;
}
