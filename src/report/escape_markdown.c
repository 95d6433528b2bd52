/* SPDX-License-Identifier: MIT */
/* Text of the input in a ticket: nothing in it becomes the ticket's own marks, a link, or a call for somebody. */
#include "base/ascii.h"
#include "report/escape.h"

/*
 * What programs that show Markdown make something of although no mark says so, even behind a backslash: addresses of
 * pages and of mail, mentions, numbers of issues, names of commits and emoji, bare domain names.
 */
static bool
is_tempting(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		char before = i > 0 ? s.p[i - 1] : ' ', after = i + 1 < s.n ? s.p[i + 1] : ' ';

		if (is_one_of(s.p[i], "@`~&\\$") || (s.p[i] == '#' && is_any_alnum(after)))
			return true;
		if (s.p[i] == ':' && (is_alpha(after) || is_one_of(after, "/+-")))
			return true;
		if (s.p[i] == '.' && i > 1 && is_any_alnum(before) && is_any_alnum(s.p[i - 2]) && is_alpha(after) &&
		    i + 2 < s.n && is_alpha(s.p[i + 2]))
			return true;
		if ((s.p[i] == '-' || s.p[i] == '!' || s.p[i] == '^' || s.p[i] == '%') && is_digit(after) &&
		    is_any_alnum(before))
			return true;
	}
	return false;
}

void
escape_code(struct slice text, struct buf *out)
{
	struct buf clean = BUF_INIT;

	escape_text(text, &clean);
	buf_addc(out, '`');
	for (size_t i = 0; i < clean.n; i++) {
		if (clean.p[i] == '|')
			buf_addc(out, '\\');
		buf_addc(out, clean.p[i] == '`' ? '\'' : clean.p[i]);
	}
	buf_addc(out, '`');
	buf_release(&clean);
}

/* Seven digits of hexadecimal, or forty, are the name of a commit. */
static bool
names_commit(struct slice s)
{
	size_t run = 0, digits = 0;

	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && hex_value(s.p[i]) >= 0) {
			run++;
			digits += is_digit(s.p[i]);
			continue;
		}
		if (run >= 7 && digits > 0 && digits < run)
			return true;
		run = digits = 0;
	}
	return false;
}

void
escape_markdown(struct slice text, struct buf *out)
{
	struct buf clean = BUF_INIT;

	if (is_tempting(text) || names_commit(text)) {
		escape_code(text, out);
		return;
	}
	escape_text(text, &clean);
	for (size_t i = 0; i < clean.n; i++) {
		if (is_one_of(clean.p[i], "\\`*_[]<>|#!"))
			buf_addc(out, '\\');
		buf_addc(out, clean.p[i]);
	}
	buf_release(&clean);
}

/* "#4": its length; 0: none. */
static size_t
number_length(struct slice s)
{
	uint64_t n;
	size_t digits = s.n > 0 && s.p[0] == '#' ? slice_digits(slice_skip(s, 1), &n) : 0;

	return digits > 0 ? digits + 1 : 0;
}

/* What stands in backticks already, with them; 0: nothing does here. */
static size_t
code_length(struct slice s)
{
	const char *end = s.n > 0 && s.p[0] == '`' ? slice_chr(slice_skip(s, 1), '`') : NULL;

	return end != NULL ? (size_t)(end - s.p) + 1 : 0;
}

void
escape_markdown_sentence(struct slice text, struct buf *out)
{
	while (text.n > 0) {
		size_t code = code_length(text), number = number_length(text), n = code > 0 ? code : number > 0 ? number : 1;

		if (number > 0)
			escape_code(slice_head(text, n), out);
		else
			buf_add(out, slice_head(text, n));
		text = slice_skip(text, n);
	}
}

static size_t
word_length(struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != ' ' && s.p[n] != '`')
		n++;
	return n;
}

/* A word without what a sentence puts around it. */
static void
add_word(struct slice word, struct buf *out)
{
	size_t front = 0, end = word.n;

	while (front < end && is_one_of(word.p[front], "(\"'<"))
		front++;
	while (end > front && is_one_of(word.p[end - 1], ".,;:!?)\"'>"))
		end--;
	struct slice inner = { word.p + front, end - front };
	bool tempting = is_tempting(inner);
	for (size_t i = 0; i < word.n; i++) {
		if (i == front && tempting) {
			escape_code(inner, out);
			i = end - 1;
			continue;
		}
		bool inside = i > 0 && i + 1 < word.n && is_alnum(word.p[i - 1]) && is_alnum(word.p[i + 1]);

		if (is_one_of(word.p[i], "\\*<>|[]") || (word.p[i] == '_' && !inside))
			buf_addc(out, '\\');
		buf_addc(out, word.p[i]);
	}
}

void
escape_markdown_own(struct slice text, struct buf *out)
{
	struct buf clean = BUF_INIT;

	escape_own(text, &clean);
	for (struct slice rest = buf_slice(&clean); rest.n > 0;) {
		size_t code = code_length(rest), n = code > 0 ? code : word_length(rest);

		if (code > 0)
			escape_code((struct slice){ rest.p + 1, code - 2 }, out);
		else if (n == 0)
			buf_addstr(out, rest.p[0] == '`' ? "\\`" : " ");
		else
			add_word(slice_head(rest, n), out);
		rest = slice_skip(rest, n > 0 ? n : 1);
	}
	buf_release(&clean);
}
