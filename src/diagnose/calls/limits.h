/* SPDX-License-Identifier: MIT */
/*
 * The limits of limits.def by name: times in microseconds, the rest plain numbers. limits[] is the same as a table,
 * with units and sources.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_LIMITS_H
#define SIPERR_DIAGNOSE_CALLS_LIMITS_H

#include <stddef.h>
#include <stdint.h>

#define SECONDS(n) ((int64_t)((n) * 1000000.0))

#define LIMIT_TIME(name, seconds, source) static const int64_t name = SECONDS(seconds);
#define LIMIT_COUNT(name, value, unit, source) enum { name = (value) };
#include "diagnose/calls/limits.def"
#undef LIMIT_TIME
#undef LIMIT_COUNT

struct limit {
	const char *name;
	double value;
	const char *unit;	/* "s", "copies" */
	const char *source;	/* "RFC 3261 §18.1.1", or "experience" and why */
};

extern const struct limit limits[];
extern const size_t limit_count;

#endif
