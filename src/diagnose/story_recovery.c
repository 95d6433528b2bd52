/* SPDX-License-Identifier: MIT */
/* Which line ends a story: one that tells, after the failure, that the same thing works. */
#include "diagnose/story.h"

#include "diagnose/calls/limits.h"
#include "diagnose/story_near.h"

static bool
is_unreached(const struct story *s)
{
	return told_line_is(&s->best, TRAIT_UNREACHED);
}

/* A success later on is no comfort: somebody else's attempt, or what the media of a call lacked. */
static bool
lasts(const struct story *s)
{
	return told_line_is(&s->best, TRAIT_IN_CALL) || told_line_is(&s->best, TRAIT_ATTACK);
}

/* A registration or a peer is tried again and again; what may have been a call only for as long as one tries. */
static bool
is_tried_again(const struct story *s)
{
	return s->is_registration || s->is_no_call;
}

static bool
is_same_kind(const struct story *s, const struct witness *w)
{
	if (w->is_registration)
		return s->is_registration || (is_unreached(s) && s->call_id.n == 0);
	if (w->is_no_call)
		return s->is_no_call;
	return !is_tried_again(s);
}

static bool
is_host_only(const struct witness *w)
{
	return slice_eq(w->name, w->detail);
}

/* A line of the story names this account or host. */
static bool
names(const struct story *s, struct slice name)
{
	for (size_t i = 0; i < s->line_count; i++) {
		const struct witness *w = s->lines[i].witness;

		if ((both(w->name, name) && same_name(w->name, name)) || (both(w->detail, name) && same_name(w->detail, name)))
			return true;
	}
	return false;
}

/* The account came in from another address than the one that was refused: another phone, or somebody who guesses. */
static bool
is_elsewhere(const struct story *s, const struct witness *w)
{
	return w->from.family != 0 && s->peer.family != 0 && !addr_same_ip(&w->from, &s->peer) && !is_unreached(s);
}

static bool
is_same_account(const struct story *s, const struct witness *w, bool sole)
{
	if (both(s->name, w->name)) {
		if (same_name(s->name, w->name) || names(s, w->name))
			return !is_elsewhere(s, w);
		if (s->is_host)
			return w->is_registration && is_unreached(s) && (sole || same_name(s->name, host_in(w->name)));
		return is_host_only(w) && same_name(host_in(s->name), w->name);
	}
	return sole && w->is_registration;
}

static bool
is_same_thing(const struct story *s, const struct witness *w, bool sole)
{
	if (both(s->call_id, w->call_id))
		return slice_eq(s->call_id, w->call_id);
	if (both(s->thread, w->thread) && slice_eq(s->thread, w->thread))
		return true;
	if (!w->is_registration && !w->is_no_call)
		return false;
	if (both(s->best.witness->product, w->product) && !slice_eq(s->best.witness->product, w->product))
		return false;
	return is_same_account(s, w, sole);
}

/* The line names nothing: that it stands right behind says what it is about. */
bool
story_is_idle(const struct story *s, const struct witness *w, const struct place *where)
{
	enum { BEHIND = 2 };

	if (!told_line_is(&s->best, TRAIT_UNRESOLVED) || w->is_registration || w->is_no_call)
		return false;
	return w->name.n == 0 && w->detail.n == 0 && w->call_id.n == 0 &&
	    same_file(s->last.file, where->file) && s->last.line > 0 && where->line > s->last.line && where->line - s->last.line <= BEHIND;
}

int64_t
story_open_for(const struct story *s)
{
	return is_tried_again(s) ? STORY_RECOVERS : STORY_WAITS;
}

bool
story_recovers(const struct story *s, const struct witness *w, const struct place *where, bool sole)
{
	return !lasts(s) && is_near(&s->last, where, story_open_for(s), STORY_THREAD_LINES) && is_same_kind(s, w) &&
	    is_same_thing(s, w, sole);
}

enum severity
story_severity(const struct story *s)
{
	return s->is_over && s->best.severity > SEVERITY_NOTICE ? SEVERITY_NOTICE : s->best.severity;
}
