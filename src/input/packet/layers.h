/* SPDX-License-Identifier: MIT */
/*
 * Between the layers of the packet decoder. Each x_peel() takes one header off a piece of a packet and says what the
 * rest is; the loop in decoder.c goes on with that, so no layer calls the one that stands in it. What makes no sense
 * is dropped silently, since any packet may be rubbish.
 */
#ifndef SIPERR_INPUT_PACKET_LAYERS_H
#define SIPERR_INPUT_PACKET_LAYERS_H

#include "base/ip_head.h"
#include "input/packet/bytes.h"
#include "input/packet/decoder.h"
#include "sip/message.h"

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

/* What a piece is. */
enum layer_kind {
	LAYER_NONE,		/* nothing more to peel */
	LAYER_LINK,		/* of link type `type` */
	LAYER_ETHERNET,
	LAYER_ETHERTYPE,	/* what Ethernet type `type` says */
	LAYER_LLC,		/* IEEE 802.2, with SNAP */
	LAYER_WIFI,		/* IEEE 802.11 */
	LAYER_RADIOTAP,
	LAYER_PPP,		/* from the protocol field */
	LAYER_MPLS,
	LAYER_NSH,		/* RFC 8300 */
	LAYER_IP,		/* version by its first nibble */
	LAYER_PROTOCOL,		/* IP protocol `type`; the flow has addresses, ports still to come */
	LAYER_FRAGMENT,		/* one fragment of an IP datagram: `fragment` */
	LAYER_UDP,		/* what stands in UDP; from here on the flow is complete */
	LAYER_UDP_TUNNEL,	/* within UDP to port `type` */
	LAYER_DATAGRAM,		/* in UDP, and perhaps more than one of a message, HEP, DNS and a tunnel */
	LAYER_PAYLOAD,		/* a datagram that may hold a message */
	LAYER_MESSAGE,		/* a message, with its `index` */
	LAYER_MEDIA,		/* nothing that is looked into */
};

/* One fragment of an IP datagram (RFC 791, RFC 8200 §4.5), which is the piece; offset in bytes. */
struct fragment {
	uint32_t id;
	unsigned protocol;
	uint32_t offset;
	bool more;
};

/* Where peeling has come to. */
struct layer {
	enum layer_kind kind;
	unsigned type;		/* of some kinds, see there */
	struct piece piece;
	struct flow flow;
	struct fragment fragment;
	const struct message *index;
	uint64_t hash;			/* of LAYER_MEDIA: flows_hash() */
	unsigned peeled;		/* so many layers before this one */
	bool known_link;		/* one of the link layers was a known one */
};

/* What comes next. A function that peels and does not call this has come to the end. */
static inline void
layer_next(struct layer *l, enum layer_kind kind, unsigned type, struct piece p)
{
	l->kind = kind;
	l->type = type;
	l->piece = p;
}

struct decoder {
	const struct sink *sink;
	struct place place;		/* file, number and time of the packet at hand */
	uint64_t packets;		/* how many of the file were at hand */
	int link_type;			/* of the packet at hand */
	bool known_link;		/* one of the packets had a known one */
	bool timeless;			/* the packet at hand has none: its place keeps the time before, its frames have none */
	int64_t clock;			/* the last time that was told; NO_TIME at first */
	struct fragments *fragments;
	struct tcp *tcp;
	struct sctp *sctp;
	struct dns *dns;
	struct flows *flows;
	struct ways *ways;		/* NULL: nobody asks */
	struct message index;		/* of the message found last … */
	struct message at_hand;		/* … and of one that is the packet at hand, before those that were waited for */
};

/*
 * Takes the next header off, where that needs nothing of what came before. False: what it is now is the decoder's.
 * `index` is for that of a message, which the layer then points to.
 */
bool layer_peel(struct layer *l, struct message *index);

/* The same as far as it goes: what can be done in any thread. */
void packet_peel(struct layer *l, const struct packet *p, struct message *index);

/* decoder_packet() of one that was peeled so far. */
void decoder_peeled(struct decoder *d, const struct packet *p, struct layer *l);

/* ---- what was found (emit.c) ---- */

/* A message stood in the packet at hand. */
void decoder_message(struct decoder *d, const struct flow *f, struct slice bytes, unsigned flags);

/* The same of a piece of it, with its index where there is one. */
void decoder_piece(struct decoder *d, const struct flow *f, struct piece p, const struct message *index);

/* Something beside messages; `f` (may be NULL) is where the packet at hand went. */
void decoder_witness(struct decoder *d, const struct witness *w, const struct flow *f);

/* A datagram or record that may hold one SIP message, perhaps after keep-alives. True when it does. */
bool payload_take(struct decoder *d, const struct flow *f, struct piece p);
/* Is it one for certain, and not broken? Keep-alives before it are taken off. */
bool payload_is_message(struct piece *p, struct message *index);

/* Homer encapsulation, versions 1 to 3 (hep.c). True when it is that. */
bool hep_take(struct decoder *d, struct slice s);
bool hep_is_possible(struct slice s);		/* by its first bytes */
int64_t hep_time(struct slice s);		/* what the packet says; NO_TIME */
size_t hep_old_header(struct slice s);		/* how long that of versions 1 and 2 is; 0: it is none */

/* ---- layers ---- */

bool link_peel(struct layer *l);		/* false: unknown type */
void ethernet_peel(struct layer *l);
void ethertype_peel(struct layer *l);
void llc_peel(struct layer *l);
void wifi_peel(struct layer *l);
void radiotap_peel(struct layer *l);
void nflog_peel(struct layer *l);
void pflog_peel(struct layer *l);
void erf_peel(struct layer *l);
void docsis_peel(struct layer *l);
void ppp_peel(struct layer *l);
void mpls_peel(struct layer *l);
void ip_peel(struct layer *l);
bool protocol_has_memory(unsigned protocol);	/* then it is taken, else peeled */
void protocol_peel(struct layer *l);
void protocol_take(struct decoder *d, struct layer *l);
void nsh_peel(struct layer *l);
void esp_peel(struct layer *l);			/* with null encryption; else it ends there */
void gre_peel(struct layer *l);
void l2tp3_peel(struct layer *l);
void udp_peel(struct layer *l);
void udp_look(struct layer *l, struct message *index);	/* which of all that may stand in it */
void datagram_take(struct decoder *d, struct layer *l);
bool udp_tunnel_peel(struct layer *l);		/* VXLAN, GENEVE, GTP-U, TZSP, Teredo, L2TP, MPLS; false: the port is no tunnel's */

/* The ends: everything in it is taken. */
void dns_take(struct decoder *d, const struct flow *f, struct piece p);
void dns_unreached(struct decoder *d, const struct flow *f);	/* what was sent so, to a name server, came to nothing */
void icmp_take(struct decoder *d, const struct layer *l);
/* What an error of that type and code says; WHAT_NONE: nothing about a path. */
enum witness_what icmp_meaning(bool v6, unsigned type, unsigned code);
void tcp_take(struct decoder *d, struct layer *l);
void sctp_take(struct decoder *d, struct layer *l);

struct fragments *fragments_new(void);
void fragments_free(struct fragments *t);
struct tcp *tcp_new(void);
void tcp_free(struct tcp *t);
struct dns *dns_new(void);
void dns_free(struct dns *t);
struct sctp *sctp_new(void);
void sctp_free(struct sctp *t);

/* When it completes its datagram, the layer is what that holds; its bytes last until the next packet. */
void fragment_take(struct decoder *d, struct layer *l);

/*
 * A datagram that waited too long, or one too many (`all`: any that waits), as far as it came; *at is where its first
 * fragment stood. False when there is none. Its bytes last until the next call.
 */
bool fragments_give_up(struct decoder *d, bool all, struct layer *l, struct place *at);
void tcp_end(struct decoder *d);
/* Connections on which something has waited long enough for an answer. */
void tcp_due(struct decoder *d);
/* Questions that got no answer in time; all: those that still wait, too. */
void dns_due(struct decoder *d, bool all);

#endif
