/* SPDX-License-Identifier: MIT */
/*
 * Compressed pieces within a stream or packet: WebSocket messages (RFC 7692), payloads in HEP. What comes out is bound,
 * however much a piece claims to hold.
 */
#ifndef SIPERR_INPUT_UNPACK_INFLATE_H
#define SIPERR_INPUT_UNPACK_INFLATE_H

#include "base/buf.h"

/* Keeps what was said before, as messages refer to it. */
struct inflater;

/* About what one takes. */
#define INFLATER_COST (48 * 1024)

struct inflater *inflater_new(void);
void inflater_free(struct inflater *i);		/* NULL is fine */
void inflater_break(struct inflater *i);	/* bytes were lost: what refers to them can't be read any more */

/* The next message, without the end that senders leave out; at most `max` bytes of it. False: it can't be read. */
bool inflater_message(struct inflater *i, struct slice packed, size_t max, struct buf *out);

/* One piece for itself, in zlib's or gzip's wrapping; at most `max` bytes of it. */
bool inflate_piece(struct slice packed, size_t max, struct buf *out);

#endif
