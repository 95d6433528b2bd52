/* SPDX-License-Identifier: MIT */
/*
 * Which log line is about which finding though their ids differ: the line tells why, or what came of it. One table, asked
 * wherever a line meets a finding. Ids are those of entries; that both are the same is the caller's to see.
 */
#ifndef SIPERR_DIAGNOSE_LINE_EXPLAINS_H
#define SIPERR_DIAGNOSE_LINE_EXPLAINS_H

#include <stdbool.h>

enum line_explains {
	LINE_IS_CAUSE = 1,		/* the line tells the cause of the finding, … */
	LINE_MAY_BE_CAUSE = 2,		/* … unless the messages prove the finding */
	LINE_NAMES_NO_CALL = 4,		/* who writes it can't name the call: where both stand ties them */
	LINE_IS_CONSEQUENCE = 8,	/* the finding is why the line was written */
};

bool line_explains(const char *line, const char *finding, enum line_explains how);

/* What a caller sees from outside, whatever lies behind: any line that is grave enough may tell the cause. */
bool line_explains_any(const char *finding);

#endif
