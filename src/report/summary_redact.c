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
		tallies_add(table, names ? redacted(r, redact_text, list[i].name, &a) : list[i].name, list[i].text, list[i].count,
		    list[i].has_first ? &first : NULL);
	}
	arena_release(&a);
	return tallies_sorted(table, n);
}

/* An hour names nobody. */
static const char *
hide_value(void *ctx, enum board_key key, const char *value, struct arena *a)
{
	return key == BOARD_HOUR || strcmp(value, BOARD_NOTHING) == 0 ? value :
	    board_value(a, redacted(ctx, redact_text, value, a));
}

void
summary_hide(struct redact *r, const struct summary *in, struct hidden_summary *out)
{
	out->s = *in;
	out->s.findings = hide_tallies(r, in->findings, &out->s.finding_count, false, &out->findings);
	out->s.peers = hide_tallies(r, in->peers, &out->s.peer_count, true, &out->peers);
	board_renamed(in->board, hide_value, r, &out->board);
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
