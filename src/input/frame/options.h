/* SPDX-License-Identifier: MIT */
/* How an input is to be read: what the caller of input_read() says, for all that reads then. */
#ifndef SIPERR_INPUT_FRAME_OPTIONS_H
#define SIPERR_INPUT_FRAME_OPTIONS_H

#include <stdbool.h>

#include "base/remark_table.h"
#include "base/slice.h"

struct abreast;
struct decoder;
struct ways;

enum { INPUT_LONG = 512 * 1024 };	/* a file of so many bytes takes long enough to be worth more threads than one */

/*
 * For a text that may be no trace but words that somebody piped. `line`: it is nothing but one line, and was not looked
 * through yet; true when it was understood and is done with. `lines`: all of a text of a few pages, after it was.
 */
struct word_sink {
	void *ctx;
	bool (*line)(void *ctx, const char *file, struct slice line);
	void (*lines)(void *ctx, const char *file, struct slice text);
};

struct input_options {
	const struct word_sink *words;	/* NULL: nobody asks */
	bool live;		/* hand on each frame as early as it is certain (stdin, FIFO) */
	const struct remark_table *remarks;	/* log lines to be handed on as witnesses; NULL: none */
	unsigned hands;		/* so many threads may share a long file; 0: as 1 */
	bool relayed;		/* where one of them is to see to what is found, the caller has made it */
	bool progress;		/* show progress on stderr for long files */
	const volatile int *stop;	/* set by a signal handler: end as at the end of the input */
	int fd;				/* read this descriptor from its beginning, `file` is only its name; -1, 0: open the file */
	int error;			/* the file could not be opened: errno; 0: it could, or is to be opened now */
	bool *empty;			/* set to false where the file holds a byte, or a capture a packet; NULL: not asked */
	struct ways *ways;		/* note there who sends to whom in a capture (input/packet/ways.h); NULL: nobody asks */
	struct abreast *abreast;	/* captures join it (input/capture/abreast.h); NULL: each is read by itself */
	struct decoder **decoder;	/* captures that follow each other: made with the first, the caller's to end and free
					   (input/packet/decoder.h); NULL: each stands for itself */
};

#endif
