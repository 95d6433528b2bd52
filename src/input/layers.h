/*
 * Between the layers of the packet decoder. Each x_decode() takes its header off a piece and hands
 * the rest on to the next; what makes no sense is dropped silently, since any packet may be rubbish.
 */
#ifndef SIPERR_INPUT_LAYERS_H
#define SIPERR_INPUT_LAYERS_H

#include "input/bytes.h"
#include "input/decoder.h"

/* Part of a packet: the captured bytes, and how many there were on the wire according to the headers. */
struct piece {
	struct slice bytes;
	size_t whole;
};

static inline bool
piece_is_cut(struct piece p)
{
	return p.whole > p.bytes.n;
}

/* Without a header of n bytes; the caller has checked that they are there. */
static inline struct piece
piece_skip(struct piece p, size_t n)
{
	return (struct piece){ slice_skip(p.bytes, n), p.whole > n ? p.whole - n : 0 };
}

/* What a length field says: less drops padding, more makes it cut. */
static inline struct piece
piece_limit(struct piece p, size_t n)
{
	return (struct piece){ slice_head(p.bytes, n), n };
}

struct flow {
	struct addr src, dst;
	enum transport transport;
};

/* Tunnels in tunnels, labels on labels: deeper is an attack. */
#define DEPTH_MAX 12

struct decoder {
	const struct sink *sink;
	struct place place;		/* file, number and time of the packet at hand */
	unsigned depth;
	int link_type;			/* of the packet at hand */
	bool known_link;		/* one of the packets had a known one */
	struct fragments *fragments;
	struct tcp *tcp;
	struct sctp *sctp;
};

/* A message stood in the packet at hand. */
void decoder_message(struct decoder *d, const struct flow *f, struct slice bytes, unsigned flags);

bool link_decode(struct decoder *d, int type, struct piece p);	/* false: unknown type */
void ethernet_decode(struct decoder *d, struct piece p);
void ethertype_decode(struct decoder *d, unsigned type, struct piece p);
void wifi_decode(struct decoder *d, struct piece p);		/* IEEE 802.11 */
void radiotap_decode(struct decoder *d, struct piece p);
void llc_decode(struct decoder *d, struct piece p);		/* IEEE 802.2, with SNAP */
void ppp_decode(struct decoder *d, struct piece p);		/* from the protocol field */
void mpls_decode(struct decoder *d, struct piece p);

void ip_decode(struct decoder *d, struct piece p);		/* version by its first nibble */
/* What follows an IP header; f->src and f->dst hold addresses, ports still to come. */
void protocol_decode(struct decoder *d, unsigned protocol, struct flow *f, struct piece p);
void gre_decode(struct decoder *d, struct piece p);
void udp_decode(struct decoder *d, struct flow *f, struct piece p);
void tcp_decode(struct decoder *d, struct flow *f, struct piece p);
void sctp_decode(struct decoder *d, struct flow *f, struct piece p);

/* True when the UDP payload is a tunnel's (VXLAN, GENEVE, GTP-U, TZSP, Teredo, L2TP, MPLS) and was decoded. */
bool udp_tunnel_decode(struct decoder *d, unsigned port, struct piece p);

/* A datagram or record that may hold one SIP message, perhaps after keep-alives. */
bool datagram_decode(struct decoder *d, const struct flow *f, struct piece p);

/* Homer encapsulation, versions 1 to 3. True when it is that. */
bool hep_decode(struct decoder *d, struct slice s);

struct fragments *fragments_new(void);
void fragments_free(struct fragments *t);
struct tcp *tcp_new(void);
void tcp_free(struct tcp *t);
struct sctp *sctp_new(void);
void sctp_free(struct sctp *t);

/* One fragment of an IP datagram (RFC 791, RFC 8200 §4.5); offset in bytes. */
struct fragment {
	const struct flow *flow;
	uint32_t id;
	unsigned protocol;
	size_t offset;
	bool more;
	struct piece piece;
};
void fragment_decode(struct decoder *d, const struct fragment *fragment);
void fragments_expire(struct decoder *d);	/* hand on what waited too long; once a packet */
void fragments_end(struct decoder *d);
void tcp_end(struct decoder *d);

#endif
