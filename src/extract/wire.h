/* SPDX-License-Identifier: MIT */
/*
 * A message of a text as it was on the wire: lines end in CRLF, an empty one ends the headers, and the lines at the end of
 * the body that the text swallowed or added are as Content-Length says.
 */
#ifndef SIPERR_EXTRACT_WIRE_H
#define SIPERR_EXTRACT_WIRE_H

#include "base/buf.h"
#include "sip/message.h"

/* `cut`: its end is missing, and none is made up. */
void wire_message(const struct message *m, struct slice bytes, bool cut, struct buf *out);

#endif
