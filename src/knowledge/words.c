/*
 * Symptoms are described, not quoted: "llamada se corta a los 30 segundos" is found by its words, whatever their order
 * and ending, when most of them are those of one description.
 */
#include "base/ascii.h"
#include "knowledge/match.h"
#include "text/text.h"

enum { WORDS_MAX = 32 };

struct words {
	struct slice p[WORDS_MAX];
	size_t n;
};

static void
split(struct words *out, struct slice text)
{
	out->n = 0;
	while (!slice_empty(text) && out->n < WORDS_MAX) {
		struct slice word = slice_cut(&text, ' ');

		if (!slice_empty(word))
			out->p[out->n++] = word;
	}
}

/* The same word, or the same stem with other endings. */
static bool
same_word(struct slice a, struct slice b)
{
	size_t n = 0, shorter = a.n < b.n ? a.n : b.n, longer = a.n < b.n ? b.n : a.n;

	while (n < shorter && a.p[n] == b.p[n])
		n++;
	if (n == longer)
		return true;
	bool ascii = (unsigned char)a.p[0] < 0x80;
	return !is_digit(a.p[0]) && n >= (ascii ? 4u : 8u) && longer - n <= (ascii ? 2u : 4u);
}

static size_t
shared(const struct words *a, const struct words *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++) {
		for (size_t j = 0; j < b->n; j++) {
			if (same_word(a->p[i], b->p[j])) {
				n++;
				break;
			}
		}
	}
	return n;
}

/* How far apart, 0 to 100; more than 100: not alike. */
static int
words_distance(const struct words *asked, const struct words *known)
{
	size_t n = shared(asked, known), m = shared(known, asked);

	if (n < 2 || 4 * n < 3 * asked->n || 2 * m < known->n)
		return 101;
	return (int)(100 - 50 * n / asked->n - 50 * m / known->n);
}

static void
compare_row(struct hunt *h, const struct words *asked, const struct row *row)
{
	struct buf loose = BUF_INIT;
	struct words known;

	text_fold_loosely(slice_of(index_text(h->index, row->key)), &loose);
	split(&known, buf_slice(&loose));
	int distance = words_distance(asked, &known);
	if (distance <= 100)
		hunt_add(h, row, distance);
	buf_release(&loose);
}

struct comparison {
	struct hunt *h;
	struct words asked;
};

static void
compare(void *arg, uint32_t row)
{
	struct comparison *c = arg;

	if (row < c->h->index->row_count && !(c->h->index->rows[row].flags & ROW_PATTERN))
		compare_row(c->h, &c->asked, &c->h->index->rows[row]);
}

void
hunt_words(struct hunt *h)
{
	struct comparison c = { .h = h };
	struct buf loose = BUF_INIT;

	if (!slice_empty(h->context) && !slice_eq(h->context, SLICE("symptom")))
		return;
	text_fold_loosely(h->phrase, &loose);
	split(&c.asked, buf_slice(&loose));
	index_by_context(h->index, SLICE("symptom"), compare, &c);
	buf_release(&loose);
}
