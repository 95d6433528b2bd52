/* SPDX-License-Identifier: MIT */
/*
 * Which messages of two calls stand for each other: those of the first hop on which each request was seen, put side by side
 * so that as many as can be are alike in method, code and who sent them. 100 and what is sent again are passed over.
 * For this folder alone.
 */
#ifndef SIPERR_DIAGNOSE_COMPARE_PAIRS_H
#define SIPERR_DIAGNOSE_COMPARE_PAIRS_H

#include "diagnose/calls/find.h"

enum { STORY_MOST = 64 };	/* messages of a call that are looked at: its beginning */

/* Both, or one of them. */
struct beside {
	const struct msg *failing, *good;
};

struct pairs {
	struct beside list[2 * STORY_MOST];	/* in the order of both calls */
	size_t n;
};

void pairs_make(struct pairs *out, const struct call *failing, const struct call *good);
/* What stands beside the message of the failing call; NULL: nothing. */
const struct msg *pairs_good(const struct pairs *p, const struct msg *failing);
/* Nothing stands beside it, of whichever call it is. */
bool pairs_is_alone(const struct pairs *p, const struct msg *m);

#endif
