/* SPDX-License-Identifier: MIT */
/* path.dns-failed: the name of the next hop has no address, or nobody says so. */
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"

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
