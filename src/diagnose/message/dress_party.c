/* SPDX-License-Identifier: MIT */
/* Numbers of those who call and are called, as small offices have them: of three digits, like a code. */
#include "base/ascii.h"
#include "diagnose/message/dress.h"
#include "diagnose/message/number.h"
#include "sip/message.h"

static bool
is_blank_before(const struct dress *d, size_t i)
{
	struct slice between;

	if (i == 0 || i >= d->count)
		return false;
	between = slice_from(slice_limit(d->tokens[i - 1].text), d->tokens[i].text.p);
	return between.n > 0 && between.n == slice_span(between, is_blank);
}

/* The word at `i`, with nothing but a blank between it and what is behind it. */
static bool
leads_on(const struct dress *d, size_t i)
{
	return i < d->count && d->tokens[i].kind == TOKEN_WORD && is_blank_before(d, i + 1);
}

static bool
is_short_number(const struct dress *d, size_t i)
{
	return i < d->count && d->tokens[i].kind == TOKEN_NUMBER && d->tokens[i].text.n == 3;
}

static bool
links(struct knowledge *k, const struct dress *d, size_t i)
{
	return leads_on(d, i) && knowledge_links_parties(k, d->tokens[i].text);
}

static bool
is_of_call(struct knowledge *k, const struct dress *d, size_t i)
{
	return leads_on(d, i) && d->tokens[i].word != WORD_SIP && knowledge_speaks_of_calls(k, d->tokens[i].text);
}

static bool
is_telephone(struct knowledge *k, const struct dress *d, size_t i)
{
	return leads_on(d, i) && (knowledge_holds_number(k, d->tokens[i].text) || knowledge_product(k, d->tokens[i].text, NULL) != NULL);
}

/* "INVITE to 404" */
static bool
is_request(const struct dress *d, size_t i)
{
	enum method method = leads_on(d, i) ? method_id(d->tokens[i].text) : METHOD_OTHER;

	return method == METHOD_INVITE || method == METHOD_REGISTER || method == METHOD_SUBSCRIBE ||
	    method == METHOD_OPTIONS || method == METHOD_REFER;
}

/* "from 301 to 302 no sound", at the beginning. */
static bool
is_way(struct knowledge *k, const struct dress *d)
{
	return links(k, d, 0) && is_short_number(d, 1) && links(k, d, 2) && is_short_number(d, 3) && is_blank_before(d, 2);
}

bool
dress_is_reached(struct knowledge *k, const struct dress *d, size_t i)
{
	size_t before = i - 1, first = i - 2;

	if (i == 0 || !leads_on(d, before))
		return false;
	if (knowledge_reaches(k, d->tokens[before].text) && is_of_call(k, d, before))
		return true;
	if (i <= 3 && is_way(k, d))
		return true;
	if (i < 2)
		return false;
	if (!links(k, d, before))	/* "403 calls 404" */
		return is_of_call(k, d, before) && is_short_number(d, first) && is_blank_before(d, before);
	if (is_short_number(d, first))
		return is_blank_before(d, before) && !knowledge_leads_on(k, d->tokens[before].text) && dress_is_reached(k, d, first);
	if (knowledge_shows_code(k, d->tokens[before].text) && is_telephone(k, d, first))
		return false;	/* "il telefono da 403": that is what it gives */
	if (d->tokens[before].text.n == 1 && !(links(k, d, i + 1) && is_short_number(d, i + 2)))
		return false;	/* "calls a 503": an article, where no other number follows */
	return is_of_call(k, d, first) || is_request(d, first) || (leads_on(d, first) && knowledge_reaches(k, d->tokens[first].text));
}

/* "hears", "reach", "kann", "oye a", "n'entend pas": what somebody does to whose number comes next. */
static bool
does(struct knowledge *k, struct slice word)
{
	return knowledge_acts(k, word) || knowledge_dials(k, word) || knowledge_enables(k, word) ||
	    knowledge_negates(k, word) || knowledge_links_parties(k, word);
}

bool
dress_acts(struct knowledge *k, const struct dress *d, size_t i)
{
	bool able = false, follows_acting = i >= 2 && is_short_number(d, i) && leads_on(d, i - 1) && does(k, d->tokens[i - 1].text);

	for (size_t at = i + 1; is_short_number(d, i) && is_blank_before(d, at); at++) {
		struct slice word = d->tokens[at].text;
		bool enables = d->tokens[at].kind == TOKEN_WORD && knowledge_enables(k, word);

		if (d->tokens[at].kind != TOKEN_WORD)
			return able && is_short_number(d, at);	/* "301 kann 302 nicht anrufen" */
		if (knowledge_acts(k, word) || (able && (knowledge_dials(k, word) || (leads_on(d, at) && is_short_number(d, at + 1)))))
			return true;
		if (!enables && !knowledge_negates(k, word))
			break;
		able |= enables;
	}
	/* "302 cannot hear 303" */
	for (size_t n = 2; follows_acting && n <= i && n <= 4; n++)
		if (is_short_number(d, i - n))
			return d->tokens[i - n].value >= LEAST_FAILURE && dress_acts(k, d, i - n);
	return false;
}

bool
dress_lacks(struct knowledge *k, const struct dress *d, size_t i)
{
	return is_short_number(d, i) && is_blank_before(d, i + 1) && leads_on(d, i + 1) && knowledge_owns(k, d->tokens[i + 1].text) &&
	    leads_on(d, i + 2) && knowledge_negates(k, d->tokens[i + 2].text);
}

static bool
does_in_log(struct knowledge *k, const struct dress *d, size_t i, enum log_word what)
{
	return leads_on(d, i) && knowledge_does_in_log(k, d->tokens[i].text, what);
}

bool
dress_is_subject(struct knowledge *k, const struct dress *d, size_t i)
{
	size_t link = i - 1;

	if (i < 2 || !is_short_number(d, i) || !is_blank_before(d, i + 1) || d->tokens[i + 1].kind != TOKEN_WORD ||
	    !(knowledge_log_word(k, d->tokens[i + 1].text) & (1u << LOG_FAILURE | 1u << LOG_STATE)))
		return false;
	if (i > 2 && leads_on(d, link) && knowledge_holds_number(k, d->tokens[link].text))
		link--;
	return does_in_log(k, d, link, LOG_LINK) && !knowledge_shows_code(k, d->tokens[link].text) &&
	    does_in_log(k, d, link - 1, LOG_SUBJECT);
}

bool
dress_is_held(struct knowledge *k, const struct dress *d, size_t i)
{
	return i > 0 && leads_on(d, i - 1) && is_short_number(d, i) && i + 1 < d->count &&
	    d->tokens[i + 1].kind == TOKEN_WORD && is_blank_before(d, i + 1) &&
	    knowledge_holds_number(k, d->tokens[i - 1].text);
}
