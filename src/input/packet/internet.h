/* SPDX-License-Identifier: MIT */
/* Where IP begins in a packet whose link layer nobody names: told by the bytes of its header alone. */
#ifndef SIPERR_INPUT_PACKET_INTERNET_H
#define SIPERR_INPUT_PACKET_INTERNET_H

#include "base/slice.h"

enum { LINKTYPE_RAW = 101 };	/* of a packet that begins with IP (https://www.tcpdump.org/linktypes.html) */

/* The packet from its first IP header on (RFC 791, RFC 8200 §3); empty: it holds none. */
struct slice internet_begin(struct slice packet);

/* The header of IPv4 holds the right checksum (RFC 1071). */
bool internet_adds_up(struct slice header);

#endif
