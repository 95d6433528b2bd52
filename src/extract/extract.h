/* SPDX-License-Identifier: MIT */
/*
 * The messages of a trace to a file that others read: a capture that any program for captures opens, whatever the trace
 * was, or lines of JSON. Times, addresses and bytes are those of the frames; with `redact`, pseudonyms of them
 * (extract/hide.h).
 *
 * Messages go out as they come. Those of calls that a filter chose come call by call, each when it is judged: a capture
 * holds them in the order of the trace all the same, for which they wait in a file until the end.
 */
#ifndef SIPERR_EXTRACT_EXTRACT_H
#define SIPERR_EXTRACT_EXTRACT_H

#include <stdio.h>

#include "input/frame/frame.h"
#include "report/redact/redact.h"

struct extract_options {
	FILE *out;
	bool capture;		/* else lines */
	struct redact *redact;	/* NULL: nothing is hidden */
	FILE *waiting;		/* a file without a name for those that come out of their order; NULL: they come in order */
};

struct extract;

struct extract *extract_new(const struct extract_options *o);
/* A message and its number in the trace, from 1. `frame->index` is of its bytes, or NULL where there is none. */
void extract_message(struct extract *x, const struct frame *frame, uint64_t number);
/* What was written so far is readable by others. False, errno set, where it could not be written, now or before. */
bool extract_flush(struct extract *x);
/* The end: what waited is written, and all of it flushed. False as above. */
bool extract_end(struct extract *x);
void extract_free(struct extract *x);	/* the files are the caller's */

#endif
