/* SPDX-License-Identifier: MIT */
/*
 * What the failing calls of a scoreboard have in common, more than the others do: a peer, a trunk, a prefix … that stands
 * behind a good part of the failures and behind fewer of the other calls. It is said only where chance is no explanation:
 * enough calls of both kinds, and the least share among the failing ones that the numbers allow (the lower end of Wilson's
 * interval, 99.9 %) above the most among the others (its upper end). SHARED_… in limits.def.
 */
#ifndef SIPERR_METRICS_SHARED_H
#define SIPERR_METRICS_SHARED_H

#include "metrics/board.h"

struct shared {
	enum board_key key;
	const char *value;		/* the board's */
	uint64_t failed, failed_of;	/* of so many failing calls */
	uint64_t rest, rest_of;		/* of so many others */
};

enum { SHARED_MOST = 10 };

/* The clearest first, at most SHARED_MOST; returns how many. */
size_t board_shared(const struct board *b, struct shared out[SHARED_MOST]);

#endif
