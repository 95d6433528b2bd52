/* SPDX-License-Identifier: MIT */
/*
 * What rules know beyond one call: registrations, peers, suspects. Each family keeps a small state of fixed
 * size (a struct recall: the oldest that is not in use gives way), so that no trace is too long for it.
 *
 * How to write one:
 *  1. A line in rules/spans.def: SPAN(name, id of its entry, what closes its state).
 *  2. In the file of its family:
 *	void *name_open(void)                                     its state, zeroed
 *	void name_call(void *state, const struct call *c, struct spans *s)   each call, just before its rules run
 *	void name_end(void *state, struct spans *s)               the input has ended
 *	void name_close(void *state)                              span_table_close() where it is one table
 *     (all with the prefix span_). `c` and its messages are gone when it returns: keep numbers, not pointers.
 *  3. When it is proven: fill in a verdict begun with spans_verdict(), give it to spans_report(). Such a finding
 *     has no call; set v.at, or begin with spans_verdict_at() when that message is gone.
 *  4. Its conditions go through guards as those of other rules. At the end spans_held_back() gets the verdict of each
 *     peer, sender or server of which something was counted and nothing told; one that gave way before is not told of.
 *
 * A rule of a call that needs such knowledge (register.gap) reads it from spans_state(v->spans, SPAN_…), which
 * its _call function has brought up to date.
 * A finding that spans calls takes nothing away from the findings of the calls.
 */
#ifndef SIPERR_DIAGNOSE_RULES_SPANS_H
#define SIPERR_DIAGNOSE_RULES_SPANS_H

#include "base/recall.h"
#include "diagnose/rules/verdict.h"

enum span {
#define SPAN(name, id, close) SPAN_##name,
#include "diagnose/rules/spans.def"
	SPAN_COUNT
};

#define SPAN(name, id, close) \
	void *span_##name##_open(void); \
	void span_##name##_call(void *state, const struct call *c, struct spans *s); \
	void span_##name##_end(void *state, struct spans *s); \
	void close(void *state);
#include "diagnose/rules/spans.def"

/* A state that is one table: RECALL(type, most). */
void *span_table(struct recall of);

/* Gets the verdict's finding with its id, or, where that does not hold, what held it back (--why); takes nothing over. */
typedef void spans_report_to(void *ctx, struct verdict *v, bool holds);

/* What is lent to the families, and outlives them. */
struct beyond {
	const struct recent *recent;		/* requests of any call */
	const struct hosts *hosts;		/* who was seen with whom */
	const struct witnesses *witnesses;	/* what the input holds beside SIP */
	const struct strings *why;		/* ids asked for with --why, as patterns */
	bool live;				/* somebody looks on: tell what is sure at once, not when it is complete */
};

struct spans *spans_new(spans_report_to *report, void *ctx, struct beyond beyond);
/* What the call asked for is a scanner's question: that it was refused is no failure. Told all the same, as a notice. */
void spans_expect_refusal(struct spans *s, bool expected);
bool spans_refusal_expected(const struct spans *s);	/* of the call being judged */
const struct recent *spans_recent(const struct spans *s);
const struct hosts *spans_hosts(const struct spans *s);
bool spans_live(const struct spans *s);
void spans_go_live(struct spans *s);
void spans_free(struct spans *s);	/* not the states: span_rules.h opens and closes them */

const char *spans_id(enum span which);
/* The ids of ALONE, by number; NULL: no more. */
const char *spans_alone_id(size_t i);
const struct witnesses *spans_witnesses(const struct spans *s);
void spans_keep(struct spans *s, enum span which, void *state);
void *spans_state(const struct spans *s, enum span which);
struct verdict spans_verdict(struct spans *s, const char *id);	/* with guards where --why asks for the id */
/* The same with its place and the message's number: that message is gone. */
struct verdict spans_verdict_at(struct spans *s, const char *id, const struct place *where, uint64_t message);
void spans_report(struct spans *s, struct verdict *v);	/* releases it */
void spans_held_back(struct spans *s, struct verdict *v);	/* the same; of one that nobody asks about nothing is said */

#endif
