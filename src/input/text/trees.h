/* SPDX-License-Identifier: MIT */
/* Packets that a text shows as trees of their fields: those that hold no message tell beside the messages what a capture would. */
#ifndef SIPERR_INPUT_TEXT_TREES_H
#define SIPERR_INPUT_TEXT_TREES_H

#include "input/text/scanner.h"

/*
 * The trees in the next lines of the window, where the text has some; `whole`: what stands behind these belongs to a message, or is
 * nothing.
 */
void trees_take(struct text_scanner *s, struct slice lines, bool whole);

/* The text has ended: so has the tree of which more was awaited. */
void trees_end(struct text_scanner *s);

#endif
