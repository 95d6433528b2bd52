/* SPDX-License-Identifier: MIT */
/* What a line of tcpdump's says of a packet that holds no message: a segment of TCP, a datagram, a question or an answer of the DNS. */
#ifndef SIPERR_INPUT_OUTLINE_PRINTED_H
#define SIPERR_INPUT_OUTLINE_PRINTED_H

#include "base/addr.h"
#include "base/slice.h"

/* "12345+ SRV? _sip._udp.lab.test. (40)", "12345 NXDomain 0/1/0 (102)". */
struct printed_dns {
	unsigned id;
	bool answer, cut;
	unsigned code;		/* of an answer, RFC 1035 §4.1.1 */
	unsigned type;		/* of what was asked for, 0: not told, … */
	struct slice name;	/* … and its name */
	unsigned records;	/* how many answer it */
	struct slice target;	/* of the first SRV record among them */
};

/* A record of TLS (RFC 5246 §6.2.1), as far as it is in the clear. */
struct printed_record {
	unsigned kind;		/* its content type */
	size_t length;
	unsigned handshake;	/* its first message; 0: none, or it can't be read */
	bool is_13;		/* … a server's hello that chooses TLS 1.3 */
	bool has_alert;
	unsigned level, alert;
	struct slice name;	/* … a client's hello: of the server */
};

enum { PRINTED_RECORDS = 8 };

struct printed {
	struct addr src, dst;
	bool tcp;		/* else UDP */
	unsigned flags;		/* TCP: as in its header */
	bool opens;		/* … a SYN: the number it begins with is not counted from there … */
	uint32_t seq, ack;	/* … as those of all others are */
	size_t length;		/* of the payload */
	struct slice dns;	/* UDP to or from port 53: what stands behind the addresses; else empty */
	/* What only a tree of fields tells (outline/tree.h). */
	struct slice begins;	/* TCP: the first line of the payload, as far as it matters … */
	struct slice http;	/* … and of HTTP, where -V shows them, all lines of its head, four blanks before each */
	struct printed_record record[PRINTED_RECORDS];	/* TCP: those that end in the segment */
	size_t records;
	bool rtp;		/* UDP: of this type and source */
	unsigned type;
	uint32_t ssrc;
	struct printed_dns question;	/* the DNS; type 0: not read */
};

/* "10:00:00.1 IP 192.0.2.1.5060 > …": does the line begin with a packet's time? */
bool printed_begins(struct slice line);

/*
 * What the line of a packet, tcpdump's or tshark's, says of it behind addresses, protocol and length; p NULL: it is no such line.
 * Empty where there is nothing but numbers and flags.
 */
struct slice printed_info(struct slice line);

/* The line, or with -v the second one of the two; false: it is none of these, or tells less. */
bool printed_read(struct printed *out, struct slice line);

bool printed_dns_read(struct printed_dns *out, struct slice text);

#endif
