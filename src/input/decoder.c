/* SPDX-License-Identifier: MIT */
#include "input/decoder.h"

#include <stdlib.h>

#include "base/memory.h"
#include "input/flows.h"
#include "input/layers.h"

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
	CLOCK_STEP = 1000000,		/* µs */
};

static void
peel(struct decoder *d, struct layer *l)
{
	enum layer_kind kind = l->kind;

	l->kind = LAYER_NONE;
	switch (kind) {
	case LAYER_LINK:
		if (link_peel(l))
			d->known_link = true;
		break;
	case LAYER_ETHERNET: ethernet_peel(l); break;
	case LAYER_ETHERTYPE: ethertype_peel(l); break;
	case LAYER_LLC: llc_peel(l); break;
	case LAYER_WIFI: wifi_peel(l); break;
	case LAYER_RADIOTAP: radiotap_peel(l); break;
	case LAYER_PPP: ppp_peel(l); break;
	case LAYER_MPLS: mpls_peel(l); break;
	case LAYER_NSH: nsh_peel(l); break;
	case LAYER_IP: ip_peel(d, l); break;
	case LAYER_PROTOCOL: protocol_peel(d, l); break;
	case LAYER_UDP_TUNNEL:
		if (!udp_tunnel_peel(l))
			flows_add(d->flows, &d->place, &l->flow.src, &l->flow.dst, l->piece.bytes, l->piece.whole);
		break;
	case LAYER_PAYLOAD: payload_take(d, &l->flow, l->piece); break;
	case LAYER_NONE: break;
	}
}

/* The one loop: a header off, what is next, until nothing is. */
static void
decode(struct decoder *d, struct layer *l)
{
	for (unsigned n = 0; n < LAYERS_MAX && l->kind != LAYER_NONE && !slice_empty(l->piece.bytes); n++)
		peel(d, l);
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
	d->place.packet = 0;
	d->known_link = false;
}

void
decoder_hand_to(struct decoder *d, const struct sink *sink)
{
	flows_end(d->flows);
	flows_hand_to(d->flows, sink);
	d->sink = sink;
}

void
decoder_packet(struct decoder *d, const struct packet *p)
{
	struct layer l = {
		.kind = LAYER_LINK, .type = (unsigned)p->link_type,
		.piece = { p->bytes, p->whole > p->bytes.n ? p->whole : p->bytes.n },
	};

	d->place.packet++;
	d->place.time = p->time;
	d->link_type = p->link_type;
	flows_due(d->flows, p->time);	/* before a call is judged because time went on */
	if (d->clock == NO_TIME || p->time - d->clock >= CLOCK_STEP || p->time < d->clock)
		tell_time(d);
	decode_late(d, false);
	decode(d, &l);
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
	if (d->place.packet > 0 && d->place.time != d->clock)
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
	free(d);
}
