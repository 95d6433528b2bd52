/* SPDX-License-Identifier: MIT */
/*
 * The lines of tcpdump -ttt, which begin with how long it was since the packet before (" 00:00:00.020000 IP …",
 * "-00:00:00.000004 IP …"), are given times that grow, as -ttttt has them: since the first packet. What passed between lines that
 * somebody left out is gone.
 */
#ifndef SIPERR_INPUT_LINE_WAITS_H
#define SIPERR_INPUT_LINE_WAITS_H

#include "base/buf.h"

/* Does the text begin with such lines? What only grows is counted from the first packet. */
bool waits_look(struct slice head);

/* The line as it stands, with the time that has passed up to it where it begins with one; *passed: that time, µs, 0 at first. */
void waits_add(int64_t *passed, struct slice line, struct buf *out);

/* With -# the packet's number stands first, "    7  ", before a time of any kind: its length with the blanks; 0: none. */
size_t waits_number(struct slice line);

#endif
