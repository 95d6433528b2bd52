/* SPDX-License-Identifier: MIT */
/* What a number that may be a code may be else: whom somebody called, whose it is, how many, another program's. */
#include "base/ascii.h"
#include "diagnose/message/asked.h"

/* "call me at 503 tomorrow", "please call 480 for support": it may be whom to call. */
static bool
may_be_called(struct asked *q)
{
	const struct dress *d = &q->dress;
	size_t i = dress_place(d);

	return i > 0 && i + 1 < d->count && !d->named && knowledge_dials(q->k, d->tokens[i - 1].text) &&
	    asked_is_told_more(q, slice_from(slice_limit(d->at), slice_limit(q->text)));
}

/* "error calling 404": a code, or whom somebody called. */
bool
asked_may_be_party(struct asked *q)
{
	const struct dress *d = &q->dress;
	size_t i = dress_place(d);

	return i < d->count && (dress_is_reached(q->k, d, i) || dress_acts(q->k, d, i) || dress_lacks(q->k, d, i));
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

bool
asked_may_be_other(struct asked *q, struct slice phrase)
{
	return (phrase.n == 0 && (may_be_held(q) || may_be_called(q) || may_be_counted(q))) || is_on_platform(q);
}
