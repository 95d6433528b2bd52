/* SPDX-License-Identifier: MIT */
/*
 * A message that comes, before its call keeps it: which transaction it belongs to (RFC 3261 §17.1.3, §17.2.3), and whether it
 * was there before. Only for call.c.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_INCOMING_H
#define SIPERR_DIAGNOSE_CALLS_INCOMING_H

#include "diagnose/calls/msg.h"

/* What it is told by. */
struct incoming {
	const struct message *m;
	const struct place *where;
	enum method method;		/* a request's own, a response's CSeq method */
	struct slice branch, sent_by, from_tag, to_tag;
};

/*
 * Its transaction in the call; NULL: it begins one. A response whose CSeq names another method than its request gets that
 * one's method.
 */
struct tx *incoming_tx(struct call *c, struct incoming *a);

/* The message of the transaction that this one repeats; NULL: it is the first of its kind. */
const struct msg *incoming_copied(const struct tx *t, const struct incoming *a);

/*
 * Seen before at the very same time: the capture's doing, or a second file with the same traffic. Of one file, times must be
 * fine enough to tell.
 */
bool incoming_is_duplicate(const struct tx *t, const struct incoming *a, bool fine);

#endif
