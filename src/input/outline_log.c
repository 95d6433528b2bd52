/* SPDX-License-Identifier: MIT */
#include "input/outline_log.h"

#include "base/ascii.h"
#include "sip/message.h"

static const struct {
	struct slice word;
	bool received;
} directions[] = {
	{ SLICE("tx"), false }, { SLICE("sent"), false }, { SLICE("sending"), false }, { SLICE("send"), false },
	{ SLICE("rx"), true }, { SLICE("received"), true }, { SLICE("receiving"), true }, { SLICE("recv"), true }, { SLICE("rcvd"), true },
};

/* Words that may stand between: "received SIP response: 401 Unauthorized". */
static struct slice
behind_kind(struct slice s)
{
	static const struct slice kinds[] = {
		SLICE("SIP"), SLICE("message"), SLICE("request"), SLICE("response"), SLICE("reply"),
	};

	for (bool found = true; found;) {
		found = false;
		while (s.n > 0 && (is_blank(s.p[0]) || s.p[0] == ':'))
			s = slice_skip(s, 1);
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !found; i++)
			if (slice_starts_nocase(s, kinds[i]) && s.n > kinds[i].n &&
			    (is_blank(s.p[kinds[i].n]) || s.p[kinds[i].n] == ':')) {
				s = slice_skip(s, kinds[i].n);
				found = true;
			}
	}
	return s;
}

/* "401 Unauthorized", and no "401 bytes". */
static bool
is_status(struct slice s)
{
	return slice_span(s, is_digit) == 3 && (s.n == 3 || (s.p[3] == ' ' && s.n > 4 && is_upper(s.p[4])));
}

/* Written as methods are: "INVITE", and no "invite". */
static bool
is_method(struct slice s)
{
	size_t n = slice_span(s, is_upper);

	return n >= 3 && (n == s.n || !is_alnum(s.p[n]));
}

/* "> INVITE", "< 407 Proxy Authentication Required": as a terminal shows what goes out and comes in. */
static bool
read_sign(struct outline_log *out, struct slice line)
{
	if (line.n < 2 || (line.p[0] != '>' && line.p[0] != '<') || line.p[1] != ' ')
		return false;
	out->what = slice_trim(slice_skip(line, 1));
	out->received = line.p[0] == '<';
	return is_status(out->what) || is_method(out->what);
}

/* A trace cut down to its start lines: who asks is one side, who answers the other. */
static bool
read_start_line(struct outline_log *out, struct slice line)
{
	out->what = line;
	out->received = slice_starts(line, SLICE("SIP/"));
	return message_starts(line);
}

bool
outline_log_read(struct outline_log *out, struct slice line)
{
	if (read_start_line(out, line) || read_sign(out, line))
		return true;
	for (struct slice rest = line; rest.n > 0;) {
		struct slice word = slice_head(rest, slice_span(rest, is_alpha));

		rest = slice_skip(rest, word.n > 0 ? word.n : 1);
		for (size_t i = 0; i < sizeof directions / sizeof *directions; i++) {
			out->what = behind_kind(rest);
			out->received = directions[i].received;
			if (slice_eq_nocase(word, directions[i].word) && (is_status(out->what) || is_method(out->what)))
				return true;
		}
	}
	return false;
}
