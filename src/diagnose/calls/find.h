/* SPDX-License-Identifier: MIT */
/*
 * Questions about a call, for rules; those about one of its messages stand in find_msg.h. None of them allocates or changes
 * anything; all are cheap (a walk over the call's transactions or messages).
 */
#ifndef SIPERR_DIAGNOSE_CALLS_FIND_H
#define SIPERR_DIAGNOSE_CALLS_FIND_H

#include "diagnose/calls/find_msg.h"
#include "finding/tokens.h"

struct hosts;

/* ---- hops and requests ---- */

enum { HOPS_MOST = 16 };	/* followed from one request to the next: more only has what runs in a circle */

/* The same request end to end: From tag, CSeq number and method agree. */
bool tx_same_request(const struct tx *a, const struct tx *b);
/* The same request one hop nearer to its sender; NULL for the first hop the trace shows. */
const struct tx *tx_parent(const struct call *c, const struct tx *t);
/* `t` is a hop of the same request further on than `ancestor`. */
bool tx_came_out_of(const struct call *c, const struct tx *t, const struct tx *ancestor);
/* A hop of the same request that `t` was forwarded on, after `after` (NULL: the first); NULL when there is none. */
const struct tx *tx_child(const struct call *c, const struct tx *t, const struct tx *after);
/* No earlier transaction is the same request: what is counted by request is counted here, not at each hop or point. */
bool tx_is_first_sight(const struct call *c, const struct tx *t);
/* The same request with the same branch, captured at another point. The next after `after` (NULL: the first); NULL. */
const struct tx *tx_other_point(const struct call *c, const struct tx *t, const struct tx *after);
/* Outside of a dialog: the request has no To tag. */
bool tx_is_initial(const struct tx *t);
/*
 * The next attempt of the same sender to the same end: a later request of that method, inside a dialog or
 * outside as `t` is, that began after the final response to `t`. NULL when it was not tried again.
 */
const struct tx *tx_retry(const struct tx *t);
/* The CANCEL of this INVITE at this hop; a CANCEL with a branch of its own does not count. NULL. */
const struct tx *tx_cancel(const struct call *c, const struct tx *t);
/* The INVITE this CANCEL belongs to. NULL. */
const struct tx *tx_cancelled(const struct call *c, const struct tx *cancel);
/* A 2xx came for the request, here or on a hop or fork of it. */
bool tx_succeeded(const struct call *c, const struct tx *t);
/* So it did, or for the next try of the same request: whatever went wrong with this one, the call did not fail for it. */
bool tx_was_made_good(const struct call *c, const struct tx *t);
/* Any response came at this hop, a 100 too. */
static inline bool
tx_has_response(const struct tx *t)
{
	return t->final != NULL || t->provisional != NULL || t->trying != NULL;
}
/* The final response to it is a challenge; the request brings credentials. */
bool tx_is_challenged(const struct tx *t);
bool tx_has_credentials(const struct tx *t);
/* It, or a later request like it, went well in the end: what happened on the way is nobody's business. */
bool tx_went_well(const struct call *c, const struct tx *t);
/* A 180 came for the request, here or on a hop or fork of it. */
bool tx_rang(const struct call *c, const struct tx *t);
/* The last attempt to set the call up, on the first hop seen; NULL: the trace shows no INVITE outside of a dialog. */
const struct tx *call_setup(const struct call *c);
/* Of the side that set the call up. */
bool sent_by_caller(const struct call *c, const struct msg *m);
/* The transaction of that branch, method and CSeq at the first place it was seen. NULL. */
const struct tx *call_tx(const struct call *c, enum method method, uint32_t cseq);
bool method_is(const struct tx *t, enum method method);

/* ---- whether it had an end ---- */

/*
 * The ACK that the client sent for the INVITE, with its branch, or with one of its own, as some make it for a failure too: it
 * got a final response, whether that was captured or not. NULL.
 */
const struct msg *tx_ack(const struct call *c, const struct tx *invite);
bool tx_was_acked(const struct call *c, const struct tx *invite);
/* It had one before that message came; one that was not captured shows by its ACK. */
bool tx_had_final(const struct call *c, const struct tx *invite, const struct msg *m);

/* ---- what did not come ---- */

/* Nothing came back for the request, here or at another point of the same way, and it would have been seen. */
bool tx_is_unanswered(const struct call *c, const struct tx *t, const struct hosts *hosts);
/*
 * Nor will it: the trace goes on for 64*T1 (proven), or so many copies were sent that only its end is missing (likely).
 */
bool tx_silence_is_sure(const struct call *c, const struct tx *t, enum confidence *sure);
/* An ACK in a call of which no response was seen: there were answers, and the trace doesn't show them. NULL. */
const struct msg *call_is_one_sided(const struct call *c);

#endif
