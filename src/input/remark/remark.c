/* SPDX-License-Identifier: MIT */
#include "input/remark/remark.h"

#include "base/ascii.h"
#include "base/sort.h"
#include "input/line/search.h"

enum { MAX_LINE = 4096 };

/* The best rows for one line so far. */
struct choice {
	const struct remark_table *table;
	const struct remark_row *row;	/* NULL: none */
	const struct remark_row *tried;	/* the last one, that fitted or not: a row's anchor has several pieces */
	struct slice captures[REMARK_TAKES];
	struct slice said;
};

struct line_choice {
	struct slice line;		/* p NULL: none yet */
	struct choice main, tail;
};

static struct slice
text_of(const struct remark_table *t, uint32_t at)
{
	return slice_of(t->texts + at);
}

static void
consider(struct line_choice *l, const struct remark_table *t, const struct remark_row *row)
{
	struct choice *c = row->flags & REMARK_TAIL ? &l->tail : &l->main;
	struct choice new = { .table = t, .row = row };

	if (c->tried == row || (c->row != NULL && c->table == t && c->row->literal >= row->literal))
		return;
	c->tried = row;
	/* A site's own row wins. */
	if (c->row != NULL && c->table != t)
		return;
	if (!remark_fits(text_of(t, row->pattern), l->line, new.captures, &new.said))
		return;
	new.tried = row;
	*c = new;
}

static bool
has_bit(const uint32_t *bits, uint32_t bit)
{
	return bits[bit / 32] >> bit % 32 & 1;
}

static bool
is_listed(const struct remark_table *t, uint32_t bytes)
{
	return has_bit(t->bits, remark_bit(bytes, 0)) && has_bit(t->bits, remark_bit(bytes, 1));
}

static struct slice
line_around(struct slice text, const char *at)
{
	const char *end = slice_limit(text), *low = at - text.p > MAX_LINE ? at - MAX_LINE : text.p;
	const char *begin = memrchr(low, '\n', (size_t)(at - low));
	const char *feed = memchr(at, '\n', end - at < MAX_LINE ? (size_t)(end - at) : MAX_LINE);

	return slice_from(begin ? begin + 1 : low, feed ? feed : end - at < MAX_LINE ? end : at + MAX_LINE);
}

/* The rows whose anchor covers the four bytes at `p`. */
static void
consider_all(struct line_choice *l, const struct remark_table *t, struct slice text, const char *p)
{
	uint32_t bytes = remark_load(p);
	const struct remark_piece *piece = sorted_find(t->pieces, t->piece_count, sizeof *piece, bytes), *end = t->pieces + t->piece_count;

	for (; piece != NULL && piece < end && piece->bytes == bytes; piece++) {
		const struct remark_row *row = &t->rows[piece->row];
		struct slice anchor = { t->texts + row->pattern + row->anchor_at, REMARK_ANCHOR };

		if ((size_t)(p - text.p) < piece->shift ||
		    !slice_starts(slice_from(p - piece->shift, slice_limit(text)), anchor))
			continue;
		if (l->line.p == NULL)
			*l = (struct line_choice){ .line = line_around(text, p - piece->shift) };
		if (p - piece->shift >= l->line.p)
			consider(l, t, row);
	}
}

/* The word stands at `at`: it begins as words do, and a number that it ends in is not a part of a longer one. */
static bool
stands_at(struct slice line, struct slice word, const char *at)
{
	const char *after = at + word.n;

	return (at == line.p || !is_alnum(at[-1])) &&
	    (!is_digit(word.p[word.n - 1]) || after == slice_limit(line) || !is_digit(*after));
}

/* A word of the list stands in the line: "sip" in "SIPS:", not in "gossip". */
static bool
has_word(struct slice line, struct slice words)
{
	while (words.n > 0) {
		struct slice word = slice_cut(&words, ' '), rest = line;
		const char *at;

		while (word.n > 0 && (at = slice_find_nocase(rest, word)) != NULL) {
			if (stands_at(line, word, at))
				return true;
			rest = slice_from(at + 1, slice_limit(line));
		}
	}
	return false;
}

/* `No A record found"}`: the quote closes what began before; where the words have quotes of their own, all is theirs. */
static struct slice
without_json_end(struct slice said)
{
	size_t quotes = 0, n = said.n;

	for (size_t i = 0; i < said.n; i++) {
		i += said.p[i] == '\\';
		quotes += i < said.n && said.p[i] == '"';
	}
	while (n > 0 && said.p[n - 1] == '}')
		n--;
	return quotes == 1 && n < said.n && n > 1 && said.p[n - 1] == '"' ? slice_head(said, n - 1) : said;
}

/* A pattern may begin within a word, "egistration failed". */
static struct slice
whole_word(struct slice said, struct slice line)
{
	const char *from = said.p;

	while (from > line.p && is_any_letter(from[0]) && is_any_letter(from[-1]))
		from--;
	return slice_from(from, slice_limit(said));
}

static void
take(const struct choice *c, struct slice line, struct remark *out)
{
	const struct remark_row *row = c->row;

	*out = (struct remark){
		.line = line, .said = whole_word(without_json_end(c->said), line), .entry = text_of(c->table, row->entry),
		.cause = text_of(c->table, row->cause),
		.severity = text_of(c->table, row->severity), .product = text_of(c->table, row->product),
		.flags = row->flags, .literal = row->literal,
	};
	for (size_t i = 0; i < REMARK_TAKES; i++)
		if (row->takes[i] != TAKE_NOTHING && out->taken[row->takes[i]].n == 0)
			out->taken[row->takes[i]] = c->captures[i];
}

/* A tail within the words that it may explain gives the finer entry. */
static bool
decide(const struct line_choice *l, struct remark *out)
{
	const struct choice *main = &l->main, *tail = &l->tail;

	if (main->row == NULL) {
		if (tail->row == NULL || tail->row->flags & REMARK_INNER ||
		    !has_word(l->line, text_of(tail->table, tail->table->words)))
			return false;
		take(tail, l->line, out);
		return true;
	}
	take(main, l->line, out);
	struct slice why = out->taken[TAKE_WHY];
	if (tail->row != NULL && why.n > 0 && tail->said.p >= why.p && tail->said.p < slice_limit(why)) {
		out->entry = text_of(tail->table, tail->row->entry);
		out->cause = text_of(tail->table, tail->row->cause);
		out->severity = text_of(tail->table, tail->row->severity);
		out->taken[TAKE_CODE] = out->taken[TAKE_PHRASE] = SLICE_NONE;
	}
	return true;
}

static bool
has_numbers(const struct remark_table *t)
{
	while (t != NULL && !t->numbers)
		t = t->next;
	return t != NULL;
}

bool
remark_may_fit(const struct remark_table *table, struct slice text)
{
	return search_letter(text) || has_numbers(table);
}

/* Four bytes at every fourth place: an anchor has seven, so one of them lies in it. */
bool
remark_find(const struct remark_table *table, struct slice text, const char *from, struct remark *out, const char **next)
{
	const char *end = slice_limit(text);
	struct line_choice l;		/* nothing but its line counts while there is none: most lines have none */

	*next = end;
	if (!remark_may_fit(table, slice_from(from, end)))
		return false;
	l.line = SLICE_NONE;
	text = slice_from(from, end);
	for (const char *p = from; end - p >= 4; p += 4) {
		uint32_t bytes = remark_load(p);
		const struct remark_table *t = table;

		while (t != NULL && !is_listed(t, bytes))
			t = t->next;
		if (t == NULL)
			continue;
		if (l.line.p != NULL && p >= slice_limit(l.line)) {
			if (decide(&l, out))
				break;
			l.line = SLICE_NONE;
		}
		for (; t != NULL; t = t->next)
			consider_all(&l, t, text, p);
	}
	if (l.line.p == NULL || !decide(&l, out))
		return false;
	*next = slice_limit(l.line) < end ? slice_limit(l.line) + (*slice_limit(l.line) == '\n') : end;
	return true;
}

bool
remark_match(const struct remark_table *table, struct slice line, struct remark *out)
{
	struct line_choice l = { .line = line };

	/* The first bytes of an anchor at the end of a short line are not at a fourth place: every place counts here. */
	for (const struct remark_table *t = table; t != NULL; t = t->next)
		for (size_t i = 0; i + 4 <= line.n; i++)
			if (is_listed(t, remark_load(line.p + i)))
				consider_all(&l, t, line, line.p + i);
	return decide(&l, out);
}

/* What is too general to be known by its beginning, or needs what the end of the line says. */
static bool
needs_its_end(const struct remark_table *t, const struct remark_row *row)
{
	return (row->flags & (REMARK_TAIL | REMARK_AFTER | REMARK_SUCCESS)) != 0 || slice_chr(text_of(t, row->entry), '{') != NULL;
}

bool
remark_match_cut(const struct remark_table *table, struct slice line, struct remark *out)
{
	enum { LEAST = 16 };
	struct choice best = { .row = NULL };
	size_t most = LEAST - 1;

	for (const struct remark_table *t = table; t != NULL; t = t->next)
		for (size_t i = 0; i < t->row_count; i++) {
			const struct remark_row *row = &t->rows[i];
			size_t said = needs_its_end(t, row) ? 0 : remark_cut(text_of(t, row->pattern), line);

			if (2 * said < row->literal || said < most ||
			    (said == most && (best.row == NULL || row->literal >= best.row->literal)))
				continue;
			most = said;
			best = (struct choice){ .table = t, .row = row, .said = line };
		}
	if (best.row != NULL)
		take(&best, line, out);
	return best.row != NULL;
}
