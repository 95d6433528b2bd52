/* SPDX-License-Identifier: MIT */
/*
 * Typing errors in free text: a word that stands nowhere, but with two letters swapped, one letter more, less or other,
 * in many places. The first letter is right; what the word may mean as it stands is left alone.
 */
#include "knowledge/rank/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "knowledge/rank/terms.h"

enum { SHORTEST = 5, LONGEST = 24, MOST_WORDS = 8, LEAST_DOCUMENTS = 3 };

struct respelling {
	const struct ranking *r;
	int32_t tried[LONGEST + 1], best[LONGEST + 1];
	size_t best_length, best_count;
};

static void
try(struct respelling *s, size_t n)
{
	size_t count = ranking_having(s->r, term_of_word(s->tried, n));

	if (count < LEAST_DOCUMENTS || count <= s->best_count)
		return;
	s->best_count = count;
	s->best_length = n;
	memcpy(s->best, s->tried, n * sizeof *s->best);
}

static void
try_swapped(struct respelling *s, const int32_t *p, size_t n)
{
	for (size_t i = 1; i + 1 < n; i++) {
		if (p[i] == p[i + 1])
			continue;
		memcpy(s->tried, p, n * sizeof *p);
		s->tried[i] = p[i + 1];
		s->tried[i + 1] = p[i];
		try(s, n);
	}
}

/* Of a short word only a letter that stands there twice: "calll", but "world" is no "word". */
static void
try_shorter(struct respelling *s, const int32_t *p, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (n == SHORTEST && p[i] != p[i - 1])
			continue;
		memcpy(s->tried, p, i * sizeof *p);
		memcpy(s->tried + i, p + i + 1, (n - i - 1) * sizeof *p);
		try(s, n - 1);
	}
}

/* One letter in the place of `gone` (0: put between, 1: of another). */
static void
try_letters(struct respelling *s, const int32_t *p, size_t n, size_t gone, int32_t first, int32_t last)
{
	for (size_t i = 1; i + gone <= n; i++) {
		memcpy(s->tried, p, i * sizeof *p);
		memcpy(s->tried + i + 1, p + i + gone, (n - i - gone) * sizeof *p);
		for (int32_t c = first; c <= last; c++) {
			s->tried[i] = c;
			try(s, n + 1 - gone);
		}
	}
}

static bool
is_between(const int32_t *p, size_t n, int32_t first, int32_t last)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] < first || p[i] > last)
			return false;
	return true;
}

/* Whether something better was found. */
static bool
respell(struct respelling *s, const int32_t *p, size_t n)
{
	bool latin = is_between(p, n, 'a', 'z'), arabic = is_between(p, n, 0x620, 0x64a);
	uint32_t number;

	if (n < SHORTEST || n > LONGEST || !(latin || arabic) || ranking_having(s->r, term_of_word(p, n)) > 0 ||
	    concept_at(&s->r->concepts, p, n, &number) > 0)
		return false;
	s->best_count = 0;
	try_swapped(s, p, n);
	try_shorter(s, p, n);
	try_letters(s, p, n, 0, latin ? 'a' : 0x627, latin ? 'z' : 0x64a);
	if (n > SHORTEST)
		try_letters(s, p, n, 1, latin ? 'a' : 0x627, latin ? 'z' : 0x64a);
	return s->best_count > 0;
}

void
ranking_respell(const struct ranking *r, struct terms *t)
{
	struct respelling s = { .r = r };
	struct terms old = *t;

	*t = (struct terms){ .p = old.p, .n = old.n, .cap = old.cap, .words = old.words };
	for (size_t at = 1, end, tried = 0; at < old.line_length; at = end + 1) {
		end = terms_word_end(&old, at);
		bool better = tried < MOST_WORDS && respell(&s, old.line + at, end - at);

		tried += better;
		terms_add_word(t, better ? s.best : old.line + at, better ? s.best_length : end - at);
	}
	free(old.line);
}
