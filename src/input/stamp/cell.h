/* SPDX-License-Identifier: MIT */
/* A value that is an address or a port and nothing else: of a column, or of a field on a line of its own. */
#ifndef SIPERR_INPUT_STAMP_CELL_H
#define SIPERR_INPUT_STAMP_CELL_H

#include "base/addr.h"

/* "192.0.2.1", "192.0.2.1:5060", "udp:192.0.2.1:5060"; not what a server listens on, which says nothing. */
bool cell_address(struct addr *out, struct slice cell);
/* False, and nothing is written, when it is none. */
bool cell_port(uint16_t *out, struct slice cell);

#endif
