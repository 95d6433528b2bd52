/* SPDX-License-Identifier: MIT */
/*
 * What judge.c has in hand, for its other files: the rules tried on a call (judge_rules.c), the log lines that no call,
 * or the call being judged, takes (judge_lines.c), and what goes out (judge_tell.c). Nobody else includes it.
 */
#ifndef SIPERR_DIAGNOSE_JUDGE_STATE_H
#define SIPERR_DIAGNOSE_JUDGE_STATE_H

#include "base/recall.h"
#include "diagnose/alone.h"
#include "diagnose/calls/filter.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/calls/legs.h"
#include "diagnose/calls/recent.h"
#include "diagnose/calls/witnesses.h"
#include "diagnose/judge.h"
#include "diagnose/rules/network.h"
#include "diagnose/rules/spans.h"
#include "diagnose/rules/streams.h"
#include "diagnose/story.h"
#include "diagnose/trial.h"

struct judge {
	struct knowledge *k;
	const struct trace_options *o;
	const struct finding_sink *out;
	struct counts *metrics;
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
	unsigned spans_asked;		/* bits by spans_alone_id(): it was said why */
	/*
	 * Calls that had their warning or error, by Call-ID: a registration is judged each time it falls
	 * quiet, but has one such finding.
	 */
	struct recall warned;
	struct recall told;		/* live: calls and what else was said of them */
	struct recall rounds;		/* live: of each call, how often it would have been judged without haste */
	struct recall counted;		/* calls of files that give no dates, which other files may show, too: judge_counted.c */
	const struct story *asked;	/* which is going to be told: who joins it leaves it there */
	const struct seen *beside;	/* what the network shows of the headline; NULL: nothing */
	unsigned files;			/* the number of those being read; 0: there are no others */
	bool dated;
};

/* What was found goes out, unless a filter leaves it out. */
void judge_hand_out(struct judge *j, const struct finding *f);
/* Was it met for the first time? */
bool judge_first(struct recall *r, uint64_t hash);
/* A call has one warning or error, though it may be judged again. */
bool judge_may_tell(struct judge *j, const struct call *c, const struct finding *f);
/* The line of the call; `f` NULL: there is nothing to say about it. */
void judge_tell_call(struct judge *j, const struct call *c, const struct finding *f);
/* The call goes into what is counted; one that other files showed is counted once. */
void judge_count(struct judge *j, const struct call *c, bool failed, bool fresh);
struct recall judge_counted(void);
struct recall judge_rounds(uint32_t most);
/* Live: the call is judged. False: it was, and without haste the two would have been one. */
bool judge_begins_round(struct judge *j, const struct call *c);
/* Its messages, where a filter chooses: `f` as above. */
void judge_hand_over(struct judge *j, const struct call *c, const struct finding *f);

/* The story is about what the network shows there. */
bool judge_is_beside(const struct story *s, const struct seen *seen);
/* Stories about it become its evidence. */
void judge_join_beside(struct judge *j, const struct seen *seen, struct finding *f);
/* What the network shows of it becomes evidence of the finding that a call has from the story. */
void judge_take_beside(struct judge *j, const struct story *s, struct finding *f);
/* The network shows what the story, which no call took, is about, and that was told, or is now: perhaps with the story, then gone. */
bool judge_told_beside(struct judge *j, const struct story *s);

/* Tries each rule on the call: j->trial. judge_let_go() frees what a verdict of one that ran holds. */
void judge_try_rules(struct judge *j, const struct call *c);
/* The capture shows its media both ways. */
bool judge_hears_both(struct judge *j, const struct call *c);
void judge_let_go(struct verdict *v);
/* The first that is more than a hint; a hint only when there is nothing better; RULE_COUNT: nothing at all. */
enum rule judge_headline(struct judge *j);
/* The rule stays silent only because the trace is too short, or lacks something. */
bool judge_cannot_say(const struct trial *t, enum rule r);
/* What each rule asked for saw of the call, and what held it back. */
void judge_tell_why(struct judge *j, const struct call *c, enum rule head);
/* The same of what several calls prove together, each time something was weighed; and of what there was nothing to weigh. */
void judge_tell_span_why(struct judge *j, struct why *w, const struct finding *f, enum why_outcome outcome);
void judge_tell_unseen_why(struct judge *j);

/* A story that no call takes is told by itself, then forgotten. */
void judge_tell_story(struct judge *j, struct story *s);
/* All that waited longer than that, in µs. */
void judge_tell_stories(struct judge *j, int64_t wait);
/* The lines about the call; without a finding of its own they are what there is to say. False: nothing. */
bool judge_join_stories(struct judge *j, const struct msg *success, bool has_finding, struct finding *f);

#endif
