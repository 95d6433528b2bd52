/* SPDX-License-Identifier: MIT */
/*
 * Work in pieces that several threads share: a piece is taken, prepared beside others, delivered, and what came of that
 * is settled. Pieces are taken one at a time, delivered one at a time and settled one at a time, in the order in which they
 * were taken: what comes out does not depend on how many there are at work. Who is free does what can be done next, whoever had
 * the piece before: nobody waits for a step that takes long as long as there are pieces that lie ahead of it.
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
	void (*settle)(void *ctx, void *piece);		/* likewise, while those behind it are delivered */
	/*
	 * What whoever would only wait can do beforehand for a piece that waits to be settled: beside others, once at most, and
	 * never while it is settled, which must come to the same without it. NULL: there is nothing.
	 */
	void (*ease)(void *ctx, void *piece);
};

/*
 * Until the last piece is settled, with the caller as one of at most `hands`: fewer, where no more threads can be had.
 * The `count` pieces at `pieces`, of `size` bytes, are the caller's to make and to free: so many are begun and not yet settled
 * at most.
 */
void crew_run(const struct crew_work *work, void *pieces, size_t size, unsigned count, unsigned hands);

#endif
