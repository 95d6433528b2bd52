/* SPDX-License-Identifier: MIT */
/* What goes out of what was judged: a finding, once, the line of a call, its messages. */
#include "diagnose/against.h"
#include "diagnose/call_line.h"
#include "diagnose/judge_state.h"

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
	if (j->metrics != NULL)
		metrics_finding(j->metrics, f);
	j->out->finding(j->out->ctx, f);
}

/* A call that is judged before its timers have passed may come back with no more than copies. */
static bool
first_told(struct judge *j, const struct call *c, const char *id)
{
	return judge_first(&j->told, c->hash ^ slice_hash(slice_of(id)));
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
