/* SPDX-License-Identifier: MIT */
/*
 * One direction of a TCP connection, bytes in order: frames the SIP messages in it, be they plain
 * (RFC 3261 §18.3), in WebSocket frames (RFC 7118) or in HEP. Of what is none of these it keeps how it began.
 */
#ifndef SIPERR_INPUT_PACKET_STREAM_H
#define SIPERR_INPUT_PACKET_STREAM_H

#include "base/buf.h"
#include "input/frame/frame.h"
#include "input/packet/tls.h"
#include "sip/message.h"

enum stream_mode {
	STREAM_START,		/* what it carries is not known yet */
	STREAM_SIP,
	STREAM_HTTP,		/* an upgrade to WebSocket has begun */
	STREAM_WEBSOCKET,
	STREAM_HEP,
	STREAM_TLS,
	STREAM_DEAD,		/* not ours: everything is dropped */
};

struct stream {
	enum stream_mode mode;
	struct buf held;	/* begun but not complete */
	size_t need;		/* bytes held before it is worth another look */
	size_t scanned;		/* of a message: where the search for the end of its headers goes on */
	uint64_t skip;		/* bytes to drop unseen */
	size_t barren;		/* bytes dropped since the last message */
	bool fruitful;		/* there was a message */
	unsigned asked;		/* how often something that wants an answer: a request but ACK, an upgrade */
	struct buf joined;	/* WebSocket: a message's frames so far */
	bool packed;		/* WebSocket: that message is compressed (RFC 7692) */
	struct inflater *inflater;	/* for these; NULL: not needed yet */
	struct tls *tls;	/* what was seen of TLS; NULL: it is none */
	struct buf note;	/* the first line of what is no SIP; of an upgrade to WebSocket the path asked for */
	bool upgrade, for_sip;	/* such an upgrade was asked for; with SIP as its subprotocol (RFC 7118 §4.1) */
};

/* Where the messages go. The bytes are gone when the function returns. */
struct stream_out {
	void *ctx;
	void (*message)(void *ctx, struct slice bytes, unsigned flags, bool websocket);
	void (*hep)(void *ctx, struct slice packet);
};

#define STREAM_INIT ((struct stream){ .mode = STREAM_START })

/* Messages larger than MESSAGE_MAX are handed on up to there, cut. */
void stream_data(struct stream *s, const struct stream_out *out, struct slice bytes);

/* Bytes were lost: what is begun is handed on cut, and the next start line looked for. */
void stream_gap(struct stream *s, const struct stream_out *out);

/* No more will come. */
void stream_end(struct stream *s, const struct stream_out *out);

/*
 * For the modes (stream_sip.c, websocket.c): take what stands at the front of `bytes` and return how
 * much that was; 0, with s->need set, when more has to come first.
 */
size_t stream_take_sip(struct stream *s, const struct stream_out *out, struct slice bytes);
size_t stream_take_websocket(struct stream *s, const struct stream_out *out, struct slice bytes);

/* It carried this message. */
void stream_carried(struct stream *s, struct slice message);

/* What is begun and won't be completed. */
void stream_cut_sip(struct stream *s, const struct stream_out *out);

void stream_release(struct stream *s);	/* as new again, handing nothing on */

/* Length of the WebSocket frame at the front that only keeps the connection alive: ping, pong, line ends; 0: it is none, or not whole. */
size_t websocket_idle(struct slice bytes);

/* True when the bytes look like a WebSocket frame that begins a SIP message. */
bool websocket_starts(struct slice bytes);

#endif
