/* SPDX-License-Identifier: MIT */
#include "report/redact/words.h"

#include "base/ascii.h"
#include "text/text.h"

bool
word_char(char c)
{
	return is_any_alnum(c);
}

bool
word_joint(char c)
{
	return is_one_of(c, "._-+%~!*$&");
}

static bool
is_ascii(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_beyond_ascii(s.p[i]))
			return false;
	return true;
}

void
word_fold(struct slice word, struct buf *out)
{
	if (!is_ascii(word)) {
		text_fold(word, out);
		return;
	}
	for (size_t i = 0; i < word.n; i++)
		buf_addc(out, to_lower(word.p[i]));
}

uint64_t
word_key(struct slice folded)
{
	static const uint64_t fixed[2] = { 0x7369706572720001u, 0x766f636162756c61u };

	return slice_keyed_hash(fixed, folded);
}
