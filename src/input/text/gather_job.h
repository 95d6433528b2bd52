/* SPDX-License-Identifier: MIT */
/*
 * A message being gathered, line by line: what gather.c (its headers) and gather_body.c (what follows them) share.
 * Nobody else includes it.
 */
#ifndef SIPERR_INPUT_TEXT_GATHER_JOB_H
#define SIPERR_INPUT_TEXT_GATHER_JOB_H

#include "base/buf.h"
#include "input/text/gather.h"

/* A message under way. */
struct job {
	struct draft *d;
	struct reader r, start;	/* start: after the first line */
	enum { BREAKS_UNKNOWN, BREAKS_AT_BLANKS, BREAKS_AT_WIDTH } breaks;	/* how wrapped lines were broken */
	struct buf *text;
	bool copy;		/* lines are altered, so they are copied */
	bool again;		/* an alteration turned up: start again, copying */
	bool full;
	bool all_crlf;
	struct line before;	/* the line before, whether it was (part of) a header, and of one that was cut in two */
	bool gap_before;
	bool more;		/* a look ahead met the end of the bytes */
	unsigned known;		/* headers with a known name; stops counting at 2 */
	unsigned headers;
	struct message *index;	/* of the headers, once they are read … */
	const char *index_end;	/* … and where it saw their end */
	uint64_t length;
	bool has_length, has_type, is_sdp, is_sipfrag;
};

/* A line of the message; joined: it goes on where the one before stopped. */
void gather_add(struct job *j, struct slice text, bool joined);

bool gather_is_empty(const struct line *line);
bool gather_is_start(struct slice text);
bool gather_is_sdp(struct slice text);

/* The next line that is not empty, without moving on, and how many empty ones stand before it. */
enum line_status gather_peek(struct job *j, struct line *out, unsigned *blanks);

/* The message ends before `here`, or the bytes do. */
enum gathered gather_finish(struct job *j, const struct reader *here, enum line_status status);

/* After the blank line: the body, as far as Content-Length or its shape tells. */
enum gathered gather_after_headers(struct job *j);

#endif
