/* SPDX-License-Identifier: MIT */
/*
 * Messages as the packets of a capture (pcap, IP without a link layer): each whole in one datagram of UDP, or in a segment
 * of TCP where it went over a connection or is too long for a datagram; then in several. Checksums are right.
 *
 * What a trace does not tell is made up so that it can be told: where the top Via says no address, it is one of those for
 * documentation (RFC 5737, RFC 3849), or where the other end's is private, one of 10.0.0.0/8; a port is 5060. What has
 * no time comes 10 ms after what stands before it. Where TLS or WebSocket carried the message, the lower port, which is
 * the server's, is 5060: nobody looks for plain SIP at theirs. A message of which a part is missing is one that the
 * capture cut off.
 */
#ifndef SIPERR_EXTRACT_PACKETS_H
#define SIPERR_EXTRACT_PACKETS_H

#include "base/buf.h"
#include "input/frame/frame.h"

struct packets;

/* Adds the head of the capture. */
struct packets *packets_new(struct buf *out);
/* `frame->index` is of its bytes, or NULL. */
void packets_add(struct packets *p, const struct frame *frame, struct buf *out);
void packets_free(struct packets *p);	/* NULL is none */

#endif
