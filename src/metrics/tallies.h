/* SPDX-License-Identifier: MIT */
/* Names, how often each came and where first: bounded (base/kept.h), what is not kept is not counted. */
#ifndef SIPERR_METRICS_TALLIES_H
#define SIPERR_METRICS_TALLIES_H

#include "base/kept.h"
#include "finding/summary.h"

void tallies_init(struct kept *t, size_t most);	/* room for that many names */
/*
 * `text` tells what is counted, NULL: the name's own; where it isn't one for all of the name, the own one does.
 * `first` NULL, or without a line and a packet: nowhere. The first of two places is the earlier one, else that of the
 * first file, packet and line.
 */
void tallies_add(struct kept *t, const char *name, const char *text, uint64_t count, const struct place *first);
void tallies_merge(struct kept *to, const struct kept *from);
bool tallies_hold(const struct kept *t, uint64_t most);	/* no count is beyond that */
/* Most frequent first, names in the table's memory; free() the array. */
struct tally *tallies_sorted(const struct kept *t, size_t *count);

#endif
