/* SPDX-License-Identifier: MIT */
/* How a message becomes one of a call: for call.c alone. What rules see of it is in diagnose/calls/call.h. */
#ifndef SIPERR_DIAGNOSE_CALLS_MSG_H
#define SIPERR_DIAGNOSE_CALLS_MSG_H

#include "diagnose/calls/call.h"

/* What the index tells; it is the one that the call keeps. */
void msg_fill(struct msg *out, const struct message *m, const struct frame *frame, uint64_t number);

#endif
