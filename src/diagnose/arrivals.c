/* SPDX-License-Identifier: MIT */
#include "diagnose/arrivals.h"

#include "diagnose/message/single.h"

/* A finding that belongs to no call. */
static void
hand_out(struct arrivals *as, const struct finding *f)
{
	if (f->id == NULL)
		return;
	if (filter_ignores(as->filter, f->id) || !filter_finding(as->filter, f))
		as->findings_left_out++;
	else
		as->out->finding(as->out->ctx, f);
}

static void
note_code(struct arrivals *as, int code)
{
	as->refuses |= code >= 300 && !code_is_challenge(code);
}

static void
report_headers(struct arrivals *as, const struct frame *frame)
{
	struct finding f;

	diagnose_headers(as->k, frame, &f);
	hand_out(as, &f);
	finding_release(&f);
}

static void
report_mention(struct arrivals *as, const struct frame *frame)
{
	struct finding f;

	diagnose_mention(as->k, frame, &f);
	if (f.id != NULL) {
		note_code(as, f.code);
		if (as->o->mention != NULL)
			as->o->mention(as->out->ctx, frame);
		if (heard_covers(&as->heard, as->k, frame, &f))
			f.id = NULL;
	}
	hand_out(as, &f);
	finding_release(&f);
}

/* The message by itself, where all its call does not hang on what is found. */
static void
hand_over(struct arrivals *as, const struct message *m, const struct frame *frame, uint64_t number)
{
	struct frame whole = *frame;

	whole.index = m;
	as->o->message(as->out->ctx, &whole, number);
}

static void
report_message(struct arrivals *as, const struct message *m, const struct frame *frame, uint64_t number)
{
	struct finding f;

	if (!m->is_response || (m->code < 300 && !as->o->all))
		return;
	diagnose_message(as->k, m, frame, number, &f);
	if (f.id != NULL && m->code >= 300 && !as->o->each)
		judge_join_single(as->judge, m, &frame->where, &f);
	hand_out(as, &f);
	finding_release(&f);
}

/* One that tells nothing is not among those that --only asks for. */
static void
hand_over_chosen(struct arrivals *as, const struct message *m, const struct frame *frame, uint64_t number)
{
	if (as->o->message != NULL && !as->hands_over && as->filter->only.n == 0)
		hand_over(as, m, frame, number);
}

static void
count_message(struct arrivals *as, const struct message *m, const struct frame *frame)
{
	if (m->is_response)
		as->responses++;
	else
		as->requests++;
	note_code(as, m->code);
	if (as->metrics != NULL)
		metrics_message(as->metrics, m, &frame->where);
}

/* A message that is told by itself: whether it is asked for is decided by what it says, without a call. */
static void
add_single(struct arrivals *as, const struct message *m, const struct frame *frame, uint64_t number)
{
	if (!filter_message(as->filter, m, &frame->where)) {
		as->left_out++;
		return;
	}
	count_message(as, m, frame);
	hand_over_chosen(as, m, frame, number);
	report_message(as, m, frame, number);
}

/* A response that no client can act on: nothing follows from it for its call, and it is told by itself. */
static void
add_broken(struct arrivals *as, const struct frame *frame, uint64_t number)
{
	const struct message *m = &as->index;
	struct finding f;

	message_index(&as->index, frame->bytes);
	if (!filter_message(as->filter, m, &frame->where)) {
		as->left_out++;
		return;
	}
	count_message(as, m, frame);
	hand_over_chosen(as, NULL, frame, number);
	diagnose_message(as->k, m, frame, number, &f);
	hand_out(as, &f);
	finding_release(&f);
}

bool
arrivals_belong(const struct arrivals *as, const struct message *m)
{
	return m != NULL && !as->o->each && m->call_id.n > 0;
}

/* Where a filter chooses, calls are counted when judged. */
static void
see_message(struct arrivals *as, const struct message *m, const struct frame *frame, uint64_t number)
{
	if (as->hands_over)
		hand_over(as, m, frame, number);
	if (m == NULL) {
		add_broken(as, frame, number);
		return;
	}
	judge_seen(as->judge, m, frame, number);
	if (!arrivals_belong(as, m))
		add_single(as, m, frame, number);
	else if (!as->chooses)
		count_message(as, m, frame);
}

static void
see_witness(struct arrivals *as, const struct frame *frame)
{
	if (as->o->each)		/* then responses are all there is */
		return;
	judge_witness(as->judge, frame);
	heard_line(&as->heard, frame);
}

void
arrivals_take(struct arrivals *as, const struct message *m, const struct frame *frame, uint64_t number)
{
	if (frame->kind == FRAME_MESSAGE)
		see_message(as, m, frame, number);
	else if (frame->kind == FRAME_WITNESS)
		see_witness(as, frame);
	else if (frame->kind == FRAME_HEADERS)
		report_headers(as, frame);
	else
		report_mention(as, frame);
}

void
arrivals_release(struct arrivals *as)
{
	heard_release(&as->heard);
	message_release(&as->index);
}
