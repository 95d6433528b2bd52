/* SPDX-License-Identifier: MIT */
/* What words say (words.txt) that people put around a code, and those of a program's log. */
#include "base/utf8.h"
#include "knowledge/store/state.h"
#include "knowledge/word/lists.h"
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
		{ "stranger", WORD_STRANGER }, { "unit", WORD_UNIT }, { "line", WORD_LINE }, { "isdn", WORD_ISDN },
		{ "cause", WORD_CAUSE }, { "code", WORD_CODE }, { "sip", WORD_SIP },
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

static unsigned
log_number(const char *list)
{
	static const char *const lists[LOG_WORDS] = {
#define LOG(name, list) [LOG_##name] = list,
#include "knowledge/log_words.def"
#undef LOG
	};
	unsigned word = 0;

	while (word < LOG_WORDS && strcmp(lists[word], list) != 0)
		word++;
	return word;
}

static unsigned
find_log_words(struct knowledge *k, struct slice key)
{
	return lists_of(k, key, LOG_CONTEXT, log_number);
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
