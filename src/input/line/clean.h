/* SPDX-License-Identifier: MIT */
/*
 * Takes off a text what lies over all of it, while it streams in: UTF-16 and byte order marks, terminal
 * colours, and a log driver that wraps every line in JSON. Lines stay lines, so that their
 * numbers hold.
 */
#ifndef SIPERR_INPUT_LINE_CLEAN_H
#define SIPERR_INPUT_LINE_CLEAN_H

#include "input/line/retype.h"

struct cleaner {
	enum { CLEAN_START, CLEAN_PLAIN, CLEAN_UTF16LE, CLEAN_UTF16BE } state;
	enum { COLOUR_NONE, COLOUR_ESCAPE, COLOUR_CSI, COLOUR_OSC } colour;
	bool coloured;		/* something was taken out, so the bytes are not the wire's */
	struct retype retype;
	bool json_lines;	/* it begins as lines of JSON do */
	struct slice json_key;	/* {"log":"…\n",…} a line: "log"; empty: not known so far */
	struct buf head;	/* bytes at the start, too few to tell; half a UTF-16 unit; half a JSON line */
	struct buf text;	/* result */
	unsigned surrogate;
};

/* The cleaned bytes of the next piece, valid until the next call; often `bytes` itself. */
struct slice clean(struct cleaner *c, struct slice bytes, bool final);

/* The input pauses: the begin, which is looked at as a whole however it comes, is handed on as far as it is there. */
struct slice clean_pause(struct cleaner *c);
void clean_release(struct cleaner *c);

#endif
