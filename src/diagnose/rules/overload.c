/* SPDX-License-Identifier: MIT */
/* overload.retry-after-ignored: a client that is told to wait and doesn't, over all its calls (RFC 3261 §21.5.4). */
#include <stdlib.h>

#include "diagnose/calls/recent.h"
#include "diagnose/rules/call_ids.h"
#include "diagnose/rules/spans.h"

enum { WAITS = 128 };

/* A client that was told to wait, and until when. */
struct wait {
	struct addr client, server;	/* one of them is known; both family 0: free */
	struct place where;		/* of the 503 */
	struct spot spot;
	int64_t from, until;
	char retry_after[32];
	bool told;			/* and so were the users of siperr */
	struct call_ids calls;
};

struct waits {
	struct wait list[WAITS];
	size_t next;
};

void *
span_overload_open(void)
{
	return xcalloc(1, sizeof(struct waits));
}

void
span_overload_close(void *state)
{
	free(state);
}

static bool
asks_to_wait(const struct tx *t, int64_t *wait)
{
	struct retry_after r;

	if (t->final == NULL || t->final->code != 503 || t->request == NULL || t->method == METHOD_OPTIONS ||
	    (t->server.family == 0 && t->client.family == 0) || t->final->where.time == NO_TIME ||
	    !retry_after_parse(&r, msg_header(t->final, H_RETRY_AFTER)) || r.seconds == 0)
		return false;
	*wait = SECONDS(r.seconds);
	return true;
}

static bool
is_free(const struct wait *w)
{
	return w->server.family == 0 && w->client.family == 0;
}

/* The log of one host names the other only: the server in a client's, the client in a server's. */
static bool
same_ends(const struct addr *client, const struct addr *server, const struct wait *w)
{
	if (w->client.family == 0 ? client->family != 0 : !addr_same_ip(client, &w->client))
		return false;
	return w->server.family == 0 ? server->family == 0 : addr_eq(server, &w->server);
}

struct ignored {
	unsigned count;
	const struct request_seen *first;
};

static struct ignored
requests_before(const struct recent *recent, const struct wait *w)
{
	struct ignored out = { 0, NULL };
	struct recent_walk walk = recent_after(recent, w->spot.message);
	const struct request_seen *s;

	walk.ends = recent_ends(&w->client, &w->server);
	walk.before = w->until;
	while ((s = recent_next(recent, &walk)) != NULL && s->time != NO_TIME)
		if (same_ends(&s->client, &s->server, w) && out.count++ == 0)
			out.first = s;
	return out;
}

static void
tell_if_ignored(struct wait *w, struct spans *s, bool at_end)
{
	if (is_free(w) || w->told)
		return;
	struct ignored ignored = requests_before(spans_recent(s), w);
	struct verdict v = spans_verdict_at(s, spans_id(SPAN_overload), &w->where, w->spot.message);

	if (!BELOW(&v, NOT_WAITED, ignored.count > 0 ? ignored.first->time - w->from : NO_TIME, w->until - w->from)) {
		if (at_end)
			spans_held_back(s, &v);
		return;
	}
	struct spot first = ignored.first->at;
	w->told = true;
	evidence_at(finding_evidence(&v.f, EVIDENCE_HEADER, "Retry-After", verdict_text(&v, slice_of(w->retry_after))), w->spot);
	evidence_at(SAY(&v, EVIDENCE_COUNT, "requests", NULL, "waited-less", ignored.count, verdict_addr(&v, &w->client),
	    verdict_addr(&v, &w->server), verdict_seconds(&v, ignored.first->time - w->from), verdict_spot(&v, first)), first);
	say_call_ids(&v, &w->calls);
	spans_report(s, &v);
}

/* What this client was told by that server before; a new one takes the place of the oldest. */
static struct wait *
wait_of(struct waits *all, const struct tx *t, struct spans *s)
{
	for (size_t i = 0; i < WAITS; i++)
		if (!is_free(&all->list[i]) && same_ends(&t->client, &t->server, &all->list[i]))
			return &all->list[i];
	struct wait *w = &all->list[all->next++ % WAITS];
	tell_if_ignored(w, s, false);
	*w = (struct wait){ .client = t->client, .server = t->server };
	return w;
}

static void
note(struct wait *w, const struct call *c, const struct tx *t, int64_t wait)
{
	struct slice value = slice_head(msg_header(t->final, H_RETRY_AFTER), sizeof w->retry_after - 1);

	call_ids_add(&w->calls, c);
	if (w->told)
		return;
	w->where = t->final->where;
	w->spot = msg_spot(t->final);
	w->from = t->final->where.time;
	w->until = w->from + wait;
	memcpy(w->retry_after, value.p, value.n);
	w->retry_after[value.n] = '\0';
}

void
span_overload_call(void *state, const struct call *c, struct spans *s)
{
	int64_t wait;

	if ((c->facts & (HAS_FAILURE | HAS_RETRY_AFTER)) != (HAS_FAILURE | HAS_RETRY_AFTER))
		return;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!asks_to_wait(t, &wait))
			continue;
		struct wait *w = wait_of(state, t, s);
		tell_if_ignored(w, s, false);
		note(w, c, t, wait);
		tell_if_ignored(w, s, false);
	}
}

void
span_overload_end(void *state, struct spans *s)
{
	struct waits *all = state;

	for (size_t i = 0; i < WAITS; i++)
		tell_if_ignored(&all->list[i], s, true);
}
