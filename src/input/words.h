/* What SIP looks like to somebody who does not parse it: start lines, header lines, border lines. */
#ifndef SIPERR_INPUT_WORDS_H
#define SIPERR_INPUT_WORDS_H

#include "base/slice.h"

/* A start line found somewhere in a text. */
struct start {
	const char *at;		/* its first byte: "SIP/" of a response, the method of a request */
	const char *version;	/* "SIP/" */
	const char *after;	/* what follows code or version */
	bool response;
};

/*
 * Is the "SIP/" at `version` part of a start line? `begin` bounds the look to the left, `end` that to
 * the right. A request's method may be glued to what stands before it.
 */
bool start_find(struct start *out, const char *begin, const char *version, const char *end);

/* Does a start line stand anywhere in the line? */
bool start_somewhere(struct slice line);

/* The name of a header line ("Via" of "Via: …"), whether or not the name is known; false for any other line. */
bool header_name_of(struct slice line, struct slice *name);
/* A header of RFC 3261 or its extensions, by full or compact name. */
bool header_known(struct slice name);
/* Both: the line begins with a known header. */
bool header_starts(struct slice line);
/* Where in the line a known header with its full name begins, or NULL. */
const char *header_somewhere(struct slice line);

/* A line that stands between messages: rulers, brackets, fences, frame numbers, the time of a log line. */
bool border_line(struct slice line);

#endif
