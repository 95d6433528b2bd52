/* SPDX-License-Identifier: MIT */
/* The records of TLS that a tree of fields names, as bytes again: what is not told of them is filled up. */
#ifndef SIPERR_INPUT_TEXT_TOLD_TLS_H
#define SIPERR_INPUT_TEXT_TOLD_TLS_H

#include "base/buf.h"
#include "input/outline/printed.h"

/* The payload of the segment, as long as that is, of the records that end in it; none: of one that goes on there. */
void told_tls_add(struct buf *out, const struct printed *p);

#endif
