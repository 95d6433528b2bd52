/* SPDX-License-Identifier: MIT */
/* How far the clocks of two files are apart, as the messages tell that both of them hold. For order.c. */
#ifndef SIPERR_INPUT_ORDER_CLOCKS_H
#define SIPERR_INPUT_ORDER_CLOCKS_H

#include "input/order/survey.h"

/* µs, 64*T1 of RFC 3261 twice over: after so long nothing of what was is still under way. */
#define TRACE_GAP INT64_C(64000000)

/* *offset: how much later b says that the same happened, µs. False: nothing in them tells. */
bool clock_offset(const struct survey *a, const struct survey *b, int64_t *offset);

#endif
