/* SPDX-License-Identifier: MIT */
#include "input/outline/tree.h"

#include "base/ascii.h"
#include "input/frame/dns.h"

enum layer { LAYER_TCP, LAYER_UDP, LAYER_DNS, LAYER_RTP, LAYER_SIP, LAYER_HTTP, LAYER_ICMP, LAYER_TLS };

/* A protocol's name on a line of -V, and as Wireshark calls it itself. */
static const struct {
	struct slice shown, name;
} layers[] = {
	[LAYER_TCP] = { SLICE("\nTransmission Control Protocol, "), SLICE("tcp") },
	[LAYER_UDP] = { SLICE("\nUser Datagram Protocol"), SLICE("udp") },
	[LAYER_DNS] = { SLICE("\nDomain Name System ("), SLICE("dns") },
	[LAYER_RTP] = { SLICE("\nReal-Time Transport Protocol"), SLICE("rtp") },
	[LAYER_SIP] = { SLICE("\nSession Initiation Protocol ("), SLICE("sip") },
	[LAYER_HTTP] = { SLICE("\nHypertext Transfer Protocol"), SLICE("http") },
	[LAYER_TLS] = { SLICE("\nTransport Layer Security\n"), SLICE("tls") },
	[LAYER_ICMP] = { SLICE("\nInternet Control Message Protocol"), SLICE("icmp") },
};

enum field {
	TCP_SEQ, TCP_ACK, TCP_LENGTH, TCP_FLAGS, UDP_LENGTH, DNS_ID, DNS_FLAGS, DNS_ANSWERS, DNS_TARGET, DNS_NAME, DNS_KIND,
	RTP_TYPE, RTP_SSRC, TLS_KIND, TLS_OPAQUE, TLS_LENGTH, TLS_HANDSHAKE, TLS_LEVEL, TLS_DESCRIPTION, TLS_NAME, TLS_VERSION,
};

/* The same of a field. */
static const struct {
	struct slice shown, name;
} fields[] = {
	[TCP_SEQ] = { SLICE(" Seq: "), SLICE("tcp.seq") }, [TCP_ACK] = { SLICE(" Ack: "), SLICE("tcp.ack") },
	[TCP_LENGTH] = { SLICE(" Len: "), SLICE("tcp.len") }, [TCP_FLAGS] = { SLICE("\n    Flags: "), SLICE("tcp.flags") },
	[UDP_LENGTH] = { SLICE("\n    Length: "), SLICE("udp.length") },
	[DNS_ID] = { SLICE("\n    Transaction ID: "), SLICE("dns.id") }, [DNS_FLAGS] = { SLICE("\n    Flags: "), SLICE("dns.flags") },
	[DNS_ANSWERS] = { SLICE("\n    Answer RRs: "), SLICE("dns.count.answers") },
	[DNS_TARGET] = { SLICE("            Target: "), SLICE("dns.srv.target") },
	[DNS_NAME] = { SLICE("\n    Queries\n"), SLICE("dns.qry.name") }, [DNS_KIND] = { SLICE(": type "), SLICE("dns.qry.type") },
	[RTP_TYPE] = { SLICE("\n    Payload type: "), SLICE("rtp.p_type") },
	[TLS_KIND] = { SLICE("\n        Content Type: "), SLICE("tls.record.content_type") },
	[TLS_OPAQUE] = { SLICE("\n        Opaque Type: "), SLICE("tls.record.opaque_type") },
	[TLS_LENGTH] = { SLICE("\n        Length: "), SLICE("tls.record.length") },
	[TLS_HANDSHAKE] = { SLICE("\n            Handshake Type: "), SLICE("tls.handshake.type") },
	[TLS_LEVEL] = { SLICE("\n            Level: "), SLICE("tls.alert_message.level") },
	[TLS_DESCRIPTION] = { SLICE("\n            Description: "), SLICE("tls.alert_message.desc") },
	[TLS_NAME] = { SLICE(" Server Name: "), SLICE("tls.handshake.extensions_server_name") },
	[TLS_VERSION] = { SLICE("Supported Version: TLS 1.3 ("), SLICE("tls.handshake.extensions.supported_version") },
	[RTP_SSRC] = { SLICE("\n    Synchronization Source identifier: "), SLICE("rtp.ssrc") },
};

/* ---- where a tree begins ---- */

static bool
is_frame_line(struct slice line)
{
	return slice_starts(line, SLICE("Frame ")) && line.n > 6 && is_digit(line.p[6]) &&
	    slice_find(line, SLICE(" bytes on wire")) != NULL;
}

enum stamp_form
tree_form(struct slice line)
{
	struct slice bare = slice_trim(line);

	if (is_frame_line(line))
		return STAMP_TREE;
	if (slice_eq(bare, SLICE("<packet>")) || slice_starts(bare, SLICE("<pdml ")))
		return STAMP_PDML;
	if (slice_eq(bare, SLICE("\"layers\": {")) || slice_starts(bare, SLICE("{\"index\":{\"_index\":\"packets-")) ||
	    (slice_starts(bare, SLICE("{\"timestamp\":\"")) &&
	    slice_find(slice_head(bare, 60), SLICE("\"layers\":{\"frame\"")) != NULL))
		return STAMP_JSON;
	return STAMP_TEXT;
}

const char *
tree_find(struct slice text, enum stamp_form form)
{
	static const struct slice frame = SLICE("\nFrame ");
	const char *at;

	if (form != STAMP_TREE)
		return slice_find(text, form == STAMP_JSON ? SLICE("\"layers\":") : SLICE("<packet>"));
	if (is_frame_line(slice_head(text, 200)))
		return text.p;
	for (struct slice rest = text; (at = slice_find(rest, frame)) != NULL; rest = slice_from(at + 1, slice_limit(text))) {
		struct slice behind = slice_from(at + 1, slice_limit(text));

		if (is_frame_line(slice_cut(&behind, '\n')))
			return at + 1;
	}
	return NULL;
}

/* ---- what stands in it ---- */

/* As -T ek writes the name of a field: "tcp.seq" is "tcp_tcp_seq". */
static struct slice
ek_name(struct slice name, char *out)
{
	const char *dot = slice_chr(name, '.');
	size_t layer = (size_t)(dot - name.p) + 1, n = layer;

	memcpy(out, name.p, layer);
	memcpy(out + n, name.p, name.n);
	n += name.n;
	for (size_t i = 0; i < n; i++)
		if (out[i] == '.')
			out[i] = '_';
	return (struct slice){ out, n };
}

/* Where the name stands as one, between quotes: behind the second; NULL: nowhere. */
static const char *
find_name(struct slice text, struct slice name, struct slice end)
{
	for (const char *at; (at = slice_find(text, name)) != NULL; text = slice_from(at + 1, slice_limit(text)))
		if (at > text.p && at[-1] == '"' && slice_starts(slice_from(at + name.n, slice_limit(text)), end))
			return at + name.n + end.n;
	return NULL;
}

/* The tree from the protocol on; p NULL: it has none. */
static struct slice
from_layer(struct slice tree, enum layer layer, enum stamp_form form)
{
	struct slice name = layers[layer].name, shown = layers[layer].shown;
	const char *at;

	if (form == STAMP_TREE) {
		at = slice_find(tree, shown);
		return at != NULL ? slice_from(at + shown.n, slice_limit(tree)) : SLICE_NONE;
	}
	at = form == STAMP_JSON ? find_name(tree, name, SLICE("\":")) : find_name(tree, name, SLICE("\" showname=\""));
	return at != NULL ? slice_from(at, slice_limit(tree)) : SLICE_NONE;
}

/* What the field holds, which stands in the protocol's part of the tree; empty: it is not there. */
static struct slice
value_of(struct slice part, enum field field, enum stamp_form form)
{
	char spelt[60];
	struct slice name = fields[field].name, rest;
	const char *at;

	if (form == STAMP_TREE) {
		at = slice_find(part, fields[field].shown);
		rest = at != NULL ? slice_from(at + fields[field].shown.n, slice_limit(part)) : SLICE("");
		return slice_cut(&rest, '\n');
	}
	at = find_name(part, name, form == STAMP_JSON ? SLICE("\":") : SLICE("\""));
	if (at == NULL && form == STAMP_JSON)
		at = find_name(part, ek_name(name, spelt), SLICE("\":"));
	rest = at != NULL ? slice_from(at, slice_limit(part)) : SLICE("");
	if (form == STAMP_PDML) {
		rest = slice_cut(&rest, '>');
		at = slice_find(rest, SLICE(" show="));
		rest = at != NULL ? slice_from(at + 6, slice_limit(rest)) : SLICE("");
	}
	while (rest.n > 0 && (is_blank(rest.p[0]) || rest.p[0] == '['))
		rest = slice_skip(rest, 1);
	if (!slice_starts(rest, SLICE("\"")))
		return SLICE("");
	rest = slice_skip(rest, 1);
	return slice_cut(&rest, '"');
}

static bool
number(struct slice text, uint64_t *out)
{
	return slice_digits(text, out) > 0;
}

/* "0x8183" */
static uint32_t
hex(struct slice text)
{
	enum { PREFIX = 2, DIGITS = 8 };
	uint64_t value;

	if (!slice_starts(text, SLICE("0x")))
		return 0;
	slice_hex_digits(slice_skip(slice_head(text, PREFIX + DIGITS), PREFIX), &value);
	return (uint32_t)value;
}

/* The number in the last brackets: "ITU-T G.729 (18)" */
static bool
bracketed(struct slice text, uint64_t *out)
{
	const char *open = memrchr(text.p, '(', text.n);

	return open != NULL && number(slice_from(open + 1, slice_limit(text)), out);
}

/* ---- TCP ---- */

/* Which kind of message begins in the segment. */
static struct slice
sip_begins(struct slice sip, enum stamp_form form)
{
	static const struct slice ack = SLICE("ACK SIP/2.0"), request = SLICE("SIP/2.0"), response = SLICE("SIP/2.0 200 ");
	static const struct slice proto = SLICE("Session Initiation Protocol (");
	const char *at;

	if (form == STAMP_JSON) {
		at = find_name(sip, SLICE("sip.Request-Line"), SLICE("\":"));
		at = at != NULL ? at : find_name(sip, SLICE("sip_sip_Request-Line"), SLICE("\":"));
		if (at == NULL)
			return response;
		sip = slice_from(at, slice_limit(sip));
		sip = slice_skip(sip, slice_starts(sip, SLICE(" ")) ? 2 : 1);
	} else if (form == STAMP_PDML) {
		at = slice_find(sip, proto);
		sip = at != NULL ? slice_from(at + proto.n, slice_limit(sip)) : sip;
	}
	return is_digit(sip.n > 0 ? sip.p[0] : 'x') ? response : slice_starts(sip, SLICE("ACK")) ? ack : request;
}

/* "HTTP/1.1 404 Not Found", without the escapes of its end. */
static struct slice
http_begins(struct slice http)
{
	const char *at = slice_find(http, SLICE("HTTP/1."));
	struct slice line = at != NULL ? slice_from(at, slice_limit(http)) : SLICE(""), rest;

	line = slice_cut(&line, '\n');
	rest = slice_cut(&line, '"');
	return slice_cut(&rest, '\\');
}

/* A number that -V shows with its name: "Alert (21)". */
static bool
named(struct slice part, enum field field, enum stamp_form form, unsigned *out)
{
	struct slice value = value_of(part, field, form);
	uint64_t read;

	if (!(form == STAMP_TREE && field != TLS_LENGTH ? bracketed(value, &read) : number(value, &read)) || read > UINT16_MAX)
		return false;
	*out = (unsigned)read;
	return true;
}

static void
read_record(struct printed_record *r, struct slice part, enum stamp_form form)
{
	enum { TLS_13 = 0x0304 };
	unsigned length;

	*r = (struct printed_record){ .kind = 0 };
	if ((!named(part, TLS_KIND, form, &r->kind) && !named(part, TLS_OPAQUE, form, &r->kind)) || !named(part, TLS_LENGTH, form, &length))
		return;
	r->length = length;
	named(part, TLS_HANDSHAKE, form, &r->handshake);
	r->has_alert = named(part, TLS_LEVEL, form, &r->level) && named(part, TLS_DESCRIPTION, form, &r->alert);
	r->name = value_of(part, TLS_NAME, form);
	r->is_13 = hex(value_of(part, TLS_VERSION, form)) == TLS_13;
}

/* Where the next record begins, behind the one at hand. */
static const char *
next_record(struct slice part, enum stamp_form form)
{
	static const struct slice shown = SLICE(" Record Layer: ");
	const char *at = form == STAMP_TREE ? slice_find(part, shown) : find_name(part, SLICE("tls.record"), SLICE("\""));

	return at != NULL || form != STAMP_JSON ? at : find_name(part, SLICE("tls_tls_record"), SLICE("\""));
}

static void
read_tls(struct printed *out, struct slice tls, enum stamp_form form)
{
	const char *at = next_record(tls, form);

	while (at != NULL && out->records < PRINTED_RECORDS) {
		struct slice part = slice_from(at, slice_limit(tls));
		const char *next = next_record(slice_skip(part, 1), form);

		read_record(&out->record[out->records], slice_from(at, next != NULL ? next : slice_limit(tls)), form);
		out->records += out->record[out->records].kind > 0;
		at = next;
	}
}

static bool
read_segment(struct printed *out, struct slice tree, enum stamp_form form)
{
	struct slice part = from_layer(tree, LAYER_TCP, form), line = part;
	struct slice sip = from_layer(tree, LAYER_SIP, form), tls = from_layer(part, LAYER_TLS, form);
	struct slice http = from_layer(part, LAYER_HTTP, form);
	uint64_t value;

	out->flags = hex(value_of(part, TCP_FLAGS, form)) & 0x1f;
	if (form == STAMP_TREE)
		line = slice_cut(&line, '\n');
	if (!number(value_of(line, TCP_SEQ, form), &value) || out->flags == 0)
		return false;
	out->tcp = true;
	out->seq = (uint32_t)value;
	out->ack = number(value_of(line, TCP_ACK, form), &value) ? (uint32_t)value : 0;
	if (!number(value_of(line, TCP_LENGTH, form), &value) || value > UINT16_MAX - 60)
		return false;
	out->length = (size_t)value;
	if (tls.p != NULL)
		read_tls(out, tls, form);
	if (sip.p != NULL)
		out->begins = sip_begins(sip, form);
	else if (http.p != NULL)
		out->begins = http_begins(http);
	out->http = http.p != NULL && form == STAMP_TREE ? http : SLICE("");
	return true;
}

/* ---- UDP ---- */

/* -V: "        lab.test: type NAPTR, class IN" below "Queries" */
static bool
read_question(struct printed_dns *dns, struct slice part, enum stamp_form form)
{
	struct slice name = value_of(part, DNS_NAME, form), kind = value_of(form == STAMP_TREE ? name : part, DNS_KIND, form);
	uint64_t type;

	if (form == STAMP_TREE) {
		dns->name = slice_trim(slice_head(name, kind.n > 0 ? (size_t)(kind.p - name.p) - fields[DNS_KIND].shown.n : 0));
		dns->type = dns_type_named(slice_cut(&kind, ','));
	} else {
		dns->name = name;
		dns->type = number(kind, &type) && dns_type_name((unsigned)type) != NULL ? (unsigned)type : 0;
	}
	return dns->type != 0;
}

static bool
read_dns(struct printed *out, struct slice part, enum stamp_form form)
{
	struct printed_dns *dns = &out->question;
	struct slice id = value_of(part, DNS_ID, form), flags = value_of(part, DNS_FLAGS, form);
	struct slice target = value_of(part, DNS_TARGET, form);
	uint64_t count;

	if (id.n == 0 || flags.n == 0 || !number(value_of(part, DNS_ANSWERS, form), &count))
		return false;
	*dns = (struct printed_dns){
		.id = hex(id) & 0xffff, .answer = hex(flags) & 0x8000, .cut = hex(flags) & 0x200, .code = hex(flags) & 15,
		.records = (unsigned)count,
		.target = slice_eq(target, SLICE("<Root>")) || slice_eq(target, SLICE("&lt;Root&gt;")) ? SLICE(".") : target,
	};
	out->dns = flags;
	return read_question(dns, part, form);
}

static bool
read_datagram(struct printed *out, struct slice tree, enum stamp_form form)
{
	struct slice udp = from_layer(tree, LAYER_UDP, form), rtp, dns, kind;
	uint64_t length, type;

	if (!number(value_of(udp, UDP_LENGTH, form), &length) || length <= 8 || length > UINT16_MAX - 60)
		return false;
	out->length = (size_t)length - 8;
	dns = from_layer(udp, LAYER_DNS, form);
	if (dns.p != NULL)
		return read_dns(out, dns, form);
	rtp = from_layer(udp, LAYER_RTP, form);
	if (rtp.p != NULL) {
		kind = value_of(rtp, RTP_TYPE, form);
		out->rtp = (form == STAMP_TREE ? bracketed(kind, &type) : number(kind, &type)) && type < 128;
		out->type = out->rtp ? (unsigned)type : 0;
		out->ssrc = hex(value_of(rtp, RTP_SSRC, form));
	}
	return true;
}

bool
tree_has_icmp(struct slice tree, enum stamp_form form)
{
	return from_layer(tree, LAYER_ICMP, form).p != NULL ||
	    (form == STAMP_JSON && find_name(tree, SLICE("icmpv6"), SLICE("\":")) != NULL) ||
	    (form == STAMP_PDML && slice_find(tree, SLICE("<proto name=\"icmpv6\"")) != NULL);
}

bool
tree_has_sip(struct slice tree, enum stamp_form form)
{
	return from_layer(tree, LAYER_SIP, form).p != NULL;
}

bool
tree_read(struct printed *out, struct slice tree, enum stamp_form form, struct stamp *stamp)
{
	*out = (struct printed){ .tcp = false };
	stamp_fields(stamp, tree, form);
	out->src = stamp->src;
	out->dst = stamp->dst;
	if (stamp->kind == STAMP_NO_TIME || out->src.family == 0 || out->src.family != out->dst.family)
		return false;
	if (from_layer(tree, LAYER_TCP, form).p != NULL)
		return read_segment(out, tree, form);
	return from_layer(tree, LAYER_UDP, form).p != NULL && !tree_has_sip(tree, form) && read_datagram(out, tree, form);
}
