/* SPDX-License-Identifier: MIT */
/* What tcpdump prints of a packet before it comes to the packet itself: its number, its time, the interface, the link's header. */
#ifndef SIPERR_INPUT_OUTLINE_LEAD_H
#define SIPERR_INPUT_OUTLINE_LEAD_H

#include "base/slice.h"

/* "10:00:00.1", "   12  10:00:00.1" (-#), " 00:00:00.1", "-00:00:00.1" (-ttt): its length, 0: no packet's time begins the line. */
size_t lead_time(struct slice line);

/*
 * What stands behind "10:00:00.1 IP ", "10:00:00.1 eth0  In  IP6 " (-i any), "10:00:00.1 02:00:00:00:00:01 > 02:00:00:00:00:02,
 * ethertype IPv4 (0x0800), length 70: " (-e): the ends of the packet, or with -v its header. p NULL: it is no packet's line.
 */
struct slice lead_behind(struct slice line);

/* What is printed below a packet's line belongs to it up to the next packet's line; its beginning is enough. `behind` is all of it. */
struct slice lead_packet_below(struct slice behind);
/* "\t0x0000:  4500 …" (-x, -X): the packet's bytes begin there. */
bool lead_begins_dump(struct slice behind);

#endif
