/* SPDX-License-Identifier: MIT */
/*
 * A line of an outline that a program's log has of what it sent or received: "trunk TX REGISTER pbx", "received 401 Unauthorized"; or
 * a start line alone.
 */
#ifndef SIPERR_INPUT_OUTLINE_LOG_H
#define SIPERR_INPUT_OUTLINE_LOG_H

#include "base/slice.h"

/* What stands behind the word, to the end of the line, and whether it was received. */
struct outline_log {
	struct slice what;
	bool received;
};

bool outline_log_read(struct outline_log *out, struct slice line);

#endif
