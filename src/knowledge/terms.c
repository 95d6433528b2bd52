/* SPDX-License-Identifier: MIT */
#include "knowledge/terms.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/sort.h"
#include "text/fold.h"
#include "text/text.h"

enum { STEM = 5, GRAM = 4, LETTERS_MAX = 48 };

static const float weights[] = {
	[TERM_WORD] = 1.0f, [TERM_STEM] = 0.7f, [TERM_PAIR] = 0.45f, [TERM_GRAM] = 0.9f, [TERM_SIGN] = 0.35f,
};

/* Letters of a word, as characters. */
struct letters {
	int32_t p[LETTERS_MAX];
	size_t n;
};

static uint32_t
hash_chars(uint32_t h, const int32_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		h = (h ^ (uint32_t)p[i]) * 0x01000193u;
	return h ^ h >> 15;
}

static void
add_share(struct terms *t, uint32_t hash, enum term_kind kind, size_t of)
{
	GROW(t->p, t->n, t->cap);
	t->p[t->n++] = (struct term){ hash, weights[kind] / (float)of, (uint32_t)t->words, kind };
}

static void
add(struct terms *t, uint32_t hash, enum term_kind kind)
{
	add_share(t, hash, kind, 1);
}

/* Chinese and Japanese: no blanks between words. */
static bool
is_sign(int32_t c)
{
	return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
	    (c >= 0x0e00 && c <= 0x0e7f);
}

static bool
is_number(const struct letters *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->p[i] < '0' || w->p[i] > '9')
			return false;
	return true;
}

static void
add_signs(struct terms *t, const struct letters *w)
{
	for (size_t i = 0; i < w->n; i++) {
		add(t, hash_chars(5, &w->p[i], 1), TERM_SIGN);
		if (i + 1 < w->n)
			add(t, hash_chars(6, &w->p[i], 2), TERM_WORD);
		if (i + 2 < w->n)
			add(t, hash_chars(7, &w->p[i], 3), TERM_STEM);
	}
}

static void
add_word(struct terms *t, const struct letters *w, uint32_t *before)
{
	uint32_t whole = hash_chars(1, w->p, w->n);
	int32_t padded[LETTERS_MAX + 2] = { ' ' };
	size_t n = w->n + 2;

	if (w->n > 1 && is_sign(w->p[0])) {
		add_signs(t, w);
		*before = 0;
		t->words++;
		return;
	}
	add(t, whole, TERM_WORD);
	if (*before != 0)
		add(t, (*before * 31u) ^ whole, TERM_PAIR);
	*before = whole;
	if (w->n > STEM)
		add(t, hash_chars(2, w->p, STEM), TERM_STEM);
	else
		add(t, hash_chars(2, w->p, w->n), TERM_STEM);
	if (!is_number(w) && w->n >= 3) {
		for (size_t i = 0; i < w->n; i++)
			padded[i + 1] = w->p[i];
		padded[n - 1] = ' ';
		for (size_t i = 0; i + GRAM <= n; i++)
			add_share(t, hash_chars(3, padded + i, GRAM), TERM_GRAM, n - GRAM + 1);
	}
	t->words++;
}

/* "ue" as "u": who has no ü on the keyboard writes it so, and what is left of a "queue" is the same on both sides. */
static bool
is_digraph(const struct letters *w, int32_t c)
{
	return c == 'e' && w->n > 0 && (w->p[w->n - 1] == 'a' || w->p[w->n - 1] == 'o' || w->p[w->n - 1] == 'u');
}

/* Arabic letters that people write one for the other. */
static int32_t
plain_letter(int32_t c)
{
	switch (c) {
	case 0x0629: return 0x0647;	/* ta marbuta as ha */
	case 0x0649: return 0x064a;	/* alef maksura as ya */
	case 0x0671: return 0x0627;
	default: return c;
	}
}

static void
take_letter(struct letters *w, int32_t c)
{
	if (c == 0x0640 || is_digraph(w, c) || w->n == LETTERS_MAX)
		return;
	w->p[w->n++] = plain_letter(c);
}

static int
by_hash(const void *left, const void *right)
{
	const struct term *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->word > b->word) - (a->word < b->word);
}

static void
sort_out(struct terms *t)
{
	size_t n = 0;

	if (t->n > 0)
		sort(t->p, t->n, sizeof *t->p, by_hash);
	for (size_t i = 0; i < t->n; i++)
		if (n == 0 || t->p[n - 1].hash != t->p[i].hash)
			t->p[n++] = t->p[i];
	t->n = n;
}

void
terms_of(struct slice utf8, struct terms *out)
{
	struct buf plain = BUF_INIT, folded = BUF_INIT;
	struct letters word = { .n = 0 };
	uint32_t before = 0;

	out->n = out->words = 0;
	text_plain(utf8, &plain);
	text_fold_loosely(buf_slice(&plain), &folded);
	for (size_t at = 0; at <= folded.n && out->words < TERM_WORDS_MAX;) {
		size_t was = at;
		int32_t c = at < folded.n ? next_char(buf_slice(&folded), &at) : -1;
		/* Signs and other letters are different words, though no blank is between them. */
		bool turns = word.n > 0 && c > ' ' && is_sign(word.p[word.n - 1]) != is_sign(c);

		if (c > ' ' && !turns && !(is_sign(c) && word.n == LETTERS_MAX)) {
			take_letter(&word, c);
			continue;
		}
		if (word.n > 0)
			add_word(out, &word, &before);
		word.n = 0;
		if (c > ' ')
			at = was;
		if (c < 0)
			break;
	}
	buf_release(&plain);
	buf_release(&folded);
	sort_out(out);
}

void
terms_release(struct terms *t)
{
	free(t->p);
	*t = (struct terms){ .p = NULL };
}
