/* SPDX-License-Identifier: MIT */
/*
 * Captures read abreast: of a connection one file has one direction, another one the other (input/packet/ways.h), so their packets
 * go to one decoder in the order of their times. Each capture is opened within the reading of the one before it; the last
 * one reads them all.
 */
#ifndef SIPERR_INPUT_CAPTURE_ABREAST_H
#define SIPERR_INPUT_CAPTURE_ABREAST_H

#include "input/packet/decoder.h"

enum { ABREAST_MAX = 16 };

/* A capture that is open. */
struct abreast_member {
	const char *file;
	bool (*next)(void *ctx, struct packet *out);	/* its next packet, whose bytes last until the one after; false: no more */
	void *ctx;
	/* The rest is abreast_join()'s. */
	int64_t shift;
	uint64_t packets;
	struct packet packet;
	bool over;
};

struct abreast {
	void (*open)(void *ctx, size_t i);	/* reads file i: if it is a capture, it joins */
	void *ctx;
	const int64_t *shifts;			/* of each file: its clock differs from that of the trace, µs */
	size_t count;				/* of the files, at most ABREAST_MAX */
	/* The rest is its own. */
	size_t opened;
	struct abreast_member *members[ABREAST_MAX];
	size_t member_count;
	bool over;
};

/* Opens the files, one after the other. */
void abreast_read(struct abreast *a);
/* The capture at hand is open; when this returns its packets have gone to the decoder, among those of the others. */
void abreast_join(struct abreast *a, struct abreast_member *m, struct decoder *d);

#endif
