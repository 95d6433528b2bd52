/* SPDX-License-Identifier: MIT */
#include "input/text/told.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/ip_head.h"
#include "base/memory.h"
#include "input/frame/dns.h"
#include "input/outline/lead.h"
#include "input/outline/printed.h"
#include "input/outline/tree.h"
#include "input/packet/decoder.h"
#include "input/packet/internet.h"
#include "input/text/dumped.h"
#include "input/text/told_tls.h"

enum {
	ASKED = 64, STREAMS = 512,
	NAME_MOST = 253,
	LOOKED_AT = 8 * 1024,		/* bytes at the beginning of a text among which the first of the lines stands */
};

/* What is told of a packet leaves something out that another line told. */
struct told {
	struct buf packet, payload;
	struct question {
		unsigned id, type;
		uint16_t port;
		size_t n;
		char name[NAME_MOST];
	} asked[ASKED];			/* answers come without their question */
	unsigned next;
	struct stream {
		uint64_t ends;
		int64_t last;		/* when its last datagram came … */
		unsigned run;		/* … and how many of them soon after another */
	} streams[STREAMS];
	uint64_t secured[STREAMS];	/* the ends of connections on which TLS is spoken */
};

/* ---- bytes ---- */

/* Up to that length. */
static void
fill(struct buf *b, size_t length, struct slice with)
{
	while (b->n < length)
		buf_add(b, slice_head(with, length - b->n));
}

/* The header of IP, and the ports, with which those of UDP and TCP begin. */
static void
add_ip(struct buf *b, const struct printed *p, uint8_t protocol, size_t length)
{
	ip_head_add(&(struct ip_head){ .src = &p->src, .dst = &p->dst, .protocol = protocol, .length = length }, b);
	buf_add_be16(b, p->src.port);
	buf_add_be16(b, p->dst.port);
}

/* What stands behind the line. */
static struct slice
behind(const struct text_scanner *s, struct slice line)
{
	return slice_from(slice_limit(line), s->window.p + s->window.n);
}

/* ---- TCP ---- */

/* A web server of the first days answers with nothing but a page. */
static const char *
find_page(struct slice text)
{
	static const struct slice begins[] = { SLICE("<!DOCTYPE"), SLICE("<html"), SLICE("<HTML"), SLICE("<!doctype") };
	const char *at = NULL;

	for (size_t i = 0; i < sizeof begins / sizeof *begins && at == NULL; i++)
		at = slice_find(text, begins[i]);
	return at;
}

/*
 * The first line of the payload, as far as it matters to the connection: a response, a request, an ACK, or what another service
 * says. Nothing of it is known of a segment that only goes on.
 */
static void
add_start(struct buf *b, struct slice text)
{
	const char *sip = slice_find(text, SLICE("SIP/2.0")), *other = slice_find(text, SLICE("HTTP/1."));
	struct slice rest;

	if (other == NULL && sip == NULL)
		other = find_page(text);
	if (other != NULL && (sip == NULL || other < sip)) {
		rest = slice_from(other, slice_limit(text));
		buf_add(b, slice_trim(slice_cut(&rest, '\n')));
		buf_add(b, SLICE("\r\n"));
	} else if (sip != NULL) {
		rest = slice_from(sip, slice_limit(text));
		if (rest.n > 8 && is_digit(rest.p[8]))
			buf_add(b, slice_trim(slice_cut(&rest, '\n')));
		else
			buf_add(b, slice_find(slice_from(text.p, sip), SLICE("ACK ")) ? SLICE("ACK sip:a SIP/2.0") :
			    SLICE("INFO sip:a SIP/2.0"));
		buf_add(b, SLICE("\r\nCall-ID: a\r\nCSeq: 1 A\r\nContent-Length: 0\r\n"));
	}
}

/* "    Upgrade: websocket\\r\\n": the lines of a head, which other fields stand between, deeper or in brackets. */
static void
add_http(struct buf *b, struct slice http)
{
	static const struct slice end = SLICE("\\r\\n");

	for (slice_cut(&http, '\n'); http.n > 0;) {
		struct slice line = slice_cut(&http, '\n');
		size_t blanks = slice_span(line, is_blank);

		line = slice_trim(line);
		if (blanks < 4 || slice_eq(line, end))
			return;
		if (blanks > 4 || !slice_ends(line, end) || line.p[0] == '[')
			continue;
		buf_add(b, slice_head(line, line.n - end.n));
		buf_add(b, SLICE("\r\n"));
	}
}

/* The connection has shown records of TLS. */
static bool
is_tls(struct told *t, const struct printed *p)
{
	uint64_t ends = addr_hash(&p->src, true) + addr_hash(&p->dst, true);
	uint64_t *known = &t->secured[ends % STREAMS];

	if (p->records > 0)
		*known = ends;
	return *known == ends && ends != 0;
}

static void
add_segment(struct text_scanner *s, const struct printed *p, struct slice line)
{
	struct buf *b = &s->told->packet, *payload = &s->told->payload;

	if (p->length > 0 && is_tls(s->told, p))
		told_tls_add(payload, p);
	else if (p->length > 0 && p->http.n > 0)
		add_http(payload, p->http);
	else if (p->length > 0)
		add_start(payload, s->prints == PRINTS_TREE ? p->begins : lead_packet_below(behind(s, line)));
	fill(payload, p->length, SLICE("\r\n"));
	add_ip(b, p, PROTOCOL_TCP, 20 + p->length);
	buf_add_be32(b, p->seq);
	buf_add_be32(b, p->ack);
	buf_addc(b, 0x50);
	buf_addc(b, (char)p->flags);
	buf_add(b, SLICE("\xff\xff\0\0\0\0"));
	buf_add(b, slice_head(buf_slice(payload), p->length));
}

/* ---- UDP ---- */

/* Audio comes many times a second; questions and answers, reports, and what keeps a way open do not. */
static bool
is_stream(struct told *t, const struct printed *p, int64_t time)
{
	enum { APART_MOST = 150000, RUN_LEAST = 3 };	/* microseconds */
	uint64_t ends = addr_hash(&p->src, true) * 31 + addr_hash(&p->dst, true);
	struct stream *s = &t->streams[ends % STREAMS];

	if (s->ends != ends)
		*s = (struct stream){ .ends = ends };
	s->run = time >= s->last && time - s->last <= APART_MOST ? s->run + 1 : 0;
	s->last = time;
	return s->run >= RUN_LEAST;
}

/* The first twelve bytes of RTP, with a type that is not known; else anything. */
static void
add_datagram(struct text_scanner *s, const struct printed *p, int64_t time)
{
	enum { RTP_HEADER = 12 };
	struct buf *b = &s->told->packet;
	bool stream = is_stream(s->told, p, time);

	add_ip(b, p, PROTOCOL_UDP, 8 + p->length);
	buf_add_be16(b, (unsigned)(8 + p->length));
	buf_add_be16(b, 0);
	if (p->rtp) {
		buf_add_be16(b, 0x8000 | p->type);
		buf_add_be16(b, 0);
		buf_add_be32(b, 0);
		buf_add_be32(b, p->ssrc);
		return;
	}
	buf_add(b, s->prints == PRINTS_LINES && stream && p->length >= RTP_HEADER ? SLICE("\x80\0\0\0\0\0\0\0\0\0\0\0") : SLICE("\0"));
}

/* ---- the DNS ---- */

static void
add_name(struct buf *b, struct slice name)
{
	while (name.n > 0) {
		struct slice label = slice_head(slice_cut(&name, '.'), 63);

		buf_addc(b, (char)label.n);
		buf_add(b, label);
	}
	buf_addc(b, 0);
}

static void
note_question(struct told *t, const struct printed *p, const struct printed_dns *dns)
{
	struct question *q = &t->asked[t->next++ % ASKED];

	q->id = dns->id;
	q->type = dns->type;
	q->port = p->src.port;
	q->n = dns->name.n;
	memcpy(q->name, dns->name.p, dns->name.n);
}

/* What the answer belongs to, where it does not say so. */
static bool
find_question(struct told *t, const struct printed *p, struct printed_dns *dns)
{
	for (unsigned i = 1; i <= ASKED && dns->type == 0; i++) {
		struct question *q = &t->asked[(t->next - i) % ASKED];

		if (q->type != 0 && q->id == dns->id && q->port == p->dst.port) {
			dns->type = q->type;
			dns->name = (struct slice){ q->name, q->n };
		}
	}
	return dns->type != 0;
}

/* One record stands for all: of the type asked for, unless the answer has none. */
static void
add_record(struct buf *b, const struct printed_dns *dns)
{
	size_t at;

	buf_add(b, SLICE("\xc0\x0c"));
	buf_add_be16(b, dns->type);
	buf_add(b, SLICE("\0\1\0\0\0\0"));
	at = b->n;
	buf_add_be16(b, 0);
	buf_add(b, SLICE("\0\0\0\0\0\0"));
	if (dns->type == DNS_TYPE_SRV)
		add_name(b, slice_eq(dns->target, SLICE(".")) ? SLICE("") : dns->target.n > 0 ? dns->target : SLICE("host"));
	else
		buf_addc(b, 0);
	b->p[at + 1] = (char)(b->n - at - 2);
}

static bool
add_dns(struct text_scanner *s, const struct printed *p)
{
	struct buf *b = &s->told->packet, *payload = &s->told->payload;
	struct printed_dns dns = p->question;

	if ((dns.type == 0 && !printed_dns_read(&dns, p->dns)) || dns.name.n > NAME_MOST || dns.target.n > 200)
		return false;
	if (!dns.answer)
		note_question(s->told, p, &dns);
	else if (!find_question(s->told, p, &dns))
		return false;
	buf_add_be16(payload, dns.id);
	buf_add_be16(payload, (dns.answer ? 0x8180u : 0x100u) | (dns.cut ? 0x200u : 0) | dns.code);
	buf_add_be16(payload, 1);
	buf_add_be16(payload, dns.records > 0);
	buf_add_be32(payload, 0);
	add_name(payload, dns.name);
	buf_add_be16(payload, dns.type);
	buf_add_be16(payload, 1);
	if (dns.records > 0)
		add_record(payload, &dns);
	add_ip(b, p, PROTOCOL_UDP, 8 + payload->n);
	buf_add_be16(b, (unsigned)(8 + payload->n));
	buf_add_be16(b, 0);
	buf_add(b, buf_slice(payload));
	return true;
}

/* ---- lines ---- */

void
told_give(struct text_scanner *s, const struct printed *p, struct slice line, const struct stamp *stamp)
{
	struct packet packet = { .link_type = LINKTYPE_RAW };

	if (s->told == NULL)
		s->told = xcalloc(1, sizeof *s->told);
	buf_reset(&s->told->packet);
	buf_reset(&s->told->payload);
	if (p->tcp)
		add_segment(s, p, line);
	else if (p->dns.n == 0)
		add_datagram(s, p, stamp->time);
	else if (!add_dns(s, p))
		return;
	packet.bytes = buf_slice(&s->told->packet);
	packet.whole = packet.bytes.n;
	dumped_give(s, &packet, stamp, line.p);
}

static void
read_line(struct text_scanner *s, struct slice line)
{
	struct slice first = line, rest = slice_from(line.p, s->window.p + s->window.n);
	struct printed p;
	struct stamp stamp;

	/* With -v the ends stand on the next line, those of IPv6 on the same. */
	slice_cut(&rest, '\n');
	if (slice_find(line, SLICE("], proto ")) != NULL)
		line = slice_cut(&rest, '\n');
	/* A dump of the packet below tells all. */
	if (lead_begins_dump(behind(s, line)) || !printed_read(&p, line) ||
	    (!p.tcp && (port_is_signalling(p.src.port) || port_is_signalling(p.dst.port))))
		return;
	stamp_read(&stamp, first);
	if (stamp.kind != STAMP_NO_TIME)
		told_give(s, &p, line, &stamp);
}

void
told_line(struct text_scanner *s, struct slice line)
{
	if (s->prints == PRINTS_BYTES || !printed_begins(line))
		return;
	s->prints = PRINTS_LINES;
	read_line(s, line);
}

/* Does the text begin with such lines? A dump below the first one says that there are dumps. */
static void
look_at_beginning(struct text_scanner *s, struct slice lines)
{
	while (s->prints == PRINTS_UNKNOWN && lines.n > 0) {
		struct slice line = slice_cut(&lines, '\n');

		if (printed_begins(line))
			s->prints = PRINTS_LINES;
		else if ((s->tree = tree_form(line)) != STAMP_TEXT)
			s->prints = PRINTS_TREE;
		else if (line.p - s->window.p > LOOKED_AT || s->slid)
			s->prints = PRINTS_NONE;
	}
}

void
told_lines(struct text_scanner *s, struct slice lines)
{
	look_at_beginning(s, lines);
	if (s->prints != PRINTS_LINES)
		return;
	while (lines.n > 0) {
		struct slice line = slice_cut(&lines, '\n');

		if (printed_begins(line))
			read_line(s, line);
	}
}

void
told_end(struct text_scanner *s)
{
	if (s->told == NULL)
		return;
	buf_release(&s->told->packet);
	buf_release(&s->told->payload);
	free(s->told);
	s->told = NULL;
}
