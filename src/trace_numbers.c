/* SPDX-License-Identifier: MIT */
#include "trace_numbers.h"

#include "base/ascii.h"
#include "diagnose/message/method.h"
#include "diagnose/message/pasted.h"
#include "input/stamp/stamp.h"
#include "sip/message.h"

static bool
is_number_mark(char c)
{
	return is_one_of(c, " :])\"'#,>");
}

/* The next number of the text that a failure may have, `first` to 6 hundred, at *at or after it, which moves behind it; empty. */
static struct slice
next_number(struct slice text, char first, size_t *at)
{
	while (*at < text.n) {
		const char *p = text.p + *at;
		size_t digits = slice_span(slice_skip(text, *at), is_digit);

		*at += digits > 0 ? digits : 1;
		if (digits == 3 && *p >= first && *p <= '6' && (p == text.p || !is_alnum(p[-1])))
			return slice_from(p, p + 3);
	}
	return SLICE_NONE;
}

/* "Response msg 488/INVITE", "status 503": a word for a code leads to it, or a request follows it. */
static bool
is_called_code(struct knowledge *k, struct slice text, struct slice behind)
{
	const char *p = behind.p - 3;

	if (slice_starts(behind, SLICE("/")) && behind.n > 1 && is_upper(behind.p[1]))
		return true;
	for (int words = 0; words < 2; words++) {
		while (p > text.p && !is_name_byte(p[-1]))
			p--;
		struct slice word = word_before(text, p);

		if (word.n == 0)
			return false;
		if (knowledge_word(k, word) == WORD_CODE)
			return true;
		p = word.p;
	}
	return false;
}

static bool
does(struct knowledge *k, struct slice word, unsigned what)
{
	return word.n > 0 && (knowledge_log_word(k, word) & what) != 0;
}

static struct slice
skip_marks(struct slice s)
{
	return slice_skip(s, slice_span(s, is_number_mark));
}

static struct slice
first_word(struct slice s)
{
	s = skip_marks(s);
	return slice_head(s, slice_span(s, is_name_byte));
}

/* "INFO [sip] 403 called 486", "app: 403 parked": nothing of the message stands before it. */
static bool
begins_message(struct slice text, struct slice number)
{
	struct slice before = slice_from(text.p, number.p);

	if (slice_ends(before, SLICE("[")))
		before.n--;
	before = slice_trim(before);
	return before.n == 0 || is_one_of(before.p[before.n - 1], "]>:|");
}

static bool
asks_credentials(struct slice code)
{
	return slice_eq(code, SLICE("401")) || slice_eq(code, SLICE("407"));
}

/* "403 -> 486": two of them, the second of which no challenge led to. */
static bool
is_beside_arrow(struct slice text, struct slice number)
{
	static const struct slice arrows[] = { SLICE("->"), SLICE("=>"), SLICE("\xe2\x86\x92") };
	struct slice before = slice_trim(slice_from(text.p, number.p));
	struct slice behind = slice_trim(slice_from(slice_limit(number), slice_limit(text)));

	for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
		size_t at = 0;

		if (slice_starts(behind, arrows[i])) {
			struct slice to = slice_trim(slice_skip(behind, arrows[i].n));
			return next_number(to, '3', &at).p == to.p && to.n > 0 && !asks_credentials(number);
		}
		if (slice_ends(before, arrows[i])) {
			struct slice from = slice_trim(slice_head(before, before.n - arrows[i].n));
			from = from.n > 3 ? slice_skip(from, from.n - 3) : from;
			return from.n == 3 && (from.p == text.p || !is_alnum(from.p[-1])) && next_number(from, '3', &at).n == 3 &&
			    !asks_credentials(from);
		}
	}
	return false;
}

/* "for 486 dialog": who has such a number may have the one before it, too; not so "from 1001", "from 486.example.net". */
static bool
leads_to_number(struct knowledge *k, struct slice s)
{
	struct slice link = first_word(s), to = skip_marks(slice_from(slice_limit(link), slice_limit(s)));
	size_t at = 0;

	return does(k, link, 1u << LOG_PARTY) && to.n > 0 && next_number(to, '3', &at).p == to.p &&
	    (to.n == at || (!is_name_byte(to.p[at]) && to.p[at] != '.'));
}

/* "sip:403@192.0.2.7" stands in the text. */
static bool
is_user(struct slice text, struct slice number)
{
	for (struct slice rest = text; rest.n > 0;) {
		const char *at = slice_find(rest, number);

		if (at == NULL)
			return false;
		if (at + number.n < slice_limit(text) && at[number.n] == '@' && at > text.p && at[-1] == ':')
			return true;
		rest = slice_from(at + number.n, slice_limit(text));
	}
	return false;
}

/* "bridge 403 created", "contact for 403", "[403] hung up": whose it is, or of what; a `second` is led to, "parked on 486". */
static bool
is_of_thing(struct knowledge *k, struct slice text, struct slice number, bool second)
{
	const unsigned links = 1u << LOG_LINK | 1u << LOG_PARTY, leads = links | 1u << LOG_DEED;
	struct slice behind = slice_from(slice_limit(number), slice_limit(text)), next = first_word(behind);
	const char *p = number.p;

	if (is_user(text, number) || is_beside_arrow(text, number))
		return true;
	if (begins_message(text, number) && does(k, next, 1u << LOG_DEED))
		return true;
	while (p > text.p && is_one_of(p[-1], " #['\""))
		p--;
	struct slice word = p < number.p ? word_before(text, p) : SLICE_NONE;

	if (does(k, word, second ? leads : 1u << LOG_PARTY) || knowledge_word(k, word) == WORD_LINE)
		return true;
	if (method_id(word) != METHOD_OTHER && word.n > 0 && is_upper(word.p[0]))
		return leads_to_number(k, behind);
	return next.n > 0 && !does(k, next, links) && word.n > 0 && (does(k, word, 1u << LOG_THING) || knowledge_holds_number(k, word));
}

static bool
all_of_things(struct knowledge *k, struct slice text)
{
	struct slice number;
	size_t at = 0, count = 0;

	for (; (number = next_number(text, '3', &at)).n > 0; count++)
		if (is_called_code(k, text, slice_from(slice_limit(number), slice_limit(text))) || !is_of_thing(k, text, number, count > 0))
			return false;
	return count > 0;
}

/* Behind its first number the text says that something works. */
static bool
goes_on_well(struct knowledge *k, struct slice text)
{
	size_t at = 0;
	struct slice number = next_number(text, '4', &at);
	struct slice behind = number.n > 0 ? slice_from(slice_limit(number), slice_limit(text)) : SLICE_NONE;

	return behind.n > 0 && !is_called_code(k, text, behind) && complaint_read(k, behind).lives;
}

bool
line_numbers_things(struct program *p, struct slice line)
{
	struct slice words = stamp_behind(line);
	struct line_sink s = { .silent = true };
	const struct finding_sink sink = { &s, on_line_finding };

	if (words.n == 0 || (!goes_on_well(p->k, words) && !all_of_things(p->k, words)))
		return false;
	const struct complaint said = complaint_read(p->k, words);
	if (said.is || said.trouble)
		return false;
	lookup_words(p->k, words, &sink);
	return !s.phrased;
}

static bool
names_cause(struct program *p, struct slice name)
{
	struct line_sink s = { .silent = true };
	const struct finding_sink sink = { &s, on_line_finding };

	return name.n >= 4 && is_upper(name.p[0]) && lookup_whole(p->k, name, &sink) && s.sure;
}

/* "= 21" at the beginning, as behind a name that has this number. */
static bool
gives_number(struct slice behind)
{
	size_t digits;

	behind = slice_trim(behind);
	if (!slice_starts(behind, SLICE("=")))
		return false;
	behind = slice_trim(slice_skip(behind, 1));
	digits = slice_span(behind, is_digit);
	return digits > 0 && digits <= 3 && (digits == behind.n || !is_name_byte(behind.p[digits]));
}

/* "continue_on_fail=" before the list, not "hangup_cause=", which says what came up. */
static bool
sets(struct knowledge *k, struct slice before)
{
	while (before.n > 0 && is_one_of(before.p[before.n - 1], "\"' "))
		before.n--;
	if (!slice_ends(before, SLICE("=")))
		return false;
	before = slice_trim(slice_head(before, before.n - 1));
	size_t n = 0;

	while (n < before.n && is_alpha(before.p[before.n - 1 - n]))
		n++;
	return n > 0 && knowledge_word(k, slice_skip(before, before.n - n)) != WORD_CAUSE;
}

bool
line_lists_causes(struct program *p, struct slice line)
{
	enum { SEVERAL = 2 };
	size_t numbered = 0, listed = 0;

	for (struct slice rest = line; rest.n > 0 && numbered < SEVERAL && listed < SEVERAL;) {
		size_t n = slice_span(rest, is_constant_byte);
		struct slice name = slice_head(rest, n), behind = slice_skip(rest, n);
		bool apart = name.p == line.p || !is_name_byte(name.p[-1]);
		bool goes_on = listed > 0 && name.p > line.p && name.p[-1] == ',';

		rest = n > 0 ? behind : slice_skip(rest, 1);
		if (n == 0 || !apart || slice_chr(line, '=') == NULL || !names_cause(p, name))
			continue;
		numbered += gives_number(behind);
		listed = goes_on ? listed + 1 : sets(p->k, slice_from(line.p, name.p));
	}
	return numbered >= SEVERAL || listed >= SEVERAL;
}
