/* SPDX-License-Identifier: MIT */
/*
 * Names of people that no message gives and that are made of words that stay by themselves, for a text of siperr's has them
 * in one of its languages. All other names are words that nobody knows, and hidden as those.
 */
#include "base/ascii.h"
#include "base/literals.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

/* With a capital they are hardly anything else. */
static bool
is_given_name(struct slice word)
{
	return literals_have_nocase(&literals_given_name, word);
}

/* Before the name of a family, and only there. */
static bool
is_given_name_too(struct slice word)
{
	return literals_have_nocase(&literals_given_name_before, word);
}

static bool
is_family_name(struct slice word)
{
	return literals_have_nocase(&literals_family_name, word) || !word_is_known(word);
}

/* "Max", and neither "max" nor "MAX". */
static struct slice
capitalised(struct slice text)
{
	struct slice word = slice_head(text, slice_span(text, word_char));

	if (word.n < 2 || !is_upper(word.p[0]))
		return SLICE_NONE;
	for (size_t i = 1; i < word.n; i++)
		if (!is_lower(word.p[i]) && !is_beyond_ascii(word.p[i]))
			return SLICE_NONE;
	return word;
}

static bool
ends_here(struct slice text)
{
	return text.n == 0 || !(word_char(text.p[0]) || (text.n > 1 && word_joint(text.p[0]) && word_char(text.p[1])));
}

size_t
usual_name(struct slice text)
{
	struct slice first = capitalised(text), rest = slice_skip(text, first.n);
	size_t blanks = slice_starts(rest, SLICE(", ")) ? 2 : rest.n > 0 && rest.p[0] == ' ';
	struct slice second = blanks > 0 ? capitalised(slice_skip(rest, blanks)) : SLICE_NONE;
	bool given = is_given_name(first);

	if (first.n == 0)
		return 0;
	if (second.n > 0 && ends_here(slice_skip(rest, blanks + second.n)) && (blanks == 2
	    ? is_family_name(first) && (is_given_name(second) || is_given_name_too(second))
	    : (given || is_given_name_too(first)) && is_family_name(second)))
		return first.n + blanks + second.n;
	return given && ends_here(rest) ? first.n : 0;
}
