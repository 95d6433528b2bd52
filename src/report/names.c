#include "report/names.h"

#include "base/ascii.h"

enum { PHONE_DIGITS = 6 };	/* from so many digits on, a number is taken for somebody's */

/* The digits of a telephone number in any of its spellings, into `digits`; false when it is none. */
static bool
phone_digits(struct slice s, struct buf *digits)
{
	if (s.n > 0 && s.p[0] == '+')
		s = slice_skip(s, 1);
	for (size_t i = 0; i < s.n; i++) {
		if (is_digit(s.p[i]))
			buf_addc(digits, s.p[i]);
		else if (strchr(".-()", s.p[i]) == NULL || s.p[i] == '\0')
			return false;
	}
	return digits->n >= PHONE_DIGITS;
}

/* "+49 30 …" and "4930…" are the same number; dialled with 00 it is too. */
bool
names_add_phone(struct pseudonyms *p, struct slice s, struct buf *out)
{
	struct buf digits = BUF_INIT;
	bool is_phone = phone_digits(s, &digits);

	if (is_phone) {
		struct slice key = buf_slice(&digits);

		if (key.n > 8 && slice_starts(key, SLICE("00")))
			key = slice_skip(key, 2);
		buf_addf(out, "number-%llu", (unsigned long long)pseudonym_number(p, PSEUDONYM_NUMBER, key, true));
	}
	buf_release(&digits);
	return is_phone;
}

void
names_add_user(struct pseudonyms *p, struct slice s, struct buf *out)
{
	/* These name nobody, and a diagnosis may need them. */
	if (slice_empty(s) || slice_eq_nocase(s, SLICE("anonymous")) || slice_eq_nocase(s, SLICE("unknown")) ||
	    slice_eq_nocase(s, SLICE("unavailable")))
		buf_add(out, s);
	else if (!names_add_phone(p, s, out))
		buf_addf(out, "user-%llu", (unsigned long long)pseudonym_number(p, PSEUDONYM_USER, s, true));
}

bool
names_add_address(struct pseudonyms *p, struct slice s, struct buf *out)
{
	struct addr address, hidden;

	if (s.n == 0 || !addr_parse(&address, s))
		return false;
	pseudonym_address(p, &address, &hidden);
	if (s.p[0] == '[' && address.port == 0) {
		buf_addc(out, '[');
		addr_format(&hidden, false, out);
		buf_addc(out, ']');
	} else {
		addr_format(&hidden, true, out);
	}
	return true;
}

void
names_add_host(struct pseudonyms *p, struct slice s, struct buf *out)
{
	if (slice_empty(s) || slice_eq_nocase(s, SLICE("localhost")) || slice_ends(s, SLICE(".invalid")))
		buf_add(out, s);
	else if (!names_add_address(p, s, out))
		buf_addf(out, "host-%llu.example",
		    (unsigned long long)pseudonym_number(p, PSEUDONYM_HOST, s, true));
}

/* A fully qualified name: two labels or more, the last of letters only. */
bool
names_is_host(struct slice s)
{
	struct slice label = SLICE_NONE;
	size_t labels = 0;

	while (s.n > 0) {
		label = slice_cut(&s, '.');
		labels++;
		if (label.n == 0 || label.p[0] == '-')
			return false;
		for (size_t i = 0; i < label.n; i++)
			if (!is_alnum(label.p[i]) && label.p[i] != '-')
				return false;
	}
	if (labels < 2 || label.n < 2)
		return false;
	for (size_t i = 0; i < label.n; i++)
		if (!is_alpha(label.p[i]))
			return false;
	return true;
}

/* A word that stood in a URI before is the same user or host here; short numbers may be anything. */
bool
names_add_known(struct pseudonyms *p, struct slice word, struct buf *out)
{
	size_t least = word.n > 0 && is_digit(word.p[0]) ? 4 : 3;
	uint64_t n;

	if (word.n < least)
		return false;
	if ((n = pseudonym_number(p, PSEUDONYM_USER, word, false)) != 0)
		buf_addf(out, "user-%llu", (unsigned long long)n);
	else if ((n = pseudonym_number(p, PSEUDONYM_HOST, word, false)) != 0)
		buf_addf(out, "host-%llu.example", (unsigned long long)n);
	return n != 0;
}
