/* SPDX-License-Identifier: MIT */
/* Telephones whose names end in what looks like a code. */
#include "base/ascii.h"
#include "diagnose/message/dress.h"
#include "diagnose/message/number.h"

/* "VVX 500", "Snom 300": telephones whose whole name behind that of the series is a number that may be a status too. */
static bool
is_model_of(struct slice series, struct slice number)
{
	static const struct {
		struct slice series, model;
	} models[] = {
		{ SLICE("VVX"), SLICE("300") }, { SLICE("VVX"), SLICE("301") }, { SLICE("VVX"), SLICE("400") },
		{ SLICE("VVX"), SLICE("401") }, { SLICE("VVX"), SLICE("410") }, { SLICE("VVX"), SLICE("411") },
		{ SLICE("VVX"), SLICE("500") }, { SLICE("VVX"), SLICE("501") }, { SLICE("VVX"), SLICE("600") },
		{ SLICE("SPA"), SLICE("501") }, { SLICE("SPA"), SLICE("502") }, { SLICE("SPA"), SLICE("504") },
		{ SLICE("Snom"), SLICE("300") },
	};
	const char *gap = slice_limit(series);

	if (gap + 1 != number.p || (*gap != ' ' && *gap != '-'))
		return false;
	for (size_t i = 0; i < sizeof models / sizeof *models; i++)
		if (slice_eq_nocase(series, models[i].series) && slice_eq(number, models[i].model))
			return true;
	return false;
}

static bool
has_code_behind(const struct dress *d, size_t i)
{
	while (++i < d->count)
		if (d->tokens[i].kind == TOKEN_NUMBER && d->tokens[i].value >= LEAST_FAILURE && d->tokens[i].value <= MOST_FAILURE)
			return true;
	return false;
}

/* "Snom 710 404", "Mitel 6867i 408", "Asterisk 18.10 503": a model or version right behind the product, before a code. */
static bool
is_version(struct knowledge *k, const struct dress *d, size_t i)
{
	const struct dress_token *t = &d->tokens[i], *before = t - 1;
	const char *gap = slice_limit(before->text);

	if (before->kind != TOKEN_WORD || gap + 1 != t->text.p || !is_digit(t->text.p[0]) || (t->kind == TOKEN_NUMBER &&
	    t->value >= CODE_MIN && t->value <= MOST_FAILURE))
		return false;
	if (*gap == '.')
		return is_digit(before->text.p[0]) && before->word == WORD_FILLER;
	return *gap == ' ' && knowledge_product(k, before->text, NULL) != NULL && has_code_behind(d, i);
}

/* "3x 503", "12 x 486": how many of the tokens before it say how often it came. */
static size_t
how_often(const struct dress *d, size_t i)
{
	const struct slice last = d->tokens[i - 1].text;

	if (d->tokens[i].kind != TOKEN_NUMBER || d->tokens[i].value < LEAST_FAILURE)
		return 0;
	if (slice_eq(last, SLICE("x")))
		return i > 1 && d->tokens[i - 2].kind == TOKEN_NUMBER && d->tokens[i - 2].value < CODE_MIN ? 2 : 0;
	return last.n > 1 && last.p[last.n - 1] == 'x' && slice_span(last, is_digit) == last.n - 1 ? 1 : 0;
}

void
dress_tell_models(struct knowledge *k, struct dress *d)
{
	enum { LONGEST = 12 };

	for (size_t i = 1; i < d->count; i++) {
		struct dress_token *t = &d->tokens[i], *before = t - 1;

		for (size_t n = how_often(d, i); n > 0; n--) {
			d->tokens[i - n].kind = TOKEN_WORD;
			d->tokens[i - n].word = WORD_FILLER;
		}
		if (t->kind == TOKEN_NUMBER && before->kind == TOKEN_WORD && is_model_of(before->text, t->text)) {
			t->kind = TOKEN_WORD;
			t->word = WORD_FILLER;
			if (before->word == WORD_UNKNOWN && has_code_behind(d, i))
				before->word = WORD_FILLER;
		} else if (t->kind != TOKEN_CLASS && is_version(k, d, i)) {
			t->kind = TOKEN_WORD;
			t->word = WORD_FILLER;
		}
		if (t->kind == TOKEN_WORD && t->word == WORD_UNKNOWN && t->text.n <= LONGEST && is_alpha(t->text.p[0]) &&
		    is_digit(t->text.p[t->text.n - 1]) && before->kind == TOKEN_WORD &&
		    (before->word == WORD_FILLER || knowledge_product(k, before->text, NULL) != NULL))
			t->word = WORD_FILLER;
	}
}
