/*
 * Reading in one thread, diagnosing in another: a sink whose frames, idle times and troubles come out, in the
 * same order, at another sink that runs in a thread of its own. Frames leave with their index made
 * (frame.index), which is half of the work on a healthy trace.
 *
 * What goes in is held until there is enough of it to hand over: not for inputs somebody waits for.
 */
#ifndef SIPERR_RELAY_H
#define SIPERR_RELAY_H

#include "input/frame.h"

struct relay;

/* Starts the thread; NULL when there can be none: then use `to` itself. `to` must live until relay_finish(). */
struct relay *relay_new(const struct sink *to);
/* Where the reader puts what it finds. */
const struct sink *relay_sink(struct relay *r);
/* Waits until all of it has come out, and frees. From then on `to` belongs to the caller's thread again. */
void relay_finish(struct relay *r);

#endif
