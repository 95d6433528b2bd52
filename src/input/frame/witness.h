/* SPDX-License-Identifier: MIT */
/*
 * A witness is whatever the input holds beside SIP messages that may tell what happened to a call: a log line that
 * states a failure, an ICMP message, the end of a TCP connection, an answer of the DNS, a TLS alert, a media flow.
 * src/input finds witnesses and knows nothing of calls; src/diagnose ties each to its call (by Call-ID, else by
 * addresses and ports, else by time) or tells it by itself. It travels as a frame of kind FRAME_WITNESS.
 *
 * A witness is plain data: its slices lie in the reader's memory and last until the sink's function returns.
 * Whoever keeps one copies it with witness_copy().
 */
#ifndef SIPERR_INPUT_FRAME_WITNESS_H
#define SIPERR_INPUT_FRAME_WITNESS_H

#include "base/addr.h"
#include "base/memory.h"
#include "base/slice.h"

enum witness_kind {
	WITNESS_LINE,		/* a log line that states a failure, or the success after it */
	WITNESS_ICMP,		/* an ICMP or ICMPv6 error that quotes a packet (RFC 792, 4443) */
	WITNESS_TCP,		/* a connection that was refused, not answered, reset or closed (RFC 9293) */
	WITNESS_DNS,		/* an answer that gives nothing, or a question that gets none (RFC 1035, 3263) */
	WITNESS_TLS,		/* a handshake that fails, or signalling that can't be read (RFC 5246, 8446) */
	WITNESS_SERVICE,	/* something that is not SIP answers where SIP was spoken: HTTP and the like */
	WITNESS_FLOW,		/* UDP packets of one direction between two ports: media, or nothing known */
	WITNESS_CLOCK,		/* nothing but a packet's time: the trace went on until then */
};

/* What happened: the meaning of `what` depends on the kind. */
enum witness_what {
	WHAT_NONE,
	/* ICMP */
	ICMP_PORT_CLOSED,	/* port unreachable */
	ICMP_HOST_UNREACHABLE,	/* host, network or protocol unreachable, no route */
	ICMP_FILTERED,		/* administratively prohibited */
	ICMP_TOO_BIG,		/* fragmentation needed, packet too big; number: the MTU */
	ICMP_REASSEMBLY,	/* time exceeded while fragments were awaited */
	ICMP_TTL,		/* time exceeded in transit */
	/* TCP */
	TCP_REFUSED,		/* RST to a SYN */
	TCP_SILENT,		/* SYNs that got nothing; number: how many */
	TCP_RESET,		/* RST on a connection that was up */
	TCP_CLOSED,		/* FIN of the side in `where.src` */
	TCP_WAITED,		/* who sends asked something at `where`, and got no word for as long as timer F runs, or longer */
	TCP_LACKS,		/* the capture lost something of what was said on it before, of either side */
	SCTP_REFUSED,		/* ABORT to an INIT (RFC 9260 §8.4) */
	SCTP_SILENT,		/* INITs that got nothing; number: how many */
	SCTP_ABORTED,		/* ABORT on an association that was up */
	SCTP_CLOSED,		/* SHUTDOWN of the side in `where.src` */
	/* DNS; name: what was asked for, detail: the type ("SRV") */
	DNS_NXDOMAIN, DNS_SERVFAIL, DNS_REFUSED, DNS_EMPTY, DNS_SILENT,
	DNS_CUT,		/* the answer was cut short (TC), and the server can't be reached over TCP */
	DNS_GOOD,		/* an answer that gives something: it clears an earlier failure */
	/* TLS; name: the server name, detail: the alert's name ("unknown_ca"), number: its number */
	TLS_ALERT, TLS_CLOSED_IN_HANDSHAKE, TLS_ENCRYPTED,
	TLS_UNANSWERED,		/* a ClientHello, on a connection that is up */
	/* SERVICE; name: what answered, as its first line says ("HTTP/1.1 404 Not Found") */
	SERVICE_HTTP, SERVICE_UPGRADE_REFUSED, SERVICE_OTHER,
	SERVICE_UPGRADE_UNANSWERED,	/* name: the path that was asked for */
};

/* Packets of one direction between two addresses and ports. Nothing is decoded but RTP's fixed header (RFC 3550 §5.1). */
struct media_flow {
	int64_t first, last;	/* times of the first and last packet, µs */
	uint64_t packets;
	uint64_t first_packet;	/* packet numbers */
	uint64_t last_packet;
	const char *last_file;	/* the last one stood in; the first one in the file of the witness's place */
	uint32_t ssrc;		/* of the first RTP packet */
	uint64_t rtp;		/* how many look like RTP, RTCP not counted */
	int64_t rtp_last;	/* when the last of these came */
	uint64_t rtcp;		/* … like RTCP */
	uint64_t keys;		/* … like STUN or DTLS, which come before the media */
	uint64_t denied;	/* … of those, STUN's error responses */
	uint64_t asked;		/* … and its requests */
	uint64_t of_type[3];	/* packets of the payload types below */
	uint8_t type[3];	/* the payload types seen most */
	uint8_t types;		/* how many of `type` are used */
	int64_t hello_first, hello_last;	/* times of the first and last ClientHello of DTLS in the clear */
	uint32_t hellos;	/* how many */
	/* RTCP's reports of one sender (RFC 3550 §6.4.1), the last one and another before it: when, and how many packets it has sent. */
	int64_t report_last, report_before;
	uint32_t reporter;	/* its SSRC */
	uint32_t sent_last, sent_before, reports;	/* reports: 0, 1, or 2 for more than one */
	bool secured;		/* DTLS went on to keys: ChangeCipherSpec, or a record of a later epoch */
	uint8_t alert;		/* of DTLS, fatal and in the clear, its number (RFC 8446 §6.2), which is never 0; 0: none */
};

struct witness {
	enum witness_kind kind;
	enum witness_what what;
	struct addr from, to;	/* of the packet that failed (quoted, refused), or of the flow; family 0: not known */
	struct addr reporter;	/* who says so: the source of the ICMP message, the DNS server */
	bool tcp;		/* from, to: TCP rather than UDP */
	unsigned number;	/* see `what`; a log line: the code or cause taken from it, 0: none */
	/* a log line: id of the entry that it states ("reason.no-route", "code.403", "q850.USER_BUSY"); else empty */
	struct slice entry;
	struct slice product;	/* a log line: the product that writes such lines ("asterisk"); empty: not known */
	struct slice line;	/* a log line: all of it; ICMP: the quoted payload, cut as it came */
	struct slice call_id;	/* where it names one */
	struct slice name;	/* host, trunk, user, domain asked for */
	struct slice detail;	/* what else it says; a log line: the host, if it tells one */
	struct slice cause;	/* a log line, or TLS: token of the entry's cause that it states; empty: none */
	/* Of a log line only. */
	struct slice severity;	/* token, where it differs from the entry's; else empty */
	struct slice phrase;	/* of a response that it tells of */
	struct slice thread;	/* channel, session or thread that it belongs to; empty: none */
	struct slice said;	/* the line without time, level and file name */
	bool is_agreed;		/* TLS: the server has chosen version and cipher */
	bool is_consequence;	/* of something that other lines tell */
	bool is_success;	/* it tells that something works: what failed of it before is over */
	bool is_registration;	/* it is about a registration … */
	bool is_no_call;	/* … or about neither that nor a call */
	bool is_servers, is_phones;	/* the server or the phone that wrote it has to act, whoever the entry names */
	struct media_flow flow;
};

/* Is the entry that a log line states of that family ("code", "q850")? */
static inline bool
witness_is_of(const struct witness *w, struct slice family)
{
	return w->entry.n > family.n && w->entry.p[family.n] == '.' && slice_starts(w->entry, family);
}

/* Each of its slices by number, for those who copy them. */
enum { WITNESS_SLICES = 11 };
struct slice *witness_slice(struct witness *w, int i);
/* An alert of TLS or DTLS: "unknown_ca"; "" for a number that RFC 8446 §6 does not name. */
const char *tls_alert_name(unsigned number);

/* What it means of the causes of path.refused, by its token; NULL: nothing. */
const char *refusal_cause(enum witness_what what);

/* The domain that a name of the DNS is about: "example.net" of "_sip._udp.example.net". */
struct slice dns_domain(struct slice name);

/* A port that is by custom one of SIP, over whatever transport. */
bool port_is_signalling(unsigned port);

/* A copy whose slices live in the arena; nothing is taken from it where there are none. */
struct witness *witness_copy(struct arena *a, const struct witness *w);
void witness_copy_to(struct witness *copy, struct arena *a, const struct witness *w);

#endif
