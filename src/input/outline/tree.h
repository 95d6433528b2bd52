/* SPDX-License-Identifier: MIT */
/*
 * A packet as the tree of its fields, as Wireshark and tshark print it (-V), or write it as PDML or JSON (-T pdml, -T json,
 * -T ek): what it says of one that holds no message.
 */
#ifndef SIPERR_INPUT_OUTLINE_TREE_H
#define SIPERR_INPUT_OUTLINE_TREE_H

#include "input/outline/printed.h"
#include "input/stamp/stamp.h"

/* The form of the trees of which one begins with that line, STAMP_TEXT: none does. */
enum stamp_form tree_form(struct slice line);

/* Where the next tree begins, NULL: none does; at the begin of the text, too. */
const char *tree_find(struct slice text, enum stamp_form form);

/* Does the tree show an error of ICMP, a message? */
bool tree_has_icmp(struct slice tree, enum stamp_form form);
bool tree_has_sip(struct slice tree, enum stamp_form form);

/*
 * All of the tree, or as far as the start line of the message in it; that of an ICMP error, which quotes another packet, is not for
 * this. False: it is none of these. *stamp: when, and between whom.
 */
bool tree_read(struct printed *out, struct slice tree, enum stamp_form form, struct stamp *stamp);

#endif
