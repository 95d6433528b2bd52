/* SPDX-License-Identifier: MIT */
/*
 * Short numbers: an extension is somebody's, a code, a port, a payload type or an amount is nobody's. A number that is a
 * user of the input goes, unless what stands around it says that it counts something.
 */
#include "base/ascii.h"
#include "base/literals.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

/* "extension 12", "Durchwahl 30": what follows is somebody's, known or not. */
static bool
is_extension_word(const struct redact *r, struct slice word)
{
	return r->k != NULL && knowledge_names_extension(r->k, word);
}

static bool
is_person_word(struct slice word)
{
	return literals_have_nocase(&literals_person_word, word);
}

static bool
is_count_word(struct slice word)
{
	return literals_have_nocase(&literals_count_word, word);
}

/* What an answer of three digits follows. */
static bool
is_code_word(struct slice word)
{
	return literals_have_nocase(&literals_answer_word, word);
}

static bool
has_unit(struct slice after)
{
	if (after.n > 0 && (after.p[0] == '%' || after.p[0] == '/'))
		return true;
	if (after.n == 0 || after.p[0] != ' ')
		return false;
	after = slice_skip(after, 1);
	return literals_have_nocase(&literals_unit, slice_head(after, slice_span(after, word_char))) ||
	    slice_starts(after, SLICE("telephone-event"));
}

static bool
is_before_name(char c)
{
	return is_space(c) || is_one_of(c, "=:>\"'([<.#");
}

/* The last word before, with what stands between the two left out. */
static struct slice
word_before(struct slice before)
{
	size_t from;

	while (before.n > 0 && is_before_name(before.p[before.n - 1]))
		before.n--;
	for (from = before.n; from > 0 && word_char(before.p[from - 1]); from--)
		;
	return slice_skip(before, from);
}

/* The line of a description that lists payload types, times and rates. */
static bool
is_sdp_line(struct slice before)
{
	enum { LONGEST = 512 };		/* of a line that lists them */
	size_t from = before.n;

	while (from > 0 && before.n - from < LONGEST && before.p[from - 1] != '\n')
		from--;
	struct slice line = slice_skip(before, from);
	return line.n > 1 && line.p[1] == '=' && is_one_of(line.p[0], "mtba");
}

/* ":5060" behind a host, "/8000" behind a codec, "[1001]" behind a program. */
static bool
is_glued(const struct redact *r, struct slice before)
{
	char last = before.n > 0 ? before.p[before.n - 1] : '\0', other = before.n > 1 ? before.p[before.n - 2] : '\0';

	if (last == ':' && (word_char(other) || other == ']')) {
		struct slice name = word_before(before);

		return !is_extension_word(r, name) && !is_person_word(name);
	}
	return last == '/' || last == '.' || (last == '[' && word_char(other));
}

/* One that IANA lists; 101 is none, and is dialled more often. */
static bool
is_code(struct slice number)
{
	static const struct { uint16_t from, to; } codes[] = {
		{ 100, 100 }, { 180, 183 }, { 199, 200 }, { 202, 202 }, { 204, 204 }, { 300, 302 }, { 305, 305 }, { 380, 380 },
		{ 400, 417 }, { 420, 425 }, { 428, 430 }, { 433, 433 }, { 436, 440 }, { 469, 470 }, { 477, 491 }, { 493, 494 },
		{ 500, 505 }, { 513, 513 }, { 555, 555 }, { 580, 580 }, { 600, 600 }, { 603, 608 },
	};
	uint64_t n;

	for (size_t i = 0; slice_to_u64(number, 999, &n) && i < sizeof codes / sizeof *codes; i++)
		if (n >= codes[i].from && n <= codes[i].to)
			return true;
	return false;
}

/* What somebody does, and no answer. */
static bool
is_verb(struct slice word)
{
	return literals_have_nocase(&literals_person_verb, word);
}

static struct slice
word_after(struct slice after)
{
	after = after.n > 0 && after.p[0] == ' ' ? slice_skip(after, 1) : SLICE_NONE;
	return slice_head(after, slice_span(after, word_char));
}

/*
 * "*404", "404#", "Ann <404>": somebody dials that, or it stands where the number of a name does; "<134>" begins a line
 * of syslog.
 */
static bool
is_dialled(struct slice before, struct slice number, struct slice after)
{
	enum { HIGHEST_PRIORITY = 191 };
	char last = before.n > 0 ? before.p[before.n - 1] : '\0', next = after.n > 0 ? after.p[0] : '\0';
	uint64_t n = 0;

	if (last == '<' && next == '>')
		return !(slice_to_u64(number, 999, &n) && n <= HIGHEST_PRIORITY &&
		    (before.n == 1 || before.p[before.n - 2] == '\n'));
	return last == '*' || next == '#';
}

/* 486 Busy Here, "answered with 486": a number that may be an answer, where one would stand. */
static bool
reads_as_code(const struct scan *s, struct slice number, struct slice name, struct slice after)
{
	if (number.n != 3 || !is_code(number))
		return false;
	if (is_code_word(name))
		return true;
	struct slice next = word_after(after);
	if (slice_empty(name))
		return !is_verb(next) && !literals_have_nocase(&literals_number_joint, next);
	after = after.n > 0 && after.p[0] == ' ' ? slice_skip(after, 1) : SLICE_NONE;
	return after.n > 0 && (after.p[0] == '(' || is_upper(after.p[0])) && known_name(s->r, after) == 0;
}

bool
is_extension(const struct scan *s, struct slice number)
{
	struct slice before = slice_from(s->text.p, number.p), name = word_before(before);
	struct slice after = slice_from(slice_limit(number), slice_limit(s->text));

	if (number.n < 2 || is_glued(s->r, before))
		return false;
	if (!(s->how & SCAN_COUNTERS) && number.n > 2 && is_dialled(before, number, after) &&
	    known_has(&s->r->known, s->r->key, KNOWN_NAME, number))
		return true;
	if (is_extension_word(s->r, name))
		return true;
	if ((s->how & SCAN_COUNTERS) || !known_has(&s->r->known, s->r->key, KNOWN_NAME, number))
		return false;
	if ((s->how & SCAN_IDENTIFIER) || is_person_word(name))
		return number.n > 2 || is_person_word(name);
	return number.n > 2 && !is_count_word(name) && !is_sdp_line(before) && !has_unit(after) &&
	    !reads_as_code(s, number, name, after);
}

bool
says_person(const struct scan *s, struct slice word)
{
	struct slice name = word_before(slice_from(s->text.p, word.p));

	if (literals_have_nocase(&literals_article, name))
		return false;
	return (is_person_word(name) && !literals_have_nocase(&literals_person_place, name)) ||
	    is_verb(word_after(slice_from(slice_limit(word), slice_limit(s->text))));
}

static bool
is_letter(char c)
{
	return word_char(c) && !is_digit(c);
}

struct slice
glued_extension(const struct scan *s, struct slice word)
{
	size_t n = slice_span(word, is_letter), marks = n < word.n && (word.p[n] == '.' || word.p[n] == '-');
	struct slice name = slice_head(word, n), number = slice_skip(word, n + marks), before = slice_from(s->text.p, word.p);

	if (n == 0 || !all_digits(number) || number.n < 2 || number.n > 6)
		return SLICE_NONE;
	if (is_extension_word(s->r, name))
		return number;
	while (before.n > 0 && !word_char(before.p[before.n - 1]))
		before.n--;
	if (!slice_eq_nocase(name, SLICE("x")) || marks > 0)
		return SLICE_NONE;
	return (before.n > 0 && is_digit(before.p[before.n - 1])) || known_has(&s->r->known, s->r->key, KNOWN_NAME, number) ?
	    number : SLICE_NONE;
}
