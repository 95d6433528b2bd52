/* SPDX-License-Identifier: MIT */
/*
 * How several files become one body of evidence: in the order of their times, whatever order they were named in.
 *
 * Files that overlap or follow each other within 64 s belong to one trace; after a longer gap another trace begins,
 * since nobody knows what happened in between. Within a trace, files that follow each other stand in one lane (streams
 * and fragments go on from file to file), files of the same time in lanes beside each other, which are merged by time.
 * Captures that hold one direction each of the same connections are a lane, in which packets are merged by time.
 *
 * Times of day are put on the day of a file with dates that shows the same calls; what can't be, and what gives no times, stands
 * apart, before those with dates.
 */
#ifndef SIPERR_INPUT_ORDER_ORDER_H
#define SIPERR_INPUT_ORDER_ORDER_H

#include "input/capture/abreast.h"
#include "input/order/survey.h"

struct ordered {
	const struct survey *survey;
	size_t trace, lane;	/* numbers from 0; a lane's is its place in its trace */
	size_t abreast;		/* not 0: its packets are read among those of the files with this number, a lane of their own */
	int64_t shift;		/* to be added to each time as surveyed, µs: its clock differs from that of the trace */
	bool placed;		/* it gives no dates; the shift puts its times of day on the day of a file that does */
};

/*
 * `out` has room for n. Fills in the files to be read, in their order: by trace, and in a trace by time. Returns how
 * many they are: empty ones are left out, unless all are.
 */
size_t order_files(struct survey *surveys, size_t n, struct ordered *out);

/* Its times, moved by the shift, are those of a day that is known. */
bool ordered_has_dates(const struct ordered *f);

#endif
