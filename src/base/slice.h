/* SPDX-License-Identifier: MIT */
/*
 * A slice is a piece of somebody else's bytes: a pointer and a length, no NUL, nothing owned.
 * Text of a message stays a slice of the input as long as it can, so spelling and order survive.
 *
 * Protocol text is ASCII (RFC 3261 §25.1): comparisons here fold A-Z only and never ask the locale.
 */
#ifndef SIPERR_BASE_SLICE_H
#define SIPERR_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *p;
	size_t n;
};

#define SLICE(literal) ((struct slice){ "" literal, sizeof(literal) - 1 })
#define SLICE_NONE ((struct slice){ NULL, 0 })

/* For printf's "%.*s". */
#define SLICE_ARG(s) (int)(s).n, (s).p

static inline struct slice
slice_of(const char *text)
{
	return (struct slice){ text, text ? strlen(text) : 0 };
}

static inline struct slice
slice_from(const char *p, const char *end)
{
	return (struct slice){ p, (size_t)(end - p) };
}

/* One past the last byte. A slice that is nowhere (p NULL) allows no arithmetic, not even + 0. */
static inline const char *
slice_limit(struct slice s)
{
	return s.n ? s.p + s.n : s.p;
}

static inline bool
slice_empty(struct slice s)
{
	return s.n == 0;
}

static inline bool
slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
slice_starts(struct slice s, struct slice prefix)
{
	return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

/* How often the byte stands there. */
static inline size_t
slice_count(struct slice s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/* How many bytes at its beginning are such. */
static inline size_t
slice_span(struct slice s, bool (*is)(char))
{
	size_t n = 0;

	while (n < s.n && is(s.p[n]))
		n++;
	return n;
}

/* It has bytes, and all of them are such. */
static inline bool
slice_is_all(struct slice s, bool (*is)(char))
{
	return s.n > 0 && slice_span(s, is) == s.n;
}

/* One of its bytes is such. */
static inline bool
slice_has(struct slice s, bool (*is)(char))
{
	for (size_t i = 0; i < s.n; i++)
		if (is(s.p[i]))
			return true;
	return false;
}

/* Where the byte first stands, or NULL. */
static inline const char *
slice_chr(struct slice s, char c)
{
	return s.n ? memchr(s.p, c, s.n) : NULL;
}

/* The same, where it is looked for near the beginning: a word at a time needs no call. */
static inline const char *
slice_chr_near(struct slice s, char c)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;

	for (; s.n >= sizeof(uint64_t) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__; s.p += sizeof(uint64_t),
	    s.n -= sizeof(uint64_t)) {
		uint64_t word, hit;

		memcpy(&word, s.p, sizeof word);
		word ^= ones * (unsigned char)c;
		hit = (word - ones) & ~word & tops;	/* the lowest bit is that of the first byte of 0 */
		if (hit != 0)
			return s.p + __builtin_ctzll(hit) / 8;
	}
	return slice_chr(s, c);
}

/* What is left after the first n bytes (nothing, when there are fewer). */
static inline struct slice
slice_skip(struct slice s, size_t n)
{
	if (n > s.n)
		n = s.n;
	return (struct slice){ n > 0 ? s.p + n : s.p, s.n - n };	/* NULL + 0 is undefined */
}

static inline struct slice
slice_head(struct slice s, size_t n)
{
	return (struct slice){ s.p, n < s.n ? n : s.n };
}

/* ASCII case folded. */
bool slice_starts_nocase(struct slice s, struct slice prefix);
static inline bool
slice_eq_nocase(struct slice a, struct slice b)
{
	return a.n == b.n && slice_starts_nocase(a, b);
}

bool slice_ends(struct slice s, struct slice suffix);

/* Does a blank, tab, CR or LF stand in it? */
bool slice_has_space(struct slice s);

/* Without blanks, tabs, CR and LF at both ends. */
struct slice slice_trim_spaces(struct slice s);

/* The same; most have none, which is quickly seen. */
static inline struct slice
slice_trim(struct slice s)
{
	if (s.n == 0 || ((unsigned char)s.p[0] > ' ' && (unsigned char)s.p[s.n - 1] > ' '))
		return s;
	return slice_trim_spaces(s);
}

/* Where the text first stands, or NULL. */
const char *slice_find(struct slice s, struct slice what);
const char *slice_find_nocase(struct slice s, struct slice what);
/* The last one; found from the beginning on, none of them overlaps the one before. `what` is not empty. */
const char *slice_find_last(struct slice s, struct slice what);

/*
 * Cut the text before the first `c` off *rest and return it; *rest keeps what follows `c`.
 * Without `c`, everything is returned and *rest becomes SLICE_NONE.
 */
struct slice slice_cut(struct slice *rest, char c);

/* Cut the first word off *rest, up to a blank, tab, CR or LF; *rest keeps what follows it. Empty where there is none. */
struct slice slice_cut_word(struct slice *rest);

/* Take one byte off the front of *rest, which is not empty; "%41" stands for A (RFC 3986 §2.1). */
char slice_take_percent(struct slice *rest);

/* Decimal digits only, at most `max`; false when empty, when anything else stands in it, or too large. */
bool slice_to_u64(struct slice s, uint64_t max, uint64_t *out);

/* The decimal digits at the start, and how many there were (0: none). Saturates at UINT64_MAX. */
size_t slice_digits(struct slice s, uint64_t *out);

/* The same of hexadecimal digits. */
size_t slice_hex_digits(struct slice s, uint64_t *out);

/*
 * For hash tables: SipHash-1-3 with a key of this run, so that nobody can choose names that meet in one slot. Nothing
 * that is shown may depend on it.
 */
uint64_t slice_hash(struct slice s);
uint64_t slice_mark(struct slice s);	/* the same without a key: where hashes decide what is kept */
uint64_t word_hash(uint64_t word);	/* the same of one word, at less cost: different words have different ones */
/* The key, before the first hash and the first thread; without one it is zero, the same in each run. */
void slice_hash_key(const uint64_t key[2]);

/* SipHash-2-4 with a key of one's own: who does not have it can neither make nor undo what comes out. */
uint64_t slice_keyed_hash(const uint64_t key[2], struct slice s);

#endif
