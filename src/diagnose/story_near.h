/* SPDX-License-Identifier: MIT */
/* What ties one log line to another: where they stand and what they name. Only the files of a story include it. */
#ifndef SIPERR_DIAGNOSE_STORY_NEAR_H
#define SIPERR_DIAGNOSE_STORY_NEAR_H

#include "base/place.h"
#include "base/slice.h"

/* By their times (µs) where both have one, else by lines of one file. */
bool is_near(const struct place *a, const struct place *b, int64_t time, uint64_t lines);

/* Neither is empty. */
bool both(struct slice a, struct slice b);
/* "1001@sip.example.net" and "1001", an address with and without its port: one name. */
bool same_name(struct slice a, struct slice b);
/* That of an address; the name itself where it is none. */
struct slice host_in(struct slice name);

#endif
