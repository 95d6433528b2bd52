/* SPDX-License-Identifier: MIT */
/* Packets printed as hex: tcpdump -x/-X/-XX, tshark -x, followed streams, xxd, hexdump -C, ngrep -x. */
#ifndef SIPERR_INPUT_TEXT_HEXDUMP_H
#define SIPERR_INPUT_TEXT_HEXDUMP_H

#include "base/buf.h"

/*
 * Looks at single lines here and there from `from` on; a dump of a packet has many. Where there are dumps, `from` is where a line
 * begins, and up to `near` each line is looked at. The begin of a line of a dump, or NULL. *next is where to go on when more text
 * has come.
 */
const char *hex_probe(struct slice text, const char *from, const char *near, bool final, const char **next);

/* Is it a full line of a dump, as far as its bytes go? */
bool is_hex_line(struct slice line);

/* The first line of the dump that the line at `at` belongs to, not before `begin`. */
const char *hex_begin(const char *begin, const char *at);

/*
 * Read one packet from the line at `at`: until a line that is none of a dump, or whose offset does not
 * follow. The bytes go to `out`; where the packet's lines end is returned, or NULL when they may go on behind
 * `end`. Never `at` itself when hex_probe() or hex_begin() gave it.
 */
const char *hex_packet(const char *at, const char *end, bool final, struct buf *out);

#endif
