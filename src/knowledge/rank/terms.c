/* SPDX-License-Identifier: MIT */
#include "knowledge/rank/terms.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/sort.h"
#include "knowledge/rank/letters.h"
#include "text/fold.h"
#include "text/text.h"

enum { STEM = 5, GRAM = 4, LETTERS_MAX = 48 };

static const float weights[] = {
	[TERM_WORD] = 1.0f, [TERM_STEM] = 0.7f, [TERM_PAIR] = 0.45f, [TERM_GRAM] = 0.9f, [TERM_SIGN] = 0.35f, [TERM_CONCEPT] = 5.0f,
};

/* How much a word itself still says whose meaning is told by its concept, and one that is there out of courtesy. */
static const float said_already = 0.45f, courteous = 0.1f;

/* Letters of a word, as characters. */
struct letters {
	int32_t p[LETTERS_MAX];
	size_t n;
};

/* `kind` is spread over all bits: else a "bussy" as a word would be an "aussi" as a stem, as 1 ^ 'b' is 2 ^ 'a'. */
static uint32_t
hash_chars(uint32_t kind, const int32_t *p, size_t n)
{
	uint32_t h = kind * 0x9e3779b9u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (uint32_t)p[i]) * 0x01000193u;
	return h ^ h >> 15;
}

static void
add_share(struct terms *t, uint32_t hash, enum term_kind kind, size_t of)
{
	float weight = weights[kind] / (float)of;

	if (kind != TERM_CONCEPT)
		weight *= t->left;
	GROW(t->p, t->n, t->cap);
	t->p[t->n++] = (struct term){ hash, weight, (uint32_t)t->words, kind };
}

static void
add(struct terms *t, uint32_t hash, enum term_kind kind)
{
	add_share(t, hash, kind, 1);
}

static bool
is_number(const int32_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] < '0' || p[i] > '9')
			return false;
	return true;
}

static bool
ends_number(const struct letters *w, int32_t c)
{
	return w->n > 1 && is_number(w->p, w->n) && c >= 'a' && c <= 'z';
}

static void
add_signs(struct terms *t, const int32_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		add(t, hash_chars(5, p + i, 1), TERM_SIGN);
		if (i + 1 < n)
			add(t, hash_chars(6, p + i, 2), TERM_WORD);
		if (i + 2 < n)
			add(t, hash_chars(7, p + i, 3), TERM_STEM);
	}
}

uint32_t
term_of_word(const int32_t *letters, size_t n)
{
	return hash_chars(1, letters, n);
}

static void
add_word(struct terms *t, const int32_t *p, size_t n, uint32_t *before)
{
	uint32_t whole = term_of_word(p, n);
	int32_t padded[LETTERS_MAX + 2] = { ' ' };

	if (n > 1 && letter_is_sign(p[0])) {
		add_signs(t, p, n);
		*before = 0;
		t->words++;
		return;
	}
	add(t, whole, TERM_WORD);
	if (*before != 0)
		add(t, (*before * 31u) ^ whole, TERM_PAIR);
	*before = whole;
	add(t, hash_chars(2, p, n > STEM ? STEM : n), TERM_STEM);
	if (!is_number(p, n) && n >= 3) {
		for (size_t i = 0; i < n; i++)
			padded[i + 1] = p[i];
		padded[n + 1] = ' ';
		for (size_t i = 0; i + GRAM <= n + 2; i++)
			add_share(t, hash_chars(3, padded + i, GRAM), TERM_GRAM, n + 2 - GRAM + 1);
	}
	t->words++;
}

/* "المكالمة" is "مكالمة", and so it is behind a "with", a "for" or an "and" that is written in one with it. */
static void
without_article(struct letters *w)
{
	enum { ALEF = 0x627, LAM = 0x644, LEFT = 3 };
	size_t at = 0;

	if (w->n < LEFT + 2 || w->p[0] < 0x620 || w->p[0] > 0x64a)
		return;
	if (w->p[0] == LAM && w->p[1] == LAM)
		at = 2;
	else if (w->p[0] == ALEF && w->p[1] == LAM)
		at = 2;
	else if (w->n >= LEFT + 3 && w->p[1] == ALEF && w->p[2] == LAM)
		at = 3;
	for (size_t i = at; i < w->n; i++)
		w->p[i - at] = w->p[i];
	w->n -= at;
}

/* "ue" as "u": who has no ü on the keyboard writes it so, and what is left of a "queue" is the same on both sides. */
static bool
is_digraph(const struct letters *w, int32_t c)
{
	return c == 'e' && w->n > 0 && (w->p[w->n - 1] == 'a' || w->p[w->n - 1] == 'o' || w->p[w->n - 1] == 'u');
}

/* "ts" is what many write for a ц, and "ii" for what is one letter elsewhere. */
static void
put_letter(struct letters *w, int32_t c)
{
	int32_t *last = w->n > 0 ? &w->p[w->n - 1] : NULL;

	if (c == 0x0640 || is_digraph(w, c) || (c == 'i' && last != NULL && *last == 'i'))
		return;
	if (c == 's' && last != NULL && *last == 't')
		*last = 'c';
	else if (w->n < LETTERS_MAX)
		w->p[w->n++] = c;
}

/* A letter as it is compared: see letters.h. */
static void
take_letter(struct letters *w, int32_t c)
{
	const char *latin = letter_in_latin(c);

	if (latin == NULL)
		put_letter(w, letter_of_variant(c));
	for (; latin != NULL && *latin != '\0'; latin++)
		put_letter(w, *latin);
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

static void
put_in_line(struct terms *t, int32_t c)
{
	GROW(t->line, t->line_length, t->line_cap);
	t->line[t->line_length++] = c;
}

void
terms_add_word(struct terms *t, const int32_t *letters, size_t n)
{
	put_in_line(t, ' ');
	for (size_t i = 0; i < n; i++)
		put_in_line(t, letters[i]);
}

/* Letters that belong together, as one more word; in front of it a blank. */
static void
end_word(struct terms *t, struct letters *w)
{
	without_article(w);
	if (w->n > 0) {
		terms_add_word(t, w->p, w->n);
		t->words++;
	}
	w->n = 0;
}

void
terms_read(struct slice utf8, struct terms *t)
{
	struct buf plain = BUF_INIT, folded = BUF_INIT;
	struct letters word = { .n = 0 };

	t->line_length = t->words = 0;
	text_plain(utf8, &plain);
	text_fold_loosely(buf_slice(&plain), &folded);
	for (size_t at = 0; at < folded.n && t->words < TERM_WORDS_MAX;) {
		int32_t c = next_char(buf_slice(&folded), &at);
		/* Signs and other letters are different words, though no blank is between them; so are "30" and "sec". */
		bool turns = word.n > 0 && c > ' ' &&
		    (letter_is_sign(word.p[word.n - 1]) != letter_is_sign(c) || ends_number(&word, c));

		if (c <= ' ' || turns || (letter_is_sign(c) && word.n == LETTERS_MAX))
			end_word(t, &word);
		if (c > ' ')
			take_letter(&word, c);
	}
	end_word(t, &word);
	buf_release(&plain);
	buf_release(&folded);
}

size_t
terms_word_end(const struct terms *t, size_t at)
{
	while (at < t->line_length && t->line[at] != ' ')
		at++;
	return at;
}

/*
 * The concept that begins there, if any, becomes a term; what comes back is the end of its words. Where a word does not
 * end with it, what follows is its ending; signs have none, also behind a number ("30秒で").
 */
static size_t
add_concept(struct terms *t, const struct concepts *c, size_t at)
{
	uint32_t number = 0;
	size_t n = concept_at(c, t->line + at, t->line_length - at, &number);

	if (n == 0)
		return 0;
	t->left = number == CONCEPT_COURTESY && !letter_is_sign(t->line[at]) ? courteous : said_already;
	if (number != CONCEPT_COURTESY) {
		add(t, 0x9e3779b9u * (number + 1), TERM_CONCEPT);
		t->concepts++;
		t->troubles += number & 1;
	}
	return letter_is_sign(t->line[at + n - 1]) ? at + n : terms_word_end(t, at + n);
}

/* All that begin in a word of signs; in another only at its start. */
static size_t
add_concepts(struct terms *t, const struct concepts *c, size_t at, size_t end)
{
	size_t told = add_concept(t, c, at);

	for (size_t i = told > at ? told : at + 1; letter_is_sign(t->line[at]) && i < end;) {
		size_t next = add_concept(t, c, i);

		told = next > told ? next : told;
		i = next > i ? next : i + 1;
	}
	return told;
}

void
terms_count(struct terms *out, const struct concepts *c)
{
	uint32_t before = 0;
	size_t told = 0;

	out->n = 0;
	out->words = out->concepts = out->troubles = 0;
	for (size_t at = 1, end; at < out->line_length; at = end + 1) {
		end = terms_word_end(out, at);
		if (at >= told)
			out->left = 1;
		if (c != NULL && told < end)
			told = add_concepts(out, c, at > told ? at : told, end);
		add_word(out, out->line + at, end - at, &before);
	}
	sort_out(out);
}

void
terms_of(struct slice utf8, const struct concepts *c, struct terms *out)
{
	terms_read(utf8, out);
	terms_count(out, c);
}

void
terms_release(struct terms *t)
{
	free(t->p);
	free(t->line);
	*t = (struct terms){ .p = NULL };
}
