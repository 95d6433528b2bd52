/* SPDX-License-Identifier: MIT */
/* A call as one line of a list. */
#ifndef SIPERR_DIAGNOSE_CALL_LINE_H
#define SIPERR_DIAGNOSE_CALL_LINE_H

#include "diagnose/calls/call.h"
#include "finding/finding.h"

/* `f`: what was found, NULL when nothing was. What *out points to lives in the arena, the call or the finding. */
void call_line(const struct call *c, const struct finding *f, struct call_line *out, struct arena *a);

/* The request that says what the call is about: the one that set it up, else the first. */
const struct msg *first_request(const struct call *c);

#endif
