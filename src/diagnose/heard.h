/* SPDX-License-Identifier: MIT */
/*
 * What the lines of logs told that are known, and then the fragments of the same text, which are found after them: the same
 * failure is not told twice. A fragment is another's where its code is none that the lines tell, and where it comes long
 * before or after them, or names numbers of which none stands in them. Two fragments with one code are of two failures at
 * other times or with other numbers.
 */
#ifndef SIPERR_DIAGNOSE_HEARD_H
#define SIPERR_DIAGNOSE_HEARD_H

#include "base/buf.h"
#include "finding/finding.h"
#include "input/frame/frame.h"
#include "knowledge/knowledge.h"

enum { HEARD_MOST = 32, HEARD_LAST = 4 };

struct heard {
	struct arena arena;
	struct heard_line {
		const char *entry;
		unsigned number;	/* the code or cause in it; 0: none */
		int64_t time;
		struct slice line;
		bool is_registration;
	} lines[HEARD_MOST];
	size_t count;			/* more than HEARD_MOST: there were too many to tell their fragments apart */
	struct heard_fragment {
		int code;
		int64_t time;
		struct buf line;
	} last[HEARD_LAST];		/* those told last; 0: none */
	size_t next;			/* of them */
};

/* A known line of a log; what works tells no failure. */
void heard_line(struct heard *t, const struct frame *frame);

/*
 * Is the fragment about what was told? The frame is of the fragment, the finding what it would say. Where it is not, it is
 * remembered as told.
 */
bool heard_covers(struct heard *t, struct knowledge *k, const struct frame *frame, const struct finding *f);

void heard_release(struct heard *t);

#endif
