/* SPDX-License-Identifier: MIT */
/* IEEE 802.11: data frames that are not encrypted. */
#include "input/packet/layers.h"

enum {
	KIND_DATA = 2,			/* frame control, first byte, bits 2-3 */
	SUBTYPE_NO_DATA = 4, SUBTYPE_QOS = 8,
	BOTH_DS = 0x03, PROTECTED = 0x40, ORDER = 0x80,	/* second byte */
	AMSDU = 0x80,			/* QoS control */
};

static void
frame_peel(struct layer *l, struct piece p, bool padded)
{
	unsigned kind = byte_at(p.bytes, 0), flags = byte_at(p.bytes, 1), subtype = kind >> 4;
	size_t size = 24;

	if ((kind >> 2 & 3) != KIND_DATA || (subtype & SUBTYPE_NO_DATA) || (flags & PROTECTED))
		return;
	if ((flags & BOTH_DS) == BOTH_DS)
		size += 6;
	bool several = (subtype & SUBTYPE_QOS) && (byte_at(p.bytes, size) & AMSDU);
	if (subtype & SUBTYPE_QOS)
		size += flags & ORDER ? 6 : 2;
	if (padded)
		size = (size + 3) & ~(size_t)3;
	p = piece_skip(p, size);
	if (several)		/* an A-MSDU: the first of its frames, with addresses and a length of its own */
		p = piece_limit(piece_skip(p, 14), be16(p.bytes, 12));
	layer_next(l, LAYER_LLC, 0, p);
}

void
wifi_peel(struct layer *l)
{
	frame_peel(l, l->piece, false);
}

/* Whether the header is padded to four bytes: bit 5 of the Flags field, which only the TSFT stands before. */
static bool
radiotap_is_padded(struct slice s)
{
	uint32_t present = le32(s, 4);
	size_t at = 4;

	while (le32(s, at) >> 31 && at < s.n)
		at += 4;
	at += 4;
	if (present & 1)
		at = ((at + 7) & ~(size_t)7) + 8;
	return (present & 2) && (byte_at(s, at) & 0x20);
}

void
radiotap_peel(struct layer *l)
{
	struct piece p = l->piece;
	size_t length = le16(p.bytes, 2);

	if (length >= 8 && length < p.bytes.n)
		frame_peel(l, piece_skip(p, length), radiotap_is_padded(slice_head(p.bytes, length)));
}
