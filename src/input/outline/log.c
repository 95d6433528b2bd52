/* SPDX-License-Identifier: MIT */
#include "input/outline/log.h"

#include "base/ascii.h"
#include "base/literals.h"
#include "sip/message.h"

/* Words that may stand between: "received SIP response: 401 Unauthorized". */
static struct slice
behind_kind(struct slice s)
{
	for (size_t n = 0;; s = slice_skip(s, n)) {
		while (s.n > 0 && (is_blank(s.p[0]) || s.p[0] == ':'))
			s = slice_skip(s, 1);
		n = literals_start_nocase(&literals_message_kind, s);
		if (n == 0 || s.n == n || !(is_blank(s.p[n]) || s.p[n] == ':'))
			return s;
	}
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
		out->received = literals_have_nocase(&literals_received_word, word);
		if (!out->received && !literals_have_nocase(&literals_sent_word, word))
			continue;
		out->what = behind_kind(rest);
		if (is_status(out->what) || is_method(out->what))
			return true;
	}
	return false;
}
