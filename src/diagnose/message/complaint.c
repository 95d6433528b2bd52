/* SPDX-License-Identifier: MIT */
#include "diagnose/message/complaint.h"

#include "base/ascii.h"
#include "base/literals.h"
#include "input/stamp/stamp.h"

#define BIT(word) (1u << (word))

enum { WORDS_MAX = 128 };

struct log_said {
	struct slice text;
	unsigned does;		/* bits of enum log_word */
	bool letters;		/* or digits and signs */
};

/* The words of a line, also those that make up a name: "onRegistrationFailed" has three. */
struct words {
	struct log_said word[WORDS_MAX];
	size_t count;
};

static size_t
word_end(struct slice line, size_t i)
{
	if (i < line.n && is_any_letter(line.p[i]))
		while (++i < line.n && (is_any_letter(line.p[i]) || line.p[i] == '\'') &&
		    (!is_upper(line.p[i]) || !is_lower(line.p[i - 1])))
			;
	else
		while (i < line.n && !is_blank(line.p[i]) && !is_any_letter(line.p[i]))
			i++;
	return i;
}

static void
split(struct knowledge *k, struct slice line, struct words *out)
{
	out->count = 0;
	for (size_t i = 0; i < line.n && out->count < WORDS_MAX;) {
		size_t begin = i += slice_span(slice_skip(line, i), is_blank);
		struct slice text = slice_from(line.p + begin, line.p + (i = word_end(line, i)));

		out->word[out->count++] = (struct log_said){ text, knowledge_log_word(k, text), text.n > 0 && is_any_letter(text.p[0]) };
	}
}

static bool
does(const struct words *w, size_t at, enum log_word what)
{
	return at < w->count && (w->word[at].does & BIT(what)) != 0;
}

/* What failed is the word before, "call failed", or one that a few words belong to, "call to 7 was rejected"; NULL: neither. */
static const struct log_said *
subject_before(const struct words *w, size_t at)
{
	enum { REACH = 10 };	/* an address has several */

	while (at > 0 && (!w->word[at - 1].letters || does(w, at - 1, LOG_STATE)))
		at--;
	for (size_t i = at; i-- > 0 && at - i <= REACH;)
		if (does(w, i, LOG_SUBJECT) || does(w, i, LOG_LOGIN)) {
			size_t next = i + 1;

			while (next < at && !w->word[next].letters)	/* "call 33 to 4711 failed" */
				next++;
			return (next == at || does(w, next, LOG_LINK)) && (i == 0 || !does(w, i - 1, LOG_PART)) ? &w->word[i] : NULL;
		}
	return NULL;
}

/* "to register with", "not place call": what was tried is one. */
static bool
precedes_subject(const struct words *w, size_t at)
{
	enum { REACH = 3 };

	if (at >= w->count)
		return false;
	if (does(w, at, LOG_SUBJECT))
		return at + 1 == w->count || does(w, at + 1, LOG_LINK) || !w->word[at + 1].letters;
	for (size_t i = at + 1; does(w, at, LOG_TRIED) && i < w->count && i <= at + REACH; i++)
		if (does(w, i, LOG_SUBJECT))
			return true;
	return false;
}

/* "call 4 released, cause 34 (No circuit available)": how it ended is told. */
static bool
tells_cause(const struct words *w, size_t at)
{
	if (!does(w, at, LOG_ENDED) || subject_before(w, at) == NULL)
		return false;
	for (size_t i = at + 1; i + 1 < w->count; i++)
		if (does(w, i, LOG_CAUSE))
			return true;
	return false;
}

/* "not registered", "no longer reachable" */
static bool
is_denied(const struct words *w, size_t at)
{
	if (at > 0 && does(w, at - 1, LOG_DENIED))
		return true;
	return at > 1 && w->word[at - 1].letters && w->word[at - 1].does == 0 && does(w, at - 2, LOG_DENIED);
}

/* *subject: what failed, where it stands before the word that says so. */
static bool
complains_at(const struct words *w, size_t at, const struct log_said **subject)
{
	if (does(w, at, LOG_VAIN) && does(w, at + 1, LOG_TO))
		return precedes_subject(w, at + 2);
	if (does(w, at, LOG_FAILURE) && (*subject = subject_before(w, at)) != NULL)
		return true;
	/* "registration was not successful" */
	if (does(w, at, LOG_WORKS) && is_denied(w, at) && (*subject = subject_before(w, at - 1)) != NULL)
		return true;
	return tells_cause(w, at) || (does(w, at, LOG_UNABLE) && precedes_subject(w, at + 1));
}

static bool
complains(const struct words *w, const struct log_said **subject)
{
	for (size_t i = 0; i < w->count; i++)
		if (complains_at(w, i, subject))
			return true;
	return false;
}

static bool
works_at(const struct words *w, size_t at)
{
	return does(w, at, LOG_WORKS) && !is_denied(w, at);
}

static bool
any_works(const struct words *w)
{
	for (size_t i = 0; i < w->count; i++)
		if (works_at(w, i))
			return true;
	return false;
}

static bool
is_state(const struct words *w, size_t at)
{
	return (w->word[at].does & (BIT(LOG_UNDERWAY) | BIT(LOG_WORKS) | BIT(LOG_FAILURE))) != 0;
}

/* "oldState=Registering". */
static bool
is_old(const struct words *w, size_t at)
{
	enum { NEAR = 3 };

	for (size_t n = 1; n <= NEAR && n <= at && !is_state(w, at - n); n++)
		if (does(w, at - n, LOG_BEFORE))
			return true;
	return false;
}

static bool
is_no_failure(const struct words *w, size_t at)
{
	return does(w, at, LOG_FAILURE) && at > 0 && does(w, at - 1, LOG_NONE);
}

enum state { STATE_NONE, STATE_ON_THE_WAY, STATE_WORKS, STATE_FAILED };

/* The last of the states that is not an old one; *passed: something was on its way. */
static enum state
last_state(const struct words *w, bool *passed)
{
	enum state last = STATE_NONE;

	*passed = false;
	for (size_t i = 0; i < w->count; i++) {
		if (is_no_failure(w, i))
			continue;
		*passed |= does(w, i, LOG_UNDERWAY);
		if (is_state(w, i) && !is_old(w, i))
			last = works_at(w, i) ? STATE_WORKS : does(w, i, LOG_UNDERWAY) ? STATE_ON_THE_WAY : STATE_FAILED;
	}
	return last;
}

/* "002913: ", "*": how Cisco counts its lines and marks a clock that nobody has set. */
static struct slice
without_mark(struct slice line)
{
	uint64_t number;
	size_t digits = slice_digits(line, &number);

	if (digits > 0 && slice_starts(slice_skip(line, digits), SLICE(": ")))
		line = slice_skip(line, digits + 2);
	return slice_starts(line, SLICE("*")) ? slice_skip(line, 1) : line;
}

/* "[voice] call 42 ended", "app[12]: …", "Mar  9 10:00:00 gw …": a program wrote it, in words that the list of trouble is made of. */
static bool
is_tagged(struct slice line)
{
	enum { FIRST = 60 };
	struct slice head = slice_head(line, line.n < FIRST ? line.n : FIRST);
	const char *open = slice_chr(head, '[');

	for (size_t i = 0; i < line.n; i++)
		if ((unsigned char)line.p[i] >= 0x80)
			return false;
	return (line.n > 0 && is_upper(line.p[0])) ||
	    (open != NULL && open > line.p && slice_chr(slice_from(open, slice_limit(head)), ']') != NULL);
}

/* "10:00:00.123   sip_inv.c  .Received …": as PJSIP writes it, the name of the source set apart. */
static bool
has_source(struct slice line)
{
	enum stamp_time kind;
	int64_t time;
	struct slice name = slice_trim(slice_skip(line, stamp_time(line, &kind, &time))), said = name;

	slice_cut(&said, ' ');
	return said.n > 1 && is_one_of(said.p[0], " !") && slice_chr(name, ' ') > name.p + 2 && slice_span(name, is_digit) == 0;
}

/* A line of one of the levels on which programs tell what they do, not what went wrong. */
static bool
is_report(const struct words *w)
{
	enum { FIRST = 16 };

	for (size_t i = 0; i < w->count && i < FIRST; i++)
		if (literals_have(&literals_report_level, w->word[i].text))
			return true;
	return false;
}

static bool
has_trouble(struct knowledge *k, const struct words *w)
{
	for (size_t i = 0; i < w->count; i++)
		if (knowledge_log_trouble(k, w->word[i].text) &&
		    !(i > 0 && slice_eq(w->word[i - 1].text, SLICE("0"))))
			return true;
	return false;
}

/* "mod_register failed": what failed is called so, and may be something else. */
static const char *
begin_of_name(struct slice line, const char *p)
{
	if (p > line.p && p[-1] == '_')
		while (p > line.p && (is_alnum(p[-1]) || p[-1] == '_'))
			p--;
	return p;
}

/* Behind what may stand before it: "<134>", "[", "Mon ". */
static bool
has_time(struct slice line)
{
	const char *close = slice_starts(line, SLICE("<")) ? slice_chr(slice_head(line, 6), '>') : NULL;
	enum stamp_time kind;
	int64_t time;

	if (close != NULL)
		line = slice_from(close + 1, slice_limit(line));
	line = without_mark(line);
	if (slice_starts(line, SLICE("[")))
		line = slice_skip(line, 1);
	line = slice_skip(line, literals_start(&literals_weekday, line));
	return stamp_time(line, &kind, &time) > 0;
}

/* Of the digits that the word begins with behind its marks, three that a code may have; empty where they are none. */
static struct slice
short_number(struct slice word)
{
	uint64_t value;
	size_t marks = 0;

	while (marks < word.n && is_one_of(word.p[marks], ":<\"'(["))
		marks++;
	word = slice_skip(word, marks);
	return slice_digits(word, &value) == 3 && value >= 300 && value < 700 ? slice_head(word, 3) : SLICE("");
}

static struct slice
account_in(struct knowledge *k, const struct words *w)
{
	const unsigned leads = BIT(LOG_LINK) | BIT(LOG_PARTY) | BIT(LOG_THING);

	for (size_t i = 1; i < w->count; i++) {
		struct slice number = short_number(w->word[i].text), before = w->word[i - 1].text;
		const char *end = slice_limit(number);

		if (number.n == 0)
			continue;
		bool whole = end == slice_limit(w->word[i].text);
		if (whole ? (w->word[i - 1].does & leads) != 0 && !knowledge_shows_code(k, before) : *end == '@')
			return number;
		if (literals_have_nocase(&literals_account_word, before) ||
		    (w->word[i - 1].letters && knowledge_holds_number(k, before)))
			return number;
	}
	return SLICE("");
}

struct complaint
complaint_read(struct knowledge *k, struct slice line)
{
	struct complaint out = { .said = SLICE_NONE };
	const struct log_said *subject = NULL;
	bool ok = slice_find(line, SLICE("200 OK")) != NULL, passed;
	struct words w;
	enum state last;

	split(k, line, &w);
	last = last_state(&w, &passed);
	out.is = complains(&w, &subject);
	out.login = subject != NULL && (subject->does & BIT(LOG_LOGIN)) != 0;
	out.said = subject != NULL ? slice_from(begin_of_name(line, subject->text.p), slice_limit(line)) : SLICE_NONE;
	out.account = account_in(k, &w);
	out.over = ok || any_works(&w);
	out.lives = ok || last == STATE_WORKS || last == STATE_ON_THE_WAY;
	out.trouble = has_trouble(k, &w);
	out.passage = last == STATE_WORKS && passed;
	out.calm = has_time(line) && last == STATE_NONE && !ok && !is_report(&w) &&
	    (is_tagged(without_mark(line)) || has_source(line)) && !out.trouble;
	out.none = out.calm || (has_time(line) && last != STATE_FAILED &&
	    (last != STATE_NONE || ok || (is_report(&w) && !out.trouble)));
	return out;
}
