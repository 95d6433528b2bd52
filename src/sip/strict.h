/*
 * libosip2's opinion of a message. This folder's strict.c is the only place that includes its headers.
 */
#ifndef SIPERR_SIP_STRICT_H
#define SIPERR_SIP_STRICT_H

#include "base/memory.h"
#include "sip/message.h"

/* What the grammar of RFC 3261 says against one part of a message. */
struct defect {
	enum defect_kind {
		DEFECT_HEADER,		/* libosip2 refuses the value of this header */
		DEFECT_REPEATED,	/* a header that may stand once stands again */
		DEFECT_MISSING,		/* one of Via, From, To, Call-ID, CSeq, (request) Max-Forwards is not there */
		DEFECT_START_LINE,
		DEFECT_LENGTH,		/* Content-Length differs from the body (exact bytes only) */
		DEFECT_SIZE,		/* more than MESSAGE_MAX bytes: only the first part was looked at */
		DEFECT_BODY,
	} kind;
	const char *name;		/* header, canonical or as spelt; in the arena */
	const char *value;		/* what stands there, unfolded; NULL where nothing does */
	const char *why;		/* key of the text that says what is wrong ("defect.unbalanced-quote"); never NULL */
};

struct strict {
	bool accepted;			/* libosip2 parsed the whole message */
	struct defect *defects;
	size_t defect_count;
};

/* Once a program, before anything else here: quietens libosip2 and sets its parser up. */
void strict_init(void);

/* `exact`: the bytes are those of the wire (FRAME_EXACT). The result lives in the arena. */
void strict_check(const struct message *m, bool exact, struct arena *arena, struct strict *out);

#endif
