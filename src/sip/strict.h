/* SPDX-License-Identifier: MIT */
/*
 * The strict opinion of a message: what the grammar of RFC 3261 says against it, ours (sip/defect.c) and
 * libosip2's (sip/osip.h).
 *
 * Odd but legal things (folding, compact and lower-case names, blanks around colons, escaped quotes,
 * parameters without value, any URI scheme) are no defects.
 */
#ifndef SIPERR_SIP_STRICT_H
#define SIPERR_SIP_STRICT_H

#include "base/memory.h"
#include "sip/message.h"

/* One part of a message that breaks the grammar. */
struct defect {
	enum defect_kind {
		DEFECT_HEADER,		/* the value of this header */
		DEFECT_REPEATED,	/* a header that may stand once stands again */
		DEFECT_MISSING,		/* a header that must be there: Via, From, To, Call-ID, CSeq, … */
		DEFECT_START_LINE,	/* name: "start line" has no name of its own, so the line itself is the value */
		DEFECT_LENGTH,		/* Content-Length differs from the body (exact bytes only) */
		DEFECT_SIZE,		/* more than MESSAGE_MAX bytes: only the first part was looked at */
		DEFECT_BODY,
	} kind;
	const char *name;		/* header, canonical or as spelt; NULL for DEFECT_START_LINE and DEFECT_SIZE */
	const char *value;		/* what stands there, unfolded, may hold any byte; NULL where nothing does */
	const char *why;		/* key of the text that says what is wrong ("defect.unbalanced-quote"); never NULL */
};

#define DEFECT_MAX 16			/* a message that is all wrong is described by its first ones */

struct strict {
	bool accepted;			/* libosip2 parsed the whole message, nothing left out */
	struct defect *defects;		/* in the order of the message, the missing ones last; at most DEFECT_MAX */
	size_t defect_count;
};

/* What the bytes are. The first two are what a bool "exact" says. */
enum strict_bytes {
	STRICT_TEXT,		/* a text's: blanks and lengths may be the text's own */
	STRICT_WIRE,		/* those of the wire, so lengths and blanks count */
	STRICT_CUT,		/* cut off: what is missing, or never closed, may have stood behind the end */
	STRICT_FRAGMENT,	/* somebody's choice of lines: what is missing is no defect */
};

/*
 * A message without any header, or an excerpt with none of Via, From, To, Call-ID, CSeq, has nothing missing. The
 * result lives in the arena.
 */
void strict_check(const struct message *m, enum strict_bytes bytes, struct arena *arena, struct strict *out);

#endif
