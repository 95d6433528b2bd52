/* SPDX-License-Identifier: MIT */
/* Finds out how the message around a start line is dressed, by trying what explains the lines after it. */
#ifndef SIPERR_INPUT_TEXT_RECOGNISE_H
#define SIPERR_INPUT_TEXT_RECOGNISE_H

#include "input/text/gather.h"
#include "sip/message.h"

struct text_view {
	const char *begin;	/* the text since the last message, as far as it is still there */
	const char *end;
	const char *feed;	/* the line feed that ends the line of the start line; NULL: none before `end` */
	bool final;		/* nothing follows `end` */
	bool answered;		/* a response stood before: what is only half a message is no fragment to be looked for later */
};

/* Scratch memory that outlives one message. */
struct recogniser {
	struct buf text, joined;
	struct message indexes[2];	/* the one that was made last may still be used while the next is made */
	unsigned turn;			/* which of them is the next */
	const char *barren;	/* up to here of the text an object was read that holds no message; NULL: none was */
};

void recogniser_release(struct recogniser *rec);

/* The message that begins at `start`, or why there is none. */
enum gathered recognise(struct recogniser *rec, const struct text_view *view, const struct start *start, struct draft *out);

#endif
