/* SPDX-License-Identifier: MIT */
#include "report/wrap.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "report/escape.h"
#include "text/text.h"

void
wrap_blanks(size_t n, struct buf *out)
{
	memset(buf_room(out, n), ' ', n);
	out->n += n;
	out->p[out->n] = '\0';
}

/* Plain ASCII that fits as a whole needs no ICU at all. */
static bool
is_short_ascii(struct slice line, size_t columns)
{
	if (line.n > columns)
		return false;
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] < 0x20 || line.p[i] > 0x7e)
			return false;
	return true;
}

/* ASCII words break at blanks in every language siperr speaks; so the common case needs no ICU either. */
static bool
break_ascii(struct slice line, size_t columns, size_t *length, size_t *next)
{
	size_t end = columns < line.n ? columns + 1 : line.n, blank = 0;

	for (size_t i = 0; i < end; i++) {
		if (line.p[i] < 0x20 || line.p[i] > 0x7e || line.p[i] == '-' || line.p[i] == '/')
			return false;
		if (line.p[i] == ' ')
			blank = i;
	}
	if (blank == 0)
		return false;
	for (*next = blank + 1; *next < line.n && line.p[*next] == ' '; )
		(*next)++;
	while (blank > 0 && line.p[blank - 1] == ' ')
		blank--;
	*length = blank;
	return blank > 0;
}

/* A unit that stays on its number's line. */
static bool
begins_with_unit(struct slice s)
{
	static const struct slice units[] = {
		SLICE("s"), SLICE("ms"), SLICE("Hz"), SLICE("kHz"), SLICE("dB"), SLICE("%"), SLICE("с"), SLICE("мс"),
		SLICE("Гц"),
		SLICE("кГц"), SLICE("дБ"), SLICE("giây"),
	};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct slice rest = slice_skip(s, units[i].n);

		if (slice_starts(s, units[i]) && (rest.n == 0 || !is_any_alnum(rest.p[0])))
			return true;
	}
	return false;
}

/* "32-й", "Call-ID", "Record-Route": nobody wants to read them in two. */
static bool
ends_in_word(struct slice line, size_t length, size_t next)
{
	return next == length && next < line.n && line.p[length - 1] == '-' && is_any_alnum(line.p[next]);
}

static bool
ends_before_unit(struct slice line, size_t length, size_t next)
{
	return is_digit(line.p[length - 1]) && begins_with_unit(slice_skip(line, next));
}

/* "301 — IPv6": a dash between blanks belongs to what stands before it. */
static bool
ends_before_dash(struct slice line, size_t next)
{
	struct slice rest = slice_skip(line, next);

	return slice_starts(rest, SLICE("— ")) || slice_starts(rest, SLICE("– "));
}

/* "192.0.2.1:5060 → 192.0.2.2:5060", "alice -> bob": who sends and who gets it stand in one line. */
static bool
ends_at_arrow(struct slice line, size_t length, size_t next)
{
	static const struct slice arrows[] = { SLICE("→"), SLICE("->") };
	struct slice head = slice_head(line, length), rest = slice_skip(line, next);

	for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
		struct slice behind = slice_skip(rest, arrows[i].n);

		if ((slice_starts(rest, arrows[i]) && slice_starts(behind, SLICE(" "))) ||
		    (slice_ends(head, arrows[i]) && length > arrows[i].n && head.p[length - arrows[i].n - 1] == ' '))
			return true;
	}
	return false;
}

/* Chinese and Japanese characters and their signs end a line without a blank, if they are none that open something. */
static bool
ends_in_wide(struct slice s)
{
	static const struct slice open[] = { SLICE("（"), SLICE("《"), SLICE("「"), SLICE("『"), SLICE("【") };
	uint32_t c = 0;
	size_t at = s.n;

	while (at > 0 && utf8_goes_on(s.p[--at]))
		;
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (slice_ends(s, open[i]))
			return false;
	return at < s.n && utf8_decode(slice_skip(s, at), &c) > 0 && c >= 0x2e80;
}

static size_t
without_end(struct slice line, size_t at)
{
	while (at > 0 && line.p[at - 1] == ' ')
		at--;
	return at;
}

/* Where the word begins that ends there. */
static size_t
word_begin(struct slice line, size_t at)
{
	while (at > 0 && line.p[at - 1] != ' ' && !ends_in_wide(slice_head(line, at)))
		at--;
	return at;
}

/* Breaks before the word or number instead, where there is a blank or a wide character before it on the line. */
static void
keep_together(struct slice line, size_t *length, size_t *next)
{
	size_t at = *length;

	if (*next >= line.n || at == 0)
		return;
	bool arrow = ends_at_arrow(line, at, *next);
	if (!arrow && !ends_in_word(line, at, *next) && !ends_before_unit(line, at, *next) && !ends_before_dash(line, *next))
		return;
	if (arrow && (slice_ends(slice_head(line, at), SLICE("→")) || slice_ends(slice_head(line, at), SLICE("->"))))
		at = without_end(line, word_begin(line, at));
	at = word_begin(line, at);
	if (at < 2)
		return;
	*next = at;
	at = without_end(line, at);
	*length = at > 0 ? at : *length;
}

static size_t
wrap_line(struct slice line, size_t used, const struct wrap_margins *at, const char *language, struct buf *out)
{
	size_t width = at->width > at->indent + WRAP_NARROWEST ? at->width : at->indent + WRAP_NARROWEST;

	for (bool first = true; ; first = false) {
		size_t room = width > used ? width - used : 0, length = line.n, next = line.n;

		if (!is_short_ascii(line, room) && line.n > 0) {
			/* Hardly any room after what stands there: the words go to the next line. */
			if (first && used > at->indent && room < WRAP_NARROWEST / 2)
				length = next = 0;
			else if (!break_ascii(line, room, &length, &next))
				text_break(line, room ? room : 1, language, &length, &next);
			keep_together(line, &length, &next);
		}
		buf_addstr(out, at->right ? MARK_RIGHT : "");
		buf_add(out, slice_head(line, length));
		buf_addstr(out, at->right ? MARK_ISOLATE_END : "");
		line = slice_skip(line, next);
		if (line.n == 0)
			return used;
		buf_addc(out, '\n');
		wrap_blanks(at->indent, out);
		used = at->indent;
	}
}

void
wrap_text(struct slice text, const struct wrap_margins *at, const char *language, struct buf *out)
{
	size_t used = at->first;

	do {
		struct slice line = slice_cut(&text, '\n');

		wrap_line(line, used, at, language, out);
		buf_addc(out, '\n');
		if (text.p != NULL && text.n > 0) {
			wrap_blanks(at->indent, out);
			used = at->indent;
		}
	} while (text.p != NULL && text.n > 0);
}

void
wrap_fit(struct slice text, size_t columns, struct buf *out)
{
	size_t width = text_width(text), kept = 0, used = 0;
	uint32_t c;

	if (width <= columns) {
		buf_add(out, text);
		wrap_blanks(columns - width, out);
		return;
	}
	while (kept < text.n) {
		size_t n = utf8_decode(slice_skip(text, kept), &c);
		size_t w = text_width(slice_head(slice_skip(text, kept), n ? n : 1));

		if (used + w + 1 > columns)
			break;
		used += w;
		kept += n ? n : 1;
	}
	buf_add(out, slice_head(text, kept));
	if (used < columns)
		buf_addstr(out, "…");
	wrap_blanks(columns > used + 1 ? columns - used - 1 : 0, out);
}
