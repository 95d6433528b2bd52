/* SPDX-License-Identifier: MIT */
/*
 * Questions about a call, for rules. None of them allocates or changes anything; all are cheap (a walk
 * over the call's transactions or messages).
 */
#ifndef SIPERR_DIAGNOSE_CALLS_FIND_H
#define SIPERR_DIAGNOSE_CALLS_FIND_H

#include "diagnose/calls/call.h"
#include "finding/tokens.h"

struct hosts;

/* ---- hops and requests ---- */

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

/* ---- messages ---- */

/* Whole value of the first such header; SLICE_NONE. */
struct slice msg_header(const struct msg *m, enum header_id id);
/* The next time the same message was sent at that hop; NULL. `m` may be a copy itself. */
const struct msg *msg_next_copy(const struct msg *m);
const struct msg *msg_last_copy(const struct msg *m);	/* m itself when there is none */
unsigned msg_copies(const struct msg *m);		/* how often it was seen, itself included */
/* The same message on another hop (another source → destination), after `after`; NULL. */
const struct msg *msg_elsewhere(const struct call *c, const struct msg *m, const struct msg *after);
/*
 * Are all its headers there? False for start lines alone and messages cut short, and for text with so many headers
 * missing that somebody may have left more of them out.
 */
bool msg_is_whole(const struct msg *m);
/* Over a connection (TCP, TLS, WebSocket), by its top Via where the trace doesn’t tell: only 2xx to INVITE and reliable 1xx are sent again. */
bool msg_is_reliable(const struct msg *m);

/* ---- dialogs ---- */

/* The own tag of who sent the message: From's of a request, To's of a response. */
struct slice msg_sender_tag(const struct msg *m);
/*
 * The ACK that the client sent for the INVITE, with its branch, or with one of its own, as some make it for a failure too: it
 * got a final response, whether that was captured or not. NULL.
 */
const struct msg *tx_ack(const struct call *c, const struct tx *invite);
bool tx_was_acked(const struct call *c, const struct tx *invite);
/* It had one before that message came; one that was not captured shows by its ACK. */
bool tx_had_final(const struct call *c, const struct tx *invite, const struct msg *m);
/* Any ACK with the CSeq number and both tags of this 2xx, on any hop; NULL. */
const struct msg *call_ack(const struct call *c, const struct msg *ok);
/* The first request of that method in the dialog of `m` (both tags, either way round) after `m`; NULL. */
const struct tx *dialog_request(const struct call *c, const struct msg *m, enum method method);
bool same_dialog(const struct msg *m, const struct msg *other);
/* Both tags are alike, each in its place: requests of one side in a dialog, and the responses to them. */
bool same_tags(const struct msg *m, const struct msg *other);
/* A 2xx to an INVITE, copies too. */
bool msg_is_answer(const struct msg *m);
bool tx_in_dialog(const struct tx *t, const struct msg *m);
/* The 2xx of the INVITE or SUBSCRIBE that began the dialog of `m`; NULL. */
const struct msg *dialog_answer(const struct call *c, const struct msg *m);

/* ---- time ---- */

/* From a to b in µs; NO_TIME where either has none. */
int64_t msg_gap(const struct msg *a, const struct msg *b);
bool gap_at_least(int64_t gap, int64_t least);	/* false for NO_TIME */
/* Nothing came back for the request, here or at another point of the same way, and it would have been seen. */
bool tx_is_unanswered(const struct call *c, const struct tx *t, const struct hosts *hosts);
/*
 * Nor will it: the trace goes on for 64*T1 (proven), or so many copies were sent that only its end is missing (likely).
 */
bool tx_silence_is_sure(const struct call *c, const struct tx *t, enum confidence *sure);
/* An ACK in a call of which no response was seen: there were answers, and the trace doesn't show them. NULL. */
const struct msg *call_is_one_sided(const struct call *c);
/* The trace goes on for that long after the message, and nothing of the call is lost: what is missing is missing. */
bool call_goes_on(const struct call *c, const struct msg *after, int64_t wait);

#endif
