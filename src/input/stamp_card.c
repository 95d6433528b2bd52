/* SPDX-License-Identifier: MIT */
/* A record printed a field a line, as `\G` makes mysql do it: what stands below the message. */
#include "input/stamp.h"

#include "base/ascii.h"

enum { LINES_BELOW = 24, KEY_MOST = 24 };

/* "    msg: " and nothing else: the message is the value of a field. */
static bool
is_field(struct slice before)
{
	before = slice_trim(before);
	if (before.n < 3 || before.n > KEY_MOST || before.p[before.n - 1] != ':')
		return false;
	for (size_t i = 0; i + 1 < before.n; i++)
		if (!is_alnum(before.p[i]) && before.p[i] != '_')
			return false;
	return true;
}

/* "udp:192.0.2.1:5060" */
static void
take_address(struct addr *out, struct slice value)
{
	struct slice rest = value;
	struct slice first = slice_cut(&rest, ':');

	if (rest.p != NULL && first.n > 1 && is_alpha(first.p[0]) && is_alpha(first.p[1]))
		value = rest;
	if (!addr_parse(out, slice_trim(value)))
		out->family = 0;
}

void
stamp_card(struct stamp *out, struct slice before, struct slice behind)
{
	static const char *const from[] = { "fromip", "from_ip", "srcip", "src_ip", "source_ip" };
	static const char *const to[] = { "toip", "to_ip", "dstip", "dst_ip", "destination_ip" };

	if (out->src.family != 0 || out->dst.family != 0 || !is_field(before))
		return;
	for (int i = 0; i < LINES_BELOW && behind.n > 0; i++) {
		struct slice line = slice_trim(slice_cut(&behind, '\n')), value = line, key;

		if (slice_starts(line, SLICE("***")))
			return;
		key = slice_trim(slice_cut(&value, ':'));
		if (value.p == NULL)
			continue;
		value = slice_trim(value);
		if (slice_is_one_of(key, from, sizeof from / sizeof *from))
			take_address(&out->src, value);
		else if (slice_is_one_of(key, to, sizeof to / sizeof *to))
			take_address(&out->dst, value);
	}
}
