/* SPDX-License-Identifier: MIT */
#include "input/order/halves.h"

/* Each holds what the other lacks, at the same time. */
static bool
are_halves(const struct ordered *a, const struct ordered *b)
{
	const struct survey *x = a->survey, *y = b->survey;

	return x->clock == CLOCK_UTC && y->clock == CLOCK_UTC &&
	    x->first + a->shift <= y->last + b->shift + HALVES_SLACK && y->first + b->shift <= x->last + a->shift + HALVES_SLACK &&
	    ways_meet(x->alone, x->alone_count, y->alone, y->alone_count);
}

static size_t
count_abreast(const struct ordered *files, size_t n, size_t number)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += files[i].abreast == number;
	return count;
}

/* Those abreast of one are abreast of the other as well, unless they become too many. */
static void
join_abreast(struct ordered *files, size_t n, size_t a, size_t b)
{
	size_t from = files[b].abreast, to = files[a].abreast;

	if (from == to || count_abreast(files, n, from) + count_abreast(files, n, to) > ABREAST_MAX)
		return;
	for (size_t i = 0; i < n; i++)
		if (files[i].abreast == from)
			files[i].abreast = to;
}

void
halves_find(struct ordered *files, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < n; i++)
		files[i].abreast = i + 1;
	for (size_t i = 1; i < n; i++)
		for (size_t j = 0; files[i].survey->alone_count > 0 && j < i; j++)
			if (are_halves(&files[j], &files[i])) {
				join_abreast(files, n, j, i);
				any = true;
			}
	for (size_t i = 0; i < n; i++)
		if (!any || count_abreast(files, n, files[i].abreast) == 1)
			files[i].abreast = 0;
}

const struct ordered *
halves_first(const struct ordered *files, const struct ordered *f)
{
	for (const struct ordered *x = files; x < f && f->abreast != 0; x++)
		if (x->abreast == f->abreast)
			return x;
	return NULL;
}
