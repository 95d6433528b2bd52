/* SPDX-License-Identifier: MIT */
/* What is counted of a trace (metrics/counts.h), message by message and call by call, in constant memory. */
#ifndef SIPERR_DIAGNOSE_METRICS_H
#define SIPERR_DIAGNOSE_METRICS_H

#include "diagnose/calls/call.h"
#include "finding/finding.h"
#include "metrics/counts.h"

struct hosts;
struct story;

void metrics_message(struct counts *mx, const struct message *m, const struct place *where);
void metrics_remark(struct counts *mx);
/* Log lines told by themselves: a call or registration that no message shows. */
void metrics_story(struct counts *mx, const struct story *s);
/*
 * A call that was judged; `failed` when its finding is a warning or an error, `again` when that was in haste before, and its
 * registration, subscription or other exchange is counted.
 */
void metrics_call(struct counts *mx, const struct call *c, const struct hosts *hosts, bool failed, bool again);
void metrics_finding(struct counts *mx, const struct finding *f);

#endif
