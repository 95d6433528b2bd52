/* SPDX-License-Identifier: MIT */
#include "diagnose/judge.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/recall.h"
#include "diagnose/alone.h"
#include "diagnose/around.h"
#include "diagnose/call_line.h"
#include "diagnose/calls/filter.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/calls/legs.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/calls/recent.h"
#include "diagnose/calls/witnesses.h"
#include "diagnose/explain.h"
#include "diagnose/rules/network.h"
#include "diagnose/rules/spans.h"
#include "diagnose/rules/streams.h"
#include "diagnose/steps.h"
#include "diagnose/story.h"
#include "diagnose/trial.h"

enum { REMEMBERED = 1 << 14 };

struct judge {
	struct knowledge *k;
	const struct trace_options *o;
	const struct finding_sink *out;
	struct metrics *metrics;
	struct spans *spans;
	struct recent *recent;
	struct hosts *hosts;
	struct legs *legs;
	struct witnesses *witnesses;
	struct streams streams;		/* of the call being judged */
	struct network *network;
	struct alone *alone;
	struct addr encrypted;		/* where signalling over TLS went that can't be read; family 0: nowhere */
	struct stories *stories;
	struct trial trial;
	const struct filter *filter;
	struct trace_counts counts;
	uint64_t responses, requests;	/* of the calls that a filter chose */
	bool has_messages;
	struct why *whys;		/* by rule; NULL: nobody asks why */
	/*
	 * Calls that had their warning or error, by Call-ID: a registration is judged each time it falls
	 * quiet, but has one such finding.
	 */
	struct recall warned;
	struct recall told;		/* live: calls and what else was said of them */
};

static spans_report_to report_span;

/* What is remembered of a trace, and of no other. */
static void
begin_trace(struct judge *j)
{
	j->witnesses = witnesses_new();
	j->recent = recent_new();
	j->hosts = hosts_new();
	j->spans = spans_new(report_span, j, (struct beyond){ j->recent, j->hosts, j->witnesses, j->o->live });
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
	spans_free(j->spans);
	recent_free(j->recent);
	hosts_free(j->hosts);
	legs_free(j->legs);
	witnesses_free(j->witnesses);
	alone_free(j->alone);
	network_free(j->network);
}

struct judge *
judge_new(struct knowledge *k, const struct trace_options *o, const struct finding_sink *out, struct metrics *metrics)
{
	static const struct filter everything;
	struct judge *j = xcalloc(1, sizeof *j);

	j->k = k;
	j->o = o;
	j->filter = o->filter != NULL ? o->filter : &everything;
	j->out = out;
	j->metrics = metrics;
	j->warned = j->told = RECALL_HASHES(REMEMBERED);
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

static void
begin(struct judge *j, enum rule r, struct verdict *v)
{
	memset(v, 0, sizeof *v);
	v->f.count = 1;
	v->f.id = rule_info[r].id;
	v->failure = j->trial.failure;
	v->recent = j->recent;
	v->spans = j->spans;
	v->hosts = j->hosts;
	v->witnesses = j->witnesses;
	v->streams = &j->streams;
	v->network = j->network;
	v->why = j->whys != NULL && filter_names(&j->o->why, v->f.id) ? &j->whys[r] : NULL;
	if (v->why != NULL)
		why_begin(v->why);
}

/* The response has an entry of its own, known only when it was explained. */
static bool
ignores_code(struct judge *j, const struct msg *failure)
{
	struct finding f;
	bool ignored;
	char code[16];

	if (j->filter->ignore.n == 0)
		return false;
	snprintf(code, sizeof code, "code.%d", failure->code);
	explain_response(j->k, failure, &f);
	ignored = filter_ignores(j->filter, f.id) || filter_ignores(j->filter, code);
	finding_release(&f);
	return ignored;
}

static void
release(struct verdict *v)
{
	if (v->f.arena.blocks != NULL || v->f.evidence != NULL || v->f.also != NULL || v->f.facts != NULL)
		finding_release(&v->f);
}

static void
run_rules(struct judge *j, const struct call *c)
{
	struct trial *t = &j->trial;

	t->call = c;
	t->failure = call_failure(c);
	if (t->failure != NULL && answered_as_new_call(j->recent, t->failure) && !tx_has_credentials(t->failure->tx))
		t->failure = NULL;
	t->ran_count = 0;
	j->streams.call = NULL;
	memset(t->found, 0, sizeof t->found);
	memset(t->holds, 0, sizeof t->holds);
	for (enum rule r = 0; r < RULE_COUNT; r++) {
		const struct rule_info *info = &rule_info[r];
		struct verdict v;	/* most find nothing: one place for all, which stays in the cache */

		if ((c->facts & info->needs) != info->needs)
			continue;
		begin(j, r, &v);
		t->found[r] = info->find(c, &v);
		t->holds[r] = t->found[r] && !filter_ignores(j->filter, v.f.id);
		if (!t->holds[r] && v.silent == NULL && r != RULE_code) {
			release(&v);
			continue;
		}
		t->verdicts[r] = v;
		t->ran[t->ran_count++] = r;
	}
	look_at(&t->verdicts[RULE_code], t->failure);
	t->found[RULE_code] = HOLDS(&t->verdicts[RULE_code], FAILURE_COUNTS, t->failure != NULL);
	t->holds[RULE_code] = t->found[RULE_code] && !ignores_code(j, t->failure);
}

/* The first that is more than a hint; a hint only when there is nothing better; RULE_COUNT: nothing at all. */
static enum rule
headline(const struct trial *t)
{
	enum rule hint = RULE_COUNT;

	for (size_t i = 0; i < t->ran_count; i++) {
		enum rule r = t->ran[i];

		if (!t->holds[r] || t->verdicts[r].is_mild)
			continue;
		if (t->verdicts[r].f.confidence != CONFIDENCE_POSSIBLE)
			return r;
		if (hint == RULE_COUNT)
			hint = r;
	}
	return hint;
}

static void
hand_out(struct judge *j, const struct finding *f)
{
	if (!filter_finding(j->filter, f)) {
		j->counts.findings_left_out++;
		return;
	}
	if (j->metrics != NULL)
		metrics_finding(j->metrics, f);
	j->out->finding(j->out->ctx, f);
}

static void
report_span(void *ctx, struct verdict *v)
{
	struct judge *j = ctx;
	struct finding f;

	explain_verdict(j->k, v, &f);
	if (filter_span(j->filter, &f))
		hand_out(j, &f);
	finding_release(&f);
}

/* ---- log lines ---- */

static bool
is_first(struct recall *r, uint64_t hash)
{
	bool fresh;

	recall_use(r, hash, &fresh);
	return fresh;
}

/* A line of a call that had its finding says nothing new; the call's own, if it comes later, would be a second one. */
static bool
is_told(struct judge *j, const struct story *s, const struct finding *f)
{
	return s->call_id.n > 0 && f->severity >= SEVERITY_WARNING && !is_first(&j->warned, slice_hash(s->call_id));
}

/* A story that no call takes is told by itself. */
static void
tell(struct judge *j, struct story *s)
{
	struct finding f;

	/* Response by response, no line of a log comes between them. */
	if (!s->shown_by_message && !(j->o->each && j->has_messages)) {
		story_finding(j->k, s, &f);
		if (!filter_line(j->filter, &f)) {
			j->counts.findings_left_out++;
		} else if (!is_told(j, s, &f)) {
			if (j->metrics != NULL)
				metrics_story(j->metrics, s);
			hand_out(j, &f);
		}
		finding_release(&f);
	}
	stories_drop(j->stories, s);
}

static void
tell_all(struct judge *j, int64_t wait)
{
	struct story *s;

	while ((s = stories_due(j->stories, wait)) != NULL)
		tell(j, s);
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
	tell_all(j, STORY_WAITS);
}

void
judge_idle(struct judge *j, const struct calls *alive)
{
	struct story *s = stories_next(j->stories, NULL), *next;

	for (; s != NULL; s = next) {
		next = stories_next(j->stories, s);
		if (s->call_id.n == 0 || !calls_alive(alive, s->call_id))
			tell(j, s);
	}
}

/* What a log says about the media of a call is true though its signalling went well. */
static bool
outlasts_success(const struct story *s)
{
	static const char *const media[] = { "media.", "reason.media", "reason.srtp", "reason.ice", "dtmf.", "dialog." };

	for (size_t i = 0; i < sizeof media / sizeof *media; i++)
		if (slice_starts(slice_of(s->best.id), slice_of(media[i])))
			return true;
	return false;
}

/* The lines about the call; without a finding of its own they are what there is to say. False: nothing. */
static bool
join_stories(struct judge *j, const struct msg *success, bool has_finding, struct finding *f)
{
	const struct trial *t = &j->trial;
	struct story *s, *next;

	for (s = story_of_call(j->stories, t->call, t->failure, success, NULL); s != NULL; s = next) {
		if (has_finding) {
			story_join(j->k, s, f);
		} else if (!success || outlasts_success(s)) {
			story_finding(j->k, s, f);
			/* The messages say the same in other words: nothing came. */
			if (strcmp(f->id, "reason.peer-timeout") == 0 && t->call->facts & HAS_SILENCE) {
				f->id = rule_info[RULE_no_response].id;
				explain_entry(j->k, f, false);
			}
			has_finding = true;
		}
		next = story_of_call(j->stories, t->call, t->failure, success, s);
		stories_drop(j->stories, s);
	}
	return has_finding;
}

/* A call that is judged before its timers have passed may come back with no more than copies. */
static bool
first_told(struct judge *j, const struct call *c, const char *id)
{
	return is_first(&j->told, c->hash ^ slice_hash(slice_of(id)));
}

static bool
may_report(struct judge *j, const struct call *c, const struct finding *f)
{
	if (f->severity < SEVERITY_WARNING)
		return !j->o->live || first_told(j, c, f->id);
	return is_first(&j->warned, c->hash);
}

/* The line of the call; `f` NULL: there is nothing to say about it. */
static void
tell_call(struct judge *j, const struct call *c, const struct finding *f)
{
	const struct finding healthy = { .id = "" };
	struct arena a = ARENA_INIT;
	struct call_line line;

	if (j->o->call == NULL || !(j->o->all || (c->facts & HAS_INVITE)) || !filter_finding(j->filter, f ? f : &healthy))
		return;
	call_line(c, f, &line, &a);
	j->o->call(j->out->ctx, &line);
	arena_release(&a);
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
	if (may_report(j, t->call, f))
		hand_out(j, f);
	tell_call(j, t->call, f);
	finding_release(f);
	return grave;
}

/* ---- --why ---- */

static bool
cannot_say(const struct trial *t, enum rule r)
{
	for (size_t i = 0; i < t->ran_count; i++)
		if (t->ran[i] == r)
			return t->verdicts[r].silent != NULL;
	return false;
}

static enum why_outcome
outcome_of(const struct trial *t, enum rule r, enum rule head)
{
	if (t->holds[r])
		return r == head ? WHY_TOLD : WHY_BESIDE;
	if (t->found[r])
		return WHY_IGNORED;
	return cannot_say(t, r) ? WHY_CANNOT_TELL : WHY_HELD_BACK;
}

/* What each rule asked for saw of the call, and what held it back. */
static void
tell_why(struct judge *j, const struct call *c, enum rule head)
{
	const struct trial *t = &j->trial;
	struct why_rule rules[RULE_COUNT];
	struct why_call why = { .where = c->first->where, .rules = rules };
	struct finding f = { .arena = ARENA_INIT };

	for (enum rule r = 0; r < RULE_COUNT; r++) {
		unsigned needs = rule_info[r].needs;

		if (!filter_names(&j->o->why, rule_info[r].id))
			continue;
		if ((c->facts & needs) != needs)
			why_begin(&j->whys[r]);
		const struct why_try *try = why_end(&j->whys[r], t->found[r], needs, c->facts);
		rules[why.count++] = (struct why_rule){ rule_info[r].id, outcome_of(t, r, head),
		    try->at != NULL ? msg_spot(try->at) : (struct spot){ 0 }, try->guards, try->count };
	}
	around_call(c, NULL, &f);
	why.call = f.call;
	j->o->why_call(j->out->ctx, &why);
	arena_release(&f.arena);
}

static void
count_call(struct trace_counts *counts, const struct call *c)
{
	if (c->facts & HAS_INVITE)
		counts->calls++;
	else if (c->kind == CALL_REGISTER)
		counts->registrations++;
	else
		counts->others++;
}

/* False: it is none of those asked for. What is kept of the messages of the others was counted without a filter. */
static bool
is_chosen(struct judge *j, const struct call *c)
{
	if (!filter_chooses_calls(j->filter))
		return true;
	if (!filter_call(j->filter, c)) {
		j->counts.left_out++;
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

void
judge_call(struct judge *j, struct call *c)
{
	struct trial *t = &j->trial;
	struct finding f;

	legs_note(j->legs, c);
	spans_call(j->spans, c);
	alone_call(j->alone, c);
	if (!is_chosen(j, c))
		return;
	count_call(&j->counts, c);
	run_rules(j, c);
	enum rule head = headline(t);
	const struct msg *success = call_success(c);
	bool failed = false;
	const struct msg *answer = head == RULE_code || t->failure != NULL ? t->failure : success;
	bool has_finding = true;
	if (head == RULE_code)
		explain_failure(j->k, j->spans, c, t->failure, &f);
	else if (head < RULE_COUNT)
		explain_verdict(j->k, &t->verdicts[head], &f);
	else
		has_finding = false;
	if (stories_next(j->stories, NULL) != NULL)
		has_finding = join_stories(j, success, has_finding, &f);
	if (has_finding) {
		failed = report(j, t, head, answer, &f);
	} else if (j->o->all && success != NULL) {
		explain_response(j->k, success, &f);
		report(j, t, head, success, &f);
	} else {
		tell_call(j, c, NULL);
	}
	if (j->whys != NULL)
		tell_why(j, c, head);
	if (j->metrics != NULL)
		metrics_call(j->metrics, c, failed);
	for (size_t i = 0; i < t->ran_count; i++)
		release(&t->verdicts[t->ran[i]]);
}

static void
end_spans(struct judge *j)
{
	spans_end(j->spans);
	alone_end(j->alone);
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
			tell(j, s);
	}
	forget_trace(j);
	begin_trace(j);
}

void
judge_end(struct judge *j)
{
	end_spans(j);
	tell_all(j, 0);
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
