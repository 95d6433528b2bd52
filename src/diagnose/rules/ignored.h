/* SPDX-License-Identifier: MIT */
/* Responses that went back to the sender of a request, who sends it on all the same. */
#ifndef SIPERR_DIAGNOSE_RULES_IGNORED_H
#define SIPERR_DIAGNOSE_RULES_IGNORED_H

#include "diagnose/rules/verdict.h"

struct ignored {
	const struct msg *response;	/* what should have ended the sending */
	const struct msg *last;		/* the last copy of the request after it */
	unsigned copies;		/* of them */
};

/* False where no response came, the sender stopped, or a later response ended it. */
bool response_ignored(const struct call *c, const struct tx *t, struct ignored *out);

#endif
