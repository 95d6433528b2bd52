/* SPDX-License-Identifier: MIT */
/* A call's attempts to be set up, taken together: a challenge and the request after it are one. */
#ifndef SIPERR_DIAGNOSE_CALLS_ATTEMPTS_H
#define SIPERR_DIAGNOSE_CALLS_ATTEMPTS_H

#include "diagnose/calls/find.h"

/* What is known of a set-up, over all its attempts. */
struct setup {
	const struct msg *invite;	/* the first one */
	const struct msg *reached;	/* the first response but 100 and challenges */
	const struct msg *ringing;	/* the first 18x */
	const struct msg *answer;
	const struct msg *final;	/* of the last attempt */
	bool cancelled;
};

struct setup setup_of(const struct call *c);
/* `failed`: its finding is a warning or an error. */
enum outcome setup_outcome(const struct setup *s, bool failed);

#endif
