/* SPDX-License-Identifier: MIT */
#include "knowledge/match/align.h"

#include "base/ascii.h"
#include "knowledge/index/phrase_index.h"
#include "text/fold.h"

enum { FAR = 200 };

bool
chars_of(struct chars *out, struct slice utf8, bool padded)
{
	out->n = 0;
	if (padded)
		out->p[out->n++] = ' ';
	for (size_t at = 0; at < utf8.n;) {
		if (out->n + padded >= ALIGN_MAX)
			return false;
		out->p[out->n++] = next_char(utf8, &at);
	}
	if (padded)
		out->p[out->n++] = ' ';
	return true;
}

static bool
is_separator(int32_t c)
{
	return c == ' ' || c == SOFT_SPACE;
}

size_t
chars_letters(const struct chars *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += !is_separator(c->p[i]);
	return n;
}

static bool
is_wild(int32_t c)
{
	return c >= WILD_NUMBER && c <= WILD_GAP;
}

static bool
same(int32_t a, int32_t b)
{
	return a == b || (is_separator(a) && is_separator(b));
}

/* What it costs to lose, add or change it. */
static int
cost(int32_t c)
{
	return c >= '0' && c <= '9' ? FAR : 1;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

static int
cell(const unsigned char *table, size_t width, size_t i, size_t j)
{
	return table[i * width + j];
}

/* The key's i-th character (from 1) is an ordinary one. */
static int
literal_cell(const struct chars *key, const struct chars *text, const unsigned char *table, size_t i, size_t j)
{
	size_t w = text->n + 1;
	int32_t c = key->p[i - 1];
	int best = cell(table, w, i - 1, j) + cost(c);

	if (j == 0)
		return best;
	int32_t t = text->p[j - 1];
	best = least(best, cell(table, w, i, j - 1) + cost(t));
	best = least(best, cell(table, w, i - 1, j - 1) + (same(c, t) ? 0 : cost(c) > cost(t) ? cost(c) : cost(t)));
	if (i > 1 && j > 1 && same(c, text->p[j - 2]) && same(key->p[i - 2], t) && cost(c) == 1 && cost(t) == 1)
		best = least(best, cell(table, w, i - 2, j - 2) + 1);
	return best;
}

/* A wildcard that takes one character or more of a kind. */
static int
some_cell(const unsigned char *table, size_t w, size_t i, size_t j, bool fits)
{
	return j > 0 && fits ? least(cell(table, w, i - 1, j - 1), cell(table, w, i, j - 1)) : FAR;
}

static int
any_cell(const unsigned char *table, size_t w, size_t i, size_t j)
{
	int best = cell(table, w, i - 1, j);

	return j > 0 ? least(best, cell(table, w, i, j - 1)) : best;
}

/* A gap begins and ends with a separator, maybe the same; `open` is the least cost of one that has begun. */
static int
gap_cell(const struct chars *text, const unsigned char *table, size_t i, size_t j, int *open)
{
	if (j == 0 || !is_separator(text->p[j - 1]))
		return FAR;
	*open = least(*open, cell(table, text->n + 1, i - 1, j - 1));
	return *open;
}

/* Row i; the least cost in it. */
static int
fill_row(const struct chars *key, const struct chars *text, unsigned char *table, size_t i)
{
	int row_best = FAR, open = FAR;
	int32_t c = key->p[i - 1];
	size_t w = text->n + 1;

	for (size_t j = 0; j <= text->n; j++) {
		int32_t t = j > 0 ? text->p[j - 1] : 0;
		int value;

		switch (c) {
		case WILD_NUMBER: value = some_cell(table, w, i, j, t >= '0' && t <= '9'); break;
		case WILD_WORD: value = some_cell(table, w, i, j, t != ' '); break;
		case WILD_ANY: value = any_cell(table, w, i, j); break;
		case WILD_GAP: value = gap_cell(text, table, i, j, &open); break;
		default: value = literal_cell(key, text, table, i, j); break;
		}
		value = least(value, FAR);
		table[i * w + j] = (unsigned char)value;
		row_best = least(row_best, value);
	}
	return row_best;
}

int
align(const struct chars *key, const struct chars *text, int limit, unsigned char *table)
{
	int before = 0;

	table[0] = 0;
	for (size_t j = 1; j <= text->n; j++)
		table[j] = (unsigned char)least(FAR, table[j - 1] + cost(text->p[j - 1]));
	for (size_t i = 1; i <= key->n; i++) {
		int now = fill_row(key, text, table, i);

		/* A swap reaches back two rows, but costs 1. */
		if (now > limit && (before > limit || limit == 0))
			return limit + 1;
		before = now;
	}
	int distance = cell(table, text->n + 1, key->n, text->n);
	return distance <= limit ? distance : limit + 1;
}

/* One step back on a cheapest way; what a wildcard took is what is stepped over. */
static void
step_back(const struct chars *key, const struct chars *text, const unsigned char *table, size_t *i, size_t *j)
{
	size_t w = text->n + 1;
	int here = cell(table, w, *i, *j);

	if (*j == 0 || (key->p[*i - 1] == WILD_ANY && cell(table, w, *i - 1, *j) == here)) {
		--*i;
		return;
	}
	if (is_wild(key->p[*i - 1])) {
		bool ends = cell(table, w, *i - 1, *j - 1) == here &&
		    (key->p[*i - 1] != WILD_GAP || is_separator(text->p[*j - 1]));

		*i -= ends;
		--*j;
		return;
	}
	bool eq = same(key->p[*i - 1], text->p[*j - 1]);
	if (cell(table, w, *i - 1, *j - 1) + !eq == here) {
		--*i;
		--*j;
	} else if (cell(table, w, *i - 1, *j) + 1 == here) {
		--*i;
	} else if (cell(table, w, *i, *j - 1) + 1 == here) {
		--*j;
	} else {
		*i -= 2;
		*j -= *j > 1 ? 2 : 1;
	}
}

void
align_number(const struct chars *key, const struct chars *text, const unsigned char *table, char *out, size_t size)
{
	size_t i = key->n, j = text->n, first = 0, end = 0, wild = 0;

	while (i > 0) {
		size_t at = i, was = j;

		step_back(key, text, table, &i, &j);
		if (key->p[at - 1] == WILD_NUMBER) {
			if (wild != at)
				end = was;
			wild = at;
			first = j;
		}
	}
	size_t n = 0;
	for (; first < end && n + 1 < size; first++)
		out[n++] = (char)text->p[first];
	out[n] = '\0';
}
