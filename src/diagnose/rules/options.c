/* SPDX-License-Identifier: MIT */
/* options.peer-down: a peer that no longer answers OPTIONS. Any final response, even 404, is a sign of life. */
#include "base/recall.h"
#include "diagnose/rules/call_ids.h"
#include "diagnose/rules/spans.h"

enum { PEERS = 512 };

struct peer {
	struct addr addr;
	unsigned silent, copies;	/* OPTIONS in a row, and the most often one was sent */
	bool connected;			/* … or over a connection */
	bool is_sure;			/* of one of them alone, that nothing comes back */
	enum confidence sure;
	bool reported;
	struct place where;		/* of the first */
	struct spot first, last;
	struct call_ids calls;
};

void *
span_peers_open(void)
{
	return span_table(RECALL(struct peer, PEERS));
}

static uint64_t
key_of(const struct tx *t)
{
	return t->server.family != 0 ? addr_hash(&t->server, true) : slice_hash(MSG(t->request, uri));
}

static void
begin(struct peer *p, const struct tx *t)
{
	*p = (struct peer){ .addr = t->server, .where = t->request->where, .first = msg_spot(t->request) };
}

static void
report(const struct peer *p, struct verdict *v, struct spans *s)
{
	evidence_at(SAY(v, EVIDENCE_COUNT, "OPTIONS", NULL, "options-unanswered", p->silent, verdict_addr(v, &p->addr),
	    verdict_spot(v, p->first), verdict_spot(v, p->last)), p->first);
	say_call_ids(v, &p->calls);
	spans_report(s, v);
}

/* Over UDP who gets nothing sends again (RFC 3261 §17.1.2.2): who never does pings without a transaction, or got answers elsewhere. */
static enum confidence
sureness(const struct peer *p)
{
	return p->copies == 1 && !p->connected ? CONFIDENCE_LIKELY : CONFIDENCE_PROVEN;
}

static bool
is_down(const struct peer *p, struct verdict *v)
{
	return ENOUGH(v, AGAIN_AND_AGAIN, p->silent, PEER_SILENT);
}

static void
add_silence(struct peer *p, const struct call *c, const struct tx *t)
{
	call_ids_add(&p->calls, c);
	p->silent++;
	p->last = msg_spot(t->request);
	if (t->request_copies > p->copies)
		p->copies = t->request_copies;
	p->connected |= msg_is_reliable(t->request);
	if (!p->is_sure && t->request_copies >= SILENT_COPIES)
		p->is_sure = tx_silence_is_sure(c, t, &p->sure);
}

/* Whatever it answered, it is alive. */
static void
note_life(struct recall *peers, const struct tx *t)
{
	struct peer *p = recall_find(peers, key_of(t));

	if (p != NULL)
		recall_forget(peers, p);
}

static void
note_silence(struct recall *peers, const struct call *c, const struct tx *t, struct spans *s)
{
	bool fresh;

	if (!call_goes_on(c, t->request, PEER_PATIENCE) || !tx_is_unanswered(c, t, spans_hosts(s)))
		return;
	struct peer *p = recall_use(peers, key_of(t), &fresh);
	if (fresh)
		begin(p, t);
	add_silence(p, c, t);
	struct verdict v = spans_verdict_at(s, spans_id(SPAN_peers), &p->where, p->first.message);
	if (!p->reported && is_down(p, &v)) {
		p->reported = true;
		v.f.confidence = sureness(p);
		report(p, &v, s);
	}
}

void
span_peers_call(void *state, const struct call *c, struct spans *s)
{
	struct recall *peers = state;

	if (peers->count == 0 && !(c->facts & HAS_OPTIONS))
		return;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->request == NULL || t->method == METHOD_ACK)
			continue;
		if (tx_has_response(t))
			note_life(peers, t);
		else if (t->method == METHOD_OPTIONS && tx_is_initial(t))
			note_silence(peers, c, t, s);
	}
}

/* Too few to speak of the peer; a single one that was sent again and again is still silence. */
void
span_peers_end(void *state, struct spans *s)
{
	for (const struct peer *p = recall_next(state, NULL); p != NULL; p = recall_next(state, p)) {
		if (p->reported)
			continue;
		struct verdict v = spans_verdict_at(s, spans_id(SPAN_peers), &p->where, p->first.message);
		is_down(p, &v);
		spans_held_back(s, &v);
		v = spans_verdict_at(s, "path.no-response", &p->where, p->first.message);
		v.f.confidence = p->sure;
		if (ENOUGH(&v, SENT_OFTEN, p->copies, SILENT_COPIES) && HOLDS(&v, TRACE_GOES_ON, p->is_sure))
			report(p, &v, s);
		else
			spans_held_back(s, &v);
	}
}
