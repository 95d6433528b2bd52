/* SPDX-License-Identifier: MIT */
/*
 * In what two calls differ that may matter. What names a call and nothing else (Call-ID, tags, branches, CSeq, nonces,
 * ports, dates) never does; times do by their order of size, addresses by what kind they are, numbers by their form.
 *
 * What is told first: of the request that was refused in the one and not in the other, then of what came before it,
 * nearest first, then times and path. Where neither was refused: of the offer and its answer, then the rest in order.
 */
#ifndef SIPERR_DIAGNOSE_COMPARE_COMPARE_H
#define SIPERR_DIAGNOSE_COMPARE_COMPARE_H

#include "diagnose/calls/call.h"
#include "finding/comparison.h"

/* Fills all of *out but the lines of the calls; release its arena. */
void compare_calls(const struct call *failing, const struct call *good, struct comparison *out);

#endif
