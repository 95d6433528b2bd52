/* SPDX-License-Identifier: MIT */
/*
 * The lines of --calls of an input that ends: calls are judged when they are over, and told by when they began. Up to
 * CALL_LINES_MOST bytes wait; of a longer list each such part is in order by itself.
 */
#ifndef SIPERR_REPORT_CALL_LINES_H
#define SIPERR_REPORT_CALL_LINES_H

#include <stdint.h>

#include "base/buf.h"

enum { CALL_LINES_MOST = 16 << 20 };

struct call_lines {
	struct buf text;
	struct kept_line {
		int64_t time;		/* µs; of a call without one, that of the line before */
		size_t at, n;		/* where it stands in text */
	} *list;
	size_t count, room;
};

/* Copies the line. False: it has to be taken before more is added. */
bool call_lines_add(struct call_lines *l, int64_t time, struct slice line);
/* Appends them in their order to *out and forgets them. */
void call_lines_take(struct call_lines *l, struct buf *out);
void call_lines_release(struct call_lines *l);

#endif
