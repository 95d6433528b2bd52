/* SPDX-License-Identifier: MIT */
/* The lines of an outline (input/outline/outline.h): who sent what to whom. */
#ifndef SIPERR_INPUT_OUTLINE_STEP_H
#define SIPERR_INPUT_OUTLINE_STEP_H

#include "base/slice.h"

enum { OUTLINE_STEPS = 512, OUTLINE_COLUMNS = 8 };

/* A message that is a line. */
struct outline_step {
	struct slice line;
	struct slice from, to;	/* names; where a drawing has none, its column and side */
	struct slice call;	/* its Call-ID; empty: none stands there */
	struct slice what;	/* from method or code on */
	struct slice method;	/* of a request; else empty */
	unsigned code;		/* of a response; else 0 */
	int64_t time;		/* µs; INT64_MIN: none */
	bool drawn;		/* names are none */
	bool tabled;		/* a row of a table, which is read as one, too (input/outline/table.h) */
	bool logged;		/* by who sent or received it */
	bool refused;		/* an ICMP error says that it did not get there; outline_read() sets it */
};

/* All of them in the text, in order; `columns` is for the reader alone. */
struct outline_steps {
	struct outline_step step[OUTLINE_STEPS];
	size_t count;
	size_t columns[OUTLINE_COLUMNS];	/* where arrows of a drawing begin */
	size_t column_count;
};

void steps_read(struct outline_steps *out, struct slice text);

#endif
