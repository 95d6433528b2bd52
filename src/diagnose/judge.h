/* SPDX-License-Identifier: MIT */
/* From a call that has ended to its one finding: the rules, the headline among what they found, the rest. */
#ifndef SIPERR_DIAGNOSE_JUDGE_H
#define SIPERR_DIAGNOSE_JUDGE_H

#include "diagnose/calls/call.h"
#include "diagnose/calls/calls.h"
#include "diagnose/metrics.h"
#include "diagnose/trace.h"

struct judge;

/* All of them are the caller's and live as long; metrics: NULL when nobody wants the summary. */
struct judge *judge_new(struct knowledge *k, const struct trace_options *o, const struct finding_sink *out,
    struct counts *metrics);
/* Somebody looks on: what spans calls is told when it is sure. */
void judge_live(struct judge *j);
void judge_free(struct judge *j);
/* Each message as it comes, also those of calls that are not judged. */
void judge_seen(struct judge *j, const struct message *m, const struct frame *frame, uint64_t number);
/* A failure that names no call: the log lines before it that tell of it join its finding. */
void judge_join_single(struct judge *j, const struct message *m, const struct place *where, struct finding *f);
/* That one comes soon, from there: what is remembered of its like is fetched into the cache. */
void judge_fetch(const struct judge *j, const struct message *m, const struct place *where);
/* What the input holds beside messages, as it comes. */
void judge_witness(struct judge *j, const struct frame *frame);
/* Live input has nothing new: log lines wait for no call any more but one that they name and that is alive. */
void judge_idle(struct judge *j, const struct calls *alive);
/* A call that has ended, or falls quiet: what there is to say of it goes to the sink, and it is counted. It stays the caller's. */
void judge_call(struct judge *j, struct call *c);
struct trace_counts judge_counts(const struct judge *j);
/* Responses and requests of the calls that were judged; counted only where a filter chooses among calls. */
uint64_t judge_responses(const struct judge *j);
uint64_t judge_requests(const struct judge *j);
/* A call that is going to be judged, after others that it may belong to. */
void judge_look_ahead(struct judge *j, const struct call *c);
/* What follows comes from the next files, which give dates or not; those that do come last. A call that both show counts once. */
void judge_next(struct judge *j, bool dated);
/* All calls so far were judged, and nothing that follows belongs to them: what was remembered of them is forgotten. */
void judge_break(struct judge *j);
/* All calls were judged: what spans calls and waited for the end. */
void judge_end(struct judge *j);

/* The first server that signalling went to which can't be read; NULL. */
const struct addr *judge_encrypted(const struct judge *j);

#endif
