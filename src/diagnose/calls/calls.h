/* SPDX-License-Identifier: MIT */
/*
 * The calls alive: found by Call-ID, let go when they have ended and their timers have passed. What is
 * kept is bound by how many are alive at once; a flood of them is capped, the oldest are let go early.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_CALLS_H
#define SIPERR_DIAGNOSE_CALLS_CALLS_H

#include "diagnose/calls/call.h"

struct calls;

/* Called with each call that is let go, before it is freed. `now` as in struct call. */
typedef void calls_judge(void *ctx, struct call *c);

struct calls *calls_new(calls_judge *judge, void *ctx);
/*
 * Calls that were let go are not freed, but given to `over`, which does it with call_free() in its time; so are those whose
 * beginning and end went on as another call, without being judged.
 */
void calls_keep(struct calls *cs, calls_judge *over);
/* What it lived in goes to the pool, which may be calls_pool(): where calls to come will live. */
void call_free(struct call *c, struct arena_pool *pool);
struct arena_pool *calls_pool(struct calls *cs);
/* Somebody looks on: a call that is sure is judged within seconds, not when its timers have passed. */
void calls_live(struct calls *cs);
void calls_free(struct calls *cs);	/* without judging what is left */

/*
 * The message belongs to its Call-ID's call, which begins with it if need be. Returns what that keeps of it until the call is
 * freed; NULL when it is a duplicate, see call_add().
 */
const struct msg *calls_add(struct calls *cs, const struct message *m, const struct frame *frame, uint64_t number);
/*
 * A message comes soon, though not as the next one, whose Call-ID has that hash; what is kept of it takes so many bytes. What is
 * known of its call is fetched into the cache, and at the call after this what that points to.
 */
void calls_fetch(struct calls *cs, uint64_t hash, size_t bytes);
/* The trace goes on until then, though with nothing of a call; NO_TIME says nothing. */
void calls_reach(struct calls *cs, int64_t time);
/* Is a call with that Call-ID alive? */
bool calls_alive(const struct calls *cs, struct slice id);
/* Nothing has come for this long (µs) on a live input: judge what is due then. */
void calls_waited(struct calls *cs, int64_t microseconds);
/* Nothing more is read: judge the calls that are over; the others are not judged. */
void calls_interrupt(struct calls *cs);
/* Judge all that is left, in the order the calls began; `look` (may be NULL) sees each of them before. */
void calls_end(struct calls *cs, calls_judge *look);
/* How many were let go before their time. */
uint64_t calls_dropped(const struct calls *cs);

#endif
