/* SPDX-License-Identifier: MIT */
/* What goes out of what was judged: a finding, once, the line of a call, its messages. */
#include "diagnose/against.h"
#include "diagnose/call_line.h"
#include "diagnose/calls/patience.h"
#include "diagnose/judge_state.h"

/* Makes another hash of each number. */
#define SPREAD UINT64_C(0x9e3779b97f4a7c15)

bool
judge_first(struct recall *r, uint64_t hash)
{
	bool fresh;

	recall_use(r, hash, &fresh);
	return fresh;
}

void
judge_hand_out(struct judge *j, const struct finding *f)
{
	if (!filter_finding(j->filter, f)) {
		j->counts.findings_left_out++;
		return;
	}
	if (j->metrics != NULL && j->files == 0)
		metrics_finding(j->metrics, f);
	j->out->finding(j->out->ctx, f);
}

/* When it was heard last, what it would have waited for, and how often that was over. */
struct round {
	int64_t touched;
	uint64_t touched_number, count;
	enum patience patience;
};

struct recall
judge_rounds(uint32_t most)
{
	return RECALL(struct round, most);
}

bool
judge_begins_round(struct judge *j, const struct call *c)
{
	bool fresh;
	struct round *r = recall_use(&j->rounds, c->hash, &fresh);
	bool timed = c->first->where.time != NO_TIME && r->touched != NO_TIME;
	bool begins = fresh || (timed ? patience_ends(r->patience, c->first->where.time - r->touched) :
	    patience_ends_after(r->patience, c->first->number - r->touched_number));

	*r = (struct round){ c->touched, c->touched_number, r->count + begins, patience_with(c, false) };
	return begins;
}

/*
 * A call that is judged before its timers have passed may come back with no more than copies; what comes later than them is
 * another round.
 */
static bool
first_told(struct judge *j, const struct call *c, const char *id)
{
	const struct round *r = recall_find(&j->rounds, c->hash);

	return judge_first(&j->told, c->hash ^ slice_hash(slice_of(id)) ^ (r != NULL ? r->count * SPREAD : 0));
}

bool
judge_may_tell(struct judge *j, const struct call *c, const struct finding *f)
{
	if (f->severity < SEVERITY_WARNING)
		return !j->o->live || first_told(j, c, f->id);
	return judge_first(&j->warned, c->hash);
}

void
judge_tell_call(struct judge *j, const struct call *c, const struct finding *f)
{
	const struct finding healthy = { .id = "" };
	struct arena a = ARENA_INIT;
	struct call_line line;

	if (j->o->against != NULL)
		against_call(j->o->against, c, f, filter_finding(j->filter, f ? f : &healthy));
	if (j->o->call == NULL || !(j->o->all || (c->facts & HAS_INVITE)) || !filter_finding(j->filter, f ? f : &healthy))
		return;
	call_line(c, f, &line, &a);
	j->o->call(j->out->ctx, &line);
	arena_release(&a);
}

void
judge_hand_over(struct judge *j, const struct call *c, const struct finding *f)
{
	const struct finding healthy = { .id = "" };

	if (j->o->message == NULL || !filter_chooses(j->filter) || !filter_finding(j->filter, f ? f : &healthy))
		return;
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		struct frame frame = msg_frame(m);

		frame.index = msg_index(m);
		j->o->message(j->out->ctx, &frame, m->number);
	}
}
