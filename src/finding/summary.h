/* SPDX-License-Identifier: MIT */
/*
 * Counts and metrics of a whole trace, as plain numbers; report/summary.c prints them. A ratio or mean
 * whose denominator is empty is not there (count 0), which is not the same as zero.
 */
#ifndef SIPERR_FINDING_SUMMARY_H
#define SIPERR_FINDING_SUMMARY_H

#include "base/place.h"

struct tally {			/* a name and how often */
	const char *name;
	const char *text;	/* of a finding: the id of the text that tells all of them, "code.404/register"; NULL: its own */
	uint64_t count;
	bool has_first;
	struct place first;	/* where it was seen first */
};

/* The id of the text that tells a finding that is counted. */
static inline const char *
tally_text(const struct tally *t)
{
	return t->text != NULL ? t->text : t->name;
}

struct code_tally {
	int code;
	const char *method;
	uint64_t count;
};

struct metric {
	const char *name;	/* "SER" */
	const char *formula;	/* "RFC 6076 §4.6" */
	bool ratio;		/* value is a share of 1; else seconds */
	bool present;		/* false: the denominator is empty */
	double value;
	uint64_t numerator, denominator;	/* of a ratio; denominator is the number of samples of a mean */
	uint64_t sum;		/* of a mean: µs */
};

struct board;

struct summary {
	uint64_t messages, requests, responses, remarks;
	/*
	 * Calls are INVITE dialogs attempted; each counts once among those that follow: with a finding of
	 * severity warning or error, else answered, cancelled, otherwise refused (busy, no answer), without end. One that
	 * was answered and has such a finding counts as both.
	 */
	uint64_t calls, failed, answered, cancelled, declined, unfinished;
	uint64_t failed_after_answer;	/* those that count as both */
	uint64_t registrations, subscriptions, other;
	uint64_t dropped_calls;		/* let go early because too many were alive */
	uint64_t left_out, findings_left_out;	/* by the filters: calls and the like; findings of those that stayed */
	struct edge_of_trace {
		int64_t time;		/* µs; NO_TIME when the trace has no times */
		enum zone zone;
	} first, last;
	struct tally *findings;		/* by id, most frequent first */
	size_t finding_count;
	struct tally *peers;		/* who sent the failures, most frequent first */
	size_t peer_count;
	struct code_tally *codes;	/* by code, then method */
	size_t code_count;
	struct metric *metrics;		/* in the order of the manual */
	size_t metric_count;
	const struct board *board;	/* metrics/board.h; NULL: there is none */
};

#endif
