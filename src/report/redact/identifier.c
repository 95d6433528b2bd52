/* SPDX-License-Identifier: MIT */
/*
 * Identifiers: what somebody threw dice for stays, so that calls can be told apart and be found again; what names a host or
 * a user in them goes, in whatever spelling: an address with dashes or in hexadecimal digits, a name within other letters.
 */
#include "base/ascii.h"
#include "report/redact/pseudonym.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

/* Hexadecimal digits with a figure among them: somebody threw dice for them. */
bool
is_dice(struct slice part)
{
	size_t digits = 0;

	for (size_t i = 0; i < part.n; i++) {
		if (hex_value(part.p[i]) < 0)
			return false;
		digits += is_digit(part.p[i]);
	}
	return digits > 0 && digits < part.n && part.n != 12;
}

/* How long the address is that begins here with other marks than dots: "203-0-113-77"; 0: none does. */
static size_t
spelled_address(struct slice s, char dotted[16])
{
	size_t at = 0, to = 0;
	char mark = '\0';

	for (int part = 0; part < 4; part++) {
		uint64_t n;
		size_t digits = slice_digits(slice_skip(s, at), &n);

		if (digits == 0 || digits > 3 || n > 255)
			return 0;
		memcpy(dotted + to, s.p + at, digits);
		at += digits;
		to += digits;
		dotted[to++] = part < 3 ? '.' : '\0';
		if (part == 3)
			break;
		if (at == s.n || (s.p[at] != '-' && s.p[at] != '_') || (part > 0 && s.p[at] != mark))
			return 0;
		mark = s.p[at++];
	}
	return at < s.n && word_char(s.p[at]) ? 0 : at;
}

/* "10-1-2-3" is that address, and "ip-203-0-113-77" a host that is named by it. */
bool
add_spelled(struct redact *r, struct slice word, struct buf *out)
{
	char dotted[16];

	if (spelled_address(word, dotted) == word.n && word.n > 0)
		return add_address(r, slice_of(dotted), out);
	for (size_t i = 0; i < word.n; i++) {
		if (is_digit(word.p[i]) && (i == 0 || !is_digit(word.p[i - 1])) &&
		    spelled_address(slice_skip(word, i), dotted) > 0) {
			pseudonym_add(r->key, "host", word, out);
			return true;
		}
	}
	return false;
}

/* An address of the input, in either order of its bytes. */
static bool
is_known_address(const struct redact *r, struct slice digits, size_t bytes)
{
	char forth[16], back[16];

	for (size_t i = 0; i < bytes; i++)
		forth[i] = back[bytes - 1 - i] = (char)hex_byte(digits.p + 2 * i);
	return known_has(&r->known, r->key, KNOWN_ADDRESS, (struct slice){ forth, bytes }) ||
	    known_has(&r->known, r->key, KNOWN_ADDRESS, (struct slice){ back, bytes });
}

/* Hexadecimal digits that are nothing but letters, figures and the marks of an address: nobody throws that. */
static bool
spells_text(struct slice digits)
{
	for (size_t i = 0; i + 1 < digits.n; i += 2) {
		char c = (char)hex_byte(digits.p + i);

		if (!is_alnum(c) && !is_one_of(c, ".-_@+: "))
			return false;
	}
	return digits.n >= 8 && digits.n % 2 == 0;
}

static bool
holds_hexadecimal(const struct redact *r, struct slice digits)
{
	if (spells_text(digits))
		return true;
	for (size_t i = 0; digits.n - i >= 8 && i < digits.n; i++)
		if (is_known_address(r, slice_skip(digits, i), 4) ||
		    (digits.n - i >= 32 && is_known_address(r, slice_skip(digits, i), 16)))
			return true;
	return false;
}

static bool
is_hexadecimal(char c)
{
	return hex_value(c) >= 0;
}

bool
holds_somebody(const struct redact *r, struct slice dice)
{
	struct buf plain = BUF_INIT;
	char dotted[16];

	known_plain(dice, &plain);
	bool found = known_within(&r->known, r->key, buf_slice(&plain));
	buf_release(&plain);
	for (size_t i = 0, n; !found && i < dice.n; i += n > 0 ? n : 1) {
		n = slice_span(slice_skip(dice, i), is_hexadecimal);
		found = n >= 8 && holds_hexadecimal(r, (struct slice){ dice.p + i, n });
	}
	/* The digits of an address begin where no digit stands before. */
	for (size_t i = 0; !found && i < dice.n; i++)
		found = is_digit(dice.p[i]) && (i == 0 || !is_digit(dice.p[i - 1])) &&
		    spelled_address(slice_skip(dice, i), dotted) > 0;
	return found;
}

static size_t
part_length(struct slice word)
{
	size_t n = 0;

	while (n < word.n && !is_one_of(word.p[n], "-_~+"))
		n++;
	return n;
}

void
add_parts(struct scan *s, struct slice word)
{
	char dotted[16];

	while (word.n > 0) {
		size_t n = is_digit(word.p[0]) ? spelled_address(word, dotted) : 0;
		struct slice part = slice_head(word, part_length(word));

		if (n > 0 && add_address(s->r, slice_of(dotted), s->out)) {
			word = slice_skip(word, n);
			continue;
		}
		n = known_name(s->r, word);
		if (n > part.n) {
			pseudonym_add(s->r->key, "user", slice_head(word, n), s->out);
			word = slice_skip(word, n);
			continue;
		}
		if (is_dice(part) && !holds_somebody(s->r, part))
			buf_add(s->out, part);
		else if (part.n > 0)
			add_whole(s, part);
		n = part.n;
		if (n < word.n)
			buf_addc(s->out, word.p[n++]);
		word = slice_skip(word, n);
	}
}
