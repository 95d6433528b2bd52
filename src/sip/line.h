/* SPDX-License-Identifier: MIT */
/* Where a start line stands in a line, for whoever looks for one. What a start line is, start_line.h decides for all. */
#ifndef SIPERR_SIP_LINE_H
#define SIPERR_SIP_LINE_H

#include "base/slice.h"

/* A start line found somewhere in a text. */
struct start {
	const char *at;		/* its first byte: "SIP/" of a response, the method of a request */
	const char *version;	/* "SIP/" */
	const char *after;	/* what follows code or version */
	bool response;
	bool broken;		/* a response whose code can't be; only where headers stand below is it one */
};

/*
 * Is the "SIP/" at `version` part of a start line? `begin` bounds the look to the left, `end` that to
 * the right. A request's method may be glued to what stands before it.
 */
bool start_find(struct start *out, const char *begin, const char *version, const char *end);

#endif
