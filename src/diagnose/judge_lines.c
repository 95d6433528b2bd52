/* SPDX-License-Identifier: MIT */
/* What log lines tell about a call that is judged, and stories that no call takes (diagnose/story.h). */
#include <string.h>

#include "diagnose/calls/limits.h"
#include "diagnose/explain.h"
#include "diagnose/judge_state.h"
#include "diagnose/line_explains.h"
#include "diagnose/story_near.h"
#include "finding/ids.h"

/* A line of a call that had its finding says nothing new; the call's own, if it comes later, would be a second one. */
static bool
is_told(struct judge *j, const struct story *s, const struct finding *f)
{
	return s->call_id.n > 0 && f->severity >= SEVERITY_WARNING && !judge_first(&j->warned, slice_hash(s->call_id));
}

static bool
is_of_network(const struct story *s)
{
	return id_is_of(s->best.id, "path") || strcmp(s->best.id, "reason.websocket-lost") == 0;
}

/* A story that no call takes is told by itself. */
void
judge_tell_story(struct judge *j, struct story *s)
{
	struct finding f;

	if (s->call_id.n == 0 && is_of_network(s) && judge_told_beside(j, s)) {
		stories_drop(j->stories, s);
		return;
	}
	/* Response by response, no line of a log comes between them. */
	if (!s->shown_by_message && !(j->o->each && j->has_messages)) {
		story_finding(j->k, s, &f);
		if (!filter_line(j->filter, &f)) {
			j->counts.findings_left_out++;
		} else if (!is_told(j, s, &f)) {
			if (j->metrics != NULL)
				metrics_story(j->metrics, s);
			judge_hand_out(j, &f);
		}
		finding_release(&f);
	}
	stories_drop(j->stories, s);
}

void
judge_tell_stories(struct judge *j, int64_t wait)
{
	struct story *s;

	while ((s = stories_due(j->stories, wait)) != NULL)
		judge_tell_story(j, s);
}

void
judge_idle(struct judge *j, const struct calls *alive)
{
	struct story *s = stories_next(j->stories, NULL), *next;

	for (; s != NULL; s = next) {
		next = stories_next(j->stories, s);
		if (s->call_id.n == 0 || !calls_alive(alive, s->call_id))
			judge_tell_story(j, s);
	}
}

/*
 * What a log says about the media of a call is true though its signalling went well; but not what it says of one relay: the
 * next of them may have served the call.
 */
static bool
outlasts_success(const struct story *s)
{
	return !s->is_no_call && told_line_is(&s->best, TRAIT_IN_CALL);
}

/*
 * A line at the place of the finding that says the same, or why it hung up: who wrote it names no call. What it states, another
 * call that ends there would have to have met as well.
 */
static bool
tells_same(const struct call *c, const struct story *s, const struct finding *f, const struct seen *beside)
{
	if (s->call_id.n > 0 || story_names_other(s, c) || !f->has_where)
		return false;
	if (!is_near(&s->best.where, &f->where, STORY_TIME, STORY_CALL_LINES) &&
	    !is_near(&s->best.where, &c->last->where, STORY_TIME, STORY_TIME_LINES) &&
	    (beside == NULL || !judge_is_beside(s, beside)))
		return false;
	return strcmp(f->id, s->best.id) == 0 || line_explains(s->best.id, f->id, LINE_NAMES_NO_CALL);
}

static void
join_same(struct judge *j, struct finding *f)
{
	struct story *next;

	for (struct story *s = stories_next(j->stories, NULL); s != NULL; s = next) {
		next = stories_next(j->stories, s);
		if (tells_same(j->trial.call, s, f, j->beside)) {
			story_join(j->k, s, f);
			stories_drop(j->stories, s);
			return;
		}
	}
}

void
judge_join_single(struct judge *j, const struct message *m, const struct place *where, struct finding *f)
{
	struct story *next;

	for (struct story *s = stories_next(j->stories, NULL); s != NULL; s = next) {
		next = stories_next(j->stories, s);
		if (story_is_of_response(s, m, where)) {
			story_join(j->k, s, f);
			stories_drop(j->stories, s);
		}
	}
}

/* The lines about the call; without a finding of its own they are what there is to say. False: nothing. */
bool
judge_join_stories(struct judge *j, const struct msg *success, bool has_finding, struct finding *f)
{
	const struct trial *t = &j->trial;
	struct story *s, *next;

	for (s = story_of_call(j->stories, t->call, t->failure, success, NULL); s != NULL; s = next) {
		if (has_finding) {
			story_join(j->k, s, f);
		} else if (!success || outlasts_success(s)) {
			story_finding(j->k, s, f);
			if (is_of_network(s))
				judge_take_beside(j, s, f);
			/* The messages say the same in other words: nothing came. */
			if (strcmp(f->id, "reason.peer-timeout") == 0 && t->call->facts & HAS_SILENCE) {
				f->id = rule_info[RULE_no_response].id;
				explain_entry(j->k, f, &(struct verdict){ .at = NULL });
			}
			has_finding = true;
		}
		next = story_of_call(j->stories, t->call, t->failure, success, s);
		stories_drop(j->stories, s);
	}
	if (has_finding && f->severity >= SEVERITY_WARNING)
		join_same(j, f);
	return has_finding;
}
