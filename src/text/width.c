/* SPDX-License-Identifier: MIT */
/* How many columns a text takes, and where it may be broken. */
#include <stdio.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/text.h"

static size_t
char_width(int32_t c)
{
	if (c < 0x80)
		return c >= ' ' && c != 0x7f;
	if (c >= 0xfdd0 && c <= 0xfdef)		/* no characters: marks of siperr's own (report/escape.h) */
		return 0;
	switch (u_charType(c)) {
	case U_NON_SPACING_MARK:
	case U_ENCLOSING_MARK:
	case U_FORMAT_CHAR:
	case U_CONTROL_CHAR:
		return 0;
	default:
		break;
	}
	if (c >= 0x1160 && c <= 0x11ff)		/* Hangul vowels and finals join the letter before */
		return 0;
	switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
	case U_EA_WIDE:
	case U_EA_FULLWIDTH:
		return 2;
	default:
		return 1;
	}
}

size_t
text_width(struct slice utf8)
{
	size_t width = 0;

	for (size_t at = 0; at < utf8.n;)
		width += char_width(next_char(utf8, &at));
	return width;
}

bool
text_turns(struct slice utf8)
{
	for (size_t at = 0; at < utf8.n;) {
		int32_t c = next_char(utf8, &at);

		if (c < 0x590)
			continue;
		switch (u_charDirection(c)) {
		case U_RIGHT_TO_LEFT:
		case U_RIGHT_TO_LEFT_ARABIC:
		case U_ARABIC_NUMBER:
			return true;
		default:
			break;
		}
	}
	return false;
}

/* How many bytes fit the columns or stand before a line feed; one character at least. */
static size_t
fit(struct slice utf8, size_t columns)
{
	size_t width = 0, at = 0;

	while (at < utf8.n && utf8.p[at] != '\n') {
		size_t after = at;

		width += char_width(next_char(utf8, &after));
		if (width > columns && at > 0)
			break;
		at = after;
	}
	return at;
}

static size_t
skip_blanks(struct slice utf8, size_t at)
{
	return at + slice_span(slice_skip(utf8, at), is_blank);
}

static size_t
without_blanks(struct slice utf8, size_t n)
{
	while (n > 0 && is_blank(utf8.p[n - 1]))
		n--;
	return n;
}

/* One iterator is kept: to open one costs more than to wrap a page. */
static UBreakIterator *
line_breaks(const char *language)
{
	static UBreakIterator *kept;
	static char kept_language[16];
	char strict[sizeof kept_language + sizeof "@lb=strict"];
	UErrorCode status = U_ZERO_ERROR;

	if (kept != NULL && strcmp(kept_language, language) == 0)
		return kept;
	if (strlen(language) >= sizeof kept_language)
		language = "en";
	ubrk_close(kept);
	/* Without it a line of Japanese may begin with a small kana or the mark of a long vowel. */
	snprintf(strict, sizeof strict, "%s@lb=strict", language);
	kept = ubrk_open(UBRK_LINE, strict, NULL, 0, &status);
	snprintf(kept_language, sizeof kept_language, "%s", language);
	if (U_SUCCESS(status))
		return kept;
	ubrk_close(kept);
	return kept = NULL;
}

/* The last place at or before `most` where a line may end; 0 when there is none. */
static size_t
break_before(struct slice utf8, size_t most, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	UText text = UTEXT_INITIALIZER;
	UBreakIterator *breaks = line_breaks(language ? language : "en");
	int32_t at = 0;

	if (breaks == NULL)
		return 0;
	utext_openUTF8(&text, utf8.p, (int64_t)utf8.n, &status);
	ubrk_setUText(breaks, &text, &status);
	if (U_SUCCESS(status))
		at = ubrk_isBoundary(breaks, (int32_t)most) ? (int32_t)most : ubrk_preceding(breaks, (int32_t)most);
	utext_close(&text);
	return at > 0 ? (size_t)at : 0;
}

/* Latin, Greek, Cyrillic and what they are punctuated with, arrows too: words stand between blanks. */
static bool
has_only_spaced_words(struct slice s)
{
	for (size_t at = 0; at < s.n;) {
		int32_t c = next_char(s, &at);

		if (!(c < 0x0530 || (c >= 0x1e00 && c < 0x1f00) || (c >= 0x2010 && c < 0x2028) || (c >= 0x2190 && c < 0x2200)))
			return false;
	}
	return true;
}

/* " :" and " »" stay with the word before them. */
static bool
may_start_line(struct slice s)
{
	return slice_empty(s) || !(is_one_of(s.p[0], ":;!?") || slice_starts(s, SLICE("»")));
}

/*
 * Such text breaks at blanks only: "P-Asserted-Identity" and "sip/2.0" are better whole, and ICU's rules need not be
 * loaded.
 */
static size_t
blank_before(struct slice utf8, size_t most)
{
	size_t at = most;

	while (at > 0 && !(is_blank(utf8.p[at - 1]) && may_start_line(slice_skip(utf8, at))))
		at--;
	return at;
}

/* "x.pcap" and ":#14" are better whole. */
static bool
begins_place(struct slice s)
{
	return s.n > 1 && s.p[0] == ':' && (s.p[1] == '#' || is_digit(s.p[1]));
}

/*
 * A path or an address longer than the line: behind a slash, else before a place, where that leaves half of the line or
 * more.
 */
static size_t
piece_before(struct slice utf8, size_t most)
{
	size_t at = most, least = most / 2;

	while (at > least && utf8.p[at - 1] != '/')
		at--;
	if (at > least)
		return at;
	for (at = most; at > least && !begins_place(slice_skip(utf8, at)); at--)
		;
	return at > least ? at : 0;
}

void
text_break(struct slice utf8, size_t columns, const char *language, size_t *length, size_t *next)
{
	size_t fits = fit(utf8, columns), most = skip_blanks(utf8, fits), end = most;

	if (most < utf8.n && utf8.p[most] == '\n') {
		*length = without_blanks(utf8, most);
		*next = most + 1;
		return;
	}
	if (most < utf8.n) {
		/* A paragraph is a few lines long; what follows far behind can't matter for this one. */
		struct slice near = utf8_head(utf8, most + 64);

		if (has_only_spaced_words(near))
			end = blank_before(utf8, most);
		else if (most == fits)
			end = break_before(near, most, language);
		if (end == 0)
			end = piece_before(utf8, most);
	}
	*next = end > 0 && without_blanks(utf8, end) > 0 ? end : most;
	*length = without_blanks(utf8, *next);
	if (*length == 0)
		*length = *next;
}
