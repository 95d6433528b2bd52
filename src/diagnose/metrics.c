/* SPDX-License-Identifier: MIT */
#include "diagnose/metrics.h"

#include <stdlib.h>

#include "base/buf.h"
#include "diagnose/calls/attempts.h"
#include "diagnose/calls/find.h"
#include "diagnose/story.h"
#include "diagnose/tallies.h"

enum { METHODS = METHOD_UPDATE + 1, CODES = 800, MOST_IDS = 1024, MOST_PEERS = 4096, METRICS = 14 };

/* Samples of a time or a share. */
struct mean {
	double sum;
	uint64_t n;
};

struct metrics {
	struct summary s;
	struct tallies findings, peers;
	uint64_t codes[CODES][METHODS];
	/* INVITE attempts: challenge and retry are one; by how they ended. */
	uint64_t attempts, with_final, answered, redirected, effective, ineffective, completed, network_effective;
	uint64_t registers, registers_failed;
	struct mean srd_good, srd_bad, sdd, sdt, rrd, talk, pdd;
	struct code_tally *code_list;
	struct metric metric_list[METRICS];
};

static const char *const method_names[METHODS] = {
	[METHOD_OTHER] = "other", [METHOD_INVITE] = "INVITE", [METHOD_ACK] = "ACK", [METHOD_BYE] = "BYE",
	[METHOD_CANCEL] = "CANCEL", [METHOD_OPTIONS] = "OPTIONS", [METHOD_REGISTER] = "REGISTER",
	[METHOD_PRACK] = "PRACK", [METHOD_SUBSCRIBE] = "SUBSCRIBE", [METHOD_NOTIFY] = "NOTIFY",
	[METHOD_PUBLISH] = "PUBLISH", [METHOD_INFO] = "INFO", [METHOD_REFER] = "REFER",
	[METHOD_MESSAGE] = "MESSAGE", [METHOD_UPDATE] = "UPDATE",
};

struct metrics *
metrics_new(void)
{
	struct metrics *mx = xcalloc(1, sizeof *mx);

	tallies_init(&mx->findings, MOST_IDS);
	tallies_init(&mx->peers, MOST_PEERS);
	mx->s.first_time = mx->s.last_time = NO_TIME;
	return mx;
}

static void
drop_lists(struct metrics *mx)
{
	free(mx->s.findings);
	free(mx->s.peers);
	free(mx->code_list);
	mx->s.findings = mx->s.peers = NULL;
	mx->code_list = NULL;
}

void
metrics_free(struct metrics *mx)
{
	if (mx == NULL)
		return;
	drop_lists(mx);
	tallies_release(&mx->findings);
	tallies_release(&mx->peers);
	free(mx);
}

void
metrics_message(struct metrics *mx, const struct message *m, const struct place *where)
{
	struct summary *s = &mx->s;

	s->messages++;
	if (m->is_response) {
		s->responses++;
		if (m->code > 0 && m->code < CODES)
			mx->codes[m->code][m->cseq_method]++;
	} else {
		s->requests++;
	}
	if (where->time == NO_TIME)
		return;
	if (s->first_time == NO_TIME || where->time < s->first_time)
		s->first_time = where->time;
	s->zone = place_zone(where);
	if (s->last_time == NO_TIME || where->time > s->last_time)
		s->last_time = where->time;
}

void
metrics_remark(struct metrics *mx)
{
	mx->s.remarks++;
}

static void
add_sample(struct mean *m, const struct msg *from, const struct msg *to)
{
	int64_t gap = from != NULL && to != NULL ? msg_gap(from, to) : NO_TIME;

	if (gap == NO_TIME || gap < 0)
		return;
	m->sum += (double)gap / 1e6;
	m->n++;
}

/* What ITU-T E.425 takes for the user's doing rather than the network's. */
static bool
is_network_effective(const struct setup *s)
{
	switch (s->final->code) {
	case 486: case 600: case 603:
		return true;
	case 480: case 408: case 487:
		return s->ringing != NULL;
	default:
		return s->answer != NULL;
	}
}

static bool
is_one_of(int code, const int *codes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (codes[i] == code)
			return true;
	return false;
}

static void
count_final(struct metrics *mx, const struct setup *s)
{
	static const int by_user[] = { 480, 486, 600, 603 }, by_server[] = { 408, 500, 503, 504 };
	int code = s->final->code;

	mx->with_final++;
	mx->answered += s->answer != NULL;
	mx->redirected += s->answer == NULL && code < 400;
	mx->effective += s->answer != NULL || is_one_of(code, by_user, 4);
	mx->ineffective += is_one_of(code, by_server, 4);
	mx->network_effective += is_network_effective(s);
}

static void
count_session(struct metrics *mx, const struct call *c, const struct setup *s)
{
	const struct tx *bye = dialog_request(c, s->answer, METHOD_BYE);

	if (bye == NULL)
		return;
	add_sample(&mx->sdt, s->answer, bye->request);
	add_sample(&mx->talk, s->answer, bye->request);
	if (bye->success == NULL)
		return;
	mx->completed++;
	add_sample(&mx->sdd, bye->request, bye->success);
}

static void
count_outcome(struct metrics *mx, const struct setup *s, bool failed)
{
	uint64_t *const counts[] = {
		[OUTCOME_ANSWERED] = &mx->s.answered, [OUTCOME_FAILED] = &mx->s.failed, [OUTCOME_CANCELLED] = &mx->s.cancelled,
		[OUTCOME_DECLINED] = &mx->s.declined, [OUTCOME_UNFINISHED] = &mx->s.unfinished,
	};

	(*counts[setup_outcome(s, failed)])++;
	/* It was answered all the same: ASR counts it, so this has to. */
	if (failed && s->answer != NULL) {
		mx->s.answered++;
		mx->s.failed_after_answer++;
	}
}

static void
count_setup(struct metrics *mx, const struct call *c, bool failed)
{
	struct setup s = setup_of(c);

	if (s.invite == NULL)
		return;
	mx->s.calls++;
	mx->attempts++;
	count_outcome(mx, &s, failed);
	if (s.final != NULL && !is_challenge(s.final))
		count_final(mx, &s);
	if (s.final != NULL)
		add_sample(s.answer != NULL ? &mx->srd_good : &mx->srd_bad, s.invite, s.reached);
	add_sample(&mx->pdd, s.invite, s.ringing);
	if (s.answer != NULL)
		count_session(mx, c, &s);
}

static void
count_registers(struct metrics *mx, const struct call *c)
{
	const struct msg *first = NULL;

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method != METHOD_REGISTER || t->request == NULL || tx_parent(c, t) != NULL)
			continue;
		if (first == NULL)
			first = t->request;
		if (is_challenge(t->final) && tx_retry(t) != NULL)
			continue;
		mx->registers++;
		if (t->success != NULL)
			add_sample(&mx->rrd, first, t->success);
		else if (t->final != NULL && !is_challenge(t->final) && t->final->code != 402)
			mx->registers_failed++;
		first = NULL;
	}
}

void
metrics_call(struct metrics *mx, const struct call *c, bool failed)
{
	if (c->facts & HAS_INVITE)
		count_setup(mx, c, failed);
	if (c->kind == CALL_REGISTER) {
		mx->s.registrations++;
		count_registers(mx, c);
	} else if (c->kind == CALL_SUBSCRIBE) {
		mx->s.subscriptions++;
	} else if (!(c->facts & HAS_INVITE)) {
		mx->s.other++;
	}
}

/* Of a call a log tells no more than that it failed, and by which code. */
void
metrics_story(struct metrics *mx, const struct story *s)
{
	bool failed = s->best.severity >= SEVERITY_WARNING;

	if (s->is_no_call)
		return;
	if (s->is_registration) {
		mx->s.registrations++;
		mx->registers++;
		mx->registers_failed += failed;
		return;
	}
	mx->s.calls++;
	mx->attempts++;
	mx->with_final++;
	*(failed ? &mx->s.failed : &mx->s.declined) += 1;
	mx->network_effective += !failed;
}

void
metrics_finding(struct metrics *mx, const struct finding *f)
{
	const struct addr *peer = f->code >= 300 ? &f->where.src : &f->where.dst;
	struct buf name = BUF_INIT;

	tallies_add(&mx->findings, f->id, f->count, f->has_where ? &f->where : NULL);
	if (f->severity < SEVERITY_WARNING || !f->has_where || peer->family == 0)
		return;
	addr_format(peer, true, &name);
	tallies_add(&mx->peers, name.p, f->count, &f->where);
	buf_release(&name);
}

static void
list_codes(struct metrics *mx)
{
	size_t n = 0, cap = 0;

	for (int code = 0; code < CODES; code++)
		for (int method = 0; method < METHODS; method++) {
			if (mx->codes[code][method] == 0)
				continue;
			GROW(mx->code_list, n, cap);
			mx->code_list[n++] = (struct code_tally){ code, method_names[method], mx->codes[code][method] };
		}
	mx->s.codes = mx->code_list;
	mx->s.code_count = n;
}

static void
add_ratio(struct metrics *mx, const char *name, const char *formula, uint64_t numerator, uint64_t denominator)
{
	mx->metric_list[mx->s.metric_count++] = (struct metric){
		.name = name, .formula = formula, .ratio = true, .present = denominator > 0,
		.value = denominator > 0 ? (double)numerator / (double)denominator : 0,
		.numerator = numerator, .denominator = denominator,
	};
}

static void
add_mean(struct metrics *mx, const char *name, const char *formula, const struct mean *m)
{
	mx->metric_list[mx->s.metric_count++] = (struct metric){
		.name = name, .formula = formula, .present = m->n > 0, .value = m->n > 0 ? m->sum / (double)m->n : 0,
		.denominator = m->n,
	};
}

static void
list_metrics(struct metrics *mx)
{
	uint64_t tried = mx->attempts - mx->redirected;

	mx->s.metric_count = 0;
	mx->s.metrics = mx->metric_list;
	add_ratio(mx, "SER", "RFC 6076 §4.6", mx->answered, tried);
	add_ratio(mx, "SEER", "RFC 6076 §4.7", mx->effective, tried);
	add_ratio(mx, "ISA", "RFC 6076 §4.8", mx->ineffective, mx->attempts);
	add_ratio(mx, "SCR", "RFC 6076 §4.9", mx->completed, mx->attempts);
	add_mean(mx, "SRD", "RFC 6076 §4.3.1", &mx->srd_good);
	add_mean(mx, "SRD failed", "RFC 6076 §4.3.2", &mx->srd_bad);
	add_mean(mx, "SDD", "RFC 6076 §4.4", &mx->sdd);
	add_mean(mx, "SDT", "RFC 6076 §4.5", &mx->sdt);
	add_mean(mx, "RRD", "RFC 6076 §4.1", &mx->rrd);
	add_ratio(mx, "IRA", "RFC 6076 §4.2", mx->registers_failed, mx->registers);
	add_ratio(mx, "ASR", "ITU-T E.425", mx->answered, mx->with_final);
	add_ratio(mx, "NER", "ITU-T E.425: 2xx, 486, 600, 603; 480, 408, 487 + 18x", mx->network_effective, mx->with_final);
	add_mean(mx, "ACD", "ITU-T E.425: 200 → BYE", &mx->talk);
	add_mean(mx, "PDD", "INVITE → 18x", &mx->pdd);
}

const struct summary *
metrics_summary(struct metrics *mx, uint64_t dropped_calls)
{
	drop_lists(mx);
	mx->s.dropped_calls = dropped_calls;
	mx->s.findings = tallies_sorted(&mx->findings, &mx->s.finding_count);
	mx->s.peers = tallies_sorted(&mx->peers, &mx->s.peer_count);
	list_codes(mx);
	list_metrics(mx);
	return &mx->s;
}
