/* SPDX-License-Identifier: MIT */
/*
 * What --why tells of a call, or of calls that are weighed together: for each rule asked for, which of its guards held, with
 * the numbers. Plain data; the strings live until the sink returns.
 */
#ifndef SIPERR_FINDING_WHY_H
#define SIPERR_FINDING_WHY_H

#include "finding/finding.h"

/* Those of rules first, then what a call must have. */
enum guard {
#define GUARD(name, id, unit) GUARD_##name,
#define FACT(name, id) GUARD_##name,
#include "finding/guards.def"
#undef GUARD
#undef FACT
	GUARD_COUNT
};

const char *guard_id(enum guard g);
const char *guard_unit(enum guard g);	/* "" where it has no numbers */

struct guard_seen {
	enum guard guard;
	bool holds;
	bool has_value;			/* false: it has none, or it is not known */
	bool has_limit;
	double value, limit;		/* seconds, or as many as the unit says */
};

/* What became of a rule. */
enum why_outcome {
	WHY_TOLD,			/* it is the finding */
	WHY_BESIDE,			/* it holds, and another finding is told first */
	WHY_IGNORED,			/* it holds, and is left out by a filter */
	WHY_CANNOT_TELL,		/* all but time is there */
	WHY_HELD_BACK,
	WHY_OUTCOMES
};

const char *why_token(enum why_outcome o);

struct why_rule {
	const char *rule;
	enum why_outcome outcome;
	struct spot at;			/* the message looked at: of several, the one with which most guards held; 0: none */
	const struct guard_seen *guards;	/* in the order they were asked; those after one that did not hold were not */
	size_t count;
};

/* Bytes of a value of the call where it is told once for each rule. */
enum { WHY_TEXT_MAX = 128 };

struct why_call {
	struct call_info call;		/* call_id NULL: it is about several calls, which began … */
	struct place where;		/* … there: a peer, sender or server of which something was counted, if any was */
	const struct why_rule *rules;
	size_t count;
};

#endif
