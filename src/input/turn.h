/* SPDX-License-Identifier: MIT */
/*
 * Texts that begin with what happened last, as log servers and portals show it: what comes out of them is held as long as
 * each has the time of the one before or an earlier one, and handed on the other way round.
 */
#ifndef SIPERR_INPUT_TURN_H
#define SIPERR_INPUT_TURN_H

#include "input/frame/frame.h"

struct turn;

/* What goes to turn_sink() comes out of `to`, which must outlive it, at turn_end() at the latest. */
struct turn *turn_open(const struct sink *to);
const struct sink *turn_sink(struct turn *t);
/* Nothing is to be waited for: what is held goes on as it came, and so does all that follows. */
void turn_let_go(struct turn *t);
/* Also frees it. */
void turn_end(struct turn *t);

#endif
