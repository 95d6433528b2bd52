/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/incoming.h"
#include "diagnose/calls/msg.h"

/* What the call takes is counted in whole blocks: that is what memory is bound by. */
static void *
call_room(struct call *c, size_t size)
{
	const struct arena_block *before = c->arena.blocks;
	void *p = arena_room(&c->arena, size);

	if (c->arena.blocks != before)
		c->size += c->arena.size;
	return p;
}

static struct tx *
new_tx(struct call *c, const struct msg *m)
{
	struct tx *t = call_room(c, sizeof *t);

	*t = (struct tx){
		.call = c, .method = m->method, .cseq = m->cseq, .branch = MSG(m, via.branch),
		.sent_by = MSG(m, via.sent_by), .from_tag = MSG(m, from_tag),
		.client = m->is_response ? m->where.dst : m->where.src, .server = m->is_response ? m->where.src : m->where.dst,
	};
	if (!m->is_response)
		t->to_tag = MSG(m, to_tag);
	if (c->tx_last != NULL)
		c->tx_last->next = t;
	else
		c->txs = t;
	c->tx_last = t;
	c->tx_count++;
	if (t->method != METHOD_ACK)
		c->pending++;
	return t;
}

static void
note_provisional(struct call *c, struct tx *t, struct msg *m)
{
	if (m->copy_of != NULL)
		c->facts |= HAS_REPEATED_PROVISIONAL;
	if (m->code == 100 && t->trying == NULL)
		t->trying = m;
	if (m->code > 100 && t->provisional == NULL)
		t->provisional = m;
}

static void
note_success(struct call *c, struct tx *t, struct msg *m)
{
	if (m->facts & MSG_SESSION_EXPIRES)
		c->facts |= HAS_SESSION_TIMER;
	if (t->success != NULL && t->method == METHOD_INVITE && !slice_eq(MSG(t->success, to_tag), MSG(m, to_tag)))
		c->facts |= HAS_TWO_ANSWERS;
	if (t->success == NULL)
		t->success = m;
	if (t->method != METHOD_INVITE)
		return;
	c->answered = true;
	c->facts |= HAS_ANSWER;
	if (!(m->facts & MSG_CONTACT))
		c->facts |= HAS_ANSWER_WITHOUT_CONTACT;
}

static void
note_failure(struct call *c, const struct msg *m)
{
	c->facts |= HAS_FAILURE;
	if (is_challenge(m))
		c->facts |= HAS_CHALLENGE;
	if (m->code < 400)
		c->facts |= HAS_REDIRECT;
	if (m->code == 422 || m->code == 423 || (m->code == 503 && (m->facts & MSG_RETRY_AFTER)))
		c->interval = true;
}

static void
note_final(struct call *c, struct tx *t, struct msg *m)
{
	if (t->final == NULL) {
		t->final = m;
		if (t->method != METHOD_ACK)
			c->pending--;
	}
	if (m->copy_of == t->final || m == t->final)
		t->final_copies++;
	if (m->copy_of != NULL)
		c->facts |= HAS_REPEATED_FINAL;
	else
		t->last_final = m;
	if (m->code < 300)
		note_success(c, t, m);
	else
		note_failure(c, m);
	if (t->method == METHOD_BYE)
		c->hung_up = true;
}

static void
note_request(struct call *c, struct tx *t, struct msg *m)
{
	static const unsigned facts[] = {
		[METHOD_INVITE] = HAS_INVITE, [METHOD_CANCEL] = HAS_CANCEL, [METHOD_BYE] = HAS_BYE,
		[METHOD_REGISTER] = HAS_REGISTER, [METHOD_OPTIONS] = HAS_OPTIONS, [METHOD_REFER] = HAS_REFER,
		[METHOD_NOTIFY] = HAS_NOTIFY, [METHOD_SUBSCRIBE] = HAS_SUBSCRIBE, [METHOD_UPDATE] = 0,
	};

	if (m->method < sizeof facts / sizeof *facts)
		c->facts |= facts[m->method];
	if (m->method == METHOD_ACK) {
		c->acked = true;
		if (t->method == METHOD_INVITE && t->ack == NULL)
			t->ack = m;
		if (t->method == METHOD_ACK && t->request == NULL)
			t->request = m;
		return;
	}
	if (MSG(m, to_tag).p != NULL && m->method != METHOD_BYE)
		c->facts |= HAS_IN_DIALOG;
	t->request_copies++;
	if (m->copy_of != NULL)
		c->facts |= HAS_REPEATED_REQUEST;
	if (t->request == NULL) {
		t->request = m;
		t->to_tag = MSG(m, to_tag);
	}
}

static void
note_hops(struct call *c, const struct tx *fresh)
{
	for (const struct tx *t = c->txs; t != fresh; t = t->next)
		if (t->cseq == fresh->cseq && t->method == fresh->method && slice_eq(t->from_tag, fresh->from_tag))
			c->facts |= HAS_HOPS;
}

static void
note_facts(struct call *c, const struct tx *t, const struct msg *m)
{
	if (m->facts & MSG_CREDENTIALS)
		c->facts |= HAS_CREDENTIALS;
	if (m->facts & MSG_SDP)
		c->facts |= HAS_SDP;
	if (m->facts & MSG_INNER)
		c->facts |= HAS_INNER;
	if (m->facts & MSG_RSEQ)
		c->facts |= HAS_RSEQ;
	if (m->facts & MSG_RETRY_AFTER)
		c->facts |= HAS_RETRY_AFTER;
	if (!m->is_response && m->method == METHOD_INVITE && (m->facts & MSG_LEG))
		c->facts |= HAS_LEG;
	if (m->is_response && (m->facts & MSG_REASON))
		c->facts |= HAS_REASON;
	if (m->where.time == NO_TIME)
		c->has_times = false;
	else if (t->first->where.time != NO_TIME && m->where.time - t->first->where.time > SLOW_SETUP)
		c->facts |= HAS_SLOW_SETUP;
	if (m->where.src.family == 0 || m->where.dst.family == 0)
		c->has_addresses = false;
}

/* The frame's bytes are gone when the next one comes: the message keeps its own, with their index; a copy shares them. */
static const struct message *
keep_index(struct call *c, const struct message *m, const struct msg *copied)
{
	if (copied != NULL && slice_eq(copied->bytes, m->raw))
		return copied->index;
	char *bytes = memcpy(call_room(c, m->raw.n), m->raw.p, m->raw.n);
	return message_copy(call_room(c, message_size(m)), m, bytes);
}

static struct msg *
keep(struct call *c, const struct message *m, const struct frame *frame, uint64_t number, const struct msg *copied)
{
	struct msg *kept = call_room(c, sizeof *kept);

	msg_fill(kept, keep_index(c, m, copied), frame, number);
	kept->copy_of = copied;
	if (copied != NULL && copied->index != kept->index)
		kept->facts |= MSG_BYTES_DIFFER;
	return kept;
}

static void
append(struct call *c, struct tx *t, struct msg *m)
{
	m->tx = t;
	m->prev = c->last;
	if (c->last != NULL)
		c->last->next = m;
	else
		c->first = m;
	c->last = m;
	if (t->last != NULL)
		t->last->tx_next = m;
	else
		t->first = m;
	t->last = m;
	c->message_count++;
}

static enum call_kind
kind_of(enum method method)
{
	switch (method) {
	case METHOD_INVITE: case METHOD_ACK: case METHOD_BYE: case METHOD_CANCEL: case METHOD_PRACK:
		return CALL_INVITE;
	case METHOD_REGISTER:
		return CALL_REGISTER;
	case METHOD_SUBSCRIBE: case METHOD_NOTIFY:
		return CALL_SUBSCRIBE;
	case METHOD_OPTIONS:
		return CALL_OPTIONS;
	default:
		return CALL_OTHER;
	}
}

struct msg *
call_add(struct call *c, const struct message *m, const struct frame *frame, uint64_t number, bool fine)
{
	struct incoming a = {
		.m = m, .where = &frame->where, .method = m->is_response ? m->cseq_method : m->method, .branch = PART(m, via.branch),
		.sent_by = PART(m, via.sent_by), .from_tag = PART(m, from_tag), .to_tag = PART(m, to_tag),
	};
	struct tx *t = incoming_tx(c, &a);

	if (t != NULL && incoming_is_duplicate(t, &a, fine))
		return NULL;
	struct msg *kept = keep(c, m, frame, number, t != NULL ? incoming_copied(t, &a) : NULL);

	kept->method = a.method;

	if (c->first == NULL) {
		c->kind = kind_of(kept->method);
		c->has_times = c->has_addresses = true;
	}
	if (t == NULL) {
		t = new_tx(c, kept);
		note_hops(c, t);
	}
	append(c, t, kept);
	note_facts(c, t, kept);
	if (!kept->is_response)
		note_request(c, t, kept);
	else if (kept->code < 200)
		note_provisional(c, t, kept);
	else
		note_final(c, t, kept);
	return kept;
}
