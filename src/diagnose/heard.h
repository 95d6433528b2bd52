/* SPDX-License-Identifier: MIT */
/*
 * What the lines of logs told that are known, for the fragments of the same text, which are found after them: the same
 * failure is not told twice. One is another's where its code is none that they tell, and where it comes long before or
 * after them, or names numbers of which none stands in them.
 */
#ifndef SIPERR_DIAGNOSE_HEARD_H
#define SIPERR_DIAGNOSE_HEARD_H

#include "finding/finding.h"
#include "input/frame.h"
#include "knowledge/knowledge.h"

enum { HEARD_MOST = 32 };

struct heard {
	struct arena arena;
	struct heard_line {
		const char *entry;
		unsigned number;	/* the code or cause in it; 0: none */
		int64_t time;
		struct slice line;
	} lines[HEARD_MOST];
	size_t count;			/* more than HEARD_MOST: there were too many to tell their fragments apart */
};

/* A known line of a log; what works tells no failure. */
void heard_line(struct heard *t, const struct frame *frame);

/* Is the fragment about what these lines told? The frame is of the fragment, the finding what it would say. */
bool heard_covers(const struct heard *t, struct knowledge *k, const struct frame *frame, const struct finding *f);

void heard_release(struct heard *t);

#endif
