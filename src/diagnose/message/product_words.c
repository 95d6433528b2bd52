/* SPDX-License-Identifier: MIT */
#include "diagnose/message/product_words.h"

#include "base/ascii.h"
#include "diagnose/message/pasted.h"

enum { MOST_LABELS = 4, LEAST_NAME = 3 };
enum { LEAST_BEYOND = 700 };	/* neither Q.850 nor SIP goes as far */

/* ---- causes by their protocol ---- */

static bool
is_protocol_char(char c)
{
	return is_alnum(c) || c == '_' || c == '-' || c == '.';
}

static struct slice
first_word(struct slice text)
{
	return slice_head(text, slice_span(text, is_protocol_char));
}

/* The first number behind `from`, where nothing but words of the trade stands between them. */
static const struct dress_token *
number_behind(const struct dress *d, const char *from)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct dress_token *t = &d->tokens[i];

		if (t->text.p < from)
			continue;
		if (t->kind == TOKEN_NUMBER)
			return t;
		if (t->word == WORD_UNKNOWN)
			return NULL;
	}
	return NULL;
}

static bool
numbered(struct knowledge *k, const char *context, const struct dress_token *number, struct arena *a, struct match *out)
{
	struct match m;

	if (!knowledge_match(k, context, number->text, NULL, a, &m) || m.step != MATCH_EXACT || !m.of_context)
		return false;
	*out = m;
	return true;
}

/* FreeSWITCH's own causes begin where Q.850 and SIP have none. */
static bool
cause_of_freeswitch(struct knowledge *k, const struct dress *d, struct arena *a, struct match *out)
{
	const struct dress_token *number = d->count > 0 ? &d->tokens[d->count - 1] : NULL;

	if (!d->alone || number == NULL || number->kind != TOKEN_NUMBER || number->value < LEAST_BEYOND)
		return false;
	for (size_t i = 0; i + 1 < d->count; i++)
		if (d->tokens[i].word == WORD_CAUSE)
			return numbered(k, "reason/freeswitch", number, a, out);
	return false;
}

/* "CUCM cause 125", and not "CUCM 125 phones"; "FreeSWITCH 807" is nothing else. */
static bool
is_called_cause(const struct dress *d, const struct dress_token *number)
{
	if (number->value >= LEAST_BEYOND)
		return true;
	for (size_t i = 0; &d->tokens[i] < number; i++)
		if (d->tokens[i].word == WORD_CAUSE)
			return true;
	return false;
}

/* Their numbers are known better elsewhere. */
static bool
is_of_sip_or_isdn(struct knowledge *k, struct slice word)
{
	enum word is = knowledge_word(k, word);

	return is != WORD_UNKNOWN && is != WORD_FILLER;
}

bool
product_cause(struct knowledge *k, struct slice text, const struct dress *d, struct arena *a, struct match *out)
{
	struct slice protocol = first_word(text);
	const struct dress_token *number = number_behind(d, slice_limit(protocol));
	char *context;

	if (cause_of_freeswitch(k, d, a, out))
		return true;
	if (protocol.n < LEAST_NAME || number == NULL || is_of_sip_or_isdn(k, protocol) ||
	    (knowledge_product(k, protocol, NULL) != NULL && !is_called_cause(d, number)))
		return false;
	context = arena_printf(a, "reason/%.*s", SLICE_ARG(protocol));
	for (char *p = context; *p != '\0'; p++)
		*p = to_lower(*p);
	return numbered(k, context, number, a, out);
}

/* ---- products ---- */

/* From there on a product's name may have several words: "Direct Routing". */
static const char *
vendor_at(struct knowledge *k, const struct dress_token *t, const char *end)
{
	return t->kind == TOKEN_WORD && t->text.n >= LEAST_NAME ? knowledge_product(k, slice_from(t->text.p, end), NULL) : NULL;
}

const char *
product_named(struct knowledge *k, const struct dress *d)
{
	const char *vendor = NULL;

	for (size_t i = 0; i < d->count && vendor == NULL; i++)
		vendor = vendor_at(k, &d->tokens[i], slice_limit(d->tokens[i].text));
	return vendor;
}

/* "asterisk 20104": a number of another product's is none of this one's; "Called PJSIP/171060": nor is who was called. */
static bool
is_of(const struct match *m, struct slice name, const char *vendor, bool before)
{
	if (slice_span(name, is_digit) < name.n)
		return true;
	return (m->vendor == NULL || strcmp(m->vendor, vendor) == 0) && (before || name.p[-1] != '/');
}

/* What goes before a product may be about something else: there only a number counts. */
static bool
is_known(struct knowledge *k, struct slice s, const char *vendor, bool before, struct arena *a, struct match *out)
{
	if (s.n == 0 || (before && !is_digit(s.p[0])))
		return false;
	return (knowledge_name(k, s, vendor, a, out) && is_of(out, s, vendor, before)) ||
	    (!is_digit(s.p[0]) && knowledge_phrase(k, "", s, a, out) && out->step == MATCH_EXACT);
}

/* It says more than what stands behind it: "asterisk 503 Unavailable". That of a process is none: "asterisk[404]: …". */
static bool
is_code(const struct dress *d, size_t i)
{
	const struct dress_token *t = &d->tokens[i];

	return i > 0 && t->kind == TOKEN_NUMBER && t->text.n == 3 && t->value >= 100 && t->value < 700 && t->text.p[-1] == ' ';
}

/*
 * The words from token `i` to `end`, and the same without the labels before them: "error code 8007". The first may be the
 * rest of the product's name.
 */
static bool
known_from(struct knowledge *k, const struct dress *d, size_t i, const char *end, const char *vendor, struct arena *a,
    struct known *out)
{
	bool before = i == 0;

	for (size_t left = 0; left <= MOST_LABELS && i < d->count && d->tokens[i].text.p < end; left++, i++) {
		out->words = undress(slice_from(d->tokens[i].text.p, end));
		if (is_known(k, out->words, vendor, before, a, &out->match))
			return true;
		if ((left > 0 && d->tokens[i].word == WORD_UNKNOWN) || is_code(d, i))
			return false;
	}
	return false;
}

/* "PJSIP_SC_REJECTED", "LinphoneReasonNotFound error": the product begins a name of its own, which says more than what stands behind it. */
static bool
begins_name(struct knowledge *k, struct slice text, struct arena *a)
{
	struct match m;

	return knowledge_name(k, slice_head(text, slice_span(text, is_protocol_char)), NULL, a, &m);
}

bool
product_words(struct knowledge *k, struct slice text, const struct dress *d, struct arena *a, struct known *out)
{
	enum { FIRST = 3 };
	const char *end = slice_limit(text);

	for (size_t i = 0; i < d->count && d->count <= DRESS_TOKENS / 2; i++) {
		const char *vendor = i < FIRST || i + 1 == d->count ? vendor_at(k, &d->tokens[i], end) : NULL;

		if (vendor != NULL)
			return !begins_name(k, slice_from(d->tokens[i].text.p, end), a) &&
			    (known_from(k, d, i + 1, end, vendor, a, out) ||
			    known_from(k, d, 0, d->tokens[i].text.p, vendor, a, out));
	}
	return false;
}
