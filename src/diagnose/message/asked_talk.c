/* SPDX-License-Identifier: MIT */
/* What somebody asked, read as talk: what it may be about, as a guess. */
#include "base/ascii.h"
#include "base/literals.h"
#include "diagnose/message/asked.h"
#include "diagnose/message/inner_names.h"
#include "diagnose/message/method.h"
#include "diagnose/message/pasted.h"
#include "sip/message.h"

enum { MOST_GUESSES = 3, LEAST_TALK = 4 };

/*
 * A text about something else scores less than the first, or than the second where it speaks of calls; one that something
 * works shares its words with one that it does not, and is none of ours unless it is known nearly word for word. A guess far
 * behind the best is none, and says less than a code beside it unless it scores well.
 */
static const double least_score = 0.40, least_of_calls = 0.32, least_of_things = 0.8, least_of_the_well = 0.65,
    least_of_a_line = 0.46, no_score = 2, near_best = 0.55, least_of_story = 0.65;

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

/* Chinese, Japanese: between its thoughts stands a full stop, and no blank. */
static bool
sets_no_blanks(struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0xe0)
			return true;
	return false;
}

/* "SIP/2.0", "SIP/2" */
static bool
begins_version(struct slice text)
{
	return text.n > 4 && slice_starts_nocase(text, SLICE("SIP/")) && asked_peer(text).n == 0;
}

/* A request, a broken status line, an id that is none, a line of a log, another protocol's code: not as people speak. */
static bool
is_speech(const struct asked *q)
{
	if (message_starts(q->raw) || begins_version(q->text) || names_source_file(q->text))
		return false;
	return has_word(q->text) && !(q->dress.stranger && q->dress.kind != DRESS_NOTHING) &&
	    (slice_chr(q->text, ' ') != NULL || slice_chr(q->text, '.') == NULL || sets_no_blanks(q->text));
}

/* An address in a line of a log says nothing of what it tells. */
static bool
is_of_calls(struct asked *q)
{
	return (q->dress.names_sip && slice_find_nocase(q->text, SLICE("sip:")) == NULL) || knowledge_speaks_of_calls(q->k, q->text);
}

static bool
is_order_mark(const struct dress *d, size_t i)
{
	return i < d->count && literals_have_nocase(&literals_order_mark, d->tokens[i].text);
}

/* "your order could not be completed", "flight cancelled": not so "out of order", "the order of lines". */
static bool
names_thing(const struct asked *q)
{
	const struct dress *d = &q->dress;

	for (size_t i = 0; i < d->count; i++) {
		bool arranged = is_order_mark(d, i + 1) || (i > 0 && is_order_mark(d, i - 1));

		if (d->tokens[i].kind == TOKEN_WORD && !arranged && knowledge_is_other_thing(q->k, d->tokens[i].text))
			return true;
	}
	return false;
}

/* "Registrierung erfolgreich", "注册成功" */
static bool
has_few_words(struct slice text, size_t few)
{
	enum { SHORT = 15 };
	size_t words = 1;

	for (size_t i = 0; i < text.n; i++)
		words += text.p[i] == ' ';
	return words > 1 ? words <= few : text.n <= SHORT;
}

/* Who, all of them, how many: says nothing of what is wrong. */
static bool
says_who(struct asked *q, const struct dress_token *t)
{
	return t->word == WORD_FILLER || t->word == WORD_LINE || t->word == WORD_UNIT || knowledge_speaks_of_registering(q->k, t->text) ||
	    knowledge_speaks_of_calls(q->k, t->text) || knowledge_shows_code(q->k, t->text) || knowledge_sounds_well(q->k, t->text);
}

/* "Account 1001 registered", "alle Telefone sind angemeldet": who, and no word of what is wrong. */
static bool
tells_registered(struct asked *q)
{
	const struct dress *d = &q->dress;
	bool told = false;

	for (size_t i = 0; i < d->count; i++) {
		const struct dress_token *t = &d->tokens[i];
		bool said = t->kind == TOKEN_WORD && knowledge_tells_registered(q->k, t->text);

		told |= said;
		if (t->kind != TOKEN_WORD || said)
			continue;
		if (!says_who(q, t) || slice_eq_nocase(t->text, SLICE("unregistered")) || knowledge_negates(q->k, t->text))
			return false;
	}
	return told;
}

/* SIP, VoIP, PBX: what all is about; a method or a fax says more. */
static bool
is_of_trade(const struct dress_token *t)
{
	return t->word == WORD_SIP && method_id(t->text) == METHOD_OTHER && !slice_starts_nocase(t->text, SLICE("fax"));
}

/* "The phone answers this, why?", "what is a SIP trunk": no word of what is wrong. */
static bool
tells_no_trouble(struct asked *q)
{
	const struct dress *d = &q->dress;
	bool told = false;

	for (size_t i = 0; i < d->count; i++) {
		const struct dress_token *t = &d->tokens[i];
		bool says = t->kind == TOKEN_WORD && (knowledge_tells_answer(q->k, t->text) || is_of_trade(t));

		if (t->kind == TOKEN_NUMBER && d->kind == DRESS_NOTHING)
			continue;	/* "today 480 calls were answered" */
		if (t->kind != TOKEN_WORD || (t->word != WORD_FILLER && t->word != WORD_UNIT && !says) ||
		    knowledge_negates(q->k, t->text) || knowledge_speaks_of_registering(q->k, t->text))
			return false;
		told |= says;
	}
	return told;
}

/* How well the best guess has to fit the words. */
static double
least_for(struct asked *q, struct slice words)
{
	enum { FEW = 3 };	/* when all is well, so few words say nothing more */

	if (tells_registered(q) || tells_no_trouble(q))
		return no_score;
	if (knowledge_sounds_well(q->k, words))
		return has_few_words(words, FEW) ? no_score : least_of_the_well;
	if (q->of_line)
		return least_of_a_line;
	if (is_of_calls(q))
		return least_of_calls;
	return names_thing(q) ? least_of_things : least_score;
}

/*
 * How well a guess fits the words. Many words, or a talk of calls, may be borne out by all that is said of an entry; a few are
 * one phrase's or nobody's, and of what is well or stands in a log only what is known is told.
 */
static double
fits(struct asked *q, struct slice words, const struct guess *g)
{
	enum { FEW = 4 };
	bool together = is_of_calls(q) || !(names_thing(q) || has_few_words(words, FEW));

	return together && !q->of_line && !knowledge_sounds_well(q->k, words) ? g->standing : g->score;
}

/* Whether the words are about one of the guesses at all. */
static bool
are_meant(struct asked *q, struct slice words, const struct guess *guesses, size_t n)
{
	double least = least_for(q, words);

	for (size_t i = 0; i < n; i++)
		if (fits(q, words, &guesses[i]) >= least)
			return true;
	return false;
}

/* "Appel test réussi, son dans les deux sens": where all is well, an entry that says that something is missing is not meant. */
static bool
is_denied_of_the_well(struct asked *q, const char *id)
{
	struct entry e;

	return knowledge_entry(q->k, id, &e) && e.denies && knowledge_sounds_well(q->k, q->text);
}

/* The next part of what somebody wrote, up to a mark that ends a thought. */
static struct slice
next_thought(struct slice *rest)
{
	static const struct slice marks[] = {
		SLICE(". "), SLICE(", "), SLICE("; "), SLICE("! "), SLICE("? "), SLICE("\n"), SLICE("\xe3\x80\x82"), SLICE("\xef\xbc\x8c"),
	};
	const char *end = slice_limit(*rest), *first = end;
	struct slice thought;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *at = slice_find(slice_from(rest->p, first), marks[i]);

		first = at != NULL ? at : first;
	}
	thought = slice_trim(slice_from(rest->p, first));
	*rest = slice_from(first < end ? first + 1 : end, end);
	return thought;
}

/* "It works again": where all is well, nothing is asked to be tried again. */
size_t
asked_rank(struct asked *q, struct slice words, struct guess *best, size_t most)
{
	struct buf plain = BUF_INIT;
	size_t n;

	if (!knowledge_sounds_well(q->k, words))
		return knowledge_rank(q->k, words, best, most);
	for (struct slice rest = words; rest.n > 0;) {
		struct slice word = slice_cut(&rest, ' '), bare = word;

		while (bare.n > 0 && is_one_of(bare.p[bare.n - 1], ".,;:!?"))
			bare.n--;
		if (!knowledge_tells_how_often(q->k, bare)) {
			buf_add(&plain, word);
			buf_addc(&plain, ' ');
		}
	}
	n = knowledge_rank(q->k, buf_slice(&plain), best, most);
	buf_release(&plain);
	return n;
}

/* "faxes stop halfway since we moved to VoIP": what is told before it says since when, where or with whom; the most of it that fits. */
static size_t
rank_before_aside(struct asked *q, struct guess *best, size_t most)
{
	enum { LEAST_WORDS = 2 };
	const struct dress *d = &q->dress;

	if (knowledge_sounds_well(q->k, q->text))	/* "calls last for hours without a drop" */
		return 0;
	for (size_t i = d->count; i-- > LEAST_WORDS;) {
		struct slice told = slice_trim(slice_from(q->text.p, d->tokens[i].text.p));
		size_t n;

		if (!asked_begins_aside(q, i) || knowledge_leads_on(q->k, d->tokens[i].text))
			continue;
		n = asked_rank(q, told, best, most);
		if (are_meant(q, told, best, n) && !is_denied_of_the_well(q, best[0].id))
			return n;
	}
	return 0;
}

/*
 * "Hello, since Monday nobody hears us on external calls. Internal calls are fine. Any ideas?": what fits one thought of a
 * talk of calls best.
 */
static size_t
rank_thoughts(struct asked *q, struct guess *best, size_t most)
{
	size_t found = 0;

	if (!is_of_calls(q))
		return 0;
	for (struct slice rest = q->text; rest.n > 0;) {
		struct guess guesses[MOST_GUESSES];
		struct slice thought = next_thought(&rest);
		size_t n = thought.n < q->text.n && slice_chr(thought, ' ') != NULL ? asked_rank(q, thought, guesses, most) : 0;

		if (n == 0 || !are_meant(q, thought, guesses, n) || is_denied_of_the_well(q, guesses[0].id) ||
		    (found > 0 && guesses[0].standing <= best[0].standing))
			continue;
		memcpy(best, guesses, n * sizeof *best);
		found = n;
	}
	return found > 0 ? found : rank_before_aside(q, best, most);
}

/* "OPTIONS to the Orange SBC go unanswered": whose it is says nothing, where nothing else was found. */
static size_t
rank_without_names(struct asked *q, struct guess *best, size_t most)
{
	enum { LEAST_WORDS = 3 };
	struct buf plain = BUF_INIT;
	size_t names = 0, others = 0, n = 0;

	if (!is_of_calls(q) || knowledge_sounds_well(q->k, q->text))
		return 0;
	for (struct slice rest = q->text; rest.n > 0;) {
		struct slice word = slice_cut(&rest, ' ');
		bool name = word.n > 1 && word.p > q->text.p && is_upper(word.p[0]) && is_lower(word.p[1]) &&
		    knowledge_word(q->k, word) == WORD_UNKNOWN && !knowledge_speaks_of_calls(q->k, word);

		names += name;
		others += !name;
		if (name)
			continue;
		buf_add(&plain, word);
		buf_addc(&plain, ' ');
	}
	if (names > 0 && others >= LEAST_WORDS)
		n = asked_rank(q, slice_trim(buf_slice(&plain)), best, most);
	if (n > 0 && (!are_meant(q, buf_slice(&plain), best, n) || is_denied_of_the_well(q, best[0].id)))
		n = 0;
	buf_release(&plain);
	return n;
}

/* Free text: what fits best, as a guess. */
bool
by_words(struct asked *q)
{
	struct guess guesses[MOST_GUESSES];
	const char *code = NULL;
	size_t n, told = 0;

	if (!is_speech(q))
		return false;
	struct slice failing = asked_failing_way(q), shown = asked_set_off(q);
	struct slice told_of = failing.n > 0 ? failing : slice_chr(shown, ' ') != NULL ? shown : q->text;
	double least = least_for(q, told_of);

	n = asked_rank(q, told_of, guesses, MOST_GUESSES);
	bool meant = are_meant(q, told_of, guesses, n);

	q->is_guess = true;
	if (meant && answer_code_instead(q, guesses[0].id))
		return true;
	if ((n == 0 || guesses[0].score < least_of_story) && asked_ends_call_talk(q, meant ? 1 : LEAST_TALK))
		code = arena_printf(&q->arena, "code.%u", q->dress.number);
	if (code != NULL)
		told += answer_id(q, code, MATCH_WORDS, CONFIDENCE_POSSIBLE);
	if (told == 0 && !meant) {
		n = rank_thoughts(q, guesses, MOST_GUESSES);
		n = n > 0 ? n : rank_without_names(q, guesses, MOST_GUESSES);
		least = 0;	/* that of its thought was asked */
	}
	for (size_t i = 0; i < n; i++) {
		if (fits(q, told_of, &guesses[i]) >= least && guesses[i].standing >= near_best * guesses[0].standing &&
		    !is_denied_of_the_well(q, guesses[i].id) && (code == NULL || strcmp(guesses[i].id, code) != 0))
			told += answer_id(q, guesses[i].id, MATCH_WORDS, CONFIDENCE_POSSIBLE);
	}
	return told > 0;
}

/* "Anruf fehlgeschlagen: Teilnehmer besetzt": what stands behind the words that leave it open; a number there may be anything. */
bool
by_words_behind_part(struct asked *q)
{
	struct slice whole = q->text;
	struct known known;

	if (q->dress.kind != DRESS_NOTHING || !known_part(q->k, whole, &q->arena, &known) || !asked_leaves_open(q, known.match.id))
		return false;
	q->text = undress(slice_from(slice_limit(known.words), slice_limit(whole)));
	if (slice_chr(q->text, ' ') != NULL && !slice_has(q->text, is_digit) && by_words(q))
		return true;
	q->text = whole;
	q->is_guess = false;
	return false;
}

/* A title as siperr prints it leads back to its entry, whatever name or code stands in it. */
bool
by_title(struct asked *q)
{
	static const double whole = 0.99;
	struct guess guess;

	if (q->dress.kind != DRESS_NOTHING || q->dress.count < 2 || !is_speech(q))
		return false;
	return asked_rank(q, q->text, &guess, 1) == 1 && guess.score >= whole &&
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
