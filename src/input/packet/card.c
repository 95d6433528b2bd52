/* SPDX-License-Identifier: MIT */
/* What packet filters, capture cards and head ends put before a packet. */
#include "input/packet/layers.h"

/* netfilter's log: attributes, of which number 9 is the packet. Lengths are in the capturing host's order. */
void
nflog_peel(struct layer *l)
{
	struct piece p = piece_skip(l->piece, 4);

	while (p.bytes.n > 4) {
		size_t length = le16(p.bytes, 0);
		unsigned kind = le16(p.bytes, 2) & 0x7fff;

		if (length < 4)
			return;
		if (kind == 9) {
			layer_next(l, LAYER_IP, 0, piece_limit(piece_skip(p, 4), length - 4));
			return;
		}
		p = piece_skip(p, (length + 3) & ~(size_t)3);
	}
}

/* OpenBSD's packet filter: its header begins with its own length, without the padding to four bytes. */
void
pflog_peel(struct layer *l)
{
	struct piece p = l->piece;

	layer_next(l, LAYER_IP, 0, piece_skip(p, (byte_at(p.bytes, 0) + 3u) & ~3u));
}

/* Endace's extensible record format: a header of 16 bytes, extensions of 8 as long as each says that one follows. */
void
erf_peel(struct layer *l)
{
	enum { MORE = 0x80, ETHERNET = 2, COLOURED = 11, DSM = 16, HASHED = 20, IPV4 = 22, IPV6 = 23, EXTENSIONS_MOST = 16 };
	struct piece p = l->piece;
	unsigned type = byte_at(p.bytes, 8), more = type;

	p = piece_skip(p, 16);
	for (int i = 0; (more & MORE) && i < EXTENSIONS_MOST; i++) {
		more = byte_at(p.bytes, 0);
		p = piece_skip(p, 8);
	}
	switch (type & ~(unsigned)MORE) {
	case ETHERNET: case COLOURED: case DSM: case HASHED:
		layer_next(l, LAYER_ETHERNET, 0, piece_skip(p, 2));
		break;
	case IPV4: case IPV6:
		layer_next(l, LAYER_IP, 0, p);
		break;
	}
}

/* DOCSIS: frame control, which says whether there is an extended header and what follows, its length, a length, a check. */
void
docsis_peel(struct layer *l)
{
	struct piece p = l->piece;
	unsigned control = byte_at(p.bytes, 0);

	if (control >> 6 == 0)
		layer_next(l, LAYER_ETHERNET, 0, piece_skip(p, 6 + (control & 1 ? byte_at(p.bytes, 1) : 0)));
}
