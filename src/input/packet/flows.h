/* SPDX-License-Identifier: MIT */
/*
 * Media and other datagrams that are no SIP, counted by flow: one direction between two addresses and ports. Nothing is
 * decoded but RTP's fixed header (RFC 3550 §5.1), told apart from RTCP (RFC 5761 §4), STUN and DTLS (RFC 7983),
 * and alerts of DTLS in the clear.
 *
 * A flow that has changed is handed on as a witness (WITNESS_FLOW) a second later, all of its counts each time, and at
 * the end of the input: whoever judges what happened up to a moment knows its flows a second after it.
 * The table is bound: in a full bucket the flow that was quiet longest goes, after it was handed on.
 */
#ifndef SIPERR_INPUT_PACKET_FLOWS_H
#define SIPERR_INPUT_PACKET_FLOWS_H

#include "input/frame/frame.h"

struct flows;

/* The sink must outlive them. */
struct flows *flows_new(const struct sink *sink);
void flows_free(struct flows *fs);
/* From now on witnesses go there. */
void flows_hand_to(struct flows *fs, const struct sink *sink);

/* By which a flow is found. */
uint64_t flows_hash(const struct addr *from, const struct addr *to);

/* Into the cache, while something else is done: what flows_add() will need for it. */
void flows_fetch(const struct flows *fs, uint64_t hash);

/*
 * A UDP payload, as captured, and its length on the wire; `at` holds file, number and time of its packet, `hash` is that of
 * its addresses.
 */
void flows_add(struct flows *fs, const struct place *at, const struct addr *from, const struct addr *to, uint64_t hash,
    struct slice payload, size_t whole);

/* Time has come to `now`: flows that changed a second ago are handed on. Cheap; once a packet. */
void flows_due(struct flows *fs, int64_t now);

/* The input has ended: all that changed is handed on. */
void flows_end(struct flows *fs);

#endif
