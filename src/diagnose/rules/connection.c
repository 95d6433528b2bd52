/* SPDX-License-Identifier: MIT */
/* path.connection-lost, path.wrong-service: a connection that breaks, or on which another service listens. */
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"

static bool
is_connection(const struct witness *w, const struct msg *m)
{
	return (addr_eq(&w->from, &m->where.src) && addr_eq(&w->to, &m->where.dst)) ||
	    (addr_eq(&w->from, &m->where.dst) && addr_eq(&w->to, &m->where.src));
}

static struct seen *
next_on(const struct network *n, enum witness_kind kind, const struct msg *m, bool back, const struct seen *after)
{
	struct said what = {
		.kind = kind, .from = back ? &m->where.dst : &m->where.src, .to = back ? &m->where.src : &m->where.dst,
		.first = m->where.time, .last = m->where.time + CONNECTION_ENDS_WITHIN,
	};
	struct seen *s = (struct seen *)after;

	while ((s = network_next(n, &what, s)) != NULL)
		if (is_connection(s->witness, m))
			return s;
	return NULL;
}

static bool
is_reset(const struct seen *s)
{
	return s->witness->what == TCP_RESET || s->witness->what == SCTP_ABORTED;
}

static bool
is_close(const struct seen *s)
{
	return s->witness->what == TCP_CLOSED || s->witness->what == SCTP_CLOSED;
}

/* A close by the client itself is no loss: it gave up. */
static struct seen *
connection_end(const struct network *n, const struct msg *m)
{
	for (struct seen *s = next_on(n, WITNESS_TCP, m, true, NULL); s != NULL; s = next_on(n, WITNESS_TCP, m, true, s))
		if (is_reset(s) || is_close(s))
			return s;
	for (struct seen *s = next_on(n, WITNESS_TCP, m, false, NULL); s != NULL; s = next_on(n, WITNESS_TCP, m, false, s))
		if (is_reset(s))
			return s;
	return NULL;
}

/*
 * The client waited on its connection in vain, or closed it after 64*T1; such a witness is made only where the capture
 * holds both sides.
 */
bool
client_gave_up(const struct network *n, const struct msg *request)
{
	for (struct seen *s = next_on(n, WITNESS_TCP, request, false, NULL); s != NULL; s = next_on(n, WITNESS_TCP, request, false, s))
		if (s->witness->what == TCP_WAITED || (is_close(s) && s->where.time - request->where.time >= TIMER_64_T1))
			return true;
	return false;
}

bool
connection_lacks(const struct network *n, const struct msg *m, int64_t first, int64_t last)
{
	for (int back = 0; back < 2 && first != NO_TIME && msg_is_reliable(m); back++) {
		struct said what = { .kind = WITNESS_TCP, .from = back ? &m->where.dst : &m->where.src,
			.to = back ? &m->where.src : &m->where.dst, .first = first, .last = last };

		for (struct seen *s = network_next(n, &what, NULL); s != NULL; s = network_next(n, &what, s))
			if (s->witness->what == TCP_LACKS && is_connection(s->witness, m))
				return true;
	}
	return false;
}

bool
connection_is_torn(const struct network *n, const struct msg *m)
{
	return connection_lacks(n, m, m->where.time, m->where.time + CONNECTION_ENDS_WITHIN);
}

bool
given_up_in_dialog(const struct call *c, const struct network *n, const struct tx *t)
{
	if (!msg_is_reliable(t->request) || tx_is_initial(t) || t->server.family == 0 ||
	    !call_goes_on(c, t->request, TIMER_64_T1) || !client_gave_up(n, t->request))
		return false;
	for (const struct msg *m = t->request->next; m != NULL; m = m->next)
		if (!(addr_eq(&m->where.src, &t->client) && !m->is_response) && !gap_at_least(msg_gap(t->request, m), TIMER_64_T1))
			return false;
	return true;
}

static bool
is_unanswered(const struct call *c, const struct tx *t)
{
	return t->request != NULL && t->final == NULL && !(t->method == METHOD_INVITE && tx_was_acked(c, t)) &&
	    !method_is(t, METHOD_ACK) && !method_is(t, METHOD_CANCEL) && !tx_succeeded(c, t) && got_through(c, t) == NULL;
}

/*
 * What the connection of the call's first unanswered request shows: that another service listens there, or else how it broke.
 * The verdict is then about that request (v->at). NULL: nothing, and the guards of `v` say why.
 */
static struct seen *
find_on_connection(const struct call *c, struct verdict *v, bool other_service)
{
	if (!HOLDS(v, NETWORK_SEEN, network_any(v->network)))
		return NULL;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		struct seen *s;

		if (t->request == NULL)
			continue;
		look_at(v, t->request);
		if (!HOLDS(v, UNANSWERED, is_unanswered(c, t) && !(other_service && (t->trying != NULL || t->provisional != NULL))) ||
		    !HOLDS(v, OVER_CONNECTION, msg_is_reliable(t->request)))
			continue;
		s = next_on(v->network, WITNESS_SERVICE, t->request, false, NULL);
		if (!other_service) {
			if (!HOLDS(v, NO_OTHER_SERVICE, s == NULL))
				continue;
			s = connection_end(v->network, msg_last_copy(t->request));
		}
		if (!HOLDS(v, WITNESS_SEEN, s != NULL))
			continue;
		s->told = true;
		v->at = t->request;
		say_request(v, t->request);
		return s;
	}
	return NULL;
}

bool
find_connection_lost(const struct call *c, struct verdict *v)
{
	struct seen *s = find_on_connection(c, v, false);

	if (s == NULL)
		return false;
	if (is_close(s))
		v->f.confidence = CONFIDENCE_LIKELY;
	struct evidence *e = SAY(v, EVIDENCE_WITNESS, is_sctp(s->witness) ? "SCTP" : "TCP", NULL,
	    is_reset(s) ? "tcp-reset" : "tcp-closed", 0, verdict_addr(v, &s->witness->from),
	    verdict_spot(v, seen_spot(s)), verdict_seconds(v, s->where.time - v->at->where.time));
	verdict_stands_beside(v, s);
	evidence_at(e, seen_spot(s));
	return true;
}

void
say_service(struct verdict *v, const struct seen *s)
{
	const struct witness *w = s->witness;
	const char *key = w->what == SERVICE_UPGRADE_REFUSED ? "upgrade-refused" :
	    w->what == SERVICE_UPGRADE_UNANSWERED ? "upgrade-unanswered" : "other-service";
	struct evidence *e = SAY(v, EVIDENCE_WITNESS, "TCP", NULL, key, 0,
	    verdict_addr(v, &w->to), verdict_spot(v, seen_spot(s)), verdict_text(v, w->name), verdict_text(v, w->detail));

	verdict_stands_beside(v, s);
	evidence_at(e, seen_spot(s));
}

bool
find_wrong_service(const struct call *c, struct verdict *v)
{
	struct seen *s = find_on_connection(c, v, true);

	if (s == NULL)
		return false;
	say_service(v, s);
	return true;
}
