#include "diagnose/call.h"

#include <stdlib.h>

#include "base/ascii.h"

#define DUPLICATE_WITHIN SECONDS(0.005)
#define SLOW SECONDS(11)

/* A cheap look at the first bytes; rules that use the fact parse the address. */
static bool
looks_inner(struct slice host)
{
	static const char *const prefixes[] = {
		"10.", "192.168.", "172.", "100.", "127.", "169.254.", "[fd", "[fc", "[fe80", "fd", "fc", "fe80",
	};

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (slice_starts_nocase(host, slice_of(prefixes[i])))
			return true;
	return false;
}

/* Rules ask for these lines of every description; all else of it is parsed when one looks closer. */
static void
look_at_description(struct msg *out, struct slice body)
{
	const char *version = slice_starts(body, SLICE("v=0")) ? body.p : slice_find(body, SLICE("\nv=0"));
	const char *connection = slice_find(body, SLICE("\nc="));
	struct slice rest;

	if (version != NULL)
		out->description = slice_from(version, slice_limit(body));
	if (connection == NULL)
		return;
	rest = slice_from(connection + 1, slice_limit(body));
	out->connection = slice_trim(slice_cut(&rest, '\n'));
	if (!slice_starts(out->connection, SLICE("c=IN IP")))
		return;
	out->facts |= MSG_SDP;
	if (looks_inner(slice_skip(out->connection, 9)))
		out->facts |= MSG_INNER;
}

static void
look_at_content(struct msg *out, const struct message *m, struct slice type)
{
	bool sdp = slice_starts_nocase(type, SLICE("application/sdp"));

	if (m->body.n == 0 || !(sdp || slice_starts_nocase(type, SLICE("multipart/"))))
		return;
	if (sdp)
		out->facts |= MSG_SDP;
	look_at_description(out, m->body);
}

static unsigned
header_fact(const struct header *h)
{
	switch (h->id) {
	case H_CONTACT:
		return MSG_CONTACT;
	case H_AUTHORIZATION:
	case H_PROXY_AUTHORIZATION:
		return MSG_CREDENTIALS;
	case H_WWW_AUTHENTICATE:
	case H_PROXY_AUTHENTICATE:
		return MSG_CHALLENGE;
	case H_RSEQ:
		return MSG_RSEQ;
	case H_SESSION_EXPIRES:
		return MSG_SESSION_EXPIRES;
	case H_REASON:
		return MSG_REASON;
	case H_RETRY_AFTER:
		return MSG_RETRY_AFTER;
	case H_REQUIRE:
	case H_PROXY_REQUIRE:
		return MSG_REQUIRE;
	case H_IDENTITY:
		return MSG_IDENTITY;
	case H_REPLACES:
	case H_REFER_TO:
		return MSG_REPLACES;
	case H_RECORD_ROUTE:
		return MSG_RECORD_ROUTE;
	case H_X_CID:
	case H_SESSION_ID:
		return MSG_LEG;
	default:
		return 0;
	}
}

static unsigned
via_values(struct slice value)
{
	struct slice rest = value, element;
	unsigned count = 0;

	if (slice_chr(value, ',') == NULL)
		return 1;
	while (header_element(&rest, &element))
		count++;
	return count;
}

static void
look_at_headers(struct msg *out, const struct message *m)
{
	for (size_t i = 0; i < m->header_count; i++) {
		const struct header *h = &m->headers[i];

		if (h->id == H_VIA)
			out->vias += via_values(h->value);
		else if (h->id == H_USER_AGENT)
			out->agent = h->value;
		else if (h->id == H_CONTENT_TYPE)
			look_at_content(out, m, h->value);
		else
			out->facts |= header_fact(h);
	}
	if (m->via.rport.p != NULL)
		out->facts |= MSG_RPORT;
	if (!m->is_response && looks_inner(m->via.sent_by))
		out->facts |= MSG_INNER;
}

static struct msg
msg_of(const struct message *m, const struct frame *frame, uint64_t number)
{
	struct msg out = {
		.number = number, .where = frame->where, .frame_flags = frame->flags,
		.is_response = m->is_response, .code = m->is_response ? m->code : 0,
		.method = m->is_response ? m->cseq_method : m->method, .cseq = m->cseq, .bytes = m->raw,
		.method_name = m->method_name, .has_cseq = m->has_cseq, .from = m->from, .to = m->to, .from_tag = m->from_tag, .to_tag = m->to_tag, .branch = m->via.branch,
		.sent_by = m->via.sent_by, .uri = m->uri,
	};

	look_at_headers(&out, m);
	return out;
}

/* What the call takes is counted in whole blocks: that is what memory is bound by. */
static void *
call_alloc(struct call *c, size_t size)
{
	const struct arena_block *before = c->arena.blocks;
	void *p = arena_alloc(&c->arena, size);

	if (c->arena.blocks != before)
		c->size += c->arena.size;
	return p;
}

static bool
same_place(const struct addr *a, const struct addr *b)
{
	return a->family == 0 || b->family == 0 || addr_eq(a, b);
}

/* Sent by the one who got it, got by the one who sent it: 2 when both fit, 0 when neither is known to. */
static int
answers(const struct tx *t, const struct msg *m)
{
	bool from = same_place(&t->server, &m->where.src), to = same_place(&t->client, &m->where.dst);

	return from + to;
}

static bool
same_key(const struct tx *t, const struct msg *m)
{
	if (t->cseq != m->cseq || t->method != m->method)
		return false;
	if (slice_empty(t->branch) || slice_empty(m->branch))
		return slice_eq(t->from_tag, m->from_tag);
	return slice_eq(t->branch, m->branch) && slice_eq_nocase(t->sent_by, m->sent_by);
}

/* Some reuse the branch for the request with credentials: that is a new request all the same. */
static bool
is_retry(const struct tx *t, const struct msg *m)
{
	return t->final != NULL && t->final->code >= 300 && t->request != NULL &&
	    (t->request->facts & MSG_CREDENTIALS) != (m->facts & MSG_CREDENTIALS);
}

static struct tx *
find_for_request(struct call *c, const struct msg *m)
{
	struct tx *found = NULL;

	for (struct tx *t = c->txs; t != NULL; t = t->next)
		if (same_key(t, m) && same_place(&t->client, &m->where.src) &&
		    same_place(&t->server, &m->where.dst) && !is_retry(t, m))
			found = t;
	return found;
}

static struct tx *
find_for_response(struct call *c, const struct msg *m)
{
	struct tx *best = NULL;
	int best_score = -1;

	for (struct tx *t = c->txs; t != NULL; t = t->next) {
		int score = same_key(t, m) ? answers(t, m) : -1;

		if (score >= 0 && score >= best_score) {
			best = t;
			best_score = score;
		}
	}
	return best;
}

/* The ACK to a failure has its INVITE's branch (§17.1.1.3); any other is by itself. */
static struct tx *
find_for_ack(struct call *c, const struct msg *m)
{
	struct tx *found = NULL;
	struct msg key = *m;

	key.method = METHOD_INVITE;
	for (struct tx *t = c->txs; t != NULL; t = t->next)
		if (!slice_empty(m->branch) && !slice_empty(t->branch) && same_key(t, &key) &&
		    same_place(&t->client, &m->where.src) && same_place(&t->server, &m->where.dst))
			found = t;
	return found;
}

static struct tx *
find_tx(struct call *c, const struct msg *m)
{
	struct tx *t;

	if (m->is_response)
		return find_for_response(c, m);
	if (m->method == METHOD_ACK && (t = find_for_ack(c, m)) != NULL)
		return t;
	return find_for_request(c, m);
}

static struct tx *
new_tx(struct call *c, const struct msg *m)
{
	struct tx *t = call_alloc(c, sizeof *t);

	t->call = c;
	t->method = m->method;
	t->cseq = m->cseq;
	t->branch = m->branch;
	t->sent_by = m->sent_by;
	t->from_tag = m->from_tag;
	t->client = m->is_response ? m->where.dst : m->where.src;
	t->server = m->is_response ? m->where.src : m->where.dst;
	if (!m->is_response)
		t->to_tag = m->to_tag;
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
repeats(const struct msg *old, const struct msg *m)
{
	if (old->is_response != m->is_response || old->code != m->code || old->method != m->method)
		return false;
	if (!m->is_response)
		return true;
	if (!slice_eq(old->to_tag, m->to_tag))
		return false;
	return m->code >= 200 || slice_eq(old->bytes, m->bytes);
}

static const struct msg *
find_copied(const struct tx *t, const struct msg *m)
{
	for (const struct msg *old = t->first; old != NULL; old = old->tx_next)
		if (old->copy_of == NULL && repeats(old, m))
			return old;
	return NULL;
}

/* Seen before at the very same time: the capture's doing, or a second file with the same traffic. */
static bool
is_duplicate(const struct tx *t, const struct msg *m)
{
	for (const struct msg *old = t->first; old != NULL; old = old->tx_next) {
		int64_t gap = old->where.time == NO_TIME ? INT64_MAX : m->where.time - old->where.time;

		if (gap <= DUPLICATE_WITHIN && gap >= -DUPLICATE_WITHIN && slice_eq(old->bytes, m->bytes) &&
		    addr_eq(&old->where.src, &m->where.src) && addr_eq(&old->where.dst, &m->where.dst))
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
	if (t->success != NULL && t->method == METHOD_INVITE && !slice_eq(t->success->to_tag, m->to_tag))
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
	if (m->code == 401 || m->code == 407)
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
	if (m->to_tag.p != NULL && m->method != METHOD_BYE)
		c->facts |= HAS_IN_DIALOG;
	t->request_copies++;
	if (m->copy_of != NULL)
		c->facts |= HAS_REPEATED_REQUEST;
	if (t->request == NULL) {
		t->request = m;
		t->to_tag = m->to_tag;
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
	else if (t->first->where.time != NO_TIME && m->where.time - t->first->where.time > SLOW)
		c->facts |= HAS_SLOW_SETUP;
	if (m->where.src.family == 0 || m->where.dst.family == 0)
		c->has_addresses = false;
}

static struct slice
moved(struct slice s, struct slice from, const char *to)
{
	if (s.p == NULL || s.p < from.p || s.p > from.p + from.n)
		return SLICE_NONE;
	return (struct slice){ to + (s.p - from.p), s.n };
}

/* The frame's bytes are gone when the next one comes: the message keeps its own, a copy shares them. */
static struct msg *
keep(struct call *c, const struct msg *m, const struct msg *copied)
{
	struct msg *kept = call_alloc(c, sizeof *kept);
	struct slice old = m->bytes;
	const char *bytes = copied != NULL && slice_eq(copied->bytes, old) ? copied->bytes.p : NULL;

	*kept = *m;
	if (bytes == NULL)
		bytes = memcpy(call_alloc(c, old.n), old.p, old.n);
	kept->bytes.p = bytes;
	kept->from_tag = moved(m->from_tag, old, bytes);
	kept->to_tag = moved(m->to_tag, old, bytes);
	kept->branch = moved(m->branch, old, bytes);
	kept->sent_by = moved(m->sent_by, old, bytes);
	kept->uri = moved(m->uri, old, bytes);
	kept->method_name = moved(m->method_name, old, bytes);
	kept->from = moved(m->from, old, bytes);
	kept->to = moved(m->to, old, bytes);
	kept->agent = moved(m->agent, old, bytes);
	kept->description = moved(m->description, old, bytes);
	kept->connection = moved(m->connection, old, bytes);
	kept->copy_of = copied;
	if (copied != NULL && copied->bytes.p != bytes)
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
	struct msg fresh = msg_of(m, frame, number);
	struct tx *t = find_tx(c, &fresh);

	if (fine && t != NULL && frame->where.time != NO_TIME && is_duplicate(t, &fresh))
		return NULL;
	struct msg *kept = keep(c, &fresh, t != NULL ? find_copied(t, &fresh) : NULL);

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

const struct message *
msg_index(const struct msg *m)
{
	struct msg *own = (struct msg *)m;

	if (own->index == NULL) {
		own->index = xcalloc(1, sizeof *own->index);
		own->tx->call->indexed = true;
		message_index(own->index, own->bytes);
	}
	return own->index;
}

void
call_drop_indexes(struct call *c)
{
	for (struct msg *m = c->indexed ? c->first : NULL; m != NULL; m = m->next) {
		if (m->index == NULL)
			continue;
		message_release(m->index);
		free(m->index);
		m->index = NULL;
	}
}

struct frame
msg_frame(const struct msg *m)
{
	return (struct frame){ .kind = FRAME_MESSAGE, .flags = m->frame_flags, .bytes = m->bytes, .where = m->where };
}
