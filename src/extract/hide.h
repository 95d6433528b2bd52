/* SPDX-License-Identifier: MIT */
/*
 * A whole message with pseudonyms (report/redact): it stays a message, of the same headers, each hidden as what it is;
 * credentials and keys are dropped, so is every line of a body that is no text. Content-Length is what it is now, off by
 * as much as it was.
 */
#ifndef SIPERR_EXTRACT_HIDE_H
#define SIPERR_EXTRACT_HIDE_H

#include "report/redact/redact.h"
#include "sip/message.h"

/* `m` is the index of the bytes; NULL where there is none: then it is hidden as any text. */
void hide_message(struct redact *r, const struct message *m, struct slice bytes, struct buf *out);

#endif
