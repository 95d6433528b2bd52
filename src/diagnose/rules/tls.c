/* SPDX-License-Identifier: MIT */
/* path.tls-failed: the connection did not get through its handshake, or ended with an alert. */
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"

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
