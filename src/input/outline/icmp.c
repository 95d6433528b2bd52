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
		out->what = ICMP_PORT_CLOSED;
	} else if (slice_starts(s, SLICE("unreachable - need to frag"))) {
		out->what = ICMP_TOO_BIG;
	} else if (slice_find(s, SLICE("prohibited")) != NULL) {
		out->what = ICMP_FILTERED;
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

/* What the words of Wireshark's list say; *at is where they begin. Those of ICMPv6 have another capital. */
static enum witness_what
find_listed(struct slice line, const char **at)
{
	static const struct slice unreachable = SLICE("Destination unreachable (");
	static const struct { struct slice words; enum witness_what what; } reasons[] = {
		{ SLICE("Port unreachable)"), ICMP_PORT_CLOSED },
		{ SLICE("Host unreachable)"), ICMP_HOST_UNREACHABLE },
		{ SLICE("Network unreachable)"), ICMP_HOST_UNREACHABLE },
		{ SLICE("Address unreachable)"), ICMP_HOST_UNREACHABLE },
		{ SLICE("no route to destination)"), ICMP_HOST_UNREACHABLE },
		{ SLICE("Fragmentation needed)"), ICMP_TOO_BIG },
		{ SLICE("Communication administratively filtered)"), ICMP_FILTERED },
		{ SLICE("Host administratively prohibited)"), ICMP_FILTERED },
		{ SLICE("Network administratively prohibited)"), ICMP_FILTERED },
		{ SLICE("Administratively prohibited)"), ICMP_FILTERED },
	};
	struct slice reason;

	if ((*at = slice_find_nocase(line, unreachable)) == NULL)
		return (*at = slice_find(line, SLICE("Packet Too Big"))) != NULL ? ICMP_TOO_BIG : WHAT_NONE;
	reason = slice_from(*at + unreachable.n, slice_limit(line));
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (slice_starts_nocase(reason, reasons[i].words))
			return reasons[i].what;
	return WHAT_NONE;
}

/* Wireshark's list; whose port is closed says so itself. */
static struct outline_icmp
read_listed(struct slice line)
{
	struct outline_icmp out = { .host = SLICE("") };
	const char *at;
	enum witness_what what = find_listed(line, &at);
	struct slice before = slice_from(line.p, what != WHAT_NONE ? at : line.p), told, reporter;

	if (!cut_protocol(&before))
		return out;
	told = last_word(&before);
	reporter = last_word(&before);
	if (slice_eq(reporter, SLICE("\xe2\x86\x92")) || slice_eq(reporter, SLICE("->")))
		reporter = last_word(&before);
	if (told.n == 0 || reporter.n == 0)
		return out;
	out.told = told;
	out.what = what;
	if (what == ICMP_PORT_CLOSED)
		out.host = reporter;
	return out;
}

struct outline_icmp
outline_icmp_printed(struct slice line)
{
	static const struct { struct slice words; enum witness_what what; } kinds[] = {
		{ SLICE(" ICMP host "), ICMP_HOST_UNREACHABLE },
		{ SLICE(" ICMP net "), ICMP_HOST_UNREACHABLE },
		{ SLICE(" ICMP6, destination unreachable, unreachable port, "), ICMP_PORT_CLOSED },
		{ SLICE(" ICMP6, destination unreachable, unreachable address "), ICMP_HOST_UNREACHABLE },
		{ SLICE(" ICMP6, destination unreachable, unreachable route "), ICMP_HOST_UNREACHABLE },
		{ SLICE(" ICMP6, destination unreachable, unreachable prohibited "), ICMP_FILTERED },
		{ SLICE(": ICMP "), WHAT_NONE },
	};
	struct outline_icmp out = { .host = SLICE("") };
	const char *named = slice_find(slice_skip(line, 2), SLICE("ICMP"));	/* nearly every line is about something else */

	for (size_t i = 0; named != NULL && i < sizeof kinds / sizeof *kinds; i++) {
		const char *words = slice_find(slice_from(named - 2, slice_limit(line)), kinds[i].words);

		if (words == NULL || slice_find(line, SLICE("unreachable")) == NULL)
			continue;
		out.what = kinds[i].what;
		read_target(slice_skip(slice_from(words, slice_limit(line)), kinds[i].words.n), &out);
		if (out.what == WHAT_NONE)
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
