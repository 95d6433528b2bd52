/* SPDX-License-Identifier: MIT */
/* capture.one-sided: answers that were there, and that the trace doesn't show. Then nothing can be said to be missing. */
#include <limits.h>
#include <stdlib.h>

#include "base/recall.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/rules/spans.h"

enum { SENDERS = 256 };

/* Requests with credentials that were sent once each, though nobody is seen to answer: somebody did. */
struct sender {
	struct addr client, server;
	struct place where;
	struct spot first;
	unsigned content;
};

struct senders {
	struct recall list;		/* struct sender, by both ends */
	struct place where;		/* of an ACK without addresses */
	struct spot ack;
};

void *
span_one_sided_open(void)
{
	struct senders *all = xcalloc(1, sizeof *all);

	all->list = RECALL(struct sender, SENDERS);
	return all;
}

void
span_one_sided_close(void *state)
{
	struct senders *all = state;

	recall_release(&all->list);
	free(all);
}

/* Over UDP a client sends a request again until it is answered; this one had enough of the first copy. */
static bool
was_content(const struct call *c, const struct tx *t)
{
	return t->method == METHOD_REGISTER && tx_has_credentials(t) && t->request_copies == 1 && !tx_has_response(t) &&
	    t->request->where.transport == TRANSPORT_UDP &&
	    t->client.family != 0 && t->server.family != 0 && call_goes_on(c, t->request, PEER_PATIENCE);
}

static void
note_content(struct senders *all, const struct tx *t)
{
	uint64_t key = addr_hash(&t->client, false) * 31 + addr_hash(&t->server, false);
	bool fresh;
	struct sender *s = recall_use(&all->list, key, &fresh);

	if (fresh)
		*s = (struct sender){ .client = t->client, .server = t->server, .where = t->request->where,
		    .first = msg_spot(t->request) };
	s->content++;
}

/* Without addresses there are no ways: what is missing is the answer to an INVITE that is there. One ACK alone is a piece of a trace. */
static bool
shows_half(const struct call *c, const struct msg *ack)
{
	for (const struct msg *m = c->first; m != NULL && m != ack; m = m->next)
		if (m->method == METHOD_INVITE)
			return true;
	return false;
}

void
span_one_sided_call(void *state, const struct call *c, struct spans *spans)
{
	struct senders *all = state;
	const struct msg *ack;

	(void)spans;
	if (c->facts & HAS_REGISTER)
		for (const struct tx *t = c->txs; t != NULL; t = t->next)
			if (was_content(c, t))
				note_content(all, t);
	if (all->ack.message == 0 && !c->has_addresses && (ack = call_is_one_sided(c)) != NULL && shows_half(c, ack)) {
		all->ack = msg_spot(ack);
		all->where = ack->where;
	}
}

static void
report(struct verdict *v, const struct place *where, struct spot at, struct spans *spans)
{
	v->f.has_where = true;
	v->f.where = *where;
	v->f.message = at.message;
	spans_report(spans, v);
}

static bool
answers_were_seen(const struct hosts *hosts, const struct addr *client, const struct addr *server)
{
	const struct way *back = hosts_way(hosts, server, client);

	return back != NULL && back->responses > 0;
}

/*
 * The ways of which the capture shows one direction: the first that an ACK proves, how many those are, and the first that answers to
 * unseen requests prove; NULL: none.
 */
static unsigned
find_ways(const struct hosts *hosts, const struct way **acked, const struct way **stray)
{
	unsigned ways = 0;

	*acked = *stray = NULL;
	for (const struct way *w = hosts_next(hosts, NULL); w != NULL; w = hosts_next(hosts, w)) {
		if (!hosts_one_sided(hosts, &w->from, &w->to))
			continue;
		if (w->ack.message != 0 && ways++ < UINT_MAX && (*acked == NULL || w->ack.message < (*acked)->ack.message))
			*acked = w;
		else if (w->ack.message == 0 && (*stray == NULL || w->stray.message < (*stray)->stray.message))
			*stray = w;
	}
	return ways;
}

/* The first sender whose requests go on again and again as if they were answered, and no answer is seen; NULL. */
static const struct sender *
find_content(const struct senders *all, const struct hosts *hosts, struct verdict *v)
{
	const struct sender *content = NULL;

	for (const struct sender *s = recall_next(&all->list, NULL); s != NULL; s = recall_next(&all->list, s))
		if (HOLDS(v, UNANSWERED, !answers_were_seen(hosts, &s->client, &s->server)) &&
		    ENOUGH(v, AGAIN_AND_AGAIN, s->content, CREDENTIALS_UNANSWERED) &&
		    (content == NULL || s->first.message < content->first.message))
			content = s;
	return content;
}

/* Once for the trace: the first that shows it, and how many ways there are like it. */
void
span_one_sided_end(void *state, struct spans *spans)
{
	const struct senders *all = state;
	const struct hosts *hosts = spans_hosts(spans);
	const struct way *first, *stray;
	struct verdict v = spans_verdict(spans, spans_id(SPAN_one_sided));
	unsigned ways = find_ways(hosts, &first, &stray);

	HOLDS(&v, ACK_WITHOUT_ANSWER, first != NULL || all->ack.message != 0);
	const struct sender *content = first == NULL ? find_content(all, hosts, &v) : NULL;
	if (first == NULL && stray == NULL && content == NULL && all->ack.message == 0) {
		if (recall_next(&all->list, NULL) != NULL)
			spans_held_back(spans, &v);
		return;
	}
	v.f.confidence = CONFIDENCE_LIKELY;
	if (first != NULL) {
		evidence_at(SAY(&v, EVIDENCE_MISSING, "response", NULL, "one-sided-ack", ways, verdict_spot(&v, first->ack),
		    verdict_addr(&v, &first->from), verdict_addr(&v, &first->to)), first->ack);
		report(&v, &first->ack_where, first->ack, spans);
	} else if (stray != NULL) {
		evidence_at(SAY(&v, EVIDENCE_MISSING, "request", NULL, "one-sided-answers", (double)stray->strays,
		    verdict_addr(&v, &stray->from),
		    verdict_addr(&v, &stray->to), verdict_spot(&v, stray->stray)), stray->stray);
		report(&v, &stray->stray_where, stray->stray, spans);
	} else if (content != NULL) {
		evidence_at(SAY(&v, EVIDENCE_MISSING, "response", NULL, "one-sided-content", content->content,
		    verdict_addr(&v, &content->client), verdict_addr(&v, &content->server),
		    verdict_spot(&v, content->first)), content->first);
		report(&v, &content->where, content->first, spans);
	} else {
		evidence_at(SAY(&v, EVIDENCE_MISSING, "response", NULL, "one-sided-ack", 1,
		    verdict_spot(&v, all->ack), "?", "?"), all->ack);
		report(&v, &all->where, all->ack, spans);
	}
}
