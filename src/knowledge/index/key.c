/* SPDX-License-Identifier: MIT */
/* The key by which a phrase is looked up: folded, and without what a module adds. */
#include "base/ascii.h"
#include "knowledge/index/phrase_index.h"
#include "text/text.h"

/* " (477/TM)", as the Kamailio family ends its phrases: a code and the module that made it. */
struct slice
phrase_without_module(struct slice phrase)
{
	struct slice s = slice_trim(phrase);
	size_t i = s.n;

	while (i > 0 && (s.p[i - 1] == '.' || s.p[i - 1] == '!' || s.p[i - 1] == '?'))
		i--;
	if (i == 0 || s.p[--i] != ')')
		return s;
	while (i > 0 && (is_alnum(s.p[i - 1]) || s.p[i - 1] == '_'))
		i--;
	if (i == 0 || s.p[--i] != '/')
		return s;
	size_t digits = i;
	while (i > 0 && is_digit(s.p[i - 1]))
		i--;
	if (i == digits || i < 2 || s.p[i - 1] != '(')
		return s;
	return slice_trim(slice_head(s, i - 1));
}

/* Fowler, Noll and Vo's FNV-1a. */
uint32_t
phrase_hash(struct slice key)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * 0x100000001b3u;
	return (uint32_t)(h ^ h >> 32);
}

void
phrase_key(struct slice phrase, struct buf *out)
{
	text_fold(phrase_without_module(phrase), out);
}

bool
context_listed(const char *contexts, struct slice context)
{
	struct slice rest = slice_of(contexts);

	while (!slice_empty(rest))
		if (slice_eq(slice_cut(&rest, ' '), context))
			return true;
	return false;
}

uint32_t
letter_set(struct slice key)
{
	uint32_t set = 0;

	for (size_t i = 0; i < key.n; i++) {
		if (is_lower(key.p[i]))
			set |= 1u << (key.p[i] - 'a');
		else if ((unsigned char)key.p[i] >= 0x80)
			set |= 1u << 26;
	}
	return set;
}
