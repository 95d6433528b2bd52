/* SPDX-License-Identifier: MIT */
/*
 * How long something took, many times: counts in fixed bins, 16 to each doubling of the time, so that histograms of parts
 * of a trace add up to that of the whole. A quantile read from one is the middle of its bin: off by at most a 32nd
 * (3.1 %) of the time, or 32 µs where it is under a millisecond. Longer times than HISTOGRAM_LONGEST count as that.
 */
#ifndef SIPERR_METRICS_HISTOGRAM_H
#define SIPERR_METRICS_HISTOGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HISTOGRAM_BINS = 320 };
#define HISTOGRAM_LONGEST ((int64_t)64 << 23)	/* µs: almost nine minutes */

struct bin {
	uint16_t at;			/* which: below HISTOGRAM_BINS */
	uint64_t n;
};

struct histogram {
	struct bin *bins;		/* those that are not empty, shortest times first */
	size_t count, cap;
	uint64_t samples;
	uint64_t sum;			/* µs */
};

void histogram_add(struct histogram *h, int64_t time);	/* µs; below zero is none */
/* So many in that bin, the sum left alone. */
void histogram_fill(struct histogram *h, unsigned at, uint64_t n);
void histogram_merge(struct histogram *to, const struct histogram *from);
void histogram_release(struct histogram *h);

/* µs: what so many of a hundred do not exceed (nearest rank). Of an empty one 0. */
double histogram_quantile(const struct histogram *h, unsigned percent);
/* The end of a bin, which belongs to it, in µs. */
int64_t histogram_end(unsigned at);

#endif
