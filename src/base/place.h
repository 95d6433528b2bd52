/* SPDX-License-Identifier: MIT */
/*
 * Where something stood in the input, when it was sent and from where to where: what every frame brings, every message
 * keeps, and every finding shows.
 */
#ifndef SIPERR_BASE_PLACE_H
#define SIPERR_BASE_PLACE_H

#include <string.h>

#include "base/addr.h"

enum transport {
	TRANSPORT_UNKNOWN, TRANSPORT_UDP, TRANSPORT_TCP, TRANSPORT_TLS, TRANSPORT_SCTP,
	TRANSPORT_WS, TRANSPORT_WSS,
};

#define NO_TIME INT64_MIN
#define TIME_SECOND INT64_C(1000000)		/* times count microseconds */
#define TIME_DAY (86400 * TIME_SECOND)

struct place {
	const char *file;	/* as the user named it; NULL: stdin or the command line */
	uint64_t line;		/* 1-based line of the start line; 0 in a capture */
	uint64_t packet;	/* 1-based number of the packet that completes it; 0 in text */
	bool dumped;		/* in text: a packet whose bytes are printed there, so that a capture would show no less */
	int64_t time;		/* µs since 1970-01-01 UTC, or since midnight of the first day if time_of_day */
	bool time_of_day;	/* the trace gives no date; midnight was counted on while reading */
	bool local;		/* a date without a zone: as it stands there, which may be any place's */
	bool whole_second;	/* beside another file, one that gives times no finer: it was within a second before */
	int64_t moved;		/* local: what was added to put it on the clock of other files; people see it without, µs */
	struct addr src, dst;	/* family 0 where the input doesn't say */
	enum transport transport;
};

/* How far a time of a place is known; printed, only the first has a Z. The second is what a bool time_of_day says. */
enum zone {
	ZONE_UTC,
	ZONE_NO_DATE,		/* no date */
	ZONE_UNKNOWN,		/* no zone */
};

static inline enum zone
place_zone(const struct place *w)
{
	return w->time_of_day ? ZONE_NO_DATE : w->local ? ZONE_UNKNOWN : ZONE_UTC;
}

/* A packet of a capture, read from its file or from what was printed of it. */
static inline bool
place_is_packet(const struct place *w)
{
	return w->packet != 0 || w->dumped;
}

/* The time as people see it: of a local one, what stands in the file. */
static inline int64_t
place_time(const struct place *w)
{
	return w->time == NO_TIME ? NO_TIME : w->time - w->moved;
}

/* By their names; NULL is one, too. */
static inline bool
same_file(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Where something stands: the message's number in the trace, and the packet or line that people find it by. */
struct spot {
	uint64_t message;		/* 0: none, or nowhere */
	uint64_t packet, line;		/* as in struct place; both 0: not known */
};

static inline struct spot
spot_of(uint64_t message, const struct place *where)
{
	return (struct spot){ message, where->packet, where->line };
}

/* What people count by: the packet, else the line, else the message; 0: nothing to show. */
static inline uint64_t
spot_number(struct spot at)
{
	return at.packet != 0 ? at.packet : at.line != 0 ? at.line : at.message;
}

#endif
