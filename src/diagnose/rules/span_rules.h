/* SPDX-License-Identifier: MIT */
/* The families of spans.def at work: opened together, each asked about each call in the order of the table, closed together. */
#ifndef SIPERR_DIAGNOSE_SPAN_RULES_H
#define SIPERR_DIAGNOSE_SPAN_RULES_H

#include "diagnose/rules/spans.h"

/* What `beyond` lends has to outlive it. span_rules_close() frees it. */
struct spans *span_rules_open(spans_report_to *report, void *ctx, struct beyond beyond);
void span_rules_call(struct spans *s, const struct call *c);	/* just before the call's own rules run */
void span_rules_end(struct spans *s);				/* the input has ended: what was left open is told */
void span_rules_close(struct spans *s);

#endif
