/* SPDX-License-Identifier: MIT */
/*
 * A message as a line of JSON: time, source, destination, transport, call_id, start_line, message, truncated; what is not
 * known is left out. The message is text: bytes that are no UTF-8 stand there as U+FFFD.
 */
#ifndef SIPERR_EXTRACT_RECORD_H
#define SIPERR_EXTRACT_RECORD_H

#include "base/buf.h"
#include "input/frame/frame.h"

void record_add(const struct frame *frame, struct buf *out);

#endif
