/* SPDX-License-Identifier: MIT */
/*
 * ICMP errors as tcpdump prints them: "IP 10.0.0.1 > 10.0.0.5: ICMP host 198.51.100.7 unreachable, length 520", and Wireshark's list,
 * which does not say of what: "10.0.0.1 → 10.0.0.5 ICMP 590 Destination unreachable (Host unreachable)".
 */
#ifndef SIPERR_INPUT_OUTLINE_ICMP_H
#define SIPERR_INPUT_OUTLINE_ICMP_H

#include "input/frame/witness.h"

struct outline_icmp {
	struct slice host;	/* what was sent there is refused */
	struct slice port;	/* a number or a service's name; empty: the whole host */
	enum witness_what what;	/* WHAT_NONE: the line is none */
	struct slice told;	/* Wireshark's: who is told, whose request it was; `host` may be empty then */
};

struct outline_icmp outline_icmp_read(struct slice line);
/* As tcpdump prints it, with what it is about. */
struct outline_icmp outline_icmp_printed(struct slice line);

/* `name` is that host, or host and port: "198.51.100.7.5060". */
bool outline_icmp_is_about(const struct outline_icmp *icmp, struct slice name);

#endif
