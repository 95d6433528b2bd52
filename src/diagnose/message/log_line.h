/* SPDX-License-Identifier: MIT */
/*
 * One line of a log: the entry that its witness (input/frame/witness.h) states, and the finding it makes by itself. Lines that
 * are about one call are put together in diagnose/story.h.
 */
#ifndef SIPERR_DIAGNOSE_MESSAGE_LOG_LINE_H
#define SIPERR_DIAGNOSE_MESSAGE_LOG_LINE_H

#include "finding/finding.h"
#include "input/frame/witness.h"
#include "knowledge/knowledge.h"

/* A line, and the entry that it states. What it points to lives in the arena it was read into. */
struct told_line {
	const struct witness *witness;
	struct place where;
	const char *id, *cause;		/* cause: NULL when it states none */
	enum severity severity;
	unsigned traits;		/* the entry's */
	int code;			/* 0: none */
	unsigned rank;			/* the greatest is the cause of the others */
};

/* What the witness, which must live as long, states. False: nothing that is known. */
bool told_line_read(struct knowledge *k, const struct witness *w, struct arena *a, struct told_line *out);

/* Is the line's entry like that? */
static inline bool
told_line_is(const struct told_line *l, enum trait trait)
{
	return l->traits & 1u << trait;
}

/* The parts of its finding: id and what follows from that; the line as evidence; whose call it is; and all but that. */
void told_line_entry(struct knowledge *k, const struct told_line *l, struct finding *f);
void told_line_evidence(struct knowledge *k, struct finding *f, const struct told_line *l);
void told_line_call(struct slice call_id, struct slice account, struct finding *f);	/* either may be empty */
void told_line_finding(struct knowledge *k, const struct told_line *l, struct finding *out);

/*
 * The finding of a text that is one line, without its place. A tail is an error text that other lines have, too; whole
 * lines of a product are surer; one that was cut off, or that has only a part of such a line, is a guess. False, nothing to
 * release: it is none of that kind, or states nothing.
 */
enum line_kind { LINE_WHOLE, LINE_TAIL, LINE_CUT, LINE_PART };
bool log_line_finding(struct knowledge *k, struct slice line, enum line_kind kind, struct finding *out);

#endif
