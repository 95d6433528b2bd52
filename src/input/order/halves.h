/* SPDX-License-Identifier: MIT */
/*
 * Captures of one direction each: what one holds is the way back of what another one holds (input/packet/ways.h). They are read
 * abreast (input/capture/abreast.h).
 */
#ifndef SIPERR_INPUT_ORDER_HALVES_H
#define SIPERR_INPUT_ORDER_HALVES_H

#include "input/order/order.h"

#define HALVES_SLACK INT64_C(100000)	/* µs: captures write packets a little out of order */

/* Sets `abreast` of all that are. */
void halves_find(struct ordered *files, size_t n);
/* The first of the files that it is abreast of, among those before it; NULL. */
const struct ordered *halves_first(const struct ordered *files, const struct ordered *f);

#endif
