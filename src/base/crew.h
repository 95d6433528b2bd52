/* SPDX-License-Identifier: MIT */
/*
 * Work in pieces that several threads share: each takes a piece, does what can be done beside the others, delivers it and
 * settles what came of that. Pieces are taken one at a time, delivered one at a time and settled one at a time, in the order
 * in which they were taken: what comes out does not depend on how many there are at work. A piece stays with its thread, and
 * so in the cache of its processor.
 */
#ifndef SIPERR_BASE_CREW_H
#define SIPERR_BASE_CREW_H

#include <stdbool.h>
#include <stddef.h>

struct crew_work {
	void *ctx;
	bool (*take)(void *ctx, void *piece);		/* one at a time; false: this is the last one */
	void (*prepare)(void *ctx, void *piece);	/* beside others */
	void (*deliver)(void *ctx, void *piece);	/* one at a time, in order; NULL: nothing is to be */
	void (*settle)(void *ctx, void *piece);		/* likewise, while the next one is delivered */
};

/*
 * Until the last piece is delivered, with the caller as one of at most `hands`: fewer, where no more threads can be had.
 * Each has one of the `hands` pieces at `pieces`, of `size` bytes, which is the caller's to make and to free.
 */
void crew_run(const struct crew_work *work, void *pieces, size_t size, unsigned hands);

#endif
