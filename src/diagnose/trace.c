/* SPDX-License-Identifier: MIT */
#include "diagnose/trace.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "diagnose/calls/calls.h"
#include "diagnose/calls/filter.h"
#include "diagnose/heard.h"
#include "diagnose/judge.h"
#include "diagnose/metrics.h"
#include "diagnose/message/single.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/spans.h"

struct trace {
	struct knowledge *k;
	struct trace_options o;
	struct finding_sink out;
	struct calls *calls;
	struct judge *judge;
	struct counts *metrics;	/* NULL when nobody wants the summary */
	struct message index;
	struct heard heard;		/* by log lines */
	const struct filter *filter;
	bool chooses;			/* the filter leaves calls out */
	bool hands_over;		/* messages are wanted as they come: no filter has to choose first */
	uint64_t left_out, findings_left_out;	/* beside those of the calls */
	uint64_t number, responses, requests;
	uint64_t dropped;		/* calls let go early, before the last break */
	int64_t last_frame;		/* real time, µs */
};

static void
judge(void *ctx, struct call *c)
{
	struct trace *t = ctx;

	judge_call(t->judge, c);
}

static void
look_ahead(void *ctx, struct call *c)
{
	struct trace *t = ctx;

	judge_look_ahead(t->judge, c);
}

struct trace *
trace_new(struct knowledge *k, const struct trace_options *o, const struct finding_sink *out)
{
	struct trace *t = xcalloc(1, sizeof *t);

	t->k = k;
	static const struct filter everything;

	t->o = *o;
	t->filter = o->filter != NULL ? o->filter : &everything;
	t->chooses = filter_chooses_calls(t->filter);
	t->hands_over = o->message != NULL && !filter_chooses(t->filter);
	t->out = *out;
	if (o->summary)
		t->metrics = counts_new(&o->by);
	t->judge = judge_new(k, &t->o, &t->out, t->metrics);
	t->calls = calls_new(judge, t);
	if (t->o.live)
		calls_live(t->calls);
	return t;
}

bool
trace_has_rule(const char *pattern)
{
	const struct strings one = { &pattern, 1 };

	for (enum rule r = 0; r < RULE_COUNT; r++)
		if (filter_names(&one, rule_info[r].id))
			return true;
	return false;
}

bool
trace_has_span(const char *pattern)
{
	const struct strings one = { &pattern, 1 };

	for (size_t i = 0; spans_told_id(i) != NULL; i++)
		if (filter_names(&one, spans_told_id(i)))
			return true;
	return false;
}

/* A finding that belongs to no call. */
static void
hand_out(struct trace *t, const struct finding *f)
{
	if (f->id == NULL)
		return;
	if (filter_ignores(t->filter, f->id) || !filter_finding(t->filter, f))
		t->findings_left_out++;
	else
		t->out.finding(t->out.ctx, f);
}

static void
report_fragment(struct trace *t, const struct frame *frame)
{
	struct finding f;

	if (frame->kind == FRAME_HEADERS)
		diagnose_headers(t->k, frame, &f);
	else
		diagnose_mention(t->k, frame, &f);
	if (f.id != NULL && frame->kind == FRAME_MENTION && heard_covers(&t->heard, t->k, frame, &f))
		f.id = NULL;
	hand_out(t, &f);
	finding_release(&f);
}

/* The message by itself, where all its call does not hang on what is found. */
static void
hand_over(struct trace *t, const struct message *m, const struct frame *frame)
{
	struct frame whole = *frame;

	whole.index = m;
	t->o.message(t->out.ctx, &whole, t->number);
}

static void
report_message(struct trace *t, const struct message *m, const struct frame *frame)
{
	struct finding f;

	if (!m->is_response || (m->code < 300 && !t->o.all))
		return;
	diagnose_message(t->k, m, frame, t->number, &f);
	hand_out(t, &f);
	finding_release(&f);
}

/* One that tells nothing is not among those that --only asks for. */
static void
hand_over_chosen(struct trace *t, const struct message *m, const struct frame *frame)
{
	if (t->o.message != NULL && !t->hands_over && t->filter->only.n == 0)
		hand_over(t, m, frame);
}

static void
count_message(struct trace *t, const struct message *m, const struct frame *frame)
{
	if (m->is_response)
		t->responses++;
	else
		t->requests++;
	if (t->metrics != NULL)
		metrics_message(t->metrics, m, &frame->where);
}

/* Told by itself: it is asked for or not as it stands. */
static void
add_single(struct trace *t, const struct message *m, const struct frame *frame)
{
	if (!filter_message(t->filter, m, &frame->where)) {
		t->left_out++;
		return;
	}
	count_message(t, m, frame);
	hand_over_chosen(t, m, frame);
	report_message(t, m, frame);
}

/* Without a Call-ID it belongs to nothing, and stands for itself. Where a filter chooses, calls are counted when judged. */
static void
add_message(struct trace *t, const struct message *m, const struct frame *frame)
{
	if (t->o.each || m->call_id.n == 0) {
		add_single(t, m, frame);
		return;
	}
	if (!t->chooses)
		count_message(t, m, frame);
	calls_add(t->calls, m, frame, t->number);
}

/* The frame's own index, or one made here; NULL when it is no message. */
static const struct message *
index_of(struct trace *t, const struct frame *frame)
{
	if (frame->index != NULL)
		return frame->index;
	return message_index(&t->index, frame->bytes) == MESSAGE_OK ? &t->index : NULL;
}

/* A response that no client can act on: nothing follows from it for its call, and it is told by itself. */
static void
add_broken(struct trace *t, const struct frame *frame)
{
	const struct message *m = &t->index;
	struct finding f;

	if (t->o.each || message_index(&t->index, frame->bytes) != MESSAGE_BROKEN)
		return;
	t->number++;
	if (t->hands_over)
		hand_over(t, NULL, frame);
	if (!filter_message(t->filter, m, &frame->where)) {
		t->left_out++;
		return;
	}
	count_message(t, m, frame);
	hand_over_chosen(t, NULL, frame);
	diagnose_message(t->k, m, frame, t->number, &f);
	hand_out(t, &f);
	finding_release(&f);
}

void
trace_frame(struct trace *t, const struct frame *frame)
{
	const struct message *m;

	t->last_frame = 0;
	/* Each response is asked for, and nothing else; a log's lines stand for those it does not show. */
	if (frame->kind == FRAME_WITNESS && t->o.each && frame->witness->kind != WITNESS_LINE)
		return;
	if (frame->kind == FRAME_WITNESS) {
		if (!t->o.each) {	/* then responses are all there is */
			judge_witness(t->judge, frame);
			heard_line(&t->heard, frame);
		}
		calls_reach(t->calls, frame->where.time);
		return;
	}
	if (frame->kind != FRAME_MESSAGE) {
		report_fragment(t, frame);
		return;
	}
	m = index_of(t, frame);
	if (m == NULL) {
		add_broken(t, frame);
		return;
	}
	t->number++;
	if (t->hands_over)
		hand_over(t, m, frame);
	judge_seen(t->judge, m, frame, t->number);
	add_message(t, m, frame);
}

void
trace_soon(const struct trace *t, const struct frame *frame)
{
	if (frame->index == NULL || t->o.each)
		return;
	calls_fetch(t->calls, frame->index->call_hash);
	judge_fetch(t->judge, frame->index);
}

void
trace_idle(struct trace *t)
{
	int64_t now = clock_now();

	if (t->last_frame == 0)
		t->last_frame = now;
	calls_waited(t->calls, now - t->last_frame);
	judge_idle(t->judge, t->calls);
}

static void
end_calls(struct trace *t)
{
	calls_end(t->calls, look_ahead);
	judge_end(t->judge);
}

void
trace_break(struct trace *t)
{
	calls_end(t->calls, look_ahead);
	judge_break(t->judge);
	t->dropped += calls_dropped(t->calls);
	calls_free(t->calls);
	t->calls = calls_new(judge, t);
	if (t->o.live)
		calls_live(t->calls);
}

void
trace_interrupt(struct trace *t)
{
	calls_interrupt(t->calls);
}

void
trace_live(struct trace *t)
{
	t->o.live = true;
	calls_live(t->calls);
	judge_live(t->judge);
}

void
trace_end(struct trace *t)
{
	end_calls(t);
}

uint64_t
trace_responses(const struct trace *t)
{
	return t->responses + judge_responses(t->judge);
}

uint64_t
trace_requests(const struct trace *t)
{
	return t->requests + judge_requests(t->judge);
}

struct trace_counts
trace_counts(const struct trace *t)
{
	struct trace_counts counts = judge_counts(t->judge);

	counts.left_out += t->left_out;
	counts.findings_left_out += t->findings_left_out;
	return counts;
}

const struct summary *
trace_summary(struct trace *t)
{
	struct trace_counts counts;

	if (t->metrics == NULL)
		return NULL;
	counts = trace_counts(t);
	t->metrics->s.dropped_calls = t->dropped + calls_dropped(t->calls);
	t->metrics->s.left_out = counts.left_out;
	t->metrics->s.findings_left_out = counts.findings_left_out;
	return counts_summary(t->metrics);
}

const struct addr *
trace_encrypted(const struct trace *t)
{
	return judge_encrypted(t->judge);
}

void
trace_free(struct trace *t)
{
	calls_free(t->calls);
	judge_free(t->judge);
	counts_free(t->metrics);
	heard_release(&t->heard);
	message_release(&t->index);
	free(t);
}
