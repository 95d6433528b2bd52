/* SPDX-License-Identifier: MIT */
/* What was heard of a trace: what its messages and the known lines of its logs tell, other lines need not tell once more. */
#ifndef SIPERR_TRACE_HEARD_H
#define SIPERR_TRACE_HEARD_H

#include "program.h"

/* Notes the frame, where it is a message or a line that tells something. */
void hear_line(struct program *p, const struct frame *frame);

/* A response that was heard refuses something, and lines may tell of it once more; or there was too much to hear all of it. */
bool heard_refusal(const struct program *p);

#endif
