/* SPDX-License-Identifier: MIT */
#include "report/escape.h"

#include "base/ascii.h"
#include "base/utf8.h"

/* Sorted. What has no look of its own, turns lines around or breaks them, and what is no character. */
static const struct range {
	uint32_t first, last;
} hidden[] = {
	{ 0x00ad, 0x00ad }, { 0x034f, 0x034f }, { 0x061c, 0x061c }, { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 }, { 0x180b, 0x180f },
	{ 0x200b, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0x2800, 0x2800 }, { 0x3164, 0x3164 }, { 0xe000, 0xf8ff },
	{ 0xfdd0, 0xfdef }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb }, { 0xfffe, 0xffff },
	{ 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0x10ffff },
};

enum { VARIATION_FIRST = 0xfe00, VARIATION_LAST = 0xfe0f };

bool
is_hidden(uint32_t character, uint32_t before)
{
	size_t low = 0, high = sizeof hidden / sizeof *hidden;

	if (character < hidden[0].first)
		return false;
	/* One that says how the sign before it looks is seen, in a way. */
	if (character >= VARIATION_FIRST && character <= VARIATION_LAST && before >= 0x80 && !is_hidden(before, 0))
		return false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (character < hidden[middle].first)
			high = middle;
		else if (character > hidden[middle].last)
			low = middle + 1;
		else
			return true;
	}
	return false;
}

enum way {
	WAY_TEXT, WAY_COLUMN,	/* of the input; in a column the text can be had back */
	WAY_OWN,		/* siperr's own marks stay */
	WAY_OUT,		/* and become what they stand for; line ends and tabs stay */
};

/* siperr's own marks in the order of their characters, and what each stands for in the end. */
enum { MARK_FIRST = 0xfdd0 };
static const char *const marks_mean[] = { "\u2068", "\u2069", "\033", "\u2067", "", "" };

static bool
is_mark(uint32_t c)
{
	return c >= MARK_FIRST && c < MARK_FIRST + sizeof marks_mean / sizeof *marks_mean;
}

/* Adds what stands for one character or bad byte; returns how many bytes of `s` that was. */
static size_t
escape_one(struct slice s, enum way way, uint32_t *before, struct buf *out)
{
	uint32_t c = 0;
	size_t n = utf8_decode(s, &c);

	if (n == 0) {
		buf_addf(out, "\\x%02x", (unsigned char)s.p[0]);
		*before = 0;
		return 1;
	}
	if (way == WAY_OUT && (c == '\n' || c == '\t' || slice_starts(s, SLICE("\r\n"))))
		buf_addc(out, (char)c);
	else if (c == '\n' || c == '\r' || c == '\t')
		buf_addf(out, "\\%c", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
	else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		buf_addf(out, "\\x%02x", c);
	else if (way == WAY_OUT && is_mark(c))
		buf_addstr(out, marks_mean[c - MARK_FIRST]);
	else if (way == WAY_OWN && is_mark(c))
		buf_add(out, slice_head(s, n));
	else if (is_hidden(c, *before))
		buf_addf(out, way == WAY_COLUMN ? "\\u{%04X}" : "<U+%04X>", c);
	else
		buf_add(out, slice_head(s, n));
	*before = c;
	return n;
}

/* Escapes the text; characters of `marks` get a backslash before them. */
static void
escape_with(struct slice text, const char *marks, enum way way, struct buf *out)
{
	uint32_t before = 0;

	while (text.n > 0) {
		size_t plain = 0;

		while (plain < text.n && text.p[plain] >= 0x20 && text.p[plain] < 0x7f &&
		    (marks[0] == '\0' || strchr(marks, text.p[plain]) == NULL))
			plain++;
		if (plain > 0) {
			buf_add(out, slice_head(text, plain));
			before = (unsigned char)text.p[plain - 1];
			text = slice_skip(text, plain);
			continue;
		}
		if (is_one_of(text.p[0], marks))
			buf_addc(out, '\\');
		text = slice_skip(text, escape_one(text, way, &before, out));
	}
}

void
escape_text(struct slice text, struct buf *out)
{
	escape_with(text, "", WAY_TEXT, out);
}

void
escape_own(struct slice text, struct buf *out)
{
	escape_with(text, "", WAY_OWN, out);
}

void
escape_out(struct slice text, struct buf *out)
{
	escape_with(text, "", WAY_OUT, out);
}

void
escape_column(struct slice text, struct buf *out)
{
	escape_with(text, "\\", WAY_COLUMN, out);
}

/* A number, however it is signed: no formula. */
static bool
is_number(struct slice s)
{
	uint64_t n;

	return slice_digits(s, &n) == s.n && s.n > 0;
}

void
escape_cell(struct slice text, struct buf *out)
{
	struct buf cell = BUF_INIT;
	char first = text.n > 0 ? text.p[0] : '\0';

	if (first == '=' || first == '@' || first == '\t' || first == '\r' ||
	    ((first == '+' || first == '-') && !is_number(slice_skip(text, 1))))
		buf_addc(&cell, '\'');
	escape_text(text, &cell);
	struct slice shown = buf_slice(&cell);
	bool quoted = slice_chr(shown, '"') != NULL || slice_chr(shown, ',') != NULL ||
	    (shown.n > 0 && (shown.p[0] == ' ' || shown.p[shown.n - 1] == ' '));
	buf_addstr(out, quoted ? "\"" : "");
	for (size_t i = 0; i < shown.n; i++) {
		if (shown.p[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, shown.p[i]);
	}
	buf_addstr(out, quoted ? "\"" : "");
	buf_release(&cell);
}

void
escape_invalid(struct slice text, struct buf *out)
{
	uint32_t c;

	while (text.n > 0) {
		size_t n = utf8_decode(text, &c);

		if (n == 0)
			buf_addstr(out, "\xef\xbf\xbd");
		else
			buf_add(out, slice_head(text, n));
		text = slice_skip(text, n ? n : 1);
	}
}
