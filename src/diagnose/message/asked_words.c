/* SPDX-License-Identifier: MIT */
/* What somebody asked, read for its words: phrases, names, header and log lines, products, free text. */
#include "base/ascii.h"
#include "diagnose/message/asked.h"
#include "diagnose/message/header_line.h"
#include "diagnose/message/inner_names.h"
#include "diagnose/message/log_line.h"
#include "diagnose/message/pasted.h"
#include "diagnose/message/product_words.h"
#include "sip/message.h"

enum { MOST_DRESS = 4, MOST_GUESSES = 3 };

/*
 * A text about something else scores less than the first; one that something works shares its words with one that it
 * does not, and is none of ours unless it is known nearly word for word. A guess far behind the best is none.
 */
static const double least_score = 0.40, least_of_the_well = 0.65, near_best = 0.6;

bool
by_exact_phrase(struct asked *q)
{
	struct match m;

	return knowledge_phrase(q->k, "", q->text, &q->arena, &m) && m.step == MATCH_EXACT && answer_match(q, &m, q->text);
}

bool
by_phrase(struct asked *q)
{
	struct match m;

	return knowledge_phrase(q->k, "", q->text, &q->arena, &m) && answer_match(q, &m, q->text);
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
by_header(struct asked *q)
{
	struct finding f;

	enum header_line read = header_line_read(q->k, q->text, &f);

	q->says_nothing = read == HEADER_LINE_SILENT;
	if (read == HEADER_LINE_KNOWN)
		answer_finding(q, &f);
	return read == HEADER_LINE_KNOWN;
}

/* "EMM cause 22": a cause of another layer than ISDN. */
bool
by_named_cause(struct asked *q)
{
	struct match m;

	return product_cause(q->k, q->text, &q->dress, &q->arena, &m) && answer_match(q, &m, q->text);
}

bool
by_product(struct asked *q)
{
	struct known known;

	return product_words(q->k, q->text, &q->dress, &q->arena, &known) && answer_match(q, &known.match, known.words);
}

/* "cause: Rejected", "DIALSTATUS=NOANSWER": a name or phrase behind a word that says what it is. */
bool
by_labelled_phrase(struct asked *q)
{
	const struct dress *d = &q->dress;

	for (size_t i = 0; i < MOST_DRESS && i + 1 < d->count; i++) {
		struct slice rest = undress(slice_from(d->tokens[i + 1].text.p, slice_limit(q->text)));
		struct match m;

		if (d->tokens[i].kind != TOKEN_WORD || d->tokens[i].word == WORD_UNKNOWN)
			return false;
		if (name_in(q, rest, NULL))
			return true;
		if (d->tokens[i].word == WORD_CAUSE && knowledge_phrase(q->k, "hangupcause", rest, &q->arena, &m))
			return answer_match(q, &m, rest);
	}
	return false;
}

/* "ISUP: no circuit available", "hangup reason: CALL_REJECTED": where a cause is named as one, it is that of Q.850. */
bool
by_cause_name(struct asked *q)
{
	const struct dress *d = &q->dress;
	bool named = false;
	struct match m;

	for (size_t i = 0; i < MOST_DRESS && i + 1 < d->count; i++) {
		struct slice rest = undress(slice_from(d->tokens[i + 1].text.p, slice_limit(q->text)));
		enum word word = d->tokens[i].word;

		if (d->tokens[i].kind != TOKEN_WORD || (word != WORD_CAUSE && word != WORD_ISDN && word != WORD_CODE))
			return false;
		named |= word != WORD_CODE;
		if (!named || !(knowledge_phrase(q->k, "reason/q.850", rest, &q->arena, &m) || knowledge_name(q->k, rest, NULL, &q->arena, &m)))
			continue;
		for (size_t j = 0; m.step == MATCH_EXACT && j <= m.others.n; j++) {
			const char *id = j == 0 ? m.id : m.others.p[j - 1];

			if (strncmp(id, "q850.", 5) == 0)
				return answer_id(q, id, MATCH_EXACT, CONFIDENCE_LIKELY);
		}
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

/* "VPN: disconnected" may be no call at all. */
bool
by_part(struct asked *q)
{
	struct known known;

	if (!known_part(q->k, q->text, &q->arena, &known))
		return false;
	q->is_guess = is_everyday(known.words) && !q->dress.names_sip && !knowledge_speaks_of_calls(q->k, q->text) &&
	    product_named(q->k, &q->dress) == NULL;
	return answer_match(q, &known.match, known.words);
}

bool
by_typing_error(struct asked *q)
{
	struct match m;

	return knowledge_match(q->k, "", q->text, NULL, &q->arena, &m) && m.id != NULL && answer_match(q, &m, q->text);
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

/* One letter alone, or signs: something like it stands in every text. What takes three bytes may be a word of Chinese. */
static bool
has_word(struct slice text)
{
	size_t letters = 0;

	for (size_t i = 0; i < text.n && letters < 2; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c >= 0xe0)
			return true;
		if (c >= 0xc0 || is_alnum(text.p[i]))
			letters++;
		else if (c < 0x80)
			letters = 0;
	}
	return letters >= 2;
}

/* A request, a broken status line, an id that is none, a line of a log, another protocol's code: not as people speak. */
static bool
is_speech(const struct asked *q)
{
	if (message_starts(q->raw) || slice_starts_nocase(q->text, SLICE("SIP/")) || names_source_file(q->text))
		return false;
	return has_word(q->text) && !(q->dress.stranger && q->dress.kind != DRESS_NOTHING) &&
	    (slice_chr(q->text, ' ') != NULL || slice_chr(q->text, '.') == NULL);
}

/* Free text: what fits best, as a guess. */
bool
by_words(struct asked *q)
{
	struct guess guesses[MOST_GUESSES];
	size_t n, told = 0;

	if (!is_speech(q))
		return false;
	double least = knowledge_sounds_well(q->k, q->text) ? least_of_the_well : least_score;

	n = knowledge_rank(q->k, q->text, guesses, MOST_GUESSES);
	q->is_guess = true;
	if (n > 0 && guesses[0].score >= least && answer_code_instead(q, guesses[0].id))
		return true;
	for (size_t i = 0; i < n; i++) {
		if (guesses[i].score >= least && guesses[i].score >= near_best * guesses[0].score)
			told += answer_id(q, guesses[i].id, MATCH_WORDS, CONFIDENCE_POSSIBLE);
	}
	return told > 0;
}

/* A title as siperr prints it leads back to its entry, whatever name or code stands in it. */
bool
by_title(struct asked *q)
{
	static const double whole = 0.99;
	struct guess guess;

	if (q->dress.kind != DRESS_NOTHING || q->dress.count < 2 || !is_speech(q))
		return false;
	return knowledge_rank(q->k, q->text, &guess, 1) == 1 && guess.score >= whole &&
	    answer_id(q, guess.id, MATCH_WORDS, CONFIDENCE_POSSIBLE);
}

/* "ERROR: rr [loose.c:950]: after_strict(): failed to parse …": what the program says, where the line is not known. */
bool
by_message_of_line(struct asked *q)
{
	struct asked inner = *q;
	bool known;

	inner.text = message_of_line(q->text);
	if (inner.text.n == 0)
		return false;
	inner.raw = inner.utf8 = inner.text;
	inner.is_guess = true;
	dress_read(q->k, inner.text, &inner.dress);
	known = by_exact_phrase(&inner) || by_name(&inner) || by_phrase(&inner) || by_part(&inner) || by_words(&inner);
	q->arena = inner.arena;
	return known;
}
