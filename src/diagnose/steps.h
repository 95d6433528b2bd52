/* SPDX-License-Identifier: MIT */
/* The ladder of a finding: the messages of its call and what stands beside them, in the order they came. */
#ifndef SIPERR_DIAGNOSE_STEPS_H
#define SIPERR_DIAGNOSE_STEPS_H

#include "diagnose/calls/call.h"
#include "diagnose/calls/witnesses.h"
#include "finding/finding.h"

void steps_add(const struct call *c, const struct witnesses *ws, struct finding *f);

#endif
