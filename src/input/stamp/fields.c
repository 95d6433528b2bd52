/* SPDX-License-Identifier: MIT */
/* Time and addresses among the fields of a dissected packet: the last of each before the message counts. */
#include "input/stamp/stamp.h"

#include "base/ascii.h"

enum field { FIELD_TIME, FIELD_SOURCE, FIELD_DESTINATION, FIELD_SOURCE_PORT, FIELD_DESTINATION_PORT, FIELD_UDP, FIELD_TCP };

static const struct row {
	const char *key;	/* the value follows it, after blanks and a quote */
	enum field field;
} tree[] = {
	{ "Arrival Time:", FIELD_TIME }, { "Src:", FIELD_SOURCE }, { "Dst:", FIELD_DESTINATION },
	{ "Src Addr:", FIELD_SOURCE }, { "Dst Addr:", FIELD_DESTINATION }, { "Src Port:", FIELD_SOURCE_PORT },
	{ "Dst Port:", FIELD_DESTINATION_PORT }, { "Source Port:", FIELD_SOURCE_PORT },
	{ "Destination Port:", FIELD_DESTINATION_PORT }, { "Source port:", FIELD_SOURCE_PORT },
	{ "Destination port:", FIELD_DESTINATION_PORT }, { "User Datagram Protocol", FIELD_UDP },
	{ "Transmission Control Protocol", FIELD_TCP },
}, json[] = {
	{ "frame.time_epoch\":", FIELD_TIME }, { "frame_time_epoch\":", FIELD_TIME },
	{ "ip.src\":", FIELD_SOURCE }, { "ip.dst\":", FIELD_DESTINATION }, { "ipv6.src\":", FIELD_SOURCE },
	{ "ipv6.dst\":", FIELD_DESTINATION }, { "ip_src\":", FIELD_SOURCE }, { "ip_dst\":", FIELD_DESTINATION },
	{ "ipv6_src\":", FIELD_SOURCE }, { "ipv6_dst\":", FIELD_DESTINATION },
	{ ".srcport\":", FIELD_SOURCE_PORT }, { ".dstport\":", FIELD_DESTINATION_PORT },
	{ "_srcport\":", FIELD_SOURCE_PORT }, { "_dstport\":", FIELD_DESTINATION_PORT },
	{ "\"udp\":", FIELD_UDP }, { "\"tcp\":", FIELD_TCP },
	/* Zeek: the responder is where the response came from. */
	{ "\"ts\":", FIELD_TIME }, { "\"id.resp_h\":", FIELD_SOURCE }, { "\"id.orig_h\":", FIELD_DESTINATION },
	{ "\"id.resp_p\":", FIELD_SOURCE_PORT }, { "\"id.orig_p\":", FIELD_DESTINATION_PORT },
}, pdml[] = {
	{ "\"frame.time_epoch\"", FIELD_TIME }, { "\"ip.src\"", FIELD_SOURCE }, { "\"ip.dst\"", FIELD_DESTINATION },
	{ "\"ipv6.src\"", FIELD_SOURCE }, { "\"ipv6.dst\"", FIELD_DESTINATION },
	{ ".srcport\"", FIELD_SOURCE_PORT }, { ".dstport\"", FIELD_DESTINATION_PORT },
	{ "proto name=\"udp\"", FIELD_UDP }, { "proto name=\"tcp\"", FIELD_TCP },
};

static void
take_address(struct addr *out, struct slice value)
{
	uint16_t port = out->port;
	struct addr found;
	const char *open = slice_chr(slice_head(value, 80), '(');
	size_t n = 0;

	while (n < value.n && (hex_value(value.p[n]) >= 0 || value.p[n] == '.' || value.p[n] == ':'))
		n++;
	if (!addr_parse(&found, slice_head(value, n))) {
		/* "host.example (192.0.2.1)" */
		value = open ? slice_from(open + 1, value.p + value.n) : SLICE_NONE;
		for (n = 0; n < value.n && value.p[n] != ')' && n < 45; n++)
			;
		if (!addr_parse(&found, slice_head(value, n)))
			return;
	}
	*out = found;
	out->port = port;
}

static void
take(struct stamp *out, enum field field, struct slice value)
{
	while (value.n > 0 && (is_blank(value.p[0]) || value.p[0] == '"'))
		value = slice_skip(value, 1);
	value = slice_head(value, 120);
	switch (field) {
	case FIELD_TIME:
		stamp_time(value, &out->kind, &out->time);
		break;
	case FIELD_SOURCE: take_address(&out->src, value); break;
	case FIELD_DESTINATION: take_address(&out->dst, value); break;
	case FIELD_SOURCE_PORT: case FIELD_DESTINATION_PORT:
		addr_read_port(field == FIELD_SOURCE_PORT ? &out->src.port : &out->dst.port, value);
		break;
	case FIELD_UDP: out->transport = TRANSPORT_UDP; break;
	case FIELD_TCP: out->transport = TRANSPORT_TCP; break;
	}
}

void
stamp_fields(struct stamp *out, struct slice before, enum stamp_form form)
{
	const struct row *rows = form == STAMP_TREE ? tree : form == STAMP_JSON ? json : pdml;
	size_t count = form == STAMP_TREE ? sizeof tree / sizeof *tree : form == STAMP_JSON ? sizeof json / sizeof *json :
	    sizeof pdml / sizeof *pdml;

	*out = (struct stamp){ .kind = STAMP_NO_TIME };
	for (size_t i = 0; i < count; i++) {
		struct slice key = slice_of(rows[i].key);
		const char *at = slice_find_last(before, key);
		struct slice value = at ? slice_from(at + key.n, slice_limit(before)) : SLICE_NONE;

		if (at == NULL)
			continue;
		if (form == STAMP_PDML && rows[i].field <= FIELD_DESTINATION_PORT) {
			at = slice_find(slice_head(value, 600), SLICE(" show="));
			value = at ? slice_from(at + 6, before.p + before.n) : SLICE_NONE;
		}
		take(out, rows[i].field, value);
	}
	if (out->kind != STAMP_NO_TIME && out->time == 0)
		out->kind = STAMP_NO_TIME;
}
