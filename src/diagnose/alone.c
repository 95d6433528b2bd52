/* SPDX-License-Identifier: MIT */
#include "diagnose/alone.h"

#include <stdlib.h>

#include "base/literals.h"
#include "base/recall.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/calls/recent.h"
#include "diagnose/rules/below.h"
#include "diagnose/rules/elsewhere.h"

enum {
	DOMAINS = 1024, SENDERS = 1024, HOPS = 64,
	TOLD = 1024,	/* a flood of troubles is told as far as this */
	LOOKED_AT = 2048,		/* when counting what is alike */
};

#define STEP SECONDS(8)		/* how often it is worth a look */

/* An address that calls were sent on from. */
struct hop {
	struct addr addr;
	unsigned calls;
	int64_t since;
};

struct alone {
	const struct network *network;
	const struct hosts *hosts;
	spans_report_to *report;
	void *ctx;
	int64_t now;			/* of the witness before: calls that were due then have been judged */
	int64_t last_look;
	uint64_t looked_at;		/* number of the last witness that was judged */
	uint64_t messages;
	struct recall senders;		/* of requests: the time of the last */
	struct recall domains;		/* that requests were sent to */
	struct recall told;		/* troubles */
	struct recall hops;		/* struct hop */
};

struct alone *
alone_new(const struct network *n, const struct hosts *hosts, spans_report_to *report, void *ctx)
{
	struct alone *a = xcalloc(1, sizeof *a);

	a->senders = RECALL(int64_t, SENDERS);
	a->domains = RECALL_HASHES(DOMAINS);
	a->hops = RECALL(struct hop, HOPS);
	a->told = RECALL_HASHES(TOLD);
	a->now = NO_TIME;
	a->network = n;
	a->hosts = hosts;
	a->report = report;
	a->ctx = ctx;
	return a;
}

void
alone_free(struct alone *a)
{
	recall_release(&a->senders);
	recall_release(&a->domains);
	recall_release(&a->told);
	recall_release(&a->hops);
	free(a);
}

void
alone_message(struct alone *a, const struct message *m, const struct place *where)
{
	struct uri uri;

	a->messages++;
	if (!network_any(a->network) || m->is_response)
		return;
	*(int64_t *)recall_use(&a->senders, addr_hash(&where->src, false), NULL) = where->time;
	if (uri_parse(&uri, PART(m, uri)))
		recall_use(&a->domains, recent_hash(uri.host), NULL);
}

static bool
is_used(const struct alone *a, struct slice domain)
{
	return recall_find(&a->domains, recent_hash(domain)) != NULL;
}

/* ---- troubles: who, to whom or about what, of which kind ---- */

static uint64_t
trouble_with(const struct witness *w, struct slice domain)
{
	uint64_t h = (addr_hash(&w->from, false) ^ (uint64_t)w->kind) * 0x9e3779b97f4a7c15u;

	h ^= w->kind == WITNESS_DNS ? recent_hash(domain) : addr_hash(&w->to, true);
	return h != 0 ? h : 1;
}

static uint64_t
trouble_of(const struct witness *w)
{
	return trouble_with(w, w->line.n > 0 ? w->line : dns_domain(w->name));
}

static bool
was_told(const struct alone *a, uint64_t trouble)
{
	return recall_find(&a->told, trouble) != NULL;
}

/* ---- which of them are about signalling, and what came of them ---- */

static bool
recently(int64_t then, int64_t time)
{
	return then != NO_TIME && then >= time - ALONE_PATIENCE;
}

/* A request that was seen has its call, whose rules judge it; but an OPTIONS is told here, unless the peer answers later. */
static bool
icmp_counts(const struct alone *a, const struct seen *s)
{
	const struct witness *w = s->witness;

	if (!is_refusal(w) || slice_starts(w->line, SLICE("SIP/2.0 ")))
		return false;
	if (!message_starts(w->line) && !port_is_signalling(w->to.port))
		return false;
	if (slice_starts(w->line, SLICE("OPTIONS "))) {
		int64_t answered = hosts_last(a->hosts, &w->to, &w->from);
		return answered == NO_TIME || answered < s->where.time;
	}
	return !recently(hosts_last(a->hosts, &w->from, &w->to), s->where.time) &&
	    !recently(hosts_last(a->hosts, &w->to, &w->from), s->where.time);
}

/* How often the same was said. */
static unsigned
count_alike(const struct seen *first)
{
	const struct witness *w = first->witness;
	unsigned count = 0, looked = 0;

	for (const struct seen *s = first; s != NULL && looked < LOOKED_AT; s = network_after(s), looked++)
		count += s->witness->kind == w->kind && s->witness->what == w->what && addr_same_ip(&s->witness->from, &w->from) &&
		    addr_eq(&s->witness->to, &w->to);
	return count;
}

/* Why it stays silent: a router says so, in the end. */
static bool
is_explained(const struct alone *a, const struct seen *s)
{
	const struct witness *w = s->witness;
	struct said why = {
		.kind = WITNESS_ICMP, .from = &w->from, .to = &w->to, .first = s->where.time - ALONE_PATIENCE,
		.last = s->where.time + ALONE_PATIENCE,
	};

	for (const struct seen *i = network_next(a->network, &why, NULL); i != NULL; i = network_next(a->network, &why, i))
		if (i->witness->tcp && addr_eq(&i->witness->to, &w->to) && icmp_counts(a, i))
			return true;
	return false;
}

/* A port of SIP, or one that requests went to before, such as a web server's that speaks WebSocket. */
static bool
is_for_sip(const struct alone *a, const struct witness *w)
{
	const struct way *way = hosts_way(a->hosts, &w->from, &w->to);

	return port_is_signalling(w->to.port) || (way != NULL && way->requests > 0 && way->to.port == w->to.port);
}

/* One refused connection beside working calls may be anybody's probe. */
static bool
tcp_counts(const struct alone *a, const struct seen *s)
{
	const struct witness *w = s->witness;
	int64_t answered = hosts_last(a->hosts, &w->to, &w->from);

	if (!is_refusal(w) || !is_for_sip(a, w) || (answered != NO_TIME && answered > s->where.time))
		return false;
	if (is_silence(w) && is_explained(a, s))
		return false;
	return a->messages == 0 || w->number > 1 || count_alike(s) > 1;
}

/* A service of SIP; in a trace without SIP also a host that its records led to, or that is called like one. */
static bool
is_our_name(const struct alone *a, const struct witness *w)
{
	struct slice name = w->name;

	if (slice_starts_nocase(name, SLICE("_sip")) || (a->messages == 0 && w->line.n > 0))
		return true;
	name = slice_cut(&name, '.');
	return a->messages == 0 && literals_stand_in(&literals_sip_host, name);
}

/* The host that asked sent requests afterwards: it knows some way. */
static bool
goes_on(const struct alone *a, const struct seen *s)
{
	const int64_t *last = recall_find(&a->senders, addr_hash(&s->witness->from, false));

	return last != NULL && *last >= s->where.time;
}

/* The domain, or what is left of it without what a resolver put behind it (resolv.conf(5), search), is in use or told. */
static bool
is_known(const struct alone *a, const struct witness *w, struct slice domain)
{
	for (size_t n = domain.n; n > 0; n--) {
		struct slice part = slice_head(domain, n);

		if (n < domain.n && domain.p[n] != '.')
			continue;
		if (is_used(a, part) || (n < domain.n && was_told(a, trouble_with(w, part))))
			return true;
	}
	return false;
}

static bool
dns_counts(const struct alone *a, const struct seen *s)
{
	const struct witness *w = s->witness;
	struct slice domain = w->line.n > 0 ? w->line : dns_domain(w->name);

	if (!dns_is_failure(w) || !is_our_name(a, w) || is_known(a, w, domain))
		return false;
	if (goes_on(a, s) && !dns_has_no_address(a->network, s, s->where.time + ALONE_PATIENCE))
		return false;
	return !dns_recovered(a->network, s, s->where.time + ALONE_PATIENCE);
}

static bool
tls_is_good_within(const struct alone *a, const struct said *what)
{
	for (const struct seen *s = network_next(a->network, what, NULL); s != NULL; s = network_next(a->network, what, s))
		if (s->witness->what == TLS_ENCRYPTED)
			return true;
	return false;
}

/* A handshake that is only broken off may be a monitor's, where others get through to the same server. */
static bool
tls_counts(const struct alone *a, const struct seen *s)
{
	const struct witness *w = s->witness;
	struct said later = {
		.kind = WITNESS_TLS, .from = &w->from, .to = &w->to, .first = s->where.time, .last = s->where.time + ALONE_PATIENCE,
	};
	struct said others = {
		.kind = WITNESS_TLS, .to = &w->to, .first = s->where.time - TLS_OTHERS, .last = s->where.time + ALONE_PATIENCE,
	};

	if (!tls_is_failure(w) || tls_is_good_within(a, &later))
		return false;
	return w->what == TLS_ALERT || w->detail.n > 0 || !tls_is_good_within(a, &others);
}

/* Not when the two speak SIP with each other afterwards. */
static bool
service_counts(const struct alone *a, const struct seen *s)
{
	const struct witness *w = s->witness;
	int64_t spoken = hosts_last(a->hosts, &w->from, &w->to);

	return (w->what == SERVICE_UPGRADE_REFUSED || w->what == SERVICE_UPGRADE_UNANSWERED) &&
	    (spoken == NO_TIME || spoken < s->where.time);
}

static bool
counts(const struct alone *a, const struct seen *s)
{
	switch (s->witness->kind) {
	case WITNESS_ICMP: return icmp_counts(a, s);
	case WITNESS_TCP: return tcp_counts(a, s);
	case WITNESS_DNS: return dns_counts(a, s);
	case WITNESS_TLS: return tls_counts(a, s);
	case WITNESS_SERVICE: return service_counts(a, s);
	default: return false;
	}
}

/* ---- telling it ---- */

/* False: it was told, or there are so many that no more are. */
static bool
is_news(struct alone *a, uint64_t trouble)
{
	if (was_told(a, trouble) || a->told.count >= TOLD)
		return false;
	recall_use(&a->told, trouble, NULL);
	return true;
}

static void
tell(struct alone *a, const struct seen *s)
{
	uint64_t trouble = trouble_of(s->witness);
	struct verdict v = { .f = { .arena = ARENA_INIT, .count = 1 } };
	unsigned count;

	if (!is_news(a, trouble))
		return;
	v.f.id = alone_say(&v, s);
	v.f.has_where = true;
	v.f.where = s->where;
	if (s->witness->kind == WITNESS_ICMP) {		/* where the packet went that it is about */
		v.f.where.src = s->witness->from;
		v.f.where.dst = s->witness->to;
	}
	count = count_alike(s);
	if (count > 1)
		SAY(&v, EVIDENCE_COUNT, "times", NULL, "said-times", count, NULL);
	a->report(a->ctx, &v, true);
	finding_release(&v.f);
}

/* ---- fail-overs ---- */

static void
tell_hop(struct alone *a, const struct hop *h, const struct seen *s)
{
	struct verdict v = { .f = { .arena = ARENA_INIT, .count = 1 } };

	v.f.id = alone_say(&v, s);
	v.f.has_where = true;
	v.f.where = s->where;
	v.f.where.src = s->witness->from;
	v.f.where.dst = s->witness->to;
	SAY(&v, EVIDENCE_COUNT, "calls", NULL, "failed-over", h->calls, verdict_addr(&v, &h->addr));
	a->report(a->ctx, &v, true);
	finding_release(&v.f);
}

/* One more call passed by that server; an answer it gave in between shows that it is alive, and the count begins again. */
static void
count_fail_over(struct alone *a, const struct tx *t, const struct seen *s)
{
	bool fresh;
	struct hop *h = recall_use(&a->hops, addr_hash(&t->server, true), &fresh);
	int64_t answered = hosts_last(a->hosts, &t->server, &t->client);

	if (fresh || (answered != NO_TIME && answered > h->since))
		*h = (struct hop){ .addr = t->server, .since = s->where.time };
	if (++h->calls == FAIL_OVERS)
		tell_hop(a, h, s);
}

void
alone_call(struct alone *a, const struct call *c, const struct recent *recent)
{
	if (!network_any(a->network))
		return;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct seen *s;

		if (t->request == NULL || t->final != NULL || t->provisional != NULL || method_is(t, METHOD_ACK) ||
		    (got_through(c, t) == NULL && answered_over_another(recent, t->request) == NULL &&
		    !registered_elsewhere(recent, a->hosts, t->request)) || (s = refusal_of(a->network, t)) == NULL)
			continue;
		count_fail_over(a, t, s);
		return;
	}
}

bool
alone_gives(struct alone *a, struct seen *s, struct verdict *v)
{
	if (s->told || !counts(a, s) || !is_news(a, trouble_of(s->witness)))
		return false;
	s->told = true;
	alone_say(v, s);
	return true;
}

bool
alone_tells(struct alone *a, struct seen *s)
{
	if (s->told)	/* with a call, whatever came of it */
		return false;
	if (counts(a, s))
		tell(a, s);
	return was_told(a, trouble_of(s->witness));
}

static void
judge(struct alone *a, int64_t until)
{
	for (struct seen *s = network_since(a->network, a->looked_at); s != NULL && s->where.time <= until; s = network_after(s)) {
		a->looked_at = s->number;
		if (!s->told && counts(a, s))
			tell(a, s);
	}
}

void
alone_due(struct alone *a, int64_t now)
{
	int64_t before = a->now;

	if (!network_any(a->network) || now == NO_TIME)
		return;
	a->now = now;
	if (before == NO_TIME || (before >= a->last_look && before - a->last_look < STEP))
		return;
	a->last_look = before;
	judge(a, before - ALONE_PATIENCE);
}

void
alone_end(struct alone *a)
{
	judge(a, INT64_MAX);
}
