/* SPDX-License-Identifier: MIT */
/* A packet as the tree of its fields, which Wireshark and `tshark -V` print: what it says of one that holds no message. */
#ifndef SIPERR_INPUT_OUTLINE_TREE_H
#define SIPERR_INPUT_OUTLINE_TREE_H

#include "input/outline/printed.h"
#include "input/stamp/stamp.h"

/* "Frame 7: 84 bytes on wire": the line that a tree begins with. */
bool tree_begins(struct slice line);

/*
 * All of the tree, or as far as the message in it; that of an ICMP error, which quotes another packet, is not for this. False: it
 * is none of these. *stamp: when, and between whom.
 */
bool tree_read(struct printed *out, struct slice tree, struct stamp *stamp);

#endif
