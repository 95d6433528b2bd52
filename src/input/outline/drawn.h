/* SPDX-License-Identifier: MIT */
/* Drawings in an outline: "|----INVITE---->|", the words in the arrow or on the line above it. */
#ifndef SIPERR_INPUT_OUTLINE_DRAWN_H
#define SIPERR_INPUT_OUTLINE_DRAWN_H

#include "input/outline/step.h"

/* Where the arrow of a drawing begins: two or more dashes with the head before them; NULL: the line has none. */
const char *drawn_shaft(struct slice line);

/* A cell of the line that says what the arrow below it is. */
bool drawn_label(struct slice line, struct outline_step *out);

/* `above`: what drawn_label() told of the line above, its `line` empty where that was nothing; all->columns grow. */
bool drawn_read(struct outline_steps *all, struct slice line, const struct outline_step *above, struct outline_step *out);

#endif
