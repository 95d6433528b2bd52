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

/* The last word, which is cut off. */
static struct slice
last_word(struct slice *s)
{
	const char *p;
	struct slice word;

	*s = slice_trim(*s);
	for (p = slice_limit(*s); p > s->p && !is_blank(p[-1]); p--)
		;
	word = slice_from(p, slice_limit(*s));
	*s = slice_from(s->p, p);
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

/* "ICMP 590 ", "ICMPv6 98 " at the end of the text, with what stands before. */
static bool
cut_protocol(struct slice *s)
{
	struct slice length = last_word(s), protocol = last_word(s);

	return length.n > 0 && slice_span(length, is_digit) == length.n && (slice_eq(protocol, SLICE("ICMP")) ||
	    slice_eq(protocol, SLICE("ICMPv6")));
}

/* Wireshark's list; whose port is closed says so itself. */
static struct outline_icmp
read_listed(struct slice line)
{
	static const struct { struct slice words, cause; } kinds[] = {
		{ SLICE("estination unreachable (Port unreachable)"), SLICE("port-closed") },
		{ SLICE("estination unreachable (Host unreachable)"), SLICE("host-unreachable") },
		{ SLICE("estination unreachable (Network unreachable)"), SLICE("host-unreachable") },
		{ SLICE("estination unreachable (Fragmentation needed)"), SLICE("too-big") },
		{ SLICE("estination unreachable (Communication administratively filtered)"), SLICE("filtered") },
		{ SLICE("estination unreachable (Host administratively prohibited)"), SLICE("filtered") },
		{ SLICE("estination unreachable (Network administratively prohibited)"), SLICE("filtered") },
		{ SLICE("estination Unreachable (Port unreachable)"), SLICE("port-closed") },
		{ SLICE("estination Unreachable (Address unreachable)"), SLICE("host-unreachable") },
		{ SLICE("estination Unreachable (no route to destination)"), SLICE("host-unreachable") },
		{ SLICE("estination Unreachable (Administratively prohibited)"), SLICE("filtered") },
		{ SLICE("acket Too Big"), SLICE("too-big") },
	};
	struct outline_icmp out = { .host = SLICE("") };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const char *at = slice_find(line, kinds[i].words);
		struct slice before = slice_from(line.p, at != NULL && at > line.p ? at - 1 : line.p), told, reporter;

		if (at == NULL || !cut_protocol(&before))
			continue;
		told = last_word(&before);
		reporter = last_word(&before);
		if (slice_eq(reporter, SLICE("\xe2\x86\x92")) || slice_eq(reporter, SLICE("->")))
			reporter = last_word(&before);
		if (told.n == 0 || reporter.n == 0)
			break;
		out.told = told;
		out.host = slice_eq(kinds[i].cause, SLICE("port-closed")) ? reporter : SLICE("");
		out.cause = kinds[i].cause;
		break;
	}
	return out;
}

struct outline_icmp
outline_icmp_printed(struct slice line)
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

struct outline_icmp
outline_icmp_read(struct slice line)
{
	struct outline_icmp out = outline_icmp_printed(line);

	return out.host.n == 0 && slice_find(line, SLICE("ICMP")) != NULL ? read_listed(line) : out;
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
