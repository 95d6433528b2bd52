/* SPDX-License-Identifier: MIT */
/*
 * What becomes of a TCP connection (RFC 9293), told as witnesses: refused or not answered, reset or closed after it
 * carried SIP, TLS that fails, and something else that answers where SIP was spoken.
 */
#ifndef SIPERR_INPUT_PACKET_TCP_ENDS_H
#define SIPERR_INPUT_PACKET_TCP_ENDS_H

#include "input/packet/tcp_half.h"

struct ends {
	uint32_t seq;			/* of the opener's SYN */
	uint8_t opener;			/* side; means something when syns > 0 */
	uint8_t syns;			/* the opener's SYNs seen, up to 255 */
	bool up;			/* answered, or data was seen */
	uint8_t sides;			/* bits of those that sent something: of one alone, the capture lacks the other */
	bool ended;			/* by the first FIN or RST */
	bool told_silence, told_tls, told_service, told_waiting;
	bool asks;			/* somebody asked something, and the other side has not spoken since … */
	uint8_t asker;			/* … this side, which began to … */
	struct place asked;		/* … here */
	unsigned gaps;			/* of both sides, that were told */
	unsigned asks_before[2];	/* how often each side had asked something (stream.h) */
	bool tls_finished;		/* the client's part of the handshake is over … */
	unsigned tls_before;		/* … see tls_is_good() */
	struct place begun;		/* the first SYN; once it is up, the ClientHello */
	bool greeted;			/* … which was seen */
	int64_t last_syn;		/* when the last one came */
};

/* `flow` is that of half[0]; a segment of `side` was taken, with these flags and sequence number. */
struct tcp_event {
	struct decoder *decoder;
	const struct flow *flow;
	const struct half *half;	/* both */
	unsigned side, flags;
	uint32_t seq;
	bool data, words;	/* more than a keep-alive */
};

enum { KEEP_ALIVE_MAX = 4 };	/* CR LF CR LF: RFC 5626 §4.4.1 */
enum { TCP_FIN = 1, TCP_SYN = 2, TCP_RST = 4, TCP_ACK = 16 };

/* Before its streams are ended. True: somebody began to wait for an answer, or waits no longer. */
bool ends_segment(struct ends *e, const struct tcp_event *event);
/* Whether what was asked has waited for timer F; then it is told, if it counts. */
bool ends_due(struct ends *e, struct decoder *d, const struct flow *flow, const struct half *half);
/* The connection is forgotten, or the input ends. */
void ends_over(struct ends *e, struct decoder *d, const struct flow *flow, const struct half *half);

#endif
