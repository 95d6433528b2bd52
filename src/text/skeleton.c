/* SPDX-License-Identifier: MIT */
/* Letters that look alike, or only differ in their marks: phrases are compared without those differences. */
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>

#include "base/ascii.h"
#include "text/fold.h"
#include "text/text.h"

/* Letters that look like a Latin one, in either case; the skeleton knows the small ones only as small ones. */
static const struct twin {
	int32_t latin, other;
} twins[] = {
	{ 'A', 0x0410 }, { 'B', 0x0412 }, { 'C', 0x0421 }, { 'E', 0x0415 }, { 'H', 0x041d }, { 'I', 0x0406 },
	{ 'J', 0x0408 }, { 'K', 0x041a }, { 'M', 0x041c }, { 'O', 0x041e }, { 'P', 0x0420 }, { 'S', 0x0405 },
	{ 'T', 0x0422 }, { 'X', 0x0425 }, { 'Y', 0x0423 }, { 'a', 0x0430 }, { 'c', 0x0441 }, { 'e', 0x0435 },
	{ 'i', 0x0456 }, { 'j', 0x0458 }, { 'o', 0x043e }, { 'p', 0x0440 }, { 's', 0x0455 }, { 'x', 0x0445 },
	{ 'y', 0x0443 }, { 'A', 0x0391 }, { 'B', 0x0392 }, { 'E', 0x0395 }, { 'Z', 0x0396 }, { 'H', 0x0397 },
	{ 'I', 0x0399 }, { 'K', 0x039a }, { 'M', 0x039c }, { 'N', 0x039d }, { 'O', 0x039f }, { 'P', 0x03a1 },
	{ 'T', 0x03a4 }, { 'Y', 0x03a5 }, { 'X', 0x03a7 }, { 'a', 0x03b1 }, { 'i', 0x03b9 }, { 'o', 0x03bf },
	{ 'v', 0x03bd }, { 'p', 0x03c1 }, { 'u', 0x03c5 },
};

enum { TWINS = sizeof twins / sizeof twins[0] };

static int32_t
to_latin(int32_t c)
{
	for (size_t i = 0; i < TWINS; i++)
		if (twins[i].other == c)
			return twins[i].latin;
	return c;
}

/* Only Cyrillic: a Greek phrase is not known to anybody. */
static int32_t
to_cyrillic(int32_t c)
{
	for (size_t i = 0; i < TWINS; i++)
		if (twins[i].latin == c && twins[i].other >= 0x0400)
			return twins[i].other;
	return c;
}

static void
unmix_word(struct slice word, struct buf *out)
{
	size_t latin = 0, other = 0;

	for (size_t at = 0; at < word.n;) {
		int32_t c = next_char(word, &at);

		latin += c < 0x80 && is_alpha((char)c);
		other += c >= 0x0370 && c < 0x0530;
	}
	if (latin == 0 || other == 0) {
		buf_add(out, word);
		return;
	}
	for (size_t at = 0; at < word.n;) {
		int32_t c = next_char(word, &at);

		buf_add_character(out, latin >= other ? to_latin(c) : to_cyrillic(c));
	}
}

/*
 * Look-alikes within a word take the script most of its letters have: a Cyrillic В in "Вusy" becomes B, a Latin o in
 * "oтвет" becomes о. The skeleton alone can't do that for capitals, whose small letters look different.
 */
static void
unmix_scripts(struct slice utf8, struct buf *out)
{
	size_t i = 0;

	while (i < utf8.n) {
		size_t start = i;

		while (i < utf8.n && is_any_letter(utf8.p[i]))
			i++;
		unmix_word((struct slice){ utf8.p + start, i - start }, out);
		if (i < utf8.n)
			buf_addc(out, utf8.p[i++]);
	}
}

/* What the table of UTS #39 says of lower-case ASCII: all but these look only like themselves. */
static void
ascii_skeleton(struct slice folded, struct buf *out)
{
	for (size_t i = 0; i < folded.n; i++) {
		switch (folded.p[i]) {
		case '0': buf_addc(out, 'o'); break;
		case '1': buf_addc(out, 'l'); break;
		case 'm': buf_addstr(out, "rn"); break;
		default: buf_addc(out, folded.p[i]); break;
		}
	}
}

static void
spoof_skeleton(struct slice folded, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	USpoofChecker *checker = uspoof_open(&status);
	size_t cap = 8 * folded.n + 32;		/* the longest prototype of one character is 18 long, but rare */
	char *room = buf_room(out, cap);
	int32_t n = uspoof_getSkeletonUTF8(checker, 0, folded.p, (int32_t)folded.n, room, (int32_t)cap, &status);

	if (U_SUCCESS(status)) {
		for (int32_t i = 0; i < n; i++)
			room[i] = to_lower(room[i]);
		out->n += (size_t)n;
	} else {
		buf_add(out, folded);
	}
	uspoof_close(checker);
}

void
fold_unmixed(struct slice utf8, struct buf *out)
{
	struct buf plain = BUF_INIT;

	if (slice_is_ascii(utf8)) {
		fold_marked(utf8, out);
		return;
	}
	unmix_scripts(utf8, &plain);
	fold_marked(buf_slice(&plain), out);
	buf_release(&plain);
}

void
text_skeleton(struct slice utf8, struct buf *out)
{
	struct buf folded = BUF_INIT;

	fold_unmixed(utf8, &folded);
	unmark(&folded, 0);
	buf_add(out, SLICE_NONE);
	if (slice_is_ascii(buf_slice(&folded)))
		ascii_skeleton(buf_slice(&folded), out);
	else
		spoof_skeleton(buf_slice(&folded), out);
	buf_release(&folded);
}

/* Letters whose stroke or missing dot no decomposition takes off. */
static int32_t
without_stroke(int32_t c)
{
	switch (c) {
	case 0x0111: return 'd';	/* đ */
	case 0x0131: return 'i';	/* ı */
	case 0x0142: return 'l';	/* ł */
	case 0x00f8: return 'o';	/* ø */
	default: return c;
	}
}

void
text_fold_loosely(struct slice utf8, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	struct buf plain = BUF_INIT, folded = BUF_INIT, apart = BUF_INIT;

	if (slice_is_ascii(utf8)) {
		text_fold(utf8, out);
		return;
	}
	unmix_scripts(utf8, &plain);
	text_fold(buf_slice(&plain), &folded);
	fold_normalize(unorm2_getNFDInstance(&status), buf_slice(&folded), &apart);
	buf_add(out, SLICE_NONE);
	for (size_t at = 0; at < apart.n;) {
		int32_t c = next_char(buf_slice(&apart), &at);

		if (c < 0x80)
			buf_addc(out, (char)c);
		else if (u_charType(c) != U_NON_SPACING_MARK)
			buf_add_character(out, without_stroke(c));
	}
	buf_release(&plain);
	buf_release(&folded);
	buf_release(&apart);
}
