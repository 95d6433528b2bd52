/* SPDX-License-Identifier: MIT */
/* What words of a text say beside what they name (words.txt): that something works or not, that it is about calls, how often it was met. */
#include "knowledge/word/tones.h"

#include "base/utf8.h"
#include "knowledge/store/state.h"
#include "knowledge/word/lists.h"
#include "text/text.h"

static unsigned
tone_number(const char *list)
{
	return index_tone(list);
}

/* What a word says, as bits of enum tone. */
static unsigned
find_tones(struct knowledge *k, struct slice key)
{
	return lists_of(k, key, TONE_CONTEXT, tone_number);
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

/* "is up", "no errors", "all phones register": words that say something else together than each of them; *rest goes on behind them. */
static unsigned
take_together(struct knowledge *k, struct slice word, struct slice *rest)
{
	enum { MOST = 4 };
	struct slice behind = *rest, found_behind = *rest;
	unsigned found = 0;

	for (int n = 1; n < MOST && behind.n > 0; n++) {
		struct slice next = slice_cut(&behind, ' ');
		unsigned more = find_tones(k, slice_from(word.p, slice_limit(next)));

		if (more != 0) {
			found = more;
			found_behind = behind;
		}
	}
	*rest = found_behind;
	return found;
}

/* "daesn t" of "daesn't", "dosnt": however it is spelt, no other English word ends so. */
static bool
is_misspelt_not(struct slice word, struct slice rest)
{
	return slice_ends(word, SLICE("snt")) || (slice_ends(word, SLICE("n")) &&
	    (slice_eq(rest, SLICE("t")) || slice_starts(rest, SLICE("t "))));
}

static unsigned
read_tones(struct knowledge *k, struct slice text, bool inner)
{
	struct buf folded = BUF_INIT;
	unsigned have = 0;

	text_fold_loosely(text, &folded);
	for (struct slice rest = buf_slice(&folded); rest.n > 0;) {
		struct slice word = slice_cut(&rest, ' ');
		unsigned together = take_together(k, word, &rest);

		have |= together != 0 ? together : find_tones(k, word) | (is_misspelt_not(word, rest) ? 1u << TONE_NOT : 0);
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
tones_say_well(struct knowledge *k, struct slice text)
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
knowledge_tells_failure(struct knowledge *k, struct slice text)
{
	return has_inner_tone(k, text, TONE_FAILS);
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
tones_list_as_not(struct knowledge *k, struct slice folded)
{
	return (find_tones(k, folded) & 1u << TONE_NOT) != 0;
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
	return has_inner_tone(k, word, TONE_THING);
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
knowledge_expects(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_EXPECTED);
}

bool
knowledge_names_platform(struct knowledge *k, struct slice text)
{
	return has_tone(k, text, TONE_PLATFORM);
}

bool
knowledge_holds_number(struct knowledge *k, struct slice word)
{
	return has_tone(k, word, TONE_HOLDER);
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
