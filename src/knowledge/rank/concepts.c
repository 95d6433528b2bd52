/* SPDX-License-Identifier: MIT */
#include "knowledge/rank/concepts.h"

#include "base/sort.h"
#include "knowledge/rank/letters.h"

static uint32_t
step(uint32_t h, int32_t letter)
{
	return (h ^ (uint32_t)letter) * 0x01000193u;
}

static uint32_t
finish(uint32_t h, bool whole)
{
	h = step(h, whole ? 1 : 2);
	return h ^ h >> 15;
}

static const uint32_t start = 0x811c9dc5;

uint32_t
concept_hash(const int32_t *letters, size_t n, bool whole)
{
	uint32_t h = start;

	for (size_t i = 0; i < n; i++)
		h = step(h, letters[i]);
	return finish(h, whole);
}

static bool
find(const struct concepts *c, uint32_t hash, uint32_t *number)
{
	const struct concept *found = sorted_find(c->p, c->n, sizeof *c->p, hash);

	if (found != NULL)
		*number = found->number;
	return found != NULL;
}

size_t
concept_at(const struct concepts *c, const int32_t *letters, size_t n, uint32_t *number)
{
	uint32_t h = start;
	size_t found = 0;

	if (c->n == 0)
		return 0;
	for (size_t i = 0; i < n && i < CONCEPT_LETTERS_MAX; i++) {
		bool at_end = i + 1 == n || letters[i + 1] == ' ';

		h = step(h, letters[i]);
		if (letters[i] != ' ' && (((at_end || letter_is_sign(letters[i])) &&
		    find(c, finish(h, true), number)) || find(c, finish(h, false), number)))
			found = i + 1;
		if (at_end && letter_is_sign(letters[0]))
			break;
	}
	return found;
}
