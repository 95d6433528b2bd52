/* SPDX-License-Identifier: MIT */
/*
 * What of a trace is asked for: calls by Call-ID, number or user, address and time, findings by id. Different filters all
 * hold, of one repeated any does. Calls without times stay in where times are asked for. What spans calls sees all of
 * them whatever is asked for; a filter only decides what is judged, counted and told.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_FILTER_H
#define SIPERR_DIAGNOSE_CALLS_FILTER_H

#include "diagnose/calls/call.h"
#include "diagnose/calls/moment.h"
#include "finding/finding.h"
#include "knowledge/knowledge.h"

struct filter {
	struct strings calls;		/* text in the Call-ID */
	struct strings numbers;		/* the user of From, To or Request-URI; numbers however they are written */
	struct strings peers;		/* addresses, with or without port, or hosts */
	struct moment since, until;
	struct strings only, ignore;	/* patterns of ids: "media.*" */
	int64_t end;			/* last time of the trace, where since or until need it; else NO_TIME */
};

/* Are calls (not only findings) chosen at all? */
bool filter_chooses_calls(const struct filter *fl);

/* … or by their findings, or both? What belongs to a call is known only when it was judged. */
bool filter_chooses(const struct filter *fl);

/* Do the times asked for count from the end of the trace? Then `end` has to be set before the first call is judged. */
bool filter_needs_end(const struct filter *fl);

/* The call counts by the time of its first message. */
bool filter_call(const struct filter *fl, const struct call *c);
/* A message that is told by itself, and a fragment that is: `m` NULL. */
bool filter_message(const struct filter *fl, const struct message *m, const struct place *where);

/* One of the patterns ("media.*") is that of the id. */
bool filter_names(const struct strings *patterns, const char *id);
/* The rule or entry of this id is as if it were not there. */
bool filter_ignores(const struct filter *fl, const char *id);
/* --only: by the headline and what stands beside it. */
bool filter_finding(const struct filter *fl, const struct finding *f);
/* A finding from lines of a log, which may name a Call-ID, an account and an address. */
bool filter_line(const struct filter *fl, const struct finding *f);
/* A finding that spans calls: by its place and the Call-IDs in its evidence. */
bool filter_span(const struct filter *fl, const struct finding *f);

#endif
