/* SPDX-License-Identifier: MIT */
/*
 * Responses in the records of a network monitor: a line of Zeek's sip.log, as JSON or in columns, tells request and
 * response of a transaction in fields, without a start line.
 */
#ifndef SIPERR_INPUT_TEXT_RECORD_H
#define SIPERR_INPUT_TEXT_RECORD_H

#include "input/text/recognise.h"

/*
 * The record whose line the "SIP/2.0/…" of a Via at `hit` stands in; `feed` ends the line, NULL when it may go on.
 * The message is put together in `text`, with what headers the record has; out->end is the end of the line.
 */
enum gathered record_find(const struct text_view *view, const char *hit, struct draft *out, struct buf *text);

#endif
