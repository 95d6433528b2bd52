/* SPDX-License-Identifier: MIT */
#include "input/line/lines.h"

#include "base/ascii.h"
#include "sip/header_line.h"

static bool
alike(char a, char b)
{
	return a == b || (a == ':' && b == '-') || (a == '-' && b == ':');
}

size_t
prefix_match(struct slice prefix, struct slice line)
{
	size_t i = 0, j = 0;

	if (slice_starts(line, prefix))
		return prefix.n;
	while (i < prefix.n && j < line.n) {
		if (is_digit(prefix.p[i]) && is_digit(line.p[j])) {
			i += slice_span(slice_skip(prefix, i), is_digit);
			j += slice_span(slice_skip(line, j), is_digit);
		} else if (is_blank(prefix.p[i]) && is_blank(line.p[j])) {
			size_t wanted = slice_span(slice_skip(prefix, i), is_blank), blanks = slice_span(slice_skip(line, j), is_blank);

			i += wanted;
			/* Those at the end count: what is more is the line's own. */
			j += i == prefix.n && blanks > wanted ? wanted : blanks;
		} else if (alike(prefix.p[i], line.p[j])) {
			i++;
			j++;
		} else {
			return 0;
		}
	}
	return i + slice_span(slice_skip(prefix, i), is_blank) == prefix.n ? j : 0;
}

static struct slice
take_end(struct slice line, char c)
{
	while (line.n > 0 && line.p[line.n - 1] == c)
		line.n--;
	return line;
}

/* One dot off, also when blanks follow it; a line without is open. */
static void
take_dot(struct line *out)
{
	struct slice text = out->text;

	while (text.n > 0 && is_blank(text.p[text.n - 1]))
		text.n--;
	out->open = text.n > 0 && text.p[text.n - 1] != '.';
	if (!out->open)
		out->text = slice_head(text, text.n ? text.n - 1 : 0);
}

static void
take_suffix(const struct form *form, struct line *out)
{
	struct slice text = out->text;

	while (text.n > 0 && is_one_of(text.p[text.n - 1], " ,;)+\\"))
		text.n--;
	if (slice_ends(text, form->suffix)) {
		text.n -= form->suffix.n;
		while (text.n >= 4 && (slice_ends(text, SLICE("\\r\\n"))))
			text.n -= 4;
		while (text.n >= 2 && (slice_ends(text, SLICE("\\n")) || slice_ends(text, SLICE("\\r"))))
			text.n -= 2;
		out->text = text;
	}
}

static enum line_status
take_prefix(struct reader *r, struct line *out)
{
	size_t n;

	if (r->form->tail.n > 0) {
		const char *tail = slice_find(slice_head(out->text, 200), r->form->tail);

		out->text = tail ? slice_skip(out->text, (size_t)(tail - out->text.p) + r->form->tail.n) : out->text;
		return tail ? LINE_OK : LINE_END;
	}
	n = prefix_match(r->form->prefix, out->text);
	if (n == 0 && out->text.n == 0 && slice_empty(slice_trim(r->form->prefix)))
		return LINE_OK;
	out->prefixed = n > 0;
	if (n == 0)
		return r->form->chunks ? LINE_OK : LINE_END;
	out->text = slice_skip(out->text, n);
	return LINE_OK;
}

static enum line_status
next_plain(struct reader *r, struct line *out)
{
	const char *feed;

	if (r->at == r->end)
		return r->final ? LINE_END : LINE_MORE;
	feed = memchr(r->at, '\n', (size_t)(r->end - r->at));
	if (feed == NULL && !r->final)
		return LINE_MORE;
	out->begin = r->at;
	out->text = slice_from(r->at, feed ? feed : r->end);
	r->at = feed ? feed + 1 : r->end;
	out->open = out->prefixed = out->altered = false;
	out->crlf = feed && out->text.n > 0 && feed[-1] == '\r';
	out->text.n -= out->crlf;
	if (out->text.n > 0 && (out->text.p[out->text.n - 1] == '\r' || out->text.p[out->text.n - 1] == 'M')) {
		struct slice bare = take_end(out->text, '\r');

		while (slice_ends(bare, SLICE("^M")))
			bare.n -= 2;
		out->altered = bare.n != out->text.n;
		out->crlf &= !out->altered;
		out->text = bare;
	}
	if (r->form->prefix.n > 0 || r->form->tail.n > 0) {
		enum line_status status = take_prefix(r, out);

		if (status != LINE_OK)
			return status;
	}
	if (r->form->suffix.n > 0)
		take_suffix(r->form, out);
	if (r->form->dots)
		take_dot(out);
	return LINE_OK;
}

/* The quote that closes the string, not one that escapes hide. */
static const char *
closing_quote(const struct form *form, const char *from, const char *to)
{
	size_t needed = form->level > 1 ? (size_t)(1 << (form->level - 1)) - 1 : 0;

	for (const char *p = from; form->quote && (p = memchr(p, form->quote, (size_t)(to - p))) != NULL; p++) {
		const char *slash = p;

		while (slash > from && slash[-1] == '\\')
			slash--;
		if ((size_t)(p - slash) == needed)
			return p;
	}
	return NULL;
}

/* Where line ends are lost, one was before each header; its name is spelt out, for a value may hold "a: b". */
static const char *
find_lost(const char *p, const char *end)
{
	for (; (p = memchr(p, ' ', (size_t)(end - p))) != NULL; p++)
		if (end - p > 4 && is_upper(p[1]) && p[2] != ':' && header_starts(slice_from(p + 1, end)))
			return p;
	return NULL;
}

/* In dot mode the line end is the last two dots of a run, and a header or nothing follows. */
static const char *
find_escape(const struct form *form, const char *p, const char *end)
{
	const char *hit = form->escape.p[0] == ' ' && form->escape.n == 1 ? find_lost(p, end) :
	    slice_find(slice_from(p, end), form->escape);

	if (form->escape.p[0] == '.')
		while (hit && hit + 2 < end && hit[2] == '.' && !(hit + 3 < end && hit[3] == '.'))
			hit++;
	return hit;
}

/* The reader's end is that of the line. */
static enum line_status
next_escaped(struct reader *r, struct line *out)
{
	const char *stop, *quote, *hit;

	if (r->closed)
		return LINE_END;
	hit = find_escape(r->form, r->at, r->end);
	if (hit == NULL && !r->final)
		return LINE_MORE;
	stop = hit ? hit : r->end;
	quote = closing_quote(r->form, r->at, stop);
	if (quote) {
		stop = quote;
		hit = NULL;
	}
	/* The line end of the log, not an empty line of the message. */
	if (hit == NULL && quote == NULL && stop == r->at)
		return LINE_END;
	/* Where line ends are lost, nothing parts the last header from a body or from the next message. */
	if (r->form->escape.n == 1 && slice_starts_nocase(slice_from(r->at, stop), SLICE("Content-Length: "))) {
		uint64_t length;

		stop = r->at + 16 + slice_digits(slice_from(r->at + 16, stop), &length);
		hit = NULL;
	}
	out->begin = r->at;
	out->text = take_end(take_end(slice_from(r->at, stop), '\r'), ' ');
	out->crlf = out->open = out->prefixed = out->altered = false;
	r->at = hit ? hit + r->form->escape.n : stop;
	r->closed = hit == NULL;
	return LINE_OK;
}

enum line_status
reader_next(struct reader *r, struct line *out)
{
	return r->form->escape.n > 0 ? next_escaped(r, out) : next_plain(r, out);
}

/* The four hexadecimal digits behind a `u`; false when they are none. */
static bool
four_digits(struct slice text, uint32_t *unit)
{
	uint64_t value;
	bool good = slice_hex_digits(slice_head(text, 4), &value) == 4;

	*unit = (uint32_t)value;
	return good;
}

/* JSON's \uXXXX, `text` begins at the u: a character beyond the first plane takes two of them (RFC 8259 §7). */
static size_t
add_unicode(struct slice text, struct buf *out)
{
	uint32_t unit, low;

	if (!four_digits(slice_skip(text, 1), &unit)) {
		buf_addc(out, text.p[0]);
		return 1;
	}
	if (unit >= 0xd800 && unit < 0xdc00 && slice_starts(slice_skip(text, 5), SLICE("\\u")) &&
	    four_digits(slice_skip(text, 7), &low) && low >= 0xdc00 && low < 0xe000) {
		buf_add_character(out, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
		return 11;
	}
	buf_add_character(out, unit);
	return 5;
}

/* What `\x`, with x at text[0], stands for; returns how many bytes it took. */
static size_t
add_escape(struct slice text, struct buf *out)
{
	uint64_t byte;

	switch (text.p[0]) {
	case 'r': buf_addc(out, '\r'); return 1;
	case 'n': buf_addc(out, '\n'); return 1;
	case 't': buf_addc(out, '\t'); return 1;
	case 'u': return add_unicode(text, out);
	case 'x':
		if (slice_hex_digits(slice_head(slice_skip(text, 1), 2), &byte) == 2) {
			buf_addc(out, (char)byte);
			return 3;
		}
		/* fall through */
	default:
		buf_addc(out, text.p[0]);
		return 1;
	}
}

static void
unescape(struct slice text, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\\' && i + 1 < text.n)
			i += add_escape(slice_skip(text, i + 1), out);
		else
			buf_addc(out, text.p[i]);
	}
}

/* rsyslog's #ooo for control characters; the CR at a line's end is not wanted. */
static void
unescape_octal(struct slice text, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		const char *p = text.p + i;

		if (*p == '#' && text.n - i >= 4 && p[1] == '0' && is_digit(p[2]) && is_digit(p[3]) && p[2] < '4') {
			int c = (p[2] - '0') * 8 + p[3] - '0';

			if (c != '\r')
				buf_addc(out, (char)c);
			i += 3;
		} else {
			buf_addc(out, *p);
		}
	}
}

void
line_append(const struct form *form, struct slice text, struct buf *out)
{
	struct buf a = BUF_INIT, b = BUF_INIT;

	if (form->escape.n > 0 && form->escape.p[0] == '#') {
		unescape_octal(text, out);
		return;
	}
	if (form->level == 0 || memchr(text.p, '\\', text.n) == NULL) {
		buf_add(out, text);
		return;
	}
	buf_add(&a, text);
	for (int i = 0; i < form->level; i++) {
		buf_reset(&b);
		unescape(buf_slice(&a), &b);
		struct buf swap = a; a = b; b = swap;
	}
	buf_add(out, buf_slice(&a));
	buf_release(&a);
	buf_release(&b);
}
