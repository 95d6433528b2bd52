/* SPDX-License-Identifier: MIT */
#include "input/stamp.h"

#include "base/ascii.h"

#define LINES_BACK 9
#define LINE_MAX_READ 600

/* What a word says. */
enum word {
	WORD_NONE, WORD_RECEIVED, WORD_SENT, WORD_FROM, WORD_TO, WORD_UDP, WORD_TCP, WORD_TLS, WORD_SCTP, WORD_WS, WORD_WSS,
	WORD_PORT, WORD_SOURCE, WORD_DESTINATION, WORD_SOURCE_PORT, WORD_DESTINATION_PORT,
	WORD_LOCAL, WORD_REMOTE,
};

static const struct {
	const char *text;
	enum word word;
} words[] = {
	{ "recv", WORD_RECEIVED }, { "received", WORD_RECEIVED }, { "receiving", WORD_RECEIVED }, { "receive", WORD_RECEIVED },
	{ "receives", WORD_RECEIVED }, { "read", WORD_RECEIVED }, { "rx", WORD_RECEIVED }, { "inbound", WORD_RECEIVED },
	{ "incoming", WORD_RECEIVED }, { "ingress", WORD_RECEIVED }, { "rcv", WORD_RECEIVED }, { "rcvd", WORD_RECEIVED },
	{ "in", WORD_RECEIVED },
	{ "send", WORD_SENT }, { "sent", WORD_SENT }, { "sending", WORD_SENT }, { "sends", WORD_SENT }, { "snd", WORD_SENT },
	{ "transmitting", WORD_SENT }, { "retransmitting", WORD_SENT }, { "transmitted", WORD_SENT }, { "tx", WORD_SENT },
	{ "outbound", WORD_SENT }, { "outgoing", WORD_SENT }, { "egress", WORD_SENT }, { "out", WORD_SENT },
	{ "written", WORD_SENT },
	{ "from", WORD_FROM }, { "to", WORD_TO },
	{ "udp", WORD_UDP }, { "tcp", WORD_TCP }, { "tls", WORD_TLS }, { "sctp", WORD_SCTP }, { "ws", WORD_WS },
	{ "wss", WORD_WSS }, { "port", WORD_PORT },
	{ "srcip", WORD_SOURCE }, { "src", WORD_SOURCE }, { "source", WORD_SOURCE }, { "srcport", WORD_SOURCE_PORT },
	{ "dstip", WORD_DESTINATION }, { "dst", WORD_DESTINATION }, { "destination", WORD_DESTINATION },
	{ "dstport", WORD_DESTINATION_PORT }, { "dest", WORD_DESTINATION },
	{ "local", WORD_LOCAL }, { "my", WORD_LOCAL }, { "remote", WORD_REMOTE }, { "peer", WORD_REMOTE },
};

static enum word
word_of(struct slice text)
{
	if (text.n < 2 || text.n > 14)
		return WORD_NONE;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].text[0] == to_lower(text.p[0]) && slice_eq_nocase(slice_of(words[i].text), text))
			return words[i].word;
	return WORD_NONE;
}

/* One line being read. */
struct reading {
	struct stamp *out;
	struct addr first, second;	/* in the order they stand, without a word of their own */
	bool has_first, has_second;
	int arrow;			/* 1: "->", -1: "<-", between the two … */
	int lead_arrow;			/* … or before the first */
	enum word role;			/* from, to, local, remote: of the next address */
	const struct addr *local, *remote;	/* of the two, where words say so */
	enum word dir;
	bool explicit_src, explicit_dst;
	struct addr *last;		/* address whose port may follow */
	const char *after;		/* what follows the second */
};

static void
take_address(struct reading *r, const struct addr *a)
{
	struct addr *to;
	uint16_t port;

	/* What a server listens on says nothing. */
	if (addr_scope(a) == SCOPE_UNSPECIFIED)
		return;
	if (r->role == WORD_FROM || r->role == WORD_SOURCE) {
		to = &r->out->src;
		r->explicit_src = true;
	} else if (r->role == WORD_TO || r->role == WORD_DESTINATION) {
		to = &r->out->dst;
		r->explicit_dst = true;
	} else if (!r->has_first) {
		to = &r->first;
		r->has_first = true;
	} else if (!r->has_second) {
		to = &r->second;
		r->has_second = true;
	} else {
		return;
	}
	port = to->family == 0 && a->port == 0 ? to->port : a->port;
	*to = *a;
	to->port = port;
	if (r->role == WORD_LOCAL)
		r->local = to;
	else if (r->role == WORD_REMOTE)
		r->remote = to;
	r->last = to;
	r->role = WORD_NONE;
}

static bool
in_address(char c)
{
	return c == '.' || c == ':' || c == '[' || c == ']' || hex_value(c) >= 0;
}

/* An address with or without port at the text; its length, 0 for none. */
static size_t
read_address(struct slice text, struct addr *out)
{
	size_t n = addr_read_dotted(out, text);

	if (n > 0 && (n == text.n || !(in_address(text.p[n]) || is_alnum(text.p[n]) || text.p[n] == '@' || text.p[n] == '_')))
		return n;
	for (n = 0; n < text.n && n < 60 && in_address(text.p[n]); n++)
		;
	if (n < 2)
		return 0;
	while (n > 0 && (text.p[n - 1] == ':' || text.p[n - 1] == '.' || (text.p[n - 1] == ']' && text.p[0] != '[')))
		n--;
	if (n < text.n && (is_alnum(text.p[n]) || text.p[n] == '@' || text.p[n] == '_'))
		return 0;
	for (size_t most; n > 1; n = most) {
		if (addr_parse(out, slice_head(text, n)) && (out->family == 4 || text.p[0] == '[' || n > 6))
			return n;
		/* "192.0.2.1:5060:" was cut above; tcpflow's "010.033.006.100.64802" is read as it stands. */
		for (most = n; most > 0 && text.p[most - 1] != ':'; most--)
			;
		most = most > 0 ? most - 1 : 0;
	}
	return 0;
}

/* "192.0.2.1/5060", "192.0.2.1:[5060]"; a short number would be a prefix length. */
static size_t
slash_port(struct slice after, struct addr *a)
{
	uint64_t port;
	bool bracket = slice_starts(after, SLICE(":["));
	size_t n = bracket || slice_starts(after, SLICE("/")) ? slice_digits(slice_skip(after, bracket ? 2 : 1), &port) : 0;

	if (n < 4 || a->port != 0 || port > UINT16_MAX || (bracket && !slice_starts(slice_skip(after, n + 2), SLICE("]"))))
		return 0;
	a->port = (uint16_t)port;
	return bracket ? n + 3 : n + 1;
}

static void
take_word(struct reading *r, struct slice text, struct slice after)
{
	enum word word = word_of(text);
	uint64_t port;
	size_t digits;

	switch (word) {
	case WORD_RECEIVED:
	case WORD_SENT:
		/* "in" and "out" say so only in capitals or before a bracket; they are words of prose too. */
		if (text.n <= 3 && is_lower(text.p[0]) && (to_lower(text.p[0]) == 'i' || to_lower(text.p[0]) == 'o'))
			break;
		if (r->dir == WORD_NONE)
			r->dir = word;
		break;
	case WORD_FROM: case WORD_TO: case WORD_SOURCE: case WORD_DESTINATION: case WORD_LOCAL: case WORD_REMOTE:
		r->role = word;
		break;
	case WORD_UDP: case WORD_TCP: case WORD_TLS: case WORD_SCTP: case WORD_WS: case WORD_WSS:
		if (r->out->transport == TRANSPORT_UNKNOWN)
			r->out->transport = TRANSPORT_UDP + (word - WORD_UDP);
		break;
	case WORD_PORT: case WORD_SOURCE_PORT: case WORD_DESTINATION_PORT:
		while (after.n > 0 && strchr(" :=\"", after.p[0]))
			after = slice_skip(after, 1);
		digits = slice_digits(after, &port);
		if (digits == 0 || port > UINT16_MAX || (digits < after.n && after.p[digits] == '.' && digits < 4))
			break;
		if (word == WORD_PORT && r->role == WORD_SOURCE)
			word = WORD_SOURCE_PORT;
		else if (word == WORD_PORT && r->role == WORD_DESTINATION)
			word = WORD_DESTINATION_PORT;
		if (word == WORD_PORT && r->last && r->last->port == 0)
			r->last->port = (uint16_t)port;
		else if (word == WORD_SOURCE_PORT)
			r->out->src.port = (uint16_t)port;
		else if (word == WORD_DESTINATION_PORT)
			r->out->dst.port = (uint16_t)port;
		break;
	case WORD_NONE:
		break;
	}
}

static void
note_arrow(struct reading *r, int way)
{
	int *arrow = r->has_first ? &r->arrow : &r->lead_arrow;

	if (*arrow == 0)
		*arrow = way;
}

static bool
is_arrow(char c)
{
	return c == '<' || c == '>' || c == '-' || c == '=';
}

static size_t
take_arrow(struct reading *r, struct slice text)
{
	size_t n = slice_span(text, is_arrow);

	if (n <= 3 && text.p[0] != '<' && slice_starts(slice_skip(text, n), SLICE("&gt;"))) {	/* as HTML has it */
		note_arrow(r, 1);
		return n + 4;
	}
	/* tcpdump's ">" stands between two; before the first it closes a bracket. */
	if (text.p[n - 1] == '>' && n <= 4 && text.p[0] != '<' && (n > 1 || r->has_first))
		note_arrow(r, 1);
	else if (text.p[0] == '<' && n > 1 && n <= 4)
		note_arrow(r, -1);
	return n;
}

/* What the addresses of the line mean. */
static void
settle(struct reading *r)
{
	struct stamp *out = r->out;

	if (r->local && r->remote && r->dir != WORD_NONE && !r->explicit_src && !r->explicit_dst) {
		out->src = *(r->dir == WORD_SENT ? r->local : r->remote);
		out->dst = *(r->dir == WORD_SENT ? r->remote : r->local);
		out->packet = true;
	} else if (r->has_first && r->has_second && !r->explicit_src && !r->explicit_dst) {
		if (r->arrow == 0 && r->dir == WORD_NONE)
			return;
		out->src = r->arrow < 0 ? r->second : r->first;
		out->dst = r->arrow < 0 ? r->first : r->second;
		out->packet = true;
	} else if (r->has_first && r->first.port && r->explicit_src && !r->explicit_dst) {
		out->dst = r->first;
	} else if (r->has_first && r->first.port && r->explicit_dst && !r->explicit_src) {
		out->src = r->first;
	} else if (r->has_first && r->lead_arrow != 0 && r->dir == WORD_NONE && !r->explicit_src && !r->explicit_dst) {
		*(r->lead_arrow > 0 ? &out->dst : &out->src) = r->first;
		r->dir = r->lead_arrow > 0 ? WORD_SENT : WORD_RECEIVED;
	} else if (r->has_first && !r->explicit_src && !r->explicit_dst && r->dir != WORD_NONE) {
		*(r->dir == WORD_SENT ? &out->dst : &out->src) = r->first;
	}
	if (r->dir != WORD_NONE && out->direction == 0)
		out->direction = r->dir == WORD_SENT ? FRAME_SENT : FRAME_RECEIVED;
}

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
	*time = (int64_t)value * 1000000;
	return n;
}

/* The line is "TIME SOURCE -> DESTINATION" and no more, as sngrep has it above each message: no look at each word. */
static bool
read_plain(struct stamp *out, struct slice line)
{
	struct stamp found = { .packet = true };
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

/* True when the line is known to begin with its time. */
static bool
read_line(struct stamp *out, struct slice line)
{
	struct reading r = { .out = out };
	const char *p, *end;
	bool had_src = out->src.family != 0, had_dst = out->dst.family != 0;
	bool coarse = slice_starts(line, SLICE("date:"));	/* sipdump has the exact time in the line above */
	struct stamp kept = *out;
	const char *margin = line.p;
	bool begins = false;

	if (line.n > LINE_MAX_READ)
		line = slice_skip(line, line.n - LINE_MAX_READ);
	for (p = line.p, end = line.p + line.n; p < end;) {
		struct slice rest = slice_from(p, end);
		bool fresh = may_begin_time(line.p, p);
		enum stamp_time kind;
		struct addr a;
		int64_t time;
		size_t n = 0;

		if (fresh && !coarse && !stamp_is_date(out->kind) && (is_digit(*p) || (is_upper(*p) && out->kind == STAMP_NO_TIME)))
			n = is_no_time(line, rest) ? 0 : stamp_time(rest, &kind, &time);
		begins |= n > 0 && p == margin;
		if (n == 0 && fresh && is_digit(*p) && out->kind == STAMP_NO_TIME)
			n = whole_seconds(line, rest, &kind, &time);
		if (n > 0) {
			if (kept.kind == STAMP_NO_TIME && (out->kind == STAMP_NO_TIME || (!stamp_is_date(out->kind) && stamp_is_date(kind)))) {
				out->kind = kind;
				out->time = time;
			}
			p += n;
			continue;
		}
		if ((is_digit(*p) || *p == '[' || *p == ':' || hex_value(*p) >= 0) && (p == line.p || (!is_alnum(p[-1]) && p[-1] != '@')) &&
		    (n = read_address(rest, &a)) > 0) {
			n += slash_port(slice_skip(rest, n), &a);
			take_address(&r, &a);
			if (r.has_second && r.after == NULL)
				r.after = p + n;
		} else if (is_alpha(*p)) {
			while (p + n < end && is_alnum(p[n]))
				n++;
			take_word(&r, slice_head(rest, n), slice_skip(rest, n));
		} else if (slice_starts(rest, SLICE("\xe2\x86\x92"))) {
			note_arrow(&r, 1);
			n = 3;
		} else if (is_arrow(*p)) {
			n = take_arrow(&r, rest);
		} else if (slice_starts(rest, SLICE("&lt;-"))) {
			note_arrow(&r, -1);
			n = 4;
		} else if (slice_starts(rest, SLICE("&gt;"))) {
			if (r.has_first)
				note_arrow(&r, 1);
			n = 4;
		} else if (is_digit(*p)) {
			while (p + n < end && is_alnum(p[n]))
				n++;
		} else {
			n = 1;
		}
		p += n;
	}
	settle(&r);
	if (out->transport == TRANSPORT_UNKNOWN && out->packet && r.after != NULL)
		out->transport = packet_transport(line, slice_from(r.after, end));
	/* The nearest line wins, and one that says all is enough. */
	if (kept.direction != 0 && (had_src || had_dst)) {
		out->src = kept.src;
		out->dst = kept.dst;
	} else if (had_src || had_dst) {
		if (had_src)
			out->src = kept.src;
		if (had_dst)
			out->dst = kept.dst;
	}
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
		if (own && out->direction == 0 && out->src.family == 0 && out->dst.family == 0)
			stamp_columns(out, row);
		own = false;
	}
}
