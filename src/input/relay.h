/* SPDX-License-Identifier: MIT */
/*
 * From a thread that reads to one that does not: a sink whose frames, idle times and troubles come out elsewhere, in the
 * same order, with their index made (frame.index), which is half of the work on a healthy trace. Either they come out
 * at another sink, which runs in a thread of its own (relay_new), or whoever has them next asks for each (relay_open).
 *
 * What goes in is held until there is enough of it to hand over: not for inputs somebody waits for.
 */
#ifndef SIPERR_INPUT_RELAY_H
#define SIPERR_INPUT_RELAY_H

#include "input/frame/frame.h"

struct relay;

/*
 * `beside`: starts the thread. Without it, or where there can be none, what goes in comes out by and by in this one, some
 * dozens of frames at a time: reading and judging have each the cache to themselves that long, and what judging will need is
 * fetched ahead. `to` must live until relay_finish().
 */
struct relay *relay_new(const struct sink *to, bool beside);
/* Where the reader puts what it finds. */
const struct sink *relay_sink(struct relay *r);
/* Waits until all of it has come out, and frees. From then on `to` belongs to the caller's thread again. */
void relay_finish(struct relay *r);

/* Without a thread: what goes in is asked for with relay_front(). Free it with relay_free(). */
struct relay *relay_open(void);
/* The reader's last word: nothing more goes in. */
void relay_end(struct relay *r);
/* Waits for what comes out next; false: nothing more. *time: the frame's, NO_TIME where it has none. */
bool relay_front(struct relay *r, int64_t *time);
/* Hands it to the sink. Only after relay_front() said true. */
void relay_pass(struct relay *r, const struct sink *to);
void relay_free(struct relay *r);

#endif
