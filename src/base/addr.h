/* SPDX-License-Identifier: MIT */
/* IP addresses with a port, as they stand in packets, traces and SIP headers. */
#ifndef SIPERR_BASE_ADDR_H
#define SIPERR_BASE_ADDR_H

#include "base/buf.h"
#include "base/slice.h"

struct addr {
	uint8_t family;		/* 0: not known, 4, 6 */
	uint8_t ip[16];		/* network order; the first 4 for IPv4 */
	uint16_t port;		/* 0: not known */
};

/* Where an address means something. What is not one of the others is public. */
enum addr_scope {
	SCOPE_NONE,		/* family 0 */
	SCOPE_UNSPECIFIED,	/* 0.0.0.0, :: (the hold of RFC 2543) */
	SCOPE_LOOPBACK,
	SCOPE_LINK_LOCAL,
	/* RFC 1918, fc00::/7 of RFC 4193, and 192.0.0.0/29 that a phone on an IPv6 network has (RFC 7335) */
	SCOPE_PRIVATE,
	SCOPE_SHARED,		/* 100.64.0.0/10, RFC 6598 */
	SCOPE_MULTICAST,
	SCOPE_PUBLIC,
};

/*
 * Read "192.0.2.1", "192.0.2.1:5060", "[2001:db8::1]:5060", "[2001:db8::1]", "2001:db8::1", and
 * tcpdump's "192.0.2.1.5060" (and the same for IPv6). False, *out zeroed, when it is anything else.
 */
bool addr_parse(struct addr *out, struct slice text);

/*
 * As it stands in a packet, 4 or 16 bytes; the others are left out. Not known where there are fewer. The first is for
 * each packet of a capture: written where it is to stand, since a copy of what was written a byte ago has to wait for it.
 */
static inline void
addr_set_bytes(struct addr *a, uint8_t family, struct slice bytes, uint16_t port)
{
	size_t size = family == 4 ? 4 : sizeof a->ip;

	*a = (struct addr){ .port = port };
	if (bytes.n < size)
		return;
	a->family = family;
	memcpy(a->ip, bytes.p, size);
}

static inline struct addr
addr_of_bytes(uint8_t family, struct slice bytes, uint16_t port)
{
	struct addr a;

	addr_set_bytes(&a, family, bytes, port);
	return a;
}

/* "192.0.2.1" or "192.0.2.1:5060" where the text begins, what traces are full of: how long it is; 0 when it is none. */
size_t addr_read_dotted(struct addr *out, struct slice text);
/* The number of a port where the text begins: how long it is; 0, and nothing is written, when it is none. */
size_t addr_read_port(uint16_t *out, struct slice text);

/* Asked again and again of each call: memcmp() of a fixed size needs no call. */
static inline bool
addr_same_bytes(const struct addr *a, const struct addr *b)
{
	return memcmp(a->ip, b->ip, 4) == 0 && (a->family != 6 || memcmp(a->ip, b->ip, sizeof a->ip) == 0);
}

/* False when either is not known. */
static inline bool
addr_same_ip(const struct addr *a, const struct addr *b)
{
	return a->family != 0 && a->family == b->family && addr_same_bytes(a, b);
}

/* IP and port; true for two unknown ones. */
static inline bool
addr_eq(const struct addr *a, const struct addr *b)
{
	return a->family == b->family && a->port == b->port && (a->family == 0 || addr_same_bytes(a, b));
}

enum addr_scope addr_scope(const struct addr *a);
bool addr_is_inner(const struct addr *a);	/* loopback, link-local, private or shared */
uint64_t addr_hash(const struct addr *a, bool with_port);

/* "192.0.2.1:5060", "[2001:db8::1]:5060"; without the port when it is 0 or not asked for. */
void addr_format(const struct addr *a, bool with_port, struct buf *out);

#endif
