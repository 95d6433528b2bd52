/* SPDX-License-Identifier: MIT */
#include "input/outline/tree.h"

#include "base/ascii.h"
#include "input/frame/dns.h"

bool
tree_begins(struct slice line)
{
	return slice_starts(line, SLICE("Frame ")) && line.n > 6 && is_digit(line.p[6]) &&
	    slice_find(line, SLICE(" bytes on wire")) != NULL;
}

/* What stands behind the words, where they are there, to the end of the line. */
static struct slice
behind(struct slice tree, struct slice words)
{
	const char *at = slice_find(tree, words);
	struct slice rest = at != NULL ? slice_from(at + words.n, slice_limit(tree)) : SLICE("");

	return slice_cut(&rest, '\n');
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
	uint32_t value = 0;

	if (!slice_starts(text, SLICE("0x")))
		return 0;
	for (size_t i = 2; i < text.n && i < 10 && hex_value(text.p[i]) >= 0; i++)
		value = value << 4 | (uint32_t)hex_value(text.p[i]);
	return value;
}

/* The number in the last brackets: "ITU-T G.729 (18)" */
static bool
bracketed(struct slice text, uint64_t *out)
{
	const char *open = memrchr(text.p, '(', text.n);

	return open != NULL && number(slice_from(open + 1, slice_limit(text)), out);
}

static bool
read_segment(struct printed *out, struct slice tree)
{
	struct slice line = behind(tree, SLICE("\nTransmission Control Protocol, ")), rest, sip;
	uint64_t value;

	out->flags = hex(behind(slice_from(line.p, slice_limit(tree)), SLICE("\n    Flags: "))) & 0x1f;
	if (!number(behind(line, SLICE(" Seq: ")), &value) || out->flags == 0)
		return false;
	out->tcp = true;
	out->seq = (uint32_t)value;
	out->ack = number(behind(line, SLICE(" Ack: ")), &value) ? (uint32_t)value : 0;
	if (!number(behind(line, SLICE(" Len: ")), &value) || value > UINT16_MAX - 60)
		return false;
	out->length = (size_t)value;
	sip = behind(tree, SLICE("\nSession Initiation Protocol ("));
	rest = slice_from(line.p, slice_limit(tree));
	if (sip.n > 0)
		out->begins = is_digit(sip.p[0]) ? SLICE("SIP/2.0 200 ") : slice_starts(sip, SLICE("ACK")) ? SLICE("ACK SIP/2.0") :
		    SLICE("SIP/2.0");
	else if (slice_find(rest, SLICE("\nHypertext Transfer Protocol")) != NULL && slice_find(rest, SLICE("HTTP/1.")) != NULL)
		out->begins = slice_from(slice_find(rest, SLICE("HTTP/1.")), slice_limit(rest));
	return true;
}

/* "        lab.test: type NAPTR, class IN" below "Queries" */
static bool
read_dns(struct printed *out, struct slice tree)
{
	struct printed_dns *dns = &out->question;
	struct slice id = behind(tree, SLICE("\n    Transaction ID: ")), flags = behind(tree, SLICE("\n    Flags: "));
	struct slice line = behind(tree, SLICE("\n    Queries\n")), records = behind(tree, SLICE("\n    Answer RRs: "));
	struct slice target = behind(tree, SLICE("            Target: "));
	const char *type = slice_find(line, SLICE(": type "));
	struct slice rest;
	uint64_t count;

	if (id.n == 0 || flags.n == 0 || type == NULL || !number(records, &count))
		return false;
	rest = slice_from(type + 7, slice_limit(line));
	*dns = (struct printed_dns){
		.id = hex(id) & 0xffff, .answer = hex(flags) & 0x8000, .cut = hex(flags) & 0x200, .code = hex(flags) & 15,
		.type = dns_type_named(slice_cut(&rest, ',')), .name = slice_trim(slice_from(line.p, type)),
		.records = (unsigned)count, .target = slice_eq(target, SLICE("<Root>")) ? SLICE(".") : target,
	};
	out->dns = flags;
	return dns->type != 0;
}

static bool
read_datagram(struct printed *out, struct slice tree)
{
	struct slice udp = slice_from(slice_find(tree, SLICE("\nUser Datagram Protocol")), slice_limit(tree)), rtp;
	uint64_t length, type;
	const char *at;

	if (!number(behind(udp, SLICE("\n    Length: ")), &length) || length <= 8 || length > UINT16_MAX - 60)
		return false;
	out->length = (size_t)length - 8;
	if (slice_find(udp, SLICE("\nDomain Name System (")) != NULL)
		return read_dns(out, udp);
	if ((at = slice_find(udp, SLICE("\nReal-Time Transport Protocol"))) != NULL) {
		rtp = slice_from(at, slice_limit(udp));
		out->rtp = bracketed(behind(rtp, SLICE("\n    Payload type: ")), &type) && type < 128;
		out->type = out->rtp ? (unsigned)type : 0;
		out->ssrc = hex(behind(rtp, SLICE("\n    Synchronization Source identifier: ")));
	}
	return true;
}

bool
tree_read(struct printed *out, struct slice tree, struct stamp *stamp)
{
	*out = (struct printed){ .tcp = false };
	stamp_fields(stamp, tree, STAMP_TREE);
	out->src = stamp->src;
	out->dst = stamp->dst;
	if (stamp->kind == STAMP_NO_TIME || out->src.family == 0 || out->src.family != out->dst.family)
		return false;
	if (slice_find(tree, SLICE("\nTransmission Control Protocol, ")) != NULL)
		return read_segment(out, tree);
	return slice_find(tree, SLICE("\nUser Datagram Protocol")) != NULL &&
	    slice_find(tree, SLICE("\nSession Initiation Protocol")) == NULL && read_datagram(out, tree);
}
