/* SPDX-License-Identifier: MIT */
/*
 * A frame is one SIP message that stood somewhere in the input, with where it stood. It is what
 * src/input hands to everybody else: whatever the file was (raw text, a console log with prefixes,
 * a capture), the bytes of a frame start with a start line and look like a message on the wire.
 *
 * The bytes belong to the reader and last until the sink's function returns; `where.file` lasts as
 * long as the list of files.
 */
#ifndef SIPERR_INPUT_FRAME_FRAME_H
#define SIPERR_INPUT_FRAME_FRAME_H

#include "base/place.h"
#include "base/slice.h"
#include "input/frame/witness.h"

enum frame_kind {
	FRAME_MESSAGE,		/* a start line, and what there is of headers and body */
	FRAME_WITNESS,		/* something beside SIP that may tell about a call: `witness` */
	FRAME_MENTION,		/* a line of a text without messages; a code, or a status line, stands at `at` of it */
	FRAME_HEADERS,		/* header lines that stand alone, without the start line of their message */
};

enum frame_flag {
	FRAME_CUT = 1,		/* the message was cut off: snaplen, end of the input, a log's length limit */
	FRAME_EXACT = 2,	/* the bytes are those of the wire, so Content-Length can be held against them */
	/*
	 * a start line with no header below it (one-line summaries, "Status-Line: …"), or with headers that somebody
	 * chose
	 */
	FRAME_EXCERPT = 4,
	FRAME_SENT = 8,		/* the log says that the logging host sent it … */
	FRAME_RECEIVED = 16,	/* … or received it; neither where it doesn't say */
	FRAME_CELL = 32,	/* mention: the name of a table's column says that it is a code … */
	FRAME_CAUSE = 64,	/* … or a cause of Q.850, by number or name */
	FRAME_LONG = 128,	/* mention: the text is long, a log of anything, so that its line has to speak of calls */
	FRAME_DRAWN = 256,	/* mention: the arrow that the code stands in makes it sure */
};

struct message;

struct frame {
	enum frame_kind kind;
	unsigned flags;		/* enum frame_flag */
	struct slice bytes;	/* the message */
	size_t at;		/* mention: where in `bytes` the code, or its status line, begins */
	struct place where;
	const struct message *index;	/* of `bytes` (sip/message.h), where one was made on the way; else NULL */
	const struct witness *witness;	/* of a FRAME_WITNESS, which has no bytes; else NULL */
};

/* What can go wrong with an input; the text is `trouble.<name>` in locales/. */
enum trouble {
	TROUBLE_OPEN,		/* detail: strerror */
	TROUBLE_READ,		/* detail: strerror */
	TROUBLE_CUT,		/* the file ends within a packet or a compressed block */
	TROUBLE_FORMAT,		/* detail: what libpcap or zlib said */
	TROUBLE_FOREIGN,	/* another kind of file; detail: which, and how to convert it */
	TROUBLE_NO_LIBPCAP,	/* a capture, but libpcap can't be loaded; detail: why */
};

struct docket;			/* the sink's own */

/* Where frames go. `idle` is called when a live input has had nothing new for a while (at most once a second). */
struct sink {
	void *ctx;
	void (*frame)(void *ctx, const struct frame *frame);
	void (*idle)(void *ctx);
	void (*trouble)(void *ctx, const char *file, enum trouble what, const char *detail);
	/* May be NULL. That frame comes soon: whoever will need something for it may fetch it into the processor's cache. */
	void (*soon)(void *ctx, const struct frame *frame);
	/*
	 * May be NULL. For several threads: from now on what follows from the frames waits in *docket, NULL at first, until `settle` sees
	 * to it, while another thread hands on further frames for another docket. NULL: what follows is seen to at once again.
	 */
	void (*defer)(void *ctx, struct docket **docket);
	void (*settle)(void *ctx, struct docket *docket);
	/* Some of what `settle` would do, where the order is no matter: beside both, by one thread at a time that would only wait. */
	void (*ease)(void *ctx, struct docket *docket);
};

#endif
