/* SPDX-License-Identifier: MIT */
/* What a finding tells of its call beside the headline: lesser findings, notes, who called whom, the far leg. */
#ifndef SIPERR_DIAGNOSE_AROUND_H
#define SIPERR_DIAGNOSE_AROUND_H

#include "diagnose/calls/filter.h"
#include "diagnose/calls/legs.h"
#include "diagnose/trial.h"
#include "knowledge/knowledge.h"

/* The other rules that hold, for `also`, and what their evidence adds. */
void around_also(struct knowledge *k, const struct filter *filter, const struct trial *t, enum rule head,
    struct finding *f);
/* What could not be told, and why. */
void around_notes(const struct trial *t, struct finding *f);
/* Challenges that were answered: they are normal, and shown only where everything is. */
void around_challenges(const struct call *c, struct finding *f);
/* Call-ID, method, From and To, who answered (`answer`, NULL: nobody) and who hung up. */
void around_call(const struct call *c, const struct msg *answer, struct finding *f);
/* Behind a B2BUA the far leg tells who really answered, and with what. */
void around_far_leg(const struct legs *legs, const struct trial *t, const struct msg *answer, struct finding *f);

#endif
