/* SPDX-License-Identifier: MIT */
#include "diagnose/message/party_numbers.h"

#include "base/ascii.h"

/* Milliseconds since 1970, from 2017 on. */
static bool
is_moment(struct slice number)
{
	return number.n == 13 && number.p[0] == '1' && number.p[1] >= '5';
}

/* "4930123", "2047": no part of a time, an address, a port, the place in a source file, or a process. */
static bool
is_party(struct slice text, struct slice number)
{
	enum { SHORTEST = 3, LONGEST = 15 };
	const char *end = slice_limit(number);
	size_t left = (size_t)(slice_limit(text) - end);
	char before = number.p > text.p ? number.p[-1] : ' ', after = left > 0 ? *end : ' ', next = left > 1 ? end[1] : ' ';

	if (number.n < SHORTEST || number.n > LONGEST || is_any_alnum(before) || is_any_alnum(after) || is_moment(number))
		return false;
	if (after == '@')
		return true;
	return !is_one_of(before, ":.-/[,_") && !is_one_of(after, "-/]_") && !(is_one_of(after, ":.,") && is_any_alnum(next));
}

static bool
is_code(struct slice number, int code)
{
	uint64_t value;

	return number.n == 3 && slice_to_u64(number, 999, &value) && (code == ANY_CODE ? value >= 300 && value < 700 :
	    value == (uint64_t)code);
}

/* The next of them at or after *at, which moves behind it; SLICE_NONE: there is none. */
static struct slice
next_party(struct slice line, int code, size_t *at)
{
	while (*at < line.n) {
		struct slice rest = slice_skip(line, *at), number = slice_head(rest, slice_span(rest, is_digit));

		*at += number.n + 1;
		if (is_party(line, number) && !is_code(number, code))
			return number;
	}
	return SLICE_NONE;
}

bool
names_number(struct slice line, int code)
{
	size_t at = 0;

	return next_party(line, code, &at).n > 0;
}

bool
number_stands_in(struct slice number, struct slice other)
{
	enum { SHORT = 6 };

	for (const char *at; (at = slice_find(other, number)) != NULL;) {
		const char *end = at + number.n;
		bool goes_on = end < slice_limit(other) && is_digit(*end);

		if (!goes_on && (number.n >= SHORT || at == other.p || !is_digit(at[-1])))
			return true;
		other = slice_from(at + 1, slice_limit(other));
	}
	return false;
}

bool
names_no_others(struct slice line, int code, struct slice other)
{
	size_t at = 0;

	for (struct slice number; (number = next_party(line, code, &at)).n > 0;)
		if (!number_stands_in(number, other))
			return false;
	return true;
}

bool
names_others(struct slice line, int code, struct slice other)
{
	size_t at = 0;

	if (!names_number(line, code))
		return false;
	for (struct slice number; (number = next_party(line, code, &at)).n > 0;)
		if (number_stands_in(number, other))
			return false;
	return true;
}
