/* SPDX-License-Identifier: MIT */
/* Tunnels that packets travel in: GRE and those over UDP. */
#include "input/packet/internet.h"
#include "input/packet/layers.h"

/* ERSPAN carries whole Ethernet frames; its header depends on the version (draft-foschiano-erspan). */
static void
erspan_peel(struct layer *l, struct piece p, unsigned type, bool sequence)
{
	size_t size = 8;

	if (type == 0x88be && !sequence)
		size = 0;		/* type I has no header */
	else if (type == 0x22eb)
		size = byte_at(p.bytes, 11) & 1 ? 20 : 12;
	layer_next(l, LAYER_ETHERNET, 0, piece_skip(p, size));
}

/* RFC 2784, RFC 2890; version 1 is PPTP's (RFC 2637). Source routing is long dead and not followed. */
void
gre_peel(struct layer *l)
{
	enum { CHECKSUM = 0x8000, ROUTING = 0x4000, KEY = 0x2000, SEQUENCE = 0x1000, ACK = 0x0080, VERSION = 7 };
	struct piece p = l->piece;
	unsigned flags = be16(p.bytes, 0), type = be16(p.bytes, 2);
	size_t size = 4;

	if (p.bytes.n < 4 || (flags & VERSION) > 1 || (flags & ROUTING))
		return;
	if (flags & CHECKSUM)
		size += 4;
	if (flags & KEY)
		size += 4;
	if (flags & SEQUENCE)
		size += 4;
	if ((flags & VERSION) == 1 && (flags & ACK))
		size += 4;
	if (type == 0x6400 && flags == (KEY | 1)) {	/* MikroTik's Ethernet over IP: a length and a tunnel's number for a key */
		layer_next(l, LAYER_ETHERNET, 0, piece_limit(piece_skip(p, 8), be16(p.bytes, 4)));
		return;
	}
	p = piece_skip(p, size);
	if (type == 0x88be || type == 0x22eb)
		erspan_peel(l, p, type, flags & SEQUENCE);
	else
		layer_next(l, LAYER_ETHERTYPE, type, p);
}

/* 3GPP TS 29.281 §5: a G-PDU holds an IP packet, after optional fields and extension headers. */
static void
gtp_peel(struct layer *l, struct piece p)
{
	enum { VERSION_1_GTP = 0x30, OPTIONAL = 0x07, EXTENSION = 0x04, G_PDU = 255 };
	unsigned flags = byte_at(p.bytes, 0), next;

	if ((flags & 0xf0) != VERSION_1_GTP || byte_at(p.bytes, 1) != G_PDU)
		return;
	next = flags & EXTENSION ? byte_at(p.bytes, 11) : 0;
	p = piece_skip(piece_limit(p, be16(p.bytes, 2) + 8u), flags & OPTIONAL ? 12 : 8);
	while (next != 0 && p.bytes.n > 0) {
		size_t length = byte_at(p.bytes, 0) * 4u;

		if (length == 0)
			return;
		next = byte_at(p.bytes, length - 1);
		p = piece_skip(p, length);
	}
	layer_next(l, LAYER_IP, 0, p);
}

/* RFC 7348 */
static void
vxlan_peel(struct layer *l, struct piece p)
{
	if (p.bytes.n < 8 || !(byte_at(p.bytes, 0) & 0x08))
		return;
	layer_next(l, LAYER_ETHERNET, 0, piece_skip(p, 8));
}

/* The next protocol of NSH and of VXLAN's generic extension. */
static void
service_next(struct layer *l, unsigned protocol, struct piece p)
{
	switch (protocol) {
	case 1: case 2:
		layer_next(l, LAYER_IP, 0, p);
		break;
	case 3:
		layer_next(l, LAYER_ETHERNET, 0, p);
		break;
	case 4:
		layer_next(l, LAYER_NSH, 0, p);
		break;
	case 5:
		layer_next(l, LAYER_MPLS, 0, p);
		break;
	}
}

/* draft-ietf-nvo3-vxlan-gpe */
static void
vxlan_gpe_peel(struct layer *l, struct piece p)
{
	enum { INSTANCE = 0x08, NEXT_PROTOCOL = 0x04 };
	unsigned flags = byte_at(p.bytes, 0);

	if (p.bytes.n >= 8 && (flags & INSTANCE))
		service_next(l, flags & NEXT_PROTOCOL ? byte_at(p.bytes, 3) : 3, piece_skip(p, 8));
}

/* The network service header, RFC 8300: its length counts words. */
void
nsh_peel(struct layer *l)
{
	size_t size = (be16(l->piece.bytes, 0) & 0x3fu) * 4u;

	if (l->piece.bytes.n >= 8 && size >= 8)
		service_next(l, byte_at(l->piece.bytes, 3), piece_skip(l->piece, size));
}

/* RFC 8926 */
static void
geneve_peel(struct layer *l, struct piece p)
{
	unsigned first = byte_at(p.bytes, 0);

	if (p.bytes.n < 8 || first >> 6 != 0)
		return;
	layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, 2), piece_skip(p, 8 + (first & 0x3f) * 4u));
}

/* TaZmen Sniffer Protocol: how MikroTik and others mirror packets. Tags up to one of type 1. */
static void
tzsp_peel(struct layer *l, struct piece p)
{
	enum { PADDING = 0, END = 1, ETHERNET = 1, WIFI = 18 };
	unsigned protocol = be16(p.bytes, 2), tag;

	if (byte_at(p.bytes, 0) != 1 || byte_at(p.bytes, 1) > 1)
		return;
	p = piece_skip(p, 4);
	do {
		if (slice_empty(p.bytes))
			return;
		tag = byte_at(p.bytes, 0);
		p = piece_skip(p, tag == PADDING || tag == END ? 1 : 2u + byte_at(p.bytes, 1));
	} while (tag != END);
	if (protocol == ETHERNET)
		layer_next(l, LAYER_ETHERNET, 0, p);
	else if (protocol == WIFI)
		layer_next(l, LAYER_WIFI, 0, p);
}

/* RFC 3931: a session's cookie and sublayer are agreed on elsewhere; where Ethernet or IP begins shows what there is. */
static void
session_peel(struct layer *l, struct piece session)
{
	static const unsigned char sizes[] = { 0, 4, 8, 12 };	/* of cookie and sublayer */
	struct piece p = piece_skip(session, 4);

	if (be32(session.bytes, 0) == 0)	/* control */
		return;
	for (size_t i = 0; i < sizeof sizes; i++) {
		struct piece rest = piece_skip(p, sizes[i]);
		unsigned type = be16(rest.bytes, 12);

		if ((type == 0x0800 && byte_at(rest.bytes, 14) == 0x45) || type == 0x8100 || type == 0x86dd) {
			layer_next(l, LAYER_ETHERNET, 0, rest);
			return;
		}
	}
}

void
l2tp3_peel(struct layer *l)
{
	session_peel(l, l->piece);
}

/* RFC 2661: a data message, with the fields its flags announce. */
static void
l2tp_peel(struct layer *l, struct piece p)
{
	enum { CONTROL = 0x8000, LENGTH = 0x4000, SEQUENCE = 0x0800, OFFSET = 0x0200 };
	unsigned flags = be16(p.bytes, 0);
	size_t size = 6;

	if (p.bytes.n < 6 || (flags & CONTROL))
		return;
	if ((flags & 15) == 3)		/* RFC 3931 §4.1.2.1 */
		session_peel(l, piece_skip(p, 4));
	if ((flags & 15) != 2)
		return;
	if (flags & LENGTH)
		size += 2;
	if (flags & SEQUENCE)
		size += 4;
	if (flags & OFFSET)
		size += 2u + be16(p.bytes, size);
	layer_next(l, LAYER_PPP, 0, piece_skip(p, size));
}

/* RFC 5415: data of an access point, as 802.11 or 802.3 frames; not where DTLS protects it. */
static void
capwap_peel(struct layer *l, struct piece p)
{
	enum { NATIVE = 0x0100, FRAGMENT = 0x0080 };
	size_t size = (byte_at(p.bytes, 1) >> 3) * 4u;
	unsigned flags = be16(p.bytes, 2);

	if ((byte_at(p.bytes, 0) & 15) != 0 || size < 8 || (flags & FRAGMENT))
		return;
	layer_next(l, flags & NATIVE ? LAYER_WIFI : LAYER_ETHERNET, 0, piece_skip(p, size));
}

/* draft-ietf-intarea-gue: version 0 names an IP protocol, version 1 is IP itself. */
static void
gue_peel(struct layer *l, struct piece p)
{
	unsigned first = byte_at(p.bytes, 0);

	if (first >> 6 == 1)
		layer_next(l, LAYER_IP, 0, p);
	else if (first >> 5 == 0)
		layer_next(l, LAYER_PROTOCOL, byte_at(p.bytes, 1), piece_skip(p, 4 + (first & 31) * 4u));
}

/* RFC 4380: IPv6, with an authentication or origin header at most. */
static void
teredo_peel(struct layer *l, struct piece p)
{
	if (be16(p.bytes, 0) == 1)
		p = piece_skip(p, 13u + byte_at(p.bytes, 2) + byte_at(p.bytes, 3));
	if (be16(p.bytes, 0) == 0)
		p = piece_skip(p, 8);
	if (byte_at(p.bytes, 0) >> 4 != 6)
		return;
	layer_next(l, LAYER_IP, 0, p);
}

/*
 * FOU: an IP packet without anything before it, on whatever port was chosen (Linux, ip-fou(8)). Only what can be nothing
 * else: a whole header with a right checksum, that names the length there is and a protocol that may carry signalling.
 */
static bool
is_bare_ip(struct piece p)
{
	struct slice s = p.bytes;
	unsigned protocol = byte_at(s, 9);

	if (byte_at(s, 0) != 0x45 || s.n < 28 || be16(s, 2) != p.whole ||
	    (protocol != PROTOCOL_TCP && protocol != PROTOCOL_UDP && protocol != PROTOCOL_SCTP))
		return false;
	return internet_adds_up(slice_head(s, 20));
}

/* The first chunk is of a kind that begins a packet, and fits. */
static bool
is_sctp(struct piece p)
{
	unsigned kind = byte_at(p.bytes, 12), length = be16(p.bytes, 14);

	return (kind <= 14 || kind == 64) && length >= 4 && length <= p.whole - 12 && be16(p.bytes, 0) != 0 &&
	    be16(p.bytes, 2) != 0 && p.bytes.n >= 16;
}

/* Ports that a tunnel of its own was given. */
static const struct {
	uint16_t port;
	void (*peel)(struct layer *, struct piece);
} tunnels[] = {
	{ 1701, l2tp_peel }, { 2152, gtp_peel }, { 3544, teredo_peel }, { 4789, vxlan_peel },
	{ 8472, vxlan_peel },	/* Linux before the port was assigned */
	{ 4790, vxlan_gpe_peel }, { 5247, capwap_peel }, { 6080, gue_peel }, { 6081, geneve_peel }, { 37008, tzsp_peel },
};

/* Behind a NAT, or by choice, a client has a port of its own: only the one the answer comes from tells what it is. */
static bool
answers_clients(uint16_t port)
{
	return port == 1701 || port == 3544 || port == 4500 || port == 5247;
}

static bool
peel_by_port(struct layer *l)
{
	for (size_t i = 0; i < sizeof tunnels / sizeof *tunnels; i++)
		if (l->type == tunnels[i].port) {
			tunnels[i].peel(l, l->piece);
			return true;
		}
	switch (l->type) {
	case 4500:	/* RFC 3948: ESP where no zeros stand for its SPI */
		if (be32(l->piece.bytes, 0) != 0)
			layer_next(l, LAYER_PROTOCOL, PROTOCOL_ESP, l->piece);
		break;
	case 4341:	/* LISP, RFC 9300 */
		layer_next(l, LAYER_IP, 0, piece_skip(l->piece, 8));
		break;
	case 4754:	/* GRE, RFC 8086 */
		layer_next(l, LAYER_PROTOCOL, PROTOCOL_GRE, l->piece);
		break;
	case 6635:
		l->kind = LAYER_MPLS;
		break;
	case 9899:	/* SCTP, RFC 6951: its ports, its tag, its checksum, then chunks */
		if (!is_sctp(l->piece))
			return false;
		layer_next(l, LAYER_PROTOCOL, PROTOCOL_SCTP, l->piece);
		break;
	default:
		return false;
	}
	return true;
}

bool
udp_tunnel_peel(struct layer *l)
{
	if (peel_by_port(l))
		return true;
	if (answers_clients(l->flow.src.port)) {
		l->type = l->flow.src.port;
		return peel_by_port(l);
	}
	if (!is_bare_ip(l->piece))
		return false;
	layer_next(l, LAYER_IP, 0, l->piece);
	return true;
}
