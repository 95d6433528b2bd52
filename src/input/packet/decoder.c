/* SPDX-License-Identifier: MIT */
#include "input/packet/decoder.h"

#include <stdlib.h>

#include "base/memory.h"
#include "input/packet/flows.h"
#include "input/packet/layers.h"
#include "input/packet/ways.h"

struct decoder *
decoder_new(const char *file, const struct sink *sink)
{
	struct decoder *d = xcalloc(1, sizeof *d);

	d->sink = sink;
	d->place.file = file;
	d->clock = NO_TIME;
	d->fragments = fragments_new();
	d->tcp = tcp_new();
	d->sctp = sctp_new();
	d->dns = dns_new();
	d->flows = flows_new(sink);
	return d;
}

enum {
	LAYERS_MAX = 48,		/* tunnels in tunnels, labels on labels: more layers are an attack */
	CLOCK_STEP = TIME_SECOND,
};

/* The layers that need what the decoder keeps of packets before (fragments, flows), and those that are the end of the way. */
static void
take(struct decoder *d, struct layer *l)
{
	enum layer_kind kind = l->kind;

	l->kind = LAYER_NONE;
	switch (kind) {
	case LAYER_PROTOCOL: protocol_take(d, l); break;
	case LAYER_FRAGMENT: fragment_take(d, l); break;
	case LAYER_DATAGRAM: datagram_take(d, l); break;
	case LAYER_PAYLOAD: payload_take(d, &l->flow, l->piece); break;
	case LAYER_MESSAGE:
		if (d->ways != NULL)
			ways_note(d->ways, &l->flow.src, &l->flow.dst);
		decoder_piece(d, &l->flow, l->piece, l->index);
		break;
	case LAYER_MEDIA:
		flows_add(d->flows, &d->place, &l->flow.src, &l->flow.dst, l->hash, l->piece.bytes, l->piece.whole);
		break;
	default:
		break;
	}
}

/* The one loop: a header off, what is next, until nothing is. */
static void
decode(struct decoder *d, struct layer *l)
{
	for (; l->peeled < LAYERS_MAX && l->kind != LAYER_NONE && !slice_empty(l->piece.bytes); l->peeled++)
		if (!layer_peel(l, &d->index))
			take(d, l);
	d->known_link |= l->known_link;
}

void
packet_peel(struct layer *l, const struct packet *p, struct message *index)
{
	/* One by one: what is not told here is set by whoever makes that kind of layer. */
	layer_next(l, LAYER_LINK, (unsigned)p->link_type, (struct piece){ p->bytes, p->whole > p->bytes.n ? p->whole : p->bytes.n });
	l->flow = (struct flow){ .transport = TRANSPORT_UNKNOWN };
	l->known_link = false;
	for (l->peeled = 0; l->peeled < LAYERS_MAX && !slice_empty(l->piece.bytes) && layer_peel(l, index); l->peeled++)
		;
}

/* Fragments whose rest won't come are decoded as far as they go, as if the first of them had only now been read. */
static void
decode_late(struct decoder *d, bool all)
{
	struct place here = d->place;
	struct layer l;

	while (fragments_give_up(d, all, &l, &d->place)) {
		decode(d, &l);
		d->place = here;
	}
}

/* Any packet moves the trace's clock, but one a second will do. */
static void
tell_time(struct decoder *d)
{
	struct witness w = { .kind = WITNESS_CLOCK };

	d->clock = d->place.time;
	dns_due(d, false);
	decoder_witness(d, &w, NULL);
}

void
decoder_next_file(struct decoder *d, const char *file)
{
	d->place.file = file;
	d->place.packet = d->packets = 0;
	d->known_link = false;
}

void
decoder_turn_to(struct decoder *d, const char *file, uint64_t before)
{
	d->place.file = file;
	d->packets = before;
}

void
decoder_note_ways(struct decoder *d, struct ways *ways)
{
	d->ways = ways;
}

void
decoder_hand_to(struct decoder *d, const struct sink *sink)
{
	flows_end(d->flows);
	flows_hand_to(d->flows, sink);
	d->sink = sink;
}

void
decoder_peeled(struct decoder *d, const struct packet *p, struct layer *l)
{
	d->place.packet = ++d->packets + (uint64_t)(int64_t)p->moved;
	d->timeless = p->timeless;
	if (!p->timeless)
		d->place.time = p->time;
	d->link_type = p->link_type;
	flows_due(d->flows, d->place.time);	/* before a call is judged because time went on, … */
	tcp_due(d);				/* … as this */
	if (!d->timeless && (d->clock == NO_TIME || p->time - d->clock >= CLOCK_STEP || p->time < d->clock))
		tell_time(d);
	decode_late(d, false);
	decode(d, l);
}

void
decoder_packet(struct decoder *d, const struct packet *p)
{
	struct layer l;

	packet_peel(&l, p, &d->at_hand);
	decoder_peeled(d, p, &l);
}

void
decoder_time(struct decoder *d, int64_t now)
{
	d->place.time = now;
	flows_due(d->flows, now);
	tcp_due(d);
	dns_due(d, false);
}

void
decoder_hep(struct decoder *d, struct slice packet)
{
	int64_t time = hep_time(packet);

	d->place.packet++;
	d->known_link = true;
	if (time != NO_TIME || d->place.packet == 1)	/* version 1 never says when */
		d->place.time = time;
	if (d->place.time != NO_TIME && (d->clock == NO_TIME || d->place.time - d->clock >= CLOCK_STEP))
		tell_time(d);
	hep_take(d, packet);
}

void
decoder_end(struct decoder *d)
{
	decode_late(d, true);
	tcp_end(d);
	dns_due(d, true);
	flows_end(d->flows);
	if (d->place.packet > 0 && !d->timeless && d->place.time != d->clock)
		tell_time(d);
}

bool
decoder_is_lost(const struct decoder *d, int *link_type)
{
	*link_type = d->link_type;
	return d->place.packet > 0 && !d->known_link;
}

void
decoder_free(struct decoder *d)
{
	fragments_free(d->fragments);
	tcp_free(d->tcp);
	sctp_free(d->sctp);
	dns_free(d->dns);
	flows_free(d->flows);
	message_release(&d->index);
	message_release(&d->at_hand);
	free(d);
}
