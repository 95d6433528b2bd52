/* Tunnels that packets travel in: GRE and those over UDP. */
#include "input/layers.h"

/* ERSPAN carries whole Ethernet frames; its header depends on the version (draft-foschiano-erspan). */
static void
erspan_decode(struct decoder *d, struct piece p, unsigned type, bool sequence)
{
	size_t size = 8;

	if (type == 0x88be && !sequence)
		size = 0;		/* type I has no header */
	else if (type == 0x22eb)
		size = byte_at(p.bytes, 11) & 1 ? 20 : 12;
	ethernet_decode(d, piece_skip(p, size));
}

/* RFC 2784, RFC 2890; version 1 is PPTP's (RFC 2637). Source routing is long dead and not followed. */
void
gre_decode(struct decoder *d, struct piece p)
{
	enum { CHECKSUM = 0x8000, ROUTING = 0x4000, KEY = 0x2000, SEQUENCE = 0x1000, ACK = 0x0080, VERSION = 7 };
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
	p = piece_skip(p, size);
	if (type == 0x88be || type == 0x22eb)
		erspan_decode(d, p, type, flags & SEQUENCE);
	else
		ethertype_decode(d, type, p);
}

/* 3GPP TS 29.281 §5: a G-PDU holds an IP packet, after optional fields and extension headers. */
static bool
gtp_decode(struct decoder *d, struct piece p)
{
	enum { VERSION_1_GTP = 0x30, OPTIONAL = 0x07, EXTENSION = 0x04, G_PDU = 255 };
	unsigned flags = byte_at(p.bytes, 0), next;

	if ((flags & 0xf0) != VERSION_1_GTP || byte_at(p.bytes, 1) != G_PDU)
		return false;
	next = flags & EXTENSION ? byte_at(p.bytes, 11) : 0;
	p = piece_skip(piece_limit(p, be16(p.bytes, 2) + 8u), flags & OPTIONAL ? 12 : 8);
	while (next != 0 && p.bytes.n > 0) {
		size_t length = byte_at(p.bytes, 0) * 4u;

		if (length == 0)
			return true;
		next = byte_at(p.bytes, length - 1);
		p = piece_skip(p, length);
	}
	ip_decode(d, p);
	return true;
}

/* RFC 7348 */
static bool
vxlan_decode(struct decoder *d, struct piece p)
{
	if (p.bytes.n < 8 || !(byte_at(p.bytes, 0) & 0x08))
		return false;
	ethernet_decode(d, piece_skip(p, 8));
	return true;
}

/* RFC 8926 */
static bool
geneve_decode(struct decoder *d, struct piece p)
{
	unsigned first = byte_at(p.bytes, 0);

	if (p.bytes.n < 8 || first >> 6 != 0)
		return false;
	ethertype_decode(d, be16(p.bytes, 2), piece_skip(p, 8 + (first & 0x3f) * 4u));
	return true;
}

/* TaZmen Sniffer Protocol: how MikroTik and others mirror packets. Tags up to one of type 1. */
static bool
tzsp_decode(struct decoder *d, struct piece p)
{
	enum { PADDING = 0, END = 1, ETHERNET = 1, WIFI = 18 };
	unsigned protocol = be16(p.bytes, 2), tag;

	if (byte_at(p.bytes, 0) != 1 || byte_at(p.bytes, 1) > 1)
		return false;
	p = piece_skip(p, 4);
	do {
		if (slice_empty(p.bytes))
			return true;
		tag = byte_at(p.bytes, 0);
		p = piece_skip(p, tag == PADDING || tag == END ? 1 : 2u + byte_at(p.bytes, 1));
	} while (tag != END);
	if (protocol == ETHERNET)
		ethernet_decode(d, p);
	else if (protocol == WIFI)
		wifi_decode(d, p);
	return true;
}

/* RFC 2661: a data message, with the fields its flags announce. */
static bool
l2tp_decode(struct decoder *d, struct piece p)
{
	enum { CONTROL = 0x8000, LENGTH = 0x4000, SEQUENCE = 0x0800, OFFSET = 0x0200 };
	unsigned flags = be16(p.bytes, 0);
	size_t size = 6;

	if (p.bytes.n < 6 || (flags & 15) != 2 || (flags & CONTROL))
		return false;
	if (flags & LENGTH)
		size += 2;
	if (flags & SEQUENCE)
		size += 4;
	if (flags & OFFSET)
		size += 2u + be16(p.bytes, size);
	ppp_decode(d, piece_skip(p, size));
	return true;
}

/* RFC 4380: IPv6, with an authentication or origin header at most. */
static bool
teredo_decode(struct decoder *d, struct piece p)
{
	if (be16(p.bytes, 0) == 1)
		p = piece_skip(p, 13u + byte_at(p.bytes, 2) + byte_at(p.bytes, 3));
	if (be16(p.bytes, 0) == 0)
		p = piece_skip(p, 8);
	if (byte_at(p.bytes, 0) >> 4 != 6)
		return false;
	ip_decode(d, p);
	return true;
}

bool
udp_tunnel_decode(struct decoder *d, unsigned port, struct piece p)
{
	switch (port) {
	case 1701:
		return l2tp_decode(d, p);
	case 2152:
		return gtp_decode(d, p);
	case 3544:
		return teredo_decode(d, p);
	case 4789:
	case 8472:	/* Linux before the port was assigned */
		return vxlan_decode(d, p);
	case 6081:
		return geneve_decode(d, p);
	case 6635:
		mpls_decode(d, p);
		return true;
	case 37008:
		return tzsp_decode(d, p);
	default:
		return false;
	}
}
