/* SPDX-License-Identifier: MIT */
#include "base/slice.h"

#include "base/ascii.h"

bool
slice_starts_nocase(struct slice s, struct slice prefix)
{
	if (s.n < prefix.n)
		return false;
	for (size_t i = 0; i < prefix.n; i++)
		if (s.p[i] != prefix.p[i] && to_lower(s.p[i]) != to_lower(prefix.p[i]))
			return false;
	return true;
}

bool
slice_ends(struct slice s, struct slice suffix)
{
	return s.n >= suffix.n &&
	    slice_eq(slice_skip(s, s.n - suffix.n), suffix);
}

bool
slice_has_space(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_space(s.p[i]))
			return true;
	return false;
}

struct slice
slice_trim_spaces(struct slice s)
{
	while (s.n > 0 && is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

/*
 * What stands in the middle tells lines of a description apart: their first byte, and often the last one asked for, are
 * alike.
 */
const char *
slice_find(struct slice s, struct slice what)
{
	const char *p = s.p, *last;

	if (what.n == 0 || s.n < what.n)
		return what.n == 0 ? s.p : NULL;
	last = slice_limit(s) - what.n;
	for (; p <= last && (p = memchr(p, what.p[0], (size_t)(last - p) + 1)) != NULL; p++)
		if (p[what.n / 2] == what.p[what.n / 2] && p[what.n - 1] == what.p[what.n - 1] &&
		    memcmp(p, what.p, what.n) == 0)
			return p;
	return NULL;
}

const char *
slice_find_last(struct slice s, struct slice what)
{
	const char *hit, *last = NULL;

	while ((hit = slice_find(s, what)) != NULL) {
		last = hit;
		s = slice_from(hit + what.n, slice_limit(s));
	}
	return last;
}

const char *
slice_find_nocase(struct slice s, struct slice what)
{
	char first = what.n > 0 ? to_lower(what.p[0]) : 0;

	if (what.n == 0)
		return s.p;
	for (size_t i = 0; i + what.n <= s.n; i++)
		if (to_lower(s.p[i]) == first && slice_starts_nocase(slice_skip(s, i), what))
			return s.p + i;
	return NULL;
}

struct slice
slice_cut(struct slice *rest, char c)
{
	struct slice all = *rest;
	const char *hit = slice_chr(all, c);

	if (hit == NULL) {
		*rest = SLICE_NONE;
		return all;
	}
	*rest = slice_from(hit + 1, all.p + all.n);
	return slice_from(all.p, hit);
}

struct slice
slice_cut_word(struct slice *rest)
{
	size_t n = slice_span(*rest, is_space);
	struct slice word = slice_skip(*rest, n);

	for (n = 0; n < word.n && !is_space(word.p[n]); n++)
		;
	*rest = slice_skip(word, n);
	return slice_head(word, n);
}

char
slice_take_percent(struct slice *rest)
{
	bool coded = rest->n >= 3 && rest->p[0] == '%' && hex_value(rest->p[1]) >= 0 && hex_value(rest->p[2]) >= 0;
	char c = coded ? (char)hex_byte(rest->p + 1) : rest->p[0];

	*rest = slice_skip(*rest, coded ? 3 : 1);
	return c;
}

size_t
slice_digits(struct slice s, uint64_t *out)
{
	enum { NEVER_TOO_LARGE = 19 };	/* so many digits */
	uint64_t value = 0;
	size_t i;

	for (i = 0; i < s.n && is_digit(s.p[i]); i++) {
		uint64_t digit = (uint64_t)(s.p[i] - '0');

		value = i >= NEVER_TOO_LARGE && value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
	}
	*out = value;
	return i;
}

size_t
slice_hex_digits(struct slice s, uint64_t *out)
{
	uint64_t value = 0;
	size_t i;
	int digit;

	for (i = 0; i < s.n && (digit = hex_value(s.p[i])) >= 0; i++)
		value = value > UINT64_MAX >> 4 ? UINT64_MAX : value << 4 | (uint64_t)digit;
	*out = value;
	return i;
}

bool
slice_to_u64(struct slice s, uint64_t max, uint64_t *out)
{
	uint64_t value;

	if (s.n == 0 || slice_digits(s, &value) != s.n || value > max)
		return false;
	*out = value;
	return true;
}

static uint64_t hash_key[2];

void
slice_hash_key(const uint64_t key[2])
{
	hash_key[0] = key[0];
	hash_key[1] = key[1];
}

static inline uint64_t
turned(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

static inline void
sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = turned(v[1], 13) ^ v[0];
	v[3] = turned(v[3], 16) ^ v[2];
	v[0] = turned(v[0], 32);
	v[2] += v[1];
	v[0] += v[3];
	v[1] = turned(v[1], 17) ^ v[2];
	v[3] = turned(v[3], 21) ^ v[0];
	v[2] = turned(v[2], 32);
}

/* Fewer than eight bytes as one word, the first the lowest. Four and more are two halves that overlap. */
static inline uint64_t
tail_word(const char *p, size_t n)
{
	uint64_t word = 0;

	if (n >= sizeof(uint32_t) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
		uint32_t low, high;

		memcpy(&low, p, sizeof low);
		memcpy(&high, p + n - sizeof high, sizeof high);
		return low | (uint64_t)high << 8 * (n - sizeof high);
	}
	for (size_t i = 0; i < n; i++)
		word |= (uint64_t)(unsigned char)p[i] << 8 * i;
	return word;
}

/* Aumasson and Bernstein's SipHash, on words as this machine has them. */
static inline uint64_t
sip_hash(const uint64_t key[2], int rounds, int last_rounds, struct slice s)
{
	uint64_t v[4] = {
		key[0] ^ 0x736f6d6570736575u, key[1] ^ 0x646f72616e646f6du,
		key[0] ^ 0x6c7967656e657261u, key[1] ^ 0x7465646279746573u,
	};
	uint64_t word, rest = (uint64_t)s.n << 56;

	for (; s.n >= sizeof word; s = slice_skip(s, sizeof word)) {
		memcpy(&word, s.p, sizeof word);
		v[3] ^= word;
		for (int i = 0; i < rounds; i++)
			sip_round(v);
		v[0] ^= word;
	}
	rest |= tail_word(s.p, s.n);
	v[3] ^= rest;
	for (int i = 0; i < rounds; i++)
		sip_round(v);
	v[0] ^= rest;
	v[2] ^= 0xff;
	for (int i = 0; i < last_rounds; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

uint64_t
slice_hash(struct slice s)
{
	return sip_hash(hash_key, 1, 3, s);
}

uint64_t
slice_mark(struct slice s)
{
	static const uint64_t none[2] = { 0, 0 };

	return sip_hash(none, 1, 3, s);
}

uint64_t
slice_keyed_hash(const uint64_t key[2], struct slice s)
{
	return sip_hash(key, 2, 4, s);
}

uint64_t
word_hash(uint64_t word)
{
	word = (word ^ hash_key[0]) * 0x9e3779b97f4a7c15u;
	word = (word ^ word >> 32 ^ hash_key[1]) * 0xd6e8feb86659fd93u;
	return word ^ word >> 32;
}
