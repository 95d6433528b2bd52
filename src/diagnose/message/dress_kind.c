/* SPDX-License-Identifier: MIT */
/* What a number among words is: a code, a cause, or how many there are of something, and which of them. */
#include "diagnose/message/dress.h"

#include "base/ascii.h"
#include "diagnose/message/number.h"

enum { NEAR = 4 };

/* What the words beside the token say, on one side, as long as they say anything; a bit for each kind. */
static unsigned
said_beside(const struct dress *d, size_t i, int step)
{
	unsigned said = 0;

	for (size_t n = 0, at = i; n < NEAR; n++) {
		if (step < 0 ? at == 0 : at + 1 >= d->count)
			break;
		at = step < 0 ? at - 1 : at + 1;
		if (d->tokens[at].kind != TOKEN_WORD || d->tokens[at].word == WORD_UNKNOWN || d->tokens[at].of_host)
			break;
		said |= 1u << d->tokens[at].word;
	}
	return said;
}

/*
 * "callref = 0x8123 Cause i = 0x82A9", "call 4 ended with cause 17", "call 123 failed, cause: 403": the words behind
 * the first number say what the second one is.
 */
static bool
labels_the_next(const struct dress *d, size_t i)
{
	const unsigned label = 1u << WORD_CODE | 1u << WORD_CAUSE;
	size_t at = i + 1;

	while (at < d->count && d->tokens[at].kind == TOKEN_WORD && d->tokens[at].word != WORD_UNKNOWN)
		at++;
	if (at == i + 1 || at >= d->count || d->tokens[at].kind == TOKEN_WORD)
		return false;
	struct slice between = slice_from(slice_limit(d->tokens[at - 1].text), d->tokens[at].text.p);
	if (slice_chr(between, '=') != NULL || (i > 0 && slice_chr(between, ':') != NULL && d->tokens[at - 1].word == WORD_CAUSE))
		return true;
	if (i == 0)
		return false;
	return d->tokens[i].value < CODE_MIN && (1u << d->tokens[at - 1].word & label) && between.n == slice_span(between, is_blank);
}

static bool
is_word(const struct dress *d, size_t i, enum word word)
{
	return i < d->count && d->tokens[i].kind == TOKEN_WORD && d->tokens[i].word == word;
}

/* What stands between a thing and its number. */
static bool
numbers_line(struct knowledge *k, struct slice word)
{
	return knowledge_equals(k, word) || slice_eq_nocase(word, SLICE("code")) || slice_eq_nocase(word, SLICE("line")) ||
	    knowledge_numbers_things(k, word);
}

/* "会議室404": a room, right before its number; not so "5分钟404". */
static bool
is_of_a_room(const struct dress *d, size_t i)
{
	enum { LEAST = 6 };	/* two characters */

	return i > 0 && is_word(d, i - 1, WORD_UNIT) && (unsigned char)d->tokens[i - 1].text.p[0] >= 0xe0 &&
	    d->tokens[i - 1].text.n >= LEAST &&
	    slice_trim(slice_from(slice_limit(d->tokens[i - 1].text), d->tokens[i].text.p)).n == 0 &&
	    (i < 2 || d->tokens[i - 2].kind == TOKEN_WORD);
}

/*
 * "403 and 404", "403, 404", "403, dann 404": the number before this one, with nothing between but a mark or a word that says
 * nothing, or that it came later; `i` where there is none.
 */
static size_t
listed_before(struct knowledge *k, const struct dress *d, size_t i)
{
	if (i > 0 && d->tokens[i - 1].kind == TOKEN_NUMBER)
		return i - 1;
	return i > 1 && d->tokens[i - 2].kind == TOKEN_NUMBER &&
	    (is_word(d, i - 1, WORD_FILLER) || knowledge_leads_on(k, d->tokens[i - 1].text)) &&
	    !knowledge_shows_code(k, d->tokens[i - 1].text) ? i - 2 : i;
}

/* What is written in one piece has no blank between its words; elsewhere one, and no mark, leads from a thing to its number. */
static bool
stands_beside(struct slice word, struct slice next)
{
	return slice_limit(word) == next.p || slice_limit(word) + 1 == next.p;
}

/* "extensions", "rooms": not so "calls", which may end in a code. */
static bool
has_numbers(struct knowledge *k, const struct dress *d, size_t i)
{
	return is_word(d, i, WORD_LINE) || (is_word(d, i, WORD_UNIT) && !knowledge_speaks_of_calls(k, d->tokens[i].text));
}

/*
 * "rooms 403 and 404 are silent", "extensions 403, 404", "403和404房间", "301 405 numarasını arayamıyor": several of something, by their
 * numbers; not so "403 after 3 attempts".
 */
static bool
is_of_several(struct knowledge *k, const struct dress *d, size_t i)
{
	size_t first = i, last = i, at;

	while ((at = listed_before(k, d, first)) < first)
		first = at;
	for (at = last + 1; at <= last + 2 && at < d->count; at++)
		if (d->tokens[at].kind == TOKEN_NUMBER && listed_before(k, d, at) == last)
			last = at;
	if (first == last)
		return false;
	if (first > 0 && has_numbers(k, d, first - 1) && stands_beside(d->tokens[first - 1].text, d->tokens[first].text))
		return true;
	return last + 1 < d->count && d->tokens[first].text.n == d->tokens[last].text.n && d->tokens[last + 1].kind == TOKEN_WORD &&
	    stands_beside(d->tokens[last].text, d->tokens[last + 1].text) &&
	    (has_numbers(k, d, last + 1) || knowledge_numbers_things(k, d->tokens[last + 1].text));
}

/* "extension 486", "your order number is 486", "area code 403", "the number of guests is 480" */
static bool
is_of_a_line(struct knowledge *k, const struct dress *d, size_t i)
{
	bool is = is_of_a_room(d, i);

	while (i > 0 && d->tokens[i - 1].kind == TOKEN_WORD && numbers_line(k, d->tokens[i - 1].text))
		is |= knowledge_equals(k, d->tokens[--i].text);
	return i > 0 && (is_word(d, i - 1, WORD_LINE) || (is && is_word(d, i - 1, WORD_UNIT)));
}

/* "the 480 area code" */
static bool
is_of_an_area(struct knowledge *k, const struct dress *d, size_t i)
{
	return is_word(d, i + 1, WORD_LINE) && i + 2 < d->count && d->tokens[i + 2].kind == TOKEN_WORD &&
	    numbers_line(k, d->tokens[i + 2].text) && !knowledge_equals(k, d->tokens[i + 2].text);
}

/* "№ 503 has 1000 subscribers": what has a number and is counted besides. */
static bool
is_of_counted(const struct dress *d, size_t i)
{
	if (i == 0 || d->tokens[i - 1].kind != TOKEN_WORD || !slice_eq(d->tokens[i - 1].text, SLICE("No")))
		return false;
	for (size_t at = i + 1; at < d->count; at++)
		if (d->tokens[at].kind == TOKEN_NUMBER && is_word(d, at + 1, WORD_UNIT))
			return true;
	return false;
}

/* "503 is my lucky number", "el 503 es mi número de la suerte": at the beginning, and of no code. */
static bool
is_said_to_be_number(struct knowledge *k, const struct dress *d, size_t i)
{
	bool numbered = false;

	if (i > 1 || (i == 1 && !is_word(d, 0, WORD_FILLER)) || i + 2 >= d->count || d->tokens[i + 1].kind != TOKEN_WORD ||
	    !knowledge_equals(k, d->tokens[i + 1].text))
		return false;
	for (size_t at = i + 2; at < d->count; at++) {
		if (d->tokens[at].kind != TOKEN_WORD || (1u << d->tokens[at].word & (SAYS_CODE | SAYS_CAUSE)) != 0)
			return false;
		numbered |= knowledge_numbers_things(k, d->tokens[at].text);
	}
	return numbered;
}

/* "404 number not available", "sipwise 403 number is blocked", at the beginning: what the code says of a number. */
static bool
tells_of_number(struct knowledge *k, const struct dress *d, size_t i)
{
	size_t at = i + 2;

	if (at >= d->count || i > 1 || (i == 1 && knowledge_product(k, d->tokens[0].text, NULL) == NULL) ||
	    !knowledge_numbers_things(k, d->tokens[i + 1].text))
		return false;
	if (knowledge_equals(k, d->tokens[at].text) && at + 1 < d->count)
		at++;
	return d->tokens[at].kind == TOKEN_WORD &&
	    (knowledge_negates(k, d->tokens[at].text) || knowledge_log_trouble(k, d->tokens[at].text));
}

/* "the number 503 is prime", "486 numaralı otobüs": beside other words it is the number of some thing. */
static bool
is_of_a_thing(struct knowledge *k, const struct dress *d, size_t i)
{
	bool numbered = is_of_counted(d, i), other = numbered;

	if (tells_of_number(k, d, i))
		return false;
	numbered |= is_said_to_be_number(k, d, i);

	for (size_t at = i > 0 ? i - 1 : i + 1; at <= i + 1 && at < d->count; at += 2)
		numbered |= d->tokens[at].kind == TOKEN_WORD && knowledge_numbers_things(k, d->tokens[at].text);
	for (size_t at = 0; numbered && at < d->count; at++)
		other |= is_word(d, at, WORD_UNKNOWN) || is_word(d, at, WORD_LINE);
	return other;
}

/* "account 503 not registered", "телефон 403 не зарегистрирован", "phone 404 is online": who, and not what was answered. */
static bool
is_of_a_party(struct knowledge *k, const struct dress *d, size_t i)
{
	size_t at = i + 1;

	if (i == 0 || d->tokens[i - 1].kind != TOKEN_WORD ||
	    !(knowledge_speaks_of_calls(k, d->tokens[i - 1].text) || knowledge_speaks_of_registering(k, d->tokens[i - 1].text)))
		return false;
	while (at < d->count && d->tokens[at].kind == TOKEN_WORD &&
	    (knowledge_negates(k, d->tokens[at].text) || numbers_line(k, d->tokens[at].text)))
		at++;	/* "is not" */
	return at < d->count && d->tokens[at].kind == TOKEN_WORD &&
	    (knowledge_tells_registered(k, d->tokens[at].text) || (at + 1 == d->count && knowledge_sounds_well(k, d->tokens[at].text)));
}

/* "Call 1 hangup request ignored", "Call 5: failed to hangup after 30 retries": which call it was. */
static bool
is_of_a_call(struct knowledge *k, const struct dress *d, size_t i)
{
	size_t at = i + 1;

	if (i == 0 || d->tokens[i - 1].kind != TOKEN_WORD || !knowledge_speaks_of_calls(k, d->tokens[i - 1].text) ||
	    slice_limit(d->tokens[i - 1].text) + 1 != d->tokens[i].text.p)
		return false;
	while (at < d->count && d->tokens[at].kind == TOKEN_WORD && d->tokens[at].word != WORD_UNKNOWN && d->tokens[at].word != WORD_CAUSE)
		at++;
	return is_word(d, at, WORD_CAUSE) && !is_word(d, at + 1, WORD_CAUSE) && slice_eq_nocase(d->tokens[at].text, SLICE("hangup"));
}

/* "error 17 in ISDN" */
static bool
names_isdn(const struct dress *d)
{
	for (size_t i = 0; i < d->count; i++)
		if (is_word(d, i, WORD_ISDN))
			return true;
	return false;
}

/* "Q.850 sebep 17": a standard of causes alone, and one number. */
static bool
names_q850(const struct dress *d)
{
	size_t numbers = 0, names = 0;

	for (size_t i = 0; i < d->count; i++) {
		numbers += d->tokens[i].kind != TOKEN_WORD;
		names += is_word(d, i, WORD_ISDN) && to_lower(d->tokens[i].text.p[0]) == 'q';
	}
	return numbers == 1 && names > 0;
}

/* "the 503 bus", "603 flight"; "404房间", where words are written in one piece. */
static bool
is_of_a_journey(struct knowledge *k, const struct dress *d, size_t i)
{
	return is_word(d, i + 1, WORD_LINE) && (knowledge_is_other_thing(k, d->tokens[i + 1].text) ||
	    ((unsigned char)d->tokens[i + 1].text.p[0] >= 0xe0 && slice_limit(d->tokens[i].text) == d->tokens[i + 1].text.p));
}

/* "486 missed calls", "404 registered users": first of all, and what they are like stands between; not so "503 some calls". */
static bool
is_counted_so(struct knowledge *k, const struct dress *d, size_t i)
{
	struct slice like = i + 2 < d->count ? d->tokens[i + 1].text : SLICE_NONE;

	return i == 0 && is_word(d, i + 2, WORD_UNIT) && (is_word(d, i + 1, WORD_UNKNOWN) || knowledge_tells_registered(k, like)) &&
	    !knowledge_shows_code(k, like) && !knowledge_begins_aside(k, like) && !knowledge_tells_how_often(k, like);
}

/* "calls: 503, answered: 480": a colon leads to each of several numbers, and the first tells how many things there are. */
static bool
is_tallied(struct knowledge *k, const struct dress *d)
{
	size_t led = 0;
	bool counts = false;

	for (size_t at = 0; at < d->count && d->tokens[at].kind == TOKEN_WORD; at++)
		counts |= is_word(d, at, WORD_UNIT) || knowledge_tells_registered(k, d->tokens[at].text);
	for (size_t at = 1; counts && at < d->count; at++) {
		struct slice between = slice_from(slice_limit(d->tokens[at - 1].text), d->tokens[at].text.p);

		led += d->tokens[at].kind == TOKEN_NUMBER && slice_eq(slice_trim(between), SLICE(":"));
	}
	return led > 1;
}

/* "422 min": not so "422 Min-SE", "error 503: calls fail". */
static bool
is_counted(const struct dress *d, size_t i)
{
	struct slice unit = is_word(d, i + 1, WORD_UNIT) ? d->tokens[i + 1].text : SLICE_NONE;

	if (unit.n > 0 && slice_chr(slice_from(slice_limit(d->tokens[i].text), unit.p), ':') != NULL)
		return false;
	return unit.n > 0 && (i + 2 >= d->count || *slice_limit(unit) != '-' || slice_limit(unit) + 1 != d->tokens[i + 2].text.p);
}

/* "the phone sends 300 RTP packets": in capitals stands what they are of. */
static bool
is_counted_of(const struct dress *d, size_t i)
{
	return i > 0 && is_word(d, i + 1, WORD_UNKNOWN) && is_word(d, i + 2, WORD_UNIT) &&
	    slice_span(d->tokens[i + 1].text, is_upper) == d->tokens[i + 1].text.n;
}

/* Whatever word stands beside it, the number tells how many, how long, or which of them: "disconnects at 30 seconds". */
static bool
counts_or_numbers(struct knowledge *k, const struct dress *d, size_t i)
{
	return is_counted(d, i) || is_counted_of(d, i) || is_of_a_line(k, d, i) || is_of_several(k, d, i) || is_of_an_area(k, d, i) ||
	    is_of_a_call(k, d, i) || is_tallied(k, d);
}

/* The same where no word beside it says that it is a code or a cause. */
static bool
may_count_or_number(struct knowledge *k, const struct dress *d, size_t i)
{
	return is_counted_so(k, d, i) || is_of_a_thing(k, d, i) || is_of_a_journey(k, d, i) || is_of_a_party(k, d, i);
}

/* As many digits as a code has, spelt out with marks between them, or in words. */
static bool
is_spelt_as_code(const struct dress_token *t)
{
	return t->value >= CODE_MIN && t->value <= CODE_MAX && (t->text.n == 3 || t->text.n == 5 || is_alpha(t->text.p[0]));
}

static bool
follows_cause_word(const struct dress *d, size_t i)
{
	return (said_beside(d, i, -1) & (1u << WORD_ISDN | 1u << WORD_CAUSE)) != 0;
}

/* "leg 3 failed with 480 Reason: Q.850;cause=18": the words before another number say that this other one is the cause. */
static bool
another_is_the_cause(const struct dress *d, size_t i)
{
	for (size_t j = 0; j < d->count && !follows_cause_word(d, i); j++)
		if (j != i && d->tokens[j].kind == TOKEN_NUMBER && follows_cause_word(d, j))
			return true;
	return false;
}

/* `said` beside it; `named`: that it is a code or a cause. */
static bool
is_cause(const struct dress *d, size_t i, unsigned said, bool named)
{
	bool code = is_spelt_as_code(&d->tokens[i]);

	if (d->tokens[i].value < 1 || d->tokens[i].value > CAUSE_MAX)
		return false;
	return (said & 1u << WORD_ISDN) || (named && !code && names_isdn(d) && !another_is_the_cause(d, i)) ||
	    ((said & 1u << WORD_CAUSE) && !((said & 1u << WORD_SIP) && code));
}

/* "call to 486", "INVITE to 403": where no more is said, the number is what came of it. */
static bool
is_all_told(const struct dress *d, size_t i)
{
	enum { REQUEST_AND_LINK = 2 };

	return i + 1 == d->count && i <= REQUEST_AND_LINK;
}

enum dress_kind
dress_kind_of(struct knowledge *k, const struct dress *d, size_t i, bool *named)
{
	const struct dress_token *t = &d->tokens[i];
	unsigned said = said_beside(d, i, -1);
	bool of_party = dress_is_subject(k, d, i) ||
	    (!(said & 1u << WORD_CODE) && !is_all_told(d, i) && (dress_is_reached(k, d, i) || dress_acts(k, d, i)));

	if (!(said & (SAYS_CODE | SAYS_CAUSE)) && !labels_the_next(d, i))
		said |= said_beside(d, i, 1);
	if (t->value < CODE_MIN && names_q850(d))
		said |= 1u << WORD_ISDN;
	*named = (said & (SAYS_CODE | SAYS_CAUSE)) != 0;
	if (t->kind == TOKEN_CLASS)
		return DRESS_CLASS;
	if (of_party || counts_or_numbers(k, d, i) || (!*named && may_count_or_number(k, d, i))) {
		*named = false;
		return DRESS_NOTHING;
	}
	if (is_cause(d, i, said, *named))
		return DRESS_CAUSE;
	return is_spelt_as_code(t) ? DRESS_CODE : DRESS_NOTHING;
}
