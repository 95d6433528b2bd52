/* SPDX-License-Identifier: MIT */
/* What somebody asked, read for a code that talk leads to or ends in: what people were shown, or what they met. */
#include "base/ascii.h"
#include "diagnose/message/asked.h"
#include "diagnose/message/method.h"
#include "diagnose/message/number.h"

enum { LEAST_OF_CALLS = 3 };

/* What stands there is a failure that siperr knows; its token, `count` of the tokens where there is none. */
static size_t
failure_at(struct asked *q)
{
	const struct dress *d = &q->dress;
	struct entry e;

	return d->kind == DRESS_CODE && d->number >= LEAST_FAILURE && !d->stranger &&
	    knowledge_entry(q->k, arena_printf(&q->arena, "code.%u", d->number), &e) ? dress_place(d) : d->count;
}

/* "503 since noon", "488 then goes idle": what was met is told, and when or where follows. */
bool
asked_begins_aside(const struct asked *q, size_t at)
{
	struct slice word = q->dress.tokens[at].text;

	return q->dress.tokens[at].kind == TOKEN_WORD && (knowledge_begins_aside(q->k, word) || knowledge_leads_on(q->k, word));
}

/* "401s" */
static bool
is_plural(const struct asked *q)
{
	const char *behind = slice_limit(q->dress.at);

	return behind < slice_limit(q->text) && to_lower(*behind) == 's' && q->dress.at.n == 3;
}

/* No word behind it that says something, but of calls ("dal centralino"), unless they are several: "503s lately". */
static bool
ends_text(const struct asked *q, size_t at)
{
	const char *behind = slice_limit(q->dress.at);

	if (is_plural(q) || (behind + 1 < slice_limit(q->text) && is_one_of(*behind, ",;") && is_space(behind[1])))
		return true;	/* "rejected 423, min-expires 3600" */
	while (++at < q->dress.count && !asked_begins_aside(q, at))
		if (q->dress.tokens[at].word == WORD_UNKNOWN && !knowledge_shows_code(q->k, q->dress.tokens[at].text) &&
		    !knowledge_tells_how_often(q->k, q->dress.tokens[at].text) &&
		    !knowledge_speaks_of_calls(q->k, q->dress.tokens[at].text))
			return false;
	return true;
}

/* "throws 503", "rings once then 480", "nur noch 403"; a challenge that comes again and again is a loop, and no single one. */
static bool
leads_to_code(struct asked *q, const struct dress_token *t)
{
	bool challenge = code_is_challenge((int)q->dress.number);

	return t->kind == TOKEN_WORD && (knowledge_shows_code(q->k, t->text) ||
	    (!challenge && (knowledge_tells_how_often(q->k, t->text) || knowledge_leads_on(q->k, t->text))));
}

/* "dzwonię na komórki - 403", "Nebenstelle geht nicht, 404": set apart at the end of talk of calls. */
static bool
is_set_apart(struct asked *q, size_t at)
{
	struct slice before = slice_trim(slice_from(q->text.p, q->dress.at.p));

	return at > 0 && at + 1 == q->dress.count && q->dress.tokens[at - 1].kind == TOKEN_WORD && before.p + before.n < q->dress.at.p &&
	    (slice_ends(before, SLICE("-")) || slice_ends(before, SLICE("=")) || slice_ends(before, SLICE(",")) ||
	    slice_ends(before, SLICE("\xe2\x80\x93")) ||
	     slice_ends(before, SLICE("\xe2\x80\x94"))) && knowledge_speaks_of_calls(q->k, q->text);
}

/* "DID 555 0142 -> 404 from the carrier": what came of it. */
static bool
is_behind_arrow(struct asked *q)
{
	struct slice before = slice_trim(slice_from(q->text.p, q->dress.at.p));

	return (slice_ends(before, SLICE("->")) || slice_ends(before, SLICE("=>")) || slice_ends(before, SLICE("\xe2\x86\x92"))) &&
	    knowledge_speaks_of_calls(q->k, q->text);
}

/* "Yealink", "Telefon": who registers. */
static bool
is_of_telephone(struct knowledge *k, struct slice word)
{
	return knowledge_product(k, word, NULL) != NULL || knowledge_holds_number(k, word);
}

/* Words about registering alone, but for one that leads to the number, and where one does, for who it is. */
static bool
is_registration_talk(struct asked *q, size_t at)
{
	const struct dress *d = &q->dress;
	bool shown = at > 0 && knowledge_shows_code(q->k, d->tokens[at - 1].text);

	for (size_t i = 0; i + 1 < at; i++)
		if (d->tokens[i].word == WORD_UNKNOWN && !knowledge_speaks_of_registering(q->k, d->tokens[i].text) &&
		    !knowledge_shows_code(q->k, d->tokens[i].text) && !(shown && is_of_telephone(q->k, d->tokens[i].text)))
			return false;
	return at > 0 && !knowledge_numbers_things(q->k, d->tokens[at - 1].text);
}

/* "bei Registrierung", "à l’enregistrement": when or where it was, and no word of how often. */
static bool
is_told_of_registering(struct asked *q, size_t at)
{
	const struct dress *d = &q->dress;

	for (; at < d->count; at++)
		if (d->tokens[at].kind != TOKEN_WORD || (d->tokens[at].word != WORD_FILLER && !asked_begins_aside(q, at) &&
		    !knowledge_speaks_of_registering(q->k, d->tokens[at].text)) || knowledge_tells_how_often(q->k, d->tokens[at].text))
			return false;
	return true;
}

/* "Yealink zeigt 403 bei Registrierung", "登録時に403が出る": shown right beside the number; "refused with 403" says more. */
static bool
is_shown_at_registration(struct asked *q, size_t at)
{
	const struct dress *d = &q->dress;
	bool behind = at + 1 < d->count && d->tokens[at + 1].kind == TOKEN_WORD && knowledge_shows_code(q->k, d->tokens[at + 1].text);

	return at > 0 && (behind || (d->tokens[at - 1].word == WORD_UNKNOWN && knowledge_shows_code(q->k, d->tokens[at - 1].text))) &&
	    is_registration_talk(q, at) && is_told_of_registering(q, at + 1 + behind) && knowledge_speaks_of_registering(q->k, q->text);
}

/* "Zoiperが480と言う": in one piece with the number. */
static bool
is_shown_behind(struct asked *q, size_t at)
{
	const struct dress_token *t = &q->dress.tokens[at + 1];

	return at + 1 < q->dress.count && t->kind == TOKEN_WORD && (unsigned char)t->text.p[0] >= 0xe0 &&
	    slice_limit(q->dress.at) == t->text.p && knowledge_shows_code(q->k, t->text);
}

/* "la pantalla arroja 503", "lots of 503s lately": behind a word for what people are shown or meet, and at the end. */
bool
by_shown_code(struct asked *q)
{
	const struct dress *d = &q->dress;
	size_t at = failure_at(q), before = at;

	if (at == d->count || !ends_text(q, at))
		return false;
	if (is_shown_at_registration(q, at)) {
		q->is_guess = true;
		return answer_code(q, arena_printf(&q->arena, "%u", d->number), SLICE_NONE, SLICE_NONE, METHOD_REGISTER);
	}
	if (knowledge_speaks_of_registering(q->k, q->text))
		return false;
	while (before > 0 && (d->tokens[before - 1].word == WORD_FILLER || d->tokens[before - 1].word == WORD_UNIT) &&
	    !leads_to_code(q, &d->tokens[before - 1]))
		before--;	/* "all calls 403" */
	return ((before > 0 && leads_to_code(q, &d->tokens[before - 1])) || is_set_apart(q, at) || is_behind_arrow(q) || is_plural(q) ||
	    is_shown_behind(q, at)) &&
	    answer_id(q, arena_printf(&q->arena, "code.%u", d->number), MATCH_WORDS, CONFIDENCE_POSSIBLE);
}

/*
 * "the carrier hands our calls a 503", "calls to mexico 403": at the end of talk of calls, where no telephone has that
 * number; what begins with calls needs fewer words.
 */
bool
asked_ends_call_talk(struct asked *q, size_t least_words)
{
	const struct dress *d = &q->dress;
	size_t at = failure_at(q), before = at;

	if (at > 0 && at < d->count && least_words > LEAST_OF_CALLS && knowledge_speaks_of_calls(q->k, d->tokens[0].text))
		least_words = LEAST_OF_CALLS;
	if (at < least_words || at == d->count || at + 1 < d->count || !knowledge_speaks_of_calls(q->k, q->text))
		return false;
	while (before > 0 && (d->tokens[before - 1].word == WORD_FILLER || d->tokens[before - 1].word == WORD_UNIT))
		before--;
	return before > 0 && d->tokens[before - 1].kind == TOKEN_WORD && d->tokens[before - 1].word == WORD_UNKNOWN;
}

/* "моя регистрация говорит 403": nothing else is known of it, and the number ends what is said of registering. */
bool
by_registration_code(struct asked *q)
{
	const struct dress *d = &q->dress;
	size_t at = failure_at(q);

	if (at == d->count || !ends_text(q, at) || !is_registration_talk(q, at) || !knowledge_names_registration(q->k, q->text))
		return false;
	q->is_guess = true;
	return answer_code(q, arena_printf(&q->arena, "%u", d->number), SLICE_NONE, SLICE_NONE, METHOD_REGISTER);
}
