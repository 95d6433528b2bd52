/* SPDX-License-Identifier: MIT */
/*
 * The legs of one call on both sides of a B2BUA: different Call-IDs, joined by a header that names the other
 * leg (X-CID) or the session (Session-ID, RFC 7989). What the far leg came to tells more of the near one.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_LEGS_H
#define SIPERR_DIAGNOSE_CALLS_LEGS_H

#include "diagnose/calls/call.h"

struct legs;

struct leg {
	uint64_t call;			/* hash of its Call-ID */
	uint64_t number;		/* of its first message */
	int code;			/* how it was answered finally; 0: not at all */
	char answered_by[200];		/* "" when not known */
};

struct legs *legs_new(void);
void legs_free(struct legs *l);
/* Remember a leg that names another. The table is of fixed size; older legs give way. */
void legs_note(struct legs *l, const struct call *c);
/* A later leg of the same call than `c`; NULL. Valid until the next legs_note(). */
const struct leg *legs_behind(const struct legs *l, const struct call *c);

#endif
