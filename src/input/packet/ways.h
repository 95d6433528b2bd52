/* SPDX-License-Identifier: MIT */
/*
 * Who sends to whom in a capture, by IP address: a tap, or a port that mirrors, may give each direction a file of its own.
 * Counted are TCP segments and SIP messages: what comes of them needs both directions.
 */
#ifndef SIPERR_INPUT_PACKET_WAYS_H
#define SIPERR_INPUT_PACKET_WAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"

/* A way without the one back, as hashes. */
struct way_alone {
	uint64_t forth, back;
};

struct ways;

struct ways *ways_new(void);
void ways_free(struct ways *w);
void ways_note(struct ways *w, const struct addr *src, const struct addr *dst);
/* Those on which nothing came back, by `forth`; the caller frees them. None where there were too many ways to tell. */
struct way_alone *ways_alone(const struct ways *w, size_t *count);
/* One of the ways of `a` is the way back of one of `b`: each file has one direction. */
bool ways_meet(const struct way_alone *a, size_t a_count, const struct way_alone *b, size_t b_count);

#endif
