/* SPDX-License-Identifier: MIT */
/* Link layers: what stands before IP, by the link type of the capture. */
#include "input/packet/internet.h"
#include "input/packet/layers.h"

/* LINKTYPE_ values; where the DLT_ value differs between systems, both. */
enum {
	LINK_NULL = 0, LINK_ETHERNET = 1, LINK_SLIP = 8, LINK_PPP = 9, LINK_DLT_RAW = 12, LINK_DLT_RAW_OPENBSD = 14,
	LINK_PPP_HDLC = 50, LINK_PPP_ETHER = 51, LINK_RAW = LINKTYPE_RAW, LINK_C_HDLC = 104, LINK_IEEE802_11 = 105,
	LINK_LOOP = 108, LINK_SLL = 113, LINK_PRISM = 119, LINK_RADIOTAP = 127, LINK_AVS = 163,
	LINK_PPP_WITH_DIR = 204, LINK_PPI = 192, LINK_IPV4 = 228, LINK_IPV6 = 229, LINK_NFLOG = 239, LINK_MPLS = 219,
	LINK_ATM_RFC1483 = 100, LINK_DLT_ATM_RFC1483 = 11, LINK_FRELAY = 107, LINK_NETANALYZER = 240, LINK_NETANALYZER_PREAMBLE = 241,
	LINK_MPACKET = 274, LINK_PFLOG = 117, LINK_ENC = 109, LINK_PPP_PPPD = 166,
	LINK_JUNIPER_MLPPP = 130, LINK_JUNIPER_ATM1 = 137, LINK_JUNIPER_MONITOR = 164, LINK_JUNIPER_PPPOE_ATM = 168,
	LINK_JUNIPER_FRELAY = 180, LINK_JUNIPER_VP = 183, LINK_JUNIPER_ISM = 194, LINK_JUNIPER_VS = 200, LINK_JUNIPER_E2E = 201,
	LINK_JUNIPER_PPPOE = 167, LINK_JUNIPER_ETHER = 178, LINK_JUNIPER_PPP = 179, LINK_JUNIPER_CHDLC = 181,
	LINK_TOKEN_RING = 6, LINK_FDDI = 10, LINK_IP_OVER_FC = 122, LINK_SUNATM = 123, LINK_IPOIB = 242,
	LINK_DOCSIS = 143, LINK_ERF = 197, LINK_IPNET = 226, LINK_EPON = 259,
	LINK_TAG_BRCM = 281, LINK_TAG_BRCM_BEFORE = 282, LINK_TAG_DSA = 284, LINK_TAG_EDSA = 285,
	LINK_UPPER_PDU = 252, LINK_PKTAP = 258, LINK_USER2 = 149, LINK_SLL2 = 276,
};

enum {
	TYPE_IPV4 = 0x0800, TYPE_TRANSPARENT = 0x6558, TYPE_VLAN = 0x8100, TYPE_IPV6 = 0x86dd, TYPE_MPLS = 0x8847,
	TYPE_MPLS_UPSTREAM = 0x8848, TYPE_PPPOE = 0x8864, TYPE_PPP = 0x880b, TYPE_SERVICE_VLAN = 0x88a8,
	TYPE_PROVIDER_BRIDGE = 0x88e7, TYPE_OLD_SERVICE_VLAN = 0x9100, TYPE_VLAN_9200 = 0x9200,
	TYPE_MACSEC = 0x88e5, TYPE_HSR = 0x892f, TYPE_REDUNDANCY_TAG = 0xf1c1, TYPE_CISCO_METADATA = 0x8909,
	TYPE_VN_TAG = 0x8926, TYPE_ARISTA = 0xd28b, TYPE_NSH = 0x894f,
	TYPE_E_TAG = 0x893f, TYPE_FABRICPATH = 0x8903, TYPE_TRILL = 0x22f3, TYPE_BATMAN = 0x4305,
	TYPE_LLC_ABOVE = 0x05dc,
};

void
llc_peel(struct layer *l)
{
	struct piece p = l->piece;

	if (p.bytes.n < 8 || be16(p.bytes, 0) != 0xaaaa || byte_at(p.bytes, 2) != 3)
		return;
	layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, 6), piece_skip(p, 8));
}

/* RFC 2516: version and type, code 0 for a session's data, session, length. */
static void
pppoe_peel(struct layer *l, struct piece p)
{
	if (p.bytes.n < 6 || be16(p.bytes, 0) != 0x1100)
		return;
	layer_next(l, LAYER_PPP, 0, piece_limit(piece_skip(p, 6), be16(p.bytes, 4)));
}

/* IEEE 802.1AE where it only protects the frame's integrity: a tag, with the sender's channel or without. */
static void
macsec_peel(struct layer *l, struct piece p)
{
	enum { CHANNEL = 0x20, ENCRYPTED = 0x08, CHANGED = 0x04 };
	unsigned control = byte_at(p.bytes, 0);
	size_t size = control & CHANNEL ? 14 : 6;

	if (!(control & (ENCRYPTED | CHANGED)))
		layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, size), piece_skip(p, size + 2));
}

/* RFC 2427: a two-byte address, then how IP is marked. */
static void
frame_relay_peel(struct layer *l, struct piece p)
{
	if (be16(p.bytes, 2) == 0x03cc || be16(p.bytes, 2) == 0x038e)
		layer_next(l, LAYER_IP, 0, piece_skip(p, 4));
	else if (be16(p.bytes, 2) == 0x0300 && byte_at(p.bytes, 4) == 0x80)
		layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, 8), piece_skip(p, 10));
	else
		layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, 2), piece_skip(p, 4));	/* Cisco's */
}

/* Cisco's TrustSec tag: version, the options' length in words, the options, and the type that follows. */
static void
metadata_peel(struct layer *l, struct piece p)
{
	size_t size = 2 + byte_at(p.bytes, 1) * 4u;

	if (byte_at(p.bytes, 0) == 1)
		layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, size), piece_skip(p, size + 2));
}

/* Types behind which the next layer stands at once, or behind so many bytes, its own type perhaps among them. */
static bool
plain_type_peel(struct layer *l, struct piece p)
{
	static const struct {
		uint16_t type;
		enum layer_kind next;
		uint8_t type_at;	/* where the next type stands; 0: nowhere */
		uint8_t size;
	} types[] = {
		{ TYPE_IPV4, LAYER_IP, 0, 0 }, { TYPE_IPV6, LAYER_IP, 0, 0 },
		{ TYPE_VLAN, LAYER_ETHERTYPE, 2, 4 }, { TYPE_SERVICE_VLAN, LAYER_ETHERTYPE, 2, 4 },
		{ TYPE_OLD_SERVICE_VLAN, LAYER_ETHERTYPE, 2, 4 }, { TYPE_VLAN_9200, LAYER_ETHERTYPE, 2, 4 },
		{ TYPE_MPLS, LAYER_MPLS, 0, 0 }, { TYPE_MPLS_UPSTREAM, LAYER_MPLS, 0, 0 },
		{ TYPE_PPP, LAYER_PPP, 0, 0 }, { TYPE_TRANSPARENT, LAYER_ETHERNET, 0, 0 },
		/* IEC 62439-3, IEEE 802.1CB: behind a path or nothing, and a number */
		{ TYPE_HSR, LAYER_ETHERTYPE, 4, 6 }, { TYPE_REDUNDANCY_TAG, LAYER_ETHERTYPE, 4, 6 }, { TYPE_VN_TAG, LAYER_ETHERTYPE, 4, 6 },
		{ TYPE_E_TAG, LAYER_ETHERTYPE, 6, 8 },	/* IEEE 802.1BR */
		{ TYPE_FABRICPATH, LAYER_ETHERNET, 0, 2 }, { TYPE_PROVIDER_BRIDGE, LAYER_ETHERNET, 0, 4 },
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (l->type != types[i].type)
			continue;
		layer_next(l, types[i].next, types[i].type_at > 0 ? be16(p.bytes, types[i].type_at) : 0, piece_skip(p, types[i].size));
		return true;
	}
	return false;
}

void
ethertype_peel(struct layer *l)
{
	struct piece p = l->piece;
	unsigned type = l->type;

	if (plain_type_peel(l, p))
		return;
	switch (type) {
	case TYPE_PPPOE:
		pppoe_peel(l, p);
		break;
	case TYPE_MACSEC:
		macsec_peel(l, p);
		break;
	case TYPE_TRILL:		/* RFC 6325 §3: the options' length in words, hops, two names */
		layer_next(l, LAYER_ETHERNET, 0, piece_skip(p, 6 + (be16(p.bytes, 0) >> 6 & 31) * 4u));
		break;
	case TYPE_BATMAN:		/* Linux's batman_packet.h: unicast, without the sender and with it */
		if (byte_at(p.bytes, 0) == 0x40 || byte_at(p.bytes, 0) == 0x42)
			layer_next(l, LAYER_ETHERNET, 0, piece_skip(p, byte_at(p.bytes, 0) == 0x40 ? 10 : 18));
		break;
	case TYPE_ARISTA:
		/* the time of a tap (tcpdump's print-arista.c): of 8 bytes or 6, as the version says, before the type */
		if (be16(p.bytes, 0) == 1 && (p = piece_skip(p, byte_at(p.bytes, 3) >> 4 == 2 ? 10 : 12)).bytes.n > 2)
			layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, 0), piece_skip(p, 2));
		break;
	case TYPE_CISCO_METADATA:
		metadata_peel(l, p);
		break;
	case TYPE_NSH:
		l->kind = LAYER_NSH;
		break;
	default:
		if (type <= TYPE_LLC_ABOVE)
			layer_next(l, LAYER_LLC, 0, piece_limit(p, type < p.whole ? type : p.whole));
	}
}

void
ethernet_peel(struct layer *l)
{
	struct piece p = l->piece;

	if (slice_starts(p.bytes, SLICE("\x01\0\x0c\0\0")) || slice_starts(p.bytes, SLICE("\x03\0\x0c\0\0")))
		layer_next(l, LAYER_ETHERNET, 0, piece_skip(p, 26));	/* Cisco's ISL, by the address it is sent to */
	else if (p.bytes.n > 14)
		layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, 12), piece_skip(p, 14));
}

/* RFC 1661 §2; the protocol may be compressed to one odd byte, and HDLC's address and control may stand first. */
void
ppp_peel(struct layer *l)
{
	struct piece p = l->piece;
	unsigned protocol;

	if (be16(p.bytes, 0) == 0xff03 || be16(p.bytes, 0) == 0x0f00)
		p = piece_skip(p, 2);
	protocol = byte_at(p.bytes, 0);
	if (protocol & 1) {
		p = piece_skip(p, 1);
	} else {
		protocol = be16(p.bytes, 0);
		p = piece_skip(p, 2);
	}
	if (protocol == 0x0021 || protocol == 0x0057)
		layer_next(l, LAYER_IP, 0, p);
	else if (protocol == 0x0281)
		layer_next(l, LAYER_MPLS, 0, p);
}

/* A MAC address may begin with a zero nibble like a control word: the type that follows it tells. */
static bool
is_ethernet(struct slice s)
{
	switch (be16(s, 12)) {
	case TYPE_IPV4: case TYPE_IPV6: case TYPE_VLAN: case TYPE_SERVICE_VLAN: case TYPE_MPLS: case TYPE_PPPOE:
		return true;
	default:
		return false;
	}
}

/* Labels down to the bottom of the stack (RFC 3032); below it stands IP, or Ethernet with or without a control word. */
void
mpls_peel(struct layer *l)
{
	struct piece p = l->piece;
	bool bottom = false;

	for (int i = 0; i < 16 && !bottom && p.bytes.n > 4; i++) {
		bottom = byte_at(p.bytes, 2) & 1;
		p = piece_skip(p, 4);
	}
	if (!bottom || slice_empty(p.bytes))
		return;
	unsigned nibble = byte_at(p.bytes, 0) >> 4;
	if (nibble == 4 || nibble == 6)
		layer_next(l, LAYER_IP, 0, p);
	else if (nibble == 0 && !is_ethernet(p.bytes))
		layer_next(l, LAYER_ETHERNET, 0, piece_skip(p, 4));
	else
		layer_next(l, LAYER_ETHERNET, 0, p);
}

/* Four bytes of address family, in the byte order of some machine: the IP version says it better. */
static void
loopback_peel(struct layer *l, struct piece p)
{
	layer_next(l, LAYER_IP, 0, piece_skip(p, 4));
}

/* Cisco HDLC is PPP's framing with an Ethernet type. */
static void
hdlc_peel(struct layer *l, struct piece p)
{
	unsigned address = be16(p.bytes, 0);

	if (address == 0x0f00 || address == 0x8f00)
		layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, 2), piece_skip(p, 4));
	else
		layer_next(l, LAYER_PPP, 0, p);
}

/* Linux cooked: `at` is where the protocol stands, `size` the header's. Protocol 4 is 802.2. */
static void
cooked_peel(struct layer *l, struct piece p, size_t at, size_t size)
{
	unsigned type = be16(p.bytes, at);

	if (p.bytes.n <= size)
		return;
	if (type == 4)
		layer_next(l, LAYER_LLC, 0, piece_skip(p, size));
	else if (type > TYPE_LLC_ABOVE)
		layer_next(l, LAYER_ETHERTYPE, type, piece_skip(p, size));
}

/* A header of IPv4 that says as much as there is, or less, for Ethernet may have padded it; or one of IPv6. */
static bool
is_ip_packet(struct slice s)
{
	unsigned version = s.n >= 40 ? byte_at(s, 0) >> 4 : 0;

	return (version == 4 && (byte_at(s, 0) & 15) >= 5 && be16(s, 2) >= 20 && (be16(s, 2) == s.n || (be16(s, 2) < s.n && s.n <= 64))) ||
	    (version == 6 && be16(s, 4) + (size_t)40 == s.n);
}

/* Headers of some interface of theirs: a word or two, and then the packet. */
static void
juniper_inner_peel(struct layer *l, struct piece p)
{
	enum { MOST_BEFORE = 20 };

	for (size_t i = 0; i <= MOST_BEFORE; i++) {
		struct piece rest = piece_skip(p, i);

		if (is_ip_packet(rest.bytes)) {
			layer_next(l, LAYER_IP, 0, rest);
			return;
		}
	}
}

/* What Junos writes: a magic number, flags, and extensions with their length where the flags say so. */
static void
juniper_peel(struct layer *l, struct piece p)
{
	enum { NO_LINK_LAYER = 0x02, EXTENSIONS = 0x80 };
	unsigned flags = byte_at(p.bytes, 3);
	size_t size = flags & EXTENSIONS ? 6u + be16(p.bytes, 4) : 4;
	struct piece rest = piece_skip(p, size);

	if (!slice_starts(p.bytes, SLICE("MGC")))
		return;
	if (flags & NO_LINK_LAYER)		/* four bytes of address family */
		layer_next(l, LAYER_IP, 0, piece_skip(rest, 4));
	else if (l->type == LINK_JUNIPER_ETHER || l->type == LINK_JUNIPER_PPPOE)
		layer_next(l, LAYER_ETHERNET, 0, rest);
	else if (l->type == LINK_JUNIPER_PPP)
		layer_next(l, LAYER_PPP, 0, rest);
	else if (l->type == LINK_JUNIPER_CHDLC)
		hdlc_peel(l, rest);
	else
		juniper_inner_peel(l, rest);
}

static bool
is_juniper(unsigned type)
{
	return (type >= LINK_JUNIPER_MLPPP && type <= LINK_JUNIPER_ATM1) || type == LINK_JUNIPER_MONITOR ||
	    type == LINK_JUNIPER_PPPOE || type == LINK_JUNIPER_PPPOE_ATM || (type >= LINK_JUNIPER_ETHER && type <= LINK_JUNIPER_CHDLC) ||
	    type == LINK_JUNIPER_VP || type == LINK_JUNIPER_ISM || type == LINK_JUNIPER_VS || type == LINK_JUNIPER_E2E;
}

/* IEEE 802.5: access and frame control, addresses, and a source route with its length where the first bit of the source says so. */
static void
token_ring_peel(struct layer *l, struct piece p)
{
	size_t route = byte_at(p.bytes, 8) & 0x80 ? byte_at(p.bytes, 14) & 31 : 0;

	layer_next(l, LAYER_LLC, 0, piece_skip(p, 14 + route));
}

/* A switch's tag of so many bytes behind the addresses. */
static void
tagged_peel(struct layer *l, struct piece p, size_t tag)
{
	layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, 12 + tag), piece_skip(p, 14 + tag));
}

/* Headers that name their own length and the link type that follows (PPI, Apple's PKTAP). */
static void
wrapped_peel(struct layer *l, struct piece p, size_t length, uint32_t type)
{
	if (length >= 8 && length < p.bytes.n && type <= UINT16_MAX)
		layer_next(l, LAYER_LINK, type, piece_skip(p, length));
}

/*
 * Wireshark's exported PDUs, which is how decrypted SIP over TLS is saved: tags up to one of type 0,
 * then the message.
 */
static void
upper_pdu_peel(struct layer *l, struct piece p)
{
	struct flow *f = &l->flow;

	while (p.bytes.n > 4) {
		unsigned tag = be16(p.bytes, 0);
		struct slice value = slice_head(slice_skip(p.bytes, 4), be16(p.bytes, 2));

		p = piece_skip(p, 4 + value.n);
		switch (tag) {
		case 0:
			layer_next(l, LAYER_PAYLOAD, 0, p);
			return;
		case 20: f->src = addr_of_bytes(4, value, f->src.port); break;
		case 21: f->dst = addr_of_bytes(4, value, f->dst.port); break;
		case 22: f->src = addr_of_bytes(6, value, f->src.port); break;
		case 23: f->dst = addr_of_bytes(6, value, f->dst.port); break;
		case 24:
			f->transport = be32(value, 0) == 2 ? TRANSPORT_TCP : be32(value, 0) == 3 ? TRANSPORT_UDP : f->transport;
			break;
		case 25: f->src.port = (uint16_t)be32(value, 0); break;
		case 26: f->dst.port = (uint16_t)be32(value, 0); break;
		}
	}
}

/* Those whose header is of one size, and needs no look. */
static bool
plain_peel(struct layer *l, struct piece p)
{
	static const struct {
		uint32_t type;
		enum layer_kind next;
		unsigned size;
	} headers[] = {
		{ LINK_ETHERNET, LAYER_ETHERNET, 0 },
		{ LINK_RAW, LAYER_IP, 0 },
		{ LINK_DLT_RAW, LAYER_IP, 0 },
		{ LINK_DLT_RAW_OPENBSD, LAYER_IP, 0 },
		{ LINK_IPV4, LAYER_IP, 0 },
		{ LINK_IPV6, LAYER_IP, 0 },
		{ LINK_SLIP, LAYER_IP, 16 },	/* the direction, and what a compressed header would say */
		{ LINK_ENC, LAYER_IP, 12 },	/* the address family, an SPI and flags */
		{ LINK_IPNET, LAYER_IP, 24 },	/* Solaris: addresses of interfaces and zones */
		{ LINK_ATM_RFC1483, LAYER_LLC, 0 },
		{ LINK_DLT_ATM_RFC1483, LAYER_LLC, 0 },
		{ LINK_SUNATM, LAYER_LLC, 4 },
		{ LINK_FDDI, LAYER_LLC, 13 },
		{ LINK_IP_OVER_FC, LAYER_LLC, 16 },
		{ LINK_TAG_BRCM_BEFORE, LAYER_ETHERNET, 4 },
		{ LINK_NETANALYZER, LAYER_ETHERNET, 4 },
		{ LINK_NETANALYZER_PREAMBLE, LAYER_ETHERNET, 12 },
		{ LINK_MPACKET, LAYER_ETHERNET, 8 },	/* IEEE 802.3br, its preamble is there */
		{ LINK_EPON, LAYER_ETHERNET, 8 },	/* IEEE 802.3ah, likewise */
		{ LINK_PPP_WITH_DIR, LAYER_PPP, 1 },
		{ LINK_PPP_PPPD, LAYER_PPP, 1 },
		{ LINK_MPLS, LAYER_MPLS, 0 },
		{ LINK_IEEE802_11, LAYER_WIFI, 0 },
		{ LINK_PRISM, LAYER_WIFI, 144 },
		{ LINK_RADIOTAP, LAYER_RADIOTAP, 0 },
	};

	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
		if (headers[i].type == l->type) {
			layer_next(l, headers[i].next, 0, piece_skip(p, headers[i].size));
			return true;
		}
	return false;
}

bool
link_peel(struct layer *l)
{
	struct piece p = l->piece;

	if (is_juniper(l->type)) {
		juniper_peel(l, p);
		return true;
	}
	switch (l->type) {
	case LINK_SLL: cooked_peel(l, p, 14, 16); break;
	case LINK_SLL2: cooked_peel(l, p, 0, 20); break;
	case LINK_NULL: case LINK_LOOP: loopback_peel(l, p); break;
	case LINK_PPP: case LINK_PPP_HDLC: case LINK_C_HDLC: hdlc_peel(l, p); break;
	case LINK_TOKEN_RING: token_ring_peel(l, p); break;
	case LINK_IPOIB: layer_next(l, LAYER_ETHERTYPE, be16(p.bytes, 0), piece_skip(p, 4)); break;
	case LINK_TAG_BRCM: case LINK_TAG_DSA: tagged_peel(l, p, 4); break;
	case LINK_TAG_EDSA: tagged_peel(l, p, 8); break;
	case LINK_FRELAY: frame_relay_peel(l, p); break;
	case LINK_ERF: erf_peel(l); break;
	case LINK_DOCSIS: docsis_peel(l); break;
	case LINK_PFLOG: pflog_peel(l); break;
	case LINK_PPP_ETHER: pppoe_peel(l, p); break;
	case LINK_AVS: layer_next(l, LAYER_WIFI, 0, piece_skip(p, be32(p.bytes, 4))); break;
	case LINK_PPI: wrapped_peel(l, p, le16(p.bytes, 2), le32(p.bytes, 4)); break;
	case LINK_USER2:	/* Apple's number for PKTAP, and anybody's for anything */
		if (le32(p.bytes, 0) < 108 || le32(p.bytes, 4) != 1)
			return false;
		/* fall through */
	case LINK_PKTAP: wrapped_peel(l, p, le32(p.bytes, 0), le32(p.bytes, 8)); break;
	case LINK_NFLOG: nflog_peel(l); break;
	case LINK_UPPER_PDU: upper_pdu_peel(l, p); break;
	default: return plain_peel(l, p);
	}
	return true;
}
