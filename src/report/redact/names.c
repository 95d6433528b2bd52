/* SPDX-License-Identifier: MIT */
/* What stands for a user, a host, a number: by its place or by its form. */
#include "base/ascii.h"
#include "report/redact/pseudonym.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

enum { PHONE_DIGITS = 6 };	/* from so many digits on, a number is taken for somebody's */

/* "al%69ce" is alice. */
static void
unescape(struct slice s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '%' && s.n - i > 2 && hex_value(s.p[i + 1]) >= 0 && hex_value(s.p[i + 2]) >= 0) {
			buf_addc(out, (char)hex_byte(s.p + i + 1));
			i += 2;
		} else {
			buf_addc(out, s.p[i]);
		}
	}
}

/* The digits of a telephone number in any of its spellings, into `digits`; false when it is none. */
static bool
phone_digits(struct slice s, struct buf *digits)
{
	for (size_t i = 0; i < s.n; i++) {
		if (is_digit(s.p[i]))
			buf_addc(digits, s.p[i]);
		else if (s.p[i] == '\0' || strchr("+.-()/ ", s.p[i]) == NULL)
			return false;
	}
	return digits->n >= PHONE_DIGITS;
}

/* "+49 30 …" and "4930…" are the same number; dialled with 00 it is too. */
bool
add_phone(struct redact *r, struct slice text, struct buf *out)
{
	struct buf digits = BUF_INIT;
	bool is_phone = phone_digits(text, &digits);

	if (is_phone) {
		struct slice number = buf_slice(&digits);

		if (number.n > 8 && slice_starts(number, SLICE("00")))
			number = slice_skip(number, 2);
		pseudonym_add(r->key, "number", number, out);
	}
	buf_release(&digits);
	return is_phone;
}

static bool
names_nobody(struct slice user)
{
	return slice_empty(user) || slice_eq_nocase(user, SLICE("anonymous")) || slice_eq_nocase(user, SLICE("unknown")) ||
	    slice_eq_nocase(user, SLICE("unavailable"));
}

static void
remember(const struct redact *r, uint64_t *table, size_t size, struct slice text)
{
	uint64_t hash = pseudonym_hash(r->key, text);

	table[hash % size] = hash;
}

static bool
is_remembered(const struct redact *r, const uint64_t *table, size_t size, struct slice text)
{
	uint64_t hash = pseudonym_hash(r->key, text);

	return table[hash % size] == hash;
}

void
add_user(struct redact *r, struct slice user, struct buf *out)
{
	struct buf plain = BUF_INIT;

	unescape(user, &plain);
	struct slice name = buf_slice(&plain);
	/* These name nobody, and a diagnosis may need them. */
	if (names_nobody(name)) {
		buf_add(out, user);
	} else if (!add_hardware(r, name, out) && !add_phone(r, name, out)) {
		remember(r, r->users, KNOWN_USERS, name);
		pseudonym_add(r->key, "user", name, out);
	}
	buf_release(&plain);
}

void
add_host(struct redact *r, struct slice host, struct buf *out)
{
	struct buf plain = BUF_INIT;

	unescape(host, &plain);
	struct slice name = buf_slice(&plain);
	if (slice_ends(name, SLICE(".")) && name.n > 1)
		name.n--;
	if (slice_empty(name) || slice_eq_nocase(name, SLICE("localhost")) ||
	    slice_eq_nocase(name, SLICE("anonymous.invalid"))) {
		buf_add(out, host);
	} else if (!add_address(r, name, out)) {
		remember(r, r->hosts, KNOWN_HOSTS, name);
		pseudonym_add(r->key, "host", name, out);
		buf_addstr(out, ".example");
	}
	buf_release(&plain);
}

void
add_user_at_host(struct redact *r, struct slice text, struct buf *out)
{
	struct slice user = slice_cut(&text, '@');

	if (slice_eq(user, SLICE("-")))
		buf_addc(out, '-');
	else
		add_user(r, user, out);
	if (text.p != NULL) {
		buf_addc(out, '@');
		add_host(r, text, out);
	}
}

/* A word that stood in a URI before is the same user or host here; short numbers may be anything. */
bool
add_known(struct redact *r, struct slice text, struct buf *out)
{
	size_t least = text.n > 0 && is_digit(text.p[0]) ? 4 : 3;

	if (text.n < least)
		return false;
	if (is_remembered(r, r->users, KNOWN_USERS, text)) {
		pseudonym_add(r->key, "user", text, out);
		return true;
	}
	if (!is_remembered(r, r->hosts, KNOWN_HOSTS, text))
		return false;
	pseudonym_add(r->key, "host", text, out);
	buf_addstr(out, ".example");
	return true;
}

bool
is_host_char(char c)
{
	return word_char(c) || c == '.' || c == '-' || c == '_' || c == '%';
}

static bool
is_label(struct slice label)
{
	if (label.n == 0 || label.p[0] == '-')
		return false;
	for (size_t i = 0; i < label.n; i++)
		if (!word_char(label.p[i]) && label.p[i] != '-' && label.p[i] != '_')
			return false;
	return true;
}

/* Two labels or more, the last of letters only, or punycode. */
bool
is_host_name(struct slice text)
{
	struct slice label = SLICE_NONE;
	size_t labels = 0;

	for (; text.n > 0; labels++) {
		label = slice_cut(&text, '.');
		if (!is_label(label))
			return false;
	}
	if (labels < 2 || label.n < 2)
		return false;
	for (size_t i = 0; i < label.n; i++)
		if (!is_alpha(label.p[i]) && (unsigned char)label.p[i] < 0x80)
			return slice_starts_nocase(label, SLICE("xn--"));
	return true;
}

void
take_host(struct scan *s)
{
	size_t n = span_of(s->rest, is_host_char);

	if (s->rest.n > 0 && s->rest.p[0] == '[') {
		const char *close = slice_chr(s->rest, ']');

		n = close ? (size_t)(close - s->rest.p) + 1 : s->rest.n;
		if (add_address(s->r, slice_head(s->rest, n), s->out)) {
			s->rest = slice_skip(s->rest, n);
			return;
		}
	}
	add_host(s->r, slice_head(s->rest, n), s->out);
	s->rest = slice_skip(s->rest, n);
}
