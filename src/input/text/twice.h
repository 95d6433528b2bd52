/* SPDX-License-Identifier: MIT */
/* A message that tcpdump prints twice: with -v behind tabs, and with -A once more below that, as its bytes stand in the packet. */
#ifndef SIPERR_INPUT_TEXT_TWICE_H
#define SIPERR_INPUT_TEXT_TWICE_H

#include "input/text/scanner.h"

/* Is the message at `at` of the window the second print of the one before? It has been told. Asked once of each. */
bool text_is_twice(struct text_scanner *s, const char *at, const struct draft *d);

/* "E....@.@.....", before a start line: the headers of IP and UDP, as tcpdump -A prints them. */
bool twice_in_bytes(struct slice before);

#endif
