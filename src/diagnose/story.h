/* SPDX-License-Identifier: MIT */
/*
 * What log lines tell: witnesses of kind WITNESS_LINE, put together where they are about one thing, so that each call,
 * registration or connection has one story, and the cause stands before its consequences. A story waits for the call
 * it may belong to (story_of_call()); what no call takes is told by itself.
 *
 * Lines belong together by Call-ID, else by channel or session, else by the name or number they tell, else by time.
 * A later line that tells that the same thing works ends its story: it is told mildly (story_recovery.c).
 */
#ifndef SIPERR_DIAGNOSE_STORY_H
#define SIPERR_DIAGNOSE_STORY_H

#include "diagnose/calls/call.h"
#include "diagnose/message/log_line.h"

enum { STORY_LINES = 6 };	/* so many lines are kept of one */

struct story {
	struct arena arena;
	struct told_line lines[STORY_LINES];
	size_t line_count;
	struct told_line best;
	struct slice call_id, thread, name;	/* empty: not told */
	struct addr peer;			/* family 0: not told */
	struct place first, last;
	uint64_t count;				/* of lines */
	bool is_registration, is_no_call;
	bool is_host;				/* the name is that of a host */
	bool shown_by_message;			/* it only repeats what a message near it shows */
	bool is_over;				/* … and then it worked: `success` */
	struct told_line success;
	struct story *next, *prev;		/* in the order they began */
};

struct stories;

struct stories *stories_new(struct knowledge *k);
void stories_free(struct stories *ss);

/* A line comes: of a failure, or of a success that ends the stories about the same thing. Others are not kept. */
void stories_add(struct stories *ss, const struct frame *frame);
/* A failure among the messages: a line near it that only repeats it is not told again. */
void stories_failure(struct stories *ss, int code, const struct place *where);

/* The code that the line names, or that of its entry; 0: neither. */
int story_line_code(const struct told_line *l);

/* The line tells that what failed in the story works now; sole: no log line named a second account. */
bool story_recovers(const struct story *s, const struct witness *w, const struct place *where, bool sole);
/* … or, right behind a name that was not found, that nothing hangs on it: then there is no story. */
bool story_is_idle(const struct story *s, const struct witness *w, const struct place *where);
/* How long (µs) a success may still end it. */
int64_t story_open_for(const struct story *s);
/* How grave it is, seen from its end. */
enum severity story_severity(const struct story *s);

/* The next one after `after` (NULL: the first); NULL: no more. */
struct story *stories_next(const struct stories *ss, const struct story *after);
/* The oldest, when it must be told: too many wait, or the log went on for so long (µs; 0: any); else NULL. */
struct story *stories_due(const struct stories *ss, int64_t wait);
void stories_drop(struct stories *ss, struct story *s);

/* The next story that is about the call, after `after`; `failure` is the call's, NULL: none. NULL: no more. */
struct story *story_of_call(const struct stories *ss, const struct call *c, const struct msg *failure,
    const struct msg *success, const struct story *after);

/* It is about a failure that names no call: the status line is all that was pasted of it. */
bool story_is_of_response(const struct story *s, const struct message *m, const struct place *where);

/* It names somebody, or a host, whom the call does not. */
bool story_names_other(const struct story *s, const struct call *c);

/* The finding of a story that no call took; release it. */
void story_finding(struct knowledge *k, const struct story *s, struct finding *out);
/* The lines as evidence of a call's finding; what they state becomes its entry where that is nearer to the cause. */
void story_join(struct knowledge *k, const struct story *s, struct finding *f);

#endif
