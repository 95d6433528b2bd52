/* SPDX-License-Identifier: MIT */
/*
 * Where SIP stands in a line, for whoever looks for it: start lines somewhere, header lines by their known names. What
 * a start line is, start_line.h decides for all.
 */
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

/* The name of a header line ("Via" of "Via: …"), whether or not the name is known; false for any other line. */
bool header_name_of(struct slice line, struct slice *name);
/* A header of RFC 3261 or its extensions, by full or compact name. */
bool header_known(struct slice name);
/* Both: the line begins with a known header. */
bool header_starts(struct slice line);
/* Where in the line a known header with its full name begins, or NULL. */
const char *header_somewhere(struct slice line);

#endif
