/* SPDX-License-Identifier: MIT */
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

static bool
same_place(const struct addr *a, const struct addr *b)
{
	return a->family == 0 || b->family == 0 || addr_eq(a, b);
}

/* A message that comes, and what it is told by before the call keeps it. */
struct arrival {
	const struct message *m;
	const struct place *where;
	enum method method;		/* a request's own, a response's CSeq method */
	struct slice branch, sent_by, from_tag, to_tag;
};

/* Sent by the one who got it, got by the one who sent it: 2 when both fit, 0 when neither is known to. */
static int
answers(const struct tx *t, const struct arrival *a)
{
	bool from = same_place(&t->server, &a->where->src), to = same_place(&t->client, &a->where->dst);

	return from + to;
}

static bool
same_hop(const struct tx *t, const struct arrival *a)
{
	return same_place(&t->client, &a->where->src) && same_place(&t->server, &a->where->dst);
}

static bool
same_key(const struct tx *t, const struct arrival *a, enum method method)
{
	if (t->cseq != a->m->cseq || t->method != method)
		return false;
	if (slice_empty(t->branch) || slice_empty(a->branch))
		return slice_eq(t->from_tag, a->from_tag);
	return slice_eq(t->branch, a->branch) && (slice_eq(t->sent_by, a->sent_by) || slice_eq_nocase(t->sent_by, a->sent_by));
}

static bool
has_credentials(const struct message *m)
{
	return message_header(m, H_AUTHORIZATION) != NULL || message_header(m, H_PROXY_AUTHORIZATION) != NULL;
}

/* Some reuse the branch for the request with credentials: that is a new request all the same. */
static bool
is_retry(const struct tx *t, const struct arrival *a)
{
	return t->final != NULL && t->final->code >= 300 && t->request != NULL &&
	    ((t->request->facts & MSG_CREDENTIALS) != 0) != has_credentials(a->m);
}

static struct tx *
find_for_request(struct call *c, const struct arrival *a)
{
	struct tx *found = NULL;

	for (struct tx *t = c->txs; t != NULL; t = t->next)
		if (same_key(t, a, a->method) && same_hop(t, a) && !is_retry(t, a))
			found = t;
	return found;
}

static struct tx *
find_for_response(struct call *c, const struct arrival *a)
{
	struct tx *best = NULL;
	int best_score = 0;

	for (struct tx *t = c->txs; t != NULL; t = t->next) {
		int score = same_key(t, a, a->method) ? answers(t, a) : -1;

		if (score >= best_score) {
			best = t;
			best_score = score;
		}
	}
	return best;
}

/*
 * A router on the way puts its own address into the Via of requests, and doesn't take it out of what comes back: the client
 * knows its request by the branch (§17.1.3).
 */
static struct tx *
find_readdressed(struct call *c, const struct arrival *a)
{
	for (struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->cseq == a->m->cseq && t->method == a->method && t->request != NULL && branch_is_unique(t->branch) &&
		    slice_eq(t->branch, a->branch) && answers(t, a) == 2)
			return t;
	return NULL;
}

/* Its CSeq has no number, or names another method than its first line: what answers it can't be told by that. */
static bool
is_misnumbered(const struct msg *request)
{
	return request != NULL && (!request->has_cseq || msg_index(request)->cseq_method != request->method);
}

static struct tx *
find_misnumbered(struct call *c, const struct arrival *a)
{
	for (struct tx *t = c->txs; t != NULL; t = t->next)
		if (!slice_empty(t->branch) && slice_eq(t->branch, a->branch) && slice_eq_nocase(t->sent_by, a->sent_by) &&
		    answers(t, a) > 0 && is_misnumbered(t->request))
			return t;
	return NULL;
}

/* The ACK to a failure has its INVITE's branch (§17.1.1.3); any other is by itself. */
static struct tx *
find_for_ack(struct call *c, const struct arrival *a)
{
	struct tx *found = NULL;

	for (struct tx *t = c->txs; t != NULL; t = t->next)
		if (!slice_empty(a->branch) && !slice_empty(t->branch) && same_key(t, a, METHOD_INVITE) && same_hop(t, a))
			found = t;
	return found;
}

static struct tx *
find_tx(struct call *c, struct arrival *a)
{
	struct tx *t;

	if (a->m->is_response) {
		struct tx *readdressed;

		t = find_for_response(c, a);
		if ((t == NULL || answers(t, a) < 2) && (readdressed = find_readdressed(c, a)) != NULL)
			t = readdressed;
		if (t == NULL && (t = find_misnumbered(c, a)) != NULL)
			a->method = t->method;
		return t;
	}
	if (a->method == METHOD_ACK && (t = find_for_ack(c, a)) != NULL)
		return t;
	return find_for_request(c, a);
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

/* Provisional responses with the same code may tell different things; finals with the same tag do not. */
static bool
repeats(const struct msg *old, const struct arrival *a)
{
	if (old->is_response != a->m->is_response || old->code != a->m->code || old->method != a->method)
		return false;
	if (!old->is_response)
		return true;
	if (!slice_eq(MSG(old, to_tag), a->to_tag))
		return false;
	return old->code >= 200 || slice_eq(old->bytes, a->m->raw);
}

static const struct msg *
find_copied(const struct tx *t, const struct arrival *a)
{
	for (const struct msg *old = t->first; old != NULL; old = old->tx_next)
		if (old->copy_of == NULL && repeats(old, a))
			return old;
	return NULL;
}

/* The same but for line ends, which a log writes in its own way, and for what stands behind the last of them. */
static bool
reads_alike(struct slice a, struct slice b)
{
	a = slice_trim(a);
	b = slice_trim(b);
	for (;;) {
		while (a.n > 0 && a.p[0] == '\r')
			a = slice_skip(a, 1);
		while (b.n > 0 && b.p[0] == '\r')
			b = slice_skip(b, 1);
		if (a.n == 0 || b.n == 0 || a.p[0] != b.p[0])
			return a.n == 0 && b.n == 0;
		a = slice_skip(a, 1);
		b = slice_skip(b, 1);
	}
}

static bool
may_be_one(const struct addr *a, const struct addr *b)
{
	return a->family == 0 || b->family == 0 || addr_eq(a, b);
}

/* In a log, which may not say from where to where, and in a capture. */
static bool
is_same_elsewhere(const struct msg *old, const struct arrival *a)
{
	return may_be_one(&old->where.src, &a->where->src) && may_be_one(&old->where.dst, &a->where->dst) &&
	    reads_alike(old->bytes, a->m->raw);
}

/*
 * Right behind it, a log that gives times shows the same without one: "unexpected message received:". A capture may have shown
 * it first; what gives no times at all is no part of its trace.
 */
static bool
is_shown_again(const struct msg *old, const struct arrival *a)
{
	enum { BETWEEN = 4 };
	uint64_t lines = 0;

	if (a->where->time != NO_TIME || old->where.time == NO_TIME || !is_same_elsewhere(old, a))
		return false;
	if (old->where.file != a->where->file)
		return true;
	for (size_t i = 0; i < a->m->raw.n; i++)
		lines += a->m->raw.p[i] == '\n';
	return a->where->line > old->where.line && a->where->line - old->where.line <= lines + BETWEEN;
}

/*
 * Seen before at the very same time: the capture's doing, or a second file with the same traffic. Of one file, times must be
 * fine enough to tell.
 */
static bool
is_duplicate(const struct tx *t, const struct arrival *a, bool fine)
{
	for (const struct msg *old = t->first; old != NULL; old = old->tx_next) {
		int64_t gap = old->where.time == NO_TIME || a->where->time == NO_TIME ? INT64_MAX : a->where->time - old->where.time;

		if (is_shown_again(old, a))
			return true;
		if (gap > DUPLICATE_WITHIN || gap < -DUPLICATE_WITHIN)
			continue;
		if (old->where.file != a->where->file && is_same_elsewhere(old, a))
			return true;
		if (fine && slice_eq(old->bytes, a->m->raw) &&
		    addr_eq(&old->where.src, &a->where->src) && addr_eq(&old->where.dst, &a->where->dst))
			return true;
	}
	return false;
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
	struct arrival a = {
		.m = m, .where = &frame->where, .method = m->is_response ? m->cseq_method : m->method, .branch = PART(m, via.branch),
		.sent_by = PART(m, via.sent_by), .from_tag = PART(m, from_tag), .to_tag = PART(m, to_tag),
	};
	struct tx *t = find_tx(c, &a);

	if (t != NULL && is_duplicate(t, &a, fine))
		return NULL;
	struct msg *kept = keep(c, m, frame, number, t != NULL ? find_copied(t, &a) : NULL);

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
