/* IPv4 (RFC 791) and IPv6 with its extension headers (RFC 8200). */
#include "input/layers.h"

enum {
	P_HOP_BY_HOP = 0, P_IPV4 = 4, P_TCP = 6, P_UDP = 17, P_IPV6 = 41, P_ROUTING = 43, P_FRAGMENT = 44, P_GRE = 47,
	P_AH = 51, P_DESTINATION = 60, P_ETHERNET = 97, P_SCTP = 132, P_MOBILITY = 135, P_UDP_LITE = 136, P_MPLS = 137,
	P_HIP = 139, P_SHIM6 = 140,
};

static void
set_addr(struct addr *a, uint8_t family, struct slice s, size_t at)
{
	*a = (struct addr){ .family = family };
	memcpy(a->ip, s.p + at, family == 4 ? 4 : 16);
}

void
protocol_decode(struct decoder *d, unsigned protocol, struct flow *f, struct piece p)
{
	switch (protocol) {
	case P_UDP:
	case P_UDP_LITE:
		udp_decode(d, f, p);
		break;
	case P_TCP:
		tcp_decode(d, f, p);
		break;
	case P_SCTP:
		sctp_decode(d, f, p);
		break;
	case P_IPV4:
	case P_IPV6:
		ip_decode(d, p);
		break;
	case P_GRE:
		gre_decode(d, p);
		break;
	case P_MPLS:
		mpls_decode(d, p);
		break;
	case P_ETHERNET:
		ethernet_decode(d, piece_skip(p, 2));
		break;
	case P_AH:	/* authenticated, not encrypted: RFC 4302 */
		if (d->depth >= DEPTH_MAX)
			break;
		d->depth++;
		protocol_decode(d, byte_at(p.bytes, 0), f, piece_skip(p, (byte_at(p.bytes, 1) + 2u) * 4));
		d->depth--;
		break;
	}
}

static void
ip4_decode(struct decoder *d, struct piece p)
{
	struct slice s = p.bytes;
	size_t header = (byte_at(s, 0) & 15u) * 4, length = be16(s, 2);
	unsigned offset = be16(s, 6);
	struct flow f = { .transport = TRANSPORT_UNKNOWN };

	if (header < 20 || s.n < header || (length != 0 && length < header))
		return;
	if (length != 0)	/* 0: the network card was to split it */
		p = piece_limit(p, length);
	set_addr(&f.src, 4, s, 12);
	set_addr(&f.dst, 4, s, 16);
	p = piece_skip(p, header);
	if ((offset & 0x3fff) == 0) {
		protocol_decode(d, byte_at(s, 9), &f, p);
		return;
	}
	fragment_decode(d, &(struct fragment){ &f, be16(s, 4), byte_at(s, 9), (offset & 0x1fffu) * 8, offset & 0x2000, p });
}

static void
fragment6_decode(struct decoder *d, struct flow *f, struct piece p)
{
	unsigned offset = be16(p.bytes, 2);
	struct fragment part = {
		f, be32(p.bytes, 4), byte_at(p.bytes, 0), offset & 0xfff8u, offset & 1, piece_skip(p, 8)
	};

	if (p.bytes.n < 8)
		return;
	if (part.offset == 0 && !part.more)
		protocol_decode(d, part.protocol, f, part.piece);
	else
		fragment_decode(d, &part);
}

static void
ip6_decode(struct decoder *d, struct piece p)
{
	unsigned protocol = byte_at(p.bytes, 6);
	size_t length = be16(p.bytes, 4);
	struct flow f = { .transport = TRANSPORT_UNKNOWN };

	if (p.bytes.n < 40)
		return;
	set_addr(&f.src, 6, p.bytes, 8);
	set_addr(&f.dst, 6, p.bytes, 24);
	p = piece_skip(p, 40);
	if (length != 0)
		p = piece_limit(p, length);
	for (int i = 0; i < 16 && p.bytes.n >= 8; i++) {
		switch (protocol) {
		case P_HOP_BY_HOP: case P_ROUTING: case P_DESTINATION: case P_MOBILITY: case P_HIP: case P_SHIM6:
			protocol = byte_at(p.bytes, 0);
			p = piece_skip(p, (byte_at(p.bytes, 1) + 1u) * 8);
			break;
		case P_FRAGMENT:
			fragment6_decode(d, &f, p);
			return;
		default:
			protocol_decode(d, protocol, &f, p);
			return;
		}
	}
}

void
ip_decode(struct decoder *d, struct piece p)
{
	if (d->depth >= DEPTH_MAX)
		return;
	d->depth++;
	switch (byte_at(p.bytes, 0) >> 4) {
	case 4:
		ip4_decode(d, p);
		break;
	case 6:
		ip6_decode(d, p);
		break;
	}
	d->depth--;
}
