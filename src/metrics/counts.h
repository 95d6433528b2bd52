/* SPDX-License-Identifier: MIT */
/*
 * All that is counted of a trace, as whole numbers: what a summary is computed from, and what summaries of several traces
 * are added up by. Whatever order they are added in, the sum is the same.
 */
#ifndef SIPERR_METRICS_COUNTS_H
#define SIPERR_METRICS_COUNTS_H

#include "metrics/board.h"
#include "metrics/tallies.h"
#include "sip/message.h"

enum { COUNTED_METHODS = METHOD_COUNT, COUNTED_CODES = 800, COUNTED_IDS = 1024, COUNTED_PEERS = 4096 };

/*
 * No count of a summary that is read goes beyond, so that a list of them can be added up; nor a sum of times (µs)
 * beyond TIMES_MOST.
 */
#define COUNT_MOST ((uint64_t)1 << 50)
#define TIMES_MOST ((uint64_t)1 << 62)

/* Times that something took. */
struct mean {
	uint64_t sum;		/* µs */
	uint64_t n;
};

enum mean_name { MEAN_SRD, MEAN_SRD_FAILED, MEAN_SDD, MEAN_SDT, MEAN_RRD, MEAN_ACD, MEAN_PDD, MEANS };

struct counts {
	struct summary s;		/* its plain numbers and edges; the rest is made by counts_summary() */
	struct kept findings, peers;	/* tallies */
	uint64_t codes[COUNTED_CODES][COUNTED_METHODS];
	/* INVITE attempts (s.calls of them): challenge and retry are one; by how they ended. */
	uint64_t with_final, redirected, effective, ineffective, completed, network_effective;
	uint64_t registers, registers_failed;
	struct mean means[MEANS];
	struct board board;
	struct code_tally *code_list;	/* of the summary, as what follows */
	struct metric *metric_list;
};

struct counts *counts_new(const struct board_by *by);
void counts_free(struct counts *c);

/* "INVITE"; what is no method has none: "other". */
const char *counted_method(unsigned method);

void mean_add(struct mean *m, int64_t time);	/* µs; below zero, and NO_TIME, is none */
/* The trace reaches to this time. */
void counts_edge(struct counts *c, int64_t time, enum zone zone);
/* Nothing is beyond COUNT_MOST and TIMES_MOST. */
bool counts_hold(const struct counts *c);
/* False when the sum does not hold; both are by the same keys. Then *to is good for nothing more. */
bool counts_merge(struct counts *to, const struct counts *from);

/* Valid until the next call with the same counts. */
const struct summary *counts_summary(struct counts *c);

#endif
