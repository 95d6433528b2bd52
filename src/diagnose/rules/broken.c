/* SPDX-License-Identifier: MIT */
/* What goes wrong below SIP once, or before, there is a way: connections that break, names, TLS, another service. */
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"
#include "sip/fields.h"

/* ---- path.connection-lost, path.wrong-service: on the connection of a request ---- */

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

/* ---- path.dns-failed ---- */

/* The cause that such an answer proves; NULL: it is no failure. */
static const char *
dns_cause(enum witness_what what)
{
	switch (what) {
	case DNS_NXDOMAIN: return "no-such-name";
	case DNS_SERVFAIL: case DNS_REFUSED: return "refused";
	case DNS_EMPTY: return "no-record";
	case DNS_SILENT: case DNS_CUT: return "no-answer";
	default: return NULL;
	}
}

static const char *
dns_sentence(enum witness_what what)
{
	switch (what) {
	case DNS_NXDOMAIN: return "dns-no-name";
	case DNS_EMPTY: return "dns-no-record";
	case DNS_SILENT: return "dns-silent";
	case DNS_CUT: return "dns-cut";
	default: return "dns-refused";
	}
}

void
say_dns(struct verdict *v, const struct seen *s)
{
	const struct witness *w = s->witness;
	struct evidence *e = SAY(v, EVIDENCE_WITNESS, "DNS", NULL, dns_sentence(w->what), w->number, verdict_text(v, w->name),
	    verdict_text(v, w->detail), verdict_host(v, &w->to), verdict_host(v, &w->from));

	verdict_stands_beside(v, s);
	evidence_at(e, seen_spot(s));
	verdict_proves_spot(v, seen_spot(s), dns_cause(w->what));
}

static bool
is_target(const struct call *c, struct slice domain)
{
	struct uri uri;

	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->request != NULL && uri_parse(&uri, MSG(t->request, uri)) && slice_eq_nocase(uri.host, domain))
			return true;
	return false;
}

/* A failing NAPTR is no fault (RFC 3263 §4.1 goes on without), nor is it that a host has no IPv6 address. */
bool
dns_is_failure(const struct witness *w)
{
	if (dns_cause(w->what) == NULL || slice_eq(w->detail, SLICE("NAPTR")))
		return false;
	return !(w->what == DNS_EMPTY && slice_eq(w->detail, SLICE("AAAA")));
}

static bool
names_target(const struct call *c, const struct witness *w)
{
	return is_target(c, dns_domain(w->name)) || (w->line.n > 0 && is_target(c, w->line));
}

/* The call's own target, or a service of SIP: where a trunk's host is called otherwise than the call's target. */
static bool
fits_dns(const struct call *c, const struct witness *w)
{
	return dns_is_failure(w) && (names_target(c, w) || slice_starts_nocase(w->name, SLICE("_sip")));
}

bool
dns_recovered(const struct network *n, const struct seen *failed, int64_t until)
{
	struct said what = { .kind = WITNESS_DNS, .from = &failed->witness->from, .first = failed->where.time, .last = until };

	for (struct seen *s = network_next(n, &what, NULL); s != NULL; s = network_next(n, &what, s))
		if (s->witness->what == DNS_GOOD &&
		    slice_eq_nocase(dns_domain(s->witness->name), dns_domain(failed->witness->name)))
			return true;
	return false;
}

/* An address was asked for, too: without SRV records a client goes on with that (RFC 3263 §4.2). */
bool
dns_has_no_address(const struct network *n, const struct seen *failed, int64_t until)
{
	struct slice domain = dns_domain(failed->witness->name);
	struct said what = {
		.kind = WITNESS_DNS, .from = &failed->witness->from, .first = failed->where.time - ADDRESS_ASKED_BEFORE, .last = until,
	};

	for (struct seen *s = network_next(n, &what, NULL); s != NULL; s = network_next(n, &what, s))
		if (dns_is_failure(s->witness) && slice_starts(s->witness->detail, SLICE("A")) &&
		    (slice_eq_nocase(s->witness->name, domain) || slice_eq_nocase(s->witness->line, domain)))
			return true;
	return false;
}

/* No other name was left to ask: the domain has no address, or the final response followed the failed name at once. */
static bool
is_last_resort(const struct network *n, const struct seen *failed, const struct msg *final)
{
	return dns_has_no_address(n, failed, final->where.time) ||
	    (final->tx->provisional == NULL && final->where.time - failed->where.time < NAME_FAILED_JUST_NOW);
}

bool
find_dns_failed(const struct call *c, struct verdict *v)
{
	struct seen *s;

	look_at(v, v->failure);
	if (!HOLDS(v, FAILURE_COUNTS, v->failure != NULL) || !HOLDS(v, NETWORK_SEEN, network_any(v->network)))
		return false;
	s = answerer_failed(v->network, c, v->failure, WITNESS_DNS, fits_dns);
	if (!HOLDS(v, WITNESS_SEEN, s != NULL) ||
	    !HOLDS(v, NAME_NOT_FOUND_LATER, !dns_recovered(v->network, s, v->failure->where.time)) ||
	    !HOLDS(v, NO_ADDRESS_EITHER, is_last_resort(v->network, s, v->failure)))
		return false;
	v->at = v->failure;
	if (!names_target(c, s->witness))
		v->f.confidence = CONFIDENCE_LIKELY;
	say_dns(v, s);
	say_answer_after(v, v->failure);
	return true;
}

/* ---- path.tls-failed ---- */

/*
 * By the number of the alert (RFC 8446 §6.2); NULL: it does not say. What fails once version and cipher are agreed on is
 * something else: for one, a client that was asked for a certificate and sent none (RFC 5246 §7.4.6).
 */
static const char *
tls_cause(const struct witness *w)
{
	if (w->what == TLS_CLOSED_IN_HANDSHAKE)
		return w->detail.n > 0 ? "plain-port" : NULL;
	if (w->what == TLS_UNANSWERED)
		return NULL;
	if (w->number == 40 && w->is_agreed)
		return slice_eq(w->cause, SLICE("client-certificate")) ? "client-certificate" : NULL;
	switch (w->number) {
	case 42: case 43: case 44: case 46: case 48: return "untrusted";
	case 45: return "expired";
	case 41: case 116: return "client-certificate";
	case 40: case 70: case 71: case 86: return "version";
	case 112: return "name-mismatch";
	case 120: return "alpn";
	default: return NULL;
	}
}

bool
tls_is_failure(const struct witness *w)
{
	return w->what == TLS_ALERT || w->what == TLS_CLOSED_IN_HANDSHAKE || w->what == TLS_UNANSWERED;
}

/* {0} who ended it, {1} where, {2} the server, {3} alert or what came in place of TLS, {4} the alert's number */
void
say_tls(struct verdict *v, const struct seen *s)
{
	const struct witness *w = s->witness;
	const char *cause = tls_cause(w), *key = w->what == TLS_ALERT ? "tls-alert" : w->what == TLS_UNANSWERED ? "tls-silent" :
	    w->detail.n > 0 ? "tls-plain" : "tls-closed";
	/* Who does not speak TLS is the server; an alert and the end may come from either side. */
	const struct addr *peer = w->what != TLS_ALERT && w->detail.n > 0 ? &w->to : &s->where.dst;
	struct evidence *e = SAY(v, EVIDENCE_WITNESS, "TLS", NULL, key, w->number, verdict_host(v, &s->where.src),
	    verdict_spot(v, seen_spot(s)), verdict_addr(v, peer), verdict_text(v, w->detail));

	verdict_stands_beside(v, s);
	evidence_at(e, seen_spot(s));
	if (w->name.n > 0) {
		e = SAY(v, EVIDENCE_WITNESS, "TLS", NULL, "tls-name", 0, verdict_text(v, w->name));
		evidence_at(e, seen_spot(s));
	}
	if (w->what != TLS_ALERT)
		v->f.confidence = CONFIDENCE_LIKELY;
	if (cause != NULL)
		verdict_proves_spot(v, seen_spot(s), cause);
}

static bool
fits_tls(const struct call *c, const struct witness *w)
{
	(void)c;
	return tls_is_failure(w);
}

bool
find_tls_failed(const struct call *c, struct verdict *v)
{
	struct seen *s;

	look_at(v, v->failure);
	if (!HOLDS(v, FAILURE_COUNTS, v->failure != NULL) || !HOLDS(v, NETWORK_SEEN, network_any(v->network)))
		return false;
	s = answerer_failed(v->network, c, v->failure, WITNESS_TLS, fits_tls);
	if (!HOLDS(v, WITNESS_SEEN, s != NULL))
		return false;
	v->at = v->failure;
	say_tls(v, s);
	v->f.confidence = CONFIDENCE_LIKELY;
	say_answer_after(v, v->failure);
	return true;
}
