/* SPDX-License-Identifier: MIT */
/*
 * What a call waits for before it is judged, and how long since its last message: so that an answer, a retry or a repeat that
 * still comes is seen. The lengths stand in limits.def.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_PATIENCE_H
#define SIPERR_DIAGNOSE_CALLS_PATIENCE_H

#include "diagnose/calls/call.h"

/* From the shortest to the longest. */
enum patience {
	PATIENCE_OVER,		/* it failed for good … */
	PATIENCE_ASKED,		/* … or its credentials were refused, and somebody looks on */
	PATIENCE_ENDED,		/* every transaction has its final response */
	PATIENCE_SOON,		/* it will be tried again, or the ACK is still to come */
	PATIENCE_OPEN,		/* a provisional response came: a person may be asked */
	PATIENCE_TALKING,
	PATIENCES
};

enum patience patience_with(const struct call *c, bool live);
/* Has it been quiet for too long: in µs of the trace, or in messages of others where there are no times? */
bool patience_ends(enum patience p, int64_t quiet);
bool patience_ends_after(enum patience p, uint64_t messages);

/* The call failed for good and was acknowledged everywhere: nothing that matters is to be expected of it. */
bool call_is_over(const struct call *c);

#endif
