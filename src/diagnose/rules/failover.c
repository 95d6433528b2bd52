/* SPDX-License-Identifier: MIT */
/* path.no-response, seen over several calls: a sender that gives up fast never waits for a timer. */
#include "base/recall.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/rules/call_ids.h"
#include "diagnose/rules/spans.h"

enum { SERVERS = 256 };

/* An address to which requests went that nobody answered, before they were sent often enough to prove it. */
struct server {
	struct addr addr, client;
	struct place where;		/* of the first */
	struct spot first, last;
	unsigned given_up;
	bool told;			/* or told with a call that proves it by itself */
	struct call_ids calls;
};

void *
span_failovers_open(void)
{
	return span_table(RECALL(struct server, SERVERS));
}

/* Others answer the sender: it is not the sender that is cut off. */
static bool
works_with_others(const struct hosts *hosts, const struct server *s)
{
	for (const struct way *w = hosts_next(hosts, NULL); w != NULL; w = hosts_next(hosts, w))
		if (w->responses > 0 && addr_same_ip(&w->to, &s->client) && !addr_same_ip(&w->from, &s->addr))
			return true;
	return false;
}

static bool
is_proven(const struct server *s, const struct hosts *hosts, struct verdict *v)
{
	return ENOUGH(v, AGAIN_AND_AGAIN, s->given_up, GIVEN_UP_REQUESTS) && HOLDS(v, OTHERS_ANSWER, works_with_others(hosts, s));
}

static void
tell(struct server *s, struct verdict *v, struct spans *spans)
{
	s->told = true;
	v->f.confidence = CONFIDENCE_LIKELY;
	evidence_at(SAY(v, EVIDENCE_COUNT, "requests", NULL, "given-up", s->given_up, verdict_addr(v, &s->addr),
	    verdict_spot(v, s->first), verdict_spot(v, s->last), verdict_addr(v, &s->client)), s->first);
	say_call_ids(v, &s->calls);
	spans_report(spans, v);
}

static void
weigh(struct server *s, struct spans *spans, bool at_end)
{
	if (s->told)
		return;
	struct verdict v = spans_verdict_at(spans, spans_id(SPAN_failovers), &s->where, s->first.message);
	if (is_proven(s, spans_hosts(spans), &v))
		tell(s, &v, spans);
	else if (at_end)
		spans_held_back(spans, &v);
}

static struct server *
server_of(struct recall *all, const struct tx *t, struct spans *spans)
{
	uint64_t key = addr_hash(&t->server, true);
	struct server *s = recall_yields(all, key);
	bool fresh;

	if (s != NULL)
		weigh(s, spans, false);
	s = recall_use(all, key, &fresh);
	if (fresh)
		*s = (struct server){ .addr = t->server, .client = t->client };
	return s;
}

static void
note(struct server *s, const struct call *c, const struct tx *t)
{
	if (s->given_up == 0) {
		s->where = t->request->where;
		s->first = msg_spot(t->request);
	}
	s->last = msg_spot(t->request);
	call_ids_add(&s->calls, c);
	s->given_up++;
}

/* Sent more than once, or an INVITE over a connection, and then no more, long before its timer, though the trace goes on. */
static bool
is_given_up(const struct call *c, const struct tx *t, const struct hosts *hosts)
{
	return t->method != METHOD_ACK && t->method != METHOD_CANCEL && t->method != METHOD_OPTIONS && t->request != NULL &&
	    (t->request_copies >= GIVEN_UP_COPIES || (t->method == METHOD_INVITE && msg_is_reliable(t->request))) &&
	    t->server.family != 0 && tx_is_initial(t) &&
	    tx_is_unanswered(c, t, hosts) && call_goes_on(c, msg_last_copy(t->request), PEER_PATIENCE);
}

void
span_failovers_call(void *state, const struct call *c, struct spans *spans)
{
	enum confidence sure;

	if (!(c->facts & HAS_SILENCE))
		return;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!is_given_up(c, t, spans_hosts(spans)))
			continue;
		struct server *s = server_of(state, t, spans);
		if (t->request_copies >= SILENT_COPIES && tx_silence_is_sure(c, t, &sure) && !tx_was_made_good(c, t))
			s->told = true;		/* the call's own finding says so */
		note(s, c, t);
		if (spans_live(spans))
			weigh(s, spans, false);
	}
}

void
span_failovers_end(void *state, struct spans *spans)
{
	for (struct server *s = recall_next(state, NULL); s != NULL; s = recall_next(state, s))
		weigh(s, spans, true);
}
