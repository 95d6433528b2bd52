/* SPDX-License-Identifier: MIT */
/* Whether a code stands apart from the words around it. */
#include "diagnose/message/asked.h"

#include "base/ascii.h"
#include "diagnose/message/number.h"

struct slice
asked_peer(struct slice text)
{
	enum { DIGITS_LEAST = 2 };	/* versions have one before the point */
	struct slice name = slice_starts_nocase(text, SLICE("SIP/")) ? slice_skip(text, 4) : SLICE_NONE;
	size_t digits = slice_span(name, is_digit);

	return digits >= DIGITS_LEAST && digits < name.n && name.p[digits] == ' ' ? slice_head(name, digits) : SLICE_NONE;
}

bool
asked_is_bracketed(struct slice text, struct slice number)
{
	const char *end = slice_limit(number);

	/* What closes the text was taken for what people set around it. */
	return number.p > text.p && is_one_of(number.p[-1], "([<{") && (end == slice_limit(text) || is_one_of(*end, ")]>}"));
}

bool
asked_stands_apart(struct asked *q)
{
	const struct dress *d = &q->dress;

	if (d->kind != DRESS_CODE || d->stranger || d->number < LEAST_FAILURE)
		return false;
	return d->named || d->at.p == d->tokens[0].text.p || d->at.p == d->tokens[d->count - 1].text.p ||
	    asked_is_bracketed(q->text, d->at);
}

bool
asked_registration_unsaid(struct asked *q, const char *id)
{
	struct entry e;

	return knowledge_entry(q->k, id, &e) && entry_is(&e, TRAIT_REGISTRATION) && !knowledge_speaks_of_registering(q->k, q->text);
}
