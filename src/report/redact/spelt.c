/* SPDX-License-Identifier: MIT */
/*
 * Words that are written letter by letter: as character references of XML ("&#97;&#x6c;"), as octal escapes ("\141\154") or
 * one by one ("a l i c e"). Whatever they say, it goes.
 */
#include "base/ascii.h"
#include "report/redact/pseudonym.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

/* The apostrophe in "can&#39;t" stays. */
static bool
is_letter_code(unsigned code)
{
	return code >= 0x80 || is_alnum((char)code);
}

/* "&#97;", "&#x61;": its length; 0 for anything else. */
static size_t
reference(struct slice s)
{
	enum { DIGITS_MAX = 7 };
	bool hex = s.n > 2 && to_lower(s.p[2]) == 'x';
	size_t from = hex ? 3 : 2, at = from;
	unsigned code = 0;

	if (!slice_starts(s, SLICE("&#")))
		return 0;
	for (; at < s.n && at - from < DIGITS_MAX && (hex ? hex_value(s.p[at]) >= 0 : is_digit(s.p[at])); at++)
		code = code * (hex ? 16 : 10) + (unsigned)hex_value(s.p[at]);
	return at > from && at < s.n && s.p[at] == ';' && is_letter_code(code) ? at + 1 : 0;
}

/* "\141". */
static size_t
octal(struct slice s)
{
	unsigned code = 0;

	if (s.n < 4 || s.p[0] != '\\')
		return 0;
	for (int i = 1; i < 4; i++) {
		if (!is_digit(s.p[i]) || s.p[i] > '7')
			return 0;
		code = code * 8 + (unsigned)(s.p[i] - '0');
	}
	return is_letter_code(code & 0xff) ? 4 : 0;
}

/* "a " and, at the end of the word, "a". */
static size_t
single_letter(struct slice s)
{
	if (s.n == 0 || !is_alpha(s.p[0]) || (s.n > 1 && word_char(s.p[1])))
		return 0;
	return s.n > 1 && s.p[1] == ' ' ? 2 : 1;
}

/* The length of `least` or more pieces, each of which `one` finds behind the one before; 0: they are fewer. */
static size_t
run_of(size_t (*one)(struct slice), size_t least, struct slice s)
{
	size_t n = 0, count = 0;

	for (size_t length; (length = one(slice_skip(s, n))) > 0; n += length)
		count++;
	return count >= least ? n : 0;
}

bool
take_spelt(struct scan *s)
{
	enum { LETTERS = 5 };		/* "A B C D" are timers */
	struct slice before = slice_from(s->text.p, s->rest.p);
	char first = s->rest.p[0];
	size_t n = 0;

	if (first == '&')
		n = run_of(reference, 1, s->rest);
	else if (first == '\\')
		n = run_of(octal, 2, s->rest);
	else if (is_alpha(first) && (before.n == 0 || !word_char(before.p[before.n - 1])))
		n = run_of(single_letter, LETTERS, s->rest);
	if (n == 0)
		return false;
	n -= s->rest.p[n - 1] == ' ';
	pseudonym_add(s->r->key, "word", slice_head(s->rest, n), s->out);
	s->rest = slice_skip(s->rest, n);
	return true;
}
