/* SPDX-License-Identifier: MIT */
/* What somebody asked, read for a number or an id: an entry's id, a status line, codes and causes in everyday dress. */
#include <stdio.h>

#include "base/ascii.h"
#include "diagnose/message/asked.h"
#include "diagnose/message/method.h"
#include "diagnose/message/number.h"
#include "diagnose/message/pasted.h"
#include "diagnose/message/single.h"
#include "finding/ids.h"

/* What an entry about just that code whose words these are scores at the least, and how near to the best of all it stands. */
static const double least_of_story = 0.4, least_of_sure_story = 0.8, near_best = 0.85;

/* "q850.32": a number that Q.850 has room for. */
static bool
is_cause_without_entry(struct slice id)
{
	uint64_t cause;

	return slice_starts(id, SLICE("q850.")) && slice_to_u64(slice_skip(id, 5), 127, &cause) && cause > 0;
}

bool
by_local_code(struct asked *q)
{
	const char *id = arena_printf(&q->arena, "code.%.*s", (int)q->text.n, q->text.p);
	uint64_t code;
	struct entry e;

	return q->text.n == 3 && slice_to_u64(q->text, 999, &code) && code > CODE_MAX && knowledge_entry(q->k, id, &e) &&
	    answer_id(q, id, MATCH_CODE, CONFIDENCE_LIKELY);
}

/* "code.404/register": what the entry means where it answers that method, as a trace tells it. */
static bool
answer_variant(struct asked *q, const char *id, const char *variant)
{
	struct finding f;
	struct entry e;

	if (!knowledge_entry(q->k, id, &e))
		return false;
	finding_init(&f, id);
	if (tell_as(q->k, &f, variant) || tell_as_class(q->k, &f, variant)) {
		answer_finding(q, &f);
		return true;
	}
	finding_release(&f);
	return false;
}

/* Ids are lower case; who types Q850.17 means the same. */
bool
by_id(struct asked *q)
{
	char *spelt = arena_slice(&q->arena, q->text), *slash = NULL;
	const char *id = spelt;
	struct finding f;
	struct entry e;

	for (char *p = spelt; *p != '\0'; p++) {
		*p = to_lower(*p);
		if (*p == '/' && slash == NULL)
			slash = p;
		else if (!is_alnum(*p) && *p != '.' && *p != '-')
			return false;
	}
	if (slice_chr(q->text, '.') == NULL)
		return false;
	if (slash != NULL) {
		*slash = '\0';
		return answer_variant(q, id, slash + 1);
	}
	if (!knowledge_entry(q->k, id, &e)) {
		if (!is_cause_without_entry(slice_of(id)))
			return false;
		id = "q850.unassigned";
	}
	finding_init(&f, id);
	answer_finding(q, &f);
	return true;
}

/* What begins at `at`; a status line in quotes ends with them: `Res="SIP/2.0 403 Forbidden"`. */
static struct slice
without_quote(struct slice text, const char *at)
{
	struct slice all = slice_from(at, slice_limit(text)), line = all;

	line = slice_cut(&line, '\n');
	if (at == text.p || slice_chr(SLICE("\"'`"), at[-1]) == NULL)
		return all;
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] == at[-1] && (i + 1 == line.n || !is_alnum(line.p[i + 1])))
			return slice_head(line, i);
	return all;
}

/*
 * "SIP/2.0 486 Busy Here" with or without headers after it, whatever stands before it on its line; a message needs no
 * file to be one.
 */
bool
by_status_line(struct asked *q)
{
	struct message m = { .headers = NULL };
	struct slice text = q->raw;
	const char *at;
	bool known = false;

	while (!known && (at = slice_find_nocase(text, SLICE("SIP/"))) != NULL) {
		struct frame frame = { .bytes = without_quote(text, at), .where = { .time = NO_TIME } };
		struct finding f;

		if (message_index(&m, frame.bytes) == MESSAGE_OK && m.is_response) {
			frame.flags = m.header_count == 0 ? FRAME_EXCERPT : 0;
			diagnose_message(q->k, &m, &frame, 0, &f);
			f.has_where = false;
			q->sink->finding(q->sink->ctx, &f);
			finding_release(&f);
			known = true;
		}
		text = slice_from(at + 4, slice_limit(text));
	}
	message_release(&m);
	return known;
}

/* "VitalPBX", "MiVoice": what the trade calls its products. */
static bool
is_named_after_trade(struct slice word)
{
	static const struct slice endings[] = {
		SLICE("PBX"), SLICE("SIP"), SLICE("VoIP"), SLICE("Phone"), SLICE("Voice"), SLICE("IMS"), SLICE("SBC"),
	};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (word.n > endings[i].n && slice_eq_nocase(slice_skip(word, word.n - endings[i].n), endings[i]))
			return true;
	return false;
}

static bool
is_status(unsigned value)
{
	return value >= CODE_MIN && value <= MOST_FAILURE;
}

/* "12 phones get 403" */
static bool
is_counted(const struct dress *d, size_t i)
{
	return i + 1 < d->count && d->tokens[i + 1].kind == TOKEN_WORD &&
	    (d->tokens[i + 1].word == WORD_UNIT || d->tokens[i + 1].word == WORD_FILLER);
}

/* "Line 1: 480", "Account 2: 403": a small number behind what a telephone has several of. */
static bool
numbers_a_line(struct asked *q, size_t i)
{
	enum { MOST_LINES = 99 };
	const struct dress_token *t = &q->dress.tokens[i];
	const char *behind = slice_limit(t->text);

	return i == 1 && t->value <= MOST_LINES && behind < slice_limit(q->text) && *behind == ':' && t[-1].word == WORD_FILLER;
}

/* Nothing before the number but words of the trade, methods and products: "Call ended: 486 …", "PUBLISH 501", "Yealink 480". */
static bool
begins_with_code(struct asked *q)
{
	const struct dress *d = &q->dress;
	bool product = false, model = false, after = false;
	struct entry e;

	for (size_t i = 0; i < d->count && d->tokens[i].text.p != d->at.p; i++) {
		struct slice word = d->tokens[i].text;
		bool known = d->tokens[i].word != WORD_UNKNOWN || method_id(word) != METHOD_OTHER;

		if (d->tokens[i].kind == TOKEN_NUMBER && is_status(d->tokens[i].value)) {
			after = true;
			continue;
		}
		if (d->tokens[i].kind == TOKEN_NUMBER && (is_counted(d, i) || numbers_a_line(q, i)))
			continue;
		if (d->tokens[i].kind != TOKEN_WORD)
			return false;
		if (known || after || (i > 0 && word.p[-1] == '.' && slice_limit(d->tokens[i - 1].text) + 1 == word.p))
			continue;	/* "100 Trying, 180 Ringing, 487", "sipgate.de 403" */
		if (knowledge_product(q->k, word, NULL) != NULL || is_named_after_trade(word))
			product = true;
		else if (product && !model && is_upper(word.p[0]))
			model = true;	/* "Mitel MiCollab 480" */
		else
			return false;
	}
	/* A "Snom 370" is a telephone. */
	return !product || knowledge_entry(q->k, arena_printf(&q->arena, "code.%u", d->number), &e);
}

/* "401 Unautorized": what follows the code is what people call it, with a typing error. */
static bool
is_called_so(struct asked *q, const char *code)
{
	struct slice words = undress(slice_from(slice_limit(q->dress.at), slice_limit(q->text)));
	struct match m;

	return words.n > 0 && knowledge_match(q->k, code, words, NULL, &q->arena, &m) && m.step == MATCH_FUZZY && m.of_context;
}

/* An entry about two codes, "603-becomes-403", is about neither where only one of them stands in the words. */
static bool
lacks_code(struct slice words, const char *id)
{
	for (const char *p = id; *p != '\0'; p++)
		if (*p == '-' && is_digit(p[1]) && is_digit(p[2]) && is_digit(p[3]) && !is_digit(p[4]) &&
		    slice_find(words, (struct slice){ p + 1, 3 }) == NULL)
			return true;
	return false;
}

/*
 * "487 though nobody hung up": where words stand beside the code, an entry about just that code whose words they are says
 * more than the code's own, unless they are the code's own words.
 */
static void
answer_story_of_code(struct asked *q, const char *code, struct slice words, double least)
{
	enum { MOST = 5 };
	struct guess guesses[MOST];
	size_t n = words.p == q->text.p && is_called_so(q, code) ? 0 : knowledge_rank(q->k, words, guesses, MOST);

	for (size_t i = 0; i < n && guesses[i].standing >= near_best * guesses[0].standing; i++) {
		const char *title = knowledge_title(q->k, guesses[i].id, &q->arena), *id = guesses[i].id;

		if (id_is_code(id, code))
			return;
		if (guesses[i].score < least || id_is_of(id, "code") || ((strstr(id, code) == NULL || lacks_code(words, id)) &&
		    (title == NULL || strstr(title, code) == NULL)))
			continue;
		if (!asked_registration_unsaid(q, id))
			answer_id(q, id, MATCH_WORDS, CONFIDENCE_POSSIBLE);
		return;
	}
}

/* "no 100 Trying", "sin 200 OK", "без 180": what did not come says nothing by itself. */
static bool
did_not_come(const struct asked *q)
{
	const struct dress *d = &q->dress;

	for (size_t i = 1; i < d->count && d->number < LEAST_FAILURE; i++) {
		size_t before = i - 1;

		if (d->tokens[i].text.p != d->at.p)
			continue;
		if (before > 0 && d->tokens[before].word == WORD_FILLER && d->tokens[before - 1].word != WORD_UNIT)
			before -= !knowledge_negates(q->k, d->tokens[before].text);	/* "waiting for" */
		return knowledge_negates(q->k, d->tokens[before].text);
	}
	return false;
}

/* "Network is unreachable(101)", "authentication failure 110": below 300 and among words, only what is known is a code. */
static bool
is_other_number(struct asked *q)
{
	struct entry e;

	return !q->dress.alone && q->dress.number < LEAST_FAILURE &&
	    !knowledge_entry(q->k, arena_printf(&q->arena, "code.%u", q->dress.number), &e);
}

/* "Zoiper: Registration failed 401": whose product it is tells nothing more of the code. */
static bool
is_alone_of_product(struct asked *q)
{
	const struct dress *d = &q->dress;

	for (size_t i = 0; i < d->count; i++)
		if ((d->tokens[i].kind != TOKEN_WORD && d->tokens[i].text.p != d->at.p) || (d->tokens[i].kind == TOKEN_WORD &&
		    d->tokens[i].word == WORD_UNKNOWN && knowledge_product(q->k, d->tokens[i].text, NULL) == NULL))
			return false;
	return true;
}

/* "403 gösteriyor", "401 -> 403": nothing stands beside the code but words for what people are shown, and other codes. */
static bool
is_only_shown(struct asked *q)
{
	const struct dress *d = &q->dress;
	size_t same = 0;

	for (size_t i = 0; i < d->count; i++) {
		same += d->tokens[i].kind == TOKEN_NUMBER && d->tokens[i].value == d->number;
		if (d->tokens[i].kind == TOKEN_WORD && d->tokens[i].word == WORD_UNKNOWN && !knowledge_shows_code(q->k, d->tokens[i].text))
			return false;
	}
	return same == 1 && !knowledge_speaks_of_registering(q->k, q->text);
}

/* In Wireshark's list the phrase stands behind the code, known or not: "SIP 412 Status: 500 Oops | ". */
static struct slice
listed_phrase(const struct asked *q)
{
	struct slice label = SLICE("Status: "), behind = slice_from(slice_limit(q->dress.at), slice_limit(q->text));
	struct slice before = slice_from(q->text.p, q->dress.at.p);

	return slice_ends(before, label) && behind.n > 0 && behind.p[0] == ' ' ? slice_trim(slice_cut(&behind, '|')) : SLICE_NONE;
}

/* What stands behind a code at the very beginning is its phrase, known or not; quotes and bullets around both belong to nobody. */
static struct slice
received_phrase(const struct asked *q, const char *code)
{
	struct slice said = q->utf8;

	if (q->dress.at.p == q->text.p)
		while (said.n > 3 && !is_any_alnum(said.p[0]))
			said = slice_skip(said, 1);
	if (!slice_starts(said, slice_of(code)) || said.n <= 3 || !is_space(said.p[3]))
		return SLICE_NONE;
	said = behind_label(slice_trim(slice_skip(said, 3)));
	return said.p > q->utf8.p + 4 ? undress(said) : said;
}

static bool
answer_dressed_code(struct asked *q)
{
	const struct dress *d = &q->dress;
	char code[4] = "";
	struct slice phrase, received = SLICE_NONE;
	struct entry known;
	bool party;

	if (did_not_come(q) || is_other_number(q))
		return false;
	snprintf(code, sizeof code, "%u", d->number);
	if (!d->alone)
		received = received_phrase(q, code);
	phrase = asked_phrase(q, code);
	if (phrase.n == 0 && received.n == 0)
		received = listed_phrase(q);
	if (phrase.n == 0 && !d->named && !d->alone && !begins_with_code(q) && !asked_is_bracketed(q->text, d->at))
		return false;
	/* "snom 320: Busy Here" is no code 320. */
	if (!d->named && d->at.p != q->text.p && !knowledge_entry(q->k, arena_printf(&q->arena, "code.%s", code), &known))
		return false;
	party = phrase.n == 0 && asked_may_be_party(q);
	q->is_guess |= party || asked_may_be_other(q, phrase);
	if (phrase.n == 0 && !is_alone_of_product(q) && !is_only_shown(q))
		answer_story_of_code(q, code, q->text, least_of_story);
	else if (phrase.n > 0 && asked_is_told_more(q, asked_beside(q, phrase)))	/* "endless 401 Unauthorized" */
		answer_story_of_code(q, code,
		    slice_of(arena_printf(&q->arena, "%s %.*s", code, SLICE_ARG(asked_beside(q, phrase)))),
		    least_of_sure_story);
	if (party || (d->number < LEAST_FAILURE && d->count > 1))
		asked_trouble_beside(q, phrase);
	return answer_code(q, code, phrase.n > 0 ? phrase : received, received, asked_method(q, phrase));
}

/* "mixed 404 and 503", "either 403 or 503": so few words with several failures are about them. */
static bool
names_several(struct asked *q)
{
	enum { MOST_TOKENS = 7, SEVERAL = 2, REFUSED = 400 };
	const struct dress *d = &q->dress;
	size_t failures = 0;
	struct entry e;

	for (size_t i = 0; i < d->count; i++) {
		if (d->tokens[i].kind == TOKEN_WORD && (d->tokens[i].word == WORD_UNIT || d->tokens[i].word == WORD_LINE))
			return false;
		failures += d->tokens[i].kind == TOKEN_NUMBER && d->tokens[i].value >= REFUSED &&
		    knowledge_entry(q->k, arena_printf(&q->arena, "code.%u", d->tokens[i].value), &e);
	}
	return failures >= SEVERAL && d->count <= MOST_TOKENS;
}

/* A code in the middle of words: it says more than any of them, where they are about codes at all. */
bool
by_any_code(struct asked *q)
{
	const struct dress *d = &q->dress;
	enum method method = asked_only_method(d);
	char code[4] = "";

	if (d->kind == DRESS_CLASS && !d->stranger && !names_source_file(q->raw))	/* "lots of 5xx from gw-02" */
		return answer_id(q, arena_printf(&q->arena, "code.%uxx", d->number), MATCH_NONE, CONFIDENCE_POSSIBLE);
	if (d->kind != DRESS_CODE || d->stranger || !(d->of_sip || names_several(q)) ||
	    (d->number < LEAST_FAILURE && !d->named) || did_not_come(q) || is_other_number(q))
		return false;
	snprintf(code, sizeof code, "%u", d->number);
	if (!is_only_shown(q))
		answer_story_of_code(q, code, q->text, least_of_story);
	/* not so "after each REGISTER my calls come back with 404" */
	if (method != METHOD_INVITE && !knowledge_speaks_of_calls(q->k, q->text)) {
		q->is_guess = true;
		return answer_code(q, code, SLICE_NONE, SLICE_NONE, method);
	}
	return answer_id(q, arena_printf(&q->arena, "code.%s", code), MATCH_WORDS, CONFIDENCE_POSSIBLE);
}

bool
by_dress(struct asked *q)
{
	const struct dress *d = &q->dress;

	if (d->stranger)
		return false;
	q->is_guess |= d->retyped;
	switch (d->kind) {
	case DRESS_CODE:
		return answer_dressed_code(q);
	case DRESS_CAUSE:
		return asked_dressed_cause(q);
	case DRESS_CLASS:
		return (d->named || d->alone) && !names_source_file(q->raw) &&
		    answer_id(q, arena_printf(&q->arena, "code.%uxx", d->number), MATCH_NONE, CONFIDENCE_PROVEN);
	default:
		return false;
	}
}

/* A code or cause with nothing around it that could mean something else. */
bool
by_dress_alone(struct asked *q)
{
	return q->dress.alone && by_dress(q);
}
