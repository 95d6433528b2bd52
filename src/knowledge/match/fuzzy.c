/* SPDX-License-Identifier: MIT */
/* Typing errors. Better no match than a wrong one: what isn't recognised is still explained by its code. */
#include "base/ascii.h"
#include "knowledge/match/align.h"
#include "knowledge/match/match.h"
#include "text/fold.h"

/* A phrase that is looked for, once as a phrase and once as patterns see it. */
struct typed {
	struct hunt *h;
	struct chars plain, padded;
	size_t letters;
	uint32_t set;
};

/* How many errors a phrase of so many letters may have. */
static int
errors_allowed(size_t letters)
{
	return letters < 5 ? 0 : letters < 11 ? 1 : 2;
}

/* One letter changed is one that went and one that came. */
static bool
sets_are_near(uint32_t a, uint32_t b, int limit)
{
	return __builtin_popcount(a ^ b) <= 2 * limit;
}

static size_t
common_start(const struct chars *a, const struct chars *b)
{
	size_t n = 0;

	while (n < a->n && n < b->n && a->p[n] == b->p[n])
		n++;
	return n;
}

static size_t
common_end(const struct chars *a, const struct chars *b, size_t most)
{
	size_t n = 0;

	while (n < most && a->p[a->n - 1 - n] == b->p[b->n - 1 - n])
		n++;
	return n;
}

/*
 * "available" and "unavailable", "доступен" and "недоступен", "TLS" and "DTLS": letters before a word that goes on as the
 * other does make its opposite, or another name, in any language. One letter does so before an abbreviation; a longer word
 * may have lost it.
 */
enum { ABBREVIATION = 3 };

static size_t
word_length(const struct chars *c, size_t at)
{
	size_t n = 0;

	while (at + n < c->n && c->p[at + n] != ' ')
		n++;
	return n;
}

/* A letter that makes another name when it stands before one: DTLS, SRTP. */
static bool
makes_name(int32_t letter)
{
	return letter == 'd' || letter == 's';
}

static bool
is_prefixed(const struct chars *a, const struct chars *b)
{
	const struct chars *longer = a->n > b->n ? a : b, *shorter = a->n > b->n ? b : a;
	size_t more = longer->n - shorter->n, start = common_start(longer, shorter);

	if (more == 0)
		return false;
	for (size_t at = 0; at <= start && at < shorter->n; at++)
		if ((at == 0 || longer->p[at - 1] == ' ') && common_end(longer, shorter, shorter->n - at) == shorter->n - at)
			return more > 1 || (word_length(shorter, at) == ABBREVIATION && makes_name(longer->p[at]));
	return false;
}

/* Timer B and Timer C: a word of one letter is no slip of another. */
static bool
is_other_name(const struct chars *a, const struct chars *b)
{
	size_t start = common_start(a, b), end = common_end(a, b, (a->n < b->n ? a->n : b->n) - start), n = 0;
	const struct chars *longer = a->n > b->n ? a : b;
	size_t first = start, last = longer->n - end;

	while (first > 0 && longer->p[first - 1] != ' ')
		first--;
	while (last < longer->n && longer->p[last] != ' ')
		last++;
	for (size_t i = first; i < last; i++)
		n += longer->p[i] != ' ';
	return n <= 1;
}

/* "Sending" is no "Pending", "deallocated" no "Unallocated": who mistypes a word knows how it begins. */
static bool
is_other_word(const struct chars *key, const struct chars *text)
{
	return key->n > 0 && text->n > 0 && word_length(key, 0) == key->n && word_length(text, 0) == text->n &&
	    key->p[0] != text->p[0];
}

/* Two errors must not meet in one short word: that is another word. What is between the equal ends is what differs. */
static bool
is_plausible(const struct chars *key, const struct chars *text, int distance)
{
	size_t start = common_start(key, text);
	size_t most = (key->n < text->n ? key->n : text->n) - start;
	size_t end = common_end(key, text, most), first = start, last = key->n - end;

	if (distance > 0 && (is_prefixed(key, text) || is_other_name(key, text) || is_other_word(key, text)))
		return false;
	if (distance < 2)
		return true;
	while (first > 0 && key->p[first - 1] != ' ')
		first--;
	while (last < key->n && key->p[last] != ' ')
		last++;
	for (size_t i = first; i < last; i++)
		if (key->p[i] == ' ')
			return true;	/* in different words */
	return last - first >= 8;
}

static void
compare_phrase(struct typed *t, const struct row *row)
{
	int limit = errors_allowed(row->length < t->letters ? row->length : t->letters);
	struct chars key;

	if (limit == 0 || !sets_are_near(row->letters, t->set, limit) || row->length > t->letters + (size_t)limit ||
	    t->letters > row->length + (size_t)limit)
		return;
	if (!chars_of(&key, slice_of(index_text(t->h->index, row->key)), false))
		return;
	int distance = align(&key, &t->plain, limit, t->h->table);
	if (distance <= limit && is_plausible(&key, &t->plain, distance))
		hunt_add(t->h, row, distance);
}

/* Of a pattern only its own letters can be mistyped, and only one. */
static void
compare_pattern(struct typed *t, const struct row *row)
{
	struct chars key;

	if (row->length < 8 || __builtin_popcount(row->letters & ~(t->set | 1u << 26)) > 1)
		return;
	if (!chars_of(&key, slice_of(index_text(t->h->index, row->key)), false) || pattern_stands_anywhere(&key) ||
	    align(&key, &t->padded, 1, t->h->table) > 1)
		return;
	size_t before = t->h->n;
	hunt_add(t->h, row, 1);
	if (t->h->n > before)
		align_number(&key, &t->padded, t->h->table, t->h->found[before].number, sizeof t->h->found[0].number);
}

static void
compare(void *arg, uint32_t number)
{
	struct typed *t = arg;

	if (number >= t->h->index->row_count)
		return;
	const struct row *row = &t->h->index->rows[number];
	if (row->flags & ROW_PATTERN)
		compare_pattern(t, row);
	else
		compare_phrase(t, row);
}

void
hunt_fuzzy(struct hunt *h)
{
	struct typed t = { .h = h };
	struct buf marked = BUF_INIT;

	fold_unmixed(h->phrase, &marked);
	bool fits = chars_of(&t.padded, buf_slice(&marked), true);
	unmark(&marked, 0);
	fits = fits && chars_of(&t.plain, buf_slice(&marked), false);
	t.set = letter_set(buf_slice(&marked));
	buf_release(&marked);
	if (!fits)
		return;
	if (h->table == NULL)
		h->table = xmalloc(ALIGN_TABLE);
	t.letters = chars_letters(&t.plain);
	if (!slice_empty(h->context)) {
		index_by_context(h->index, h->context, compare, &t);
		index_by_context(h->index, SLICE("0"), compare, &t);
		return;
	}
	h->farthest = HOME_SYMPTOM;
	for (uint32_t i = 0; i < h->index->row_count; i++)
		compare(&t, i);
}

/* Of two as near as each other, words beat wildcards, and of two patterns the one that says more wins. */
static bool
is_nearer(const struct candidate *a, const struct candidate *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->home != b->home)
		return a->home < b->home;
	if ((a->row->flags & ROW_PATTERN) == 0 || (b->row->flags & ROW_PATTERN) == 0)
		return (a->row->flags & ROW_PATTERN) < (b->row->flags & ROW_PATTERN);
	return a->row->length > b->row->length;
}

bool
hunt_is_ambiguous(const struct hunt *h)
{
	const struct candidate *best = h->found;

	for (size_t i = 1; i < h->n; i++)
		if (is_nearer(&h->found[i], best))
			best = &h->found[i];
	for (size_t i = 0; i < h->n; i++) {
		const struct candidate *c = &h->found[i];

		if (!is_nearer(best, c) && strcmp(index_text(c->index, c->row->key), index_text(best->index, best->row->key)) &&
		    strcmp(index_text(c->index, c->row->id), index_text(best->index, best->row->id)))
			return true;
	}
	return false;
}
