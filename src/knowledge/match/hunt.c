/* SPDX-License-Identifier: MIT */
/* Rows that may be meant by a phrase, gathered with how near and how much at home each of them is (knowledge/match/match.h). */
#include "knowledge/match/match.h"

/* Three digits; some products show codes of their own that have four. */
bool
is_code(struct slice s)
{
	uint64_t value;

	return (s.n == 3 || s.n == 4) && slice_to_u64(s, 9999, &value);
}

static enum home
home_of(const struct hunt *h, struct slice context)
{
	if (slice_eq(context, SLICE("symptom")))
		return slice_eq(h->context, context) ? HOME_OWN : HOME_SYMPTOM;
	/* Who asks without a code means one that is not known as well as any. */
	if (slice_eq(context, SLICE("0")))
		return slice_empty(h->context) ? HOME_OWN : HOME_ANY;
	/* A bare number of a header is no phrase of another. */
	if (index_is_private(context) || index_is_private(h->context) || (h->is_number && !is_code(context)))
		return slice_eq(h->context, context) ? HOME_OWN : HOME_NONE;
	if (slice_eq(context, h->context) || (slice_empty(h->context) && is_code(context)))
		return HOME_OWN;
	return is_code(context) ? HOME_ELSEWHERE : HOME_HEADER;
}

enum home
row_home(const struct hunt *h, const struct row *row, const struct phrase_index *x)
{
	struct slice rest = slice_of(index_text(x, row->contexts));
	enum home best = HOME_NONE;

	while (!slice_empty(rest)) {
		struct slice word = slice_cut(&rest, ' ');
		enum home home = slice_empty(word) ? HOME_NONE : home_of(h, word);

		if (home < best)
			best = home;
	}
	return best;
}

void
hunt_add(struct hunt *h, const struct row *row, int distance)
{
	enum home home = row_home(h, row, h->index);

	if (home < h->nearest || home > h->farthest)
		return;
	GROW(h->found, h->n, h->cap);
	h->found[h->n++] = (struct candidate){ h->index, row, h->store, home, distance, "" };
}
