/* SPDX-License-Identifier: MIT */
#include "knowledge/index/remark_index.h"
#include "knowledge/bundle/resource.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/sort.h"

enum { REMARK_MAGIC = 0x53495233, ANCHOR_PIECES = REMARK_ANCHOR - 3, NO_LETTER = 1000 };

struct head {
	uint32_t magic, size;
	uint32_t rows, row_count, pieces, piece_count, texts, words;	/* offsets and counts */
	uint32_t numbers;	/* an anchor has no letter */
	uint32_t bits[REMARK_FILTERS * REMARK_BITS / 32];
};

struct builder {
	struct head head;
	struct buf texts;
	struct remark_row *rows;
	size_t row_count, row_cap;
	struct remark_piece *pieces;
	size_t piece_count, piece_cap;
	remark_bad *bad;
	void *arg;
};

/* The columns of a row. */
enum column { COLUMN_PATTERN, COLUMN_TAKES, COLUMN_ENTRY, COLUMN_SEVERITY, COLUMN_SAMPLE, COLUMNS };

static const struct slice take_names[TAKE_COUNT] = {
	[TAKE_NOTHING] = { "-", 1 }, [TAKE_CALL_ID] = { "call-id", 7 }, [TAKE_HOST] = { "host", 4 },
	[TAKE_TRUNK] = { "trunk", 5 }, [TAKE_USER] = { "user", 4 }, [TAKE_CODE] = { "code", 4 },
	[TAKE_CAUSE] = { "cause", 5 }, [TAKE_PHRASE] = { "phrase", 6 }, [TAKE_WHY] = { "why", 3 },
};

static const struct { struct slice name; unsigned flag; } flag_names[] = {
	{ { "+inner", 6 }, REMARK_TAIL | REMARK_INNER },
	{ { "+tail", 5 }, REMARK_TAIL }, { { "+consequence", 12 }, REMARK_AFTER },
	{ { "+register", 9 }, REMARK_REGISTER }, { { "+other", 6 }, REMARK_OTHER },
	{ { "+success", 8 }, REMARK_SUCCESS }, { { "+proxy", 6 }, REMARK_PROXY }, { { "+device", 7 }, REMARK_DEVICE },
};

static uint32_t
add_text(struct builder *b, struct slice s)
{
	return (uint32_t)buf_add_text(&b->texts, s);
}

/* How common a byte is in logs, roughly and by powers of two. */
static unsigned
commonness(char c)
{
	if (is_digit(c))
		return 11;
	if (is_upper(c))
		return 6;
	if (c == ' ')
		return 13;
	if (strchr("etaoinsr", c) != NULL)
		return 12;
	if (strchr("dlhcumpfg", c) != NULL)
		return 10;
	if (strchr("wybvk", c) != NULL)
		return 8;
	if (strchr("xjqz", c) != NULL)
		return 5;
	return strchr(".:=-_/[]()\"',", c) != NULL ? 9 : 5;
}

/* The most common four bytes of an anchor. */
static unsigned
anchor_cost(const char *p)
{
	unsigned cost = 0;

	for (int i = 0; i < ANCHOR_PIECES; i++) {
		unsigned piece = commonness(p[i]) + commonness(p[i + 1]) + commonness(p[i + 2]) + commonness(p[i + 3]);

		if (piece > cost)
			cost = piece;
	}
	return cost;
}

static size_t
placeholder_length(struct slice s)
{
	return slice_starts(s, SLICE("{n}")) || slice_starts(s, SLICE("{*}")) ? 3 : slice_starts(s, SLICE("{word}")) ? 6 : 0;
}

/* Where all anchors have one, lines of nothing but numbers need no look. */
static bool
has_letter(const char *p)
{
	for (size_t i = 0; i < REMARK_ANCHOR; i++)
		if (is_letter_byte(p[i]))
			return true;
	return false;
}

/* Where the pattern is rarest; false when no stretch of its literal text is long enough. */
static bool
choose_anchor(struct remark_row *row, struct slice pattern)
{
	unsigned best = UINT32_MAX;
	size_t run = 0;

	for (size_t i = 0; i < pattern.n;) {
		size_t skip = placeholder_length(slice_skip(pattern, i));

		if (skip > 0) {
			/* A number is surer than any word. */
			row->literal += slice_starts(slice_skip(pattern, i), SLICE("{n}"));
			i += skip;
			run = 0;
			continue;
		}
		i++;
		row->literal++;
		if (++run < REMARK_ANCHOR)
			continue;
		const char *stretch = pattern.p + i - REMARK_ANCHOR;
		unsigned cost = anchor_cost(stretch) + (has_letter(stretch) ? 0 : NO_LETTER);
		if (cost < best) {
			best = cost;
			row->anchor_at = (uint16_t)(i - REMARK_ANCHOR);
		}
	}
	return best != UINT32_MAX;
}

/* 0: it is none. */
static uint8_t
flag_of(struct slice word)
{
	for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++)
		if (slice_eq(word, flag_names[i].name))
			return (uint8_t)flag_names[i].flag;
	return 0;
}

/* TAKE_COUNT: it is none. */
static size_t
take_of(struct slice word)
{
	size_t i = 0;

	while (i < TAKE_COUNT && !slice_eq(word, take_names[i]))
		i++;
	return i;
}

/* What the placeholders stand for, left to right, then "+…"; false when a name is not known. */
static bool
read_takes(struct remark_row *row, struct slice takes)
{
	size_t n = 0;

	while (takes.n > 0) {
		struct slice word = slice_cut(&takes, ' ');
		uint8_t flag = flag_of(word);
		size_t take = take_of(word);

		if (word.n == 0)
			continue;
		if (flag == 0 && (take == TAKE_COUNT || n == REMARK_TAKES))
			return false;
		if (flag != 0)
			row->flags |= flag;
		else
			row->takes[n++] = (uint8_t)take;
	}
	return true;
}

static void
add_pieces(struct builder *b, const char *anchor)
{
	for (size_t shift = 0; shift < ANCHOR_PIECES; shift++) {
		uint32_t bytes = remark_load(anchor + shift);

		GROW(b->pieces, b->piece_count, b->piece_cap);
		b->pieces[b->piece_count++] = (struct remark_piece){ bytes, (uint16_t)b->row_count, (uint16_t)shift };
		for (int filter = 0; filter < REMARK_FILTERS; filter++) {
			uint32_t bit = remark_bit(bytes, filter);

			b->head.bits[bit / 32] |= UINT32_C(1) << bit % 32;
		}
	}
}

/* "path.tls-failed/untrusted": an entry, and which of its causes. */
static void
add_entry_text(struct builder *b, struct remark_row *row, struct slice entry)
{
	struct slice id = slice_cut(&entry, '/');

	row->entry = add_text(b, id);
	row->cause = add_text(b, entry);
}

static const char *
add_row(struct builder *b, const struct strings *column, uint32_t product)
{
	struct remark_row row = { .product = product };
	struct slice pattern;

	if (column->n < COLUMN_SAMPLE)
		return "columns are missing";
	pattern = slice_of(column->p[COLUMN_PATTERN]);
	if (pattern.n > UINT16_MAX || b->row_count == UINT16_MAX || !choose_anchor(&row, pattern))
		return "no stretch of literal text has seven bytes";
	if (!read_takes(&row, slice_of(column->p[COLUMN_TAKES])))
		return "something to take is not known";
	row.pattern = add_text(b, pattern);
	add_entry_text(b, &row, slice_of(column->p[COLUMN_ENTRY]));
	row.severity = add_text(b, slice_of(column->p[COLUMN_SEVERITY]));
	add_pieces(b, pattern.p + row.anchor_at);
	b->head.numbers |= !has_letter(pattern.p + row.anchor_at);
	GROW(b->rows, b->row_count, b->row_cap);
	b->rows[b->row_count++] = row;
	return NULL;
}

static void
add_words(struct builder *b, UResourceBundle *words, struct arena *a)
{
	struct strings all = bundle_strings(words, a);
	struct buf joined = BUF_INIT;

	for (size_t i = 0; i < all.n; i++)
		buf_addf(&joined, "%s ", all.p[i]);
	b->head.words = add_text(b, buf_slice(&joined));
	buf_release(&joined);
}

/* A product's rows; "any" is no product, "words" are the words that a tail needs. */
static void
add_product(struct builder *b, UResourceBundle *rows, const char *name)
{
	struct arena a = ARENA_INIT;
	UResourceBundle *row = NULL;

	if (strcmp(name, "words") == 0) {
		add_words(b, rows, &a);
		rows = NULL;
	}
	uint32_t product = add_text(b, strcmp(name, "any") == 0 ? SLICE("") : slice_of(name));
	for (int32_t i = 0; bundle_next(rows, &i, &row);) {
		struct strings column = bundle_strings(row, &a);
		const char *why = add_row(b, &column, product);

		if (why != NULL && b->bad != NULL)
			b->bad(b->arg, why, column.n > 0 ? column.p[0] : name);
	}
	arena_release(&a);
}

static int
piece_order(const void *left, const void *right)
{
	const struct remark_piece *a = left, *b = right;

	if (a->bytes != b->bytes)
		return a->bytes < b->bytes ? -1 : 1;
	return a->row != b->row ? (a->row > b->row) - (a->row < b->row) : (a->shift > b->shift) - (a->shift < b->shift);
}

static void
finish(struct builder *b, struct buf *out)
{
	struct head *h = &b->head;

	if (b->piece_count > 0)
		sort(b->pieces, b->piece_count, sizeof *b->pieces, piece_order);
	h->magic = REMARK_MAGIC;
	h->rows = sizeof *h;
	h->row_count = (uint32_t)b->row_count;
	h->pieces = h->rows + (uint32_t)(b->row_count * sizeof *b->rows);
	h->piece_count = (uint32_t)b->piece_count;
	h->texts = h->pieces + (uint32_t)(b->piece_count * sizeof *b->pieces);
	h->size = h->texts + (uint32_t)b->texts.n;
	buf_reset(out);
	buf_add(out, (struct slice){ (const char *)h, sizeof *h });
	buf_add(out, (struct slice){ (const char *)b->rows, b->row_count * sizeof *b->rows });
	buf_add(out, (struct slice){ (const char *)b->pieces, b->piece_count * sizeof *b->pieces });
	buf_add(out, buf_slice(&b->texts));
}

bool
remark_index_build(UResourceBundle *remarks, struct buf *out, remark_bad *bad, void *arg)
{
	UResourceBundle *rows = NULL;
	struct builder *b;

	if (remarks == NULL || ures_getType(remarks) != URES_TABLE)
		return false;
	b = xcalloc(1, sizeof *b);
	b->bad = bad;
	b->arg = arg;
	add_text(b, SLICE(""));	/* what has no text is at 0 */
	for (int32_t i = 0; bundle_next(remarks, &i, &rows);)
		add_product(b, rows, ures_getKey(rows));
	finish(b, out);
	buf_release(&b->texts);
	free(b->rows);
	free(b->pieces);
	free(b);
	return true;
}

bool
remark_index_open(struct remark_table *t, const void *block, size_t size)
{
	const struct head *h = block;
	const char *base = block;

	*t = (struct remark_table){ .next = NULL };
	if (block == NULL || size < sizeof *h || h->magic != REMARK_MAGIC || h->size > size)
		return false;
	t->bits = h->bits;
	t->rows = (const struct remark_row *)(const void *)(base + h->rows);
	t->row_count = h->row_count;
	t->pieces = (const struct remark_piece *)(const void *)(base + h->pieces);
	t->piece_count = h->piece_count;
	t->texts = base + h->texts;
	t->words = h->words;
	t->numbers = h->numbers != 0;
	return true;
}
