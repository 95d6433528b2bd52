/* SPDX-License-Identifier: MIT */
/* How a call ended, and who had a hand in it. */
#ifndef SIPERR_DIAGNOSE_CALLS_OUTCOME_H
#define SIPERR_DIAGNOSE_CALLS_OUTCOME_H

#include "diagnose/calls/find.h"

/*
 * The final response ≥ 300 that counts: of a request that was not tried again and that no fork of it
 * answered well, on the hop nearest to its sender; the set-up before what came later. NULL: none.
 */
const struct msg *call_failure(const struct call *c);
/* The response that shows a call in which nothing failed: the 2xx that set it up, else the last response. NULL. */
const struct msg *call_success(const struct call *c);

/*
 * The request that met another (491) was tried again, whoever's came through. An answer that the trace lacks came
 * nevertheless, as nobody repeated the request.
 */
bool glare_is_settled(const struct call *c, const struct tx *glare);

/* A PRACK between the same two says that the INVITE had a provisional response before it, though the trace lacks it; NULL. */
const struct msg *prack_of(const struct call *c, const struct tx *invite);

/* A NOTIFY that only keeps a NAT's binding: whatever is answered is what it was sent for. `request` may be NULL. */
bool is_keep_alive(const struct msg *request);

/*
 * It refused a keep-alive, as whoever lives may do, or something within an answered call that went on well: an INFO,
 * an OPTIONS, an UPDATE that the other side does not know or that changed nothing. Not one that a caller would miss,
 * nor one after which somebody hung up.
 */
bool call_took_no_harm(const struct call *c, const struct msg *failure);

/* It refused a new session description within a call that went on with the old one (RFC 3261 §14.1). */
bool call_kept_its_media(const struct call *c, const struct msg *failure);

/* Who produced the response: "192.0.2.7:5060 (Asterisk PBX 18.9.0)"; in the arena, NULL when not known. */
const char *call_answered_by(const struct call *c, const struct msg *response, struct arena *a);
/* Who sent the first BYE or CANCEL: "192.0.2.7:5060 (BYE, Q.850;cause=16)"; NULL when nobody did. */
const char *call_ended_by(const struct call *c, struct arena *a);

/* Header text as people read it: unfolded, UTF-8; in the arena, NULL when it isn't there. */
const char *shown(struct slice value, struct arena *a);

#endif
