/* SPDX-License-Identifier: MIT */
/* In the block that ranking_build() made: which documents have a term. */
#include "knowledge/rank/ranking.h"

uint32_t
ranking_number(const unsigned char **p)
{
	uint32_t n = 0;

	for (unsigned shift = 0;; shift += 7) {
		n |= (uint32_t)(**p & 127) << shift;
		if (*(*p)++ < 128)
			return n;
	}
}

/* Where the block begins that the hash would be in; NULL before the first. */
static const struct ranking_block *
find_block(const struct ranking *r, uint32_t hash)
{
	const struct ranking_block *p = (const struct ranking_block *)(const void *)(r->base + r->head->blocks.at);
	size_t low = 0, high = r->head->blocks.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (p[middle].hash <= hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &p[low - 1] : NULL;
}

struct ranking_documents
ranking_find(const struct ranking *r, uint32_t hash)
{
	const unsigned char *terms = (const unsigned char *)r->base + r->head->terms.at, *end = terms + r->head->terms.n;
	const struct ranking_block *block = find_block(r, hash);
	struct ranking_documents found = { NULL, NULL, 0 };

	if (block == NULL)
		return found;
	const unsigned char *p = terms + block->at;
	uint32_t at = block->hash;

	for (size_t i = 0; i < TERMS_A_BLOCK && p < end; i++) {
		at += ranking_number(&p);
		uint32_t size = ranking_number(&p);

		if (at >= hash) {
			if (at == hash)
				found = (struct ranking_documents){ p, p + size, 0 };
			break;
		}
		p += size;
	}
	for (p = found.p; p < found.end; p++)
		found.count += *p < 128;
	return found;
}

size_t
ranking_having(const struct ranking *r, uint32_t hash)
{
	return ranking_find(r, hash).count;
}
