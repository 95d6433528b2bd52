/* SPDX-License-Identifier: MIT */
/* From a log line that was understood to a witness: what it states, and what ties it to its call. */
#ifndef SIPERR_INPUT_REMARK_WITNESS_H
#define SIPERR_INPUT_REMARK_WITNESS_H

#include "base/buf.h"
#include "input/frame/witness.h"
#include "input/remark/remark.h"

/*
 * False when it states nothing that anybody has to know: a response that is no failure. The entry's text ("code.403")
 * is made in `entry`, which must outlive the witness as the line and the table must.
 */
bool remark_witness(const struct remark *r, struct witness *out, struct buf *entry);

#endif
