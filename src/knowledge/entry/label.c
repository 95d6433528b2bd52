/* SPDX-License-Identifier: MIT */
/* Labels: siperr's own words, some with arguments. What has none never reaches MessageFormat, which is slow to wake. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ulistformatter.h>
#include <unicode/umsg.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "base/ascii.h"
#include "knowledge/bundle/resource.h"
#include "knowledge/entry/label.h"
#include "knowledge/store/state.h"

enum { STRING_ARGS = 4 };

/* What the store has of it in that language of the chain; NULL: nothing. */
static const UChar *
label_in(struct store *store, size_t step, const char *language, const char *key, int32_t *n)
{
	UErrorCode status = U_ZERO_ERROR;
	UResourceBundle *bundle = store_text(store, step, language, key);
	const UChar *s = bundle != NULL ? ures_getStringByKey(bundle, key, n, &status) : NULL;

	return U_SUCCESS(status) ? s : NULL;
}

const UChar *
find_label(struct knowledge *k, const char *key, int32_t *n, const char **language, struct arena *a)
{
	for (size_t i = 0; i < k->store_count; i++)
		for (size_t step = 0; step < k->chain.n; step++) {
			const UChar *s = label_in(&k->stores[i], step, k->chain.name[step], key, n);

			if (s != NULL && language != NULL)
				*language = language_tag(k->chain.name[step], a);
			if (s != NULL)
				return s;
		}
	return NULL;
}

const char *
knowledge_label(struct knowledge *k, const char *key, struct arena *a)
{
	int32_t n = 0;
	const UChar *s = find_label(k, key, &n, NULL, a);

	return s ? utf8_of_text(s, n, a) : arena_strdup(a, key);
}

/* "{0}" … "{3}" and no other thing of MessageFormat's in it. */
static bool
is_plain(struct slice pattern)
{
	for (size_t i = 0; i < pattern.n; i++) {
		if (pattern.p[i] == '\'')
			return false;
		if (pattern.p[i] != '{')
			continue;
		if (pattern.n - i < 3 || pattern.p[i + 1] < '0' || pattern.p[i + 1] > '3' || pattern.p[i + 2] != '}')
			return false;
		i += 2;
	}
	return true;
}

static const char *
fill_in(struct slice pattern, const char *const arg[STRING_ARGS], struct arena *a)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < pattern.n; i++) {
		if (pattern.p[i] == '{') {
			const char *value = arg[pattern.p[i + 1] - '0'];

			buf_addstr(&out, value ? value : "");
			i += 2;
		} else {
			buf_addc(&out, pattern.p[i]);
		}
	}
	const char *text = arena_slice(a, buf_slice(&out));
	buf_release(&out);
	return text;
}

/* Without what a pattern may have between its parts: Unicode's Pattern_White_Space. */
static struct slice
skip_white(struct slice s)
{
	static const struct slice white[] = {
		SLICE(" "), SLICE("\t"), SLICE("\n"), SLICE("\v"), SLICE("\f"), SLICE("\r"), SLICE("\xc2\x85"),
		SLICE("\u200e"), SLICE("\u200f"), SLICE("\u2028"), SLICE("\u2029"),
	};

	for (size_t i = 0; i < sizeof white / sizeof *white; i++) {
		if (slice_starts(s, white[i])) {
			s = slice_skip(s, white[i].n);
			i = (size_t)-1;
		}
	}
	return s;
}

/*
 * umsg takes its arguments by what the pattern says they are, unchecked: {4} must be a number there and the others must
 * not; and it goes down as deep as braces stand within braces. A pattern that says otherwise (a site's) is shown as it
 * stands.
 */
static bool
types_agree(struct slice pattern)
{
	enum { BRACES = 64 };
	size_t braces = 0;

	for (size_t i = 0; i + 2 < pattern.n; i++) {
		if (pattern.p[i] != '{')
			continue;
		if (++braces > BRACES)
			return false;
		struct slice rest = skip_white(slice_skip(pattern, i + 1));
		struct slice type = SLICE_NONE;
		if (slice_empty(rest) || !is_digit(rest.p[0]))
			continue;
		char number_of = rest.p[0];
		rest = slice_skip(rest, 1);
		if (!slice_empty(rest) && is_digit(rest.p[0]))
			return false;
		rest = skip_white(rest);
		if (!slice_empty(rest) && rest.p[0] == ',') {
			rest = slice_skip(rest, 1);
			type = slice_trim(slice_head(rest, (size_t)((slice_chr(rest, ',') ? slice_chr(rest, ',') :
			    rest.p + rest.n) - rest.p)));
		}
		bool number = slice_starts(type, SLICE("number")) || slice_starts(type, SLICE("plural"));
		if (number_of > '4' || number != (number_of == '4'))
			return false;
		if (!number && !slice_empty(type) && !slice_eq(type, SLICE("select")))
			return false;
	}
	return true;
}

static UChar *
utf16_of(const char *text, struct arena *a)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t n = text ? strlen(text) : 0;
	UChar *s = arena_alloc(a, (n + 1) * sizeof *s);

	u_strFromUTF8WithSub(s, (int32_t)n + 1, NULL, n ? text : "", (int32_t)n, 0xfffd, NULL, &status);
	return s;
}

static const char *
format_message(const char *language, const UChar *pattern, int32_t n, const char *const arg[STRING_ARGS], double number,
    struct arena *a)
{
	UChar *s[STRING_ARGS];
	int32_t cap = 256;

	for (size_t i = 0; i < STRING_ARGS; i++)
		s[i] = utf16_of(arg[i], a);
	for (;;) {
		UErrorCode status = U_ZERO_ERROR;
		UChar *out = arena_alloc(a, (size_t)(cap + 1) * sizeof *out);
		int32_t length = u_formatMessage(language, pattern, n, out, cap, &status, s[0], s[1], s[2], s[3], number);

		if (U_SUCCESS(status) && length <= cap)
			return utf8_of(out, length, a);
		if (status != U_BUFFER_OVERFLOW_ERROR)
			return NULL;
		cap = length + 1;
	}
}

const char *
knowledge_format(struct knowledge *k, const char *key, const char *const arg[STRING_ARGS], double number, struct arena *a)
{
	static const char *const none[STRING_ARGS] = { NULL, NULL, NULL, NULL };
	int32_t n = 0;
	const char *language = "en", *text = NULL;
	const UChar *pattern = find_label(k, key, &n, &language, a);

	if (pattern == NULL)
		return arena_strdup(a, key);
	struct slice plain = slice_of(utf8_of_text(pattern, n, a));
	if (is_plain(plain))
		return fill_in(plain, arg ? arg : none, a);
	if (types_agree(plain) && slice_find(plain, SLICE("\ufffd")) == NULL)
		text = format_message(strcmp(language, k->language) == 0 ? k->numbers : language, pattern, n,
		    arg ? arg : none, number, a);
	return text ? text : plain.p;
}

/*
 * "3 个呼叫和2 个": ICU puts no blank beside such an "and", though one stands between Chinese characters and letters or
 * digits everywhere else.
 */
static void
stand_apart(UListFormatter *f, const char *last[2], struct arena *a)
{
	static const UChar *const none[] = { u"", u"" };
	UErrorCode status = U_ZERO_ERROR;
	UChar and[16];
	int32_t n = ulistfmt_format(f, none, (int32_t[]){ 0, 0 }, 2, and, sizeof and / sizeof and[0], &status);

	if (U_FAILURE(status) || n == 0 || !u_hasBinaryProperty(and[0], UCHAR_IDEOGRAPHIC))
		return;
	if (last[0][0] != '\0' && is_alnum(last[0][strlen(last[0]) - 1]))
		last[0] = arena_printf(a, "%s ", last[0]);
	if (is_alnum(last[1][0]))
		last[1] = arena_printf(a, " %s", last[1]);
}

const char *
knowledge_join(struct knowledge *k, const struct strings *items, struct arena *a)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t total = 0;

	if (items->n == 0)
		return "";
	if (items->n == 1)
		return items->p[0];
	UListFormatter *f = ulistfmt_open(k->language, &status);
	const char *last[] = { items->p[items->n - 2], items->p[items->n - 1] };
	const UChar **s = arena_alloc(a, items->n * sizeof *s);
	int32_t *length = arena_alloc(a, items->n * sizeof *length);
	stand_apart(f, last, a);
	for (size_t i = 0; i < items->n; i++) {
		s[i] = utf16_of(i + 2 < items->n ? items->p[i] : last[i + 2 - items->n], a);
		length[i] = u_strlen(s[i]);
		total += (size_t)length[i] + 16;	/* an " and " of any language */
	}
	UChar *out = arena_alloc(a, (total + 1) * sizeof *out);
	int32_t n = ulistfmt_format(f, s, length, (int32_t)items->n, out, (int32_t)total, &status);
	ulistfmt_close(f);
	if (U_FAILURE(status))
		return items->p[0];
	return utf8_of(out, n, a);
}

/* Marks of direction, which some languages put around a sign: where it stands, what is around it says that. */
static int32_t
without_marks(UChar *text, int32_t n)
{
	int32_t kept = 0;

	for (int32_t i = 0; i < n; i++)
		if (text[i] != 0x200e && text[i] != 0x200f && text[i] != 0x061c)
			text[kept++] = text[i];
	return kept;
}

static const char *
format_number(struct knowledge *k, UNumberFormatStyle style, double value, int decimals, struct arena *a)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar out[400];
	UNumberFormat *f = unum_open(style, NULL, 0, k->numbers, NULL, &status);

	unum_setAttribute(f, UNUM_MAX_FRACTION_DIGITS, decimals);
	int32_t n = unum_formatDouble(f, value, out, (int32_t)(sizeof out / sizeof out[0]), NULL, &status);
	unum_close(f);
	return U_SUCCESS(status) ? utf8_of(out, without_marks(out, n), a) : arena_printf(a, "%.*f", decimals, value);
}

const char *
knowledge_number(struct knowledge *k, double value, int decimals, struct arena *a)
{
	if (value >= 0 && value < 1000 && value == floor(value))	/* the same in every language */
		return arena_printf(a, "%.0f", value);
	return format_number(k, UNUM_DECIMAL, value, decimals, a);
}

const char *
knowledge_percent(struct knowledge *k, double share, int decimals, struct arena *a)
{
	double step = pow(10, -decimals) / 100;

	/* 8,998 of 9,000 are not all of them, and two of them are not none. */
	if (share < 1 && share > 1 - step)
		share = 1 - step;
	else if (share > 0 && share < step / 2)
		share = step;
	return format_number(k, UNUM_PERCENT, share, decimals, a);
}
