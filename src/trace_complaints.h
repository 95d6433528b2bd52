/* SPDX-License-Identifier: MIT */
/* What the lines of a log say that no program is known to write: that calls or registrations fail, in words that are known. */
#ifndef SIPERR_TRACE_COMPLAINTS_H
#define SIPERR_TRACE_COMPLAINTS_H

#include "diagnose/message/complaint.h"
#include "program.h"

/* The answers to a line of words: where that stands is known. */
struct line_sink {
	struct program *p;
	const char *file;
	uint64_t line;
	struct slice said;	/* all that stands in it, where a program wrote it: evidence then; else empty */
	bool silent;		/* nothing is told: what follows is wanted … */
	bool picky;		/* … or no guess is */

	/* Of all that came: */
	bool known;		/* one was found by more than some words that fit */
	bool sure;		/* one is more than possible */
	bool phrased;		/* one that is sure, of some trouble, took more than a number from the line */
	enum severity severity;	/* of the gravest that is sure … */
	uint64_t id;		/* … and the hash of its id */
};

/* The line, where it has a program's time or is its object of JSON; else empty. */
struct slice line_of_program(struct slice line);
/* For a struct finding_sink; ctx is a struct line_sink. */
void on_line_finding(void *ctx, const struct finding *f);

/* What of the line says enough: all, the reason it names, or what failed alone. What is found goes to the sink. */
struct slice look_for_complaint(struct knowledge *k, struct slice line, const struct complaint *said, struct line_sink *s);

/*
 * Each failure of a call or a registration that a line of the text tells for sure, once, and that no later line ends. Where lines
 * were heard, only what is about somebody whom none of them names. True: there was any.
 */
bool tell_complaints(struct program *p, const char *file, struct slice text);

#endif
