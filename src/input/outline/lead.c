/* SPDX-License-Identifier: MIT */
#include "input/outline/lead.h"

#include "base/ascii.h"
#include "input/line/waits.h"
#include "input/stamp/stamp.h"

enum { LINK_MOST = 260, NAME_MOST = 40, BELOW_MOST = 300, INDENT_MOST = 16 };

size_t
lead_time(struct slice line)
{
	size_t before, n;
	enum stamp_time kind;
	int64_t time;

	if (line.n == 0 || !(is_digit(line.p[0]) || line.p[0] == ' ' || line.p[0] == '-'))
		return 0;
	before = waits_number(line);
	line = slice_skip(line, before);
	if (line.n > 1 && (line.p[0] == ' ' || line.p[0] == '-')) {	/* since the packet before, or the first one */
		line = slice_skip(line, 1);
		before++;
	}
	n = line.n > 0 && is_digit(line.p[0]) ? stamp_time(line, &kind, &time) : 0;
	return n > 0 ? before + n : 0;
}

/* "(tos 0x0, ttl 64, …", "(hlim 64, …" of -v, or "192.0.2.1.5060 > …". */
static bool
begins_packet(struct slice s)
{
	struct slice src = slice_cut(&s, ' ');

	if (slice_starts(src, SLICE("(tos")) || slice_starts(src, SLICE("(hlim")) || slice_starts(src, SLICE("(class")) ||
	    slice_starts(src, SLICE("(flowlabel")))
		return true;
	return src.n >= 2 && is_alnum(src.p[0]) && slice_starts(s, SLICE("> "));
}

/* ", length 70: ", "(0x0800), " behind a VLAN's number, "ip: ", "rule 0/0(match): pass in on em0: ": the end of a link's header. */
static bool
ends_link(struct slice before)
{
	const char *comma = memrchr(before.p, ',', before.n);
	struct slice last = comma != NULL ? slice_from(comma, slice_limit(before)) : SLICE("");

	if (slice_ends(before, SLICE(" (0x0800)")) || slice_ends(before, SLICE(" (0x86dd)")) || slice_eq(before, SLICE("ip")))
		return true;
	if (slice_starts(before, SLICE("rule ")))
		return slice_find(before, SLICE("): ")) != NULL && slice_find(before, SLICE(" on ")) != NULL;
	return slice_starts(last, SLICE(", length ")) && slice_span(slice_skip(last, 9), is_digit) + 9 == last.n;
}

/* With -e the protocol is named in the link's header, whatever that is, and not behind it. */
static struct slice
behind_link(struct slice rest)
{
	struct slice head = slice_head(rest, LINK_MOST);

	for (const char *p = head.p; (p = memchr(p, ' ', (size_t)(slice_limit(head) - p))) != NULL; p++) {
		struct slice behind = slice_from(p + 1, slice_limit(rest));

		if (p > head.p && (p[-1] == ':' || p[-1] == ',') && ends_link(slice_from(head.p, p - 1)) && begins_packet(behind))
			return behind;
	}
	return SLICE_NONE;
}

struct slice
lead_behind(struct slice line)
{
	size_t n = lead_time(line);
	struct slice rest = slice_skip(line, n), head = slice_head(rest, NAME_MOST);
	const char *ip = n > 0 ? slice_find(head, SLICE(" IP")) : NULL;

	/* With -i any the interface and the direction stand between. */
	if (ip != NULL && slice_starts(slice_from(ip, slice_limit(head)), SLICE(" IP ")))
		return slice_from(ip + 4, slice_limit(line));
	if (ip != NULL && slice_starts(slice_from(ip, slice_limit(head)), SLICE(" IP6 ")))
		return slice_from(ip + 5, slice_limit(line));
	return n > 0 && slice_starts(rest, SLICE(" ")) ? behind_link(slice_trim(rest)) : SLICE_NONE;
}

struct slice
lead_packet_below(struct slice behind)
{
	struct slice below = slice_head(behind, BELOW_MOST), rest = below;

	for (slice_cut(&rest, '\n'); rest.n > 0; slice_cut(&rest, '\n'))
		if (lead_time(rest) > 0)
			return slice_from(below.p, rest.p);
	return below;
}

bool
lead_begins_dump(struct slice behind)
{
	static const struct slice begin = SLICE("0x0000:");

	return slice_starts(slice_trim(slice_head(behind, INDENT_MOST + begin.n)), begin);
}
