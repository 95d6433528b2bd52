/* SPDX-License-Identifier: MIT */
/* path.refused: the network itself says that a request could not be delivered. */
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"

/* ---- what it says ---- */

struct spot
seen_spot(const struct seen *s)
{
	return spot_of(0, &s->where);
}

const char *
verdict_host(struct verdict *v, const struct addr *a)
{
	struct addr host = *a;

	host.port = 0;
	return verdict_addr(v, &host);
}

void
say_request(struct verdict *v, const struct msg *request)
{
	SAY(v, EVIDENCE_MESSAGE, NULL, request, "request-tried", msg_copies(request), verdict_start(v, request),
	    verdict_id(v, request), verdict_addr(v, &request->tx->server));
}

void
say_wait(const struct call *c, struct verdict *v, const struct tx *t)
{
	SAY(v, EVIDENCE_TIMER, t->method == METHOD_INVITE ? "timer B" : "timer F", t->request, "trace-goes-on", 0,
	    verdict_seconds(v, c->now - t->request->where.time));
}

void
say_unanswered(const struct call *c, struct verdict *v, const struct tx *t, const char *name)
{
	const struct msg *last = msg_last_copy(t->request);

	v->at = t->request;
	if (last == t->request) {	/* over a connection */
		v->f.confidence = CONFIDENCE_LIKELY;
		SAY(v, EVIDENCE_MISSING, "response", last, "request-tried", 1, name, verdict_id(v, t->request),
		    verdict_addr(v, &t->server));
		if (call_goes_on(c, t->request, TIMER_64_T1))
			say_wait(c, v, t);
	} else
		SAY(v, EVIDENCE_MISSING, "response", last, "request-unanswered", t->request_copies, name, verdict_id(v, t->request),
		    verdict_id(v, last), verdict_addr(v, &t->server));
}

void
say_answer_after(struct verdict *v, const struct msg *final)
{
	SAY(v, EVIDENCE_MESSAGE, NULL, final, "answer-after", 0, verdict_host(v, &final->where.src), verdict_start(v, final),
	    verdict_id(v, final));
}

bool
is_sctp(const struct witness *w)
{
	return w->what == SCTP_REFUSED || w->what == SCTP_SILENT || w->what == SCTP_ABORTED || w->what == SCTP_CLOSED;
}

bool
is_silence(const struct witness *w)
{
	return w->what == TCP_SILENT || w->what == SCTP_SILENT;
}

bool
is_refusal(const struct witness *w)
{
	if (w->kind == WITNESS_TCP)
		return w->what == TCP_REFUSED || w->what == SCTP_REFUSED || is_silence(w);
	return w->kind == WITNESS_ICMP && w->what != ICMP_REASSEMBLY;
}

static const char *
sentence(enum witness_what what)
{
	switch (what) {
	case ICMP_PORT_CLOSED: return "icmp-port-closed";
	case ICMP_FILTERED: return "icmp-filtered";
	case ICMP_TOO_BIG: return "icmp-too-big";
	case ICMP_REASSEMBLY: return "icmp-reassembly";
	case TCP_REFUSED: return "tcp-refused";
	case TCP_SILENT: return "tcp-silent";
	case SCTP_REFUSED: return "sctp-refused";
	case SCTP_SILENT: return "sctp-silent";
	default: return "icmp-unreachable";
	}
}

/* {0} who says so, {1} where, {2} the end that can't be reached, {3} who tried, {4} the MTU or how many attempts */
void
say_refusal(struct verdict *v, const struct seen *s)
{
	const struct witness *w = s->witness;
	bool icmp = w->kind == WITNESS_ICMP;
	const char *who = icmp ? "ICMP" : is_sctp(w) ? "SCTP" : "TCP";
	struct evidence *e = verdict_say(v, EVIDENCE_WITNESS, who, NULL, sentence(w->what), w->number,
	    (const char *const[4]){ verdict_host(v, icmp ? &w->reporter : &w->to), verdict_spot(v, seen_spot(s)),
	    verdict_addr(v, &w->to), verdict_addr(v, &w->from) });

	verdict_stands_beside(v, s);
	evidence_at(e, seen_spot(s));
}

/* ---- whose it is ---- */

/* The quote shows another call, where it is long enough to tell. */
static bool
quotes_another(const struct witness *w, const struct call *c)
{
	if (slice_find_nocase(w->line, SLICE("\nCall-ID:")) == NULL && slice_find(w->line, SLICE("\ni:")) == NULL)
		return false;
	return slice_find(w->line, c->id) == NULL && slice_find_nocase(w->line, SLICE("\r\n\r\n")) != NULL;
}

static bool
quotes_response(const struct witness *w)
{
	return slice_starts(w->line, SLICE("SIP/2.0 "));
}

/* ICMP that quotes a request of this transaction; the next one after `after`. */
static struct seen *
next_icmp(const struct network *n, const struct tx *t, int64_t patience, struct seen *after)
{
	struct said what = {
		.kind = WITNESS_ICMP, .from = &t->client, .to = &t->server, .first = t->request->where.time,
		.last = msg_last_copy(t->request)->where.time,
	};

	if (what.last == NO_TIME)
		return NULL;
	what.last += patience;
	while ((after = network_next(n, &what, after)) != NULL) {
		const struct witness *w = after->witness;
		bool same_port = w->to.port == 0 || w->to.port == t->server.port;

		if (same_port && w->tcp == msg_is_reliable(t->request) && !quotes_response(w) && !quotes_another(w, t->call))
			return after;
	}
	return NULL;
}

struct seen *
refusal_of(const struct network *n, const struct tx *t)
{
	struct seen *first = NULL;

	for (struct seen *s = next_icmp(n, t, ERROR_WITHIN, NULL); s != NULL; s = next_icmp(n, t, ERROR_WITHIN, s)) {
		s->told = true;
		if (first == NULL && is_refusal(s->witness))
			first = s;
	}
	return first;
}

struct seen *
lost_fragment_of(const struct network *n, const struct tx *t)
{
	struct seen *found = NULL;

	for (struct seen *s = next_icmp(n, t, REASSEMBLY_WITHIN, NULL); s != NULL; s = next_icmp(n, t, REASSEMBLY_WITHIN, s))
		if (s->witness->what == ICMP_REASSEMBLY) {
			s->told = true;
			if (found == NULL)
				found = s;
		}
	return found;
}

/* ICMP that quotes the response: it could not be delivered there. */
struct seen *
refused_response_of(const struct network *n, const struct msg *response)
{
	struct said what = {
		.kind = WITNESS_ICMP, .from = &response->where.src, .to = &response->where.dst, .first = response->where.time,
		.last = response->where.time + ERROR_WITHIN,
	};

	for (struct seen *s = network_next(n, &what, NULL); s != NULL; s = network_next(n, &what, s))
		if (is_refusal(s->witness) && s->witness->to.port == response->where.dst.port &&
		    s->witness->from.port == response->where.src.port &&
		    (quotes_response(s->witness) || s->witness->line.n == 0) && !quotes_another(s->witness, response->tx->call)) {
			s->told = true;
			return s;
		}
	return NULL;
}

/* ---- path.refused ---- */

static bool
has_response(const struct call *c, const struct tx *t)
{
	if (tx_has_response(t))
		return true;
	for (const struct tx *n = tx_other_point(c, t, NULL); n != NULL; n = tx_other_point(c, t, n))
		if (tx_has_response(n))
			return true;
	return false;
}

/* Its address of the other family is one host's as well, where both requests are as their sender put them on the wire. */
static bool
has_one_sender(const struct tx *a, const struct tx *b)
{
	return slice_eq(a->from_tag, b->from_tag) && (addr_same_ip(&a->client, &b->client) ||
	    (a->client.family != b->client.family && a->request != NULL && b->request != NULL &&
	    a->request->vias == 1 && b->request->vias == 1));
}

/* A later attempt of the same call got through: the fail-over did what it is for. */
const struct tx *
got_through(const struct call *c, const struct tx *t)
{
	for (const struct tx *n = t->next; n != NULL; n = n->next)
		if (n->method == t->method && tx_is_initial(n) == tx_is_initial(t) &&
		    has_one_sender(n, t) && has_response(c, n))
			return n;
	return NULL;
}

/* What servers answer when they find no way on: not what a person or a device decides. */
static bool
says_no_way(int code)
{
	return code == 404 || code == 408 || code == 478 || code == 480 || (code >= 500 && code < 600);
}

/* A request that it forwarded has an answer in the trace: that is what it passes on. */
static bool
passes_failure_on(const struct call *c, const struct msg *final)
{
	const struct tx *t = final->tx;

	for (const struct tx *x = c->txs; x != NULL; x = x->next)
		if (x != t && addr_same_ip(&x->client, &t->server) && x->final != NULL && x->final->code >= 300 &&
		    tx_same_request(x, t) && x->final->number < final->number)
			return true;
	return false;
}

/*
 * The one who answered with a failure had failed below SIP just before, on the way to somebody else. No request that it
 * forwarded may be in the trace with an answer: then that is what it passes on.
 */
struct seen *
answerer_failed(const struct network *n, const struct call *c, const struct msg *final, enum witness_kind kind,
    bool (*fits)(const struct call *c, const struct witness *w))
{
	const struct tx *t = final->tx;
	struct said what = { .kind = kind, .from = &t->server, .last = final->where.time };

	if (t->request == NULL || t->server.family == 0 || t->request->where.time == NO_TIME || what.last == NO_TIME)
		return NULL;
	if (!says_no_way(final->code) || passes_failure_on(c, final))
		return NULL;
	what.first = t->request->where.time;
	struct seen *first = network_next(n, &what, NULL);
	while (first != NULL && (addr_same_ip(&first->witness->to, &t->client) || !fits(c, first->witness)))
		first = network_next(n, &what, first);
	for (struct seen *s = first; s != NULL; s = network_next(n, &what, s))
		if (fits(c, s->witness))
			s->told = true;
	return first;
}

static bool
fits_refusal(const struct call *c, const struct witness *w)
{
	(void)c;
	return is_refusal(w) && w->what != ICMP_TTL &&
	    (port_is_signalling(w->to.port) || message_starts(w->line));
}

static bool
found(struct verdict *v, const struct msg *at, struct seen *s)
{
	const char *cause = refusal_cause(s->witness->what);

	v->at = at;
	say_refusal(v, s);
	if (cause != NULL)
		verdict_proves_spot(v, seen_spot(s), cause);
	if (cause != NULL && strcmp(cause, "port-closed") == 0 && method_is(at->tx, METHOD_REGISTER)) {
		v->has_party = true;
		v->party = PARTY_REGISTRAR;
	}
	return true;
}

static struct seen *
behind_answerer(const struct call *c, struct verdict *v)
{
	struct seen *tcp = answerer_failed(v->network, c, v->failure, WITNESS_TCP, fits_refusal);
	struct seen *icmp = answerer_failed(v->network, c, v->failure, WITNESS_ICMP, fits_refusal);

	return tcp == NULL || (icmp != NULL && is_silence(tcp->witness)) ? icmp : tcp;	/* ICMP says why */
}

bool
find_path_refused(const struct call *c, struct verdict *v)
{
	struct seen *s;

	if (!HOLDS(v, NETWORK_SEEN, network_any(v->network)))
		return false;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		/* A peer that is only asked whether it lives is one trouble, however often: diagnose/alone.h. */
		if (t->request == NULL || method_is(t, METHOD_ACK) || (method_is(t, METHOD_OPTIONS) && tx_is_initial(t)))
			continue;
		look_at(v, t->request);
		s = refusal_of(v->network, t);
		if (!HOLDS(v, WITNESS_SEEN, s != NULL) || !HOLDS(v, UNANSWERED, !has_response(c, t)) ||
		    !HOLDS(v, NOT_RESOLVED, got_through(c, t) == NULL && !tx_succeeded(c, t)))
			continue;
		say_request(v, t->request);
		return found(v, t->request, s);
	}
	if (v->failure == NULL)
		return false;
	look_at(v, v->failure);
	if (!HOLDS(v, WITNESS_SEEN, (s = behind_answerer(c, v)) != NULL))
		return false;
	v->f.confidence = CONFIDENCE_LIKELY;
	say_answer_after(v, v->failure);
	return found(v, v->failure, s);
}
