/* SPDX-License-Identifier: MIT */
/*
 * Which character set is it? A reason phrase is a few words, too few for the statistics of a general detector (ICU's
 * wants a page), so each candidate is tried and the text it gives is scored: letters as frequent as they are in the
 * language, capitals where capitals stand, no word of two scripts, no box drawing.
 */
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "text/fold.h"
#include "text/text.h"

enum { SAMPLE = 2048 };

enum family { CYRILLIC, LATIN, HAN, OTHER };

/* On equal points the first; the last ones only for who speaks one of their languages. */
static const struct candidate {
	const char *charset;
	enum family family;
	const char *languages;
	bool only_for_them;
} candidates[] = {
	{ "windows-1251", CYRILLIC, "ru uk be bg sr mk", false },
	{ "KOI8-R", CYRILLIC, "ru", false },
	{ "KOI8-U", CYRILLIC, "uk ru", false },
	{ "IBM866", CYRILLIC, "ru uk be bg", false },
	{ "ISO-8859-5", CYRILLIC, "ru bg sr", false },
	{ "windows-1252", LATIN, "en es de fr it pt nl sv da nb fi ca", false },
	{ "GB18030", HAN, "zh", false },
	{ "windows-1250", OTHER, "pl cs sk hu sl hr ro", true },
	{ "windows-1253", OTHER, "el", true },
	{ "windows-1254", OTHER, "tr", true },
	{ "windows-1256", OTHER, "ar fa", true },
	{ "windows-1258", OTHER, "vi", true },
	{ "Shift_JIS", OTHER, "ja", true },
	{ "EUC-KR", OTHER, "ko", true },
};

/* а … я: how frequent, as a power of two. */
static const signed char cyrillic_points[32] = {
	7, 5, 6, 5, 5, 7, 4, 5, 7, 4, 6, 6, 6, 7, 7, 5, 6, 6, 6, 5, 2, 4, 3, 4, 3, 3, 1, 5, 5, 2, 3, 5,
};

static bool
is_letter(int32_t c)
{
	return c > 0 && u_isalpha(c);
}

static int
score_cyrillic(int32_t before, int32_t c, int32_t after)
{
	int32_t small = u_tolower(c);
	int points;

	if ((before < 0x80 && is_letter(before)) || (after < 0x80 && is_letter(after)))
		return -5;			/* a word of two scripts */
	if (small >= 0x0430 && small <= 0x044f)
		points = (int)cyrillic_points[small - 0x0430];
	else if (small == 0x0456)
		points = 6;			/* і */
	else if (small == 0x0454 || small == 0x0457 || small == 0x0451 || small == 0x0491)
		points = 3;			/* є ї ё ґ */
	else
		return -4;
	if (small != c)
		points -= is_letter(before) && u_islower(before) ? 8 : 1;
	return points;
}

static int
score_latin(int32_t before, int32_t c, int32_t after)
{
	bool beside = (before >= 0x80 && is_letter(before)) || (after >= 0x80 && is_letter(after));
	struct buf utf8 = BUF_INIT;

	if (u_isupper(c))
		return is_letter(before) && u_islower(before) ? -6 : beside ? -3 : 2;
	buf_add_character(&utf8, c);
	bool common = slice_find(SLICE("éèêáàâíóôúùûñçãõäöüß"), buf_slice(&utf8)) != NULL;
	buf_release(&utf8);
	return beside ? (common ? 0 : -4) : common ? 5 : 3;
}

static int
score_symbol(enum family family, int32_t c)
{
	if (c == 0xfffd || u_iscntrl(c) || (c >= 0x2500 && c < 0x2600))
		return -8;
	switch (c) {
	case 0x00a0: case 0x00ab: case 0x00bb: case 0x2013: case 0x2014: case 0x2019: case 0x201c: case 0x201d:
		return 3;
	case 0x00a1: case 0x00bf:
		return family == LATIN ? 4 : -4;
	case 0x2116:
		return family == CYRILLIC ? 3 : -4;
	default:
		return -4;
	}
}

/* The frequent ideographs are the first 3755 of GB 2312, whose first byte is B0 … D7. */
static int
score_han(int32_t c, unsigned char first)
{
	if (c >= 0x4e00 && c <= 0x9fff)
		return first >= 0xb0 && first <= 0xd7 ? 9 : -2;
	return c >= 0x3000 && c < 0x3020 ? 6 : c >= 0xff00 && c < 0xff60 ? 6 : -8;
}

static int
score(enum family family, int32_t before, int32_t c, int32_t after, unsigned char first)
{
	if (family == HAN)
		return score_han(c, first);
	if (!u_isalpha(c))
		return score_symbol(family, c);
	switch (family) {
	case CYRILLIC: return c >= 0x0400 && c < 0x0530 ? score_cyrillic(before, c, after) : -6;
	case LATIN: return score_latin(before, c, after);
	default: return 4;
	}
}

static bool
is_for(const struct candidate *candidate, const char *language)
{
	struct slice rest = slice_of(candidate->languages);

	while (language != NULL && !slice_empty(rest)) {
		struct slice one = slice_cut(&rest, ' ');

		if (slice_starts(slice_of(language), one) && !is_alpha(language[one.n]))
			return true;
	}
	return false;
}

static UChar *
decode(UConverter *converter, struct slice bytes, int32_t *n)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t cap = 2 * bytes.n + 8;
	UChar *text = xmalloc(cap * sizeof *text);

	*n = ucnv_toUChars(converter, text, (int32_t)cap, bytes.p, (int32_t)bytes.n, &status);
	if (U_FAILURE(status))
		*n = 0;
	return text;
}

static unsigned char
next_high(struct slice bytes, size_t *at)
{
	while (*at < bytes.n && (unsigned char)bytes.p[*at] < 0x80)
		++*at;
	return *at < bytes.n ? (unsigned char)bytes.p[*at] : 0;
}

/* Points a byte, in hundredths. */
static int
points(const struct candidate *candidate, UConverter *converter, struct slice bytes, const char *language)
{
	int32_t n, before = 0;
	UChar *text = decode(converter, bytes, &n);
	int sum = 0, high = 0;
	size_t byte = 0;

	for (int32_t i = 0; i < n;) {
		UChar32 c, after = 0;

		U16_NEXT(text, i, n, c);
		if (i < n)
			U16_GET(text, 0, i, n, after);
		if (c >= 0x80) {
			sum += score(candidate->family, before, c, after, next_high(bytes, &byte));
			byte += candidate->family == HAN ? 2 : 1;
		}
		before = c;
	}
	free(text);
	for (size_t i = 0; i < bytes.n; i++)
		high += (unsigned char)bytes.p[i] >= 0x80;
	return 100 * sum / (high ? high : 1) + (is_for(candidate, language) ? 150 : 0);
}

static UConverter *
open_converter(const char *charset)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(charset, &status);

	if (U_SUCCESS(status))
		return converter;
	ucnv_close(converter);
	return NULL;
}

/* The one whose text looks most like a text; NULL when ICU has none of them. */
static UConverter *
recognise(struct slice bytes, const char *language)
{
	UConverter *best = NULL;
	int most = 0;

	for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
		const struct candidate *c = &candidates[i];

		if (c->only_for_them && !is_for(c, language))
			continue;
		UConverter *converter = open_converter(c->charset);
		int now = converter ? points(c, converter, slice_head(bytes, SAMPLE), language) : 0;
		if (converter != NULL && (best == NULL || now > most)) {
			ucnv_close(best);
			best = converter;
			most = now;
		} else {
			ucnv_close(converter);
		}
	}
	return best;
}

/* Characters of two bytes and more, and bytes that are part of none. */
static void
count_utf8(struct slice bytes, size_t *good, size_t *bad)
{
	*good = *bad = 0;
	for (size_t at = 0; at < bytes.n;) {
		size_t before = at;
		int32_t c = next_char(bytes, &at);

		if (c == 0xfffd && (at - before != 3 || memcmp(bytes.p + before, "\xef\xbf\xbd", 3) != 0))
			++*bad;
		else
			*good += at - before > 1;
	}
}

bool
text_is_utf8(struct slice bytes)
{
	size_t good, bad;

	if (slice_is_ascii(bytes))
		return true;
	count_utf8(bytes, &good, &bad);
	return bad == 0;
}

static void
add_utf8(struct slice bytes, struct buf *out)
{
	for (size_t at = 0; at < bytes.n;)
		buf_add_character(out, next_char(bytes, &at));
}

void
text_to_utf8(struct slice bytes, const char *language, struct buf *out)
{
	size_t good, bad;
	int32_t n;

	buf_add(out, SLICE_NONE);
	count_utf8(bytes, &good, &bad);
	if (bad == 0) {
		buf_add(out, bytes);
		return;
	}
	/* Mostly UTF-8, cut in the middle of a character. */
	UConverter *converter = good > bad || bytes.n > INT32_MAX / 8 ? NULL : recognise(bytes, language);
	if (converter == NULL) {
		add_utf8(bytes, out);
		return;
	}
	UChar *text = decode(converter, bytes, &n);
	for (int32_t i = 0; i < n;) {
		UChar32 c;

		U16_NEXT(text, i, n, c);
		buf_add_character(out, c);
	}
	free(text);
	ucnv_close(converter);
}

char *
text_shown(struct arena *a, struct slice bytes, const char *language)
{
	struct buf utf8 = BUF_INIT;

	if (text_is_utf8(bytes))
		return arena_slice(a, bytes);
	text_to_utf8(bytes, language, &utf8);
	char *text = arena_slice(a, buf_slice(&utf8));
	buf_release(&utf8);
	return text;
}

char *
text_identity(struct arena *a, struct slice bytes)
{
	struct buf utf8 = BUF_INIT;

	if (text_is_utf8(bytes))
		return arena_slice(a, bytes);
	add_utf8(bytes, &utf8);
	char *text = arena_slice(a, buf_slice(&utf8));
	buf_release(&utf8);
	return text;
}
