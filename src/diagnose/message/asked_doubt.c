/* SPDX-License-Identifier: MIT */
/* What a number that may be a code may be else: whom somebody called, whose it is, how many, another program's. */
#include "base/ascii.h"
#include "diagnose/message/asked.h"
#include "diagnose/message/product_words.h"

/* "call me at 503 tomorrow", "please call 480 for support": it may be whom to call. */
static bool
may_be_called(struct asked *q)
{
	const struct dress *d = &q->dress;
	size_t i = dress_place(d);

	return i > 0 && i + 1 < d->count && !d->named && knowledge_dials(q->k, d->tokens[i - 1].text) &&
	    asked_is_told_more(q, slice_from(slice_limit(d->at), slice_limit(q->text)));
}

/* "SIP/404 unreachable": a peer of Asterisk, by what is said of it; not so "SIP/404 received", "SIP/404 when dialling". */
static bool
is_peer(struct asked *q, size_t i)
{
	const struct dress *d = &q->dress;
	struct slice next = i + 1 < d->count ? d->tokens[i + 1].text : SLICE_NONE;

	return asked_peer(q->text).n > 0 && d->at.p == asked_peer(q->text).p && next.p == slice_limit(d->at) + 1 &&
	    d->tokens[i + 1].kind == TOKEN_WORD && (d->tokens[i + 1].word == WORD_UNKNOWN || knowledge_equals(q->k, next)) &&
	    !knowledge_shows_code(q->k, next) && !knowledge_begins_aside(q->k, next);
}

/* "error calling 404": a code, or whom somebody called. */
bool
asked_may_be_party(struct asked *q)
{
	const struct dress *d = &q->dress;
	size_t i = dress_place(d);

	return i < d->count && (is_peer(q, i) || dress_is_reached(q->k, d, i) || dress_acts(q->k, d, i) || dress_lacks(q->k, d, i));
}

/* "user 486 cannot dial": a code, or his number. */
static bool
may_be_held(struct asked *q)
{
	size_t i = dress_place(&q->dress);

	return i < q->dress.count && dress_is_held(q->k, &q->dress, i);
}

/* "docker pull failed: 401 unauthorized": maybe, but nothing says so, of SIP. */
static bool
is_on_platform(struct asked *q)
{
	return !q->dress.names_sip && knowledge_names_platform(q->k, q->text) && !knowledge_speaks_of_calls(q->k, q->text) &&
	    !knowledge_speaks_of_registering(q->k, q->text);
}

/* "I have 403 unread emails": behind words that say nothing, and before one that is not known. */
static bool
may_be_counted(struct asked *q)
{
	const struct dress *d = &q->dress;
	size_t i = 0;

	while (i < d->count && d->tokens[i].kind == TOKEN_WORD && d->tokens[i].word == WORD_FILLER &&
	    !knowledge_shows_code(q->k, d->tokens[i].text))
		i++;
	return i > 0 && i + 1 < d->count && d->tokens[i].text.p == d->at.p && d->tokens[i + 1].kind == TOKEN_WORD &&
	    d->tokens[i + 1].word == WORD_UNKNOWN && slice_limit(d->at) + 1 == d->tokens[i + 1].text.p &&
	    !is_upper(d->tokens[i + 1].text.p[0]) && !knowledge_begins_aside(q->k, d->tokens[i + 1].text);
}

/* Words that nobody knows stand beside the number, and hardly one that is known. */
static bool
has_unknown_words(const struct dress *d)
{
	enum { LEAST = 2, SIGNS = 12 };	/* four signs of a language without blanks */
	size_t unknown = 0;

	for (size_t i = 0; i < d->count; i++) {
		struct slice word = d->tokens[i].text;

		if (d->tokens[i].kind == TOKEN_WORD && d->tokens[i].word == WORD_UNKNOWN)
			unknown += word.n >= SIGNS && (unsigned char)word.p[0] >= 0xe0 ? LEAST : 1;
	}
	return unknown >= LEAST;
}

/*
 * "404 Schrauben gekauft", "503 is mijn geluksgetal": words of which none speaks of calls, of codes or of trouble that is known
 * are no phrase of a response, or one of a language that siperr does not speak.
 */
static bool
is_of_other_matter(struct asked *q)
{
	static const double least = 0.40;	/* as of talk about something else */
	const struct dress *d = &q->dress;
	struct guess guess;

	if (d->alone || d->named || d->of_sip || d->names_sip || !has_unknown_words(d) || knowledge_speaks_of_calls(q->k, q->text) ||
	    knowledge_speaks_of_registering(q->k, q->text) || product_named(q->k, d) != NULL)
		return false;
	return knowledge_rank(q->k, asked_beside(q, SLICE_NONE), &guess, 1) == 0 || guess.score < least;
}

bool
asked_may_be_other(struct asked *q, struct slice phrase)
{
	return (phrase.n == 0 && (may_be_held(q) || may_be_called(q) || may_be_counted(q) || is_of_other_matter(q))) || is_on_platform(q);
}
