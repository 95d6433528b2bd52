/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/limits.h"

const struct limit limits[] = {
#define LIMIT_TIME(name, seconds, source) { #name, seconds, "s", source },
#define LIMIT_COUNT(name, value, unit, source) { #name, value, unit, source },
#include "diagnose/calls/limits.def"
#undef LIMIT_TIME
#undef LIMIT_COUNT
};

const size_t limit_count = sizeof limits / sizeof *limits;
