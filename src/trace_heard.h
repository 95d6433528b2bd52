/* SPDX-License-Identifier: MIT */
/* What was heard of a trace: what its messages and the known lines of its logs tell, other lines need not tell once more. */
#ifndef SIPERR_TRACE_HEARD_H
#define SIPERR_TRACE_HEARD_H

#include "program.h"

/* Notes the frame where it is a message, header lines or a line of a log that states something. */
void hear_frame(struct program *p, const struct frame *frame);
/* … or a line with a code that says something. */
void hear_mention(struct program *p, const struct frame *frame);

/* A code that was heard refuses something, and lines may tell of it once more; or there was too much to hear all of it. */
bool heard_refusal(const struct program *p);

#endif
