/* SPDX-License-Identifier: MIT */
#include "knowledge/rank/ranking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "knowledge/rank/terms.h"

/* What of the score is the share of the question, and the most documents a run of letters may be in to say anything. */
static const float share_of_question = 0.7f;
enum { COMMON = 5 };	/* one in five */
/* A concept by itself says little, and so do things without a trouble: any text has a number, a night, somebody who waits. */
static const float lonely_concept = 0.6f;

/*
 * How an entry stands: by its best document, and by the share of the question that all its documents bear out, so many that
 * have a term by half. What is asked for nearly word for word comes before what is spoken of.
 */
static const float share_of_best = 0.8f, share_of_all = 0.5f, half_borne = 3, word_for_word = 0.85f;

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

/*
 * What the entries have of a question. An entry is known by its best document, and borne out by all that is said of it:
 * people in their own words are like several of its documents at once.
 */
struct standings {
	float *scores;		/* of the documents */
	float *best, *borne;	/* of the entries: what the best document scores; the share of the question they bear out */
	uint32_t *having, *touched;	/* of a term: how many documents of the entry have it, which entries do */
	float asked, tells;	/* how much the terms weigh for documents, and for entries */
};

static const struct ranking_document *
documents_of(const struct ranking *r)
{
	return (const struct ranking_document *)(const void *)(r->base + r->head->documents.at);
}

/* A term weighs among entries by how few of them have it as well: "registered" is in many documents, most of one entry. */
static void
add_to_documents(const struct ranking *r, struct ranking_documents having, float weight, struct standings *s)
{
	const struct ranking_document *d = documents_of(r);
	uint32_t document = 0;
	size_t n = 0;

	while (having.p < having.end) {
		document += ranking_number(&having.p);
		s->scores[document] += weight;
		if (d[document].kind <= DOCUMENT_TITLE && s->having[d[document].entry]++ == 0)
			s->touched[n++] = d[document].entry;
	}
	weight *= ranking_rarity(r->head->ids.n, n);
	s->tells += weight;
	/* A site's folder says each thing once. */
	float half = r->head->concepts.n > 0 ? half_borne : 0;

	while (n > 0) {
		uint32_t entry = s->touched[--n];

		s->borne[entry] += weight * (float)s->having[entry] / ((float)s->having[entry] + half);
		s->having[entry] = 0;
	}
}

static void
best_of_entries(const struct ranking *r, const struct standings *s, unsigned kinds)
{
	static const float worth[DOCUMENT_KINDS] = {
		[DOCUMENT_SPOKEN] = 1.0f, [DOCUMENT_PHRASE] = 0.97f, [DOCUMENT_NAME] = 0.97f, [DOCUMENT_TITLE] = 1.0f,
		[DOCUMENT_MEANING] = 0.9f, [DOCUMENT_CAUSES] = 0.85f,
		[DOCUMENT_FIXES] = 0.8f,
	};
	const struct ranking_document *d = documents_of(r);

	for (size_t i = 0; i < r->head->documents.n; i++) {
		if (s->scores[i] <= 0 || !(kinds & 1u << d[i].kind))
			continue;
		/* A word of courtesy in the document may weigh more where it is asked: a document is never more than whole. */
		float share = fminf(1, s->scores[i] / ranking_unpacked(d[i].weight));
		float score = share_of_question * s->scores[i] / s->asked + (1 - share_of_question) * share;

		score *= worth[d[i].kind];
		if (score > s->best[d[i].entry])
			s->best[d[i].entry] = score;
	}
}

static float
stands(const struct standings *s, size_t entry)
{
	float best = s->best[entry];

	if (best <= 0)
		return 0;
	return best >= word_for_word ? share_of_all + best : share_of_best * best + share_of_all * s->borne[entry] / s->tells;
}

static void
keep_best(struct ranked one, struct ranked *out, size_t most, size_t *n)
{
	size_t i = *n;

	if (one.standing <= 0 || (*n == most && out[most - 1].standing >= one.standing))
		return;
	if (*n < most)
		++*n;
	else
		i = most - 1;
	for (; i > 0 && out[i - 1].standing < one.standing; i--)
		out[i] = out[i - 1];
	out[i] = one;
}

/* One block for what is a score, one for what is counted. */
static void
standings_init(struct standings *s, const struct ranking *r)
{
	size_t n = r->head->ids.n;

	*s = (struct standings){
		.scores = xcalloc(r->head->documents.n + 2 * n + 1, sizeof *s->scores), .having = xcalloc(2 * n + 1, sizeof *s->having),
	};
	s->best = s->scores + r->head->documents.n;
	s->borne = s->best + n;
	s->touched = s->having + n;
}

static void
ask_terms(const struct ranking *r, const struct terms *terms, struct standings *s)
{
	for (size_t i = 0; i < terms->n; i++) {
		struct ranking_documents having = ranking_find(r, terms->p[i].hash);
		float weight = ranking_rarity(r->head->documents.n, having.count) * terms->p[i].weight;

		if (terms->p[i].kind == TERM_CONCEPT && (terms->concepts == 1 || terms->troubles == 0))
			weight *= lonely_concept;
		s->asked += weight;
		if (terms->p[i].weight >= 0.35f || having.count < r->head->documents.n / COMMON)
			add_to_documents(r, having, weight, s);
	}
}

size_t
ranking_ask(const struct ranking *r, struct slice utf8, unsigned kinds, struct ranked *out, size_t most)
{
	struct terms terms = { .p = NULL };
	struct standings s;
	size_t n = 0;

	if (r->head == NULL || most == 0)
		return 0;
	terms_read(utf8, &terms);
	if (r->head->concepts.n > 0)	/* a site's folder has too few words to know which are none */
		ranking_respell(r, &terms);
	terms_count(&terms, &r->concepts);
	standings_init(&s, r);
	ask_terms(r, &terms, &s);
	if (s.asked > 0)
		best_of_entries(r, &s, kinds);
	const char *id = r->base + r->head->ids.at;
	for (size_t i = 0; i < r->head->ids.n; i++, id += strlen(id) + 1)
		keep_best((struct ranked){ id, s.best[i], stands(&s, i) }, out, most, &n);
	free(s.having);
	free(s.scores);
	terms_release(&terms);
	return n;
}
