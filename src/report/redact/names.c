/* SPDX-License-Identifier: MIT */
/* What stands for a user, a host, a number: by its place or by its form. */
#include "base/ascii.h"
#include "base/literals.h"
#include "report/redact/pseudonym.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

enum { PHONE_DIGITS = 6 };	/* from so many digits on, a number is taken for somebody's */

/* "al%69ce" is alice. */
static void
unescape(struct slice s, struct buf *out)
{
	while (s.n > 0)
		buf_addc(out, slice_take_percent(&s));
}

/* A telephone number in any of its spellings. */
static bool
is_phone(struct slice s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		digits += is_digit(s.p[i]);
		if (!is_digit(s.p[i]) && !is_one_of(s.p[i], "+.-()/ "))
			return false;
	}
	return digits >= PHONE_DIGITS;
}

/* Nobody, or the program itself, which names itself so unless it is told a name. */
static bool
names_nobody(struct slice user)
{
	return slice_empty(user) || literals_have_nocase(&literals_nobody, user);
}

/* With its country code and without: nobody says where that ends, and it has one to three digits. */
static void
meet_number(struct redact *r, struct slice number)
{
	struct buf plain = BUF_INIT;

	known_plain(number, &plain);
	struct slice digits = buf_slice(&plain);
	while (digits.n > 0 && digits.p[0] == '0')
		digits = slice_skip(digits, 1);
	known_add(&r->known, r->key, KNOWN_NUMBER, digits);
	for (size_t code = 1; code <= 3 && digits.n >= code + PHONE_DIGITS + 2; code++)
		known_add(&r->known, r->key, KNOWN_NUMBER, slice_skip(digits, code));
	buf_release(&plain);
}

/* "+49 30 …" and "4930…" are the same number; dialled with 0 or 00 it is too. */
void
add_number(struct redact *r, struct slice text, struct buf *out)
{
	struct buf digits = BUF_INIT;

	for (size_t i = 0; i < text.n; i++)
		if (is_digit(text.p[i]))
			buf_addc(&digits, text.p[i]);
	struct slice number = buf_slice(&digits);
	while (number.n > PHONE_DIGITS && number.p[0] == '0')
		number = slice_skip(number, 1);
	pseudonym_add(r->key, "number", number, out);
	buf_release(&digits);
}

bool
add_phone(struct redact *r, struct slice text, struct buf *out)
{
	if (!is_phone(text))
		return false;
	add_number(r, text, out);
	return true;
}

/* Two letters stand in any word. */
static void
meet_name(struct redact *r, struct slice name)
{
	struct buf plain = BUF_INIT;

	known_plain(name, &plain);
	struct slice letters = buf_slice(&plain);
	if (all_digits(letters) ? letters.n > 1 && letters.n < PHONE_DIGITS && letters.n == name.n : letters.n > 2)
		known_add(&r->known, r->key, KNOWN_NAME, letters);
	buf_release(&plain);
}

void
meet_address(struct redact *r, const struct addr *a)
{
	enum addr_scope scope = addr_scope(a);

	if (scope != SCOPE_NONE && scope != SCOPE_UNSPECIFIED && scope != SCOPE_LOOPBACK && scope != SCOPE_MULTICAST)
		known_add(&r->known, r->key, KNOWN_ADDRESS, (struct slice){ (const char *)a->ip, a->family == 4 ? 4 : 16 });
}

static void
meet_host(struct redact *r, struct slice host)
{
	struct buf plain = BUF_INIT;

	known_plain(host, &plain);
	if (plain.n > 2)
		known_add(&r->known, r->key, KNOWN_HOST, buf_slice(&plain));
	buf_release(&plain);
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
	} else if (is_phone(name) && !add_hardware(r, name, out)) {
		meet_number(r, name);
		add_number(r, name, out);
	} else if (!add_hardware(r, name, out)) {
		meet_name(r, name);
		pseudonym_add(r->key, "user", name, out);
	}
	buf_release(&plain);
}

/* A person's name is known by each of its words, too. */
void
add_display(struct redact *r, struct slice name, struct buf *out)
{
	meet_person(r, name);
	add_user(r, name, out);
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
		meet_host(r, name);
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
	struct buf plain = BUF_INIT;
	bool is_user, is_host;

	known_plain(text, &plain);
	is_user = plain.n > 2 && !(all_digits(buf_slice(&plain)) && plain.n != text.n) &&
	    known_has(&r->known, r->key, KNOWN_NAME, buf_slice(&plain));
	is_host = !is_user && plain.n > 2 && !all_digits(buf_slice(&plain)) &&
	    known_has(&r->known, r->key, KNOWN_HOST, buf_slice(&plain));
	buf_release(&plain);
	if (is_user || is_host)
		pseudonym_add(r->key, is_user ? "user" : "host", text, out);
	if (is_host)
		buf_addstr(out, ".example");
	return is_user || is_host;
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
		if (!is_any_letter(label.p[i]))
			return slice_starts_nocase(label, SLICE("xn--"));
	return true;
}

void
take_host(struct scan *s)
{
	size_t n = slice_span(s->rest, is_host_char);

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
