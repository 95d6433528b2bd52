/* SPDX-License-Identifier: MIT */
/* Phrases with wildcards, held against a phrase that no key finds. */
#include "knowledge/match/align.h"
#include "knowledge/match/match.h"
#include "text/fold.h"
#include "text/text.h"

/* Letters a pattern must have of its own: more where it isn't at home, more still where a {*} takes anything. */
enum { LETTERS_HOME = 1, LETTERS_ANY = 2, LETTERS_AWAY = 8 };

static bool
is_wild(int32_t c)
{
	return c == WILD_ANY || c == WILD_GAP;
}

bool
pattern_stands_anywhere(const struct chars *key)
{
	return key->n > 3 && (is_wild(key->p[0]) || is_wild(key->p[1])) &&
	    (is_wild(key->p[key->n - 1]) || is_wild(key->p[key->n - 2]));
}

static size_t
letters_of(const struct chars *c)
{
	size_t letters = 0;

	for (size_t i = 0; i < c->n; i++)
		letters += !is_wild(c->p[i]) && c->p[i] != ' ';
	return letters;
}

/* Words that may stand anywhere in a phrase count under a code; without one, where they are all that is said. */
static bool
is_out_of_place(const struct hunt *h, const struct chars *key, const struct chars *text)
{
	return !is_code(h->context) && pattern_stands_anywhere(key) && letters_of(key) != letters_of(text);
}

/* Has the pattern letters enough to mean something? A bare {*} has, in a header of its own: any text there means the same. */
static bool
says_enough(const struct hunt *h, const struct row *row, enum patterns kind, enum home home)
{
	if (row->length == 0)
		return home == HOME_OWN && !slice_empty(h->context) && !is_code(h->context);
	if (home > HOME_ANY)
		return row->length >= LETTERS_AWAY;
	return row->length >= (kind == PATTERNS_OPEN ? LETTERS_ANY : LETTERS_HOME);
}

void
hunt_patterns(struct hunt *h, enum patterns which, bool unmixed)
{
	struct chars text, key;
	struct buf marked = BUF_INIT;
	size_t n;
	const uint32_t *rows = index_patterns(h->index, which, &n);

	if (unmixed)
		fold_unmixed(h->phrase, &marked);
	else
		fold_marked(h->phrase, &marked);
	uint32_t letters = letter_set(buf_slice(&marked)) | 1u << 26;	/* wildcards are beyond ASCII */
	bool fits = n > 0 && chars_of(&text, buf_slice(&marked), true);
	buf_release(&marked);
	if (!fits)
		return;
	if (h->table == NULL)
		h->table = xmalloc(ALIGN_TABLE);
	for (size_t i = 0; i < n; i++) {
		const struct row *row = &h->index->rows[rows[i]];
		enum home home;

		if ((row->letters & ~letters) != 0)
			continue;
		home = row_home(h, row, h->index);
		if (home < h->nearest || home > h->farthest)
			continue;
		if (!chars_of(&key, slice_of(index_text(h->index, row->key)), false) ||
		    is_out_of_place(h, &key, &text) || !says_enough(h, row, which, home) || align(&key, &text, 0, h->table) != 0)
			continue;
		hunt_add(h, row, 0);
		align_number(&key, &text, h->table, h->found[h->n - 1].number, sizeof h->found[0].number);
	}
}
