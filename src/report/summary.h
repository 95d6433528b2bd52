/* SPDX-License-Identifier: MIT */
/* --summary: the counts and metrics of a trace. */
#ifndef SIPERR_REPORT_SUMMARY_H
#define SIPERR_REPORT_SUMMARY_H

#include "finding/summary.h"
#include "knowledge/knowledge.h"
#include "report/redact/redact.h"

/* `redact` may be NULL. */
void summary_text(struct knowledge *k, const struct summary *s, struct redact *redact, size_t width, bool unicode,
    bool colour, struct buf *out);

/* One object; null where a denominator is empty. */
void summary_json(struct knowledge *k, const struct summary *s, struct redact *redact, struct buf *out);

#endif
