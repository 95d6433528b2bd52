/* SPDX-License-Identifier: MIT */
#include "knowledge/bundle/check.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

/* The kind of a resource: the upper four bits of its word. The lower 28 are an offset, in words or in 16-bit units. */
enum {
	STRING = 0, BINARY = 1, TABLE = 2, TABLE_LONG = 4, TABLE_SHORT = 5, STRING_SHORT = 6, INTEGER = 7, ARRAY = 8,
	ARRAY_SHORT = 9, INTEGERS = 14
};

/* Words after the first: how many there are, and where the parts of the file end, in words. */
enum { INDEX_LENGTH, INDEX_KEYS_TOP, INDEX_RESOURCES_TOP, INDEX_TOP, INDEX_LONGEST_TABLE, INDEX_ATTRIBUTES, INDEX_UNITS_TOP };

enum {
	DEPTH = 12,
	INTRODUCTION = 24,	/* bytes: a header's least length */
	WORKS = 16,		/* so many steps for each byte of the file */
	TRAIL_FIRST = 0xdc00, TRAIL_LAST = 0xdfff
};

struct bundle {
	const char *p;		/* the words, from the root's on */
	size_t words;		/* … up to the end of all resources */
	size_t keys, keys_end;	/* bytes */
	size_t units, units_end;	/* words; what stands between is in 16-bit units */
	size_t work;		/* steps that are left */
	unsigned char *met;	/* a bit for each 16-bit unit of the file at which a container began */
};

static uint32_t
word_at(const struct bundle *b, size_t i)
{
	uint32_t w;

	memcpy(&w, b->p + 4 * i, sizeof w);
	return w;
}

static uint16_t
half_at(const struct bundle *b, size_t i)
{
	uint16_t h;

	memcpy(&h, b->p + 2 * i, sizeof h);
	return h;
}

static bool
spend(struct bundle *b, size_t steps)
{
	if (steps > b->work)
		return false;
	b->work -= steps;
	return true;
}

/* May `n` words stand at `offset`? Resources stand after the keys and the 16-bit units. */
static bool
has_words(struct bundle *b, size_t offset, size_t n)
{
	return offset >= b->units_end && offset <= b->words && n <= b->words - offset && spend(b, n);
}

/* The 16-bit unit at `offset`, counted over the whole file; false where it is none. */
static bool
has_units(struct bundle *b, size_t offset, size_t n)
{
	size_t count = 2 * (b->units_end - b->units);

	return offset <= count && n <= count - offset && spend(b, n);
}

static uint16_t
unit_at(const struct bundle *b, size_t offset)
{
	return half_at(b, 2 * b->units + offset);
}

/* A container has one place in the tree. */
static bool
first_met(struct bundle *b, size_t half)
{
	unsigned char bit = (unsigned char)(1u << half % 8);
	bool first = (b->met[half / 8] & bit) == 0;

	b->met[half / 8] |= bit;
	return first;
}

/* ---- what holds nothing further ---- */

static bool
string_is_sound(struct bundle *b, size_t offset)
{
	size_t n;

	if (offset == 0)
		return true;
	if (!has_words(b, offset, 1))
		return false;
	n = word_at(b, offset);
	return n < INT32_MAX && has_words(b, offset + 1, n / 2 + 1) && half_at(b, 2 * (offset + 1) + n) == 0;
}

/* How long a short string is that says so itself: that is what its first units, trail surrogates, are for. */
static bool
said_length(struct bundle *b, size_t *offset, size_t *n)
{
	uint16_t first = unit_at(b, *offset);
	size_t head = first < 0xdfef ? 1 : first < 0xdfff ? 2 : 3;

	if (!has_units(b, *offset, head))
		return false;
	if (head == 1)
		*n = first & 0x3ff;
	else if (head == 2)
		*n = (size_t)(first - 0xdfef) << 16 | unit_at(b, *offset + 1);
	else
		*n = (size_t)unit_at(b, *offset + 1) << 16 | unit_at(b, *offset + 2);
	*offset += head;
	return *n < INT32_MAX;
}

static bool
short_string_is_sound(struct bundle *b, size_t offset)
{
	size_t n = 0;

	if (b->units == b->units_end)
		return offset == 0;
	if (!has_units(b, offset, 1))
		return false;
	if (unit_at(b, offset) >= TRAIL_FIRST && unit_at(b, offset) <= TRAIL_LAST)
		return said_length(b, &offset, &n) && has_units(b, offset, n + 1) && unit_at(b, offset + n) == 0;
	while (has_units(b, offset + n, 1) && unit_at(b, offset + n) != 0)
		n++;
	return has_units(b, offset + n, 1);
}

static bool
block_is_sound(struct bundle *b, size_t offset, size_t in_a_word)
{
	if (offset == 0)
		return true;
	if (!has_words(b, offset, 1))
		return false;
	size_t n = word_at(b, offset);
	return n < INT32_MAX && has_words(b, offset + 1, n / in_a_word + (n % in_a_word != 0));
}

/* ---- tables and arrays ---- */

/* The key is one, ends before the keys do, and follows `before`. */
static bool
key_is_sound(struct bundle *b, size_t offset, const char **before)
{
	const char *key = b->p + offset, *end;

	if (offset < b->keys || offset >= b->keys_end)
		return false;
	end = memchr(key, '\0', b->keys_end - offset);
	if (end == NULL || !spend(b, (size_t)(end - key)) || (*before != NULL && strcmp(*before, key) >= 0))
		return false;
	*before = key;
	return strncmp(key, "%%", 2) != 0;
}

static bool resource_is_sound(struct bundle *b, uint32_t resource, int depth);

static bool
words_are_sound(struct bundle *b, size_t offset, size_t n, int depth)
{
	if (!has_words(b, offset, n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!resource_is_sound(b, word_at(b, offset + i), depth))
			return false;
	return true;
}

/* Short tables and arrays hold nothing but short strings. */
static bool
units_are_sound(struct bundle *b, size_t offset, size_t n)
{
	if (!has_units(b, offset, n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!short_string_is_sound(b, unit_at(b, offset + i)))
			return false;
	return true;
}

/* The number of its keys, the keys, and as many words: the first two are halves of words, or words in a long one. */
static bool
table_is_sound(struct bundle *b, size_t offset, bool is_long, int depth)
{
	const char *key = NULL;
	size_t n, keys;

	if (offset == 0)
		return true;
	if (!has_words(b, offset, 1) || !first_met(b, 2 * offset))
		return false;
	n = is_long ? word_at(b, offset) : half_at(b, 2 * offset);
	keys = is_long ? offset + 1 : 2 * offset + 1;
	if (is_long ? !has_words(b, offset + 1, n) : !has_words(b, offset, n / 2 + 1))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!key_is_sound(b, is_long ? word_at(b, keys + i) : half_at(b, keys + i), &key))
			return false;
	return words_are_sound(b, offset + 1 + (is_long ? n : n / 2), n, depth);
}

static bool
array_is_sound(struct bundle *b, size_t offset, int depth)
{
	if (offset == 0)
		return true;
	return has_words(b, offset, 1) && first_met(b, 2 * offset) &&
	    words_are_sound(b, offset + 1, word_at(b, offset), depth);
}

/* With keys or without. An empty one is the nought that the units begin with; where there are none, ICU has its own. */
static bool
short_container_is_sound(struct bundle *b, size_t offset, bool keyed)
{
	const char *key = NULL;
	size_t n;

	if (b->units == b->units_end)
		return offset == 0;
	if (!has_units(b, offset, 1))
		return false;
	n = unit_at(b, offset);
	if (n == 0)
		return true;
	if (!first_met(b, 2 * b->units + offset) || (keyed && !has_units(b, offset + 1, n)))
		return false;
	for (size_t i = 0; keyed && i < n; i++)
		if (!key_is_sound(b, unit_at(b, offset + 1 + i), &key))
			return false;
	return units_are_sound(b, offset + 1 + (keyed ? n : 0), n);
}

static bool
resource_is_sound(struct bundle *b, uint32_t resource, int depth)
{
	size_t offset = resource & 0x0fffffff;

	if (depth == 0)
		return false;
	switch (resource >> 28) {
	case STRING: return string_is_sound(b, offset);
	case STRING_SHORT: return short_string_is_sound(b, offset);
	case BINARY: return block_is_sound(b, offset, 4);
	case INTEGERS: return block_is_sound(b, offset, 1);
	case INTEGER: return true;
	case TABLE: return table_is_sound(b, offset, false, depth - 1);
	case TABLE_LONG: return table_is_sound(b, offset, true, depth - 1);
	case TABLE_SHORT: return short_container_is_sound(b, offset, true);
	case ARRAY: return array_is_sound(b, offset, depth - 1);
	case ARRAY_SHORT: return short_container_is_sound(b, offset, false);
	default: return false;
	}
}

/* ---- the file ---- */

/* Header: its length, two magic bytes, then what kind of data it is and for which kind of machine. */
static size_t
header_length(struct slice file)
{
	const unsigned char *p = (const unsigned char *)file.p;
	const uint16_t one = 1;
	unsigned char is_big = *(const unsigned char *)&one == 0;
	uint16_t length, size;

	if (file.n < INTRODUCTION)
		return 0;
	memcpy(&length, p, sizeof length);
	memcpy(&size, p + 4, sizeof size);
	if (p[2] != 0xda || p[3] != 0x27 || size < 20 || length % 4 != 0 || 4 + (size_t)size > length || length > file.n)
		return 0;
	if (p[8] != is_big || p[9] != 0 || p[10] != 2 || memcmp(p + 12, "ResB", 4) != 0)
		return 0;
	if (p[16] < 1 || p[16] > 3 || (p[16] == 1 && p[17] == 0))
		return 0;
	return length;
}

/* The words that say where the parts are, each after the one before. */
static bool
parts_are_sound(struct bundle *b, size_t all, unsigned version)
{
	size_t count, indexes, keys_top;

	if (all < 2)
		return false;
	count = word_at(b, 1);
	if (version > 1 && count >> 8 != 0)	/* strings of another bundle's */
		return false;
	indexes = 1 + count;
	if (count <= INDEX_LONGEST_TABLE || count > 0xff || indexes > all)
		return false;
	if (count > INDEX_ATTRIBUTES && (word_at(b, 1 + INDEX_ATTRIBUTES) & ~1u) != 0)
		return false;
	keys_top = word_at(b, 1 + INDEX_KEYS_TOP);
	b->words = word_at(b, 1 + INDEX_TOP);
	b->units = b->units_end = keys_top;
	if (count > INDEX_UNITS_TOP)
		b->units_end = word_at(b, 1 + INDEX_UNITS_TOP);
	b->keys = 4 * indexes;
	b->keys_end = 4 * keys_top;
	return indexes <= keys_top && keys_top <= b->units_end && b->units_end <= b->words && b->words <= all &&
	    word_at(b, 1 + INDEX_RESOURCES_TOP) <= b->words && (b->units == b->units_end || unit_at(b, 0) == 0);
}

static bool
is_table(uint32_t resource)
{
	return resource >> 28 == TABLE || resource >> 28 == TABLE_LONG || resource >> 28 == TABLE_SHORT;
}

bool
bundle_is_sound(struct slice file)
{
	size_t header = header_length(file);
	struct bundle b = { .p = file.p + header };
	bool sound;

	if (header == 0 || file.n / 4 > INT32_MAX / 4 ||
	    !parts_are_sound(&b, (file.n - header) / 4, (unsigned char)file.p[16]) || !is_table(word_at(&b, 0)))
		return false;
	b.work = WORKS * file.n;
	b.met = xcalloc(b.words / 4 + 1, 1);
	sound = resource_is_sound(&b, word_at(&b, 0), DEPTH);
	free(b.met);
	return sound;
}
