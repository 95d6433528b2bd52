/* How a message becomes one of a call: for call.c alone. What rules see of it is in diagnose/calls/call.h. */
#ifndef SIPERR_DIAGNOSE_CALLS_MSG_H
#define SIPERR_DIAGNOSE_CALLS_MSG_H

#include "diagnose/calls/call.h"

/* What one pass over the headers of an indexed message tells. Its slices lie in the bytes of the frame. */
struct msg msg_of(const struct message *m, const struct frame *frame, uint64_t number);

/* The message's bytes were copied to `bytes`: its slices go along. */
void msg_move(struct msg *m, const char *bytes);

#endif
