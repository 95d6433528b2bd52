/* SPDX-License-Identifier: MIT */
/* What words say (words.txt): those that people put around a code, and those of a program's log. */
#include "base/utf8.h"
#include "knowledge/misspelt.h"
#include "knowledge/state.h"
#include "text/text.h"

struct word_search {
	const struct phrase_index *index;
	enum word found;
};

static void
take_word(void *arg, uint32_t row)
{
	static const struct {
		const char *name;
		enum word word;
	} kinds[] = {
		{ "stranger", WORD_STRANGER }, { "unit", WORD_UNIT }, { "line", WORD_LINE }, { "isdn", WORD_ISDN }, { "cause", WORD_CAUSE }, { "code", WORD_CODE }, { "sip", WORD_SIP },
		{ "filler", WORD_FILLER },
	};
	struct word_search *s = arg;
	const struct row *r = &s->index->rows[row];

	if (s->found != WORD_UNKNOWN || strcmp(index_text(s->index, r->contexts), WORD_CONTEXT) != 0)
		return;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(index_text(s->index, r->id), kinds[i].name) == 0)
			s->found = kinds[i].word;
}

static enum word
find_word(struct knowledge *k, struct slice key)
{
	struct word_search s = { .found = WORD_UNKNOWN };

	for (size_t i = 0; i < k->store_count && s.found == WORD_UNKNOWN; i++) {
		s.index = store_index(&k->stores[i]);
		index_by_key(s.index, key, take_word, &s);
	}
	return s.found;
}

/* How many bytes of a character begin there. */
static size_t
char_size(struct slice s)
{
	size_t n = 1;

	while (n < s.n && utf8_goes_on(s.p[n]))
		n++;
	return n;
}

/* What is written in one piece, of words that are: the most telling of them. */
static enum word
find_parts(struct knowledge *k, struct slice key)
{
	enum { LONGEST = 24 };
	enum word said = WORD_FILLER;

	while (!slice_empty(key)) {
		enum word word = WORD_UNKNOWN;
		size_t n = key.n < LONGEST ? key.n : LONGEST;

		for (; n > 0; n--)
			if ((n == key.n || !utf8_goes_on(key.p[n])) &&
			    (word = find_word(k, slice_head(key, n))) != WORD_UNKNOWN)
				break;
		if (word == WORD_UNKNOWN)
			return WORD_UNKNOWN;
		if (said == WORD_FILLER || word == WORD_ISDN || (word == WORD_CAUSE && said != WORD_ISDN))
			said = word == WORD_FILLER ? said : word;
		key = slice_skip(key, n);
	}
	return said;
}

/* Languages that set no blanks between words: their letters take three bytes. */
static bool
has_no_blanks(struct slice key)
{
	return key.n >= 3 && ((unsigned char)key.p[0] & 0xf0) == 0xe0 && char_size(key) == 3;
}

enum word
knowledge_word(struct knowledge *k, struct slice word)
{
	struct buf key = BUF_INIT;
	enum { LONGEST = 80 };
	enum word found = WORD_UNKNOWN;

	if (word.n == 0 || word.n > LONGEST)
		return WORD_UNKNOWN;
	text_fold_loosely(word, &key);
	found = find_word(k, buf_slice(&key));
	if (found == WORD_UNKNOWN && has_no_blanks(buf_slice(&key)))
		found = find_parts(k, buf_slice(&key));
	buf_release(&key);
	return found;
}

/* A word that ends another is one, too. Each character takes three bytes. */
enum word
knowledge_word_at_end(struct knowledge *k, struct slice text)
{
	enum { LEAST = 6, MOST = 15, CHAR = 3 };

	for (size_t n = LEAST; n <= MOST && n < text.n; n += CHAR) {
		enum word word = knowledge_word(k, slice_skip(text, text.n - n));

		if (word == WORD_CODE || word == WORD_SIP)
			return word;	/* words for causes are verbs, too */
	}
	return WORD_UNKNOWN;
}

/* The lists of one kind that a word stands in. */
struct list_search {
	const struct phrase_index *index;
	const char *context;		/* of the rows that count */
	unsigned (*number)(const char *list);
	unsigned found;			/* bits 1u << number() */
};

static void
take_list(void *arg, uint32_t row)
{
	struct list_search *s = arg;
	const struct row *r = &s->index->rows[row];

	if (strcmp(index_text(s->index, r->contexts), s->context) == 0)
		s->found |= 1u << s->number(index_text(s->index, r->id));
}

static unsigned
find_lists(struct knowledge *k, struct slice key, struct list_search s)
{
	for (size_t i = 0; i < k->store_count; i++) {
		s.index = store_index(&k->stores[i]);
		index_by_key(s.index, key, take_list, &s);
	}
	return s.found;
}

static unsigned
tone_number(const char *list)
{
	return index_tone(list);
}

/* What a word says, as bits of enum tone. */
static unsigned
find_tones(struct knowledge *k, struct slice key)
{
	return find_lists(k, key, (struct list_search){ .context = TONE_CONTEXT, .number = tone_number });
}

/* Words that stand in what is written in one piece, wherever; of a single sign, only those that take back. */
static unsigned
find_inner_tones(struct knowledge *k, struct slice word)
{
	enum { SIGN = 3, SHORTEST = 6, LONGEST = 15 };
	unsigned found = 0;

	while (word.n >= SIGN) {
		found |= find_tones(k, slice_head(word, char_size(word))) & 1u << TONE_NOT;
		for (size_t n = SHORTEST; n <= LONGEST && n <= word.n; n++)
			if (n == word.n || !utf8_goes_on(word.p[n]))
				found |= find_tones(k, slice_head(word, n));
		word = slice_skip(word, char_size(word));
	}
	return found;
}

/* "is up", "no errors": two words that say something else than each of them; *rest goes on behind them. */
static unsigned
take_pair(struct knowledge *k, struct slice word, struct slice *rest)
{
	struct slice behind = *rest, second = slice_cut(&behind, ' ');
	unsigned found = second.n > 0 ? find_tones(k, slice_from(word.p, slice_limit(second))) : 0;

	if (found != 0)
		*rest = behind;
	return found;
}

/* "daesn t" of "daesn't", "dosnt": however it is spelt, no other English word ends so. */
static bool
is_misspelt_not(struct slice word, struct slice rest)
{
	return slice_ends(word, SLICE("snt")) || (slice_ends(word, SLICE("n")) && (slice_eq(rest, SLICE("t")) || slice_starts(rest, SLICE("t "))));
}

static unsigned
read_tones(struct knowledge *k, struct slice text, bool inner)
{
	struct buf folded = BUF_INIT;
	unsigned have = 0;

	text_fold_loosely(text, &folded);
	for (struct slice rest = buf_slice(&folded); rest.n > 0;) {
		struct slice word = slice_cut(&rest, ' ');
		unsigned pair = take_pair(k, word, &rest);

		have |= pair != 0 ? pair : find_tones(k, word) | (is_misspelt_not(word, rest) ? 1u << TONE_NOT : 0);
		if (inner && has_no_blanks(word))
			have |= find_inner_tones(k, word);
	}
	buf_release(&folded);
	return have;
}

static unsigned
tones_of(struct knowledge *k, struct slice text)
{
	return read_tones(k, text, false);
}

/* Its tone, with words inside of others where a language sets no blanks. */
static unsigned
inner_tones_of(struct knowledge *k, struct slice text)
{
	return read_tones(k, text, true);
}

static bool
has_tone(struct knowledge *k, struct slice text, enum tone tone)
{
	return (tones_of(k, text) & 1u << tone) != 0;
}

static bool
has_inner_tone(struct knowledge *k, struct slice text, enum tone tone)
{
	return (inner_tones_of(k, text) & 1u << tone) != 0;
}

bool
words_say_well(struct knowledge *k, struct slice text)
{
	unsigned have = inner_tones_of(k, text);

	return (have & 1u << TONE_FINE) != 0 && (have & 1u << TONE_NOT) == 0;
}

bool
knowledge_speaks_of_calls(struct knowledge *k, struct slice text)
{
	return has_inner_tone(k, text, TONE_CALL);
}

bool
knowledge_speaks_of_registering(struct knowledge *k, struct slice text)
{
	return (inner_tones_of(k, text) & (1u << TONE_REGISTER | 1u << TONE_REGISTERED | 1u << TONE_REGISTRATION)) != 0;
}

bool
knowledge_names_registration(struct knowledge *k, struct slice text)
{
	return has_inner_tone(k, text, TONE_REGISTRATION);
}

bool
knowledge_tells_registered(struct knowledge *k, struct slice word)
{
	unsigned have = inner_tones_of(k, word);	/* "所有分机已注册" is one */

	return (have & 1u << TONE_REGISTERED) != 0 && (have & 1u << TONE_NOT) == 0;
}

bool
knowledge_tells_answer(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_ANSWERS);
}

bool
knowledge_negates(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_NOT);
}

bool
knowledge_leads_on(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_THEN);
}

bool
knowledge_shows_code(struct knowledge *k, struct slice word)
{
	return has_inner_tone(k, word, TONE_SHOWS);
}

bool
knowledge_begins_aside(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_ASIDE);
}

bool
knowledge_tells_how_often(struct knowledge *k, struct slice word)
{
	return has_inner_tone(k, word, TONE_STILL);
}

bool
knowledge_names_way(struct knowledge *k, struct slice text)
{
	return has_tone(k, text, TONE_WAY);
}

bool
knowledge_sets_against(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_AGAINST);
}

bool
knowledge_is_other_thing(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_THING);
}

bool
knowledge_numbers_things(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_NUMBERING);
}

bool
knowledge_equals(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_EQUALS);
}

bool
knowledge_dials(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_DIAL);
}

bool
knowledge_reaches(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_REACHES);
}

bool
knowledge_links_parties(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_LINKS);
}

bool
knowledge_acts(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_ACTS);
}

bool
knowledge_enables(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_ABLE);
}

bool
knowledge_heads_mail(struct knowledge *k, struct slice words)
{
	return has_tone(k, words, TONE_MAIL);
}

bool
knowledge_owns(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_OWNS);
}

bool
knowledge_opens_phrase(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_OPENS);
}

bool
knowledge_names_extension(struct knowledge *k, struct slice word)
{
	return has_inner_tone(k, word, TONE_EXTENSION);
}

static unsigned
log_number(const char *list)
{
	static const char *const lists[LOG_WORDS] = {
		[LOG_SUBJECT] = "log_subject", [LOG_FAILURE] = "log_failure", [LOG_STATE] = "log_state", [LOG_LINK] = "log_link",
		[LOG_PART] = "log_part", [LOG_TRIED] = "log_tried", [LOG_ENDED] = "log_ended", [LOG_CAUSE] = "log_cause",
		[LOG_UNABLE] = "log_unable", [LOG_VAIN] = "log_vain", [LOG_TO] = "log_to", [LOG_WORKS] = "log_works",
		[LOG_DENIED] = "log_denied", [LOG_UNDERWAY] = "log_underway", [LOG_BEFORE] = "log_before", [LOG_NONE] = "log_none",
		[LOG_TROUBLE] = "log_trouble", [LOG_HARMLESS] = "log_harmless",
	};
	unsigned word = 0;

	while (word < LOG_WORDS && strcmp(lists[word], list) != 0)
		word++;
	return word;
}

static unsigned
find_log_words(struct knowledge *k, struct slice key)
{
	return find_lists(k, key, (struct list_search){ .context = LOG_CONTEXT, .number = log_number });
}

enum { LOG_WORD_LONGEST = 40 };	/* bytes */

unsigned
knowledge_log_word(struct knowledge *k, struct slice word)
{
	struct buf key = BUF_INIT;
	unsigned found;

	if (word.n == 0 || word.n > LOG_WORD_LONGEST)
		return 0;
	text_fold_loosely(word, &key);
	found = find_log_words(k, buf_slice(&key));
	buf_release(&key);
	return found;
}

bool
knowledge_log_trouble(struct knowledge *k, struct slice word)
{
	enum { SHORTEST = 2 };		/* bytes of a beginning */
	const unsigned decides = 1u << LOG_TROUBLE | 1u << LOG_HARMLESS;
	struct buf key = BUF_INIT;
	unsigned found;

	if (word.n == 0 || word.n > LOG_WORD_LONGEST)
		return false;
	text_fold_loosely(word, &key);
	found = find_log_words(k, buf_slice(&key));
	for (size_t n = SHORTEST; n < key.n && (found & decides) == 0; n++)
		if (!utf8_goes_on(key.p[n]))
			found |= find_log_words(k, slice_head(buf_slice(&key), n)) & 1u << LOG_TROUBLE;
	buf_release(&key);
	return (found & decides) == 1u << LOG_TROUBLE;
}
