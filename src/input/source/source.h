/* SPDX-License-Identifier: MIT */
/*
 * Where bytes come from: a file, stdin or a FIFO, compressed or not. Trouble is reported to the
 * sink once, when it happens; what was read before it stays good.
 */
#ifndef SIPERR_INPUT_SOURCE_SOURCE_H
#define SIPERR_INPUT_SOURCE_SOURCE_H

#include <sys/types.h>

#include "input/frame/frame.h"
#include "input/frame/options.h"

struct source {
	const char *file;		/* as the user named it; NULL: stdin */
	const struct input_options *options;
	const struct sink *sink;
	int fd;
	off_t size;			/* of a file as it is on disk; else 0 */
	bool is_long;			/* a file whose reading takes a while */
	bool live;			/* a pipe, FIFO, socket or terminal: more may come later */
	bool failed;			/* there was trouble */
	bool ended;
	void (*idle)(void *ctx);	/* nothing new for a second; may be NULL */
	void (*lull)(void *ctx);	/* nothing new for a moment; the same */
	void *idle_ctx;
	struct unpack *unpack;		/* NULL: not compressed */
	char peeked[16];
	size_t peeked_n, peeked_at;
	struct progress *progress;	/* NULL: not shown */
};

/* `file` NULL: stdin. False, with trouble reported, when it can't be opened. */
bool source_open(struct source *s, const char *file, const struct input_options *o, const struct sink *sink);

/* The first bytes, at most 16, fewer only when there are no more. Before anything is read. */
struct slice source_peek(struct source *s, size_t n);

/* At most `size` bytes; 0 at the end, when asked to stop, and when there is trouble. */
size_t source_read(struct source *s, char *to, size_t size);

/* What it is to be read for was found in it: it is not empty. */
void source_holds_something(const struct source *s);
void source_trouble(struct source *s, enum trouble what, const char *detail);
bool source_is_stopped(const struct source *s);
void source_close(struct source *s);

#endif
