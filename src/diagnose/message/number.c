/* SPDX-License-Identifier: MIT */
#include "diagnose/message/number.h"

#include "base/ascii.h"
#include "base/literals.h"
#include "diagnose/message/no_code.h"
#include "diagnose/message/pasted.h"
#include "input/line/mention_code.h"
#include "sip/message.h"

static unsigned
code_of(char hundreds, char tens, char ones)
{
	return (unsigned)((hundreds - '0') * 100 + (tens - '0') * 10 + ones - '0');
}

/* "488/606", "404/480/503": failures named in one, with this slash between two of them; "403/403" is an endpoint and its caller. */
static bool
is_pair(struct slice text, const char *slash)
{
	enum { CODE = 3 };
	const char *first = slash, *end = slash, *limit = slice_limit(text);

	if (*slash != '/')
		return false;
	while (first > text.p && (is_digit(first[-1]) || first[-1] == '/'))
		first--;
	while (end < limit && (is_digit(*end) || *end == '/'))
		end++;
	for (const char *p = first; p <= end; p += CODE + 1)
		if (end - p < CODE || p[0] < '3' || p[0] > '6' || !is_digit(p[1]) || !is_digit(p[2]) || (p + CODE < end && p[CODE] != '/'))
			return false;
	if (end - first > CODE && memcmp(first, first + CODE + 1, CODE) == 0)
		return false;
	return (first == text.p || is_one_of(first[-1], " (\"'")) && (end == limit || is_one_of(*end, " )\"',.;:?!"));
}

/* "404 EUR" is said by a word (unit, in words.txt); these stand without a blank, too. */
static const struct slice currencies[] = {
	SLICE("$"), SLICE("\xe2\x82\xac"), SLICE("\xc2\xa3"), SLICE("\xc2\xa5"), SLICE("\xe2\x82\xbd"), SLICE("\xe2\x82\xb4"),
	SLICE("\xe2\x82\xab"),
};

static bool
is_currency(struct slice behind)
{
	behind = slice_trim(behind);
	for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
		if (slice_starts(behind, currencies[i]))
			return true;
	return false;
}

/* "$503", "€ 480"; a dollar and a blank are a shell's prompt as well: "$ siperr 486". */
static bool
ends_in_currency(struct slice before)
{
	struct slice words = slice_trim(before);

	for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
		if (slice_ends(words, currencies[i]))
			return *currencies[i].p != '$' || words.n == before.n;
	return false;
}

/* What is behind a separator and so many digits; p NULL: neither is there. */
static struct slice
behind_group(struct slice s, size_t digits)
{
	uint64_t value;

	if (s.p == NULL || s.n == 0 || !is_one_of(s.p[0], " -.") || slice_digits(slice_skip(s, 1), &value) != digits)
		return SLICE_NONE;
	return slice_skip(s, 1 + digits);
}

/* "480 555 0100", "(480) 555-0100": a telephone number as North America writes it, and its middle. */
static bool
is_of_telephone(struct slice text, struct slice number)
{
	enum { EXCHANGE = 3, STATION = 4 };
	struct slice behind = slice_from(slice_limit(number), slice_limit(text));
	bool after_area = number.p - text.p >= 2 && is_one_of(number.p[-1], " -.") && (is_digit(number.p[-2]) || number.p[-2] == ')');

	if (after_area && behind_group(behind, STATION).p != NULL)
		return true;
	if (slice_starts(behind, SLICE(")")))
		behind = slice_skip(behind, 1);
	return behind_group(behind_group(behind, EXCHANGE), STATION).p != NULL;
}

static bool
has_failure(struct slice text)
{
	for (struct slice rest = text; rest.n > 0;) {
		struct slice word = slice_cut(&rest, ' ');

		if (word.n == 3 && word.p[0] >= '3' && word.p[0] <= '6' && is_digit(word.p[1]) && is_digit(word.p[2]))
			return true;
	}
	return false;
}

/* "DID 555 0142 -> 404": a number of one place behind a word, where a code comes after it. */
static bool
is_of_place(struct slice text, struct slice number)
{
	enum { STATION = 4 };
	struct slice behind = behind_group(slice_from(slice_limit(number), slice_limit(text)), STATION);

	return number.p - text.p >= 2 && number.p[-1] == ' ' && is_alpha(number.p[-2]) &&
	    slice_starts(behind, SLICE(" ")) && has_failure(behind);
}

/* "Q.850/102", "q850:16": what stands before the cause is no number. */
static bool
follows_standard(struct slice text, const char *mark)
{
	struct slice before = slice_from(text.p, mark);

	return (*mark == '/' || *mark == ':') && (slice_starts_nocase(before, SLICE("Q.850")) ||
	    slice_starts_nocase(before, SLICE("Q850"))) && before.n == (before.p[1] == '.' ? 5u : 4u);
}

/* `"100" <sip:100@192.0.2.5>`: a telephone's name. */
static bool
is_display_name(struct slice behind)
{
	if (slice_starts(behind, SLICE("\"")))
		behind = slice_skip(behind, 1);
	behind = slice_trim(behind);
	return slice_starts_nocase(behind, SLICE("<sip")) || slice_starts_nocase(behind, SLICE("<tel:"));
}

/* "status code >= 300", "code <= 399": a bound, which nobody answered. */
static bool
is_bound(struct knowledge *k, struct slice before)
{
	struct slice words = slice_trim(before);

	if (slice_ends(words, SLICE("<=")))
		return knowledge_word(k, word_before(words, slice_limit(slice_trim(slice_head(words, words.n - 2))))) == WORD_CODE;
	return slice_ends(words, SLICE(">=")) && !slice_ends(words, SLICE("=>="));
}

/* "%ISDN-6-DISCONNECT: …": how grave it is, as Cisco's systems say it between what speaks and what it says. */
static bool
is_severity(struct slice text, struct slice number)
{
	const char *p = number.p, *after = slice_limit(number);

	if (number.n != 1 || p == text.p || *--p != '-' || after == slice_limit(text) || *after != '-')
		return false;
	while (p > text.p && is_constant_byte(p[-1]))
		p--;
	return p > text.p && p[-1] == '%';
}

/* A number that is part of an address, a time, a version, a telephone number or a decimal is none by itself. */
static bool
stands_free(struct slice text, struct slice number)
{
	const char *before = number.p - 1, *after = slice_limit(number), *end = slice_limit(text);

	if (before >= text.p) {
		if (*before == '+' || *before == '@' || ends_in_currency(slice_from(text.p, number.p)))
			return false;
		if (is_one_of(*before, ".:-/,_") && before > text.p && is_digit(before[-1]))
			return is_pair(text, before) || follows_standard(text, before);
	}
	if (after < end && (*after == '@' || *after == '%'))
		return false;
	/* "401(k)" */
	if (end - after >= 3 && *after == '(' && is_alpha(after[1]) && after[2] == ')')
		return false;
	if (is_currency(slice_from(after, end)) || is_of_telephone(text, number) || is_of_place(text, number) ||
	    is_severity(text, number) || code_is_source_line(text, number.p) ||
	    code_is_length(slice_from(after, end)) || is_display_name(slice_from(after, end)))
		return false;
	return !(end - after >= 2 && is_one_of(*after, ".:-/,_") && is_digit(after[1])) || is_pair(text, after);
}

bool
number_is_lacking(struct knowledge *k, struct slice before)
{
	struct slice word;
	const char *begin;

	before = slice_trim(before);
	for (begin = slice_limit(before); begin > before.p && !is_blank(begin[-1]); begin--)
		;
	word = slice_from(begin, slice_limit(before));
	return word.n > 0 && !is_digit(word.p[0]) && word.p[word.n - 1] != '.' && knowledge_does_in_log(k, word, LOG_NONE);
}

/* No SIP code lies between 183 and 199. */
static bool
is_code_only_in_hex(unsigned value, unsigned decimal)
{
	return decimal > 183 && decimal < 199 && value >= LEAST_FAILURE;
}

/*
 * "0x480" is how a Gigaset shows 480, "0x1F7" is 503 as programmers write it; 0x91 and 0x8291 are causes as ISDN has them,
 * with the highest bit set.
 */
static bool
read_hex(struct slice text, struct number *out)
{
	enum { EXTENDED = 0x8080 };	/* location and cause, either without a further octet */
	unsigned value = 0, decimal = 0;
	bool digits = true;

	if (text.n < 4 || text.n > 6 || text.p[0] != '0' || to_lower(text.p[1]) != 'x')
		return false;
	for (size_t i = 2; i < text.n; i++) {
		int digit = hex_value(text.p[i]);

		if (digit < 0)
			return false;
		value = 16 * value + (unsigned)digit;
		digits &= is_digit(text.p[i]);
		decimal = 10 * decimal + (unsigned)digit;
	}
	if (text.n == 6 && (value & EXTENDED) != EXTENDED)
		return false;
	*out = (struct number){ .text = text, .value = value & CAUSE_MAX };
	if (text.n == 5 && digits && !is_code_only_in_hex(value, decimal))
		out->value = decimal;
	else if (text.n == 5 && value >= LEAST_FAILURE && value <= CODE_MAX)
		out->value = value;
	return true;
}

/* "4O4", "48o": a letter that looks like the digit. */
static bool
read_retyped(struct slice text, struct number *out)
{
	enum { CODE = 3 };
	unsigned value = 0, digits = 0;

	if (text.n != CODE || text.p[0] < '3' || text.p[0] > '6')
		return false;
	for (size_t i = 0; i < CODE; i++) {
		if (!is_digit(text.p[i]) && to_lower(text.p[i]) != 'o')
			return false;
		digits += is_digit(text.p[i]);
		value = 10 * value + (is_digit(text.p[i]) ? (unsigned)(text.p[i] - '0') : 0);
	}
	*out = (struct number){ .text = text, .value = value };
	return digits == 2;
}

/* "we get 407s": several of them; "480s" are seconds more often, unless they are `shown`. "einen 503er": one, as Germans say it. */
static bool
read_plural(struct slice text, bool shown, struct number *out)
{
	enum { CODE = 3 };
	struct slice ending = slice_skip(text, CODE);

	if (text.n <= CODE || !(slice_eq_nocase(ending, SLICE("s")) || slice_eq(ending, SLICE("er"))) ||
	    text.p[0] < '3' || text.p[0] > '6' || !is_digit(text.p[1]) ||
	    !is_digit(text.p[2]) || (text.p[2] == '0' && !shown))
		return false;
	*out = (struct number){ .text = slice_head(text, CODE),
		.value = code_of(text.p[0], text.p[1], text.p[2]) };
	return true;
}

/* What a word for a digit is, and where it ends; -1: none begins there. */
static int
digit_word(struct slice text, const char *p, const char **end)
{
	struct slice rest = slice_from(p, slice_limit(text));
	struct slice word = slice_head(rest, slice_span(rest, is_alpha));

	for (size_t i = 0; i < literals_digit.n; i++)
		if (slice_eq_nocase(word, literals_digit.p[i])) {
			*end = slice_limit(word);
			return (int)(i % 10);
		}
	return -1;
}

/* "four oh three": three digits, and no more. */
static bool
read_words(struct slice text, const char *p, struct number *out)
{
	enum { CODE = 3 };
	const char *at = p, *end = p;
	unsigned value = 0;

	for (size_t i = 0; i <= CODE; i++, at = end) {
		int digit;

		if (i > 0 && at < slice_limit(text) && (*at == ' ' || *at == '-'))
			at++;
		digit = digit_word(text, at, &end);
		if ((digit < 0) != (i == CODE))
			return false;
		if (i < CODE)
			value = 10 * value + (unsigned)digit;
		if (i == CODE - 1)
			*out = (struct number){ .text = slice_from(p, end), .value = value };
	}
	return value >= LEAST_FAILURE && value <= MOST_FAILURE;
}

static bool
read_joined_digits(struct slice text, const char *p, struct number *out)
{
	enum { SIZE = 5 };
	struct slice s = slice_head(slice_from(p, slice_limit(text)), SIZE);
	const char *after = p + SIZE;

	if (s.n < SIZE || s.p[0] < '3' || s.p[0] > '6' || s.p[1] != '-' || !is_digit(s.p[2]) || s.p[3] != '-' || !is_digit(s.p[4]))
		return false;
	if ((p > text.p && !is_space(p[-1])) || (after < slice_limit(text) && !is_space(*after)))
		return false;
	*out = (struct number){ .text = s, .value = code_of(s.p[0], s.p[2], s.p[4]) };
	return true;
}

/*
 * "h323-disconnect-cause=2F": the cause in hexadecimal. Many copy it in decimal, so that digits alone are taken for that, where
 * Q.850 has it: it has no 10 to 13, and 10 is how every call ends that ends as it should.
 */
static bool
read_accounted(struct slice text, const char *p, struct number *out)
{
	enum { SIZE = 2, DECIMAL = 10 };
	struct slice before = slice_from(text.p, p), s = slice_head(slice_from(p, slice_limit(text)), SIZE);
	const char *after = slice_limit(s);
	int high, low;

	while (before.n > 0 && is_one_of(before.p[before.n - 1], "=:\"' "))
		before.n--;
	if (s.n < SIZE || !is_digit(s.p[0]) || (high = hex_value(s.p[0])) > 7 || (low = hex_value(s.p[1])) < 0 ||
	    (after < slice_limit(text) && is_alnum(*after)) || (low < DECIMAL && (high != 1 || low > 3)) ||
	    before.n == (size_t)(p - text.p) || !literals_end_nocase(&literals_hex_cause, before))
		return false;
	*out = (struct number){ .text = s, .value = hex_byte(s.p) };
	return true;
}

bool
number_spelt(struct slice text, const char *p, struct number *out)
{
	if (is_digit(*p) && read_accounted(text, p, out))
		return true;
	return is_alpha(*p) ? read_words(text, p, out) : read_joined_digits(text, p, out);
}

bool
number_mixed(struct slice text, bool shown, struct number *out)
{
	return read_hex(text, out) || read_retyped(text, out) || read_plural(text, shown, out);
}

bool
number_is_free(struct knowledge *k, struct slice text, struct slice number)
{
	return stands_free(text, number) && !is_bound(k, slice_from(text.p, number.p)) && !number_is_no_code(k, text, number);
}
