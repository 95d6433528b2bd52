/* SPDX-License-Identifier: MIT */
#include "report/redact/known.h"

#include "base/ascii.h"
#include "report/redact/words.h"

enum { BITS_A_MARK = 4 };

/* Each kind has a filter of its own in the one. */
static uint64_t
mark(const uint64_t key[2], enum known_kind kind, struct slice what)
{
	const uint64_t own[2] = { key[0] ^ ((uint64_t)kind + 1) * UINT64_C(0x9e3779b97f4a7c15), key[1] };

	return slice_keyed_hash(own, what);
}

/* The number of the i-th bit. */
static size_t
bit(uint64_t hash, unsigned i)
{
	return (size_t)((hash + i * (hash >> 32 | 1)) % KNOWN_BITS);
}

/* Of the first letters: no secret needs a hash for this. */
static size_t
start_bit(const char *p)
{
	uint32_t n;

	memcpy(&n, p, sizeof n);
	return (n * UINT32_C(2654435761)) >> 14;
}

void
known_add(struct known *k, const uint64_t key[2], enum known_kind kind, struct slice what)
{
	uint64_t hash = mark(key, kind, what);

	k->any = true;
	for (unsigned i = 0; i < BITS_A_MARK; i++)
		k->bits[bit(hash, i) / 64] |= UINT64_C(1) << bit(hash, i) % 64;
	if ((kind == KNOWN_NAME || kind == KNOWN_NUMBER) && what.n >= KNOWN_START && what.n <= KNOWN_LONGEST) {
		k->starts[start_bit(what.p) / 64] |= UINT64_C(1) << start_bit(what.p) % 64;
		k->lengths |= UINT64_C(1) << what.n;
	}
}

bool
known_has(const struct known *k, const uint64_t key[2], enum known_kind kind, struct slice what)
{
	if (!k->any || what.n == 0)
		return false;
	uint64_t hash = mark(key, kind, what);
	for (unsigned i = 0; i < BITS_A_MARK; i++)
		if (!(k->bits[bit(hash, i) / 64] >> bit(hash, i) % 64 & 1))
			return false;
	return true;
}

/* Short digits stand in anything that was drawn by lot; they are no name there. */
static bool
is_known_piece(const struct known *k, const uint64_t key[2], struct slice piece)
{
	return slice_span(piece, is_digit) == piece.n ? known_has(k, key, KNOWN_NUMBER, piece) :
	    known_has(k, key, KNOWN_NAME, piece);
}

bool
known_within(const struct known *k, const uint64_t key[2], struct slice plain)
{
	for (size_t at = 0; plain.n - at >= KNOWN_START && at < plain.n; at++) {
		const char *p = plain.p + at;

		if (!(k->starts[start_bit(p) / 64] >> start_bit(p) % 64 & 1))
			continue;
		for (size_t n = KNOWN_START; n <= plain.n - at && n <= KNOWN_LONGEST; n++)
			if ((k->lengths >> n & 1) && is_known_piece(k, key, (struct slice){ p, n }))
				return true;
	}
	return false;
}

void
known_plain(struct slice text, struct buf *out)
{
	struct buf letters = BUF_INIT, folded = BUF_INIT;

	while (text.n > 0) {
		char c = slice_take_percent(&text);

		if (word_char(c))
			buf_addc(&letters, c);
	}
	word_fold(buf_slice(&letters), &folded);
	for (size_t i = 0; i < folded.n; i++)
		if (folded.p[i] != ' ')
			buf_addc(out, folded.p[i]);
	buf_release(&letters);
	buf_release(&folded);
}
