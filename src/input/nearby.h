/*
 * Remarks wait a little: one is not handed on when a whole message near it stands for what it says.
 */
#ifndef SIPERR_INPUT_NEARBY_H
#define SIPERR_INPUT_NEARBY_H

#include "base/buf.h"
#include "input/frame.h"

#define NEARBY_LINES 200	/* so far apart they belong to each other */
#define NEARBY_HELD 32
#define NEARBY_SEEN 16

struct held_remark {
	struct frame frame;
	struct buf bytes;
	char context[16];
	int code;
};

struct nearby {
	struct held_remark held[NEARBY_HELD];	/* oldest first */
	size_t count;
	struct { int code; uint64_t line; } seen[NEARBY_SEEN];	/* the last failures among whole messages */
	size_t next_seen;
};

/* A whole message with that status code (0: a request) was handed on. */
void nearby_message(struct nearby *n, int code, uint64_t line);

/* A remark; its bytes and context are copied. `code` is 0 for a cause or words. */
void nearby_remark(struct nearby *n, const struct sink *sink, const struct frame *frame, int code);

/* Hand on the remarks that nothing can stand for any more once the text has come to `line` (UINT64_MAX: all). */
void nearby_pass(struct nearby *n, const struct sink *sink, uint64_t line);

#endif
