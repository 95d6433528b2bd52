/* SPDX-License-Identifier: MIT */
/* Points in time as people name them: --since and --until. */
#ifndef SIPERR_DIAGNOSE_CALLS_MOMENT_H
#define SIPERR_DIAGNOSE_CALLS_MOMENT_H

#include "input/frame/frame.h"

struct moment {
	enum {
		MOMENT_NONE,
		MOMENT_DATE,		/* "2024-05-06", "2024-05-06T07:08:09.5", with Z or an offset, else in TZ */
		MOMENT_CLOCK,		/* "07:08", "07:08:09": on the last day of the trace, in TZ */
		MOMENT_BEFORE_END,	/* "-90s", "-15m", "-2h", "-1d" */
	} kind;
	bool zoned;			/* a date with a zone of its own: `time` is UTC; else as the calendar shows it */
	int64_t time;			/* µs: since 1970, since midnight, before the end */
};

bool moment_parse(struct moment *out, struct slice text);

/* Does the end of the trace have to be known first? */
bool moment_needs_end(const struct moment *m);

/*
 * The time it stands for, as the trace counts (struct place). `end` is the last time of the trace; for a trace with
 * nothing but clocks a date counts by its clock alone, for one without a zone a time is as it stands there. NO_TIME for
 * MOMENT_NONE, or when `end` is needed and NO_TIME.
 */
int64_t moment_resolve(const struct moment *m, int64_t end, enum zone zone);

#endif
