/* SPDX-License-Identifier: MIT */
/*
 * Whom a message names, and where it went: users, display names, hosts and addresses, told to report/redact before anything
 * of the input is shown, so that they are hidden wherever they stand.
 */
#ifndef SIPERR_EXTRACT_MEET_H
#define SIPERR_EXTRACT_MEET_H

#include "input/frame/frame.h"
#include "report/redact/redact.h"
#include "sip/message.h"

void meet_message(struct redact *r, const struct message *m);

/* The same of a frame, its addresses, or the line of a log. */
void meet_frame(struct redact *r, const struct frame *frame);

#endif
