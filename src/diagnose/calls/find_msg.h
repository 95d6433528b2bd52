/* SPDX-License-Identifier: MIT */
/*
 * Questions about a message of a call, for rules: what it is, its dialog, its copies, its time. None of them allocates or changes
 * anything; all are cheap (a walk over the call's transactions or messages).
 */
#ifndef SIPERR_DIAGNOSE_CALLS_FIND_MSG_H
#define SIPERR_DIAGNOSE_CALLS_FIND_MSG_H

#include "diagnose/calls/call.h"
#include "sip/fields.h"

/* Whole value of the first such header; SLICE_NONE. */
struct slice msg_header(const struct msg *m, enum header_id id);
/* The first of its Contacts; false: it has none, or "*", which is everyone. */
bool msg_contact(const struct msg *m, struct contact *out);
/* The own tag of who sent the message: From's of a request, To's of a response. */
struct slice msg_sender_tag(const struct msg *m);
/*
 * Are all its headers there? False for start lines alone and messages cut short, and for text with so many headers
 * missing that somebody may have left more of them out.
 */
bool msg_is_whole(const struct msg *m);
/*
 * Over a connection (TCP, TLS, WebSocket), by its top Via where the trace doesn’t tell: only 2xx to INVITE and reliable
 * 1xx are sent again.
 */
bool msg_is_reliable(const struct msg *m);
/* A 2xx to an INVITE, copies too. */
bool msg_is_answer(const struct msg *m);

/* ---- its dialog ---- */

/* Any ACK with the CSeq number and both tags of this 2xx, on any hop; NULL. */
const struct msg *call_ack(const struct call *c, const struct msg *ok);
/* The first request of that method in the dialog of `m` (both tags, either way round) after `m`; NULL. */
const struct tx *dialog_request(const struct call *c, const struct msg *m, enum method method);
bool same_dialog(const struct msg *m, const struct msg *other);
/* Both tags are alike, each in its place: requests of one side in a dialog, and the responses to them. */
bool same_tags(const struct msg *m, const struct msg *other);
/* The 2xx of the INVITE or SUBSCRIBE that began the dialog of `m`; NULL. */
const struct msg *dialog_answer(const struct call *c, const struct msg *m);

/* ---- the same message again ---- */

/* The next time the same message was sent at that hop; NULL. `m` may be a copy itself. */
const struct msg *msg_next_copy(const struct msg *m);
const struct msg *msg_last_copy(const struct msg *m);	/* m itself when there is none */
unsigned msg_copies(const struct msg *m);		/* how often it was seen, itself included */
/* The same message on another hop (another source → destination), after `after`; NULL. */
const struct msg *msg_elsewhere(const struct call *c, const struct msg *m, const struct msg *after);

/* ---- its time ---- */

/* From a to b in µs; NO_TIME where either has none. */
int64_t msg_gap(const struct msg *a, const struct msg *b);
bool gap_at_least(int64_t gap, int64_t least);	/* false for NO_TIME */
/* The trace goes on for that long after the message, and nothing of the call is lost: what is missing is missing. */
bool call_goes_on(const struct call *c, const struct msg *after, int64_t wait);

#endif
