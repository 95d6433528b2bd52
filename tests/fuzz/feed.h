/* SPDX-License-Identifier: MIT */
/*
 * Messages for a trace: each under a line "@ms who whom" — milliseconds since the one before (none: no time), two letters
 * for the addresses ('?': none); lines end in LF.
 */
#ifndef SIPERR_TESTS_FEED_H
#define SIPERR_TESTS_FEED_H

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "diagnose/trace.h"

static inline struct addr
address(struct slice who)
{
	struct addr a = { .family = 4, .ip = { 192, 0, 2, 0 }, .port = 5060 };

	if (who.n == 0 || who.p[0] == '?')
		return (struct addr){ .family = 0 };
	a.ip[3] = (uint8_t)who.p[0];
	return a;
}

static inline void
add_message(struct trace *t, struct slice head, struct slice bytes, int64_t *now)
{
	char *exact = xmalloc(bytes.n);
	struct frame frame = { .kind = FRAME_MESSAGE, .flags = FRAME_EXACT, .where.transport = TRANSPORT_UDP };
	uint64_t ms;

	memcpy(exact, bytes.n > 0 ? bytes.p : "", bytes.n);
	frame.bytes = (struct slice){ exact, bytes.n };
	frame.where.time = NO_TIME;
	if (slice_digits(head, &ms) > 0)
		frame.where.time = *now += (int64_t)(ms % 100000000) * 1000;
	slice_cut(&head, ' ');
	frame.where.src = address(slice_cut(&head, ' '));
	frame.where.dst = address(head);
	trace_frame(t, &frame);
	free(exact);
}

static inline void
feed_messages(struct trace *t, struct slice rest)
{
	int64_t now = 1700000000000001;

	while (rest.n > 0) {
		struct slice head = slice_cut(&rest, '\n');
		const char *next = slice_find(rest, SLICE("\n@"));
		struct slice bytes = next != NULL ? slice_from(rest.p, next + 1) : rest;

		rest = slice_skip(rest, bytes.n);
		add_message(t, slice_skip(head, 1), bytes, &now);
	}
}

#endif
