/* SPDX-License-Identifier: MIT */
/*
 * Why the ACK to a 2xx got lost: RFC 3261 §12.1.1 and §8.2.6.2 say what the 2xx must copy from the INVITE, §12.2.1.1
 * where the ACK must go. An ACK is judged where its sender put it on the wire, against the 2xx that came there: what
 * a proxy makes of either further on is its own affair.
 */
#include "diagnose/rules/below.h"
#include "diagnose/rules/causes.h"

enum { MOST_HOPS = 16 };

/* URIs of Route or Record-Route, in their order. */
struct route {
	struct slice uri[MOST_HOPS];
	size_t n;
	bool is_whole;		/* false: more than fit */
};

static struct route
route_of(const struct msg *m, enum header_id id)
{
	const struct message *index = msg_index(m);
	struct route r = { .is_whole = true };

	for (const struct header *h = message_header(index, id); h != NULL; h = message_next(index, h)) {
		struct slice rest = header_value(index, h), element;

		while (header_element(&rest, &element)) {
			if (r.n == MOST_HOPS) {
				r.is_whole = false;
				return r;
			}
			r.uri[r.n++] = header_uri(element, NULL);
		}
	}
	return r;
}

/* The route set of the caller: the Record-Route from the other end (§12.1.2). */
static struct route
reversed(const struct route *r)
{
	struct route out = { .n = r->n, .is_whole = r->is_whole };

	for (size_t i = 0; i < r->n; i++)
		out.uri[i] = r->uri[r->n - 1 - i];
	return out;
}

static bool
same_route(const struct route *a, const struct route *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!uri_same(a->uri[i], b->uri[i]))
			return false;
	return true;
}

static bool
has_uri(const struct route *r, struct slice uri)
{
	for (size_t i = 0; i < r->n; i++)
		if (uri_same(r->uri[i], uri))
			return true;
	return false;
}

/* The same hops in another order. */
static bool
same_hops(const struct route *a, const struct route *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!has_uri(b, a->uri[i]) || !has_uri(a, b->uri[i]))
			return false;
	return true;
}

static bool
is_loose(struct slice uri)
{
	struct uri u;
	struct slice rest;

	if (!uri_parse(&u, uri))
		return false;
	for (rest = u.params; rest.n > 0; ) {
		struct slice value = slice_cut(&rest, ';');

		if (slice_eq_nocase(slice_cut(&value, '='), SLICE("lr")))
			return true;
	}
	return false;
}

static struct slice
contact_of(const struct msg *m)
{
	struct contact one;

	return msg_contact(m, &one) ? one.uri : SLICE_NONE;
}

static bool
host_addr(struct slice uri, struct addr *out)
{
	struct uri u;
	struct slice host;

	if (!uri_parse(&u, uri))
		return false;
	host = u.host;
	if (u.port.n > 0)
		host.n += 1 + u.port.n;
	return addr_parse(out, host);
}

static bool
is_inner(struct slice uri)
{
	struct addr a;

	return host_addr(uri, &a) && addr_is_inner(&a);
}

/* ---- what became of one ACK ---- */

enum way {
	WAY_RIGHT,
	WAY_WRONG_TARGET,
	WAY_NO_ROUTE,
	WAY_ORDER,
	WAY_OTHER,	/* no fault that could be named, and not as it should be either */
	WAY_COUNT
};

/* Who sent this ACK had that 2xx before it, where it was sent from. */
static const struct msg *
answer_at(const struct call *c, const struct msg *ack, const struct msg *ok)
{
	const struct msg *found = NULL;

	for (const struct msg *m = c->first; m != ack && m != NULL; m = m->next) {
		if (!msg_is_answer(m) || m->cseq != ok->cseq || !same_tags(m, ok))
			continue;
		if (ack->where.src.family == 0 ? m->vias == 1 : addr_same_ip(&m->where.dst, &ack->where.src))
			found = m;
	}
	return found != NULL && found->vias == 1 && msg_is_whole(found) ? found : NULL;
}

/* A name may stand for that very address; not where it is only the target of the INVITE, used again. */
static bool
may_resolve_to(const struct msg *ack, const struct msg *ok, struct slice contact)
{
	struct addr x, y;

	if (ok->tx->request != NULL && uri_same(MSG(ack, uri), MSG(ok->tx->request, uri)))
		return false;
	return host_addr(MSG(ack, uri), &x) != host_addr(contact, &y);
}

/* An inner Contact that the caller does not believe: it answers to where the 2xx came from. */
static bool
goes_back_to_source(const struct msg *ack, const struct msg *ok, struct slice contact)
{
	struct addr target;

	return is_inner(contact) && host_addr(MSG(ack, uri), &target) && addr_same_ip(&target, &ok->where.src);
}

/* With a first hop that routes strictly, the Request-URI is that hop and the Contact the last Route (§12.2.1.1). */
static enum way
way_of_strict(const struct msg *ack, const struct route *set, const struct route *sent, struct slice contact)
{
	if (sent->n != set->n || !uri_same(MSG(ack, uri), set->uri[0]) || !uri_same(sent->uri[sent->n - 1], contact))
		return WAY_OTHER;
	for (size_t i = 1; i < set->n; i++)
		if (!uri_same(sent->uri[i - 1], set->uri[i]))
			return WAY_OTHER;
	return WAY_RIGHT;
}

/* The packet went where its headers say, or back to where the 2xx came from. */
static bool
was_sent_to(const struct msg *ack, const struct msg *ok, struct slice hop)
{
	struct addr next;

	return ack->where.dst.family == 0 || !host_addr(hop, &next) || addr_same_ip(&next, &ack->where.dst) ||
	    addr_same_ip(&ok->where.src, &ack->where.dst);
}

static enum way
way_of_loose(const struct msg *ack, const struct msg *ok, const struct route *set, const struct route *sent)
{
	if (same_route(set, sent))
		return was_sent_to(ack, ok, set->n > 0 ? set->uri[0] : MSG(ack, uri)) ? WAY_RIGHT : WAY_OTHER;
	if (sent->n == 0)
		return WAY_NO_ROUTE;
	return same_hops(set, sent) ? WAY_ORDER : WAY_OTHER;
}

static enum way
way_of(const struct msg *ack, const struct msg *ok)
{
	struct slice contact = contact_of(ok);
	struct route recorded = route_of(ok, H_RECORD_ROUTE), set = reversed(&recorded), sent = route_of(ack, H_ROUTE);

	if (contact.p == NULL || !set.is_whole || !sent.is_whole || !msg_is_whole(ack))
		return WAY_OTHER;
	if (set.n > 0 && sent.n > 0 && !uri_same(MSG(ack, uri), contact)) {
		enum way strict = way_of_strict(ack, &set, &sent, contact);

		/* A loose hop takes that form, too (§16.4). */
		if (strict == WAY_RIGHT || !is_loose(set.uri[0]))
			return strict;
	}
	if (uri_same(MSG(ack, uri), contact))
		return way_of_loose(ack, ok, &set, &sent);
	if (goes_back_to_source(ack, ok, contact))
		return set.n == 0 && sent.n == 0 ? WAY_RIGHT : WAY_OTHER;
	return may_resolve_to(ack, ok, contact) ? WAY_OTHER : WAY_WRONG_TARGET;
}

/* All the ACKs of a caller have the same fault, or none is told. */
static enum way
way_of_all(const struct call *c, const struct msg *ok, const struct msg **first, const struct msg **answer)
{
	enum way all = WAY_COUNT;

	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		if (m->is_response || m->method != METHOD_ACK || m->cseq != ok->cseq || m->vias != 1 || !same_tags(m, ok))
			continue;
		const struct msg *at = answer_at(c, m, ok);
		enum way one = at != NULL ? way_of(m, at) : WAY_OTHER;
		if (all == WAY_COUNT) {
			*first = m;
			*answer = at;
			all = one;
		}
		if (one != all)
			all = WAY_OTHER;
	}
	return all;
}

static void
state_way(struct verdict *v, enum way way, const struct msg *ack, const struct msg *answer)
{
	static const char *const tokens[WAY_COUNT] = {
		[WAY_RIGHT] = "ack-lost", [WAY_WRONG_TARGET] = "ack-wrong-target", [WAY_NO_ROUTE] = "ack-no-route",
		[WAY_ORDER] = "ack-route-order",
	};

	if (way == WAY_WRONG_TARGET)
		SAY(v, EVIDENCE_HEADER, "Request-URI", ack, "ack-target", 0, verdict_text(v, MSG(ack, uri)),
		    verdict_text(v, contact_of(answer)), verdict_id(v, ack), verdict_id(v, answer));
	else if (way == WAY_NO_ROUTE)
		SAY(v, EVIDENCE_MISSING, "Route", ack, "ack-without-route", 0, verdict_id(v, ack), verdict_id(v, answer));
	if (way == WAY_NO_ROUTE || way == WAY_ORDER)
		verdict_header(v, answer, H_RECORD_ROUTE);
	if (way == WAY_ORDER)
		verdict_header(v, ack, H_ROUTE);
	for (enum way w = WAY_WRONG_TARGET; w < WAY_OTHER; w++)
		if (way == WAY_RIGHT)
			verdict_excludes(v, ack, tokens[w]);
	if (tokens[way] != NULL)
		verdict_proves(v, ack, tokens[way]);
}

/* ---- what the 2xx left out ---- */

/* The answer where it is youngest: nearest to who made it. */
static const struct msg *
youngest(const struct call *c, const struct msg *ok)
{
	const struct msg *best = ok;

	for (const struct msg *m = c->first; m != NULL; m = m->next)
		if (m->is_response && m->code == ok->code && m->method == METHOD_INVITE && m->cseq == ok->cseq &&
		    m->copy_of == NULL && same_tags(m, ok) && m->tx->request != NULL &&
		    (best->tx->request == NULL || m->tx->request->vias > best->tx->request->vias))
			best = m;
	return best;
}

static void
say_not_copied(struct verdict *v, const struct msg *ok, const char *header)
{
	SAY(v, EVIDENCE_MISSING, header, ok, "not-copied", 0, header, verdict_id(v, ok->tx->request), verdict_id(v, ok));
}

static bool
has_fewer_vias(const struct msg *ok)
{
	return ok->vias > 0 && ok->vias < ok->tx->request->vias;
}

static bool
lost_record_route(const struct msg *ok)
{
	return (ok->tx->request->facts & MSG_RECORD_ROUTE) &&
	    route_of(ok, H_RECORD_ROUTE).n < route_of(ok->tx->request, H_RECORD_ROUTE).n;
}

/*
 * The Contact is an inner address, the 2xx came from and went to public ones. A Record-Route leaves the ACK to a proxy
 * that may know better; so does a 2xx that says something else on another hop.
 */
static bool
has_unreachable_contact(const struct call *c, const struct msg *ok)
{
	struct slice contact = contact_of(ok);

	if (contact.p == NULL || !is_inner(contact) || (ok->facts & MSG_RECORD_ROUTE) ||
	    addr_scope(&ok->where.src) != SCOPE_PUBLIC || addr_scope(&ok->where.dst) != SCOPE_PUBLIC)
		return false;
	for (const struct msg *m = msg_elsewhere(c, ok, NULL); m != NULL; m = msg_elsewhere(c, ok, m))
		if (!slice_eq(contact_of(m), contact))
			return false;
	return true;
}

/* No ACK was seen, or one on its way to that address. */
static bool
goes_nowhere(const struct call *c, const struct msg *ok, const struct msg *ack)
{
	if (!has_unreachable_contact(c, ok))
		return false;
	if (call_ack(c, ok) == NULL)
		return true;
	return ack != NULL && uri_same(MSG(ack, uri), contact_of(ok)) && !addr_same_ip(&ack->where.dst, &ok->where.src);
}

void
causes_of_missing_ack(const struct call *c, struct verdict *v, const struct msg *ok)
{
	const struct msg *ack = NULL, *answer = NULL, *origin = youngest(c, ok);

	if (!tx_is_initial(ok->tx))	/* the route set is that of the first INVITE */
		return;
	enum way way = way_of_all(c, ok, &ack, &answer);
	bool can_compare = origin->tx->request != NULL && msg_is_whole(origin) && msg_is_whole(origin->tx->request);

	if (way > WAY_RIGHT && way < WAY_OTHER)
		state_way(v, way, ack, answer);
	else if (can_compare && has_fewer_vias(origin) && call_ack(c, ok) == NULL) {
		say_not_copied(v, origin, "Via");
		verdict_proves(v, origin, "via-not-copied");
	} else if (can_compare && lost_record_route(origin)) {
		say_not_copied(v, origin, "Record-Route");
		verdict_proves(v, origin, "record-route-not-copied");
	} else if (goes_nowhere(c, origin, way == WAY_RIGHT ? ack : NULL))
		verdict_proves(v, origin, "contact-private");
	else if (way == WAY_RIGHT)
		state_way(v, way, ack, answer);
}

/* ---- what the network says of it ---- */

/* A refusal of the ACK that was sent; where none was, of the connection on which it was to go (§12.2.1.1). */
static bool
keeps_ack_back(const struct witness *w, const struct addr *target, const struct msg *ack)
{
	bool same_port = w->to.port == target->port || (target->port == 0 && port_is_signalling(w->to.port));

	return is_refusal(w) && same_port && (ack == NULL || slice_starts(w->line, SLICE("ACK ")));
}

void
say_ack_refused(struct verdict *v, const struct msg *ok, const struct msg *ack)
{
	struct said what = {
		.kind = ack != NULL ? WITNESS_ICMP : WITNESS_TCP, .from = &ok->where.dst, .first = ok->where.time,
		.last = msg_last_copy(ok)->where.time,
	};
	struct addr target;

	if (what.first == NO_TIME || what.last == NO_TIME || (ack == NULL && (ok->facts & MSG_RECORD_ROUTE)))
		return;
	if (ack != NULL)
		target = ack->where.dst;
	else if (!host_addr(contact_of(ok), &target))
		return;
	what.to = &target;
	for (struct seen *s = network_next(v->network, &what, NULL); s != NULL; s = network_next(v->network, &what, s))
		if (keeps_ack_back(s->witness, &target, ack)) {
			s->told = true;
			say_refusal(v, s);
			return;
		}
}
