/* SPDX-License-Identifier: MIT */
/*
 * A first look through a file that is one of several: when it begins and ends, and which messages it holds, so that
 * the files can be put in order and their clocks compared (input/order/order.h). Nothing is reported.
 */
#ifndef SIPERR_INPUT_ORDER_SURVEY_H
#define SIPERR_INPUT_ORDER_SURVEY_H

#include "base/buf.h"
#include "input/input.h"
#include "input/packet/ways.h"

/* A message seen: enough to find the same one in another file. */
struct sighting {
	uint64_t bytes;		/* hash of the whole message */
	uint64_t call_id;	/* hash of its Call-ID; 0: none */
	int64_t time;
	bool repeated;		/* the file holds it more than once: its time proves nothing */
};

/* A telephone number: in a capture one that a message is from or to, in a log one that a line names which tells what happened. */
struct number_seen {
	uint64_t number;	/* hash of its digits */
	int64_t time;
};

enum clock {
	CLOCK_NONE,		/* the file gives no times */
	CLOCK_OF_DAY,		/* times of day, no dates */
	CLOCK_LOCAL,		/* dates and times, but no zone: read in TZ */
	CLOCK_UTC,
};

struct survey {
	const char *file;	/* as the user named it; NULL: stdin */
	int fd, error;		/* as in the options it was read with */
	enum clock clock;
	int64_t first, last;	/* the least and greatest time, µs; NO_TIME */
	int64_t local;		/* CLOCK_LOCAL: what was added to all its times here, to make them UTC, µs */
	bool text;		/* no capture: nothing of it goes on in another file */
	bool whole_seconds;	/* its times are no finer */
	bool few_times;		/* less than half of its messages have one: it need not be the time of day */
	bool empty;		/* no byte, or a capture without a packet */
	struct buf pages;	/* all of a text of a few pages, which may be words that somebody asks with; else empty */
	struct sighting *sightings;	/* those with the smallest hashes, in their order: two files choose the same ones */
	size_t count;
	struct number_seen *numbers;	/* in their order, so many of them as are kept */
	size_t number_count;
	struct way_alone *alone;	/* of a capture: ways with nothing on the way back */
	size_t alone_count;
};

/*
 * Reads the file to its end, or until it is asked to stop. The same bytes no later than `copy_within` (µs) are a second tap's copy,
 * later they were sent again. The result is released with survey_release().
 */
void survey_read(struct survey *s, const char *file, const struct input_options *o, int64_t copy_within);
void survey_release(struct survey *s);

#endif
