/* SPDX-License-Identifier: MIT */
/*
 * A call that several files tell of is one call, also where not all of them say when it was. What a file without dates
 * says of a call waits here for those that come after it; who finds more tells it, with what the other one saw.
 */
#ifndef SIPERR_TWICE_H
#define SIPERR_TWICE_H

#include "base/slice.h"
#include "finding/finding.h"

struct twice;

/* Lines of calls go to `line`, with the ctx of `out`. */
struct twice *twice_new(const struct finding_sink *out, void (*line)(void *ctx, const struct call_line *line));
void twice_free(struct twice *t);

/* What follows comes from the next files, which give dates or not. */
void twice_next(struct twice *t, bool dated);
/* A finding: told at once, or kept. */
void twice_finding(struct twice *t, const struct finding *f);
/* The line of a call: the same. */
void twice_line(struct twice *t, const struct call_line *line);
/* A call has nothing wrong with it, and its media were seen both ways: what waits of them, out of its messages alone, is untrue. */
void twice_heard(struct twice *t, struct slice call_id);
/* No more come: what still waits is told. */
void twice_end(struct twice *t);

#endif
