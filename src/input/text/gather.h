/* SPDX-License-Identifier: MIT */
/* Puts one message together from the lines of a text, once it is known where it starts and how it is dressed. */
#ifndef SIPERR_INPUT_TEXT_GATHER_H
#define SIPERR_INPUT_TEXT_GATHER_H

#include "input/line/lines.h"
#include "input/line/words.h"
#include "sip/message.h"

enum gathered {
	GATHERED_NONE,		/* no message: prose, a lone start line, a template */
	GATHERED_MORE,		/* it goes on where the bytes end */
	GATHERED_MESSAGE,
};

struct draft {
	struct slice bytes;	/* the message: a piece of the input, or of `text` where lines were altered */
	const char *end;	/* where the input goes on after it */
	bool cut;		/* it is longer than MESSAGE_MAX, or the input ends before it does */
	bool exact;		/* the bytes of the wire: CRLF throughout, Content-Length fits */
	bool one_line;		/* it stood on a line of its record: the line tells about it */
	bool lone;		/* only a start line stood there */
	bool reversed;		/* the line names the addresses of the request it answers */
	bool excerpt;		/* somebody chose the headers; the others may have been there */
	int dissected;		/* enum stamp_form: a tool took it apart, and its packet's fields stand further up */
	const struct message *index;	/* of the bytes, where one was made */
	bool ended;		/* its end was seen, so nothing that follows can change it */
	size_t lines;		/* so many it takes up in the input, where that is known on the way; else 0 */
};

/*
 * The message whose start line begins at `start`; its lines are dressed as `form` says, the first without
 * the prefix. `final`: nothing follows `end`. GATHERED_MESSAGE needs two headers with known names.
 * `text` is scratch, and holds the bytes when they had to be altered; *index becomes the message's index, d->index points to it.
 */
enum gathered gather(struct draft *d, const struct form *form, const char *start, const char *end, bool final,
    struct buf *text, struct message *index);

/*
 * Is the body at `at` as the wire had it: exactly `length` bytes, and nothing in them that looks like the next
 * message? All of them stand before `end`.
 */
bool body_fits(const char *at, uint64_t length, const char *end, bool is_sipfrag);

#endif
