/* SPDX-License-Identifier: MIT */
#include "nearest.h"

#include "base/ascii.h"

enum { LONGEST = 64 };

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Damerau-Levenshtein with swaps of neighbours; the words are no longer than LONGEST. */
static size_t
distance(struct slice a, struct slice b)
{
	size_t rows[3][LONGEST + 1], *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t j = 0; j <= b.n; j++)
		last[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		now[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			char x = to_lower(a.p[i - 1]), y = to_lower(b.p[j - 1]);

			now[j] = least(least(now[j - 1], last[j]) + 1, last[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == to_lower(b.p[j - 2]) && to_lower(a.p[i - 2]) == y)
				now[j] = least(now[j], before[j - 2] + 1);
		}
		size_t *oldest = before;
		before = last;
		last = now;
		now = oldest;
	}
	return last[b.n];
}

const char *
nearest(const char *word, const struct strings *words)
{
	struct slice s = slice_of(word);
	size_t best = s.n / 3 + 1;	/* one more than is allowed */
	const char *found = NULL;

	if (s.n < 2 || s.n > LONGEST)
		return NULL;
	for (size_t i = 0; i < words->n; i++) {
		struct slice other = slice_of(words->p[i]);
		bool begins = slice_starts_nocase(other, s);
		size_t d = begins ? 0 : other.n > LONGEST ? best + 1 : distance(s, other);

		if (d == best && found != NULL && strcmp(found, words->p[i]) != 0) {
			found = NULL;	/* two are as near: none is meant more than the other */
		} else if (d < best) {
			best = d;
			found = words->p[i];
		}
	}
	return found;
}
