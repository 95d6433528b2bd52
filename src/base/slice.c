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

const char *
slice_find(struct slice s, struct slice what)
{
	while (s.n >= what.n) {
		if (what.n == 0)
			return s.p;
		const char *hit = memchr(s.p, what.p[0], s.n - what.n + 1);
		if (hit == NULL)
			return NULL;
		if (memcmp(hit, what.p, what.n) == 0)
			return hit;
		s = slice_skip(s, (size_t)(hit - s.p) + 1);
	}
	return NULL;
}

const char *
slice_find_nocase(struct slice s, struct slice what)
{
	for (; s.n >= what.n; s = slice_skip(s, 1)) {
		if (slice_starts_nocase(s, what))
			return s.p;
		if (s.n == 0)
			break;
	}
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

size_t
slice_digits(struct slice s, uint64_t *out)
{
	uint64_t value = 0;
	size_t i;

	for (i = 0; i < s.n && is_digit(s.p[i]); i++) {
		uint64_t digit = (uint64_t)(s.p[i] - '0');

		value = value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
	}
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

uint64_t
slice_hash(struct slice s)
{
	uint64_t h = 0xcbf29ce484222325u ^ s.n, word;

	for (; s.n >= sizeof word; s = slice_skip(s, sizeof word)) {
		memcpy(&word, s.p, sizeof word);
		h = (h ^ word) * 0x9e3779b97f4a7c15u;
		h ^= h >> 29;
	}
	for (size_t i = 0; i < s.n; i++) {
		h ^= (unsigned char)s.p[i];
		h *= 0x100000001b3u;
	}
	return h ^ h >> 32;
}
