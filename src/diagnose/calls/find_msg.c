/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/find_msg.h"

struct slice
msg_header(const struct msg *m, enum header_id id)
{
	return message_value(msg_index(m), id);
}

bool
msg_contact(const struct msg *m, struct contact *out)
{
	struct slice rest = MSG(m, contact);

	return contact_next(&rest, out) && !out->star;
}

struct slice
msg_sender_tag(const struct msg *m)
{
	return m->is_response ? MSG(m, to_tag) : MSG(m, from_tag);
}

bool
msg_is_whole(const struct msg *m)
{
	if (m->frame_flags & (FRAME_CUT | FRAME_EXCERPT))
		return false;
	return (m->frame_flags & FRAME_EXACT) || (m->vias > 0 && MSG(m, from_tag).p != NULL && m->cseq != 0 &&
	    msg_header(m, H_CONTENT_LENGTH).p != NULL);
}

bool
msg_is_reliable(const struct msg *m)
{
	struct slice via = MSG(m, via.transport);

	if (m->where.transport == TRANSPORT_UNKNOWN)
		return via.n > 0 && !slice_eq_nocase(via, SLICE("UDP"));
	return m->where.transport != TRANSPORT_UDP;
}

bool
msg_is_answer(const struct msg *m)
{
	return m->is_response && m->method == METHOD_INVITE && m->code >= 200 && m->code < 300;
}

static bool
has_tags(const struct msg *m, struct slice from, struct slice to)
{
	return slice_eq(from, MSG(m, from_tag)) && slice_eq(to, MSG(m, to_tag));
}

bool
same_tags(const struct msg *m, const struct msg *other)
{
	return has_tags(m, MSG(other, from_tag), MSG(other, to_tag));
}

/* Either way round. */
static bool
is_between(const struct msg *m, struct slice a, struct slice b)
{
	return has_tags(m, a, b) || has_tags(m, b, a);
}

bool
same_dialog(const struct msg *m, const struct msg *other)
{
	return MSG(m, to_tag).p != NULL && is_between(other, MSG(m, from_tag), MSG(m, to_tag));
}

static bool
tx_in_dialog(const struct tx *t, const struct msg *m)
{
	return t->to_tag.p != NULL && is_between(m, t->from_tag, t->to_tag);
}

const struct msg *
call_ack(const struct call *c, const struct msg *ok)
{
	for (const struct msg *m = c->first; m != NULL; m = m->next)
		if (!m->is_response && m->method == METHOD_ACK && m->cseq == ok->cseq && same_tags(m, ok))
			return m;
	return NULL;
}

const struct tx *
dialog_request(const struct call *c, const struct msg *m, enum method method)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == method && t->request != NULL && t->request->number > m->number && tx_in_dialog(t, m))
			return t;
	return NULL;
}

const struct msg *
dialog_answer(const struct call *c, const struct msg *m)
{
	for (const struct msg *n = c->first; n != NULL; n = n->next)
		if (n->is_response && n->code >= 200 && n->code < 300 && same_dialog(n, m) &&
		    (n->method == METHOD_INVITE || n->method == METHOD_SUBSCRIBE))
			return n;
	return NULL;
}

static const struct msg *
original(const struct msg *m)
{
	return m->copy_of != NULL ? m->copy_of : m;
}

const struct msg *
msg_next_copy(const struct msg *m)
{
	for (const struct msg *n = m->tx_next; n != NULL; n = n->tx_next)
		if (n->copy_of == original(m))
			return n;
	return NULL;
}

const struct msg *
msg_last_copy(const struct msg *m)
{
	const struct msg *last = m;

	for (const struct msg *n = m->tx_next; n != NULL; n = n->tx_next)
		if (n->copy_of == original(m))
			last = n;
	return last;
}

unsigned
msg_copies(const struct msg *m)
{
	unsigned count = 1;

	for (const struct msg *n = original(m)->tx_next; n != NULL; n = n->tx_next)
		count += n->copy_of == original(m);
	return count;
}

const struct msg *
msg_elsewhere(const struct call *c, const struct msg *m, const struct msg *after)
{
	for (const struct msg *n = after != NULL ? after->next : c->first; n != NULL; n = n->next)
		if (n->tx != m->tx && n->copy_of == NULL && n->is_response == m->is_response && n->code == m->code &&
		    n->method == m->method && n->cseq == m->cseq && same_tags(n, m))
			return n;
	return NULL;
}

int64_t
msg_gap(const struct msg *a, const struct msg *b)
{
	return a->where.time == NO_TIME || b->where.time == NO_TIME ? NO_TIME : b->where.time - a->where.time;
}

bool
gap_at_least(int64_t gap, int64_t least)
{
	return gap != NO_TIME && gap >= least;
}

bool
call_goes_on(const struct call *c, const struct msg *after, int64_t wait)
{
	return !c->clipped && c->now != NO_TIME && after->where.time != NO_TIME && c->now - after->where.time >= wait;
}
