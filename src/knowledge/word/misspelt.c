/* SPDX-License-Identifier: MIT */
/* A word that takes back what the others say, or names a code or a cause, with a typing error in it. */
#include "base/ascii.h"
#include "knowledge/rank/ranking.h"
#include "knowledge/rank/terms.h"
#include "knowledge/store/state.h"
#include "knowledge/word/tones.h"
#include "text/fold.h"
#include "text/text.h"

enum { MOST_TYPED = 16 };

/* A word as it was typed, `count` letters of it; and one that may have been meant, if it fits. */
struct retyped {
	int32_t typed[MOST_TYPED];
	size_t count;
	struct buf meant;
	bool (*fits)(struct knowledge *, struct slice);
	size_t least_to_change;		/* letters of a word in which one may be too many or too few; */
	size_t least_to_replace;	/* in which one may be a wrong one */
	bool doubled_only;		/* one too many stands twice: "clause" is no "cause" */
};

/* The word without `gone` letters at `at`, and there `letter`, if it is any. */
static bool
would_fit(struct knowledge *k, struct retyped *w, size_t at, size_t gone, int32_t letter, int32_t next)
{
	buf_reset(&w->meant);
	for (size_t i = 0; i <= w->count; i++) {
		if (i == at && letter != 0)
			buf_add_character(&w->meant, letter);
		if (i == at && next != 0)
			buf_add_character(&w->meant, next);
		if (i < w->count && (i < at || i >= at + gone))
			buf_add_character(&w->meant, w->typed[i]);
	}
	return w->fits(k, buf_slice(&w->meant));
}

/* Two letters swapped, one too many or one too few, in a longer word a wrong one; the first is right. */
static bool
is_near(struct knowledge *k, struct retyped *w)
{
	enum { CYRILLIC_A = 0x430, CYRILLIC_YA = 0x44f };
	bool cyrillic = w->typed[0] >= CYRILLIC_A && w->typed[0] <= CYRILLIC_YA;

	for (size_t i = 1; i <= w->count; i++) {
		bool more = i < w->count;

		if (i + 1 < w->count && would_fit(k, w, i, 2, w->typed[i + 1], w->typed[i]))
			return true;
		if (w->count < w->least_to_change)
			continue;
		if (more && (!w->doubled_only || w->typed[i] == w->typed[i - 1]) && would_fit(k, w, i, 1, 0, 0))
			return true;
		for (int32_t c = cyrillic ? CYRILLIC_A : 'a'; c <= (cyrillic ? CYRILLIC_YA : 'z'); c++)
			if (would_fit(k, w, i, 0, c, 0) || (more && w->count >= w->least_to_replace && would_fit(k, w, i, 1, c, 0)))
				return true;
	}
	return false;
}

/* A word that stands nowhere. */
static bool
is_unheard(struct knowledge *k, struct slice word)
{
	struct terms t = { .p = NULL };
	bool unheard = knowledge_word(k, word) == WORD_UNKNOWN;

	terms_read(word, &t);
	for (size_t i = 0; i < k->store_count && unheard && t.line_length > 1; i++)
		unheard = ranking_having(store_ranking(&k->stores[i]), term_of_word(t.line + 1, t.line_length - 1)) == 0;
	terms_release(&t);
	return unheard;
}

/* "nesun audio da entrambe le parti": a typing error takes back as well. */
static bool
negates_misspelt(struct knowledge *k, struct slice text)
{
	enum { SHORTEST = 3 };
	struct retyped w = { .meant = BUF_INIT, .fits = tones_list_as_not, .least_to_change = 4, .least_to_replace = 6 };
	struct buf folded = BUF_INIT;
	bool found = false;

	text_fold_loosely(text, &folded);
	for (struct slice rest = buf_slice(&folded); rest.n > 0 && !found;) {
		struct slice word = slice_cut(&rest, ' ');

		w.count = 0;
		for (size_t at = 0; at < word.n && w.count < MOST_TYPED;)
			w.typed[w.count++] = next_char(word, &at);
		found = w.count >= SHORTEST && w.count < MOST_TYPED && is_unheard(k, word) && is_near(k, &w);
	}
	buf_release(&w.meant);
	buf_release(&folded);
	return found;
}

static bool
names_code(struct knowledge *k, struct slice word)
{
	enum word said = knowledge_word(k, word);

	return said == WORD_CODE || said == WORD_CAUSE;
}

/* "case" is no "cause": what is so short has two letters swapped at most, and no word has a wrong one. */
enum word
knowledge_word_meant(struct knowledge *k, struct slice word)
{
	enum { SHORTEST = 4 };
	struct retyped w = {
		.meant = BUF_INIT, .fits = names_code, .least_to_change = 5, .least_to_replace = MOST_TYPED, .doubled_only = true,
	};
	enum word meant = WORD_UNKNOWN;

	while (w.count < word.n && w.count < MOST_TYPED && is_alpha(word.p[w.count])) {
		w.typed[w.count] = (unsigned char)to_lower(word.p[w.count]);
		w.count++;
	}
	if (w.count == word.n && w.count >= SHORTEST && is_unheard(k, word) && is_near(k, &w))
		meant = knowledge_word(k, buf_slice(&w.meant));
	buf_release(&w.meant);
	return meant;
}

bool
knowledge_sounds_well(struct knowledge *k, struct slice text)
{
	return tones_say_well(k, text) && !negates_misspelt(k, text);
}
