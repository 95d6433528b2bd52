/* SPDX-License-Identifier: MIT */
/* Numbers in packets. A read beyond the slice gives 0: callers check lengths where it matters, and nothing overreads. */
#ifndef SIPERR_INPUT_PACKET_BYTES_H
#define SIPERR_INPUT_PACKET_BYTES_H

#include "base/slice.h"

static inline uint8_t
byte_at(struct slice s, size_t at)
{
	return at < s.n ? (uint8_t)s.p[at] : 0;
}

static inline uint16_t
be16(struct slice s, size_t at)
{
	return (uint16_t)(byte_at(s, at) << 8 | byte_at(s, at + 1));
}

static inline uint32_t
be32(struct slice s, size_t at)
{
	return (uint32_t)be16(s, at) << 16 | be16(s, at + 2);
}

static inline uint16_t
le16(struct slice s, size_t at)
{
	return (uint16_t)(byte_at(s, at + 1) << 8 | byte_at(s, at));
}

static inline uint32_t
le32(struct slice s, size_t at)
{
	return (uint32_t)le16(s, at + 2) << 16 | le16(s, at);
}

#endif
