/* SPDX-License-Identifier: MIT */
#include "report/summary_redact.h"

#include <stdlib.h>

#include "metrics/tallies.h"

static struct tally *
hide_tallies(struct redact *r, const struct tally *list, size_t *n, bool names, struct kept *table)
{
	struct arena a = ARENA_INIT;

	tallies_init(table, *n + 1);
	for (size_t i = 0; i < *n; i++) {
		struct place first = list[i].first;

		first.file = redacted(r, redact_file, first.file, &a);
		tallies_add(table, names ? redacted(r, redact_text, list[i].name, &a) : list[i].name, list[i].count,
		    list[i].has_first ? &first : NULL);
	}
	arena_release(&a);
	return tallies_sorted(table, n);
}

/* An hour names nobody. */
static const char *
hide_value(struct redact *r, enum board_key key, const char *value, struct arena *a)
{
	return key == BOARD_HOUR || strcmp(value, BOARD_NOTHING) == 0 ? value : board_value(a, redacted(r, redact_text, value, a));
}

static void
hide_board(struct redact *r, const struct board *in, struct board *out)
{
	struct arena a = ARENA_INIT;

	board_init(out, &in->by);
	for (size_t i = 0; i < in->groups.n; i++) {
		const struct group *g = in->groups.items[i];
		const char *values[BOARD_KEYS] = { NULL };

		for (size_t key = 0; key < in->by.n; key++)
			values[key] = hide_value(r, in->by.keys[key], arena_slice(&a, group_value(g, key)), &a);
		board_add_group(out, values, &g->a);
	}
	attempts_merge(&out->others, &in->others);
	for (size_t key = 0; key < BOARD_KEYS; key++)
		for (size_t i = 0; i < in->shares[key].n; i++) {
			const struct share *s = in->shares[key].items[i];

			board_add_share(out, (enum board_key)key, hide_value(r, (enum board_key)key, s->name, &a), s->calls, s->failed);
		}
	arena_release(&a);
}

void
summary_hide(struct redact *r, const struct summary *in, struct hidden_summary *out)
{
	out->s = *in;
	out->s.findings = hide_tallies(r, in->findings, &out->s.finding_count, false, &out->findings);
	out->s.peers = hide_tallies(r, in->peers, &out->s.peer_count, true, &out->peers);
	hide_board(r, in->board, &out->board);
	out->s.board = &out->board;
}

void
hidden_summary_release(struct hidden_summary *h)
{
	free(h->s.findings);
	free(h->s.peers);
	kept_release(&h->findings);
	kept_release(&h->peers);
	board_release(&h->board);
}
