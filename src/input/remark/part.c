/* SPDX-License-Identifier: MIT */
/* A line that says what a known one says, with other words around it. */
#include "input/remark/remark.h"

#include "base/ascii.h"

enum { LEAST_TEXT = 20, SURE_TEXT = 40, LEAST_BLANKS = 2 };

struct part_choice {
	const struct remark_table *table;
	const struct remark_row *row;	/* NULL: none, or several with different entries */
	struct slice said;
};

/* Which four bytes the line has, so that most rows need no search. */
struct pieces {
	uint32_t bits[128];
};

static uint32_t
piece_bit(const char *p)
{
	return remark_load(p) * UINT32_C(2654435761) >> 20;
}

static void
pieces_of(struct slice line, struct pieces *out)
{
	*out = (struct pieces){ .bits = { 0 } };
	for (size_t i = 0; i + 4 <= line.n; i++)
		out->bits[piece_bit(line.p + i) / 32] |= UINT32_C(1) << piece_bit(line.p + i) % 32;
}

static bool
may_have(const struct pieces *pieces, const char *p)
{
	return pieces->bits[piece_bit(p) / 32] >> piece_bit(p) % 32 & 1;
}

static size_t
placeholder_size(struct slice s)
{
	return slice_starts(s, SLICE("{n}")) || slice_starts(s, SLICE("{*}")) ? 3 : slice_starts(s, SLICE("{word}")) ? 6 : 0;
}

/* The longest stretch between two placeholders. */
static struct slice
longest_literal(struct slice pattern)
{
	struct slice best = SLICE_NONE;
	const char *from = pattern.p, *end = slice_limit(pattern);

	for (const char *p = pattern.p, *open; p <= end;) {
		size_t skip;

		open = p < end ? memchr(p, '{', (size_t)(end - p)) : NULL;
		p = open != NULL ? open : end;
		skip = placeholder_size(slice_from(p, end));
		if ((skip > 0 || p == end) && (size_t)(p - from) > best.n)
			best = slice_from(from, p);
		p += skip > 0 ? skip : 1;
		if (skip > 0)
			from = p;
	}
	return best;
}

/* How much of it stands in the line: all, or half a sentence of what the row begins with. */
static struct slice
common(struct slice line, const struct pieces *pieces, struct slice pattern)
{
	struct slice literal = longest_literal(pattern);
	const char *end = slice_limit(line), *at;
	size_t n = LEAST_TEXT;

	if (literal.n < LEAST_TEXT || !may_have(pieces, literal.p) || !may_have(pieces, literal.p + LEAST_TEXT / 2) ||
	    (at = slice_find(line, slice_head(literal, LEAST_TEXT))) == NULL ||
	    (at > line.p && is_alnum(at[-1]) && is_alnum(*at)))
		return SLICE_NONE;
	while (n < literal.n && at + n < end && at[n] == literal.p[n])
		n++;
	if (n < literal.n && (literal.p != pattern.p || n < SURE_TEXT))
		return SLICE_NONE;
	return slice_count((struct slice){ at, n }, ' ') >= LEAST_BLANKS ? (struct slice){ at, n } : SLICE_NONE;
}

/* What it takes from the line decides about its entry, the line is no failure, or it only explains another. */
static bool
needs_all(const struct remark_table *t, const struct remark_row *row)
{
	return row->flags & (REMARK_SUCCESS | REMARK_INNER) || strchr(t->texts + row->entry, '{') != NULL;
}

static void
weigh(struct part_choice *c, const struct remark_table *t, const struct remark_row *row, struct slice said)
{
	if (said.n < c->said.n || needs_all(t, row))
		return;
	if (said.n > c->said.n)
		*c = (struct part_choice){ t, row, said };
	else if (c->row != NULL && strcmp(t->texts + row->entry, c->table->texts + c->row->entry) != 0)
		c->row = NULL;
}

bool
remark_match_part(const struct remark_table *table, struct slice line, struct remark *out)
{
	struct part_choice c = { .row = NULL };
	struct pieces pieces;

	pieces_of(line, &pieces);
	for (const struct remark_table *t = table; t != NULL; t = t->next)
		for (size_t i = 0; i < t->row_count; i++) {
			struct slice said = common(line, &pieces, slice_of(t->texts + t->rows[i].pattern));

			if (said.n > 0)
				weigh(&c, t, &t->rows[i], said);
		}
	if (c.row == NULL)
		return false;
	*out = (struct remark){
		.line = line, .said = c.said, .entry = slice_of(c.table->texts + c.row->entry),
		.severity = slice_of(c.table->texts + c.row->severity), .product = slice_of(c.table->texts + c.row->product),
		.flags = c.row->flags,
	};
	return true;
}
