/* SPDX-License-Identifier: MIT */
/*
 * What follows from a call that ended by itself alone, found out before it is its turn to be judged: by any thread, beside those
 * that take and judge other calls. Judging comes to the same without it, in more time.
 */
#ifndef SIPERR_DIAGNOSE_EASE_H
#define SIPERR_DIAGNOSE_EASE_H

#include "diagnose/rules/rules.h"
#include "knowledge/knowledge.h"

/* Nobody else may have the call, the arena or `k`, whose texts go into what is found, meanwhile. It lives in the arena. */
void ease_call(struct call *c, struct knowledge *k, struct arena *a);

/* The rule was tried, and doesn't hold; `failure` is what counts as the call's now. False: that is not known. */
bool ease_rules_out(const struct call *c, const struct msg *failure, enum rule r);

/* Gives what explain_response() would say of the failure, to be released by the caller, once; false: it was not asked. */
bool ease_explained(const struct call *c, const struct msg *failure, struct finding *f);

/* Before the arena goes. */
void ease_release(struct call *c);

#endif
