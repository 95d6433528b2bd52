/* SPDX-License-Identifier: MIT */
#include "knowledge/index.h"

static bool
part_fits(const struct index_head *head, struct index_part part, size_t each)
{
	return part.at % sizeof(uint32_t) == 0 && part.at <= head->size && part.n <= (head->size - part.at) / each;
}

bool
index_open(struct phrase_index *x, const void *block, size_t size)
{
	const struct index_head *head = block;

	*x = (struct phrase_index){ NULL, NULL, NULL, 0 };
	if (block == NULL || size < sizeof *head || head->magic != INDEX_MAGIC || head->size > size)
		return false;
	if (!part_fits(head, head->rows, sizeof(struct row)) || !part_fits(head, head->keys, sizeof(struct hashed_row)) ||
	    !part_fits(head, head->skeletons, sizeof(struct hashed_row)) ||
	    !part_fits(head, head->contexts, sizeof(struct hashed_row)) ||
	    !part_fits(head, head->patterns, sizeof(uint32_t)))
		return false;
	x->head = head;
	x->base = block;
	x->rows = (const struct row *)(const void *)(x->base + head->rows.at);
	x->row_count = head->rows.n;
	return true;
}

static const struct hashed_row *
hashed_rows(const struct phrase_index *x, struct index_part part)
{
	return (const struct hashed_row *)(const void *)(x->base + part.at);
}

/* The first place with this hash or a greater one. */
static size_t
lower_bound(const struct hashed_row *p, size_t n, uint32_t hash)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (p[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
index_by_key(const struct phrase_index *x, struct slice key, row_fn each, void *arg)
{
	if (x->head == NULL)
		return;
	const struct hashed_row *p = hashed_rows(x, x->head->keys);
	uint32_t hash = phrase_hash(key);

	for (size_t i = lower_bound(p, x->head->keys.n, hash); i < x->head->keys.n && p[i].hash == hash; i++)
		if (slice_eq(slice_of(index_text(x, x->rows[p[i].row].key)), key))
			each(arg, p[i].row);
}

void
index_by_skeleton(const struct phrase_index *x, struct slice skeleton, row_fn each, void *arg)
{
	if (x->head == NULL)
		return;
	const struct hashed_row *p = hashed_rows(x, x->head->skeletons);
	uint32_t hash = phrase_hash(skeleton);

	for (size_t i = lower_bound(p, x->head->skeletons.n, hash); i < x->head->skeletons.n && p[i].hash == hash; i++)
		if (slice_eq(slice_of(index_text(x, x->rows[p[i].row].skeleton)), skeleton))
			each(arg, p[i].row);
}

void
index_by_context(const struct phrase_index *x, struct slice context, row_fn each, void *arg)
{
	if (x->head == NULL)
		return;
	const struct hashed_row *p = hashed_rows(x, x->head->contexts);
	uint32_t hash = phrase_hash(context);

	for (size_t i = lower_bound(p, x->head->contexts.n, hash); i < x->head->contexts.n && p[i].hash == hash; i++)
		if (context_listed(index_text(x, x->rows[p[i].row].contexts), context))
			each(arg, p[i].row);
}

const uint32_t *
index_patterns(const struct phrase_index *x, size_t *n)
{
	*n = x->head ? x->head->patterns.n : 0;
	return x->head ? (const uint32_t *)(const void *)(x->base + x->head->patterns.at) : NULL;
}
