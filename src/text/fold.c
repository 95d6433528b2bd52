/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "text/fold.h"
#include "text/text.h"

bool
slice_is_ascii(struct slice s)
{
	const char *p = s.p, *end = slice_limit(s);
	uint64_t word;

	for (; end - p >= (ptrdiff_t)sizeof word; p += sizeof word) {
		memcpy(&word, p, sizeof word);
		if (word & 0x8080808080808080u)
			return false;
	}
	for (; p < end; p++)
		if ((unsigned char)*p >= 0x80)
			return false;
	return true;
}

int32_t
next_char(struct slice s, size_t *at)
{
	UChar32 c;

	if (*at >= s.n)
		return -1;
	U8_NEXT_OR_FFFD((const uint8_t *)s.p, *at, s.n, c);
	return c;
}

enum kind { LETTER, PUNCTUATION, WHITE, NOTHING };

/* Marks belong to their letter and private characters are what the index marks wildcards with. */
static enum kind
kind_of(int32_t c)
{
	if (c < 0x80)
		return is_alnum((char)c) ? LETTER : c == SOFT_SPACE || (c > ' ' && c < 0x7f) ? PUNCTUATION : WHITE;
	if (c == APOSTROPHE)
		return PUNCTUATION;	/* "зʼєднання": a letter to Unicode, typed for "з'єднання" */
	switch (u_charType(c)) {
	case U_CONTROL_CHAR:
	case U_SPACE_SEPARATOR:
	case U_LINE_SEPARATOR:
	case U_PARAGRAPH_SEPARATOR:
		return WHITE;
	case U_FORMAT_CHAR:
	case U_SURROGATE:
		return NOTHING;
	case U_DASH_PUNCTUATION:
	case U_START_PUNCTUATION:
	case U_END_PUNCTUATION:
	case U_CONNECTOR_PUNCTUATION:
	case U_OTHER_PUNCTUATION:
	case U_INITIAL_PUNCTUATION:
	case U_FINAL_PUNCTUATION:
	case U_MATH_SYMBOL:
	case U_CURRENCY_SYMBOL:
	case U_MODIFIER_SYMBOL:
	case U_OTHER_SYMBOL:
		return PUNCTUATION;
	default:
		return LETTER;
	}
}

/* Letters as they are, runs of all else one separator, none at the ends. */
static void
squeeze(struct slice s, struct buf *out)
{
	size_t start = out->n;
	enum kind pending = NOTHING;

	for (size_t at = 0; at < s.n;) {
		int32_t c = next_char(s, &at);
		enum kind kind = kind_of(c);

		if (kind == LETTER) {
			if (pending != NOTHING && out->n > start)
				buf_addc(out, pending == WHITE ? ' ' : SOFT_SPACE);
			pending = NOTHING;
			if (c < 0x80)
				buf_addc(out, to_lower((char)c));
			else
				buf_add_character(out, c);
		} else if (kind == WHITE || (kind == PUNCTUATION && pending == NOTHING)) {
			pending = kind;
		}
	}
}

/* UTF-8 through a normaliser; the text as it is where that fails. */
void
fold_normalize(const UNormalizer2 *how, struct slice s, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0, m;
	UChar *from = xmalloc((s.n + 1) * sizeof *from), *to;

	u_strFromUTF8WithSub(from, (int32_t)s.n + 1, &n, s.p, (int32_t)s.n, 0xfffd, NULL, &status);
	int32_t cap = 4 * n + 32;	/* NFKC grows one character to 18 at most; that is asked for again */
	to = xmalloc((size_t)cap * sizeof *to);
	m = unorm2_normalize(how, from, n, to, cap, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR) {
		status = U_ZERO_ERROR;
		to = xrealloc(to, (size_t)m + 1, sizeof *to);
		m = unorm2_normalize(how, from, n, to, m + 1, &status);
	}
	if (U_SUCCESS(status)) {
		int32_t bytes = 0;
		char *room = buf_room(out, 3 * (size_t)m + 1);

		u_strToUTF8WithSub(room, 3 * m + 1, &bytes, to, m, 0xfffd, NULL, &status);
		out->n += (size_t)bytes;
	} else {
		buf_add(out, s);
	}
	free(from);
	free(to);
}

void
fold_marked(struct slice utf8, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	struct buf folded = BUF_INIT;

	buf_add(out, SLICE_NONE);
	if (slice_is_ascii(utf8)) {
		squeeze(utf8, out);
		return;
	}
	fold_normalize(unorm2_getNFKCCasefoldInstance(&status), utf8, &folded);
	squeeze(buf_slice(&folded), out);
	buf_release(&folded);
}

void
unmark(struct buf *b, size_t start)
{
	for (size_t i = start; i < b->n; i++)
		if (b->p[i] == SOFT_SPACE)
			b->p[i] = ' ';
}

void
text_fold(struct slice utf8, struct buf *out)
{
	size_t start = out->n;

	fold_marked(utf8, out);
	unmark(out, start);
}
