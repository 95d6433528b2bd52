/* SPDX-License-Identifier: MIT */
/*
 * Reads from the words around a message when, from where and to where it went: the header line of a
 * packet, the line of a logger, its prefix. Nothing here knows a product: times, addresses, arrows and
 * the verbs of sending and receiving are recognised wherever they stand.
 */
#ifndef SIPERR_INPUT_STAMP_STAMP_H
#define SIPERR_INPUT_STAMP_STAMP_H

#include "input/frame/frame.h"

enum stamp_time {
	STAMP_NO_TIME,
	STAMP_DATE,		/* a full date: µs since 1970 */
	STAMP_LOCAL,		/* the same, no zone stands there: µs since 1970 at the place where it was written */
	STAMP_DAY,		/* month and day, no year: µs since 1 January of a leap year */
	STAMP_CLOCK,		/* only a time of day: µs since midnight */
};

struct stamp {
	enum stamp_time kind;
	int64_t time;
	struct addr src, dst;
	enum transport transport;
	unsigned direction;	/* FRAME_SENT, FRAME_RECEIVED or 0 */
	bool packet;		/* source and destination, as a capture tool prints them … */
	bool alone;		/* … with the time, and no more on their line */
};

static inline bool
stamp_is_date(enum stamp_time kind)
{
	return kind == STAMP_DATE || kind == STAMP_LOCAL;
}

/* `before` is the text between the last message and this one's start line; the nearest lines count. */
void stamp_read(struct stamp *out, struct slice before);

/* Source and destination in the columns of a row that goes on with the message; nothing when it has none. */
void stamp_columns(struct stamp *out, struct slice row);

/* The same behind the message, whose string a quote ends: "', 'INVITE', 'udp:192.0.2.1:5060', 'udp:192.0.2.2:5060');". */
void stamp_columns_behind(struct stamp *out, struct slice row);

/* The same for a packet that Wireshark took apart, by the names of its fields. */
enum stamp_form { STAMP_TEXT, STAMP_TREE, STAMP_JSON, STAMP_PDML };
void stamp_fields(struct stamp *out, struct slice before, enum stamp_form form);

/* The time that begins at the text, and its length; 0 when none does. */
size_t stamp_time(struct slice text, enum stamp_time *kind, int64_t *time);

/* What stands behind the time that begins the line, and behind the process and thread that Android's logcat writes there. */
struct slice stamp_behind(struct slice line);

/* Seconds, milli-, micro- or nanoseconds since 1970 where a key says that they are that; its length, 0: none. */
size_t stamp_epoch(struct slice text, int64_t *time);
/* A key is at most so long. */
enum { STAMP_KEY_MOST = 40 };
/* A key that names a time: "ts", "@timestamp", "startTime", but not one since the machine started, or a span. */
bool stamp_names_time(struct slice key);
/* What the value of such a key says, if anything. */
void stamp_take_time(struct stamp *out, struct slice value);
/* "ts": before a number that begins at `at` of the line; empty: none. */
struct slice stamp_key(struct slice line, const char *at);
/* Where the JSON object printed on several lines begins, of which a member's line begins at `at`; `at`: not there. */
const char *object_begin(const char *begin, const char *at);
/*
 * The time of the JSON object that what stands from `at` to `end` belongs to, where it has none yet: on one line, or, printed
 * for people, on the lines around it, as far as these are within `text`.
 */
void stamp_object(struct stamp *out, struct slice text, const char *at, const char *end);

/*
 * Source and destination among the fields around the message, where it is the value of a field itself: `before` is what
 * stands on its line.
 */
void stamp_card(struct stamp *out, struct slice above, struct slice before, struct slice behind);

/*
 * Turns the stamps of one input into times that only grow from day to day. A log's lines may have a date where the messages
 * between them have none (FreeSWITCH, and sofia's "at 10:00:00.000000:"): all get what the first of them has.
 */
struct stamp_clock {
	bool started;		/* a time without a date, or year, has come */
	enum stamp_time first;	/* of all */
	int64_t first_day;	/* STAMP_DAY: of the first stamp; first STAMP_CLOCK: of what has a date beside it, once known */
	bool knows_day;		/* a date and a time of day were seen to be of one clock */
	int64_t days;		/* midnights, or years in days, passed so far */
	int64_t last;
	int64_t dated;		/* first a date: the last one … */
	bool local;		/* … and whether it had no zone */
};

/* Fills in time and time_of_day. */
void stamp_place(struct stamp_clock *clock, const struct stamp *stamp, struct place *where);

#endif
