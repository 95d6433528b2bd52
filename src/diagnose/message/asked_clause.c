/* SPDX-License-Identifier: MIT */
/* Of two clauses about the two ways of a call, the one that tells what fails. */
#include "base/ascii.h"
#include "diagnose/message/asked.h"

struct clause {
	struct slice text;
	bool names_way, denies, well;
};

static bool
ends_clause(struct slice word)
{
	return word.n > 1 && is_one_of(word.p[word.n - 1], ".,;!?");
}

static struct slice
bare_word(struct slice word)
{
	while (word.n > 0 && is_one_of(word.p[word.n - 1], ".,;:!?"))
		word.n--;
	return word;
}

/* The next clause of `rest`, up to a mark or a word such as "but"; empty: none. */
static struct clause
next_clause(struct knowledge *k, struct slice *rest)
{
	struct clause c = { SLICE_NONE, false, false, false };

	while (rest->n > 0) {
		struct slice word = slice_cut(rest, ' '), bare = bare_word(word);

		if (bare.n == 0)
			continue;
		if (knowledge_sets_against(k, bare)) {
			if (c.text.n > 0)
				break;
			continue;
		}
		c.text = slice_from(c.text.n > 0 ? c.text.p : bare.p, slice_limit(bare));
		c.denies |= knowledge_negates(k, bare);
		if (ends_clause(word))
			break;
	}
	c.names_way = c.text.n > 0 && knowledge_names_way(k, c.text);
	c.well = c.names_way && knowledge_sounds_well(k, c.text);
	return c;
}

/* "Hello, incoming works but outgoing doesn't", "inbound is fine, outbound gets fast busy": empty where it is not so. */
struct slice
asked_failing_way(struct asked *q)
{
	struct slice rest = q->text, denied = SLICE_NONE, other = SLICE_NONE;
	size_t ways = 0, denials = 0, well = 0;

	for (struct clause c = next_clause(q->k, &rest); c.text.n > 0; c = next_clause(q->k, &rest)) {
		if (c.denies && !c.names_way)
			return SLICE_NONE;
		ways += c.names_way;
		denials += c.denies;
		well += c.well;
		denied = c.denies ? c.text : denied;
		other = c.names_way && !c.well ? c.text : other;
	}
	if (ways != 2 || denials > 1)
		return SLICE_NONE;
	return denials == 1 ? denied : well == 1 ? other : SLICE_NONE;
}
