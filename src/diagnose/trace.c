/* SPDX-License-Identifier: MIT */
#include "diagnose/trace.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "diagnose/arrivals.h"
#include "diagnose/calls/calls.h"
#include "diagnose/calls/filter.h"
#include "diagnose/docket.h"
#include "diagnose/judge.h"
#include "diagnose/metrics.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/spans.h"

struct trace {
	struct trace_options o;
	struct finding_sink out;
	struct judge *judge;
	struct arrivals arrivals;
	struct counts *metrics;		/* NULL when nobody wants the summary */
	/* Beside which, in another thread, dockets may be heard: */
	struct calls *calls;
	struct docket *open;		/* what comes waits in it; NULL: it is judged at once */
	struct docket **dockets;	/* all there are */
	size_t docket_count, docket_cap;
	struct message index;
	uint64_t number;		/* of the last message */
	uint64_t dropped;		/* calls let go early, before the last break */
	int64_t last_frame;		/* real time, µs */
};

static void
ended(void *ctx, struct call *c)
{
	const struct trace *t = ctx;

	if (t->open != NULL)
		c->ended = true;
	else
		judge_call(t->judge, c);
}

static void
over(void *ctx, struct call *c)
{
	const struct trace *t = ctx;

	if (t->open != NULL)
		docket_call(t->open, c);
	else
		call_free(c, calls_pool(t->calls));
}

static void
look_ahead(void *ctx, struct call *c)
{
	struct trace *t = ctx;

	judge_look_ahead(t->judge, c);
}

static void
begin_calls(struct trace *t)
{
	t->calls = calls_new(ended, t);
	calls_keep(t->calls, over);
	if (t->o.live)
		calls_live(t->calls);
}

struct trace *
trace_new(struct knowledge *k, const struct trace_options *o, const struct finding_sink *out)
{
	struct trace *t = xcalloc(1, sizeof *t);
	static const struct filter everything;
	const struct filter *filter = o->filter != NULL ? o->filter : &everything;

	t->o = *o;
	t->out = *out;
	if (o->summary)
		t->metrics = counts_new(&o->by);
	t->judge = judge_new(k, &t->o, &t->out, t->metrics);
	t->arrivals = (struct arrivals){
		.k = k, .o = &t->o, .out = &t->out, .judge = t->judge, .metrics = t->metrics, .filter = filter,
		.chooses = filter_chooses_calls(filter), .hands_over = o->message != NULL && !filter_chooses(filter),
	};
	begin_calls(t);
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

	for (size_t i = 0; spans_alone_id(i) != NULL; i++)
		if (filter_names(&one, spans_alone_id(i)))
			return true;
	return false;
}

static void
see_in_time(struct trace *t, const struct message *m, const struct frame *frame)
{
	if (t->open == NULL)
		arrivals_take(&t->arrivals, m, frame, t->number);
	else
		docket_came(t->open, docket_slot(t->open), m, frame, t->number);
}

/* A message goes to its call, or waits in the docket that is open: by reference where the call keeps its bytes anyway. */
static void
add_message(struct trace *t, const struct message *m, const struct frame *frame)
{
	const struct msg *kept;
	size_t slot;

	if (t->open == NULL) {
		arrivals_take(&t->arrivals, m, frame, t->number);
		calls_add(t->calls, m, frame, t->number);
		return;
	}
	slot = docket_slot(t->open);
	kept = calls_add(t->calls, m, frame, t->number);
	if (kept != NULL && kept->bytes.n == frame->bytes.n)
		docket_kept(t->open, slot, kept);
	else
		docket_came(t->open, slot, m, frame, t->number);
}

/* Its own index is used, or one made here. */
static void
take_message(struct trace *t, const struct frame *frame)
{
	const struct message *m = frame->index != NULL ? frame->index : &t->index;
	enum message_status status = frame->index != NULL ? MESSAGE_OK : message_index(&t->index, frame->bytes);

	if (status != MESSAGE_OK && (status != MESSAGE_BROKEN || t->o.each))
		return;
	t->number++;
	if (status == MESSAGE_OK && arrivals_belong(&t->arrivals, m))
		add_message(t, m, frame);
	else
		see_in_time(t, status == MESSAGE_OK ? m : NULL, frame);
}

void
trace_frame(struct trace *t, const struct frame *frame)
{
	t->last_frame = 0;
	/* Each response is asked for, and nothing else; a log's lines stand for those it does not show. */
	if (frame->kind == FRAME_WITNESS && t->o.each && frame->witness->kind != WITNESS_LINE)
		return;
	if (frame->kind == FRAME_MESSAGE)
		take_message(t, frame);
	else
		see_in_time(t, NULL, frame);
	if (frame->kind == FRAME_WITNESS)
		calls_reach(t->calls, frame->where.time);
}

void
trace_defer(struct trace *t, struct docket **into)
{
	t->open = into != NULL ? *into : NULL;
	if (into == NULL)
		return;
	if (t->open == NULL) {
		GROW(t->dockets, t->docket_count, t->docket_cap);
		t->dockets[t->docket_count++] = *into = t->open = docket_new();
	}
	docket_open(t->open, calls_pool(t->calls));
}

void
trace_settle(struct trace *t, struct docket *d)
{
	docket_hear(d, &t->arrivals);
}

void
trace_ease(const struct trace *t, struct docket *d)
{
	docket_ease(d, knowledge_twin(t->arrivals.k));
}

void
trace_soon(const struct trace *t, const struct frame *frame)
{
	if (frame->index == NULL || t->o.each)
		return;
	calls_fetch(t->calls, frame->index->call_hash, sizeof(struct msg) + frame->bytes.n + message_size(frame->index));
	if (t->open == NULL)
		judge_fetch(t->judge, frame->index, &frame->where);
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
	begin_calls(t);
}

void
trace_next(struct trace *t, bool dated)
{
	judge_next(t->judge, dated);
}

void
trace_told(struct trace *t, const struct finding *f)
{
	if (t->metrics != NULL)
		metrics_finding(t->metrics, f);
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
	return t->arrivals.responses + judge_responses(t->judge);
}

uint64_t
trace_requests(const struct trace *t)
{
	return t->arrivals.requests + judge_requests(t->judge);
}

bool
trace_refuses(const struct trace *t)
{
	return t->arrivals.refuses;
}

struct trace_counts
trace_counts(const struct trace *t)
{
	struct trace_counts counts = judge_counts(t->judge);

	counts.left_out += t->arrivals.left_out;
	counts.findings_left_out += t->arrivals.findings_left_out;
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
	arrivals_release(&t->arrivals);
	message_release(&t->index);
	for (size_t i = 0; i < t->docket_count; i++)
		docket_free(t->dockets[i]);
	free(t->dockets);
	free(t);
}
