/* SPDX-License-Identifier: MIT */
/*
 * --against: which two calls are compared. Of the trace asked about the call with the gravest finding, the first of those;
 * of the good one a call of the same kind that went well, to the same server, from the same phone, with the fewest
 * differences. Of all calls that come no more than two are kept.
 */
#ifndef SIPERR_DIAGNOSE_AGAINST_H
#define SIPERR_DIAGNOSE_AGAINST_H

#include "diagnose/calls/call.h"
#include "finding/comparison.h"
#include "metrics/worse.h"

struct against;

/*
 * `good_id`: text in the Call-ID of the good call, of the same trace; NULL: another trace follows. `asked`: the failing call
 * was chosen, so that one that went well will do.
 */
struct against *against_new(const char *good_id, bool asked);
void against_free(struct against *a);

/* What comes now is the other trace. */
void against_good(struct against *a);
/* A call that was judged; `f` NULL: nothing was found. `chosen`: it is one of those asked for. */
void against_call(struct against *a, const struct call *c, const struct finding *f, bool chosen);

/* How the calls of one of the traces were answered. */
const struct answers *against_answers(const struct against *a, bool good);

enum against_outcome { AGAINST_COMPARED, AGAINST_NO_FAILING, AGAINST_NO_GOOD };

/* After all of it. *out is released by its arena, and lives no longer than `a`. */
enum against_outcome against_compare(struct against *a, struct comparison *out);

#endif
