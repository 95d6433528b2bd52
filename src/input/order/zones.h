/* SPDX-License-Identifier: MIT */
/*
 * A log whose times have no zone, beside a capture: how far TZ is wrong for it. Its times, read in TZ, and those of the
 * capture lie a whole number of quarters of an hour apart, where both show the same calls; or, where the log has no Call-ID,
 * where its lines name the numbers that the capture's messages name.
 */
#ifndef SIPERR_INPUT_ORDER_ZONES_H
#define SIPERR_INPUT_ORDER_ZONES_H

#include "input/order/survey.h"

#define ZONE_QUARTER (15 * 60 * TIME_SECOND)	/* zones are quarters of an hour apart … */
enum { ZONES_APART = 26 * 4 };				/* … and no more of them */

/*
 * `b` is the one without a zone, or, with times of day, without a date; *offset is what its times are too great by. False where it
 * is right, or nothing can be told.
 */
bool zone_offset(const struct survey *a, const struct survey *b, int64_t *offset);

#endif
