/* SPDX-License-Identifier: MIT */
/*
 * What the network said beside SIP (witnesses of kind ICMP, TCP, DNS, TLS and SERVICE), kept until the calls that it
 * may be about are judged; found again by a host and a span of time. Memory is bound: the oldest go first, and of the
 * same thing said again within a tenth of a second one is kept.
 */
#ifndef SIPERR_DIAGNOSE_RULES_NETWORK_H
#define SIPERR_DIAGNOSE_RULES_NETWORK_H

#include "diagnose/calls/witnesses.h"

struct network;

struct network *network_new(void);
void network_free(struct network *n);

bool network_is(const struct witness *w);	/* of one of these kinds */
void network_add(struct network *n, const struct frame *frame);
/* False: nothing was said, so nobody need ask. */
bool network_any(const struct network *n);

/* What is looked for; ports do not count here. */
struct said {
	enum witness_kind kind;
	const struct addr *from, *to;	/* ends of the packet that failed; one may be NULL: any */
	int64_t first, last;		/* when, both included; neither is NO_TIME */
};

/* The next one after `after` (NULL: the first); not quite in the order of time. NULL: no more. */
struct seen *network_next(const struct network *n, const struct said *what, const struct seen *after);
/* Any, in the order they came: the first with a higher number (struct seen), and the next one. NULL: no more. */
struct seen *network_since(const struct network *n, uint64_t number);
struct seen *network_after(const struct seen *s);

#endif
