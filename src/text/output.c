/* SPDX-License-Identifier: MIT */
/* From UTF-8 to the character set of the output: what that lacks is written another way. */
#include <stdlib.h>

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/memory.h"
#include "text/fold.h"
#include "text/text.h"

struct text_output {
	bool utf8;
	UConverter *converter;	/* NULL: ASCII */
};

/* Sorted by character. */
static const struct likeness {
	int32_t c;
	const char *ascii;
} likenesses[] = {
	{ 0x00a0, " " }, { 0x00a7, "section " }, { 0x00a9, "(c)" }, { 0x00ab, "\"" }, { 0x00ad, "" }, { 0x00b0, " deg" },
	{ 0x00b1, "+-" }, { 0x00b5, "u" }, { 0x00b7, "-" }, { 0x00bb, "\"" }, { 0x00c6, "AE" }, { 0x00d7, "x" },
	{ 0x00d8, "O" }, { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f7, "/" }, { 0x00f8, "o" }, { 0x0110, "D" },
	{ 0x0111, "d" }, { 0x0131, "i" }, { 0x0141, "L" }, { 0x0142, "l" }, { 0x0152, "OE" }, { 0x0153, "oe" },
	{ 0x2010, "-" }, { 0x2011, "-" }, { 0x2012, "-" }, { 0x2013, "-" }, { 0x2014, "-" }, { 0x2015, "-" },
	{ 0x2018, "'" }, { 0x2019, "'" }, { 0x201a, "'" }, { 0x201b, "'" }, { 0x201c, "\"" }, { 0x201d, "\"" },
	{ 0x201e, "\"" }, { 0x2022, "*" }, { 0x2026, "..." }, { 0x2032, "'" }, { 0x2033, "\"" }, { 0x2039, "'" },
	{ 0x203a, "'" }, { 0x2044, "/" }, { 0x20ac, "EUR" }, { 0x2116, "No." }, { 0x2122, "(tm)" }, { 0x2190, "<-" },
	{ 0x2191, "^" },
	{ 0x2192, "->" }, { 0x2193, "v" }, { 0x2194, "<->" }, { 0x21d2, "=>" }, { 0x2212, "-" }, { 0x2248, "~" },
	{ 0x2260, "!=" }, { 0x2264, "<=" }, { 0x2265, ">=" }, { 0x2500, "-" }, { 0x2502, "|" }, { 0x2713, "v" },
	{ 0x2717, "x" }, { 0x3001, "," }, { 0x3002, "." },
};

struct text_output *
text_output_open(const char *charset)
{
	UErrorCode status = U_ZERO_ERROR;
	struct text_output *o = xcalloc(1, sizeof *o);
	const char *known = charset ? charset : "";

	o->utf8 = slice_eq_nocase(slice_of(known), SLICE("UTF-8")) || slice_eq_nocase(slice_of(known), SLICE("UTF8"));
	if (o->utf8 || known[0] == '\0' || ucnv_compareNames(known, "US-ASCII") == 0 ||
	    ucnv_compareNames(known, "ANSI_X3.4-1968") == 0)
		return o;
	o->converter = ucnv_open(known, &status);
	if (U_SUCCESS(status))
		ucnv_setFromUCallBack(o->converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	if (U_FAILURE(status)) {
		ucnv_close(o->converter);
		o->converter = NULL;
	}
	return o;
}

void
text_output_close(struct text_output *o)
{
	if (o == NULL)
		return;
	ucnv_close(o->converter);
	free(o);
}

bool
text_output_is_utf8(const struct text_output *o)
{
	return o->utf8;
}

/* False when the character set has no such character. */
static bool
add_as_is(struct text_output *o, int32_t c, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[2];
	char bytes[16];
	int32_t n = 0;

	if (c < 0x80) {
		buf_addc(out, (char)c);
		return true;
	}
	if (o->converter == NULL)
		return false;
	U16_APPEND_UNSAFE(wide, n, c);
	n = ucnv_fromUChars(o->converter, bytes, sizeof bytes, wide, n, &status);
	if (U_FAILURE(status) || n <= 0)
		return false;
	buf_add(out, (struct slice){ bytes, (size_t)n });
	return true;
}

static const char *
likeness_of(int32_t c)
{
	size_t low = 0, high = sizeof likenesses / sizeof likenesses[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (likenesses[middle].c == c)
			return likenesses[middle].ascii;
		if (likenesses[middle].c < c)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static bool
add_likeness(struct text_output *o, int32_t c, struct buf *out)
{
	const char *likeness = likeness_of(c);

	if (add_as_is(o, c, out))
		return true;
	if (likeness != NULL)
		buf_addstr(out, likeness);
	return likeness != NULL;
}

/* é is e and a mark: what is left without the marks. */
static bool
add_without_marks(struct text_output *o, int32_t c, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar apart[32];
	const UNormalizer2 *how = unorm2_getNFKDInstance(&status);
	int32_t n = unorm2_getDecomposition(how, c, apart, 32, &status), at = 0;

	if (U_FAILURE(status) || n <= 0)
		return u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_FORMAT_CHAR;
	while (at < n) {
		UChar32 part;

		U16_NEXT(apart, at, n, part);
		if (u_charType(part) != U_NON_SPACING_MARK && !add_likeness(o, part, out))
			buf_addc(out, '?');
	}
	return true;
}

void
text_output_convert(struct text_output *o, struct slice utf8, struct buf *out)
{
	if (o->utf8 || slice_is_ascii(utf8)) {
		buf_add(out, utf8);
		return;
	}
	for (size_t at = 0; at < utf8.n;) {
		int32_t c = next_char(utf8, &at);

		if (!add_likeness(o, c, out) && !add_without_marks(o, c, out))
			buf_addc(out, '?');
	}
}

bool
text_output_holds(struct text_output *o, struct slice utf8)
{
	struct buf scrap = BUF_INIT;
	bool holds = true;

	for (size_t at = 0; holds && !o->utf8 && at < utf8.n;) {
		int32_t c = next_char(utf8, &at);

		holds = !u_isalpha(c) || add_as_is(o, c, &scrap);
	}
	buf_release(&scrap);
	return holds;
}
