/* SPDX-License-Identifier: MIT */
#include "input/text/dissected_icmp.h"

#include "base/ascii.h"
#include "input/outline/icmp.h"
#include "input/outline/lead.h"
#include "input/packet/layers.h"

/* How the forms write that a packet begins, that it is of ICMP, its type and its code. */
static const struct names {
	struct slice packet, icmp, icmp_6, type, code;
} names[] = {
	[STAMP_TREE] = { SLICE("\nFrame "), SLICE("\nInternet Control Message Protocol"), SLICE("\nInternet Control Message Protocol v6"),
		SLICE("Type: "), SLICE("Code: ") },
	[STAMP_JSON] = { SLICE("\"layers\""), SLICE("\"icmp\":"), SLICE("\"icmpv6\":"), SLICE("type\":"), SLICE("code\":") },
	[STAMP_PDML] = { SLICE("<packet>"), SLICE("proto name=\"icmp\""), SLICE("proto name=\"icmpv6\""), SLICE(".type\""),
	    SLICE(".code\"") },
};

/* "Type: 3 (Destination unreachable)", "Type: Destination Unreachable (1)", `"icmp.type": "3"`, `name="icmp.type" … show="3"`. */
static bool
read_number(struct slice quote, struct slice key, enum stamp_form form, unsigned *out)
{
	enum { ON_ONE_LINE = 300 };
	const char *at = slice_find(quote, key);
	struct slice line = at != NULL ? slice_from(at + key.n, slice_limit(quote)) : SLICE("");
	const struct slice show = SLICE(" show=\"");
	uint64_t number;

	line = slice_head(line, line.n < ON_ONE_LINE ? line.n : ON_ONE_LINE);
	if (slice_chr(line, '\n') != NULL)
		line = slice_from(line.p, slice_chr(line, '\n'));
	if (form == STAMP_PDML) {
		at = slice_find(line, show);
		line = at != NULL ? slice_from(at + show.n, slice_limit(line)) : SLICE("");
	}
	while (line.n > 0 && !is_digit(line.p[0]))
		line = slice_skip(line, 1);
	if (slice_digits(line, &number) == 0 || number > 255)
		return false;
	*out = (unsigned)number;
	return true;
}

bool
dissected_icmp(struct slice before, enum stamp_form form, struct witness *out, struct stamp *stamp)
{
	const struct names *n = &names[form];
	const char *packet = slice_find_last(before, n->packet), *quote;
	struct slice whole = packet != NULL ? slice_from(packet, slice_limit(before)) : before, quoted;
	struct stamp inner;
	unsigned type, code;
	bool v6;

	quote = slice_find(whole, n->icmp_6);
	v6 = quote != NULL;
	if (quote == NULL)
		quote = slice_find(whole, n->icmp);
	if (quote == NULL)
		return false;
	quoted = slice_from(quote + 1, slice_limit(whole));
	*out = (struct witness){ .kind = WITNESS_ICMP };
	if (!read_number(quoted, n->type, form, &type) || !read_number(quoted, n->code, form, &code))
		return true;
	stamp_fields(stamp, slice_from(whole.p, quote), form);
	stamp_fields(&inner, quoted, form);
	*out = (struct witness){
		.kind = WITNESS_ICMP, .what = icmp_meaning(v6, type, code), .reporter = stamp->src, .from = inner.src, .to = inner.dst,
		.tcp = inner.transport == TRANSPORT_TCP,
	};
	if (out->from.family == 0 || out->to.family == 0)
		out->what = WHAT_NONE;
	return true;
}

/* The last line that begins with a time: the packet's, as tcpdump prints it. From the end on, it is mostly near. */
static struct slice
packet_line(struct slice before)
{
	while (before.n > 0) {
		const char *feed = memrchr(before.p, '\n', before.n);
		struct slice line = slice_from(feed != NULL ? feed + 1 : before.p, slice_limit(before));

		if (lead_time(line) > 0)
			return line;
		before = slice_head(before, feed != NULL ? (size_t)(feed - before.p) : 0);
	}
	return SLICE("");
}

/* With -v the packet's time and protocol stand on a line of their own, and what it is about on the next one. */
static struct slice
whole_packet_line(struct slice before)
{
	struct slice line = packet_line(before);
	struct slice below = slice_from(slice_limit(line), slice_limit(before));

	if (slice_find(line, SLICE("proto ICMP")) == NULL)
		return line;
	slice_cut(&below, '\n');
	slice_cut(&below, '\n');
	return slice_from(line.p, below.p != NULL ? below.p : slice_limit(before));
}

bool
printed_icmp(struct slice before, struct witness *out, struct stamp *stamp)
{
	struct slice line = whole_packet_line(before);
	struct outline_icmp said = outline_icmp_printed(line);
	uint64_t port = 0;

	if (said.host.n == 0)
		return false;
	stamp_read(stamp, line);
	*out = (struct witness){ .kind = WITNESS_ICMP, .what = said.what, .reporter = stamp->src, .from = stamp->dst };
	out->from.port = 0;
	if (!addr_parse(&out->to, said.host) || out->from.family == 0)
		out->what = WHAT_NONE;
	slice_digits(said.port, &port);
	out->to.port = slice_eq(said.port, SLICE("sip")) ? 5060 : (uint16_t)port;
	return true;
}

bool
prints_icmp(struct slice line)
{
	return outline_icmp_printed(line).host.n > 0;
}
