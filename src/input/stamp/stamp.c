/* SPDX-License-Identifier: MIT */
#include "input/stamp/stamp.h"

#include "base/ascii.h"
#include "input/stamp/ends.h"

#define LINES_BACK 9
#define LINE_MAX_READ 600

/* Not within a word, an address or another time; behind a colon only that of a JSON key. */
static bool
may_begin_time(const char *begin, const char *p)
{
	return p == begin || (!is_alnum(p[-1]) && p[-1] != '.' && (p[-1] != ':' || (p - begin > 1 && p[-2] == '"')));
}

/*
 * ngrep's U and T before the addresses; behind them tcpdump names UDP only for ports it does not know, TCP by its flags.
 */
static enum transport
packet_transport(struct slice line, struct slice after)
{
	if (slice_starts(line, SLICE("U ")))
		return TRANSPORT_UDP;
	if (slice_starts(line, SLICE("T ")) || slice_find(after, SLICE("Flags [")))
		return TRANSPORT_TCP;
	return slice_find(after, SLICE(": SIP: ")) ? TRANSPORT_UDP : TRANSPORT_UNKNOWN;
}

/* "at 1700000000", "1700000000 * ==>": seconds without a fraction, which could be any number elsewhere. */
static size_t
whole_seconds(struct slice line, struct slice rest, enum stamp_time *kind, int64_t *time)
{
	uint64_t value;
	size_t n = slice_digits(rest, &value);

	if (n >= 10 && stamp_names_time(stamp_key(line, rest.p)) && (n = stamp_epoch(rest, time)) > 0) {
		*kind = STAMP_DATE;
		return n;
	}
	if (n != 10 || value < 900000000 || value > UINT64_C(4102444800) ||
	    !(slice_ends(slice_from(line.p, rest.p), SLICE(" at ")) || slice_starts(slice_skip(rest, n), SLICE(" * "))))
		return 0;
	*kind = STAMP_DATE;
	*time = (int64_t)value * TIME_SECOND;
	return n;
}

/* The line is "TIME SOURCE -> DESTINATION" and no more, as sngrep has it above each message: no look at each word. */
static bool
read_plain(struct stamp *out, struct slice line)
{
	struct stamp found = { .packet = true, .alone = true };
	size_t n = stamp_time(line, &found.kind, &found.time);

	line = slice_skip(line, n);
	if (n == 0 || !slice_starts(line, SLICE(" ")))
		return false;
	line = slice_skip(line, 1);
	line = slice_skip(line, addr_read_dotted(&found.src, line));
	if (!slice_starts(line, SLICE(" -> ")))
		return false;
	line = slice_skip(line, 4);
	if (addr_read_dotted(&found.dst, line) != line.n || found.src.family == 0 || found.dst.family == 0 ||
	    addr_scope(&found.src) == SCOPE_UNSPECIFIED || addr_scope(&found.dst) == SCOPE_UNSPECIFIED)
		return false;
	*out = found;
	return true;
}

/* A number that its key says is something else: "__MONOTONIC_TIMESTAMP":"1728000000000". */
static bool
is_no_time(struct slice line, struct slice rest)
{
	struct slice key = rest.n > 10 && is_digit(rest.p[9]) ? stamp_key(line, rest.p) : SLICE_NONE;

	return key.n > 0 && !stamp_names_time(key);
}

/* One line being looked through for its time. */
struct times {
	struct stamp *out;
	bool timeless;	/* no line nearer to the message had one */
	bool coarse;	/* the line above has a finer one */
};

/* How long the time is that `rest` begins with; 0: there is none. `clear`: it can be nothing else. */
static size_t
take_time(struct times *t, struct slice line, struct slice rest, bool *clear)
{
	enum { EPOCH_DIGITS = 10 };	/* seconds since 1970, or finer: no more than a number, behind the line's own time */
	struct stamp *out = t->out;
	enum stamp_time kind;
	uint64_t digits;
	int64_t time;
	size_t n = 0;

	*clear = false;
	if (!may_begin_time(line.p, rest.p))
		return 0;
	if (!t->coarse && !stamp_is_date(out->kind) && (is_digit(*rest.p) || (is_upper(*rest.p) && out->kind == STAMP_NO_TIME)))
		n = is_no_time(line, rest) ? 0 : stamp_time(rest, &kind, &time);
	*clear = n > 0;
	if (n == 0 && is_digit(*rest.p) && out->kind == STAMP_NO_TIME)
		n = whole_seconds(line, rest, &kind, &time);
	if (n > 0 && t->timeless &&
	    (out->kind == STAMP_NO_TIME || (!stamp_is_date(out->kind) && stamp_is_date(kind) &&
	    slice_digits(rest, &digits) < EPOCH_DIGITS))) {
		out->kind = kind;
		out->time = time;
	}
	return n;
}

/* The nearest line wins, and one that says all is enough. */
static void
keep_known(struct stamp *out, const struct stamp *known)
{
	bool src = known->src.family != 0, dst = known->dst.family != 0, all = known->direction != 0 && (src || dst);

	if (src || all)
		out->src = known->src;
	if (dst || all)
		out->dst = known->dst;
}

/* "    7   2.345678 192.0.2.1 → 192.0.2.2": seconds since the first packet, behind its number. False: none. */
static bool
take_elapsed(struct stamp *out, struct slice line)
{
	enum { FRACTION_LEAST = 3, FRACTION_MOST = 9, PARTS = 1000000 };
	uint64_t seconds, parts;
	size_t n = slice_digits(line, &seconds);

	if (n > 0 && slice_starts(slice_skip(line, n), SLICE(" "))) {
		line = slice_trim(slice_skip(line, n));
		n = slice_digits(line, &seconds);
	}
	if (n == 0 || n > 7 || !slice_starts(slice_skip(line, n), SLICE(".")))
		return false;
	line = slice_skip(line, n + 1);
	n = slice_digits(line, &parts);
	if (n < FRACTION_LEAST || n > FRACTION_MOST || !slice_starts(slice_skip(line, n), SLICE(" ")))
		return false;
	for (; n < 6; n++)
		parts *= 10;
	for (; n > 6; n--)
		parts /= 10;
	out->kind = STAMP_CLOCK;
	out->time = (int64_t)(seconds * PARTS + parts) % TIME_DAY;
	return true;
}

/* True when the line is known to begin with its time. */
static bool
read_line(struct stamp *out, struct slice line)
{
	/* sipdump has the exact time in the line above its "date:". */
	struct times t = { .out = out, .timeless = out->kind == STAMP_NO_TIME, .coarse = slice_starts(line, SLICE("date:")) };
	struct stamp_ends ends = { .out = out };
	struct stamp known = *out;
	const char *margin = line.p, *end = slice_limit(line);
	bool begins = false;

	if (line.n > LINE_MAX_READ)
		line = slice_skip(line, line.n - LINE_MAX_READ);
	for (const char *p = line.p; p < end;) {
		struct slice rest = slice_from(p, end);
		bool clear;
		size_t n = take_time(&t, line, rest, &clear);

		begins |= clear && p == margin;
		p += n > 0 ? n : stamp_ends_take(&ends, line, rest);
	}
	stamp_ends_settle(&ends);
	if (out->transport == TRANSPORT_UNKNOWN && out->packet && ends.after != NULL)
		out->transport = packet_transport(line, slice_from(ends.after, end));
	if (t.timeless && out->kind == STAMP_NO_TIME && out->packet)
		begins |= take_elapsed(out, slice_trim(slice_from(margin, end)));
	keep_known(out, &known);
	return begins;
}

/* "[2024-…", "<167>Jan …": the line begins a record of the log, and what stands above belongs to another. */
static bool
begins_record(struct slice line)
{
	enum stamp_time kind;
	int64_t time;

	for (size_t i = 0; i < 8 && line.n > 0; i++) {
		if (stamp_time(line, &kind, &time) > 0)
			return true;
		if (is_alpha(line.p[0]))
			return false;
		line = slice_skip(line, 1);
	}
	return false;
}

/*
 * "[2026-03-01 10:00:00] … <--- Received SIP response (370 bytes) f" and, below, "rom UDP:192.0.2.7:5060 --->": the line that a
 * terminal broke, of which `below` alone said nothing; `before` ends with its beginning. False: it was not broken.
 */
static bool
read_broken(struct stamp *out, struct slice before, struct slice below)
{
	enum { NARROWEST = 70, WIDEST = 250 };
	char joined[2 * WIDEST];
	const char *feed = memrchr(before.p, '\n', before.n);
	struct slice above = slice_from(feed ? feed + 1 : before.p, slice_limit(before));

	if (above.n > 0 && above.p[above.n - 1] == '\r')
		above.n--;
	if (above.n < NARROWEST || above.n > WIDEST || below.n > above.n || !begins_record(above) || begins_record(below))
		return false;
	memcpy(joined, above.p, above.n);
	memcpy(joined + above.n, below.p, below.n);
	read_line(out, (struct slice){ joined, above.n + below.n });
	return true;
}

void
stamp_read(struct stamp *out, struct slice before)
{
	/* The first is the start line's own, as far as it stands before it: its prefix. */
	bool own = before.n > 0 && before.p[before.n - 1] != '\n';

	*out = (struct stamp){ .kind = STAMP_NO_TIME };
	for (int i = 0; i < LINES_BACK && before.n > 0;) {
		const char *feed = memrchr(before.p, '\n', before.n);
		struct slice line = slice_from(feed ? feed + 1 : before.p, before.p + before.n), row = line;

		before.n = feed ? (size_t)(feed - before.p) : 0;
		line = slice_trim(line);
		if (line.n == 0)
			continue;
		if (i++ == 0 && !own && read_plain(out, line))
			break;
		if ((read_line(out, line) || begins_record(line)) && !own)
			break;
		if (!own && out->src.family == 0 && out->dst.family == 0 && read_broken(out, before, line))
			break;
		if (own && out->direction == 0 && out->src.family == 0 && out->dst.family == 0)
			stamp_columns(out, row);
		own = false;
	}
}
