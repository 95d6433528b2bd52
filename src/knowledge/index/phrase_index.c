/* SPDX-License-Identifier: MIT */
#include "knowledge/index/phrase_index.h"

#include "base/sort.h"

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
	    !part_fits(head, head->patterns[PATTERNS_CLOSED], sizeof(uint32_t)) ||
	    !part_fits(head, head->patterns[PATTERNS_OPEN], sizeof(uint32_t)))
		return false;
	x->head = head;
	x->base = block;
	x->rows = (const struct row *)(const void *)(x->base + head->rows.at);
	x->row_count = head->rows.n;
	return true;
}

/* The rows with this hash. */
struct hashed_rows {
	const struct hashed_row *p, *end;
};

static struct hashed_rows
rows_with(const struct phrase_index *x, struct index_part part, uint32_t hash)
{
	const struct hashed_row *all = (const struct hashed_row *)(const void *)(x->base + part.at);
	const struct hashed_row *first = sorted_find(all, part.n, sizeof *all, hash), *end = first;

	while (end != NULL && end < all + part.n && end->hash == hash)
		end++;
	return (struct hashed_rows){ first, end };
}

void
index_by_key(const struct phrase_index *x, struct slice key, row_fn each, void *arg)
{
	if (x->head == NULL)
		return;
	for (struct hashed_rows r = rows_with(x, x->head->keys, phrase_hash(key)); r.p < r.end; r.p++)
		if (slice_eq(slice_of(index_text(x, x->rows[r.p->row].key)), key))
			each(arg, r.p->row);
}

void
index_by_skeleton(const struct phrase_index *x, struct slice skeleton, row_fn each, void *arg)
{
	if (x->head == NULL)
		return;
	for (struct hashed_rows r = rows_with(x, x->head->skeletons, phrase_hash(skeleton)); r.p < r.end; r.p++)
		if (slice_eq(slice_of(index_text(x, x->rows[r.p->row].skeleton)), skeleton))
			each(arg, r.p->row);
}

void
index_by_context(const struct phrase_index *x, struct slice context, row_fn each, void *arg)
{
	if (x->head == NULL)
		return;
	for (struct hashed_rows r = rows_with(x, x->head->contexts, phrase_hash(context)); r.p < r.end; r.p++)
		if (context_listed(index_text(x, x->rows[r.p->row].contexts), context))
			each(arg, r.p->row);
}

const uint32_t *
index_patterns(const struct phrase_index *x, enum patterns which, size_t *n)
{
	*n = x->head ? x->head->patterns[which].n : 0;
	return x->head ? (const uint32_t *)(const void *)(x->base + x->head->patterns[which].at) : NULL;
}
