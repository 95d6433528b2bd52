/* SPDX-License-Identifier: MIT */
/*
 * Packets that a text tells in a line each, as tcpdump does beside the messages that it prints, or by their fields, as tshark -V
 * does: what they say is put into a packet again, which is taken apart as a capture's is.
 */
#ifndef SIPERR_INPUT_TEXT_TOLD_H
#define SIPERR_INPUT_TEXT_TOLD_H

#include "input/text/scanner.h"

/*
 * Each of the lines, which stand between messages. Cheap where the text does not begin with such a line; s->prints says what it
 * begins with.
 */
void told_lines(struct text_scanner *s, struct slice lines);

/* The one line above a message, which it names itself. */
void told_line(struct text_scanner *s, struct slice line);

void told_end(struct text_scanner *s);

/* A packet of which that was read, in `line` of the window or a tree, with the stamp that says when. */
struct printed;
void told_give(struct text_scanner *s, const struct printed *p, struct slice line, const struct stamp *stamp);

#endif
