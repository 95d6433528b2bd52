/* SPDX-License-Identifier: MIT */
/* IP: the numbers of its protocols, and headers that are written for packets made up of what is known. Nothing fails. */
#ifndef SIPERR_BASE_IP_HEAD_H
#define SIPERR_BASE_IP_HEAD_H

#include "base/addr.h"

enum { IP4_HEAD = 20, IP6_HEAD = 40 };	/* bytes of a header without options */

/* What a header says that follows it (https://www.iana.org/assignments/protocol-numbers). */
enum {
	PROTOCOL_HOP_BY_HOP = 0, PROTOCOL_ICMP = 1, PROTOCOL_IPV4 = 4, PROTOCOL_TCP = 6, PROTOCOL_UDP = 17, PROTOCOL_IPV6 = 41,
	PROTOCOL_ROUTING = 43, PROTOCOL_FRAGMENT = 44, PROTOCOL_GRE = 47, PROTOCOL_ESP = 50, PROTOCOL_AH = 51,
	PROTOCOL_ICMPV6 = 58, PROTOCOL_DESTINATION = 60, PROTOCOL_ETHERNET = 97,	/* EtherIP, RFC 3378 */
	PROTOCOL_L2TP = 115, PROTOCOL_SCTP = 132, PROTOCOL_MOBILITY = 135, PROTOCOL_UDP_LITE = 136, PROTOCOL_MPLS = 137,
	PROTOCOL_HIP = 139, PROTOCOL_SHIM6 = 140, PROTOCOL_PLAIN_ETHERNET = 143,	/* RFC 8986 §10.1 */
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
