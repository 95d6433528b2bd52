/* SPDX-License-Identifier: MIT */
#include "diagnose/story.h"

#include <stdlib.h>

#include "diagnose/calls/limits.h"
#include "diagnose/message/about.h"
#include "diagnose/story_near.h"
#include "finding/ids.h"

enum { STORIES = 4096, FAILURES = 64, ACCOUNT_MOST = 128 };

/* A failure among the messages, by where it stood. */
struct failure {
	int code;
	struct place where;
};

struct stories {
	struct knowledge *k;
	struct story *first, *last;
	size_t count;
	struct failure failures[FAILURES];
	size_t next_failure;
	char account[ACCOUNT_MOST];	/* the first one that a line of a registration named; "" */
	bool several_accounts;
};

struct stories *
stories_new(struct knowledge *k)
{
	struct stories *ss = xcalloc(1, sizeof *ss);

	ss->k = k;
	return ss;
}

void
stories_free(struct stories *ss)
{
	for (struct story *s = ss->first, *next; s != NULL; s = next) {
		next = s->next;
		arena_release(&s->arena);
		free(s);
	}
	free(ss);
}

void
stories_drop(struct stories *ss, struct story *s)
{
	*(s->prev != NULL ? &s->prev->next : &ss->first) = s->next;
	*(s->next != NULL ? &s->next->prev : &ss->last) = s->prev;
	ss->count--;
	arena_release(&s->arena);
	free(s);
}

struct story *
stories_next(const struct stories *ss, const struct story *after)
{
	return after != NULL ? after->next : ss->first;
}

/* ---- which line belongs to which story ---- */

/* Ids of one form that differ: two channels, two sessions. */
static bool
other_thread(const struct story *s, const struct witness *w)
{
	return both(s->thread, w->thread) && s->thread.n == w->thread.n && !slice_eq(s->thread, w->thread);
}

/* The registrar was named, and now the account: "reason [Forbidden] for proxy [h]", "identity [sip:u@h] … failed". */
static bool
is_account_there(const struct story *s, const struct witness *w)
{
	return s->is_host && s->is_registration && w->is_registration && same_name(s->name, host_in(w->name));
}

/* The far side answered, and now what that does to the channel: "Got SIP response 486 … from h", "SIP/trunk-0000000d is busy". */
static bool
is_channel_there(const struct story *s, const struct witness *w)
{
	return s->is_host && !s->is_registration && s->line_count == 1 && w->is_consequence && !slice_eq(w->name, w->detail);
}

static enum about
about_line(const struct witness *w)
{
	return w->is_registration ? ABOUT_REGISTRATION : about_requests(w->line);
}

/* Each tells of a response, and the codes differ: one answers a REGISTER, the other ends a call. */
static bool
are_other_answers(const struct witness *a, const struct witness *b)
{
	return witness_is_of(a, SLICE("code")) && witness_is_of(b, SLICE("code")) && a->number != b->number &&
	    (about_line(a) == ABOUT_REGISTRATION) != (about_line(b) == ABOUT_REGISTRATION);
}

/* A line of the story tells of the answer to a request of a call, and now comes another answer, to a REGISTER; or the other way round. */
static bool
answers_other_request(const struct story *s, const struct witness *w)
{
	enum about about = about_line(w);

	for (size_t i = 0; i < s->line_count && about != ABOUT_NEITHER; i++) {
		const struct witness *l = s->lines[i].witness;
		enum about other = about_line(l);

		if (other != ABOUT_NEITHER && other != about)
			return are_other_answers(l, w);
	}
	return false;
}

static bool
belongs(const struct story *s, const struct witness *w, const struct place *where, const char *id)
{
	const struct witness *last = s->lines[s->line_count - 1].witness;

	if (s->is_over)
		return false;
	if (both(s->call_id, w->call_id))
		return slice_eq(s->call_id, w->call_id);
	if (both(s->thread, w->thread) && slice_eq(s->thread, w->thread))
		return is_near(&s->last, where, STORY_THREAD, STORY_THREAD_LINES);
	if (other_thread(s, w))
		return false;
	if (both(s->name, w->name))
		return same_name(s->name, w->name) ? is_near(&s->last, where, STORY_NAME, STORY_TIME_LINES) :
		    (is_account_there(s, w) || is_channel_there(s, w)) && is_near(&s->last, where, STORY_AT_ONCE, 1);
	if (!is_near(&s->last, where, STORY_TIME, STORY_TIME_LINES))
		return false;
	/* Nothing but their time: a consequence, the same thing once more, or the next line of one program. */
	if (both(last->product, w->product) && !slice_eq(last->product, w->product))
		return false;
	if (answers_other_request(s, w))
		return false;
	return w->is_consequence || last->is_consequence || strcmp(s->best.id, id) == 0 ||
	    (is_near(&s->last, where, STORY_AT_ONCE, 1) && !are_other_answers(last, w));
}

/* The newest first: lines of one call follow each other. */
static struct story *
find_story(struct stories *ss, const struct witness *w, const struct place *where, const char *id)
{
	enum { LOOKED_AT = 64 };
	size_t n = 0;

	for (struct story *s = ss->last; s != NULL && n < LOOKED_AT; s = s->prev, n++)
		if (belongs(s, w, where, id))
			return s;
	return NULL;
}

/* ---- adding ---- */

/* Of two causes the one that is a fault, not the one that is only mentioned. */
static bool
is_graver(const struct told_line *l, const struct told_line *best)
{
	return best->severity <= SEVERITY_NOTICE && l->severity >= SEVERITY_WARNING && strcmp(l->id, best->id) != 0;
}

static void
note(struct story *s, const struct told_line *l)
{
	const struct witness *w = l->witness;

	if (s->count++ == 0) {
		s->best = *l;
		s->first = l->where;
	} else if (l->rank > s->best.rank || (l->rank == s->best.rank && is_graver(l, &s->best))) {
		bool told = strcmp(l->id, s->best.id) == 0 && !s->best.witness->is_consequence;
		enum severity before = told ? s->best.severity : SEVERITY_INFO;

		/* Why it failed, one line may only mention; that it did, another has told. */
		s->best = *l;
		if (s->best.severity < before)
			s->best.severity = before;
	} else if (s->best.severity <= SEVERITY_NOTICE && l->severity > s->best.severity && strcmp(l->id, s->best.id) == 0) {
		/* What one line only mentions, another tells as a failure. */
		s->best.severity = l->severity;
	}
	s->last = l->where;
	if (s->line_count < STORY_LINES)
		s->lines[s->line_count++] = *l;
	if (s->call_id.n == 0)
		s->call_id = w->call_id;
	if (s->thread.n == 0)
		s->thread = w->thread;
	/* An account or trunk tells more than a host does. */
	if (w->name.n > 0 && (s->name.n == 0 || (s->is_host && !slice_eq(w->name, w->detail)))) {
		s->name = w->name;
		s->is_host = slice_eq(w->name, w->detail);
	}
	if (s->peer.family == 0)
		s->peer = w->from;
	s->is_registration |= about_line(w) == ABOUT_REGISTRATION;
	/* One line about a call makes it that call's. */
	s->is_no_call = w->is_no_call && (s->count == 1 || s->is_no_call);
}

static struct story *
append(struct stories *ss)
{
	struct story *s = xcalloc(1, sizeof *s);

	s->arena = ARENA_INIT;
	s->prev = ss->last;
	*(ss->last != NULL ? &ss->last->next : &ss->first) = s;
	ss->last = s;
	ss->count++;
	return s;
}

int
story_line_code(const struct told_line *l)
{
	return l->code > 0 ? l->code : (int)id_code(l->id);
}

/* A response with the code that the line names stands near it; a cause is shown by any failure. */
static bool
repeats(const struct told_line *l, int code, const struct place *where)
{
	int named = story_line_code(l);

	if (!is_near(&l->where, where, STORY_REPEATS, STORY_REPEATS_LINES))
		return false;
	return named > 0 ? named == code : id_is_of(l->id, "q850");
}

static void
note_account(struct stories *ss, const struct witness *w)
{
	struct slice name = slice_head(w->name, ACCOUNT_MOST - 1);

	if (!w->is_registration || name.n < 2 || slice_eq(w->name, w->detail))
		return;
	if (ss->account[0] != '\0') {
		ss->several_accounts |= !same_name(slice_of(ss->account), name);
		return;
	}
	memcpy(ss->account, name.p, name.n);
	ss->account[name.n] = '\0';
}

/* Something works: what failed of it before is over. */
static void
end_stories(struct stories *ss, const struct frame *frame)
{
	struct story *next;

	for (struct story *s = ss->first; s != NULL; s = next) {
		struct told_line *l = &s->success;

		next = s->next;
		if (story_is_idle(s, frame->witness, &frame->where)) {
			stories_drop(ss, s);
			continue;
		}
		if (s->is_over || !story_recovers(s, frame->witness, &frame->where, !ss->several_accounts))
			continue;
		s->is_over = true;
		told_line_read(ss->k, witness_copy(&s->arena, frame->witness), &s->arena, l);
		l->where = frame->where;
		l->where.file = arena_strdup(&s->arena, frame->where.file);
	}
}

void
stories_add(struct stories *ss, const struct frame *frame)
{
	struct arena a = ARENA_INIT;
	struct told_line l;
	struct story *s;

	note_account(ss, frame->witness);
	if (frame->witness->is_success) {
		end_stories(ss, frame);
		return;
	}
	/* Whether it is worth keeping, and where, shows before it is copied. */
	if (!told_line_read(ss->k, frame->witness, &a, &l) || l.severity == SEVERITY_INFO) {
		arena_release(&a);
		return;
	}
	s = find_story(ss, frame->witness, &frame->where, l.id);
	arena_release(&a);
	if (s == NULL)
		s = append(ss);
	if (s->line_count == STORY_LINES && s->best.rank >= l.rank) {
		s->count++;
		s->last = frame->where;
		s->last.file = s->first.file;
		return;
	}
	told_line_read(ss->k, witness_copy(&s->arena, frame->witness), &s->arena, &l);
	l.where = frame->where;
	l.where.file = arena_strdup(&s->arena, frame->where.file);
	note(s, &l);
	for (size_t i = 0; i < FAILURES && !s->shown_by_message; i++)
		s->shown_by_message = ss->failures[i].code > 0 && repeats(&s->best, ss->failures[i].code, &ss->failures[i].where);
}

void
stories_failure(struct stories *ss, int code, const struct place *where)
{
	enum { LOOKED_AT = 16 };
	size_t n = 0;

	ss->failures[ss->next_failure++ % FAILURES] = (struct failure){ code, *where };
	for (struct story *s = ss->last; s != NULL && n < LOOKED_AT; s = s->prev, n++)
		s->shown_by_message |= repeats(&s->best, code, where);
}

struct story *
stories_due(const struct stories *ss, int64_t wait)
{
	const struct place *end;

	if (ss->first == NULL)
		return NULL;
	end = &ss->last->last;
	if (wait > 0 && wait < story_open_for(ss->first))
		wait = story_open_for(ss->first);
	if (wait == 0 || ss->count > STORIES || !is_near(&ss->first->last, end, wait, STORY_THREAD_LINES))
		return ss->first;
	return NULL;
}
