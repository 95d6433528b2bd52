/* SPDX-License-Identifier: MIT */
/*
 * What got worse from a good trace to another one: findings, codes and ratios by Fisher's exact test, times by the test of
 * Mann, Whitney and Wilcoxon over their histograms. Told is what chance makes less often than once in WORSE_CHANCE and
 * what is worse by a good part (WORSE_… in limits.def): of two healthy traces nothing.
 */
#ifndef SIPERR_METRICS_WORSE_H
#define SIPERR_METRICS_WORSE_H

#include "finding/comparison.h"
#include "metrics/counts.h"

/* Final responses by calls, each code once a call: copies and hops make no more of it. */
struct answers {
	uint64_t asked[COUNTED_METHODS];	/* calls with a request of that method that was answered */
	uint64_t codes[COUNTED_METHODS][COUNTED_CODES];
};

struct capture {
	const struct summary *s;	/* with its board */
	const struct answers *answers;
};

/* Fills all of *out; release its arena. False: one of them has too few calls to say anything. */
bool captures_compare(const struct capture *now, const struct capture *good, struct captures *out);

#endif
