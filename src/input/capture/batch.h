/* SPDX-License-Identifier: MIT */
/*
 * Packets of a capture that go together from the one who reads to the one who decodes, and in between are peeled by
 * whoever has them; with the trouble that came after them. Their bytes lie in the batch.
 */
#ifndef SIPERR_INPUT_CAPTURE_BATCH_H
#define SIPERR_INPUT_CAPTURE_BATCH_H

#include "base/memory.h"
#include "input/packet/layers.h"

enum {
	BATCH_PACKETS = 4096,
	BATCH_NOTICES = 4,	/* a source says one thing that is wrong, libpcap another */
};

struct batch {
	struct packet *packets;
	struct layer *layers;	/* of each, after batch_peel() */
	size_t count;
	char *bytes;
	size_t used, size;
	struct notice {
		const char *file;
		enum trouble what;
		char *detail;		/* owned */
	} notices[BATCH_NOTICES];
	size_t notice_count;
	struct docket *docket;		/* what follows from it, see struct sink */
	struct message index;		/* of one at a time; those that are kept: */
	struct arena indexes;
	struct arena_pool pool;
};

void batch_init(struct batch *b);
void batch_release(struct batch *b);
void batch_empty(struct batch *b);	/* to be filled anew */

/* A copy of the packet; false: it is for the next batch. The first one always has room. */
bool batch_add(struct batch *b, const struct packet *p);
void batch_trouble(struct batch *b, const char *file, enum trouble what, const char *detail);

/*
 * Packets of several queues or interfaces stand in a file as they were fetched: those that are a little too late go to
 * where their time puts them. A clock that is set back by more stays as it is.
 */
enum { LATE_MOST = 50000 };	/* µs */
void batch_order(struct batch *b);

/* All that can be done in any thread. */
void batch_peel(struct batch *b);
/* What is left to be done, in the order of the batches. */
void batch_decode(struct batch *b, struct decoder *d);
/* What was wrong after its packets. */
void batch_tell(struct batch *b, const struct sink *to);

#endif
