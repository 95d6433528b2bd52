/* SPDX-License-Identifier: MIT */
#include "diagnose/message/lookup.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/ascii.h"
#include "diagnose/message/dress.h"
#include "diagnose/message/header_line.h"
#include "diagnose/message/inner_names.h"
#include "diagnose/message/log_line.h"
#include "diagnose/message/product_words.h"
#include "diagnose/message/single.h"
#include "text/text.h"

enum { MOST_CANDIDATES = 5, MOST_PHRASE_WORDS = 12, MOST_DRESS = 4, MOST_GUESSES = 3 };

/*
 * A text about something else scores less than the first; one that something works shares its words with one that it
 * does not, and is none of ours unless it is known nearly word for word. A guess far behind the best is none.
 */
static const double least_score = 0.3, least_of_the_well = 0.65, least_of_story = 0.4, near_best = 0.6;

/* One question under way. */
struct asked {
	struct knowledge *k;
	const struct finding_sink *sink;
	struct slice raw;	/* as given */
	struct slice utf8;	/* the same in UTF-8 */
	struct slice text;	/* plain, without what people set around a quotation */
	struct dress dress;
	struct arena arena;
	bool says_nothing;	/* understood, and no matter of a failure */
};

enum operand
operand_kind(const char *text)
{
	struct stat st;

	if (strcmp(text, "-") == 0)
		return OPERAND_STDIN;
	return stat(text, &st) == 0 ? OPERAND_FILE : OPERAND_WORDS;
}

bool
lookup_is_dress(struct knowledge *k, const char *word)
{
	return knowledge_word(k, slice_of(word)) != WORD_UNKNOWN;
}

const char *
code_in_text(struct slice text, const char *from)
{
	const char *end = slice_limit(text);

	for (const char *p = from; end - p >= 3; p++) {
		bool begins = p == text.p || !(is_alnum(p[-1]) || p[-1] == '.' || p[-1] == '+' || p[-1] == '-');
		bool ends = end - p == 3 || !(is_alnum(p[3]) || ((p[3] == '.' || p[3] == '-') && end - p > 4 && is_alnum(p[4])));

		if (begins && ends && is_digit(p[0]) && is_digit(p[1]) && is_digit(p[2]) && *p >= '1' && *p <= '6')
			return p;
	}
	return NULL;
}

/* ---- answers ---- */

/* "Yealink 480", "one way audio on FreePBX": that product's advice comes first. */
static void
set_product(struct asked *q, struct finding *f)
{
	if (f->vendor == NULL)
		f->vendor = product_named(q->k, &q->dress, &q->arena);
}

static void
emit(struct asked *q, struct finding *f)
{
	struct entry e;

	if (knowledge_entry(q->k, f->id, &e)) {
		f->severity = e.severity;
		f->party = e.party;
		f->retry = e.retry;
	}
	set_product(q, f);
	q->sink->finding(q->sink->ctx, f);
	finding_release(f);
}

static bool
answer_id(struct asked *q, const char *id, enum match_step step, enum confidence confidence)
{
	struct entry e;
	struct finding f;

	if (!knowledge_entry(q->k, id, &e))
		return false;
	finding_init(&f, id);
	f.match = step;
	f.confidence = confidence;
	emit(q, &f);
	return true;
}

/* The phrase proves its entry when it means nothing else; of several, the first is the usual one. */
static enum confidence
phrase_confidence(const struct match *m, bool first)
{
	if (!first)
		return CONFIDENCE_POSSIBLE;
	return m->others.n == 0 && (m->step == MATCH_EXACT || m->step == MATCH_PATTERN) ?
	    CONFIDENCE_PROVEN : CONFIDENCE_LIKELY;
}

static void
answer_phrase(struct asked *q, const char *id, const struct match *m, struct slice phrase, bool first)
{
	struct finding f;

	finding_init(&f, id);
	f.phrase = arena_slice(&f.arena, phrase);
	f.match = m->step;
	f.vendor = arena_strdup(&f.arena, m->vendor);
	f.confidence = phrase_confidence(m, first);
	if (m->phrase != NULL && (m->step == MATCH_FUZZY || m->step == MATCH_CONFUSABLE)) {
		struct evidence *e = finding_evidence(&f, EVIDENCE_PHRASE, NULL, m->phrase);

		e->key = m->step == MATCH_FUZZY ? "phrase.taken-for" : "phrase.look-alike";
		e->arg[0] = f.phrase;
		e->arg[1] = e->value;
	}
	emit(q, &f);
}

/* All that a phrase may mean, best first. */
static bool
answer_match(struct asked *q, const struct match *m, struct slice phrase)
{
	answer_phrase(q, m->id, m, phrase, true);
	for (size_t i = 0; i < m->others.n && i + 1 < MOST_CANDIDATES; i++)
		answer_phrase(q, m->others.p[i], m, phrase, false);
	return true;
}

/* `phrase` is what is known of what was received. */
static bool
answer_code(struct asked *q, const char *code, struct slice phrase, struct slice received)
{
	struct finding f;

	if (!diagnose_code(q->k, code, phrase, &f))
		return false;
	if (received.n > 0)
		f.phrase = text_shown(&f.arena, received, knowledge_language(q->k));
	set_product(q, &f);
	q->sink->finding(q->sink->ctx, &f);
	finding_release(&f);
	return true;
}

/* ---- what it may be, one after another ---- */

/* "q850.32": a number that Q.850 has room for. */
static bool
is_cause_without_entry(struct slice id)
{
	uint64_t cause;

	return slice_starts(id, SLICE("q850.")) && slice_to_u64(slice_skip(id, 5), 127, &cause) && cause > 0;
}

/* Ids are lower case; who types Q850.17 means the same. */
static bool
by_id(struct asked *q)
{
	char *spelt = arena_slice(&q->arena, q->text);
	const char *id = spelt;
	struct finding f;
	struct entry e;

	for (char *p = spelt; *p != '\0'; p++) {
		*p = to_lower(*p);
		if (!is_alnum(*p) && *p != '.' && *p != '-')
			return false;
	}
	if (slice_chr(q->text, '.') == NULL)
		return false;
	if (!knowledge_entry(q->k, id, &e)) {
		if (!is_cause_without_entry(slice_of(id)))
			return false;
		id = "q850.unassigned";
	}
	finding_init(&f, id);
	emit(q, &f);
	return true;
}

/*
 * "SIP/2.0 486 Busy Here" with or without headers after it, whatever stands before it on its line; a message needs no
 * file to be one.
 */
static bool
by_status_line(struct asked *q)
{
	struct message m = { .headers = NULL };
	struct slice text = q->raw;
	const char *at;
	bool known = false;

	while (!known && (at = slice_find_nocase(text, SLICE("SIP/"))) != NULL) {
		struct frame frame = { .bytes = slice_from(at, slice_limit(text)), .where = { .time = NO_TIME } };
		struct finding f;

		if (message_index(&m, frame.bytes) == MESSAGE_OK && m.is_response) {
			frame.flags = m.header_count == 0 ? FRAME_LABEL : 0;
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

static bool
by_exact_phrase(struct asked *q)
{
	struct match m;

	return knowledge_phrase(q->k, "", q->text, &q->arena, &m) && m.step == MATCH_EXACT && answer_match(q, &m, q->text);
}

static bool
by_phrase(struct asked *q)
{
	struct match m;

	return knowledge_phrase(q->k, "", q->text, &q->arena, &m) && answer_match(q, &m, q->text);
}

static bool
name_in(struct asked *q, struct slice text, const char *vendor)
{
	struct match m;

	return knowledge_name(q->k, text, vendor, &q->arena, &m) && answer_match(q, &m, text);
}

static bool
by_name(struct asked *q)
{
	return name_in(q, q->text, NULL);
}

static bool
is_phrase_of(struct asked *q, const char *code, struct slice words, enum match_step step)
{
	struct match m;

	if (words.n == 0 || !knowledge_phrase(q->k, code, words, &q->arena, &m) || m.other_context != NULL || m.step != step)
		return false;
	/* "Rejected" fits any code, but says 603: that is no phrase of 403. */
	return strncmp(m.id, "code.", 5) != 0 || strcmp(m.id + 5, code) == 0;
}

/* "SIP error" before a code is what people call it, and not its phrase. */
static bool
are_labels(const struct dress *d, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		if (d->tokens[i].word != WORD_CODE && d->tokens[i].word != WORD_SIP)
			return false;
	return true;
}

/* The longest beginning of what follows the number, or ending of what goes before it, that is a phrase of the code. */
static struct slice
known_beside(struct asked *q, const char *code, enum match_step step)
{
	const struct dress *d = &q->dress;
	size_t at = 0, last;

	while (at < d->count && d->tokens[at].text.p != d->at.p)
		at++;
	last = d->count - at > MOST_PHRASE_WORDS ? at + MOST_PHRASE_WORDS : d->count - 1;
	for (size_t skip = at + 1; skip <= at + 2 && skip <= last; skip++)
		for (size_t end = last; end >= skip; end--) {
			struct slice s = undress(slice_from(d->tokens[skip].text.p, slice_limit(d->tokens[end].text)));

			if (is_phrase_of(q, code, s, step))
				return s;
		}
	/* "Bad Request (SIP 400)": what stands between them is no part of it. */
	for (last = at; last > 0 && (d->tokens[last - 1].word == WORD_CODE || d->tokens[last - 1].word == WORD_SIP); last--)
		;
	for (size_t end = at; end > 0 && end + 2 > last; end--)
		for (size_t begin = end > MOST_PHRASE_WORDS ? end - MOST_PHRASE_WORDS : 0; begin < end; begin++) {
			struct slice s = undress(slice_from(d->tokens[begin].text.p, slice_limit(d->tokens[end - 1].text)));

			if (!are_labels(d, begin, end) && is_phrase_of(q, code, s, step))
				return s;
		}
	return SLICE_NONE;
}

/* Word for word where one is; a pattern with a {*} takes more than belongs to it. */
static struct slice
phrase_beside(struct asked *q, const char *code)
{
	struct slice s = known_beside(q, code, MATCH_EXACT);

	return s.n > 0 ? s : known_beside(q, code, MATCH_PATTERN);
}

static bool
is_bracketed(struct slice text, struct slice number)
{
	const char *end = slice_limit(number);

	/* What closes the text was taken for what people set around it. */
	return number.p > text.p && strchr("([<{", number.p[-1]) != NULL && (end == slice_limit(text) || strchr(")]>}", *end) != NULL);
}

/* Nothing before the number but words of the trade and products: "Call ended: 486 …", "Yealink 480". */
static bool
begins_with_code(struct asked *q)
{
	const struct dress *d = &q->dress;
	bool product = false;
	struct entry e;

	for (size_t i = 0; i < d->count && d->tokens[i].text.p != d->at.p; i++) {
		bool known = d->tokens[i].word != WORD_UNKNOWN;

		if (d->tokens[i].kind != TOKEN_WORD || (!known && knowledge_vendor(q->k, d->tokens[i].text, &q->arena) == NULL))
			return false;
		product |= !known;
	}
	/* A "Snom 370" is a telephone. */
	return !product || knowledge_entry(q->k, arena_printf(&q->arena, "code.%u", d->number), &e);
}

/*
 * "487 though nobody hung up": where words stand beside the code, an entry about just that code whose words they are says
 * more than the code's own.
 */
static void
answer_story_of_code(struct asked *q, const char *code)
{
	enum { MOST = 5 };
	struct guess guesses[MOST];
	size_t n = knowledge_rank(q->k, q->text, guesses, MOST);

	for (size_t i = 0; i < n && guesses[i].score >= least_of_story; i++) {
		const char *title = knowledge_title(q->k, guesses[i].id, &q->arena), *id = guesses[i].id;

		if (strncmp(id, "code.", 5) == 0 || (strstr(id, code) == NULL && (title == NULL || strstr(title, code) == NULL)))
			continue;
		answer_id(q, id, MATCH_WORDS, CONFIDENCE_POSSIBLE);
		return;
	}
}

/* "no 100 Trying", "sin 200 OK", "без 180": what did not come says nothing by itself. */
static bool
did_not_come(const struct asked *q)
{
	enum { LEAST_FINAL_FAILURE = 300 };
	const struct dress *d = &q->dress;

	for (size_t i = 1; i < d->count && d->number < LEAST_FINAL_FAILURE; i++)
		if (d->tokens[i].text.p == d->at.p)
			return knowledge_negates(q->k, d->tokens[i - 1].text);
	return false;
}

static bool
answer_dressed_code(struct asked *q)
{
	const struct dress *d = &q->dress;
	char code[4] = "";
	struct slice phrase, received = SLICE_NONE;

	if (did_not_come(q))
		return false;
	snprintf(code, sizeof code, "%u", d->number);
	/* What stands behind a code at the very beginning is its phrase, known or not. */
	if (slice_starts(q->utf8, slice_of(code)) && q->utf8.n > 3 && is_space(q->utf8.p[3]) && !d->alone)
		received = slice_trim(slice_skip(q->utf8, 3));
	phrase = phrase_beside(q, code);
	if (phrase.n == 0 && !d->named && !d->alone && !begins_with_code(q) && !is_bracketed(q->text, d->at))
		return false;
	if (phrase.n == 0 && !d->alone)
		answer_story_of_code(q, code);
	return answer_code(q, code, phrase.n > 0 ? phrase : received, received);
}

/* A code in the middle of words: it says more than any of them, where they are about codes at all. */
static bool
by_any_code(struct asked *q)
{
	const struct dress *d = &q->dress;
	char code[4] = "";
	struct entry e;

	if (d->kind != DRESS_CODE || d->stranger || !d->of_sip || did_not_come(q))
		return false;
	snprintf(code, sizeof code, "%u", d->number);
	if (!knowledge_entry(q->k, arena_printf(&q->arena, "code.%s", code), &e))
		return false;
	answer_story_of_code(q, code);
	return answer_id(q, e.id, MATCH_WORDS, CONFIDENCE_POSSIBLE);
}

static bool
by_dress(struct asked *q)
{
	const struct dress *d = &q->dress;

	if (d->stranger)
		return false;
	switch (d->kind) {
	case DRESS_CODE:
		return answer_dressed_code(q);
	case DRESS_CAUSE:
		return d->named && (answer_id(q, arena_printf(&q->arena, "q850.%u", d->number), MATCH_EXACT, CONFIDENCE_PROVEN) ||
		    answer_id(q, "q850.unassigned", MATCH_EXACT, CONFIDENCE_PROVEN));
	case DRESS_CLASS:
		return (d->named || d->alone) &&
		    answer_id(q, arena_printf(&q->arena, "code.%uxx", d->number), MATCH_NONE, CONFIDENCE_PROVEN);
	default:
		return false;
	}
}

/* A code or cause with nothing around it that could mean something else. */
static bool
by_dress_alone(struct asked *q)
{
	return q->dress.alone && by_dress(q);
}

static bool
by_header(struct asked *q)
{
	struct finding f;

	enum header_line read = header_line_read(q->k, q->text, &f);

	q->says_nothing = read == HEADER_LINE_SILENT;
	if (read == HEADER_LINE_KNOWN)
		emit(q, &f);
	return read == HEADER_LINE_KNOWN;
}

/* "EMM cause 22": a cause of another layer than ISDN. */
static bool
by_named_cause(struct asked *q)
{
	struct match m;

	return product_cause(q->k, q->text, &q->dress, &q->arena, &m) && answer_match(q, &m, q->text);
}

static bool
by_product(struct asked *q)
{
	struct known known;

	return product_words(q->k, q->text, &q->dress, &q->arena, &known) && answer_match(q, &known.match, known.words);
}

/* "No user responding (18)", "34 - No circuit available", "CALL_REJECTED [21]": a cause's name beside its number. */
static bool
by_numbered_cause(struct asked *q)
{
	const struct dress *d = &q->dress;
	const struct dress_token *first = &d->tokens[0], *last = &d->tokens[d->count > 0 ? d->count - 1 : 0];
	const struct dress_token *number = first->kind == TOKEN_NUMBER ? first : last;
	const char *id;
	struct slice words;
	struct match m;

	if (d->count < 2 || number->kind != TOKEN_NUMBER || number->value == 0 || number->value > 127)
		return false;
	words = undress(number == first ? slice_from(slice_limit(number->text), slice_limit(q->text)) :
	    slice_from(q->text.p, number->text.p));
	id = arena_printf(&q->arena, "q850.%u", number->value);
	if (knowledge_name(q->k, words, NULL, &q->arena, &m) && strcmp(m.id, id) == 0)
		return answer_id(q, id, MATCH_EXACT, CONFIDENCE_PROVEN);
	if (!knowledge_phrase(q->k, "reason/q.850", words, &q->arena, &m))
		return false;
	for (size_t i = 0; i <= m.others.n; i++)
		if (strcmp(i < m.others.n ? m.others.p[i] : m.id, id) == 0)
			return answer_id(q, id, MATCH_EXACT, CONFIDENCE_PROVEN);
	return false;
}

/* "cause: Rejected", "DIALSTATUS=NOANSWER": a name or phrase behind a word that says what it is. */
static bool
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

static bool
by_joined_name(struct asked *q)
{
	struct known known;

	return q->dress.alone && joined_name(q->k, q->text, &q->arena, &known) && answer_match(q, &known.match, known.words);
}

static bool
by_inner_name(struct asked *q)
{
	struct known known;

	return inner_name(q->k, q->text, &q->dress, &q->arena, &known) && answer_match(q, &known.match, known.words);
}

static bool
by_part(struct asked *q)
{
	struct known known;

	return known_part(q->k, q->text, &q->arena, &known) && answer_match(q, &known.match, known.words);
}

static bool
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

static bool
by_log_line(struct asked *q)
{
	return answer_line(q, LINE_WHOLE);
}

static bool
by_error_text(struct asked *q)
{
	return answer_line(q, LINE_TAIL);
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
static bool
by_words(struct asked *q)
{
	struct guess guesses[MOST_GUESSES];
	size_t n, told = 0;

	if (!is_speech(q))
		return false;
	double least = knowledge_sounds_well(q->k, q->text) ? least_of_the_well : least_score;

	n = knowledge_rank(q->k, q->text, guesses, MOST_GUESSES);
	for (size_t i = 0; i < n; i++) {
		if (guesses[i].score >= least && guesses[i].score >= near_best * guesses[0].score)
			told += answer_id(q, guesses[i].id, MATCH_WORDS, CONFIDENCE_POSSIBLE);
	}
	return told > 0;
}

/* A title as siperr prints it leads back to its entry, whatever name or code stands in it. */
static bool
by_title(struct asked *q)
{
	static const double whole = 0.99;
	struct guess guess;

	if (q->dress.kind != DRESS_NOTHING || q->dress.count < 2 || !is_speech(q))
		return false;
	return knowledge_rank(q->k, q->text, &guess, 1) == 1 && guess.score >= whole &&
	    answer_id(q, guess.id, MATCH_WORDS, CONFIDENCE_POSSIBLE);
}

/* ---- the question ---- */

/* Quotes, fences, bullets and brackets that people set around what they paste belong to nobody. */
static struct slice
unquote(struct slice s)
{
	static const char before[] = " \t\r\n\"'`>|*#([{<-", after[] = " \t\r\n\"'`>|*)]}.,;:!?";

	while (s.n > 0 && s.p[0] != '\0' && strchr(before, s.p[0]) != NULL)
		s = slice_skip(s, 1);
	while (s.n > 0 && s.p[s.n - 1] != '\0' && strchr(after, s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

/* Of another program or thing, without a word of calls: what is said there is no affair of ours. */
static bool
is_foreign(struct asked *q)
{
	return !q->dress.names_sip && (q->dress.stranger || is_of_other_program(q->k, q->text)) &&
	    product_named(q->k, &q->dress, &q->arena) == NULL;
}

/* Those before FOREIGN_STEPS can't be mistaken; those before WHOLE_STEPS take the text for one thing. */
static bool (*const steps[])(struct asked *) = {
	by_id, by_status_line, by_header, by_log_line, by_named_cause, by_joined_name, by_dress_alone, by_numbered_cause,
	by_exact_phrase, by_name, by_product, by_title, by_error_text, by_inner_name, by_dress, by_any_code, by_phrase,
	by_labelled_phrase, by_part, by_typing_error, by_words,
};

enum { FOREIGN_STEPS = 4, WHOLE_STEPS = 11, STEPS = sizeof steps / sizeof *steps };

static bool
run_steps(struct asked *q, size_t count)
{
	for (size_t i = 0; i < count && !q->says_nothing; i++)
		if (steps[i](q))
			return true;
	return false;
}

static bool
look_up(struct knowledge *k, struct slice text, size_t count, const struct finding_sink *sink)
{
	struct asked q = { .k = k, .sink = sink, .raw = slice_head(text, LOOKUP_MAX) };
	struct buf utf8 = BUF_INIT, plain = BUF_INIT;
	bool known = false;

	text_to_utf8(q.raw, knowledge_language(k), &utf8);
	text_plain(buf_slice(&utf8), &plain);
	q.utf8 = slice_trim(buf_slice(&utf8));
	q.text = unquote(buf_slice(&plain));
	if (q.text.n > 0) {
		dress_read(k, q.text, &q.dress);
		known = run_steps(&q, is_foreign(&q) ? FOREIGN_STEPS : count);
	}
	arena_release(&q.arena);
	buf_release(&utf8);
	buf_release(&plain);
	return known;
}

bool
lookup_words(struct knowledge *k, struct slice text, const struct finding_sink *sink)
{
	return look_up(k, text, STEPS, sink);
}

bool
lookup_whole(struct knowledge *k, struct slice text, const struct finding_sink *sink)
{
	return look_up(k, text, WHOLE_STEPS, sink);
}

bool
lookup_is_closed(struct knowledge *k, const char *text)
{
	struct slice s = slice_of(text);
	struct entry e;
	struct arena a = ARENA_INIT;
	bool number = s.n == 3 && is_digit(s.p[0]) && (to_lower(s.p[1]) == 'x' || is_digit(s.p[1])) &&
	    (to_lower(s.p[2]) == 'x' || is_digit(s.p[2]));
	bool closed = number;

	if (!closed && slice_chr(s, '.') != NULL && slice_chr(s, ' ') == NULL) {
		char *id = arena_slice(&a, s);

		for (char *p = id; *p != '\0'; p++)
			*p = to_lower(*p);
		closed = knowledge_entry(k, id, &e);
	}
	arena_release(&a);
	return closed;
}
