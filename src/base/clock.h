/* SPDX-License-Identifier: MIT */
/* How much time goes by while siperr runs: microseconds since some moment, whatever the clock on the wall does. */
#ifndef SIPERR_BASE_CLOCK_H
#define SIPERR_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t
clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

#endif
