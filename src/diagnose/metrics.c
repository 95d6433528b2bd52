/* SPDX-License-Identifier: MIT */
#include "diagnose/metrics.h"

#include <string.h>

#include "base/buf.h"
#include "diagnose/board_values.h"
#include "diagnose/calls/attempts.h"
#include "diagnose/calls/find.h"
#include "diagnose/story.h"

void
metrics_message(struct counts *mx, const struct message *m, const struct place *where)
{
	struct summary *s = &mx->s;

	s->messages++;
	if (m->is_response) {
		s->responses++;
		if (m->code > 0 && m->code < COUNTED_CODES)
			mx->codes[m->code][m->cseq_method]++;
	} else {
		s->requests++;
	}
	counts_edge(mx, where->time, place_zone(where));
}

void
metrics_remark(struct counts *mx)
{
	mx->s.remarks++;
}

static void
add_sample(struct mean *m, const struct msg *from, const struct msg *to)
{
	if (from != NULL && to != NULL)
		mean_add(m, msg_gap(from, to));
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

/* What RFC 6076 §4.2 and §4.3.2 take for a failure: neither a redirection nor what asks for something. */
static bool
is_failure(const struct msg *m)
{
	return m != NULL && m->code >= 400 && m->code != 402 && !is_challenge(m);
}

static bool
is_redirected(const struct setup *s)
{
	return s->answer == NULL && s->final->code < 400;
}

static void
count_final(struct counts *mx, const struct setup *s)
{
	static const int by_user[] = { 480, 486, 600, 603 }, by_server[] = { 408, 500, 503, 504 };
	int code = s->final->code;

	mx->with_final++;
	mx->redirected += is_redirected(s);
	mx->effective += s->answer != NULL || is_one_of(code, by_user, 4);
	mx->ineffective += is_one_of(code, by_server, 4);
	mx->network_effective += is_network_effective(s);
}

static void
count_session(struct counts *mx, const struct call *c, const struct setup *s)
{
	const struct tx *bye = dialog_request(c, s->answer, METHOD_BYE);

	if (bye == NULL)
		return;
	add_sample(&mx->means[MEAN_SDT], s->answer, bye->request);
	add_sample(&mx->means[MEAN_ACD], s->answer, bye->request);
	if (bye->success == NULL)
		return;
	mx->completed++;
	add_sample(&mx->means[MEAN_SDD], bye->request, bye->success);
}

static void
count_outcome(struct counts *mx, const struct setup *s, bool failed)
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

/* Its line of the scoreboard. */
static void
count_on_board(struct counts *mx, const struct call *c, const struct setup *s, bool failed)
{
	bool final = s->final != NULL && !is_challenge(s->final);
	struct arena arena = ARENA_INIT;
	struct board_call at = { .failed = failed };
	struct attempts one = {
		.attempts = 1, .with_final = final, .answered = s->answer != NULL, .failed = failed,
		.redirected = final && is_redirected(s), .effective = final && is_network_effective(s),
	};

	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		one.messages++;
		one.retransmissions += m->copy_of != NULL;
	}
	if (s->ringing != NULL)
		histogram_add(&one.pdd, msg_gap(s->invite, s->ringing));
	if (s->answer != NULL && s->reached != NULL)
		histogram_add(&one.srd, msg_gap(s->invite, s->reached));
	if (mx->board.by.n > 0)
		board_values(c, s, &at, &arena);
	board_add(&mx->board, &at, &one);
	attempts_release(&one);
	arena_release(&arena);
}

static void
count_setup(struct counts *mx, const struct call *c, bool failed, bool on_board)
{
	struct setup s = setup_of(c);

	if (s.invite == NULL)
		return;
	mx->s.calls++;
	count_outcome(mx, &s, failed);
	if (on_board)
		count_on_board(mx, c, &s, failed);
	if (s.final != NULL && !is_challenge(s.final))
		count_final(mx, &s);
	if (s.answer != NULL)
		add_sample(&mx->means[MEAN_SRD], s.invite, s.reached);
	else if (is_failure(s.final))
		add_sample(&mx->means[MEAN_SRD_FAILED], s.invite, s.reached);
	add_sample(&mx->means[MEAN_PDD], s.invite, s.ringing);
	if (s.answer != NULL)
		count_session(mx, c, &s);
}

/* It was refused, or nothing came until timer F ran out. */
static bool
is_ineffective(const struct call *c, const struct tx *t, const struct hosts *hosts)
{
	return is_failure(t->final) || (tx_is_unanswered(c, t, hosts) && call_goes_on(c, t->request, TIMER_64_T1));
}

static void
count_registers(struct counts *mx, const struct call *c, const struct hosts *hosts)
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
			add_sample(&mx->means[MEAN_RRD], first, t->success);
		else if (is_ineffective(c, t, hosts))
			mx->registers_failed++;
		first = NULL;
	}
}

enum { COUNT_FAILED, COUNT_UNFINISHED, COUNT_CALLS, COUNT_REGISTRATIONS };	/* the first of them */

/* All attempts are one group, and there is one. */
static struct attempts *
only_group(const struct counts *mx)
{
	return mx->board.by.n == 0 && mx->board.groups.n > 0 ? &((struct group *)mx->board.groups.items[0])->a : NULL;
}

static void
list_counts(struct counts *mx, uint64_t *list[CALL_COUNTS])
{
	static uint64_t none;
	struct summary *s = &mx->s;
	struct attempts *a = only_group(mx);
	uint64_t *const all[CALL_COUNTS] = {
		&s->failed, &s->unfinished, &s->calls, &s->registrations, &s->answered, &s->cancelled, &s->declined,
		&s->failed_after_answer, &mx->with_final, &mx->redirected, &mx->effective, &mx->ineffective, &mx->network_effective,
		&mx->completed, &mx->registers, &mx->registers_failed, &s->subscriptions, &s->other,
		a ? &a->attempts : &none, a ? &a->with_final : &none, a ? &a->answered : &none, a ? &a->failed : &none,
		a ? &a->redirected : &none, a ? &a->effective : &none, a ? &a->messages : &none, a ? &a->retransmissions : &none,
	};

	memcpy(list, all, sizeof all);
}

/* Of two files that show one call: this one begins after its beginning, or ends before its end. */
static bool
shows_less(const struct call_counts *now, const struct call_counts *other)
{
	if (now->n[COUNT_CALLS] == 0 && now->n[COUNT_REGISTRATIONS] == 0)
		return other->n[COUNT_CALLS] + other->n[COUNT_REGISTRATIONS] > 0;
	return now->n[COUNT_UNFINISHED] > 0 && other->n[COUNT_CALLS] > 0 && other->n[COUNT_UNFINISHED] == 0;
}

static void
count_once(struct counts *mx, struct call_counts *now, const struct call_counts *other)
{
	uint64_t *list[CALL_COUNTS];
	bool keep = shows_less(now, other);

	list_counts(mx, list);
	for (size_t i = 0; i < CALL_COUNTS; i++)
		*list[i] -= keep ? now->n[i] : other->n[i];
	if (keep)
		*now = *other;
}

static void
count_call(struct counts *mx, const struct call *c, const struct hosts *hosts, bool failed, bool again, bool on_board)
{
	if (c->facts & HAS_INVITE)
		count_setup(mx, c, failed, on_board);
	if (c->kind == CALL_REGISTER) {
		mx->s.registrations += !again;
		count_registers(mx, c, hosts);
	} else if (c->kind == CALL_SUBSCRIBE) {
		mx->s.subscriptions += !again;
	} else if (!(c->facts & HAS_INVITE)) {
		mx->s.other += !again;
	}
}

void
metrics_call(struct counts *mx, const struct call *c, const struct hosts *hosts, bool failed, bool again,
    struct call_counts *added, const struct call_counts *other)
{
	struct call_counts before, now;
	uint64_t *list[CALL_COUNTS];

	list_counts(mx, list);
	for (size_t i = 0; i < CALL_COUNTS; i++)
		before.n[i] = (uint32_t)*list[i];
	count_call(mx, c, hosts, failed || (other != NULL && other->n[COUNT_FAILED] > 0), again,
	    other == NULL || mx->board.by.n == 0);
	list_counts(mx, list);
	for (size_t i = 0; i < CALL_COUNTS; i++)
		now.n[i] = (uint32_t)*list[i] - before.n[i];
	if (other != NULL)
		count_once(mx, &now, other);
	if (added != NULL)
		*added = now;
}

/* Of a call a log tells no more than that it failed, and by which code. */
void
metrics_story(struct counts *mx, const struct story *s)
{
	bool failed = story_severity(s) >= SEVERITY_WARNING;

	if (s->is_no_call)
		return;
	if (s->is_registration) {
		mx->s.registrations++;
		mx->registers++;
		mx->registers_failed += failed;
		return;
	}
	const struct attempts one = { .attempts = 1, .with_final = 1, .failed = failed, .effective = !failed };
	struct arena arena = ARENA_INIT;
	struct board_call at = { .failed = failed };

	mx->s.calls++;
	mx->with_final++;
	*(failed ? &mx->s.failed : &mx->s.declined) += 1;
	mx->network_effective += !failed;
	board_values_of_story(s, &at, &arena);
	board_add(&mx->board, &at, &one);
	arena_release(&arena);
}

void
metrics_finding(struct counts *mx, const struct finding *f)
{
	const struct addr *peer = f->code >= 300 ? &f->where.src : &f->where.dst;
	struct buf name = BUF_INIT;

	tallies_add(&mx->findings, f->id, f->told_as, f->count, f->has_where ? &f->where : NULL);
	if (f->severity < SEVERITY_WARNING || !f->has_where || peer->family == 0)
		return;
	addr_format(peer, true, &name);
	tallies_add(&mx->peers, name.p, NULL, f->count, &f->where);
	buf_release(&name);
}
