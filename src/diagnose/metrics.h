/* SPDX-License-Identifier: MIT */
/* Counts and metrics, taken message by message and call by call in constant memory; see summary.h. */
#ifndef SIPERR_DIAGNOSE_METRICS_H
#define SIPERR_DIAGNOSE_METRICS_H

#include "diagnose/calls/call.h"
#include "finding/summary.h"
#include "finding/finding.h"

struct metrics;
struct story;

struct metrics *metrics_new(void);
void metrics_free(struct metrics *mx);

void metrics_message(struct metrics *mx, const struct message *m, const struct place *where);
void metrics_remark(struct metrics *mx);
/* Log lines told by themselves: a call or registration that no message shows. */
void metrics_story(struct metrics *mx, const struct story *s);
/* A call that was judged; `failed` when its finding is a warning or an error. */
void metrics_call(struct metrics *mx, const struct call *c, bool failed);
void metrics_finding(struct metrics *mx, const struct finding *f);
/* Valid until the next call with the same metrics. */
const struct summary *metrics_summary(struct metrics *mx, uint64_t dropped_calls);

#endif
