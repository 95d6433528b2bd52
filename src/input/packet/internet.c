/* SPDX-License-Identifier: MIT */
#include "input/packet/internet.h"

#include "base/ip_head.h"
#include "input/packet/bytes.h"

enum {
	LINK_MOST = 96,			/* bytes before it: radiotap, tags, labels, what a firewall adds */
	ETHERNET_LEAST = 60,		/* shorter frames are filled up */
	TEXT = 0x20,			/* a lower byte is no letter */
};

static bool
is_protocol(unsigned number)
{
	static const unsigned char known[] = {
		PROTOCOL_HOP_BY_HOP, PROTOCOL_ICMP, PROTOCOL_IPV4, PROTOCOL_TCP, PROTOCOL_UDP, PROTOCOL_IPV6, PROTOCOL_ROUTING,
		PROTOCOL_FRAGMENT, PROTOCOL_GRE, PROTOCOL_ESP, PROTOCOL_AH, PROTOCOL_ICMPV6, PROTOCOL_DESTINATION, PROTOCOL_L2TP,
		PROTOCOL_SCTP, PROTOCOL_UDP_LITE, PROTOCOL_MPLS,
	};

	return memchr(known, (int)number, sizeof known) != NULL;
}

/* The bytes before say that it is this. */
static bool
is_named(struct slice packet, size_t at, unsigned ethertype)
{
	return at == 0 || (at >= 2 && be16(packet, at - 2) == ethertype);
}

/* Nothing but what fills the frame up stands behind it. */
static bool
fits(struct slice packet, size_t at, size_t length)
{
	return at + length == packet.n || (at + length < packet.n && packet.n <= ETHERNET_LEAST);
}

bool
internet_adds_up(struct slice header)
{
	uint32_t sum = 0;

	for (size_t i = 0; i + 1 < header.n; i += 2)
		sum += be16(header, i);
	sum = (sum >> 16) + (sum & 0xffff);
	return sum + (sum >> 16) == 0xffff;
}

/* Its checksum is right, or, where the card was to write it or somebody altered an address, its length. */
static bool
is_ip4(struct slice packet, size_t at)
{
	struct slice s = slice_skip(packet, at);
	size_t header = (byte_at(s, 0) & 15u) * 4, length = be16(s, 2);

	if (byte_at(s, 0) >> 4 != 4 || header < IP4_HEAD || s.n < header || (length != 0 && length < header) ||
	    !is_protocol(byte_at(s, 9)))
		return false;
	return internet_adds_up(slice_head(s, header)) || (is_named(packet, at, 0x0800) && fits(packet, at, length));
}

/* It has no checksum. What was cut off its end is only looked for where it can be no text. */
static bool
is_ip6(struct slice packet, size_t at)
{
	struct slice s = slice_skip(packet, at);
	size_t length = be16(s, 4) + (size_t)IP6_HEAD;

	if (byte_at(s, 0) >> 4 != 6 || s.n < IP6_HEAD || !is_protocol(byte_at(s, 6)))
		return false;
	return fits(packet, at, length) || (is_named(packet, at, 0x86dd) && at + length > packet.n && byte_at(s, 4) < TEXT);
}

struct slice
internet_begin(struct slice packet)
{
	for (size_t at = 0; at < LINK_MOST && at + IP4_HEAD <= packet.n; at++)
		if (is_ip4(packet, at) || is_ip6(packet, at))
			return slice_skip(packet, at);
	return SLICE_NONE;
}
