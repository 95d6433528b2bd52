/* SPDX-License-Identifier: MIT */
/*
 * The packets of a plain capture where they lie in a buffer, without a copy: libpcap's format 2.4, in this machine's byte
 * order (https://www.tcpdump.org/manpages/pcap-savefile.5.html). That is most captures, and most of what is in them;
 * libpcap says what the file is, and reads on from the first record that is not plain.
 */
#ifndef SIPERR_INPUT_CAPTURE_RECORDS_H
#define SIPERR_INPUT_CAPTURE_RECORDS_H

#include "input/packet/decoder.h"

enum { RECORDS_HEAD = 24, RECORD_MAX = 16 + 262144 };	/* the file's header; the longest record that is plain */

struct records {
	int link_type;
	uint32_t snaplen;	/* more was not captured of any packet */
	bool nanoseconds;
};

/* False: all of it is libpcap's. `link_type` is what libpcap says it is. */
bool records_open(struct records *r, struct slice head, int link_type);

enum record { RECORD_PACKET, RECORD_PART, RECORD_ODD };

/* The record at the front, which is taken off. RECORD_PART: there is only a part of it. RECORD_ODD: it is not plain. */
enum record records_next(const struct records *r, struct slice *bytes, struct packet *out);

#endif
