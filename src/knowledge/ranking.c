/* SPDX-License-Identifier: MIT */
#include "knowledge/ranking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "knowledge/terms.h"

/* What of the score is the share of the question, and the most documents a run of letters may be in to say anything. */
static const float share_of_question = 0.7f;
enum { COMMON = 5 };	/* one in five */
/* A concept by itself says little, and so do things without a trouble: any text has a number, a night, somebody who waits. */
static const float lonely_concept = 0.6f;

float
ranking_rarity(size_t documents, size_t having)
{
	return logf(1.0f + (float)documents / (0.5f + (float)having));
}

/* Exponents from this one on are kept, and so many bits less of the fraction. */
static const uint32_t least_bits = 125u << 23;
enum { BITS_LEFT_OUT = 11 };

uint16_t
ranking_packed(float weight)
{
	uint32_t bits;

	memcpy(&bits, &weight, sizeof bits);
	bits = bits < least_bits ? 0 : (bits - least_bits) >> BITS_LEFT_OUT;
	return bits < UINT16_MAX ? (uint16_t)bits : UINT16_MAX;
}

float
ranking_unpacked(uint16_t packed)
{
	uint32_t bits = ((uint32_t)packed << BITS_LEFT_OUT) + least_bits;
	float weight;

	memcpy(&weight, &bits, sizeof weight);
	return weight;
}

bool
ranking_open(struct ranking *r, const void *block, size_t size)
{
	const struct ranking_head *head = block;

	*r = (struct ranking){ .head = NULL };
	if (block == NULL || size < sizeof *head || head->magic != RANKING_MAGIC || head->size > size)
		return false;
	*r = (struct ranking){ head, block, {
		(const struct concept *)(const void *)((const char *)block + head->concepts.at), head->concepts.n } };
	return true;
}

static void
add_to_documents(struct ranking_documents d, float weight, float *scores)
{
	uint32_t document = 0;

	while (d.p < d.end) {
		document += ranking_number(&d.p);
		scores[document] += weight;
	}
}

/* An entry is as good as its best document. */
static void
best_of_entries(const struct ranking *r, const float *scores, float asked, unsigned kinds, float *best)
{
	static const float worth[DOCUMENT_KINDS] = {
		[DOCUMENT_SPOKEN] = 1.0f, [DOCUMENT_PHRASE] = 0.97f, [DOCUMENT_NAME] = 0.97f, [DOCUMENT_TITLE] = 1.0f,
		[DOCUMENT_MEANING] = 0.9f, [DOCUMENT_CAUSES] = 0.85f,
		[DOCUMENT_FIXES] = 0.8f,
	};
	const struct ranking_document *d = (const struct ranking_document *)(const void *)(r->base + r->head->documents.at);

	for (size_t i = 0; i < r->head->documents.n; i++) {
		if (scores[i] <= 0 || !(kinds & 1u << d[i].kind))
			continue;
		/* A word of courtesy in the document may weigh more where it is asked: a document is never more than whole. */
		float share = fminf(1, scores[i] / ranking_unpacked(d[i].weight));
		float score = share_of_question * scores[i] / asked + (1 - share_of_question) * share;

		score *= worth[d[i].kind];
		if (score > best[d[i].entry])
			best[d[i].entry] = score;
	}
}

static void
keep_best(const char *id, float score, struct ranked *out, size_t most, size_t *n)
{
	size_t i = *n;

	if (score <= 0 || (*n == most && out[most - 1].score >= score))
		return;
	if (*n < most)
		++*n;
	else
		i = most - 1;
	for (; i > 0 && out[i - 1].score < score; i--)
		out[i] = out[i - 1];
	out[i] = (struct ranked){ id, score };
}

size_t
ranking_ask(const struct ranking *r, struct slice utf8, unsigned kinds, struct ranked *out, size_t most)
{
	struct terms terms = { .p = NULL };
	float asked = 0, *scores, *best;
	size_t n = 0;

	if (r->head == NULL || most == 0)
		return 0;
	terms_read(utf8, &terms);
	if (r->head->concepts.n > 0)	/* a site's folder has too few words to know which are none */
		ranking_respell(r, &terms);
	terms_count(&terms, &r->concepts);
	scores = xcalloc(r->head->documents.n + r->head->ids.n + 1, sizeof *scores);
	best = scores + r->head->documents.n;
	for (size_t i = 0; i < terms.n; i++) {
		struct ranking_documents having = ranking_find(r, terms.p[i].hash);
		float weight = ranking_rarity(r->head->documents.n, having.count) * terms.p[i].weight;

		if (terms.p[i].kind == TERM_CONCEPT && (terms.concepts == 1 || terms.troubles == 0))
			weight *= lonely_concept;
		asked += weight;
		if (terms.p[i].weight >= 0.35f || having.count < r->head->documents.n / COMMON)
			add_to_documents(having, weight, scores);
	}
	if (asked > 0)
		best_of_entries(r, scores, asked, kinds, best);
	const char *id = r->base + r->head->ids.at;
	for (size_t i = 0; i < r->head->ids.n; i++, id += strlen(id) + 1)
		keep_best(id, best[i], out, most, &n);
	free(scores);
	terms_release(&terms);
	return n;
}
