/* SPDX-License-Identifier: MIT */
/* What is said beside a code: of which request, and what went wrong. */
#include "base/ascii.h"
#include "diagnose/message/asked.h"
#include "diagnose/message/number.h"
#include "diagnose/message/pasted.h"
#include "finding/ids.h"

static const double least_of_story = 0.4;	/* an entry about just that code whose words these are */

/* Words beside a code that is no failure say what is, at the least. */
static const double least_of_trouble = 0.5, least_with_code = 0.6, least_of_lack = 0.3, least_of_only = 0.4, near_best = 0.55;

struct slice
asked_beside(struct asked *q, struct slice phrase)
{
	struct slice at = q->dress.at, first = phrase.n > 0 && phrase.p < at.p ? phrase : at;
	struct slice last = phrase.n == 0 || first.p == phrase.p ? at : phrase;
	struct slice before = slice_from(q->text.p, first.p), behind = slice_from(slice_limit(last), slice_limit(q->text));
	struct slice between = first.p == last.p ? SLICE_NONE : slice_from(slice_limit(first), last.p);

	return slice_of(arena_printf(&q->arena, "%.*s %.*s %.*s", SLICE_ARG(before), SLICE_ARG(between), SLICE_ARG(behind)));
}

/* "SUBSCRIBE 403", "BYE: 481": the request, written as one; MESSAGE and INFO are words as well. */
static bool
names_method(const struct dress *d, enum method *method)
{
	for (size_t i = 0; i < d->count; i++) {
		enum method m = d->tokens[i].kind == TOKEN_WORD ? method_id(d->tokens[i].text) : METHOD_OTHER;

		if (m == METHOD_OTHER || m == METHOD_MESSAGE || m == METHOD_INFO)
			continue;
		*method = m;
		return true;
	}
	return false;
}

enum method
asked_only_method(const struct dress *d)
{
	enum method only = METHOD_OTHER;

	for (size_t i = 0; i < d->count; i++) {
		enum method m = d->tokens[i].kind == TOKEN_WORD ? method_id(d->tokens[i].text) : METHOD_OTHER;

		if (m == METHOD_OTHER || m == METHOD_MESSAGE || m == METHOD_INFO || m == only)
			continue;
		if (only != METHOD_OTHER)
			return METHOD_INVITE;
		only = m;
	}
	return only != METHOD_OTHER ? only : METHOD_INVITE;
}

static bool
has_unknown(const struct dress *d)
{
	bool has = false;

	for (size_t i = 0; i < d->count; i++)
		has |= d->tokens[i].kind == TOKEN_WORD && d->tokens[i].word == WORD_UNKNOWN;
	return has;
}

/* "subscribe 481", "bye error 481": so few words are a request, in small letters, too. */
static bool
types_method(const struct dress *d, enum method *method)
{
	enum { MOST_TOKENS = 2, LONGEST = 9 };
	char name[LONGEST];

	for (size_t i = 0; i < d->count && d->count <= MOST_TOKENS; i++) {
		struct slice word = d->tokens[i].text;

		if (d->tokens[i].kind != TOKEN_WORD || word.n > LONGEST)
			continue;
		for (size_t n = 0; n < word.n; n++)
			name[n] = is_lower(word.p[n]) ? (char)(word.p[n] - 'a' + 'A') : word.p[n];
		*method = method_id((struct slice){ name, word.n });
		if (*method != METHOD_OTHER && *method != METHOD_MESSAGE && *method != METHOD_INFO && *method != METHOD_INVITE)
			return true;
	}
	return false;
}

enum method
asked_method(struct asked *q, struct slice phrase)
{
	enum method method;
	struct slice words = asked_beside(q, phrase);
	struct guess guess;
	struct entry e;
	struct dress d;

	dress_read(q->k, words, &d);
	if (names_method(&d, &method) || types_method(&d, &method))
		return method;
	if (!asked_labels(&d, 0, d.count) && has_unknown(&d) && knowledge_rank(q->k, words, &guess, 1) == 1 &&
	    guess.score >= least_of_story && knowledge_entry(q->k, guess.id, &e) && e.general != NULL)
		return method_id(slice_of(e.general));
	return knowledge_names_registration(q->k, words) ? METHOD_REGISTER : METHOD_INVITE;
}

static bool
denies(struct asked *q, const struct dress *d)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->tokens[i].kind == TOKEN_WORD && knowledge_negates(q->k, d->tokens[i].text))
			return true;
	return false;
}

/* "the gateway never sends an ACK": a request that did not come says more than any other word. */
static bool
lacks_request(struct asked *q, const struct dress *d)
{
	enum method method;

	return denies(q, d) && names_method(d, &method);
}

/* "no ACK" says something in words of the trade alone. */
static bool
is_told_more(struct asked *q, const struct dress *d)
{
	return has_unknown(d) || lacks_request(q, d);
}

bool
asked_is_told_more(struct asked *q, struct slice words)
{
	struct dress d;

	dress_read(q->k, words, &d);
	return is_told_more(q, &d);
}

/* "100 Trying, then nothing": the code is a part of what is said. */
static bool
is_told_with_code(struct asked *q, const struct dress *beside, struct guess *guess)
{
	return denies(q, beside) && asked_rank(q, q->text, guess, 1) == 1 && guess->score >= least_with_code &&
	    !id_is_of(guess->id, "code");
}

/* Whether the words are about the best of `n` guesses. Beside a success, some fit it less well where no other is near. */
static bool
are_about(const struct asked *q, const struct dress *words, const struct guess *guesses, size_t n, double least)
{
	enum { SOME = 3 };

	if (n == 0 || guesses[0].score >= least)
		return n > 0;
	return words->count >= SOME && q->dress.number < LEAST_FAILURE && guesses[0].score >= least_of_only &&
	    (n < 2 || guesses[1].standing < near_best * guesses[0].standing);
}

/* The entry that the words are about; NULL: they don't say. */
static const char *
find_trouble(struct asked *q, struct slice words)
{
	struct guess guesses[2];
	struct match m;
	struct dress d;

	if (knowledge_name(q->k, undress(words), NULL, &q->arena, &m))
		return m.id;
	dress_read(q->k, words, &d);
	if (is_told_more(q, &d) && are_about(q, &d, guesses, asked_rank(q, words, guesses, 2),
	    lacks_request(q, &d) ? least_of_lack : least_of_trouble))
		return guesses[0].id;
	return is_told_with_code(q, &d, guesses) ? guesses[0].id : NULL;
}

void
asked_trouble_beside(struct asked *q, struct slice phrase)
{
	const char *id = find_trouble(q, asked_beside(q, phrase));
	struct entry e;

	if (id != NULL && knowledge_entry(q->k, id, &e) && e.severity > SEVERITY_NOTICE)
		answer_id(q, id, MATCH_WORDS, CONFIDENCE_POSSIBLE);
}
