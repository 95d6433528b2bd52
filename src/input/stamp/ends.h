/* SPDX-License-Identifier: MIT */
/*
 * Who sent to whom, as one line around a message says it: its addresses, arrows and words, taken one after the other. Only
 * for stamp.c.
 */
#ifndef SIPERR_INPUT_STAMP_ENDS_H
#define SIPERR_INPUT_STAMP_ENDS_H

#include "input/stamp/stamp.h"

/* What a word says. */
enum end_word {
	WORD_NONE, WORD_RECEIVED, WORD_SENT, WORD_FROM, WORD_TO, WORD_UDP, WORD_TCP, WORD_TLS, WORD_SCTP, WORD_WS, WORD_WSS,
	WORD_PORT, WORD_SOURCE, WORD_DESTINATION, WORD_SOURCE_PORT, WORD_DESTINATION_PORT,
	WORD_LOCAL, WORD_REMOTE,
};

struct stamp_ends {
	struct stamp *out;
	struct addr first, second;	/* in the order they stand, without a word of their own */
	bool has_first, has_second;
	int arrow;			/* 1: "->", -1: "<-", between the two … */
	int lead_arrow;			/* … or before the first */
	enum end_word role;		/* from, to, local, remote: of the next address */
	const struct addr *local, *remote;	/* of the two, where words say so */
	enum end_word dir;
	bool explicit_src, explicit_dst;
	struct addr *last;		/* address whose port may follow */
	const char *after;		/* what follows the second */
};

/* Takes what stands at the head of `rest` in the line, which is no time; how long it is, at least 1. `rest` is not empty. */
size_t stamp_ends_take(struct stamp_ends *e, struct slice line, struct slice rest);
/* The line is over: what its addresses mean goes to `out`. */
void stamp_ends_settle(struct stamp_ends *e);

#endif
