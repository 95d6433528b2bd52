/* SPDX-License-Identifier: MIT */
/* What somebody asked, read for its words: phrases, names, header and log lines, products. */
#include "base/ascii.h"
#include "diagnose/message/asked.h"
#include "diagnose/message/header_line.h"
#include "diagnose/message/inner_names.h"
#include "diagnose/message/log_line.h"
#include "diagnose/message/number.h"
#include "diagnose/message/pasted.h"
#include "diagnose/message/product_words.h"
#include "finding/ids.h"

enum { MOST_DRESS = 4 };

/* "No error", which is a phrase of Kamailio's 500, too: without the code, or its module "(2/TM)", it says what it says. */
static bool
says_all_is_well(struct asked *q, const struct match *m)
{
	struct entry e;

	return q->text.p[q->text.n - 1] != ')' && knowledge_sounds_well(q->k, q->text) &&
	    knowledge_entry(q->k, m->id, &e) && e.severity > SEVERITY_NOTICE;
}

static bool
name_in(struct asked *q, struct slice text, const char *vendor)
{
	struct match m;

	if (!knowledge_name(q->k, text, vendor, &q->arena, &m))
		return false;
	/* A code at the very beginning tells whose phrase it is: "404 Account blocked D19". */
	if (m.step == MATCH_PATTERN && q->dress.kind == DRESS_CODE && q->dress.at.p == text.p)
		return false;
	return answer_match(q, &m, text);
}

bool
by_name(struct asked *q)
{
	return name_in(q, q->text, NULL);
}

bool
by_exact_phrase(struct asked *q)
{
	struct match m;

	if (!knowledge_phrase(q->k, "", q->text, &q->arena, &m) || m.step != MATCH_EXACT)
		return false;
	q->says_nothing = says_all_is_well(q, &m);
	return !q->says_nothing && answer_match(q, &m, q->text);
}

bool
by_phrase(struct asked *q)
{
	struct match m;

	return knowledge_phrase(q->k, "", q->text, &q->arena, &m) && answer_match(q, &m, q->text);
}

bool
by_header(struct asked *q)
{
	struct finding f;

	enum header_line read = header_line_read(q->k, q->text, &f);

	q->says_nothing = read == HEADER_LINE_SILENT;
	if (read == HEADER_LINE_KNOWN)
		answer_finding(q, &f);
	return read == HEADER_LINE_KNOWN;
}

bool
by_product(struct asked *q)
{
	struct known known;

	return product_words(q->k, q->text, &q->dress, &q->arena, &known) && answer_match(q, &known.match, known.words);
}

/* "error", "getting", "what does … mean": says that something was shown, or nothing. */
static bool
is_frame(struct asked *q, const struct dress_token *t)
{
	return t->kind == TOKEN_WORD && (t->word == WORD_CODE || t->word == WORD_SIP || t->word == WORD_FILLER ||
	    knowledge_shows_code(q->k, t->text));
}

/* Between them one of the tokens says that what stands beside them is an error. */
static bool
are_labels(const struct dress *d, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		if (d->tokens[i].word == WORD_CODE)
			return true;
	return false;
}

/* "what does BUSY mean", "I get \"Decline\"": written as nobody writes a word of his own; "PJ_ETIMEDOUT" is a name, and no phrase. */
static bool
is_set_off(struct asked *q, struct slice words)
{
	return words.p > q->text.p && slice_chr(words, '_') == NULL && (is_upper(words.p[0]) || words.p[-1] == '"');
}

/* Word for word what a failure is called or shown as; what people see happen is shown nowhere. */
static bool
is_shown_failure(struct asked *q, struct slice words, struct match *m)
{
	struct entry e;

	return (knowledge_phrase(q->k, "", words, &q->arena, m) || knowledge_name(q->k, words, NULL, &q->arena, m)) &&
	    m->step == MATCH_EXACT &&
	    !id_is_of(m->id, "symptom") && knowledge_entry(q->k, m->id, &e) && e.severity > SEVERITY_INFO && e.general == NULL;
}

/* One or two words that people say anyway only where they are called an error, or as a guess. */
static bool
answer_framed(struct asked *q, struct slice words, bool labelled)
{
	enum { FEWEST = 2, SPOKEN = 3 };
	size_t count = slice_count(words, ' ') + 1;
	bool few = count < (labelled ? FEWEST : SPOKEN), guess = q->is_guess;
	struct match m;

	if (((few || !labelled) && !is_set_off(q, words)) || (count <= SPOKEN && knowledge_sounds_well(q->k, words)) ||
	    !is_shown_failure(q, words, &m))
		return false;
	q->is_guess |= few;
	if (answer_match(q, &m, words))
		return true;
	q->is_guess = guess;
	return false;
}

/*
 * "error Destination not found", "getting Service Unavailable (restarting)": a phrase among words that only say that it
 * was shown; the most of it.
 */
bool
by_framed_phrase(struct asked *q)
{
	const struct dress *d = &q->dress;
	size_t first = 0, last = d->count;

	if (d->kind != DRESS_NOTHING)
		return false;
	while (first < MOST_DRESS && first + 1 < d->count && is_frame(q, &d->tokens[first]))
		first++;
	while (d->count - last < MOST_DRESS && last > first + 1 && is_frame(q, &d->tokens[last - 1]))
		last--;
	for (size_t begin = 0; begin <= first; begin++)
		for (size_t end = d->count; end >= last && end > begin; end--) {
			const char *limit = end < d->count ? d->tokens[end].text.p : slice_limit(q->text);
			struct slice words = undress(slice_from(d->tokens[begin].text.p, limit));

			if ((begin > 0 || end < d->count) &&
			    answer_framed(q, words, are_labels(d, 0, begin) || are_labels(d, end, d->count)))
				return true;
		}
	return false;
}

/* "Display: Forbiden", "phone says \"Service Unavail\"": set off behind words that only say that it was shown; else nothing. */
struct slice
asked_set_off(struct asked *q)
{
	const struct dress *d = &q->dress;

	if (d->kind != DRESS_NOTHING)
		return SLICE_NONE;
	for (size_t i = 1; i <= MOST_DRESS && i < d->count && is_frame(q, &d->tokens[i - 1]); i++) {
		const char *begin = d->tokens[i].text.p;
		struct slice before = slice_trim(slice_from(q->text.p, begin));

		if (slice_ends(before, SLICE(":")) || begin[-1] == '"')
			return undress(slice_from(begin, slice_limit(q->text)));
	}
	return SLICE_NONE;
}

/* A request that carries no call; MESSAGE and INFO are words as well. */
static bool
is_other_request(enum method method)
{
	return method != METHOD_OTHER && method != METHOD_INVITE && method != METHOD_MESSAGE && method != METHOD_INFO;
}

/*
 * "SUBSCRIBE Not Found", "REGISTER timed out": a response. What else is said of such a request, "BYE not answered", is
 * not what is said of a call.
 */
static bool
answer_to_request(struct asked *q, struct slice phrase)
{
	struct match m;

	return (knowledge_name(q->k, phrase, NULL, &q->arena, &m) ||
	    knowledge_phrase(q->k, "", phrase, &q->arena, &m)) && m.step == MATCH_EXACT &&
	    id_is_of(m.id, "code") && answer_match(q, &m, phrase);
}

/* "extension 20104", "PJSIP/20104", "from 32001 to 1001" */
static bool
is_untold_number(struct asked *q, struct slice rest)
{
	struct slice number = slice_head(rest, slice_span(rest, is_digit));

	return (number.n == rest.n || number.n > 4) && !number_is_told(q->k, q->text, &q->dress, number, false);
}

/* The words up to a mark speak of an account that registers, and of no call. */
static bool
are_of_registration(struct asked *q, size_t last)
{
	const struct dress_token *tokens = q->dress.tokens;

	for (size_t i = 0; i <= last; i++)
		if (tokens[i].word != WORD_SIP && knowledge_speaks_of_calls(q->k, tokens[i].text))
			return false;
	return knowledge_speaks_of_registering(q->k, slice_from(q->text.p, slice_limit(tokens[last].text)));
}

/* "Registration State: Rejected": what phones and portals call the state of a registration, and would mean a call elsewhere. */
bool
by_registration_state(struct asked *q)
{
	enum { MOST_WORDS = 6 };
	const struct dress *d = &q->dress;

	for (size_t i = 0; i < MOST_WORDS && i + 1 < d->count; i++) {
		struct slice mark = slice_from(slice_limit(d->tokens[i].text), d->tokens[i + 1].text.p);
		struct slice state = undress(slice_from(slice_limit(mark), slice_limit(q->text)));
		struct match m;

		if (slice_chr(mark, ':') != NULL || slice_chr(mark, '=') != NULL)
			return are_of_registration(q, i) && knowledge_match(q->k, "product/registration", state, NULL, &q->arena, &m) &&
			    m.of_context && m.step == MATCH_EXACT && answer_match(q, &m, state);
	}
	return false;
}

/* "cause: Rejected", "DIALSTATUS=NOANSWER": a name or phrase behind a word that says what it is. */
bool
by_labelled_phrase(struct asked *q)
{
	const struct dress *d = &q->dress;
	bool shown = false, labelled = false, guess = q->is_guess;

	for (size_t i = 0; i < MOST_DRESS && i + 1 < d->count; i++) {
		struct slice rest = undress(slice_from(d->tokens[i + 1].text.p, slice_limit(q->text)));
		struct match m;

		if (d->tokens[i].kind != TOKEN_WORD || shown || knowledge_is_other_thing(q->k, d->tokens[i].text))
			return false;
		if (is_other_request(method_id(d->tokens[i].text)))
			return answer_to_request(q, rest);
		shown = d->tokens[i].word == WORD_UNKNOWN;	/* what is shown stands right behind */
		if (shown && !knowledge_shows_code(q->k, d->tokens[i].text))
			return false;
		labelled |= shown || d->tokens[i].word != WORD_FILLER;
		q->is_guess = guess || !labelled;	/* "gateway irraggiungibile" is no telephone that can't be reached */
		if (is_untold_number(q, rest))
			continue;
		if (name_in(q, rest, NULL))
			return true;
		q->is_guess = guess;
		if (d->tokens[i].word == WORD_CAUSE && knowledge_phrase(q->k, "hangupcause", rest, &q->arena, &m))
			return answer_match(q, &m, rest);
	}
	return false;
}

bool
by_joined_name(struct asked *q)
{
	struct known known;

	return q->dress.alone && joined_name(q->k, q->text, &q->arena, &known) && answer_match(q, &known.match, known.words);
}

bool
by_inner_name(struct asked *q)
{
	struct known known;

	return inner_name(q->k, q->text, &q->dress, &q->arena, &known) && answer_match(q, &known.match, known.words);
}

/* "disconnected", "not found": what is said of calls and of much else. */
static bool
is_everyday(struct slice words)
{
	size_t blanks = 0;

	for (size_t i = 0; i < words.n; i++) {
		blanks += words.p[i] == ' ';
		if (!is_alpha(words.p[i]) && words.p[i] != ' ')
			return false;
	}
	return blanks <= 1;
}

bool
asked_leaves_open(struct asked *q, const char *id)
{
	struct entry e;

	return knowledge_entry(q->k, id, &e) && e.general != NULL;
}

/* "Anruf fehlgeschlagen: 404 Nicht gefunden": the code says what the words leave open. */
static bool
is_told_by_code(struct asked *q, const struct known *known)
{
	const struct dress *d = &q->dress;

	/* A bare number is told as such. */
	if (d->kind != DRESS_CODE || d->stranger || d->number < LEAST_FAILURE || d->number > MOST_FAILURE ||
	    slice_limit(d->at) >= slice_limit(q->text))
		return false;
	return asked_leaves_open(q, known->match.id);
}

/* "VPN: disconnected" may be no call at all. */
bool
by_part(struct asked *q)
{
	struct known known;

	if (!known_part(q->k, q->text, &q->arena, &known))
		return false;
	if (is_told_by_code(q, &known))
		return false;
	q->is_guess = is_everyday(known.words) && !q->dress.names_sip && !knowledge_speaks_of_calls(q->k, q->text) &&
	    product_named(q->k, &q->dress) == NULL;
	return answer_match(q, &known.match, known.words);
}

bool
by_code_of_part(struct asked *q)
{
	struct known known;

	return known_part(q->k, q->text, &q->arena, &known) && is_told_by_code(q, &known) &&
	    answer_id(q, arena_printf(&q->arena, "code.%u", q->dress.number), MATCH_CODE, CONFIDENCE_LIKELY);
}

bool
by_typing_error(struct asked *q)
{
	struct match m;

	return knowledge_match(q->k, "", q->text, NULL, &q->arena, &m) && m.id != NULL && answer_match(q, &m, q->text);
}

bool
by_shown_typing_error(struct asked *q)
{
	struct slice words = asked_set_off(q);
	struct match m;

	if (words.n == 0 || !knowledge_match(q->k, "", words, NULL, &q->arena, &m) || m.id == NULL)
		return false;
	q->is_guess = true;
	return answer_match(q, &m, words);
}

/* A line that a server or phone writes into its log. */
static bool
answer_line(struct asked *q, enum line_kind kind)
{
	struct finding f;

	if (!log_line_finding(q->k, q->utf8, kind, &f))
		return false;
	q->sink->finding(q->sink->ctx, &f);
	finding_release(&f);
	return true;
}

bool
by_log_line(struct asked *q)
{
	return answer_line(q, LINE_WHOLE);
}

bool
by_error_text(struct asked *q)
{
	return answer_line(q, LINE_TAIL);
}

/* Somebody quoted the beginning of a line, or its longest part with other words around it. */
bool
by_cut_line(struct asked *q)
{
	return answer_line(q, LINE_CUT) || answer_line(q, LINE_PART);
}
