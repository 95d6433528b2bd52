/* SPDX-License-Identifier: MIT */
/* Names and how often each came: bounded, what does not fit any more is not counted. */
#ifndef SIPERR_DIAGNOSE_TALLIES_H
#define SIPERR_DIAGNOSE_TALLIES_H

#include "base/memory.h"
#include "base/recall.h"
#include "finding/summary.h"

struct tallies {
	struct arena arena;
	struct recall names;	/* struct tally */
};

void tallies_init(struct tallies *t, size_t most);	/* room for that many names */
void tallies_release(struct tallies *t);
void tallies_add(struct tallies *t, const char *name, uint64_t count, const struct place *first);
/* Most frequent first, names in the tallies' memory; free() the array. */
struct tally *tallies_sorted(const struct tallies *t, size_t *count);

#endif
