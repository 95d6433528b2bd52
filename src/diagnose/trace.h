/* SPDX-License-Identifier: MIT */
/*
 * Follows the calls, registrations and subscriptions of a trace: messages in, findings out. Each call
 * gives one finding when its end is certain, the rest of what is wrong with it stands in `also`
 * (rules in diagnose/rules/). Findings that span calls come when they are proven.
 */
#ifndef SIPERR_DIAGNOSE_TRACE_H
#define SIPERR_DIAGNOSE_TRACE_H

#include "finding/summary.h"
#include "finding/finding.h"
#include "finding/why.h"
#include "input/frame/frame.h"
#include "knowledge/knowledge.h"
#include "metrics/board.h"

struct against;
struct filter;

struct trace_options {
	bool each;		/* every response by itself: no calls, no rules */
	bool all;		/* also calls with nothing wrong (code.200 …) and notes of rules that had to stay silent */
	bool summary;		/* count for the summary … */
	struct board_by by;	/* … with a scoreboard by this */
	bool live;		/* somebody looks on: a call is judged as soon as it is sure, not when its timers have passed */
	struct against *against;	/* gets each call to be compared; NULL: none are */
	bool steps;		/* findings carry the ladder of their call */
	const struct filter *filter;	/* what is asked for; NULL: everything */
	/* Gets each call that was judged, with the ctx of the sink; valid until it returns. NULL: not wanted. */
	void (*call)(void *ctx, const struct call_line *line);
	/* Gets the Call-ID of each call that has nothing wrong with it and whose media the capture shows both ways. NULL: not wanted. */
	void (*heard)(void *ctx, struct slice call_id);
	/* Gets each message of what is asked for, its number, and its index where it has one. NULL: not wanted. */
	void (*message)(void *ctx, const struct frame *frame, uint64_t number);
	/* Gets each line that only names a code or a cause, where that says something, told or not. NULL: not wanted. */
	void (*mention)(void *ctx, const struct frame *frame);
	/* Gets what the rules of these ids saw of each call, or of several together, with the same ctx. NULL: not wanted. */
	struct strings why;		/* patterns as those of a filter */
	void (*why_call)(void *ctx, const struct why_call *why);
};

struct trace;
struct docket;

/* Is there a rule of single calls whose id the pattern names? */
bool trace_has_rule(const char *pattern);
/* … or one of what is proven from several calls together? Either can be asked why. */
bool trace_has_span(const char *pattern);

struct trace *trace_new(struct knowledge *k, const struct trace_options *o, const struct finding_sink *out);
void trace_frame(struct trace *t, const struct frame *frame);
/* That frame comes soon: what it will need is fetched into the cache. Nothing else changes. */
void trace_soon(const struct trace *t, const struct frame *frame);
/*
 * From now on what comes is not judged: it waits in *into, which is made where it is NULL and the trace's to free, for
 * trace_settle(). NULL: what comes is judged again; all that waits has to be settled before. Nothing but frames may come meanwhile.
 */
void trace_defer(struct trace *t, struct docket **into);
/* What waits there is judged: one after the other, in the order they were filled, but another thread may fill the next one meanwhile. */
void trace_settle(struct trace *t, struct docket *d);
/* Before that, what hangs on nothing else is found out: beside all of it, whatever thread has the time. */
void trace_ease(const struct trace *t, struct docket *d);
/* From now on somebody looks on, see trace_options. */
void trace_live(struct trace *t);
/*
 * What follows comes from the next of several files, not all of which give dates; those that do come last. Each call counts once, but
 * its findings are the sink's to put together, and to count with trace_told().
 */
void trace_next(struct trace *t, bool dated);
void trace_told(struct trace *t, const struct finding *f);
/* Live input has nothing new: what waited only for more messages is reported. */
void trace_idle(struct trace *t);
/* What follows was not captured with what came: nobody knows what happened in between. All calls so far are judged. */
void trace_break(struct trace *t);
/* The reading was interrupted: what is sure is judged and reported; what might have gone on is not. */
void trace_interrupt(struct trace *t);
/* The input has ended: everything left is judged and reported. */
void trace_end(struct trace *t);
/* How many were seen, of what is asked for; no response means that there was nothing to diagnose. */
uint64_t trace_responses(const struct trace *t);
uint64_t trace_requests(const struct trace *t);
/* Does one of them, or of the codes that single lines name, refuse something? A challenge refuses nothing. */
bool trace_refuses(const struct trace *t);
/* How many calls, registrations and other dialogs and exchanges were judged so far, and what the filter left out. */
struct trace_counts {
	uint64_t calls, registrations, others;
	uint64_t left_out;		/* calls, registrations and all else, or single messages */
	uint64_t findings_left_out;	/* of what was judged */
};
struct trace_counts trace_counts(const struct trace *t);
/* Valid until trace_free(); only with options.summary. */
const struct summary *trace_summary(struct trace *t);
/* Signalling went over TLS to this address, and can't be read; NULL: none did. */
const struct addr *trace_encrypted(const struct trace *t);
void trace_free(struct trace *t);

#endif
