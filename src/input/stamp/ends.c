/* SPDX-License-Identifier: MIT */
#include "input/stamp/ends.h"

#include "base/ascii.h"
#include "base/literals.h"

static const struct {
	const struct literals *list;
	enum end_word word;
} words[] = {
	{ &literals_end_received, WORD_RECEIVED },
	{ &literals_end_sent, WORD_SENT },
	{ &literals_end_from, WORD_FROM },
	{ &literals_end_to, WORD_TO },
	{ &literals_end_port, WORD_PORT },
	{ &literals_end_source, WORD_SOURCE },
	{ &literals_end_source_port, WORD_SOURCE_PORT },
	{ &literals_end_destination, WORD_DESTINATION },
	{ &literals_end_destination_port, WORD_DESTINATION_PORT },
	{ &literals_end_local, WORD_LOCAL },
	{ &literals_end_remote, WORD_REMOTE },
};

static enum end_word
word_of(struct slice text)
{
	static const struct slice transports[] = {
		SLICE("udp"), SLICE("tcp"), SLICE("tls"), SLICE("sctp"), SLICE("ws"), SLICE("wss"),	/* as WORD_UDP and on */
	};

	for (size_t i = 0; i < sizeof transports / sizeof *transports; i++)
		if (slice_eq_nocase(text, transports[i]))
			return WORD_UDP + i;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (literals_have_nocase(words[i].list, text))
			return words[i].word;
	return WORD_NONE;
}

static void
take_address(struct stamp_ends *e, const struct addr *a)
{
	struct addr *to;
	uint16_t port;

	/* What a server listens on says nothing. */
	if (addr_scope(a) == SCOPE_UNSPECIFIED)
		return;
	if (e->role == WORD_FROM || e->role == WORD_SOURCE) {
		to = &e->out->src;
		e->explicit_src = true;
	} else if (e->role == WORD_TO || e->role == WORD_DESTINATION) {
		to = &e->out->dst;
		e->explicit_dst = true;
	} else if (!e->has_first) {
		to = &e->first;
		e->has_first = true;
	} else if (!e->has_second) {
		to = &e->second;
		e->has_second = true;
	} else {
		return;
	}
	port = to->family == 0 && a->port == 0 ? to->port : a->port;
	*to = *a;
	to->port = port;
	if (e->role == WORD_LOCAL)
		e->local = to;
	else if (e->role == WORD_REMOTE)
		e->remote = to;
	e->last = to;
	e->role = WORD_NONE;
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
	uint16_t port;
	bool bracket = slice_starts(after, SLICE(":["));
	size_t n = bracket || slice_starts(after, SLICE("/")) ? addr_read_port(&port, slice_skip(after, bracket ? 2 : 1)) : 0;

	if (n < 4 || a->port != 0 || (bracket && !slice_starts(slice_skip(after, n + 2), SLICE("]"))))
		return 0;
	a->port = port;
	return bracket ? n + 3 : n + 1;
}

/* The word says that a port follows. */
static void
take_port(struct stamp_ends *e, enum end_word word, struct slice after)
{
	uint16_t port;
	size_t digits;

	while (after.n > 0 && is_one_of(after.p[0], " :=\""))
		after = slice_skip(after, 1);
	digits = addr_read_port(&port, after);
	if (digits == 0 || (digits < 4 && digits < after.n && after.p[digits] == '.'))
		return;
	if (word == WORD_SOURCE_PORT || (word == WORD_PORT && e->role == WORD_SOURCE))
		e->out->src.port = port;
	else if (word == WORD_DESTINATION_PORT || (word == WORD_PORT && e->role == WORD_DESTINATION))
		e->out->dst.port = port;
	else if (e->last != NULL && e->last->port == 0)
		e->last->port = port;
}

static void
take_word(struct stamp_ends *e, struct slice text, struct slice after)
{
	enum end_word word = word_of(text);

	switch (word) {
	case WORD_RECEIVED:
	case WORD_SENT:
		/* "in" and "out" say so only in capitals or before a bracket; they are words of prose too. */
		if (text.n <= 3 && is_lower(text.p[0]) && (to_lower(text.p[0]) == 'i' || to_lower(text.p[0]) == 'o'))
			break;
		if (e->dir == WORD_NONE)
			e->dir = word;
		break;
	case WORD_FROM: case WORD_TO: case WORD_SOURCE: case WORD_DESTINATION: case WORD_LOCAL: case WORD_REMOTE:
		e->role = word;
		break;
	case WORD_UDP: case WORD_TCP: case WORD_TLS: case WORD_SCTP: case WORD_WS: case WORD_WSS:
		if (e->out->transport == TRANSPORT_UNKNOWN)
			e->out->transport = TRANSPORT_UDP + (word - WORD_UDP);
		break;
	case WORD_PORT: case WORD_SOURCE_PORT: case WORD_DESTINATION_PORT:
		take_port(e, word, after);
		break;
	case WORD_NONE:
		break;
	}
}

static void
note_arrow(struct stamp_ends *e, int way)
{
	int *arrow = e->has_first ? &e->arrow : &e->lead_arrow;

	if (*arrow == 0)
		*arrow = way;
}

static bool
is_arrow(char c)
{
	return c == '<' || c == '>' || c == '-' || c == '=';
}

static size_t
take_arrow(struct stamp_ends *e, struct slice text)
{
	size_t n = slice_span(text, is_arrow);

	if (n <= 3 && text.p[0] != '<' && slice_starts(slice_skip(text, n), SLICE("&gt;"))) {	/* as HTML has it */
		note_arrow(e, 1);
		return n + 4;
	}
	/* tcpdump's ">" stands between two; before the first it closes a bracket. */
	if (text.p[n - 1] == '>' && n <= 4 && text.p[0] != '<' && (n > 1 || e->has_first))
		note_arrow(e, 1);
	else if (text.p[0] == '<' && n > 1 && n <= 4)
		note_arrow(e, -1);
	return n;
}

/* What the addresses of the line mean. */
void
stamp_ends_settle(struct stamp_ends *e)
{
	struct stamp *out = e->out;

	if (e->local && e->remote && e->dir != WORD_NONE && !e->explicit_src && !e->explicit_dst) {
		out->src = *(e->dir == WORD_SENT ? e->local : e->remote);
		out->dst = *(e->dir == WORD_SENT ? e->remote : e->local);
		out->packet = true;
	} else if (e->has_first && e->has_second && !e->explicit_src && !e->explicit_dst) {
		if (e->arrow == 0 && e->dir == WORD_NONE)
			return;
		out->src = e->arrow < 0 ? e->second : e->first;
		out->dst = e->arrow < 0 ? e->first : e->second;
		out->packet = true;
	} else if (e->has_first && e->first.port && e->explicit_src && !e->explicit_dst) {
		out->dst = e->first;
	} else if (e->has_first && e->first.port && e->explicit_dst && !e->explicit_src) {
		out->src = e->first;
	} else if (e->has_first && e->lead_arrow != 0 && e->dir == WORD_NONE && !e->explicit_src && !e->explicit_dst) {
		*(e->lead_arrow > 0 ? &out->dst : &out->src) = e->first;
		e->dir = e->lead_arrow > 0 ? WORD_SENT : WORD_RECEIVED;
	} else if (e->has_first && !e->explicit_src && !e->explicit_dst && e->dir != WORD_NONE) {
		*(e->dir == WORD_SENT ? &out->dst : &out->src) = e->first;
	}
	if (e->dir != WORD_NONE && out->direction == 0)
		out->direction = e->dir == WORD_SENT ? FRAME_SENT : FRAME_RECEIVED;
}

static size_t
take_place(struct stamp_ends *e, struct slice line, struct slice rest)
{
	bool fresh = rest.p == line.p || (!is_alnum(rest.p[-1]) && rest.p[-1] != '@');
	struct addr a;
	size_t n;

	if (!fresh || !(is_digit(*rest.p) || *rest.p == '[' || *rest.p == ':' || hex_value(*rest.p) >= 0) ||
	    (n = read_address(rest, &a)) == 0)
		return 0;
	n += slash_port(slice_skip(rest, n), &a);
	take_address(e, &a);
	if (e->has_second && e->after == NULL)
		e->after = rest.p + n;
	return n;
}

/* An arrow as people draw it, or as HTML has it; 0: none. */
static size_t
take_any_arrow(struct stamp_ends *e, struct slice rest)
{
	if (is_arrow(*rest.p))
		return take_arrow(e, rest);
	if (slice_starts(rest, SLICE("\xe2\x86\x92"))) {
		note_arrow(e, 1);
		return 3;
	}
	if (slice_starts(rest, SLICE("&lt;-"))) {
		note_arrow(e, -1);
		return 4;
	}
	if (slice_starts(rest, SLICE("&gt;"))) {
		if (e->has_first)
			note_arrow(e, 1);
		return 4;
	}
	return 0;
}

size_t
stamp_ends_take(struct stamp_ends *e, struct slice line, struct slice rest)
{
	size_t n = take_place(e, line, rest);

	if (n == 0 && is_alpha(*rest.p)) {
		n = slice_span(rest, is_alnum);
		take_word(e, slice_head(rest, n), slice_skip(rest, n));
	} else if (n == 0 && is_digit(*rest.p)) {
		n = slice_span(rest, is_alnum);
	} else if (n == 0) {
		n = take_any_arrow(e, rest);
	}
	return n > 0 ? n : 1;
}

