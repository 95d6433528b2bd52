/* SPDX-License-Identifier: MIT */
/* Text as a keyboard has it: signs that only look better become plain ones. */
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "text/fold.h"
#include "text/text.h"

enum { LOW_QUOTE = 0x201e, CORNER_BRACKET = 0x300c, LAST_CORNER_BRACKET = 0x300f };	/* how German, and Japanese, quote */

/* An arrow to the right; programs and people write "->". */
static bool
is_arrow(int32_t c)
{
	return c == 0x2192 || c == 0x279c || c == 0x27a1 || c == 0x27f6;
}

/* What ASCII has for it; 0: nothing, -1: it stays. Digits of any script count, a mark that reorders text does not. */
static int32_t
likeness(int32_t c)
{
	int32_t digit = u_charDigitValue(c);

	if (c < 0x80)
		return -1;
	if (digit >= 0 && digit <= 9)
		return '0' + digit;
	if (c == APOSTROPHE)
		return '\'';
	if (c == LOW_QUOTE || (c >= CORNER_BRACKET && c <= LAST_CORNER_BRACKET))
		return '"';
	switch (u_charType(c)) {
	case U_DASH_PUNCTUATION:
		return '-';
	case U_INITIAL_PUNCTUATION:
	case U_FINAL_PUNCTUATION:
		return c == 0x2018 || c == 0x2019 ? '\'' : '"';
	case U_FORMAT_CHAR:
		return 0;
	case U_START_PUNCTUATION:
		return '(';
	case U_END_PUNCTUATION:
		return ')';
	case U_SPACE_SEPARATOR:
	case U_LINE_SEPARATOR:
	case U_PARAGRAPH_SEPARATOR:
	case U_OTHER_PUNCTUATION:
	case U_MATH_SYMBOL:
	case U_OTHER_SYMBOL:
		return c == 0x3002 ? '.' : c == 0x3001 || c == 0x060c ? ',' : ' ';
	default:
		return -1;
	}
}

void
text_plain(struct slice utf8, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	struct buf composed = BUF_INIT;

	buf_add(out, SLICE_NONE);
	if (slice_is_ascii(utf8)) {
		buf_add(out, utf8);
		return;
	}
	fold_normalize(unorm2_getNFKCInstance(&status), utf8, &composed);
	for (size_t at = 0; at < composed.n;) {
		int32_t c = next_char(buf_slice(&composed), &at), plain = likeness(c);

		if (is_arrow(c))
			buf_addstr(out, "->");
		else if (plain < 0)
			buf_add_character(out, c);
		else if (plain > 0)
			buf_addc(out, (char)plain);
	}
	buf_release(&composed);
}
