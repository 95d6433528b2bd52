/* SPDX-License-Identifier: MIT */
/*
 * What the input holds beside SIP, kept until the calls that it may be about are judged: witnesses (input/frame/witness.h)
 * in the order they came, found again by Call-ID and by addresses. Memory is bound: the oldest go first.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_WITNESSES_H
#define SIPERR_DIAGNOSE_CALLS_WITNESSES_H

#include "diagnose/calls/call.h"
#include "input/frame/frame.h"

struct seen {
	const struct witness *witness;	/* a copy, or the latest state of a flow */
	struct place where;
	uint64_t number;		/* in the order they came, from 1 */
	bool told;			/* it belongs to a finding: it is not told by itself */
};

struct witnesses;

struct witnesses *witnesses_new(void);
void witnesses_free(struct witnesses *ws);

/* Keep a copy of the frame's witness. A flow takes the place of its earlier state. */
void witnesses_add(struct witnesses *ws, const struct frame *frame);

/* False: there is none, so nobody need ask. */
bool witnesses_any(const struct witnesses *ws);

/* The next one after `after` (NULL: the first), in the order they came, that names the Call-ID; NULL: no more. */
struct seen *witnesses_of_call_id(const struct witnesses *ws, struct slice call_id, const struct seen *after);
/* The next one of that kind from or to that address and port, as `from` or as `to`. */
struct seen *witnesses_of_addr(const struct witnesses *ws, enum witness_kind kind, const struct addr *a,
    const struct seen *after);

/* There are flows: packets that may be media were captured … */
bool witnesses_hold_flows(const struct witnesses *ws);
/* … and some of them surely were, even if they had to be let go since. */
bool witnesses_hold_media(const struct witnesses *ws);
/* Flows with packets at that time or later had to be let go: that none is found proves nothing. */
bool witnesses_lost_flows(const struct witnesses *ws, int64_t since);
/* The next flow of media that has this host, on any port, at one end, and `other` (NULL: any) at the other end; NULL: no more. */
const struct seen *witnesses_media_of_host(const struct witnesses *ws, const struct addr *host, const struct addr *other,
    const struct seen *after);

#endif
