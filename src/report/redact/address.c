/* SPDX-License-Identifier: MIT */
/* IP addresses in all their spellings, and those of network cards: "aa:bb:cc:dd:ee:ff", "aabb.ccdd.eeff"; fingerprints. */
#include "base/ascii.h"
#include "report/redact/pseudonym.h"
#include "report/redact/scan.h"

/* The zone behind % names a card of the machine. */
static struct slice
without_zone(struct slice s, char *room, size_t size)
{
	const char *percent = slice_chr(s, '%');
	size_t n = percent != NULL ? (size_t)(percent - s.p) : 0;

	if (percent == NULL || s.p[0] != '[')
		return percent != NULL ? slice_head(s, n) : s;
	if (n + 1 >= size || s.p[s.n - 1] != ']')
		return s;
	memcpy(room, s.p, n);
	room[n] = ']';
	return (struct slice){ room, n + 1 };
}

bool
add_address(struct redact *r, struct slice text, struct buf *out)
{
	struct addr address, hidden;
	char room[64];
	struct slice plain = without_zone(text, room, sizeof room);

	if (plain.n == 0 || !addr_parse(&address, plain))
		return false;
	redact_address(r, &address, &hidden);
	if (plain.p[0] == '[' && address.port == 0) {
		buf_addc(out, '[');
		addr_format(&hidden, false, out);
		buf_addc(out, ']');
	} else {
		addr_format(&hidden, true, out);
	}
	return true;
}

static bool
is_ipv6_char(char c)
{
	return hex_value(c) >= 0 || c == ':' || c == '.';
}

static bool
is_zone_char(char c)
{
	return is_alnum(c) || c == '%' || c == '.' || c == '-' || c == '_';
}

/* In brackets, with a zone perhaps and a port behind it. */
static bool
take_bracketed(struct scan *s)
{
	const char *close = slice_chr(slice_head(s->rest, 64), ']');
	size_t n = close ? (size_t)(close - s->rest.p) + 1 : 0;

	if (n < 4 || slice_count(slice_head(s->rest, n), ':') < 2 || !add_address(s->r, slice_head(s->rest, n), s->out))
		return false;
	s->rest = slice_skip(s->rest, n);
	return true;
}

bool
take_ipv6(struct scan *s)
{
	enum { LONGEST = 52 };	/* with a port in tcpdump's way */

	if (s->rest.p[0] == '[')
		return take_bracketed(s);
	size_t n = slice_span(slice_head(s->rest, LONGEST + 1), is_ipv6_char);
	if (n > LONGEST || slice_count(slice_head(s->rest, n), ':') < 2)
		return false;
	/* What follows in a sentence, a colon or a full stop, is not of it. */
	for (; n > 2; n--) {
		if (!add_address(s->r, slice_head(s->rest, n), s->out))
			continue;
		s->rest = slice_skip(s->rest, n);
		if (s->rest.n > 1 && s->rest.p[0] == '%')
			s->rest = slice_skip(s->rest, slice_span(s->rest, is_zone_char));
		return true;
	}
	return false;
}

/* How many bytes in hexadecimal stand at the start, with the same mark between each two. */
static size_t
hex_bytes(struct slice s, char *mark)
{
	size_t count = 0, at = 0;

	while (s.n - at >= 2 && hex_value(s.p[at]) >= 0 && hex_value(s.p[at + 1]) >= 0) {
		count++;
		at += 2;
		if (at == s.n || (count == 1 ? s.p[at] != ':' && s.p[at] != '-' : s.p[at] != *mark))
			break;
		*mark = s.p[at++];
	}
	/* A byte ends where no further digit stands. */
	return at < s.n && is_alnum(s.p[at]) ? 0 : count;
}

bool
add_hardware(struct redact *r, struct slice text, struct buf *out)
{
	char digits[12];
	size_t n = 0, letters = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (hex_value(text.p[i]) < 0) {
			if (!is_one_of(text.p[i], ":-."))
				return false;
			continue;
		}
		if (n == sizeof digits)
			return false;
		letters += is_alpha(text.p[i]);
		digits[n++] = text.p[i];
	}
	if (n != sizeof digits || (letters == 0 && text.n != 17 && text.n != 14))
		return false;
	pseudonym_add(r->key, "mac", (struct slice){ digits, n }, out);
	return true;
}

/* Six bytes are a network card's; more, as of a certificate, tell who has it. */
bool
take_hardware(struct scan *s)
{
	char mark = '\0';
	size_t count = hex_bytes(s->rest, &mark), n = 3 * count;

	if (count < 6 || mark == '\0')
		return false;
	struct slice all = slice_head(s->rest, n - 1);
	if (count != 6 || !add_hardware(s->r, all, s->out))
		pseudonym_add(s->r->key, "hash", all, s->out);
	s->rest = slice_skip(s->rest, all.n);
	return true;
}
