/* SPDX-License-Identifier: MIT */
/* What is counted of a trace (metrics/counts.h), message by message and call by call, in constant memory. */
#ifndef SIPERR_DIAGNOSE_METRICS_H
#define SIPERR_DIAGNOSE_METRICS_H

#include "diagnose/calls/call.h"
#include "finding/finding.h"
#include "metrics/counts.h"

struct hosts;
struct story;

/* What a call adds to the counts, other than the times that something took. */
enum { CALL_COUNTS = 26 };
struct call_counts {
	uint32_t n[CALL_COUNTS];
};

void metrics_message(struct counts *mx, const struct message *m, const struct place *where);
void metrics_remark(struct counts *mx);
/* Log lines told by themselves: a call or registration that no message shows. */
void metrics_story(struct counts *mx, const struct story *s);
/*
 * A call that was judged; `failed` when its finding is a warning or an error, `again` when that was in haste before, and its
 * registration, subscription or other exchange is counted. *added is what it adds (NULL: nobody asks). If `other` says that other
 * files showed the same call and had it counted, that counts no more, unless it tells more of how the call ended.
 */
void metrics_call(struct counts *mx, const struct call *c, const struct hosts *hosts, bool failed, bool again,
    struct call_counts *added, const struct call_counts *other);
void metrics_finding(struct counts *mx, const struct finding *f);

#endif
