/* SPDX-License-Identifier: MIT */
/* Headers of IP that are written, for packets that are made up of what is known. Nothing fails. */
#ifndef SIPERR_BASE_IP_HEAD_H
#define SIPERR_BASE_IP_HEAD_H

#include "base/addr.h"

enum {
	IP4_HEAD = 20, IP6_HEAD = 40,	/* bytes of a header without options */
	PROTOCOL_TCP = 6, PROTOCOL_UDP = 17,
};

/* The header of IPv4 (RFC 791 §3.1) or of IPv6 (RFC 8200 §3), whichever both addresses are of. */
struct ip_head {
	const struct addr *src, *dst;
	uint8_t protocol;
	uint16_t id;		/* of IPv4 */
	size_t length;		/* bytes that follow it, at most 65535 - IP4_HEAD */
};

/* With its checksum, at the end of `out`. */
void ip_head_add(const struct ip_head *h, struct buf *out);

/* The checksum of RFC 1071: pieces are added up, each from an even place on, beginning with 0; then it is folded. */
uint32_t ip_sum(struct slice piece, uint32_t sum);
uint16_t ip_sum_folded(uint32_t sum);
/* Both addresses, of a segment's or datagram's checksum. */
uint32_t ip_sum_ends(const struct addr *src, const struct addr *dst);

#endif
