/* SPDX-License-Identifier: MIT */
/*
 * The body of a message with pseudonyms, line by line: of a session description, of markup, of headers within a body and of
 * a multipart what tells its shape stays; what people wrote to each other, digits they dialled, and all that is of no known
 * kind or no text is dropped.
 */
#ifndef SIPERR_EXTRACT_HIDE_BODY_H
#define SIPERR_EXTRACT_HIDE_BODY_H

#include "report/redact/redact.h"

/* `type` is the value of Content-Type, or SLICE_NONE. */
void hide_body(struct redact *r, struct slice type, struct slice body, struct buf *out);

/* Lines of which nobody knows what they are: a text with pseudonyms. */
void hide_lines(struct redact *r, struct slice text, struct buf *out);

#endif
