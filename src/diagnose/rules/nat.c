/* SPDX-License-Identifier: MIT */
/* nat.*: addresses in the signalling that fit neither inside nor outside (RFC 3581). */
#include "diagnose/rules/rules.h"
#include "diagnose/rules/streams.h"

/* ---- nat.signalling ---- */

/* The first Contact's host, where it is an address. */
static bool
contact_addr(const struct msg *m, struct addr *out)
{
	struct contact contact;

	return msg_contact(m, &contact) && addr_parse(out, contact.parts.host);
}

/* RFC 5626: the connection it came by is kept and used. */
static bool
uses_outbound(const struct msg *m)
{
	struct slice contact = msg_header(m, H_CONTACT);

	return slice_find_nocase(contact, SLICE(";ob")) != NULL || slice_find_nocase(contact, SLICE("reg-id=")) != NULL;
}

static bool
is_behind_nat(const struct msg *m, struct addr *sent_by, struct addr *contact)
{
	return (m->facts & MSG_CONTACT) && addr_scope(&m->where.src) == SCOPE_PUBLIC &&
	    addr_parse(sent_by, MSG(m, via.sent_by)) &&
	    !addr_same_ip(sent_by, &m->where.src) && contact_addr(m, contact) && addr_is_inner(contact) && !uses_outbound(m);
}

/* The call works through that NAT: media come both ways, and nothing had to be sent again. */
static bool
works_all_the_same(const struct call *c, struct verdict *v)
{
	return !(c->facts & (HAS_REPEATED_FINAL | HAS_REPEATED_REQUEST | HAS_SILENCE)) && call_has_media_both_ways(c, v);
}

bool
find_nat_signalling(const struct call *c, struct verdict *v)
{
	if (!HOLDS(v, NO_MEDIA_ARRIVES, !works_all_the_same(c, v)))
		return false;
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		struct addr sent_by, contact;

		if (m->is_response || m->copy_of != NULL)
			continue;
		look_at(v, m);
		if (!HOLDS(v, NO_RPORT, !(m->facts & MSG_RPORT) && !msg_is_reliable(m)) ||
		    !HOLDS(v, INNER_ADDRESS, is_behind_nat(m, &sent_by, &contact)))
			continue;
		v->at = m;
		SAY(v, EVIDENCE_HEADER, "Via", m, "via-not-source", 0, verdict_start(v, m), verdict_id(v, m),
		    verdict_sent_by(v, m), verdict_addr(v, &m->where.src));
		SAY(v, EVIDENCE_HEADER, "Contact", m, "contact-inner", 0, verdict_addr(v, &contact));
		SAY(v, EVIDENCE_MISSING, "rport", m, "no-rport", 0, verdict_id(v, m));
		return true;
	}
	return false;
}

/* ---- nat.alg ---- */

/* The same message at another point, as no host that speaks SIP passes it on: its branch and Vias are untouched. */
static bool
is_same_message(const struct msg *a, const struct msg *b)
{
	if (a->tx == b->tx || a->copy_of != NULL || b->copy_of != NULL || a->is_response != b->is_response ||
	    a->code != b->code || a->method != b->method || a->cseq != b->cseq || a->vias != b->vias ||
	    slice_empty(MSG(a, via.branch)) || !slice_eq(MSG(a, via.branch), MSG(b, via.branch)) || !same_tags(a, b))
		return false;
	int64_t gap = msg_gap(a, b);
	return b->number > a->number && (gap == NO_TIME || gap <= ALG_WITHIN);
}

/* Through a router one end changes its address and the other keeps it; a second try goes to another server. */
static bool
is_one_router_apart(const struct msg *a, const struct msg *b)
{
	const struct addr *a_client = a->is_response ? &a->where.dst : &a->where.src;
	const struct addr *b_client = b->is_response ? &b->where.dst : &b->where.src;
	const struct addr *a_server = a->is_response ? &a->where.src : &a->where.dst;
	const struct addr *b_server = b->is_response ? &b->where.src : &b->where.dst;

	if (a_client->family == 0 || a_server->family == 0)
		return false;
	return (!addr_same_ip(a_client, b_client) && addr_same_ip(a_server, b_server)) ||
	    (addr_same_ip(a_client, b_client) && !addr_same_ip(a_server, b_server) && gap_at_least(ALG_SERVER_WITHIN, msg_gap(a, b)));
}

static bool
say_change(struct verdict *v, const struct msg *a, const struct msg *b, const char *name, struct slice was, struct slice is)
{
	if (was.n == 0 || is.n == 0 || slice_eq(was, is))
		return false;
	SAY(v, EVIDENCE_HEADER, name, b, "rewritten", 0, name, verdict_text(v, was), verdict_id(v, a), verdict_text(v, is))
	    ->value = verdict_text(v, is);
	return true;
}

static bool
is_rewritten(struct verdict *v, const struct msg *a, const struct msg *b)
{
	bool via = !a->is_response && say_change(v, a, b, "Via", MSG(a, via.sent_by), MSG(b, via.sent_by));
	bool contact = say_change(v, a, b, "Contact", msg_header(a, H_CONTACT), msg_header(b, H_CONTACT));
	bool media = say_change(v, a, b, "SDP", MSG(a, connection), MSG(b, connection));

	return via || contact || media;
}

/*
 * From one point alone: the body was changed and its length not put right, with inside and outside mixed. Only
 * a hint.
 */
static bool
looks_rewritten(const struct msg *m)
{
	const struct slice before = SLICE("c=IN IP4 ");		/* or IP6; what follows is the address */
	struct addr sent_by, media;

	if (!(m->frame_flags & FRAME_EXACT) || (m->frame_flags & FRAME_CUT) ||
	    msg_is_reliable(m) || MSG(m, connection).n < before.n || !addr_parse(&sent_by, MSG(m, via.sent_by)) ||
	    !addr_parse(&media, slice_skip(MSG(m, connection), before.n)))
		return false;
	if (addr_is_inner(&sent_by) == addr_is_inner(&media) || addr_scope(&media) == SCOPE_UNSPECIFIED)
		return false;
	const struct message *index = msg_index(m);
	return index->content_length >= 0 && (uint64_t)index->content_length != index->body.n;
}

static bool
find_hint(const struct call *c, struct verdict *v)
{
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		if (m->is_response || m->copy_of != NULL)
			continue;
		look_at(v, m);
		if (!HOLDS(v, TEXT_CHANGED, looks_rewritten(m)))
			continue;
		v->at = m;
		v->f.confidence = CONFIDENCE_POSSIBLE;
		SAY(v, EVIDENCE_HEADER, "Content-Length", m, "length-and-mixture", (double)msg_index(m)->body.n,
		    verdict_id(v, m), verdict_text(v, msg_header(m, H_CONTENT_LENGTH)),
		    verdict_sent_by(v, m), verdict_text(v, MSG(m, connection)));
		return true;
	}
	return false;
}

static bool
is_at_two_points(struct verdict *v, const struct msg *a, const struct msg *b)
{
	look_at(v, b);
	return HOLDS(v, ONE_ROUTER_APART, is_one_router_apart(a, b)) && HOLDS(v, TEXT_CHANGED, is_rewritten(v, a, b));
}

bool
find_nat_alg(const struct call *c, struct verdict *v)
{
	for (const struct msg *a = c->first; a != NULL && (c->facts & HAS_HOPS); a = a->next)
		for (const struct msg *b = a->next; b != NULL && b->number < a->number + ALG_LOOKED_AT; b = b->next)
			if (is_same_message(a, b) && is_at_two_points(v, a, b)) {
				v->at = b;
				v->is_mild = works_all_the_same(c, v);
				return true;
			}
	return HOLDS(v, HAS_INNER, (c->facts & HAS_INNER) != 0) &&
	    HOLDS(v, NO_MEDIA_ARRIVES, !works_all_the_same(c, v)) && find_hint(c, v);
}
