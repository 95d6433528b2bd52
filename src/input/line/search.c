/* SPDX-License-Identifier: MIT */
#include "input/line/search.h"

#include "base/ascii.h"

typedef unsigned char block __attribute__((vector_size(16)));

static inline block
load(const char *p)
{
	block b;

	memcpy(&b, p, sizeof b);
	return b;
}

static inline bool
any(block b)
{
	uint64_t half[2];

	memcpy(half, &b, sizeof half);
	return (half[0] | half[1]) != 0;
}

static bool
is_version(const char *p)
{
	return (p[0] | 0x20) == 's' && (p[1] | 0x20) == 'i' && (p[2] | 0x20) == 'p' && p[3] == '/' && is_digit(p[4]);
}

const char *
search_version(struct slice s)
{
	const char *p = s.p, *end = slice_limit(s);

	/* Two of the five bytes, sixteen places at a time: the pair is rare enough in any log. */
	for (; end - p >= 20; p += 16) {
		block first = load(p) | 0x20, last = load(p + 3);

		if (!any((block)(first == 's') & (block)(last == '/')))
			continue;
		for (int i = 0; i < 16; i++)
			if (is_version(p + i))
				return p + i;
	}
	for (; end - p >= 5; p++)
		if (is_version(p))
			return p;
	return NULL;
}

bool
search_letter(struct slice s)
{
	const char *p = s.p, *end = slice_limit(s);

	for (; end - p >= 16; p += 16)
		if (any(load(p) & 0xc0))
			return true;
	for (; p < end; p++)
		if (is_letter_byte(*p))
			return true;
	return false;
}

/* Of all its bytes: each pair of them has room for its sum, and a product adds up all pairs. */
static inline size_t
total(block b)
{
	const uint64_t low = UINT64_C(0x00ff00ff00ff00ff), ones = UINT64_C(0x0001000100010001);
	uint64_t half[2], pairs;

	memcpy(half, &b, sizeof half);
	pairs = (half[0] & low) + (half[0] >> 8 & low) + (half[1] & low) + (half[1] >> 8 & low);
	return pairs * ones >> 48;
}

size_t
search_lines(struct slice s)
{
	const char *p = s.p, *end = slice_limit(s);
	size_t count = 0;

	while (end - p >= 16) {
		block sum = { 0 };
		int most = 255;		/* a byte counts no further */

		for (; most >= 4 && end - p >= 64; most -= 4, p += 64)
			sum -= (block)((load(p) == '\n') + (load(p + 16) == '\n') + (load(p + 32) == '\n') + (load(p + 48) == '\n'));
		for (; most > 0 && end - p >= 16; most--, p += 16)
			sum -= (block)(load(p) == '\n');
		count += total(sum);
	}
	for (; p < end; p++)
		count += *p == '\n';
	return count;
}
