/* SPDX-License-Identifier: MIT */
/* Free text, over all stores: what it may mean, and what a search lists. */
#include "knowledge/bundle/resource.h"
#include "knowledge/match/match.h"
#include "knowledge/store/state.h"

static void
keep(struct guess g, struct guess *out, size_t most, size_t *n)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (strcmp(out[i].id, g.id) == 0)	/* a site's words for an entry count like the built-in ones */
			break;
	if (i < *n && out[i].standing >= g.standing)
		return;
	if (i == *n) {
		if (*n < most)
			++*n;
		else if (out[--i].standing >= g.standing)
			return;
	}
	for (; i > 0 && out[i - 1].standing < g.standing; i--)
		out[i] = out[i - 1];
	out[i] = g;
}

enum { MOST = 100 };

static size_t
rank(struct knowledge *k, struct slice text, unsigned kinds, struct guess *out, size_t most)
{
	struct ranked ranked[MOST];
	size_t n = 0;

	for (size_t i = 0; i < k->store_count; i++) {
		size_t count = ranking_ask(store_ranking(&k->stores[i]), text, kinds, ranked, most < MOST ? most : MOST);

		for (size_t j = 0; j < count; j++)
			if (entry_exists(k, ranked[j].id))
				keep((struct guess){ ranked[j].id, ranked[j].score, ranked[j].standing }, out, most, &n);
	}
	return n;
}

size_t
knowledge_rank(struct knowledge *k, struct slice text, struct guess *out, size_t most)
{
	return rank(k, text, ASK_GUESS, out, most);
}

/* The entry that was asked for by its id comes first; what has hardly a word of the text is left out. */
void
knowledge_search(struct knowledge *k, struct slice text, struct arena *a, struct strings *ids)
{
	static const double least = 0.3;
	struct guess guesses[MOST];
	size_t cap = 0, n = rank(k, text, ASK_ALL, guesses, MOST);
	const char *id = arena_slice(a, slice_trim(text));

	*ids = (struct strings){ NULL, 0 };
	if (entry_exists(k, id))
		strings_add(ids, &cap, id, a);
	for (size_t i = 0; i < n; i++)
		if (guesses[i].score >= least && !strings_have(ids, guesses[i].id))
			strings_add(ids, &cap, arena_strdup(a, guesses[i].id), a);
}
