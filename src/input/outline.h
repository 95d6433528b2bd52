/* SPDX-License-Identifier: MIT */
/*
 * An outline: a short text in which a message is a line, with who sent it to whom, its method or its code, and no headers.
 * So tcpdump and tshark print calls, and so people write them down: "10:00:00.1 a -> b: INVITE". No call can be put together
 * from such lines, but silence shows in them.
 */
#ifndef SIPERR_INPUT_OUTLINE_H
#define SIPERR_INPUT_OUTLINE_H

#include "input/witness.h"

/* What one of them shows. Slices are of the text, or literal. */
struct outline_said {
	struct witness witness;		/* a line: its entry, the line, to whom it went */
	const char *at;			/* where the line begins */
};

enum { OUTLINE_SAYS = 8 };

/* What the lines of the text show, at most OUTLINE_SAYS; how many. */
size_t outline_find(struct slice text, struct outline_said said[OUTLINE_SAYS]);

#endif
