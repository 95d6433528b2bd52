/* SPDX-License-Identifier: MIT */
/* What each packet tells by itself: the loop in decoder.c, and whoever is ahead of it, peel with this. */
#include "input/packet/flows.h"
#include "input/packet/layers.h"

static void
link_layer(struct layer *l)
{
	l->kind = LAYER_NONE;
	l->known_link |= link_peel(l);
}

/* One layer off. Where `next` does not say which one follows, the packet ends there. */
static void
peel(struct layer *l, void (*next)(struct layer *l))
{
	l->kind = LAYER_NONE;
	next(l);
}

static void
media_layer(struct layer *l)
{
	l->kind = LAYER_MEDIA;
	l->hash = flows_hash(&l->flow.src, &l->flow.dst);
}

bool
layer_peel(struct layer *l, struct message *index)
{
	switch (l->kind) {
	case LAYER_LINK: link_layer(l); return true;
	case LAYER_ETHERNET: peel(l, ethernet_peel); return true;
	case LAYER_ETHERTYPE: peel(l, ethertype_peel); return true;
	case LAYER_LLC: peel(l, llc_peel); return true;
	case LAYER_WIFI: peel(l, wifi_peel); return true;
	case LAYER_RADIOTAP: peel(l, radiotap_peel); return true;
	case LAYER_PPP: peel(l, ppp_peel); return true;
	case LAYER_MPLS: peel(l, mpls_peel); return true;
	case LAYER_NSH: peel(l, nsh_peel); return true;
	case LAYER_IP: peel(l, ip_peel); return true;
	case LAYER_PROTOCOL:
		if (protocol_has_memory(l->type))
			return false;
		peel(l, protocol_peel);
		return true;
	case LAYER_UDP: udp_look(l, index); return true;
	case LAYER_UDP_TUNNEL:
		l->kind = LAYER_NONE;
		if (!udp_tunnel_peel(l))
			media_layer(l);
		return true;
	default:
		return false;
	}
}
