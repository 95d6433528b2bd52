/* SPDX-License-Identifier: MIT */
/*
 * From what a rule or a response proves to a finding: the entry's facts and, where the evidence decides the cause, its
 * party; code and phrase as received; what the headers name. All but explain_entry() make a new finding, which the caller
 * releases.
 */
#ifndef SIPERR_DIAGNOSE_EXPLAIN_H
#define SIPERR_DIAGNOSE_EXPLAIN_H

#include "diagnose/rules/rules.h"
#include "knowledge/knowledge.h"

/* The response by itself, as if it were all there is. */
void explain_response(struct knowledge *k, const struct msg *m, struct finding *f);
/* Of the response that ended a call, explained by itself: the call tells more of its cause. Adds to the finding. */
void explain_failure(struct knowledge *k, const struct spans *spans, const struct call *c, const struct msg *m,
    struct finding *f);
/* What a rule found; takes the verdict's finding. */
void explain_verdict(struct knowledge *k, struct verdict *v, struct finding *out);
/* The product of whoever has to act, or can help, of a rule's finding, whose advice comes first. */
void explain_product(struct knowledge *k, const struct call *c, const struct verdict *v, struct finding *f);
/* Severity, party and retry of the finding's entry, or what the verdict says in their place. */
void explain_entry(struct knowledge *k, struct finding *f, const struct verdict *v);

#endif
