/* SPDX-License-Identifier: MIT */
/*
 * Packets in, SIP messages out: takes link layers, tunnels, IP fragments and TCP streams apart and
 * finds SIP by its content, on any port. Where packets come from is capture.c's matter.
 */
#ifndef SIPERR_INPUT_PACKET_DECODER_H
#define SIPERR_INPUT_PACKET_DECODER_H

#include "input/frame/frame.h"

struct packet {
	int link_type;		/* LINKTYPE_ or DLT_ value (https://www.tcpdump.org/linktypes.html) */
	struct slice bytes;	/* as captured */
	size_t whole;		/* its length on the wire; more than bytes.n where the snaplen cut it */
	int64_t time;		/* µs since 1970-01-01 UTC */
	bool timeless;		/* but a simple packet block of pcapng has none */
	int moved;		/* so many places behind this one it stood in its file (batch_order()); less than 0: before */
};

struct decoder;

/* `file` names the input in each frame's place; it and the sink must outlive the decoder. */
struct decoder *decoder_new(const char *file, const struct sink *sink);

/* Another capture goes on where the last one ended; its packets are counted from 1 again. */
void decoder_next_file(struct decoder *d, const char *file);
/* The next packet is of that capture, where `before` packets came before it. */
void decoder_turn_to(struct decoder *d, const char *file, uint64_t before);
/* Who sends TCP segments and messages to whom is noted there, until the decoder is freed. */
struct ways;
void decoder_note_ways(struct decoder *d, struct ways *ways);
/* From now on frames go there. */
void decoder_hand_to(struct decoder *d, const struct sink *sink);

/* The next packet; packets are counted from 1. Frames reach the sink before this returns. */
void decoder_packet(struct decoder *d, const struct packet *p);

/* Time has come to `now`, as something beside packets says: what waits only for that is seen to. */
void decoder_time(struct decoder *d, int64_t now);

/* As decoder_packet(), of one that came in Homer's encapsulation, which says when and between whom. */
void decoder_hep(struct decoder *d, struct slice packet);

/* The input has ended: what waits for more fragments or segments is handed on as it is, cut. */
void decoder_end(struct decoder *d);

/* True when there were packets, and the link layer of none of them is known here; then *link_type is one of theirs. */
bool decoder_is_lost(const struct decoder *d, int *link_type);

void decoder_free(struct decoder *d);

#endif
