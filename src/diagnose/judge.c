/* SPDX-License-Identifier: MIT */
#include "diagnose/judge.h"

#include <stdlib.h>

#include "diagnose/against.h"
#include "diagnose/around.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/ease.h"
#include "diagnose/explain.h"
#include "diagnose/judge_state.h"
#include "diagnose/message/method.h"
#include "diagnose/rules/elsewhere.h"
#include "diagnose/rules/redirect.h"
#include "diagnose/rules/span_rules.h"
#include "diagnose/steps.h"

enum { REMEMBERED = 1 << 14 };

static spans_report_to report_span;

/* What is remembered of a trace, and of no other. */
static void
begin_trace(struct judge *j)
{
	j->witnesses = witnesses_new();
	j->recent = recent_new();
	j->hosts = hosts_new();
	j->spans = span_rules_open(report_span, j, (struct beyond){ j->recent, j->hosts, j->witnesses,
	    j->whys != NULL ? &j->o->why : NULL, j->o->live });
	j->legs = legs_new();
	j->network = network_new();
	j->alone = alone_new(j->network, j->hosts, report_span, j);
	recall_release(&j->warned);
}

void
judge_live(struct judge *j)
{
	spans_go_live(j->spans);
}

static void
forget_trace(struct judge *j)
{
	span_rules_close(j->spans);
	recent_free(j->recent);
	hosts_free(j->hosts);
	legs_free(j->legs);
	witnesses_free(j->witnesses);
	alone_free(j->alone);
	network_free(j->network);
}

struct judge *
judge_new(struct knowledge *k, const struct trace_options *o, const struct finding_sink *out, struct counts *metrics)
{
	static const struct filter everything;
	struct judge *j = xcalloc(1, sizeof *j);

	j->k = k;
	j->o = o;
	j->filter = o->filter != NULL ? o->filter : &everything;
	j->out = out;
	j->metrics = metrics;
	j->warned = j->told = RECALL_HASHES(REMEMBERED);
	j->rounds = judge_rounds(REMEMBERED);
	j->counted = judge_counted();
	j->stories = stories_new(k);
	if (o->why_call != NULL)
		j->whys = xcalloc(RULE_COUNT, sizeof *j->whys);
	begin_trace(j);
	return j;
}

void
judge_free(struct judge *j)
{
	forget_trace(j);
	stories_free(j->stories);
	recall_release(&j->warned);
	recall_release(&j->told);
	recall_release(&j->rounds);
	recall_release(&j->counted);
	free(j->whys);
	free(j);
}

void
judge_seen(struct judge *j, const struct message *m, const struct frame *frame, uint64_t number)
{
	j->has_messages = true;
	if (j->o->each)
		return;
	recent_add(j->recent, m, frame, number);
	alone_message(j->alone, m, &frame->where);
	hosts_note(j->hosts, m, frame, number);
	if (m->is_response && m->code >= 300)
		stories_failure(j->stories, m->code, &frame->where);
}

void
judge_fetch(const struct judge *j, const struct message *m, const struct place *where)
{
	recent_fetch(j->recent, m, where);
	hosts_fetch(j->hosts, m, where);
}

static void
report_span(void *ctx, struct verdict *v, bool holds)
{
	struct judge *j = ctx;
	struct finding f;

	if (!holds) {
		judge_tell_span_why(j, v->why, &v->f, WHY_HELD_BACK);
		return;
	}
	explain_verdict(j->k, v, &f);
	if (v->beside != NULL)
		judge_join_beside(j, v->beside, &f);
	bool told = filter_span(j->filter, &f);
	if (told)
		judge_hand_out(j, &f);
	if (v->why != NULL)
		judge_tell_span_why(j, v->why, &f, told ? WHY_TOLD : WHY_IGNORED);
	finding_release(&f);
}

static void
add_witness(struct judge *j, const struct frame *frame)
{
	struct witness bare = *frame->witness;
	struct frame kept = *frame;

	bare.line = bare.kind == WITNESS_ICMP ? SLICE_NONE : bare.line;	/* what is quoted is kept once, below */
	kept.witness = &bare;
	if (bare.kind != WITNESS_CLOCK)
		witnesses_add(j->witnesses, &kept);
	if (network_is(&bare))
		network_add(j->network, frame);
	if (frame->witness->what == TLS_ENCRYPTED && j->encrypted.family == 0)
		j->encrypted = frame->witness->to;
	alone_due(j->alone, frame->where.time);
}

void
judge_witness(struct judge *j, const struct frame *frame)
{
	if (frame->witness->kind != WITNESS_LINE) {
		add_witness(j, frame);
		return;
	}
	if (j->metrics != NULL)
		metrics_remark(j->metrics);
	stories_add(j->stories, frame);
	judge_tell_stories(j, STORY_WAITS);
}

/* True when it is a warning or an error. */
static bool
report(struct judge *j, const struct trial *t, enum rule head, const struct msg *answer, struct finding *f)
{
	if (spans_refusal_expected(j->spans) && f->severity > SEVERITY_NOTICE)
		f->severity = SEVERITY_NOTICE;
	around_also(j->k, j->filter, t, head, f);
	around_call(t->call, answer, f);
	around_far_leg(j->legs, t, answer, f);
	if (j->o->all) {
		around_challenges(t->call, f);
		around_notes(t, f);
	}
	if (j->o->steps)
		steps_add(t->call, j->witnesses, f);
	bool grave = f->severity >= SEVERITY_WARNING;
	if (judge_may_tell(j, t->call, f))
		judge_hand_out(j, f);
	judge_tell_call(j, t->call, f);
	judge_hand_over(j, t->call, f);
	finding_release(f);
	return grave;
}

/* False: it is none of those asked for. What is kept of the messages of the others was counted without a filter. */
static bool
is_chosen(struct judge *j, const struct call *c)
{
	if (!filter_chooses_calls(j->filter))
		return true;
	if (!filter_call(j->filter, c)) {
		j->counts.left_out++;
		if (j->o->against != NULL)	/* it may be the good one */
			against_call(j->o->against, c, NULL, false);
		return false;
	}
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		if (m->is_response)
			j->responses++;
		else
			j->requests++;
		if (j->metrics != NULL)
			metrics_message(j->metrics, msg_index(m), &m->where);
	}
	return true;
}

uint64_t
judge_responses(const struct judge *j)
{
	return j->responses;
}

uint64_t
judge_requests(const struct judge *j)
{
	return j->requests;
}

struct trace_counts
judge_counts(const struct judge *j)
{
	return j->counts;
}

static void
weigh_detour(struct judge *j, const struct msg *failure, struct finding *f)
{
	const struct answer_seen *answer = answered_over_another(j->recent, failure);

	if (answer == NULL) {
		if (registered_elsewhere(j->recent, j->hosts, failure))
			f->severity = SEVERITY_NOTICE;
		return;
	}
	f->severity = SEVERITY_NOTICE;
	evidence_at(finding_evidence(f, EVIDENCE_CALL, "Call-ID", arena_strdup(&f->arena, answer->call_id)), answer->at);
}

/* What was refused below SIP, or got no answer when it was sent once, over a connection. */
static const struct msg *
lost_request(const struct trial *t, enum rule head)
{
	const struct msg *at = head == RULE_path_refused || head == RULE_no_response ? t->verdicts[head].at : NULL;

	return at != NULL && !at->is_response && (head == RULE_path_refused || msg_copies(at) == 1) ? at : NULL;
}

/* What failed, and harmed nobody: the call went on, or was answered over another server. */
static void
weigh_harm(struct judge *j, const struct call *c, const struct msg *failure, struct finding *f)
{
	if (f->severity <= SEVERITY_NOTICE)
		return;
	/* Nor did what the trace is too short to tell of: whether the client went where it was sent. */
	if (call_took_no_harm(c, failure) || redirect_was_followed(j->recent, failure) ||
	    (failure->code < 400 && judge_cannot_say(&j->trial, RULE_redirect_not_followed))) {
		f->severity = SEVERITY_NOTICE;
	} else {
		weigh_detour(j, failure, f);
	}
}

/* The refusal itself is told, as what it is about; not that the call stays on hold for it. */
static bool
is_about_refusal(const struct trial *t, enum rule head)
{
	return !t->holds[RULE_direction_stuck] && (head == RULE_code || head == RULE_no_common_codec ||
	    (head == RULE_security_mismatch && t->verdicts[head].at == t->failure));
}

/* Whoever answers an OPTIONS lives, whatever the answer: it calls nobody, and harms no call (RFC 3261 §11). */
static void
weigh_sign_of_life(const struct trial *t, enum rule head, struct finding *f)
{
	const struct msg *failure = t->failure;
	enum severity most = SEVERITY_NOTICE;

	if (failure == NULL || failure->method != METHOD_OPTIONS || (head != RULE_code && t->verdicts[head].at != failure))
		return;
	if (failure->code == 408 || failure->code / 100 == 5)
		most = SEVERITY_WARNING;	/* it would refuse calls (§11.2) */
	if (f->severity > most)
		f->severity = most;
}

/* What the headline says, and how much it matters; false: there is nothing to tell. */
static bool
explain_headline(struct judge *j, const struct call *c, enum rule head, struct finding *f)
{
	struct trial *t = &j->trial;
	const struct msg *lost = lost_request(t, head);

	j->beside = NULL;
	if (head == RULE_COUNT)
		return false;
	j->beside = t->verdicts[head].beside;
	if (head == RULE_code) {
		if (!ease_explained(c, t->failure, f))
			explain_response(j->k, t->failure, f);
		explain_failure(j->k, j->spans, c, t->failure, f);
		if (is_keep_alive(t->failure->tx->request) && call_took_no_harm(c, t->failure))
			tell_as(j->k, f, "code.4xx/keep-alive");
	} else {
		explain_verdict(j->k, &t->verdicts[head], f);
		explain_product(j->k, c, &t->verdicts[head], f);
	}
	if (t->failure != NULL && (head == RULE_code || head == RULE_extension_refused))
		weigh_harm(j, c, t->failure, f);
	else if (lost != NULL && f->severity > SEVERITY_NOTICE)
		weigh_detour(j, lost, f);
	if (t->failure != NULL && is_about_refusal(t, head) && call_kept_its_media(c, t->failure) && f->severity > SEVERITY_WARNING)
		f->severity = SEVERITY_WARNING;
	weigh_sign_of_life(t, head, f);
	return true;
}

/* Log lines that waited for this call join its finding, or are one; a provisional response of a call that failed is no success. */
static bool
join_stories(struct judge *j, const struct msg *success, bool has_finding, struct finding *f)
{
	bool only_provisional = success != NULL && success->code < 200;

	if (stories_next(j->stories, NULL) == NULL)
		return has_finding;
	return judge_join_stories(j, has_finding && only_provisional ? NULL : success, has_finding, f);
}

void
judge_call(struct judge *j, struct call *c)
{
	struct trial *t = &j->trial;
	struct finding f;
	bool failed = false;

	legs_note(j->legs, c);
	span_rules_call(j->spans, c);
	alone_call(j->alone, c, j->recent);
	if (!is_chosen(j, c))
		return;
	bool fresh = !j->o->live || judge_begins_round(j, c);
	judge_try_rules(j, c);
	enum rule head = judge_headline(j);
	const struct msg *success = call_success(c);
	if (join_stories(j, success, explain_headline(j, c, head, &f), &f)) {
		failed = report(j, t, head, t->failure != NULL ? t->failure : success, &f);
	} else if (j->o->all && success != NULL) {
		explain_response(j->k, success, &f);
		report(j, t, head, success, &f);
	} else {
		judge_tell_call(j, c, NULL);
		judge_hand_over(j, c, NULL);
	}
	if (!failed && j->o->heard != NULL && judge_hears_both(j, c))
		j->o->heard(j->out->ctx, c->id);
	if (j->whys != NULL)
		judge_tell_why(j, c, head);
	judge_count(j, c, failed, fresh);
	for (size_t i = 0; i < t->ran_count; i++)
		judge_let_go(&t->verdicts[t->ran[i]]);
}

static void
end_spans(struct judge *j)
{
	span_rules_end(j->spans);
	alone_end(j->alone);
}

void
judge_next(struct judge *j, bool dated)
{
	j->files++;
	j->dated = dated;
}

/* A line without a time may be about a call that is still to come. */
void
judge_break(struct judge *j)
{
	struct story *s = stories_next(j->stories, NULL), *next;

	end_spans(j);
	for (; s != NULL; s = next) {
		next = stories_next(j->stories, s);
		if (s->last.time != NO_TIME)
			judge_tell_story(j, s);
	}
	forget_trace(j);
	begin_trace(j);
}

void
judge_end(struct judge *j)
{
	end_spans(j);
	judge_tell_unseen_why(j);
	judge_tell_stories(j, 0);
}

void
judge_look_ahead(struct judge *j, const struct call *c)
{
	legs_note(j->legs, c);
}

const struct addr *
judge_encrypted(const struct judge *j)
{
	return j->encrypted.family != 0 ? &j->encrypted : NULL;
}
