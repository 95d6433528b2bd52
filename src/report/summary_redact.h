/* SPDX-License-Identifier: MIT */
/* A summary without anything that names somebody. What gets the same pseudonym is counted together. */
#ifndef SIPERR_REPORT_SUMMARY_REDACT_H
#define SIPERR_REPORT_SUMMARY_REDACT_H

#include "finding/summary.h"
#include "metrics/board.h"
#include "report/redact/redact.h"

struct hidden_summary {
	struct summary s;
	struct board board;
	struct kept findings, peers;
};

/* *out lies still until it is released, and ends before *in. */
void summary_hide(struct redact *r, const struct summary *in, struct hidden_summary *out);
void hidden_summary_release(struct hidden_summary *h);

#endif
