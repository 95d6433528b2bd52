/* SPDX-License-Identifier: MIT */
/*
 * The Homer encapsulation protocol: a SIP message with the addresses and time of the packet it was
 * copied from. Version 3 is a list of chunks, versions 1 and 2 a C struct.
 */
#include "input/packet/layers.h"
#include "input/unpack/inflate.h"
#include "sip/message.h"

enum chunk {
	CHUNK_PROTOCOL = 2, CHUNK_SOURCE_4, CHUNK_DESTINATION_4, CHUNK_SOURCE_6, CHUNK_DESTINATION_6,
	CHUNK_SOURCE_PORT, CHUNK_DESTINATION_PORT, CHUNK_SECONDS, CHUNK_MICROSECONDS, CHUNK_PAYLOAD = 15, CHUNK_PACKED = 16,
};

struct hep {
	struct flow flow;
	int64_t seconds, microseconds;
	struct slice payload;
	bool packed;		/* the payload is compressed, as zlib or gzip does */
};

static enum transport
transport_of(unsigned protocol)
{
	switch (protocol) {
	case PROTOCOL_TCP:
		return TRANSPORT_TCP;
	case PROTOCOL_UDP:
		return TRANSPORT_UDP;
	case 22:	/* captagent's and heplify's number for TLS */
		return TRANSPORT_TLS;
	case PROTOCOL_SCTP:
		return TRANSPORT_SCTP;
	default:
		return TRANSPORT_UNKNOWN;
	}
}

static void
chunk_read(struct hep *h, unsigned kind, struct slice value)
{
	switch (kind) {
	case CHUNK_PROTOCOL: h->flow.transport = transport_of(byte_at(value, 0)); break;
	case CHUNK_SOURCE_4: h->flow.src = addr_of_bytes(4, value, h->flow.src.port); break;
	case CHUNK_DESTINATION_4: h->flow.dst = addr_of_bytes(4, value, h->flow.dst.port); break;
	case CHUNK_SOURCE_6: h->flow.src = addr_of_bytes(6, value, h->flow.src.port); break;
	case CHUNK_DESTINATION_6: h->flow.dst = addr_of_bytes(6, value, h->flow.dst.port); break;
	case CHUNK_SOURCE_PORT: h->flow.src.port = be16(value, 0); break;
	case CHUNK_DESTINATION_PORT: h->flow.dst.port = be16(value, 0); break;
	case CHUNK_SECONDS: h->seconds = be32(value, 0); break;
	case CHUNK_MICROSECONDS: h->microseconds = be32(value, 0); break;
	case CHUNK_PAYLOAD: case CHUNK_PACKED:
		h->payload = value;
		h->packed = kind == CHUNK_PACKED;
		break;
	}
}

static void
hep3_read(struct hep *h, struct slice s)
{
	s = slice_skip(slice_head(s, be16(s, 4)), 6);
	while (s.n >= 6) {
		size_t length = be16(s, 4);

		if (length < 6)
			return;
		if (be16(s, 0) == 0)	/* vendor 0: the general chunks */
			chunk_read(h, be16(s, 2), slice_skip(slice_head(s, length), 6));
		s = slice_skip(s, length);
	}
}

/* version, length, family (2: IPv4, 10: IPv6), protocol, ports, addresses; version 2 adds the time in the sender's order. */
static bool
hep2_read(struct hep *h, struct slice s)
{
	unsigned version = byte_at(s, 0), family = byte_at(s, 2);
	size_t length = byte_at(s, 1), size = family == 2 ? 4 : 16, fixed = 8 + 2 * size;

	if ((version != 1 && version != 2) || (family != 2 && family != 10) || length < fixed || s.n <= length)
		return false;
	h->flow.transport = transport_of(byte_at(s, 3));
	h->flow.src = addr_of_bytes(family == 2 ? 4 : 6, slice_skip(s, 8), h->flow.src.port);
	h->flow.dst = addr_of_bytes(family == 2 ? 4 : 6, slice_skip(s, 8 + size), h->flow.dst.port);
	h->flow.src.port = be16(s, 4);
	h->flow.dst.port = be16(s, 6);
	if (version == 2) {
		h->seconds = le32(s, fixed);
		h->microseconds = le32(s, fixed + 4);
		length = fixed + 12 > length ? fixed + 12 : length;
	}
	h->payload = slice_skip(s, length);
	return true;
}

/* What agents send, of which the first four bytes are enough to know it by. */
size_t
hep_old_header(struct slice s)
{
	unsigned version = byte_at(s, 0), length = byte_at(s, 1), family = byte_at(s, 2);
	size_t fixed = family == 2 ? 16 : 40;

	if (s.n < 4 || (version != 1 && version != 2) || (family != 2 && family != 10) ||
	    (length != fixed && (version == 1 || length != fixed + 12)) || transport_of(byte_at(s, 3)) == TRANSPORT_UNKNOWN)
		return 0;
	return version == 1 ? fixed : fixed + 12;
}

static bool
take_payload(struct decoder *d, const struct hep *h)
{
	struct buf plain = BUF_INIT;
	bool found;

	if (!h->packed)
		return payload_take(d, &h->flow, (struct piece){ h->payload, h->payload.n });
	found = inflate_piece(h->payload, MESSAGE_MAX, &plain) &&
	    payload_take(d, &h->flow, (struct piece){ buf_slice(&plain), plain.n });
	buf_release(&plain);
	return found;
}

bool
hep_is_possible(struct slice s)
{
	return byte_at(s, 0) == 1 || byte_at(s, 0) == 2 || slice_starts(s, SLICE("HEP3"));
}

static int64_t
time_of(const struct hep *h)
{
	return h->seconds * TIME_SECOND + h->microseconds % TIME_SECOND;
}

bool
hep_take(struct decoder *d, struct slice s)
{
	struct hep h = { .flow.transport = TRANSPORT_UNKNOWN, .payload = SLICE("") };
	struct place here = d->place;
	bool is_hep3 = slice_starts(s, SLICE("HEP3")), found;

	if (is_hep3)
		hep3_read(&h, s);
	else if (!hep2_read(&h, s))
		return false;
	if (h.seconds != 0)
		d->place.time = time_of(&h);
	found = take_payload(d, &h);
	d->place = here;
	return found || is_hep3;
}

int64_t
hep_time(struct slice s)
{
	struct hep h = { .payload = SLICE("") };

	if (slice_starts(s, SLICE("HEP3")))
		hep3_read(&h, s);
	else
		hep2_read(&h, s);
	return h.seconds != 0 ? time_of(&h) : NO_TIME;
}
