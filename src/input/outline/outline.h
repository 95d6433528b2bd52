/* SPDX-License-Identifier: MIT */
/*
 * An outline: a short text in which a message is a line, with who sent it to whom, its method or its code, and no headers.
 * So tcpdump and tshark print calls, and so people write or draw them: "10:00:00.1 a -> b: INVITE", "|---INVITE-->|". No call
 * can be put together from such lines, but silence shows in them, and that something was tried again and worked.
 */
#ifndef SIPERR_INPUT_OUTLINE_OUTLINE_H
#define SIPERR_INPUT_OUTLINE_OUTLINE_H

#include "input/frame/witness.h"
#include "input/outline/step.h"

/* What one of them shows. Slices are of the text, or literal. */
struct outline_said {
	struct witness witness;		/* a line: its entry, the line, to whom it went */
	const char *at;			/* where the line begins */
};

enum { OUTLINE_SAYS = 8 };

struct outline {
	struct outline_steps steps;
	struct outline_said said[OUTLINE_SAYS];		/* what the lines show */
	size_t count;
};

void outline_read(struct outline *out, struct slice text);

/* On the line at `at` stands a refusal that led to another try, which went well: no failure. */
bool outline_settles(const struct outline *o, const char *at);

/* The same, but for challenges: whether the answer to one was right is told by what follows. */
bool outline_makes_up(const struct outline *o, const char *at);

/* The refusal that its step `i` shows, from the code on, which nothing makes up for; p NULL: it is none, or of no request before it. */
struct slice outline_refusal(const struct outline *o, size_t i);

/* A response of the outline stands there, so that its code is sure, whatever is left of its phrase. */
bool outline_is_sure(const struct outline *o, const char *at);

#endif
