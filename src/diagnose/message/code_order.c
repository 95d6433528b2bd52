/* SPDX-License-Identifier: MIT */
#include "diagnose/message/code_order.h"

#include <stdio.h>

#include "base/ascii.h"
#include "diagnose/message/number.h"
#include "sip/message.h"

enum { FINAL = 200, UNAUTHORIZED = 401, PROXY_UNAUTHORIZED = 407, NEAR = 4 };

/* "calls from 123 end with 404 Not Found": a failure, where what was taken is none and does not begin the text. */
static bool
says_more(const struct dress *d, size_t i)
{
	return d->number < LEAST_FAILURE && d->tokens[i].value >= LEAST_FAILURE && d->at.p != d->tokens[0].text.p;
}

static bool
is_challenge(unsigned code)
{
	return code == UNAUTHORIZED || code == PROXY_UNAUTHORIZED;
}

/* "401 then 403", "404, followed by a 486": a word says that this one came after another. */
static bool
is_led_to(struct knowledge *k, const struct dress *d, size_t i)
{
	for (size_t at = i; at > 0 && i - at < NEAR && d->tokens[at - 1].kind == TOKEN_WORD; at--) {
		const struct dress_token *t = &d->tokens[at - 1];

		if (knowledge_leads_on(k, t->text))
			return true;
		if (t->word == WORD_UNKNOWN || t->word == WORD_LINE)
			return false;
	}
	return false;
}

/* "after the 407 we get 403": the challenge is only when it came. */
static bool
is_behind_challenge(struct knowledge *k, const struct dress *d)
{
	size_t at = dress_place(d);

	if (!is_challenge(d->number) || at == 0 || at == d->count)
		return false;
	return knowledge_begins_aside(k, d->tokens[at - 1].text) ||
	    (at > 1 && d->tokens[at - 1].word == WORD_FILLER && knowledge_begins_aside(k, d->tokens[at - 2].text));
}

/* "401, INVITE with auth, 403": the request was sent once more. */
static bool
is_sent_again(const struct dress *d, size_t i)
{
	while (i > 0 && d->tokens[i - 1].text.p > d->at.p) {
		enum method method = d->tokens[--i].kind == TOKEN_WORD ? method_id(d->tokens[i].text) : METHOD_OTHER;

		if (method != METHOD_OTHER && method != METHOD_ACK && method != METHOD_MESSAGE && method != METHOD_INFO)
			return true;
	}
	return false;
}

/*
 * A success or a challenge lets a request go on: "INVITE 200 481", "REGISTER 401 REGISTER 403", "401 -> 403", "401 407
 * 403"; "INVITE 100 180 200".
 */
static bool
goes_on(const struct dress *d, size_t i)
{
	const struct dress_token *t = &d->tokens[i], *before = t - 1;
	struct slice between = slice_from(slice_limit(before->text), t->text.p);

	if (!(is_challenge(d->number) || d->number < LEAST_FAILURE) || is_challenge(t->value))
		return false;
	if (is_challenge(d->number) && is_sent_again(d, i))
		return true;
	if (before->kind == TOKEN_NUMBER)
		return slice_chr(between, '>') != NULL ||
		    ((d->named || is_challenge(d->number)) && slice_eq(between, SLICE(" "))) ||
		    (d->names_sip && slice_eq(between, SLICE("/")));
	return d->named && before->word == WORD_SIP && method_id(before->text) != METHOD_OTHER;
}

/* "180 then no 200": what did not come ends nothing. */
static bool
is_missed(struct knowledge *k, const struct dress *d, size_t i)
{
	return d->tokens[i].value < LEAST_FAILURE && d->tokens[i - 1].kind == TOKEN_WORD && knowledge_negates(k, d->tokens[i - 1].text);
}

/* "trying to call 404 gives 403": whom somebody dialled. */
static bool
follows_dialling(struct knowledge *k, const struct dress *d)
{
	size_t at = dress_place(d);

	return at > 0 && at < d->count && d->tokens[at - 1].kind == TOKEN_WORD && knowledge_dials(k, d->tokens[at - 1].text);
}

/* "expected 486, got 503", "instead of 486 I get 503", "not 404 but 403": what did not come. */
static bool
was_expected(struct knowledge *k, const struct dress *d)
{
	size_t at = dress_place(d);

	if (at == d->count)
		return false;
	for (size_t n = 1; n <= 3 && n <= at && d->tokens[at - n].kind == TOKEN_WORD; n++)
		if (knowledge_expects(k, d->tokens[at - n].text) || (n == 1 && knowledge_negates(k, d->tokens[at - n].text)))
			return true;
	return false;
}

/* "200 on REGISTER but 403 on INVITE" */
static bool
is_set_against(struct knowledge *k, const struct dress *d, size_t i)
{
	for (size_t at = dress_place(d) + 1; at < i; at++)
		if (d->tokens[at].kind == TOKEN_WORD && knowledge_sets_against(k, d->tokens[at].text))
			return true;
	return false;
}

/* "error [255] Register failed, 403 Forbidden": nobody answers with a code that nothing is known about. */
static bool
is_no_answer(struct knowledge *k, unsigned code)
{
	char id[sizeof "code.4294967295"];
	struct entry e;

	snprintf(id, sizeof id, "code.%u", code);
	return code >= FINAL && code < LEAST_FAILURE && !knowledge_entry(k, id, &e);
}

bool
code_overtakes(struct knowledge *k, const struct dress *d, size_t i, bool named)
{
	unsigned value = d->tokens[i].value;

	if (d->kind != DRESS_CODE || is_missed(k, d, i))
		return false;
	if ((named == d->named && says_more(d, i)) || (value >= LEAST_FAILURE && value <= MOST_FAILURE && is_no_answer(k, d->number)))
		return true;
	if (value >= LEAST_FAILURE && value <= MOST_FAILURE && ((named >= d->named && follows_dialling(k, d)) ||
	    (named >= d->named && was_expected(k, d)) || (d->number < LEAST_FAILURE && is_set_against(k, d, i))))
		return true;
	/* "100 Trying, 183, then 486 Busy Here": what a request met in turn; its end is what is asked about. */
	if (value < LEAST_FAILURE)
		return value >= FINAL && (d->number < FINAL || is_challenge(d->number)) &&
		    (goes_on(d, i) || (is_challenge(d->number) && is_led_to(k, d, i)));
	return value <= MOST_FAILURE && (d->number < FINAL || goes_on(d, i) || is_led_to(k, d, i) ||
	    (!is_challenge(value) && is_behind_challenge(k, d)));
}
