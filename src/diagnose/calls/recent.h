/* SPDX-License-Identifier: MIT */
/*
 * Requests that came lately, whatever call they belong to: what a client did after it was redirected, or told
 * to wait, may well have a Call-ID of its own. A ring of fixed size: the oldest are forgotten.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_RECENT_H
#define SIPERR_DIAGNOSE_CALLS_RECENT_H

#include "diagnose/calls/call.h"

struct recent;

struct request_seen {
	struct spot at;			/* message 0: none */
	int64_t time;
	struct addr client, server;
	enum method method;
	uint64_t call;			/* hash of the Call-ID */
	uint64_t user, host;		/* of the Request-URI; 0: none */
	uint64_t from;			/* of the From URI */
	bool has_credentials;
};

struct recent *recent_new(void);
void recent_free(struct recent *r);

/* A message that came; only requests that begin something, and answers to calls, are kept. */
void recent_add(struct recent *r, const struct message *m, const struct frame *frame, uint64_t number);
/* The same is going to be called for that one: what it needs is fetched into the cache. */
void recent_fetch(const struct recent *r, const struct message *m, const struct place *where);

/* A 2xx to an INVITE that came: the call it answered, by the hash of its Call-ID; NULL: none was seen lately. */
enum { CALL_ID_SEEN = 128 };
struct answer_seen {
	struct spot at;
	char call_id[CALL_ID_SEEN];	/* cut where it is longer */
};
const struct answer_seen *recent_answer(const struct recent *r, uint64_t call);

/*
 * Those after message `number`, one after the other; NULL when there are no more, or a thousand were looked at.
 * Copies are left out. What is returned lies in the ring. Whoever wants some of them says which before the first step.
 */
struct recent_walk {
	size_t at, end;
	uint64_t from;			/* of that From URI alone; 0: of any */
	uint64_t ends;			/* between these alone, recent_ends(); 0: any */
	int64_t before;			/* the first that came then, or later, ends the walk; NO_TIME: none does */
};
struct recent_walk recent_after(const struct recent *r, uint64_t number);
uint64_t recent_ends(const struct addr *client, const struct addr *server);	/* a port counts of the server; never 0 */
const struct request_seen *recent_next(const struct recent *r, struct recent_walk *walk);

/* Hash of a user or host as the ring has it, any case. */
uint64_t recent_hash(struct slice text);

#endif
