/* SPDX-License-Identifier: MIT */
/*
 * One direction of a TCP connection: its bytes in order, given to their stream. A capture may begin
 * within a connection, miss segments and hold some twice; what was captured first counts.
 */
#ifndef SIPERR_INPUT_PACKET_TCP_HALF_H
#define SIPERR_INPUT_PACKET_TCP_HALF_H

#include "input/packet/layers.h"
#include "input/packet/stream.h"

/* Sequence numbers further than this from what is expected belong to another connection. */
#define TCP_JUMP (1024 * 1024)

struct half {
	bool synced;			/* `next` means something */
	uint32_t next;			/* sequence number expected */
	bool clipped;			/* some of its packets were captured in part only … */
	unsigned gaps;			/* … or not at all, and it went on without them: how often */
	bool has_acked;
	uint32_t acked;			/* by the other side … */
	uint32_t acked_first;		/* … when it did so first */
	struct segment *waiting;	/* ahead of a gap, in order */
	size_t waiting_bytes, waiting_count;
	int64_t waiting_since;
	struct place seen;		/* the last packet with data */
	struct stream stream;
};

/* Where the messages of a half go: who decodes, and from where to where it sends. */
struct delivery {
	struct decoder *decoder;
	const struct flow *flow;
};

struct segment_in {
	uint32_t seq;
	struct piece piece;
};

void half_data(struct half *h, struct delivery *to, const struct segment_in *in);

/* Go on without bytes that won't come any more: their time is over, or the peer has them already. */
void half_lose_patience(struct half *h, struct delivery *to);

/* The sender has no more: what is begun and not complete is handed on cut. */
void half_finish(struct half *h, struct delivery *to);

/* The connection is over: everything that waits is handed on, and the half is as new. */
void half_end(struct half *h, struct delivery *to);

void half_release(struct half *h);		/* the same, handing nothing on */
/* The peer has bytes that the capture doesn't: an answer may be among them. */
bool half_lacks(const struct half *h);
bool half_has_data(const struct half *h);	/* whatever it is */
size_t half_cost(const struct half *h);		/* bytes it keeps */

#endif
