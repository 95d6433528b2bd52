/* SPDX-License-Identifier: MIT */
#include "input/outline/icmp.h"

#include "base/ascii.h"

static struct slice
cut_word(struct slice *s)
{
	struct slice word = slice_cut(s, ' ');

	while (word.n > 0 && word.p[word.n - 1] == ',')
		word.n--;
	return word;
}

/* "198.51.100.7 udp port 5060 …", "198.51.100.7 unreachable - admin prohibited filter, …", "198.51.100.7". */
static void
read_target(struct slice s, struct outline_icmp *out)
{
	out->host = cut_word(&s);
	if (slice_starts(s, SLICE("udp port ")) || slice_starts(s, SLICE("tcp port "))) {
		s = slice_skip(s, 9);
		out->port = cut_word(&s);
		out->cause = SLICE("port-closed");
	} else if (slice_starts(s, SLICE("unreachable - need to frag"))) {
		out->cause = SLICE("too-big");
	} else if (slice_find(s, SLICE("prohibited")) != NULL) {
		out->cause = SLICE("filtered");
	}
}

struct outline_icmp
outline_icmp_read(struct slice line)
{
	static const struct { struct slice words, cause; } kinds[] = {
		{ SLICE(" ICMP host "), SLICE("host-unreachable") },
		{ SLICE(" ICMP net "), SLICE("host-unreachable") },
		{ SLICE(" ICMP6, destination unreachable, unreachable port, "), SLICE("port-closed") },
		{ SLICE(" ICMP6, destination unreachable, unreachable address "), SLICE("host-unreachable") },
		{ SLICE(" ICMP6, destination unreachable, unreachable route "), SLICE("host-unreachable") },
		{ SLICE(" ICMP6, destination unreachable, unreachable prohibited "), SLICE("filtered") },
		{ SLICE(": ICMP "), SLICE("") },
	};
	struct outline_icmp out = { .host = SLICE("") };
	const char *named = slice_find(slice_skip(line, 2), SLICE("ICMP"));	/* nearly every line is about something else */

	for (size_t i = 0; named != NULL && i < sizeof kinds / sizeof *kinds; i++) {
		const char *words = slice_find(slice_from(named - 2, slice_limit(line)), kinds[i].words);

		if (words == NULL || slice_find(line, SLICE("unreachable")) == NULL)
			continue;
		out.cause = kinds[i].cause;
		read_target(slice_skip(slice_from(words, slice_limit(line)), kinds[i].words.n), &out);
		if (out.cause.n == 0)
			out.host = SLICE("");
		break;
	}
	return out;
}

bool
outline_icmp_is_about(const struct outline_icmp *icmp, struct slice name)
{
	struct slice rest = slice_skip(name, icmp->host.n);

	if (icmp->host.n == 0 || !slice_starts(name, icmp->host))
		return false;
	return rest.n == 0 || (rest.p[0] == '.' && (icmp->port.n == 0 ? slice_chr(slice_skip(rest, 1), '.') == NULL :
	    slice_eq(slice_skip(rest, 1), icmp->port)));
}
